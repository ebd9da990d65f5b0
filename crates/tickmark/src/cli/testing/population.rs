//! Populations in the terminal.

use super::{asked, known};
use crate::cli::Done;
use crate::cli::args::{PlaceArgs, PopulationArgs, PopulationFields, PopulationVerb};
use crate::cli::out::{Shown, mend, show, table};
use crate::cli::people::{Here, recorded};
use crate::cli::place::{day, file};
use crate::words::MarkWords;
use crate::words::testing::{
    ControlTestingWords, ListChecksWords, PopulationImportWords, PopulationWords, SequenceWords, TestingFiguresWords,
};
use app::Failure;
use app::ask::{At, EngagementOf, PopulationOf};
use app::exchange::read_population;
use domain::command::{Command, TestingCommand};
use domain::reports::engagement::{FIELDWORK_WEEKS, REPORT_WEEKS};
use domain::values::testing::{
    Accuracy, Completeness, CompletenessMethod, CompletenessResult, Population, PopulationSource,
};
use domain::values::{Window, counted};
use serde_json::json;
use std::process::ExitCode;

pub(crate) fn population(args: &PopulationArgs) -> Done {
    match &args.verb {
        PopulationVerb::List { engagement, place } => list(place, engagement),
        PopulationVerb::Show { id, place } => one(place, id),
        PopulationVerb::Record { engagement, control, fields } => {
            let here = Here::open(&fields.place)?;
            let population = nothing(&here, engagement, control)?;
            hand_in(&here, None, said(fields, population)?, fields)
        }
        PopulationVerb::Revise { id, fields } => {
            let here = Here::open(&fields.place)?;
            let asked = PopulationOf { id: id.clone() };
            let before = here.app.ask(&here.org, &here.who, At::default(), &asked)?.value.held.population;
            hand_in(&here, Some(id.clone()), said(fields, before)?, fields)
        }
        PopulationVerb::Export { id, out, place } => super::export::population(place, id, out),
        PopulationVerb::Freeze { id, place } => {
            let command = TestingCommand::FreezePopulation { id: id.clone() };
            Here::open(place)?.done(&format!("Froze {id}"), Command::Testing(command))
        }
    }
}

/// A population of the whole window of which nothing was said yet.
fn nothing(here: &Here<'_>, engagement: &str, control: &str) -> Result<Population, Failure> {
    let question =
        EngagementOf { id: engagement.to_owned(), fieldwork_weeks: FIELDWORK_WEEKS, report_weeks: REPORT_WEEKS };
    let period = here.app.ask(&here.org, &here.who, At::default(), &question)?.value.held.engagement.kind.days();
    Ok(Population {
        engagement: engagement.to_owned(),
        control: control.to_owned(),
        title: String::new(),
        source: PopulationSource {
            system: String::new(),
            query: String::new(),
            extracted_on: here.app.clock().today(),
            extracted_at: String::new(),
            extracted_by: String::new(),
        },
        period,
        claimed_count: None,
        completeness: Completeness::default(),
        accuracy: Accuracy::default(),
        file: None,
        items: Vec::new(),
    })
}

/// What was typed over what was so before.
fn said(typed: &PopulationFields, mut population: Population) -> Result<Population, Failure> {
    let text = |typed: &Option<String>, field: &mut String| {
        if let Some(typed) = typed {
            field.clone_from(typed);
        }
    };
    text(&typed.title, &mut population.title);
    let source = &mut population.source;
    text(&typed.system, &mut source.system);
    text(&typed.query, &mut source.query);
    text(&typed.extracted_at, &mut source.extracted_at);
    text(&typed.extracted_by, &mut source.extracted_by);
    let maybe = |typed: Option<&str>, option: &str| typed.map(|text| day(text, option)).transpose();
    source.extracted_on = maybe(typed.extracted_on.as_deref(), "--extracted-on")?.unwrap_or(source.extracted_on);
    let Window { from, until } = population.period;
    population.period = Window {
        from: maybe(typed.from.as_deref(), "--from")?.unwrap_or(from),
        until: maybe(typed.until.as_deref(), "--until")?.unwrap_or(until),
    };
    population.claimed_count = typed.claimed.or(population.claimed_count);
    let completeness = &mut population.completeness;
    if let Some(method) = &typed.completeness {
        let ids = CompletenessMethod::ALL.map(CompletenessMethod::id);
        completeness.method = known("way of checking completeness", method, CompletenessMethod::parse, &ids)?;
    }
    if let Some(result) = &typed.result {
        let ids = CompletenessResult::ALL.map(CompletenessResult::id);
        completeness.result = known("result", result, CompletenessResult::parse, &ids)?;
    }
    text(&typed.note, &mut completeness.note);
    population.accuracy.checked = typed.checked.unwrap_or(population.accuracy.checked);
    population.accuracy.matched = typed.matched.unwrap_or(population.accuracy.matched);
    Ok(population)
}

