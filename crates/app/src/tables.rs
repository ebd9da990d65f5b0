//! The papers that leave the house: tables as CSV and XLSX, safe to open.

use crate::ask::{Answer, GapAnswer, Waived};
use crate::{Fault, Mark};
use domain::reports::COVERAGE_IS_NOT_READINESS;
use domain::reports::gap::{Gap, Grade, Graded};
pub use formats::sheet::out::{Badge, CellOut, SheetOut};
use formats::sheet::out::{CsvOptions, WorkbookOut, to_csv, to_xlsx};
use jiff::Timestamp;

/// A table as CSV, UTF-8; text that could run as a formula is made harmless.
///
/// # Errors
/// [`Fault`] when it cannot be written.
pub fn csv(sheet: &SheetOut) -> Result<Vec<u8>, Fault> {
    to_csv(sheet, CsvOptions::default()).map_err(|e| Fault::new(e.to_string(), "report this"))
}

/// Tables as one workbook, made at `created_us`; the same content at the same moment gives the same bytes.
///
/// # Errors
/// [`Fault`] when it cannot be written.
pub fn workbook(title: &str, created_us: i64, sheets: Vec<SheetOut>) -> Result<Vec<u8>, Fault> {
    workbook_about(title, "ISO/IEC 27001:2022 gap analysis from a SOC 2 programme", created_us, sheets)
}

/// Tables as one workbook about `subject`, as [`workbook`] makes it.
///
/// # Errors
/// [`Fault`] when it cannot be written.
pub fn workbook_about(title: &str, subject: &str, created_us: i64, sheets: Vec<SheetOut>) -> Result<Vec<u8>, Fault> {
    let created = Timestamp::from_microsecond(created_us).unwrap_or(Timestamp::UNIX_EPOCH);
    let book = WorkbookOut { title: title.to_owned(), subject: subject.to_owned(), created, sheets };
    to_xlsx(&book).map_err(|e| Fault::new(e.to_string(), "report this"))
}

/// The gap analysis as tables: summary, controls, clauses, artefacts, families.
pub fn gap_sheets(answer: &GapAnswer, mark: Option<&Mark>) -> Vec<SheetOut> {
    let title = gap_title(answer, mark);
    vec![
        summary(&answer.gap, title.clone()),
        controls(&answer.gap, title.clone()),
        clauses(&answer.gap, title.clone()),
        artefacts(&answer.gap, title.clone()),
        families(&answer.gap, title),
    ]
}

/// A gap analysis of an organisation as XLSX.
///
/// # Errors
/// [`Fault`] when it cannot be written.
pub fn gap_workbook(answer: &Answer<GapAnswer>, created_us: i64) -> Result<Vec<u8>, Fault> {
    gap_book(&answer.value, Some(&answer.mark), created_us)
}

/// A gap analysis as XLSX, of an organisation (`mark`) or of the library alone: its tables, and the waivers in force.
///
/// # Errors
/// [`Fault`] when it cannot be written.
pub fn gap_book(answer: &GapAnswer, mark: Option<&Mark>, created_us: i64) -> Result<Vec<u8>, Fault> {
    let waivers = mark.map(|mark| mark.waivers.as_slice()).unwrap_or_default();
    workbook("ISO/IEC 27001 gap analysis", created_us, with_waivers(gap_sheets(answer, mark), waivers))
}

/// Rules that are set aside on the day judged, a line for each, to stand on a paper that is made while they last (SoD-18).
pub fn waived(mark: &Mark) -> Vec<String> {
    mark.waivers.iter().map(waived_line).collect()
}

/// That a rule is set aside, in one line: the rule, for whom, until when, why, and who approved it.
pub fn waived_line(waived: &Waived) -> String {
    let (duty, alone) = (waived.duty, if waived.alone { ", with nobody else there to approve it" } else { "" });
    format!(
        "{} is waived for {} until {}. The rule: {}. Why: {} Approved by {}{alone}.",
        duty.id(),
        waived.person,
        waived.until,
        duty.sentence(),
        full_stop(&waived.reason),
        waived.approved_by
    )
}

