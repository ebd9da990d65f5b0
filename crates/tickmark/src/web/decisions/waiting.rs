//! What waits for whoever looks: to be approved, to be carried out, or still to be stopped.

use super::{deeds, kinds};
use crate::web::people::why_not;
use crate::web::ui::{self, Icon};
use crate::web::visit::Visit;
use app::ask::{Governance, GovernanceAnswer};
use domain::command::Command;
use domain::registers::people::{HeldDeed, HeldWaiver};
use domain::rules::ripe_us;
use domain::values::{Action, Stage};
use maud::{Markup, html};

/// One thing that waits.
struct Waits {
    icon: Icon,
    what: String,
    then: String,
    to: String,
}

/// On the overview: everything of this kind that waits, or nothing at all; and whether that changes within the day.
pub(crate) fn on_overview(visit: &Visit) -> (Markup, bool) {
    if visit.in_the_past() || !visit.doors.app.may(&visit.org, &visit.who, Action::ReadGovernance, None) {
        return (html! {}, false);
    }
    let Ok(answer) = visit.ask(&Governance) else {
        return (html! {}, false);
    };
    (section(visit, &answer.value), answer.value.deeds.values().any(deeds::waits))
}

/// The list of what waits, on top of a page; nothing when nothing does.
pub(super) fn section(visit: &Visit, found: &GovernanceAnswer) -> Markup {
    let waits = waiting(visit, found);
    html! {
        @if !waits.is_empty() {
            (ui::section("waiting", "Waiting for you", None, html! {
                ul.advice {
                    @for one in &waits {
                        li { a href=(visit.href(&format!("/decisions#{}", one.to))) {
                            (one.icon.svg())
                            span { strong { (one.what) } br; span.hint { (one.then) } }
                            (Icon::Arrow.svg())
                        } }
                    }
                }
            }))
        }
    }
}

fn waiting(visit: &Visit, found: &GovernanceAnswer) -> Vec<Waits> {
    let today = visit.doors.app.clock().today();
    let waivers = found.waivers.iter().filter(|(_, held)| held.stage == Stage::Proposed && held.waiver.until >= today);
    let waivers = waivers.filter_map(|(id, held)| waiver(visit, id, held));
    let deeds = found.deeds.iter().filter_map(|(id, held)| deed(visit, id, held));
    waivers.chain(deeds).collect()
}

fn waiver(visit: &Visit, id: &str, held: &HeldWaiver) -> Option<Waits> {
    why_not(visit, &Command::ApproveWaiver { id: id.to_owned() }).is_none().then(|| {
        let name = |person: &str| visit.name_of(person);
        Waits {
            icon: Icon::Scale,
            what: format!("Approve a waiver of {} for {}", held.waiver.duty.id(), name(&held.waiver.person)),
            then: format!("Proposed by {}, until {}.", name(&held.proposed_by), held.waiver.until),
            to: id.to_owned(),
        }
    })
}

fn deed(visit: &Visit, id: &str, held: &HeldDeed) -> Option<Waits> {
    let may = |command: Command| why_not(visit, &command).is_none();
    let (own, name) = (|| id.to_owned(), |person: &str| visit.name_of(person));
    let title = held.deed.title().to_lowercase();
    let ripe = ripe_us(held);
    let due = ripe.is_some_and(|at| at <= visit.doors.app.clock().now_us());
    let by = name(&held.proposed_by);
    let (what, then) = if may(Command::ApproveDeed { id: own() }) {
        (format!("Approve: {title}"), format!("Proposed by {by}. {}", kinds::meaning(&held.deed)))
    } else if due && may(Command::CarryOutDeed { id: own() }) {
        (format!("Carry out: {title}"), "Two persons agreed, and the 24 hours are over.".to_owned())
    } else if may(Command::WithdrawDeed { id: own(), reason: String::new() }) {
        let then = match (ripe, &held.approved_by) {
            (Some(at), Some(second)) => format!(
                "Proposed by {by}, approved by {}; can be carried out from {}. You can stop it until then.",
                name(second),
                app::clock::minute_of(at)
            ),
            _ => format!("Proposed by {by}; somebody else has to approve it. You can stop it."),
        };
        (format!("Under way: {title}"), then)
    } else {
        return None;
    };
    Some(Waits { icon: Icon::Alert, what, then, to: own() })
}
