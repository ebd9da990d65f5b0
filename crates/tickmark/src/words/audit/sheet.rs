//! An audit as tables: its report, findings and checklist.

use super::InternalAuditWords;
use app::Mark;
use app::tables::{CellOut, SheetOut};
use domain::values::counted;

fn sheet(name: &str, mark: &Mark, headers: &[(&str, u16)], rows: Vec<Vec<CellOut>>) -> SheetOut {
    SheetOut {
        name: name.to_owned(),
        title: vec![
            mark.name.clone(),
            format!("Recorded by {}, entry {}, root {}", mark.as_of, mark.entry(), mark.root),
        ],
        headers: headers.iter().map(|(header, _)| (*header).to_owned()).collect(),
        widths: headers.iter().map(|(_, width)| *width).collect(),
        rows,
        ..SheetOut::default()
    }
}

/// Report, findings and checklist, a sheet each.
pub(crate) fn audit_sheets(words: &InternalAuditWords, mark: &Mark) -> Vec<SheetOut> {
    vec![report(words, mark), findings(words, mark), checklist(words, mark)]
}

fn report(words: &InternalAuditWords, mark: &Mark) -> SheetOut {
    let line = &words.line;
    let auditors = line.auditors.iter().map(|person| person.name.clone()).chain(line.hired.iter().cloned());
    let report = words.report.as_ref();
    let told = report.map(|report| report.to.iter().map(|person| person.name.clone()).collect::<Vec<_>>().join("; "));
    let facts = [
        ("Audit", format!("{} {}", line.id, line.title)),
        ("State", line.state.to_owned()),
        ("Planned", format!("{} to {}", line.from, line.until)),
        ("Auditors", auditors.collect::<Vec<_>>().join("; ")),
        ("Criteria", words.criteria.clone()),
        ("Methods", words.methods.clone()),
        ("Scope", words.items.join(", ")),
        (
            "Answered",
            format!(
                "{} of {}, {} not examined",
                line.answered,
                counted(line.lines, "line", "lines"),
                line.not_examined
            ),
        ),
        ("Reported on", report.map(|report| report.on.clone()).unwrap_or_default()),
        ("Reported to", told.unwrap_or_default()),
        ("Summary", report.map(|report| report.summary.clone()).unwrap_or_default()),
        ("Conclusion", report.map(|report| report.conclusion.clone()).unwrap_or_default()),
    ];
    let rows = facts.into_iter().map(|(what, text)| vec![CellOut::text(what), CellOut::text(text)]).collect();
    sheet("Report", mark, &[("What", 16), ("Said", 90)], rows)
}

fn findings(words: &InternalAuditWords, mark: &Mark) -> SheetOut {
    let headers = [
        ("Number", 8),
        ("Class", 14),
        ("Item", 10),
        ("Title", 40),
        ("Statement", 60),
        ("Evidence", 20),
        ("Nonconformity", 14),
        ("State", 20),
    ];
    let rows = words.findings.iter().map(|one| {
        vec![
            CellOut::Int(i64::try_from(one.number).unwrap_or(i64::MAX)),
            CellOut::text(one.class),
            CellOut::text(&one.item),
            CellOut::text(&one.title),
            CellOut::text(&one.statement),
            CellOut::text(one.evidence.join("; ")),
            CellOut::text(one.nonconformity.clone().unwrap_or_default()),
            CellOut::text(one.nonconformity_state.unwrap_or_default()),
        ]
    });
    sheet("Findings", mark, &headers, rows.collect())
}

fn checklist(words: &InternalAuditWords, mark: &Mark) -> SheetOut {
    let headers = [
        ("Line", 8),
        ("Item", 10),
        ("Title", 36),
        ("Question", 60),
        ("Result", 14),
        ("Note", 60),
        ("Sample", 20),
        ("Evidence", 20),
        ("Answered by", 22),
        ("Retired", 10),
    ];
    let rows = words.checklist.iter().map(|line| {
        let sample = line.sample.as_ref().map(|one| format!("{} of {} {}", one.size, one.population, one.picked));
        vec![
            CellOut::Int(i64::try_from(line.line).unwrap_or(i64::MAX)),
            CellOut::text(&line.item),
            CellOut::text(&line.title),
            CellOut::text(&line.question),
            CellOut::text(line.result.unwrap_or("open")),
            CellOut::text(&line.note),
            CellOut::text(sample.unwrap_or_default()),
            CellOut::text(line.evidence.join("; ")),
            CellOut::text(line.answered.as_ref().map(|said| said.by.name.clone()).unwrap_or_default()),
            CellOut::text(if line.retired { "yes" } else { "" }),
        ]
    });
    sheet("Checklist", mark, &headers, rows.collect())
}
