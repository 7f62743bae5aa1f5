//! Properties that hold whatever is done: random edits, and what must be true after each of them.

mod generator;
mod index;
mod live;
mod undo;
