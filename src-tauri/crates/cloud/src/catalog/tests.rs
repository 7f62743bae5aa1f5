//! Tests of the embedded catalogue as a whole.

use soarboard_model::component::{ParamPlace, Shape};

use super::*;

fn catalog() -> &'static Catalog {
    Catalog::embedded()
}

#[test]
fn every_embedded_operation_decodes() {
    let mut params = 0;
    for entry in &catalog().versions {
        for name in &entry.record.unwrap().names {
            let operation = entry.operation(name).unwrap();
            assert_eq!(operation.name, *name);
            assert!(operation.style == ApiStyle::Roa || operation.path == "/", "{name}");
            params += operation.params.len();
        }
    }
    println!("{} operations, {params} parameters", catalog().operation_count());
    assert!(catalog().operation_count() >= 6_000);
}

#[test]
fn products_are_found_in_any_case_and_have_names() {
    let siem = catalog().product("CLOUD-SIEM").unwrap();

    assert_eq!(siem.code, "cloud-siem");
    assert_eq!(siem.versions, ["2022-06-16", "2024-12-12"]);
    assert_eq!(siem.default_version, "2022-06-16");
    assert_eq!(catalog().product("sas").unwrap().name_zh, "云安全中心");
    assert_eq!(catalog().product("Config").unwrap().default_version, "2020-09-07");
    assert!(catalog().product("nothing").is_none());
}

#[test]
fn every_embedded_product_has_two_names_and_a_category() {
    for product in catalog().products() {
        let is_chinese = !product.name_zh.is_ascii();
        let is_named = product.name_en != product.code || matches!(product.code.as_str(), "Cdn" | "Tag");
        assert!(is_chinese || product.name_en.contains("PolarDB"), "{}: {}", product.code, product.name_zh);
        assert!(is_named && product.category.is_some(), "{}: {}", product.code, product.name_en);
    }
    println!("{} products", catalog().products().count());
    assert_eq!(catalog().product("sasti").unwrap().name_zh, "威胁情报");
}

#[test]
fn the_seed_operation_has_its_parameters() {
    let op = catalog().operation("cloud-siem", None, "ListAutomateResponseConfigs").unwrap();

    let page = op.param("CurrentPage").unwrap();
    assert_eq!((page.required, page.place, &page.shape), (true, ParamPlace::Form, &Shape::Int64));
    assert_eq!(op.param("RegionId").unwrap().choices, ["cn-hangzhou", "ap-southeast-1"]);
    assert_eq!((op.style, op.method.as_str()), (ApiStyle::Rpc, "POST"));
    assert_eq!(op.access.level, Level::List);
    assert_eq!(op.title_zh.as_deref(), Some("查询自动响应规则列表"));
    assert_eq!(op.source, "alibabacloud-cloud-siem20220616 6.3.0");
    let page = "api/cloud-siem/2022-06-16/ListAutomateResponseConfigs";
    assert_eq!(op.reference().en, format!("https://api.alibabacloud.com/{page}"));
    assert_eq!(op.reference().zh, format!("https://api.aliyun.com/{page}"));
}

#[test]
fn an_operation_of_another_version_is_found_without_naming_the_version() {
    let op = catalog().operation("cloud-siem", None, "listresponserules").unwrap();

    assert_eq!((op.name.as_str(), op.version.as_str()), ("ListResponseRules", "2024-12-12"));
    assert!(catalog().operation("cloud-siem", Some("2022-06-16"), "ListResponseRules").is_none());
}

#[test]
fn a_path_operation_keeps_path_host_and_body() {
    let op = catalog().operation("Sls", None, "GetLogStore").unwrap();

    assert_eq!((op.style, op.path.as_str()), (ApiStyle::Roa, "/logstores/{logstore}"));
    assert_eq!(op.param("project").unwrap().place, ParamPlace::Host);
    assert!(op.param("logstore").unwrap().required);
}

#[test]
fn every_title_belongs_to_an_operation() {
    let all =
        titles().0.iter().flat_map(|(product, of)| of.keys().map(move |operation| (product, operation)));
    let all: Vec<(&String, &String)> = all.collect();
    println!("{} titles of our own", all.len());
    assert!(all.len() >= 60);
    for (product, operation) in all {
        let key = &format!("{product}/{operation}");
        let versions = &catalog().product(product).expect(key).versions;
        let known = versions
            .iter()
            .any(|version| catalog().operations(product, Some(version)).iter().any(|o| &o.name == operation));
        assert!(known, "{key}");
    }
}
