//! The roles of a member as boxes, each with what it is for and what it may never do.

use crate::web::typed::Typed;
use domain::refusal::Refusal;
use domain::values::Role;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Boxes for the six roles of members.
pub(super) fn boxes(chosen: &BTreeSet<Role>) -> Markup {
    html! {
        fieldset.field.checks {
            legend { "Roles" }
            p.hint { "Somebody may hold several that go together. " }
            div.check-list {
                @for role in Role::MEMBER {
                    label.check.explained {
                        input type="checkbox" name="roles" value=(role.id()) checked[chosen.contains(&role)];
                        span {
                            strong { (role.title()) }
                            span.hint { (role.meaning()) " May never " (role.never()) "." }
                        }
                    }
                }
            }
        }
    }
}

/// The roles that were ticked.
///
/// # Errors
/// A refusal for a word that is no role.
pub(super) fn ticked(typed: &Typed) -> Result<BTreeSet<Role>, Refusal> {
    let parse =
        |id: &str| Role::parse(id).ok_or_else(|| Refusal::Unknown { what: "role", id: id.to_owned(), nearest: None });
    typed.all("roles").map(parse).collect()
}

/// The roles that were ticked, as far as they are roles, to show the form again.
pub(super) fn again(typed: &Typed) -> BTreeSet<Role> {
    typed.all("roles").filter_map(Role::parse).collect()
}
