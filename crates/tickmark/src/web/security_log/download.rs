//! The security log as a file: CSV whose cells are no formulas, and JSON lines for programs.

use super::{Wanted, is_alarm};
use crate::web::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::Note;
use app::tables::{CellOut, SheetOut};
use axum::response::Response;
use jiff::Timestamp;

/// Most notes in one file; the newest are in it.
const MOST: usize = 50_000;

fn notes(visit: &Visit) -> Result<Vec<Note>, Problem> {
    let (app, wanted) = (&visit.doors.app, Wanted::of(visit));
    let (mut notes, mut before) = (Vec::new(), None);
    while notes.len() < MOST {
        let page = app.security_log_of(&visit.org, &visit.who, before.as_deref(), 500, &|note| wanted.takes(note))?;
        notes.extend(page.notes);
        before = page.older;
        if before.is_none() {
            break;
        }
    }
    notes.truncate(MOST);
    Ok(notes)
}

fn at(note: &Note) -> String {
    Timestamp::from_microsecond(note.at_us).map(|t| t.to_string()).unwrap_or_default()
}

/// The name of a file with the log, without its ending.
fn name(visit: &Visit) -> String {
    format!("{}-security-log-{}", visit.org, visit.doors.app.clock().today())
}

pub(super) async fn csv(visit: Visit) -> Result<Response, Problem> {
    let notes = tokio::task::block_in_place(|| notes(&visit))?;
    let row = |note: &Note| {
        let who = if note.person.is_empty() { String::new() } else { visit.name_of(&note.person) };
        let alarm = if is_alarm(note) { "alarm" } else { "" };
        [at(note).as_str(), &note.what, alarm, &who, &note.person, &note.detail, &note.address, &note.agent]
            .map(CellOut::text)
            .to_vec()
    };
    let headers = ["Time", "What", "Alarm", "Name", "Person", "Detail", "Address", "Browser"];
    let sheet = || SheetOut {
        name: "Security log".to_owned(),
        headers: headers.map(str::to_owned).to_vec(),
        rows: notes.iter().map(row).collect(),
        ..SheetOut::default()
    };
    attachment::csv(&name(&visit), sheet)
}

pub(super) async fn lines(visit: Visit) -> Result<Response, Problem> {
    let notes = tokio::task::block_in_place(|| notes(&visit))?;
    let mut text = String::new();
    for note in &notes {
        let line = serde_json::json!({
            "at": at(note),
            "what": note.what,
            "alarm": is_alarm(note),
            "person": note.person,
            "detail": note.detail,
            "address": note.address,
            "agent": note.agent,
        });
        text.push_str(&line.to_string());
        text.push('\n');
    }
    Ok(attachment::attachment("application/jsonl", &format!("{}.jsonl", name(&visit)), text.into_bytes()))
}
