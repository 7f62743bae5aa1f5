//! The list of commands: name, request, response, body.
//!
//! The list builds the router that every host uses, the contract from which TypeScript is made, and the names the
//! desktop shell grants to its window. A command is added here and nowhere else.

use std::sync::Arc;

use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::bodies::{
    app, call, catalog, catalog_layers, catalog_store, credential, credential_import, document, folder,
    outside, run, workspace,
};
use crate::wire::*;
use crate::{digits, parts};
use soarboard_engine::find::Found;
use soarboard_model::message::Message;

/// A command of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandSpec {
    /// Name on the wire.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub doc: &'static str,
}

/// Hands the list to a macro: `name(Request) -> Response = body, "doc";`.
macro_rules! command_list {
    ($use:ident) => {
        $use! {
            app_info(Nothing) -> AppInfo = app::info, "Version and settings.";
            settings_set(Settings) -> Settings = app::set_settings, "Stores the settings and returns them as stored.";
            component_list(Nothing) -> Vec<ComponentView> = app::components, "Component kinds in palette order.";
            app_quit(Nothing) -> Nothing = app::quit, "Keeps every draft and ends the program.";
            answer_more(AnswerRequest) -> AnswerPart = parts::more, "A further part of an answer that is too large for one message.";
            link_open(LinkRequest) -> Nothing = app::open_link, "Opens a page of the vendor's documentation in the browser.";

            template_list(Nothing) -> Vec<TemplateView> = document::templates, "Templates for new playbooks.";
            workspace_open(Nothing) -> WorkspaceView = workspace::open, "What is open: on the first call what the last start left, and the file the program was started with.";
            workspace_keep(WorkspaceKeep) -> Nothing = workspace::keep, "Remembers order of tabs, views and panels for the next start.";
            recent_list(RecentRequest) -> Vec<RecentView> = workspace::recent, "Files opened or saved lately, after pinning or removing one.";
            document_show(DocRequest) -> DocumentView = document::show, "A document as it stands, whole.";
            document_new(NewRequest) -> DocumentView = document::new, "A new document from a template.";
            document_open(Nothing) -> Option<DocumentView> = document::open, "Lets the user choose a file and opens it; null when the dialog was closed.";
            document_open_from(OpenFrom) -> OpenReply = workspace::open_from, "Opens a recent file, the document closed last, or files the system handed over.";
            document_save(SaveRequest) -> SaveReply = document::save, "Saves to the document's file, to it although it was changed outside, or to one the user chooses.";
            document_export(ExportRequest) -> SaveReply = document::export, "Asks for a file and writes the playbook to it, as canonical JSON or as a picture.";
            document_close(CloseRequest) -> Nothing = document::close, "Forgets a document.";
            document_reveal(DocRequest) -> Nothing = outside::reveal, "Shows the document's file in the file manager.";
            document_look(Nothing) -> Vec<OutsideView> = outside::look, "Open documents whose file is not what was read or saved last.";
            document_reload(DocRequest) -> DocumentView = outside::reload, "Takes over what the file holds, as a step that undo takes back.";
            document_keep_mine(DocRequest) -> DocumentState = outside::keep_mine, "Lets the next save replace what the file holds now; the user has agreed.";
            document_compare(DocRequest) -> CompareReply = outside::compare, "The document and its file, line by line.";
            document_check(DocRequest) -> CheckReply = document::check, "All findings about a document.";
            document_find(FindRequest) -> Found = document::find, "Where a text stands in a document; leaves no trace in the history.";
            folder_find(FolderFindRequest) -> FolderFound = folder::find, "Where a text stands in the playbooks of a folder that the user chose.";
            edit(EditRequest) -> EditReply = document::edit, "Changes a document.";
            nodes_copy(CopyRequest) -> CopyReply = document::copy, "Nodes as readable text, for the clipboard.";
            undo(DocRequest) -> EditReply = document::undo, "Takes the last step back.";
            redo(DocRequest) -> EditReply = document::redo, "Does the last undone step again.";
            connect_targets(ConnectTargetsRequest) -> Vec<ConnectTarget> = document::connect_targets, "Where an edge from a port may end.";

            product_list(Nothing) -> Vec<ProductView> = catalog::products, "Products of the catalogue.";
            region_list(Nothing) -> Vec<RegionView> = catalog::regions, "Regions.";
            operation_search(OperationSearchRequest) -> Vec<OperationHit> = catalog::search, "Operations that match a text, best first.";
            operation_show(OperationRequest) -> OperationView = catalog::show, "One operation with parameters and detected paging.";
            endpoint_recommend(EndpointRequest) -> EndpointView = catalog::endpoint, "The recommended endpoint and why.";
            permission_show(OperationRequest) -> PermissionView = catalog::permission, "What the execution role needs for an operation.";

            catalog_list(Nothing) -> CatalogView = catalog_layers::list, "What is installed of the catalogue's facts, and what can be fetched.";
            catalog_remove(CatalogRemoveRequest) -> CatalogView = catalog_layers::remove, "Removes imported or fetched facts; those that come with the program stay.";
            catalog_import(CatalogImportRequest) -> Option<CatalogReport> = catalog_store::import, "Lets the user choose metadata and imports it; null when the dialog was closed.";
            catalog_refresh(CatalogRefreshRequest) -> CatalogReport = catalog_store::refresh, "Fetches newer metadata from the vendor's metadata service.";
            catalog_cancel(Nothing) -> Nothing = catalog_store::cancel, "Ends an import or refresh at its next safe point; what was read is kept.";

            credential_list(Nothing) -> CredentialList = credential::list, "Profiles and where their secrets are kept.";
            credential_add(CredentialAddRequest) -> CredentialList = credential::add, "Adds or replaces a profile.";
            credential_remove(CredentialRequest) -> CredentialList = credential::remove, "Removes a profile and its secret.";
            credential_import(CredentialImportRequest) -> CredentialImportReply = credential_import::import, "What the vendor's own programs keep on this machine, and taking over the entries named.";
            credential_mark(CredentialMarkRequest) -> CredentialList = credential::mark, "Changes region, colour and read-only mark of a profile.";
            credential_test(CredentialRequest) -> CallerIdentity = credential::test, "Asks the service who a profile is.";

            member_accounts(MemberAccountsRequest) -> MemberAccountsReply = credential::member_accounts, "Whom one would ask for the member accounts and, once agreed to, who they are.";

            call_plan(CallPlanRequest) -> CallPlan = call::plan, "What a test call of a node would send.";
            call_start(CallStartRequest) -> RunView = call::start, "Starts a confirmed test call.";
            call_pause(RunRequest) -> RunView = call::pause, "Ends a run after the page under way; it can be gone on with.";
            call_resume(CallResumeRequest) -> RunView = call::resume, "Goes on with a run where it stopped, without losing or repeating rows.";
            call_cancel(RunRequest) -> RunView = call::cancel, "Ends a run at its next safe point; rows are kept.";

            run_list(Nothing) -> RunList = run::list, "Past runs, the latest first, with those under way.";
            run_show(RunRequest) -> RunView = run::show, "A run as it stands.";
            run_delete(RunDeleteRequest) -> RunList = run::delete, "Deletes runs with their rows.";
            run_line(RunRequest) -> RunLine = run::line, "The call of a run for the vendor's command line.";
            run_rows(RowsRequest) -> RowsReply = run::window, "A window of the rows of a run, or of the matches of a filter.";
            run_export(RunExportRequest) -> ExportReply = run::export, "Asks for a file and writes the rows to it.";
            run_export_stop(RunRequest) -> Nothing = run::stop_export, "Ends an export of the rows of a run; a file that was there is untouched.";
            rows_filter(RowsFilterRequest) -> FilterReply = run::filter, "Begins to filter the rows of a run.";
            rows_filter_show(FilterRequest) -> FilterView = run::show_filter, "A filter as it stands.";
            rows_filter_stop(FilterRequest) -> FilterView = run::stop_filter, "Lets a filter look no further; what it found stays.";
            rows_filter_end(FilterRequest) -> Nothing = run::end_filter, "Ends a filter; its matches are forgotten.";
        }
    };
}
macro_rules! specs {
    ($($name:ident($request:ty) -> $response:ty = $body:path, $doc:literal;)*) => {
        /// Every command, in the order of the documentation.
        pub const COMMANDS: &[CommandSpec] = &[$(CommandSpec { name: stringify!($name), doc: $doc }),*];

        /// Returns the contract as one JSON Schema: `properties.<command>.properties.{request,response}`, with the
        /// types under `$defs`; beside the commands stand `notification`, `error` and `requestPart`.
        pub fn contract() -> Value {
            // What hosts send is described as it is written, what they receive as it is read.
            let mut reading = SchemaSettings::draft2020_12().into_generator();
            let mut writing = SchemaSettings::draft2020_12().for_serialize().into_generator();
            let mut commands = Map::new();
            $({
                let request = reading.subschema_for::<$request>();
                let response = writing.subschema_for::<$response>();
                commands.insert(stringify!($name).to_owned(), json!({
                    "type": "object",
                    "description": $doc,
                    "properties": { "request": request, "response": response },
                    "required": ["request", "response"],
                    "additionalProperties": false,
                }));
            })*
            commands.insert("notification".to_owned(), writing.subschema_for::<Notification>().to_value());
            commands.insert("error".to_owned(), writing.subschema_for::<WireError>().to_value());
            commands.insert("requestPart".to_owned(), reading.subschema_for::<RequestPart>().to_value());
            let mut defs = reading.take_definitions(true);
            // A type that travels both ways is described as written: what is optional to read is always sent.
            defs.extend(writing.take_definitions(true));
            let names: Vec<String> = commands.keys().cloned().collect();
            json!({
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "title": "Contract",
                "type": "object",
                "properties": commands,
                "required": names,
                "additionalProperties": false,
                "$defs": defs,
            })
        }
    };
}
command_list!(specs);

