//! What was typed of an item, turned into what is meant.

use crate::cli::args::EvidenceSaidArgs;
pub(super) use crate::cli::out::known;
use crate::cli::out::mend;
use crate::cli::place::day;
use app::Failure;
use domain::values::evidence::{Classification, Environment, Form, Shown};
use domain::values::{Evidence, EvidenceType, Source, Window};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A period as `FROM..UNTIL`; one day alone is a period of one day.
pub(super) fn period(typed: &str) -> Result<Window, Failure> {
    let (from, until) = typed.split_once("..").unwrap_or((typed, typed));
    Ok(Window { from: day(from, "--period")?, until: day(until, "--period")? })
}

/// Controls as `AC-1=2026-09-28`.
pub(super) fn controls(typed: &[String]) -> Result<BTreeMap<String, Date>, Failure> {
    let mut controls = BTreeMap::new();
    for text in typed {
        let (control, ran) = text.rsplit_once('=').ok_or_else(|| {
            mend(
                format!("--control: `{text}` does not say on which day the control ran"),
                "write it like AC-1=2026-09-28",
            )
        })?;
        if controls.insert(control.trim().to_owned(), day(ran, "--control")?).is_some() {
            return Err(mend(format!("--control: {control} stands twice"), "name one day for each control"));
        }
    }
    Ok(controls)
}

/// What the item is: what was typed over what was so before.
pub(super) fn said(args: &EvidenceSaidArgs, before: Option<Evidence>) -> Result<Evidence, Failure> {
    let missing = |option: &str, hint: &str| mend(format!("{option} is missing"), hint.to_owned());
    let old = before.as_ref();
    let kind = match &args.kind {
        Some(typed) => Some(known("kind", typed, EvidenceType::parse, &EvidenceType::ALL.map(EvidenceType::id))?),
        None => old.map(|old| old.kind),
    };
    let window = args.period.as_deref().map(period).transpose()?.or(old.map(|old| old.period));
    let form = args.form.as_deref().map(|typed| known("form", typed, Form::parse, &Form::ALL.map(Form::id)));
    let class = args.classification.as_deref().map(|typed| {
        known("classification", typed, Classification::parse, &Classification::ALL.map(Classification::id))
    });
    let date = |typed: &Option<String>, option: &str, old: Option<Date>| {
        typed.as_deref().map_or(Ok(old), |text| day(text, option).map(Some))
    };
    let text = |typed: &Option<String>, old: Option<&String>| typed.as_ref().or(old).cloned().unwrap_or_default();
    Ok(Evidence {
        title: args
            .title
            .clone()
            .or(old.map(|old| old.title.clone()))
            .ok_or_else(|| missing("--title", "say what the evidence is called"))?,
        kind: kind.ok_or_else(|| missing("--kind", "say what it is, such as access_review"))?,
        form: form.transpose()?.or(old.map(|old| old.form)).unwrap_or_default(),
        period: window.ok_or_else(|| missing("--period", "say which days it covers, as FROM..UNTIL"))?,
        captured: date(&args.captured, "--captured", old.and_then(|old| old.captured))?,
        collected: date(&args.collected, "--collected", old.and_then(|old| old.collected))?,
        source: source(args, old.map(|old| &old.source))?,
        shows: match &args.shows {
            Some(typed) => typed
                .split(',')
                .map(str::trim)
                .filter(|word| !word.is_empty())
                .map(|word| known("thing that a screenshot shows", word, Shown::parse, &Shown::ALL.map(Shown::id)))
                .collect::<Result<_, _>>()?,
            None => old.map(|old| old.shows.clone()).unwrap_or_default(),
        },
        collector: old.and_then(|old| old.collector.clone()),
        classification: class.transpose()?.or(old.map(|old| old.classification)).unwrap_or_default(),
        personal_data: match args.personal_data.as_deref().map(str::to_lowercase).as_deref() {
            None => old.is_some_and(|old| old.personal_data),
            Some("yes") => true,
            Some("no") => false,
            Some(other) => {
                return Err(mend(format!("--personal-data: `{other}` is neither yes nor no"), "write yes or no"));
            }
        },
        note: text(&args.note, old.map(|old| &old.note)),
    })
}

fn source(args: &EvidenceSaidArgs, old: Option<&Source>) -> Result<Source, Failure> {
    let text = |typed: &Option<String>, old: Option<&String>| typed.as_ref().or(old).cloned().unwrap_or_default();
    let environment = args
        .environment
        .as_deref()
        .map(|typed| known("environment", typed, Environment::parse, &Environment::ALL.map(Environment::id)));
    Ok(Source {
        system: text(&args.source, old.map(|old| &old.system)),
        environment: environment.transpose()?.or(old.map(|old| old.environment)).unwrap_or_default(),
        query: text(&args.query, old.map(|old| &old.query)),
        rows: args.rows.or(old.and_then(|old| old.rows)),
        completeness: text(&args.completeness, old.map(|old| &old.completeness)),
        accuracy: text(&args.accuracy, old.map(|old| &old.accuracy)),
    })
}
