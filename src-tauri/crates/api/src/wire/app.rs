//! The program itself: version, settings, notifications.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use soarboard_model::component::{Branching, CardShape, Category, Operator, ParamSpec};
use soarboard_model::message::{Lang, Message};

use super::{CatalogProgress, ExportView, FilterView, Nothing, RunView};

/// What the window needs to know when it starts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AppInfo {
    /// Version of the program.
    pub version: String,
    /// Stored settings.
    pub settings: Settings,
}

/// Settings of the program; nothing secret is among them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Language; absent follows the system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Colours.
    pub theme: Theme,
    /// How strongly edges and text stand out.
    pub contrast: Contrast,
    /// Size of the window's text in percent of the usual, 100 to 200. The canvas has its own zoom.
    pub text_scale: u16,
    /// Keys the user gave to UI actions, by action id, each written as `Mod+Shift+K`; an empty list takes the keys away.
    pub shortcuts: BTreeMap<String, Vec<String>>,
    /// Region that new calls are made for.
    pub region: String,
    /// Credential profile that test calls use.
    pub profile: String,
    /// How the practice service misbehaves.
    pub practice_fault: PracticeFault,
    /// Operations the user marked, each as `product/version/operation`.
    pub favourites: Vec<String>,
    /// Operations looked at or used lately, the last one first, each as `product/version/operation`.
    pub recent: Vec<String>,
    /// How much of past runs is kept.
    pub history: HistoryLimits,
    /// Whether closing the window asks first while there are unsaved changes. They are kept either way.
    pub ask_on_exit: bool,
}

/// How much of past runs is kept; older ones go first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct HistoryLimits {
    /// Most runs; 0 keeps them until the program is closed.
    pub runs: u32,
    /// Most room for their rows, in MiB.
    pub mebibytes: u32,
}

impl Default for HistoryLimits {
    fn default() -> Self {
        Self { runs: 100, mebibytes: 2048 }
    }
}

/// Colour theme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How strongly edges and text stand out from what is behind them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Contrast {
    /// As the system asks.
    #[default]
    System,
    /// As designed.
    Usual,
    /// High contrast.
    High,
}

/// How the practice service misbehaves, to see what a bad day looks like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum PracticeFault {
    /// It does not.
    #[default]
    None,
    /// Every third request is throttled.
    Throttle,
    /// Every request is refused for lack of permission.
    Refuse,
    /// Every request fails inside the service.
    Fail,
}

/// A component kind for the palette and the form.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ComponentView {
    /// Id as stored in nodes.
    pub id: String,
    /// Other ids under which it is met in older documents.
    pub aliases: Vec<String>,
    /// Palette group.
    pub category: Category,
    /// Lucide icon name.
    pub icon: String,
    /// How nodes are drawn.
    pub card: CardShape,
    /// Message id stem: `<text>-title`, `<text>-summary`.
    pub text: String,
    /// Words the search finds besides.
    pub keywords: Vec<String>,
    /// Ports on the left.
    pub inputs: Vec<String>,
    /// Ports on the right; those of branches, whose ids stand in the settings, come before them.
    pub outputs: Vec<String>,
    /// Which branches run, for kinds that have branches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branching: Option<Branching>,
    /// Width in canvas units.
    pub width: u32,
    /// Height in canvas units; branches and settings may make a node taller.
    pub height: u32,
    /// Operators that conditions in its settings may use; empty when it has no conditions.
    pub operators: Vec<Operator>,
    /// Colours to choose from; empty when it has none.
    pub colours: Vec<String>,
    /// What it can do.
    pub actions: Vec<ActionView>,
    /// Most nodes of the kind in one playbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// Vendor page; empty when there is none.
    pub source: String,
}

/// One thing a component can do.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ActionView {
    /// Id as stored in nodes.
    pub id: String,
    /// Message id stem: `<text>-title`.
    pub text: String,
    /// Older spellings of the id.
    pub older: Vec<String>,
    /// Fields that are publicly known; others may be added by name.
    pub params: Vec<ParamSpec>,
}

/// Something that happened without being asked for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Notification {
    /// A run went on or ended.
    Run(Box<RunView>),
    /// A filter over the rows of a run went on or ended.
    Filter(Box<FilterView>),
    /// An export of rows goes on.
    Export(ExportView),
    /// An import or refresh of the catalogue goes on.
    Catalog(CatalogProgress),
    /// The user wants to close the window: hand over what is still being typed and what the views look like, then
    /// `app_quit`. Nobody is asked, because drafts come back.
    CloseRequested(Nothing),
    /// The system handed over files to open: `document_open_from` takes them.
    FilesHanded(Nothing),
    /// Files are being dragged over the window, or not any more.
    Dragging(DragView),
    /// Drafts cannot be kept: a crash would now lose what is not saved.
    DraftsFailing(Message),
}

/// Whether files are dragged over the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DragView {
    /// Whether they are.
    pub over: bool,
}

/// A web page to open in the browser.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LinkRequest {
    /// Address; only https and the vendor's documentation hosts are opened.
    pub url: String,
}
