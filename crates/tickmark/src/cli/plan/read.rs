//! What is told of the plan.

use super::{question, reading, trial};
use crate::cli::Done;
use crate::cli::args::{PlaceArgs, PlanChoicesArgs};
use crate::cli::out::{Shown, print, show, table};
use crate::cli::people::recorded;
use crate::cli::place::at;
use crate::words::MarkWords;
use crate::words::burndown::rows;
use crate::words::plan::{PlanAlternativeWords, PlanFigureWords, PlanWords, ends, grouped, late, months, reported};
use app::ask::{PlanAlternativesOf, PlanAnswer, PlanFiguresOf, PlanOf};
use domain::reports::plan::PlannedStep;
use domain::values::plan::Range;
use serde_json::json;

fn head(answer: &PlanAnswer) -> String {
    let route = &answer.roadmap.title;
    let start = answer.roadmap.choices.start;
    match (&answer.set, answer.trial) {
        (None, _) => format!("No plan is set. Tried out: {route}, from {start}. Set it with `tickmark plan set`."),
        (Some(_), true) => format!("A trial, of which nothing is kept: {route}, from {start}."),
        (Some(_), false) => format!("{route}, from {start}."),
    }
}

pub(super) fn roadmap(place: &PlaceArgs, choices: &PlanChoicesArgs) -> Done {
    let here = reading(place)?;
    let (answer, mark) = here.ask(&question(&here, choices)?)?;
    let road = &answer.roadmap;
    let row = |step: &PlannedStep| {
        let state = match (step.done(), step.overdue, step.critical) {
            (true, ..) => "done",
            (_, true, _) => "overdue",
            (_, _, true) => "critical",
            _ => "",
        };
        let done = step.facts().count();
        vec![
            step.id.clone(),
            step.title.clone(),
            step.early.from.to_string(),
            step.early.until.to_string(),
            step.late.until.to_string(),
            ends(step.days),
            if step.tasks.is_empty() { String::new() } else { format!("{done} of {}", step.tasks.len()) },
            state.to_owned(),
        ]
    };
    let headers = ["Step", "Title", "First day", "Last day", "Or as late as", "Days left", "Tasks shown done", "State"];
    let mut tables = vec![table("Roadmap", &headers, road.steps.iter().map(row))];
    let shown = road.steps.iter().flat_map(|step| {
        step.facts().filter_map(|task| {
            let done = task.done.as_ref()?;
            Some(vec![step.title.clone(), task.title.clone(), done.says.clone()])
        })
    });
    let shown: Vec<Vec<String>> = shown.collect();
    if !shown.is_empty() {
        tables.push(table("Done, by the registers", &["Step", "Task", "Shown by"], shown));
    }
    let sources = road.steps.iter().map(|step| {
        let told: Vec<String> = step.lengths.figures.iter().map(|figure| figure.told.words()).collect();
        vec![step.title.clone(), step.lengths.says.clone(), told.join("; ")]
    });
    tables.push(table("Lengths", &["Step", "Length", "Source"], sources));
    if let Some(one) = &answer.burndown {
        let name = format!("Steps that are left, {} of {}", one.left(), one.of);
        tables.push(table(&name, &["At the end of", "Planned to be left", "Left"], rows(one)));
    }
    let mut tail = vec![
        match road.ends {
            (early, late) if early == late => format!("Ends on {late}."),
            (early, late) => format!("Ends on {early} at the earliest, {late} at the latest."),
        },
        format!("What binds it: {}.", road.binding.says),
    ];
    tail.extend(road.overlapping());
    if let Some((day, lead)) = &road.book_by {
        tail.push(format!("Agree Stage 1 and Stage 2 with the body by {day} ({}).", lead.told.words()));
    }
    if let Some(other) = &road.other {
        let days = ends(other.days);
        tail.push(format!("{}: {days} days, until {} to {}.", other.title, other.ends.0, other.ends.1));
    }
    tail.extend(road.beside.iter().map(|one| format!("Published beside it: {} ({})", one.text, one.told.words())));
    tail.extend(road.notes.iter().map(|note| format!("Note: {note}.")));
    tail.extend(answer.against.iter().map(|one| {
        format!("Against baseline {} ({}, kept {}): {}.", one.number, one.reason, one.kept, late(one.late_days))
    }));
    let words = PlanWords::of(&answer, &mark);
    show(place, &Shown { head: vec![recorded(&mark), head(&answer)], tables, tail }, &words)
}

