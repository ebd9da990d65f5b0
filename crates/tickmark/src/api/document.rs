//! The OpenAPI document: the list of all operations, made from the operations themselves.

use super::call::Call;
use super::problem::{self, Barred, Problem, ProblemDetails, Unanswered};
use super::{
    assessments, calc, claims, compare, controls, coverage, deeds, deputies, description, directory, documents,
    engagement, evidence, gap, grants, import, inheritance, items, ledger, links, me, organisations, people,
    security_log, sign_on, staff, suggestions, supplier, tasks, testing, tokens, waivers, webhooks,
};
use crate::serve::Doors;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn, PathItem};
use utoipa::openapi::schema::{AnyOfBuilder, ArrayBuilder, Object, Schema, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{RefOr, Response as Described};
use utoipa::{Modify, OpenApi};

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/api/v1/openapi.json", get(openapi))
}

/// This document.
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    tag = "document",
    responses((status = 200, description = "The OpenAPI document", body = Object), Unanswered)
)]
async fn openapi(
    State(doors): State<Arc<Doors>>,
    headers: HeaderMap,
    call: Result<Call, Problem>,
) -> Result<Response, Problem> {
    // The page of the reference offers it to who is signed in; it says nothing of any organisation.
    match call {
        Err(problem) if doors.who(&headers)?.is_none() => Err(problem),
        _ => Ok(([(header::CONTENT_TYPE, "application/json")], text().to_owned()).into_response()),
    }
}

