//! One verified call as an operation sees it, and the typed reading of its parameters.

use std::ops::RangeInclusive;
use std::sync::Arc;

use serde_json::Value;
use soarboard_cloud::catalog::Operation;

use crate::check::indexed;
use crate::fault::Fault;
use crate::keys::Caller;
use crate::refusal::Refusal;
use crate::request::Incoming;
use crate::text::Lang;

/// A call whose signature, time, nonce and parameter types are right.
pub(crate) struct Call<'a> {
    /// What is called.
    pub(crate) operation: Arc<Operation>,
    /// Who calls.
    pub(crate) caller: Caller,
    /// Nonce of the request, for ids that must be fresh.
    pub(crate) nonce: &'a str,
    /// Time here, in seconds since 1970.
    pub(crate) now_unix_s: i64,
    /// Language of texts.
    pub(crate) lang: Lang,
    /// What goes wrong.
    pub(crate) fault: Fault,
    /// The request.
    pub(crate) incoming: &'a Incoming<'a>,
}

impl Call<'_> {
    /// Says whether a parameter is there and not empty.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.text(name).is_some()
    }

    /// Returns a parameter that is there and not empty.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.incoming.parameter(name).filter(|text| !text.is_empty())
    }

    /// Returns a parameter that this operation needs although the catalogue does not mark it.
    ///
    /// **Errors**: `MissingParameter`.
    pub(crate) fn needed(&self, name: &str) -> Result<&str, Refusal> {
        self.text(name).ok_or_else(|| Refusal::missing(name, &self.operation.name))
    }

    /// Returns a whole number, `None` when it is absent.
    ///
    /// **Errors**: `InvalidParameter.…` when it is none; operations type some numbers as text.
    pub(crate) fn number(&self, name: &str) -> Result<Option<i64>, Refusal> {
        self.text(name)
            .map(|text| text.parse().map_err(|_| Refusal::invalid(name, "it is not a whole number")))
            .transpose()
    }

    /// Returns a whole number within a range, `default` when it is absent.
    ///
    /// **Errors**: `InvalidParameter.…` when it is none or out of range.
    pub(crate) fn number_within(
        &self,
        name: &str,
        default: i64,
        range: RangeInclusive<i64>,
    ) -> Result<i64, Refusal> {
        let number = self.number(name)?.unwrap_or(default);
        if range.contains(&number) {
            return Ok(number);
        }
        let why = format!("it is not between {} and {}", range.start(), range.end());
        Err(Refusal::invalid(name, why))
    }

    /// Returns the parts of a comma list; empty when the parameter is absent.
    pub(crate) fn words(&self, name: &str) -> Vec<&str> {
        self.text(name)
            .unwrap_or_default()
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .collect()
    }

    /// Returns the items of a flat list (`Name.1`, `Name.2`) in the order of their positions.
    pub(crate) fn list(&self, name: &str) -> Vec<&str> {
        let mut items: Vec<(u32, &str)> = indexed(self.incoming, name)
            .into_iter()
            .filter_map(|(position, text)| Some((position.parse().ok()?, text)))
            .collect();
        items.sort_by_key(|(position, _)| *position);
        items.into_iter().map(|(_, text)| text).collect()
    }

    /// Returns the items of a list written as JSON text; `None` when the parameter is absent.
    ///
    /// **Errors**: `InvalidParameter.…` when the text is no JSON list.
    pub(crate) fn json_list(&self, name: &str) -> Result<Option<Vec<Value>>, Refusal> {
        let Some(text) = self.text(name) else { return Ok(None) };
        match serde_json::from_str(text) {
            Ok(Value::Array(items)) => Ok(Some(items)),
            _ => Err(Refusal::invalid(name, "it is not a JSON list")),
        }
    }

    /// Says whether a row passes the filter of a parameter; an absent parameter lets everything pass.
    pub(crate) fn passes(&self, name: &str, accept: impl Fn(&str) -> bool) -> bool {
        self.text(name).is_none_or(accept)
    }

    /// Returns a time as the vendor's older lists write it (`2026-09-01 16:00:00`, China standard time).
    pub(crate) fn local_time(unix_s: i64) -> String {
        let moment = jiff::Timestamp::from_second(unix_s + 8 * 3600).unwrap_or_default();
        moment.strftime("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// Returns a time in ISO form, UTC.
    pub(crate) fn utc_time(unix_s: i64) -> String {
        jiff::Timestamp::from_second(unix_s).unwrap_or_default().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}
