//! How much of the certification audit the evidence collected for SOC 2 serves, and what each missing item would unlock (R177).

use super::tabs;
use crate::web::problem::Problem;
use crate::web::reading::{
    Both, Shelf, again, counted, days, item_href, items, n, not_readiness, own_controls, percent, read_otherwise,
    scope, share,
};
use crate::web::ui::{self, Column, Crumb, Part, Row, Stat, TableOptions};
use crate::web::visit::Visit;
use app::ask::{ReuseRatioAnswer, ReuseRatioOf};
use axum::response::Response;
use domain::reports::evidence::ReuseRatio;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let view = visit.view()?;
    let answer = visit.ask(&Both(ReuseRatioOf(view), Shelf))?;
    let (ReuseRatioAnswer { read, ratio }, shelf) = &answer.value;
    let body = html! {
        (ui::heading(
            "Reuse of evidence",
            Some("Accepted evidence that was collected for SOC 2, read through the crosswalk: what it serves in the certification already, and what each missing item would unlock."),
            Some(days(&visit, &answer.mark)),
        ))
        (tabs(&visit, "/evidence/reuse"))
        (hero(&visit, ratio))
        (scope(read, &answer.mark))
        (not_readiness())
        (read_otherwise(&visit, "/evidence/reuse", read, shelf, &[], &[]))
        (ui::section("missing", "What each missing item would unlock",
            Some("Criteria in scope without accepted evidence, those first that would serve the most controls and clauses that nothing serves yet."),
            missing(&visit, ratio)))
    };
    let crumbs = [Crumb::link("Evidence", visit.href("/evidence")), Crumb::here("Reuse")];
    Ok(visit.page(&answer.mark, "Reuse of evidence", "/evidence", &crumbs, body))
}

fn hero(visit: &Visit, ratio: &ReuseRatio) -> Markup {
    let (full, partial) = ratio.annex_a_served;
    let served = (full + partial).to_string();
    let (of, under) =
        (ratio.annex_a.to_string(), format!("{full} as it is, {partial} with a supplement, by {}.", ratio.crosswalk));
    let main = Stat {
        label: "Controls of Annex A that evidence for SOC 2 serves",
        figure: &served,
        denominator: &of,
        percent: &percent(ratio.annex_a_share()),
        under: &under,
        href: &again(visit, "/coverage", &[]),
        ..Stat::default()
    };
    let parts = [
        Part::new(ui::Mark::Full, n(full), "Reused as it is"),
        Part::new(ui::Mark::Partial, n(partial), "Reused with a supplement"),
        Part::new(ui::Mark::None, n(ratio.annex_a.saturating_sub(full + partial)), "Not served yet"),
    ];
    let (clauses, criteria) = (ratio.clauses_served, ratio.criteria);
    let by_clause = clauses.0 + clauses.1;
    html! {
        (ui::hero(&main, html! {
            (ui::stacked_bar("Annex A", &parts))
            div.follows {
                (ui::meter("Clauses 4 to 10, counted apart", n(by_clause), n(ratio.clauses), &share(by_clause, ratio.clauses), ""))
                (ui::meter("Criteria in scope with accepted evidence", n(criteria.1), n(criteria.0), &share(criteria.1, criteria.0), &visit.href("/evidence?state=accepted")))
            }
        }))
    }
}

fn missing(visit: &Visit, ratio: &ReuseRatio) -> Markup {
    let columns = [
        Column::narrow("Criterion"),
        Column::text("Own controls"),
        Column::number("Unlocks"),
        Column::text("Controls and clauses"),
    ];
    let rows: Vec<Row> = ratio
        .missing
        .iter()
        .map(|one| {
            let controls: Vec<String> = one.controls.iter().cloned().collect();
            let unlocks: Vec<&String> = one.unlocks.iter().collect();
            Row::new(vec![
                html! { a.id href=(item_href(visit, &one.criterion)) { (one.criterion) } },
                html! { @if controls.is_empty() { span.hint { "A control has to come first." } } @else { (own_controls(visit, &controls)) } },
                html! { (unlocks.len()) },
                items(visit, &unlocks),
            ])
        })
        .collect();
    let empty = (
        "Every criterion in scope has accepted evidence",
        "What is not served yet is not reached by the crosswalk.",
        html! {},
    );
    html! {
        p.count-line { (counted(rows.len(), "criterion", "criteria")) " of " (ratio.criteria.0) " in scope" }
        (ui::table("Missing evidence", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
    }
}
