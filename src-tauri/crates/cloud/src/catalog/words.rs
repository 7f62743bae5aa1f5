//! Cutting names in camel case into words; shared by search, access levels and paging detection.

/// Returns the words of a camel-case name: `DescribeVPCTags` gives `Describe`, `VPC`, `Tags`.
pub(crate) fn camel_words(name: &str) -> Vec<&str> {
    let bytes = name.as_bytes();
    let mut words = Vec::new();
    let mut start = 0;
    for at in 1..bytes.len() {
        let (before, here) = (bytes[at - 1], bytes[at]);
        let next_is_lower = bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        // The second case ends an abbreviation: `VPCTags` has its cut before `T`.
        let turns_upper = here.is_ascii_uppercase() && (!before.is_ascii_uppercase() || next_is_lower);
        let separates = !here.is_ascii_alphanumeric() || !before.is_ascii_alphanumeric();
        let begins = (turns_upper || separates) && name.is_char_boundary(at);
        if begins {
            push(&mut words, &name[start..at]);
            start = at;
        }
    }
    push(&mut words, &name[start..]);
    words
}

fn push<'a>(words: &mut Vec<&'a str>, word: &'a str) {
    if word.bytes().any(|b| b.is_ascii_alphanumeric()) {
        words.push(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_and_digits_stay_together() {
        assert_eq!(camel_words("DescribeVPCTags"), ["Describe", "VPC", "Tags"]);
        assert_eq!(camel_words("ListIpv6Rules"), ["List", "Ipv6", "Rules"]);
        assert_eq!(camel_words("waf-openapi"), ["waf", "openapi"]);
        assert!(camel_words("").is_empty());
        assert!(camel_words("查询 实例").is_empty());
    }
}
