//! The body's decision to certify, or to certify again: its certificate and how long it holds (K7, R218, R220).

use super::{Made, day, lacking, live, refused, unknown};
use crate::event::CertificationEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::certification::HeldCertification;
use crate::reports::certification::{cycle, decides, decision_needs, renewal};
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::certification::{CertificationDecision, CertificationState as State, MAX_DECISIONS};
use crate::values::statement::StatementState;
use jiff::civil::Date;

pub(super) fn record(registers: &Registers, id: &str, said: CertificationDecision, stamp: &Stamp) -> Made {
    let (id, held) = live(registers, id)?;
    if held.certificates.len() >= MAX_DECISIONS {
        return Err(Refusal::TooMany { what: "decisions of one certification", max: MAX_DECISIONS });
    }
    if !decides(held.state) {
        return Err(refused(
            format!("{id} stands at {}, and nothing waits for a decision of the body", held.state_on(said.on).title()),
            "record Stage 2 or the recertification first",
        ));
    }
    day(held, said.on, "the day of the decision", stamp)?;
    let number = required(&said.number, "the number", "the number of the certificate", SHORT_TEXT)?;
    let scope = required(&said.scope, "the scope", "the text as it stands on the certificate", LONG_TEXT)?;
    let note = optional(&said.note, "the note", LONG_TEXT)?;
    let statement = statement(registers, &said.statement)?;
    let missing = decision_needs(registers, held, said.on)?;
    if !missing.is_empty() {
        return Err(lacking(&id, "be certified", &missing, ""));
    }
    let (expiry, days_without) = until(held, said.on)?;
    let decision = Box::new(CertificationDecision { number, scope, statement, note, ..said });
    Ok(CertificationEvent::CertificateRecorded { id, decision, expiry, days_without })
}

/// The version that the certificate names: one of here was approved by management once; one that is kept elsewhere, as on a
/// certificate that is older than these records, is named as it is called there.
fn statement(registers: &Registers, typed: &str) -> Result<String, Refusal> {
    let typed = required(typed, "the statement", "the version that the certificate names, such as ST-1", SHORT_TEXT)?;
    let id = typed.to_ascii_uppercase();
    if !id.starts_with("ST-") {
        return Ok(typed);
    }
    let held = registers.statements.version(&id).ok_or_else(|| unknown("statement of applicability", &typed))?;
    let approved =
        matches!(held.state, StatementState::Approved | StatementState::Effective | StatementState::Superseded);
    match approved {
        true => Ok(id),
        false => Err(refused(
            format!("statement: management did not approve {id}"),
            "name the version that the body looked at and that was approved",
        )),
    }
}

/// Until when it holds: three years from a first decision; of a recertification three years from the old expiry.
fn until(held: &HeldCertification, on: Date) -> Result<(Date, u32), Refusal> {
    let old = held.certificate().filter(|_| held.state == State::Recertification).map(|one| one.expiry);
    let Some(old) = old else { return Ok((cycle(on)?.expiry, 0)) };
    let renewed = renewal(old, on)?;
    let expiry = renewed.new_expiry.ok_or_else(|| {
        refused(
            format!("on: the certificate ended on {old} and could be restored until {}", renewed.restoration_limit),
            "go to Stage 2: a new one at least is held",
        )
    })?;
    let without = if on > old { renewed.days_without_certificate } else { 0 };
    Ok((expiry, without))
}
