//! The six kinds of deeds that need two persons: what each does, in words, and what its form asks for.

use crate::web::people;
use crate::web::typed::Typed;
use crate::web::ui::{self, Field};
use crate::web::visit::Visit;
use app::ask::PeopleOf;
use domain::refusal::Refusal;
use domain::values::member::MAX_SUPPORT_DAYS;
use domain::values::{Deed, Membership};
use maud::{Markup, html};

/// One of each kind, in the order in which they are offered.
pub(super) fn kinds() -> [Deed; 6] {
    [
        Deed::FullExport,
        Deed::ErasePerson { person: String::new() },
        Deed::RotateKey,
        Deed::Support { person: String::new(), days: 3 },
        Deed::Restore { backup: String::new() },
        Deed::ShortenRetention { what: String::new() },
    ]
}

/// Support access is for an operator who is no member; where the operator takes part, there is nothing to propose.
pub(super) fn fits(visit: &Visit, deed: &Deed) -> bool {
    let Deed::Support { .. } = deed else {
        return true;
    };
    let Ok(operator) = tokio::task::block_in_place(|| visit.doors.app.local_operator("web")) else {
        return false;
    };
    let people = visit.ask(&PeopleOf).map(|a| a.value.members).unwrap_or_default();
    people.get(operator.id()).is_none_or(|m| m.state == Membership::Ended || m.roles.is_empty())
}

/// What it does once it is carried out.
pub(super) fn meaning(deed: &Deed) -> &'static str {
    match deed {
        Deed::FullExport => "Every entry leaves in one file that needs no server to be read or checked.",
        Deed::ErasePerson { .. } => {
            "Name, address and means of signing in of somebody who left are erased for good. Entries keep a bare id."
        }
        Deed::RotateKey => {
            "Checkpoints are signed with a new key from then on; the old one stays known, so that earlier ones can be checked."
        }
        Deed::Support { .. } => "The operator of this installation may look, and change nothing, for at most a week.",
        Deed::Restore { .. } => {
            "A backup takes the place of what is here, which is moved aside and stays readable. The operator does it at the \
             terminal, with this decision in hand."
        }
        Deed::ShortenRetention { .. } => "Something is kept for a shorter time than was promised before.",
    }
}

/// Whom or what it is about; empty where the title says it all.
pub(super) fn about(visit: &Visit, deed: &Deed) -> Markup {
    match deed {
        Deed::FullExport | Deed::RotateKey => html! {},
        Deed::ErasePerson { person } => people::name(visit, person),
        Deed::Support { person, days } => html! {
            (visit.name_of(person)) ", " (days) @if *days == 1 { " day" } @else { " days" }
        },
        Deed::Restore { backup } => html! { span.id.breaks { (backup) } },
        Deed::ShortenRetention { what } => html! { (what) },
    }
}

/// What the form of a kind asks for besides the reason.
pub(super) fn fields(visit: &Visit, deed: &Deed, typed: &Typed) -> Markup {
    let field = |name: &'static str, label: &'static str, hint: &'static str| Field {
        name,
        label,
        hint,
        value: typed.get(name),
        required: true,
        ..Field::default()
    };
    match deed {
        Deed::FullExport | Deed::RotateKey => html! {},
        Deed::ErasePerson { .. } => {
            let people = visit.ask(&PeopleOf).map(|a| a.value.members).unwrap_or_default();
            let ended: Vec<&String> =
                people.iter().filter(|(_, m)| m.state == Membership::Ended).map(|(id, _)| id).collect();
            let choices = people::choices(visit, ended, "Choose a person", typed.get("person"));
            ui::select(&field("person", "Who", "Somebody whose membership has ended."), &choices)
        }
        Deed::Support { days, .. } => {
            let most = format!("1 to {MAX_SUPPORT_DAYS}, from the day on which it is carried out.");
            let days = days.to_string();
            let value = if typed.get("days").is_empty() { &days } else { typed.get("days") };
            ui::text(&Field { value, hint: &most, ..field("days", "Days", "") })
        }
        Deed::Restore { .. } => ui::text(&field(
            "backup",
            "Which backup",
            "Its digest, sha256: and 64 hex digits. The operator prints it: tickmark restore BUNDLE --digest",
        )),
        Deed::ShortenRetention { .. } => {
            ui::text(&field("what", "What, and for how long", "Such as: security log, 12 months in place of 24."))
        }
    }
}

/// The deed that a form speaks of.
///
/// # Errors
/// A refusal for an unknown kind or a number of days that is none.
pub(super) fn typed_deed(visit: &Visit, typed: &Typed) -> Result<Deed, Refusal> {
    let kind = typed.get("kind");
    let known = kinds().into_iter().find(|deed| deed.id() == kind);
    let text = |name: &str| typed.get(name).trim().to_owned();
    Ok(match known {
        None => return Err(Refusal::Unknown { what: "kind of decision", id: kind.to_owned(), nearest: None }),
        Some(Deed::ErasePerson { .. }) if text("person").is_empty() => {
            return Err(Refusal::Empty { field: "the person", wanted: "who is to be erased" });
        }
        Some(Deed::ErasePerson { .. }) => Deed::ErasePerson { person: text("person") },
        Some(Deed::Support { .. }) => Deed::Support {
            person: tokio::task::block_in_place(|| visit.doors.app.local_operator("web"))
                .map(|who| who.id().to_owned())
                .unwrap_or_default(),
            days: text("days").parse().map_err(|_| Refusal::NotPossible {
                sentence: format!("`{}` is no number of days", text("days")),
                hint: format!("write a number from 1 to {MAX_SUPPORT_DAYS}"),
            })?,
        },
        Some(Deed::Restore { .. }) => Deed::Restore { backup: text("backup") },
        Some(Deed::ShortenRetention { .. }) => Deed::ShortenRetention { what: text("what") },
        Some(plain) => plain,
    })
}
