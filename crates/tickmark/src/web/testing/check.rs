//! A population as a file, the second step: what the list says, column by column and row by row; and the third: it is handed
//! in, all or nothing.

use super::upload::{WANTED, asked, crumbs, import_path, revised, stepper};
use super::{look, path, said};
use crate::web::people::{form_page, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, encode};
use crate::web::staged::{Stage, Upload};
use crate::web::typed::{Typed, or_again, refused, sentence};
use crate::web::ui::{self, Choice, Field, Tone};
use crate::web::visit::Visit;
use crate::words::testing::PopulationImportWords;
use app::ask::{EngagementOf, PopulationOf};
use app::exchange::{PopulationList, read_population, recognised_columns};
use app::{Failure, Mark};
use axum::Extension;
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::reports::engagement::{FIELDWORK_WEEKS, REPORT_WEEKS};
use domain::values::testing::Population;
use maud::{Markup, html};
use std::sync::Arc;

/// Word and name of each field that a column can say.
const FIELDS: [(&str, &str); 3] = [("id", "Id of the item"), ("on", "Occurred on"), ("done", "Carried out on")];

/// A file on its way in.
struct Coming<'a> {
    engagement: &'a str,
    upload: Arc<Upload>,
    /// The population that it replaces the list of.
    revises: Option<String>,
    /// What is said of it so far.
    population: Population,
    mark: Mark,
}

fn coming<'a>(
    visit: &Visit,
    stage: &Stage,
    engagement: &'a str,
    id: &str,
    typed: &Typed,
) -> Result<Coming<'a>, Problem> {
    let upload = WANTED.find(visit, stage, id)?;
    let question =
        EngagementOf { id: engagement.to_owned(), fieldwork_weeks: FIELDWORK_WEEKS, report_weeks: REPORT_WEEKS };
    let answer = visit.ask(&question)?;
    let (revises, mut population) = match revised(visit)? {
        Some((id, population)) => (Some(id), population),
        None => {
            let control = visit.field("control").unwrap_or_default();
            let mut nothing = said::nothing(engagement, &control, visit.doors.app.clock().today());
            nothing.period = answer.value.held.engagement.kind.days();
            (None, nothing)
        }
    };
    for (name, day) in [("from", &mut population.period.from), ("until", &mut population.period.until)] {
        let chosen = visit.field(name).unwrap_or_else(|| typed.get(name).to_owned());
        if !chosen.is_empty() {
            *day = Typed::of([(name, &chosen)]).day(name, "the period")?;
        }
    }
    Ok(Coming { engagement, upload, revises, population, mark: answer.mark })
}

pub(super) async fn show(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, engagement, id)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let coming = coming(&visit, &stage, &engagement, &id, &Typed::default())?;
    let typed = said::typed(&coming.population);
    tokio::task::block_in_place(|| page(&visit, &coming, &columns(&visit, &Typed::default()), &typed, None))
}

/// The columns as the address or the form names them.
fn columns(visit: &Visit, typed: &Typed) -> Vec<String> {
    let chosen = |word: &str| {
        let name = format!("map-{word}");
        Some(visit.field(&name).unwrap_or_else(|| typed.get(&name).to_owned())).filter(|column| !column.is_empty())
    };
    FIELDS.iter().filter_map(|(word, _)| Some(format!("{word}={}", chosen(word)?))).collect()
}

fn sheet(visit: &Visit, typed: &Typed) -> Option<String> {
    visit.field("sheet").or_else(|| Some(typed.get("sheet").to_owned())).filter(|sheet| !sheet.is_empty())
}

