//! The vendor's texts as they may be shown: links to its internal pages lose their target, listed values become
//! suggestions.
//!
//! The texts stay Markdown for the reader's eye; nothing here, or later, makes HTML of them.

/// Fewer listed values are more likely an enumeration of something else.
const FEWEST: usize = 2;
/// More than this nobody picks from.
const MOST: usize = 60;
/// Values longer than this are sentences.
const LONGEST: usize = 64;

/// Returns a text with internal links (`[text](~~25609~~)`, `(~~ApiName~~)`) reduced to their text.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(at) = rest.find("(~~") {
        let Some(length) = rest[at..].find("~~)") else { break };
        let before = &rest[..at];
        match before.strip_suffix(']').and_then(|label| Some((label.rfind('[')?, label))) {
            Some((open, label)) => {
                out.push_str(&label[..open]);
                out.push_str(&label[open + 1..]);
            }
            None => out.push_str(before.trim_end()),
        }
        rest = &rest[at + length + 3..];
    }
    out.push_str(rest);
    out
}

/// Returns the values that a description lists under "Valid values"; empty when there are fewer than two.
pub(super) fn listed_values(text: &str) -> Vec<String> {
    let Some(at) = find_heading(text) else { return Vec::new() };
    let mut values: Vec<String> = Vec::new();
    let mut lines = text[at..].lines();
    lines.next();
    for line in lines {
        let line = line.trim();
        let bullet = ["- ", "* ", "*\t", "-\t"].iter().find_map(|start| line.strip_prefix(start));
        match bullet.map(str::trim).and_then(value_of) {
            Some(value) if !values.contains(&value) => values.push(value),
            Some(_) => {}
            None if line.is_empty() => {}
            None if values.is_empty() && bullet.is_none() => return Vec::new(),
            None => break,
        }
    }
    if (FEWEST..=MOST).contains(&values.len()) { values } else { Vec::new() }
}

fn find_heading(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    ["valid values", "取值"].iter().filter_map(|heading| lower.find(heading)).min()
}

/// `**value**: text`, `**value**`, `` `value`: text `` or `value: text`.
fn value_of(bullet: &str) -> Option<String> {
    let bare = bullet.strip_prefix("**").and_then(|rest| rest.split_once("**"));
    let quoted = || bullet.strip_prefix('`').and_then(|rest| rest.split_once('`'));
    let plain = || bullet.split_once([':', '：']);
    let (value, _) = bare.or_else(quoted).or_else(plain)?;
    let value = value.trim().trim_end_matches([':', '：']).trim_matches('`');
    let is_value = !value.is_empty() && value.len() <= LONGEST && !value.contains(char::is_whitespace);
    (is_value && !value.contains(['[', ']', '<', '>'])).then(|| value.to_owned())
}

/// Says whether a text is Chinese: English texts quote a few characters at most.
pub(super) fn looks_chinese(texts: &str) -> bool {
    let (mut chinese, mut letters) = (0_usize, 0_usize);
    for c in texts.chars() {
        chinese += usize::from(('\u{4e00}'..='\u{9fff}').contains(&c));
        letters += usize::from(c.is_ascii_alphabetic());
    }
    // A Chinese character says about as much as three letters.
    chinese * 3 > letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn internal_links_lose_their_target() {
        assert_eq!(clean("See [Tags](~~25609~~) and call [List](~~ListX~~).\n"), "See Tags and call List.");
        assert_eq!(clean("Call it (~~ListX~~) first."), "Call it first.");
        assert_eq!(clean("[open](https://a.example/) (~~cut"), "[open](https://a.example/) (~~cut");
    }

    #[test]
    fn listed_values_are_found_in_the_usual_notations() {
        assert_eq!(
            listed_values("State. Valid values:\n\n*   **on**: works\n*   **off**\n\nMore."),
            ["on", "off"]
        );
        assert_eq!(listed_values("Valid values:\n- `1`: one\n- two: second"), ["1", "two"]);
        assert_eq!(listed_values("状态。取值：\n- **a**：甲\n- **b**：乙"), ["a", "b"]);
    }

    #[test]
    fn other_lists_give_no_values() {
        assert!(listed_values("Notes:\n- **a**: x\n- **b**: y").is_empty());
        assert!(listed_values("Valid values: 1 to 100.\nFurther:\n- **a**: x\n- **b**: y").is_empty());
        assert!(listed_values("Valid values:\n- **only**: one").is_empty());
    }

    #[test]
    fn the_language_shows_in_the_letters() {
        assert!(looks_chinese("查询 ECS 实例列表"));
        assert!(!looks_chinese("Queries instances (实例)."));
        assert!(!looks_chinese(""));
    }
}
