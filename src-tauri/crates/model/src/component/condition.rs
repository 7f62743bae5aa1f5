//! Conditions of gateways and loops: `all` and `any` groups of comparisons, or a text for what those cannot say.
//!
//! How the vendor's flow editor writes conditions is not public, so this form is our own. Reading never fails: what
//! is not understood is kept verbatim. Deliberately absent: evaluation.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};

/// Operators of a comparison, in the order a form offers them.
pub const OPERATORS: &[Operator] = &[
    Operator { id: "equals", has_right: true },
    Operator { id: "notEquals", has_right: true },
    Operator { id: "contains", has_right: true },
    Operator { id: "notContains", has_right: true },
    Operator { id: "in", has_right: true },
    Operator { id: "notIn", has_right: true },
    Operator { id: ">", has_right: true },
    Operator { id: ">=", has_right: true },
    Operator { id: "<", has_right: true },
    Operator { id: "<=", has_right: true },
    Operator { id: "matches", has_right: true },
    Operator { id: "isEmpty", has_right: false },
    Operator { id: "isNotEmpty", has_right: false },
];

/// One way to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Operator {
    /// Id as stored, e.g. `notEquals`.
    pub id: &'static str,
    /// Whether it compares with a right side.
    pub has_right: bool,
}

/// When something holds.
///
/// **Shape** `{"all": […]}`, `{"any": […]}`, `{"left": "${scan.ip}", "operator": "equals", "right": "1"}` or
/// `{"text": "…"}`; anything else is kept as it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Every one of them holds.
    All(Vec<Condition>),
    /// At least one of them holds.
    Any(Vec<Condition>),
    /// A comparison.
    Compare {
        /// Left side, usually a reference.
        left: String,
        /// Id of one of [`OPERATORS`]; others are kept and reported.
        operator: String,
        /// Right side; a list for `in` is a JSON array or comma-separated.
        right: String,
    },
    /// A condition in words or the vendor's own notation.
    Text(String),
    /// Something this version does not know; kept verbatim and reported.
    Unknown(Value),
}

impl Default for Condition {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Condition {
    /// Reads a condition from its JSON form.
    pub fn from_json(json: &Value) -> Self {
        Self::read(json).unwrap_or_else(|| Self::Unknown(json.clone()))
    }

    fn read(json: &Value) -> Option<Self> {
        let map = json.as_object()?;
        let text = |key: &str| map.get(key).map_or(Some(""), Value::as_str).map(str::to_owned);
        let group = |items: &Value| Some(items.as_array()?.iter().map(Self::from_json).collect());
        match (map.len(), map.get("all"), map.get("any"), map.get("text")) {
            (1, Some(items), ..) => group(items).map(Self::All),
            (1, _, Some(items), _) => group(items).map(Self::Any),
            (1, _, _, Some(text)) => text.as_str().map(|text| Self::Text(text.to_owned())),
            _ => {
                let known = ["left", "operator", "right"];
                let is_compare =
                    map.contains_key("operator") && map.keys().all(|key| known.contains(&key.as_str()));
                is_compare.then_some(())?;
                Some(Self::Compare {
                    left: text("left")?,
                    operator: text("operator")?,
                    right: text("right")?,
                })
            }
        }
    }

    /// Returns the JSON form.
    pub fn to_json(&self) -> Value {
        let group = |key: &str, items: &[Condition]| {
            let items = items.iter().map(Condition::to_json).collect();
            Value::Object(Map::from_iter([(key.to_owned(), Value::Array(items))]))
        };
        match self {
            Self::All(items) => group("all", items),
            Self::Any(items) => group("any", items),
            Self::Text(text) => json!({ "text": text }),
            Self::Compare { left, operator, right } if right.is_empty() => {
                json!({ "left": left, "operator": operator })
            }
            Self::Compare { left, operator, right } => {
                json!({ "left": left, "operator": operator, "right": right })
            }
            Self::Unknown(json) => json.clone(),
        }
    }

    /// Says whether nothing has been set yet: no comparison and no text.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::All(items) | Self::Any(items) => items.iter().all(Self::is_blank),
            Self::Compare { left, right, .. } => left.trim().is_empty() && right.trim().is_empty(),
            Self::Text(text) => text.trim().is_empty(),
            Self::Unknown(_) => false,
        }
    }

    /// Returns the comparisons that lack a side or use an operator that is not known, at any depth.
    pub fn unfinished(&self) -> usize {
        match self {
            Self::All(items) | Self::Any(items) => items.iter().map(Self::unfinished).sum(),
            Self::Compare { left, operator, right } => {
                let known = OPERATORS.iter().find(|one| one.id == operator);
                let lacks_right = known.is_none_or(|one| one.has_right && right.trim().is_empty());
                usize::from(left.trim().is_empty() || lacks_right)
            }
            Self::Text(_) | Self::Unknown(_) => 0,
        }
    }
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(writer)
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        Value::deserialize(reader).map(|json| Self::from_json(&json))
    }
}

impl JsonSchema for Condition {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Condition".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let item = generator.subschema_for::<Condition>();
        json_schema!({
            "description": "When something holds: a group, a comparison, or a text.",
            "type": "object",
            "properties": {
                "all": { "type": "array", "items": item },
                "any": { "type": "array", "items": item },
                "left": { "type": "string" },
                "operator": { "type": "string", "examples": OPERATORS.iter().map(|one| one.id).collect::<Vec<_>>() },
                "right": { "type": "string" },
                "text": { "type": "string" },
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_survives_a_round_trip() {
        for json in [
            json!({"all": []}),
            json!({"any": [{"left": "${a.b}", "operator": ">=", "right": "3"}, {"all": [{"text": "x"}]}]}),
            json!({"left": "${a}", "operator": "isEmpty"}),
            json!({"left": "", "operator": "sounds like", "right": "y"}),
            json!({"all": [], "mine": 1}),
            json!({"left": 7, "operator": "equals"}),
            json!("raw"),
        ] {
            assert_eq!(Condition::from_json(&json).to_json(), json);
        }
    }

    #[test]
    fn what_is_missing_is_counted() {
        let count = |json: Value| Condition::from_json(&json).unfinished();

        assert_eq!(count(json!({"all": [{"left": "${a}", "operator": "isEmpty"}]})), 0);
        assert_eq!(
            count(
                json!({"any": [{"left": "${a}", "operator": "equals"}, {"left": "", "operator": "in", "right": "1"}]})
            ),
            2
        );
        assert_eq!(count(json!({"left": "${a}", "operator": "sounds like", "right": "b"})), 1);
        assert!(Condition::from_json(&json!({"all": [{"any": []}]})).is_blank());
        assert!(!Condition::from_json(&json!({"mine": 1})).is_blank());
    }
}
