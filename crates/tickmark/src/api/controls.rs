//! The organisation's own controls: list, add, show, revise, retire, duplicates.

use super::call::{Answered, Body, Call, unknown};
use super::change::{Changed, Tagged, Told};
use super::links::extent;
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::problem::{Contested, Problem, Refused, Unanswered};
use crate::serve::Doors;
use crate::words::{ControlWords, ControlsWords, MarkWords, NamedWords, ReceiptWords};
use app::ask::{ControlOf, Controls, DuplicatePairs};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use domain::command::Command;
use domain::values::{Control, Frequency, Link, Status, Target};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/controls", get(controls).post(add_control))
        .route("/api/v1/o/{organisation}/controls/{control}", get(control).put(revise_control))
        .route("/api/v1/o/{organisation}/controls/{control}/owner", put(assign_control))
        .route("/api/v1/o/{organisation}/controls/{control}/retirement", post(retire_control))
        .route("/api/v1/o/{organisation}/duplicates", get(duplicates))
}

/// A page of own controls.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ControlPageWords {
    /// The controls of this page, by id.
    #[serde(flatten)]
    page: ControlsWords,
    #[serde(flatten)]
    turn: Turn,
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
        Paging,
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
    let mut answer = call.ask_organisation(&question)?;
    let found = std::mem::take(&mut answer.value.controls);
    let (found, turn) = call.page(found, |held| held.control.id.clone())?;
    answer.value.controls = found;
    Ok(Json(ControlPageWords { page: ControlsWords::of(&answer.value, Some(&answer.mark)), turn }))
}

fn status(text: &str) -> Result<Status, Problem> {
    Status::parse(text).ok_or_else(|| unknown("status", text, Status::ALL.map(Status::id)))
}

/// The fields of an own control. What is left out is empty.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "name": "Access reviews", "activity": "Owners review access", "status": "in_place", "frequency": "quarterly" }))]
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
#[schema(example = json!({
    "id": "AC-3", "name": "Access reviews", "status": "planned",
    "links": [{ "framework": "soc2-tsc-2017", "item": "CC6.1", "reason": "it shows who may do what" }]
}))]
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
pub(super) async fn add_control(call: Call, Body(new): Body<NewControl>) -> Changed {
    let control = new.meant()?;
    let place = format!("/api/v1/o/{}/controls/{}", call.org(), escaped(control.id.trim()));
    Ok(call.change(Command::AddControl { control })?.at(place))
}

/// An id as it stands in an address (RFC 3986, section 2.3).
pub(super) fn escaped(id: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~');
    id.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// One own control and what losing it would take away.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ControlDetailWords {
    /// The control.
    control: ControlWords,
    /// The person who owns it; null for nobody. `owner` of the control is what the organisation wrote in that field.
    owned_by: Option<NamedWords>,
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
pub(super) async fn control(call: Call) -> Told<ControlDetailWords> {
    let id = call.part("control");
    let (answer, version) = call.ask_about(&ControlOf(id.clone()), "control", &id)?;
    let words = ControlDetailWords {
        control: ControlWords::from(&answer.value.held),
        owned_by: answer.value.owned_by.map(|id| NamedWords::of(&call.names(), &id)),
        only_answer_to: answer.value.only_answer_to,
        lost: answer.value.lost,
        mark: MarkWords::of(Some(&answer.mark)),
    };
    Ok(Tagged::of(version, words))
}

/// Which person owns a control.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "person": "person-1f0c2a9b7d3e4f55" }))]
pub(super) struct OwnerBody {
    /// Id of the person; null for nobody.
    person: Option<String>,
}

/// Say which person owns an own control.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/controls/{control}/owner",
    tag = "controls",
    params(InOrganisation, ("control" = String, Path, description = "Its id"), Matching, Once),
    request_body = OwnerBody,
    responses((status = 200, description = "It is assigned", body = ReceiptWords), Contested)
)]
pub(super) async fn assign_control(call: Call, Body(body): Body<OwnerBody>) -> Changed {
    call.change(Command::AssignControl { id: call.part("control"), person: body.person })
}

/// Change an own control: the fields become exactly these. Links are changed by their own operations.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/controls/{control}",
    tag = "controls",
    params(InOrganisation, ("control" = String, Path, description = "Its id"), Matching, Once),
    request_body = ControlBody,
    responses((status = 200, description = "It is revised", body = ReceiptWords), Contested)
)]
pub(super) async fn revise_control(call: Call, Body(body): Body<ControlBody>) -> Changed {
    call.change(Command::ReviseControl { control: body.meant(call.part("control"))? })
}

/// Why something ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "replaced by AC-7" }))]
pub(super) struct ReasonBody {
    /// Why.
    pub(super) reason: String,
}

/// Retire an own control: it stays in history and counts nowhere.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/controls/{control}/retirement",
    tag = "controls",
    params(InOrganisation, ("control" = String, Path, description = "Its id"), Matching, Once),
    request_body = ReasonBody,
    responses((status = 200, description = "It is retired", body = ReceiptWords), Contested)
)]
pub(super) async fn retire_control(call: Call, Body(body): Body<ReasonBody>) -> Changed {
    call.change(Command::RetireControl { id: call.part("control"), reason: body.reason })
}

/// Own controls that look like the same intent.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DuplicatesWords {
    /// The pairs.
    pairs: Vec<PairWords>,
    #[serde(flatten)]
    turn: Turn,
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
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The pairs", body = DuplicatesWords), Unanswered)
)]
pub(super) async fn duplicates(call: Call) -> Answered<DuplicatesWords> {
    let answer = call.ask_organisation(&DuplicatePairs)?;
    let (page, turn) = call.page(answer.value, |p| format!("{} {}", p.a, p.b))?;
    let pairs = page.into_iter().map(|p| PairWords { a: p.a, b: p.b, why: p.why });
    Ok(Json(DuplicatesWords { pairs: pairs.collect(), turn, mark: MarkWords::of(Some(&answer.mark)) }))
}
