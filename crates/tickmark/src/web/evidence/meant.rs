//! What was typed, as the item that is meant. Every field that cannot be read is named in the refusal.

use crate::web::typed::Typed;
use app::evidence::NewEvidence;
use domain::refusal::Refusal;
use domain::values::{Classification, Environment, Evidence, EvidenceType, Form, Shown, Source, Window};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The item with its files and controls.
pub(super) fn new(typed: &Typed, today: Date) -> Result<NewEvidence, Refusal> {
    let evidence = evidence(typed)?;
    let controls = controls(typed, evidence.period, today)?;
    let answers = Some(typed.get("answers").trim().to_owned()).filter(|id| !id.is_empty());
    Ok(NewEvidence { evidence, uploads: uploads(typed), controls, answers })
}

/// The ids under which its files wait.
pub(super) fn uploads(typed: &Typed) -> Vec<String> {
    typed.all("upload").map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect()
}

/// What the item says of itself.
pub(super) fn evidence(typed: &Typed) -> Result<Evidence, Refusal> {
    let period = Window {
        from: typed.day("from", "the first day of the period")?,
        until: typed.day("until", "the last day of the period")?,
    };
    Ok(Evidence {
        title: typed.get("title").to_owned(),
        kind: one(typed, "kind", "type of evidence", EvidenceType::parse)?,
        form: one(typed, "form", "form of evidence", Form::parse)?,
        period,
        captured: maybe(typed, "captured", "the day on which it was made")?,
        collected: maybe(typed, "collected", "the day on which it was collected")?,
        source: source(typed)?,
        shows: typed.all("shows").filter_map(Shown::parse).collect(),
        collector: None,
        classification: one(typed, "classification", "classification", Classification::parse)?,
        personal_data: typed.get("personal") == "yes",
        note: typed.get("note").to_owned(),
    })
}

fn source(typed: &Typed) -> Result<Source, Refusal> {
    let rows = typed.get("rows").trim().replace([' ', ',', '_'], "");
    let rows = match rows.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| Refusal::NotPossible {
            sentence: format!("the number of rows: `{}` is no whole number", typed.get("rows").trim()),
            hint: "write it like 1204, or leave it empty".to_owned(),
        })?),
    };
    let text = |name: &str| typed.get(name).to_owned();
    Ok(Source {
        system: text("system"),
        environment: one(typed, "environment", "environment", Environment::parse)?,
        query: text("query"),
        rows,
        completeness: text("completeness"),
        accuracy: text("accuracy"),
    })
}

/// The chosen controls with their days; a day left empty is the last day of the period, or today while it runs.
pub(super) fn controls(typed: &Typed, period: Window, today: Date) -> Result<BTreeMap<String, Date>, Refusal> {
    let usual = period.until.min(today);
    let day = |control: &str| -> Result<Date, Refusal> {
        match typed.get(&format!("ran:{control}")).trim() {
            "" => Ok(usual),
            text => text.parse().map_err(|_| Refusal::NotPossible {
                sentence: format!("the day on which {control} ran: `{text}` is no date"),
                hint: "write it like 2026-03-31".to_owned(),
            }),
        }
    };
    typed.all("control").filter(|id| !id.is_empty()).map(|id| Ok((id.to_owned(), day(id)?))).collect()
}

/// A choice: what was not sent is the first word of its list, and an unknown word is refused.
fn one<T>(typed: &Typed, name: &str, what: &'static str, parse: fn(&str) -> Option<T>) -> Result<T, Refusal> {
    let word = typed.get(name);
    parse(word).ok_or_else(|| match word {
        "" => Refusal::Empty { field: what, wanted: "one of the list" },
        other => Refusal::Unknown { what, id: other.to_owned(), nearest: None },
    })
}

fn maybe(typed: &Typed, name: &str, field: &'static str) -> Result<Option<Date>, Refusal> {
    if typed.get(name).trim().is_empty() { Ok(None) } else { typed.day(name, field).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn whole() -> Vec<(&'static str, &'static str)> {
        vec![
            ("title", "Review"),
            ("kind", "access_review"),
            ("form", "list"),
            ("environment", "production"),
            ("classification", "confidential"),
            ("from", "2026-07-01"),
            ("until", "2026-09-30"),
            ("rows", "1 204"),
            ("control", "AC-1"),
            ("control", "AC-2"),
            ("ran:AC-2", "2026-09-28"),
        ]
    }

    fn typed(fields: &[(&str, &str)]) -> Typed {
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_was_typed_is_what_is_meant() {
        let new = new(&typed(&whole()), date(2026, 11, 21)).unwrap();
        assert_eq!((new.evidence.source.rows, new.evidence.form), (Some(1204), Form::List));
        let days: Vec<String> = new.controls.iter().map(|(id, day)| format!("{id} {day}")).collect();
        assert_eq!(days, ["AC-1 2026-09-30", "AC-2 2026-09-28"], "an empty day is the last of the period");
    }

    #[test]
    fn a_field_that_cannot_be_read_is_named() {
        for (name, value, words) in [
            ("rows", "many", "number of rows"),
            ("from", "soon", "first day of the period"),
            ("until", "", "last day of the period"),
            ("kind", "gossip", "type of evidence"),
            ("kind", "", "type of evidence"),
            ("ran:AC-2", "Monday", "AC-2"),
            ("captured", "x", "made"),
        ] {
            let mut fields = whole();
            fields.retain(|(n, _)| *n != name);
            fields.push((name, value));
            let refusal = new(&typed(&fields), date(2026, 11, 21)).unwrap_err();
            assert!(refusal.to_string().contains(words), "{name}={value}: {refusal}");
        }
    }
}
