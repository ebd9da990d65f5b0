//! Audit packages: what one would hold, builds beside the caller, those that were built, their files.

pub(in crate::api) mod builds;

use super::call::{Answered, Body, Call, day, unknown};
use super::change::{Changed, Match, Tagged, Told};
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::problem::{Contested, Problem, Unanswered};
use crate::flow::flow;
use crate::serve::Doors;
use crate::words::package::{PackagePlanWords, PackageWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{PackageOf, Packages};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::reports::package::PackageAsk;
use domain::values::Audience;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/packages", get(packages).post(builds::build_package))
        .route("/api/v1/o/{organisation}/packages/{package}", get(package))
        .route("/api/v1/o/{organisation}/packages/{package}/file", get(package_file))
        .route("/api/v1/o/{organisation}/packages/{package}/withdrawal", post(withdraw_package))
        .route("/api/v1/o/{organisation}/package-plan", get(package_plan))
        .route("/api/v1/o/{organisation}/package-builds", get(builds::package_builds))
        .route("/api/v1/o/{organisation}/package-builds/{build}", get(builds::package_build))
        .route("/api/v1/o/{organisation}/package-builds/{build}/cancellation", post(builds::cancel_package_build))
}

/// A page of packages.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PackagesWords {
    /// The newest first.
    packages: Vec<PackageWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List packages; an external auditor sees those of the own engagements.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/packages",
    tag = "packages",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The packages", body = PackagesWords), Unanswered)
)]
pub(in crate::api) async fn packages(call: Call) -> Answered<PackagesWords> {
    let answer = call.ask_organisation(&Packages)?;
    let app = &call.names();
    let all = answer.value.iter().map(|line| PackageWords::of(app, &line.id, &line.held)).collect();
    let (packages, turn) = call.page(all, |one: &PackageWords| one.id.clone())?;
    Ok(Json(PackagesWords { packages, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// One package, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OnePackageWords {
    #[serde(flatten)]
    package: PackageWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one package.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/packages/{package}",
    tag = "packages",
    params(InOrganisation, ("package" = String, Path, description = "Id of the package"), Moment),
    responses((status = 200, description = "The package", body = OnePackageWords), Unanswered)
)]
pub(in crate::api) async fn package(call: Call) -> Told<OnePackageWords> {
    let id = call.part("package");
    let (answer, version) = call.ask_about(&PackageOf(id.clone()), "package", &id)?;
    let package = PackageWords::of(&call.names(), &id, &answer.value.held);
    Ok(Tagged::of(version, OnePackageWords { package, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Download a package's file. That an external auditor takes it is recorded.
///
/// The bytes are compared with what was built before they are sent; of a file of more than 8 MiB the answer breaks off where
/// they are not.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/packages/{package}/file",
    tag = "packages",
    params(InOrganisation, ("package" = String, Path, description = "Id of the package")),
    responses(
        (status = 200, description = "The file", body = Vec<u8>, content_type = "application/octet-stream"),
        Unanswered,
    )
)]
pub(in crate::api) async fn package_file(call: Call) -> Result<Response, Problem> {
    let (org, id) = (call.org(), call.part("package"));
    let opened = tokio::task::block_in_place(|| call.doors.app.open_package(&org, call.who(), &id))?;
    let head = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        // Short name, id and audience: nothing in it needs to be written otherwise.
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", opened.name)),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (header::CONTENT_LENGTH, opened.size.to_string()),
        (header::ETAG, format!("\"{}\"", opened.sha256)),
    ];
    let size = opened.size;
    Ok((head, flow(opened, size)).into_response())
}

/// Why a package is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "built before the last review was accepted" }))]
pub(in crate::api) struct PackageReasonBody {
    /// The reason.
    reason: String,
}

/// Withdraw a package: its file is removed, its entry stays.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/packages/{package}/withdrawal",
    tag = "packages",
    params(InOrganisation, ("package" = String, Path, description = "Id of the package"), Matching, Once),
    request_body = PackageReasonBody,
    responses((status = 200, description = "It is withdrawn", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn withdraw_package(call: Call, Body(body): Body<PackageReasonBody>) -> Changed {
    let version = match call.wanted()? {
        Match::Any => None,
        Match::Absent => Some(0),
        Match::Version(version) => Some(version),
    };
    let (org, id, request) = (call.org(), call.part("package"), call.request(""));
    let withdrawn = tokio::task::block_in_place(|| {
        call.doors.app.withdraw_package(&org, call.who(), request.as_deref(), version, &id, &body.reason)
    });
    match withdrawn {
        Ok(receipt) => Ok(call.receipt(receipt)),
        Err(failure) => Err(call.unversioned(version, call.judged(failure))),
    }
}

/// Which package is planned.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the query for the document; the call reads it by name")]
pub(in crate::api) struct PlanQuery {
    /// `cpa` for a CPA firm, `certification` for a certification body.
    #[param(rename = "for")]
    audience: String,
    /// The engagement. A package for a certification body takes only its days.
    engagement: Option<String>,
    /// First day, of a package for a certification body.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// Last day, of the same.
    #[param(value_type = Option<String>, format = Date)]
    until: Option<String>,
    /// With evidence that is classified as restricted.
    restricted: Option<bool>,
}

/// What a package would hold, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PlannedPackageWords {
    #[serde(flatten)]
    plan: PackagePlanWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show what a package would hold and what it would lack; nothing is built.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/package-plan",
    tag = "packages",
    params(InOrganisation, PlanQuery),
    responses((status = 200, description = "The plan", body = PlannedPackageWords), Unanswered)
)]
pub(in crate::api) async fn package_plan(call: Call) -> Answered<PlannedPackageWords> {
    // Who has no part here learns nothing, not even how a plan is asked for.
    call.ask_organisation(&Packages)?;
    let field = |name: &str| call.field(name).map(str::to_owned);
    let body = PackageAskBody {
        audience: field("for").unwrap_or_default(),
        engagement: field("engagement"),
        from: field("from"),
        until: field("until"),
        partial: true,
        restricted: call.flag("restricted")?,
    };
    let (org, ask) = (call.org(), body.meant()?);
    let answer = tokio::task::block_in_place(|| call.doors.app.plan_package(&org, call.who(), &ask))?;
    let plan = (&answer.value).into();
    Ok(Json(PlannedPackageWords { plan, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A package as it is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "for": "cpa", "engagement": "EN-1", "partial": true }))]
pub(in crate::api) struct PackageAskBody {
    /// `cpa` for a CPA firm, `certification` for a certification body.
    #[serde(rename = "for")]
    #[schema(rename = "for")]
    audience: String,
    /// The engagement. A package for a certification body takes only its days.
    engagement: Option<String>,
    /// First day, of a package for a certification body.
    #[schema(format = Date)]
    from: Option<String>,
    /// Last day, of the same.
    #[schema(format = Date)]
    until: Option<String>,
    /// It may lack something, and then says so on its face; otherwise a package that lacks something is refused.
    #[serde(default)]
    partial: bool,
    /// With evidence that is classified as restricted.
    #[serde(default)]
    restricted: bool,
}

impl PackageAskBody {
    fn meant(self) -> Result<PackageAsk, Problem> {
        let audience = Audience::parse(&self.audience)
            .ok_or_else(|| unknown("audience", &self.audience, Audience::ALL.map(Audience::id)).of_the_body())?;
        Ok(PackageAsk {
            audience,
            engagement: self.engagement.filter(|id| !id.is_empty()),
            from: self.from.map(|text| day(&text, "from")).transpose()?,
            until: self.until.map(|text| day(&text, "until")).transpose()?,
            partial: self.partial,
            restricted: self.restricted,
        })
    }
}
