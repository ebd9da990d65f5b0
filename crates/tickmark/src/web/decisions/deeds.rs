//! Deeds of two persons: each as a card with where it stands, who said what, and what can be done now.

use super::{again, kinds, typed_for};
use crate::web::attachment::attachment;
use crate::web::people::{name, why_not};
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Column, Confirm, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use crate::words::RestoreWords;
use app::ask::GovernanceAnswer;
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::registers::people::HeldDeed;
use domain::rules::{restore_command, ripe_us};
use domain::values::{Deed, Stage};
use maud::{Markup, html};

/// Microseconds of a minute.
const MINUTE_US: i64 = 60_000_000;

/// Is it approved and waits for its time? Then a page about it is another one later that day.
pub(super) fn waits(held: &HeldDeed) -> bool {
    held.stage == Stage::Approved
}

/// The open ones as cards, the others in a fold.
pub(super) fn list(visit: &Visit, found: &GovernanceAnswer, typed: (&str, &Typed)) -> Markup {
    let mut all: Vec<(&String, &HeldDeed)> = found.deeds.iter().collect();
    all.sort_by_key(|(_, held)| std::cmp::Reverse(held.proposed_us));
    let (open, over): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, held)| matches!(held.stage, Stage::Proposed | Stage::Approved));
    html! {
        @if open.is_empty() { p.hint { "None is open." } }
        @else { div.stack { @for (id, held) in open { (card(visit, id, held, typed)) } } }
        @if !over.is_empty() {
            details.fold { summary { (over.len()) " carried out or stopped" } (past(visit, &over)) }
        }
    }
}

fn card(visit: &Visit, id: &str, held: &HeldDeed, typed: (&str, &Typed)) -> Markup {
    let when = |us: i64| html! { span.hint { " " (app::clock::minute_of(us)) } };
    let ripe = ripe_us(held).map(|at| (at, at - visit.doors.app.clock().now_us()));
    let (badge, tone) = match (held.stage, ripe) {
        (Stage::Proposed, _) => ("Waits for approval", Tone::Accent),
        (_, Some((_, left))) if left > 0 => ("Approved, waits", Tone::Caution),
        _ => ("Can be carried out", Tone::Good),
    };
    html! {
        article.card id=(id) {
            div.card-head {
                h3.card-title { (held.deed.title()) @let about = kinds::about(visit, &held.deed); @if !about.0.is_empty() { ": " (about) } }
                (ui::badge(tone, badge))
            }
            p.prose { "\u{201c}" (held.reason) "\u{201d}" }
            (ui::definition_list(&[
                ("Proposed", html! { (name(visit, &held.proposed_by)) (when(held.proposed_us)) }),
                ("Approved", html! {
                    @match (&held.approved_by, held.approved_us) {
                        (Some(by), Some(us)) => { (name(visit, by)) (when(us)) @if held.alone { " " (ui::tag("alone: nobody else was there")) } },
                        _ => (ui::nothing()),
                    }
                }),
                ("Can be carried out", html! {
                    @match ripe {
                        Some((at, left)) if left > 0 => { "in " strong { (lasting(left)) } span.hint { " from " (app::clock::minute_of(at)) } },
                        Some(_) => "now",
                        None => "24 hours after somebody else approves it",
                    }
                }),
            ]))
            @if !visit.in_the_past() { (actions(visit, id, held, typed)) }
        }
    }
}