/// The whole document as text.
pub(super) fn text() -> &'static str {
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
    components(schemas(ProblemDetails, Barred)),
    tags(
        (name = "library", description = "The library alone speaks: frameworks, crosswalks, published claims"),
        (name = "reading", description = "What an organisation's controls carry over, and what is missing"),
        (name = "calc", description = "Window check and sample size from what the call carries; nothing is kept"),
        (name = "documents", description = "The library documents that an organisation has adopted"),
        (name = "controls", description = "The organisation's own controls and their links"),
        (name = "programme", description = "Scope, judgements, steps, inheritance, suggestions"),
        (name = "people", description = "Members, roles, outside access, deputies, and what the caller is"),
        (name = "staff", description = "Those who work here: checks, positions, requests for access"),
        (name = "testing", description = "Populations, samples, tests of controls, and exceptions with management's response"),
        (name = "suppliers", description = "Suppliers, their reports and reviews, and what those ask of us"),
        (name = "descriptions", description = "The description of the system, statements of management, the opinion, bridge letters, and what customers have to do"),
        (name = "engagements", description = "SOC 2 examinations as they are engaged, their windows, and what customers ask for"),
        (name = "evidence", description = "Evidence that controls ran: items, files, judging, requests, reuse"),
        (name = "tasks", description = "What is to be done by when: tasks, months, how controls operate, holidays"),
        (name = "decisions", description = "Waivers of a rule, and deeds that need two persons"),
        (name = "doors", description = "Tokens, webhooks, single sign-on, directory"),
        (name = "ledger", description = "History, checks, signed checkpoints, export, security log"),
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
        calc::calc_window,
        calc::calc_sample,
        controls::controls,
        controls::add_control,
        controls::control,
        controls::revise_control,
        controls::assign_control,
        controls::retire_control,
        links::link_control,
        links::unlink_control,
        controls::duplicates,
        import::import_controls,
        import::columns,
        import::columns_of_one,
        import::save_columns,
        inheritance::inheritance,
        inheritance::one_inheritance,
        inheritance::record_inheritance,
        inheritance::withdraw_inheritance,
        suggestions::library_suggestions,
        suggestions::suggestions,
        suggestions::suggestion,
        suggestions::decide_suggestion,
        assessments::assessments,
        assessments::assessment,
        assessments::assess_item,
        assessments::record_step,
        assessments::undo_step,
        me::me,
        me::part,
        me::confirm_membership,
        me::roles,
        people::people,
        people::person,
        people::invite_person,
        people::invite_again,
        people::set_roles,
        people::suspend_member,
        people::resume_member,
        people::end_membership,
        description::descriptions::description,
        description::descriptions::write_description,
        description::descriptions::submit_description,
        description::descriptions::approve_description,
        description::descriptions::comment_description,
        description::descriptions::finalise_description,
        description::statements::statement,
        description::statements::write_statement,
        description::statements::sign_statement,
        description::statements::record_opinion,
        description::letters::letters,
        description::letters::write_letter,
        description::letters::letter,
        description::letters::rewrite_letter,
        description::letters::sign_letter,
        description::letters::send_letter,
        description::cuecs::own_cuecs,
        description::cuecs::record_own_cuec,
        description::cuecs::revise_own_cuec,
        description::cuecs::withdraw_own_cuec,
        engagement::engagements::engagements,
        engagement::engagements::plan_engagement,
        engagement::engagements::engagement,
        engagement::engagements::revise_engagement,
        engagement::engagements::move_engagement,
        engagement::engagements::name_controls,
        engagement::engagements::record_unexercised,
        engagement::windows::engagement_window,
        engagement::windows::other_window,
        engagement::asked::service_facts,
        engagement::asked::set_service_facts,
        engagement::asked::asked,
        engagement::asked::record_asked,
        engagement::asked::one_asked,
        engagement::asked::answer_asked,
        engagement::asked::close_asked,
        testing::populations::populations,
        testing::populations::record_population,
        testing::populations::population,
        testing::populations::revise_population,
        testing::populations::freeze_population,
        testing::samples::samples,
        testing::samples::draw_sample,
        testing::samples::sample,
        testing::samples::sampling_profiles,
        testing::samples::sampling_profile,
        testing::samples::set_sampling_profile,
        testing::tests::testing,
        testing::tests::control_tests,
        testing::tests::plan_test,
        testing::tests::control_test,
        testing::tests::take_sample,
        testing::tests::record_results,
        testing::tests::note_readiness,
        testing::tests::conclude_test,
        testing::exceptions::exceptions,
        testing::exceptions::note_exception,
        testing::exceptions::exception,
        testing::exceptions::explain_exception,
        testing::exceptions::judge_exception,
        testing::exceptions::respond_exception,
        testing::exceptions::link_exception_action,
        testing::exceptions::close_exception,
        staff::own_staff,
        staff::remote_working,
        staff::register::staff,
        staff::register::add_staff,
        staff::register::staff_member,
        staff::register::record_staff,
        staff::register::check_staff,
        staff::register::take_check_back,
        staff::positions::positions,
        staff::positions::position,
        staff::positions::set_position,
        staff::access::access_requests,
        staff::access::access_request,
        staff::access::ask_access,
        staff::access::decide_access,
        staff::access::carry_out_access,
        tasks::due::tasks,
        tasks::due::calendar,
        tasks::due::renew_calendar_feed,
        tasks::due::end_calendar_feed,
        tasks::holidays::holidays,
        tasks::holidays::set_holidays,
        tasks::operation::operation,
        tasks::operation::set_operation,
        tasks::operation::occurrences,
        tasks::operation::record_life,
        tasks::operation::take_life_back,
        supplier::register::suppliers,
        supplier::register::supplier,
        supplier::register::add_supplier,
        supplier::register::revise_supplier,
        supplier::register::assess_supplier,
        supplier::register::move_supplier,
        supplier::reviews::supplier_reviews,
        supplier::reviews::supplier_review,
        supplier::reviews::request_supplier_report,
        supplier::reviews::record_supplier_report,
        supplier::reviews::review_supplier_report,
        supplier::reviews::decide_supplier_report,
        supplier::reviews::record_bridge_letter,
        supplier::reviews::cuecs,
        supplier::reviews::answer_cuec,
        supplier::oversight::supplier_rules,
        supplier::oversight::set_supplier_rules,
        supplier::oversight::supplier_incidents,
        supplier::oversight::record_supplier_incident,
        supplier::oversight::revise_supplier_incident,
        supplier::exchange::import_suppliers,
        supplier::exchange::suppliers_csv,
        supplier::exchange::suppliers_xlsx,
        evidence::items::evidence_list,
        evidence::items::evidence,
        evidence::items::evidence_checks,
        evidence::hand_in::add_evidence,
        evidence::hand_in::revise_evidence,
        evidence::files::evidence_file,
        evidence::acts::judge_evidence,
        evidence::acts::link_evidence,
        evidence::acts::unlink_evidence,
        evidence::acts::withdraw_evidence,
        evidence::acts::hold_evidence,
        evidence::acts::release_evidence,
        evidence::acts::dispose_evidence,
        evidence::acts::set_retention,
        evidence::uploads::uploads,
        evidence::uploads::begin_upload,
        evidence::uploads::upload,
        evidence::uploads::append_upload,
        evidence::uploads::finish_upload,
        evidence::uploads::abandon_upload,
        evidence::requests::evidence_requests,
        evidence::requests::evidence_request,
        evidence::requests::ask_evidence,
        evidence::requests::close_request,
        evidence::reports::evidence_wrong,
        evidence::reports::evidence_twice,
        evidence::reports::evidence_reuse,
        grants::grants,
        grants::grant,
        grants::give_grant,
        grants::end_grant,
        deputies::deputies,
        deputies::deputy,
        deputies::name_deputy,
        deputies::end_deputy,
        waivers::waivers,
        waivers::waiver,
        waivers::propose_waiver,
        waivers::approve_waiver,
        waivers::end_waiver,
        deeds::deeds,
        deeds::deed,
        deeds::propose_deed,
        deeds::approve_deed,
        deeds::withdraw_deed,
        deeds::carry_out_deed,
        tokens::tokens,
        tokens::token,
        tokens::issue_token,
        tokens::revoke_token,
        webhooks::webhooks,
        webhooks::webhook,
        webhooks::add_webhook,
        webhooks::set_webhook,
        webhooks::remove_webhook,
        webhooks::new_webhook_secret,
        webhooks::test_webhook,
        webhooks::resume_webhook,
        sign_on::sign_on,
        sign_on::set_sign_on,
        sign_on::remove_sign_on,
        sign_on::test_sign_on,
        directory::directory,
        directory::set_directory,
        directory::remove_directory,
        ledger::history,
        security_log::security_log,
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
const TAGGED: [&str; 37] = [
    "description",
    "statement",
    "letter",
    "access_request",
    "assessment",
    "columns_of_one",
    "control",
    "control_test",
    "deed",
    "deputy",
    "directory",
    "document",
    "engagement",
    "evidence",
    "evidence_file",
    "evidence_request",
    "exception",
    "grant",
    "holidays",
    "one_asked",
    "operation",
    "one_inheritance",
    "person",
    "population",
    "position",
    "profile",
    "sampling_profile",
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
