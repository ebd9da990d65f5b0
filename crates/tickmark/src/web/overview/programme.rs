//! The parts of the first page that speak of the programme: identity, advice, wrapper, clauses, steps, criteria.

use super::super::reading::{self, n};
use super::super::ui::{self, Column, Icon, Part, Row, TableOptions};
use super::super::visit::Visit;
use app::ask::OverviewAnswer;
use domain::reports::programme::CriterionStanding;
use domain::values::{Practice, Step};
use maud::{Markup, html};

/// How a clause stands in the judgement of a person; not started when nobody judged it.
pub(super) fn practice(found: &OverviewAnswer, clause: &str) -> Practice {
    found.assessments.iter().find(|(id, _)| id == clause).map_or(Practice::NotStarted, |(_, a)| a.practice)
}

/// What the organisation is.
pub(super) fn identity(visit: &Visit, found: &OverviewAnswer) -> Markup {
    let profile = &found.profile;
    let lines = |list: &[String]| {
        html! { @if list.is_empty() { span.hint { "not named yet" } } ul.lines { @for one in list { li { (one) } } } }
    };
    let mut pairs = vec![
        ("Services in the SOC 2 examination", lines(&profile.services)),
        ("Categories", html! { @for c in profile.categories.iter() { (ui::tag(c.name())) " " } }),
    ];
    if !profile.isms_scope.is_empty() {
        pairs.push(("Scope of the ISMS", html! { (profile.isms_scope) }));
    }
    pairs.push(("Hosting", html! { (profile.hosting.title()) }));
    pairs.push(("Locations", lines(&profile.locations)));
    html! {
        (ui::card(ui::definition_list(&pairs)))
        p { a.with-icon href=(visit.href("/scope")) { "Scope and reading" (Icon::Arrow.svg()) } }
    }
}

/// The four parts of the wrapper, each with how it stands.
pub(super) fn wrapper(visit: &Visit, found: &OverviewAnswer) -> Markup {
    html! {
        div.pair { @for part in &found.gap.gap.net_new.wrapper {
            @let practice = practice(found, part.clause);
            article.card.part {
                header { h3 { a href=(reading::item_href(visit, part.clause)) { (part.title) } } (badge(practice)) }
                p { (reading::sentence(part.why)) }
                p.hint { "Clause " (part.clause) " of ISO/IEC 27001" }
            }
        } }
        p { a.with-icon href=(visit.href("/assessments")) { "Assess clauses and steps" (Icon::Arrow.svg()) } }
    }
}

fn badge(practice: Practice) -> Markup {
    let tone = match practice {
        Practice::NotStarted => ui::Tone::Neutral,
        Practice::Informal => ui::Tone::Caution,
        Practice::Documented => ui::Tone::Accent,
        Practice::Running => ui::Tone::Good,
    };
    ui::badge(tone, practice.title())
}

/// Clauses by practice, the three steps of the covered controls, and the criteria in scope.
pub(super) fn progress(visit: &Visit, found: &OverviewAnswer) -> Markup {
    html! {
        div.pair {
            (ui::card(html! { h3 { "Clauses 4 to 10" } (clauses(visit, found)) }))
            (ui::card(html! { h3 { "Three steps for every covered control" } (steps(visit, found)) }))
        }
        (criteria(visit, &found.criteria))
    }
}

fn clauses(visit: &Visit, found: &OverviewAnswer) -> Markup {
    let clauses = &found.gap.gap.net_new.clauses;
    let count = |p: Practice| clauses.iter().filter(|c| practice(found, &c.id) == p).count();
    let mark = |p: Practice| match p {
        Practice::Running => ui::Mark::Full,
        Practice::Documented => ui::Mark::Partial,
        Practice::Informal => ui::Mark::Unrated,
        Practice::NotStarted => ui::Mark::None,
    };
    let parts: Vec<Part<'_>> = Practice::ALL
        .into_iter()
        .rev()
        .map(|p| Part::new(mark(p), n(count(p)), p.title()).to(visit.href("/assessments")))
        .collect();
    html! {
        p.hint { "How a person judged each of the " (clauses.len()) " clauses that are audited; none may be excluded." }
        (ui::stacked_bar("Clauses by practice", &parts))
    }
}

fn steps(visit: &Visit, found: &OverviewAnswer) -> Markup {
    let counts = found.steps;
    let of = counts.of;
    let each =
        [(Step::Review, counts.review), (Step::SoaEntry, counts.soa_entry), (Step::Confirmation, counts.confirmation)];
    html! {
        p.hint { "Coverage ends where these begin; the denominator is the covered controls." }
        @for (step, count) in each {
            (ui::meter(step.title(), n(count), n(of), &reading::share(count, of), &visit.href("/assessments")))
        }
    }
}

fn criteria(visit: &Visit, all: &[CriterionStanding]) -> Markup {
    let unmet: Vec<&CriterionStanding> = all.iter().filter(|c| c.in_place.is_empty()).collect();
    let rows: Vec<Row> = unmet.iter().map(|c| row(visit, c)).collect();
    html! {
        div.stack #criteria {
            h3 { "Criteria that no control in place answers" }
            p.hint { (unmet.len()) " of " (all.len()) " criteria in scope. Their rows count nothing until one does." }
            @if unmet.len() == all.len() {
                p.aside { "None is answered yet. Import the controls that you have, or link them to criteria." }
            } @else if unmet.is_empty() {
                p.aside { "Every criterion in scope is answered." }
            } @else {
                (ui::table(
                    "Criteria without a control in place",
                    &[Column::narrow("Criterion"), Column::text("Linked controls that are not in place")],
                    &rows,
                    TableOptions::default(),
                ))
            }
        }
    }
}

fn row(visit: &Visit, standing: &CriterionStanding) -> Row {
    Row::new(vec![
        html! { a.id href=(reading::item_href(visit, &standing.id)) { (standing.id) } },
        html! {
            @if standing.not_in_place.is_empty() { span.hint { "none is linked" } }
            (reading::own_controls(visit, &standing.not_in_place))
        },
    ])
}
