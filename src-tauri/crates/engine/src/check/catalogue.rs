//! What the checker asks about the vendor's products and operations, and the embedded catalogue's answers.
//!
//! A trait of the checker's own keeps the rules testable with three lines of facts, and leaves room for a catalogue
//! that was fetched.

use std::collections::HashMap;
use std::sync::Arc;

use soarboard_cloud::catalog::{Catalog, Operation};
use soarboard_cloud::endpoint::{self, EndpointRule, Network};
use soarboard_cloud::paging::{self, PagingDetection};
use soarboard_model::component::{ParamPlace, ParamSpec};

/// Facts about products and operations.
pub trait Catalogue {
    /// Says whether operations of the product are known at all; of others nothing can be said.
    fn knows_product(&self, product: &str) -> bool;

    /// Returns what is known about an operation; without a version, in whatever version has it.
    fn operation(&self, product: &str, version: Option<&str>, name: &str) -> Option<OperationFacts>;

    /// Returns the product's hosts; empty when none are known.
    fn hosts_of(&self, product: &str) -> Vec<String>;

    /// Returns the host to call in a region; `None` where it would be a mere guess.
    fn recommended_endpoint(&self, product: &str, region: Option<&str>) -> Option<String>;

    /// Returns the regions that a host of the product serves; empty for a central one.
    fn regions_of_host(&self, product: &str, host: &str) -> Vec<String>;

    /// Returns a number that changes when the facts do, so that what was found with the old ones is not kept.
    fn edition(&self) -> u64 {
        0
    }
}

/// What the checker needs to know about an operation.
#[derive(Debug, Clone, Default)]
pub struct OperationFacts {
    /// Parameters without which a call is refused.
    pub required: Vec<RequiredParam>,
    operation: Arc<Operation>,
    places: HashMap<String, usize>,
}

impl OperationFacts {
    /// Returns the facts of an operation.
    pub fn of(operation: Arc<Operation>) -> OperationFacts {
        let required = operation.params.iter().filter(|param| param.required && !param.is_clutter());
        let required =
            required.map(|param| RequiredParam { name: param.name.clone(), place: param.place }).collect();
        let places = operation.params.iter().enumerate().map(|(at, param)| (param.name.clone(), at));
        OperationFacts { required, places: places.collect(), operation }
    }

    /// Returns how the operation pages, by its parameters and its answer.
    pub(super) fn paging(&self) -> PagingDetection {
        paging::detect(&self.operation)
    }

    /// Returns what is known of a parameter.
    pub(super) fn param(&self, name: &str) -> Option<&ParamSpec> {
        self.operation.params.get(*self.places.get(name)?)
    }
}

/// A parameter without which a call is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequiredParam {
    /// Name in the vendor's spelling.
    pub name: String,
    /// Where it travels.
    pub place: ParamPlace,
}

/// The catalogue that the program uses: the embedded facts and what was imported.
#[derive(Debug, Clone, Copy, Default)]
pub struct Embedded;

impl Catalogue for Embedded {
    fn knows_product(&self, product: &str) -> bool {
        Catalog::current().product(product).is_some()
    }

    fn operation(&self, product: &str, version: Option<&str>, name: &str) -> Option<OperationFacts> {
        Catalog::current().operation(product, version, name).map(OperationFacts::of)
    }

    fn hosts_of(&self, product: &str) -> Vec<String> {
        endpoint::hosts_of(product)
    }

    fn recommended_endpoint(&self, product: &str, region: Option<&str>) -> Option<String> {
        let answer = endpoint::recommend(product, region, Network::Public);
        (answer.rule != EndpointRule::Guess).then_some(answer.host)
    }

    fn regions_of_host(&self, product: &str, host: &str) -> Vec<String> {
        endpoint::regions_of_host(product, host)
    }

    fn edition(&self) -> u64 {
        Catalog::edition()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_catalogue_answers_what_the_rules_ask() {
        let facts =
            Embedded.operation("cloud-siem", Some("2022-06-16"), "ListAutomateResponseConfigs").unwrap();
        let names: Vec<&str> = facts.required.iter().map(|param| param.name.as_str()).collect();

        assert_eq!(names, ["CurrentPage", "PageSize"]);
        assert!(Embedded.knows_product("cloud-siem") && !Embedded.knows_product("no-such-product"));
        assert!(Embedded.operation("cloud-siem", None, "NoSuchOperation").is_none());
        let host = Embedded.recommended_endpoint("cloud-siem", Some("cn-hangzhou")).unwrap();
        assert!(Embedded.hosts_of("cloud-siem").contains(&host));
        assert_eq!(Embedded.recommended_endpoint("no-such-product", None), None);
    }
}
