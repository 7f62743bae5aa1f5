//! The contract every host serves: wire types, the list of commands, the bodies behind them.
//!
//! Bodies are generic over the program around them (`Host`). Deliberately absent: Tauri, clap, and any sentence
//! (messages travel as ids).

pub mod command;
// host follows with cloud::http

pub mod wire;
