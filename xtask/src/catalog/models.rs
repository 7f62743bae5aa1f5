//! Reads the data classes of a wheel: attributes, their types, wire names, required marks, listed values.
//!
//! Comments are mined for three facts only: the sentence that marks a required attribute, the words that mark a
//! deprecated one, and values listed in bold after "Valid values". Their prose is not kept.

use std::collections::HashMap;

use super::text::{between, identifier};

/// The data classes of one wheel by name.
#[derive(Default)]
pub struct Models(HashMap<String, Model>);

/// One data class.
#[derive(Default)]
pub struct Model {
    /// Attributes in source order.
    pub fields: Vec<Field>,
}

/// One attribute of a data class.
#[derive(Debug, Default)]
pub struct Field {
    /// Python attribute.
    pub attribute: String,
    /// Python type as written, e.g. `List[main_models.X]`.
    pub class: String,
    /// Name on the wire.
    pub wire: String,
    /// Whether a call without it is refused.
    pub required: bool,
    /// Whether the vendor advises against it.
    pub deprecated: bool,
    /// Values that the vendor lists; not necessarily all.
    pub choices: Vec<String>,
}

impl Models {
    /// Parses the given Python files.
    ///
    /// # Errors
    /// An attribute without a wire name: the generator changed.
    pub fn parse(files: &[String]) -> Result<Models, String> {
        let mut models = Models::default();
        for file in files {
            Reader::default().read(file, &mut models.0);
        }
        for (name, model) in &models.0 {
            if let Some(field) =
                model.fields.iter().find(|f| f.wire.is_empty() && f.attribute != "common_headers")
            {
                return Err(format!("class {name}: no wire name for {}", field.attribute));
            }
        }
        Ok(models)
    }

    /// Returns the class of that name.
    pub fn get(&self, name: &str) -> Option<&Model> {
        self.0.get(name)
    }
}

impl Model {
    /// Returns the attribute with that Python name.
    pub fn field(&self, attribute: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.attribute == attribute)
    }
}

#[derive(Default, PartialEq, Clone, Copy)]
enum Section {
    #[default]
    Outside,
    Signature,
    Constructor,
    ToMap,
}

#[derive(Default)]
struct Reader {
    class: String,
    section: Section,
    comment: Vec<String>,
    container: Option<String>,
    model: Model,
}

impl Reader {
    fn read(mut self, file: &str, into: &mut HashMap<String, Model>) {
        for line in file.lines() {
            if let Some(rest) = line.strip_prefix("class ") {
                self.store(into);
                self.class = identifier(rest).to_owned();
            } else if let Some(rest) = line.strip_prefix("    def ") {
                self.section = match identifier(rest) {
                    "__init__" => Section::Signature,
                    "to_map" => Section::ToMap,
                    _ => Section::Outside,
                };
            } else {
                self.line(line.trim());
            }
        }
        self.store(into);
    }

    fn store(&mut self, into: &mut HashMap<String, Model>) {
        let model = std::mem::take(&mut self.model);
        if !self.class.is_empty() {
            into.insert(std::mem::take(&mut self.class), model);
        }
        self.section = Section::Outside;
    }

    fn line(&mut self, line: &str) {
        match self.section {
            Section::Outside => {}
            Section::Signature => self.signature(line),
            Section::Constructor => self.constructor(line),
            Section::ToMap => self.wire_names(line),
        }
    }

    fn signature(&mut self, line: &str) {
        if line.starts_with("):") {
            self.section = Section::Constructor;
        } else if let Some((attribute, class)) = line.trim_end_matches(',').split_once(": ") {
            let class = class.strip_suffix(" = None").unwrap_or(class);
            let (attribute, class) = (attribute.to_owned(), class.to_owned());
            self.model.fields.push(Field { attribute, class, ..Field::default() });
        }
    }

    fn constructor(&mut self, line: &str) {
        if let Some(text) = line.strip_prefix('#') {
            self.comment.push(text.trim().to_owned());
        } else if let Some(rest) = line.strip_prefix("self.") {
            let attribute = identifier(rest);
            let comment = std::mem::take(&mut self.comment);
            if let Some(field) = self.model.fields.iter_mut().find(|f| f.attribute == attribute) {
                field.required = comment.iter().any(|l| l == "This parameter is required.");
                field.deprecated = is_deprecated(&comment);
                field.choices = if has_values(&field.class) { listed_values(&comment) } else { Vec::new() };
            }
        }
    }

