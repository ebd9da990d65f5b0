//! The Privacy category topic by topic: what Annex A answers of it, and what it leaves to ISO/IEC 27701.

use super::super::problem::Problem;
use super::super::reading::{self, Both, Shelf, n};
use super::super::ui::{self, Column, Crumb, Part, Row, Stat, TableOptions, Tone};
use super::super::visit::Visit;
use app::ask::PrivacyOf;
use axum::response::Response;
use domain::reports::privacy::{Counterpart, Privacy, PrivacyCriterion, PrivacyTopic};
use domain::values::privacy::PRIVACY_NOTES;
use maud::{Markup, html};

const PLACE: &str = "/privacy";
const TITLE: &str = "Privacy";

pub(super) async fn page(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&Both(PrivacyOf { view: visit.view()? }, Shelf))?;
    let (found, shelf) = &answer.value;
    let body = html! {
        (ui::heading(
            TITLE,
            Some("The Privacy category in its topic areas: which criteria Annex A answers, which it does not, and where ISO/IEC 27701 takes them up."),
            Some(reading::days(&visit, &answer.mark)),
        ))
        @if found.privacy.topics.is_empty() {
            (ui::empty_state(
                "This crosswalk knows no privacy criteria",
                "Choose a crosswalk whose left side are the trust services criteria.",
                ui::link_button("Privacy by the organisation's crosswalk", &visit.href(PLACE), None),
            ))
        } @else {
            (figure(&visit, &found.privacy))
            (reading::scope(&found.read, &answer.mark))
            (scoped(&visit, &found.privacy))
            (reading::read_otherwise(&visit, PLACE, &found.read, shelf, &[], &[]))
            (ui::section("topics", "Criterion by criterion", Some("Each criterion stands once, under its topic."), html! {
                @for topic in &found.privacy.topics { (of_topic(&visit, topic)) }
            }))
            (matters(&visit, &found.privacy))
        }
        (ui::notice(Tone::Neutral, "What these pointers are", html! {
            ul { @for note in PRIVACY_NOTES { li { (note) } } }
            p { a href=(visit.href("/registers/obligations")) { "Obligations from law and contract" } }
        }))
        (reading::not_readiness())
    };
    let crumbs = [Crumb::link("Overview", visit.href("/")), Crumb::here(TITLE)];
    Ok(visit.page(&answer.mark, TITLE, PLACE, &crumbs, body))
}

fn mark(counterpart: Counterpart) -> ui::Mark {
    match counterpart {
        Counterpart::Full => ui::Mark::Full,
        Counterpart::Partial => ui::Mark::Partial,
        Counterpart::ClauseOnly => ui::Mark::IsoOnly,
        Counterpart::None => ui::Mark::None,
    }
}

fn figure(visit: &Visit, privacy: &Privacy) -> Markup {
    let answered = privacy.criteria - privacy.without_annex_a().count();
    let (figure, of, share) =
        (answered.to_string(), privacy.criteria.to_string(), reading::share(answered, privacy.criteria));
    let href = format!("{}#topics", reading::again(visit, PLACE, &[]));
    let main = Stat {
        label: "Privacy criteria that a control of Annex A answers",
        figure: &figure,
        denominator: &of,
        percent: &share,
        under: "As the crosswalk says, whatever is in place here",
        href: &href,
        ..Stat::default()
    };
    let parts: Vec<Part<'_>> = Counterpart::ALL
        .into_iter()
        .filter(|counterpart| privacy.count(*counterpart) > 0)
        .map(|counterpart| Part::new(mark(counterpart), n(privacy.count(counterpart)), counterpart.title()))
        .collect();
    ui::hero(&main, ui::stacked_bar("Privacy criteria by counterpart in Annex A", &parts))
}

/// Says when the category is not examined, so that no figure of the page is taken for work that waits.
fn scoped(visit: &Visit, privacy: &Privacy) -> Markup {
    html! {
        @if !privacy.in_scope {
            (ui::notice(Tone::Neutral, "Privacy is not in the scope", html! {
                "The category is shown whole all the same. "
                a href=(visit.href("/what-if")) { "What it would add" } " or " a href=(visit.href("/scope")) { "change the scope" } "."
            }))
        }
    }
}

fn of_topic(visit: &Visit, topic: &PrivacyTopic) -> Markup {
    let columns = [
        Column::text("Criterion"),
        Column::narrow("In Annex A"),
        Column::text("Controls"),
        Column::narrow("Own control"),
        Column::text("ISO/IEC 27701:2019"),
        Column::text("GDPR"),
    ];
    let rows: Vec<Row> = topic.criteria.iter().map(|one| row(visit, one)).collect();
    html! {
        h3 id=(topic.id) { (topic.id) " " (topic.title) }
        p.hint { (topic.summary) }
        (ui::table(&format!("Criteria of {}", topic.id), &columns, &rows, TableOptions::default()))
    }
}

fn row(visit: &Visit, one: &PrivacyCriterion) -> Row {
    let own = match one.met {
        Some(true) => ui::badge(Tone::Good, "In place"),
        Some(false) => html! { a href=(reading::item_href(visit, &one.id)) { "None in place" } },
        None => ui::nothing(),
    };
    Row::new(vec![
        html! {
            (ui::named(&one.id, &one.title, &reading::item_href(visit, &one.id)))
            @for words in &one.says { p.hint { (words) } }
        },
        ui::mark(mark(one.counterpart), one.counterpart.title()),
        reading::items(visit, &one.annex_a),
        own,
        html! { @match one.hook { Some(hook) => { (hook.iso27701.join(", ")) }, None => { (ui::nothing()) } } },
        html! { @match one.hook { Some(hook) => { (hook.gdpr) }, None => { (ui::nothing()) } } },
    ])
    .anchored(one.id.clone())
}

fn matters(visit: &Visit, privacy: &Privacy) -> Markup {
    let columns = [
        Column::text("Matter"),
        Column::text("Criteria"),
        Column::text("Of those, without Annex A"),
        Column::narrow("ISO/IEC 27701:2019"),
        Column::narrow("GDPR"),
    ];
    let rows: Vec<Row> = privacy
        .matters
        .iter()
        .map(|(matter, left)| {
            Row::new(vec![
                html! { strong { (matter.title) } p.hint { (matter.asks) } },
                reading::items(visit, matter.criteria),
                reading::items(visit, left),
                html! { (matter.iso27701.join(", ")) },
                html! { (matter.gdpr) },
            ])
        })
        .collect();
    ui::section(
        "beyond",
        "What ISO/IEC 27001 leaves to ISO/IEC 27701",
        Some("Five matters for which Annex A has no control of its own."),
        ui::table("Matters beyond Annex A", &columns, &rows, TableOptions::default()),
    )
}
