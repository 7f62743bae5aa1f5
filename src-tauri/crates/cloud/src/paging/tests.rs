//! Tests of the detection on the embedded catalogue.

use super::*;
use crate::catalog::Catalog;

fn seen(product: &str, operation: &str) -> PagingDetection {
    detect(&Catalog::embedded().operation(product, None, operation).unwrap())
}

fn text(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("-")
}

#[test]
fn response_rules_are_paged_by_number() {
    let seen = seen("cloud-siem", "ListAutomateResponseConfigs");

    assert_eq!((seen.mode, seen.default), (PagingMode::Number, PagingMode::Number));
    assert_eq!((text(&seen.page_field), text(&seen.size_field)), ("CurrentPage", "PageSize"));
    assert_eq!(text(&seen.total_path), ".Data.PageInfo.TotalCount");
    assert_eq!(text(&seen.rows_path), ".Data.ResponseData");
    assert_eq!((seen.cursor_field, seen.cursor_path), (None, None));
    let codes: Vec<ReasonCode> = seen.reasons.iter().map(|reason| reason.code).collect();
    assert_eq!(codes, [ReasonCode::PageAndSize, ReasonCode::TotalFound, ReasonCode::RowsFound]);
}

#[test]
fn entities_with_playbooks_are_paged_by_number() {
    let seen = seen("cloud-siem", "DescribeDisposeAndPlaybook");

    assert_eq!(seen.mode, PagingMode::Number);
    assert_eq!((text(&seen.page_field), text(&seen.size_field)), ("CurrentPage", "PageSize"));
    assert_eq!(text(&seen.total_path), ".Data.PageInfo.TotalCount");
    assert_eq!(text(&seen.rows_path), ".Data.ResponseData");
}

#[test]
fn audit_events_are_scrolled() {
    let seen = seen("Actiontrail", "LookupEvents");

    assert_eq!((seen.mode, seen.default), (PagingMode::Cursor, PagingMode::Cursor));
    assert_eq!((text(&seen.cursor_field), text(&seen.cursor_size_field)), ("NextToken", "MaxResults"));
    assert_eq!((text(&seen.cursor_path), text(&seen.rows_path)), (".NextToken", ".Events"));
    assert_eq!(seen.page_field, None);
}

#[test]
fn instances_offer_both_and_the_cursor_is_preferred() {
    let seen = seen("Ecs", "DescribeInstances");

    assert_eq!((seen.mode, seen.default), (PagingMode::Both, PagingMode::Cursor));
    assert_eq!((text(&seen.page_field), text(&seen.size_field)), ("PageNumber", "PageSize"));
    assert_eq!((text(&seen.cursor_field), text(&seen.cursor_size_field)), ("NextToken", "MaxResults"));
    assert_eq!((text(&seen.total_path), text(&seen.cursor_path)), (".TotalCount", ".NextToken"));
    assert_eq!(text(&seen.rows_path), ".Instances.Instance");
}

#[test]
fn users_are_scrolled_by_marker() {
    let seen = seen("Ram", "ListUsers");

    assert_eq!(
        (seen.mode, text(&seen.cursor_field), text(&seen.cursor_path)),
        (PagingMode::Cursor, "Marker", ".Marker")
    );
    assert_eq!((text(&seen.cursor_size_field), text(&seen.rows_path)), ("MaxItems", ".Users.User"));
}

#[test]
fn an_operation_without_pages_says_so() {
    let seen = seen("Sts", "GetCallerIdentity");

    assert_eq!((seen.mode, seen.default), (PagingMode::None, PagingMode::None));
    assert_eq!(seen.reasons[0].code, ReasonCode::NoPagingParameter);
    assert_eq!((seen.total_path, seen.rows_path), (None, None));
}

#[test]
fn a_writing_operation_is_never_walked() {
    let seen = seen("cloud-siem", "DeleteResponseRule");

    assert_eq!((seen.mode, seen.default), (PagingMode::None, PagingMode::None));
    assert!(seen.reasons.iter().any(|reason| reason.code == ReasonCode::WritesOnce));
    assert_eq!((seen.cursor_field, seen.page_field), (None, None));
}

#[test]
fn rows_are_named_after_the_operation_or_left_open() {
    assert_eq!(
        text(&seen("ResourceManager", "ListResourceGroupsWithAuthDetails").rows_path),
        ".ResourceGroups"
    );
    assert_eq!(text(&seen("ResourceCenter", "SearchResources").rows_path), ".Resources");
    let open = seen("Slb", "DescribeAccessControlListAttribute");
    assert_eq!(open.rows_path, None);
    assert!(open.row_candidates.len() > 1);
    assert!(open.reasons.iter().any(|reason| reason.code == ReasonCode::RowsAmbiguous));
}

#[test]
fn most_pageable_operations_are_understood() {
    let catalog = Catalog::embedded();
    let (mut paged, mut totals, mut scrolled, mut cursors, mut rows, mut pageable) = (0, 0, 0, 0, 0, 0);
    for product in catalog.products() {
        for version in &product.versions {
            for summary in catalog.operations(&product.code, Some(version)) {
                let operation = catalog.operation(&product.code, Some(version), &summary.name).unwrap();
                let seen = detect(&operation);
                let by_number = matches!(seen.mode, PagingMode::Number | PagingMode::Both);
                let by_cursor = matches!(seen.mode, PagingMode::Cursor | PagingMode::Both);
                paged += usize::from(by_number);
                totals += usize::from(by_number && seen.total_path.is_some());
                scrolled += usize::from(by_cursor);
                cursors += usize::from(by_cursor && seen.cursor_path.is_some());
                pageable += usize::from(seen.mode != PagingMode::None);
                rows += usize::from(seen.mode != PagingMode::None && seen.rows_path.is_some());
            }
        }
    }
    println!("totals {totals}/{paged}, cursors {cursors}/{scrolled}, rows {rows}/{pageable}");
    assert!(totals * 100 >= paged * 90);
    assert!(cursors * 100 >= scrolled * 95);
    assert!(rows * 100 >= pageable * 90);
}
