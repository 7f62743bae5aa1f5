//! Properties that hold whatever is done: random edits, and what must be true after each of them.

// The helpers of a test file are tests too, which the lint cannot see.
#![allow(clippy::unwrap_used)]

mod documents;
mod generator;
mod index;
mod live;
mod text;
mod undo;
