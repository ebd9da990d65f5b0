//! What a token may do, in words and as boxes.

use crate::web::controls;
use crate::web::reading::counted;
use crate::web::ui::{self, Choice, Field};
use crate::web::visit::Visit;
use domain::values::{Action, TokenKind, TokenScope};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// More actions than this are folded away in a list.
const SHOWN: usize = 3;

/// The three kinds of program.
pub(super) const KINDS: [TokenKind; 3] = [TokenKind::Api, TokenKind::Collector, TokenKind::Directory];

pub(super) fn kind_title(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Api => "Script",
        TokenKind::Collector => "Collector",
        TokenKind::Directory => "Directory",
    }
}

/// What the kind is for.
pub(super) fn kind_meaning(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Api => {
            "A script of yours that uses the API. It may do what you tick here, as long as you may do it yourself."
        }
        TokenKind::Collector => {
            "A program that hands in evidence for the controls that you name. It can read nothing and change nothing else."
        }
        TokenKind::Directory => {
            "Your identity provider, which says who joins and who leaves (SCIM 2.0). Only an owner issues it."
        }
    }
}

/// A scope with nothing in it, to ask whether a token may be issued at all.
pub(super) fn blank(until: Date) -> TokenScope {
    TokenScope { name: String::new(), kind: TokenKind::Api, actions: BTreeSet::new(), controls: BTreeSet::new(), until }
}

/// What a token may do, for a cell of a table.
pub(super) fn summary(visit: &Visit, scope: &TokenScope) -> Markup {
    let words: Vec<String> = scope.actions.iter().map(|a| words(*a)).collect();
    html! { div {
        @match scope.kind {
            TokenKind::Collector => { "hand in evidence" }
            TokenKind::Directory => { "say who joins and who leaves" }
            TokenKind::Api if words.len() <= SHOWN => { (words.join("; ")) }
            TokenKind::Api => {
                details.fold {
                    summary { (counted(words.len(), "action", "actions")) }
                    ul.plain-list { @for word in &words { li { (word) } } }
                }
            }
        }
        @if !scope.controls.is_empty() {
            div.hint { "for " @for id in &scope.controls { a.id href=(controls::href(visit, id)) { (id) } " " } }
        }
    } }
}

/// An action as it is said of no object in particular: `retire a control`, `read an engagement`, `read evidence`.
fn words(action: Action) -> String {
    let words = action.words();
    let Some((act, object)) = words.split_once(" this ") else {
        return words.to_owned();
    };
    let article = match object {
        "out" => "it ",
        _ if object.starts_with("evidence") => "",
        _ if object.starts_with(['a', 'e', 'i', 'o', 'u']) => "an ",
        _ => "a ",
    };
    format!("{act} {article}{object}")
}

/// Boxes for these actions, in groups.
pub(super) fn boxes(actions: &[Action], chosen: &dyn Fn(Action) -> bool) -> Markup {
    html! {
        fieldset.field {
            legend.field-label { "What it may do" }
            p.hint { "What you may do yourself, and a token can carry." }
            div.check-groups {
                @for (title, actions) in groups(actions) {
                    @let choices: Vec<Choice<'_>> =
                        actions.iter().map(|a| Choice::new(a.id(), capital(&words(*a)), chosen(*a))).collect();
                    (ui::checkboxes(&Field { name: "action", label: title, ..Field::default() }, &choices))
                }
            }
        }
    }
}

fn groups(actions: &[Action]) -> Vec<(&'static str, Vec<Action>)> {
    let mut groups: Vec<(&'static str, Vec<Action>)> = Vec::new();
    for action in actions.iter().copied() {
        let title = group(action);
        match groups.iter_mut().find(|(t, _)| *t == title) {
            Some((_, actions)) => actions.push(action),
            None => groups.push((title, vec![action])),
        }
    }
    groups
}

fn group(action: Action) -> &'static str {
    match action {
        _ if action.reads() => "Read",
        Action::AssignControl | Action::AppendEvidence | Action::PlanAudit | Action::ConductAudit => {
            "Work on the programme"
        }
        _ if action.builds() => "Work on the programme",
        Action::RevokeToken | Action::SetWebhook => "Tokens and webhooks",
        // Ending a waiver stands with ending grants and memberships.
        _ => "People",
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn every_action_that_a_token_can_carry_has_its_group() {
        let all: Vec<Action> = Action::ALL.into_iter().filter(|a| a.in_tokens()).collect();
        let groups = groups(&all);
        assert_eq!(groups.iter().map(|(_, actions)| actions.len()).sum::<usize>(), all.len());
        let titles: Vec<&str> = groups.iter().map(|(title, _)| *title).collect();
        assert_eq!(titles, ["Read", "Work on the programme", "People", "Tokens and webhooks"]);
    }
}
