//! Parts in what a clause asks for: the method and the risks, the statement, nonconformities, the audits themselves.

use super::{PartHeld, held, within};
use crate::registers::Registers;
use crate::registers::operation::day_of;
use crate::reports::independence::Part;
use crate::values::Window;

/// Parts in a clause. What the organisation holds elsewhere, such as minutes on paper, is not known here.
pub(super) fn of_clause(registers: &Registers, clause: &str, days: Window, found: &mut Vec<PartHeld>) {
    match clause {
        "6.1.2" => {
            method(registers, days, found);
            ratings(registers, days, found);
        }
        "8.2" => ratings(registers, days, found),
        "6.1.3" => {
            statement(registers, days, found);
            treatment(registers, days, found);
        }
        "8.3" => treatment(registers, days, found),
        "9.2.1" | "9.2.2" => audits(registers, days, found),
        "9.3.1" | "9.3.2" | "9.3.3" => super::records::of_reviews(registers, days, found),
        "10.2" => corrective(registers, days, found),
        _ => {}
    }
}

/// Who answers for a control of Annex A in the statement in force.
pub(super) fn of_annex(registers: &Registers, id: &str, _days: Window, found: &mut Vec<PartHeld>) {
    let statements = &registers.statements;
    if let Some((version, statement)) = statements.effective().or_else(|| statements.current())
        && let Some(owner) = statement.entries.get(id).and_then(|entry| entry.owner.as_ref())
    {
        found.push(held(Part::Owner, owner, format!("answers for {id} in {version}")));
    }
}

fn method(registers: &Registers, days: Window, found: &mut Vec<PartHeld>) {
    for (at, version) in registers.risks.methods.iter().enumerate() {
        let approved = version.approved.as_ref().filter(|signed| within(days, signed.at_us));
        if let Some(signed) = approved {
            let words = |did: &str| format!("{did} version {} of the risk method", at + 1);
            found.push(held(Part::Approver, &signed.by, words("approved")));
            found.extend(version.authors.iter().map(|by| held(Part::Author, by, words("wrote on"))));
        }
    }
}

fn ratings(registers: &Registers, days: Window, found: &mut Vec<PartHeld>) {
    for (id, risk) in &registers.risks.risks {
        for rating in risk.ratings.iter().filter(|rating| within(days, rating.made.at_us)) {
            let on = day_of(rating.made.at_us);
            found.push(held(Part::Operator, &rating.made.by, format!("rated {id} on {on}")));
        }
    }
}

fn treatment(registers: &Registers, days: Window, found: &mut Vec<PartHeld>) {
    for (id, risk) in &registers.risks.risks {
        if let Some(owner) = &risk.risk.owner {
            found.push(held(Part::Owner, owner, format!("owns the risk {id}")));
        }
        for accepted in risk.acceptances.iter().filter(|one| within(days, one.accepted.at_us)) {
            let on = day_of(accepted.accepted.at_us);
            found.push(held(Part::Approver, &accepted.accepted.by, format!("accepted what remains of {id} on {on}")));
        }
        if let Some(plan) = &risk.plan {
            if within(days, plan.written.at_us) {
                found.push(held(Part::Author, &plan.written.by, format!("wrote the treatment of {id}")));
            }
            if let Some(signed) = plan.approved.as_ref().filter(|signed| within(days, signed.at_us)) {
                found.push(held(Part::Approver, &signed.by, format!("approved the treatment of {id}")));
            }
        }
    }
}

fn statement(registers: &Registers, days: Window, found: &mut Vec<PartHeld>) {
    for (id, version) in registers.statements.each().filter(|(_, held)| within(days, held.changed_us)) {
        found.extend(version.authors.iter().map(|by| held(Part::Author, by, format!("wrote on {id}"))));
        if let Some(step) = &version.approved {
            found.push(held(Part::Approver, &step.by, format!("approved {id}")));
        }
    }
}

/// Who wrote or approved the programme, and who carried out an audit that was reported: somebody else looks at these clauses.
fn audits(registers: &Registers, days: Window, found: &mut Vec<PartHeld>) {
    for (id, programme) in &registers.audits.programmes {
        for version in programme.versions.iter().filter(|version| within(days, version.at_us)) {
            found.push(held(Part::Author, &version.by, format!("wrote the programme {id}")));
            if let Some(said) = &version.approved {
                found.push(held(Part::Approver, &said.by, format!("approved the programme {id}")));
            }
        }
    }
    for (id, audit) in registers.audits.in_order() {
        if audit.report.as_ref().is_some_and(|report| within(days, report.at_us)) {
            let carried = |person: &String| held(Part::Operator, person, format!("carried out {id}"));
            found.extend(audit.auditors.keys().map(carried));
        }
    }
}

fn corrective(registers: &Registers, days: Window, found: &mut Vec<PartHeld>) {
    for (id, one) in registers.nonconformities.in_order() {
        if days.contains(one.nonconformity.found) || one.state().open() {
            found.extend(one.carried_out().iter().map(|by| held(Part::Operator, by, format!("acted on {id}"))));
        }
    }
}
