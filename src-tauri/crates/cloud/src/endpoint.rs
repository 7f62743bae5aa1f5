//! Which host to call for a product in a region, and which hosts belong to whom.
//!
//! The answer says which rule gave it. Rules in their order: the region is listed for a host; the product has a central
//! host; all its regions share one host; one host pattern covers most regions; the naive form. Only the first two are
//! the vendor's word, the rest are recommendations. Deliberately absent: asking the vendor's location service.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::products::{Hosts, ProductRow, table};

const REGION_PLACE: &str = "[RegionId]";
/// The region taken when none is given and the product has no central host, if the product is there.
const USUAL_REGIONS: [&str; 2] = ["cn-hangzhou", "cn-shanghai"];
/// Listed like a region by the vendor, but a name for the public internet.
const PSEUDO_REGION: &str = "mq-internet-access";

/// From where the host is to be reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Network {
    /// The internet.
    #[default]
    Public,
    /// Inside the vendor's virtual networks.
    Vpc,
}

/// What led to a recommended host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum EndpointRule {
    /// The vendor lists the region for this host.
    Region,
    /// The vendor's central host.
    Global,
    /// All known regions share this host; inferred.
    Shared,
    /// Most known regions follow this pattern; inferred.
    Template,
    /// Nothing is known; the naive form.
    Guess,
}

impl EndpointRule {
    /// Says whether the vendor lists exactly this, rather than it following from a pattern.
    pub fn is_documented(self) -> bool {
        matches!(self, EndpointRule::Region | EndpointRule::Global)
    }
}

/// A recommended host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Recommendation {
    /// Host name without scheme.
    pub host: String,
    /// The region the host was chosen for; absent for a central host without a region asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// What led to it.
    pub rule: EndpointRule,
    /// The network it is reached from: public although VPC was asked, when the product has no VPC host.
    pub network: Network,
    /// Other hosts of the product on that network, the central one first.
    pub alternatives: Vec<Alternative>,
}

/// Another host of the same product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Alternative {
    /// Host name without scheme.
    pub host: String,
    /// Regions it serves; empty for a central host that is not listed by region.
    pub regions: Vec<String>,
}

/// A region of the vendor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Region {
    /// Region id, e.g. `cn-hangzhou`.
    pub id: String,
    /// English name.
    pub name_en: String,
    /// Chinese name; the English one where none is known.
    pub name_zh: String,
    /// The vendor's area: `asiaPacific`, `europeAmerica`, `middleEast`, `industryCloud`.
    pub area: String,
}

/// Recommends the host to call. A product that is not in the table gets the naive form, marked as a guess.
pub fn recommend(product: &str, region: Option<&str>, network: Network) -> Recommendation {
    let region = region.map(|r| r.trim().to_ascii_lowercase()).filter(|r| !r.is_empty() && r != "public");
    let row = table().product(product);
    let vpc_choice = row
        .filter(|row| network == Network::Vpc && !row.vpc_endpoints.is_empty())
        .and_then(|row| choose(&row.vpc_endpoints, None, region.as_deref()).map(|choice| (row, choice)));
    if let Some((row, choice)) = vpc_choice {
        return choice.finish(Network::Vpc, all_hosts(&row.vpc_endpoints, None));
    }
    let Some(row) = row else {
        return guess(product, region).finish(Network::Public, Vec::new());
    };
    let central = row.global_endpoint.as_deref();
    let choice = choose(&row.endpoints, central, region.as_deref());
    let choice = choice.unwrap_or_else(|| guess(&row.code, region));
    choice.finish(Network::Public, all_hosts(&row.endpoints, central))
}

/// Says whether the host is one of the vendor's for any product.
pub fn is_official_host(host: &str) -> bool {
    let host = normal(host);
    table().products.values().any(|row| is_host_of_row(row, &host))
}

/// Says whether the host is one of the given product's.
pub fn is_host_of(product: &str, host: &str) -> bool {
    table().product(product).is_some_and(|row| is_host_of_row(row, &normal(host)))
}

