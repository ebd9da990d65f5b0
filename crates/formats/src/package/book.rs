//! `index.xlsx`: the same rows as the page, to be sorted and filtered.

use super::paper::{NEITHER_READINESS_NOR_OPINION, Paper, group, moment, numbers, period};
use crate::sheet::out::{Badge, CellOut, OutError, SheetOut, WorkbookOut, to_xlsx};
use domain::reports::evidence::Label;
use domain::reports::package::{NoReuse, Row, Section};
use domain::values::{Audience, Lack, counted};
use std::collections::BTreeMap;

pub(super) fn book(paper: &Paper<'_>) -> Result<Vec<u8>, OutError> {
    let created = jiff::Timestamp::from_microsecond(paper.facts.built_us).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let mut sheets = vec![
        read_me(paper),
        contents(paper),
        controls(paper),
        evidence(paper),
        files(paper),
        by_other(paper),
        missing(paper),
    ];
    if !paper.facts.waivers.is_empty() {
        sheets.push(waivers(paper));
    }
    to_xlsx(&WorkbookOut {
        title: paper.plan.title.clone(),
        subject: format!("Audit package {} of {}", paper.facts.id, paper.plan.organisation),
        created,
        sheets,
    })
}

fn sheet(paper: &Paper<'_>, name: &str, columns: &[(&str, u16)], rows: Vec<Vec<CellOut>>) -> SheetOut {
    let whole = if paper.plan.complete() { "complete" } else { "PARTIAL: see the sheet Missing" };
    SheetOut {
        name: name.to_owned(),
        title: vec![paper.plan.title.clone(), format!("{} of {}, {whole}", paper.facts.id, paper.plan.organisation)],
        headers: columns.iter().map(|(header, _)| (*header).to_owned()).collect(),
        widths: columns.iter().map(|(_, width)| *width).collect(),
        rows,
        notes: vec![NEITHER_READINESS_NOR_OPINION.to_owned()],
    }
}

fn read_me(paper: &Paper<'_>) -> SheetOut {
    let (plan, facts) = (paper.plan, paper.facts);
    let mut pairs = vec![
        ("Package", facts.id.clone()),
        ("Organisation", plan.organisation.clone()),
        ("Title", plan.title.clone()),
        ("Scope", plan.scope.clone()),
        ("For", plan.audience().title().to_owned()),
        ("Window", period(plan.spec.window)),
        ("Ordered by", format!("{}, edition {}", plan.framework.title, plan.framework.version)),
        ("Labels read by", format!("{}, {}", plan.crosswalk.title, plan.crosswalk.version)),
        ("Items of evidence", plan.items.len().to_string()),
        ("Files", plan.files.len().to_string()),
        ("Bytes of files", plan.bytes.to_string()),
        ("Whole", if plan.complete() { "Complete".to_owned() } else { "PARTIAL: see the sheet Missing".to_owned() }),
        ("Built", format!("{} by {}", moment(facts.built_us), paper.person(&facts.by))),
        ("Ledger", format!("{}, {}", facts.origin, counted(facts.tree_size, "entry", "entries"))),
        ("Root", facts.root.clone()),
        ("Key that it names", facts.key.clone()),
        ("Check it with", "tickmark verify PACKAGE.zip --key KEY".to_owned()),
        ("Or with", "python3 verify_package.py PACKAGE.zip --key KEY".to_owned()),
        ("Who decides", paper.decides().to_owned()),
    ];
    if let Some(engagement) = &plan.engagement {
        let said = format!("{} {}, SOC 2 {}", engagement.id, engagement.title, engagement.kind.title());
        pairs.insert(5, ("Engagement", said));
        pairs.insert(6, ("Firm", engagement.firm.clone()));
    }
    let rows = pairs.into_iter().map(|(term, value)| vec![CellOut::text(term), CellOut::text(value)]).collect();
    sheet(paper, "Read me", &[("What", 20), ("Is", 100)], rows)
}

/// The badge repeats what the word says.
fn label(label: Label) -> CellOut {
    let badge = match label {
        Label::Reused => Badge::Good,
        Label::Supplemented => Badge::Part,
        Label::FrameworkOnly => Badge::Calm,
    };
    CellOut::Badge(badge, label.title().to_owned())
}

