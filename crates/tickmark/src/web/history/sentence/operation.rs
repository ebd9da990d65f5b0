//! What happened to the way controls operate, as a sentence without its subject.

use crate::web::controls;
use crate::web::reading::counted;
use crate::web::visit::Visit;
use domain::event::OperationEvent;
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &OperationEvent) -> Markup {
    let control = |id: &str| html! { a.id href=(controls::href(visit, id)) { (id) } };
    match event {
        OperationEvent::OperationSet { control: id, from, .. } => {
            html! { "said how " (control(id)) " operates since " (from) }
        }
        OperationEvent::LifeRecorded { control: id, step, on: Some(on) } => {
            html! { "recorded that " (control(id)) " is " (step.title().to_lowercase()) " since " (on) }
        }
        OperationEvent::LifeRecorded { control: id, step, on: None } => {
            html! { "took back that " (control(id)) " is " (step.title().to_lowercase()) }
        }
        OperationEvent::HolidaysSet { holidays } => html! { "set " (counted(holidays.len(), "holiday", "holidays")) },
    }
}
