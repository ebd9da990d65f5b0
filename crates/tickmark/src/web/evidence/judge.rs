//! Judging: by somebody else than whoever handed it in, and bound to the version that was looked at.

use super::{action, item, path};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again};
use crate::web::ui::{self, Field};
use crate::web::visit::Visit;
use app::ask::EvidenceDetail;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, EvidenceCommand};
use domain::refusal::Refusal;
use domain::values::EvidenceState;
use maud::{Markup, html};

/// What a judgement is, or why it is not offered.
pub(super) fn panel(visit: &Visit, detail: &EvidenceDetail, typed: &Typed) -> Markup {
    let (held, id, version) = (&detail.held, &detail.id, detail.held.version());
    if visit.in_the_past() || !held.counts() && held.state != EvidenceState::Rejected {
        return html! {};
    }
    let command = EvidenceCommand::AcceptEvidence { id: id.clone(), version, note: String::new() };
    let missing = why_not(visit, &Command::Evidence(command));
    let judged = held.state != EvidenceState::Collected;
    let to_accept = held.state != EvidenceState::Accepted
        || held.judged_by_its_own() && held.submitters().all(|person| person != visit.who.id());
    let note = Field {
        name: "judgement-note",
        label: "Note, or the reason",
        hint: "A rejection says what is wrong, so that it can be mended.",
        value: typed.get("judgement-note"),
        ..Field::default()
    };
    let form = html! {
        form.form method="post" action=(action(visit, id, "judgement")) {
            (ui::hidden("version", &version.to_string()))
            (ui::textarea(&note, 2))
            div.actions {
                @if to_accept { button.button.primary type="submit" name="judgement" value="accept" { "Accept" } }
                @if held.state != EvidenceState::Rejected { button.button.danger-quiet type="submit" name="judgement" value="reject" { "Reject" } }
            }
        }
    };
    ui::card(html! {
        h3 { @if judged { "Judge version " (version) " again" } @else { "Version " (version) " waits to be judged" } }
        @match missing {
            Some(missing) => (not_offered(&missing)),
            None if judged => details.fold open[!typed.get("judgement-note").is_empty()] { summary { "Change the judgement" } (form) },
            None => (form),
        }
    })
}

pub(super) async fn judge(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    or_again(try_judge(&visit, &id, &typed), |refusal| item::page(&visit, &id, &typed, Some(refusal)))
}

fn try_judge(visit: &Visit, id: &str, typed: &Typed) -> Result<Response, Problem> {
    let version = typed.get("version").trim().parse().map_err(|_| Refusal::NotPossible {
        sentence: "it is not said which version was looked at".to_owned(),
        hint: "open the page of the item and judge the version that it shows".to_owned(),
    })?;
    let (id, note) = (id.to_owned(), typed.get("judgement-note").to_owned());
    let (done, to) = match typed.get("judgement") {
        "accept" => (format!("Accepted {id}."), path(&id)),
        "reject" => (format!("Rejected {id}."), path(&id)),
        _ => return Err(Refusal::Empty { field: "the judgement", wanted: "accept or reject" }.into()),
    };
    let command = match typed.get("judgement") {
        "accept" => EvidenceCommand::AcceptEvidence { id, version, note },
        _ => EvidenceCommand::RejectEvidence { id, version, reason: note },
    };
    visit.change(&done, &to, Command::Evidence(command))
}
