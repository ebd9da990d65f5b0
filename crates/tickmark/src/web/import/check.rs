//! The second step: what was understood, and what importing it would do.

use super::columns::{Chosen, Read, Reading, selects};
use super::{WANTED, stepper};
use crate::web::controls;
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::staged::{Stage, Upload};
use crate::web::typed::{refused, sentence};
use crate::web::ui::{self, Choice, Column, Confirm, Crumb, Field, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use crate::words::ImportWords;
use app::exchange::ControlList;
use axum::Extension;
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::rules::{ImportPlan, Planned};
use maud::{Markup, html};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Rows and problems that one page lists; the counts above them speak of all.
const SHOWN: usize = 200;

pub(super) async fn show(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let upload = WANTED.find(&visit, &stage, &id)?;
    let chosen = Chosen::of(|name| visit.query.get(name).map_or("", String::as_str));
    page(&visit, &upload, &chosen, None)
}

/// The page; after a refusal with the reason.
pub(super) fn page(
    visit: &Visit,
    upload: &Upload,
    chosen: &Chosen,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let answer = tokio::task::block_in_place(|| visit.ask(&Reading { upload, chosen }))?;
    let read = answer.value?;
    let body = html! {
        (ui::heading("Check the import", Some("This is what the file says and what importing it would do. Nothing is changed yet."), None))
        (stepper(1, &upload.name))
        (refused(refusal))
        @match &read.list {
            Ok((list, plan)) => {
                @let words = ImportWords::of(list, Some(plan), None);
                @let counts = Counts::of(list, plan);
                (figures(&counts))
                (may_import(visit, upload, chosen, &counts))
                (notes(list))
                (column_section(visit, upload, chosen, &read, Some(list)))
                (problems(&words))
                (what_happens(visit, list, plan))
            }
            Err(why) => {
                @if read.headers.is_empty() {
                    (refused(Some(why)))
                    div.actions { (ui::link_button("Choose another file", &visit.href("/import"), None)) }
                } @else {
                    (ui::notice(Tone::Danger, &sentence(&why.to_string()), html! { "Say below which column is which, and check again." }))
                    (column_section(visit, upload, chosen, &read, None))
                }
            }
        }
    };
    let crumbs = [
        Crumb::link("Controls", visit.href("/controls")),
        Crumb::link("Import", visit.href("/import")),
        Crumb::here("Check"),
    ];
    Ok(visit.page(&answer.mark, "Check the import", "/import", &crumbs, body))
}

/// What would happen to how many rows. A row with a problem is refused, whatever else it would have been.
struct Counts {
    new: usize,
    changed: usize,
    same: usize,
    refused: usize,
}

impl Counts {
    fn of(list: &ControlList, plan: &ImportPlan) -> Counts {
        let mut counts = Counts { new: 0, changed: 0, same: 0, refused: 0 };
        let problems: BTreeSet<u32> = list.problems.iter().map(|p| p.row).collect();
        for ((_, planned), row) in plan.lines.iter().zip(&list.rows) {
            match planned {
                _ if problems.contains(row) => counts.refused += 1,
                Planned::Refused(_) => counts.refused += 1,
                Planned::New => counts.new += 1,
                Planned::Changed(_) => counts.changed += 1,
                Planned::Same => counts.same += 1,
            }
        }
        counts
    }
}

fn figures(counts: &Counts) -> Markup {
    let of = counts.new + counts.changed + counts.same + counts.refused;
    let text = [counts.new, counts.changed, counts.same, counts.refused, of].map(|n| n.to_string());
    let parts = [
        ("New", &text[0], "Controls that are not there yet", "#rows"),
        ("Changed", &text[1], "Known by their id, something differs", "#rows"),
        ("The same", &text[2], "Nothing to do", "#rows"),
        (
            "Refused",
            &text[3],
            "Rows with a problem; one stops the import",
            if counts.refused > 0 { "#problems" } else { "#rows" },
        ),
    ];
    let stats = parts.map(|(label, figure, under, href)| Stat {
        label,
        figure,
        denominator: &text[4],
        under,
        href,
        ..Stat::default()
    });
    ui::figures(&stats)
}

/// What was done to the content on the way in.
fn notes(list: &ControlList) -> Markup {
    html! {
        @if !list.notes.is_empty() {
            (ui::notice(Tone::Neutral, "Done on the way in", html! {
                ul.plain-list { @for note in list.notes.iter().take(SHOWN) { li { (sentence(note)) } } }
            }))
        }
    }
}

/// The third step is offered when it would do something and nothing is refused.
fn may_import(visit: &Visit, upload: &Upload, chosen: &Chosen, counts: &Counts) -> Markup {
    let base = format!("/o/{}/import/{}", visit.org, upload.id);
    let save = Field {
        name: "save",
        label: "Keep these columns under a name",
        hint: "For the next file with the same headings. Leave it empty to keep nothing.",
        ..Field::default()
    };
    let discard = Confirm {
        id: "discard",
        open: "Discard",
        title: "Discard this upload?",
        text: "The file is forgotten. Your controls stay as they are.",
        action: &format!("{base}/discarding"),
        yes: "Discard",
        danger: true,
    };
    html! {
        @if counts.refused > 0 {
            (ui::notice(Tone::Danger, &format!("{} refused, so that nothing can be imported", counted(counts.refused, "row is", "rows are")), html! {
                "Mend them in the spreadsheet, or correct the columns below, and check again. An import takes all rows or none."
            }))
            div.actions { (ui::link_button("Choose the mended file", &visit.href("/import"), None)) (ui::confirm(&discard, html! {})) }
        } @else if counts.new + counts.changed == 0 {
            (ui::notice(Tone::Good, "Nothing would change", html! { "Every control in this file is known and the same." }))
            div.actions { (ui::link_button("To the controls", &visit.href("/controls"), None)) (ui::confirm(&discard, html! {})) }
        } @else {
            (ui::card(html! {
                form.form method="post" action=(format!("{base}/confirmation")) {
                    (chosen.hidden())
                    (ui::text(&save))
                    div.actions {
                        (ui::button(&format!("Import {}", counted(counts.new + counts.changed, "control", "controls"))))
                    }
                }
            }))
            div.actions { (ui::confirm(&discard, html! {})) }
        }
    }
}

fn column_section(visit: &Visit, upload: &Upload, chosen: &Chosen, read: &Read, list: Option<&ControlList>) -> Markup {
    let unmatched = list.map(|l| l.unmatched.iter().filter(|h| !h.is_empty()).cloned().collect::<Vec<_>>().join(", "));
    let unmatched = unmatched.filter(|u| !u.is_empty());
    let current = list.map_or(chosen.sheet.as_str(), |l| l.sheet.as_str());
    let sheets: Vec<Choice<'_>> =
        read.sheets.iter().map(|s| Choice::new(s.as_str(), s.as_str(), s == current)).collect();
    let lead = "Recognised by their headings. Correct what is wrong and check again.";
    ui::section(
        "columns",
        "Columns",
        Some(lead),
        html! {
            form.card.form.wide method="get" action=(format!("/o/{}/import/{}", visit.org, upload.id)) {
                @if sheets.len() > 1 { (ui::inline_select("sheet", "Sheet", &sheets)) }
                (selects(read))
                @if let Some(headings) = unmatched { p.hint { "Headings that nothing took: " (headings) "." } }
                div.actions { button.button type="submit" { "Check again" } }
            }
        },
    )
}

fn problems(words: &ImportWords) -> Markup {
    let rows: Vec<Row> = words
        .problems
        .iter()
        .take(SHOWN)
        .map(|p| {
            Row::new(vec![
                html! { @match p.row { Some(row) => (row), None => (ui::nothing()) } },
                html! { (p.field) },
                html! { (sentence(&p.what)) },
                html! { (sentence(&p.hint)) },
            ])
        })
        .collect();
    let columns = [
        Column::number("Row"),
        Column::narrow("Field"),
        Column::text("What is wrong"),
        Column::text("What would be right"),
    ];
    html! {
        @if !rows.is_empty() {
            (ui::section("problems", "Problems", Some("By the row number that the spreadsheet shows."), html! {
                (ui::table("Problems row by row", &columns, &rows, TableOptions::default()))
                @if words.problems.len() > SHOWN { p.hint { "The first " (SHOWN) " of " (words.problems.len()) " are listed." } }
            }))
        }
    }
}

fn what_happens(visit: &Visit, list: &ControlList, plan: &ImportPlan) -> Markup {
    let lines = plan.lines.iter().zip(&list.controls).zip(&list.rows).take(SHOWN);
    let rows: Vec<Row> = lines
        .map(|(((id, planned), control), row)| {
            let known = !matches!(planned, Planned::New);
            Row::new(vec![
                html! { (row) },
                html! { @if known { (ui::named(id, &control.name, &controls::href(visit, id))) } @else { span.id { (id) } " " (control.name) } },
                happens(planned, list.problems.iter().any(|p| p.row == *row)),
                html! { (control.links.keys().filter_map(|k| k.split_once('/')).map(|(_, item)| item).collect::<Vec<_>>().join(", ")) },
            ])
        })
        .collect();
    let columns =
        [Column::number("Row"), Column::text("Control"), Column::text("What happens"), Column::text("Answers")];
    let lead = format!(
        "{} with {} from sheet {}.",
        counted(list.controls.len(), "control", "controls"),
        counted(list.links, "link", "links"),
        list.sheet
    );
    ui::section(
        "rows",
        "Row by row",
        Some(&lead),
        html! {
            (ui::table("What the import would do", &columns, &rows, TableOptions { filter: true, ..TableOptions::default() }))
            @if plan.lines.len() > SHOWN { p.hint { "The first " (SHOWN) " of " (plan.lines.len()) " are listed; the counts above speak of all." } }
        },
    )
}

fn happens(planned: &Planned, problem: bool) -> Markup {
    match planned {
        Planned::New | Planned::Changed(_) | Planned::Same if problem => ui::badge(Tone::Danger, "Refused"),
        Planned::New => ui::badge(Tone::Accent, "New"),
        Planned::Changed(what) => html! { (ui::badge(Tone::Caution, "Changed")) " " (what.join(", ")) },
        Planned::Same => ui::badge(Tone::Neutral, "The same"),
        Planned::Refused(why) => html! { (ui::badge(Tone::Danger, "Refused")) " " (sentence(&why.to_string())) },
    }
}
