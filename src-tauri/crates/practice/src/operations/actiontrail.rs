//! `Actiontrail` 2020-07-06: recorded events, scrolled by cursor; the last page has no cursor at all.

use serde_json::{Value, json};

use super::{Answer, fields};
use crate::call::Call;
use crate::keys::PRACTICE_ACCOUNT_ID;
use crate::paging::{self, PageFields, put};
use crate::refusal::Refusal;
use crate::seed::{self, uuid_of};
use crate::state::State;

const PAGES: PageFields =
    PageFields { numbers: None, cursor: Some(("NextToken", "MaxResults")), default_size: 20, max_size: 50 };

/// Recorded events of the practice account.
const EVENT_COUNT: usize = 45;

/// Minutes between two events.
const STEP: usize = 37;

pub(super) fn lookup_events(call: &Call<'_>, _state: &mut State) -> Answer {
    let start = bound(call, "StartTime", seed::moment(0))?;
    let end = bound(call, "EndTime", seed::moment(EVENT_COUNT * STEP))?;
    let mut indices: Vec<usize> =
        (0..EVENT_COUNT).filter(|index| (start..=end).contains(&seed::moment(index * STEP))).collect();
    // Newest first, unless asked otherwise.
    if call.text("Direction") != Some("FORWARD") {
        indices.reverse();
    }
    let names = attribute_names(call);
    let rows = indices.into_iter().map(event);
    let rows =
        rows.filter(|row| names.is_empty() || names.iter().any(|name| row["eventName"] == *name)).collect();
    let page = paging::cut(call, &PAGES, rows)?;
    let mut answer = fields(
        json!({"StartTime": Call::utc_time(start), "EndTime": Call::utc_time(end), "Events": page.rows}),
    );
    put(&mut answer, "NextToken", page.next);
    Ok(answer)
}

fn bound(call: &Call<'_>, name: &str, default: i64) -> Result<i64, Refusal> {
    let Some(text) = call.text(name) else { return Ok(default) };
    let moment = text.parse::<jiff::Timestamp>();
    moment.map(jiff::Timestamp::as_second).map_err(|_| Refusal::invalid(name, "it is not a time in ISO form"))
}

/// Values of `LookupAttribute.N` whose key is `EventName`; other keys are not played.
fn attribute_names<'a>(call: &'a Call<'_>) -> Vec<&'a str> {
    let value = |n: usize, part: &str| call.text(&format!("LookupAttribute.{n}.{part}"));
    (1..=10).filter(|n| value(*n, "Key") == Some("EventName")).filter_map(|n| value(n, "Value")).collect()
}

fn event(index: usize) -> Value {
    let names = &seed::seed().places.trail;
    let name = &names[index % names.len()];
    let is_read = name.starts_with("Describe") || name.starts_with("Get");
    json!({
        "eventId": uuid_of("trail", &index.to_string()),
        "eventName": name,
        "eventTime": Call::utc_time(seed::moment(index * STEP)),
        "eventRW": if is_read { "Read" } else { "Write" },
        "eventVersion": "1",
        "acsRegion": "cn-hangzhou",
        "sourceIpAddress": format!("198.51.100.{}", index % 20 + 1),
        "requestId": uuid_of("request", &index.to_string()).to_ascii_uppercase(),
        "userIdentity": {"type": "ram-user", "accountId": PRACTICE_ACCOUNT_ID, "userName": "practice"},
    })
}
