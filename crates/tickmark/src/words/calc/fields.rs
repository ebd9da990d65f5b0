//! Reading fields of JSON one by one, so that every error names its field and says what would be right.

use crate::words::unknown_word;
use domain::refusal::Refusal;
use domain::values::plan::Range;
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer};
use serde_json::Value;
use std::ops::RangeInclusive;

/// Why a question could not be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misread {
    /// It is not of the shape that is read.
    Unreadable {
        /// Which field, and what is wrong with it.
        sentence: String,
        /// What would be right.
        hint: String,
    },
    /// A word is none of a short list, and near none of it.
    Unlisted {
        /// Which word.
        sentence: String,
        /// All of the list.
        hint: String,
    },
    /// It is understood and refused.
    Refused(Refusal),
}

impl From<Refusal> for Misread {
    fn from(refusal: Refusal) -> Misread {
        Misread::Refused(refusal)
    }
}

impl From<Misread> for Refusal {
    fn from(misread: Misread) -> Refusal {
        match misread {
            Misread::Unreadable { sentence, hint } | Misread::Unlisted { sentence, hint } => {
                Refusal::NotPossible { sentence, hint }
            }
            Misread::Refused(refusal) => refusal,
        }
    }
}

/// A word that is none of a short list.
pub(super) fn unlisted(what: &'static str, typed: &str, ids: &[&'static str]) -> Misread {
    match unknown_word(what, typed, ids) {
        Refusal::NotPossible { sentence, hint } => Misread::Unlisted { sentence, hint },
        near => Misread::Refused(near),
    }
}

/// A field cannot be read.
pub(super) fn unreadable(sentence: impl Into<String>, hint: impl Into<String>) -> Misread {
    Misread::Unreadable { sentence: sentence.into(), hint: hint.into() }
}

/// The fields of an object. A field that is not known or stands twice is refused by name, since a typing error would change
/// a figure unseen; so is a list, whose members would be taken for fields by their order, and anything else that is no object.
pub(super) fn object<T: DeserializeOwned>(bytes: &[u8], example: &str) -> Result<T, Misread> {
    let hint = || format!("send one JSON object, such as {example}");
    match bytes.trim_ascii_start().first() {
        Some(b'[') => return Err(unreadable("the JSON cannot be read: it is a list", hint())),
        Some(b'{') | None => {}
        Some(_) => return Err(unreadable("the JSON cannot be read: it is no object", hint())),
    }
    serde_json::from_slice(bytes).map_err(|e| {
        let hint = if e.is_data() { "docs/calc.md and docs/api.md describe the fields".to_owned() } else { hint() };
        unreadable(format!("the JSON cannot be read: {e}"), hint)
    })
}

/// A field that has to be there.
pub(super) fn needed(value: Option<Value>, field: &str, example: &str) -> Result<Value, Misread> {
    value.ok_or_else(|| unreadable(format!("{field} is missing"), format!("write it like {example}")))
}

/// Reads a field so that null is told from a field that was left out: what is not there yet is said, not forgotten.
pub(super) fn present<'de, D: Deserializer<'de>>(field: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(field).map(Some)
}

/// A part of a list with fields of its own.
pub(super) fn part<T: DeserializeOwned>(value: Value, field: &str, has: &str) -> Result<T, Misread> {
    let shown = short(&value);
    if !value.is_object() {
        return Err(unreadable(format!("{field}: `{shown}` is no object"), format!("it has {has}")));
    }
    serde_json::from_value(value).map_err(|e| unreadable(format!("{field}: {e}"), format!("it has {has}")))
}

/// A field that belongs to another question.
pub(super) fn absent(value: &Option<Value>, field: &str, beside: &str) -> Result<(), Misread> {
    match value {
        None => Ok(()),
        Some(_) => Err(unreadable(format!("{field} does not go with {beside}"), format!("leave {field} out"))),
    }
}

/// A text.
pub(super) fn text(value: &Value, field: &str, example: &str) -> Result<String, Misread> {
    let text = value.as_str().map(str::to_owned);
    text.ok_or_else(|| {
        unreadable(format!("{field}: `{}` is no text", short(value)), format!("write it like {example}"))
    })
}

/// A text that is not empty.
pub(super) fn filled(value: &Value, field: &str, example: &str) -> Result<String, Misread> {
    let text = text(value, field, example)?;
    if text.trim().is_empty() {
        return Err(unreadable(format!("{field} is empty"), format!("write it like {example}")));
    }
    Ok(text)
}

/// Yes or no.
pub(super) fn truth(value: Option<Value>, field: &str) -> Result<bool, Misread> {
    let value = needed(value, field, "true or false")?;
    value.as_bool().ok_or_else(|| {
        unreadable(format!("{field}: `{}` is neither true nor false", short(&value)), "write true or false")
    })
}

/// Something that was written down or not: a text that is not empty, or true, says that it is there; an empty text, false or
/// null, that it is not.
pub(super) fn said(value: Option<Value>, field: &str) -> Result<bool, Misread> {
    match value {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(there)) => Ok(there),
        Some(Value::String(text)) => Ok(!text.trim().is_empty()),
        Some(other) => Err(unreadable(
            format!("{field}: `{}` is neither a text nor true or false", short(&other)),
            "write what it is, or true or false; null while there is none",
        )),
    }
}

