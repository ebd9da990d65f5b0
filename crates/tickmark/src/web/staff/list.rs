//! The register: figures with their wholes, everybody with what is missing, and what it is all evidence for.

use super::{day, evidence, missing, name, register, state_badge, tabs};
use crate::web::people::why_not;
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, n, share};
use crate::web::ui::{self, Choice, Column, Crumb, Icon, Row, Stat, TableOptions};
use crate::web::visit::Visit;
use crate::words::staff::tenths;
use app::ask::StaffAnswer;
use axum::response::Response;
use domain::registers::staff::HeldStaff;
use domain::reports::staff::{StaffReport, Standing};
use domain::values::staff::StaffState;
use maud::{Markup, html};

/// People on one page of the register.
const PAGE: usize = 100;

/// One row: how somebody stands, and the record.
type Found<'a> = (&'a Standing, &'a HeldStaff);

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = register(&visit)?;
    let value = &answer.value;
    let found = tokio::task::block_in_place(|| found(&visit, value));
    let body = html! {
        (ui::heading(
            "People at work",
            Some("Everybody who works here: what was checked before, every year and at the end, and what is still missing."),
            Some(html! { (days(&visit, &answer.mark)) (offers(&visit, value)) }),
        ))
        (tabs(&visit, "/staff"))
        @if value.workforce.people.is_empty() {
            (nobody_yet(&visit, value))
        } @else {
            (figures(&visit, &value.report))
            (filters(&visit, value))
            (table(&visit, value, &found))
        }
        (evidence::section(&visit, &value.report.evidence))
    };
    Ok(visit.page(&answer.mark, "People at work", "/staff", &[Crumb::here("People at work")], body))
}

fn offers(visit: &Visit, answer: &StaffAnswer) -> Markup {
    let may_add = !visit.in_the_past() && why_not(visit, &super::record::nobody()).is_none();
    html! {
        @if !answer.workforce.people.is_empty() {
            (ui::quiet_link("XLSX", &visit.href("/staff/export.xlsx"), Some(Icon::Download)))
            (ui::quiet_link("CSV", &visit.href("/staff/export.csv"), Some(Icon::Download)))
        }
        @if may_add && !answer.workforce.positions.is_empty() {
            (ui::quiet_link("Import", &visit.href("/staff/import"), Some(Icon::Import)))
            (ui::link_button("Add a person", &visit.href("/staff/new"), Some(Icon::People)))
        }
    }
}

fn nobody_yet(visit: &Visit, answer: &StaffAnswer) -> Markup {
    let bare = answer.workforce.positions.is_empty();
    ui::empty_state(
        "Nobody is in the register yet",
        "Positions come first: each says what it has to do for information security. Then add who holds them, or import the list that you already have, and record what was checked.",
        html! {
            @if !visit.in_the_past() && why_not(visit, &super::record::nobody()).is_none() {
                @if bare { (ui::link_button("Describe the first position", &visit.href("/staff/positions"), None)) }
                @else {
                    (ui::link_button("Add the first person", &visit.href("/staff/new"), Some(Icon::People)))
                    (ui::quiet_link("Import a list", &visit.href("/staff/import"), Some(Icon::Import)))
                }
            }
        },
    )
}

fn figures(visit: &Visit, report: &StaffReport) -> Markup {
    let leavers = report.removed.0 + report.not_removed;
    let (people, at_work) = (report.people.len().to_string(), report.at_work.to_string());
    let (trained, lacking) = (report.trained.to_string(), report.lacking.to_string());
    let (removed, gone, waiting) = (report.removed.0.to_string(), leavers.to_string(), report.undecided.to_string());
    let mean = report.mean_removal_tenths().map_or_else(
        || "Nobody's removal is confirmed yet.".to_owned(),
        |mean| format!("{} days after the last day, on average.", tenths(mean)),
    );
    let (trained_share, removed_share) = (share(report.trained, report.at_work), share(report.removed.0, leavers));
    let (lacks, left) = (visit.with("/staff", &[("show", "lacking")]), visit.with("/staff", &[("show", "left")]));
    let (works, asked) = (visit.with("/staff", &[("show", "")]), visit.href("/staff/access"));
    ui::figures(&[
        Stat {
            label: "Trained within a year",
            figure: &trained,
            denominator: &at_work,
            percent: if report.at_work > 0 { &trained_share } else { "" },
            under: "Of those at work.",
            href: &works,
            share: Some((n(report.trained), n(report.at_work))),
            ..Stat::default()
        },
        Stat {
            label: "Leavers with access removed",
            figure: &removed,
            denominator: &gone,
            percent: if leavers > 0 { &removed_share } else { "" },
            under: &mean,
            href: &left,
            share: Some((n(report.removed.0), n(leavers))),
            ..Stat::default()
        },
        Stat {
            label: "With something missing",
            figure: &lacking,
            denominator: &people,
            under: "Of everybody in the register, leavers included.",
            href: &lacks,
            share: Some((n(report.lacking), n(report.people.len()))),
            ..Stat::default()
        },
        Stat {
            label: "Access requests waiting",
            figure: &waiting,
            under: "Somebody else than who asked decides.",
            href: &asked,
            ..Stat::default()
        },
    ])
}

