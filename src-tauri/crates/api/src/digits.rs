//! Keeps the digits of numbers on the way to a reader that has floating-point numbers only.
//!
//! A playbook may hold an id of 19 digits as a number. JavaScript would round it before anyone can see it, so such a
//! number travels as its text; the serialiser of calls writes both alike. Deliberately absent: the way back, since a
//! value that nobody edits is never sent back.

use serde_json::{Number, Value};

/// Most digits that every decimal number keeps through a 64-bit float.
const SAFE_DIGITS: usize = 15;

/// Replaces numbers that a 64-bit float cannot hold digit by digit with their texts.
pub(crate) fn keep_digits(value: &mut Value) {
    match value {
        Value::Number(number) if !survives(number) => *value = Value::String(number.to_string()),
        Value::Array(items) => items.iter_mut().for_each(keep_digits),
        Value::Object(fields) => fields.values_mut().for_each(keep_digits),
        _ => {}
    }
}

fn survives(number: &Number) -> bool {
    let text = number.as_str();
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

    fn through(text: &str) -> Value {
        let mut value: Value = serde_json::from_str(text).unwrap();
        keep_digits(&mut value);
        value
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
}
