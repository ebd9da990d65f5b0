//! The controls that an item may show: those for which whoever looks may hand in evidence, each with the day on which it ran.

use crate::web::typed::Typed;
use crate::web::visit::Visit;
use app::ask::{Controls, EvidenceRequests, RequestLine};
use domain::values::Action;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// A control that may be chosen.
pub(super) struct Pick {
    pub(super) id: String,
    name: String,
}

impl Pick {
    /// Id and name in one line.
    pub(super) fn label(&self) -> String {
        format!("{} {}", self.id, self.name).trim().to_owned()
    }
}

/// The request that is answered, if it waits for an answer and whoever looks may see it.
pub(super) fn request(visit: &Visit, id: &str) -> Option<RequestLine> {
    let lines = visit.ask(&EvidenceRequests).ok()?.value;
    lines.into_iter().find(|line| line.id == id && line.held.open())
}

/// The controls to choose from, by id.
pub(super) fn picks(visit: &Visit, asked: Option<&RequestLine>) -> Vec<Pick> {
    let known = visit.ask(&Controls::default()).map(|answer| answer.value.controls).unwrap_or_default();
    let app = &visit.doors.app;
    let mut picks: Vec<Pick> = known
        .into_iter()
        .map(|held| Pick { id: held.control.id, name: held.control.name })
        .filter(|pick| app.may(&visit.org, &visit.who, Action::AppendEvidence, Some(&pick.id)))
        .collect();
    // Whoever is asked hands in for that control, whether it is theirs or not.
    if let Some(line) = asked.filter(|line| line.held.request.person == visit.who.id()) {
        let control = &line.held.request.control;
        if picks.iter().all(|pick| pick.id != *control) {
            picks.insert(0, Pick { id: control.clone(), name: String::new() });
        }
    }
    picks
}

/// Boxes with days; those that are chosen stand first.
pub(super) fn fields(picks: &[Pick], typed: &Typed) -> Markup {
    let chosen: BTreeSet<&str> = typed.all("control").collect();
    let (first, others): (Vec<&Pick>, Vec<&Pick>) = picks.iter().partition(|pick| chosen.contains(pick.id.as_str()));
    html! {
        div.picks data-picks {
            @for pick in first.iter().chain(&others) {
                @let day = format!("ran:{}", pick.id);
                div.pick {
                    label.check {
                        input type="checkbox" name="control" value=(pick.id) checked[chosen.contains(pick.id.as_str())];
                        span { span.id { (pick.id) } " " (pick.name) }
                    }
                    label.pick-day { span { "ran on" } input type="date" name=(day) value=(typed.get(&day)) aria-label={ "Day on which " (pick.id) " ran" }; }
                }
            }
            @if picks.is_empty() { p.hint { "There is no control for which you may hand in evidence." } }
        }
    }
}
