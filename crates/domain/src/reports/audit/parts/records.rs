//! Parts by what the management system writes down: registers, documents, management reviews.

use super::{PartHeld, held, within};
use crate::registers::Registers;
use crate::registers::operation::day_of;
use crate::reports::independence::Part;
use crate::values::Window;
use crate::values::audit::AUDITED;

/// Parts in entries of the registers that a clause or control wants, or that are evidence for it: owners, those who added
/// entries and those who wrote lines.
pub(super) fn of_registers(registers: &Registers, id: &str, days: Window, found: &mut Vec<PartHeld>) {
    for entry in registers.isms.entries.values().flat_map(std::collections::BTreeMap::values) {
        let declared = entry.declared();
        if !declared.serves.contains(&id) && !declared.wants.iter().any(|want| want.id == id) {
            continue;
        }
        if let Some(owner) = entry.owner().filter(|_| entry.live()) {
            found.push(held(Part::Owner, owner, format!("answers for {}", entry.id)));
        }
        if within(days, entry.added_us) {
            found.push(held(Part::Author, &entry.added_by, format!("added {}", entry.id)));
        }
        for line in entry.lines.iter().filter(|line| within(days, line.at_us)) {
            let on = day_of(line.at_us);
            found.push(held(Part::Operator, &line.by, format!("wrote a line of {} on {on}", entry.id)));
        }
    }
}

/// Parts in documents that say that they meet a clause or control; in all of them for 7.5, which asks how they are kept.
pub(super) fn of_documents(registers: &Registers, id: &str, days: Window, found: &mut Vec<PartHeld>) {
    let key = format!("{AUDITED}/{id}");
    for (document, one) in registers.policies.in_order() {
        let meets = &one.policy.meets;
        if !meets.contains(id) && !meets.contains(&key) && !id.starts_with("7.5.") {
            continue;
        }
        if let Some(owner) = one.policy.owner.as_ref().filter(|_| one.retired.is_none()) {
            found.push(held(Part::Owner, owner, format!("owns the document {document}")));
        }
        for version in one.versions.iter().filter(|version| within(days, version.at_us)) {
            let wrote = format!("wrote version {} of {document}", version.number);
            found.extend(version.authors.iter().map(|by| held(Part::Author, by, wrote.clone())));
            let approved = format!("approved version {} of {document}", version.number);
            found.extend(version.approvals.iter().map(|step| held(Part::Approver, &step.by, approved.clone())));
        }
    }
}

/// Parts in management reviews: who prepared one and wrote its minutes.
pub(super) fn of_reviews(registers: &Registers, days: Window, found: &mut Vec<PartHeld>) {
    for (number, review) in &registers.reviews.reviews {
        if within(days, review.at_us) {
            found.push(held(Part::Author, &review.by, format!("prepared MR-{number}")));
            found.extend(
                review.authors.iter().map(|by| held(Part::Author, by, format!("wrote the minutes of MR-{number}"))),
            );
        }
    }
}
