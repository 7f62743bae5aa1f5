//! `--dry-run`: the first request as it would be sent, signature and key masked, and the same for `aliyun`.

use serde::Serialize;
use soarboard_api::App;
use soarboard_api::invoke::{self, Prepared};
use soarboard_cloud::invoke::{DryRun, describe_request};
use soarboard_cloud::sign::Scheme;

use super::account;
use crate::output::Output;
use crate::stop::{Exit, Failure, Outcome};

#[derive(Serialize)]
struct DryRunReply {
    #[serde(flatten)]
    request: DryRun,
    writes: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    practice: bool,
}

/// Prints what would be sent, and sends nothing.
pub(super) fn show(app: &App, prepared: &Prepared, out: &Output) -> Outcome {
    if let Some(problem) = prepared.problems.first() {
        return Err(Failure::usage(problem.clone()).into());
    }
    let endpoint = prepared.endpoint.as_ref().map_err(invoke::refusal)?;
    let key_id = account::shown_key_id(app, prepared)?;
    let request = describe_request(&prepared.call, endpoint, &key_id, &prepared.plan)
        .map_err(|error| invoke::explain(&error.into()))?;
    if out.json {
        out.value(&DryRunReply { request, writes: prepared.writes, practice: prepared.practice })?;
    } else {
        out.say(&text(&request))?;
    }
    Ok(Exit::Fine)
}

fn text(request: &DryRun) -> String {
    let mut lines = vec![format!("{} {}", request.method, request.url)];
    lines.push(format!("x-acs-action: {}", request.action));
    lines.push(format!("x-acs-version: {}", request.version));
    lines.extend(request.headers.iter().map(|(name, value)| format!("{name}: {value}")));
    lines.push(match request.scheme {
        Scheme::Acs3 => {
            format!(
                "authorization: ACS3-HMAC-SHA256 Credential={},SignedHeaders=…,Signature=…",
                request.access_key_id
            )
        }
        Scheme::RoaV1 => format!("authorization: acs {}:…", request.access_key_id),
        Scheme::RpcV1 => {
            format!("AccessKeyId={}&SignatureMethod=HMAC-SHA1&Signature=…", request.access_key_id)
        }
    });
    lines.extend(request.body.iter().flat_map(|body| [String::new(), body.clone()]));
    lines.extend([String::new(), request.aliyun.clone()]);
    lines.join("\n")
}