/// `5 h 12 min`.
fn lasting(us: i64) -> String {
    let minutes = (us + MINUTE_US - 1) / MINUTE_US;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

fn actions(visit: &Visit, id: &str, held: &HeldDeed, typed: (&str, &Typed)) -> Markup {
    let own = || id.to_owned();
    let may = |command: &Command| why_not(visit, command).is_none();
    let ripe = ripe_us(held).is_some_and(|at| at <= visit.doors.app.clock().now_us());
    let at = |verb: &str| format!("/o/{}/decisions/deeds/{}/{verb}", visit.org, encode(id));
    let approve = may(&Command::ApproveDeed { id: own() });
    let carry_out = ripe && may(&Command::CarryOutDeed { id: own() });
    let stop = may(&Command::WithdrawDeed { id: own(), reason: String::new() });
    html! {
        @if approve || carry_out || stop {
            div.actions {
                @if approve { (approval(id, held, &at("approval"))) }
                @if carry_out { (carrying_out(id, held, &at("carry-out"))) }
                @if stop { (stopping(visit, id, held, &at("stop"), typed)) }
            }
        }
        @if held.stage == Stage::Proposed && held.proposed_by == visit.who.id() && !approve {
            p.hint { "You proposed it, so that somebody else has to approve it: another owner or management." }
        }
    }
}

fn approval(id: &str, held: &HeldDeed, action: &str) -> Markup {
    let (anchor, what) = (format!("approve-{id}"), held.deed.title().to_lowercase());
    let text = format!(
        "{} 24 hours after your approval it can be carried out; every owner can stop it until then.",
        kinds::meaning(&held.deed)
    );
    let ask = Confirm {
        id: &anchor,
        open: "Approve",
        title: &format!("Approve the {what}?"),
        text: &text,
        action,
        yes: "Approve",
        danger: false,
    };
    ui::confirm(&ask, html! {})
}

fn carrying_out(id: &str, held: &HeldDeed, action: &str) -> Markup {
    if let Deed::Restore { .. } = held.deed {
        return html! {
            div {
                p.hint { "The operator carries it out: stop the server, and run at the terminal of the machine" }
                (ui::code(&restore_command(id)))
            }
        };
    }
    if held.deed == Deed::FullExport {
        return html! {
            form method="post" action=(action) { (ui::button("Carry out and download the ledger")) }
        };
    }
    let anchor = format!("do-{id}");
    let ask = Confirm {
        id: &anchor,
        open: "Carry out",
        title: &format!("Carry out: {}?", held.deed.title().to_lowercase()),
        text: kinds::meaning(&held.deed),
        action,
        yes: "Carry out",
        danger: matches!(held.deed, Deed::ErasePerson { .. }),
    };
    ui::confirm(&ask, html! {})
}

fn stopping(visit: &Visit, id: &str, held: &HeldDeed, action: &str, typed: (&str, &Typed)) -> Markup {
    let own = held.proposed_by == visit.who.id();
    let (anchor, reason_id) = (format!("stop-{id}"), format!("reason-{id}"));
    let reason = Field {
        name: "reason",
        id: &reason_id,
        label: "Why it is stopped",
        value: typed_for(typed, id, "reason"),
        required: true,
        ..Field::default()
    };
    let ask = Confirm {
        id: &anchor,
        open: if own { "Withdraw" } else { "Stop it" },
        title: &format!("Stop the {}?", held.deed.title().to_lowercase()),
        text: "It is not carried out. Whoever still wants it proposes it anew.",
        action,
        yes: "Stop it",
        danger: true,
    };
    ui::confirm(&ask, ui::textarea(&reason, 2))
}

/// Backups that took the place of the ledger, the last one first.
pub(super) fn restores(visit: &Visit, found: &GovernanceAnswer) -> Markup {
    let names = visit.doors.app.within(&visit.org);
    html! {
        ul.plain-list.bare {
            @for held in found.restores.iter().rev() {
                @let words = RestoreWords::of(&names, held);
                li { p.prose.breaks { (words.sentence()) "." } @if let Some(aside) = &words.moved_aside {
                    p { (ui::quiet_link("History of before", &format!("/o/{aside}/history"), None)) }
                } }
            }
        }
    }
}

fn past(visit: &Visit, over: &[(&String, &HeldDeed)]) -> Markup {
    let columns = [
        Column::text("What"),
        Column::narrow("Ended as"),
        Column::narrow("Proposed"),
        Column::text("By"),
        Column::text("Approved by"),
        Column::text("Reasons"),
    ];
    let rows: Vec<Row> = over
        .iter()
        .map(|(id, held)| {
            let done = held.stage == Stage::Done;
            let cells = vec![
                html! { (held.deed.title()) @let about = kinds::about(visit, &held.deed); @if !about.0.is_empty() { ": " (about) } },
                if done { ui::badge(Tone::Good, "Carried out") } else { ui::badge(Tone::Neutral, "Stopped") },
                html! { (app::clock::day_of(held.proposed_us)) },
                name(visit, &held.proposed_by),
                html! {
                    @match &held.approved_by { Some(by) => (name(visit, by)), None => (ui::nothing()) }
                    @if held.alone { p.hint { "alone" } }
                },
                html! { (held.reason) @if let Some(ended) = &held.ended { p.hint { "Stopped: " (ended) } } },
            ];
            Row { faint: !done, ..Row::new(cells) }.anchored((*id).clone())
        })
        .collect();
    ui::table("Carried out or stopped", &columns, &rows, TableOptions::default())
}

pub(super) async fn approve(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let approved = visit.change("Approved.", &format!("/decisions#{id}"), Command::ApproveDeed { id: id.clone() });
    or_again(approved, again(&visit, &id, &Typed::default()))
}

pub(super) async fn stop(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let command = Command::WithdrawDeed { id: id.clone(), reason: typed.get("reason").to_owned() };
    let stopped = visit.change("Stopped.", "/decisions", command);
    or_again(stopped, again(&visit, &id, &typed))
}

/// Carries a deed out. An export answers with the file; everything else goes back to the list.
pub(super) async fn carry_out(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let deed = visit.ask(&app::ask::Governance)?.value.deeds.get(&id).map(|held| held.deed.clone());
    let app = &visit.doors.app;
    let done = if deed == Some(Deed::FullExport) {
        let mut bytes = Vec::new();
        let written = tokio::task::block_in_place(|| app.export_ledger(&visit.org, &visit.who, &mut bytes));
        let name = format!("{}.tickmark", visit.org);
        written.map(|_| attachment("application/octet-stream", &name, bytes)).map_err(Problem::from)
    } else {
        let done = tokio::task::block_in_place(|| app.carry_out(&visit.org, &visit.who, None, &id));
        done.map(|receipt| visit.went("Carried out.", "/decisions", &receipt)).map_err(Problem::from)
    };
    or_again(done, again(&visit, &id, &Typed::default()))
}
