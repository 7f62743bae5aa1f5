//! `sophonsoar` 2022-07-28: playbooks, and the test mail of the notify component.
//!
//! **Source**: domain page on SOAR, sections 1, 2.3, 3.1 and 11.1.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Answer, fields};
use crate::call::Call;
use crate::keys::PRACTICE_ACCOUNT_ID;
use crate::paging::{self, PageFields, put};
use crate::refusal::Refusal;
use crate::seed::{self, Playbook, uuid_of};
use crate::state::{Mail, State};
use crate::text::Lang;

const PAGES: PageFields =
    PageFields { numbers: Some(("PageNumber", "PageSize")), cursor: None, default_size: 10, max_size: 100 };

pub(super) fn playbooks(call: &Call<'_>, _state: &mut State) -> Answer {
    let mut wanted: Vec<(usize, &Playbook)> =
        seed::seed().playbooks.iter().enumerate().filter(|(_, playbook)| is_wanted(call, playbook)).collect();
    if call.text("Order") == Some("desc") {
        wanted.reverse();
    }
    let rows = wanted.into_iter().map(|(index, playbook)| row(index, playbook, call.lang)).collect();
    let page = paging::cut(call, &PAGES, rows)?;
    let mut info = fields(json!({"PageNumber": page.number, "PageSize": page.size}));
    put(&mut info, "TotalCount", page.total);
    Ok(fields(json!({"Page": info, "Playbooks": page.rows})))
}

pub(super) fn playbook(call: &Call<'_>, _state: &mut State) -> Answer {
    let uuid = call.needed("PlaybookUuid")?;
    let found = seed::seed().playbooks.iter().enumerate().find(|(_, playbook)| playbook.uuid() == uuid);
    let (index, playbook) =
        found.ok_or_else(|| Refusal::invalid("PlaybookUuid", format_args!("there is no playbook {uuid}")))?;
    let flow = flow(playbook, call.lang).to_string();
    Ok(fields(json!({"Playbook": {
        "PlaybookUuid": uuid,
        "DisplayName": playbook.name.of(call.lang),
        "Description": playbook.about.of(call.lang),
        "OwnType": playbook.own,
        "OnlineActive": playbook.active,
        "InputParams": inputs(playbook).to_string(),
        "TaskflowType": "x6",
        "OnlineReleaseTaskflowMd5": &flow_mark(&flow),
        "Taskflow": flow,
        "SuccessExeNum": 12 * index + 3,
        "FailExeNum": index % 3,
        "LastExeTime": last_run(index),
        "GmtCreate": Call::local_time(seed::moment(index * 1440)),
        "GmtModified": Call::local_time(seed::moment(index * 1440 + 90)),
    }})))
}

pub(super) fn email(call: &Call<'_>, state: &mut State) -> Answer {
    let receivers = call.list("Receivers");
    if let Some(wrong) = receivers.iter().find(|receiver| !is_address(receiver)) {
        return Err(Refusal::invalid("Receivers", format_args!("{wrong} is no mail address")));
    }
    let subject = call.needed("Subject")?.to_owned();
    let to: Vec<String> = receivers.iter().map(ToString::to_string).collect();
    let count = to.len();
    let rows: Vec<Value> = to.iter().map(|to| json!({"receiver": to, "status": "accepted"})).collect();
    state.keep_mail(Mail { to, subject });
    let data = json!({
        "datalist": rows, "status": true, "message": "success",
        "total_data": count, "total_data_successful": count, "total_data_with_dup": count,
        "total_exe": 1, "total_exe_successful": 1,
    });
    let page = json!({"PageNumber": 1, "PageSize": 10, "TotalCount": count});
    Ok(fields(json!({"Data": data.to_string(), "Page": page})))
}