macro_rules! router {
    ($($name:ident($request:ty) -> $response:ty = $body:path, $doc:literal;)*) => {
        /// Runs a command by name and returns its answer as JSON.
        ///
        /// **Errors** `BadRequest` for an unknown name or malformed arguments, otherwise those of the command.
        pub(crate) async fn dispatch(app: &Arc<App>, name: &str, args: Value) -> Result<String, WireError> {
            match name {
                $(stringify!($name) => {
                    let request: $request = read(name, args)?;
                    let answer: $response = $body(app, request).await?;
                    write(answer)
                })*
                _ => {
                    let message = Message::new("error-command-unknown").with("command", name);
                    Err(WireError::new(ErrorCode::BadRequest, message))
                }
            }
        }
    };
}
command_list!(router);

/// Reads the arguments of a command.
fn read<T: DeserializeOwned>(command: &str, args: Value) -> Result<T, WireError> {
    serde_path_to_error::deserialize(args).map_err(|error| {
        let message = Message::new("error-bad-request").with("command", command);
        // Only the path is told: the reason could quote a value, and a value could be a secret.
        WireError { param: Some(error.path().to_string()), ..WireError::new(ErrorCode::BadRequest, message) }
    })
}

/// Writes the answer of a command; numbers that its reader would round travel as texts.
fn write<T: Serialize>(answer: T) -> Result<String, WireError> {
    digits::to_string(&answer).map_err(|_| {
        WireError::new(ErrorCode::Internal, Message::new("error-internal").with("detail", "answer"))
    })
}
