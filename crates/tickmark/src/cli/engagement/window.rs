//! The window of an engagement in the terminal, and what another one would do.

use super::known;
use crate::cli::Done;
use crate::cli::args::PlaceArgs;
use crate::cli::out::{Shown, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::engagement_window::{EngagementWindowWords, OtherWindowWords};
use app::ask::{OtherWindow, WindowOf};
use domain::refusal::Refusal;
use domain::reports::engagement::{ControlFinding, Status};
use domain::values::{Frequency, Window, counted};
use jiff::civil::Date;
use serde_json::json;

pub(super) fn window(id: &str, status: Option<&str>, place: &PlaceArgs) -> Done {
    let of = |word: &str| Status::ALL.into_iter().find(|one| one.id() == word.trim().to_lowercase().replace('-', "_"));
    let status = status.map(|typed| known("status", typed, of, &Status::ALL.map(Status::id))).transpose()?;
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&WindowOf { id: id.to_owned(), grain: Frequency::Monthly })?;
    let report = &answer.report;
    let figures = &report.figures;
    let so_far = if report.so_far { ", so far" } else { "" };
    let mut head = vec![
        recorded(&mark),
        format!("{}: {}{so_far}", answer.title, report.scope),
        format!(
            "Complete {} of {} in scope, gap {}, population wanted {}; criteria with only gaps {} of {}.",
            figures.of(Status::Complete),
            counted(figures.in_scope, "control", "controls"),
            figures.of(Status::Gap),
            figures.of(Status::PopulationWanted),
            figures.only_gaps,
            figures.criteria
        ),
    ];
    head.extend(answer.clean.as_ref().map(|clean| match (clean.from, clean.held_back.first()) {
        (Some(from), held) => {
            let held = held.map(|held| format!(", held back by {}", held.control)).unwrap_or_default();
            format!("Earliest clean start: {from}{held}, as the runs up to {} prove.", clean.reach.until)
        }
        (None, held) => {
            let held = held.map(|held| format!(": {} has none, {}", held.control, held.why)).unwrap_or_default();
            let ahead =
                if report.so_far { format!(" It lies ahead: {} at the earliest.", report.on) } else { String::new() };
            format!("No clean start up to {}{held}.{ahead}", clean.reach.until)
        }
    }));
    let unjudged = answer.clean.as_ref().map_or(0, |clean| clean.unjudged.len());
    if unjudged > 0 {
        let (one, many) = ("control runs on events and has", "controls run on events and have");
        head.push(format!("Not judged for it: {} no population yet.", counted(unjudged, one, many)));
    }
    let shown = report.controls.iter().filter(|one| status.is_none_or(|status| one.status == status));
    let headers = ["Control", "Name", "Frequency", "Status", "Runs", "Missing", "Due", "Came late"];
    let tables = vec![table("", &headers, shown.map(row))];
    let words = EngagementWindowWords::from(&answer);
    show(
        place,
        &Shown { head, tables, ..Shown::default() },
        &json!({ "window": words, "mark": MarkWords::of(Some(&mark)) }),
    )
}

fn row(one: &ControlFinding) -> Vec<String> {
    const MOST: usize = 4;
    let mut missing = one.missing.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    if one.missing.len() > MOST {
        missing.push_str(&format!(" and {} more", one.missing.len() - MOST));
    }
    let late = one.runs.iter().filter(|run| !run.in_time()).count() + one.late_events.len();
    vec![
        one.control.clone(),
        one.name.clone(),
        one.frequency.map_or(String::new(), |every| every.title().to_owned()),
        one.status.title().to_owned(),
        one.days_run().to_string(),
        missing,
        one.due.as_ref().map_or(String::new(), |due| format!("{} by {}", due.bucket, due.by)),
        if late > 0 { late.to_string() } else { String::new() },
    ]
}

pub(super) fn what_if(id: &str, from: Date, until: Date, place: &PlaceArgs) -> Done {
    let window = Window::new(from, until).map_err(Refusal::from)?;
    let here = Here::read(place)?;
    let (what, mark) = here.ask(&OtherWindow { id: id.to_owned(), window })?;
    let counts = Status::ALL.into_iter().filter_map(|status| {
        let (before, after) = (what.before.of(status), what.after.of(status));
        (before + after > 0).then(|| vec![status.title().to_owned(), before.to_string(), after.to_string()])
    });
    let changes = what.changes.iter().map(|one| {
        let missing = format!("{} to {}", one.missing_before, one.missing_after);
        let before = one.before.map_or(String::new(), |status| status.title().to_owned());
        vec![one.control.clone(), before, one.after.title().to_owned(), missing]
    });
    let tables = vec![
        table("Controls that would stand otherwise", &["Control", "Now", "Then", "Missing"], changes),
        table(
            &format!("Of {} in scope", counted(what.after.in_scope, "control", "controls")),
            &["Status", "Now", "Then"],
            counts,
        ),
    ];
    let present = what.present.map_or_else(|| "no window".to_owned(), |now| format!("{} to {}", now.from, now.until));
    let head = vec![recorded(&mark), format!("Now {present}; then {from} to {until}.")];
    let json = json!({ "what_if": OtherWindowWords::from(&what), "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables, ..Shown::default() }, &json)
}