/// What the filter chooses from: its word, its label, and whom it shows.
const VIEWS: [(&str, &str); 7] = [
    ("", "At work"),
    ("lacking", "Something missing"),
    ("candidate", "Candidates"),
    ("moved", "Moved"),
    ("notice", "On notice"),
    ("left", "Left"),
    ("all", "Everybody"),
];

fn in_view(view: &str, (standing, held): Found<'_>) -> bool {
    match view {
        "" => held.staff.state.works(),
        "all" => true,
        "lacking" => !standing.missing.is_empty(),
        state => StaffState::parse(state) == Some(held.staff.state),
    }
}

fn filters(visit: &Visit, answer: &StaffAnswer) -> Markup {
    let (view, held) = (visit.field("show").unwrap_or_default(), visit.field("position").unwrap_or_default());
    let count = |id: &str| all(answer).filter(|one| in_view(id, *one)).count();
    let views = VIEWS.map(|(id, label)| Choice::new(id, format!("{label} ({})", count(id)), id == view));
    let positions: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Any position", held.is_empty()))
        .chain(answer.workforce.positions.iter().map(|(id, p)| Choice::new(id.as_str(), p.title.as_str(), *id == held)))
        .collect();
    let filtered = ["search", "show", "position"].iter().any(|name| visit.field(name).is_some());
    ui::filter_bar(
        &format!("/o/{}/staff", visit.org),
        html! {
            @for name in ["as-of", "on"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::search_field("search", "Search a name", &visit.field("search").unwrap_or_default()))
            (ui::inline_select("show", "Show", &views))
            (ui::inline_select("position", "Position", &positions))
        },
        filtered.then(|| visit.href("/staff")).as_deref(),
    )
}

fn all(answer: &StaffAnswer) -> impl Iterator<Item = Found<'_>> {
    let people = &answer.workforce.people;
    answer.report.people.iter().filter_map(|standing| Some((standing, people.get(&standing.person)?)))
}

/// Those in view, in the chosen position, whose name has every word; who lacks something first, then by name.
fn found<'a>(visit: &Visit, answer: &'a StaffAnswer) -> Vec<Found<'a>> {
    let (view, position) = (visit.field("show").unwrap_or_default(), visit.field("position"));
    let search = visit.field("search").unwrap_or_default().to_lowercase();
    let words: Vec<&str> = search.split_whitespace().collect();
    let mut found: Vec<Found<'a>> = all(answer)
        .filter(|one| in_view(&view, *one))
        .filter(|(_, held)| position.as_ref().is_none_or(|p| held.staff.position == *p))
        .filter(|(standing, _)| {
            let name = if words.is_empty() { String::new() } else { visit.name_of(&standing.person).to_lowercase() };
            words.iter().all(|word| name.contains(word))
        })
        .collect();
    found.sort_by_cached_key(|(standing, _)| {
        (standing.missing.is_empty(), visit.name_of(&standing.person).to_lowercase())
    });
    found
}

fn table(visit: &Visit, answer: &StaffAnswer, found: &[Found<'_>]) -> Markup {
    let from: usize = visit.field("from").and_then(|f| f.parse().ok()).unwrap_or(0).min(found.len());
    let shown = &found[from..found.len().min(from + PAGE)];
    let rows: Vec<Row> = shown.iter().map(|one| row(visit, answer, *one)).collect();
    let columns = [
        Column::text("Person"),
        Column::text("Position"),
        Column::narrow("State"),
        Column::narrow("Since"),
        Column::text("Missing"),
    ];
    let empty = ("Nobody is like that", "Take a filter away, or look at everybody.", html! {});
    let page = |at: usize| visit.with("/staff", &[("from", &at.to_string())]);
    let next = (from + PAGE < found.len()).then(|| page(from + PAGE));
    let previous = (from > 0).then(|| page(from.saturating_sub(PAGE)));
    html! {
        p.count-line { (counted(found.len(), "person", "people")) ", those of whom something is missing first" }
        (ui::table("Those who work here", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
        @if next.is_some() || previous.is_some() {
            (ui::pager(n(from + 1), n(from + shown.len()), n(found.len()), previous.as_deref(), next.as_deref()))
        }
    }
}

fn row(visit: &Visit, answer: &StaffAnswer, (standing, held): Found<'_>) -> Row {
    let staff = &held.staff;
    let title = answer.workforce.positions.get(&staff.position).map_or(staff.position.as_str(), |p| p.title.as_str());
    let gone = matches!(staff.state, StaffState::Notice | StaffState::Left);
    let cells = vec![
        html! {
            div.who.at-work { span { (name(visit, &standing.person)) } @if staff.remote { span.hint { "works remotely" } } }
        },
        html! { (title) },
        state_badge(staff.state),
        html! {
            @if gone { (day(staff.leaves)) div.hint { @if staff.state == StaffState::Left { "last day" } @else { "last day to come" } } }
            @else { (day(staff.joined)) }
        },
        missing(visit, &standing.missing),
    ];
    Row { faint: staff.state == StaffState::Left && standing.missing.is_empty(), ..Row::new(cells) }
}
