//! The list: each collector with its controls, its schedule, and what its last runs said.

use super::{kind_title, missing, outcome_badge, path, reason, rhythm, runs, standing_badge, states};
use crate::web::controls;
use crate::web::kept::OfThisMoment;
use crate::web::people::not_offered;
use crate::web::problem::Problem;
use crate::web::reading::{counted, days};
use crate::web::ui::{self, Column, Crumb, Icon, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{CollectorLine, CollectorStanding, CollectorsOf};
use app::collectors::CollectorState;
use axum::response::Response;
use maud::{Markup, html};

/// Marks of runs in a line of the list.
const MARKS: usize = 10;

/// What one could begin with: kind, what for.
const EXAMPLES: [(&str, &str, &str); 3] = [
    (
        "tls_certificate",
        "The certificate of your web site",
        "Checked each day; evidence that it is believed, and that somebody hears of its end a month before.",
    ),
    (
        "git_repository",
        "The main branch of your product",
        "Checked each month; evidence that every change was reviewed by somebody else than who wrote it.",
    ),
    (
        "file_hash",
        "A file of settings",
        "Checked each week; evidence that it is the one that was approved, and when it was not.",
    ),
];

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let removed = visit.field("removed").is_some();
    let mut answer = visit.ask(&CollectorsOf { control: visit.field("control"), removed: true })?;
    let gone = answer.value.iter().any(|line| line.standing == CollectorStanding::Removed);
    answer.value.retain(|line| removed || line.standing != CollectorStanding::Removed);
    let lines = &answer.value;
    let states = states(&visit)?;
    let lacks = missing(&visit);
    let can = lacks.is_none() && !visit.in_the_past();
    let body = html! {
        (ui::heading(
            "Collectors",
            Some("Checks that run by themselves and hand in what they found. A rule says whether a check passed; somebody else than its author approves what runs, and people judge the evidence."),
            Some(html! {
                (days(&visit, &answer.mark))
                @if can && !lines.is_empty() { (ui::link_button("New collector", &visit.href("/collectors/new"), Some(Icon::Import))) }
            }),
        ))
        @if lines.is_empty() { (nothing_yet(&visit, can)) }
        @else {
            (waiting(lines))
            (table(&visit, lines, &states))
        }
        @if let Some(missing) = lacks.filter(|_| !visit.in_the_past()) { (not_offered(&missing)) }
        @if gone { p { @if removed { a href=(visit.href("/collectors")) { "Without those that were removed" } } @else { a href=(visit.href("/collectors?removed=1")) { "Also those that were removed" } } } }
    };
    let mut response = visit.page(&answer.mark, "Collectors", "/collectors", &[Crumb::here("Collectors")], body);
    // What runs at the moment is another thing a moment later.
    response.extensions_mut().insert(OfThisMoment);
    Ok(response)
}

fn nothing_yet(visit: &Visit, can: bool) -> Markup {
    html! {
        (ui::empty_state(
            "No collector yet",
            "A collector looks at one thing on a schedule, keeps what it found as evidence for controls that you name, and says whether the check passed. What it could not find out is unknown, and never passed.",
            html! { @if can { (ui::link_button("Choose a kind", &visit.href("/collectors/new"), None)) } },
        ))
        ul.examples {
            @for (kind, title, text) in EXAMPLES {
                li { (ui::card(html! {
                    h3 { (title) }
                    p { (text) }
                    @if can { p { a href=(visit.href(&format!("/collectors/new?kind={kind}"))) { "Begin with this: " (kind_title(kind)) } } }
                    @else { p.hint { (kind_title(kind)) } }
                })) }
            }
        }
    }
}

/// How many wait for somebody's approval.
fn waiting(lines: &[CollectorLine]) -> Markup {
    let waits = lines.iter().filter(|line| line.standing == CollectorStanding::Waiting).count();
    html! {
        @if waits > 0 {
            (ui::notice(Tone::Caution, &format!("{} for approval", counted(waits, "collector waits", "collectors wait")), html! {
                "Somebody who did not write it reads what it runs and approves it. Until then it does not run."
            }))
        }
    }
}

fn table(
    visit: &Visit,
    lines: &[CollectorLine],
    states: &std::collections::BTreeMap<String, CollectorState>,
) -> Markup {
    let rows: Vec<Row> = lines.iter().map(|line| row(visit, line, states.get(&line.id))).collect();
    let columns = [
        Column::text("Collector"),
        Column::text("Controls"),
        Column::text("Runs"),
        Column::text("Last runs"),
        Column::narrow("State"),
    ];
    html! {
        p.count-line { (counted(rows.len(), "collector", "collectors")) }
        (ui::table("Collectors", &columns, &rows, TableOptions::default()))
    }
}

fn row(visit: &Visit, line: &CollectorLine, state: Option<&CollectorState>) -> Row {
    let collector = &line.held.collector;
    let lacks = state.map_or(0, |state| state.credentials.iter().filter(|one| one.set_us.is_none()).count());
    let cells = vec![
        html! {
            div.item-cell {
                (ui::named(&line.id, &collector.name, &visit.href(&path(&line.id))))
                p.hint { (kind_title(&collector.kind)) }
                @if lacks > 0 { p.hint { (Icon::Alert.svg()) (counted(lacks, "credential is missing", "credentials are missing")) } }
            }
        },
        html! { span.ids { @for id in &collector.controls { a.id href=(controls::href(visit, id)) { (id) } " " } } },
        html! { (rhythm(collector.schedule)) },
        html! {
            div {
                @if let Some(since) = state.and_then(|state| state.running_since_us) { p { "Runs now, since " (app::clock::minute_of(since)) } }
                @match line.held.last() {
                    Some(last) => {
                        (outcome_badge(last.run.outcome)) " " span.hint { time { (app::clock::minute_of(last.run.started_us)) } }
                        p.hint.said { (reason(&last.run.reason)) }
                    }
                    None => span.hint { "Not yet" },
                }
                @if !line.held.runs.is_empty() { (runs::marks(&line.held, MARKS)) }
                @if let Some(why) = state.and_then(|state| state.stopped.as_ref()) { p.hint { (Icon::Alert.svg()) (reason(why)) } }
                @if let Some(trouble) = state.and_then(|state| state.trouble.as_ref()) { p.hint { (Icon::Alert.svg()) "Not recorded: " (reason(trouble)) } }
            }
        },
        standing_badge(line.standing),
    ];
    Row { faint: line.standing == CollectorStanding::Removed, ..Row::new(cells) }
}
