//! What each command does. One file a subject; the list in `command` names them.

pub(crate) mod app;
pub(crate) mod call;
pub(crate) mod catalog;
pub(crate) mod catalog_layers;
pub(crate) mod catalog_store;
pub(crate) mod credential;
pub(crate) mod credential_import;
pub(crate) mod document;
pub(crate) mod folder;
pub(crate) mod outside;
pub(crate) mod run;
pub(crate) mod workspace;
