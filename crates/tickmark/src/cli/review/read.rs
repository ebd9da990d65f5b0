//! What is told of management reviews.

use crate::cli::Done;
use crate::cli::args::PlaceArgs;
use crate::cli::out::{Shown, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::review::{
    ManagementReviewAgendaWords, ManagementReviewDecisionWords, ManagementReviewFindingWords,
    ManagementReviewLineWords, ManagementReviewWords, ReviewProgrammeWords,
};
use app::ask::{ReviewOf, ReviewsOf};
use domain::values::counted;
use domain::values::review::SOC2_ASKS_FOR_NONE;
use serde_json::json;
use std::process::ExitCode;

pub(super) fn list(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&ReviewsOf)?;
    let programme = ReviewProgrammeWords::from(&answer.programme);
    let words: Vec<_> = answer.rows.iter().map(|(held, line)| ManagementReviewLineWords::of(held, line)).collect();
    let actions: Vec<_> =
        answer.actions.iter().map(|one| ManagementReviewDecisionWords::of_line(&here.names(), one)).collect();
    let rows = words.iter().map(|one| {
        vec![
            one.id.clone(),
            one.title.clone(),
            one.held_on.clone().unwrap_or_else(|| one.on.clone()),
            one.state.to_owned(),
            format!("{} of {}", one.inputs_treated, one.inputs),
            one.actions_open.to_string(),
            checks(&one.findings),
        ]
    });
    let due = match (&programme.due, programme.overdue) {
        (Some(due), true) => format!("the next one was due by {due}"),
        (Some(due), false) => format!("the next one is due by {due}"),
        (None, _) => "none has approved minutes yet".to_owned(),
    };
    let head =
        vec![recorded(&mark), format!("Every {}; {due}.", counted(programme.interval_months, "month", "months"))];
    let headers = ["Id", "Title", "Day", "State", "Inputs", "Actions open", "Wrong"];
    let mut tables = vec![table("", &headers, rows)];
    if !actions.is_empty() {
        tables.push(table("Actions", &["Id", "Action", "Owner", "Due", "Stands"], actions.iter().map(action)));
    }
    let tail = match answer.rows.is_empty() && !answer.part {
        true => vec!["Schedule one with `tickmark review schedule --title ... --day ...`".to_owned()],
        false => Vec::new(),
    };
    let json = json!({
        "programme": programme, "management_reviews": words, "actions": actions, "mark": MarkWords::of(Some(&mark))
    });
    show(place, &Shown { head, tables, tail }, &json)
}

/// Each check that finds something, once, with how often it does.
fn checks(findings: &[ManagementReviewFindingWords]) -> String {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for found in findings {
        match counted.iter_mut().find(|(check, _)| *check == found.check) {
            Some((_, count)) => *count += 1,
            None => counted.push((found.check, 1)),
        }
    }
    let told = counted.iter().map(|(check, count)| match count {
        1 => (*check).to_owned(),
        _ => format!("{check} ({count})"),
    });
    told.collect::<Vec<_>>().join(", ")
}

fn action(one: &ManagementReviewDecisionWords) -> Vec<String> {
    vec![
        format!("{}/{}", one.review, one.number),
        one.text.clone(),
        one.owner.as_ref().map(|owner| owner.name.clone()).unwrap_or_default(),
        one.due.clone().unwrap_or_default(),
        one.reports.last().map_or("open", |report| report.status).to_owned(),
    ]
}

