//! Tests of the search on the embedded catalogue.

use super::index::first_letters;
use super::score::one_edit_apart;
use crate::catalog::Catalog;
use crate::catalog::words::camel_words;

fn first(text: &str) -> String {
    let hits = Catalog::embedded().search(text, 1);
    hits.first().map(|hit| format!("{}/{}", hit.product, hit.operation)).unwrap_or_default()
}

fn finds(text: &str, operation: &str, among: usize) -> bool {
    Catalog::embedded().search(text, among).iter().any(|hit| hit.operation == operation)
}

#[test]
fn an_exact_name_comes_first() {
    assert_eq!(first("ListAutomateResponseConfigs"), "cloud-siem/ListAutomateResponseConfigs");
    assert_eq!(first("getcalleridentity"), "Sts/GetCallerIdentity");
    assert_eq!(first("ecs DescribeInstances"), "Ecs/DescribeInstances");
}

#[test]
fn words_come_in_any_order() {
    assert_eq!(first("group security describe ecs"), "Ecs/DescribeSecurityGroups");
    assert_eq!(first("events susp"), "Sas/DescribeSuspEvents");
}

#[test]
fn initials_find_a_camel_case_name() {
    assert_eq!(first("larc"), "cloud-siem/ListAutomateResponseConfigs");
    assert!(finds("dsg", "DescribeSecurityGroups", 10));
}

#[test]
fn chinese_titles_and_product_names_are_found() {
    assert_eq!(first("自动响应规则列表"), "cloud-siem/ListAutomateResponseConfigs");
    assert!(finds("实例 查询 ECS", "DescribeInstances", 3));
    assert!(finds("防火墙 地址簿", "DescribeAddressBook", 5));
}

#[test]
fn one_typing_error_is_forgiven_and_two_are_not() {
    assert_eq!(first("DescribeMonitorAcounts"), "Sas/DescribeMonitorAccounts");
    assert!(finds("securty group ecs", "DescribeSecurityGroups", 10));
    assert!(Catalog::embedded().search("DescrbeMonitorAcounts", 5).is_empty());
}

#[test]
fn first_letters_of_chinese_titles_are_found() {
    assert_eq!(first_letters("查询ECS实例列表"), "cxecssllb");
    assert_eq!(first("cxzdxygzlb"), "cloud-siem/ListAutomateResponseConfigs");
    assert!(finds("zdxygz", "ListAutomateResponseConfigs", 3));
}

#[test]
fn initials_of_the_beginning_of_a_name_lead() {
    let hits = Catalog::embedded().search("dsg", 8);
    assert_eq!(hits.len(), 8);
    for hit in hits {
        let initials: String =
            camel_words(&hit.operation).iter().filter_map(|word| word.chars().next()).collect();
        assert!(initials.to_lowercase().starts_with("dsg"), "{}", hit.operation);
    }
}

#[test]
fn a_longer_list_begins_with_the_shorter_one() {
    let names = |limit| -> Vec<String> {
        Catalog::embedded().search("describe instance", limit).into_iter().map(|h| h.operation).collect()
    };

    assert_eq!(names(500)[..20], names(20));
}

#[test]
fn edits_are_counted_right() {
    for near in ["evnts", "evvents", "ebents", "veents", "events"] {
        assert!(one_edit_apart("events", near), "{near}");
    }
    for far in ["evn", "eevvents", "stneve", "even"] {
        assert!(!one_edit_apart("events", far), "{far}");
    }
}

#[test]
fn nothing_typed_or_nothing_fitting_gives_nothing() {
    assert!(Catalog::embedded().search(" / ", 5).is_empty());
    assert!(Catalog::embedded().search("qqqqzzzz", 5).is_empty());
    assert_eq!(Catalog::embedded().search("describe", 7).len(), 7);
}
