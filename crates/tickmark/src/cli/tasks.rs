//! Commands on what is to be done by when: tasks, the calendar, holidays, how a control operates.

use super::Done;
use super::args::{
    CalendarArgs, HolidaysArgs, HolidaysVerb, LifeArgs, OccurrencesArgs, OperationArgs, PlaceArgs, TasksArgs,
};
use super::out::{Shown, known, mend, show, table};
use super::people::{Here, recorded};
use super::place::{day, file};
use crate::words::MarkWords;
use crate::words::tasks::{
    HolidayWords, MonthWords, OccurrenceWords, OperationWords, TaskFiguresWords, TaskWords, TasksWords,
};
use app::Failure;
use app::ask::{CalendarOf, HolidaysOf, OperationOf, TasksOf};
use app::exchange::read_holidays;
use domain::command::{Command, OperationCommand};
use domain::reports::tasks::Urgency;
use domain::values::{EvidenceType, Execution, Holidays, LifeStep, Nature, counted};
use jiff::civil::Date;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::PathBuf;

pub(crate) fn tasks(args: &TasksArgs) -> Done {
    let here = Here::read(&args.place)?;
    let person = args.person.as_deref().map(|typed| here.person(typed)).transpose()?;
    let (answer, mark) = here.ask(&TasksOf { person })?;
    let words = TasksWords {
        figures: TaskFiguresWords::of(&answer),
        tasks: TaskWords::all(&here.names(), &answer),
        left_out: answer.tasks.left_out,
        mark: MarkWords::of(Some(&mark)),
    };
    let titles = |id: &str| Urgency::ALL.into_iter().find(|u| u.id() == id).map_or("", Urgency::title);
    let rows = words.tasks.iter().map(|task| {
        let mut what = task.what.clone();
        if task.more > 0 {
            what = format!("{what} and {} more", task.more);
        }
        if !task.rejected.is_empty() {
            what = format!("{what}; rejected: {}", task.rejected.join(", "));
        }
        vec![
            task.due.clone().unwrap_or_default(),
            titles(task.urgency).to_owned(),
            task.object.clone(),
            task.title.clone(),
            what,
            task.person.as_ref().map(|p| p.name.clone()).unwrap_or_default(),
        ]
    });
    let tables = vec![table("", &["Due", "Urgency", "About", "Title", "What", "Of"], rows)];
    let mut tail = Vec::new();
    if words.left_out > 0 {
        tail.push(format!(
            "{} not shown; ask for one person with --person",
            counted(words.left_out, "more task is", "more tasks are")
        ));
    }
    if words.figures.controls == 0 {
        tail.push("No control operates yet: `tickmark control life ID operating --on DATE`".to_owned());
    }
    let head = vec![recorded(&mark), words.figures.sentence()];
    show(&args.place, &Shown { head, tables, tail }, &words)
}

pub(crate) fn calendar(args: &CalendarArgs) -> Done {
    let month = args.month.as_deref().map(|text| month(text, "--month")).transpose()?;
    let here = Here::read(&args.place)?;
    let person = args.person.as_deref().map(|typed| here.person(typed)).transpose()?;
    let (answer, mark) = here.ask(&CalendarOf { month, person })?;
    let words = MonthWords::of(&here.names(), &answer, MarkWords::of(Some(&mark)));
    let rows = words.days.iter().flat_map(|day| {
        let runs = day.runs.iter().map(|one| {
            let owner = one.owner.as_ref().map(|p| p.name.clone()).unwrap_or_default();
            let name = answer.names.get(&one.control).cloned().unwrap_or_default();
            vec![day.day.clone(), one.control.clone(), name, one.bucket.clone(), one.state.to_owned(), owner]
        });
        let asked = day.requests.iter().map(|one| {
            let state = if one.answered { "answered" } else { "asked" };
            let of = one.person.name.clone();
            vec![day.day.clone(), one.request.clone(), one.control.clone(), one.wanted.clone(), state.to_owned(), of]
        });
        let audits = day.audit_requests.iter().map(|one| {
            let of = one.person.as_ref().map(|person| person.name.clone()).unwrap_or_default();
            let (what, state) = ("auditor's request".to_owned(), one.state.to_owned());
            vec![day.day.clone(), one.request.clone(), one.title.clone(), what, state, of]
        });
        let corrective = day.corrective.iter().map(|one| {
            let of = one.person.as_ref().map(|person| person.name.clone()).unwrap_or_default();
            let (id, state) = (one.nonconformity.clone(), one.kind.to_owned());
            vec![day.day.clone(), id, one.title.clone(), one.what.clone(), state, of]
        });
        let risks = day.risks.iter().map(|one| {
            let of = one.person.as_ref().map(|person| person.name.clone()).unwrap_or_default();
            vec![day.day.clone(), one.risk.clone(), one.title.clone(), one.what.clone(), one.kind.to_owned(), of]
        });
        let holiday = day.holiday.iter().map(|name| {
            let empty = String::new;
            vec![day.day.clone(), "holiday".to_owned(), name.clone(), empty(), empty(), empty()]
        });
        holiday.chain(runs).chain(asked).chain(audits).chain(corrective).chain(risks).collect::<Vec<_>>()
    });
    let tables = vec![table("", &["Day", "About", "Name", "What", "State", "Of"], rows)];
    let head = vec![recorded(&mark), format!("Month {}", words.month)];
    let tail = if words.left_out == 0 {
        Vec::new()
    } else {
        vec![format!("{} not shown", counted(words.left_out, "more is", "more are"))]
    };
    show(&args.place, &Shown { head, tables, tail }, &words)
}

