//! Tables of sample sizes: the library's and the own ones, which of them is read, and rows that can be edited and copied.

use super::sampling_row::{grid, rows};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, encode};
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Choice, Column, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{ProfileLine, SamplingChoice, SamplingChoicesOf, SamplingProfilesOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, TestingCommand};
use domain::refusal::Refusal;
use domain::values::{SamplingFrequency, SamplingProfile};
use maud::{Markup, html};

const LEAD: &str =
    "How many items are tested for a frequency and a risk. Sizes are the auditor's judgement; the AICPA sets none.";

fn href(visit: &Visit, id: &str) -> String {
    visit.href(&format!("/sampling/{}", encode(id)))
}

/// The table with this id among all of them.
///
/// # Errors
/// A refusal that there is none.
pub(super) fn table(all: Vec<ProfileLine>, id: &str) -> Result<ProfileLine, Refusal> {
    let none = || Refusal::Unknown { what: "sampling profile", id: id.to_owned(), nearest: None };
    all.into_iter().find(|line| line.profile.id == id).ok_or_else(none)
}

/// The tables to choose from.
pub(super) fn choices<'a>(all: &'a [ProfileLine], chosen: &str) -> Vec<Choice<'a>> {
    let each = all.iter().map(|line| {
        let label = format!("{} ({})", line.profile.id, if line.own { "own" } else { "library" });
        Choice::new(line.profile.id.as_str(), label, line.profile.id == chosen)
    });
    each.collect()
}

pub(super) async fn list(visit: Visit) -> Result<Response, Problem> {
    list_page(&visit, &Typed::default(), None)
}

fn list_page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let all = visit.ask(&SamplingProfilesOf)?;
    let chosen = visit.ask(&SamplingChoicesOf)?.value;
    let body = html! {
        (ui::heading("Tables of sample sizes", Some(LEAD), Some(ui::quiet_link("Calculate a size", &visit.href("/tools/sample"), None))))
        (refused(refusal))
        (tables(visit, &all.value))
        (ui::section("read", "Which table is read", Some("When a draw names none."), choice_table(visit, &chosen)))
        (choice_form(visit, &all.value, &chosen, typed))
    };
    let crumbs = [Crumb::link("Engagements", visit.href("/engagements")), Crumb::here("Tables of sample sizes")];
    Ok(visit.page(&all.mark, "Tables of sample sizes", "/engagements", &crumbs, body))
}

fn tables(visit: &Visit, all: &[ProfileLine]) -> Markup {
    let rows: Vec<Row> = all
        .iter()
        .map(|line| {
            let whose = if line.own { ui::badge(Tone::Accent, "Own") } else { ui::badge(Tone::Neutral, "Library") };
            let mut sources: Vec<&str> = line.profile.rows.iter().map(|row| row.source.as_str()).collect();
            sources.dedup();
            let first = sources.first().copied().unwrap_or_default();
            let more = if sources.len() > 1 { format!(", and {} more", sources.len() - 1) } else { String::new() };
            Row::new(vec![
                html! { a.id href=(href(visit, &line.profile.id)) { (line.profile.id) } },
                whose,
                html! { (counted(line.profile.rows.len(), "row", "rows")) },
                html! { (first) (more) },
            ])
        })
        .collect();
    let columns = [Column::text("Table"), Column::narrow("Whose"), Column::narrow("Rows"), Column::text("Sources")];
    ui::table("Tables of sample sizes", &columns, &rows, TableOptions::default())
}

fn choice_table(visit: &Visit, chosen: &[SamplingChoice]) -> Markup {
    let rows: Vec<Row> = chosen
        .iter()
        .map(|choice| {
            let of = match &choice.engagement {
                Some(id) => ui::named(id, &choice.title, &visit.href(&format!("/engagements/{}", encode(id)))),
                None => html! { "The organisation" },
            };
            let why = match (&choice.engagement, choice.own) {
                (_, true) => "chosen here",
                (Some(_), false) => "follows the organisation",
                (None, false) => "nobody chose yet",
            };
            Row::new(vec![of, html! { a.id href=(href(visit, &choice.profile)) { (choice.profile) } }, html! { (why) }])
        })
        .collect();
    let columns = [Column::text("For"), Column::narrow("Table"), Column::narrow("Because")];
    ui::table("Which table is read", &columns, &rows, TableOptions::default())
}