/// Something that was written down or not, in a field that has to be sent: see [`said`].
pub(super) fn told(value: Option<Value>, field: &str) -> Result<bool, Misread> {
    match value {
        None => Err(unreadable(format!("{field} is missing"), "write what it is; null while there is none")),
        some => said(some, field),
    }
}

/// A list of texts with at most `max` elements; those that are empty do not count.
pub(super) fn texts(value: Option<Value>, field: &str, max: usize) -> Result<Vec<String>, Misread> {
    let Some(value) = value else { return Ok(Vec::new()) };
    let Value::Array(list) = value else {
        let sentence = format!("{field}: `{}` is no list", short(&value));
        return Err(unreadable(sentence, format!("write {field} as a list between [ and ]")));
    };
    if list.len() > max {
        let sentence = format!("{field}: {} elements are more than {max}", list.len());
        return Err(Refusal::NotPossible { sentence, hint: format!("write at most {max}") }.into());
    }
    let texts = list.iter().enumerate().map(|(at, value)| text(value, &format!("{field}[{at}]"), "\"A.5.15\""));
    Ok(texts.collect::<Result<Vec<String>, Misread>>()?.into_iter().filter(|text| !text.trim().is_empty()).collect())
}

/// A day that has to be there.
pub(super) fn needed_day(value: Option<Value>, field: &str) -> Result<Date, Misread> {
    day_of(&needed(value, field, "2026-03-31")?, || field.to_owned())
}

/// A day that may be null.
pub(super) fn perhaps_day(value: Option<Value>, field: &str) -> Result<Option<Date>, Misread> {
    value.filter(|value| !value.is_null()).map(|value| day_of(&value, || field.to_owned())).transpose()
}

/// A whole number that is not negative, up to a maximum.
pub(super) fn number(value: &Value, field: &'static str, max: u32) -> Result<u32, Misread> {
    number_in(value, field, 0..=max)
}

/// A whole number up to the end of a range; that one below its beginning is refused is for the rule that is asked.
pub(super) fn number_in(value: &Value, field: &'static str, range: RangeInclusive<u32>) -> Result<u32, Misread> {
    let (least, max) = range.into_inner();
    let hint = || format!("write a whole number from {least} to {max}");
    let number = value.as_u64().ok_or_else(|| {
        let sentence = format!("{field}: `{}` is no whole number", short(value));
        unreadable(sentence, hint())
    })?;
    u32::try_from(number).ok().filter(|n| *n <= max).ok_or_else(|| {
        let sentence = format!("{field}: {number} is more than {max}");
        Refusal::NotPossible { sentence, hint: hint() }.into()
    })
}

/// The least and the greatest of a range of whole numbers: two of them between [ and ].
pub(super) fn ends(value: &Value, field: &str, max: u64) -> Result<Range, Misread> {
    let wrong = || {
        let sentence = format!("{field}: `{}` is no range of whole numbers", cut(&value.to_string()));
        unreadable(sentence, format!("write the least and the greatest, from 0 to {max}, as in [6,8]"))
    };
    let [low, high] = value.as_array().map(Vec::as_slice).ok_or_else(wrong)? else { return Err(wrong()) };
    let number = |end: &Value| end.as_u64().filter(|end| *end <= max);
    let (low, high) = (number(low).ok_or_else(wrong)?, number(high).ok_or_else(wrong)?);
    Ok(Range { low, high })
}

/// A fraction.
pub(super) fn fraction(value: &Value, field: &str, example: &str) -> Result<f64, Misread> {
    let sentence = || format!("{field}: `{}` is no number", short(value));
    value.as_f64().ok_or_else(|| unreadable(sentence(), format!("write a fraction such as {example}")))
}

/// A list with at most `max` elements.
pub(super) fn list(value: Value, field: &'static str, max: usize) -> Result<Vec<Value>, Misread> {
    match value {
        Value::Array(list) if list.len() > max => Err(Refusal::TooMany { what: field, max }.into()),
        Value::Array(list) => Ok(list),
        other => {
            let sentence = format!("{field}: `{}` is no list", short(&other));
            Err(unreadable(sentence, format!("write {field} as a list between [ and ]")))
        }
    }
}

/// A list of days with at most `max` elements.
pub(super) fn days(value: Value, field: &'static str, max: usize) -> Result<Vec<Date>, Misread> {
    let list = list(value, field, max)?;
    list.iter().enumerate().map(|(at, value)| day_of(value, || format!("{field}[{at}]"))).collect()
}

/// A day in JSON.
pub(super) fn day_of(value: &Value, field: impl Fn() -> String) -> Result<Date, Misread> {
    match value.as_str() {
        Some(text) => day(text, field),
        None => Err(unreadable(format!("{}: `{}` is no date", field(), short(value)), DAY)),
    }
}

/// A day as typed: year, month and day, as in 2026-03-31, and nothing else.
///
/// # Errors
/// [`Misread::Unreadable`], which names the field.
pub fn day(text: &str, field: impl Fn() -> String) -> Result<Date, Misread> {
    let plain = text.len() == 10
        && text.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    let day = plain.then(|| text.parse().ok()).flatten();
    day.ok_or_else(|| unreadable(format!("{}: `{}` is no date", field(), cut(text)), DAY))
}

const DAY: &str = "write it like 2026-03-31";

/// So much of a value as a sentence has room for.
pub(super) fn short(value: &Value) -> String {
    match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        other => cut(&other.to_string()),
    }
}

fn cut(text: &str) -> String {
    const ROOM: usize = 60;
    match text.char_indices().nth(ROOM) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
