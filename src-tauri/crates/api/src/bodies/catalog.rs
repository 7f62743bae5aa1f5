//! The catalogue: products, operations, endpoints, permissions.

use std::sync::Arc;

use soarboard_cloud::catalog::{AccessLevel, Catalog, Level, Operation, OperationSummary, Scope, Standing};
use soarboard_cloud::endpoint::{self, EndpointRule, Network};
use soarboard_cloud::paging::{self, PagingDetection, PagingMode as DetectedMode, ReasonCode};
use soarboard_cloud::ram::{self, PolicyLevel};
use soarboard_model::component::PagingMode;
use soarboard_model::format::pretty;
use soarboard_model::message::Message;

use crate::app::App;
use crate::wire::{
    AccessLevelView, AccessView, EndpointAlternative, EndpointRequest, EndpointView, ErrorCode, Nothing,
    OperationHit, OperationRequest, OperationSearchRequest, OperationView, PagingView, PermissionView,
    ProductView, RegionView, StandingView, SystemPolicyView, WireError,
};

/// Most hits one search returns.
const MAX_HITS: usize = 2000;

pub(crate) async fn products(_: &Arc<App>, _: Nothing) -> Result<Vec<ProductView>, WireError> {
    Ok(product_views())
}

/// Returns the products of the catalogue.
pub fn product_views() -> Vec<ProductView> {
    let catalog = Catalog::current();
    let view = |product: &soarboard_cloud::catalog::Product| ProductView {
        code: product.code.clone(),
        name_en: product.name_en.clone(),
        name_zh: product.name_zh.clone(),
        versions: product.versions.clone(),
        default_version: product.default_version.clone(),
        category: product.category.clone().unwrap_or_default(),
        operations: catalog.count_of(&product.code, None),
        hint: product_hint(&product.code),
    };
    catalog.products().map(view).collect()
}

/// What to know before calling a product. **Source** the vendor's SOAR manual asks to use its ready component for
/// threat intelligence.
fn product_hint(code: &str) -> Option<Message> {
    let instead = "AliyunThreatIntelligence";
    code.eq_ignore_ascii_case("Sasti")
        .then(|| Message::new("catalog-product-hint-component").with("component", instead))
}

pub(crate) async fn regions(_: &Arc<App>, _: Nothing) -> Result<Vec<RegionView>, WireError> {
    let view = |region: endpoint::Region| RegionView {
        id: region.id,
        name_en: region.name_en,
        name_zh: region.name_zh,
    };
    Ok(endpoint::regions().into_iter().map(view).collect())
}

pub(crate) async fn search(
    _: &Arc<App>,
    request: OperationSearchRequest,
) -> Result<Vec<OperationHit>, WireError> {
    Ok(search_operations(&request))
}

/// Returns the operations that match, best first; those of one product by name when no text is given.
pub fn search_operations(request: &OperationSearchRequest) -> Vec<OperationHit> {
    let catalog = Catalog::current();
    let limit = request.limit.clamp(1, MAX_HITS);
    let version = (!request.version.is_empty()).then_some(request.version.as_str());
    if request.text.trim().is_empty() {
        return catalog
            .operations(&request.product, version)
            .iter()
            .take(limit)
            .map(hit_of_summary)
            .collect();
    }
    let product = (!request.product.is_empty()).then_some(request.product.as_str());
    let hits = catalog.search_in(Scope { product, version }, &request.text, limit).into_iter();
    hits.map(|hit| OperationHit {
        product: hit.product,
        version: hit.version,
        operation: hit.operation,
        title_en: hit.title_en.unwrap_or_default(),
        title_zh: hit.title_zh.unwrap_or_default(),
        access: access(hit.access),
    })
    .collect()
}

fn hit_of_summary(summary: &OperationSummary) -> OperationHit {
    OperationHit {
        product: summary.product.clone(),
        version: summary.version.clone(),
        operation: summary.name.clone(),
        title_en: summary.title_en.clone().unwrap_or_default(),
        title_zh: summary.title_zh.clone().unwrap_or_default(),
        access: access(summary.access),
    }
}

pub(crate) async fn show(_: &Arc<App>, request: OperationRequest) -> Result<OperationView, WireError> {
    find(&request.product, &request.version, &request.operation).map(|operation| operation_view(&operation))
}

/// Returns an operation of the catalogue; an empty version means the product's default.
///
/// **Errors** `BadRequest` naming what is not there.
pub fn find(product: &str, version: &str, operation: &str) -> Result<Arc<Operation>, WireError> {
    let catalog = Catalog::current();
    let wanted = (!version.is_empty()).then_some(version);
    if let Some(found) = catalog.operation(product, wanted, operation) {
        return Ok(found);
    }
    let message = match catalog.product(product) {
        None => Message::new("error-product-unknown").with("product", product),
        Some(known) if !version.is_empty() && !known.versions.iter().any(|v| v == version) => {
            Message::new("error-version-unknown")
                .with("product", product)
                .with("version", version)
                .with("versions", known.versions.join(", "))
        }
        Some(_) => {
            Message::new("error-operation-unknown").with("product", product).with("operation", operation)
        }
    };
    Err(WireError::new(ErrorCode::BadRequest, message).hint(Message::new("error-operation-unknown-hint")))
}

