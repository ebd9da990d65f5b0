//! Every figure that the plan is reckoned with, and own ones in their place.

use super::{PLACE, TITLE, ends, kept_from, sourced, views};
use crate::web::people::{form_page, not_offered};
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Choice, Column, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{PlanFigureLine, PlanFiguresOf};
use axum::response::Response;
use domain::refusal::Refusal;
use domain::values::plan::FigureUnit;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, &Typed::default(), None)
}

pub(super) fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&PlanFiguresOf)?;
    let lines = &answer.value;
    let missing = kept_from(visit, answer.mark.on);
    let lead = "Published with its source, assumed with its reason, or an own one: a quote, or what own people need.";
    let (money, other): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.unit == FigureUnit::Usd);
    let body = html! {
        (ui::heading("Figures of the plan", Some(lead), Some(days(visit, &answer.mark))))
        (views(visit, "/plan/figures"))
        (refused(refusal))
        (ui::section("prices", "Prices", Some("In US dollars."), table(visit, &money)))
        (ui::section("others", "Time, effort and savings", None, table(visit, &other)))
        @if !visit.in_the_past() {
            (ui::section("own", "Enter an own figure", Some("It takes the place of what is published, which stays beside it."), html! {
                @match &missing {
                    Some(missing) => (not_offered(missing)),
                    None => (forms(visit, lines, typed)),
                }
            }))
        }
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here("Figures")];
    let page = visit.page(&answer.mark, "Figures of the plan", PLACE, &crumbs, body);
    Ok(form_page(page, None))
}

fn table(visit: &Visit, lines: &[&PlanFigureLine]) -> Markup {
    let columns = [Column::text("Figure"), Column::number("From to"), Column::narrow("Unit"), Column::text("Source")];
    let row = |line: &&PlanFigureLine| {
        Row::new(vec![
            html! { (line.title) div.hint { (line.key) } },
            html! { @match &line.figure { Some(figure) => { (ends(figure.range)) }, None => { (ui::badge(Tone::Caution, "None yet")) } } },
            html! { (line.unit.title()) },
            html! { @match &line.figure {
                Some(figure) => { (sourced(visit, figure)) },
                None => { "Nobody can know it but you." },
            } },
        ])
        .anchored(line.key.clone())
    };
    let rows: Vec<Row> = lines.iter().map(row).collect();
    ui::table("Figures", &columns, &rows, TableOptions { filter: true, ..TableOptions::default() })
}

fn forms(visit: &Visit, lines: &[PlanFigureLine], typed: &Typed) -> Markup {
    let choice = |line: &PlanFigureLine| {
        let label = format!("{} ({})", line.title, line.unit.title());
        Choice::new(line.key.clone(), label, typed.get("key") == line.key)
    };
    let all: Vec<Choice<'_>> = lines.iter().map(choice).collect();
    let own: Vec<Choice<'_>> = lines.iter().filter(|line| line.own.is_some()).map(choice).collect();
    let field = |name: &'static str, label: &'static str, hint: &'static str, required: bool| Field {
        name,
        label,
        hint,
        required,
        value: typed.get(name),
        ..Field::default()
    };
    html! {
        (ui::form(&format!("/o/{}/plan/figures", visit.org), html! {
            (ui::select(&field("key", "Figure", "", true), &all))
            (ui::text(&field("low", "Least", "A whole number, in the unit of the figure.", true)))
            (ui::text(&field("high", "Greatest", "Empty when it is one number.", false)))
            (ui::text(&field("source", "Who says so", "The firm that quoted, or who estimated.", true)))
            (ui::date_field(&field("on", "Day of the quote", "", true)))
            (ui::text(&field("note", "Note", "Such as what is included.", false)))
            div.actions { (ui::button("Let it count")) }
        }))
        @if !own.is_empty() {
            h3 { "Go back to what is published" }
            (ui::form(&format!("/o/{}/plan/figures/removal", visit.org), html! {
                (ui::select(&Field { id: "removed", ..field("key", "Own figure", "", true) }, &own))
                (ui::text(&field("reason", "Why", "", true)))
                div.actions { (ui::button("Take it away")) }
            }))
        }
    }
}
