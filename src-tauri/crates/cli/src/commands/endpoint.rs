//! `endpoint`: the recommended host of a product and why.

use serde::Serialize;
use soarboard_api::endpoint_view;
use soarboard_api::wire::EndpointRequest;
use soarboard_model::message::Message;

use crate::args::EndpointArgs;
use crate::output::Output;
use crate::stop::{Exit, Failure, Outcome};

#[derive(Serialize)]
struct EndpointReply {
    host: String,
    region: String,
    rule: String,
    reason: String,
    alternatives: Vec<soarboard_api::wire::EndpointAlternative>,
}

/// Prints the host; the reason goes to standard error, so that the host alone can be taken up by a script.
pub(crate) fn run(args: EndpointArgs, out: &Output) -> Outcome {
    if args.product.trim().is_empty() {
        return Err(Failure::usage(Message::new("error-product-unknown").with("product", "")).into());
    }
    let view = endpoint_view(&EndpointRequest { product: args.product, region: args.region, vpc: args.vpc });
    if out.json {
        out.value(&EndpointReply {
            reason: out.text(&view.reason),
            host: view.host,
            region: view.region,
            rule: view.rule,
            alternatives: view.alternatives,
        })?;
        return Ok(Exit::Fine);
    }
    out.say(&view.host)?;
    out.note(&view.reason);
    if out.verbose {
        for other in &view.alternatives {
            let regions = other.regions.join(", ");
            out.note(&Message::new("cli-endpoint-other").with("host", &other.host).with("regions", regions));
        }
    }
    Ok(Exit::Fine)
}
