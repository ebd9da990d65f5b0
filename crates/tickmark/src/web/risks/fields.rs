//! What the register says of a risk: the form for a new one and for a change.

use super::{again, changed, joined, known, listed, maybe, members, offered, one, path, tabs};
use crate::web::people::{choices, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::{RiskDetail, RisksOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, RiskCommand};
use domain::refusal::Refusal;
use domain::values::risk::{Property, Risk, RiskCategory};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The command about nothing yet: asked whether risks may be recorded.
pub(super) fn another() -> Command {
    Command::Risk(RiskCommand::RecordRisk { risk: Box::default() })
}

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    if let Some(missing) = why_not(&visit, &another()) {
        return Err(missing.into());
    }
    page(&visit, &Typed::default(), None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&RisksOf)?;
    let body = html! {
        (ui::heading("Record a risk", Some("A cause, what would happen, and what would follow: so that two people rate the same thing."), None))
        (tabs(visit, ""))
        (refused(refusal))
        (ui::form(&format!("/o/{}/risks", visit.org), html! {
            (inputs(visit, typed))
            div.actions { (ui::button("Record")) (ui::quiet_link("Cancel", &visit.href("/risks"), None)) }
        }))
    };
    let crumbs = [Crumb::link("Risks", visit.href("/risks")), Crumb::here("Record a risk")];
    Ok(visit.page(&answer.mark, "Record a risk", "/risks", &crumbs, body))
}

/// The form that changes what is said of a risk, for who may; for anybody else why not, and whom to ask.
pub(super) fn form(visit: &Visit, id: &str, value: &RiskDetail, typed: &Typed) -> Markup {
    if value.held.closed {
        return html! {};
    }
    let risk = &value.held.risk;
    let command = RiskCommand::ReviseRisk { id: id.to_owned(), risk: Box::new(risk.clone()) };
    one::either(offered(visit, command), || {
        let open = again(typed, "fields");
        let now = typed_of(risk);
        html! {
            details.fold.add open[open] {
                summary { "Change what is recorded" }
                (ui::form(&format!("/o/{}{}", visit.org, path(id)), html! {
                    (ui::hidden("form", "fields"))
                    (inputs(visit, if open { typed } else { &now }))
                    div.actions { (ui::button("Record")) }
                }))
            }
        }
    })
}

fn typed_of(risk: &Risk) -> Typed {
    let mut typed = Typed::of([
        ("title", risk.title.as_str()),
        ("cause", &risk.cause),
        ("event", &risk.event),
        ("consequence", &risk.consequence),
        ("source", &risk.source),
        ("category", risk.category.id()),
        ("owner", risk.owner.as_deref().unwrap_or_default()),
        ("assets", &joined(&risk.assets)),
        ("suppliers", &joined(&risk.suppliers)),
        ("links", &joined(&risk.links)),
        ("controls", &joined(&risk.controls)),
        ("enterprise", &risk.enterprise),
        ("next-review", &risk.next_review.map(|day| day.to_string()).unwrap_or_default()),
    ]);
    for property in &risk.properties {
        typed.add("properties", property.id());
    }
    typed
}

fn inputs(visit: &Visit, typed: &Typed) -> Markup {
    let get = |name: &str| typed.get(name).to_owned();
    let people = members(visit, &[typed.get("owner")]);
    let owners = choices(visit, people.iter(), "Nobody yet", typed.get("owner"));
    let category = RiskCategory::parse(typed.get("category")).unwrap_or_default();
    let categories = RiskCategory::ALL.map(|one| Choice::new(one.id(), one.title(), one == category));
    let picked: BTreeSet<&str> = typed.all("properties").collect();
    let properties = Property::ALL.map(|one| Choice::new(one.id(), one.title(), picked.contains(one.id())));
    html! {
        (ui::text(&Field { name: "title", label: "Title", hint: "What could happen, in a few words.", value: &get("title"), required: true, ..Field::default() }))
        (ui::textarea(&Field { name: "cause", label: "What could bring it about", value: &get("cause"), ..Field::default() }, 2))
        (ui::textarea(&Field { name: "event", label: "What would happen", hint: "Which system, whose data.", value: &get("event"), ..Field::default() }, 2))
        (ui::textarea(&Field { name: "consequence", label: "What would follow", value: &get("consequence"), ..Field::default() }, 2))
        (ui::checkboxes(&Field { name: "properties", label: "What information would lose", ..Field::default() }, &properties))
        div.field-row {
            (ui::select(&Field { name: "category", label: "Kind of threat", hint: "Fraud is one of them (CC3.3).", ..Field::default() }, &categories))
            (ui::select(&Field { name: "owner", label: "Owner", hint: "Who approves its treatment.", ..Field::default() }, &owners))
        }
        (ui::text(&Field { name: "controls", label: "Controls that hold it down today", hint: "Ids with commas between them: own ones, or of Annex A such as A.8.5.", value: &get("controls"), ..Field::default() }))
        div.field-row {
            (ui::text(&Field { name: "assets", label: "Assets", value: &get("assets"), ..Field::default() }))
            (ui::text(&Field { name: "suppliers", label: "Suppliers", hint: "Ids such as SU-3.", value: &get("suppliers"), ..Field::default() }))
            (ui::text(&Field { name: "links", label: "Hangs together with", hint: "An incident, a project, a finding.", value: &get("links"), ..Field::default() }))
        }
        div.field-row {
            (ui::text(&Field { name: "source", label: "Where it was found", hint: "A workshop, an incident, a list.", value: &get("source"), ..Field::default() }))
            (ui::text(&Field { name: "enterprise", label: "Entry in the enterprise register", value: &get("enterprise"), ..Field::default() }))
            (ui::date_field(&Field { name: "next-review", label: "Next assessment", hint: "Each rating sets it.", value: &get("next-review"), ..Field::default() }))
        }
    }
}

fn meant(typed: &Typed) -> Result<Risk, Refusal> {
    let properties = typed.all("properties").map(|word| known("property", word, Property::parse));
    let text = |name: &str| typed.get(name).to_owned();
    Ok(Risk {
        title: text("title"),
        cause: text("cause"),
        event: text("event"),
        consequence: text("consequence"),
        properties: properties.collect::<Result<_, _>>()?,
        source: text("source"),
        category: known("category", typed.get("category"), RiskCategory::parse)?,
        owner: Some(text("owner")).filter(|owner| !owner.is_empty()),
        assets: listed(typed.get("assets")),
        suppliers: listed(typed.get("suppliers")),
        links: listed(typed.get("links")),
        controls: listed(typed.get("controls")),
        enterprise: text("enterprise"),
        next_review: maybe(typed, "next-review", "the day of the next assessment")?,
    })
}

pub(super) async fn add(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let added = meant(&typed).map_err(Problem::from).and_then(|risk| {
        let done = format!("Recorded the risk {}.", risk.title);
        let command = Command::Risk(RiskCommand::RecordRisk { risk: Box::new(risk) });
        let request = visit.field("request");
        let change = || visit.doors.app.change(&visit.org, &visit.who, request.as_deref(), command);
        let receipt = tokio::task::block_in_place(change)?;
        Ok(visit.went(&done, &path(&receipt.object), &receipt))
    });
    or_again(added, |refusal| page(&visit, &typed, Some(refusal)))
}

pub(super) async fn revise(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let revised = meant(&typed).map_err(Problem::from).and_then(|risk| {
        let command = RiskCommand::ReviseRisk { id: id.clone(), risk: Box::new(risk) };
        changed(&visit, &id, "Changed what is recorded.", command)
    });
    or_again(revised, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}
