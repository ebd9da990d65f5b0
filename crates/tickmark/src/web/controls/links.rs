//! The links of a control: to what, why, how far.

use super::{action, one, path};
use crate::web::problem::Problem;
use crate::web::reading::{item_href, overlap};
use crate::web::typed::{Typed, or_again, sentence};
use crate::web::ui::{self, Choice, Column, Field, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::{ControlDetail, ExplainOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::reports::programme::View;
use domain::values::{Action, Overlap, Target};
use maud::{Markup, html};

pub(super) fn table(visit: &Visit, detail: &ControlDetail) -> Markup {
    let control = &detail.held.control;
    let may_link =
        !visit.in_the_past() && visit.doors.app.may(&visit.org, &visit.who, Action::LinkControl, Some(&control.id));
    let rows: Vec<Row> = control
        .links
        .iter()
        .filter_map(|(key, link)| {
            let (framework, item) = Target::of_key(key)?;
            let title = detail.titles.iter().find(|(k, _)| k == key).map_or("", |(_, title)| title.as_str());
            Some(Row::new(vec![
                html! { (ui::named(item, title, &item_href(visit, item))) p.hint { (framework) } },
                ui::mark(overlap(link.extent), if link.extent == Overlap::Full { "Full" } else { "Partial" }),
                html! { (link.reason) },
                html! { @if may_link { (removal(visit, &control.id, framework, item)) } },
            ]))
        })
        .collect();
    let columns = [Column::text("Answers"), Column::narrow("How far"), Column::text("Why"), Column::narrow("")];
    let empty = (
        "Linked to nothing yet",
        "Link it to the criteria, controls or clauses that it answers; until then it counts nowhere.",
        html! {},
    );
    ui::table(
        "What this control answers",
        &columns,
        &rows,
        TableOptions { empty: Some(empty), ..TableOptions::default() },
    )
}

fn removal(visit: &Visit, id: &str, framework: &str, item: &str) -> Markup {
    html! {
        form method="post" action=(action(visit, id, "links/removal")) {
            (ui::hidden("framework", framework)) (ui::hidden("item", item))
            button.button.quiet.small type="submit" aria-label={ "Unlink " (item) } { "Unlink" }
        }
    }
}

pub(super) fn form(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let here = refusal.filter(|_| !typed.get("item").is_empty() || !typed.get("reason").is_empty());
    let error = here.map(|r| sentence(&r.to_string()) + " " + &sentence(&r.hint())).unwrap_or_default();
    let about_reason =
        matches!(here, Some(Refusal::Empty { field, .. } | Refusal::TooLong { field, .. }) if field.contains("reason"));
    let partial = typed.get("extent") == "partial";
    let extents = [Choice::new("full", "Full", !partial), Choice::new("partial", "Partial", partial)];
    let item = Field {
        name: "item",
        label: "Criterion, control or clause",
        value: typed.get("item"),
        hint: "In any usual spelling: CC6.1, A.5.7, 9.2.1.",
        error: if about_reason { "" } else { &error },
        required: true,
        ..Field::default()
    };
    let reason = Field {
        name: "reason",
        label: "Why it answers it",
        value: typed.get("reason"),
        hint: "Kept with the link; an auditor reads it.",
        error: if about_reason { &error } else { "" },
        required: true,
        ..Field::default()
    };
    html! {
        details.fold.add open[here.is_some()] {
            summary { "Link to another criterion, control or clause" }
            (ui::form(&action(visit, id, "links"), html! {
                (ui::text(&item))
                (ui::radios(&Field { name: "extent", label: "How far", ..Field::default() }, &extents))
                (ui::textarea(&reason, 2))
                div.actions { (ui::button("Link")) }
            }))
        }
    }
}

pub(super) async fn link(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    or_again(try_link(&visit, &id, &typed), |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}

fn try_link(visit: &Visit, id: &str, typed: &Typed) -> Result<Response, Problem> {
    let item = typed.get("item").trim();
    let wanted = item.trim_start_matches("clause").trim().to_owned();
    if wanted.is_empty() {
        let wanted = "a criterion, control or clause such as CC6.1, A.5.7 or 9.2.1";
        return Err(Refusal::Empty { field: "what it answers", wanted }.into());
    }
    // Whichever adopted framework knows the item, in any usual spelling.
    let found = visit.ask(&ExplainOf { view: View::default(), id: wanted })?.value.explanation;
    let target = Target { framework: found.framework, item: found.item.id };
    let extent = if typed.get("extent") == "partial" { Overlap::Partial } else { Overlap::Full };
    let done = format!("Linked {id} to {}.", target.item);
    let command = Command::LinkControl { id: id.to_owned(), target, reason: typed.get("reason").to_owned(), extent };
    visit.change(&done, &path(id), command)
}

pub(super) async fn unlink(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let target = Target { framework: typed.get("framework").to_owned(), item: typed.get("item").to_owned() };
    let done = format!("Unlinked {id} from {}.", target.item);
    let unlinked = visit.change(&done, &path(&id), Command::UnlinkControl { id: id.clone(), target });
    or_again(unlinked, |refusal| one::page(&visit, &id, &Typed::default(), Some(refusal)))
}
