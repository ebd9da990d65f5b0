//! The list: every item with its controls, its period, when it came, and what is wrong with it.

use super::{controls, day_of, href, marks, period, state_badge, tabs};
use crate::web::people;
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, n};
use crate::web::ui::{self, Choice, Column, Crumb, Icon, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::{Controls, EvidenceLine, EvidenceList, EvidencePage};
use axum::response::Response;
use domain::values::{EvidenceState, EvidenceType};
use maud::{Markup, html};

/// Items on one page of the list.
const PAGE: usize = 50;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let skip = visit.skip();
    let question = EvidenceList {
        control: visit.field("control"),
        state: visit.field("state").and_then(|s| EvidenceState::parse(&s)),
        kind: visit.field("kind").and_then(|k| EvidenceType::parse(&k)),
        words: visit.field("search").unwrap_or_default(),
        after: None,
        skip,
        take: PAGE,
    };
    let answer = visit.ask(&question)?;
    let page = &answer.value;
    let offered = !visit.in_the_past() && visit.doors.app.may_hand_in(&visit.org, &visit.who);
    let body = html! {
        (ui::heading(
            "Evidence",
            Some("Collected once, for the examination and for the certification: what shows that controls ran, when, and from where."),
            Some(html! {
                (days(&visit, &answer.mark))
                @if offered {
                    (ui::quiet_link("Import findings", &visit.href("/evidence/import"), Some(Icon::Import)))
                    (ui::link_button("Hand in evidence", &visit.href("/evidence/new"), Some(Icon::Upload)))
                }
            }),
        ))
        (tabs(&visit, "/evidence"))
        @if page.states.is_empty() { (nothing_yet(&visit, offered)) }
        @else {
            (chips(&visit, page, question.state))
            (filters(&visit, &question))
            (table(&visit, page, skip))
        }
    };
    Ok(visit.page(&answer.mark, "Evidence", "/evidence", &[Crumb::here("Evidence")], body))
}

fn nothing_yet(visit: &Visit, offered: bool) -> Markup {
    ui::empty_state(
        "No evidence yet",
        "Drop the files that show that a control ran: say what they are, which days they cover and where they come from. Somebody else accepts them.",
        html! {
            @if offered { (ui::link_button("Hand in the first item", &visit.href("/evidence/new"), Some(Icon::Upload))) }
            (ui::quiet_link("What is asked for", &visit.href("/evidence/requests"), None))
        },
    )
}

/// The states with their counts; the one that is looked at is marked, and leads back to all.
fn chips(visit: &Visit, page: &EvidencePage, chosen: Option<EvidenceState>) -> Markup {
    let all: usize = page.states.values().sum();
    let there = EvidenceState::ALL.into_iter().filter_map(|state| Some((state, *page.states.get(&state)?)));
    html! {
        ul.chips.by-state aria-label="States" {
            @for (state, count) in there {
                @let on = chosen == Some(state);
                @let to = visit.with("/evidence", &[("state", if on { "" } else { state.id() }), ("from", "")]);
                li {
                    a.chip.on[on] href=(to) aria-current=[on.then_some("true")] {
                        (state.title()) span.effect { (count) " of " (all) }
                    }
                }
            }
        }
    }
}

fn filters(visit: &Visit, asked: &EvidenceList) -> Markup {
    let known = visit.ask(&Controls::default()).map(|answer| answer.value.controls).unwrap_or_default();
    let held = asked.control.as_deref().unwrap_or_default();
    let controls: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Any control", held.is_empty()))
        .chain(known.iter().map(|h| {
            let id = h.control.id.as_str();
            Choice::new(id, id, id == held)
        }))
        .collect();
    let kinds: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Any type", asked.kind.is_none()))
        .chain(EvidenceType::ALL.into_iter().map(|k| Choice::new(k.id(), k.title(), asked.kind == Some(k))))
        .collect();
    let filtered = ["search", "control", "kind", "state"].iter().any(|name| visit.field(name).is_some());
    ui::filter_bar(
        &format!("/o/{}/evidence", visit.org),
        html! {
            @for name in ["as-of", "on", "state"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::search_field("search", "Search id, title, source", &asked.words))
            (ui::inline_select("control", "Control", &controls))
            (ui::inline_select("kind", "Type", &kinds))
        },
        filtered.then(|| visit.href("/evidence")).as_deref(),
    )
}

fn table(visit: &Visit, page: &EvidencePage, skip: usize) -> Markup {
    let rows: Vec<Row> = page.lines.iter().map(|line| row(visit, line)).collect();
    let columns = [
        Column::text("Item"),
        Column::text("Controls"),
        Column::narrow("Period"),
        Column::narrow("Received"),
        Column::narrow("State"),
        Column::narrow("Rules"),
    ];
    let empty = ("No item is like that", "Take a filter away, or search for other words.", html! {});
    let at = |from: usize| visit.with("/evidence", &[("from", &from.to_string())]);
    let next = (skip + page.lines.len() < page.of).then(|| at(skip + PAGE));
    let previous = (skip > 0).then(|| at(skip.saturating_sub(PAGE)));
    html! {
        p.count-line { (counted(page.of, "item", "items")) ", the newest first" }
        (ui::table("Evidence", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
        @if next.is_some() || previous.is_some() {
            (ui::pager(n(skip + 1), n(skip + page.lines.len()), n(page.of), previous.as_deref(), next.as_deref()))
        }
    }
}

fn row(visit: &Visit, line: &EvidenceLine) -> Row {
    let newest = line.held.newest();
    let evidence = &newest.evidence;
    let cells = vec![
        html! {
            div.item-cell {
                (ui::named(&line.id, &evidence.title, &href(visit, &line.id)))
                p.hint {
                    (evidence.kind.title())
                    @if !evidence.source.system.is_empty() { " · " (evidence.source.system) }
                    " · " (counted(newest.files.len(), "file", "files"))
                }
                p.marks { (marks(&line.held, &line.marks)) }
            }
        },
        html! { @if line.held.controls.is_empty() { (ui::nothing()) } @else { (controls(visit, line.held.controls.keys())) } },
        period(evidence.period),
        html! { div { (day_of(newest.received_us)) p.hint { (people::name(visit, &newest.by)) } } },
        state_badge(line.held.state),
        broken(visit, line),
    ];
    Row { faint: !line.held.counts(), ..Row::new(cells) }
}

/// How many of the twelve rules it breaks, leading to why.
fn broken(visit: &Visit, line: &EvidenceLine) -> Markup {
    let why = format!("{}#checks", href(visit, &line.id));
    html! {
        @if !line.held.counts() { (ui::nothing()) }
        @else if line.broken.is_empty() { a.rules-kept href=(why) { (Icon::Check.svg()) "all kept" } }
        @else { a.rules-broken href=(why) { (line.broken.len()) " of 12" span.sr-only { " rules broken" } } }
    }
}
