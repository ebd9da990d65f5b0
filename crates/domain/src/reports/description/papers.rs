//! The statements of management and the bridge letter, with the words of the engagement filled in. They are proposals: what
//! was not recorded stands in square brackets, and nothing is signed with such a place in it.

use super::{called, days};
use crate::registers::Registers;
use crate::registers::description::usual_end;
use crate::registers::engagement::HeldEngagement;
use crate::values::description::StatementKind;
use crate::values::engagement::Method;
use crate::values::{Category, EngagementState, Examination};
use jiff::civil::Date;

/// The text that is proposed for a statement. A Type I speaks of design on a day, a Type II of operation as well.
pub fn statement_text(registers: &Registers, held: &HeldEngagement, kind: StatementKind) -> String {
    match kind {
        StatementKind::Assertion => assertion(registers, held),
        StatementKind::Representation => representation(registers, held),
    }
}

fn or_place(text: &str, place: &str) -> String {
    if text.is_empty() { format!("[{place}]") } else { text.to_owned() }
}

fn services(held: &HeldEngagement) -> String {
    or_place(&held.engagement.services.join(", "), "the services")
}

fn categories(held: &HeldEngagement) -> String {
    held.engagement.categories.with(Category::Security).names()
}

fn subservices(registers: &Registers, held: &HeldEngagement) -> String {
    let parts = held.engagement.subservice.iter().map(|one| {
        let name = called(registers, one);
        match one.method {
            Method::CarveOut => format!(
                "{name} is a subservice organisation. By the carve-out method the description leaves its controls out and \
                 names those that we expect of it."
            ),
            Method::Inclusive => format!(
                "{name} is a subservice organisation. By the inclusive method the description and the tests hold its \
                 controls, and it makes an assertion of its own."
            ),
        }
    });
    let said = parts.collect::<Vec<_>>().join("\n\n");
    if said.is_empty() { "No subservice organisation is needed to meet our commitments.".to_owned() } else { said }
}

fn assertion(registers: &Registers, held: &HeldEngagement) -> String {
    let (company, period) = (&registers.name, days(held.engagement.kind));
    let (services, categories) = (services(held), categories(held));
    let operated = match held.engagement.kind {
        Examination::Type1 { on } => format!(
            "2. The controls in the description were suitably designed as of {on}, so that, had they operated as described, \
             they would have given reasonable assurance that our service commitments and system requirements are met by \
             the criteria for {categories}. We assert nothing about their operation over a time."
        ),
        Examination::Type2 { window } => format!(
            "2. The controls in the description were suitably designed throughout the period from {} to {}, so that, \
             operating as described, they would give reasonable assurance that our service commitments and system \
             requirements are met by the criteria for {categories}.\n\n3. These controls operated effectively throughout \
             that period, with what customers and subservice organisations are expected to have in place.",
            window.from, window.until
        ),
    };
    format!(
        "# Assertion of the management of {company}\n\nWe have prepared the description of the system for {services} \
         {period}, by the description criteria of DC section 200. It is meant for readers who know how such services are \
         provided and used.\n\n{}\n\nWe confirm, to the best of our knowledge and belief:\n\n1. The description presents \
         the system {period} in accordance with the description criteria.\n\n{operated}\n",
        subservices(registers, held)
    )
}

