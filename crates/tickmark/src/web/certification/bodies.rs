//! Adding a certification body.

use super::{PLACE, TITLE, body_forms, body_path};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb};
use crate::web::visit::Visit;
use app::ask::CertificationsOf;
use axum::response::Response;
use domain::command::{CertificationCommand, Command};
use domain::refusal::Refusal;
use domain::values::certification::CertificationBody;
use maud::html;
use std::collections::BTreeSet;

/// The command about nothing yet: asked whether one may be added.
pub(super) fn another() -> Command {
    let (name, country, markets) = (String::new(), String::new(), BTreeSet::new());
    let body = CertificationBody { name, country, markets, plan_days: 0, close_days: 0 };
    Command::Certification(CertificationCommand::AddCertificationBody { body })
}

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    page(&visit, &body_forms::begin(None), None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&CertificationsOf)?;
    let missing = why_not(visit, &another());
    let lead = "Who audits and certifies. Its accreditation is recorded on its page, with where it was looked up.";
    let body = html! {
        (ui::heading("Add a certification body", Some(lead), None))
        (refused(refusal))
        @match &missing {
            Some(missing) => (not_offered(missing)),
            None => (ui::form(&format!("/o/{}{PLACE}/bodies", visit.org), html! {
                (body_forms::fields(typed))
                div.actions { (ui::button("Add")) (ui::quiet_link("Cancel", &visit.href(PLACE), None)) }
            })),
        }
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here("Add a body")];
    let page = visit.page(&answer.mark, "Add a certification body", PLACE, &crumbs, body);
    Ok(form_page(page, missing.as_ref()))
}

pub(super) async fn add(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let done = body_forms::read(&typed).map_err(Problem::from).and_then(|body| {
        let command = Command::Certification(CertificationCommand::AddCertificationBody { body });
        let request = visit.field("request");
        let change = || visit.doors.app.change(&visit.org, &visit.who, request.as_deref(), command);
        let receipt = tokio::task::block_in_place(change)?;
        Ok(visit.went(&format!("Added {}.", receipt.object), &body_path(&receipt.object), &receipt))
    });
    or_again(done, |refusal| page(&visit, &typed, Some(refusal)))
}
