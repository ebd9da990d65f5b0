//! Which groups of the directory (SCIM) hold which roles.

use super::call::{Body, Call, unknown};
use super::change::{Changed, Tagged, Told};
use super::parameters::{InOrganisation, Matching, Moment, Once};
use super::people::roles;
use super::problem::{Contested, Problem, Unanswered};
use crate::serve::Doors;
use crate::words::{DirectoryWords, MarkWords, NamedWords, ReceiptWords};
use app::ask::TheDoors;
use axum::Router;
use axum::routing::get;
use domain::values::{Directory, Role};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use utoipa::ToSchema;

/// Kind and id under which versions of the groups are kept.
const DIRECTORY: &str = "directory";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/directory", get(directory).put(set_directory).delete(remove_directory))
}

/// The groups of the directory, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneDirectoryWords {
    #[serde(flatten)]
    directory: DirectoryWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show which groups of the directory hold which roles.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/directory",
    tag = "doors",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The groups", body = OneDirectoryWords), Unanswered)
)]
pub(super) async fn directory(call: Call) -> Told<OneDirectoryWords> {
    let (answer, version) = call.ask_about(&TheDoors, DIRECTORY, DIRECTORY)?;
    let held = answer.value.directory.ok_or_else(|| unknown("directory", &call.org(), []))?;
    let directory = DirectoryWords::of(&held);
    Ok(Tagged::of(version, OneDirectoryWords { directory, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Roles by group.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "groups": { "grc-team": ["programme_manager"], "everybody": ["contributor"] } }))]
pub(super) struct DirectoryBody {
    /// Roles by name of the group; who is in no such group becomes a contributor. No group makes an owner.
    groups: BTreeMap<String, Vec<String>>,
}

/// The groups were set.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DirectorySetWords {
    #[serde(flatten)]
    receipt: ReceiptWords,
    /// People who kept their roles, since a rule refused the new ones.
    kept: Vec<KeptWords>,
}

/// Somebody who kept their roles.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct KeptWords {
    /// Who.
    person: NamedWords,
    /// Why.
    why: String,
}

/// Set which groups of the directory hold which roles. Users of those groups have their new roles at once.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/directory",
    tag = "doors",
    params(InOrganisation, Matching, Once),
    request_body = DirectoryBody,
    responses((status = 200, description = "They are set", body = DirectorySetWords), Contested)
)]
pub(super) async fn set_directory(call: Call, Body(body): Body<DirectoryBody>) -> Told<DirectorySetWords> {
    let groups = body.groups.iter().map(|(name, typed)| Ok((name.clone(), roles(typed)?)));
    let groups: BTreeMap<String, BTreeSet<Role>> = groups.collect::<Result<_, Problem>>()?;
    set(&call, Some(Directory { groups }))
}

/// Take the directory away: nobody has roles through it from then on who had none.
#[utoipa::path(
    delete,
    path = "/api/v1/o/{organisation}/directory",
    tag = "doors",
    params(InOrganisation, Matching, Once),
    responses((status = 200, description = "It is gone", body = DirectorySetWords), Contested)
)]
pub(super) async fn remove_directory(call: Call) -> Told<DirectorySetWords> {
    set(&call, None)
}

fn set(call: &Call, directory: Option<Directory>) -> Told<DirectorySetWords> {
    let (app, org) = (&call.names(), call.org());
    let mut refused = Vec::new();
    let set: Changed = call.change_by(DIRECTORY, DIRECTORY, |request| {
        let (receipt, kept) = app.set_directory(&org, call.who(), request, directory)?;
        refused = kept;
        Ok(receipt)
    });
    let kept = refused.into_iter().map(|(id, why)| KeptWords { person: NamedWords::of(app, &id), why }).collect();
    Ok(set?.map(|receipt| DirectorySetWords { receipt, kept }))
}
