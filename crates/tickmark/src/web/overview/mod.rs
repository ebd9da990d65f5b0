//! The first page: what the organisation is, where it stands on the way to ISO/IEC 27001, and what to do next.

mod programme;

use super::problem::Problem;
use super::reading::{self, Both, n, percent};
use super::ui::{self, Crumb, Icon, Part, Stat};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{CoverageAnswer, CoverageOf, OverviewAnswer, Question, Seen};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::refusal::Refusal;
use domain::reports::gap::Grade;
use domain::reports::programme::View;
use domain::values::Practice;
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/o/{organisation}/", get(page)).route("/o/{organisation}", get(page))
}

/// What the crosswalk alone would give in the organisation's scope, if every criterion had a control in place.
struct CrosswalkAlone;

impl Question for CrosswalkAlone {
    type Answer = CoverageAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<CoverageAnswer, Refusal> {
        let profile = &seen.organisation()?.profile;
        let view = View {
            crosswalk: Some(profile.crosswalk.clone()),
            categories: Some(profile.categories),
            mode: Some(profile.mode),
            ..View::default()
        };
        CoverageOf { view, ..CoverageOf::default() }.answer(&Seen { registers: None, ..*seen })
    }
}

async fn page(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&Both(app::ask::Overview::default(), CrosswalkAlone))?;
    let (found, alone) = &answer.value;
    let (waiting, this_moment) = super::decisions::on_overview(&visit);
    let mark = &answer.mark;
    let body = html! {
        (ui::heading(&mark.name, Some(&lead(found)), Some(html! {
            (reading::days(&visit, mark))
            (ui::quiet_link("Gap analysis as XLSX", &visit.href("/gap.xlsx"), Some(Icon::Download)))
            (ui::link_button("Open the gap analysis", &visit.href("/gap"), Some(Icon::List)))
        })))
        (waiting)
        (super::tasks::on_overview(&visit))
        (hero(&visit, found, alone))
        (reading::scope(&found.gap.read, mark))
        @if found.controls == 0 { (nothing_yet(&visit)) }
        (figures(&visit, found))
        (reading::not_readiness())
        (ui::columns(
            ui::section("next", "What to do next", None, programme::advice(&visit, found)),
            programme::identity(&visit, found),
        ))
        (ui::section(
            "map",
            "Annex A at a glance",
            Some("Each cell is a control, filled by its grade, and leads to its reason."),
            reading::map_of_grades(&visit, &found.gap.gap.coverage, &found.gap.gap.controls),
        ))
        (ui::section(
            "wrapper",
            "The management system around the controls",
            Some("Four parts that a SOC 2 programme usually lacks; each is required, whatever the coverage."),
            programme::wrapper(&visit, found),
        ))
        (ui::section("progress", "Clauses, steps and criteria", None, programme::progress(&visit, found)))
    };
    let mut page = visit.page(mark, "Overview", "/", &[Crumb::here("Overview")], body);
    if this_moment {
        page.extensions_mut().insert(super::kept::OfThisMoment);
    }
    Ok(page)
}

fn lead(found: &OverviewAnswer) -> String {
    format!(
        "What the SOC 2 work on {} already gives for ISO/IEC 27001:2022, and what is new work.",
        found.gap.read.categories.names()
    )
}

/// The grades of the 93 controls, and what the crosswalk alone would reach.
fn hero(visit: &Visit, found: &OverviewAnswer, alone: &CoverageAnswer) -> Markup {
    let gap = &found.gap.gap;
    let seen = &gap.coverage;
    let (covered, of, share) = (seen.covered.to_string(), seen.of.to_string(), percent(seen.percent));
    let under = format!(
        "The crosswalk alone would reach {} of {} ({}), were every criterion in scope answered by a control in place",
        alone.coverage.covered,
        alone.coverage.of,
        percent(alone.coverage.percent)
    );
    let href = visit.href("/coverage");
    let main = Stat {
        label: "Annex A controls that the programme reaches",
        figure: &covered,
        denominator: &of,
        percent: &share,
        under: &under,
        href: &href,
        ..Stat::default()
    };
    let parts: Vec<Part<'_>> = Grade::ALL
        .into_iter()
        .map(|g| {
            let href = visit.href(&format!("/gap?grade={}", g.id()));
            Part::new(reading::grade(g), n(gap.count(g)), g.title()).to(href)
        })
        .collect();
    ui::hero(
        &main,
        html! {
            p.hero-label { "By grade, of " (gap.controls.len()) }
            (ui::stacked_bar("Annex A by grade", &parts))
        },
    )
}

fn nothing_yet(visit: &Visit) -> Markup {
    ui::empty_state(
        "No own controls yet",
        "Import the spreadsheet that you used for SOC 2. Nothing is changed before you have seen the preview.",
        ui::link_button("Import controls", &visit.href("/import"), Some(Icon::Import)),
    )
}

fn figures(visit: &Visit, found: &OverviewAnswer) -> Markup {
    let answered = found.criteria.iter().filter(|c| !c.in_place.is_empty()).count();
    let clauses = &found.gap.gap.net_new.clauses;
    let running = clauses.iter().filter(|c| programme::practice(found, &c.id) == Practice::Running).count();
    let open = clauses.iter().filter(|c| c.standing != domain::reports::net_new::Standing::Extends).count();
    let criteria = found.criteria.len();
    let cards = [
        (
            "Own controls in place",
            found.in_place,
            found.controls,
            "of all controls that are not retired",
            "/controls?status=in_place",
        ),
        ("Criteria answered", answered, criteria, "by at least one control in place", "#criteria"),
        ("Clauses net-new", open, clauses.len(), "no SOC 2 equivalent, or touched in another form", "/gap#clauses"),
        ("Clauses running", running, clauses.len(), "assessed as documented and running", "/assessments"),
    ];
    let texts: Vec<[String; 4]> = cards
        .iter()
        .map(|(_, count, of, _, path)| {
            let href = if path.starts_with('#') { (*path).to_owned() } else { visit.href(path) };
            [count.to_string(), of.to_string(), reading::share(*count, *of), href]
        })
        .collect();
    let stats: Vec<Stat<'_>> = cards
        .iter()
        .zip(&texts)
        .map(|((label, count, of, under, _), [figure, denominator, share, href])| Stat {
            label,
            figure,
            denominator,
            percent: share,
            under,
            href,
            share: Some((n(*count), n(*of))),
            ..Stat::default()
        })
        .collect();
    ui::figures(&stats)
}
