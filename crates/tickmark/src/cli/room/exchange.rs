//! A list of requests in and out.

use crate::cli::args::PlaceArgs;
use crate::cli::people::Here;
use crate::cli::place::file;
use crate::cli::{Done, listed};
use crate::words::ReceiptWords;
use crate::words::room::AuditRequestImportWords;
use app::ask::AuditRequests;
use app::exchange::audit_request_sheet;
use domain::values::counted;
use std::path::Path;

pub(super) fn import(place: &PlaceArgs, engagement: &str, path: &Path, sheet: Option<&str>, preview: bool) -> Done {
    let (bytes, name) = file(path)?;
    let here = if preview { Here::read(place)? } else { Here::open(place)? };
    let list = here.app.read_audit_requests(&here.org, &here.who, engagement, (&bytes, &name), sheet)?;
    let mut words = AuditRequestImportWords::of(&list);
    if !preview && words.problems.is_empty() {
        let request = place.request_id.as_deref();
        let receipt = here.app.import_audit_requests(&here.org, &here.who, request, engagement, list)?;
        words.receipt = Some(ReceiptWords::from(&receipt));
    }
    let what = format!("{}, sheet {}: {}", words.source, words.sheet, counted(words.requests, "request", "requests"));
    let mut head = listed::read(&what, &words.unmatched, &words.notes);
    head.push(listed::fate(words.receipt.is_some(), !words.problems.is_empty(), preview).to_owned());
    listed::answer(place, head, &words.problems, &words)
}

pub(super) fn export(place: &PlaceArgs, engagement: &str, path: &Path) -> Done {
    let here = Here::read(place)?;
    let (answer, _) = here.ask(&AuditRequests { engagement: Some(engagement.to_owned()), state: None })?;
    let subject = format!("Requests of {engagement}");
    let written = listed::Written { title: "Requests", subject: &subject, one: "request", many: "requests" };
    listed::export(place, &here.app, path, &written, audit_request_sheet(&here.app, &answer.lines))
}
