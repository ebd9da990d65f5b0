//! What lets others check the record: the signed checkpoint with its key, and the whole ledger as one file.

use crate::web::attachment::attachment;
use crate::web::kept::OfThisMoment;
use crate::web::people::{name, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{only_today, or_again, refused};
use crate::web::ui::{self, Crumb, Icon, Tone};
use crate::web::visit::Visit;
use app::ask::{Question, Seen};
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::registers::people::HeldDeed;
use domain::rules::ripe_us;
use domain::values::{Action, Deed, Stage};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let mark = visit.ask(&Exports)?.mark;
    let doors = &visit.doors;
    let (note, key) = tokio::task::block_in_place(|| {
        Ok::<_, app::Failure>((doors.app.checkpoint(&visit.org, &visit.who)?, doors.app.public_key()?))
    })?;
    let body = html! {
        (ui::heading(
            "Checkpoint",
            Some("A signed statement of how many entries there are and what their root hash is. Keep a copy elsewhere: whoever holds it can show later that nothing before it was changed."),
            Some(ui::quiet_link("Ledger", &visit.href("/ledger.tickmark"), Some(Icon::Download))),
        ))
        (ui::section("note", "Signed note", None, ui::code(&note)))
        (ui::section("key", "Public key of this installation", Some("Ask for it on another way than the note."), ui::code(&key)))
        (ui::section("verify", "Check it", Some("On this machine, or with the small verifier that needs nothing of ours."), html! {
            (ui::code("tickmark verify --checkpoint note.txt"))
        }))
    };
    let crumbs = [Crumb::link("History", visit.href("/history")), Crumb::here("Checkpoint")];
    Ok(visit.page(&mark, "Checkpoint", "/history", &crumbs, body))
}

/// Who and what stands in the way of an export.
struct Exports;

/// A decision on the export that is open, and whether nobody else is there to agree.
struct ExportsAnswer {
    open: Option<(String, HeldDeed)>,
    alone: bool,
}

impl Question for Exports {
    type Answer = ExportsAnswer;

    fn needs(&self) -> Action {
        // Who may check the ledger is told why they may not take it away; only who may propose that learns more.
        Action::ReadProof
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ExportsAnswer, Refusal> {
        let people = &seen.organisation()?.people;
        let open = people.deeds.iter().filter(|(_, held)| held.deed == Deed::FullExport);
        let open = open.filter(|(_, held)| matches!(held.stage, Stage::Proposed | Stage::Approved));
        let open =
            open.max_by_key(|(_, held)| ripe_us(held).map(std::cmp::Reverse)).map(|(id, h)| (id.clone(), h.clone()));
        Ok(ExportsAnswer { open, alone: people.is_one_person(seen.on) })
    }
}

/// Before the ledger leaves: what it is, and whether two persons agreed.
pub(super) async fn ask(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    page(&visit, None)
}

fn page(visit: &Visit, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&Exports)?;
    let body = html! {
        (ui::heading(
            "Take the ledger away",
            Some("Every entry in one file that needs no server to be read or checked. All of it leaves, so that one person alone does not decide it."),
            None,
        ))
        (refused(refusal))
        (next(visit, &answer.value))
    };
    let crumbs = [Crumb::link("History", visit.href("/history")), Crumb::here("Ledger")];
    let mut page = visit.page(&answer.mark, "Take the ledger away", "/history", &crumbs, body);
    if answer.value.open.is_some() {
        page.extensions_mut().insert(OfThisMoment);
    }
    Ok(page)
}

/// The next step towards the file.
fn next(visit: &Visit, found: &ExportsAnswer) -> Markup {
    let deed = Command::ProposeDeed { deed: Deed::FullExport, reason: String::new() };
    let decisions = |id: &str| ui::link_button("See the decision", &visit.href(&format!("/decisions#{id}")), None);
    let now = visit.doors.app.clock().now_us();
    let ripe = found.open.as_ref().is_some_and(|(_, held)| ripe_us(held).is_some_and(|at| at <= now));
    let download = |words: &str| {
        html! {
            form method="post" action={ "/o/" (visit.org) "/ledger.tickmark" } { (ui::button(words)) }
        }
    };
    if let Some(missing) = why_not(visit, &deed) {
        return not_offered(&missing);
    }
    match &found.open {
        Some(_) if ripe => html! {
            (ui::notice(Tone::Good, "Two persons agreed, and the time is over", html! { "The decision is carried out with this download, once." }))
            (download("Carry out and download the ledger"))
        },
        Some((id, held)) => html! {
            (ui::notice(Tone::Caution, "It cannot be carried out yet", html! {
                @match (ripe_us(held), &held.approved_by) {
                    (Some(at), Some(by)) => { (name(visit, by)) " approved it; it can be carried out from " (app::clock::minute_of(at)) "." },
                    _ => { (name(visit, &held.proposed_by)) " proposed it; somebody else has to approve it." },
                }
            }))
            div.actions { (decisions(id)) }
        },
        None if found.alone => html! {
            (ui::notice(Tone::Neutral, "Nobody else is here to agree", html! {
                "It is proposed, approved and carried out at once, and the history says that you were alone."
            }))
            (download("Export and download the ledger"))
        },
        None => html! {
            (ui::notice(Tone::Caution, "This needs two persons", html! {
                "You propose it, somebody else approves it, and 24 hours later it can be carried out. Every owner sees it and can stop it."
            }))
            div.actions {
                (ui::link_button("Propose the export", &visit.href("/decisions/deeds/new?kind=full_export"), None))
            }
        },
    }
}

/// The ledger as a bundle that needs no server to be checked; carries out the decision that allows it.
pub(super) async fn bundle(visit: Visit) -> Result<Response, Problem> {
    let doors = &visit.doors;
    let mut bytes = Vec::new();
    let written = tokio::task::block_in_place(|| doors.app.export_ledger(&visit.org, &visit.who, &mut bytes));
    let name = format!("{}.tickmark", visit.org);
    let file = written.map(|_| attachment("application/octet-stream", &name, bytes)).map_err(Problem::from);
    or_again(file, |refusal| page(&visit, Some(refusal)))
}