fn is_wanted(call: &Call<'_>, playbook: &Playbook) -> bool {
    let active = if playbook.active { "1" } else { "0" };
    let among = |list: &str, own: &str| {
        list.trim_matches(['[', ']']).split(',').any(|w| w.trim_matches(['"', ' ']) == own)
    };
    call.passes("Active", |wanted| wanted == active)
        && call.passes("Name", |part| playbook.name.of(call.lang).contains(part))
        && call.passes("OwnType", |own| own == playbook.own)
        && call.passes("ParamTypes", |types| among(types, &playbook.trigger))
        && call.passes("PlaybookUuid", |uuid| uuid == playbook.uuid())
        && call.passes("PlaybookUuids", |uuids| among(uuids, &playbook.uuid()))
}

fn row(index: usize, playbook: &Playbook, lang: Lang) -> Value {
    json!({
        "PlaybookUuid": playbook.uuid(),
        "DisplayName": playbook.name.of(lang),
        "Description": playbook.about.of(lang),
        "OwnType": playbook.own,
        "ParamType": playbook.trigger,
        "Active": i32::from(playbook.active),
        "TenantId": PRACTICE_ACCOUNT_ID,
        "GmtCreate": seed::moment(index * 1440) * 1000,
        "GmtModified": Call::local_time(seed::moment(index * 1440 + 90)),
        "LastRuntime": last_run(index),
    })
}

fn last_run(index: usize) -> i64 {
    seed::moment(60 * 24 * 40 + index * 311) * 1000
}

/// What a playbook declares as input: one object named after its trigger's entity.
fn inputs(playbook: &Playbook) -> Value {
    let name = playbook.trigger.trim_start_matches("template-");
    json!([{
        "name": name, "dataType": "String", "typeName": "String", "dataClass": "normal",
        "description": "", "example": "", "required": true, "isArray": false, "id": 0,
    }])
}

/// A small flow in the published shapes: start, one mail, end.
fn flow(playbook: &Playbook, lang: Lang) -> Value {
    let id = |part: &str| uuid_of("cell", &format!("{}/{part}", playbook.key));
    let round = |part: &str, kind: &str, icon: &str, x: u32| {
        json!({
            "shape": "circle", "id": id(part), "zIndex": 1, "visible": true, "isNode": true,
            "position": {"x": x, "y": 200}, "size": {"width": 36, "height": 36},
            "data": {"nodeType": kind, "appType": "basic", "nodeName": part, "icon": icon, "description": ""},
        })
    };
    let edge = |from: &str, to: &str| {
        json!({
            "shape": "custom-edge", "id": id(&format!("{from}-{to}")), "zIndex": 0, "visible": true, "isNode": false,
            "source": {"cell": id(from)}, "target": {"cell": id(to)}, "labels": [], "vertices": [],
            "data": {"nodeType": "sequenceFlow", "appType": "basic", "icon": "icon-upper-right-arrow", "isRequired": false},
        })
    };
    let action = json!({
        "shape": "activity", "view": "react-shape-view", "id": id("act"), "zIndex": 2, "visible": true, "isNode": true,
        "position": {"x": 180, "y": 185}, "size": {"width": 137, "height": 66},
        "data": {
            "nodeType": "action", "appType": "component", "isDebug": false, "nodeName": "tell_team",
            "description": playbook.about.of(lang), "icon": "",
            "componentName": "NotifyMessage", "actionName": "notifyByCustom",
            "valueData": {"Receivers": "[\"team@soarboard.example\"]", "Subject": playbook.name.of(lang), "Content": "${event._req_uuid}"},
            "advance": {"inputParamMode": false, "onError": "stop_cur_flow", "rspStatusType": 3, "rspStatusThreshold": 0},
        },
    });
    json!({"cells": [
        round("start", "startEvent", "icon-circle", 60),
        action,
        round("end", "endEvent", "icon-radio-off-full", 420),
        edge("start", "act"),
        edge("act", "end"),
    ]})
}

/// The vendor marks releases with 32 hexadecimal digits; any digest of the flow serves callers alike.
fn flow_mark(flow: &str) -> String {
    Sha256::digest(flow.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn is_address(text: &str) -> bool {
    let is_plain = |part: &str| !part.is_empty() && !part.contains([' ', '@', ',', ';']);
    text.split_once('@').is_some_and(|(name, host)| is_plain(name) && is_plain(host) && host.contains('.'))
}
