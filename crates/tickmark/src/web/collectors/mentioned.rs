//! Collectors on other pages: the line on the page of a control, and on that of an item of evidence.

use super::{outcome_badge, path, runs, standing_badge};
use crate::web::ui;
use crate::web::visit::Visit;
use app::ask::{CollectorOf, CollectorsOf};
use maud::{Markup, html};

/// Marks of runs in a line.
const MARKS: usize = 8;

/// The collectors of a control with what their last run said; nothing where there is none, or for who may not see them.
pub(in crate::web) fn of_control(visit: &Visit, control: &str) -> Markup {
    let question = CollectorsOf { control: Some(control.to_owned()), removed: false };
    let lines = visit.ask(&question).map(|answer| answer.value).unwrap_or_default();
    html! {
        @if !lines.is_empty() {
            (ui::section("collectors", "Collectors", Some("What a check says is an observation. It judges no evidence and does not speak for the control."), html! {
                ul.collector-lines {
                    @for line in &lines {
                        li {
                            (ui::named(&line.id, &line.held.collector.name, &visit.href(&path(&line.id))))
                            (standing_badge(line.standing))
                            @if let Some(last) = line.held.last() {
                                span { (outcome_badge(last.run.outcome)) " " span.hint { time { (app::clock::minute_of(last.run.started_us)) } } }
                                (runs::marks(&line.held, MARKS))
                            } @else { span.hint { "It has not run yet." } }
                        }
                    }
                }
            }))
        }
    }
}

/// The collector of an item: what its check said when it made the item, and what it says now.
pub(in crate::web) fn of_evidence(visit: &Visit, collector: &str, item: &str) -> Markup {
    let Ok(answer) = visit.ask(&CollectorOf(collector.to_owned())) else {
        return html! { (collector) };
    };
    let line = answer.value;
    let made = line.held.run_of(item);
    let last = line.held.last();
    let newer = last.filter(|last| last.run.evidence.as_deref() != Some(item));
    html! {
        (ui::named(&line.id, &line.held.collector.name, &visit.href(&path(&line.id))))
        @if let Some(made) = made { p { (outcome_badge(made.run.outcome)) " " span.hint { "in the run that made it" } } }
        @if let Some(last) = newer { p { (outcome_badge(last.run.outcome)) " " span.hint { "last, " (app::clock::minute_of(last.run.started_us)) } } }
        p.hint { "An observation; somebody still judges the item." }
    }
}
