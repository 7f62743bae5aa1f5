//! Why a signature was refused: the first place where the service's string to sign differs from ours.
//!
//! The service quotes its own text. The same text means that the secret differs; another text means that the request
//! changed on the way or was put together differently. Deliberately absent: any secret; texts are redacted first.

use serde::Serialize;

use super::failure::{VendorError, redact};
use crate::sign::SignatureTrace;

/// Characters shown on either side of the difference.
const AROUND: usize = 16;

/// What comparing the two texts shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Mismatch {
    /// The texts are the same: it is the secret that differs.
    SameText,
    /// They differ.
    Differs {
        /// Characters that are the same before the difference.
        at: usize,
        /// Our text around it.
        ours: String,
        /// The service's text around it.
        theirs: String,
    },
}

/// Compares what a refusal quotes with what was signed; `None` when it quotes neither text.
pub(super) fn compare(error: &VendorError, signed: &SignatureTrace, secrets: &[&str]) -> Option<Mismatch> {
    let texts = [signed.canonical_request.as_deref(), Some(signed.string_to_sign.as_str())];
    let mut message = error.message.clone();
    redact(&mut message, secrets);
    texts.into_iter().flatten().find_map(|text| {
        let mut ours = text.to_owned();
        redact(&mut ours, secrets);
        let start = message.find(beginning(&ours))?;
        Some(first_difference(&ours, &message[start..]))
    })
}

/// The part of a text by which it is recognised: method and path, or the name of the scheme.
fn beginning(text: &str) -> &str {
    match text.match_indices(['\n', '&']).nth(1) {
        Some((end, _)) => &text[..end],
        None => text.lines().next().unwrap_or(text),
    }
}

fn first_difference(ours: &str, quoted: &str) -> Mismatch {
    let same = ours.chars().zip(quoted.chars()).take_while(|(a, b)| a == b).count();
    let rest = quoted.chars().nth(same);
    // What follows our whole text in a sentence is its quotation mark, not more of the text.
    let is_quote_over = rest.is_none_or(|c| matches!(c, '"' | '\'' | ']' | '.' | ',' | ' ' | '\n' | '`'));
    if same == ours.chars().count() && is_quote_over {
        return Mismatch::SameText;
    }
    let around =
        |text: &str| -> String { text.chars().skip(same.saturating_sub(AROUND)).take(2 * AROUND).collect() };
    Mismatch::Differs { at: same, ours: around(ours), theirs: around(quoted) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(string_to_sign: &str, canonical: Option<&str>) -> SignatureTrace {
        SignatureTrace {
            canonical_request: canonical.map(str::to_owned),
            string_to_sign: string_to_sign.to_owned(),
            signature: String::new(),
            authorization: None,
        }
    }

    fn refused(message: &str) -> VendorError {
        VendorError { message: message.to_owned(), ..VendorError::default() }
    }

    #[test]
    fn the_same_text_means_another_secret() {
        let ours = signed("POST&%2F&AccessKeyId%3Dx%26Action%3DA", None);
        for end in ["", "\"", " ]", ". See the guide", "\n"] {
            let error = refused(&format!("server string to sign is:{}{end}", ours.string_to_sign));
            assert_eq!(compare(&error, &ours, &[]), Some(Mismatch::SameText), "{end:?}");
        }
    }

    #[test]
    fn the_first_difference_is_shown_with_what_stands_around_it() {
        let ours = signed("POST&%2F&AccessKeyId%3Dx%26Action%3DDescribeThings%26Format%3DJSON", None);
        let error =
            refused("server string to sign is:POST&%2F&AccessKeyId%3Dx%26Action%3DDescribeOthers%26Format");

        let Some(Mismatch::Differs { at, ours, theirs }) = compare(&error, &ours, &[]) else { panic!() };

        assert_eq!(
            (at, ours.as_str(), theirs.as_str()),
            (44, "ction%3DDescribeThings%26Format%", "ction%3DDescribeOthers%26Format")
        );
    }

    #[test]
    fn a_longer_text_of_the_service_is_a_difference() {
        let ours = signed("GET&%2F&A%3D1", None);
        let found = compare(&refused("is:GET&%2F&A%3D1%26B%3D2"), &ours, &[]);
        assert!(matches!(found, Some(Mismatch::Differs { at: 13, .. })), "{found:?}");
    }

    #[test]
    fn acs3_compares_the_canonical_request_where_it_is_quoted() {
        let canonical = "POST\n/\nA=1\nhost:h\n\nhost\nabc";
        let ours = signed("ACS3-HMAC-SHA256\n00ff", Some(canonical));

        let error = refused("CanonicalRequest:POST\n/\nA=2\nhost:h\n\nhost\nabc");
        assert!(matches!(compare(&error, &ours, &[]), Some(Mismatch::Differs { at: 9, .. })));
        let error = refused("server StringToSign is [ACS3-HMAC-SHA256\n00ff]");
        assert_eq!(compare(&error, &ours, &[]), Some(Mismatch::SameText));
        assert_eq!(compare(&refused("no text at all"), &ours, &[]), None);
    }

    #[test]
    fn no_part_of_a_token_shows() {
        let ours = signed("POST&%2F&A%3D1%26SecurityToken%3Dcanary%252Btoken%26Z%3D1", None);
        let error = refused("is:POST&%2F&A%3D1%26SecurityToken%3Dcanary%252Btoken%26Z%3D2");

        let found = compare(&error, &ours, &["canary+token"]).unwrap();

        assert!(!format!("{found:?}").contains("canary"), "{found:?}");
    }
}
