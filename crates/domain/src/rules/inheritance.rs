//! Rules of inheritance: four data-centre controls, three parts, a provider (R102, R103, R251-R253).

use super::programme::{is_control, right_item};
use super::{LONG_TEXT, SHORT_TEXT, Stamp, optional, required};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::values::inheritance::{CoverageReview, Inheritance, ProviderReport, always_own, inheritable};

pub(super) fn record_inheritance(
    registers: &Registers,
    control: String,
    record: Inheritance,
    stamp: &Stamp,
) -> Result<Vec<Event>, Refusal> {
    let control = right_item(registers, &control)?;
    if always_own(&control) {
        return Err(Refusal::NeverInherited { control });
    }
    if !inheritable(&control) || !is_control(registers, &control) {
        return Err(Refusal::NotInheritable { control });
    }
    if !registers.profile.hosting.has_provider() {
        return Err(Refusal::NoProvider);
    }
    let record = Inheritance {
        provider: required(&record.provider, "the provider", "who operates the data centre", SHORT_TEXT)?,
        justification: optional(&record.justification, "the justification", LONG_TEXT)?,
        report: record.report.map(report).transpose()?,
        review: record.review.map(|r| review(r, stamp)).transpose()?,
    };
    if registers.inheritance.get(&control) == Some(&record) {
        return Err(Refusal::NothingToChange { what: format!("the inheritance of {control}") });
    }
    Ok(vec![Event::InheritanceRecorded { control, record }])
}

fn report(report: ProviderReport) -> Result<ProviderReport, Refusal> {
    if report.until < report.from {
        return Err(Refusal::DatesReversed { from: "the start of the report", until: "its end" });
    }
    let wanted = "which report or certificate it is, with its number or year";
    Ok(ProviderReport { reference: required(&report.reference, "the provider report", wanted, SHORT_TEXT)?, ..report })
}

fn review(review: CoverageReview, stamp: &Stamp) -> Result<CoverageReview, Refusal> {
    if review.on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day of the review" });
    }
    Ok(CoverageReview {
        by: required(&review.by, "the reviewer", "who reviewed what the report covers", SHORT_TEXT)?,
        finding: required(
            &review.finding,
            "the finding",
            "what the report covers and what it leaves to you",
            LONG_TEXT,
        )?,
        ..review
    })
}

pub(super) fn withdraw_inheritance(
    registers: &Registers,
    control: String,
    reason: String,
) -> Result<Vec<Event>, Refusal> {
    let control = right_item(registers, &control)?;
    if !registers.inheritance.contains_key(&control) {
        return Err(Refusal::Unknown { what: "inheritance record", id: control, nearest: None });
    }
    let reason = required(&reason, "the reason", "why the provider no longer answers it", LONG_TEXT)?;
    Ok(vec![Event::InheritanceWithdrawn { control, reason }])
}
