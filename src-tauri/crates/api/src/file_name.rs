//! Names that dialogs suggest, made of texts that anybody may have written: titles of playbooks, names of operations.
//!
//! A suggestion is one name in one folder on every system, whatever the text says. Deliberately absent: any path.

/// Bytes of the base at most: with every ending well below the 255 that file systems have for a name.
const MOST_BYTES: usize = 180;
/// Names that Windows keeps for devices, whatever stands behind their first dot; `COM` and `LPT` have a digit besides.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin", "conout"];

/// Returns a file name made from a text; what no file system likes becomes `-`. A text without anything left is
/// `otherwise`.
pub(crate) fn suggested(text: &str, otherwise: &str, ending: &str) -> String {
    let mut base = String::new();
    for c in text.chars() {
        let c = if c.is_alphanumeric() || "_.".contains(c) { c } else { '-' };
        if base.len() + c.len_utf8() > MOST_BYTES {
            break;
        }
        if !"-.".contains(c) || !base.ends_with(c) {
            base.push(c);
        }
    }
    let base = base.trim_matches(['-', '.']);
    match base {
        "" => format!("{otherwise}.{ending}"),
        base if is_device(base) => format!("{otherwise}-{base}.{ending}"),
        base => format!("{base}.{ending}"),
    }
}

fn is_device(base: &str) -> bool {
    let stem = base.split('.').next().unwrap_or_default().trim_end_matches('-').to_lowercase();
    let mut letters = stem.chars();
    // Superscript digits count as well.
    let is_numbered =
        letters.next_back().is_some_and(char::is_numeric) && ["com", "lpt"].contains(&letters.as_str());
    is_numbered || DEVICES.contains(&stem.as_str())
}