pub(super) fn one(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (detail, mark) = here.ask(&ReviewOf(id.to_owned()))?;
    let words = ManagementReviewWords::of(&here.names(), &detail);
    let line = &words.line;
    let mut rows = vec![
        ("Title", line.title.clone()),
        ("State", line.state.to_owned()),
        ("Planned for", line.on.clone()),
        ("Held on", line.held_on.clone().unwrap_or_default()),
    ];
    rows.extend(words.attendance.iter().map(|one| {
        let top = if one.top_management { ", top management" } else { "" };
        let part = if one.part.is_empty() { String::new() } else { format!(", {}", one.part) };
        ("Attended", format!("{}{part}{top}", one.person.name))
    }));
    rows.extend(words.notes.iter().map(|one| ("Input", format!("{}: {}", one.input, one.said.text))));
    rows.extend(words.decisions.iter().map(|one| {
        let owner =
            one.owner.as_ref().map(|owner| format!(" ({}, by {})", owner.name, one.due.clone().unwrap_or_default()));
        ("Decision", format!("{}. {}: {}{}", one.number, one.kind, one.text, owner.unwrap_or_default()))
    }));
    rows.extend(words.minutes.iter().map(|one| ("Minutes", one.text.clone())));
    rows.extend(words.evidence.iter().map(|id| ("Evidence", id.clone())));
    rows.extend(words.approved.iter().map(|one| ("Approved", format!("{}, {}", one.by.name, one.at))));
    rows.push(("SHA-256", words.sha256.clone()));
    let tail = line.findings.iter().map(wrong).collect();
    let rows = rows.into_iter().map(|(what, text)| vec![what.to_owned(), text]);
    let shown = Shown { head: vec![recorded(&mark)], tables: vec![table("", &[&line.id, ""], rows)], tail };
    show(place, &shown, &json!({ "management_review": words, "mark": MarkWords::of(Some(&mark)) }))
}

fn wrong(found: &ManagementReviewFindingWords) -> String {
    let kind = if found.blocks { "" } else { " (a warning)" };
    format!("{} {}{kind}", found.check, found.sentence)
}

pub(super) fn check(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (detail, mark) = here.ask(&ReviewOf(id.to_owned()))?;
    let findings: Vec<_> = detail.line.findings.iter().map(ManagementReviewFindingWords::from).collect();
    let blocked = findings.iter().any(|found| found.blocks);
    let tail = match findings.is_empty() {
        true => vec!["Nothing is missing.".to_owned(), SOC2_ASKS_FOR_NONE.to_owned()],
        false => findings.iter().map(wrong).chain([SOC2_ASKS_FOR_NONE.to_owned()]).collect(),
    };
    let json = json!({
        "management_review": detail.line.id, "findings": findings, "remark": SOC2_ASKS_FOR_NONE,
        "mark": MarkWords::of(Some(&mark))
    });
    show(place, &Shown { head: vec![recorded(&mark)], tables: Vec::new(), tail }, &json)?;
    Ok(if blocked { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

pub(super) fn agenda(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (detail, mark) = here.ask(&ReviewOf(id.to_owned()))?;
    let words = ManagementReviewAgendaWords::from(&detail.agenda);
    let points = words.points.iter().chain([&words.beside]);
    let rows = points.flat_map(|point| {
        let kept = point.lines.iter().map(|line| {
            let figure = match line.of {
                Some(of) => format!("{} of {of}", line.figure),
                None => line.figure.to_string(),
            };
            let named: Vec<&str> = line.items.iter().map(|item| item.id.as_str()).collect();
            vec![point.input.to_owned(), line.says.clone(), figure, named.join(", ")]
        });
        let not =
            point.not_kept.iter().map(|said| vec![point.input.to_owned(), said.clone(), String::new(), String::new()]);
        kept.chain(not).collect::<Vec<_>>()
    });
    let sent = if detail.held.agenda.is_some() { "As it was sent" } else { "Not sent yet: as it would be today" };
    let head = vec![recorded(&mark), format!("{sent}, as of {} and entry {}.", words.on, words.entry)];
    let shown = Shown { head, tables: vec![table("", &["Input", "What", "Figure", "Which"], rows)], tail: Vec::new() };
    show(
        place,
        &shown,
        &json!({ "agenda": words, "sent": detail.held.agenda.is_some(), "mark": MarkWords::of(Some(&mark)) }),
    )
}
