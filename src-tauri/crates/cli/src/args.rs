//! The command line as types: every command, flag and default. Scripts depend on it; change it by adding only.

mod call;
mod credential;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use soarboard_model::message::Lang;

pub(crate) use call::{CallArgs, PageArg, RowsAs, SignatureArg};
pub(crate) use credential::{CredentialAddArgs, CredentialCommand, CredentialImportArgs, CredentialTestArgs};

/// Playbooks for Alibaba Cloud Security Center SOAR, without the window.
#[derive(Debug, Parser)]
#[command(name = "soarboard", version, disable_help_subcommand = true, max_term_width = 100)]
#[command(after_help = "Examples:
  soarboard new --template review-response-rules -o review.playbook.json
  soarboard check review.playbook.json
  soarboard call cloud-siem ListAutomateResponseConfigs --credential practice -o rules.ndjson

Exit codes: 0 fine, 1 the answer is no, 2 usage or unreadable input, 3 the service refused,
4 the service could not be reached, 5 refused here for safety, 130 interrupted.")]
pub(crate) struct Cli {
    /// Print one JSON value on standard output
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Language of messages; the default follows the locale
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<LangArg>,
    /// Print nothing that was not asked for
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Tell more about what happens on the way; secrets are never shown
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// Folder for profiles and settings; the default is the window's [env: SOARBOARD_DATA_DIR]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum LangArg {
    En,
    Zh,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::En => Lang::En,
            LangArg::Zh => Lang::Zh,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a new playbook
    #[command(after_help = "Examples:
  soarboard templates
  soarboard new --template review-response-rules -o review.playbook.json")]
    New(NewArgs),
    /// List the templates for new playbooks
    Templates,
    /// Report everything the checker finds
    #[command(after_help = "Examples:
  soarboard check review.playbook.json
  soarboard check --format sarif playbooks/*.json > findings.sarif

Exit code 1 when there is a finding of severity error.")]
    Check(CheckArgs),
    /// Find a text in playbooks: names, settings, expressions, notes
    #[command(after_help = "Examples:
  soarboard find 203.0.113.7 playbooks
  soarboard find '${scan.' review.playbook.json --case-sensitive

Exit code 1 when the text stands nowhere.")]
    Find(FindArgs),
    /// Write playbooks in canonical form
    #[command(after_help = "Examples:
  soarboard fmt review.playbook.json
  soarboard fmt --check playbooks/*.json
  soarboard fmt - < old.json > new.json")]
    Fmt(FmtArgs),
    /// Print a JSON Schema
    Schema(SchemaArgs),
    /// Export a playbook
    #[command(after_help = "Examples:
  soarboard export review.playbook.json --to json -o out.json

The report of what the format could hold goes to standard error.")]
    Export(ExportArgs),
    /// Look into the API catalogue
    #[command(subcommand)]
    Catalog(CatalogCommand),
    /// Recommend the endpoint of a product, with the reason
    #[command(after_help = "Examples:
  soarboard endpoint cloud-siem
  soarboard endpoint ecs --region eu-central-1 --vpc")]
    Endpoint(EndpointArgs),
    /// Show what the execution role needs
    #[command(after_help = "Examples:
  soarboard policy --operation cloud-siem ListAutomateResponseConfigs")]
    Policy(PolicyArgs),
    /// Sign the requests of a file without sending them
    #[command(
        after_help = "The file holds one request, a list of them, or {\"vectors\": [...]}. Each has `id`, `scheme` (acs3, rpc-v1,
roa-v1), `credentials` and `request`. One JSON object per line comes out."
    )]
    Sign(SignArgs),
    /// Call an API operation, with paging
    #[command(after_help = "Examples:
  soarboard call cloud-siem ListAutomateResponseConfigs --credential practice
  soarboard call cloud-siem ListAutomateResponseConfigs --credential practice -p PageSize=10 -o rules.ndjson
  soarboard call Sas DescribeSuspEvents --credential env --region cn-hangzhou -o alerts.ndjson --resume
  soarboard call Ecs DescribeInstances -p RegionId=cn-hangzhou --credential audit --dry-run
  soarboard call Sas DescribeSuspEvents --credential audit --assume-role SecurityAudit --account 1000000000000002
  soarboard call Sas DescribeSuspEvents --credential audit --format csv -o alerts.csv

Credentials: `env` reads ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and
ALIBABA_CLOUD_SECURITY_TOKEN; `practice` is the built-in stand-in without account or network; any other name is a
profile. Without --credential the profile chosen in the window is taken, but never practice.

Rows go to -o or standard output, one JSON value a line. With --format csv or json they are gathered first, beside
FILE as FILE.ndjson, and FILE is written when the run ends; after an early end it holds what there is, and --resume
goes on. With --json the summary goes to standard output when rows go
to a file, else to standard error. Exit code 1 when --max-requests ended the run before everything was fetched.")]
    Call(Box<CallArgs>),
    /// Manage credential profiles
    #[command(subcommand)]
    Credential(CredentialCommand),
}

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// Template, see `soarboard templates`
    #[arg(long, value_name = "ID", default_value = "blank")]
    pub(crate) template: String,
    /// File to write; `-` is standard output. An existing file is not overwritten
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Playbook files; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// How findings are printed
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: CheckFormat,
}

#[derive(Debug, Args)]
pub(crate) struct FindArgs {
    /// The text, taken as it is
    #[arg(value_name = "TEXT")]
    pub(crate) text: String,
    /// Playbook files, `-` for standard input, or folders: every `*.playbook.json` below them
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Tell `A` from `a`
    #[arg(long)]
    pub(crate) case_sensitive: bool,
    /// Most hits to print for each file
    #[arg(long, default_value_t = 1000, value_name = "N")]
    pub(crate) limit: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    Text,
    Json,
    Sarif,
}

#[derive(Debug, Args)]
pub(crate) struct FmtArgs {
    /// Playbook files; `-` reads standard input and writes standard output
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Only tell which files are not in canonical form (exit code 1)
    #[arg(long)]
    pub(crate) check: bool,
    /// Arrange the nodes of every flow, too
    #[arg(long)]
    pub(crate) layout: bool,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Which schema
    #[arg(value_enum, default_value = "playbook")]
    pub(crate) name: SchemaName,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum SchemaName {
    /// The playbook file
    Playbook,
}

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// Playbook file; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Format
    #[arg(long, value_enum)]
    pub(crate) to: ExportFormat,
    /// Pixels for each unit of the drawing; only for png
    #[arg(long, default_value_t = 2.0, value_name = "FACTOR", value_parser = scale)]
    pub(crate) scale: f64,
    /// File to write; without it, or with `-`, standard output
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
}

fn scale(text: &str) -> Result<f64, String> {
    let scale: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if (0.05..=8.0).contains(&scale) { Ok(scale) } else { Err("from 0.05 to 8".to_owned()) }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Canonical JSON
    Json,
    /// A drawing that carries its playbook, so that it opens again
    Svg,
    /// The drawing as pixels
    Png,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CatalogCommand {
    /// List products
    List,
    /// Find operations by code, English or Chinese title
    Search {
        /// Words in any order
        #[arg(required = true, value_name = "TEXT")]
        text: Vec<String>,
        /// Most hits
        #[arg(long, default_value_t = 20, value_name = "N")]
        limit: usize,
    },
    /// Show a product or one of its operations
    Show {
        /// Product code, e.g. `cloud-siem`
        product: String,
        /// Operation, e.g. `ListAutomateResponseConfigs`
        operation: Option<String>,
        /// Version; the default is the product's
        #[arg(long, value_name = "V")]
        api_version: Option<String>,
    },
    /// Import metadata from a file, a folder or an archive
    #[command(
        after_help = "Reads documents of the vendor's metadata service, the metadata of its official command line, and zip, tar,
gz, xz and zst archives of them. Exit code 1 when something that looked like metadata was skipped."
    )]
    Import {
        /// File, folder or archive
        path: PathBuf,
    },
    /// Fetch newer metadata from the vendor's metadata service
    #[command(after_help = "Examples:
  soarboard catalog refresh Sas cloud-siem
  soarboard catalog refresh Sas@2018-12-03/DescribeSuspEvents")]
    Refresh {
        /// Product, Product@Version or Product@Version/Operation; none fetches the list of products only
        #[arg(value_name = "PRODUCT")]
        products: Vec<String>,
    },
    /// List what changed between two states of the metadata and can break a call
    #[command(after_help = "Exit code 1 when a playbook is hit.")]
    Diff {
        /// Older metadata: what `catalog import` reads
        old: PathBuf,
        /// Newer metadata
        new: PathBuf,
        /// Playbooks to look into
        #[arg(long = "playbook", value_name = "FILE")]
        playbooks: Vec<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct EndpointArgs {
    /// Product code
    pub(crate) product: String,
    /// Region; without it the central host
    #[arg(long, value_name = "R", default_value = "")]
    pub(crate) region: String,
    /// The host inside a VPC
    #[arg(long)]
    pub(crate) vpc: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PolicyArgs {
    /// Product code and operation
    #[arg(long, num_args = 2, value_names = ["PRODUCT", "OPERATION"], required = true)]
    pub(crate) operation: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct SignArgs {
    /// JSON file with requests; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}
