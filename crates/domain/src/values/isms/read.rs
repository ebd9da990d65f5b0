//! What was typed for a field as its value, or what is wrong and what would be right. Every door reads fields here.

use super::declared::{Field, FieldKind};
use super::value::Value;
use std::collections::BTreeSet;

/// Most ids of one field that links.
pub const MAX_LINKS: usize = 50;

/// What is wrong with what was typed, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub hint: String,
}

/// Reads a field; `None` for nothing typed. `person` finds a person's id by what was typed.
///
/// # Errors
/// What is wrong, with what would be right.
pub fn read(field: &Field, typed: &str, person: &dyn Fn(&str) -> Option<String>) -> Result<Option<Value>, Wrong> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let wrong = |hint: String| Wrong { what: format!("`{}` is not understood", clipped(typed)), hint };
    let value = match field.kind {
        FieldKind::Text(max) => {
            let count = typed.chars().count();
            if count > max {
                let what = format!("it is {count} characters long");
                return Err(Wrong { what, hint: format!("shorten it to {max} characters") });
            }
            Value::Text(typed.to_owned())
        }
        FieldKind::Choice(words) => {
            let plain = |text: &str| text.to_lowercase().replace([' ', '-'], "_");
            let found = words.iter().find(|(id, title)| *id == plain(typed) || plain(title) == plain(typed));
            let ids: Vec<&str> = words.iter().map(|(id, _)| *id).collect();
            Value::Choice(found.ok_or_else(|| wrong(format!("write one of {}", ids.join(", "))))?.0.to_owned())
        }
        FieldKind::Day | FieldKind::PastDay => {
            // A workbook may give a day with a time of midnight.
            let day = typed.split(['T', ' ']).next().and_then(|day| day.parse().ok());
            Value::Day(day.ok_or_else(|| wrong("write a day such as 2026-03-31".to_owned()))?)
        }
        FieldKind::YesNo => match typed.to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" | "on" => Value::YesNo(true),
            "no" | "n" | "false" | "0" => Value::YesNo(false),
            _ => return Err(wrong("write yes or no".to_owned())),
        },
        FieldKind::Number => match typed.parse::<i64>() {
            Ok(number) if number >= 0 => Value::Number(number),
            _ => return Err(wrong("write a whole number from 0".to_owned())),
        },
        FieldKind::Person | FieldKind::Anybody => Value::Person(
            person(typed).ok_or_else(|| wrong("write the e-mail address of somebody who is here".to_owned()))?,
        ),
        FieldKind::Links(_) => {
            let ids = typed.split([',', ';', '\n']).map(str::trim).filter(|id| !id.is_empty() && *id != "-");
            let ids: BTreeSet<String> = ids.map(str::to_owned).collect();
            if ids.len() > MAX_LINKS {
                let what = format!("it names {} objects", ids.len());
                return Err(Wrong { what, hint: format!("name at most {MAX_LINKS}") });
            }
            if ids.is_empty() {
                return Ok(None);
            }
            Value::Links(ids)
        }
    };
    Ok(Some(value))
}

fn clipped(typed: &str) -> String {
    typed.chars().take(60).collect()
}
