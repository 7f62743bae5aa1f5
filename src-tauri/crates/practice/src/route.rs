//! Which operation a request means: host, version and action, resolved against the catalogue.
//!
//! The only file that asks the catalogue, so what "known" means is decided once. A loopback host names no product;
//! there the version and the action do. Deliberately absent: which operations are played (see `operations`).

use std::sync::Arc;

use soarboard_cloud::catalog::{Catalog, Operation};
use soarboard_cloud::endpoint;

use crate::refusal::Refusal;

/// Finds the operation.
///
/// **Errors**: `InvalidProduct.NotFound`, `InvalidVersion` or `InvalidAction.NotFound`, all 404.
pub(crate) fn resolve(host: &str, version: &str, action: &str) -> Result<Arc<Operation>, Refusal> {
    let catalog = Catalog::embedded();
    let candidates = products_of(catalog, host);
    if candidates.is_empty() {
        let message = format!("No product answers at {host}.");
        return Err(Refusal::new(404, "InvalidProduct.NotFound", message));
    }
    let with_version: Vec<&str> =
        candidates.into_iter().filter(|code| has_version(catalog, code, version)).collect();
    if with_version.is_empty() {
        let message = format!("The product at {host} has no version {version}.");
        return Err(Refusal::new(404, "InvalidVersion", message));
    }
    let found = with_version.iter().find_map(|code| catalog.operation(code, Some(version), action));
    // The catalogue forgives letter case; the gateway does not.
    found.filter(|operation| operation.name == action).ok_or_else(|| {
        let message = format!("The product at {host} has no action {action} in version {version}.");
        Refusal::new(404, "InvalidAction.NotFound", message)
    })
}

/// Returns the codes of the products that answer at a host.
fn products_of<'a>(catalog: &'a Catalog, host: &str) -> Vec<&'a str> {
    let codes = catalog.products().map(|product| product.code.as_str());
    if let Some(label) = host.strip_suffix(".practice.invalid") {
        return codes.filter(|code| code.eq_ignore_ascii_case(label)).collect();
    }
    if is_loopback(host) {
        return codes.collect();
    }
    codes.filter(|code| endpoint::is_host_of(code, host)).collect()
}

fn has_version(catalog: &Catalog, code: &str, version: &str) -> bool {
    catalog.product(code).is_some_and(|product| product.versions.iter().any(|v| v == version))
}

/// Says whether a `host` header names this machine.
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(host: &str, version: &str, action: &str) -> String {
        resolve(host, version, action)
            .map_or_else(|refusal| refusal.code, |op| format!("{} {}", op.product, op.name))
    }

    #[test]
    fn practice_official_and_loopback_hosts_lead_to_the_operation() {
        for host in [
            "cloud-siem.practice.invalid",
            "cloud-siem.cn-shanghai.aliyuncs.com",
            "cloud-siem.ap-southeast-1.aliyuncs.com",
            "127.0.0.1:4000",
            "localhost:4000",
            "[::1]:4000",
        ] {
            let found = code(host, "2022-06-16", "ListAutomateResponseConfigs");
            assert_eq!(found, "cloud-siem ListAutomateResponseConfigs", "{host}");
        }
        assert_eq!(code("tds.aliyuncs.com", "2018-12-03", "DescribeSuspEvents"), "Sas DescribeSuspEvents");
    }

    #[test]
    fn wrong_host_version_and_action_have_their_own_codes() {
        assert_eq!(code("evil.example", "2022-06-16", "X"), "InvalidProduct.NotFound");
        assert_eq!(code("tds.aliyuncs.com", "2022-06-16", "X"), "InvalidVersion");
        assert_eq!(code("sts.aliyuncs.com", "2015-04-01", "assumerole"), "InvalidAction.NotFound");
        let other_product = code("sts.aliyuncs.com", "2022-06-16", "ListAutomateResponseConfigs");
        assert_eq!(other_product, "InvalidVersion");
    }
}
