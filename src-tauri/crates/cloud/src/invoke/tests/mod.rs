//! The loop against a scripted gateway and a clock that moves only when somebody sleeps.

mod cancelling;
mod describing;
mod faults;
#[cfg(all(feature = "http", feature = "loopback"))]
mod over_http;
mod resuming;
mod retrying;
mod schedules;
mod stops;
mod world;