    /// `result['W'] = self.a…`, or `result['W'] = []` followed by a loop over `self.a`.
    fn wire_names(&mut self, line: &str) {
        if let Some((wire, value)) = line.strip_prefix("result['").and_then(|rest| rest.split_once("'] = ")) {
            match value.strip_prefix("self.") {
                Some(value) => self.name(identifier(value), wire),
                None if matches!(value, "[]" | "{}") => self.container = Some(wire.to_owned()),
                None => {}
            }
        } else if line.starts_with("for ")
            && let Some(value) = line.find(" in self.").map(|at| &line[at + " in self.".len()..])
            && let Some(wire) = self.container.take()
        {
            self.name(identifier(value), &wire);
        }
    }

    fn name(&mut self, attribute: &str, wire: &str) {
        if let Some(field) = self.model.fields.iter_mut().find(|f| f.attribute == attribute) {
            wire.clone_into(&mut field.wire);
        }
    }
}

fn is_deprecated(comment: &[String]) -> bool {
    let first = comment.iter().find(|line| !line.is_empty());
    let by_mark = first.is_some_and(|line| {
        let line = line.trim_start_matches(['>', ' ', '*', '[']);
        line.to_ascii_lowercase().starts_with("deprecated")
    });
    by_mark || comment.iter().any(|line| line.contains("This parameter is deprecated"))
}

/// Listed words say nothing new about a boolean, and inside an object they belong to its fields.
fn has_values(class: &str) -> bool {
    matches!(class, "str" | "int" | "List[str]" | "List[int]")
}

/// Two or more bullets `- **value**` after "Valid values" are a list of values; anything less is prose.
fn listed_values(comment: &[String]) -> Vec<String> {
    let Some(start) = comment.iter().position(|line| line.to_ascii_lowercase().contains("valid values"))
    else {
        return Vec::new();
    };
    let mut values: Vec<String> = Vec::new();
    for line in &comment[start..] {
        let Some(bullet) = line.strip_prefix("- **").or_else(|| line.strip_prefix("*   **")) else {
            continue;
        };
        let Some(value) = between(bullet, "", "**").map(|v| v.trim_end_matches(':').trim()) else { continue };
        if is_code(value) && !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }
    if values.len() < 2 { Vec::new() } else { values }
}

fn is_code(value: &str) -> bool {
    (1..=48).contains(&value.len())
        && value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "
class XRequest(DaraModel):
    def __init__(
        self,
        rows: List[main_models.XRequestRows] = None,
        status: str = None,
    ):
        # Rows.
        #
        # This parameter is required.
        self.rows = rows
        # The status. Valid values:
        #
        # - **on**: yes
        # - **off**: no
        # - **see below**: prose
        self.status = status

    def to_map(self):
        result = dict()
        result['Rows'] = []
        if self.rows is not None:
            for k1 in self.rows:
                result['Rows'].append(k1.to_map() if k1 else None)
        if self.status is not None:
            result['Status'] = self.status
        return result
";

    #[test]
    fn a_class_gives_names_types_marks_and_values() {
        let models = Models::parse(&[FILE.to_owned()]).unwrap();

        let class = models.get("XRequest").unwrap();
        let (rows, status) = (class.field("rows").unwrap(), class.field("status").unwrap());

        assert_eq!((rows.wire.as_str(), rows.required), ("Rows", true));
        assert_eq!(rows.class, "List[main_models.XRequestRows]");
        assert_eq!((status.wire.as_str(), status.required), ("Status", false));
        assert_eq!(status.choices, ["on", "off"]);
    }

    #[test]
    fn an_attribute_without_wire_name_is_an_error() {
        let broken = FILE.replace("result['Status'] = self.status", "pass");

        assert!(Models::parse(&[broken]).is_err());
    }

    #[test]
    fn deprecation_is_read_from_the_opening_words() {
        assert!(is_deprecated(&["**[Deprecated]** Use another.".to_owned()]));
        assert!(is_deprecated(&["Old.".to_owned(), "> This parameter is deprecated.".to_owned()]));
        assert!(!is_deprecated(&["It can replace the deprecated field X.".to_owned()]));
    }
}
