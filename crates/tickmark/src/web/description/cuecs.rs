//! What we expect of customers (DC 6).

use super::{offered, plain};
use crate::web::problem::Problem;
use crate::web::reading::{days as day_picker, encode};
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Column, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::OwnCuecs;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, DescriptionCommand};
use domain::refusal::Refusal;
use domain::registers::description::HeldCuec;
use domain::values::description::OwnCuec;
use maud::html;

const HERE: &str = "/customer-controls";

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, &Typed::default(), None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&OwnCuecs)?;
    let nothing = OwnCuec { text: String::new(), criteria: Default::default() };
    let may = offered(visit, DescriptionCommand::RecordOwnCuec { id: None, cuec: nothing });
    let columns = [
        Column::narrow("Id"),
        Column::text("What customers have to do"),
        Column::text("Criteria"),
        Column::text("Stands"),
    ];
    let rows: Vec<Row> = answer.value.iter().map(|(id, held, _)| row(visit, id, held, may)).collect();
    let next = "Record what your controls rest on at the customer: the description lists it in DC 6.";
    let empty = ("Nothing is expected of customers yet", next, html! {});
    let options = TableOptions { empty: Some(empty), ..TableOptions::default() };
    let lead = "Complementary user-entity controls: for ours to be enough, customers have these of their own.";
    let body = html! {
        (ui::heading("Customers' controls", Some(lead), Some(day_picker(visit, &answer.mark))))
        (refused(refusal))
        (ui::table("What customers have to do", &columns, &rows, options))
        @if may {
            details.fold.add open[refusal.is_some()] {
                summary { "Record one" }
                (ui::form(&format!("/o/{}{HERE}", visit.org), html! {
                    (ui::textarea(&Field { name: "text", label: "What they have to do", value: typed.get("text"), required: true, ..Field::default() }, 3))
                    (ui::text(&Field { name: "criteria", label: "Criteria that rest on it", value: typed.get("criteria"), hint: "Ids, apart by blanks, such as CC6.2.", ..Field::default() }))
                    (ui::text(&Field { name: "again", label: "In place of", value: typed.get("again"), hint: "Its id, to say one otherwise; else leave empty.", ..Field::default() }))
                    div.actions { (ui::button("Record")) }
                }))
            }
        }
    };
    let crumbs = [Crumb::link("Engagements", visit.href("/engagements")), Crumb::here("Customers' controls")];
    Ok(visit.page(&answer.mark, "Customers' controls", "/engagements", &crumbs, body))
}

fn row(visit: &Visit, id: &str, held: &HeldCuec, may: bool) -> Row {
    let action = format!("/o/{}{HERE}/{}/withdrawal", visit.org, encode(id));
    let field = format!("{id}-reason");
    let criteria = held.cuec.criteria.iter().cloned().collect::<Vec<_>>().join(", ");
    Row::new(vec![
        html! { span.id { (id) } },
        html! { (held.cuec.text) },
        html! { (criteria) },
        html! {
            @match &held.withdrawn {
                Some(why) => { (ui::badge(Tone::Neutral, "Withdrawn")) div.hint { (why) } },
                None => {
                    (ui::badge(Tone::Good, "Expected"))
                    @if may {
                        details.fold { summary { "Withdraw" } (ui::form(&action, html! {
                            (ui::text(&Field { name: "reason", label: "Why", id: &field, required: true, ..Field::default() }))
                            div.actions { (ui::button("Withdraw")) }
                        })) }
                    }
                },
            }
        },
    ])
}

pub(super) async fn record(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let criteria = typed.get("criteria").split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let id = Some(typed.get("again").trim().to_owned()).filter(|id| !id.is_empty());
    let cuec = OwnCuec { text: plain(typed.get("text")), criteria };
    let command = Command::Description(DescriptionCommand::RecordOwnCuec { id, cuec });
    or_again(visit.change("Recorded.", HERE, command), |refusal| page(&visit, &typed, Some(refusal)))
}

pub(super) async fn withdraw(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let reason = typed.get("reason").to_owned();
    let command = Command::Description(DescriptionCommand::WithdrawOwnCuec { id, reason });
    or_again(visit.change("Withdrawn.", HERE, command), |refusal| page(&visit, &Typed::default(), Some(refusal)))
}
