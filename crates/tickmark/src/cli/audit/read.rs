//! What is told of internal audits.

use crate::cli::Done;
use crate::cli::args::PlaceArgs;
use crate::cli::out::{Shown, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::audit::{AuditChecklistWords, AuditCoverageWords, AuditLineWords, InternalAuditWords};
use app::ask::{AuditOf, AuditsOf};
use domain::values::counted;
use serde_json::json;

pub(super) fn list(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&AuditsOf::default())?;
    let names = here.names();
    let words: Vec<AuditLineWords> =
        answer.audits.iter().map(|(held, line)| AuditLineWords::of(&names, held, line)).collect();
    let rows = words.iter().map(|one| {
        let auditors = one.auditors.iter().map(|person| person.name.clone()).chain(one.hired.iter().cloned());
        vec![
            one.id.clone(),
            one.title.clone(),
            one.state.to_owned(),
            format!("{} to {}", one.from, one.until),
            auditors.collect::<Vec<_>>().join(", "),
            format!("{} of {}", one.answered, one.lines),
            format!("{} major, {} minor", one.major, one.minor),
            one.open_nonconformities.join(", "),
        ]
    });
    let headers = ["Id", "Title", "State", "Planned", "Auditors", "Answered", "Found", "Open"];
    let tail = match words.is_empty() {
        true => vec!["Plan one with `tickmark audit plan --title ... --from ... --until ...`".to_owned()],
        false => Vec::new(),
    };
    let head = vec![recorded(&mark), answer.coverage.sentence()];
    let json = json!({ "audits": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables: vec![table("", &headers, rows)], tail }, &json)
}

pub(super) fn one(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (detail, mark) = here.ask(&AuditOf(id.to_owned()))?;
    let words = InternalAuditWords::of(&here.names(), &detail);
    let line = &words.line;
    let mut rows = vec![
        ("Title", line.title.clone()),
        ("State", line.state.to_owned()),
        ("Planned", format!("{} to {}", line.from, line.until)),
        ("Scope", words.items.join(", ")),
        ("Criteria", words.criteria.clone()),
        ("Methods", words.methods.clone()),
    ];
    for auditor in &words.independence {
        let part = if auditor.items.is_empty() { "the whole scope".to_owned() } else { auditor.items.join(", ") };
        let left = if detail.left.contains(&auditor.person.id) { ", who left" } else { "" };
        rows.push(("Auditor", format!("{}{left} ({part}): {}", auditor.person.name, auditor.competence)));
        let has = auditor.conflicts.iter().map(|one| format!("has a part in {}: {}", one.item, one.because));
        rows.extend(has.map(|text| ("Not independent", text)));
    }
    rows.extend(line.hired.iter().map(|name| ("Hired", name.clone())));
    rows.push(("Checklist", format!("{} of {} answered", line.answered, counted(line.lines, "line", "lines"))));
    rows.extend(words.findings.iter().map(|one| {
        let leads = match (&one.nonconformity, one.nonconformity_state) {
            (Some(nc), Some(state)) => format!(" ({nc}, {state})"),
            _ => String::new(),
        };
        ("Finding", format!("{}. {} {}: {}{leads}", one.number, one.class, one.item, one.title))
    }));
    if let Some(report) = &words.report {
        let to: Vec<&str> = report.to.iter().map(|person| person.name.as_str()).collect();
        rows.push(("Reported", format!("{} to {}", report.on, to.join(", "))));
        rows.push(("Summary", report.summary.clone()));
        rows.push(("Conclusion", report.conclusion.clone()));
    }
    rows.extend(words.verified.iter().map(|said| ("Verified", said.text.clone())));
    rows.extend(words.ending.iter().map(|said| ("Ended", said.text.clone())));
    let rows = rows.into_iter().map(|(what, text)| vec![what.to_owned(), text]);
    let shown =
        Shown { head: vec![recorded(&mark)], tables: vec![table("", &[id, ""], rows)], tail: line.notices.clone() };
    show(place, &shown, &json!({ "audit": words, "mark": MarkWords::of(Some(&mark)) }))
}

pub(super) fn checklist(place: &PlaceArgs, id: &str, open: bool) -> Done {
    let here = Here::read(place)?;
    let (detail, mark) = here.ask(&AuditOf(id.to_owned()))?;
    let words = InternalAuditWords::of(&here.names(), &detail);
    let wanted = |line: &AuditChecklistWords| !open || line.result.is_none();
    let lines: Vec<AuditChecklistWords> = words.checklist.into_iter().filter(wanted).collect();
    let rows = lines.iter().map(|line| {
        let retired = if line.retired { " (retired)" } else { "" };
        vec![
            line.line.to_string(),
            format!("{}{retired}", line.item),
            line.question.clone(),
            line.result.unwrap_or("open").to_owned(),
            line.note.clone(),
            line.evidence.join(", "),
        ]
    });
    let headers = ["Line", "Item", "Question", "Result", "Note", "Evidence"];
    let stands = match words.line.lines {
        // The lines are drawn from the scope when the audit is announced.
        0 if !lines.is_empty() => format!("{} as proposed today, not drawn yet", counted(lines.len(), "line", "lines")),
        all => format!("{} of {} answered", words.line.answered, counted(all, "line", "lines")),
    };
    let head = vec![recorded(&mark), stands];
    let json = json!({ "checklist": lines, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables: vec![table("", &headers, rows)], tail: Vec::new() }, &json)
}

pub(super) fn coverage(place: &PlaceArgs, programme: Option<&str>) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&AuditsOf { programme: programme.map(str::to_owned) })?;
    let words = AuditCoverageWords::from(&answer.coverage);
    let rows = words.rows.iter().map(|row| {
        let audits: Vec<String> = row.audits.iter().map(|(id, what)| format!("{id} {what}")).collect();
        let yearly = if row.yearly_missed { "every year, missed" } else { "" };
        vec![row.item.clone(), row.title.clone(), row.stands.to_owned(), audits.join(", "), yearly.to_owned()]
    });
    let missed = words.rows.iter().filter(|row| row.stands == "never").map(|row| row.item.as_str());
    let missed: Vec<&str> = missed.collect();
    let full = match words.whole_scope_audited {
        true => format!("The whole scope was audited since {}.", words.from),
        false => {
            format!("The whole scope was not audited since {}: a certification audit expects that first.", words.from)
        }
    };
    let mut tail = vec![full, words.note.to_owned()];
    if !missed.is_empty() {
        tail.insert(0, format!("Missed at the end of the cycle, {}: {}", missed.len(), missed.join(", ")));
    }
    let headers = ["Item", "Title", "Stands", "Audits", "Every year"];
    let head = vec![recorded(&mark), words.sentence.clone()];
    let json = json!({ "coverage": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables: vec![table("", &headers, rows)], tail }, &json)
}