pub(super) fn cost(place: &PlaceArgs, choices: &PlanChoicesArgs) -> Done {
    let here = reading(place)?;
    let (answer, mark) = here.ask(&question(&here, choices)?)?;
    let cost = &answer.cost;
    let lines = cost.lines.iter().map(|line| {
        let years: Vec<String> = line.years.iter().map(u32::to_string).collect();
        let saving = line.saving.as_ref().map_or(String::new(), |saving| format!("{} %", ends(saving.range)));
        let usd = if line.not_counted.is_some() { "not counted".to_owned() } else { ends(line.usd) };
        vec![line.figure.key.clone(), usd, years.join(", "), saving, line.figure.told.words()]
    });
    let mut tables = vec![table("Bought, in US dollars", &["Item", "Each", "In years", "Saved", "Source"], lines)];
    let own = cost.effort.lines.iter().map(|line| {
        let amount = line.usd.map_or_else(|| "no amount yet".to_owned(), ends);
        vec![line.title.clone(), line.tenths.map_or(String::new(), months), amount]
    });
    if !cost.effort.lines.is_empty() {
        tables.push(table("Own people", &["What", "Full-time months", "US dollars"], own));
    }
    let years = cost.years.iter().zip(1..).map(|(usd, year): (_, u32)| vec![format!("Year {year}"), ends(*usd)]);
    tables.push(table("By year, in US dollars", &["", "From to"], years));
    let compared = answer
        .comparisons
        .iter()
        .map(|one| vec![one.title.clone(), ends(one.soc2.usd), ends(one.iso.usd), one.note.clone()]);
    let headers = ["Three years, like with like", "SOC 2", "ISO/IEC 27001", "What stands on each side"];
    tables.push(table("Both frameworks, in US dollars", &headers, compared));
    let points = cost.distribution.points.iter();
    let points: Vec<String> = points.map(|(share, usd)| format!("{share} %: {}", ends(Range::one(*usd)))).collect();
    let mut tail =
        vec![format!("Three years: {} US dollars, of which bought: {}.", ends(cost.total), ends(cost.bought))];
    if !points.is_empty() {
        let (trials, seed) = (grouped(cost.distribution.trials), cost.distribution.seed);
        tail.push(format!("Not exceeded in so many of {trials} trials (seed {seed}): {}.", points.join("; ")));
    }
    tail.extend(cost.warnings.iter().map(|said| format!("Note: {said}.")));
    let words = PlanWords::of(&answer, &mark);
    show(place, &Shown { head: vec![recorded(&mark), head(&answer)], tables, tail }, &words)
}

pub(super) fn what_if(place: &PlaceArgs, choices: &PlanChoicesArgs) -> Done {
    let here = reading(place)?;
    let question = PlanAlternativesOf { trial: trial(&here, choices)?, own: Vec::new() };
    let (all, mark) = here.ask(&question)?;
    let rows = all.iter().map(|one| {
        vec![
            one.title.clone(),
            one.roadmap.title.clone(),
            one.roadmap.choices.start.to_string(),
            match one.roadmap.ends {
                (early, late) if early == late => late.to_string(),
                (early, late) => format!("{early} to {late}"),
            },
            ends(one.cost.bought),
            ends(one.cost.total),
            if one.cost.effort.lines.is_empty() { String::new() } else { months(one.cost.effort.tenths()) },
        ]
    });
    let headers = ["", "Route", "Start", "Ends", "Bought in three years", "With own people", "Full-time months"];
    let tables = vec![table("Side by side, in US dollars", &headers, rows)];
    let words: Vec<_> = all.iter().map(PlanAlternativeWords::from).collect();
    let json = json!({ "alternatives": words, "mark": MarkWords::of(Some(&mark)) });
    let tail = reported(&all).map(str::to_owned).into_iter().collect();
    show(place, &Shown { head: vec![recorded(&mark)], tables, tail }, &json)
}

pub(super) fn figures(place: &PlaceArgs) -> Done {
    let here = reading(place)?;
    let (lines, mark) = here.ask(&PlanFiguresOf)?;
    let words: Vec<PlanFigureWords> = lines.iter().map(PlanFigureWords::from).collect();
    let rows = lines.iter().map(|line| {
        let figure = line.figure.as_ref();
        vec![
            line.key.clone(),
            line.title.clone(),
            figure.map_or_else(|| "none yet".to_owned(), |one| ends(one.range)),
            line.unit.id().to_owned(),
            figure.map_or(String::new(), |one| one.told.words()),
            figure.and_then(|one| one.instead_of).map_or(String::new(), ends),
        ]
    });
    let tables = vec![table("Figures", &["Key", "What", "From to", "Unit", "Source", "In place of"], rows)];
    let json = json!({ "figures": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables, tail: Vec::new() }, &json)
}

/// The steps as a file for calendar programs.
pub(super) fn ics(place: &PlaceArgs) -> Done {
    let here = reading(place)?;
    print(&here.app.plan_file(&here.org, &here.who, at(place)?, &PlanOf::default(), None)?)
}
