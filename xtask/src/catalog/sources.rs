//! The list of pinned wheels and the exact spelling of product codes.
//!
//! `sources.txt` is a pip requirements file: `package==version --hash=sha256:…`, one per line, so that the same text
//! pins, downloads and verifies.

use std::collections::HashMap;
use std::path::Path;

/// One pinned wheel.
pub struct Source {
    /// Package name, e.g. `alibabacloud-sas20181203`.
    pub package: String,
    /// Package version.
    pub version: String,
}

impl Source {
    /// Returns the product code as the package name carries it: lower case, without prefix and date.
    pub fn endpoint_code(&self) -> String {
        let name = self.package.strip_prefix("alibabacloud-").unwrap_or(&self.package);
        name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-').to_owned()
    }

    /// Returns how the names of the wheel's files begin.
    pub fn file_prefix(&self) -> String {
        format!("{}-{}-", self.package.replace('-', "_"), self.version)
    }

    /// Returns the name of the Python package inside the wheel.
    pub fn module(&self) -> String {
        self.package.replace('-', "_")
    }
}

/// Reads the requirements file.
///
/// # Errors
/// A line without `==` or without a sha256 hash, or an unreadable file.
pub fn read(path: &Path) -> Result<Vec<Source>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| parse(line).ok_or_else(|| format!("not `package==version --hash=sha256:…`: {line}")))
        .collect()
}

fn parse(line: &str) -> Option<Source> {
    let (requirement, hash) = line.split_once(' ')?;
    hash.trim().strip_prefix("--hash=sha256:").filter(|hex| hex.len() == 64)?;
    let (package, version) = requirement.split_once("==")?;
    Some(Source { package: package.to_owned(), version: version.to_owned() })
}

/// Exact spellings of product codes by lower-cased code.
pub struct Codes(HashMap<String, String>);

impl Codes {
    /// Returns the vendor's spelling, or the code itself when the table does not know it.
    pub fn spelling<'a>(&'a self, code: &'a str) -> &'a str {
        self.0.get(code).map_or(code, String::as_str)
    }
}

/// Reads the codes out of the fact tables, wherever they say `"code":"…"`; earlier tables win.
///
/// # Errors
/// An unreadable file, or one in which no code is recognised.
pub fn product_codes(tables: &[&Path]) -> Result<Codes, String> {
    let mut codes = HashMap::new();
    for path in tables {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let found: Vec<&str> = codes_of(&text).collect();
        if found.is_empty() {
            return Err(format!("{}: no product codes found", path.display()));
        }
        for code in found {
            codes.entry(code.to_ascii_lowercase()).or_insert_with(|| code.to_owned());
        }
    }
    Ok(Codes(codes))
}

fn codes_of(text: &str) -> impl Iterator<Item = &str> {
    let after_key = text.split("\"code\":").skip(1);
    after_key.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_requirement_names_package_version_and_code() {
        let line = format!("alibabacloud-waf-openapi20211001==7.8.7 --hash=sha256:{}", "0".repeat(64));

        let source = parse(&line).unwrap();

        assert_eq!(source.endpoint_code(), "waf-openapi");
        assert_eq!(source.file_prefix(), "alibabacloud_waf_openapi20211001-7.8.7-");
    }

    #[test]
    fn a_requirement_without_hash_is_refused() {
        assert!(parse("alibabacloud-sts20150401==1.2.0").is_none());
        assert!(parse("alibabacloud-sts20150401==1.2.0 --hash=sha256:12").is_none());
    }

    #[test]
    fn codes_are_found_in_either_spacing() {
        let codes: Vec<&str> = codes_of("{\"code\":\"Sas\"}, {\n \"code\": \"Sasti\",").collect();

        assert_eq!(codes, ["Sas", "Sasti"]);
    }
}
