//! What was found: the form for a new one, filled from where it was found, and for a change.

use super::{action, ids, known, maybe, members, path};
use crate::web::people::{choices, form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::{NonconformitiesOf, NonconformityOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, NonconformityCommand};
use domain::refusal::Refusal;
use domain::values::nonconformity::{Nonconformity, NonconformityClass, NonconformitySource};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Fields that a link may fill.
const FILLED: [&str; 8] = ["title", "description", "source", "reference", "class", "against", "controls", "owner"];

/// The command about nothing yet: asked whether one may be raised.
pub(super) fn another() -> Command {
    let nonconformity = Box::new(Nonconformity {
        title: String::new(),
        description: String::new(),
        source: NonconformitySource::Other,
        reference: String::new(),
        class: NonconformityClass::Minor,
        against: BTreeSet::new(),
        controls: BTreeSet::new(),
        owner: None,
        found: Date::constant(1970, 1, 1),
        agreed: None,
    });
    Command::Nonconformity(NonconformityCommand::RaiseNonconformity { nonconformity })
}

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    let today = visit.doors.app.clock().today().to_string();
    let mut typed = Typed::of([("found", today.as_str())]);
    for name in FILLED {
        typed.add(name, &visit.field(name).unwrap_or_default());
    }
    page(&visit, &typed, None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&NonconformitiesOf::default())?;
    let missing = why_not(visit, &another());
    let lead = "Say what was required and what was seen instead. The deadline follows from the class.";
    let body = html! {
        (ui::heading("Raise a nonconformity", Some(lead), None))
        (refused(refusal))
        @if let Some(missing) = &missing { (not_offered(missing)) }
        @else {
            (ui::form(&format!("/o/{}/nonconformities", visit.org), html! {
                (inputs(visit, typed))
                div.actions { (ui::button("Raise")) (ui::quiet_link("Cancel", &visit.href("/nonconformities"), None)) }
            }))
        }
    };
    let crumbs = [Crumb::link("Nonconformities", visit.href("/nonconformities")), Crumb::here("Raise one")];
    let page = visit.page(&answer.mark, "Raise a nonconformity", "/nonconformities", &crumbs, body);
    Ok(form_page(page, missing.as_ref()))
}

pub(super) async fn change(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    only_today(&visit)?;
    let held = visit.ask(&NonconformityOf(id.clone()))?.value.held;
    again(&visit, &id, &typed_of(&held.nonconformity), None)
}

fn again(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&NonconformityOf(id.to_owned()))?;
    let nonconformity = Box::new(answer.value.held.nonconformity.clone());
    let command = NonconformityCommand::ReviseNonconformity { id: id.to_owned(), nonconformity, reason: String::new() };
    let missing = why_not(visit, &Command::Nonconformity(command));
    let body = html! {
        (ui::heading(&format!("Change {id}"), Some("What is said of it. Steps are recorded on its page."), None))
        (refused(refusal))
        @if let Some(missing) = &missing { (not_offered(missing)) }
        @else {
            (ui::form(&action(visit, id, "revision"), html! {
                (inputs(visit, typed))
                (ui::textarea(&Field { name: "reason", label: "Why it is said differently now", value: typed.get("reason"), required: true, ..Field::default() }, 2))
                div.actions { (ui::button("Record")) (ui::quiet_link("Cancel", &visit.href(&path(id)), None)) }
            }))
        }
    };
    let crumbs = [
        Crumb::link("Nonconformities", visit.href("/nonconformities")),
        Crumb::link(id.to_owned(), visit.href(&path(id))),
        Crumb::here("Change"),
    ];
    let page = visit.page(&answer.mark, &format!("Change {id}"), "/nonconformities", &crumbs, body);
    Ok(form_page(page, missing.as_ref()))
}

fn typed_of(found: &Nonconformity) -> Typed {
    let list = |ids: &BTreeSet<String>| ids.iter().cloned().collect::<Vec<_>>().join(", ");
    Typed::of([
        ("title", found.title.as_str()),
        ("description", &found.description),
        ("source", found.source.id()),
        ("reference", &found.reference),
        ("class", found.class.id()),
        ("against", &list(&found.against)),
        ("controls", &list(&found.controls)),
        ("owner", found.owner.as_deref().unwrap_or_default()),
        ("found", &found.found.to_string()),
        ("agreed", &found.agreed.map(|day| day.to_string()).unwrap_or_default()),
    ])
}

