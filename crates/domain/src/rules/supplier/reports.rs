//! A supplier's report: asked for, received, reviewed, decided on; its bridge letter, and what it asks of us.

use super::{Judged, event, known, known_report, not_possible, unknown};
use crate::event::SupplierEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::supplier::HeldReport;
use crate::rules::operation::live;
use crate::rules::{LONG_TEXT, SHORT_TEXT, answers_for, optional, required};
use crate::stamp::Stamp;
use crate::values::supplier::{
    AskedOfUs, BridgeLetter, Certificate, CuecAnswer, CuecState, ReportDecision, ReportException, ReportKind,
    ReportOpinion, SupplierReport, SupplierState,
};
use crate::values::{EvidenceType, Window, counted};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Most reports of one organisation's suppliers.
const MAX_REPORTS: usize = 50_000;
/// Most exceptions, controls asked of us, or carve-outs of one report.
const MAX_LISTED: usize = 500;

pub(super) fn request(registers: &Registers, supplier: String, kind: ReportKind, note: &str) -> Judged {
    let register = &registers.suppliers;
    if register.reports.len() >= MAX_REPORTS {
        return Err(Refusal::TooMany { what: "reports of suppliers", max: MAX_REPORTS });
    }
    if known(registers, &supplier)?.state == SupplierState::Ended {
        return Err(not_possible(format!("{supplier} has ended"), "add it anew if it is used again"));
    }
    let open = register.reports_of(&supplier).into_iter().find(|(_, held)| held.report.is_none() && held.kind == kind);
    if let Some((id, _)) = open {
        return Err(not_possible(
            format!("{id} is asked for and did not come yet"),
            "record it when it comes, or ask for another kind",
        ));
    }
    let note = optional(note, "the note", LONG_TEXT)?;
    Ok(vec![event(SupplierEvent::SupplierReportRequested { id: register.next_report(), supplier, kind, note })])
}

/// A report that was not decided on yet.
fn undecided<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldReport, Refusal> {
    let held = known_report(registers, id)?;
    match &held.decided {
        Some(decided) => Err(not_possible(
            format!("it was decided that {id} is {}", decided.decision.title().to_lowercase()),
            "what was decided stays; record the next report as one of its own",
        )),
        None => Ok(held),
    }
}

pub(super) fn record(registers: &Registers, id: String, report: SupplierReport, stamp: &Stamp) -> Judged {
    let held = undecided(registers, &id)?;
    let report = checked(registers, held.kind, report, stamp)?;
    if held.report.as_ref() == Some(&report) {
        return Err(Refusal::NothingToChange { what: format!("what {id} says") });
    }
    Ok(vec![event(SupplierEvent::SupplierReportRecorded { id, report: Box::new(report) })])
}

fn checked(
    registers: &Registers,
    kind: ReportKind,
    report: SupplierReport,
    stamp: &Stamp,
) -> Result<SupplierReport, Refusal> {
    let period = Window::new(report.period.from, report.period.until)
        .map_err(|wrong| not_possible(wrong.to_string(), &wrong.hint()))?;
    if period.from > stamp.today {
        return Err(Refusal::InTheFuture { field: "the first day of the period" });
    }
    if report.received > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day on which it came" });
    }
    kinds(kind, &report)?;
    let (exceptions, cuecs) = (report.exceptions.len(), report.cuecs.len());
    for (what, count) in [
        ("exceptions of one report", exceptions),
        ("controls that one report asks of us", cuecs),
        ("carve-outs of one report", report.carve_outs.len()),
    ] {
        if count > MAX_LISTED {
            return Err(Refusal::TooMany { what, max: MAX_LISTED });
        }
    }
    if let Some(item) = &report.evidence {
        let held = registers.evidence.items.get(item).ok_or_else(|| unknown("evidence", item))?;
        if held.newest().evidence.kind != EvidenceType::SupplierReport || !held.counts() {
            return Err(not_possible(
                format!("{item} is no supplier's report that counts"),
                "name an item of the kind `supplier_report` that was neither rejected nor withdrawn",
            ));
        }
    }
    let exceptions = report.exceptions.into_iter().map(|exception| {
        let text = required(&exception.text, "the text of an exception", "what the report says", LONG_TEXT)?;
        Ok(ReportException { text, effect: optional(&exception.effect, "the effect of an exception", LONG_TEXT)? })
    });
    let mut seen = BTreeSet::new();
    let cuecs = report.cuecs.into_iter().map(|cuec| {
        let id = required(&cuec.id, "the id of a control asked of us", "such as CUEC-1", SHORT_TEXT)?;
        if !seen.insert(id.clone()) {
            return Err(not_possible(format!("{id} stands twice"), "give each control asked of us an id of its own"));
        }
        Ok(AskedOfUs {
            id,
            text: required(&cuec.text, "the text of a control asked of us", "what it asks", LONG_TEXT)?,
        })
    });
    let carve_outs = report.carve_outs.iter().map(|name| required(name, "the carve-out", "its name", SHORT_TEXT));
    Ok(SupplierReport {
        period,
        exceptions: exceptions.collect::<Result<_, Refusal>>()?,
        cuecs: cuecs.collect::<Result<_, Refusal>>()?,
        carve_outs: carve_outs.collect::<Result<_, _>>()?,
        certificate: report.certificate.map(certified).transpose()?,
        ..report
    })
}