/// A month as typed; its first day.
fn month(text: &str, option: &str) -> Result<Date, Failure> {
    format!("{}-01", text.trim())
        .parse()
        .map_err(|_| mend(format!("{option}: `{text}` is no month"), "write it like 2026-11"))
}

pub(crate) fn holidays(args: &HolidaysArgs) -> Done {
    match &args.verb {
        HolidaysVerb::List(place) => {
            let here = Here::read(place)?;
            let (holidays, mark) = here.ask(&HolidaysOf)?;
            let rows = holidays.iter().map(|(day, name)| vec![day.to_string(), name.clone()]);
            let tail = if holidays.is_empty() {
                vec!["None is set: `tickmark holidays set \"2026-12-25=Christmas Day\"`".to_owned()]
            } else {
                Vec::new()
            };
            let shown = Shown { head: vec![recorded(&mark)], tables: vec![table("", &["Day", "Holiday"], rows)], tail };
            let json = json!({ "holidays": HolidayWords::all(&holidays), "mark": MarkWords::of(Some(&mark)) });
            show(place, &shown, &json)
        }
        HolidaysVerb::Set { days, file, add, preview, place } => set(days, file.as_ref(), *add, *preview, place),
    }
}

fn set(days: &[String], path: Option<&PathBuf>, add: bool, preview: bool, place: &PlaceArgs) -> Done {
    let here = if preview { Here::read(place)? } else { Here::open(place)? };
    let (before, _) = here.ask(&HolidaysOf)?;
    let mut holidays = if add { before.clone() } else { Holidays::new() };
    if let Some(path) = path {
        let (bytes, name) = file(path)?;
        holidays.extend(read_holidays(&bytes, &name)?);
    }
    for typed in days {
        let (when, name) = typed
            .split_once('=')
            .ok_or_else(|| mend(format!("`{typed}` names no holiday"), "write it like \"2026-12-25=Christmas Day\""))?;
        holidays.insert(day(when, "the holiday")?, name.to_owned());
    }
    let rows = changes(&before, &holidays);
    let done = format!("Set {}", counted(holidays.len(), "holiday", "holidays"));
    if preview {
        let head = vec![format!(
            "{}, {}. Preview only: nothing was changed.",
            counted(holidays.len(), "holiday", "holidays"),
            counted(rows.len(), "change", "changes")
        )];
        let json = json!({
            "holidays": HolidayWords::all(&holidays),
            "changes": rows.iter().map(|row| json!({ "change": row[0], "day": row[1], "name": row[2] })).collect::<Vec<_>>(),
        });
        return show(
            place,
            &Shown { head, tables: vec![table("", &["Change", "Day", "Holiday"], rows)], ..Shown::default() },
            &json,
        );
    }
    here.done(&done, Command::Operation(OperationCommand::SetHolidays { holidays }))
}

/// What would change, day by day: new, gone, renamed.
fn changes(before: &Holidays, after: &Holidays) -> Vec<Vec<String>> {
    let days: BTreeSet<&Date> = before.keys().chain(after.keys()).collect();
    let change = |day: &Date| match (before.get(day), after.get(day)) {
        (None, Some(name)) => Some(("new", name)),
        (Some(name), None) => Some(("gone", name)),
        (Some(old), Some(name)) if old != name => Some(("renamed", name)),
        _ => None,
    };
    let rows = days.into_iter().filter_map(|day| change(day).map(|(what, name)| (what, day, name)));
    rows.map(|(what, day, name)| vec![what.to_owned(), day.to_string(), name.clone()]).collect()
}

