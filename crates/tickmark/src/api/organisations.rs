//! Organisations: list, begin, scope.

use super::call::{Answered, Body, Call, categories, hosting, mode};
use super::change::{Changed, Tagged, Told};
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::problem::{Contested, Problem, Refused, Unanswered};
use crate::serve::Doors;
use crate::words::{MarkWords, OrganisationWords, ReceiptWords};
use app::Mark;
use app::ask::ProfileOf;
use app::library::{STARTING, documents};
use axum::http::{StatusCode, header};
use axum::routing::get;
use axum::{Json, Router};
use domain::command::Command;
use domain::values::{Category, Profile};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/organisations", get(organisations).post(create_organisation))
        .route("/api/v1/o/{organisation}/profile", get(profile).put(set_profile))
}

/// The organisations of this installation.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrganisationListWords {
    /// By short name.
    organisations: Vec<OrganisationWords>,
    #[serde(flatten)]
    turn: Turn,
}

/// List the organisations in which the caller has a part.
#[utoipa::path(
    get,
    path = "/api/v1/organisations",
    tag = "programme",
    params(Paging),
    responses((status = 200, description = "The organisations", body = OrganisationListWords), Unanswered)
)]
pub(super) async fn organisations(call: Call) -> Answered<OrganisationListWords> {
    let all = tokio::task::block_in_place(|| call.doors.app.organisations(call.who()))?;
    let (page, turn) = call.page(all, |o| o.slug.clone())?;
    Ok(Json(OrganisationListWords { organisations: page.iter().map(OrganisationWords::from).collect(), turn }))
}

/// A new organisation. What is left out is as the profile's own defaults: security, cloud, `truvo-2026-05`, literal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "slug": "fathom", "name": "Fathom Freight", "profile": { "categories": ["security", "availability"] } }))]
pub(super) struct NewOrganisation {
    /// Short name in paths: at most 40 lower-case letters, digits and hyphens.
    slug: String,
    /// Name shown to people.
    name: String,
    /// Its scope.
    profile: Option<ProfileBody>,
}

/// Begin an organisation with its own ledger.
///
/// The ledger can only begin once, so no idempotency key is needed: a second call answers 409.
#[utoipa::path(
    post,
    path = "/api/v1/organisations",
    tag = "programme",
    request_body = NewOrganisation,
    responses((status = 201, description = "It has begun", body = ReceiptWords), Refused)
)]
pub(super) async fn create_organisation(
    call: Call,
    Body(new): Body<NewOrganisation>,
) -> Result<(StatusCode, [(header::HeaderName, String); 1], Json<ReceiptWords>), Problem> {
    let profile = new.profile.map_or(Ok(Profile::default()), ProfileBody::meant)?;
    let create = || call.doors.app.create(&new.slug, call.who(), &new.name, documents(STARTING), profile);
    let receipt = tokio::task::block_in_place(create).map_err(|failure| call.judged(failure))?;
    let place = [(header::LOCATION, format!("/api/v1/o/{}/profile", new.slug))];
    Ok((StatusCode::CREATED, place, Json(ReceiptWords::from(&receipt))))
}

/// Scope of the programme and how its questions are read.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProfileWords {
    /// Services in scope of the SOC 2 examination.
    services: Vec<String>,
    /// Trust services categories in scope.
    categories: Vec<&'static str>,
    /// Where the services run.
    hosting: &'static str,
    /// Offices and sites.
    locations: Vec<String>,
    /// The crosswalk that speaks.
    crosswalk: String,
    /// How its broad references are read.
    mode: &'static str,
    /// Scope of the ISMS in a sentence.
    isms_scope: String,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

impl ProfileWords {
    fn of(profile: Profile, mark: &Mark) -> ProfileWords {
        ProfileWords {
            services: profile.services,
            categories: profile.categories.iter().map(Category::id).collect(),
            hosting: profile.hosting.id(),
            locations: profile.locations,
            crosswalk: profile.crosswalk,
            mode: profile.mode.id(),
            isms_scope: profile.isms_scope,
            mark: MarkWords::of(Some(mark)),
        }
    }
}

/// The whole scope; what is left out goes back to its default.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "services": ["Fathom Cloud"], "categories": ["security", "availability"], "hosting": "cloud" }))]
pub(super) struct ProfileBody {
    /// Services in scope of the SOC 2 examination.
    #[serde(default)]
    services: Vec<String>,
    /// Trust services categories in scope: security, availability, confidentiality, `processing_integrity`, privacy.
    categories: Vec<String>,
    /// Where the services run: `cloud` (the default), `hybrid` or `own_premises`.
    hosting: Option<String>,
    /// Offices and sites.
    #[serde(default)]
    locations: Vec<String>,
    /// The crosswalk that speaks; `truvo-2026-05` unless another is named.
    crosswalk: Option<String>,
    /// `literal` (the default) or `broad`.
    mode: Option<String>,
    /// Scope of the ISMS in a sentence.
    #[serde(default)]
    isms_scope: String,
}

impl ProfileBody {
    fn meant(self) -> Result<Profile, Problem> {
        let usual = Profile::default();
        Ok(Profile {
            services: self.services,
            categories: categories(&self.categories.join(","))?,
            hosting: self.hosting.as_deref().map_or(Ok(usual.hosting), hosting)?,
            locations: self.locations,
            crosswalk: self.crosswalk.unwrap_or(usual.crosswalk),
            mode: self.mode.as_deref().map_or(Ok(usual.mode), mode)?,
            isms_scope: self.isms_scope,
        })
    }
}

/// Show the scope.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/profile",
    tag = "programme",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The scope", body = ProfileWords), Unanswered)
)]
pub(super) async fn profile(call: Call) -> Told<ProfileWords> {
    let (answer, version) = call.ask_about(&ProfileOf, "organisation", "organisation")?;
    Ok(Tagged::of(version, ProfileWords::of(answer.value, &answer.mark)))
}

/// Set the scope.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/profile",
    tag = "programme",
    params(InOrganisation, Matching, Once),
    request_body = ProfileBody,
    responses((status = 200, description = "The scope is set", body = ReceiptWords), Contested)
)]
pub(super) async fn set_profile(call: Call, Body(body): Body<ProfileBody>) -> Changed {
    call.change(Command::SetProfile { profile: body.meant()? })
}