fn representation(registers: &Registers, held: &HeldEngagement) -> String {
    let (company, engaged) = (&registers.name, &held.engagement);
    let firm = or_place(&engaged.firm.name, "the CPA firm");
    let letter = engaged.letter.map_or_else(|| "[day of the engagement letter]".to_owned(), |day| day.to_string());
    let judged = match engaged.kind {
        Examination::Type1 { .. } => "the suitability of the design of the controls",
        Examination::Type2 { .. } => "the suitability of the design and the operating effectiveness of the controls",
    };
    let operation = match engaged.kind {
        Examination::Type1 { .. } => "",
        Examination::Type2 { .. } => {
            "- You have had the complete populations from which samples were drawn, and we have changed none of them.\n\
             - We have told you of every deviation of a control in the period that we know of.\n"
        }
    };
    format!(
        "# Representation letter\n\nTo {firm}\n\nThis letter goes with your examination of the description of the system \
         of {company} for {} {}, and of {judged}, by the criteria for {}, as agreed in the letter of {letter}.\n\n{}\n\nWe \
         confirm, to the best of our knowledge and belief:\n\n- We are responsible for the description, for our assertion, \
         for our service commitments, and for the controls.\n- The assertion stands as we have signed it.\n- You have had \
         all records, documents and persons that you asked for, and whatever else bears on the examination.\n{operation}- \
         We have told you of incidents, of fraud known or suspected, of breaches of law that touch the services, and of \
         controls that we know to be unsuitable.\n- We have told you of everything after these days that bears on the \
         description or on our assertion.\n",
        services(held),
        days(engaged.kind),
        categories(held),
        subservices(registers, held),
    )
}

/// The text that is proposed for a bridge letter (workflows, section 2): last report period, changes or none, no awareness
/// of other matters, no substitute for a report, by management, without assurance.
pub fn letter_text(registers: &Registers, held: &HeldEngagement, until: Date, changes: &str) -> String {
    let (company, engaged) = (&registers.name, &held.engagement);
    let end = engaged.kind.days().until;
    let from = end.tomorrow().unwrap_or(end);
    let firm = or_place(&engaged.firm.name, "the CPA firm");
    let changed = match changes.trim() {
        "" => "In that time there was no material change of the system or of its controls.".to_owned(),
        told => format!("In that time these material changes were made to the system or to its controls:\n\n{told}"),
    };
    format!(
        "# Bridge letter\n\nThe last SOC 2 {} report on the system of {company} for {} was issued by {firm}. It speaks {}, \
         in the categories {}.\n\nThis letter speaks of the time from {from} to {until}.\n\n{changed}\n\nBeyond that we \
         are not aware of any matter in that time that would touch the opinion of that report.\n\nThis letter is written \
         by the management of {company}. The auditor has not examined it, it gives no assurance, and it is no substitute \
         for the report, which should be read with it.\n",
        engaged.kind.title(),
        services(held),
        days(engaged.kind),
        categories(held),
    )
}

/// What to hear about a bridge letter; none of it refuses anything.
pub fn letter_advice(registers: &Registers, engagement: &str, until: Date, on: Date) -> Vec<String> {
    let all = &registers.engagements.engagements;
    let Some(held) = all.get(engagement) else {
        return Vec::new();
    };
    let mut advice = Vec::new();
    let end = held.engagement.kind.days().until;
    let usual = usual_end(end);
    if until > usual {
        advice.push(format!(
            "the letter reaches to {until}, more than three months after {end}: beyond {usual} customers usually want a new \
             report, and the letter counts as expired from the day after {until} on, so sign and send it on that day"
        ));
    }
    if on > until.max(usual) {
        advice.push(format!(
            "the letter counts as expired since {}: the usual three months after {end} and the days of which it speaks are \
             over, so let it speak until a later day, or send the next report",
            until.max(usual).tomorrow().unwrap_or(until)
        ));
    }
    let issued = |held: &HeldEngagement| matches!(held.state, EngagementState::Issued | EngagementState::Superseded);
    if !issued(held) {
        advice.push(format!("the report of {engagement} is not issued yet, so there is nothing to bridge from"));
    }
    let later = all.iter().find(|(_, other)| issued(other) && other.engagement.kind.days().until > end);
    if let Some((id, _)) = later {
        advice.push(format!("{id} has a later report: send that one"));
    }
    if until > on {
        advice.push(format!("the letter speaks of days until {until} that have not come: it cannot be signed before"));
    }
    advice
}
