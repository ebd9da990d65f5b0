//! Planning a certification, and changing the plan.

use super::{PLACE, TITLE, path, plan_fields};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::{CertificationOf, CertificationsOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{CertificationCommand, Command};
use domain::refusal::Refusal;
use maud::html;

/// The command about nothing yet: asked whether one may be planned.
pub(super) fn another() -> Command {
    super::bodies::another()
}

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    page(&visit, None, &plan_fields::begin(None), None)
}

pub(super) async fn change(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    only_today(&visit)?;
    let typed = plan_fields::begin(Some(&visit.ask(&CertificationOf(id.clone()))?.value.held.project));
    page(&visit, Some(&id), &typed, None)
}

fn page(visit: &Visit, id: Option<&str>, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&CertificationsOf)?;
    let missing = why_not(visit, &another());
    let title = id.map_or("Plan a certification".to_owned(), |id| format!("Change the plan of {id}"));
    let place = match id {
        Some(id) => format!("/o/{}{}/plan", visit.org, path(id)),
        None => format!("/o/{}{PLACE}/projects", visit.org),
    };
    let lead =
        "A project can be planned with any body; to Stage 1 it goes with one that is accredited for ISO/IEC 27001.";
    let back = visit.href(&id.map_or(PLACE.to_owned(), path));
    let body = html! {
        (ui::heading(&title, Some(lead), None))
        (refused(refusal))
        @match &missing {
            Some(missing) => (not_offered(missing)),
            None if answer.value.bodies.is_empty() => (ui::empty_state(
                "There is no certification body yet",
                "Add the body first, and look up its accreditation.",
                ui::link_button("Add a certification body", &visit.href("/certification/bodies/new"), None),
            )),
            None => (ui::form(&place, html! {
                (plan_fields::fields(visit, &answer.value.bodies, typed))
                @if id.is_some() {
                    (ui::textarea(&Field { name: "reason", label: "Why", value: typed.get("reason"), required: true, ..Field::default() }, 2))
                }
                div.actions { (ui::button(if id.is_some() { "Change" } else { "Plan" })) (ui::quiet_link("Cancel", &back, None)) }
            })),
        }
    };
    let crumbs =
        [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here(if id.is_some() { "Change the plan" } else { "Plan" })];
    let page = visit.page(&answer.mark, &title, PLACE, &crumbs, body);
    Ok(form_page(page, missing.as_ref()))
}

pub(super) async fn plan(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let done = plan_fields::read(&typed).map_err(Problem::from).and_then(|project| {
        let command = Command::Certification(CertificationCommand::PlanCertification { project: Box::new(project) });
        let request = visit.field("request");
        let change = || visit.doors.app.change(&visit.org, &visit.who, request.as_deref(), command);
        let receipt = tokio::task::block_in_place(change)?;
        Ok(visit.went(&format!("Planned {}.", receipt.object), &path(&receipt.object), &receipt))
    });
    or_again(done, |refusal| page(&visit, None, &typed, Some(refusal)))
}

pub(super) async fn revise(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    let done = plan_fields::read(&typed).map_err(Problem::from).and_then(|project| {
        let (project, reason) = (Box::new(project), typed.get("reason").to_owned());
        let wanted = CertificationCommand::ReviseCertification { id: id.clone(), project, reason };
        visit.change("Changed the plan.", &path(&id), Command::Certification(wanted))
    });
    or_again(done, |refusal| page(&visit, Some(&id), &typed, Some(refusal)))
}
