//! The OpenAPI document: the list of all operations, made from the operations themselves.

use super::call::Call;
use super::problem::{self, ProblemDetails, Refused};
use super::{
    assessments, claims, compare, controls, coverage, documents, gap, import, inheritance, items, ledger, links,
    organisations, suggestions,
};
use crate::serve::Doors;
use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn, PathItem};
use utoipa::openapi::schema::{AnyOfBuilder, ArrayBuilder, Object, Schema, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/api/v1/openapi.json", get(openapi))
}

/// This document.
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    tag = "document",
    responses((status = 200, description = "The OpenAPI document", body = Object), Refused)
)]
async fn openapi(_call: Call) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], text().to_owned()).into_response()
}

/// The whole document as text.
fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        let mut text = Document::openapi().to_pretty_json().unwrap_or_default();
        text.push('\n');
        text
    })
}

/// One security programme that serves a SOC 2 examination and ISO/IEC 27001 certification from the same controls.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Tickmark HTTP API",
        description = "One security programme that serves a SOC 2 examination and ISO/IEC 27001 certification from the \
            same controls. Coverage counts what a mapping reaches; it is never readiness. Every refusal is problem \
            details (RFC 9457)."
    ),
    modifiers(&Whole),
    security(("token" = [])),
    components(schemas(ProblemDetails)),
    tags(
        (name = "library", description = "The library alone speaks: frameworks, crosswalks, published claims"),
        (name = "reading", description = "What an organisation's controls carry over, and what is missing"),
        (name = "documents", description = "The library documents that an organisation has adopted"),
        (name = "controls", description = "The organisation's own controls and their links"),
        (name = "programme", description = "Scope, judgements, steps, inheritance, suggestions"),
        (name = "ledger", description = "History, checks, signed checkpoints, export"),
        (name = "document", description = "This document"),
    ),
    paths(
        openapi,
        organisations::organisations,
        organisations::create_organisation,
        organisations::profile,
        organisations::set_profile,
        coverage::library_coverage,
        coverage::library_reverse,
        coverage::library_what_if,
        coverage::coverage,
        coverage::reverse,
        coverage::what_if,
        gap::library_gap,
        gap::library_gap_xlsx,
        gap::library_gap_csv,
        gap::library_gap_of_file,
        gap::gap,
        gap::gap_xlsx,
        gap::gap_csv,
        claims::library_claims,
        claims::claims,
        items::library_item,
        items::item,
        compare::library_comparison,
        compare::comparison,
        compare::library_reuse,
        compare::reuse,
        documents::library_documents,
        documents::library_document,
        documents::library_document_file,
        documents::library_check_document,
        documents::library_document_difference,
        documents::documents,
        documents::document,
        documents::check_document,
        documents::document_difference,
        documents::adopt_document_file,
        documents::adopt_document,
        controls::controls,
        controls::add_control,
        controls::control,
        controls::revise_control,
        controls::retire_control,
        links::link_control,
        links::unlink_control,
        controls::duplicates,
        import::import_controls,
        import::columns,
        import::save_columns,
        inheritance::inheritance,
        inheritance::record_inheritance,
        inheritance::withdraw_inheritance,
        suggestions::library_suggestions,
        suggestions::suggestions,
        suggestions::decide_suggestion,
        assessments::assessments,
        assessments::assess_item,
        assessments::record_step,
        assessments::undo_step,
        ledger::history,
        ledger::verify,
        ledger::verify_against,
        ledger::checkpoint,
        ledger::export_ledger,
    )
)]
struct Document;

/// What the operations have in common: the token, and the ways to be refused.
struct Whole;

impl Modify for Whole {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let token = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("The token that was printed when the server started."))
            .build();
        components.security_schemes.insert("token".to_owned(), RefOr::T(SecurityScheme::Http(token)));
        components.responses.extend(problem::components());
        if let Some(RefOr::T(Schema::Object(claim))) = components.schemas.get_mut("ClaimWords") {
            claim.properties.insert("published".to_owned(), published_figure());
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

/// The names that the query of an operation may hold.
pub(super) fn allowed_query(method: &str, path: &str) -> &'static [String] {
    static ALLOWED: OnceLock<BTreeMap<(String, &'static str), Vec<String>>> = OnceLock::new();
    let allowed = ALLOWED.get_or_init(|| {
        let paths = Document::openapi().paths.paths;
        paths.into_iter().flat_map(|(path, item)| named(&path, item)).collect()
    });
    let method = if method == "HEAD" { "GET" } else { method };
    let known = METHODS.into_iter().find(|m| *m == method);
    known.and_then(|m| allowed.get(&(path.to_owned(), m))).map_or(&[], Vec::as_slice)
}

const METHODS: [&str; 4] = ["GET", "POST", "PUT", "DELETE"];

fn named(path: &str, item: PathItem) -> Vec<((String, &'static str), Vec<String>)> {
    let query = |operation: Operation| -> Vec<String> {
        let parameters = operation.parameters.unwrap_or_default().into_iter();
        let in_query = |parameter: RefOr<Parameter>| match parameter {
            RefOr::T(p) if p.parameter_in == ParameterIn::Query => Some(p.name),
            _ => None,
        };
        parameters.filter_map(in_query).collect()
    };
    let operations = METHODS.into_iter().zip([item.get, item.post, item.put, item.delete]);
    operations.filter_map(|(method, o)| Some(((path.to_owned(), method), query(o?)))).collect()
}