/// Returns everything a form needs to know about an operation.
pub fn operation_view(operation: &Operation) -> OperationView {
    let links = operation.reference();
    let mut params = operation.params.clone();
    // One mark for the form: what the vendor advises against and what it keeps for old clients is hidden alike.
    params.iter_mut().for_each(|param| param.deprecated = param.is_clutter());
    params.sort_by_key(|param| (!param.required, param.deprecated));
    OperationView {
        product: operation.product.clone(),
        version: operation.version.clone(),
        operation: operation.name.clone(),
        title_en: operation.title_en.clone().unwrap_or_default(),
        title_zh: operation.title_zh.clone().unwrap_or_default(),
        style: style_word(operation).to_owned(),
        method: operation.method.clone(),
        path: operation.path.clone(),
        access: access(operation.access),
        deprecated: operation.deprecated,
        params,
        response: operation.response.clone(),
        paging: paging_view(&paging::detect(operation)),
        doc_url_en: links.en,
        doc_url_zh: links.zh,
        source: operation.source.clone(),
        about: operation.about.clone(),
    }
}

fn style_word(operation: &Operation) -> &'static str {
    match operation.style {
        soarboard_cloud::catalog::ApiStyle::Rpc => "rpc",
        soarboard_cloud::catalog::ApiStyle::Roa => "roa",
    }
}

/// Returns what was detected about paging.
pub fn paging_view(found: &PagingDetection) -> PagingView {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let modes = match found.mode {
        DetectedMode::None => vec![PagingMode::None],
        DetectedMode::Number => vec![PagingMode::None, PagingMode::Number],
        DetectedMode::Cursor => vec![PagingMode::None, PagingMode::Cursor],
        DetectedMode::Both => vec![PagingMode::None, PagingMode::Number, PagingMode::Cursor],
    };
    let default_mode = match found.default {
        DetectedMode::Number => PagingMode::Number,
        DetectedMode::Cursor => PagingMode::Cursor,
        DetectedMode::None | DetectedMode::Both => PagingMode::None,
    };
    let size_field =
        if default_mode == PagingMode::Cursor { &found.cursor_size_field } else { &found.size_field };
    PagingView {
        modes,
        default_mode,
        page_field: text(&found.page_field),
        size_field: text(if size_field.is_some() { size_field } else { &found.size_field }),
        cursor_field: text(&found.cursor_field),
        total_path: text(&found.total_path),
        cursor_path: text(&found.cursor_path),
        rows_path: text(&found.rows_path),
        reasons: found.reasons.iter().map(|seen| reason(seen, found)).collect(),
        candidates: found.candidates.clone(),
    }
}

fn reason(seen: &paging::PagingReason, found: &PagingDetection) -> Message {
    let id = match seen.code {
        ReasonCode::NoPagingParameter => "catalog-paging-no-paging-parameter",
        ReasonCode::WritesOnce => "catalog-paging-writes-once",
        ReasonCode::PageAndSize => "catalog-paging-page-and-size",
        ReasonCode::PageWithoutSize => "catalog-paging-page-without-size",
        ReasonCode::CursorParameter => "catalog-paging-cursor-parameter",
        ReasonCode::TotalFound => "catalog-paging-total-found",
        ReasonCode::TotalMissing => "catalog-paging-total-missing",
        ReasonCode::CursorFound => "catalog-paging-cursor-found",
        ReasonCode::CursorMissing => "catalog-paging-cursor-missing",
        ReasonCode::CursorPreferred => "catalog-paging-cursor-preferred",
        ReasonCode::NumberPreferred => "catalog-paging-number-preferred",
        ReasonCode::RowsFound => "catalog-paging-rows-found",
        ReasonCode::RowsAmbiguous => "catalog-paging-rows-ambiguous",
        ReasonCode::RowsMissing => "catalog-paging-rows-missing",
    };
    let size = found.size_field.as_deref().unwrap_or_default();
    let subject = seen.subject.as_deref().unwrap_or_default();
    match seen.code {
        ReasonCode::PageAndSize => Message::new(id).with("page", subject).with("size", size),
        _ if subject.is_empty() => Message::new(id),
        _ => Message::new(id).with("subject", subject),
    }
}

/// Returns an access level in the four words of the interface.
pub fn access(access: AccessLevel) -> AccessView {
    let level = match access.level {
        Level::Get | Level::List => AccessLevelView::Read,
        Level::Create | Level::Update => AccessLevelView::Write,
        Level::Delete => AccessLevelView::Destructive,
        Level::Unknown => AccessLevelView::Unknown,
    };
    AccessView { level, standing: standing(access.standing) }
}

fn standing(standing: Standing) -> StandingView {
    match standing {
        Standing::Documented => StandingView::Documented,
        Standing::Inferred => StandingView::Inferred,
        Standing::Probable => StandingView::Probable,
        Standing::Unknown => StandingView::Unknown,
    }
}

