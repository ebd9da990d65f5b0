//! Inputs made from the declaration of fields, and what was typed into them.

use crate::web::people::choices;
use crate::web::problem::Problem;
use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Field as Input};
use crate::web::visit::Visit;
use app::ask::{EntryPersons, NamedHere};
use app::exchange::People;
use domain::refusal::Refusal;
use domain::values::isms::{Field, FieldKind, Fields, Need, read, shown};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Texts longer than this are typed into a field of several lines.
const ONE_LINE: usize = 200;

/// What the inputs show of values.
pub(super) fn typed_of(fields: &Fields) -> Typed {
    fields.iter().map(|(id, value)| (id.clone(), shown(value))).collect()
}

/// People to choose from: those who may be named, or oneself.
fn people(visit: &Visit) -> NamedHere {
    let own: BTreeSet<String> = [visit.who.id().to_owned()].into();
    let named = visit.ask(&EntryPersons).map(|answer| answer.value);
    named.unwrap_or_else(|_| NamedHere { here: own.clone(), all: own })
}

/// All inputs: what is required and wanted first, what may be left out in a fold.
pub(super) fn inputs(visit: &Visit, declared: &'static [Field], typed: &Typed) -> Markup {
    let named = people(visit);
    let optional = |field: &&&Field| field.need == Need::Optional && typed.get(field.id).is_empty();
    let first: Vec<&Field> = declared.iter().filter(|field| !optional(&field)).collect();
    let more: Vec<&Field> = declared.iter().filter(|field| optional(&field)).collect();
    let few = declared.len() <= 8;
    html! {
        @for field in first { (input(visit, declared, field, typed, &named)) }
        @if few { @for field in more { (input(visit, declared, field, typed, &named)) } }
        @else if !more.is_empty() {
            details.fold {
                summary { "More fields, as far as they are known" }
                div.form { @for field in more { (input(visit, declared, field, typed, &named)) } }
            }
        }
    }
}

fn input(visit: &Visit, declared: &[Field], field: &Field, typed: &Typed, named: &NamedHere) -> Markup {
    let value = typed.get(field.id);
    let condition = field.when.map(|(other, value)| asked_when(declared, other, value));
    let like = match field.kind {
        FieldKind::Links(_) => " Several ids with commas between.",
        FieldKind::PastDay => " Not in the future.",
        _ => "",
    };
    let hint = format!("{}{like}{}", field.hint, condition.unwrap_or_default());
    let required = field.need == Need::Required;
    let given = Input { name: field.id, label: field.title, hint: &hint, value, required, ..Input::default() };
    match field.kind {
        FieldKind::Text(max) if max > ONE_LINE => ui::textarea(&given, 3),
        FieldKind::Text(_) | FieldKind::Number | FieldKind::Links(_) => ui::text(&given),
        FieldKind::Day | FieldKind::PastDay => ui::date_field(&given),
        FieldKind::YesNo => ui::select(&given, &words(&[("yes", "Yes"), ("no", "No")], value)),
        FieldKind::Choice(of) => ui::select(&given, &words(of, value)),
        FieldKind::Person | FieldKind::Anybody => {
            let mut people = if field.kind == FieldKind::Person { named.here.clone() } else { named.all.clone() };
            // Whoever was named and has left stays to be read until somebody else is chosen.
            people.extend((!value.is_empty()).then(|| value.to_owned()));
            ui::select(&given, &choices(visit, &people, "Nobody yet", value))
        }
    }
}

/// When a field is asked for, in the words of the form: by the titles of the other field and of its value.
fn asked_when(declared: &[Field], other: &str, value: &str) -> String {
    let other = declared.iter().find(|field| field.id == other);
    let title = other.map_or("", |field| field.title);
    let named = match other.map(|field| field.kind) {
        Some(FieldKind::Choice(of)) => of.iter().find(|(id, _)| *id == value).map_or(value, |(_, title)| *title),
        Some(FieldKind::YesNo) if value == "yes" => "Yes",
        Some(FieldKind::YesNo) => "No",
        _ => value,
    };
    format!(" Asked for when “{title}” is “{named}”.")
}

fn words<'a>(of: &'static [(&'static str, &'static str)], value: &str) -> Vec<Choice<'a>> {
    let none = Choice::new("", "Not said", value.is_empty());
    std::iter::once(none).chain(of.iter().map(|(id, title)| Choice::new(*id, *title, *id == value))).collect()
}

/// What was typed, and which fields were left empty.
pub(super) fn meant(
    visit: &Visit,
    declared: &'static [Field],
    typed: &Typed,
) -> Result<(Fields, BTreeSet<String>), Problem> {
    let (mut fields, mut cleared) = (Fields::new(), BTreeSet::new());
    let mut people: Option<People> = None;
    for field in declared {
        let text = typed.get(field.id);
        let names = matches!(field.kind, FieldKind::Person | FieldKind::Anybody) && !text.trim().is_empty();
        if names && people.is_none() {
            let app = &visit.doors.app;
            people = Some(tokio::task::block_in_place(|| app.persons_by_word(&visit.org, &visit.who))?);
        }
        // An id is judged by the rules, after the right; an address has to be known here.
        let by_id = |typed: &str| (!typed.contains('@')).then(|| typed.to_owned());
        let person = |typed: &str| people.as_ref()?.find(typed).or_else(|| by_id(typed));
        match read(field, text, &person) {
            Ok(Some(value)) => {
                fields.insert(field.id.to_owned(), value);
            }
            Ok(None) => {
                cleared.insert(field.id.to_owned());
            }
            Err(wrong) => {
                let sentence = format!("{}: {}", field.title, wrong.what);
                return Err(Refusal::NotPossible { sentence, hint: wrong.hint }.into());
            }
        }
    }
    Ok((fields, cleared))
}
