//! Percent-encoding by RFC 3986, the one spelling all signature schemes agree on.
//!
//! Kept apart from the schemes because wire and canonical text must use the very same function. Deliberately
//! absent: `+` for a space; the services accept `%20` everywhere.

/// Bytes that stay as they are: `A-Za-z0-9-_.~`.
const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        table[byte] = b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~');
        byte += 1;
    }
    table
};

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Appends `text` with every byte outside `A-Za-z0-9-_.~` written as `%XX` of its UTF-8 form.
pub fn push_encoded(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut run_start = 0;
    for (index, &byte) in bytes.iter().enumerate() {
        if UNRESERVED[byte as usize] {
            continue;
        }
        if run_start < index {
            // A run holds ASCII only, so both ends are character boundaries.
            out.push_str(&text[run_start..index]);
        }
        out.push('%');
        out.push(HEX[(byte >> 4) as usize] as char);
        out.push(HEX[(byte & 15) as usize] as char);
        run_start = index + 1;
    }
    if run_start < bytes.len() {
        out.push_str(&text[run_start..]);
    }
}

/// Returns `text` percent-encoded.
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_encoded(&mut out, text);
    out
}

/// Returns percent-encoded text decoded; what is no `%XX` stays, and bytes that are no UTF-8 become `\u{fffd}`.
pub fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        let digit = |at: usize| bytes.get(at).and_then(|b| (*b as char).to_digit(16));
        match (bytes[index], digit(index + 1), digit(index + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                index += 3;
            }
            (byte, ..) => {
                out.push(byte);
                index += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Appends `k=v&k=v` with encoded keys and values, in the order given.
pub fn push_pairs<'a>(out: &mut String, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) {
    for (index, (key, value)) in pairs.into_iter().enumerate() {
        if index > 0 {
            out.push('&');
        }
        push_encoded(out, key);
        out.push('=');
        push_encoded(out, value);
    }
}

/// Appends bytes in lower-case hexadecimal.
pub fn push_hex(out: &mut String, bytes: &[u8]) {
    const LOWER: &[u8; 16] = b"0123456789abcdef";
    for &byte in bytes {
        out.push(LOWER[(byte >> 4) as usize] as char);
        out.push(LOWER[(byte & 15) as usize] as char);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_bytes_stay() {
        assert_eq!(encoded("aZ09-_.~ *+%/é节"), "aZ09-_.~%20%2A%2B%25%2F%C3%A9%E8%8A%82");
    }

    #[test]
    fn decoding_undoes_encoding_and_survives_nonsense() {
        for text in ["", "aZ09-_.~ *+%/é节", "%%41", "\u{1f600}&="] {
            assert_eq!(decoded(&encoded(text)), text);
        }
        assert_eq!(decoded("%4"), "%4");
        assert_eq!(decoded("a%zz%41%"), "a%zzA%");
        assert_eq!(decoded("%ff"), "\u{fffd}");
    }

    #[test]
    fn every_single_byte_is_either_kept_or_three_characters() {
        for byte in 0u8..128 {
            let text = (byte as char).to_string();
            let kept = byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
            assert_eq!(encoded(&text), if kept { text.clone() } else { format!("%{byte:02X}") });
        }
    }
}
