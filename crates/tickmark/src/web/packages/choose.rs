//! Choosing a package: for whom, which days, with restricted evidence or without; and below it what it would hold.

use super::asked::Chosen;
use super::{barred, plan};
use crate::web::kept::OfThisMoment;
use crate::web::people::{form_page, not_offered};
use crate::web::problem::Problem;
use crate::web::typed::{only_today, refused};
use crate::web::ui::{self, Choice, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::{Engagements, EngagementsAnswer};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;
use domain::reports::package::PackagePlan;
use domain::values::{Audience, EngagementState};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    let chosen = Chosen::read(|name| visit.field(name).unwrap_or_default());
    page(&visit, &chosen, None)
}

/// The page; after a refused build with why it was refused.
pub(super) fn page(visit: &Visit, chosen: &Chosen, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&Engagements)?;
    let missing = barred(visit);
    let planned = match (&missing, chosen.audience.is_empty()) {
        (None, false) => Some(planned(visit, chosen)),
        _ => None,
    };
    let (plan, unplanned) = match planned.transpose() {
        Ok(plan) => (plan, None),
        Err(Problem::Refused(refusal)) => (None, Some(refusal)),
        Err(other) => return Err(other),
    };
    let body = html! {
        (ui::heading("Prepare a package", Some("Choose, and see what it would hold and what it would lack. Nothing is built before you say so."), None))
        (refused(refusal.or(unplanned.as_ref())))
        @match &missing {
            Some(missing) => (not_offered(missing)),
            None => {
                (form(visit, chosen, &answer.value))
                @if let Some(plan) = &plan { (plan::preview(visit, chosen, plan)) }
            },
        }
    };
    let crumbs = [Crumb::link("Packages", visit.href("/packages")), Crumb::here("Prepare")];
    let mut response = visit.page(&answer.mark, "Prepare a package", "/packages", &crumbs, body);
    // Whether files are where they were kept is not written in the ledger.
    response.extensions_mut().insert(OfThisMoment);
    if unplanned.is_some() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, response).into_response());
    }
    Ok(form_page(response, missing.as_ref()))
}

fn planned(visit: &Visit, chosen: &Chosen) -> Result<PackagePlan, Problem> {
    let ask = chosen.meant(true)?;
    let answer = tokio::task::block_in_place(|| visit.doors.app.plan_package(&visit.org, &visit.who, &ask));
    Ok(answer?.value)
}

fn form(visit: &Visit, chosen: &Chosen, engagements: &EngagementsAnswer) -> Markup {
    let audience = Audience::parse(&chosen.audience).unwrap_or(Audience::CpaFirm);
    let audiences = Audience::ALL.map(|one| Choice::new(one.id(), one.title(), one == audience));
    let open = engagements.lines.iter().filter(|line| line.held.state != EngagementState::Withdrawn);
    // Nobody chose yet: the engagement that comes first in their list is the one that is worked on.
    let usual = open
        .clone()
        .next()
        .map(|line| line.id.as_str())
        .filter(|_| chosen.audience.is_empty() && chosen.engagement.is_empty());
    let engagement = usual.unwrap_or(&chosen.engagement);
    let none = Choice::new("", "None", engagement.is_empty());
    let lines: Vec<Choice<'_>> = std::iter::once(none)
        .chain(open.map(|line| {
            let label = format!("{} {}", line.id, line.held.engagement.title);
            Choice::new(line.id.as_str(), label, line.id == engagement)
        }))
        .collect();
    let day = |name, label, value| {
        ui::date_field(&Field {
            name,
            label,
            hint: "For a certification body; left empty, that of the engagement.",
            value,
            ..Field::default()
        })
    };
    let restricted = [Choice::new("yes", "Include evidence that only named people may read", chosen.restricted)];
    html! {
        form.form method="get" action=(visit.href("/packages/new")) {
            (ui::radios(&Field { name: "for", label: "For", hint: "A CPA firm reads by criterion, a certification body by clause and Annex A control: the same evidence.", ..Field::default() }, &audiences))
            (ui::select(&Field { name: "engagement", label: "Engagement", hint: "A package for a CPA firm has the days and the criteria of its engagement.", ..Field::default() }, &lines))
            div.field-row {
                (day("from", "First day", &chosen.from))
                (day("until", "Last day", &chosen.until))
            }
            (ui::checkboxes(&Field { name: "restricted", label: "Restricted evidence", hint: "Left out otherwise, and named as left out.", ..Field::default() }, &restricted))
            div.actions { (ui::button("Show what it would hold")) (ui::quiet_link("Cancel", &visit.href("/packages"), None)) }
        }
    }
}
