//! The names of everything that can happen, in groups, as a webhook chooses among them.

use crate::web::ui::{self, Choice, Field};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Group, and its events: the name in messages, and what happened in words.
const GROUPS: [(&str, &[(&str, &str)]); 6] = [
    (
        "Programme",
        &[
            ("organisation_created", "The organisation began"),
            ("profile_set", "The scope was set"),
            ("document_adopted", "A framework or crosswalk was adopted"),
            ("suggestion_decided", "A suggestion was decided"),
            ("item_assessed", "A clause or control was judged"),
            ("step_recorded", "A step was recorded"),
            ("inheritance_recorded", "What a provider operates was recorded"),
            ("inheritance_withdrawn", "An inheritance was withdrawn"),
        ],
    ),
    (
        "Controls",
        &[
            ("control_added", "A control was added"),
            ("control_revised", "A control was changed"),
            ("control_retired", "A control was retired"),
            ("control_linked", "A control was linked"),
            ("control_unlinked", "A link was taken away"),
            ("control_assigned", "A control was assigned to a person"),
            ("controls_imported", "Controls were imported"),
            ("columns_saved", "Columns of an import were kept"),
        ],
    ),
    (
        "People",
        &[
            ("person_invited", "A person was invited"),
            ("membership_confirmed", "An invitation was accepted"),
            ("roles_set", "Roles were set"),
            ("member_suspended", "A member was suspended"),
            ("member_resumed", "A suspension ended"),
            ("membership_ended", "A membership ended"),
            ("grant_given", "Outside access was given"),
            ("grant_ended", "Outside access was ended"),
            ("deputy_named", "A deputy was named"),
            ("deputy_ended", "A deputy's time was ended"),
        ],
    ),
    (
        "Staff and access",
        &[
            ("staff_recorded", "Somebody who works here was recorded"),
            ("position_set", "A position was set"),
            ("staff_checked", "A check of somebody was recorded"),
            ("access_asked", "Access to a system was asked for"),
            ("access_decided", "A request for access was decided"),
            ("access_carried_out", "Access was given or taken"),
        ],
    ),
    (
        "Waivers and decisions",
        &[
            ("waiver_proposed", "A waiver was proposed"),
            ("waiver_approved", "A waiver was approved"),
            ("waiver_ended", "A waiver was ended"),
            ("deed_proposed", "Something for two persons was proposed"),
            ("deed_approved", "Something for two persons was approved"),
            ("deed_withdrawn", "Something for two persons was stopped"),
            ("deed_done", "Something for two persons was carried out"),
        ],
    ),
    (
        "Doors",
        &[
            ("sign_on_set", "Single sign-on was set"),
            ("directory_set", "The directory was set"),
            ("token_issued", "A token was issued"),
            ("token_revoked", "A token was revoked"),
            ("webhook_set", "A webhook was set"),
            ("webhook_removed", "A webhook was removed"),
        ],
    ),
];

/// Everything, or boxes in groups.
pub(super) fn boxes(chosen: &dyn Fn(&str) -> bool) -> Markup {
    let some = GROUPS.iter().flat_map(|(_, events)| *events).any(|(name, _)| chosen(name));
    html! {
        (ui::checkboxes(&Field { name: "all", label: "News", ..Field::default() }, &[Choice::new("yes", "Everything, also what a later version adds", !some)]))
        details.fold open[some] {
            summary { "Only some of it" }
            p.hint { "Take the mark away above, and tick here what it is to be told of." }
            div.check-groups {
                @for (title, events) in GROUPS {
                    @let choices: Vec<Choice<'_>> = events.iter().map(|(name, words)| Choice::new(*name, *words, chosen(name))).collect();
                    (ui::checkboxes(&Field { name: "event", label: title, ..Field::default() }, &choices))
                }
            }
        }
    }
}

/// What a webhook is told of, in words.
pub(super) fn chosen(names: &BTreeSet<String>) -> Markup {
    let words = |name: &String| {
        let known = GROUPS.iter().flat_map(|(_, events)| *events).find(|(n, _)| n == name);
        known.map_or_else(|| name.clone(), |(_, words)| (*words).to_owned())
    };
    html! {
        @match names.len() {
            0 => { "everything" }
            n if n > 3 => details.fold { summary { (n) " kinds of entries" } ul.plain-list { @for name in names { li { (words(name)) } } } },
            _ => { @for (at, name) in names.iter().enumerate() { @if at > 0 { "; " } (words(name).to_lowercase()) } }
        }
    }
}

#[cfg(test)]
mod unit {
    use super::GROUPS;

    #[test]
    fn every_event_can_be_chosen_and_nothing_that_never_happens() {
        let source = include_str!("../../../../domain/src/event.rs");
        let (_, names) = source.split_once("pub fn name(").unwrap();
        let (names, _) = names.split_once("pub fn object(").unwrap();
        let mut there: Vec<&str> = names.split("=> \"").skip(1).filter_map(|part| part.split('"').next()).collect();
        let mut ours: Vec<&str> = GROUPS.iter().flat_map(|(_, events)| *events).map(|(name, _)| *name).collect();
        there.sort_unstable();
        ours.sort_unstable();
        assert_eq!(ours, there);
    }
}
