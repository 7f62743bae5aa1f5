//! Reads `client.py`: which operations exist, how each is called, and where each request attribute travels.
//!
//! Only the `…_with_options` functions matter; their async twins repeat them. Types and required marks live in the
//! data classes (`models.rs`).

use super::text::{between, identifier, last_name};

/// One operation as `client.py` tells it.
#[derive(Debug, Default)]
pub struct Operation {
    /// Operation name, e.g. `DescribeInstances`.
    pub name: String,
    /// API version.
    pub version: String,
    /// `RPC` or `ROA`.
    pub style: String,
    /// HTTP method.
    pub method: String,
    /// Path with `{name}` places.
    pub path: String,
    /// Class of the request, when there is one.
    pub request: Option<String>,
    /// Class of real headers, when there is one.
    pub headers: Option<String>,
    /// Class of the answer.
    pub response: String,
    /// Attributes in the order the function names them.
    pub inputs: Vec<Input>,
    /// Whether every request attribute travels in the query although none is named.
    pub all_in_query: bool,
    /// Whether the wheel says that the operation is no longer advised.
    pub deprecated: bool,
}

/// One request attribute and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Name on the wire; of a whole body, which has none there, the attribute's.
    pub wire: String,
    /// Python attribute in the request class; the argument itself for path and host.
    pub attribute: String,
    /// Where it travels.
    pub place: Place,
    /// `json` or `simple` when the list is written as one text, `whole` when it is the body although not called so.
    pub style: Option<String>,
}

/// Where an input travels; the order is the order in the written facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// `{name}` in the path.
    Path,
    /// First label of the host.
    Host,
    /// Request header.
    Header,
    /// Query string.
    Query,
    /// Form field.
    Form,
    /// JSON body, or a top-level key of it.
    Body,
}

impl Place {
    /// All places in writing order.
    pub const ALL: [Place; 6] =
        [Place::Path, Place::Host, Place::Header, Place::Query, Place::Form, Place::Body];

    /// Returns the key of the place in the written facts.
    pub fn key(self) -> &'static str {
        match self {
            Place::Path => "path_params",
            Place::Host => "host",
            Place::Header => "header",
            Place::Query => "query",
            Place::Form => "form",
            Place::Body => "body",
        }
    }
}

/// Returns the operations of a `client.py`.
///
/// # Errors
/// A function that lacks its action, version, method or answer class: the generator changed, and silence would lose
/// operations.
pub fn operations(client: &str) -> Result<Vec<Operation>, String> {
    let mut found = Vec::new();
    let mut lines = client.lines().peekable();
    while let Some(line) = lines.next() {
        if !is_operation_head(line) {
            continue;
        }
        let mut body = Vec::new();
        while let Some(next) =
            lines.next_if(|l| !l.starts_with("    def ") && !l.starts_with("    async def "))
        {
            body.push(next);
        }
        // Side calls of the SDK itself (upload helpers) have no `Params`.
        if body.iter().any(|l| l.contains("Params(")) {
            found.push(operation(&body).map_err(|e| format!("{}: {e}", line.trim()))?);
        }
    }
    Ok(found)
}

fn is_operation_head(line: &str) -> bool {
    line.strip_prefix("    def ").is_some_and(|rest| rest.ends_with("_with_options("))
}

fn operation(body: &[&str]) -> Result<Operation, String> {
    let mut op = Operation::default();
    let mut arguments = Vec::new();
    let mut styles = Vec::new();
    let mut body_kind = String::new();
    for line in body {
        let line = line.trim();
        if let Some(class) = answer_class(line) {
            op.response = class.to_owned();
        } else if op.response.is_empty() {
            read_argument(&mut op, &mut arguments, line);
        } else if let Some(style) = specified_style(line) {
            styles.push(style);
        } else if let Some((key, value)) = setting(line) {
            match key {
                "action" => op.name = value.to_owned(),
                "version" => op.version = value.to_owned(),
                "style" => op.style = value.to_owned(),
                "method" => op.method = value.to_owned(),
                "pathname" => op.path = path_template(value),
                "req_body_type" => body_kind = value.to_owned(),
                _ => {}
            }
        } else {
            read_assignment(&mut op, line);
        }
        op.deprecated |= line.starts_with("@deprecated");
    }
    if op.name.is_empty() || op.version.is_empty() || op.method.is_empty() || op.response.is_empty() {
        return Err("action, version, method or answer class not found".to_owned());
    }
    finish_inputs(&mut op, &arguments, &styles, &body_kind);
    Ok(op)
}