pub(crate) async fn endpoint(_: &Arc<App>, request: EndpointRequest) -> Result<EndpointView, WireError> {
    if request.product.trim().is_empty() {
        let message = Message::new("error-product-unknown").with("product", "");
        return Err(WireError::new(ErrorCode::BadRequest, message));
    }
    Ok(endpoint_view(&request))
}

/// Returns the recommended endpoint with its reason.
pub fn endpoint_view(request: &EndpointRequest) -> EndpointView {
    let network = if request.vpc { Network::Vpc } else { Network::Public };
    let region = (!request.region.is_empty()).then_some(request.region.as_str());
    let found = endpoint::recommend(&request.product, region, network);
    let (rule, id) = match found.rule {
        EndpointRule::Region => ("region", "catalog-endpoint-region"),
        EndpointRule::Global if region.is_none() => ("global", "catalog-endpoint-global-only"),
        EndpointRule::Global => ("global", "catalog-endpoint-global"),
        EndpointRule::Shared => ("shared", "catalog-endpoint-shared"),
        EndpointRule::Template => ("template", "catalog-endpoint-template"),
        EndpointRule::Guess => ("guess", "catalog-endpoint-guess"),
    };
    let other = |a: endpoint::Alternative| EndpointAlternative { host: a.host, regions: a.regions };
    EndpointView {
        host: found.host,
        region: request.region.clone(),
        rule: rule.to_owned(),
        reason: Message::new(id).with("region", region.unwrap_or_default()),
        alternatives: found.alternatives.into_iter().map(other).collect(),
    }
}

pub(crate) async fn permission(_: &Arc<App>, request: OperationRequest) -> Result<PermissionView, WireError> {
    let operation = find(&request.product, &request.version, &request.operation)?;
    Ok(permission_of(&operation))
}

/// Returns what the execution role needs for an operation, found by its names.
pub fn permission_view(product: &str, operation: &str) -> PermissionView {
    match Catalog::current().operation(product, None, operation) {
        Some(found) => permission_of(&found),
        None => permission_from(ram::hint(product, operation)),
    }
}

/// Returns what the execution role needs for an operation.
pub fn permission_of(operation: &Operation) -> PermissionView {
    permission_from(ram::hint_of(operation))
}

fn permission_from(hint: ram::RamHint) -> PermissionView {
    let mut notes = match hint.needs_none {
        true => vec![Message::new("catalog-permission-none")],
        false => vec![
            Message::new("catalog-permission-role").with("role", &hint.role),
            Message::new("catalog-permission-not-here"),
            Message::new("catalog-permission-member"),
        ],
    };
    match (&hint.action, hint.standing) {
        _ if hint.needs_none => {}
        (None, _) => notes.insert(0, Message::new("catalog-permission-unknown")),
        (Some(_), Standing::Documented) => {}
        (Some(_), _) => notes.insert(0, Message::new("catalog-permission-rule")),
    }
    let has_read_only = hint.system_policies.iter().any(|policy| policy.level == PolicyLevel::ReadOnly);
    if hint.access.is_read() && !hint.system_policies.is_empty() && !has_read_only {
        notes.push(Message::new("catalog-permission-no-read-only"));
    }
    let policy_view = |policy: &ram::SystemPolicy| SystemPolicyView {
        name: policy.name.clone(),
        read_only: policy.level == PolicyLevel::ReadOnly,
        recommended: policy.recommended,
        standing: standing(policy.standing),
    };
    let mut system_policies: Vec<SystemPolicyView> = hint.system_policies.iter().map(policy_view).collect();
    system_policies.sort_by_key(|policy| (!policy.recommended, !policy.read_only));
    PermissionView {
        trust_policy: pretty(&hint.trust_policy),
        custom_policy: hint.least_privilege_policy.map(|policy| pretty(&policy)),
        ram_action: hint.action,
        needs_none: hint.needs_none,
        standing: standing(hint.standing),
        source: hint.source.unwrap_or_default(),
        system_policies,
        role: hint.role,
        notes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use soarboard_model::component::Shape;

    #[test]
    fn only_threat_intelligence_points_at_the_ready_component() {
        let hinted: Vec<String> =
            product_views().into_iter().filter(|view| view.hint.is_some()).map(|view| view.code).collect();

        assert_eq!(hinted, ["Sasti"]);
    }

    #[test]
    fn a_product_tells_its_category_and_how_much_it_offers() {
        let views = product_views();
        let ecs = views.iter().find(|view| view.code == "Ecs").expect("the catalogue has ECS");

        assert_eq!(ecs.category, "Computing");
        assert!(ecs.operations > 300);
    }

    #[test]
    fn an_operation_shows_what_it_answers() {
        let found = find("Sts", "", "GetCallerIdentity").expect("the catalogue has it");

        let Some(Shape::Object(fields)) = operation_view(&found).response else { panic!("no response") };
        assert!(fields.iter().any(|field| field.name == "AccountId"));
    }
}
