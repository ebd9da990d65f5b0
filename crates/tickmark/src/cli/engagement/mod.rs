//! Commands on SOC 2 engagements: plan, show, move, window, another window, what customers ask for.

mod asked;
mod fields;
mod window;

use super::Done;
use super::args::{EngagementArgs, EngagementVerb, PlaceArgs, ShowEngagementArgs};
use super::out::{Shown, known, show, table};
use super::people::{Here, recorded};
use super::place::day;
use crate::words::MarkWords;
use crate::words::engagement::{
    AdviceWords, BreakWords, EngagementWords, MissedWords, PathStepWords, ServiceFactsWords, TimelineWords,
};
use app::Failure;
use app::ask::{At, EngagementOf, Engagements};
use domain::command::{Command, EngagementCommand};
use domain::reports::engagement::{FIELDWORK_WEEKS, REPORT_WEEKS};
use domain::values::{Engagement, EngagementState, Examination, InScope, ServiceFacts, counted};
use serde_json::json;

pub(crate) fn engagement(args: &EngagementArgs) -> Done {
    match &args.verb {
        EngagementVerb::List(place) => list(place),
        EngagementVerb::Show(args) => show_one(args),
        EngagementVerb::Plan { title, fields, place } => {
            let here = Here::open(place)?;
            let engagement = Box::new(fields::planned(title, fields)?);
            let receipt = here.change(Command::Engagement(EngagementCommand::PlanEngagement { engagement }))?;
            let done = format!("Planned {} as {}", title, receipt.object);
            here.once(&done, &[], Some(&receipt), json!({ "engagement": receipt.object }))
        }
        EngagementVerb::Revise { id, title, agreement, fields, place } => {
            let here = Here::open(place)?;
            let engagement = Box::new(fields::revised(held(&here, id)?, title.as_deref(), fields)?);
            let (id, agreement) = (id.clone(), agreement.clone());
            let command = EngagementCommand::ReviseEngagement { id: id.clone(), engagement, agreement };
            here.done(&format!("Changed {id}"), Command::Engagement(command))
        }
        EngagementVerb::Move { id, to, note, place } => {
            let to = known("state", to, EngagementState::parse, &EngagementState::ALL.map(EngagementState::id))?;
            let (id, note) = (id.clone(), note.clone());
            let done = format!("Moved {id} to {}", to.within());
            Here::open(place)?.done(&done, Command::Engagement(EngagementCommand::MoveEngagement { id, to, note }))
        }
        EngagementVerb::Controls { id, controls, place } => {
            let named = match controls.as_slice() {
                [one] if one == "linked" => InScope::Linked,
                some => InScope::Named(some.iter().cloned().collect()),
            };
            let command = EngagementCommand::NameControls { id: id.clone(), controls: named };
            Here::open(place)?.done(&format!("Named the controls of {id}"), Command::Engagement(command))
        }
        EngagementVerb::Unexercised { id, control, evidence, note, place } => {
            let done = format!("Recorded that {control} was not exercised");
            let (id, control, evidence, note) = (id.clone(), control.clone(), evidence.clone(), note.clone());
            let command = EngagementCommand::RecordUnexercised { id, control, note, evidence };
            Here::open(place)?.done(&done, Command::Engagement(command))
        }
        EngagementVerb::Window { id, status, place } => window::window(id, status.as_deref(), place),
        EngagementVerb::WhatIf { id, from, until, place } => {
            window::what_if(id, day(from, "--from")?, day(until, "--until")?, place)
        }
        EngagementVerb::Asked(args) => asked::asked(&args.verb),
        EngagementVerb::Facts { sla, transactions, confidential_business_data, personal_data, place } => {
            let facts = ServiceFacts {
                sla: *sla,
                transactions: *transactions,
                confidential_business_data: *confidential_business_data,
                personal_data: *personal_data,
            };
            let command = Command::Engagement(EngagementCommand::SetServiceFacts { facts });
            Here::open(place)?.done("Set what the services do", command)
        }
    }
}

fn question(id: &str) -> EngagementOf {
    EngagementOf { id: id.to_owned(), fieldwork_weeks: FIELDWORK_WEEKS, report_weeks: REPORT_WEEKS }
}

fn held(here: &Here<'_>, id: &str) -> Result<Engagement, Failure> {
    Ok(here.app.ask(&here.org, &here.who, At::default(), &question(id))?.value.held.engagement)
}

