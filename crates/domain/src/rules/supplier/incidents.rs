//! Incidents that suppliers cause (R235).

use super::{Judged, event, known, not_possible, unknown};
use crate::event::SupplierEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::supplier::SupplierIncident;

/// Most incidents of one organisation's suppliers.
const MAX_INCIDENTS: usize = 50_000;

pub(super) fn record(registers: &Registers, incident: SupplierIncident, stamp: &Stamp) -> Judged {
    if registers.suppliers.incidents.len() >= MAX_INCIDENTS {
        return Err(Refusal::TooMany { what: "incidents", max: MAX_INCIDENTS });
    }
    // Without a written procedure nobody knows what to do with the record.
    if registers.suppliers.rules.procedure.is_empty() {
        return Err(not_possible(
            "no procedure says what is done about incidents that suppliers cause".to_owned(),
            "name the procedure beside the policy on suppliers first",
        ));
    }
    let id = registers.suppliers.next_incident();
    let incident = checked(registers, incident, stamp)?;
    Ok(vec![event(SupplierEvent::SupplierIncidentRecorded { id, incident })])
}

pub(super) fn revise(registers: &Registers, id: String, incident: SupplierIncident, stamp: &Stamp) -> Judged {
    let held = registers.suppliers.incidents.get(&id).ok_or_else(|| unknown("incident", &id))?;
    if held.incident.supplier != incident.supplier {
        return Err(not_possible(
            format!("{id} is an incident of {}", held.incident.supplier),
            "record another incident for another supplier",
        ));
    }
    let incident = checked(registers, incident, stamp)?;
    if held.incident == incident {
        return Err(Refusal::NothingToChange { what: format!("the record of {id}") });
    }
    Ok(vec![event(SupplierEvent::SupplierIncidentRevised { id, incident })])
}

fn checked(registers: &Registers, incident: SupplierIncident, stamp: &Stamp) -> Result<SupplierIncident, Refusal> {
    known(registers, &incident.supplier)?;
    if incident.on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day of the incident" });
    }
    if let Some(told) = incident.told_us_on {
        if told > stamp.today {
            return Err(Refusal::InTheFuture { field: "the day on which the supplier told us" });
        }
        if told < incident.on {
            return Err(Refusal::DatesReversed {
                from: "the day of the incident",
                until: "the day on which the supplier told us",
            });
        }
    }
    Ok(SupplierIncident {
        what: required(&incident.what, "what happened", "what happened, and what it did to us", LONG_TEXT)?,
        lessons: optional(&incident.lessons, "the lessons", LONG_TEXT)?,
        ..incident
    })
}