pub(crate) fn operation(args: &OperationArgs) -> Done {
    let here = Here::open(&args.place)?;
    let mut operation = here.ask(&OperationOf::new(&args.id))?.0.held.operation;
    if let Some(typed) = &args.nature {
        operation.nature = Some(known("nature", typed, Nature::parse, &Nature::ALL.map(Nature::id))?);
    }
    if let Some(typed) = &args.execution {
        operation.execution = Some(known("execution", typed, Execution::parse, &Execution::ALL.map(Execution::id))?);
    }
    if let Some(typed) = &args.key {
        operation.key = match typed.to_lowercase().as_str() {
            "yes" => true,
            "no" => false,
            other => return Err(mend(format!("--key: `{other}` is neither yes nor no"), "write yes or no")),
        };
    }
    if !args.system.is_empty() {
        operation.systems = args.system.iter().cloned().collect();
    }
    operation.limit_days = args.limit_days.or(operation.limit_days);
    if !args.evidence.is_empty() {
        let kind = |typed: &String| {
            known("type of evidence", typed, EvidenceType::parse, &EvidenceType::ALL.map(EvidenceType::id))
        };
        operation.evidence = args.evidence.iter().map(kind).collect::<Result<_, _>>()?;
    }
    let from = args.from.as_deref().map_or_else(|| Ok(here.app.clock().today()), |text| day(text, "--from"))?;
    let command = OperationCommand::SetOperation { control: args.id.clone(), operation, from };
    here.done(&format!("Set how {} operates since {from}", args.id), Command::Operation(command))
}

pub(crate) fn life(args: &LifeArgs) -> Done {
    let here = Here::open(&args.place)?;
    let step = known("step", &args.step, LifeStep::parse, &LifeStep::ALL.map(LifeStep::id))?;
    let title = step.title().to_lowercase();
    // `--on` is the day that is judged elsewhere; what is said of a step is the day on which it was taken.
    let typed =
        args.taken.as_deref().map(|text| (text, "--taken")).or(args.place.on.as_deref().map(|text| (text, "--on")));
    let (on, done) = if args.take_back {
        (None, format!("Took back that {} is {title}", args.id))
    } else {
        let on = typed.map_or_else(|| Ok(here.app.clock().today()), |(text, option)| day(text, option))?;
        (Some(on), format!("Recorded {} as {title} since {on}", args.id))
    };
    let command = OperationCommand::RecordLife { control: args.id.clone(), step, on };
    here.done(&done, Command::Operation(command))
}

pub(crate) fn occurrences(args: &OccurrencesArgs) -> Done {
    let here = Here::read(&args.place)?;
    let option = |typed: &Option<String>, name| typed.as_deref().map(|text| day(text, name)).transpose();
    let (from, until) = (option(&args.from, "--from")?, option(&args.until, "--until")?);
    let (answer, mark) = here.ask(&OperationOf { control: args.id.clone(), from, until })?;
    let words: Vec<OccurrenceWords> =
        answer.occurrences.iter().map(|one| OccurrenceWords::of(&here.names(), one)).collect();
    let rows = words.iter().map(|one| {
        let ran = one.ran.clone().unwrap_or_default();
        let evidence = one.evidence.clone().unwrap_or_else(|| one.rejected.join(", "));
        vec![
            one.bucket.clone(),
            one.from.clone(),
            one.due.clone(),
            one.version.to_string(),
            one.state.to_owned(),
            ran,
            evidence,
        ]
    });
    let headers = ["Bucket", "From", "Due", "Version", "State", "Ran", "Evidence"];
    let range = format!("{} {}, {} to {}", args.id, answer.name, answer.range.from, answer.range.until);
    let life = format!("It is {}.", answer.life.title().to_lowercase());
    let operation = OperationWords::of(&here.names(), &args.id, &answer, MarkWords::of(Some(&mark)));
    let shown =
        Shown { head: vec![recorded(&mark), range, life], tables: vec![table("", &headers, rows)], ..Shown::default() };
    show(&args.place, &shown, &json!({ "operation": operation, "occurrences": words }))
}