/// The list as the columns read it; and, when they cannot be told, the headings alone with the reason.
fn read(
    visit: &Visit,
    coming: &Coming<'_>,
    columns: &[String],
    typed: &Typed,
) -> Result<(PopulationList, Option<Refusal>), Problem> {
    let sheet = sheet(visit, typed);
    let read =
        |columns: &[String]| read_population(&coming.upload.bytes, &coming.upload.name, sheet.as_deref(), columns);
    match read(columns) {
        Ok(list) => Ok((list, None)),
        Err(Failure::Refused(why)) => {
            let headings = ["id=A", "on=A", "done=-"].map(str::to_owned);
            let list = read(&headings).map_err(|_| Problem::from(why.clone()))?;
            Ok((PopulationList { columns: kept(&list, columns), ..list }, Some(why)))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// What was chosen and is there, and beside it what is recognised by its heading: nothing is forgotten because one field is
/// still to be told.
fn kept(list: &PopulationList, chosen: &[String]) -> Vec<String> {
    let recognised = recognised_columns(&list.headers);
    let kept = FIELDS.iter().filter_map(|(word, _)| {
        let of =
            |lines: &[String]| lines.iter().find_map(|line| line.strip_prefix(&format!("{word}="))).map(str::to_owned);
        let there = |heading: &String| list.headers.contains(heading);
        match of(chosen) {
            Some(heading) => Some((word, heading)).filter(|(_, heading)| there(heading)),
            // What somebody chose for one field is no longer taken to be another.
            None => of(&recognised)
                .filter(|heading| !chosen.iter().any(|line| line.split_once('=').is_some_and(|(_, h)| h == heading)))
                .map(|heading| (word, heading)),
        }
    });
    kept.map(|(word, heading)| format!("{word}={heading}")).collect()
}

/// What is wrong with the column of a field, for the place beside it; empty where nothing is.
fn wrong_column(list: &PopulationList, chosen: &[String], word: &str) -> String {
    let of = |lines: &[String]| lines.iter().find_map(|line| line.strip_prefix(&format!("{word}="))).map(str::to_owned);
    match of(chosen).filter(|heading| heading != "-") {
        Some(heading) if !list.headers.contains(&heading) => format!("No column is called \u{201c}{heading}\u{201d}."),
        _ if word != "done" && of(&list.columns).is_none() => "Choose the column that says it.".to_owned(),
        _ => String::new(),
    }
}

fn page(
    visit: &Visit,
    coming: &Coming<'_>,
    columns: &[String],
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let again = visit.href(&import_path(coming.engagement));
    let missing = why_not(visit, &asked(coming.revises.as_deref(), coming.population.clone()));
    let body = match read(visit, coming, columns, typed) {
        Err(Problem::Refused(why)) => html! {
            (refused(Some(&why)))
            div.actions { (ui::link_button("Choose another file", &again, None)) }
        },
        Err(other) => return Err(other),
        Ok((list, Some(why))) => html! {
            (ui::notice(Tone::Danger, &sentence(&why.to_string()), html! { "Say below which column is which, and check again." }))
            (column_form(visit, coming, &list, Some(columns)))
        },
        Ok((list, None)) => {
            let words = PopulationImportWords::of(&list, &list.look(&coming.population));
            html! {
                (look::figures(&words))
                (look::verdict(&words))
                (column_form(visit, coming, &list, None))
                @if words.problems.is_empty() { (said_form(visit, coming, columns, &list, typed)) }
                (look::details(&words))
            }
        }
    };
    let lead = match &coming.revises {
        Some(id) => format!("What the new list of {id} says. Nothing of it is kept yet."),
        None => format!("What the list for {} says. Nothing of it is kept yet.", coming.population.control),
    };
    let body = html! {
        (ui::heading("Check the list", Some(&lead), None))
        (stepper(1, &coming.upload.name))
        (refused(refusal))
        (body)
    };
    let page = visit.page(&coming.mark, "Check the list", "/engagements", &crumbs(visit, coming.engagement), body);
    Ok(form_page(page, missing.as_ref()))
}

/// Which column says what, which sheet, and which days the list covers; `unclear` is what was chosen when that does not tell
/// the columns.
fn column_form(visit: &Visit, coming: &Coming<'_>, list: &PopulationList, unclear: Option<&[String]>) -> Markup {
    let at = |word: &str| list.columns.iter().find_map(|line| line.strip_prefix(&format!("{word}=")));
    let sheets: Vec<Choice<'_>> =
        list.sheets.iter().map(|sheet| Choice::new(sheet.as_str(), sheet.as_str(), *sheet == list.sheet)).collect();
    let unmatched: Vec<&str> =
        list.unmatched.iter().map(String::as_str).filter(|heading| !heading.is_empty()).collect();
    let action = format!("/o/{}{}/{}", visit.org, import_path(coming.engagement), encode(&coming.upload.id));
    ui::section(
        "columns",
        "Columns and period",
        Some("Recognised by their headings. Correct what is wrong and check again."),
        html! {
            form.card.form.wide method="get" action=(action) {
                (ui::hidden("control", &coming.population.control))
                @if let Some(id) = &coming.revises { (ui::hidden("revises", id)) }
                @if sheets.len() > 1 { (ui::inline_select("sheet", "Sheet", &sheets)) }
                div.column-grid {
                    @for (word, label) in FIELDS {
                        @let error = unclear.map(|chosen| wrong_column(list, chosen, word)).unwrap_or_default();
                        (ui::select(&Field { name: &format!("map-{word}"), label, error: &error, ..Field::default() }, &choices(&list.headers, at(word))))
                    }
                }
                (said::period_fields(&said::typed(&coming.population)))
                @if !unmatched.is_empty() { p.hint { "Not read: " (unmatched.join(", ")) "." } }
                div.actions {
                    button.button type="submit" { "Check again" }
                    (ui::quiet_link("Choose another file", &visit.href(&import_path(coming.engagement)), None))
                }
            }
        },
    )
}

fn choices<'a>(headers: &'a [String], chosen: Option<&str>) -> Vec<Choice<'a>> {
    let none = Choice::new("-", "Not in this file", chosen.is_none());
    let first = headers.iter().position(|heading| Some(heading.as_str()) == chosen);
    let each = headers.iter().enumerate();
    let columns = each.map(|(at, heading)| Choice::new(heading.as_str(), heading.as_str(), first == Some(at)));
    std::iter::once(none).chain(columns).collect()
}

/// Source and checks, and the button that hands it in.
fn said_form(visit: &Visit, coming: &Coming<'_>, columns: &[String], list: &PopulationList, typed: &Typed) -> Markup {
    let revises = coming.revises.as_ref().map(|id| format!("&revises={}", encode(id))).unwrap_or_default();
    let action = format!(
        "/o/{}{}/{}?control={}{revises}",
        visit.org,
        import_path(coming.engagement),
        encode(&coming.upload.id),
        encode(&coming.population.control)
    );
    let period = coming.population.period;
    ui::section(
        "said",
        "Source and checks",
        Some("What is not known yet can be said later; freezing asks for all of it."),
        ui::form(
            &action,
            html! {
                (ui::hidden("sheet", &list.sheet))
                @for (word, column) in columns.iter().filter_map(|line| line.split_once('=')) {
                    (ui::hidden(&format!("map-{word}"), column))
                }
                (ui::hidden("from", &period.from.to_string()))
                (ui::hidden("until", &period.until.to_string()))
                (said::source_fields(typed))
                (said::check_fields(typed))
                div.actions { (ui::button(&format!("Hand in {}", counted(list.items.len(), "item", "items")))) }
            },
        ),
    )
}

pub(super) async fn confirm(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, engagement, id)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let coming = coming(&visit, &stage, &engagement, &id, &typed)?;
    let columns = columns(&visit, &typed);
    let done = tokio::task::block_in_place(|| hand_in(&visit, &coming, &columns, &typed));
    if done.is_ok() {
        stage.forget(&id);
    }
    or_again(done, |refusal| page(&visit, &coming, &columns, &typed, Some(refusal)))
}

fn hand_in(visit: &Visit, coming: &Coming<'_>, columns: &[String], typed: &Typed) -> Result<Response, Problem> {
    let population = said::read(typed, Population { items: Vec::new(), file: None, ..coming.population.clone() })?;
    let (name, sheet) = (&coming.upload.name, sheet(visit, typed));
    let list = read_population(&coming.upload.bytes, name, sheet.as_deref(), columns)?;
    // The id of the upload is the id of the request: asked twice, it happens once.
    let (app, request) = (&visit.doors.app, Some(coming.upload.id.as_str()));
    let of = (coming.revises.clone(), population);
    let receipt = app.import_population(&visit.org, &visit.who, request, of, list, &coming.upload.bytes)?;
    let held = visit.ask(&PopulationOf { id: receipt.object.clone() })?.value;
    let done = format!("Handed in {} with {}.", held.id, counted(held.checks.items, "item", "items"));
    Ok(visit.went(&done, &path(&receipt.object), &receipt))
}
