//! What else may be done to an item: its controls, withdrawing, legal hold, disposal.

use super::{action, item, path, picked, refused};
use crate::web::controls;
use crate::web::people::why_not;
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again};
use crate::web::ui::{self, Choice, Column, Confirm, Field, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::EvidenceDetail;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, EvidenceCommand};
use domain::values::EvidenceState;
use jiff::civil::Date;
use maud::{Markup, html};

/// Id of an item in its address.
type Of = Path<(String, String)>;

fn offered(visit: &Visit, command: EvidenceCommand) -> bool {
    !visit.in_the_past() && why_not(visit, &Command::Evidence(command)).is_none()
}

/// May whoever looks hand in a new version of it?
pub(super) fn may_revise(visit: &Visit, detail: &EvidenceDetail) -> bool {
    let newest = detail.held.newest();
    let (id, evidence, files) = (detail.id.clone(), newest.evidence.clone(), Vec::new());
    let over = matches!(detail.held.state, EvidenceState::Withdrawn | EvidenceState::Disposed);
    !over && offered(visit, EvidenceCommand::ReviseEvidence { id, evidence, files })
}

/// The controls that it shows with the days, and the form that adds one.
pub(super) fn controls(visit: &Visit, detail: &EvidenceDetail, typed: &Typed) -> Markup {
    let revises = may_revise(visit, detail);
    let rows: Vec<Row> = detail
        .held
        .controls
        .iter()
        .map(|(control, shows)| {
            let ran = shows.ran;
            Row::new(vec![
                html! { a.id href=(controls::href(visit, control)) { (control) } },
                html! { time datetime=(ran) { (ran) } },
                html! { (crate::web::people::name(visit, &shows.by)) ", " (app::clock::minute_of(shows.said_us)) },
                html! { @if revises { (removal(visit, &detail.id, control)) } },
            ])
        })
        .collect();
    let columns = [Column::text("Control"), Column::narrow("Ran on"), Column::text("Said by"), Column::narrow("")];
    let empty = ("It shows no control", "Until it is linked to one it serves nothing and counts nowhere.", html! {});
    html! {
        (ui::table("Controls", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
        @if revises { (link_form(visit, detail, typed)) }
    }
}

fn removal(visit: &Visit, id: &str, control: &str) -> Markup {
    html! {
        form method="post" action=(action(visit, id, "links/removal")) {
            (ui::hidden("control", control))
            button.button.quiet.small type="submit" aria-label={ "Unlink " (control) } { "Unlink" }
        }
    }
}

fn link_form(visit: &Visit, detail: &EvidenceDetail, typed: &Typed) -> Markup {
    let picks = picked::picks(visit, None);
    let held = typed.get("control");
    let others = picks.iter().filter(|pick| !detail.held.controls.contains_key(&pick.id));
    let choices: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Choose a control", held.is_empty()))
        .chain(others.map(|pick| Choice::new(pick.id.as_str(), pick.label(), pick.id == held)))
        .collect();
    if choices.len() == 1 {
        return html! {};
    }
    let period = detail.held.newest().evidence.period;
    let hint = format!("Inside its period, {} to {}.", period.from, period.until);
    let ran = Field {
        name: "ran",
        label: "Ran on",
        hint: &hint,
        value: typed.get("ran"),
        required: true,
        ..Field::default()
    };
    html! {
        details.fold.add open[!held.is_empty()] {
            summary { "It shows another control as well" }
            (ui::form(&action(visit, &detail.id, "links"), html! {
                div.field-row {
                    (ui::select(&Field { name: "control", label: "Control", hint: "For which you may hand in.", required: true, ..Field::default() }, &choices))
                    (ui::date_field(&ran))
                }
                div.actions { (ui::button("Link")) }
            }))
        }
    }
}

/// Withdrawing, hold and disposal, each behind a question with its reason.
pub(super) fn panel(visit: &Visit, detail: &EvidenceDetail, typed: &Typed, today: Date) -> Markup {
    let (id, reason) = (detail.id.clone(), String::new());
    let state = detail.held.state;
    let over = matches!(state, EvidenceState::Withdrawn | EvidenceState::Disposed);
    let held = detail.held.hold.is_some();
    let withdraws =
        !over && offered(visit, EvidenceCommand::WithdrawEvidence { id: id.clone(), reason: reason.clone() });
    let holds = state != EvidenceState::Disposed
        && offered(visit, EvidenceCommand::HoldEvidence { id: id.clone(), reason: reason.clone() });
    let ripe = detail.keep_until.as_ref().is_none_or(|(until, _)| *until < today);
    let disposes = state != EvidenceState::Disposed
        && !held
        && ripe
        && offered(visit, EvidenceCommand::DisposeEvidence { id: id.clone(), reason });
    let ask = |id: &'static str, open, title: &str, text, noun: &str, yes, danger| {
        let field = format!("{id}-reason");
        let reason = Field {
            name: "reason",
            id: &field,
            label: "Reason",
            value: typed.get("reason"),
            required: true,
            ..Field::default()
        };
        let action = action(visit, &detail.id, noun);
        html! { p.aside-action { (ui::confirm(&Confirm { id, open, title, text, action: &action, yes, danger }, ui::textarea(&reason, 3))) } }
    };
    html! {
        @if withdraws {
            (ask("withdraw", "Withdraw", &format!("Withdraw {id}?"), "It counts nowhere from then on. Its files stay until their time is over.", "withdrawal", "Withdraw", true))
        }
        @if holds && !held {
            (ask("hold", "Put under legal hold", &format!("Hold {id}?"), "Nothing of it is disposed of until the hold ends, however long its time is over.", "hold", "Hold", false))
        }
        @if holds && held {
            (ask("release", "End the legal hold", &format!("Release {id}?"), "From then on its retention alone says how long it is kept.", "release", "End the hold", false))
        }
        @if disposes {
            (ask("dispose", "Dispose of it", &format!("Dispose of {id}?"), "Its files are removed for good. What it was, its hashes and its judgements stay in the history.", "disposal", "Dispose of it", true))
        }
    }
}

/// Makes a change to the item and goes back to it, or shows why not.
fn change(visit: &Visit, id: &str, typed: &Typed, done: &str, command: EvidenceCommand) -> Result<Response, Problem> {
    only_today(visit)?;
    let changed = visit.change(done, &path(id), Command::Evidence(command));
    or_again(changed, |refusal| item::page(visit, id, typed, Some(refusal)))
}

pub(super) async fn withdraw(visit: Visit, Path((_, id)): Of, typed: Typed) -> Result<Response, Problem> {
    let command = EvidenceCommand::WithdrawEvidence { id: id.clone(), reason: typed.get("reason").to_owned() };
    change(&visit, &id, &typed, &format!("Withdrew {id}."), command)
}

pub(super) async fn hold(visit: Visit, Path((_, id)): Of, typed: Typed) -> Result<Response, Problem> {
    let command = EvidenceCommand::HoldEvidence { id: id.clone(), reason: typed.get("reason").to_owned() };
    change(&visit, &id, &typed, &format!("{id} is under legal hold."), command)
}

pub(super) async fn release(visit: Visit, Path((_, id)): Of, typed: Typed) -> Result<Response, Problem> {
    let command = EvidenceCommand::ReleaseEvidence { id: id.clone(), reason: typed.get("reason").to_owned() };
    change(&visit, &id, &typed, &format!("The legal hold of {id} ended."), command)
}

pub(super) async fn link(visit: Visit, Path((_, id)): Of, typed: Typed) -> Result<Response, Problem> {
    let ran = match typed.day("ran", "the day on which the control ran") {
        Ok(ran) => ran,
        Err(refusal) => return or_again(Err(refusal.into()), |r| item::page(&visit, &id, &typed, Some(r))),
    };
    let control = typed.get("control").to_owned();
    let done = format!("{id} shows {control} as well.");
    change(&visit, &id, &typed, &done, EvidenceCommand::LinkEvidence { id: id.clone(), control, ran })
}

pub(super) async fn unlink(visit: Visit, Path((_, id)): Of, typed: Typed) -> Result<Response, Problem> {
    let control = typed.get("control").to_owned();
    let done = format!("{id} does not show {control} any more.");
    let command = EvidenceCommand::UnlinkEvidence { id: id.clone(), control };
    // What is typed here belongs to no field of the page.
    change(&visit, &id, &Typed::default(), &done, command)
}

pub(super) async fn dispose(visit: Visit, Path((_, id)): Of, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let (app, request) = (&visit.doors.app, visit.field("request"));
    let disposed = tokio::task::block_in_place(|| {
        app.dispose_evidence(&visit.org, &visit.who, request.as_deref(), None, &id, typed.get("reason"))
    });
    let went = disposed.map_err(refused).map(|receipt| visit.went(&format!("Disposed of {id}."), &path(&id), &receipt));
    or_again(went, |refusal| item::page(&visit, &id, &typed, Some(refusal)))
}
