//! Values against the declaration of their fields. A refusal names the register or entry, the field, and what would be right.

use super::{links, refused};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::isms::{asked, here};
use crate::values::isms::{Field, FieldKind, Fields, MAX_LINKS, Need, Value};
use jiff::civil::Date;

/// Where a field stands, for the words of a refusal: `assets`, `AST-3`, `line 4 of AST-3`.
#[derive(Clone, Debug)]
pub(super) struct Place(pub(super) String);

impl Place {
    pub(super) fn wrong(&self, field: &Field, what: &str, hint: impl Into<String>) -> Refusal {
        refused(format!("{}: {}: {what}", self.0, field.title), hint)
    }
}

/// Values that are new or changed: each is of its field's kind, and what it names is there.
pub(super) fn values(
    registers: &Registers,
    place: &Place,
    declared: &'static [Field],
    fields: Fields,
    today: Date,
) -> Result<Fields, Refusal> {
    let mut checked = Fields::new();
    for (id, value) in fields {
        let Some(field) = declared.iter().find(|field| field.id == id) else {
            let ids: Vec<&str> = declared.iter().map(|field| field.id).collect();
            return Err(refused(
                format!("{} has no field `{id}`", place.0),
                format!("its fields are {}", ids.join(", ")),
            ));
        };
        if let Some(value) = one(registers, place, field, value, today)? {
            checked.insert(id, value);
        }
    }
    Ok(checked)
}

fn short_enough(place: &Place, field: &'static Field, text: &str, max: usize) -> Result<(), Refusal> {
    if text.chars().count() <= max {
        return Ok(());
    }
    let what = format!("it is longer than {max} characters");
    Err(place.wrong(field, &what, format!("shorten it to {max} characters")))
}

fn few_enough(place: &Place, field: &'static Field, links: usize) -> Result<(), Refusal> {
    if links <= MAX_LINKS {
        return Ok(());
    }
    Err(place.wrong(field, &format!("it names {links} objects"), format!("name at most {MAX_LINKS}")))
}

fn one(
    registers: &Registers,
    place: &Place,
    field: &'static Field,
    value: Value,
    today: Date,
) -> Result<Option<Value>, Refusal> {
    let value = match (field.kind, value) {
        (FieldKind::Text(max), Value::Text(text)) => {
            let text = text.trim().to_owned();
            if text.is_empty() {
                return Ok(None);
            }
            short_enough(place, field, &text, max)?;
            Value::Text(text)
        }
        (FieldKind::Choice(words), Value::Choice(word)) => {
            if !words.iter().any(|(id, _)| *id == word) {
                let ids: Vec<&str> = words.iter().map(|(id, _)| *id).collect();
                return Err(place.wrong(
                    field,
                    &format!("`{word}` is none of its words"),
                    format!("write one of {}", ids.join(", ")),
                ));
            }
            Value::Choice(word)
        }
        (FieldKind::Day, Value::Day(day)) => Value::Day(day),
        (FieldKind::PastDay, Value::Day(day)) => {
            if day > today {
                return Err(place.wrong(
                    field,
                    &format!("{day} lies in the future"),
                    "give the day on which it really happened",
                ));
            }
            Value::Day(day)
        }
        (FieldKind::YesNo, Value::YesNo(yes)) => Value::YesNo(yes),
        (FieldKind::Number, Value::Number(number)) => {
            if number < 0 {
                return Err(place.wrong(field, "it is less than 0", "write a whole number from 0"));
            }
            Value::Number(number)
        }
        (FieldKind::Person, Value::Person(person)) => {
            person_here(registers, place, field, &person)?;
            Value::Person(person)
        }
        (FieldKind::Anybody, Value::Person(person)) => {
            if !known_person(registers, &person) {
                return Err(place.wrong(
                    field,
                    &format!("nobody is known as `{person}`"),
                    "name somebody by e-mail address",
                ));
            }
            Value::Person(person)
        }
        (FieldKind::Links(to), Value::Links(ids)) => {
            if ids.is_empty() {
                return Ok(None);
            }
            few_enough(place, field, ids.len())?;
            let ids = ids.into_iter().map(|id| links::there(registers, place, field, to, &id));
            Value::Links(ids.collect::<Result<_, _>>()?)
        }
        _ => return Err(place.wrong(field, "the value is of another kind", field.hint)),
    };
    Ok(Some(value))
}

fn known_person(registers: &Registers, person: &str) -> bool {
    registers.people.members.contains_key(person) || registers.workforce.people.contains_key(person)
}

fn person_here(registers: &Registers, place: &Place, field: &Field, person: &str) -> Result<(), Refusal> {
    if !known_person(registers, person) {
        return Err(place.wrong(field, &format!("nobody is known as `{person}`"), "name somebody by e-mail address"));
    }
    if !here(registers, person) {
        return Err(place.wrong(field, &format!("{person} has left"), "name somebody who still has a part here"));
    }
    Ok(())
}

/// What an entry or line says as a whole: nothing required is missing, and days are in their order.
pub(super) fn whole(
    place: &Place,
    declared: &'static [Field],
    order: &[(&str, &str)],
    fields: &Fields,
) -> Result<(), Refusal> {
    let lacking =
        |field: &&Field| field.need == Need::Required && !fields.contains_key(field.id) && asked(field, fields);
    if let Some(field) = declared.iter().find(lacking) {
        return Err(place.wrong(field, "it is missing", format!("write it: {}", field.hint)));
    }
    for (first, second) in order {
        let day = |id: &str| fields.get(id).and_then(Value::day);
        let title = |id: &str| declared.iter().find(|field| field.id == id);
        if let (Some(from), Some(until), Some(field), Some(before)) =
            (day(first), day(second), title(second), title(first))
            && until < from
        {
            let what = format!("{until} lies before {from}, the day of “{}”", before.title);
            return Err(place.wrong(field, &what, format!("give a day that is not before {from}")));
        }
    }
    Ok(())
}
