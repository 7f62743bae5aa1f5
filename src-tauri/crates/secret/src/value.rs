//! The secret value itself.

use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A secret text such as an AccessKey secret or an STS token. Its memory is overwritten when it is dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret text; surrounding white space (a usual copying accident) is removed.
    pub fn new(text: impl Into<String>) -> Self {
        let mut text = text.into();
        let trimmed = text.trim().to_owned();
        text.zeroize();
        Self(trimmed)
    }

    /// Returns the text. Every call site is a place where the secret could leak: keep them few and greppable.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Returns a second owner of the same text. Named, so that copies are as easy to find as uses.
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }

    /// Says whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_of_the_secret() {
        let shown = format!("{:?}", Secret::new("canary-value"));

        assert_eq!(shown, "Secret(…)");
    }

    #[test]
    fn copied_white_space_is_removed() {
        assert_eq!(Secret::new(" abc\n").expose(), "abc");
    }
}
