//! The flags of `call`.
//!
//! What concerns a row's way to a file stands with the endpoint, the role and the paging: one command, one place.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct CallArgs {
    /// Product code, e.g. `cloud-siem`
    pub(crate) product: String,
    /// Operation, e.g. `ListAutomateResponseConfigs`
    pub(crate) operation: String,
    /// Version; the default is the product's
    #[arg(long, value_name = "V")]
    pub(crate) api_version: Option<String>,
    /// A parameter; structured values are JSON
    #[arg(short = 'p', value_name = "Name=value", allow_hyphen_values = true)]
    pub(crate) parameters: Vec<String>,
    /// Parameters from a JSON object; `-` is standard input. `-p` wins over it
    #[arg(long, value_name = "FILE")]
    pub(crate) params: Option<PathBuf>,
    /// Region whose endpoint is recommended
    #[arg(long, value_name = "R")]
    pub(crate) region: Option<String>,
    /// Host, or `http://127.0.0.1:PORT` for a service on this machine
    #[arg(long, value_name = "HOST")]
    pub(crate) endpoint: Option<String>,
    /// Agree to sign for a host outside the vendor's tables, this once
    #[arg(long)]
    pub(crate) trust_endpoint: bool,
    /// `env`, `practice`, or the name of a profile
    #[arg(long, value_name = "NAME")]
    pub(crate) credential: Option<String>,
    /// Sign as this role: its session is asked for with the credential. With --account the role's bare name will do
    #[arg(long, value_name = "ARN")]
    pub(crate) assume_role: Option<String>,
    /// Call in this member account, by the role of the same name there
    #[arg(long, value_name = "UID")]
    pub(crate) account: Option<String>,
    /// File with a policy that narrows the session of the role; `-` is standard input
    #[arg(long, value_name = "FILE", requires = "assume_role")]
    pub(crate) session_policy: Option<PathBuf>,
    /// Signature
    #[arg(long, value_enum, default_value = "v3")]
    pub(crate) signature: SignatureArg,
    /// How to go on to further requests
    #[arg(long, value_enum, default_value = "auto")]
    pub(crate) page: PageArg,
    /// Dot path of the total, e.g. `.Data.PageInfo.TotalCount`
    #[arg(long, value_name = "PATH")]
    pub(crate) total_path: Option<String>,
    /// Parameter of the page number
    #[arg(long, value_name = "F")]
    pub(crate) page_field: Option<String>,
    /// Parameter of the page size
    #[arg(long, value_name = "F")]
    pub(crate) size_field: Option<String>,
    /// Rows a page
    #[arg(long, value_name = "N")]
    pub(crate) page_size: Option<u32>,
    /// Parameter of the cursor
    #[arg(long, value_name = "F")]
    pub(crate) cursor_field: Option<String>,
    /// Dot path of the next cursor
    #[arg(long, value_name = "PATH")]
    pub(crate) cursor_path: Option<String>,
    /// Dot path of the rows
    #[arg(long, value_name = "PATH")]
    pub(crate) rows_path: Option<String>,
    /// Most requests
    #[arg(long, value_name = "N")]
    pub(crate) max_requests: Option<u32>,
    /// Pause between requests, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    pub(crate) interval: u32,
    /// File for the rows; without it, or with `-`, standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// How the rows are written; json and csv when the run ends, also when it ends early
    #[arg(long, value_enum, default_value = "ndjson")]
    pub(crate) format: RowsAs,
    /// csv: leave texts that a spreadsheet takes for formulas as they are, without the `'` before them
    #[arg(long)]
    pub(crate) keep_raw: bool,
    /// csv: begin with the mark by which Excel knows UTF-8
    #[arg(long)]
    pub(crate) bom: bool,
    /// Go on with an interrupted run of the same file
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,
    /// Print what would be sent, and send nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Answer yes when an operation that writes asks
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum SignatureArg {
    /// ACS3-HMAC-SHA256
    V3,
    /// HMAC-SHA1
    V1,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageArg {
    /// What the catalogue detected
    Auto,
    /// One request
    None,
    /// Page numbers
    Number,
    /// Cursors
    Cursor,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowsAs {
    /// One JSON value a line, as they come
    Ndjson,
    /// One JSON list
    Json,
    /// A table
    Csv,
}
