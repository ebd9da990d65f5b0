//! What happened, as a sentence without its subject: `linked AC-03 to A.5.18`.

mod audit;
mod certification;
mod collector;
mod description;
mod engagement;
pub(super) mod evidence;
mod isms;
mod nonconformity;
mod operation;
mod package;
mod people;
mod plan;
mod planner;
mod policy;
mod public;
mod questionnaire;
mod review;
mod risk;
mod room;
mod scorecard;
mod statement;
pub(super) mod supplier;
mod testing;

use crate::web::controls;
use crate::web::reading::{encode, item_href};
use crate::web::visit::Visit;
use domain::event::Event;
use domain::values::{Overlap, Practice};
use maud::{Markup, html};

/// What an entry tells to who asks.
pub(super) fn of(visit: &Visit, entry: &app::Entry) -> Markup {
    if entry.closed {
        return html! { "made an entry about people at work, or about a document that is for others" };
    }
    what(visit, entry.event.as_ref())
}

fn what(visit: &Visit, event: Option<&Event>) -> Markup {
    let control = |id: &str| html! { a.id href=(controls::href(visit, id)) { (id) } };
    let item = |id: &str| html! { a.id href=(item_href(visit, id)) { (id) } };
    let Some(event) = event else {
        return html! { "made an entry whose content was redacted by law" };
    };
    match event {
        Event::OrganisationCreated { name } => html! { "began the organisation " strong { (name) } },
        Event::ProfileSet { profile } => html! {
            "set the " a href=(visit.href("/scope")) { "scope" } ": " (profile.categories.names()) ", hosting " (profile.hosting.title().to_lowercase())
        },
        Event::DocumentAdopted { document } => html! {
            "adopted " strong { (document.id()) } ", version " (document.version())
        },
        Event::ControlAdded { control: c } => html! { "added " (control(&c.id)) " " (c.name) },
        Event::ControlRevised { control: c } => {
            html! { "changed " (control(&c.id)) " " (c.name) ", now " (c.status.title().to_lowercase()) }
        }
        Event::ControlRetired { id, .. } => html! { "retired " (control(id)) },
        Event::ControlLinked { id, target, link } => html! {
            "linked " (control(id)) " to " (item(&target.item))
            @if link.extent == Overlap::Partial { " in part" }
        },
        Event::ControlUnlinked { id, target } => html! { "unlinked " (control(id)) " from " (item(&target.item)) },
        Event::ControlsImported { source, added, changed, same, .. } => html! {
            "imported " strong { (source) } ": " (added) " new, " (changed) " changed, " (same) " the same"
        },
        Event::ColumnsSaved { name, .. } => html! { "kept the columns of " strong { (name) } " for the next import" },
        Event::InheritanceRecorded { control, record } => {
            html! { "recorded that " (record.provider) " operates " (item(control)) }
        }
        Event::InheritanceWithdrawn { control, .. } => html! { "withdrew the inheritance of " (item(control)) },
        Event::SuggestionDecided { row, decision, .. } => html! {
            @if decision.accepted { "accepted" } @else { "rejected" } " the suggestion "
            a href=(visit.href(&format!("/suggestions#{}", encode(row)))) { (row) }
        },
        Event::ItemAssessed { item: id, assessment } => {
            html! { "judged " (item(id)) ": " (stands(assessment.practice)) }
        }
        Event::StepRecorded { control, step, taken: Some(taken) } => html! {
            "recorded for " (item(control)) ": " (step.title()) ", on " (taken.on)
        },
        Event::StepRecorded { control, step, taken: None } => {
            html! { "took back for " (item(control)) ": " (step.title()) }
        }
        Event::Operation(event) => operation::what(visit, event),
        Event::Evidence(event) => evidence::what(visit, event),
        Event::Engagement(event) => engagement::what(visit, event),
        Event::Testing(event) => testing::what(visit, event),
        Event::Supplier(event) => supplier::what(visit, event),
        Event::Description(event) => description::what(visit, event),
        Event::Room(event) => room::what(visit, event),
        Event::Package(event) => package::what(visit, event),
        Event::Collector(event) => collector::what(visit, event),
        Event::Certification(event) => certification::what(visit, event),
        Event::Planner(event) => planner::what(visit, event),
        Event::Plan(event) => plan::what(visit, event),
        Event::Questionnaire(event) => questionnaire::what(visit, event),
        Event::Scorecard(event) => scorecard::what(visit, event),
        Event::Public(event) => public::what(visit, event),
        Event::Review(event) => review::what(visit, event),
        Event::Audit(event) => audit::what(visit, event),
        Event::Isms(event) => isms::what(visit, event),
        Event::Policy(event) => policy::what(visit, event),
        Event::Nonconformity(event) => nonconformity::what(visit, event),
        Event::Statement(event) => statement::what(visit, event),
        Event::Risk(event) => risk::what(visit, event),
        other => people::what(visit, other),
    }
}

/// How a thing stands, inside a sentence.
fn stands(practice: Practice) -> String {
    practice.title().to_lowercase()
}
