//! A form that is folded under what it belongs to, and keeps what was typed when it is refused.

use super::action;
use crate::web::people::why_not;
use crate::web::typed::Typed;
use crate::web::ui;
use crate::web::visit::Visit;
use app::ask::CertificationDetail;
use domain::command::{CertificationCommand, Command};
use domain::refusal::Refusal;
use domain::values::certification::CertificationState;
use maud::{Markup, html};

/// What may be done about a project by whoever visits.
pub(super) struct Forms<'a> {
    pub(super) visit: &'a Visit,
    pub(super) detail: &'a CertificationDetail,
    pub(super) typed: &'a Typed,
    /// Something can be recorded: it is not withdrawn, the visit is of today, and the right is there.
    pub(super) may: bool,
    /// What stands in the way.
    pub(super) missing: Option<Refusal>,
    pub(super) today: String,
}

impl<'a> Forms<'a> {
    pub(super) fn of(visit: &'a Visit, detail: &'a CertificationDetail, typed: &'a Typed) -> Forms<'a> {
        let live = detail.held.state != CertificationState::Withdrawn && !visit.in_the_past();
        let today = visit.doors.app.clock().today();
        let keep = CertificationCommand::CheckUseOfMarks { id: detail.id.clone(), on: today, note: String::new() };
        let missing = why_not(visit, &Command::Certification(keep)).filter(|_| live);
        let may = live && missing.is_none();
        Forms { visit, detail, typed, may, missing, today: today.to_string() }
    }

    /// A form named `form`, posted to `noun` of the project.
    pub(super) fn folded(&self, form: &str, noun: &str, summary: &str, button: &str, fields: Markup) -> Markup {
        html! {
            @if self.may {
                details.fold.add open[self.typed.get("form") == form] {
                    summary { (summary) }
                    (ui::form(&action(self.visit, &self.detail.id, noun), html! {
                        (ui::hidden("form", form))
                        (fields)
                        div.actions { (ui::button(button)) }
                    }))
                }
            }
        }
    }

    /// What was typed into that form, or how it begins.
    pub(super) fn value(&self, form: &str, name: &str, begin: &str) -> String {
        if self.typed.get("form") == form { self.typed.get(name).to_owned() } else { begin.to_owned() }
    }
}
