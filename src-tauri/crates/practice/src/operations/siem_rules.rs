//! `cloud-siem` 2022-06-16: response rules, listed, written, switched and deleted.
//!
//! **Source**: domain page on SOAR, sections 7.1 and 11.2.

use serde_json::{Value, json};

use super::{Answer, fields};
use crate::call::Call;
use crate::keys::PRACTICE_ACCOUNT_ID;
use crate::paging::{self, PageFields, put};
use crate::refusal::Refusal;
use crate::state::{Rule, State};
use crate::text::{Lang, Text};

/// Pages of the lists of this product.
pub(super) const PAGES: PageFields =
    PageFields { numbers: Some(("CurrentPage", "PageSize")), cursor: None, default_size: 10, max_size: 100 };

const ACTION_TYPES: [&str; 3] = ["doPlaybook", "changeEventStatus", "changeThreatLevel"];

pub(super) fn list(call: &Call<'_>, state: &mut State) -> Answer {
    let rows =
        state.rules.iter().filter(|rule| is_wanted(call, rule)).map(|rule| row(rule, call.lang)).collect();
    Ok(done(paged(call, rows)?))
}

/// Writes rows the way this product pages them: `PageInfo` beside `ResponseData`.
pub(super) fn paged(call: &Call<'_>, rows: Vec<Value>) -> Result<Value, Refusal> {
    let page = paging::cut(call, &PAGES, rows)?;
    let mut info = fields(json!({"CurrentPage": page.number, "PageSize": page.size}));
    put(&mut info, "TotalCount", page.total);
    Ok(json!({"PageInfo": info, "ResponseData": page.rows}))
}

/// Writes the outer form of this product's successes.
pub(super) fn done(data: Value) -> serde_json::Map<String, Value> {
    fields(json!({"Success": true, "Code": 200, "Message": "success", "Data": data}))
}

pub(super) fn post(call: &Call<'_>, state: &mut State) -> Answer {
    let id = match call.number("Id")? {
        Some(id) => update(call, rule_to_change(state, id)?)?,
        None => create(call, state)?,
    };
    Ok(done(json!(id.to_string())))
}

pub(super) fn update_status(call: &Call<'_>, state: &mut State) -> Answer {
    call.needed("Ids")?;
    let is_on = call.needed("InUse")? == "true";
    let items = call.json_list("Ids")?.unwrap_or_default();
    let ids: Option<Vec<i64>> = items.iter().map(Value::as_i64).collect();
    let ids = ids.ok_or_else(|| Refusal::invalid("Ids", "it is not a JSON list of rule ids"))?;
    // All or none: a list with one unknown id changes nothing.
    if let Some(unknown) = ids.iter().find(|id| !state.rules.iter().any(|rule| rule.id == **id)) {
        return Err(Refusal::invalid("Ids", format_args!("there is no rule {unknown}")));
    }
    for rule in state.rules.iter_mut().filter(|rule| ids.contains(&rule.id)) {
        rule.is_on = is_on;
        rule.modified = Call::local_time(call.now_unix_s);
    }
    Ok(done(json!("success")))
}

pub(super) fn delete(call: &Call<'_>, state: &mut State) -> Answer {
    call.needed("Id")?;
    let id = call.number("Id")?.unwrap_or_default();
    rule_to_change(state, id)?;
    state.rules.retain(|rule| rule.id != id);
    Ok(done(json!("success")))
}

fn is_wanted(call: &Call<'_>, rule: &Rule) -> bool {
    let origin = if rule.is_preset { "preset" } else { "custom" };
    let status = status(rule).to_string();
    call.passes("Id", |id| id == rule.id.to_string())
        && call.passes("RuleName", |part| rule.name.of(call.lang).contains(part))
        && call.passes("AutoResponseType", |kind| kind == rule.trigger)
        && call.passes("ActionType", |kind| rule.action_type.split(',').any(|own| own == kind))
        && call.passes("PlaybookUuid", |uuid| rule.action_config.contains(uuid))
        && call.passes("ResponseRuleType", |kind| kind == origin)
        && call.passes("Status", |wanted| wanted == status)
        && call.passes("SubUserId", |account| account == rule.account)
}

fn row(rule: &Rule, lang: Lang) -> Value {
    let account: i64 = rule.account.parse().unwrap_or_default();
    json!({
        "Id": rule.id,
        "RuleName": rule.name.of(lang),
        "AutoResponseType": rule.trigger,
        "ExecutionCondition": rule.condition,
        "ActionType": rule.action_type,
        "ActionConfig": rule.action_config,
        "Status": status(rule),
        "ResponseRuleType": if rule.is_preset { "preset" } else { "custom" },
        "DataType": 1,
        "Aliuid": PRACTICE_ACCOUNT_ID.parse::<i64>().unwrap_or_default(),
        "SubUserId": account,
        "GmtCreate": rule.created,
        "GmtModified": rule.modified,
    })
}

fn status(rule: &Rule) -> i64 {
    if rule.is_on { 100 } else { 0 }
}

fn create(call: &Call<'_>, state: &mut State) -> Result<i64, Refusal> {
    let now = Call::local_time(call.now_unix_s);
    let mut rule = Rule {
        id: 0,
        account: PRACTICE_ACCOUNT_ID.to_owned(),
        is_preset: false,
        name: Text::as_written(call.needed("RuleName")?),
        trigger: call.needed("AutoResponseType")?.to_owned(),
        action_type: call.needed("ActionType")?.to_owned(),
        action_config: call.needed("ActionConfig")?.to_owned(),
        condition: call.needed("ExecutionCondition")?.to_owned(),
        is_on: false,
        created: now.clone(),
        modified: now,
    };
    check(call)?;
    if let Some(account) = call.text("SubUserId") {
        rule.account = account.to_owned();
    }
    rule.id = state.new_rule_id();
    let id = rule.id;
    state.rules.push(rule);
    Ok(id)
}

fn update(call: &Call<'_>, rule: &mut Rule) -> Result<i64, Refusal> {
    check(call)?;
    if let Some(name) = call.text("RuleName") {
        rule.name = Text::as_written(name);
    }
    let texts = [
        ("AutoResponseType", &mut rule.trigger),
        ("ActionType", &mut rule.action_type),
        ("ActionConfig", &mut rule.action_config),
        ("ExecutionCondition", &mut rule.condition),
        ("SubUserId", &mut rule.account),
    ];
    for (parameter, place) in texts {
        if let Some(text) = call.text(parameter) {
            text.clone_into(place);
        }
    }
    rule.modified = Call::local_time(call.now_unix_s);
    Ok(rule.id)
}

fn check(call: &Call<'_>) -> Result<(), Refusal> {
    if !call.passes("AutoResponseType", |kind| kind == "event" || kind == "alert") {
        return Err(Refusal::invalid("AutoResponseType", "it is neither event nor alert"));
    }
    if let Some(word) = call.words("ActionType").into_iter().find(|word| !ACTION_TYPES.contains(word)) {
        return Err(Refusal::invalid("ActionType", format_args!("{word} is no action")));
    }
    call.json_list("ExecutionCondition")?;
    call.json_list("ActionConfig")?;
    Ok(())
}

/// Preset rules can be viewed and switched, not changed.
fn rule_to_change(state: &mut State, id: i64) -> Result<&mut Rule, Refusal> {
    let rule = state.rules.iter_mut().find(|rule| rule.id == id);
    let rule = rule.ok_or_else(|| Refusal::invalid("Id", format_args!("there is no rule {id}")))?;
    if rule.is_preset {
        return Err(Refusal::invalid("Id", "a preset rule can only be switched on and off"));
    }
    Ok(rule)
}
