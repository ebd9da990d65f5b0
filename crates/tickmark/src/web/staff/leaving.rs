//! The way out: what has to be done when somebody leaves, as a list to tick off.

use super::{answers, day};
use crate::web::ui::{self, Icon};
use crate::web::visit::Visit;
use domain::registers::staff::HeldStaff;
use domain::reports::staff::{Missing, Standing};
use domain::values::StaffCheck;
use domain::values::staff::StaffState;
use maud::{Markup, html};

pub(super) fn section(visit: &Visit, held: &HeldStaff, standing: &Standing) -> Markup {
    let gone = held.staff.state == StaffState::Left;
    let steps = StaffCheck::ALL.into_iter().filter(|check| check.on_leaving());
    let still_member = standing.missing.contains(&Missing::StillMember);
    let lead = match held.staff.leaves {
        Some(last) if gone => format!("The last day of work was {last}."),
        Some(last) => format!("The last day of work is {last}; access ends with it."),
        None => String::new(),
    };
    ui::section(
        "leaving",
        "Leaving",
        Some(&lead),
        html! {
            ul.way-out.card {
                @for check in steps { (step(visit, held, check, gone)) }
                @for (system, level) in &standing.access {
                    li.open[gone] {
                        (mark(false, gone))
                        div { strong { (system) } span.hint { "access as " (level) " is on record: ask for its removal and carry it out" } }
                    }
                }
                @if still_member {
                    li.open {
                        (mark(false, true))
                        div { strong { "Membership here" } span.hint { "still stands; an owner ends it on the page of the member" } }
                    }
                }
            }
        },
    )
}

fn step(visit: &Visit, held: &HeldStaff, check: StaffCheck, gone: bool) -> Markup {
    let done = held.last(check);
    let late = match (done, held.staff.leaves) {
        (Some(done), Some(last)) if check == StaffCheck::AccessRemoved => (done.on - last).get_days(),
        _ => 0,
    };
    html! {
        li.open[done.is_none() && gone] {
            (mark(done.is_some(), gone))
            div {
                strong { (check.title()) } (answers(visit, check.answers()))
                span.hint {
                    @match done {
                        Some(done) if done.not_needed => { "not needed: " (done.note) },
                        Some(done) => {
                            "on " (day(Some(done.on)))
                            @if late > 0 { ", " (late) @if late == 1 { " day" } @else { " days" } " after the last day" }
                            @if !done.note.is_empty() { " (" (done.note) ")" }
                        },
                        None if gone => "not recorded",
                        None => "to come",
                    }
                }
            }
        }
    }
}

fn mark(done: bool, due: bool) -> Markup {
    html! {
        @if done { span.done { (Icon::Check.svg()) span.sr-only { "Done" } } }
        @else if due { span.due { (Icon::Alert.svg()) span.sr-only { "Missing" } } }
        @else { span.to-come { (Icon::Calendar.svg()) span.sr-only { "To come" } } }
    }
}
