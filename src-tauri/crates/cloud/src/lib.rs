//! Alibaba Cloud OpenAPI: what may be called, where, and calling it.

pub mod http;
pub mod serialize;
pub mod sign;
pub mod trust;
