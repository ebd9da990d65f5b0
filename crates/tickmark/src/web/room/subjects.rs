//! What a request or a note is about, as a choice in a form: the engagement, a control in scope, a criterion, or the thing
//! that the way to the form named.

use crate::web::ui::{self, Choice, Field};
use app::ask::RoomAnswer;
use domain::refusal::Refusal;
use domain::values::{Subject, SubjectKind};
use maud::Markup;

/// The choice; `chosen` is a kind and an id, such as `control/AC-1`, or nothing for the engagement as a whole.
pub(super) fn field(room: &RoomAnswer, chosen: &str) -> Markup {
    let mut about = vec![Choice::new("", "The engagement as a whole", chosen.is_empty())];
    let of = |kind: SubjectKind, id: &str, title: &str| {
        let value = format!("{}/{id}", kind.id());
        let on = value == chosen;
        Choice::new(value, format!("{id} {title}"), on)
    };
    about.extend(room.controls.iter().map(|one| of(SubjectKind::Control, &one.id, &one.name)));
    about.extend(room.criteria.iter().map(|one| of(SubjectKind::Criterion, &one.id, &one.title)));
    if !about.iter().any(|choice| choice.chosen)
        && let Ok(Some(other)) = meant(chosen)
    {
        about.insert(1, Choice::new(chosen, format!("{} {}", other.kind.title(), other.id), true));
    }
    let hint = "The engagement, a control in scope, or a criterion.";
    ui::select(&Field { name: "about", label: "About", hint, ..Field::default() }, &about)
}

/// What was chosen; `None` for the engagement as a whole.
///
/// # Errors
/// A refusal for what names no kind of thing.
pub(super) fn meant(chosen: &str) -> Result<Option<Subject>, Refusal> {
    if chosen.is_empty() {
        return Ok(None);
    }
    let unknown = || Refusal::Unknown { what: "control or criterion", id: chosen.to_owned(), nearest: None };
    let (kind, id) = chosen.split_once('/').ok_or_else(unknown)?;
    Ok(Some(Subject { kind: SubjectKind::parse(kind).ok_or_else(unknown)?, id: id.to_owned() }))
}

/// As it is sent: `control/AC-1`.
pub(super) fn written(subject: Option<&Subject>) -> String {
    subject.map(|one| format!("{}/{}", one.kind.id(), one.id)).unwrap_or_default()
}
