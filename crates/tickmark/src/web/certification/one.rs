//! One project: what is missing, visits, findings and what keeps the certificate true on one side; the certificate and the way
//! on the other.

use super::folded::Forms;
use super::{PLACE, TITLE, body_path, card, day, findings, kept, needs, path, state_badge, track, visits};
use crate::web::history;
use crate::web::people::not_offered;
use crate::web::problem::Problem;
use crate::web::reading::{days, encode};
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Crumb, Tone};
use crate::web::visit::Visit;
use app::ask::{CertificationDetail, CertificationOf};
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::reports::search::FoundKind;
use domain::values::certification::AUDIT_TIME_SOURCE;
use domain::values::counted;
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

pub(super) fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&CertificationOf(id.to_owned()))?;
    let detail = &answer.value;
    let title = format!("{} {}", detail.id, detail.held.project.title);
    let may = Forms::of(visit, detail, typed);
    let wide = html! {
        (needs::next(visit, detail))
        (needs::warnings(visit, detail))
        @if let Some(missing) = &may.missing { (not_offered(missing)) }
        (super::forms::steps(&may))
        (visits::section(&may))
        (findings::section(&may))
        (kept::section(&may))
    };
    let body = html! {
        (ui::heading(&title, None, Some(html! {
            @if refusal.is_none() { (days(visit, &answer.mark)) }
            (ui::quiet_link("What the body covered", &visit.href(&format!("{}/coverage", path(&detail.id))), None))
            @if may.may { (ui::quiet_link("Change the plan", &visit.href(&format!("{}/plan", path(&detail.id))), None)) }
        })))
        (refused(refusal))
        (ui::columns(wide, html! { (card::certificate(visit, detail)) (facts(visit, detail, answer.mark.on)) (track::way(visit, detail)) }))
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here(detail.id.clone())];
    let body = history::with(visit, &answer.mark, (FoundKind::Certification, &detail.id), &body);
    Ok(visit.page(&answer.mark, &title, PLACE, &crumbs, body))
}

fn facts(visit: &Visit, detail: &CertificationDetail, on: Date) -> Markup {
    let project = &detail.held.project;
    let body = detail.body.as_ref().map_or(project.body.as_str(), |held| held.body.name.as_str());
    let engagement = |id: &str| visit.href(&format!("/engagements/{}", encode(id)));
    let markets: Vec<&str> = project.markets.iter().map(String::as_str).collect();
    ui::card(ui::definition_list(&[
        ("State", state_badge(detail.state)),
        ("Body", ui::named(&project.body, body, &visit.href(&body_path(&project.body)))),
        ("Standard", html! { (project.standard) }),
        ("Scope wanted", html! { p.said-text { (project.scope) } }),
        ("Markets", html! { @if markets.is_empty() { (ui::nothing()) } @else { (markets.join(", ")) } }),
        ("Audit days", planned(visit, detail)),
        (
            "Combined audit",
            html! {
                @match &project.engagement {
                    Some(id) => { "with " a.id href=(engagement(id)) { (id) } p.said-text { (project.combined) } },
                    None => "none: SOC 2 is examined apart",
                }
            },
        ),
        (
            "Answers for it",
            html! { @match &project.owner { Some(owner) => (visit.name_of(owner)), None => (ui::nothing()) } },
        ),
        (
            "What is due",
            html! {
                span id="due" {}
                @if detail.due.is_empty() { (ui::nothing()) }
                @for one in &detail.due { p { (day(one.due)) " " (one.what) @if one.due < on { " " (ui::badge(Tone::Danger, "Overdue")) } } }
            },
        ),
    ]))
}

/// What is agreed, beside what is published: figures of others, with where they stand.
fn planned(visit: &Visit, detail: &CertificationDetail) -> Markup {
    let (stage1, stage2) = detail.held.planned_days();
    let days = |agreed: u32| counted(usize::try_from(agreed).unwrap_or(0), "day", "days");
    html! {
        @for (stage, agreed) in [("Stage 1", stage1), ("Stage 2", stage2)] {
            p { (stage) ": " @if agreed == 0 { "not agreed" } @else { (days(agreed)) } }
        }
        @if let Some(people) = detail.held.project.people {
            p.hint {
                "For " (counted(people, "person", "people")) ": "
                @match app::library::audit_time(people) {
                    Some(row) => { (row.days()) " days in all (" (AUDIT_TIME_SOURCE) ")." },
                    None => "beyond the published table.",
                }
            }
        }
        @for (id, text, source) in &detail.published {
            p.hint { "Published: " (text) " " a href=(visit.href(&format!("/claims#{id}"))) { (id) } ", " (source) }
        }
    }
}