fn choice_form(visit: &Visit, all: &[ProfileLine], chosen: &[SamplingChoice], typed: &Typed) -> Markup {
    let Some(first) = all.first() else {
        return html! {};
    };
    if visit.in_the_past() {
        return html! {};
    }
    let why_not = |choice: &SamplingChoice| {
        let (engagement, profile) = (choice.engagement.clone(), Box::new(first.profile.clone()));
        why_not(visit, &Command::Testing(TestingCommand::ChooseSamplingProfile { engagement, profile }))
    };
    // An external auditor chooses for the own engagements, and not for the organisation.
    let open: Vec<&SamplingChoice> = chosen.iter().filter(|choice| why_not(choice).is_none()).collect();
    if open.is_empty() {
        return html! { @if let Some(missing) = chosen.first().and_then(why_not) { (not_offered(&missing)) } };
    }
    let of: Vec<Choice<'_>> = open
        .into_iter()
        .map(|choice| match &choice.engagement {
            Some(id) => Choice::new(id.as_str(), format!("{id} {}", choice.title), typed.get("engagement") == id),
            None => Choice::new("", "The organisation", typed.get("engagement").is_empty()),
        })
        .collect();
    html! {
        details.fold.add open[!typed.get("profile").is_empty()] {
            summary { "Choose the table that is read" }
            (ui::form(&format!("/o/{}/sampling", visit.org), html! {
                div.field-row {
                    (ui::select(&Field { name: "engagement", label: "For", ..Field::default() }, &of))
                    (ui::select(&Field { name: "profile", label: "Table", ..Field::default() }, &choices(all, typed.get("profile"))))
                }
                div.actions { (ui::button("Choose it")) }
            }))
        }
    }
}

pub(super) async fn choose(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let done = visit.ask(&SamplingProfilesOf).and_then(|all| {
        let profile = Box::new(table(all.value, typed.get("profile"))?.profile);
        let engagement = Some(typed.get("engagement").to_owned()).filter(|id| !id.is_empty());
        let done = format!("{} is read now.", profile.id);
        let command = TestingCommand::ChooseSamplingProfile { engagement, profile };
        visit.change(&done, "/sampling", Command::Testing(command))
    });
    or_again(done, |refusal| list_page(&visit, &typed, Some(refusal)))
}

pub(super) async fn one(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&SamplingProfilesOf)?;
    let line = table(answer.value, id)?;
    let whose = match line.own {
        true => "The organisation's own table.",
        false => {
            "A table of the library. Saved under its own id, your rows take its place; under another id, they stand beside it."
        }
    };
    let set = TestingCommand::SetSamplingProfile { profile: Box::new(line.profile.clone()) };
    let missing = why_not(visit, &Command::Testing(set));
    let may = missing.is_none() && !visit.in_the_past();
    let name = if typed.get("id").is_empty() { id } else { typed.get("id") };
    let body = html! {
        (ui::heading(&format!("Table {id}"), Some(whose), None))
        (refused(refusal))
        @if may {
            form.form.wide method="post" action=(format!("/o/{}/sampling/{}", visit.org, encode(id))) data-guard {
                (grid(&line.profile, typed, true))
                p.hint { "A rule is one of these: " code { "min(population;table)" } " reads the three sizes; " code { "all" } " takes every item; " code { "all when N<20" } " takes every item of a smaller population and else reads the sizes; " code { "clamp(ceil(0.10*N),5,25); all when N<5" } " takes a share within bounds. A row without a rule is left out of the table." }
                (ui::text(&Field { name: "id", label: "Save it as", hint: "Another id makes a copy. Small letters, digits and underscores.", value: name, required: true, ..Field::default() }))
                div.actions { (ui::button("Save the table")) (ui::quiet_link("All tables", &visit.href("/sampling"), None)) }
            }
        } @else {
            (grid(&line.profile, typed, false))
            @if let Some(missing) = &missing { (not_offered(missing)) }
        }
    };
    let crumbs = [
        Crumb::link("Engagements", visit.href("/engagements")),
        Crumb::link("Tables of sample sizes", visit.href("/sampling")),
        Crumb::here(id),
    ];
    Ok(visit.page(&answer.mark, &format!("Table {id}"), "/engagements", &crumbs, body))
}

pub(super) async fn set(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let new = typed.get("id").trim().to_owned();
    let done = rows(&typed, &SamplingFrequency::ALL).map_err(Problem::from).and_then(|rows| {
        let profile = Box::new(SamplingProfile { id: new.clone(), rows });
        let to = format!("/sampling/{}", encode(&new));
        visit.change(
            &format!("Saved the table {new}."),
            &to,
            Command::Testing(TestingCommand::SetSamplingProfile { profile }),
        )
    });
    or_again(done, |refusal| page(&visit, &id, &typed, Some(refusal)))
}
