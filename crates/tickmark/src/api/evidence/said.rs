//! What was typed of an item, turned into what is meant.

use crate::api::call::{day, unknown};
use crate::api::problem::Problem;
use crate::words::evidence::{EvidenceSaidWords, PeriodWords};
use domain::values::evidence::{Classification, Environment, Form, Shown};
use domain::values::{Evidence, EvidenceType, Source, Window};

/// A word of a list; left out, the first of the kind that means nothing in particular.
pub(super) fn word<T: Copy>(
    what: &'static str,
    typed: Option<&str>,
    otherwise: T,
    parse: impl Fn(&str) -> Option<T>,
    known: &[&'static str],
) -> Result<T, Problem> {
    typed.map_or(Ok(otherwise), |text| {
        parse(text).ok_or_else(|| unknown(what, text, known.iter().copied()).of_the_body())
    })
}

/// A period as typed.
pub(super) fn period(typed: &PeriodWords, field: &str) -> Result<Window, Problem> {
    Ok(Window {
        from: day(&typed.from, &format!("{field}.from"))?,
        until: day(&typed.until, &format!("{field}.until"))?,
    })
}

/// What an item is.
pub(super) fn evidence(typed: EvidenceSaidWords) -> Result<Evidence, Problem> {
    let shown = |text: &String| {
        Shown::parse(text).ok_or_else(|| unknown("shown", text, Shown::ALL.map(Shown::id)).of_the_body())
    };
    let kind = || unknown("kind", &typed.kind, EvidenceType::ALL.map(EvidenceType::id)).of_the_body();
    Ok(Evidence {
        kind: EvidenceType::parse(&typed.kind).ok_or_else(kind)?,
        form: word("form", typed.form.as_deref(), Form::default(), Form::parse, &Form::ALL.map(Form::id))?,
        period: period(&typed.period, "period")?,
        captured: typed.captured.as_deref().map(|text| day(text, "captured")).transpose()?,
        collected: typed.collected.as_deref().map(|text| day(text, "collected")).transpose()?,
        source: Source {
            environment: word(
                "environment",
                typed.source.environment.as_deref(),
                Environment::default(),
                Environment::parse,
                &Environment::ALL.map(Environment::id),
            )?,
            system: typed.source.system,
            query: typed.source.query,
            rows: typed.source.rows,
            completeness: typed.source.completeness,
            accuracy: typed.source.accuracy,
        },
        shows: typed.shows.iter().map(shown).collect::<Result<_, _>>()?,
        collector: typed.collector,
        classification: word(
            "classification",
            typed.classification.as_deref(),
            Classification::default(),
            Classification::parse,
            &Classification::ALL.map(Classification::id),
        )?,
        personal_data: typed.personal_data,
        note: typed.note,
        title: typed.title,
    })
}
