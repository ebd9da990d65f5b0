//! The gap analysis: every control of Annex A with its grade and reason, the clauses apart, and what is net-new.

mod annex;
mod download;
mod gate;
mod lists;
mod net_new;
mod usual;

use super::problem::Problem;
use super::reading::{Both, Shelf, again, counted, days, grade, n, not_readiness, percent, read_otherwise, scope};
use super::ui::{self, Crumb, Part, Stat, Tab, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{Assessments, GapAnswer, GapOf};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::reports::gap::{Gap, Grade};
use domain::reports::net_new::Standing;
use domain::values::Hosting;
use maud::{Markup, html};
use std::sync::Arc;
use usual::{Published, Usual};

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/gap", get(show))
        .route("/o/{organisation}/gap.xlsx", get(download::xlsx))
        .route("/o/{organisation}/gap.csv", get(download::csv))
}

/// The question of the page and of its downloads.
fn question(visit: &Visit) -> Result<GapOf, Problem> {
    Ok(GapOf { view: visit.view()?, hosting: Hosting::default() })
}

async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&Both(Both(question(&visit)?, Shelf), Both(Published, Assessments)))?;
    let ((gap_answer, shelf), (published, assessments)) = &answer.value;
    let gap = &gap_answer.gap;
    let view = visit.field("view").unwrap_or_default();
    let part = match view.as_str() {
        "clauses" => net_new::clauses(&visit, &gap.net_new, assessments),
        "families" => lists::families(&visit, gap),
        "saas" => lists::saas(&visit, gap, published),
        _ => annex::table(&visit, gap),
    };
    let hosting = gap_answer.hosting.title();
    let keep = [("view", view.as_str())];
    let body = html! {
        (ui::heading(
            "Gap analysis",
            Some("What of Annex A carries over from SOC 2, what needs a supplement, and what is new work - with the reason for each."),
            Some(html! {
                (days(&visit, &answer.mark))
                (ui::export_link("CSV", &again(&visit, "/gap.csv", &[])))
                (ui::export_link("XLSX", &again(&visit, "/gap.xlsx", &[])))
            }),
        ))
        (scope(&gap_answer.read, &answer.mark))
        (figures(&visit, gap_answer, &published.usual))
        (bar(&visit, gap))
        @if gap.coverage.covered == 0 && gap_answer.read.organisation {
            (ui::notice(Tone::Accent, "Nothing counts yet", html! {
                "A row of the crosswalk counts when a control in place answers its criterion. "
                a href=(visit.href("/import")) { "Import your SOC 2 controls" } ", or see what "
                a href=(visit.href("/crosswalks")) { "the crosswalk alone" } " says."
            }))
        }
        (not_readiness())
        @if !visit.in_the_past() { (gate::card(&visit)) }
        @if !gap_answer.hosting.has_provider() || gap.count(Grade::InheritedDocumented) > 0 {
            p.hint { "Hosting: " (hosting) ". " a href=(visit.href("/inheritance")) { "What a provider answers" } }
        }
        details.fold {
            summary { "Read it otherwise: categories, crosswalk, broad references" }
            (read_otherwise(&visit, "/gap", &gap_answer.read, shelf, &keep, &[]))
        }
        (tabs(&visit, gap, published, &view))
        (part)
    };
    Ok(visit.page(&answer.mark, "Gap analysis", "/gap", &[Crumb::here("Gap analysis")], body))
}

/// The four grades, each with its share and, where a publication says what is usual, how far it lies from that (R38, R39).
fn figures(visit: &Visit, answer: &GapAnswer, usual: &[Usual]) -> Markup {
    let gap = &answer.gap;
    let of = gap.controls.len();
    let text: Vec<[String; 5]> = Grade::ALL
        .into_iter()
        .map(|grade| {
            let usual = usual.iter().find(|u| u.grade == grade);
            let under = usual.map_or_else(|| no_usual(grade), |u| u.sentence(gap.percent(grade)));
            let href = again(visit, "/gap", &[("grade", grade.id())]);
            [gap.count(grade).to_string(), of.to_string(), percent(gap.percent(grade)), under, href]
        })
        .collect();
    let stats: Vec<Stat<'_>> = Grade::ALL
        .into_iter()
        .zip(&text)
        .map(|(grade, [count, of_all, share, under, href])| Stat {
            label: grade.title(),
            figure: count,
            denominator: of_all,
            percent: share,
            under,
            href,
            share: Some((n(gap.count(grade)), n(of))),
            ..Stat::default()
        })
        .collect();
    let source = usual.first().map(|u| u.source.as_str());
    html! {
        (ui::figures(&stats))
        @if let Some(source) = source {
            p.hint {
                "The usual ranges are information, not a target: " cite { (source) } ". "
                a href=(visit.href("/claims")) { "Published claims against the rows" }
            }
        }
    }
}

fn no_usual(grade: Grade) -> String {
    match grade {
        Grade::InheritedDocumented => "Of the four data-centre controls that a provider may answer".to_owned(),
        _ => "No published range".to_owned(),
    }
}

fn bar(visit: &Visit, gap: &Gap) -> Markup {
    let parts: Vec<Part<'_>> = Grade::ALL
        .into_iter()
        .map(|g| Part::new(grade(g), n(gap.count(g)), g.title()).to(again(visit, "/gap", &[("grade", g.id())])))
        .collect();
    ui::card(ui::stacked_bar("Annex A by grade", &parts))
}

fn tabs(visit: &Visit, gap: &Gap, published: &usual::PublishedAnswer, view: &str) -> Markup {
    let open = gap.net_new.count(Standing::New) + gap.net_new.count(Standing::Touched);
    let families = gap.families.iter().filter(|f| !f.open.is_empty()).count();
    let mut views = vec![
        ("", "Annex A", gap.controls.len()),
        ("clauses", "Clauses and artefacts", open),
        ("families", "Families", families),
    ];
    if let Some(saas) = &published.saas {
        views.push(("saas", "Usual in SaaS", saas.claimed_uncovered.len()));
    }
    let tabs: Vec<Tab<'_>> = views
        .into_iter()
        .map(|(id, label, count)| Tab {
            label: label.into(),
            href: again(visit, "/gap", &[("view", id)]).into(),
            current: id == view,
            count: Some(n(count)),
        })
        .collect();
    html! {
        (ui::tabs("Parts of the gap analysis", &tabs))
        span.sr-only { (counted(open, "clause needs new work", "clauses need new work")) }
    }
}
