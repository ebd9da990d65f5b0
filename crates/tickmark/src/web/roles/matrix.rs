//! Actions and roles: as a table where there is room, and role by role, folded, everywhere.

use super::{capital, in_words, parts};
use crate::web::ui::{self, Tone};
use domain::values::access::{Cell, cell};
use domain::values::{Action, Duty, Role, State};
use maud::{Markup, html};

/// What the table says about a role and an action, over all states.
enum Says {
    /// To whatever it is, in these states.
    Any(Vec<State>),
    /// To what is one's own only, in these states.
    Own(Vec<State>),
    /// Never: a rule denies it.
    Denied(Duty),
    /// No line allows it.
    Silent,
}

/// `None` for the role: whoever has any part in the organisation.
fn says(role: Option<Role>, action: Action) -> Says {
    let allowed = |own| -> Vec<State> {
        State::ALL.into_iter().filter(|s| cell(role, action, *s, own) == Cell::Allowed).collect()
    };
    let (others, own) = (allowed(false), allowed(true));
    if !others.is_empty() {
        return Says::Any(others);
    }
    if !own.is_empty() {
        return Says::Own(own);
    }
    let denied = State::ALL.into_iter().find_map(|s| match cell(role, action, s, false) {
        Cell::Denied(duty) => Some(duty),
        _ => None,
    });
    denied.map_or(Says::Silent, Says::Denied)
}

pub(super) fn view() -> Markup {
    html! {
        (legend())
        (ui::section("by-role", "By role", Some("Open a role to see what comes with it."), by_role()))
        div.matrix-wide { (ui::section("table", "All in one table", None, table())) }
    }
}

fn legend() -> Markup {
    html! {
        ul.legend {
            li.key { span.right.any { "●" } "may" }
            li.key { span.right.own { "◐" } "may, with what is one's own" }
            li.key { span.right.denied { "✕" } "never: a rule denies it" }
            li.key { span.right.silent { "·" } "no" }
            li.key { (ui::tag("second factor")) "asks for a fresh proof of who one is" }
        }
    }
}

fn by_role() -> Markup {
    html! {
        div.by-role {
            @for role in Role::ALL {
                @let may: Vec<_> = lines(Some(role));
                details.card.rule {
                    summary { strong { (role.title()) } span.hint { (may.len()) " of " (Action::ALL.len()) " actions" } }
                    p.hint { (role.meaning()) " May never " (role.never()) "." }
                    @if may.is_empty() { p { "Nothing comes with it yet." } }
                    ul.dashes {
                        @for (action, note) in &may {
                            li { (capital(action.words())) @if !note.is_empty() { span.hint { ", " (note) } } }
                        }
                    }
                }
            }
            details.card.rule {
                summary { strong { "Whoever has a part here" } span.hint { "whatever the role" } }
                ul.dashes {
                    @for (action, note) in lines(None) {
                        li { (capital(action.words())) @if !note.is_empty() { span.hint { ", " (note) } } }
                    }
                }
            }
        }
    }
}

/// What comes with a role: action, and on what.
fn lines(role: Option<Role>) -> Vec<(Action, String)> {
    let line = |action| match says(role, action) {
        Says::Any(states) => Some((action, when(&states, false))),
        Says::Own(states) => Some((action, when(&states, true))),
        Says::Denied(_) | Says::Silent => None,
    };
    Action::ALL.into_iter().filter_map(line).collect()
}

fn when(states: &[State], own: bool) -> String {
    let states = in_words(states);
    match (own, states.is_empty()) {
        (true, true) => "one's own only".to_owned(),
        (true, false) => format!("one's own only, while {states}"),
        (false, true) => String::new(),
        (false, false) => format!("while {states}"),
    }
}

fn table() -> Markup {
    html! {
        div.table.wide.matrix tabindex="0" {
            table {
                caption.sr-only { "Which role may do what" }
                thead { tr {
                    th scope="col" { "Action" }
                    @for role in Role::ALL { th scope="col" { span { (role.title()) } } }
                } }
                @for (title, actions) in parts() {
                    tbody {
                        tr { th.part-head scope="rowgroup" colspan=(Role::ALL.len() + 1) { (title) } }
                        @for action in actions {
                            tr {
                                th scope="row" { (capital(action.words())) @if action.step_up() { " " (ui::tag("second factor")) } }
                                @for role in Role::ALL { td { (mark(role, action)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn mark(role: Role, action: Action) -> Markup {
    let (class, glyph, words) = match says(Some(role), action) {
        Says::Any(states) => ("any", "●", ["may", &when(&states, false)].join(" ")),
        Says::Own(states) => ("own", "◐", ["may", &when(&states, true)].join(" ")),
        Says::Denied(duty) => ("denied", "✕", format!("never, {}: {}", duty.id(), duty.sentence())),
        Says::Silent => ("silent", "·", "no".to_owned()),
    };
    html! { span class={ "right " (class) } title=(words.trim()) { span aria-hidden="true" { (glyph) } span.sr-only { (words) } } }
}

/// A verdict as a badge, for the list of one's own rights.
pub(super) fn verdict(may: bool, own_only: bool) -> Markup {
    match (may, own_only) {
        (true, false) => ui::badge(Tone::Good, "Yes"),
        (true, true) => ui::badge(Tone::Good, "Your own"),
        (false, _) => ui::badge(Tone::Neutral, "No"),
    }
}
