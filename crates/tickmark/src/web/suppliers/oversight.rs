//! Oversight in general: the policy on suppliers, the procedure for incidents that they cause, and those incidents.

use super::{day, findings, maybe, or_dash, path, register, tabs, words};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{days, encode};
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Choice, Column, Crumb, Field, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::SuppliersAnswer;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, SupplierCommand};
use domain::refusal::Refusal;
use domain::registers::supplier::HeldSupplierIncident;
use domain::values::supplier::{SupplierIncident, SupplierRules};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, &Typed::default(), None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = register(visit)?;
    let value = &answer.value;
    let rules = &value.register.rules;
    let body = html! {
        (ui::heading("Policy and incidents", Some("By which papers suppliers are overseen, and what went wrong because of them."), Some(html! { @if refusal.is_none() { (days(visit, &answer.mark)) } })))
        (tabs(visit, value, "/suppliers/oversight"))
        (refused(refusal))
        (ui::columns(
            ui::section("incidents", "Incidents that suppliers caused", Some("What happened, when the supplier told us, and what was learnt."), html! {
                (incidents(visit, value, typed))
                (record_form(visit, value, typed))
            }),
            html! {
                (ui::card(html! {
                    (ui::definition_list(&[
                        ("Policy on suppliers", or_dash(&rules.policy)),
                        ("Approved", day(rules.approved)),
                        ("Procedure for incidents of suppliers", or_dash(&rules.procedure)),
                    ]))
                    @if !value.report.overall.is_empty() { (findings(visit, &value.report.overall)) }
                }))
                (rules_form(visit, rules, typed))
            },
        ))
    };
    let crumbs = [Crumb::link("Suppliers", visit.href("/suppliers")), Crumb::here("Policy and incidents")];
    Ok(visit.page(&answer.mark, "Policy and incidents", "/suppliers", &crumbs, body))
}

fn rules_form(visit: &Visit, rules: &SupplierRules, typed: &Typed) -> Markup {
    let command = SupplierCommand::SetSupplierRules { rules: rules.clone() };
    if visit.in_the_past() {
        return html! {};
    }
    if let Some(missing) = why_not(visit, &Command::Supplier(command)) {
        return not_offered(&missing);
    }
    let again = !typed.get("rules").is_empty();
    let approved = words(rules.approved);
    let value = |name: &str, now: &str| if again { typed.get(name).to_owned() } else { now.to_owned() };
    let (policy, approved) = (value("policy", &rules.policy), value("approved", &approved));
    let procedure = value("procedure", &rules.procedure);
    html! {
        details.fold.add open[again || rules.policy.is_empty()] {
            summary { "Name the papers" }
            (ui::form(&format!("/o/{}/suppliers/oversight", visit.org), html! {
                (ui::hidden("rules", "yes"))
                (ui::text(&Field { name: "policy", label: "Policy on suppliers", hint: "Its name or number.", value: &policy, required: true, ..Field::default() }))
                (ui::date_field(&Field { name: "approved", label: "Approved on", value: &approved, ..Field::default() }))
                (ui::text(&Field { name: "procedure", label: "Procedure for incidents of suppliers", value: &procedure, ..Field::default() }))
                div.actions { (ui::button("Record")) }
            }))
        }
    }
}

pub(super) async fn set_rules(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let set = maybe(&typed, "approved", "the day of approval").map_err(Problem::from).and_then(|approved| {
        let (policy, procedure) = (typed.get("policy").to_owned(), typed.get("procedure").to_owned());
        let command = SupplierCommand::SetSupplierRules { rules: SupplierRules { policy, approved, procedure } };
        visit.change("Named the papers.", "/suppliers/oversight", Command::Supplier(command))
    });
    or_again(set, |refusal| page(&visit, &typed, Some(refusal)))
}

