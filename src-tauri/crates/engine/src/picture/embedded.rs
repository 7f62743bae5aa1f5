//! The playbook inside its picture: written as an element that painters pass over, read back from any copy of the file.

use soarboard_model::format::{self, ReadError, ReadOutcome};
use soarboard_model::playbook::Playbook;

use super::svg::escape;

const OPEN: &str = "<metadata id=\"soarboard-playbook\">";
const CLOSE: &str = "</metadata>";

/// Returns the element that carries a playbook.
pub(super) fn element(playbook: &Playbook) -> String {
    format!("{OPEN}{}{CLOSE}\n", escape(&plain(&format::write(playbook))))
}

/// Writes the characters that XML cannot hold as JSON writes them; they only stand inside strings.
fn plain(json: &str) -> String {
    let is_odd = |c: char| matches!(c as u32, 0x7f..=0x9f | 0xfffe | 0xffff);
    if !json.contains(is_odd) {
        return json.to_owned();
    }
    json.chars().map(|c| if is_odd(c) { format!("\\u{:04x}", c as u32) } else { c.to_string() }).collect()
}

/// Returns the text of the playbook that a picture carries, or `None` when it is no such picture.
pub fn playbook_in(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        return None;
    }
    let (_, rest) = text.split_once(OPEN)?;
    let (inner, _) = rest.split_once(CLOSE)?;
    Some(inner.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
}

/// Reads a playbook from the bytes of its file or of a picture that carries it.
///
/// **Errors** as [`format::read`].
pub fn read(bytes: &[u8]) -> Result<ReadOutcome, ReadError> {
    match playbook_in(bytes) {
        Some(text) => format::read(text.as_bytes()),
        None => format::read(bytes),
    }
}
