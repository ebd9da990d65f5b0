//! What the register says of a supplier: the form for a new one and for a change.

use super::{chosen, known, maybe, members, one, path, register, tabs, words};
use crate::web::people::{choices, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::SuppliersAnswer;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, SupplierCommand};
use domain::refusal::Refusal;
use domain::values::supplier::{
    Clause, Contract, Criticality, Csoc, LOWEST_TIER, Subservice, SubserviceMethod, Supplier,
};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The command about nobody yet: asked whether the register may be kept.
pub(super) fn another() -> Command {
    Command::Supplier(SupplierCommand::AddSupplier { supplier: Box::default() })
}

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    if let Some(missing) = why_not(&visit, &another()) {
        return Err(missing.into());
    }
    page(&visit, &Typed::of([("tier", "1"), ("criticality", Criticality::default().id())]), None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = register(visit)?;
    let body = html! {
        (ui::heading("Add a supplier", Some("It begins as proposed; an assessment and the clauses of its contract take it further."), None))
        (tabs(visit, &answer.value, ""))
        (refused(refusal))
        (ui::form(&format!("/o/{}/suppliers", visit.org), html! {
            (inputs(visit, &answer.value, "", typed))
            div.actions { (ui::button("Add")) (ui::quiet_link("Cancel", &visit.href("/suppliers"), None)) }
        }))
    };
    let crumbs = [Crumb::link("Suppliers", visit.href("/suppliers")), Crumb::here("Add a supplier")];
    Ok(visit.page(&answer.mark, "Add a supplier", "/suppliers", &crumbs, body))
}

/// The form that changes what is said of a supplier, for who may; for anybody else why not, and whom to ask.
pub(super) fn form(visit: &Visit, answer: &SuppliersAnswer, id: &str, supplier: &Supplier, typed: &Typed) -> Markup {
    if visit.in_the_past() {
        return html! {};
    }
    let command = SupplierCommand::ReviseSupplier { id: id.to_owned(), supplier: Box::new(supplier.clone()) };
    if let Some(missing) = why_not(visit, &Command::Supplier(command)) {
        return not_offered(&missing);
    }
    let again = !typed.get("name").is_empty() || !typed.get("tier").is_empty();
    let now = typed_of(supplier);
    html! {
        details.fold.add open[again] {
            summary { "Change what is recorded" }
            (ui::form(&format!("/o/{}{}", visit.org, path(id)), html! {
                (inputs(visit, answer, id, if again { typed } else { &now }))
                div.actions { (ui::button("Record")) }
            }))
        }
    }
}

fn typed_of(supplier: &Supplier) -> Typed {
    let flag = |flag: bool| if flag { "yes" } else { "" };
    let subservice = supplier.subservice.as_ref();
    let csocs = subservice.into_iter().flat_map(|s| &s.csocs).map(|csoc| {
        let criteria: Vec<&str> = csoc.criteria.iter().map(String::as_str).collect();
        format!("{} | {} | {}", csoc.id, csoc.text, criteria.join(", "))
    });
    let tier = supplier.tier.to_string();
    let csocs = csocs.collect::<Vec<_>>().join("\n");
    let systems = supplier.systems.iter().cloned().collect::<Vec<_>>().join("\n");
    let mut typed = Typed::of([
        ("name", supplier.name.as_str()),
        ("tier", &tier),
        ("services", &supplier.services),
        ("ict", flag(supplier.ict)),
        ("no-chain", flag(supplier.no_chain)),
        ("criticality", supplier.criticality.id()),
        ("personal-data", flag(supplier.personal_data)),
        ("owner", supplier.owner.as_deref().unwrap_or_default()),
        ("contract-on", &words(supplier.contract.on)),
        ("contract-until", &words(supplier.contract.until)),
        ("monitoring", &supplier.monitoring),
        ("systems", &systems),
        ("needed", supplier.needed.map_or("", |needed| if needed { "yes" } else { "no" })),
        ("method", subservice.map_or("", |s| s.method.id())),
        ("csocs", &csocs),
        ("tests", subservice.map_or("", |s| s.tests.as_str())),
        ("assertion", &words(subservice.and_then(|s| s.assertion))),
    ]);
    for clause in &supplier.contract.clauses {
        typed.add("clauses", clause.id());
    }
    for below in &supplier.chain {
        typed.add("chain", below);
    }
    typed
}

