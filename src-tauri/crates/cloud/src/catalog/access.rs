//! How far an operation reaches, inferred from the verb of its name, and how sure a hint is.
//!
//! SDK wheels carry no access level. The verb agrees with the vendor's own marks often enough to choose between a
//! read-only and a full policy and to ask before a call; it is always marked as inferred. Verbs that the vendor uses
//! both ways stay unknown, and unknown counts as writing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words::camel_words;

/// How sure a hint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Standing {
    /// The vendor's documentation says so.
    Documented,
    /// Follows from a rule that nearly always holds.
    Inferred,
    /// Seen in samples only.
    Probable,
    /// Nothing is known.
    Unknown,
}

/// What an operation does to resources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Level {
    /// Reads one thing.
    Get,
    /// Reads many things.
    List,
    /// Makes something, or runs something.
    Create,
    /// Changes something.
    Update,
    /// Removes something.
    Delete,
    /// The source does not tell; treat as writing.
    Unknown,
}

/// The access level of an operation and how it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccessLevel {
    /// The level.
    pub level: Level,
    /// How sure it is.
    pub standing: Standing,
}

/// The letters of stored lists count from here: only ever add at the end.
const LEVELS: [Level; 6] =
    [Level::Get, Level::List, Level::Create, Level::Update, Level::Delete, Level::Unknown];
const STANDINGS: [Standing; 4] =
    [Standing::Documented, Standing::Inferred, Standing::Probable, Standing::Unknown];

impl Default for AccessLevel {
    fn default() -> Self {
        AccessLevel { level: Level::Unknown, standing: Standing::Unknown }
    }
}

impl AccessLevel {
    /// Returns two letters that stand for it in stored lists; [`AccessLevel::of_code`] reads them.
    pub(super) fn code(self) -> [u8; 2] {
        let place = |of: Option<usize>| of.map_or(b'z', |at| b'a' + at as u8);
        let level = LEVELS.iter().position(|level| *level == self.level);
        [place(level), place(STANDINGS.iter().position(|standing| *standing == self.standing))]
    }

    /// Reads the two letters of [`AccessLevel::code`].
    pub(super) fn of_code(code: [u8; 2]) -> Option<AccessLevel> {
        let at = |letter: u8| usize::from(letter.wrapping_sub(b'a'));
        Some(AccessLevel { level: *LEVELS.get(at(code[0]))?, standing: *STANDINGS.get(at(code[1]))? })
    }

    /// Says whether the operation only reads, as far as is known.
    pub fn is_read(self) -> bool {
        matches!(self.level, Level::Get | Level::List)
    }
}

/// Returns the level for the vendor's own mark (`systemTags.operationType`); `none` and unknown words give nothing.
pub fn documented(mark: &str) -> Option<AccessLevel> {
    let level = match mark.trim().to_ascii_lowercase().as_str() {
        "get" => Level::Get,
        "list" => Level::List,
        "create" => Level::Create,
        "update" => Level::Update,
        "delete" => Level::Delete,
        _ => return None,
    };
    Some(AccessLevel { level, standing: Standing::Documented })
}

/// Infers the access level from the verb an operation name begins with.
pub fn infer(operation: &str) -> AccessLevel {
    let words = camel_words(operation);
    let mut verbs =
        words.iter().copied().filter(|word| !matches!(*word, "Batch" | "Async" | "Sync" | "Quick"));
    let level = verbs.next().map_or(Level::Unknown, level_of);
    let standing = if level == Level::Unknown { Standing::Unknown } else { Standing::Inferred };
    AccessLevel { level, standing }
}

fn level_of(verb: &str) -> Level {
    match verb {
        "Describe" | "Get" | "Query" | "Lookup" | "Check" | "Verify" | "Validate" | "Preview" | "Count"
        | "Estimate" | "Assume" | "Compare" | "Precheck" | "Inquiry" => Level::Get,
        "List" | "Search" => Level::List,
        "Create" | "Add" | "Put" | "Allocate" | "Copy" | "Clone" | "Import" | "Run" | "Post" | "Save"
        | "Purchase" | "Upload" | "Open" | "Register" | "Submit" | "Trigger" | "Assign" | "Insert"
        | "Publish" | "Execute" | "Invoke" | "Debug" | "Send" => Level::Create,
        "Modify" | "Update" | "Set" | "Enable" | "Disable" | "Attach" | "Detach" | "Start" | "Stop"
        | "Change" | "Config" | "Configure" | "Move" | "Reset" | "Tag" | "Untag" | "Associate" | "Bind"
        | "Unbind" | "Replace" | "Renew" | "Grant" | "Authorize" | "Accept" | "Reject" | "Cancel"
        | "Restore" | "Revert" | "Reboot" | "Restart" | "Pause" | "Resume" | "Upgrade" | "Apply" | "Join"
        | "Leave" | "Ignore" | "Handle" | "Operate" | "Switch" | "Rollback" | "Retry" | "Activate"
        | "Deactivate" | "Lock" | "Unlock" | "Install" | "Refresh" | "Transfer" | "Resize" | "Rename"
        | "Recover" | "Fix" => Level::Update,
        "Delete" | "Remove" | "Release" | "Revoke" | "Unassociate" | "Disassociate" | "Dissociate"
        | "Unassign" | "Uninstall" | "Clear" | "Clean" | "Deregister" | "Terminate" | "Abort" => {
            Level::Delete
        }
        _ => Level::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(operation: &str) -> Level {
        infer(operation).level
    }

    #[test]
    fn the_verb_decides() {
        assert_eq!(level("DescribeMonitorAccounts"), Level::Get);
        assert_eq!(level("ListAutomateResponseConfigs"), Level::List);
        assert_eq!(level("PostAutomateResponseConfig"), Level::Create);
        assert_eq!(level("RunNotifyComponentWithEmail"), Level::Create);
        assert_eq!(level("TriggerPlaybook"), Level::Create);
        assert_eq!(level("BatchDeletePlaybooks"), Level::Delete);
    }

    #[test]
    fn asking_for_an_identity_or_a_role_reads() {
        assert!(infer("AssumeRole").is_read());
        assert!(infer("GetCallerIdentity").is_read());
    }

    #[test]
    fn an_unknown_verb_is_unknown_and_not_a_read() {
        let access = infer("GenerateDataKey");

        assert_eq!(access, AccessLevel { level: Level::Unknown, standing: Standing::Unknown });
        assert!(!access.is_read());
        assert_eq!(level(""), Level::Unknown);
    }
}
