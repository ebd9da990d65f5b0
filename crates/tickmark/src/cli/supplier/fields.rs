//! What was typed of a supplier, over what was so before.

use super::{known, maybe};
use crate::cli::Done;
use crate::cli::args::SupplierFields;
use crate::cli::out::mend;
use crate::cli::people::Here;
use app::Failure;
use app::ask::{At, SuppliersOf};
use domain::command::{Command, SupplierCommand};
use domain::refusal::Refusal;
use domain::values::supplier::{Clause, Criticality, Csoc, Subservice, SubserviceMethod, Supplier};
use std::collections::BTreeSet;

/// A supplier of which nothing was said yet.
pub(super) fn nothing() -> Supplier {
    Supplier { tier: 1, ..Supplier::default() }
}

pub(super) fn revise(id: &str, fields: &SupplierFields) -> Done {
    let here = Here::open(&fields.place)?;
    let register = here.app.ask(&here.org, &here.who, At::default(), &SuppliersOf)?.value.register;
    let unknown = || Refusal::Unknown { what: "supplier", id: id.to_owned(), nearest: None };
    let before = register.suppliers.get(id).ok_or_else(unknown)?.supplier.clone();
    let supplier = Box::new(changed(&here, fields, before)?);
    let command = SupplierCommand::ReviseSupplier { id: id.to_owned(), supplier };
    here.done(&format!("Changed {id}"), Command::Supplier(command))
}

/// What is recorded: what was typed over what was so before.
pub(super) fn changed(here: &Here<'_>, typed: &SupplierFields, mut supplier: Supplier) -> Result<Supplier, Failure> {
    let text = |typed: &Option<String>, field: &mut String| {
        if let Some(typed) = typed {
            field.clone_from(typed);
        }
    };
    text(&typed.name, &mut supplier.name);
    text(&typed.services, &mut supplier.services);
    text(&typed.monitoring, &mut supplier.monitoring);
    supplier.tier = typed.tier.unwrap_or(supplier.tier);
    supplier.ict = flag(typed.technology.as_deref(), "--technology")?.unwrap_or(supplier.ict);
    supplier.personal_data = flag(typed.personal_data.as_deref(), "--personal-data")?.unwrap_or(supplier.personal_data);
    supplier.needed = flag(typed.needed.as_deref(), "--needed")?.or(supplier.needed);
    if let Some(criticality) = &typed.criticality {
        let ids = Criticality::ALL.map(Criticality::id);
        supplier.criticality = known("criticality", criticality, Criticality::parse, &ids)?;
    }
    if let Some(owner) = &typed.owner {
        supplier.owner = Some(here.person(owner)?);
    }
    if let Some(chain) = &typed.chain {
        supplier.no_chain = chain.trim() == "none";
        supplier.chain = if supplier.no_chain { BTreeSet::new() } else { listed(chain) };
    }
    if let Some(systems) = &typed.systems {
        supplier.systems = listed(systems);
    }
    let contract = &mut supplier.contract;
    contract.on = maybe(typed.contract_from.as_deref(), "--contract-from")?.or(contract.on);
    contract.until = maybe(typed.contract_until.as_deref(), "--contract-until")?.or(contract.until);
    if let Some(clauses) = &typed.clauses {
        let ids = Clause::ALL.map(Clause::id);
        let found = listed(clauses).into_iter().map(|word| known("clause", &word, Clause::parse, &ids));
        contract.clauses = found.collect::<Result<_, _>>()?;
    }
    supplier.subservice = subservice(typed, supplier.subservice)?;
    Ok(supplier)
}

fn subservice(typed: &SupplierFields, before: Option<Subservice>) -> Result<Option<Subservice>, Failure> {
    let mut subservice = match typed.subservice.as_deref().map(str::trim) {
        Some("no") => return Ok(None),
        Some(method) => {
            let ids = SubserviceMethod::ALL.map(SubserviceMethod::id);
            let method = known("method", method, SubserviceMethod::parse, &ids)?;
            Some(Subservice { method, ..before.unwrap_or_default() })
        }
        None => before,
    };
    let more = !typed.csoc.is_empty() || typed.tests.is_some() || typed.assertion.is_some();
    let Some(held) = &mut subservice else {
        return if more {
            Err(mend(
                "it is no subservice organisation",
                "say how it is treated with --subservice carve_out or inclusive",
            ))
        } else {
            Ok(None)
        };
    };
    if !typed.csoc.is_empty() {
        held.csocs = typed.csoc.iter().map(|text| csoc(text)).collect::<Result<_, _>>()?;
    }
    if let Some(tests) = &typed.tests {
        held.tests.clone_from(tests);
    }
    held.assertion = maybe(typed.assertion.as_deref(), "--assertion")?.or(held.assertion);
    Ok(subservice)
}

fn csoc(typed: &str) -> Result<Csoc, Failure> {
    let mut parts = typed.splitn(3, '|').map(str::trim);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(id), Some(text), criteria) => {
            Ok(Csoc { id: id.to_owned(), text: text.to_owned(), criteria: listed(criteria.unwrap_or_default()) })
        }
        _ => Err(mend(format!("--csoc: `{typed}` has no text"), "write it like `CSOC-1|Guards its sites|CC6.4,A1.2`")),
    }
}

fn flag(typed: Option<&str>, option: &str) -> Result<Option<bool>, Failure> {
    match typed.map(str::to_lowercase).as_deref() {
        None => Ok(None),
        Some("yes") => Ok(Some(true)),
        Some("no") => Ok(Some(false)),
        Some(other) => Err(mend(format!("{option}: `{other}` is neither yes nor no"), "write yes or no")),
    }
}

fn listed(typed: &str) -> BTreeSet<String> {
    typed.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