/// `) -> main_models.XResponse:`
fn answer_class(line: &str) -> Option<&str> {
    Some(last_name(line.strip_prefix(") -> ")?.strip_suffix(':')?))
}

fn read_argument(op: &mut Operation, arguments: &mut Vec<String>, line: &str) {
    let Some((name, class)) = line.trim_end_matches(',').split_once(": ") else { return };
    match name {
        "request" | "tmp_req" => op.request = Some(last_name(class).to_owned()),
        "headers" if class.contains("odels.") => op.headers = Some(last_name(class).to_owned()),
        "headers" | "runtime" => {}
        other => arguments.push(other.to_owned()),
    }
}

/// `request.tags_shrink = Utils.array_to_string_with_specified_style(tmp_req.tags, 'Tags', 'json')`
fn specified_style(line: &str) -> Option<(String, String, String)> {
    let (target, call) = line.split_once(" = ")?;
    let call = &call[call.find("array_to_string_with_specified_style(")?..];
    let shrunk = target.strip_prefix("request.")?.to_owned();
    let attribute = identifier(&call[call.find("tmp_req.")? + "tmp_req.".len()..]).to_owned();
    let style = call.rsplit('\'').nth(1)?.to_owned();
    Some((shrunk, attribute, style))
}

/// `action = 'X',` in either generator's spacing; `f'…'` counts too.
fn setting(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once('=')?;
    let key = key.trim();
    if identifier(key) != key {
        return None;
    }
    let value = value.trim().trim_end_matches(',');
    let value = value.strip_prefix('f').unwrap_or(value);
    Some((key, value.strip_prefix('\'')?.strip_suffix('\'')?))
}

/// `/clusters/{DaraURL.percent_encode(cluster_id)}` becomes `/clusters/{cluster_id}`.
fn path_template(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, tail) = after.split_once('}').unwrap_or((after, ""));
        let name = inside.rsplit('(').next().unwrap_or(inside).trim_end_matches(')');
        out.push_str(before);
        out.push('{');
        out.push_str(name);
        out.push('}');
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn read_assignment(op: &mut Operation, line: &str) {
    let targets = [
        ("query['", Place::Query),
        ("body['", Place::Body),
        ("body_flat['", Place::Form),
        ("host_map['", Place::Host),
        ("real_headers['", Place::Header),
    ];
    for (start, place) in targets {
        let Some(rest) = line.strip_prefix(start) else { continue };
        let Some((wire, value)) = rest.split_once("'] = ") else { return };
        let value = value.strip_prefix("str(").unwrap_or(value);
        let value =
            value.strip_prefix("request.").or_else(|| value.strip_prefix("headers.")).unwrap_or(value);
        push(op, wire, identifier(value), place);
        return;
    }
    if line.contains("Utils.query(request.to_map())")
        || line.contains("Client.query(UtilClient.to_map(request))")
    {
        op.all_in_query = true;
    }
    if let Some(value) = line.strip_prefix("body = ").or_else(|| line.strip_prefix("body="))
        && let Some((_, attribute)) = value.split_once("request.")
    {
        push_whole_body(op, identifier(attribute));
    }
    if let Some(attribute) =
        between(line, "stream = request.", ",").or_else(|| between(line, "stream=request.", ","))
    {
        push(op, "body", attribute, Place::Body);
    }
}

/// `body = Utils.to_array(request.addons)`: one attribute is the whole body, usually but not always called so.
fn push_whole_body(op: &mut Operation, attribute: &str) {
    push(op, attribute, attribute, Place::Body);
    let pushed = op.inputs.iter_mut().find(|input| input.place == Place::Body && input.wire == attribute);
    if let Some(input) = pushed.filter(|_| attribute != "body") {
        input.style = Some("whole".to_owned());
    }
}