fn inputs(visit: &Visit, answer: &SuppliersAnswer, id: &str, typed: &Typed) -> Markup {
    html! {
        (about(typed))
        (chain(answer, id, typed))
        (agreed(visit, typed))
        (subservice(typed))
    }
}

fn about(typed: &Typed) -> Markup {
    let get = |name: &str| typed.get(name).to_owned();
    let tiers: Vec<Choice<'_>> = (1..=LOWEST_TIER)
        .map(|tier| {
            let label = if tier == 1 {
                "1: we contract with it".to_owned()
            } else {
                format!("{tier}: below tier {}", tier - 1)
            };
            Choice::new(tier.to_string(), label, typed.get("tier") == tier.to_string())
        })
        .collect();
    let criticalities = Criticality::ALL.map(|c| Choice::new(c.id(), c.title(), c.id() == typed.get("criticality")));
    let flags = [Choice::new("yes", "Information or communication technology", typed.get("ict") == "yes")];
    let personal = [Choice::new("yes", "It handles personal data for us", typed.get("personal-data") == "yes")];
    html! {
        div.field-row {
            (ui::text(&Field { name: "name", label: "Name", value: &get("name"), required: true, ..Field::default() }))
            (ui::select(&Field { name: "tier", label: "Tier", ..Field::default() }, &tiers))
            (ui::select(&Field { name: "criticality", label: "How much depends on it", ..Field::default() }, &criticalities))
        }
        (ui::textarea(&Field { name: "services", label: "What it does for us", value: &get("services"), ..Field::default() }, 2))
        div.field-row {
            (ui::checkboxes(&Field { name: "ict", label: "Technology", ..Field::default() }, &flags))
            (ui::checkboxes(&Field { name: "personal-data", label: "Personal data", ..Field::default() }, &personal))
        }
        (ui::textarea(&Field { name: "systems", label: "Systems that it serves", hint: "One a line, as they are called in the scope.", value: &get("systems"), ..Field::default() }, 2))
    }
}

fn chain(answer: &SuppliersAnswer, id: &str, typed: &Typed) -> Markup {
    let others = answer.register.suppliers.iter().filter(|(other, held)| *other != id && held.supplier.tier > 1);
    let picked: BTreeSet<&str> = typed.all("chain").collect();
    let below: Vec<Choice<'_>> = others
        .map(|(id, held)| {
            let label = format!("{} (tier {})", held.supplier.name, held.supplier.tier);
            Choice::new(id.as_str(), label, picked.contains(id.as_str()))
        })
        .collect();
    let nobody = [Choice::new(
        "yes",
        "It said that nobody below it matters to what it does for us",
        typed.get("no-chain") == "yes",
    )];
    html! {
        @if !below.is_empty() {
            (ui::checkboxes(&Field { name: "chain", label: "Suppliers below it", hint: "Whom it uses; add them first, with tier 2 or more.", ..Field::default() }, &below))
        }
        (ui::checkboxes(&Field { name: "no-chain", label: "Nobody below it", ..Field::default() }, &nobody))
    }
}

fn agreed(visit: &Visit, typed: &Typed) -> Markup {
    let members = members(visit);
    let owners = choices(visit, members.iter(), "Nobody yet", typed.get("owner"));
    let picked: BTreeSet<&str> = typed.all("clauses").collect();
    let clauses = Clause::ALL.map(|clause| Choice::new(clause.id(), clause.title(), picked.contains(clause.id())));
    html! {
        div.field-row {
            (ui::select(&Field { name: "owner", label: "Who answers for it here", ..Field::default() }, &owners))
            (ui::date_field(&Field { name: "contract-on", label: "Day of the contract", value: typed.get("contract-on"), ..Field::default() }))
            (ui::date_field(&Field { name: "contract-until", label: "Its last day", hint: "Empty where it has none.", value: typed.get("contract-until"), ..Field::default() }))
        }
        (ui::checkboxes(&Field { name: "clauses", label: "What the contract says", ..Field::default() }, &clauses))
        (ui::textarea(&Field { name: "monitoring", label: "How its service is watched", hint: "What is looked at, by whom, how often.", value: typed.get("monitoring"), ..Field::default() }, 2))
    }
}

