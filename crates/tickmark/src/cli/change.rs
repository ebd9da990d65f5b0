//! Commands that record judgements: inheritance, suggestions, assessments, steps.

use super::Done;
use super::args::{
    AssessArgs, DecideArgs, InheritanceArgs, InheritanceVerb, PlaceArgs, RecordArgs, StepArgs, SuggestionArgs,
    SuggestionVerb,
};
use super::out::{Shown, mend, show, table};
use super::place::{answer, ask, change, day};
use app::ask::{Assessments, InheritanceRecords, Suggestions};
use app::{Clock, Failure};
use domain::command::Command;
use domain::values::inheritance::{CoverageReview, Inheritance, ProviderReport};
use domain::values::{Assessment, Practice, Step, StepTaken};
use jiff::civil::Date;
use serde_json::json;

pub(crate) fn inheritance(args: &InheritanceArgs) -> Done {
    match &args.verb {
        InheritanceVerb::List(place) => list_inheritance(place),
        InheritanceVerb::Record(args) => {
            let command = Command::RecordInheritance { control: args.control.clone(), record: record(args)? };
            change(&args.place, &format!("Recorded inheritance of {}", args.control), command)
        }
        InheritanceVerb::Withdraw { control, reason, place } => {
            let command = Command::WithdrawInheritance { control: control.clone(), reason: reason.clone() };
            change(place, &format!("Withdrew inheritance of {control}"), command)
        }
    }
}

fn record(args: &RecordArgs) -> Result<Inheritance, Failure> {
    let needed = |text: &Option<String>, option: &str| -> Result<Date, Failure> {
        day(text.as_deref().unwrap_or_default(), option)
    };
    let report = match &args.report {
        Some(reference) => Some(ProviderReport {
            reference: reference.clone(),
            from: needed(&args.report_from, "--report-from")?,
            until: needed(&args.report_until, "--report-until")?,
        }),
        None => None,
    };
    let review = match &args.review {
        Some(finding) => Some(CoverageReview {
            by: args.reviewed_by.clone().unwrap_or_default(),
            on: needed(&args.reviewed_on, "--reviewed-on")?,
            finding: finding.clone(),
        }),
        None => None,
    };
    Ok(Inheritance { provider: args.provider.clone(), justification: args.justification.clone(), report, review })
}

fn list_inheritance(place: &PlaceArgs) -> Done {
    let (records, mark) = ask(place, &InheritanceRecords)?;
    let rows = records.iter().map(|r| {
        let state = match &r.record {
            None => "nothing on file".to_owned(),
            Some(_) if r.missing.is_empty() && r.expires_soon => "complete, report expires soon".to_owned(),
            Some(_) if r.missing.is_empty() => "complete".to_owned(),
            Some(_) => format!("lacks {}", r.missing.join(", ")),
        };
        let provider = r.record.as_ref().map_or_else(String::new, |i| i.provider.clone());
        vec![r.control.clone(), r.title.clone(), provider, state]
    });
    let head = vec![format!("{} judged on {}", mark.name, mark.on)];
    let tail = vec!["A.7.7 and A.7.8 belong to the own offices and devices and can never be inherited.".to_owned()];
    let json: Vec<_> = records
        .iter()
        .map(|r| json!({ "control": r.control, "record": r.record, "missing": r.missing, "expires_soon": r.expires_soon }))
        .collect();
    let headers = ["Control", "Title", "Provider", "State"];
    show(place, &Shown { head, tables: vec![table("", &headers, rows)], tail }, &json)
}

pub(crate) fn suggestion(args: &SuggestionArgs) -> Done {
    match &args.verb {
        SuggestionVerb::List(place) => list_suggestions(place),
        SuggestionVerb::Accept(args) => decide(args, true),
        SuggestionVerb::Reject(args) => decide(args, false),
    }
}