fn inputs(visit: &Visit, typed: &Typed) -> Markup {
    let field =
        |name, label, hint, required| Field { name, label, hint, value: typed.get(name), required, ..Field::default() };
    let source = NonconformitySource::parse(typed.get("source")).unwrap_or(NonconformitySource::Other);
    let sources = NonconformitySource::ALL.map(|one| Choice::new(one.id(), one.title(), one == source));
    let class = NonconformityClass::parse(typed.get("class"));
    let classes = NonconformityClass::ALL.map(|one| Choice::new(one.id(), one.title(), Some(one) == class));
    let members = members(visit);
    let owners = choices(visit, &members, "Nobody yet", typed.get("owner"));
    html! {
        (ui::text(&field("title", "Title", "What is amiss, in a few words.", true)))
        (ui::textarea(&field("description", "Description", "What was required, what was seen instead, and where.", true), 4))
        (ui::radios(&field("class", "Class", "Major puts in doubt that the system achieves what it is for; minor is a single lapse; an opportunity is none yet.", true), &classes))
        div.field-row {
            (ui::select(&field("source", "Found by", "Where it came to light.", true), &sources))
            (ui::text(&field("reference", "It came from", "EX-3, CO-2, SU-4, or your own number.", false)))
        }
        div.field-row {
            (ui::text(&field("against", "Against", "Such as 10.2, A.5.18, CC6.2.", false)))
            (ui::text(&field("controls", "Own controls", "Their ids, with commas between.", false)))
        }
        div.field-row {
            (ui::select(&field("owner", "Answers for it", "Who sees to it.", false), &owners))
            (ui::date_field(&field("found", "Found on", "Not in the future.", true)))
            (ui::date_field(&field("agreed", "Agreed deadline", "Left empty, the one of its class.", false)))
        }
    }
}

fn meant(typed: &Typed) -> Result<Nonconformity, Refusal> {
    Ok(Nonconformity {
        title: typed.get("title").to_owned(),
        description: typed.get("description").to_owned(),
        source: known("source", typed.get("source"), NonconformitySource::parse)?,
        reference: typed.get("reference").to_owned(),
        class: match typed.get("class") {
            "" => return Err(Refusal::Empty { field: "the class", wanted: "major, minor or opportunity" }),
            class => known("class", class, NonconformityClass::parse)?,
        },
        against: ids(typed.get("against")),
        controls: ids(typed.get("controls")),
        owner: Some(typed.get("owner").trim().to_owned()).filter(|id| !id.is_empty()),
        found: typed.day("found", "the day on which it was found")?,
        agreed: maybe(typed, "agreed", "the agreed day")?,
    })
}

pub(super) async fn raise(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let raised = meant(&typed).map_err(Problem::from).and_then(|found| {
        let title = found.title.clone();
        let command = NonconformityCommand::RaiseNonconformity { nonconformity: Box::new(found) };
        let request = visit.field("request");
        let change =
            || visit.doors.app.change(&visit.org, &visit.who, request.as_deref(), Command::Nonconformity(command));
        let receipt = tokio::task::block_in_place(change)?;
        Ok(visit.went(&format!("Raised {title} as {}.", receipt.object), &path(&receipt.object), &receipt))
    });
    or_again(raised, |refusal| page(&visit, &typed, Some(refusal)))
}

pub(super) async fn revise(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    let revised = meant(&typed).map_err(Problem::from).and_then(|found| {
        let (nonconformity, reason) = (Box::new(found), typed.get("reason").to_owned());
        let command = NonconformityCommand::ReviseNonconformity { id: id.clone(), nonconformity, reason };
        visit.change(&format!("Changed {id}."), &path(&id), Command::Nonconformity(command))
    });
    or_again(revised, |refusal| again(&visit, &id, &typed, Some(refusal)))
}
