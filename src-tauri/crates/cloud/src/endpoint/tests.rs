//! Tests of the recommendation on the embedded table.

use super::*;

fn public(product: &str, region: &str) -> Recommendation {
    recommend(product, Some(region), Network::Public)
}

#[test]
fn the_known_traps_are_answered_right() {
    let right = [
        ("Sas", "cn-hangzhou", "tds.cn-shanghai.aliyuncs.com"),
        ("Sas", "us-west-1", "tds.ap-southeast-1.aliyuncs.com"),
        ("Ecs", "cn-hangzhou", "ecs.cn-hangzhou.aliyuncs.com"),
        ("Ram", "cn-hangzhou", "ram.aliyuncs.com"),
        ("Ram", "xx-nowhere-1", "ram.aliyuncs.com"),
        ("Cloudfw", "cn-hangzhou", "cloudfw.aliyuncs.com"),
        ("Cloudfw", "ap-southeast-1", "cloudfw.ap-southeast-1.aliyuncs.com"),
        ("Cms", "cn-hangzhou", "metrics.cn-hangzhou.aliyuncs.com"),
        ("Sls", "cn-hangzhou", "cn-hangzhou.log.aliyuncs.com"),
        ("waf-openapi", "cn-hangzhou", "wafopenapi.cn-hangzhou.aliyuncs.com"),
        ("Dds", "cn-hangzhou", "mongodb.aliyuncs.com"),
        ("Rds", "cn-hangzhou", "rds.aliyuncs.com"),
        ("sophonsoar", "cn-shanghai", "sophonsoar.aliyuncs.com"),
        ("cloud-siem", "cn-shanghai", "cloud-siem.cn-shanghai.aliyuncs.com"),
    ];
    for (product, region, host) in right {
        assert_eq!(public(product, region).host, host, "{product} in {region}");
    }
}

#[test]
fn each_rule_says_its_name() {
    assert_eq!(public("Ecs", "cn-hangzhou").rule, EndpointRule::Region);
    assert_eq!(public("sophonsoar", "cn-shanghai").rule, EndpointRule::Global);
    assert_eq!(public("ResourceManager", "xx-nowhere-1").rule, EndpointRule::Shared);
    let template = public("Ecs", "xx-new-1");
    assert_eq!(
        (template.host.as_str(), template.rule),
        ("ecs.xx-new-1.aliyuncs.com", EndpointRule::Template)
    );
    let guess = public("Unheard", "cn-beijing");
    assert_eq!((guess.host.as_str(), guess.rule), ("unheard.cn-beijing.aliyuncs.com", EndpointRule::Guess));
}

#[test]
fn without_a_region_the_central_host_or_the_usual_region_is_taken() {
    let siem = recommend("cloud-siem", None, Network::Public);
    assert_eq!(
        (siem.host.as_str(), siem.rule),
        ("cloud-siem.cn-shanghai.aliyuncs.com", EndpointRule::Global)
    );
    assert_eq!(siem.region, None);
    assert_eq!(siem.alternatives.len(), 1);
    let ecs = recommend("Ecs", Some("  "), Network::Public);
    assert_eq!(ecs.region.as_deref(), Some("cn-hangzhou"));
    assert_eq!(recommend("Sts", Some("public"), Network::Public).host, "sts.aliyuncs.com");
}

#[test]
fn inside_a_virtual_network_the_vpc_host_is_taken_when_there_is_one() {
    let inside = recommend("Ecs", Some("cn-hangzhou"), Network::Vpc);
    assert_eq!(inside.host, "ecs-vpc.cn-hangzhou.aliyuncs.com");
    let none = recommend("Oss", Some("cn-hangzhou"), Network::Vpc);
    assert_eq!((none.host.as_str(), none.network), ("oss-cn-hangzhou.aliyuncs.com", Network::Public));
}

#[test]
fn every_listed_pair_is_recommended_as_the_vendor_lists_it() {
    let (mut public, mut vpc) = (0, 0);
    for row in table().products.values() {
        for (hosts, network, count) in
            [(&row.endpoints, Network::Public, &mut public), (&row.vpc_endpoints, Network::Vpc, &mut vpc)]
        {
            for (template, region) in hosts.iter().flat_map(|(t, rs)| rs.iter().map(move |r| (t, r))) {
                let found = recommend(&row.code, Some(region), network);
                assert_eq!(found.host, fill(template, region), "{} {region}", row.code);
                assert!(is_official_host(&found.host));
                *count += 1;
            }
        }
    }
    println!("{public} public pairs, {vpc} VPC pairs");
    assert!(public > 2_500 && vpc > 1_000);
}

#[test]
fn hosts_are_told_apart() {
    assert!(is_official_host("CLOUD-SIEM.cn-shanghai.aliyuncs.com."));
    assert!(is_official_host("sts.aliyuncs.com"));
    for foreign in
        ["evil.example.com", "ecs.cn-hangzhou.aliyuncs.com.evil.example", "ecs.evil.aliyuncs.com", ""]
    {
        assert!(!is_official_host(foreign), "{foreign}");
    }
    assert!(is_host_of("Sas", "tds.cn-shanghai.aliyuncs.com"));
    assert!(!is_host_of("Sas", "sts.aliyuncs.com"));
    assert_eq!(hosts_of("sophonsoar").len(), 3);
}

#[test]
fn the_region_of_a_host_is_known_when_it_is_one() {
    assert_eq!(region_of_host("Ecs", "ecs.cn-beijing.aliyuncs.com").as_deref(), Some("cn-beijing"));
    assert_eq!(region_of_host("Cloudfw", "cloudfw.aliyuncs.com"), None);
    assert!(regions_of_host("Sas", "tds.cn-shanghai.aliyuncs.com").contains(&"cn-beijing".to_owned()));
}

#[test]
fn regions_have_both_names() {
    let regions = regions();
    assert!(regions.iter().all(|region| region.id != PSEUDO_REGION && region.name_en != region.name_zh));
    let hangzhou = regions.iter().find(|region| region.id == "cn-hangzhou").unwrap();
    assert_eq!(hangzhou.name_zh, "华东1（杭州）");
}