fn incidents(visit: &Visit, answer: &SuppliersAnswer, typed: &Typed) -> Markup {
    let mut all: Vec<(&String, &HeldSupplierIncident)> = answer.register.incidents.iter().collect();
    all.sort_by_key(|(id, held)| std::cmp::Reverse((held.incident.on, id.len(), *id)));
    let rows: Vec<Row> = all
        .iter()
        .map(|(id, held)| {
            let incident = &held.incident;
            Row::new(vec![
                html! { span.id { (id) } p.hint { a href=(visit.href(&path(&incident.supplier))) { (answer.name(&incident.supplier)) } } },
                day(Some(incident.on)),
                html! { (incident.what) @if !incident.lessons.is_empty() { p.hint { "Learnt: " (incident.lessons) } } },
                html! { @if incident.told_us_on.is_some() { (day(incident.told_us_on)) } @else { span.hint { "Not yet" } } },
            ])
        })
        .collect();
    let columns =
        [Column::narrow("Incident"), Column::narrow("Happened"), Column::text("What"), Column::narrow("Told us")];
    let empty = ("No incident is recorded", "That is good news, or nobody wrote it down.", html! {});
    html! {
        (ui::table("Incidents", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
        @for (id, held) in all { (revise_form(visit, id, held, typed)) }
    }
}

fn inputs(incident: &Typed, prefix: &str) -> Markup {
    let ids = ["on", "told", "what", "lessons"].map(|name| format!("{prefix}-{name}"));
    html! {
        div.field-row {
            (ui::date_field(&Field { name: "on", id: &ids[0], label: "Happened", value: incident.get("on"), required: true, ..Field::default() }))
            (ui::date_field(&Field { name: "told", id: &ids[1], label: "The supplier told us", hint: "Empty where it has not.", value: incident.get("told"), ..Field::default() }))
        }
        (ui::textarea(&Field { name: "what", id: &ids[2], label: "What happened, and what it did to us", value: incident.get("what"), required: true, ..Field::default() }, 2))
        (ui::textarea(&Field { name: "lessons", id: &ids[3], label: "Lessons", hint: "What was learnt, and what changed.", value: incident.get("lessons"), ..Field::default() }, 2))
    }
}

fn revise_form(visit: &Visit, id: &str, held: &HeldSupplierIncident, typed: &Typed) -> Markup {
    let incident = &held.incident;
    let command = SupplierCommand::ReviseSupplierIncident { id: id.to_owned(), incident: incident.clone() };
    if visit.in_the_past() || why_not(visit, &Command::Supplier(command)).is_some() {
        return html! {};
    }
    let again = typed.get("incident") == id;
    let now = Typed::of([
        ("on", &words(Some(incident.on))),
        ("told", &words(incident.told_us_on)),
        ("what", &incident.what),
        ("lessons", &incident.lessons),
    ]);
    html! {
        details.fold.add open[again] {
            summary { "Complete what is known of " (id) }
            (ui::form(&format!("/o/{}/suppliers/incidents/{}", visit.org, encode(id)), html! {
                (ui::hidden("incident", id))
                (ui::hidden("supplier", &incident.supplier))
                (inputs(if again { typed } else { &now }, id))
                div.actions { (ui::button("Record")) }
            }))
        }
    }
}

fn record_form(visit: &Visit, answer: &SuppliersAnswer, typed: &Typed) -> Markup {
    if visit.in_the_past() || answer.register.suppliers.is_empty() {
        return html! {};
    }
    let any = answer.register.suppliers.keys().find(|id| {
        let incident = SupplierIncident {
            supplier: (*id).clone(),
            on: visit.doors.app.clock().today(),
            what: String::new(),
            told_us_on: None,
            lessons: String::new(),
        };
        why_not(visit, &Command::Supplier(SupplierCommand::RecordSupplierIncident { incident })).is_none()
    });
    if any.is_none() {
        return html! {};
    }
    let again = !typed.get("what").is_empty() && typed.get("incident").is_empty();
    let chosen = typed.get("supplier");
    let suppliers: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Choose a supplier", chosen.is_empty()))
        .chain(
            answer
                .register
                .suppliers
                .iter()
                .map(|(id, held)| Choice::new(id.as_str(), held.supplier.name.as_str(), id == chosen)),
        )
        .collect();
    let blank = Typed::default();
    html! {
        details.fold.add open[again] {
            summary { "Record an incident" }
            (ui::form(&format!("/o/{}/suppliers/incidents", visit.org), html! {
                (ui::select(&Field { name: "supplier", label: "Supplier", required: true, ..Field::default() }, &suppliers))
                (inputs(if again { typed } else { &blank }, "new"))
                div.actions { (ui::button("Record")) }
            }))
        }
    }
}

fn meant(typed: &Typed) -> Result<SupplierIncident, Refusal> {
    Ok(SupplierIncident {
        supplier: typed.get("supplier").to_owned(),
        on: typed.day("on", "the day of the incident")?,
        what: typed.get("what").to_owned(),
        told_us_on: maybe(typed, "told", "the day on which the supplier told us")?,
        lessons: typed.get("lessons").to_owned(),
    })
}

pub(super) async fn record(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let recorded = meant(&typed).map_err(Problem::from).and_then(|incident| {
        let command = SupplierCommand::RecordSupplierIncident { incident };
        visit.change("Recorded the incident.", "/suppliers/oversight", Command::Supplier(command))
    });
    or_again(recorded, |refusal| page(&visit, &typed, Some(refusal)))
}

pub(super) async fn revise(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let revised = meant(&typed).map_err(Problem::from).and_then(|incident| {
        let command = SupplierCommand::ReviseSupplierIncident { id: id.clone(), incident };
        visit.change("Completed the record.", "/suppliers/oversight", Command::Supplier(command))
    });
    or_again(revised, |refusal| page(&visit, &typed, Some(refusal)))
}
