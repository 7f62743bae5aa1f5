//! Dot paths into a response: `.Data.PageInfo.TotalCount`.
//!
//! They start with a dot as in the vendor's console, name object keys only and never index a list. `.` alone is the
//! whole response. Deliberately absent: wildcards, quoting.

use std::fmt;
use std::str::FromStr;

/// A dot path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DotPath(Vec<String>);

/// Why a text is no dot path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// It does not start with a dot.
    #[error("path `{0}` does not start with a dot")]
    NoDot(String),
    /// Two dots in a row, or a dot at the end.
    #[error("path `{0}` has an empty part")]
    EmptyPart(String),
    /// A list index.
    #[error("path `{0}` indexes a list, which paths cannot do")]
    Index(String),
}

impl DotPath {
    /// Returns the keys from the outside in; none for the whole response.
    pub fn keys(&self) -> &[String] {
        &self.0
    }

    pub(super) fn from_keys(keys: Vec<String>) -> Self {
        Self(keys)
    }
}

impl FromStr for DotPath {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let rest = text.strip_prefix('.').ok_or_else(|| PathError::NoDot(text.to_owned()))?;
        if rest.is_empty() {
            return Ok(Self(Vec::new()));
        }
        if rest.contains(['[', ']']) {
            return Err(PathError::Index(text.to_owned()));
        }
        let keys: Vec<String> = rest.split('.').map(str::to_owned).collect();
        if keys.iter().any(String::is_empty) {
            return Err(PathError::EmptyPart(text.to_owned()));
        }
        Ok(Self(keys))
    }
}

impl fmt::Display for DotPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str(".");
        }
        self.0.iter().try_for_each(|key| write!(f, ".{key}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_start_with_a_dot_and_print_as_written() {
        for text in [".", ".TotalCount", ".Data.PageInfo.TotalCount", ".next_token", ".数据"] {
            assert_eq!(text.parse::<DotPath>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn other_texts_are_refused() {
        assert_eq!("TotalCount".parse::<DotPath>(), Err(PathError::NoDot("TotalCount".to_owned())));
        assert_eq!("".parse::<DotPath>(), Err(PathError::NoDot(String::new())));
        assert_eq!(".a..b".parse::<DotPath>(), Err(PathError::EmptyPart(".a..b".to_owned())));
        assert_eq!(".a.".parse::<DotPath>(), Err(PathError::EmptyPart(".a.".to_owned())));
        assert_eq!(".a[0].b".parse::<DotPath>(), Err(PathError::Index(".a[0].b".to_owned())));
    }
}
