//! What the register says of a risk, opening it again, closing it, and what it could cost.

use super::{Judged, controls, current, event, known, not_possible, unknown};
use crate::event::RiskEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::{LONG_TEXT, SHORT_TEXT, answers_for, optional, required};
use crate::values::risk::{
    Estimate, Exposure, MAX_FREQUENCY, MAX_LOSS, MAX_RISK_LINKS, MAX_TRIALS, MIN_TRIALS, Quantity, Risk, RiskTrigger,
    Simulation,
};
use std::collections::BTreeSet;

/// Most risks of one organisation.
pub(super) const MAX_RISKS: usize = 10_000;
/// Most times that one risk is opened again.
const MAX_REOPENINGS: usize = 500;

pub(super) fn record(registers: &Registers, risk: Risk) -> Judged {
    if registers.risks.risks.len() >= MAX_RISKS {
        return Err(Refusal::TooMany { what: "risks", max: MAX_RISKS });
    }
    let id = registers.risks.next_risk();
    let risk = Box::new(checked(registers, &id, risk)?);
    Ok(vec![event(RiskEvent::RiskRecorded { id, risk })])
}

pub(super) fn revise(registers: &Registers, id: String, risk: Risk) -> Judged {
    let held = current(registers, &id)?;
    let risk = checked(registers, &id, risk)?;
    if held.risk == risk {
        return Err(Refusal::NothingToChange { what: format!("what the register says of {id}") });
    }
    Ok(vec![event(RiskEvent::RiskRevised { id, risk: Box::new(risk) })])
}

/// All that can be judged of a risk by itself.
pub(super) fn checked(registers: &Registers, id: &str, risk: Risk) -> Result<Risk, Refusal> {
    let title = required(&risk.title, "the title", "what could happen, in a few words", SHORT_TEXT)?;
    if let Some((other, _)) = registers.risks.titled(&title).filter(|(other, _)| *other != id) {
        return Err(not_possible(
            format!("{other} is called `{title}` already"),
            "change that one, or give another title",
        ));
    }
    let links = [&risk.assets, &risk.suppliers, &risk.links, &risk.controls];
    if links.into_iter().any(|links| links.len() > MAX_RISK_LINKS) {
        return Err(Refusal::TooMany { what: "assets, suppliers, links or controls of one risk", max: MAX_RISK_LINKS });
    }
    let held = registers.risks.risks.get(id);
    answers_for(registers, risk.owner.as_ref(), held.and_then(|held| held.risk.owner.as_ref()))?;
    for supplier in &risk.suppliers {
        if !registers.suppliers.suppliers.contains_key(supplier) {
            return Err(unknown("supplier", supplier));
        }
    }
    let named = |texts: &BTreeSet<String>, field| -> Result<BTreeSet<String>, Refusal> {
        texts.iter().map(|text| required(text, field, "its name", SHORT_TEXT)).collect()
    };
    Ok(Risk {
        title,
        cause: optional(&risk.cause, "the cause", LONG_TEXT)?,
        event: optional(&risk.event, "the event", LONG_TEXT)?,
        consequence: optional(&risk.consequence, "the consequence", LONG_TEXT)?,
        source: optional(&risk.source, "the source", SHORT_TEXT)?,
        enterprise: optional(&risk.enterprise, "the entry in the enterprise's register", SHORT_TEXT)?,
        assets: named(&risk.assets, "the asset")?,
        links: named(&risk.links, "the link")?,
        controls: controls(registers, risk.controls, held.map(|held| &held.risk.controls))?,
        ..risk
    })
}

/// Also a closed risk is opened again; what was rated and signed before is looked at anew (R113).
pub(super) fn reopen(registers: &Registers, id: String, trigger: RiskTrigger, note: &str) -> Judged {
    let held = known(registers, &id)?;
    if held.reopenings.len() >= MAX_REOPENINGS {
        return Err(Refusal::TooMany { what: "openings of one risk", max: MAX_REOPENINGS });
    }
    let note = required(note, "what happened", "what happened, with its reference", LONG_TEXT)?;
    Ok(vec![event(RiskEvent::RiskReopened { id, trigger, note })])
}

pub(super) fn close(registers: &Registers, id: String, reason: &str) -> Judged {
    if known(registers, &id)?.closed {
        return Err(Refusal::NothingToChange { what: format!("{id} is closed") });
    }
    let reason = required(reason, "the reason", "why it is no risk any more", LONG_TEXT)?;
    Ok(vec![event(RiskEvent::RiskClosed { id, reason })])
}

pub(super) fn quantify(registers: &Registers, id: String, quantity: Option<Quantity>) -> Judged {
    let held = current(registers, &id)?;
    let quantity = quantity.map(ranged).transpose()?;
    if held.quantity == quantity {
        return Err(Refusal::NothingToChange { what: format!("what {id} could cost") });
    }
    Ok(vec![event(RiskEvent::RiskQuantified { id, quantity: quantity.map(Box::new) })])
}

fn ranged(quantity: Quantity) -> Result<Quantity, Refusal> {
    let basis = required(&quantity.basis, "the basis", "on what the estimates rest", LONG_TEXT)?;
    for exposure in std::iter::once(&quantity.today).chain(&quantity.treated) {
        let Exposure { frequency, loss } = exposure;
        range("the frequency", frequency, MAX_FREQUENCY)?;
        range("the loss", loss, MAX_LOSS)?;
    }
    if quantity.cost > MAX_LOSS {
        return Err(not_possible(format!("the cost is above {MAX_LOSS}"), "give it in whole units of the currency"));
    }
    Ok(Quantity { basis, ..quantity })
}

fn range(field: &'static str, range: &Estimate, max: u64) -> Result<(), Refusal> {
    if range.min > range.likely || range.likely > range.max {
        return Err(not_possible(
            format!("{field} goes from {} over {} to {}", range.min, range.likely, range.max),
            "give least, most likely and greatest in this order",
        ));
    }
    if range.max == 0 || range.max > max {
        return Err(not_possible(
            format!("{field} ends at {}", range.max),
            format!("its greatest value lies between 1 and {max}"),
        ));
    }
    Ok(())
}

pub(super) fn simulate(registers: &Registers, simulation: Simulation) -> Judged {
    if !(MIN_TRIALS..=MAX_TRIALS).contains(&simulation.trials) {
        return Err(not_possible(
            format!("a simulation cannot have {} trials", simulation.trials),
            format!("give {MIN_TRIALS} to {MAX_TRIALS}"),
        ));
    }
    let currency = simulation.currency.trim().to_uppercase();
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(not_possible(format!("`{currency}` is no currency"), "give its three letters, such as EUR"));
    }
    let simulation = Simulation { currency, ..simulation };
    if registers.risks.simulation == simulation {
        return Err(Refusal::NothingToChange { what: "the simulation".to_owned() });
    }
    Ok(vec![event(RiskEvent::SimulationSet { simulation })])
}
