//! What all operations of the document have in common: the token, the headers of good answers, the ways to be refused.

use super::problem;
use utoipa::Modify;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::schema::{AnyOfBuilder, ArrayBuilder, Object, Schema, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{RefOr, Response as Described};

/// What the operations have in common: the token, and the ways to be refused.
pub(super) struct Whole;

impl Modify for Whole {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let token = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A token that was issued under Tokens. What only a person can mean takes the secret of that person's own session in \
                 its place; a demonstration takes its key."))
            .build();
        components.security_schemes.insert("token".to_owned(), RefOr::T(SecurityScheme::Http(token)));
        components.responses.extend(problem::components());
        if let Some(RefOr::T(Schema::Object(claim))) = components.schemas.get_mut("ClaimWords") {
            claim.properties.insert("published".to_owned(), published_figure());
        }
        for (_, response) in components.responses.iter_mut() {
            with_headers(response, &[REQUEST_ID]);
        }
        for item in document.paths.paths.values_mut() {
            let operations = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
            for operation in operations.into_iter().flatten() {
                name_headers(operation);
            }
        }
    }
}

/// A header of answers: its name and what it says.
type Named = (&'static str, &'static str);
const REQUEST_ID: Named = ("X-Request-Id", "Id of the request, which stands in the log too");
const ETAG: Named = ("ETag", "Version of the object, for If-Match; left out where it is not known for certain");
const LOCATION: Named = ("Location", "Address of what is new");
/// Questions about one object, whose answers carry its version.
const TAGGED: &[&str] = &[
    "description",
    "statement",
    "soa_version",
    "letter",
    "access_request",
    "answer",
    "assessment",
    "audit_programme",
    "audit_request",
    "columns_of_one",
    "control",
    "collector",
    "control_test",
    "deed",
    "deputy",
    "certification",
    "certification_body",
    "directory",
    "document",
    "engagement",
    "evidence",
    "evidence_file",
    "evidence_request",
    "exception",
    "grant",
    "holidays",
    "internal_audit",
    "nonconformity",
    "nonconformity_rules",
    "planner",
    "public_statement",
    "policy",
    "one_asked",
    "operation",
    "one_inheritance",
    "package",
    "package_file",
    "person",
    "population",
    "questionnaire",
    "register_entry",
    "position",
    "profile",
    "review",
    "review_interval",
    "risk",
    "risk_method",
    "risk_simulation",
    "sampling_profile",
    "scorecard",
    "service_facts",
    "sign_on",
    "staff_member",
    "suggestion",
    "supplier",
    "supplier_review",
    "supplier_rules",
    "token",
    "waiver",
    "webhook",
];

/// Names the headers that an operation's good answers carry.
fn name_headers(operation: &mut Operation) {
    let parameters = operation.parameters.iter().flatten();
    let changes = parameters.filter(|p| matches!(p, RefOr::T(p) if p.name == "If-Match")).count() > 0;
    let tagged = operation.operation_id.as_deref().is_some_and(|id| TAGGED.contains(&id));
    for (status, response) in operation.responses.responses.iter_mut() {
        match status.as_str() {
            "201" => with_headers(response, &[REQUEST_ID, ETAG, LOCATION]),
            "202" => with_headers(response, &[REQUEST_ID, LOCATION]),
            "200" | "206" if changes || tagged => with_headers(response, &[REQUEST_ID, ETAG]),
            _ => with_headers(response, &[REQUEST_ID]),
        }
    }
}

fn with_headers(response: &mut RefOr<Described>, names: &[Named]) {
    if let RefOr::T(response) = response {
        for (name, meaning) in names {
            let header = HeaderBuilder::new().schema(Some(Object::with_type(Type::String)));
            response.headers.insert((*name).to_owned(), header.description(Some(*meaning)).build().into());
        }
    }
}

/// A published figure is a number, a pair of them for a range, or null for a statement.
fn published_figure() -> RefOr<Schema> {
    let figure = AnyOfBuilder::new()
        .item(Object::with_type(Type::Number))
        .item(ArrayBuilder::new().items(Object::with_type(Type::Number)))
        .item(Object::with_type(Type::Null))
        .description(Some("The published figure; a pair when it is a range, null for a statement."));
    RefOr::T(figure.build().into())
}
