//! From what a user set to a call that can be sent: one preparation for the window and the command line.
//!
//! A `CallInput` is plain settings; `prepare` looks everything up, decides trust, and collects what stands in the
//! way; `send` runs it. Deliberately absent: where the settings come from (a node, or flags) and where rows go.

mod explain;
mod input;
mod params;
mod prepare;
mod send;
mod signing;

pub use explain::{explain, explain_call, refusal};
pub use input::{CallInput, PagingInput, from_node, references};
pub use params::{ParamProblem, typed};
pub use prepare::{Prepared, prepare, prepare_as};
pub use send::{Watch, admit, ask, credentials, send, single, would_ask};
pub use signing::{RoleChoice, Signing, signing};

/// Most requests of a run whose settings name no maximum.
pub const DEFAULT_MAX_REQUESTS: u32 = 100;
/// Rows a page that is asked for when the size is required and nobody chose one.
pub const DEFAULT_PAGE_SIZE: u64 = 50;