fn hand_in(here: &Here<'_>, id: Option<String>, population: Population, fields: &PopulationFields) -> Done {
    let Some(path) = &fields.file else {
        if fields.preview {
            return Err(mend("there is no file to look at", "name one with --file"));
        }
        let command = match &id {
            None => TestingCommand::RecordPopulation { population: Box::new(population) },
            Some(id) => TestingCommand::RevisePopulation { id: id.clone(), population: Box::new(population) },
        };
        let receipt = here.change(Command::Testing(command))?;
        let done = format!("Recorded {}", receipt.object);
        return here.once(&done, &[], Some(&receipt), json!({ "population": receipt.object }));
    };
    let (bytes, name) = file(path)?;
    let list = read_population(&bytes, &name, fields.sheet.as_deref(), &fields.map)?;
    let words = PopulationImportWords::of(&list, &list.look(&population));
    if fields.preview || !words.problems.is_empty() {
        return preview(&fields.place, &words);
    }
    let (items, columns) = (list.items.len(), read_from(&words));
    let request = fields.place.request_id.as_deref();
    let receipt = here.app.import_population(&here.org, &here.who, request, (id, population), list, &bytes)?;
    let done = format!("Recorded {} with {}", receipt.object, counted(items, "item", "items"));
    here.once(&done, &columns, Some(&receipt), json!({ "population": receipt.object, "items": items }))
}

/// Which column each field was read from, and what it means that none holds the day on which it was carried out.
fn read_from(words: &PopulationImportWords) -> Vec<String> {
    let mut lines = vec![format!("Read from {}", words.columns.join(", "))];
    if !words.columns.iter().any(|column| column.starts_with("done=")) {
        lines
            .push("No column was read as done: no item counts as carried out. Name it with --map done=HEADING.".into());
    }
    lines
}

fn preview(place: &PlaceArgs, words: &PopulationImportWords) -> Done {
    let refused = !words.problems.is_empty();
    let days = words.first_day.as_ref().zip(words.last_day.as_ref());
    let mut head = vec![
        format!("{}, sheet {}: {}", words.source, words.sheet, counted(words.items, "item", "items")),
        format!(
            "Duplicates {}, without an id {}, without a day {}, outside the period {}",
            words.duplicates, words.without_id, words.without_day, words.outside_period
        ),
    ];
    head.splice(1..1, read_from(words));
    head.extend(days.map(|(first, last)| format!("From {first} to {last}")));
    head.extend(words.checks.sequences.iter().map(numbers));
    head.extend(words.notes.iter().map(|note| format!("Note: {note}")));
    head.push(
        if refused { "Nothing was recorded: mend the rows below." } else { "Preview only: nothing was changed." }
            .into(),
    );
    let rows = words.problems.iter().map(|p| vec![p.row.to_string(), p.field.clone(), p.what.clone(), p.hint.clone()]);
    let tables = if refused { vec![table("", &["Row", "Field", "What", "Right would be"], rows)] } else { Vec::new() };
    show(place, &Shown { head, tables, ..Shown::default() }, words)?;
    Ok(if refused { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

/// A run of numbers, and what is left out of it.
fn numbers(one: &SequenceWords) -> String {
    let gaps = if one.gaps.is_empty() { String::new() } else { format!(": {}", one.gaps.join(", ")) };
    format!("Numbers {}{} to {}: {} left out{gaps}", one.prefix, one.first, one.last, one.left_out)
}

fn list(place: &PlaceArgs, engagement: &str) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = asked(&here, engagement)?;
    let figures = &answer.report.figures;
    let head = vec![
        recorded(&mark),
        format!("{} of {} populations wanted are there, {} frozen", figures.received, figures.wanted, figures.frozen),
    ];
    let rows = answer.report.controls.iter().map(|one| {
        let ids: Vec<String> = one
            .populations
            .iter()
            .map(|(id, items, frozen)| format!("{id} ({items}{})", if *frozen { ", frozen" } else { "" }))
            .collect();
        let missing: Vec<&str> = one.missing.iter().map(|missing| missing.title()).collect();
        vec![one.control.clone(), one.name.clone(), ids.join(", "), missing.join(", ")]
    });
    let json = json!({
        "figures": TestingFiguresWords::from(figures),
        "controls": answer.report.controls.iter().map(ControlTestingWords::from).collect::<Vec<_>>(),
        "populations": answer.populations.iter().map(|one| PopulationWords::line(&here.names(), one)).collect::<Vec<_>>(),
        "mark": MarkWords::of(Some(&mark)),
    });
    let tables = vec![table("", &["Control", "Name", "Populations", "Missing"], rows)];
    show(place, &Shown { head, tables, ..Shown::default() }, &json)
}

fn one(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&PopulationOf { id: id.to_owned() })?;
    let (held, checks) = (&answer.held, &answer.checks);
    let population = &held.population;
    let mut head = vec![
        recorded(&mark),
        format!("{id} {}: {} in {}", population.title, population.control, population.engagement),
        format!(
            "From {}, extracted on {} by {}",
            population.source.system, population.source.extracted_on, population.source.extracted_by
        ),
        format!("Query: {}", population.source.query),
        format!(
            "{}, {} to {}",
            counted(checks.items, "item", "items"),
            population.period.from,
            population.period.until
        ),
    ];
    head.extend(ListChecksWords::from(checks).sequences.iter().map(numbers));
    head.push(match &held.frozen {
        Some(frozen) => format!("Frozen, SHA-256 of the list {}", frozen.sha256),
        None if checks.lacking.is_empty() => "Not frozen: nothing is in the way".to_owned(),
        None => format!("Not frozen: {}", checks.lacking.join("; ")),
    });
    let done = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |day| day.to_string());
    let rows = population.items.iter().map(|item| vec![item.id.clone(), item.on.to_string(), done(item.done)]);
    let tables = vec![table("", &["id", "on", "done"], rows)];
    let json = json!({
        "population": PopulationWords::of(&here.names(), &answer),
        "checks": ListChecksWords::from(checks),
        "samples": answer.samples,
        "mark": MarkWords::of(Some(&mark)),
    });
    show(place, &Shown { head, tables, ..Shown::default() }, &json)
}
