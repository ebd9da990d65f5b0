//! What changed between two versions, line by line; and a version as a file.

use super::path;
use crate::web::attachment::attachment;
use crate::web::problem::Problem;
use crate::web::reading::{counted, days};
use crate::web::ui::{self, Choice, Column, Crumb, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::{PolicyDifference, PolicyDifferenceOf, PolicyOf, text_of};
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::reports::policy::{LineChange, LineOf};
use maud::{Markup, html};

type Sent = Path<(String, String)>;

pub(super) async fn show(visit: Visit, Path((_, id)): Sent) -> Result<Response, Problem> {
    let number = |name| visit.field(name).and_then(|number| number.parse().ok());
    let answer = visit.ask(&PolicyDifferenceOf { id, from: number("from"), to: number("to") })?;
    let found = &answer.value;
    let lead = format!(
        "{} came, {} went between version {} and version {}.",
        counted(found.difference.added, "line", "lines"),
        counted(found.difference.removed, "line", "lines"),
        found.from,
        found.to
    );
    let body = html! {
        (ui::heading("What changed", Some(&lead), Some(days(&visit, &answer.mark))))
        (chooser(&visit, found))
        @if found.difference.lines.is_empty() { p { "The two texts are the same." } }
        @else { (lines(found)) }
        @if found.difference.left_out > 0 { p.hint { (found.difference.left_out) " more lines are left out here; both versions can be taken as files." } }
    };
    let crumbs = [
        Crumb::link("Policies", visit.href("/policies")),
        Crumb::link(found.title.clone(), visit.href(&path(&found.id))),
        Crumb::here("What changed"),
    ];
    Ok(visit.page(&answer.mark, "What changed", "/policies", &crumbs, body))
}

fn chooser(visit: &Visit, found: &PolicyDifference) -> Markup {
    let versions = |now: u32| -> Vec<Choice<'static>> {
        let one = |number: u32| Choice::new(number.to_string(), format!("Version {number}"), number == now);
        (1..=found.versions).map(one).collect()
    };
    ui::filter_bar(
        &format!("/o/{}{}/difference", visit.org, path(&found.id)),
        html! {
            @for name in ["as-of", "on"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::inline_select("from", "From", &versions(found.from)))
            (ui::inline_select("to", "To", &versions(found.to)))
        },
        None,
    )
}

fn lines(found: &PolicyDifference) -> Markup {
    let rows: Vec<Row> = found.difference.lines.iter().map(row).collect();
    let columns = [Column::number("Before"), Column::number("After"), Column::narrow(""), Column::text("Line")];
    ui::table("What changed, line by line", &columns, &rows, TableOptions::default())
}

fn row(line: &LineOf) -> Row {
    let number = |number: Option<usize>| html! { @if let Some(number) = number { (number) } };
    // The sign says it as well, for who does not see the colour or the line through it.
    let (sign, text) = match line.change {
        LineChange::Same => ("", html! { (line.text) }),
        LineChange::Added => ("+", html! { ins { (line.text) } }),
        LineChange::Removed => ("−", html! { del { (line.text) } }),
        LineChange::Gap => ("…", html! {}),
    };
    let same = matches!(line.change, LineChange::Same | LineChange::Gap);
    Row { faint: same, ..Row::new(vec![number(line.old), number(line.new), html! { (sign) }, text]) }
}

/// A version as a file of Markdown: the bytes that were hashed.
pub(super) async fn download(visit: Visit, Path((_, id)): Sent) -> Result<Response, Problem> {
    let detail = visit.ask(&PolicyOf(id.clone()))?.value;
    let newest = detail.held.newest().map_or(1, |newest| newest.number);
    let asked = visit.field("version").and_then(|number| number.parse().ok());
    let number = asked.or(detail.line.current).unwrap_or(newest);
    let unknown = || Refusal::Unknown { what: "version", id: format!("{number} of {id}"), nearest: None };
    let version = detail.held.version(number).ok_or_else(unknown)?;
    let name = format!("{}-v{number}.md", detail.held.policy.number);
    let text = text_of(&detail.id, version)?;
    Ok(attachment("text/markdown; charset=utf-8", &name, text.as_bytes().to_vec()))
}
