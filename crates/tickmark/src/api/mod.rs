//! The HTTP API: `/api/v1/o/{organisation}/...` for an organisation, `/api/v1/library/...` for the library alone. Every
//! call carries a token; every answer is JSON, except papers; every refusal is problem details (RFC 9457).

mod applicability;
mod assessments;
mod audit;
mod calc;
mod call;
mod certification;
mod change;
mod claims;
mod clauses;
mod collector;
mod compare;
mod controls;
mod coverage;
mod deeds;
mod deputies;
mod description;
mod directory;
mod document;
mod document_common;
mod document_managing;
mod document_query;
mod documents;
mod engagement;
mod evidence;
mod gap;
mod grants;
mod home;
mod import;
mod inheritance;
mod items;
mod ledger;
mod limit;
mod links;
mod listed;
mod me;
mod nonconformity;
mod organisations;
mod package;
mod page;
mod papers;
mod parameters;
mod people;
mod plan;
mod planner;
mod policy;
mod posture;
mod privacy;
mod problem;
mod public;
mod questionnaire;
mod reference;
mod registers;
mod review;
mod risk;
mod room;
mod scorecard;
mod search;
mod security_log;
mod sign_on;
mod staff;
mod suggestions;
mod supplier;
mod tasks;
mod testing;
mod tokens;
mod upload;
mod value;
mod waivers;
mod webhooks;

pub(crate) use limit::Limits;
pub(crate) use problem::in_problem_details;

use crate::patience;
use crate::serve::Doors;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use problem::Problem;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// Largest body of JSON, in bytes. Operations that take a file name their own.
const MAX_JSON: usize = 1024 * 1024;

/// Every operation; each noun adds its own.
pub(crate) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .merge(document::routes())
        .merge(reference::routes())
        .merge(organisations::routes())
        .merge(coverage::routes())
        .merge(gap::routes())
        .merge(claims::routes())
        .merge(items::routes())
        .merge(compare::routes())
        .merge(privacy::routes())
        .merge(posture::routes())
        .merge(value::routes())
        .merge(documents::routes())
        .merge(calc::routes())
        .merge(controls::routes())
        .merge(links::routes())
        .merge(import::routes())
        .merge(inheritance::routes())
        .merge(suggestions::routes())
        .merge(assessments::routes())
        .merge(ledger::routes())
        .merge(me::routes())
        .merge(people::routes())
        .merge(staff::routes())
        .merge(applicability::routes())
        .merge(engagement::routes())
        .merge(package::routes())
        .merge(papers::routes())
        .merge(description::routes())
        .merge(room::routes())
        .merge(risk::routes())
        .merge(supplier::routes())
        .merge(nonconformity::routes())
        .merge(plan::routes())
        .merge(planner::routes())
        .merge(public::routes())
        .merge(policy::routes())
        .merge(certification::routes())
        .merge(questionnaire::routes())
        .merge(scorecard::routes())
        .merge(review::routes())
        .merge(registers::routes())
        .merge(audit::routes())
        .merge(clauses::routes())
        .merge(testing::routes())
        .merge(search::routes())
        .merge(home::routes())
        .merge(tasks::routes())
        .merge(evidence::routes())
        .merge(collector::routes())
        .merge(grants::routes())
        .merge(deputies::routes())
        .merge(waivers::routes())
        .merge(deeds::routes())
        .merge(tokens::routes())
        .merge(sign_on::routes())
        .merge(directory::routes())
        .merge(webhooks::routes())
        .merge(security_log::routes())
        .method_not_allowed_fallback(no_such_method)
        .layer(DefaultBodyLimit::max(MAX_JSON))
        .layer(CatchPanicLayer::custom(problem::panicked))
}

/// What is not there.
pub(crate) fn not_found() -> Response {
    Problem::no_such_address().into_response()
}

/// A body that did not come in good time.
pub(crate) fn too_slow() -> Response {
    Problem::new(StatusCode::REQUEST_TIMEOUT, "too_slow", patience::SENTENCE, patience::HINT).into_response()
}

async fn no_such_method() -> Problem {
    let hint = "GET /api/v1/openapi.json lists the methods of every address";
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "no_such_method", "this address does not answer to that method", hint)
}
