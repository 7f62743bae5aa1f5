//! The flags of `credential`. None takes a secret: arguments stand in the shell's history and in the list of processes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum CredentialCommand {
    /// Add or replace a profile; the secret is read from the terminal or standard input
    #[command(after_help = "Examples:
  soarboard credential add audit --access-key-id LTAI... --read-only
  printf '%s' \"$SECRET\" | soarboard credential add audit --access-key-id LTAI...
  soarboard credential add member --role-arn acs:ram::1000000000000002:role/SecurityAudit --source audit")]
    Add(CredentialAddArgs),
    /// List what the vendor's own programs keep here, or take entries over as profiles; the files are only read
    #[command(after_help = "Examples:
  soarboard credential import
  soarboard credential import default audit --read-only
  soarboard credential import ini:default --replace

Read are ~/.aliyun/config.json and ~/.alibabacloud/credentials.ini, or the file that ALIBABA_CLOUD_CREDENTIALS_FILE
names. An entry that stands in both is named config:NAME or ini:NAME.")]
    Import(CredentialImportArgs),
    /// List profiles
    List,
    /// Ask the service who a profile is
    Test(CredentialTestArgs),
    /// Remove a profile and its secret
    Remove {
        /// Name of the profile
        name: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct CredentialTestArgs {
    /// Name of the profile, or `env`
    pub(crate) name: String,
    /// Host to ask instead of the service of sessions, or `http://127.0.0.1:PORT` for a stand-in on this machine
    #[arg(long, value_name = "HOST")]
    pub(crate) endpoint: Option<String>,
    /// Agree to sign for a host outside the vendor's tables, this once
    #[arg(long, requires = "endpoint")]
    pub(crate) trust_endpoint: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CredentialImportArgs {
    /// Entries to take over; without any, everything that was found is listed
    #[arg(value_name = "NAME")]
    pub(crate) names: Vec<String>,
    /// Take over every entry that can be
    #[arg(long, conflicts_with = "names")]
    pub(crate) all: bool,
    /// Replace profiles of the same names
    #[arg(long)]
    pub(crate) replace: bool,
    /// Run the program that an entry of mode External names; look into the file first
    #[arg(long, requires = "names")]
    pub(crate) run_programs: bool,
    /// The profiles refuse operations that write
    #[arg(long)]
    pub(crate) read_only: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CredentialAddArgs {
    /// Name of the profile
    pub(crate) name: String,
    /// AccessKey id; a role takes none
    #[arg(long, value_name = "ID", required_unless_present = "role_arn")]
    pub(crate) access_key_id: Option<String>,
    /// The keys are temporary: read an STS token as a second line
    #[arg(long)]
    pub(crate) sts: bool,
    /// Region that calls with it are made for
    #[arg(long, value_name = "R", default_value = "")]
    pub(crate) region: String,
    /// Refuse operations that write
    #[arg(long)]
    pub(crate) read_only: bool,
    /// Sign as this role, by a session that --source asks for; nothing secret is stored
    #[arg(long, value_name = "ARN", requires = "source", conflicts_with_all = ["access_key_id", "sts"])]
    pub(crate) role_arn: Option<String>,
    /// Profile that asks for the session of the role
    #[arg(long, value_name = "NAME", requires = "role_arn")]
    pub(crate) source: Option<String>,
    /// Name of the session, 2 to 32 letters, digits or .@-_
    #[arg(long, value_name = "TEXT", default_value = "", requires = "role_arn")]
    pub(crate) session_name: String,
    /// Length of a session in seconds, 900 to 43200; 0 is the usual hour
    #[arg(long, value_name = "SECONDS", default_value_t = 0, requires = "role_arn")]
    pub(crate) duration: u32,
    /// Id that the owner of the role asks for
    #[arg(long, value_name = "ID", default_value = "", requires = "role_arn")]
    pub(crate) external_id: String,
    /// File with a policy that narrows the sessions; `-` is standard input
    #[arg(long, value_name = "FILE", requires = "role_arn")]
    pub(crate) session_policy: Option<PathBuf>,
}
