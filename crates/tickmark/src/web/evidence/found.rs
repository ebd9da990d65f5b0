//! Findings of another tool on a page: counted by severity and by the requirements that the tool names, and listed. Every word
//! of the tool is shown as text and as its word.

use super::{path, trouble};
use crate::web::problem::Problem;
use crate::web::reading::{counted, n};
use crate::web::typed::sentence;
use crate::web::ui::{self, Column, Icon, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use crate::words::evidence::{RESULTS, count_of, result_title};
use app::ask::EvidenceDetail;
use app::evidence::{FilePlace, FileTrouble};
use app::exchange::{FindingsFile, MAX_FINDINGS_FILE, READ_UNASKED};
use domain::reports::findings::{by_requirement, by_severity, of_result};
use domain::values::{EvidenceState, Finding, FindingResult, ResultCounts};
use maud::{Markup, html};

/// Findings that the page of an item lists.
const SHOWN: usize = 200;
/// Requirements and severities that a page lists; the download has the rest.
const NAMED: usize = 1_000;
/// Files of an item that are looked into without being asked for.
const LOOKED_INTO: usize = 4;

/// A result as the tool gives it.
fn result_badge(result: FindingResult) -> Markup {
    let tone = match result {
        FindingResult::Pass => Tone::Good,
        FindingResult::Fail => Tone::Danger,
        FindingResult::Unknown => Tone::Caution,
        FindingResult::NotApplicable | FindingResult::Informational => Tone::Neutral,
    };
    ui::badge(tone, result_title(result))
}

/// Who found it, in what, when: as the file says.
pub(super) fn about(file: &FindingsFile) -> Markup {
    let found = &file.findings;
    let or_dash = |text: Option<&str>| html! { @if let Some(text) = text { (text) } @else { (ui::nothing()) } };
    let moment = |said: &Option<domain::values::SaidMoment>| or_dash(said.as_ref().map(|said| said.text.as_str()));
    html! {
        (ui::definition_list(&[
            ("Tool", html! { (found.tool) @if let Some(version) = &found.version { " " (version) } }),
            ("Format", html! { (found.format.name()) }),
            ("Looked at", or_dash(found.target.as_deref())),
            ("Began, as claimed", moment(&found.began)),
            ("Ended, as claimed", moment(&found.ended)),
            ("File", html! { (file.name) p.hint { "SHA-256 " (ui::hash(&file.sha256)) } }),
        ]))
        @for note in &found.notes { p.hint { (sentence(note)) } }
    }
}

fn cells(first: Markup, counts: &ResultCounts) -> Row {
    let numbers = RESULTS.iter().map(|(result, ..)| html! { (count_of(counts, *result)) });
    Row::new(std::iter::once(first).chain(numbers).collect())
}

fn columns(first: &str) -> Vec<Column<'_>> {
    std::iter::once(Column::text(first)).chain(RESULTS.iter().map(|(_, _, title)| Column::number(*title))).collect()
}

/// How many of which severity, with the sum.
pub(super) fn severities(file: &FindingsFile) -> Markup {
    let found = &file.findings;
    let lines = by_severity(found).into_iter().take(NAMED);
    let mut rows: Vec<Row> = lines
        .map(|line| {
            let first = html! { @if let Some(word) = &line.severity { (word) } @else { "Not said" } };
            cells(first, &line.counts)
        })
        .collect();
    rows.push(cells(html! { strong { "All " (n(found.items.len())) } }, &found.counts));
    ui::table("By severity", &columns("Severity"), &rows, TableOptions::default())
}

/// The requirements that the tool names, folded: its opinion, and no link of any control.
pub(super) fn requirements(file: &FindingsFile) -> Markup {
    let lines = by_requirement(&file.findings);
    let title = format!("Requirements that {}", file.findings.format.who_names());
    let rows: Vec<Row> = lines
        .iter()
        .take(NAMED)
        .map(|line| {
            let named = &line.named;
            let first = html! { @if !named.list.is_empty() { span.hint { (named.list) " " } } (named.id) };
            cells(first, &line.counts)
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            details.fold {
                summary { (title) " (" (n(lines.len())) ")" }
                p.hint { "They are an opinion. What your controls answer is said by their own links, each with its reason." }
                (ui::table(&title, &columns("Requirement"), &rows, TableOptions::default()))
                @if lines.len() > rows.len() { p.hint { "The first " (n(rows.len())) ". The file has the rest." } }
            }
        }
    }
}