/// A certificate has no opinion and an examination no certificate: the two are not interchangeable.
fn kinds(kind: ReportKind, report: &SupplierReport) -> Result<(), Refusal> {
    let wrong = |sentence: &str, hint: &str| Err(not_possible(sentence.to_owned(), hint));
    match kind {
        ReportKind::IsoCertificate if report.certificate.is_none() => wrong(
            "a certificate needs its body and its scope",
            "record the certification body and the scope in its words",
        ),
        ReportKind::IsoCertificate if report.opinion != ReportOpinion::None => {
            wrong("a certificate has no opinion", "leave the opinion out")
        }
        ReportKind::IsoCertificate | ReportKind::Other => Ok(()),
        _ if report.certificate.is_some() => {
            wrong("a SOC report is no certificate", "leave the certification body and the scope out")
        }
        _ if report.opinion == ReportOpinion::None => wrong(
            "a SOC report has an opinion",
            "record it as the report has it: unmodified, qualified, adverse or disclaimer",
        ),
        _ => Ok(()),
    }
}

fn certified(certificate: Certificate) -> Result<Certificate, Refusal> {
    Ok(Certificate {
        body: required(&certificate.body, "the certification body", "who issued the certificate", SHORT_TEXT)?,
        accreditation: optional(&certificate.accreditation, "the accreditation", SHORT_TEXT)?,
        scope: required(&certificate.scope, "the scope", "the scope in the words of the certificate", LONG_TEXT)?,
        statement: optional(&certificate.statement, "the version of the Statement of Applicability", SHORT_TEXT)?,
    })
}

pub(super) fn review(
    registers: &Registers,
    id: String,
    on: Date,
    finding: &str,
    effects: Vec<String>,
    stamp: &Stamp,
) -> Judged {
    let held = undecided(registers, &id)?;
    let Some(report) = &held.report else {
        return Err(not_possible(format!("{id} did not come yet"), "record what it says first"));
    };
    if on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day of the review" });
    }
    if on < report.received {
        return Err(Refusal::DatesReversed {
            from: "the day on which the report came",
            until: "the day of the review",
        });
    }
    if effects.len() != report.exceptions.len() {
        return Err(not_possible(
            format!(
                "{id} names {} and the review speaks of {}",
                counted(report.exceptions.len(), "exception", "exceptions"),
                effects.len()
            ),
            "say of each exception what it does to us, in their order",
        ));
    }
    let effects = effects.iter().map(|effect| {
        required(effect, "the effect of an exception", "what it does to us, or why it does nothing", LONG_TEXT)
    });
    let effects = effects.collect::<Result<_, _>>()?;
    let finding =
        required(finding, "the finding", "what the report covers for us, and what it leaves to us", LONG_TEXT)?;
    if held.review.as_ref().is_some_and(|review| (review.on, &review.finding) == (on, &finding)) {
        return Err(Refusal::NothingToChange { what: format!("the review of {id}") });
    }
    Ok(vec![event(SupplierEvent::SupplierReportReviewed { id, on, finding, effects })])
}

pub(super) fn decide(registers: &Registers, id: String, decision: ReportDecision, reason: &str) -> Judged {
    if undecided(registers, &id)?.review.is_none() {
        return Err(not_possible(
            format!("{id} was not reviewed in the shape that it has now"),
            "record a dated review first",
        ));
    }
    let wanted = match decision {
        ReportDecision::Accepted => "why it is relied on",
        ReportDecision::AcceptedWithActions => "what is done beside, by whom, by when",
        ReportDecision::Rejected => "why it is not relied on",
    };
    let reason = required(reason, "the reason", wanted, LONG_TEXT)?;
    Ok(vec![event(SupplierEvent::SupplierReportDecided { id, decision, reason })])
}

pub(super) fn bridge(registers: &Registers, id: String, letter: BridgeLetter, stamp: &Stamp) -> Judged {
    let held = known_report(registers, &id)?;
    let Some(report) = held.report.as_ref().filter(|_| held.kind.has_gap()) else {
        return Err(not_possible(
            format!("{id} has no period that a letter could go on from"),
            "a bridge letter follows the period of a SOC report that came",
        ));
    };
    if letter.received > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day on which the letter came" });
    }
    if letter.until <= report.period.until {
        return Err(Refusal::DatesReversed { from: "the end of the period", until: "the last day of the letter" });
    }
    if letter.until > letter.received {
        return Err(not_possible(
            "a bridge letter speaks of days that are over".to_owned(),
            "its last day lies on or before the day on which it came",
        ));
    }
    if held.letter.as_ref() == Some(&letter) {
        return Err(Refusal::NothingToChange { what: format!("the bridge letter of {id}") });
    }
    Ok(vec![event(SupplierEvent::BridgeLetterRecorded { id, letter })])
}

pub(super) fn answer(registers: &Registers, report: String, cuec: String, answer: CuecAnswer) -> Judged {
    let held = known_report(registers, &report)?;
    if !held.cuecs().iter().any(|asked| asked.id == cuec) {
        return Err(unknown("control asked of us", &cuec));
    }
    let before = held.answers.get(&cuec).and_then(|answer| answer.owner.as_ref());
    answers_for(registers, answer.owner.as_ref(), before)?;
    let mut answer = CuecAnswer { reason: optional(&answer.reason, "the reason", LONG_TEXT)?, ..answer };
    match answer.state {
        CuecState::Met => {
            let control = answer.control.as_deref().unwrap_or_default();
            let control = required(control, "the control", "the own control that meets it", SHORT_TEXT)?;
            live(registers, &control)?;
            answer.control = Some(control);
        }
        CuecState::NotApplicable => {
            answer.reason = required(&answer.reason, "the reason", "why it does not concern us", LONG_TEXT)?;
            answer.control = None;
        }
        CuecState::Open => answer.control = None,
    }
    if held.answers.get(&cuec).cloned().unwrap_or_default() == answer {
        return Err(Refusal::NothingToChange { what: format!("how {cuec} of {report} is met") });
    }
    Ok(vec![event(SupplierEvent::CuecAnswered { report, cuec, answer })])
}
