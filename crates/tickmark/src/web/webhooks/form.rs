//! The form of a webhook, for a new one and for one that is changed.

use super::{card, live, missing, secret_page};
use crate::web::people::{form_page, not_offered};
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb};
use crate::web::visit::Visit;
use app::ask::TheDoors;
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::values::Webhook;
use maud::html;

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    page(&visit, None, &blank(), None)
}

fn blank() -> Webhook {
    Webhook { url: String::new(), events: Default::default(), active: true }
}

fn webhook_of(typed: &Typed) -> Webhook {
    let events =
        if typed.get("all") == "yes" { Default::default() } else { typed.all("event").map(str::to_owned).collect() };
    Webhook { url: typed.get("url").to_owned(), events, active: typed.get("active") != "no" }
}

/// Nothing ticked would mean everything, which nobody means by it.
fn chosen(typed: &Typed) -> Result<Webhook, Refusal> {
    let webhook = webhook_of(typed);
    if webhook.events.is_empty() && typed.get("all") != "yes" {
        return Err(Refusal::Empty { field: "the choice of news", wanted: "all of it, or what it is to be told of" });
    }
    Ok(webhook)
}

pub(super) async fn add(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let set = chosen(&typed).map_err(Problem::from).and_then(|webhook| {
        let app = &visit.doors.app;
        Ok(tokio::task::block_in_place(|| app.set_webhook(&visit.org, &visit.who, None, None, webhook))?)
    });
    let shown = set.and_then(|set| secret_page(&visit, &set.id, &set.secret.unwrap_or_default(), true));
    or_again(shown, |refusal| page(&visit, None, &webhook_of(&typed), Some(refusal)))
}

pub(super) async fn change(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    only_today(&visit)?;
    let webhook = visit.ask(&TheDoors)?.value.webhooks.get(&id).cloned();
    let webhook = webhook.ok_or_else(|| Problem::not_found("There is no such webhook."))?;
    page(&visit, Some(&id), &webhook, None)
}

pub(super) async fn save(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let set = chosen(&typed).map_err(Problem::from).and_then(|webhook| {
        let app = &visit.doors.app;
        Ok(tokio::task::block_in_place(|| app.set_webhook(&visit.org, &visit.who, None, Some(&id), webhook))?)
    });
    let done = set.map(|set| visit.went("Changed the webhook.", "/webhooks", &set.receipt));
    or_again(done, |refusal| page(&visit, Some(&id), &webhook_of(&typed), Some(refusal)))
}

fn page(visit: &Visit, id: Option<&str>, webhook: &Webhook, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let mark = visit.ask(&TheDoors)?.mark;
    let (title, action, yes) = match id {
        Some(id) => ("Change the webhook", format!("/o/{}/webhooks/{}/change", visit.org, encode(id)), "Save"),
        None => ("New webhook", format!("/o/{}/webhooks", visit.org), "Set webhook"),
    };
    let lacks = missing(visit);
    let is_chosen = |name: &str| webhook.events.contains(name);
    let body = html! {
        (ui::heading(title, Some("One message for each entry that it is told of, signed with a secret of its own."), None))
        (refused(refusal))
        @if let Some(missing) = &lacks { @if refusal.is_none() { (not_offered(missing)) } } @else {
            (ui::form(&action, html! {
                (card::fields(&webhook.url, webhook.active, &is_chosen))
                div.actions { (ui::button(yes)) (ui::quiet_link("Cancel", &visit.href("/webhooks"), None)) }
            }))
        }
    };
    let crumbs = [Crumb::link("Webhooks", visit.href("/webhooks")), Crumb::here(title)];
    Ok(form_page(live(visit.page(&mark, title, "/webhooks", &crumbs, body)), lacks.as_ref()))
}
