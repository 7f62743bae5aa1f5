//! The program itself: information, settings, component kinds, links.

use std::sync::Arc;

use soarboard_model::component::{
    ActionSpec, CHILD_FLOW_KIND, COLOURS, Category, ComponentKind, FieldForm, OPERATORS, kinds,
};
use soarboard_model::message::Message;

use super::document::store_error;
use crate::app::{App, internal};
use crate::profile::blocking;
use crate::settings;
use crate::wire::{ActionView, AppInfo, ComponentView, ErrorCode, LinkRequest, Nothing, Settings, WireError};

pub(crate) async fn info(app: &Arc<App>, _: Nothing) -> Result<AppInfo, WireError> {
    Ok(AppInfo { version: env!("CARGO_PKG_VERSION").to_owned(), settings: app.settings().clone() })
}

pub(crate) async fn set_settings(app: &Arc<App>, new: Settings) -> Result<Settings, WireError> {
    let new = settings::within_limits(new);
    settings::apply(&new, app.practice());
    *app.settings() = new.clone();
    settings::save(app.host().data_dir(), &new).map_err(|error| store_error(&error))?;
    Ok(new)
}

pub(crate) async fn quit(app: &Arc<App>, _: Nothing) -> Result<Nothing, WireError> {
    let engine = app.clone();
    blocking(move || {
        engine.flush_drafts();
        Ok(())
    })
    .await?;
    app.host().quit();
    Ok(Nothing {})
}

pub(crate) async fn components(_: &Arc<App>, _: Nothing) -> Result<Vec<ComponentView>, WireError> {
    Ok(kinds().map(view).collect())
}

fn view(kind: &ComponentKind) -> ComponentView {
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
    let is_comparison =
        |form: FieldForm| matches!(form, FieldForm::Records(keys) if keys.contains(&"operator"));
    let compares =
        kind.actions.iter().flat_map(|action| action.fields).any(|field| is_comparison(field.form));
    let has_conditions = kind.branching.is_some() || kind.id == CHILD_FLOW_KIND || compares;
    ComponentView {
        id: kind.id.to_owned(),
        aliases: words(kind.aliases),
        category: kind.category,
        icon: kind.icon.to_owned(),
        card: kind.card,
        text: kind.text.to_owned(),
        keywords: words(kind.keywords),
        inputs: words(kind.inputs),
        outputs: words(kind.outputs),
        branching: kind.branching,
        width: kind.size.0,
        height: kind.size.1,
        operators: if has_conditions { OPERATORS.to_vec() } else { Vec::new() },
        colours: if kind.category == Category::Annotation { words(COLOURS) } else { Vec::new() },
        actions: kind.actions.iter().map(action_view).collect(),
        limit: kind.limit,
        source: kind.source.to_owned(),
    }
}

fn action_view(action: &ActionSpec) -> ActionView {
    ActionView {
        id: action.id.to_owned(),
        text: action.text.to_owned(),
        older: action.older.iter().map(|id| (*id).to_owned()).collect(),
        params: action.params(),
    }
}

/// Hosts of the vendor's documentation and consoles; nothing else is opened from here.
const LINK_HOSTS: &[&str] = &[
    "api.alibabacloud.com",
    "api.aliyun.com",
    "help.aliyun.com",
    "ram.console.aliyun.com",
    "ram.console.alibabacloud.com",
    "www.alibabacloud.com",
];

pub(crate) async fn open_link(app: &Arc<App>, request: LinkRequest) -> Result<Nothing, WireError> {
    if !may_open(&request.url) {
        return Err(WireError::new(ErrorCode::Unsafe, Message::new("error-link-refused")));
    }
    app.host().open_link(&request.url).map_err(|reason| internal(&reason))?;
    Ok(Nothing {})
}

/// Says whether an address is plain https to a host of the list, written without any trick.
fn may_open(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://") else { return false };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/?#=&%:+,".contains(c);
    LINK_HOSTS.contains(&host) && path.chars().all(is_plain) && url.len() <= 2048
}

#[cfg(test)]
mod tests {
    use super::may_open;

    #[test]
    fn only_documentation_hosts_over_https_are_opened() {
        assert!(may_open("https://api.alibabacloud.com/api/Sas/2018-12-03/DescribeSuspEvents"));
        for trick in [
            "http://api.aliyun.com/",
            "https://api.aliyun.com.evil.example/",
            "https://api.aliyun.com@evil.example/",
            "https://evil.example/api.aliyun.com",
            "https://api.aliyun.com:8443/",
            "https://API.ALIYUN.COM/",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://api.aliyun.com\\@evil.example/",
            "https://api.aliyun.com/\u{202e}",
            "ms-settings:",
            "",
        ] {
            assert!(!may_open(trick), "{trick}");
        }
    }
}
