//! Builds: begun with one call, followed with others, cancelled.

use super::PackageAskBody;
use crate::api::call::{Answered, Body, Call};
use crate::api::parameters::InOrganisation;
use crate::api::problem::{Problem, Refused, Unanswered};
use crate::words::NamedWords;
use app::packages::{PackageJob, PackageJobState};
use app::{Failure, Within};
use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

/// A build of a package, in the memory of the server: a restart ends and forgets it, and nothing of it is kept.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PackageBuildWords {
    /// Its id.
    id: String,
    /// `running`, `cancelling`, `built` or `failed`.
    state: &'static str,
    /// The package that was built.
    package: Option<String>,
    /// Why nothing was built.
    why: Option<String>,
    /// What could be done about it.
    hint: Option<String>,
    /// `entries`, `files`, `pages` or `keeping`.
    step: &'static str,
    /// Hundredths of the work that are done.
    percent: u64,
    /// Ledger entries written.
    entries: u64,
    /// Files written.
    files: u64,
    /// Files that will be in it.
    files_of: u64,
    /// Bytes of content taken in.
    bytes: u64,
    /// Who asked for it.
    by: NamedWords,
    /// When.
    began: String,
}

impl PackageBuildWords {
    fn of(app: &Within<'_>, job: &PackageJob) -> PackageBuildWords {
        let (state, package, failure): (_, _, Option<&Failure>) = match &job.state {
            PackageJobState::Running => ("running", None, None),
            PackageJobState::Cancelling => ("cancelling", None, None),
            PackageJobState::Built(id) => ("built", Some(id.clone()), None),
            PackageJobState::Failed(failure) => ("failed", None, Some(failure)),
        };
        let now = &job.progress;
        PackageBuildWords {
            id: job.id.clone(),
            state,
            package,
            why: failure.map(ToString::to_string),
            hint: failure.map(Failure::hint),
            step: now.step.id(),
            percent: job.percent(),
            entries: now.entries,
            files: now.files,
            files_of: now.files_of,
            bytes: now.bytes,
            by: NamedWords::of(app, &job.by),
            began: app::clock::minute_of(job.began_us),
        }
    }
}

/// The builds that the server knows.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PackageBuildsWords {
    /// The newest first; at most 200.
    builds: Vec<PackageBuildWords>,
}

/// Build a package beside the call. The answer names the build; it is followed at its own address. One build of an
/// organisation runs at a time.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/packages",
    tag = "packages",
    params(InOrganisation),
    request_body = PackageAskBody,
    responses((status = 202, description = "It is being built; `Location` is the address of the build", body = PackageBuildWords), Refused)
)]
pub(in crate::api) async fn build_package(call: Call, Body(body): Body<PackageAskBody>) -> Result<Response, Problem> {
    let (org, ask) = (call.org(), body.meant()?);
    let app = &call.names();
    let id = tokio::task::block_in_place(|| call.doors.app.start_package(&org, call.who(), &ask));
    let id = id.map_err(|failure| call.judged(failure))?;
    let job = app.package_job(&org, call.who(), &id)?;
    let place = [(header::LOCATION, format!("/api/v1/o/{org}/package-builds/{id}"))];
    Ok((StatusCode::ACCEPTED, place, Json(PackageBuildWords::of(app, &job))).into_response())
}

/// List builds of packages.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/package-builds",
    tag = "packages",
    params(InOrganisation),
    responses((status = 200, description = "The builds", body = PackageBuildsWords), Unanswered)
)]
pub(in crate::api) async fn package_builds(call: Call) -> Answered<PackageBuildsWords> {
    let app = &call.names();
    let jobs = app.package_jobs(&call.org(), call.who())?;
    Ok(Json(PackageBuildsWords { builds: jobs.iter().map(|job| PackageBuildWords::of(app, job)).collect() }))
}

/// Show how far a build is.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/package-builds/{build}",
    tag = "packages",
    params(InOrganisation, ("build" = String, Path, description = "Id of the build")),
    responses((status = 200, description = "The build", body = PackageBuildWords), Unanswered)
)]
pub(in crate::api) async fn package_build(call: Call) -> Answered<PackageBuildWords> {
    let app = &call.names();
    let job = app.package_job(&call.org(), call.who(), &call.part("build")).map_err(no_build)?;
    Ok(Json(PackageBuildWords::of(app, &job)))
}

/// Cancel a build: it ends as soon as it can, and nothing of it is kept. One that is over stays as it is.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/package-builds/{build}/cancellation",
    tag = "packages",
    params(InOrganisation, ("build" = String, Path, description = "Id of the build")),
    responses((status = 200, description = "The build", body = PackageBuildWords), Unanswered)
)]
pub(in crate::api) async fn cancel_package_build(call: Call) -> Answered<PackageBuildWords> {
    let app = &call.names();
    let job = app.cancel_package(&call.org(), call.who(), &call.part("build")).map_err(no_build)?;
    Ok(Json(PackageBuildWords::of(app, &job)))
}

/// A build that is not known is not there.
fn no_build(failure: Failure) -> Problem {
    match failure {
        Failure::Refused(refusal @ Refusal::NotPossible { .. }) => {
            Problem::new(StatusCode::NOT_FOUND, "no_build", refusal.to_string(), refusal.hint())
        }
        other => other.into(),
    }
}
