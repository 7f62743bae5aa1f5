//! The contract every host serves: wire types, the list of commands, the bodies behind them.
//!
//! Bodies work through the program around them (`Host`). Deliberately absent: Tauri, clap, and any sentence
//! (messages travel as ids).

// A `WireError` is made once, on the way to a person; boxing it would only blur every signature.
#![allow(clippy::result_large_err)]

mod app;
mod bodies;
pub mod command;
mod digits;
mod file_name;
mod filter;
mod history;
pub mod host;
pub mod import;
pub mod invoke;
pub mod paint;
pub mod parts;
pub mod profile;
mod run;
mod settings;
pub mod wire;
mod workspace;

pub use app::App;
pub use bodies::catalog::{
    access, endpoint_view, find as find_operation, operation_view, paging_view, permission_view,
    product_views, search_operations,
};
pub use bodies::catalog_store::{RefreshFrom, import_path, refresh_products, store as catalog_store};
pub use bodies::credential_import::import as import_credentials;
pub use bodies::document::{store_error, template_views};
