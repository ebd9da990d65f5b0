//! Proposing what needs two persons: first which kind, then why.

use super::kinds;
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb, Field, Icon};
use crate::web::visit::Visit;
use app::ask::Governance;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::Deed;
use maud::{Markup, html};

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    let kind = visit.field("kind").unwrap_or_default();
    page(&visit, &Typed::of([("kind", kind.as_str())]), None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let mark = visit.ask(&Governance)?.mark;
    let chosen = kinds::kinds().into_iter().find(|deed| deed.id() == typed.get("kind"));
    let title = chosen.as_ref().map_or("Propose a decision", |deed| deed.title());
    let missing = why_not(visit, &Command::ProposeDeed { deed: Deed::FullExport, reason: String::new() });
    let lead = match &chosen {
        Some(deed) => kinds::meaning(deed),
        None => "You propose it, somebody else approves it, and a day later it can be carried out.",
    };
    let body = html! {
        (ui::heading(title, Some(lead), None))
        (refused(refusal))
        @match (&missing, &chosen) {
            (Some(missing), _) => @if refusal.is_none() { (not_offered(missing)) },
            (None, Some(deed)) => (form(visit, deed, typed)),
            (None, None) => (choose(visit)),
        }
    };
    let mut crumbs = vec![Crumb::link("Waivers and decisions", visit.href("/decisions"))];
    if chosen.is_some() {
        crumbs.push(Crumb::link("Propose a decision", visit.href("/decisions/deeds/new")));
    }
    crumbs.push(Crumb::here(title));
    Ok(form_page(visit.page(&mark, title, "/decisions", &crumbs, body), missing.as_ref()))
}

fn choose(visit: &Visit) -> Markup {
    html! {
        ul.advice {
            @for deed in kinds::kinds().into_iter().filter(|deed| kinds::fits(visit, deed)) {
                li {
                    a href=(visit.href(&format!("/decisions/deeds/new?kind={}", deed.id()))) {
                        (icon(&deed).svg())
                        span { strong { (deed.title()) } br; span.hint { (kinds::meaning(&deed)) } }
                        (Icon::Arrow.svg())
                    }
                }
            }
        }
    }
}

fn icon(deed: &Deed) -> Icon {
    match deed {
        Deed::FullExport => Icon::Export,
        Deed::ErasePerson { .. } => Icon::People,
        Deed::RotateKey => Icon::Key,
        Deed::Support { .. } => Icon::Search,
        Deed::Restore { .. } => Icon::Import,
        Deed::ShortenRetention { .. } => Icon::Calendar,
    }
}

fn form(visit: &Visit, deed: &Deed, typed: &Typed) -> Markup {
    let reason = Field {
        name: "reason",
        label: "Why it has to be done",
        value: typed.get("reason"),
        hint: "Whoever approves it reads this first; it is kept with the decision.",
        required: true,
        ..Field::default()
    };
    html! {
        (ui::form(&format!("/o/{}/decisions/deeds", visit.org), html! {
            (ui::hidden("kind", deed.id()))
            (kinds::fields(visit, deed, typed))
            (ui::textarea(&reason, 3))
            p.hint { "Nothing happens yet: every owner sees the proposal, and somebody else has to approve it." }
            div.actions { (ui::button("Propose")) (ui::quiet_link("Cancel", &visit.href("/decisions"), None)) }
        }))
    }
}

pub(super) async fn propose(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let proposed = kinds::typed_deed(&visit, &typed).map_err(Problem::from).and_then(|deed| {
        let done = format!("Proposed: {}.", deed.title().to_lowercase());
        visit.change(&done, "/decisions", Command::ProposeDeed { deed, reason: typed.get("reason").to_owned() })
    });
    or_again(proposed, |refusal| page(&visit, &typed, Some(refusal)))
}
