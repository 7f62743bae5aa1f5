//! Alibaba Cloud OpenAPI: what may be called, where, and calling it.

pub mod catalog;
pub mod credentials;
pub mod endpoint;
pub mod http;
pub mod invoke;
pub mod paging;
pub mod ram;
pub mod serialize;
pub mod sign;
pub mod trust;