fn decide(args: &DecideArgs, accepted: bool) -> Done {
    let (all, _) = ask(&args.place, &Suggestions)?;
    let layer = all.iter().find(|s| s.row.id == args.row).map(|s| s.layer.clone());
    let Some(layer) = layer else {
        let near = domain::values::nearest::nearest(&args.row, all.iter().map(|s| s.row.id.as_str()));
        let (id, nearest) = (args.row.clone(), near.map(str::to_owned));
        return Err(domain::refusal::Refusal::Unknown { what: "suggestion", id, nearest }.into());
    };
    let done = format!("{} {}", if accepted { "Accepted" } else { "Rejected" }, args.row);
    let command = Command::DecideSuggestion { layer, row: args.row.clone(), accepted, reason: args.reason.clone() };
    change(&args.place, &done, command)
}

fn list_suggestions(place: &PlaceArgs) -> Done {
    let (all, _) = answer(place, None, &Suggestions)?;
    let state = |s: &app::ask::Suggestion| match &s.decision {
        None => "open".to_owned(),
        Some(d) => format!("{}: {}", if d.accepted { "accepted" } else { "rejected" }, d.reason),
    };
    let rows = all.iter().map(|s| {
        let criteria: Vec<String> = s.row.criteria.iter().map(ToString::to_string).collect();
        vec![
            s.row.id.clone(),
            criteria.join(", "),
            s.row.written.clone(),
            s.row.overlap.id().to_owned(),
            s.row.note.clone().unwrap_or_default(),
            state(s),
        ]
    });
    let json: Vec<_> = all.iter().map(|s| json!({ "layer": s.layer, "row": s.row, "decision": s.decision })).collect();
    let headers = ["Id", "Criteria", "Control", "Overlap", "Rationale", "Decision"];
    let head = vec!["Curated suggestions; none counts until it is accepted.".to_owned()];
    show(place, &Shown { head, tables: vec![table("", &headers, rows)], ..Shown::default() }, &json)
}

pub(crate) fn assess(args: &AssessArgs) -> Done {
    let Some(item) = &args.item else {
        return list_assessments(&args.place);
    };
    let practice = Practice::parse(&args.practice).ok_or_else(|| {
        let known = Practice::ALL.map(Practice::id);
        let near = domain::values::nearest::nearest(&args.practice, known).unwrap_or(known[0]).to_owned();
        domain::refusal::Refusal::Unknown { what: "practice", id: args.practice.clone(), nearest: Some(near) }
    })?;
    let assessment =
        Assessment { practice, working: args.working, managed: args.managed, kept: args.kept, note: args.note.clone() };
    change(&args.place, &format!("Judged {item}"), Command::AssessItem { item: item.clone(), assessment })
}

fn list_assessments(place: &PlaceArgs) -> Done {
    let (all, mark) = ask(place, &Assessments)?;
    let yes = |a: Option<bool>| a.map_or("", |b| if b { "yes" } else { "no" }).to_owned();
    let rows = all.iter().map(|a| {
        let j = a.assessment.clone().unwrap_or_default();
        let steps: Vec<&str> = a.steps.iter().map(|(s, _)| s.id()).collect();
        vec![
            a.item.clone(),
            j.practice.title().to_owned(),
            yes(j.working),
            yes(j.managed),
            yes(j.kept),
            steps.join(", "),
            j.note,
        ]
    });
    let json: Vec<_> =
        all.iter().map(|a| json!({ "item": a.item, "assessment": a.assessment, "steps": a.steps })).collect();
    let headers = ["Item", "Practice", "Working", "Managed", "Kept up", "Steps", "Note"];
    let head = vec![format!("{} as recorded by {}", mark.name, mark.as_of)];
    show(place, &Shown { head, tables: vec![table("", &headers, rows)], ..Shown::default() }, &json)
}

pub(crate) fn step(args: &StepArgs) -> Done {
    let step = Step::parse(&args.step)
        .ok_or_else(|| mend(format!("`{}` is no step", args.step), "write review, soa_entry or confirmation"))?;
    let on = args.day.as_deref().map(|d| day(d, "--day")).transpose()?.unwrap_or_else(|| Clock::system().today());
    let taken = (!args.undo).then(|| StepTaken { on, note: args.note.clone() });
    let done = format!("{} {}", args.control, if args.undo { "step taken back" } else { "step recorded" });
    change(&args.place, &done, Command::RecordStep { control: args.control.clone(), step, taken })
}
