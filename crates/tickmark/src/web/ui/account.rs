//! Who is signed in, in the corner of every page and in the menu of narrow screens; and whose eyes a demonstration has.

use super::icon::Icon;
use maud::{Markup, html};

/// Who is signed in, as every page shows it.
pub(crate) struct Signed<'a> {
    pub name: &'a str,
    /// What they are here, in words; empty outside an organisation.
    pub roles: &'a str,
    /// Are there other organisations to go to?
    pub others: bool,
    /// In a demonstration: whose eyes these are.
    pub eyes: Eyes,
}

/// Through whose eyes a demonstration is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Eyes {
    /// It is no demonstration.
    #[default]
    None,
    /// One's own: whoever holds the key.
    Own,
    /// Those of somebody who takes part.
    Others,
}

/// Who is signed in, folded up in the corner.
pub(super) fn account(person: &Signed<'_>) -> Markup {
    let first_letters = person.name.split_whitespace().filter_map(|word| word.chars().next());
    let initials: String = first_letters.filter(|c| c.is_alphanumeric()).take(2).flat_map(char::to_uppercase).collect();
    html! {
        details.account data-menu {
            summary {
                span.initials aria-hidden="true" { (initials) }
                span.account-name { (person.name) }
            }
            div.account-panel {
                p { strong { (person.name) } @if !person.roles.is_empty() { br; (person.roles) } }
                (ways(person))
            }
        }
    }
}

/// Where one goes from one's own name.
pub(super) fn ways(person: &Signed<'_>) -> Markup {
    html! {
        ul.ways {
            li { a href="/profile" { (Icon::People.svg()) span { "Your profile" } } }
            @if person.others { li { a href="/" { (Icon::Layers.svg()) span { "All organisations" } } } }
            @if person.eyes != Eyes::None { li { a href="/demo" { (Icon::Search.svg()) span { "Look through other eyes" } } } }
            li {
                form method="post" action="/sign-out" {
                    button type="submit" { (Icon::Arrow.svg()) span { "Sign out" } }
                }
            }
        }
    }
}

/// Whose eyes a demonstration is looked at through, with the way back.
pub(super) fn eyes(person: &Signed<'_>) -> Markup {
    html! {
        aside.eyes aria-label="Through other eyes" {
            p {
                "You look through the eyes of " strong { (person.name) }
                @if !person.roles.is_empty() { ", " (person.roles) }
                "."
            }
            a href="/demo" { "Somebody else" }
            form method="post" action="/demo/as" {
                input type="hidden" name="person" value="";
                button type="submit" { "Back to yourself" }
            }
        }
    }
}