/// Findings one by one.
pub(super) fn table<'a>(found: impl Iterator<Item = &'a Finding>) -> Markup {
    let columns = [
        Column::narrow("Result"),
        Column::narrow("Severity"),
        Column::text("What was looked at"),
        Column::text("Where"),
    ];
    let rows: Vec<Row> = found.map(row).collect();
    let empty = ("No finding is like that", "Choose another result.", html! {});
    ui::table("Findings", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() })
}

fn row(item: &Finding) -> Row {
    let dash = |text: &Option<String>| html! { @if let Some(text) = text { (text) } @else { (ui::nothing()) } };
    Row::new(vec![
        result_badge(item.result),
        dash(&item.severity),
        html! {
            div {
                (item.title)
                @if item.id != item.title { p.hint { (item.id) } }
                @if !item.detail.is_empty() { details.fold { summary { "What it says" } p.prose { (item.detail) } } }
            }
        },
        html! { span.found-where { (dash(&item.resource)) } },
    ])
}

/// What the files of an item say, where they are findings of another tool.
pub(super) fn section(visit: &Visit, detail: &EvidenceDetail) -> Result<Markup, Problem> {
    if detail.held.state == EvidenceState::Disposed {
        return Ok(html! {});
    }
    let asked: Option<usize> = visit.field("findings").and_then(|index| index.parse().ok());
    let files = &detail.held.newest().files;
    let mut parts = Vec::new();
    for (index, _) in files.iter().enumerate().filter(|(index, _)| *index < LOOKED_INTO || asked == Some(*index)) {
        let most = if asked == Some(index) { MAX_FINDINGS_FILE } else { READ_UNASKED };
        let place = FilePlace { id: detail.id.clone(), version: Some(detail.held.version()), index };
        let (app, org, who) = (&visit.doors.app, &visit.org, &visit.who);
        match tokio::task::block_in_place(|| app.findings_of(org, who, &place, most)) {
            Ok(Some(file)) => parts.push(listed(visit, detail, &file)),
            Ok(None) => parts.extend(larger(visit, detail, index, most)),
            // The section of the files says what is wrong with a file that changed or is gone.
            Err(FileTrouble::Changed { .. } | FileTrouble::Missing { .. }) => {}
            Err(wrong) => match trouble(wrong) {
                Problem::Refused(why) => parts.push(not_read(&why.to_string())),
                Problem::NotFound(_) => {}
                other => return Err(other),
            },
        }
    }
    Ok(html! {
        @if !parts.is_empty() {
            (ui::section("findings", "Findings", Some("What a tool says of what it looked at, or what a list of accounts comes to. It is no opinion on a control."), html! { @for part in &parts { (part) } }))
        }
    })
}

fn not_read(why: &str) -> Markup {
    html! { p.not-shown { (Icon::Alert.svg()) "Its findings cannot be read: " (sentence(why)) } }
}

/// The way to the findings of a file that is too large to be read unasked.
fn larger(visit: &Visit, detail: &EvidenceDetail, index: usize, most: u64) -> Option<Markup> {
    let file = detail.held.newest().files.get(index)?;
    let could = file.file.size > most && file.file.size <= MAX_FINDINGS_FILE;
    let data = ["json", "xml"].iter().any(|part| file.media.contains(part)) || file.name.ends_with(".dat");
    let to = format!("{}#findings", visit.with(&path(&detail.id), &[("findings", &index.to_string())]));
    (could && data).then(|| html! { p { a href=(to) { "Read the findings of " (file.name) } } })
}

fn listed(visit: &Visit, detail: &EvidenceDetail, file: &FindingsFile) -> Markup {
    let found = &file.findings;
    let typed = visit.field("result").unwrap_or_default();
    let chosen = RESULTS.iter().find(|(_, id, _)| *id == typed).map(|(result, ..)| *result);
    let of = of_result(found, chosen).count();
    html! {
        p.count-line { (found.tool) @if let Some(version) = &found.version { " " (version) } ", " (found.format.name()) ", " (file.name) }
        (severities(file))
        (requirements(file))
        ul.chips.by-state aria-label="Results" {
            @for (result, id, title) in RESULTS {
                @let count = count_of(&found.counts, result);
                @let on = chosen == Some(result);
                @let to = visit.with(&path(&detail.id), &[("result", if on { "" } else { id })]);
                @if count > 0 {
                    li { a.chip.on[on] href={ (to) "#findings" } aria-current=[on.then_some("true")] { (title) span.effect { (count) " of " (found.items.len()) } } }
                }
            }
        }
        p.count-line { (counted(of.min(SHOWN), "finding", "findings")) @if of > SHOWN { " of " (n(of)) ", the first in the file" } }
        (table(of_result(found, chosen).take(SHOWN)))
    }
}
