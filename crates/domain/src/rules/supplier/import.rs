//! Importing a list of suppliers: all or nothing; what is new, changed, the same or refused is known before anything
//! happens, and a list that was imported changes nothing when it is imported again.

use super::register::{MAX_SUPPLIERS, all, chained, checked};
use super::{Judged, event, not_possible, unknown};
use crate::event::{Event, SupplierEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::planned::{named, number};
use crate::rules::{ImportPlan, Planned, SHORT_TEXT, required};
use crate::values::supplier::{Subservice, Supplier, SupplierRow};
use crate::values::{FileRef, every_one};
use std::collections::{BTreeMap, BTreeSet};

/// Most rows of one import.
pub const MAX_ROWS: usize = 5_000;
/// Works out what an import would do; touches nothing. The preview and the import itself use this one function.
pub fn plan(registers: &Registers, rows: &[SupplierRow]) -> ImportPlan {
    let found = places(registers, rows);
    let ids: BTreeMap<String, String> = names(registers, rows, &found);
    let mut next: Vec<Result<Supplier, Refusal>> = Vec::with_capacity(rows.len());
    for (row, place) in rows.iter().zip(&found) {
        next.push(place.clone().and_then(|id| merged(registers, &id, row, &ids)));
    }
    let mut whole = all(registers);
    for (place, supplier) in found.iter().zip(&next) {
        if let (Ok(id), Ok(supplier)) = (place, supplier) {
            whole.insert(id, supplier);
        }
    }
    let mut plan = ImportPlan::default();
    for ((row, place), supplier) in rows.iter().zip(&found).zip(&next) {
        let judged = || {
            let (id, supplier) = (place.clone()?, supplier.clone()?);
            chained(&whole, &id, &supplier)?;
            Ok((id, supplier))
        };
        let line = match judged() {
            Err(refusal) => Planned::Refused(refusal),
            Ok((id, supplier)) => outcome(registers, id, supplier, &mut plan.events),
        };
        plan.lines.push((row.name.trim().to_owned(), line));
    }
    plan
}

fn outcome(registers: &Registers, id: String, supplier: Supplier, events: &mut Vec<Event>) -> Planned {
    let Some(held) = registers.suppliers.suppliers.get(&id) else {
        events.push(event(SupplierEvent::SupplierAdded { id, supplier: Box::new(supplier) }));
        return Planned::New;
    };
    let changes = changes(&held.supplier, &supplier);
    if changes.is_empty() {
        return Planned::Same;
    }
    events.push(event(SupplierEvent::SupplierRevised { id, supplier: Box::new(supplier) }));
    Planned::Changed(changes)
}

/// The id of each row: of the supplier that it speaks of, or a new one; a row that stands twice has none.
fn places(registers: &Registers, rows: &[SupplierRow]) -> Vec<Result<String, Refusal>> {
    let register = &registers.suppliers;
    let (mut seen_names, mut seen_ids) = (BTreeSet::new(), BTreeSet::new());
    let mut new = register.suppliers.len();
    let place = |row: &SupplierRow| {
        let name = required(&row.name, "the name", "what the supplier is called", SHORT_TEXT)?;
        let id = match (row.id.trim(), register.named(&name)) {
            ("", Some((id, _))) => id.clone(),
            ("", None) => {
                new += 1;
                format!("SU-{new}")
            }
            (id, _) if register.suppliers.contains_key(id) => id.to_owned(),
            (id, _) => return Err(unknown("supplier", id)),
        };
        if !seen_names.insert(name.to_lowercase()) || !seen_ids.insert(id.clone()) {
            return Err(not_possible(format!("`{name}` stands twice in the list"), "keep one row for each supplier"));
        }
        Ok(id)
    };
    rows.iter().map(place).collect()
}

/// Ids by name and by themselves, in small letters, as the list leaves them.
fn names(registers: &Registers, rows: &[SupplierRow], found: &[Result<String, Refusal>]) -> BTreeMap<String, String> {
    let held = registers.suppliers.suppliers.iter();
    let held =
        held.flat_map(|(id, held)| [(held.supplier.name.to_lowercase(), id.clone()), (id.to_lowercase(), id.clone())]);
    let listed = rows
        .iter()
        .zip(found)
        .filter_map(|(row, place)| Some((row.name.trim().to_lowercase(), place.as_ref().ok()?.clone())));
    held.chain(listed).collect()
}

/// What the row makes of a supplier: what it leaves out stays as it was.
fn merged(
    registers: &Registers,
    id: &str,
    row: &SupplierRow,
    ids: &BTreeMap<String, String>,
) -> Result<Supplier, Refusal> {
    let held = registers.suppliers.suppliers.get(id).map(|held| held.supplier.clone());
    let before = held.unwrap_or(Supplier { tier: 1, ..Supplier::default() });
    let keep = |new: &str, old: String| if new.trim().is_empty() { old } else { new.trim().to_owned() };
    let chain = match &row.chain {
        None => before.chain.clone(),
        Some(names) => {
            let found = names.iter().map(|name| {
                let id = ids.get(&name.trim().to_lowercase()).cloned();
                id.ok_or_else(|| unknown("supplier", name))
            });
            found.collect::<Result<_, _>>()?
        }
    };
    let mut contract = before.contract.clone();
    contract.on = row.contract_on.or(contract.on);
    contract.until = row.contract_until.or(contract.until);
    contract.clauses = row.clauses.clone().unwrap_or(contract.clauses);
    let subservice = match row.subservice {
        None => before.subservice.clone(),
        Some(None) => None,
        Some(Some(method)) => Some(Subservice { method, ..before.subservice.clone().unwrap_or_default() }),
    };
    let supplier = Supplier {
        name: row.name.trim().to_owned(),
        tier: row.tier.unwrap_or(before.tier),
        services: keep(&row.services, before.services),
        ict: row.ict.unwrap_or(before.ict),
        // Naming somebody below takes back that there was nobody.
        no_chain: row.no_chain.unwrap_or(before.no_chain && chain.is_empty()),
        chain,
        criticality: row.criticality.unwrap_or(before.criticality),
        personal_data: row.personal_data.unwrap_or(before.personal_data),
        owner: row.owner.clone().or(before.owner),
        contract,
        monitoring: keep(&row.monitoring, before.monitoring),
        systems: row.systems.clone().unwrap_or(before.systems),
        needed: row.needed.or(before.needed),
        subservice,
    };
    checked(registers, id, supplier)
}

/// What changes, in words.
fn changes(old: &Supplier, new: &Supplier) -> Vec<String> {
    let fields = [
        ("name", old.name != new.name),
        ("tier", old.tier != new.tier),
        ("services", old.services != new.services),
        ("technology", old.ict != new.ict),
        ("suppliers below it", (&old.chain, old.no_chain) != (&new.chain, new.no_chain)),
        ("criticality", old.criticality != new.criticality),
        ("personal data", old.personal_data != new.personal_data),
        ("owner", old.owner != new.owner),
        ("contract", old.contract != new.contract),
        ("monitoring", old.monitoring != new.monitoring),
        ("systems", old.systems != new.systems),
        ("controls needed", old.needed != new.needed),
        ("subservice organisation", old.subservice != new.subservice),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field.to_owned()).collect()
}

pub(super) fn import(registers: &Registers, source: &str, file: Option<FileRef>, rows: &[SupplierRow]) -> Judged {
    if rows.len() > MAX_ROWS {
        return Err(Refusal::TooMany { what: "suppliers in one import", max: MAX_ROWS });
    }
    if rows.is_empty() {
        return Err(Refusal::Empty { field: "the list of suppliers", wanted: "at least one row below the headings" });
    }
    let source = required(source, "the name of the file", "where the list comes from", SHORT_TEXT)?;
    let plan = plan(registers, rows);
    let [added, changed, same] = plan.sound(named)?;
    if plan.events.is_empty() {
        return Err(Refusal::NothingToChange {
            what: format!("{} in {source}", every_one(same, "supplier", "suppliers")),
        });
    }
    if registers.suppliers.suppliers.len() + added > MAX_SUPPLIERS {
        return Err(Refusal::TooMany { what: "suppliers", max: MAX_SUPPLIERS });
    }
    let imported = SupplierEvent::SuppliersImported {
        source,
        file,
        added: number(added),
        changed: number(changed),
        same: number(same),
    };
    Ok(std::iter::once(event(imported)).chain(plan.events).collect())
}
