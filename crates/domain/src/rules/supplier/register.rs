//! What the register says of a supplier, and the papers by which all of them are overseen.

use super::{Judged, event, known, not_possible, unknown};
use crate::event::SupplierEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::{LONG_TEXT, SHORT_TEXT, answers_for, optional, required};
use crate::stamp::Stamp;
use crate::values::supplier::{Csoc, LOWEST_TIER, MAX_NAMED, Subservice, Supplier, SupplierRules};
use std::collections::{BTreeMap, BTreeSet};

/// Most suppliers of one organisation.
pub(super) const MAX_SUPPLIERS: usize = 20_000;
/// Most criteria that rest on one control of a subservice organisation.
const MAX_CRITERIA: usize = 100;

pub(super) fn add(registers: &Registers, supplier: Supplier) -> Judged {
    let register = &registers.suppliers;
    if register.suppliers.len() >= MAX_SUPPLIERS {
        return Err(Refusal::TooMany { what: "suppliers", max: MAX_SUPPLIERS });
    }
    let id = register.next_supplier();
    let supplier = Box::new(checked(registers, &id, supplier)?);
    chained(&all(registers), &id, &supplier)?;
    Ok(vec![event(SupplierEvent::SupplierAdded { id, supplier })])
}

pub(super) fn revise(registers: &Registers, id: String, supplier: Supplier) -> Judged {
    let held = known(registers, &id)?;
    let supplier = checked(registers, &id, supplier)?;
    chained(&all(registers), &id, &supplier)?;
    if held.supplier == supplier {
        return Err(Refusal::NothingToChange { what: format!("what the register says of {id}") });
    }
    Ok(vec![event(SupplierEvent::SupplierRevised { id, supplier: Box::new(supplier) })])
}

/// All that can be judged of one supplier without those below it.
pub(super) fn checked(registers: &Registers, id: &str, supplier: Supplier) -> Result<Supplier, Refusal> {
    let name = required(&supplier.name, "the name", "what the supplier is called", SHORT_TEXT)?;
    if let Some((other, _)) = registers.suppliers.named(&name).filter(|(other, _)| *other != id) {
        return Err(not_possible(format!("{other} is called {name} already"), "change that one, or give another name"));
    }
    if supplier.tier == 0 || supplier.tier > LOWEST_TIER {
        return Err(not_possible(
            format!("there is no tier {}", supplier.tier),
            "1 is for whom we contract with, 2 to 9 for those below",
        ));
    }
    if supplier.no_chain && !supplier.chain.is_empty() {
        return Err(not_possible(
            format!("{name} has suppliers below it and said that it has none"),
            "leave out one of the two",
        ));
    }
    for (what, count) in
        [("suppliers below one", supplier.chain.len()), ("systems of one supplier", supplier.systems.len())]
    {
        if count > MAX_NAMED {
            return Err(Refusal::TooMany { what, max: MAX_NAMED });
        }
    }
    let before = registers.suppliers.suppliers.get(id).and_then(|held| held.supplier.owner.as_ref());
    answers_for(registers, supplier.owner.as_ref(), before)?;
    if let (Some(on), Some(until)) = (supplier.contract.on, supplier.contract.until)
        && until < on
    {
        return Err(Refusal::DatesReversed { from: "the day of the contract", until: "its last day" });
    }
    let systems = supplier.systems.iter().map(|system| required(system, "the system", "its name", SHORT_TEXT));
    Ok(Supplier {
        name,
        services: optional(&supplier.services, "the services", LONG_TEXT)?,
        monitoring: optional(&supplier.monitoring, "how its service is watched", LONG_TEXT)?,
        systems: systems.collect::<Result<_, _>>()?,
        subservice: supplier.subservice.map(|subservice| subserving(registers, subservice)).transpose()?,
        ..supplier
    })
}

/// Suppliers by id, as they are or as an import would leave them.
pub(super) type All<'a> = BTreeMap<&'a str, &'a Supplier>;

/// The suppliers as they are.
pub(super) fn all(registers: &Registers) -> All<'_> {
    registers.suppliers.suppliers.iter().map(|(id, held)| (id.as_str(), &held.supplier)).collect()
}

/// Those below are known and stand in a lower tier, and so does this one below those that name it.
pub(super) fn chained(all: &All<'_>, id: &str, supplier: &Supplier) -> Result<(), Refusal> {
    for below in &supplier.chain {
        if below == id {
            return Err(not_possible(format!("{id} cannot stand below itself"), "name the suppliers that it uses"));
        }
        let held = all.get(below.as_str()).ok_or_else(|| unknown("supplier", below))?;
        lower(&supplier.name, supplier.tier, &held.name, held.tier)?;
    }
    for (_, above) in all.iter().filter(|(other, above)| **other != id && above.chain.contains(id)) {
        lower(&above.name, above.tier, &supplier.name, supplier.tier)?;
    }
    Ok(())
}

/// Tiers rise along the chain, so that it has no loops.
fn lower(above: &str, tier: u8, below: &str, lower: u8) -> Result<(), Refusal> {
    if lower > tier {
        return Ok(());
    }
    Err(not_possible(
        format!("{below} is of tier {lower} and cannot stand below {above} of tier {tier}"),
        "a supplier below another has a higher tier number",
    ))
}

fn subserving(registers: &Registers, subservice: Subservice) -> Result<Subservice, Refusal> {
    if subservice.csocs.len() > crate::values::supplier::MAX_CSOCS {
        let max = crate::values::supplier::MAX_CSOCS;
        return Err(Refusal::TooMany { what: "controls that are expected of one supplier", max });
    }
    let mut seen = BTreeSet::new();
    let soc2 = registers.catalogue.framework("soc2-tsc-2017").ok();
    let csocs = subservice.csocs.into_iter().map(|csoc| {
        let id = required(&csoc.id, "the id of an expected control", "such as CSOC-1", SHORT_TEXT)?;
        if !seen.insert(id.clone()) {
            return Err(not_possible(format!("{id} stands twice"), "give each expected control an id of its own"));
        }
        let text = required(&csoc.text, "the text of an expected control", "what we expect of it", LONG_TEXT)?;
        if csoc.criteria.len() > MAX_CRITERIA {
            return Err(Refusal::TooMany { what: "criteria of one expected control", max: MAX_CRITERIA });
        }
        for criterion in &csoc.criteria {
            if soc2.is_some_and(|framework| framework.item(criterion).is_none()) {
                return Err(unknown("criterion", criterion));
            }
        }
        Ok(Csoc { id, text, criteria: csoc.criteria })
    });
    let csocs = csocs.collect::<Result<_, Refusal>>()?;
    Ok(Subservice { csocs, tests: optional(&subservice.tests, "where the tests stand", LONG_TEXT)?, ..subservice })
}

pub(super) fn set_rules(registers: &Registers, rules: SupplierRules, stamp: &Stamp) -> Judged {
    if rules.approved.is_some_and(|day| day > stamp.today) {
        return Err(Refusal::InTheFuture { field: "the day of approval" });
    }
    let rules = SupplierRules {
        policy: required(&rules.policy, "the policy", "the name or number of the policy on suppliers", SHORT_TEXT)?,
        approved: rules.approved,
        procedure: optional(&rules.procedure, "the procedure", SHORT_TEXT)?,
    };
    if registers.suppliers.rules == rules {
        return Err(Refusal::NothingToChange { what: "the policy and the procedure".to_owned() });
    }
    Ok(vec![event(SupplierEvent::SupplierRulesSet { rules })])
}
