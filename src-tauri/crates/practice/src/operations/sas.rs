//! `Sas` 2018-12-03: member accounts and alerts.
//!
//! **Source**: domain page on SOAR, section 5, and the catalogue's facts of the two operations.

use serde_json::{Value, json};

use super::{Answer, fields};
use crate::call::Call;
use crate::keys::PRACTICE_ACCOUNT_ID;
use crate::paging::{self, PageFields, put};
use crate::seed::{self, Alert, uuid_of};
use crate::state::State;
use crate::text::Lang;

const PAGES: PageFields =
    PageFields { numbers: Some(("CurrentPage", "PageSize")), cursor: None, default_size: 20, max_size: 100 };

/// Alerts of the practice account.
const ALERT_COUNT: usize = 37;

pub(super) fn monitor_accounts(_call: &Call<'_>, _state: &mut State) -> Answer {
    let accounts = &seed::seed().places.accounts;
    let infos = accounts.iter().enumerate().map(|(index, account)| {
        json!({
            "AccountId": account,
            "OperatorUid": PRACTICE_ACCOUNT_ID,
            "AddTime": seed::moment(index * 60) * 1000,
            "PostBasicService": 1,
            "SasVersion": "6",
        })
    });
    Ok(fields(json!({"AccountIds": accounts, "AccountIdInfos": infos.collect::<Value>()})))
}

pub(super) fn susp_events(call: &Call<'_>, _state: &mut State) -> Answer {
    let alerts = &seed::seed().alerts;
    let rows = (0..ALERT_COUNT).map(|index| (index, &alerts[index % alerts.len()]));
    let levels = call.words("Levels");
    let rows = rows
        .filter(|(index, alert)| {
            (levels.is_empty() || levels.contains(&alert.level.as_str()))
                && call.passes("Dealed", |dealed| (dealed == "Y") == is_dealt_with(*index))
                && call.passes("Status", |wanted| wanted == status(*index).to_string())
                && call.passes("Name", |part| alert.name.of(call.lang).contains(part))
                && call.passes("Id", |id| id == alert_id(*index).to_string())
        })
        .map(|(index, alert)| row(index, alert, call.lang))
        .collect();
    let page = paging::cut(call, &PAGES, rows)?;
    let mut answer =
        fields(json!({"CurrentPage": page.number, "PageSize": page.size, "Count": page.rows.len()}));
    put(&mut answer, "TotalCount", page.total);
    answer.insert("SuspEvents".to_owned(), json!(page.rows));
    Ok(answer)
}

/// Every fifth alert has been handled.
fn is_dealt_with(index: usize) -> bool {
    index % 5 == 4
}

/// 1 waits for handling, 8 is confirmed (the vendor's status values).
fn status(index: usize) -> u32 {
    if is_dealt_with(index) { 8 } else { 1 }
}

fn alert_id(index: usize) -> usize {
    700_001 + index * 3
}

fn row(index: usize, alert: &Alert, lang: Lang) -> Value {
    let host = index % 9 + 1;
    let at = seed::moment(index * 53);
    let id = alert_id(index);
    json!({
        "Id": id,
        "SecurityEventIds": id.to_string(),
        "AlarmUniqueInfo": uuid_of("alarm", &index.to_string()).replace('-', ""),
        "UniqueInfo": uuid_of("event", &index.to_string()).replace('-', ""),
        "AlarmEventName": alert.event,
        "AlarmEventNameDisplay": alert.name.of(lang),
        "AlarmEventType": alert.kind.en,
        "AlarmEventTypeDisplay": alert.kind.of(lang),
        "Name": alert.name.of(lang),
        "Level": alert.level,
        "EventStatus": status(index),
        "DataSource": "aegis_practice",
        "Uuid": uuid_of("host", &host.to_string()),
        "InstanceId": format!("i-practice{host:04}"),
        "InstanceName": format!("web-{host:02}"),
        "IntranetIp": format!("192.0.2.{host}"),
        "InternetIp": format!("203.0.113.{host}"),
        "CanBeDealOnLine": !is_dealt_with(index),
        "OccurrenceTime": Call::local_time(at),
        "OccurrenceTimeStamp": at * 1000,
        "LastTime": Call::local_time(at + 600),
        "LastTimeStamp": (at + 600) * 1000,
        "Details": [],
        "EventNotes": [],
        "TacticItems": [],
    })
}
