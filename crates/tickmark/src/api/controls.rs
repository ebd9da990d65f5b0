//! The organisation's own controls: list, add, show, revise, retire, duplicates.

use super::call::{Answered, Body, Call, unknown};
use super::links::extent;
use super::parameters::{InOrganisation, Moment, Once};
use super::problem::{Problem, Refused, Unanswered};
use crate::serve::Doors;
use crate::words::{ControlWords, ControlsWords, MarkWords, ReceiptWords};
use app::ask::{ControlOf, Controls, DuplicatePairs};
use axum::http::{StatusCode, header};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::command::Command;
use domain::values::{Control, Frequency, Link, Status, Target};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// Controls on one page, unless the query says otherwise.
const PAGE: u64 = 500;
/// Most controls on one page.
const MAX_PAGE: u64 = 2_000;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/controls", get(controls).post(add_control))
        .route("/api/v1/o/{organisation}/controls/{control}", get(control).put(revise_control))
        .route("/api/v1/o/{organisation}/controls/{control}/retirement", post(retire_control))
        .route("/api/v1/o/{organisation}/duplicates", get(duplicates))
}

/// A page of own controls.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ControlPageWords {
    /// The controls of this page, by id.
    #[serde(flatten)]
    page: ControlsWords,
    /// Controls that match, on all pages.
    matching: usize,
    /// What to send as `after` for the next page; null on the last.
    next: Option<String>,
}

/// List own controls, a page at a time.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/controls",
    tag = "controls",
    params(
        InOrganisation,
        ("search" = Option<String>, Query, description = "Words that id, name, activity, owner or policy contain"),
        ("status" = Option<String>, Query, description = "Only this status"),
        ("item" = Option<String>, Query, description = "Only those linked to this criterion, control or clause"),
        ("retired" = Option<bool>, Query, description = "Retired ones too"),
        ("after" = Option<String>, Query, description = "Only those after this id: the `next` of the page before"),
        ("limit" = Option<u64>, Query, description = "How many; 500 when left out, at most 2000"),
        Moment,
    ),
    responses((status = 200, description = "The page", body = ControlPageWords), Unanswered)
)]
pub(super) async fn controls(call: Call) -> Answered<ControlPageWords> {
    let question = Controls {
        search: call.field("search").unwrap_or_default().to_owned(),
        status: call.field("status").map(status).transpose()?,
        item: call.field("item").map(str::to_owned),
        retired: call.flag("retired")?,
    };
    let limit = call.number("limit")?.unwrap_or(PAGE).clamp(1, MAX_PAGE);
    let mut answer = call.ask_organisation(&question)?;
    let found = &mut answer.value.controls;
    let matching = found.len();
    if let Some(after) = call.field("after") {
        found.retain(|held| held.control.id.as_str() > after);
    }
    let more = found.len() as u64 > limit;
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| more).map(|held| held.control.id.clone());
    Ok(Json(ControlPageWords { page: ControlsWords::of(&answer.value, Some(&answer.mark)), matching, next }))
}

fn status(text: &str) -> Result<Status, Problem> {
    Status::parse(text).ok_or_else(|| unknown("status", text, Status::ALL.map(Status::id)))
}

/// The fields of an own control. What is left out is empty.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ControlBody {
    /// Short name.
    name: String,
    /// Who does what, how often, and what shows it.
    #[serde(default)]
    activity: String,
    /// The owner.
    #[serde(default)]
    owner: String,
    /// Type as the organisation calls it: preventive, technical, ...
    #[serde(default, rename = "type")]
    kind: String,
    /// The policy it belongs to.
    #[serde(default)]
    policy: String,
    /// `not_in_place` (the default), `planned`, `partly_in_place`, `in_place` or `retired`.
    status: Option<String>,
    /// `continuous`, `business_day`, `weekly`, `monthly`, `quarterly`, `half_yearly`, `annual` or `event_driven`.
    frequency: Option<String>,
}

impl ControlBody {
    fn meant(self, id: String) -> Result<Control, Problem> {
        let frequency = |text: &str| {
            Frequency::parse(text).ok_or_else(|| unknown("frequency", text, Frequency::ALL.map(Frequency::id)))
        };
        Ok(Control {
            id,
            name: self.name,
            activity: self.activity,
            owner: self.owner,
            kind: self.kind,
            policy: self.policy,
            status: self.status.as_deref().map(status).transpose()?.unwrap_or_default(),
            frequency: self.frequency.as_deref().map(frequency).transpose()?,
            ..Control::default()
        })
    }
}

/// A new own control. What is left out is empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewControl {
    /// Its id: letters, digits, dot, hyphen and underscore, at most 64 characters.
    id: String,
    /// Short name.
    name: String,
    /// Who does what, how often, and what shows it.
    #[serde(default)]
    activity: String,
    /// The owner.
    #[serde(default)]
    owner: String,
    /// Type as the organisation calls it: preventive, technical, ...
    #[serde(default, rename = "type")]
    kind: String,
    /// The policy it belongs to.
    #[serde(default)]
    policy: String,
    /// `not_in_place` (the default), `planned`, `partly_in_place` or `in_place`.
    status: Option<String>,
    /// `continuous`, `business_day`, `weekly`, `monthly`, `quarterly`, `half_yearly`, `annual` or `event_driven`.
    frequency: Option<String>,
    /// What it is linked to.
    #[serde(default)]
    links: Vec<NewLink>,
}