fn full_stop(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// The sheets of a workbook, with one more at the end that lists the waivers that were in force (SoD-18); none is added when
/// there are none.
#[must_use]
pub fn with_waivers(mut sheets: Vec<SheetOut>, waivers: &[Waived]) -> Vec<SheetOut> {
    if !waivers.is_empty() {
        sheets.push(waivers_sheet(waivers));
    }
    sheets
}

/// Are these the headings of the sheet of waivers, which is no list of anything?
pub(crate) fn is_waivers(headers: &[String]) -> bool {
    headers.iter().map(String::as_str).eq(WAIVER_COLUMNS.iter().map(|(heading, _)| *heading))
}

/// The headings and widths of the waivers. None is a heading that a list of ours is read by, so that the sheet is never taken
/// for the list when a workbook comes back.
const WAIVER_COLUMNS: [(&str, u16); 9] = [
    ("Waived rule", 12),
    ("It says", 50),
    ("Waived for", 24),
    ("First day waived", 16),
    ("Last day waived", 16),
    ("Reason of the waiver", 60),
    ("Waiver approved by", 24),
    ("By the only person", 18),
    ("Waiver", 24),
];

fn waivers_sheet(waivers: &[Waived]) -> SheetOut {
    let rows = waivers.iter().map(|one| {
        vec![
            CellOut::text(one.duty.id()),
            CellOut::text(one.duty.sentence()),
            CellOut::text(&one.person),
            CellOut::Date(one.from),
            CellOut::Date(one.until),
            CellOut::text(&one.reason),
            CellOut::text(&one.approved_by),
            CellOut::text(if one.alone { "yes" } else { "" }),
            CellOut::text(&one.id),
        ]
    });
    SheetOut {
        name: "Waivers".to_owned(),
        title: vec!["Rules that are set aside".to_owned()],
        headers: WAIVER_COLUMNS.iter().map(|(header, _)| (*header).to_owned()).collect(),
        widths: WAIVER_COLUMNS.iter().map(|(_, width)| *width).collect(),
        rows: rows.collect(),
        notes: vec![
            "In force on the day judged. A waiver stands on every report that is made while it lasts.".to_owned(),
        ],
    }
}

fn gap_title(answer: &GapAnswer, mark: Option<&Mark>) -> Vec<String> {
    let read = &answer.read;
    let mut lines = vec!["ISO/IEC 27001:2022 gap analysis".to_owned()];
    if let Some(m) = mark {
        lines.push(format!(
            "{} - recorded by {}, judged on {}, entry {}, root {}",
            m.name,
            m.as_of,
            m.on,
            m.entry(),
            m.root
        ));
        lines.extend(waived(m));
    }
    if !read.organisation {
        lines.push("Of the crosswalk alone: no controls of an organisation are counted".to_owned());
    }
    lines.push(format!(
        "Mapping {} ({}), {} - categories: {} - mode: {} - hosting: {}",
        read.crosswalk,
        read.version,
        read.source.publication,
        read.categories.names(),
        read.mode.id(),
        answer.hosting.title()
    ));
    lines
}

fn sheet(name: &str, title: Vec<String>, headers: &[&str], widths: &[u16], rows: Vec<Vec<CellOut>>) -> SheetOut {
    SheetOut {
        name: name.to_owned(),
        title,
        headers: headers.iter().map(|h| (*h).to_owned()).collect(),
        rows,
        widths: widths.to_vec(),
        notes: vec![COVERAGE_IS_NOT_READINESS.to_owned()],
    }
}

fn grade_badge(grade: Grade) -> CellOut {
    let badge = match grade {
        Grade::Fully => Badge::Good,
        Grade::Partially => Badge::Part,
        Grade::NotAddressed => Badge::Bad,
        Grade::InheritedDocumented => Badge::Calm,
    };
    CellOut::Badge(badge, grade.title().to_owned())
}

fn int(n: usize) -> CellOut {
    CellOut::Int(i64::try_from(n).unwrap_or(i64::MAX))
}

fn summary(gap: &Gap, title: Vec<String>) -> SheetOut {
    let grades = Grade::ALL.into_iter().map(|g| {
        let tenths = i64::from(gap.percent(g).tenths());
        vec![grade_badge(g), int(gap.count(g)), int(gap.controls.len()), CellOut::Percent { tenths }]
    });
    let themes = gap.coverage.themes.iter().map(|t| {
        let tenths = i64::from(domain::values::Percent::of(t.covered, t.of).tenths());
        vec![
            CellOut::text(format!("{}: named by a row or own control", t.title)),
            int(t.covered),
            int(t.of),
            CellOut::Percent { tenths },
        ]
    });
    sheet("Summary", title, &["What", "Controls", "Of", "Share"], &[46, 10, 8, 10], grades.chain(themes).collect())
}

/// The controls table: the one that a CSV export holds.
pub fn controls(gap: &Gap, title: Vec<String>) -> SheetOut {
    let headers = [
        "Control",
        "Title",
        "Theme",
        "Grade",
        "Why",
        "Needs",
        "Rows",
        "Own controls",
        "Supplement",
        "Reusable evidence",
        "Check explicitly",
    ];
    let widths = [9, 28, 15, 19, 36, 18, 18, 12, 36, 36, 28];
    sheet("Annex A", title, &headers, &widths, gap.controls.iter().map(control).collect())
}

fn control(c: &Graded) -> Vec<CellOut> {
    let rows: Vec<String> = c.rows.iter().map(|r| format!("{} {}", r.criterion, r.overlap.id())).collect();
    vec![
        CellOut::text(&c.id),
        CellOut::text(&c.title),
        CellOut::text(&c.theme),
        grade_badge(c.grade),
        CellOut::text(&c.reason),
        CellOut::text(c.needs.title()),
        CellOut::text(rows.join("; ")),
        CellOut::text(c.direct.join("; ")),
        CellOut::text(c.supplements.join("\n")),
        CellOut::text(c.evidence.join("; ")),
        CellOut::text(c.check.join("\n")),
    ]
}

fn clauses(gap: &Gap, title: Vec<String>) -> SheetOut {
    let rows = gap.net_new.clauses.iter().map(|c| {
        vec![
            CellOut::text(&c.id),
            CellOut::text(&c.title),
            CellOut::text(c.standing.title()),
            CellOut::text(&c.asks),
            CellOut::text(c.rows.iter().map(|(id, o)| format!("{id} {}", o.id())).collect::<Vec<_>>().join("; ")),
            CellOut::text(c.touches.join("; ")),
            CellOut::text(c.artefacts.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("; ")),
        ]
    });
    let headers = ["Clause", "Title", "After SOC 2", "Asks for", "Rows", "SOC 2 touches", "Documents and records"];
    sheet("Clauses 4-10", title, &headers, &[9, 34, 28, 60, 24, 24, 40], rows.collect())
}

fn artefacts(gap: &Gap, title: Vec<String>) -> SheetOut {
    let wrapper =
        gap.net_new.wrapper.iter().map(|w| vec![CellOut::text(w.clause), CellOut::text(w.title), CellOut::text(w.why)]);
    let papers = gap.net_new.artefacts.iter().map(|(clause, name)| {
        vec![
            CellOut::text(clause),
            CellOut::text(name),
            CellOut::text("named by the standard; SOC 2 knows none of the kind"),
        ]
    });
    sheet("Net-new artefacts", title, &["Clause", "What", "Why"], &[9, 50, 70], wrapper.chain(papers).collect())
}

fn families(gap: &Gap, title: Vec<String>) -> SheetOut {
    let rows = gap.families.iter().map(|f| {
        vec![
            CellOut::text(f.title),
            int(f.open.len()),
            int(f.of),
            CellOut::text(f.open.join(", ")),
            CellOut::text(f.asks),
        ]
    });
    sheet(
        "Families",
        title,
        &["Family", "Open", "Of", "Open controls", "Asks for"],
        &[22, 8, 8, 50, 60],
        rows.collect(),
    )
}