fn push(op: &mut Operation, wire: &str, attribute: &str, place: Place) {
    if op.inputs.iter().all(|input| input.wire != wire || input.place != place) {
        let (wire, attribute) = (wire.to_owned(), attribute.to_owned());
        op.inputs.push(Input { wire, attribute, place, style: None });
    }
}

fn finish_inputs(
    op: &mut Operation,
    arguments: &[String],
    styles: &[(String, String, String)],
    body_kind: &str,
) {
    for input in &mut op.inputs {
        if let Some((_, attribute, style)) = styles.iter().find(|(shrunk, ..)| *shrunk == input.attribute) {
            input.attribute.clone_from(attribute);
            input.style = Some(style.clone());
        }
        if input.place == Place::Body && body_kind == "formData" {
            input.place = Place::Form;
        }
    }
    for argument in arguments {
        if op.path.contains(&format!("{{{argument}}}")) {
            push(op, argument, argument, Place::Path);
        }
    }
    op.inputs.sort_by_key(|input| input.place);
}

#[cfg(test)]
mod tests {
    use super::*;

    const RPC: &str = "
    def list_tags_with_options(
        self,
        tmp_req: main_models.ListTagsRequest,
        runtime: RuntimeOptions,
    ) -> main_models.ListTagsResponse:
        tmp_req.validate()
        request = main_models.ListTagsShrinkRequest()
        Utils.convert(tmp_req, request)
        if not DaraCore.is_null(tmp_req.tags):
            request.tags_shrink = Utils.array_to_string_with_specified_style(tmp_req.tags, 'Tags', 'json')
        query = {}
        if not DaraCore.is_null(request.tags_shrink):
            query['Tags'] = request.tags_shrink
        body = {}
        if not DaraCore.is_null(request.lang):
            body['Lang'] = request.lang
        req = open_api_util_models.OpenApiRequest(
            query = Utils.query(query),
            body = Utils.parse_to_map(body)
        )
        params = open_api_util_models.Params(
            action = 'ListTags',
            version = '2022-06-16',
            pathname = '/',
            method = 'POST',
            style = 'RPC',
            req_body_type = 'formData',
        )
    async def list_tags_with_options_async(
";

    #[test]
    fn an_rpc_operation_keeps_places_and_styles() {
        let op = &operations(RPC).unwrap()[0];

        assert_eq!((op.name.as_str(), op.method.as_str(), op.style.as_str()), ("ListTags", "POST", "RPC"));
        assert_eq!(op.request.as_deref(), Some("ListTagsRequest"));
        assert_eq!(op.inputs[0].attribute, "tags");
        assert_eq!(op.inputs[0].style.as_deref(), Some("json"));
        assert_eq!((op.inputs[1].wire.as_str(), op.inputs[1].place), ("Lang", Place::Form));
    }

    #[test]
    fn a_whole_body_is_kept_whatever_its_name() {
        let assigned = |value: &str| {
            let roa = RPC.replace("        body = {}\n", &format!("        body = {value}\n"));
            let op = operations(&roa.replace("'formData'", "'json'")).unwrap().remove(0);
            let whole =
                op.inputs.into_iter().find(|input| input.place == Place::Body && input.wire != "Lang");
            whole.map(|input| (input.wire, input.attribute, input.style))
        };
        let read = |name: &str, style: Option<&str>| {
            Some((name.to_owned(), name.to_owned(), style.map(str::to_owned)))
        };

        assert_eq!(assigned("request.body"), read("body", None));
        assert_eq!(assigned("Utils.parse_to_map(request.body)"), read("body", None));
        assert_eq!(assigned("Utils.to_array(request.addons)"), read("addons", Some("whole")));
        assert_eq!(assigned("DaraCore.merge({}, body, Utils.query(body_flat))"), None);
    }

    #[test]
    fn a_path_template_loses_the_encoding_call() {
        assert_eq!(path_template("/a/{DaraURL.percent_encode(b_c)}/d?e=f"), "/a/{b_c}/d?e=f");
    }

    #[test]
    fn a_function_without_version_is_an_error() {
        let broken = RPC.replace("            version = '2022-06-16',\n", "");

        assert!(operations(&broken).is_err());
    }
}
