//! Keeps the digits of numbers on the way to a reader that has floating-point numbers only.
//!
//! A playbook may hold an id of 19 digits as a number. JavaScript would round it before anyone can see it, so such a
//! number travels as its text; the serialiser of calls writes both alike. Deliberately absent: the way back, since a
//! value that nobody edits is never sent back.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter};

/// Most digits that every decimal number keeps through a 64-bit float.
const SAFE_DIGITS: usize = 15;

/// Writes something as JSON, with texts in place of numbers that a 64-bit float cannot hold digit by digit.
///
/// Written straight away: a tree of values in between was a fifth of the engine's work when a large playbook is opened.
///
/// **Errors** those of its `Serialize`. Keys of maps have to be texts.
pub(crate) fn to_string<T: Serialize>(value: &T) -> serde_json::Result<String> {
    let mut text = Vec::with_capacity(256);
    value.serialize(&mut Serializer::with_formatter(&mut text, KeepDigits))?;
    // The serialiser writes nothing but UTF-8.
    String::from_utf8(text).map_err(|error| serde_json::Error::io(io::Error::other(error)))
}

struct KeepDigits;

impl Formatter for KeepDigits {
    fn write_u64<W: ?Sized + Write>(&mut self, writer: &mut W, value: u64) -> io::Result<()> {
        self.write_number_str(writer, &value.to_string())
    }

    fn write_i64<W: ?Sized + Write>(&mut self, writer: &mut W, value: i64) -> io::Result<()> {
        self.write_number_str(writer, &value.to_string())
    }

    fn write_u128<W: ?Sized + Write>(&mut self, writer: &mut W, value: u128) -> io::Result<()> {
        self.write_number_str(writer, &value.to_string())
    }

    fn write_i128<W: ?Sized + Write>(&mut self, writer: &mut W, value: i128) -> io::Result<()> {
        self.write_number_str(writer, &value.to_string())
    }

    /// Numbers of documents and answers come here, in their own digits.
    fn write_number_str<W: ?Sized + Write>(&mut self, writer: &mut W, number: &str) -> io::Result<()> {
        if survives(number) {
            return writer.write_all(number.as_bytes());
        }
        CompactFormatter.begin_string(writer)?;
        writer.write_all(number.as_bytes())?;
        CompactFormatter.end_string(writer)
    }
}

fn survives(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = !text.contains(['e', 'E']);
    if is_plain && digits <= SAFE_DIGITS {
        return true;
    }
    let Ok(float) = text.parse::<f64>() else { return false };
    float.is_finite() && normal(&format!("{float:e}")) == normal(text)
}

/// Sign, digits without outer zeros, and the power of ten of the last digit: equal for equal numbers.
fn normal(text: &str) -> (bool, String, i64) {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_negative = whole.starts_with('-');
    let all = format!("{}{fraction}", whole.trim_start_matches('-'));
    let kept = all.trim_end_matches('0');
    let zeros = all.len() - kept.len();
    let digits = kept.trim_start_matches('0').to_owned();
    if digits.is_empty() {
        return (false, digits, 0);
    }
    let power = exponent.parse::<i64>().unwrap_or(i64::MAX / 2) - fraction.len() as i64 + zeros as i64;
    (is_negative, digits, power)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn through(text: &str) -> Value {
        let value: Value = serde_json::from_str(text).unwrap();
        serde_json::from_str(&to_string(&value).unwrap()).unwrap()
    }

    #[test]
    fn numbers_that_a_float_holds_stay_numbers() {
        for text in
            ["0", "-1", "0.1", "1.50", "1e3", "-2.5e-7", "9007199254740992", "9007199254740994", "1e20"]
        {
            assert!(through(text).is_number(), "{text}");
        }
    }

    #[test]
    fn others_become_their_texts_wherever_they_stand() {
        let told = through(
            r#"{"a":[9007199254740993],"b":{"c":12345678901234567890},"d":0.12345678901234567891,"e":1e999}"#,
        );
        let expected = r#"{"a":["9007199254740993"],"b":{"c":"12345678901234567890"},"d":"0.12345678901234567891","e":"1e+999"}"#;
        let expected: Value = serde_json::from_str(expected).unwrap();
        assert_eq!(told, expected);
    }

    #[test]
    fn numbers_of_the_program_itself_are_treated_alike() {
        let told =
            to_string(&(9_007_199_254_740_993_u64, -9_007_199_254_740_993_i64, 7_u8, 0.1_f64, u128::MAX))
                .unwrap();
        let expected = format!(r#"["9007199254740993","-9007199254740993",7,0.1,"{}"]"#, u128::MAX);
        assert_eq!(told, expected);
        assert_eq!(to_string(&json!({ "a\"b": ["查", null] })).unwrap(), r#"{"a\"b":["查",null]}"#);
    }
}