impl NewControl {
    fn meant(self) -> Result<Control, Problem> {
        let NewControl { id, name, activity, owner, kind, policy, status, frequency, links } = self;
        let mut control = ControlBody { name, activity, owner, kind, policy, status, frequency }.meant(id)?;
        for new in links {
            let link = Link { extent: extent(new.extent.as_deref())?, reason: new.reason };
            control.links.insert(Target { framework: new.framework, item: new.item }.key(), link);
        }
        Ok(control)
    }
}

/// A link of a new own control.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewLink {
    /// Framework id, such as `soc2-tsc-2017`.
    framework: String,
    /// The criterion, control or clause.
    item: String,
    /// Why it answers the item.
    reason: String,
    /// `full` (the default) or `partial`.
    extent: Option<String>,
}

/// Add an own control.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/controls",
    tag = "controls",
    params(InOrganisation, Once),
    request_body = NewControl,
    responses((status = 201, description = "It is added", body = ReceiptWords), Refused)
)]
pub(super) async fn add_control(
    call: Call,
    Body(new): Body<NewControl>,
) -> Result<(StatusCode, [(header::HeaderName, String); 1], Json<ReceiptWords>), Problem> {
    let control = new.meant()?;
    let place = format!("/api/v1/o/{}/controls/{}", call.org(), escaped(control.id.trim()));
    let receipt = call.change(Command::AddControl { control })?;
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], Json(ReceiptWords::from(&receipt))))
}

/// An id as it stands in an address (RFC 3986, section 2.3).
fn escaped(id: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~');
    id.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// One own control and what losing it would take away.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ControlDetailWords {
    /// The control.
    control: ControlWords,
    /// Criteria that nothing else in place answers.
    only_answer_to: Vec<String>,
    /// Annex A controls that would no longer be covered.
    lost: Vec<String>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one own control, and what losing it would take away.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/controls/{control}",
    tag = "controls",
    params(InOrganisation, ("control" = String, Path, description = "Its id"), Moment),
    responses((status = 200, description = "The control", body = ControlDetailWords), Unanswered)
)]
pub(super) async fn control(call: Call) -> Answered<ControlDetailWords> {
    let answer = call.ask_organisation(&ControlOf(call.part("control")))?;
    Ok(Json(ControlDetailWords {
        control: ControlWords::from(&answer.value.held),
        only_answer_to: answer.value.only_answer_to,
        lost: answer.value.lost,
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}

/// Change an own control: the fields become exactly these. Links are changed by their own operations.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/controls/{control}",
    tag = "controls",
    params(InOrganisation, ("control" = String, Path, description = "Its id"), Once),
    request_body = ControlBody,
    responses((status = 200, description = "It is revised", body = ReceiptWords), Refused)
)]
pub(super) async fn revise_control(call: Call, Body(body): Body<ControlBody>) -> Answered<ReceiptWords> {
    let receipt = call.change(Command::ReviseControl { control: body.meant(call.part("control"))? })?;
    Ok(Json(ReceiptWords::from(&receipt)))
}

/// Why something ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReasonBody {
    /// Why.
    pub(super) reason: String,
}

/// Retire an own control: it stays in history and counts nowhere.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/controls/{control}/retirement",
    tag = "controls",
    params(InOrganisation, ("control" = String, Path, description = "Its id"), Once),
    request_body = ReasonBody,
    responses((status = 200, description = "It is retired", body = ReceiptWords), Refused)
)]
pub(super) async fn retire_control(call: Call, Body(body): Body<ReasonBody>) -> Answered<ReceiptWords> {
    let receipt = call.change(Command::RetireControl { id: call.part("control"), reason: body.reason })?;
    Ok(Json(ReceiptWords::from(&receipt)))
}

/// Own controls that look like the same intent.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DuplicatesWords {
    /// The pairs.
    pairs: Vec<PairWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Two own controls that look like one.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PairWords {
    /// One control.
    a: String,
    /// The other.
    b: String,
    /// Why they look alike.
    why: String,
}

/// Pairs of own controls that look like the same intent.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/duplicates",
    tag = "controls",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The pairs", body = DuplicatesWords), Unanswered)
)]
pub(super) async fn duplicates(call: Call) -> Answered<DuplicatesWords> {
    let answer = call.ask_organisation(&DuplicatePairs)?;
    let pairs = answer.value.into_iter().map(|p| PairWords { a: p.a, b: p.b, why: p.why });
    Ok(Json(DuplicatesWords { pairs: pairs.collect(), mark: MarkWords::of(Some(&answer.mark)) }))
}
