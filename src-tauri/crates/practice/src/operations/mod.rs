//! The operations the practice service plays, one file per product, and the table that names them.
//!
//! Adding one means a function and a row. Field names follow the documented answers, a test holds every answer
//! against the catalogue's shape. Deliberately absent: signatures, types of parameters, the outer form of answers.

mod actiontrail;
mod ecs;
mod sas;
mod siem_events;
mod siem_rules;
mod soar;
mod sts;

use serde_json::{Map, Value};

use crate::call::Call;
use crate::refusal::Refusal;
use crate::state::State;

/// Fields of an answer, without its request id.
pub(crate) type Answer = Result<Map<String, Value>, Refusal>;

/// What carries an operation out.
pub(crate) type Perform = fn(&Call<'_>, &mut State) -> Answer;

/// An operation the practice service plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlayedOperation {
    /// Product code in the vendor's spelling.
    pub product: &'static str,
    /// Version.
    pub version: &'static str,
    /// Name in the vendor's spelling.
    pub name: &'static str,
}

const SIEM: (&str, &str) = ("cloud-siem", "2022-06-16");
const SOAR: (&str, &str) = ("sophonsoar", "2022-07-28");
const SAS: (&str, &str) = ("Sas", "2018-12-03");
const STS: (&str, &str) = ("Sts", "2015-04-01");
const ECS: (&str, &str) = ("Ecs", "2014-05-26");
const TRAIL: (&str, &str) = ("Actiontrail", "2020-07-06");

const PLAYED: [((&str, &str), &str, Perform); 16] = [
    (SIEM, "ListAutomateResponseConfigs", siem_rules::list),
    (SIEM, "PostAutomateResponseConfig", siem_rules::post),
    (SIEM, "UpdateAutomateResponseConfigStatus", siem_rules::update_status),
    (SIEM, "DeleteAutomateResponseConfig", siem_rules::delete),
    (SIEM, "DescribeAutomateResponseConfigFeature", siem_events::features),
    (SIEM, "DescribeDisposeAndPlaybook", siem_events::dispose_and_playbook),
    (SOAR, "DescribePlaybooks", soar::playbooks),
    (SOAR, "DescribePlaybook", soar::playbook),
    (SOAR, "RunNotifyComponentWithEmail", soar::email),
    (SAS, "DescribeMonitorAccounts", sas::monitor_accounts),
    (SAS, "DescribeSuspEvents", sas::susp_events),
    (STS, "GetCallerIdentity", sts::caller_identity),
    (STS, "AssumeRole", sts::assume_role),
    (ECS, "DescribeInstances", ecs::instances),
    (ECS, "DescribeSecurityGroups", ecs::security_groups),
    (TRAIL, "LookupEvents", actiontrail::lookup_events),
];

/// Returns the operations the practice service plays.
pub fn played_operations() -> impl Iterator<Item = PlayedOperation> {
    PLAYED.iter().map(|((product, version), name, _)| PlayedOperation { product, version, name })
}

/// Returns what carries an operation out.
///
/// **Errors**: `Practice.NotImplemented`, HTTP 501, for an operation that is real but not played here.
pub(crate) fn find(product: &str, version: &str, name: &str) -> Result<Perform, Refusal> {
    let row = PLAYED.iter().find(|(of, n, _)| *of == (product, version) && *n == name);
    row.map(|(_, _, perform)| *perform).ok_or_else(|| {
        let message = format!(
            "The practice service does not play {product} {version} {name}; it needs a real account."
        );
        Refusal::new(501, "Practice.NotImplemented", message)
    })
}

/// Turns a JSON object literal into its fields.
fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