fn count(number: u64) -> CellOut {
    CellOut::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

fn contents(paper: &Paper<'_>) -> SheetOut {
    let columns = [
        ("Item", 10),
        ("Title", 34),
        ("Group", 24),
        ("Control", 10),
        ("Name", 34),
        ("Linked", 16),
        ("Label", 20),
        ("Supplement", 40),
        ("Evidence", 10),
        ("Title of the evidence", 40),
        ("Note", 34),
    ];
    let rows = paper.plan.sections.iter().flat_map(|section| of_section(paper, section)).collect();
    sheet(paper, "Contents", &columns, rows)
}

/// A line for each item of evidence of each control; one for a control without any, and for a section without controls.
fn of_section(paper: &Paper<'_>, section: &Section) -> Vec<Vec<CellOut>> {
    let head = || {
        vec![
            CellOut::text(&section.id),
            CellOut::text(&section.title),
            CellOut::text(group(section.kind, &section.group)),
        ]
    };
    if section.rows.is_empty() {
        return vec![head()];
    }
    section
        .rows
        .iter()
        .flat_map(|row| of_row(paper, row).into_iter().map(move |line| [head(), line].concat()))
        .collect()
}

fn of_row(paper: &Paper<'_>, row: &Row) -> Vec<Vec<CellOut>> {
    let linked = if row.direct { "directly".to_owned() } else { row.via.join(", ") };
    let unexercised = row.not_exercised.as_ref().map(|said| format!("Not exercised: {said}"));
    let notes: Vec<&str> = unexercised.iter().chain(&row.note).map(String::as_str).collect();
    let line = |evidence: Option<&String>| {
        let title = evidence.and_then(|id| paper.item(id)).map_or("", |item| item.title.as_str());
        vec![
            CellOut::text(&row.control),
            CellOut::text(&row.name),
            CellOut::text(&linked),
            if evidence.is_some() { label(row.label) } else { CellOut::Empty },
            CellOut::text(row.supplements.join("\n")),
            CellOut::text(evidence.map_or("", String::as_str)),
            CellOut::text(title),
            CellOut::text(notes.join("\n")),
        ]
    };
    if row.evidence.is_empty() { vec![line(None)] } else { row.evidence.iter().map(|id| line(Some(id))).collect() }
}

fn controls(paper: &Paper<'_>) -> SheetOut {
    let mut seen: BTreeMap<&str, (&Row, Vec<&str>)> = BTreeMap::new();
    for (section, row) in paper.plan.sections.iter().flat_map(|s| s.rows.iter().map(move |row| (s, row))) {
        seen.entry(&row.control).or_insert_with(|| (row, Vec::new())).1.push(&section.id);
    }
    let rows = seen.into_iter().map(|(id, (row, sections))| {
        vec![
            CellOut::text(id),
            CellOut::text(&row.name),
            CellOut::text(row.owner.as_deref().map(|owner| paper.person(owner)).unwrap_or_default()),
            CellOut::text(sections.join(", ")),
            CellOut::text(row.evidence.join(", ")),
            CellOut::text(row.not_exercised.as_deref().unwrap_or_default()),
            CellOut::text(numbers(paper.entries(id))),
        ]
    });
    let columns = [
        ("Control", 10),
        ("Name", 40),
        ("Owner", 24),
        ("Items that it answers", 34),
        ("Evidence", 34),
        ("Not exercised", 34),
        ("Entries", 20),
    ];
    sheet(paper, "Controls", &columns, rows.collect())
}

fn evidence(paper: &Paper<'_>) -> SheetOut {
    let rows = paper.plan.items.iter().map(|item| {
        vec![
            CellOut::text(&item.id),
            CellOut::text(&item.title),
            label(item.label),
            CellOut::text(item.kind.title()),
            CellOut::Date(item.period.from),
            CellOut::Date(item.period.until),
            CellOut::text(&item.source),
            CellOut::text(moment(item.received_us)),
            CellOut::text(paper.person(&item.collected_by)),
            CellOut::text(moment(item.accepted_us)),
            CellOut::text(paper.person(&item.accepted_by)),
            CellOut::text(if item.late { "late" } else { "" }),
            CellOut::text(item.after_close.join(", ")),
            CellOut::text(item.classification.title()),
            CellOut::text(if item.personal_data { "yes" } else { "" }),
            item.keep_until.as_ref().map_or(CellOut::Empty, |(until, _)| CellOut::Date(*until)),
            CellOut::text(item.controls.join(", ")),
            count(u64::from(item.version)),
            count(item.entry),
            count(item.files.len() as u64),
        ]
    });
    let columns = [
        ("Evidence", 10),
        ("Title", 40),
        ("Label", 20),
        ("Type", 24),
        ("From", 12),
        ("Until", 12),
        ("Source", 24),
        ("Received", 21),
        ("Received from", 22),
        ("Accepted", 21),
        ("Accepted by", 22),
        ("Late", 8),
        ("After the close of", 16),
        ("Who may read it", 16),
        ("Personal data", 12),
        ("Kept until", 12),
        ("Controls", 24),
        ("Version", 9),
        ("Entry", 9),
        ("Files", 8),
    ];
    sheet(paper, "Evidence", &columns, rows.collect())
}

fn files(paper: &Paper<'_>) -> SheetOut {
    let rows = paper.plan.files.iter().map(|file| {
        vec![
            CellOut::text(paper.path(&file.sha256)),
            CellOut::text(&file.name),
            count(file.size),
            CellOut::text(&file.sha256),
            CellOut::text(file.items.join(", ")),
            CellOut::text(numbers(&file.entries)),
        ]
    });
    let columns =
        [("Path", 60), ("Name when handed in", 34), ("Bytes", 12), ("SHA-256", 68), ("Evidence", 20), ("Entries", 16)];
    sheet(paper, "Files", &columns, rows.collect())
}

fn by_other(paper: &Paper<'_>) -> SheetOut {
    let rows = paper.plan.by_other.iter().flat_map(|line| {
        line.evidence.iter().map(|served| {
            vec![
                CellOut::text(&line.id),
                CellOut::text(&line.title),
                CellOut::text(group(line.kind, &line.group)),
                CellOut::text(&served.id),
                label(served.label),
                CellOut::text(served.supplements.join("\n")),
                CellOut::text(served.controls.join(", ")),
            ]
        })
    });
    let columns = [
        ("Item", 10),
        ("Title", 40),
        ("Group", 24),
        ("Evidence", 10),
        ("Label", 20),
        ("Supplement", 50),
        ("By way of controls", 24),
    ];
    sheet(paper, "By the other framework", &columns, rows.collect())
}

fn missing(paper: &Paper<'_>) -> SheetOut {
    let line = |kind: Badge, word: &str, lack: &Lack| {
        vec![CellOut::Badge(kind, word.to_owned()), CellOut::text(&lack.what), CellOut::text(&lack.why)]
    };
    let mut rows: Vec<Vec<CellOut>> = paper.plan.lacks.iter().map(|lack| line(Badge::Bad, "Missing", lack)).collect();
    rows.extend(paper.plan.left_out.iter().map(|lack| line(Badge::Calm, "Left out on purpose", lack)));
    rows.extend(paper.plan.no_reuse.iter().filter(|one| !kept(paper, one)).map(|one| {
        let beside = match one.evidence.as_slice() {
            [] => String::new(),
            ids => format!("; beside it: {}", ids.join(", ")),
        };
        let why = format!("SOC 2 has no equivalent; nothing collected for SOC 2 stands in its place{beside}");
        line(Badge::Calm, "No equivalent", &Lack { what: format!("{} {}", one.clause, one.name), why })
    }));
    sheet(paper, "Missing", &[("Kind", 22), ("What", 40), ("Why", 80)], rows)
}

/// Is a document that a certification body cannot do without in the package? The package says where it lacks one.
fn kept(paper: &Paper<'_>, one: &NoReuse) -> bool {
    let body = paper.plan.spec.audience == Audience::CertificationBody;
    body && one.required && !paper.plan.lacks.iter().any(|lack| lack.what == one.name)
}

/// Rules of separation of duty that were set aside in the window or since (SoD-18).
fn waivers(paper: &Paper<'_>) -> SheetOut {
    let rows = paper.facts.waivers.iter().map(|(id, held)| {
        vec![
            CellOut::text(held.waiver.duty.id()),
            CellOut::text(held.waiver.duty.sentence()),
            CellOut::text(paper.person(&held.waiver.person)),
            CellOut::Date(held.waiver.from),
            CellOut::Date(held.waiver.until),
            CellOut::text(&held.waiver.reason),
            CellOut::text(held.approved_by.as_deref().map(|by| paper.person(by)).unwrap_or_default()),
            CellOut::text(if held.alone { "yes" } else { "" }),
            CellOut::text(held.ended.as_deref().unwrap_or_default()),
            CellOut::text(id),
        ]
    });
    let columns = [
        ("Rule", 10),
        ("It says", 50),
        ("Waived for", 24),
        ("From", 12),
        ("Until", 12),
        ("Reason", 60),
        ("Approved by", 24),
        ("By the only person", 18),
        ("Ended early", 30),
        ("Waiver", 24),
    ];
    sheet(paper, "Waivers", &columns, rows.collect())
}
