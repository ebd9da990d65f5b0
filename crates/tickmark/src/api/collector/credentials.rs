//! Credentials go in and never out: no operation answers one.

use crate::api::call::{Answered, Body, Call, unknown};
use crate::api::parameters::InOrganisation;
use crate::api::problem::{Problem, Refused};
use crate::words::collector::CredentialWords;
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A credential. It is kept sealed and handed to the check alone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "name": "hr", "secret": "postgresql://reader:secret@db.example.org/hr" }))]
pub(in crate::api) struct CredentialBody {
    /// Its name, as the check calls it.
    name: String,
    /// The secret, 6 to 8192 bytes.
    #[schema(write_only, format = Password)]
    secret: String,
}

/// Which one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "name": "hr" }))]
pub(in crate::api) struct CredentialNameBody {
    /// Its name, as the check calls it.
    name: String,
}

/// The credentials of a collector, without what they hold.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CredentialsWords {
    /// Those that its check uses.
    credentials: Vec<CredentialWords>,
}

fn told(call: &Call, id: &str) -> Answered<CredentialsWords> {
    let mut states = tokio::task::block_in_place(|| call.doors.app.collector_states(&call.org(), call.who()))
        .map_err(Problem::from)?;
    let state = states.remove(id).ok_or_else(|| unknown("collector", id, []))?;
    Ok(Json(CredentialsWords { credentials: state.credentials.iter().map(CredentialWords::from).collect() }))
}

/// Give a collector a credential, in the place of an older one of that name. Where the check is changed it has to be given
/// anew. The ledger stays as it is; the security log says who did it, and nothing of the secret.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/collectors/{collector}/credentials",
    tag = "collectors",
    params(InOrganisation, ("collector" = String, Path, description = "Id of the collector")),
    request_body = CredentialBody,
    responses((status = 200, description = "Which credentials there are", body = CredentialsWords), Refused)
)]
pub(in crate::api) async fn set_collector_credential(
    call: Call,
    Body(body): Body<CredentialBody>,
) -> Answered<CredentialsWords> {
    let (app, id) = (&call.doors.app, call.part("collector"));
    let set = || app.set_collector_credential(&call.org(), call.who(), &id, &body.name, &body.secret);
    tokio::task::block_in_place(set).map_err(|failure| call.judged(failure))?;
    told(&call, &id)
}

/// Forget a credential.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/collectors/{collector}/credentials/removal",
    tag = "collectors",
    params(InOrganisation, ("collector" = String, Path, description = "Id of the collector")),
    request_body = CredentialNameBody,
    responses((status = 200, description = "Which credentials there are", body = CredentialsWords), Refused)
)]
pub(in crate::api) async fn remove_collector_credential(
    call: Call,
    Body(body): Body<CredentialNameBody>,
) -> Answered<CredentialsWords> {
    let (app, id) = (&call.doors.app, call.part("collector"));
    let remove = || app.remove_collector_credential(&call.org(), call.who(), &id, &body.name);
    tokio::task::block_in_place(remove).map_err(|failure| call.judged(failure))?;
    told(&call, &id)
}
