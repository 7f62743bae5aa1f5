//! The built-in stand-in for the vendor's gateway: checks signatures, keeps state, answers in the documented shapes.
//!
//! It lets a person without an account do the whole main job, and tests meet a strict other side. In process; the
//! package `tests/gateway` puts the same code behind a socket. Deliberately absent: sockets, files, real credentials,
//! randomness, and any use of the signer it checks.

mod answers;
mod call;
mod check;
mod fault;
mod gateway;
mod keys;
mod operations;
mod paging;
mod refusal;
mod replay;
mod request;
mod route;
mod seed;
mod state;
mod text;
mod verify;

#[cfg(test)]
mod tests;

pub use fault::{Fault, UnknownFault};
pub use gateway::{PracticeAnswer, PracticeGateway, SeenRequest};
pub use keys::{PRACTICE_ACCESS_KEY_ID, PRACTICE_ACCESS_KEY_SECRET, PRACTICE_ACCOUNT_ID};
pub use operations::{PlayedOperation, played_operations};
pub use state::StateError;
pub use text::Lang;
