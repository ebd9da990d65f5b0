//! Our bridge letters.

use super::statements::SignatureBody;
use crate::api::call::{Answered, Body, Call, day, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Problem, Refused, Unanswered};
use crate::words::description::LetterWords;
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{BridgeLetters, ProposedLetter};
use axum::Json;
use domain::command::{Command, DescriptionCommand};
use domain::values::description::OwnLetter;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of bridge letters.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct LettersPageWords {
    /// The latest first.
    bridge_letters: Vec<LetterWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List our bridge letters.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/bridge-letters",
    tag = "descriptions",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The letters", body = LettersPageWords), Unanswered)
)]
pub(in crate::api) async fn letters(call: Call) -> Answered<LettersPageWords> {
    let answer = call.ask_organisation(&BridgeLetters)?;
    let all = answer.value.letters.iter().map(LetterWords::from).collect();
    let (bridge_letters, turn) = call.page(all, |one: &LetterWords| one.id.clone())?;
    Ok(Json(LettersPageWords { bridge_letters, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A bridge letter, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneLetterWords {
    #[serde(flatten)]
    letter: LetterWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show a bridge letter.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/bridge-letters/{letter}",
    tag = "descriptions",
    params(InOrganisation, ("letter" = String, Path, description = "Id of the letter"), Moment),
    responses((status = 200, description = "The letter", body = OneLetterWords), Unanswered)
)]
pub(in crate::api) async fn letter(call: Call) -> Told<OneLetterWords> {
    let id = call.part("letter");
    let (answer, version) = call.ask_about(&BridgeLetters, "bridge_letter", &id)?;
    let found = answer.value.letters.iter().find(|line| line.id == id);
    let letter = found.map(LetterWords::from).ok_or_else(|| unknown("bridge letter", &id, []))?;
    Ok(Tagged::of(version, OneLetterWords { letter, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A bridge letter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "engagement": "EN-1", "until": "2026-08-31" }))]
pub(in crate::api) struct LetterBody {
    /// The engagement of the last report.
    engagement: String,
    /// The last day of which it speaks.
    #[schema(format = Date)]
    until: String,
    /// Material changes; left out, there were none.
    #[serde(default)]
    changes: String,
    /// The letter, as Markdown; left out, as it is proposed from the engagement.
    text: Option<String>,
}

impl LetterBody {
    fn meant(self, call: &Call) -> Result<OwnLetter, Problem> {
        let LetterBody { engagement, until, changes, text } = self;
        let until = day(&until, "until")?;
        let text = match text {
            Some(text) => text,
            None => {
                let (engagement, changes) = (engagement.clone(), changes.clone());
                call.ask_organisation(&ProposedLetter { engagement, until, changes })?.value
            }
        };
        Ok(OwnLetter { engagement, until, changes, text })
    }
}

/// Write a bridge letter.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/bridge-letters",
    tag = "descriptions",
    params(InOrganisation, Once),
    request_body = LetterBody,
    responses((status = 201, description = "It is written", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn write_letter(call: Call, Body(body): Body<LetterBody>) -> Changed {
    let letter = body.meant(&call)?;
    let written = call.change(Command::Description(DescriptionCommand::WriteBridgeLetter { id: None, letter }))?;
    let place = format!("/api/v1/o/{}/bridge-letters/{}", call.org(), escaped(&written.body.object));
    Ok(written.at(place))
}

/// Write a bridge letter again; what was signed before is void. A letter that was sent stays as it was sent.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/bridge-letters/{letter}",
    tag = "descriptions",
    params(InOrganisation, ("letter" = String, Path, description = "Id of the letter"), Matching, Once),
    request_body = LetterBody,
    responses((status = 200, description = "It is written", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn rewrite_letter(call: Call, Body(body): Body<LetterBody>) -> Changed {
    let (id, letter) = (Some(call.part("letter")), body.meant(&call)?);
    call.change(Command::Description(DescriptionCommand::WriteBridgeLetter { id, letter }))
}

/// Sign a bridge letter, as management in person, just after proving who signs; no token can.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/bridge-letters/{letter}/signature",
    tag = "descriptions",
    params(InOrganisation, ("letter" = String, Path, description = "Id of the letter"), Matching, Once),
    request_body = SignatureBody,
    responses((status = 200, description = "It is signed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn sign_letter(call: Call, Body(body): Body<SignatureBody>) -> Changed {
    let (id, on) = (call.part("letter"), body.day(&call)?);
    let sha256 = body.sha256;
    call.change(Command::Description(DescriptionCommand::SignBridgeLetter { id, sha256, on }))
}

/// To whom a letter was sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "to": "Kestrel", "on": "2026-09-01" }))]
pub(in crate::api) struct SendingBody {
    /// The customer.
    to: String,
    /// The day; left out, today.
    #[schema(format = Date)]
    on: Option<String>,
}

/// Record that a signed letter was sent.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/bridge-letters/{letter}/sendings",
    tag = "descriptions",
    params(InOrganisation, ("letter" = String, Path, description = "Id of the letter"), Matching, Once),
    request_body = SendingBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn send_letter(call: Call, Body(body): Body<SendingBody>) -> Changed {
    let on = body.on.as_deref().map_or_else(|| Ok(call.doors.app.clock().today()), |text| day(text, "on"))?;
    let (id, to) = (call.part("letter"), body.to);
    call.change(Command::Description(DescriptionCommand::SendBridgeLetter { id, to, on }))
}