fn list(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&Engagements)?;
    let words: Vec<EngagementWords> = answer.lines.iter().map(EngagementWords::line).collect();
    let rows = answer.lines.iter().zip(&words).map(|(line, one)| {
        let missing = line.next.as_ref().map_or(String::new(), |next| match next.missing.len() {
            0 => format!("{}: nothing is missing", next.to.id()),
            n => format!("{}: {n} missing", next.to.id()),
        });
        let kind = line.held.engagement.kind.title().to_owned();
        vec![
            one.id.clone(),
            one.title.clone(),
            kind,
            one.days.from.clone(),
            one.days.until.clone(),
            one.state.to_owned(),
            missing,
        ]
    });
    let headers = ["Id", "Title", "Kind", "From", "Until", "State", "Next step"];
    let mut tail: Vec<String> = answer.breaks.iter().map(said_break).collect();
    tail.extend(answer.overlaps.iter().map(|both| {
        let (first, second) = (&both.first, &both.second);
        format!("{first} and {second} both hold the days from {} to {}.", both.from, both.until)
    }));
    if answer.lines.is_empty() {
        tail.push("Plan the first: `tickmark engagement plan TITLE --from DATE --until DATE`".to_owned());
    }
    let json = json!({
        "engagements": words,
        "breaks": answer.breaks.iter().map(BreakWords::from).collect::<Vec<_>>(),
        "missed": answer.missed.iter().map(MissedWords::from).collect::<Vec<_>>(),
        "service_facts": answer.facts.map(ServiceFactsWords::from),
        "asked_open": answer.asked,
        "mark": MarkWords::of(Some(&mark)),
    });
    show(place, &Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], tail }, &json)
}

fn said_break(gap: &domain::reports::engagement::Break) -> String {
    let until = gap.until.map_or_else(|| "on".to_owned(), |day| format!("to {day}"));
    format!("No window holds the days from {} {until}, after {}.", gap.from, gap.after)
}

/// The day of a Type I, or the window of a Type II.
fn examined(kind: Examination) -> String {
    match kind {
        Examination::Type1 { on } => format!("as of {on}"),
        Examination::Type2 { window } => format!("{} to {}", window.from, window.until),
    }
}

fn show_one(args: &ShowEngagementArgs) -> Done {
    let here = Here::read(&args.place)?;
    let asked =
        EngagementOf { fieldwork_weeks: args.fieldwork_weeks, report_weeks: args.report_weeks, ..question(&args.id) };
    let (one, mark) = here.ask(&asked)?;
    let engaged = &one.held.engagement;
    let mut head = vec![
        recorded(&mark),
        format!("{} {}, {}, {}", one.id, engaged.title, engaged.kind.title(), examined(engaged.kind)),
        format!(
            "{}; {} in scope; {}",
            one.held.state.title(),
            counted(one.in_scope, "control", "controls"),
            engaged.categories.names()
        ),
    ];
    if let Some(way) = &one.timeline {
        head.push(format!(
            "Report on {} at the earliest, assuming {} of fieldwork and {} to the report.",
            way.report,
            counted(way.fieldwork_weeks, "week", "weeks"),
            way.report_weeks
        ));
        head.extend(way.missed.map(|missed| format!("Its window and these weeks gave {missed}, which is over.")));
    }
    if let Some(next) = one.follows {
        let begun = if next.from < mark.on { " Its first day is over: what ran since has to be shown." } else { "" };
        head.push(format!("The window that follows: {} to {}.{begun}", next.from, next.until));
    }
    let next = one.next.as_ref();
    let missing = next.into_iter().flat_map(|step| {
        let lines: Vec<String> =
            if step.missing.is_empty() { vec!["nothing".to_owned()] } else { step.missing.clone() };
        lines.into_iter().map(|what| vec![step.to.id().to_owned(), what])
    });
    let advice =
        one.advice.iter().map(|advice| vec![advice.sentence.clone(), advice.hint.clone(), advice.controls.join(" ")]);
    let path = one
        .path
        .iter()
        .map(|step| vec![step.title.to_owned(), step.engagement.clone().unwrap_or_default(), step.note.clone()]);
    let tables = vec![
        table("Missing for the next step", &["Step", "Missing"], missing),
        table("To hear", &["What", "What can be done", "Controls"], advice),
        table("The path", &["Step", "Engagement", "What it means"], path),
    ];
    let json = json!({
        "engagement": EngagementWords::of(&one.id, &one.held, next, one.version),
        "in_scope": one.in_scope,
        "controls": one.controls.iter().map(|(id, _)| id).collect::<Vec<_>>(),
        "gaps": one.gaps,
        "advice": one.advice.iter().map(AdviceWords::from).collect::<Vec<_>>(),
        "timeline": one.timeline.as_ref().map(TimelineWords::from),
        "path": one.path.iter().map(PathStepWords::from).collect::<Vec<_>>(),
        "follows_with": one.follows.map(crate::words::engagement::DaysWords::from),
        "mark": MarkWords::of(Some(&mark)),
    });
    show(&args.place, &Shown { head, tables, ..Shown::default() }, &json)
}
