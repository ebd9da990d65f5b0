//! Populations, samples, tests of controls, and exceptions.

pub(in crate::api) mod exceptions;
pub(in crate::api) mod exports;
pub(in crate::api) mod imports;
pub(in crate::api) mod populations;
pub(in crate::api) mod samples;
pub(in crate::api) mod tests;

use super::upload::MAX_FORM;
use crate::serve::Doors;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post, put};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let large = Router::new()
        .route(
            "/api/v1/o/{organisation}/populations",
            get(populations::populations).post(populations::record_population),
        )
        .route(
            "/api/v1/o/{organisation}/populations/{population}",
            get(populations::population).put(populations::revise_population),
        )
        .route("/api/v1/o/{organisation}/population-imports", post(imports::import_population))
        .route("/api/v1/o/{organisation}/populations/{population}/list", put(imports::reimport_population))
        .layer(DefaultBodyLimit::max(MAX_FORM));
    Router::new()
        .route("/api/v1/o/{organisation}/engagements/{engagement}/testing", get(tests::testing))
        .route("/api/v1/o/{organisation}/populations/{population}/freeze", post(populations::freeze_population))
        .route("/api/v1/o/{organisation}/samples", get(samples::samples).post(samples::draw_sample))
        .route("/api/v1/o/{organisation}/populations/{population}/list.csv", get(exports::population_csv))
        .route("/api/v1/o/{organisation}/populations/{population}/list.xlsx", get(exports::population_xlsx))
        .route("/api/v1/o/{organisation}/samples/{sample}", get(samples::sample))
        .route("/api/v1/o/{organisation}/samples/{sample}/list.csv", get(exports::sample_csv))
        .route("/api/v1/o/{organisation}/samples/{sample}/list.xlsx", get(exports::sample_xlsx))
        .route("/api/v1/o/{organisation}/sampling-choice", put(samples::choose_sampling_profile))
        .route("/api/v1/o/{organisation}/sampling-profiles", get(samples::sampling_profiles))
        .route(
            "/api/v1/o/{organisation}/sampling-profiles/{profile}",
            get(samples::sampling_profile).put(samples::set_sampling_profile),
        )
        .route("/api/v1/o/{organisation}/tests", get(tests::control_tests).post(tests::plan_test))
        .route("/api/v1/o/{organisation}/tests/{test}", get(tests::control_test))
        .route("/api/v1/o/{organisation}/tests/{test}/sheet.csv", get(exports::test_csv))
        .route("/api/v1/o/{organisation}/tests/{test}/sheet.xlsx", get(exports::test_xlsx))
        .route("/api/v1/o/{organisation}/tests/{test}/sample", put(tests::take_sample))
        .route("/api/v1/o/{organisation}/tests/{test}/results", post(tests::record_results))
        .route("/api/v1/o/{organisation}/tests/{test}/readiness-note", put(tests::note_readiness))
        .route("/api/v1/o/{organisation}/tests/{test}/conclusions", post(tests::conclude_test))
        .route("/api/v1/o/{organisation}/exceptions", get(exceptions::exceptions).post(exceptions::note_exception))
        .route("/api/v1/o/{organisation}/exceptions/{exception}", get(exceptions::exception))
        .route("/api/v1/o/{organisation}/exceptions/{exception}/explanation", put(exceptions::explain_exception))
        .route("/api/v1/o/{organisation}/exceptions/{exception}/judgement", put(exceptions::judge_exception))
        .route("/api/v1/o/{organisation}/exceptions/{exception}/response", put(exceptions::respond_exception))
        .route("/api/v1/o/{organisation}/exceptions/{exception}/action", put(exceptions::link_exception_action))
        .route("/api/v1/o/{organisation}/exceptions/{exception}/closing", post(exceptions::close_exception))
        .merge(large)
}

/// The engagement that a list is about.
fn of_engagement(call: &super::call::Call) -> Result<app::ask::TestingOf, super::problem::Problem> {
    let none = || {
        super::problem::Problem::unreadable("the list is of one engagement, and none was named", "add ?engagement=EN-1")
    };
    Ok(app::ask::TestingOf { engagement: call.field("engagement").ok_or_else(none)?.to_owned() })
}
