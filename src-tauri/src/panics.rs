//! What is written when the program breaks: the place, and never a value.
//!
//! A panic text may quote whatever was at hand, a secret included. Only texts that are constants of the program are
//! shown; formatted ones are left out.

use std::any::Any;
use std::panic::{self, Location};

/// Replaces the panic hook by one that shows no values.
pub fn redact() {
    panic::set_hook(Box::new(|info| eprintln!("{}", report(info.payload(), info.location()))));
}

fn report(payload: &(dyn Any + Send), location: Option<&Location<'_>>) -> String {
    let text =
        payload.downcast_ref::<&'static str>().copied().unwrap_or("(text left out: it may quote data)");
    let place = location.map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    format!("soarboard broke at {place}: {text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constant_texts_are_shown_and_formatted_ones_are_not() {
        let place = Location::caller();

        let constant = report(&"the list is never empty", Some(place));
        let formatted = report(&format!("bad key {}", "canary-value"), Some(place));

        assert!(constant.contains("never empty") && constant.contains("panics.rs"), "{constant}");
        assert!(!formatted.contains("canary-value"), "{formatted}");
    }
}
