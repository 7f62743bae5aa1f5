//! Calling one operation: building requests, automatic paging and scrolling, retrying, keeping the rows.
//!
//! The rules live in pure parts (`pager`, `retry`, `extract`, `failure`); [`run`] is the thin loop around them, with
//! transport, time, nonces, credentials and storage handed in. Deliberately absent: the catalogue (a [`CallSpec`]
//! says all), the keyring, and any user interface.

mod call;
mod cancel;
mod describe;
mod error;
mod extract;
mod failure;
mod file_sink;
mod limit;
mod mismatch;
mod pager;
mod path;
mod retry;
mod run;
mod seen;
mod sink;

#[cfg(test)]
mod tests;

pub use call::{BuildError, CallSpec, CallStyle, fingerprint, is_read_name};
pub use cancel::CancelFlag;
pub use describe::{DryRun, aliyun_line, describe_request, shell_quoted};
pub use error::{BodyError, CredentialsError, InvokeError};
pub use extract::{CursorFound, Envelope, PageContent, RowsFound, Wanted, find_rows, read_page};
pub use failure::{AccessDenied, BodyFormat, VendorError, is_failure_inside, read_failure};
pub use file_sink::{Checkpoint, FileSink};
pub use limit::Limiter;
pub use mismatch::Mismatch;
pub use pager::{
    CursorPaging, NextPage, NumberPaging, PageFacts, PageMode, PagePlan, Pager, PagerState, Step, StopReason,
};
pub use path::{DotPath, PathError};
pub use retry::{RetryPolicy, may_retry_send, may_retry_vendor, server_hint};
pub use run::{CredentialsProvider, FixedSigner, Progress, RunSetup, Summary, Tools, run};
pub use sink::{MemorySink, PageMark, RowSink, SinkError, WriterSink};
