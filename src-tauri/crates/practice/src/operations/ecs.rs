//! `Ecs` 2014-05-26: servers and security groups, paged by number or by cursor.
//!
//! With `MaxResults` or `NextToken` the answer has a cursor and no total, without them numbers and a total.

use serde_json::{Map, Value, json};

use super::Answer;
use crate::call::Call;
use crate::paging::{self, PageFields, put};
use crate::refusal::Refusal;
use crate::seed::{self, Group, Instances, uuid_of};
use crate::state::State;
use crate::text::Lang;

const PAGES: PageFields = PageFields {
    numbers: Some(("PageNumber", "PageSize")),
    cursor: Some(("NextToken", "MaxResults")),
    default_size: 10,
    max_size: 100,
};

pub(super) fn instances(call: &Call<'_>, _state: &mut State) -> Answer {
    let region = known_region(call)?;
    let ids = call.json_list("InstanceIds")?;
    let here = seed::seed().places.instances.iter().filter(|instances| instances.region == region);
    let rows = here
        .flat_map(|instances| (0..instances.count).map(|index| instance(instances, index)))
        .filter(|row| ids.as_ref().is_none_or(|ids| ids.contains(&row["InstanceId"])))
        .filter(|row| {
            call.passes("Status", |status| row["Status"] == status)
                && call.passes("InstanceName", |name| matches(name, row["InstanceName"].as_str()))
                && call.passes("SecurityGroupId", |id| row["SecurityGroupIds"]["SecurityGroupId"][0] == id)
        })
        .collect();
    paged(call, rows, |rows| ("Instances", json!({"Instance": rows})))
}

pub(super) fn security_groups(call: &Call<'_>, _state: &mut State) -> Answer {
    let region = known_region(call)?;
    let ids = call.json_list("SecurityGroupIds")?;
    let groups = seed::seed().places.groups.iter().enumerate();
    let rows = groups
        .map(|(index, group)| security_group(&region, index, group, call.lang))
        .filter(|row| ids.as_ref().is_none_or(|ids| ids.contains(&row["SecurityGroupId"])))
        .filter(|row| {
            call.passes("SecurityGroupId", |id| row["SecurityGroupId"] == id)
                && call.passes("SecurityGroupName", |name| row["SecurityGroupName"] == name)
        })
        .collect();
    let mut answer = paged(call, rows, |rows| ("SecurityGroups", json!({"SecurityGroup": rows})))?;
    answer.insert("RegionId".to_owned(), json!(region));
    Ok(answer)
}

fn paged(
    call: &Call<'_>,
    rows: Vec<Value>,
    wrap: impl Fn(Vec<Value>) -> (&'static str, Value),
) -> Result<Map<String, Value>, Refusal> {
    let page = paging::cut(call, &PAGES, rows)?;
    let mut answer = Map::new();
    match page.number {
        Some(number) => {
            answer.insert("PageNumber".to_owned(), json!(number));
            answer.insert("PageSize".to_owned(), json!(page.size));
            put(&mut answer, "TotalCount", page.total);
        }
        // The end of scrolling is an empty cursor here, not a missing one.
        None => put(&mut answer, "NextToken", page.next.or_else(|| Some(json!("")))),
    }
    let (name, rows) = wrap(page.rows);
    answer.insert(name.to_owned(), rows);
    Ok(answer)
}

fn known_region(call: &Call<'_>) -> Result<String, Refusal> {
    let region = call.needed("RegionId")?;
    if seed::seed().places.regions.iter().any(|known| known == region) {
        return Ok(region.to_owned());
    }
    Err(Refusal::new(404, "InvalidRegionId.NotFound", format!("There is no region {region}.")))
}

/// Names may be asked for with `*` at either end.
fn matches(pattern: &str, name: Option<&str>) -> bool {
    let name = name.unwrap_or_default();
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(_), Some(_)) => name.contains(pattern.trim_matches('*')),
        (Some(end), None) => name.ends_with(end),
        (None, Some(start)) => name.starts_with(start),
        (None, None) => name == pattern,
    }
}

fn instance(instances: &Instances, index: usize) -> Value {
    let region = &instances.region;
    let name = &instances.names[index % instances.names.len()];
    let place = index + 1;
    let id = |kind: &str| uuid_of(kind, &format!("{region}/{index}")).replace('-', "");
    let is_public = name == "web" || name == "edge";
    let public: Vec<String> = is_public.then(|| format!("203.0.113.{}", place + 100)).into_iter().collect();
    json!({
        "InstanceId": format!("i-{}", &id("instance")[..20]),
        "InstanceName": format!("{name}-{place:02}"),
        "HostName": format!("{name}-{place:02}"),
        "RegionId": region,
        "ZoneId": format!("{region}-{}", if index.is_multiple_of(2) { "a" } else { "b" }),
        "Status": if index % 7 == 6 { "Stopped" } else { "Running" },
        "InstanceType": if name == "db" { "ecs.r7.xlarge" } else { "ecs.g7.large" },
        "Cpu": if name == "db" { 4 } else { 2 },
        "Memory": if name == "db" { 32768 } else { 8192 },
        "OSType": "linux",
        "OSName": "Debian 12",
        "InstanceNetworkType": "vpc",
        "InstanceChargeType": "PostPaid",
        "CreationTime": Call::utc_time(seed::moment(index * 45)),
        "PublicIpAddress": {"IpAddress": public},
        "VpcAttributes": {
            "VpcId": format!("vpc-{}", &uuid_of("vpc", region)[..8]),
            "VSwitchId": format!("vsw-{}", &id("switch")[..8]),
            "PrivateIpAddress": {"IpAddress": [format!("192.0.2.{place}")]},
        },
        "SecurityGroupIds": {"SecurityGroupId": [group_id(region, index % seed::seed().places.groups.len())]},
        "Tags": {"Tag": [{"TagKey": "owner", "TagValue": format!("team-{name}")}]},
        "DeletionProtection": name == "db",
    })
}

fn security_group(region: &str, index: usize, group: &Group, lang: Lang) -> Value {
    json!({
        "SecurityGroupId": group_id(region, index),
        "SecurityGroupName": group.name,
        "Description": group.about.of(lang),
        "SecurityGroupType": "normal",
        "VpcId": format!("vpc-{}", &uuid_of("vpc", region)[..8]),
        "CreationTime": Call::utc_time(seed::moment(index * 30)),
        "RuleCount": index % 6 + 1,
        "ServiceManaged": false,
        "Tags": {"Tag": []},
    })
}

fn group_id(region: &str, index: usize) -> String {
    format!("sg-{}", &uuid_of("group", &format!("{region}/{index}")).replace('-', "")[..20])
}