/// Returns all hosts of a product, the central one first, then public ones, then those inside virtual networks.
pub fn hosts_of(product: &str) -> Vec<String> {
    let Some(row) = table().product(product) else { return Vec::new() };
    let public = all_hosts(&row.endpoints, row.global_endpoint.as_deref());
    let mut hosts: Vec<String> = Vec::new();
    for host in public.into_iter().chain(all_hosts(&row.vpc_endpoints, None)).map(|a| a.host) {
        if !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    hosts
}

/// Returns the regions that a host of the product serves; empty for a central host that lists none.
pub fn regions_of_host(product: &str, host: &str) -> Vec<String> {
    let host = normal(host);
    let Some(row) = table().product(product) else { return Vec::new() };
    let of = |hosts: &Hosts| all_hosts(hosts, None).into_iter().find(|a| a.host == host).map(|a| a.regions);
    of(&row.endpoints).or_else(|| of(&row.vpc_endpoints)).unwrap_or_default()
}

/// Returns the region of a host that serves exactly one.
pub fn region_of_host(product: &str, host: &str) -> Option<String> {
    let mut regions = regions_of_host(product, host);
    if regions.len() == 1 { regions.pop() } else { None }
}

/// Returns the regions by id.
pub fn regions() -> Vec<Region> {
    let table = table();
    let real = table.regions.iter().filter(|(id, _)| id.as_str() != PSEUDO_REGION);
    real.map(|(id, (name, area))| Region {
        id: id.clone(),
        name_en: name.clone(),
        name_zh: table.regions_zh.get(id).unwrap_or(name).clone(),
        area: area.clone(),
    })
    .collect()
}

struct Choice {
    host: String,
    region: Option<String>,
    rule: EndpointRule,
}

impl Choice {
    fn finish(self, network: Network, mut alternatives: Vec<Alternative>) -> Recommendation {
        alternatives.retain(|alternative| alternative.host != self.host);
        Recommendation { host: self.host, region: self.region, rule: self.rule, network, alternatives }
    }
}

fn choose(hosts: &Hosts, central: Option<&str>, region: Option<&str>) -> Option<Choice> {
    let choice = |host: String, region: Option<&str>, rule| {
        Some(Choice { host, region: region.map(str::to_owned), rule })
    };
    if let Some(region) = region
        && let Some(host) = listed(hosts, region)
    {
        return choice(host, Some(region), EndpointRule::Region);
    }
    if let Some(host) = central {
        return choice(host.to_owned(), region, EndpointRule::Global);
    }
    if let Some(host) = shared(hosts) {
        return choice(host, region, EndpointRule::Shared);
    }
    match region {
        Some(region) => choice(fill(common_template(hosts)?, region), Some(region), EndpointRule::Template),
        None => {
            let region = usual_region(hosts)?;
            choice(listed(hosts, region)?, Some(region), EndpointRule::Region)
        }
    }
}

fn listed(hosts: &Hosts, region: &str) -> Option<String> {
    let (template, _) = hosts.iter().find(|(_, regions)| regions.iter().any(|r| r == region))?;
    Some(fill(template, region))
}

/// The one host of all regions, if there is only one.
fn shared(hosts: &Hosts) -> Option<String> {
    let every = all_hosts(hosts, None);
    let [only] = every.as_slice() else { return None };
    // One region only shows what that region does, unless its name is not in the host.
    let fixed =
        only.regions.len() > 1 || only.regions.iter().all(|region| !only.host.contains(region.as_str()));
    fixed.then(|| only.host.clone())
}

/// The pattern that covers more than half of the listed regions.
fn common_template(hosts: &Hosts) -> Option<&str> {
    let total: usize = hosts.values().map(Vec::len).sum();
    let covers_most = |regions: &Vec<String>| regions.len() * 2 > total;
    hosts
        .iter()
        .find(|(host, regions)| host.contains(REGION_PLACE) && covers_most(regions))
        .map(|(host, _)| host.as_str())
}

fn usual_region(hosts: &Hosts) -> Option<&str> {
    let known = |id: &str| hosts.values().flatten().find(|region| region.as_str() == id);
    let usual = USUAL_REGIONS.iter().find_map(|id| known(id));
    usual.or_else(|| hosts.values().flatten().next()).map(String::as_str)
}

fn guess(code: &str, region: Option<String>) -> Choice {
    let code = code.trim().to_ascii_lowercase();
    let host = match &region {
        Some(region) => format!("{code}.{region}.aliyuncs.com"),
        None => format!("{code}.aliyuncs.com"),
    };
    Choice { host, region, rule: EndpointRule::Guess }
}

fn fill(template: &str, region: &str) -> String {
    template.replace(REGION_PLACE, region)
}

/// The hosts a table spells out or implies by its patterns, each once, the central one first.
fn all_hosts(hosts: &Hosts, central: Option<&str>) -> Vec<Alternative> {
    let mut all: Vec<Alternative> = Vec::new();
    all.extend(central.map(|host| Alternative { host: host.to_owned(), regions: Vec::new() }));
    for (template, regions) in hosts {
        for region in regions {
            let host = fill(template, region);
            match all.iter_mut().find(|known| known.host == host) {
                Some(known) => known.regions.push(region.clone()),
                None => all.push(Alternative { host, regions: vec![region.clone()] }),
            }
        }
    }
    all
}

fn is_host_of_row(row: &ProductRow, host: &str) -> bool {
    row.global_endpoint.as_deref() == Some(host)
        || row.endpoints.keys().chain(row.vpc_endpoints.keys()).any(|template| fits(template, host))
}

/// A pattern takes any region the vendor has: a new region of a product is its host as well.
fn fits(template: &str, host: &str) -> bool {
    match template.split_once(REGION_PLACE) {
        None => template == host,
        Some((before, after)) => {
            let middle = host.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
            middle.is_some_and(|region| table().regions.contains_key(region))
        }
    }
}

fn normal(host: &str) -> String {
    host.trim().trim_end_matches('.').to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