fn subservice(typed: &Typed) -> Markup {
    let needed = [("", "Not asked yet"), ("yes", "Yes"), ("no", "No: an ordinary vendor")]
        .map(|(id, label)| Choice::new(id, label, id == typed.get("needed")));
    let methods: Vec<Choice<'_>> =
        std::iter::once(Choice::new("", "No subservice organisation", typed.get("method").is_empty()))
            .chain(SubserviceMethod::ALL.map(|m| Choice::new(m.id(), m.title(), m.id() == typed.get("method"))))
            .collect();
    html! {
        div.field-row {
            (ui::select(&Field { name: "needed", label: "Are its controls needed to meet our commitments?", ..Field::default() }, &needed))
            (ui::select(&Field { name: "method", label: "In the system description", ..Field::default() }, &methods))
        }
        (ui::textarea(&Field {
            name: "csocs",
            label: "Controls that we expect of it",
            hint: "For a carve-out, one a line: CSOC-1 | Guards its sites | CC6.4, A1.2",
            value: typed.get("csocs"),
            ..Field::default()
        }, 3))
        div.field-row {
            (ui::text(&Field { name: "tests", label: "Where the tests of its controls stand", hint: "Inclusive method.", value: typed.get("tests"), ..Field::default() }))
            (ui::date_field(&Field { name: "assertion", label: "Day of its own assertion", hint: "Inclusive method.", value: typed.get("assertion"), ..Field::default() }))
        }
    }
}

/// The supplier as it was typed.
fn meant(typed: &Typed) -> Result<Supplier, Refusal> {
    let clauses = typed.all("clauses").map(|word| known("clause", word, Clause::parse));
    let contract = Contract {
        on: maybe(typed, "contract-on", "the day of the contract")?,
        until: maybe(typed, "contract-until", "the last day of the contract")?,
        clauses: clauses.collect::<Result<_, _>>()?,
    };
    let subservice = match typed.get("method") {
        "" => None,
        method => Some(Subservice {
            method: known("method", method, SubserviceMethod::parse)?,
            csocs: typed.lines("csocs").iter().map(|line| csoc(line)).collect::<Result<_, _>>()?,
            tests: typed.get("tests").to_owned(),
            assertion: maybe(typed, "assertion", "the day of its assertion")?,
        }),
    };
    Ok(Supplier {
        name: typed.get("name").to_owned(),
        tier: known("tier", typed.get("tier"), |text| text.trim().parse().ok())?,
        services: typed.get("services").to_owned(),
        ict: typed.get("ict") == "yes",
        chain: typed.all("chain").map(str::to_owned).collect(),
        no_chain: typed.get("no-chain") == "yes",
        criticality: known("criticality", typed.get("criticality"), Criticality::parse)?,
        personal_data: typed.get("personal-data") == "yes",
        owner: chosen(typed, "owner"),
        contract,
        monitoring: typed.get("monitoring").to_owned(),
        systems: typed.lines("systems").into_iter().collect(),
        needed: match typed.get("needed") {
            "" => None,
            word => Some(word == "yes"),
        },
        subservice,
    })
}

fn csoc(line: &str) -> Result<Csoc, Refusal> {
    let mut parts = line.splitn(3, '|').map(str::trim);
    let (id, text) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if text.is_empty() {
        return Err(Refusal::NotPossible {
            sentence: format!("`{line}` has no text"),
            hint: "write it like CSOC-1 | Guards its sites | CC6.4, A1.2".to_owned(),
        });
    }
    let criteria = parts.next().unwrap_or_default().split(',').map(str::trim).filter(|id| !id.is_empty());
    Ok(Csoc { id: id.to_owned(), text: text.to_owned(), criteria: criteria.map(str::to_owned).collect() })
}

pub(super) async fn add(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let added = meant(&typed).map_err(Problem::from).and_then(|supplier| {
        let done = format!("Added {}.", supplier.name);
        let command = Command::Supplier(SupplierCommand::AddSupplier { supplier: Box::new(supplier) });
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
    let revised = meant(&typed).map_err(Problem::from).and_then(|supplier| {
        let command = SupplierCommand::ReviseSupplier { id: id.clone(), supplier: Box::new(supplier) };
        visit.change("Changed what is recorded.", &path(&id), Command::Supplier(command))
    });
    or_again(revised, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}
