//! What a planner should hear about a project: none of it stands in the way, all of it is easier now than later.

use super::is_current;
use super::standing::{cycle_of, overdue_surveillance};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::certification::HeldCertification;
use crate::values::certification::{CertificationState as State, STAGE1_HOLDS_DAYS, VisitKind};
use crate::values::counted;
use crate::values::operation::words;
use jiff::ToSpan;
use jiff::civil::Date;

/// What kind of warning it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WarningKind {
    /// A wanted market is not among those that recognise the body's certificates (R225).
    Market,
    /// The accreditation was never checked, ends before the next visit, or was looked up long ago.
    Accreditation,
    /// The edition of the standard certifies nobody any more.
    Edition,
    /// Stage 1 lies so far back that the body may want it again.
    Stage1Old,
    /// A surveillance is overdue.
    Surveillance,
    /// The body was not told of a change.
    Change,
    /// The certificate names another statement than the one in force.
    Statement,
    /// The scope text differs from that on the certificate.
    Scope,
    /// A Stage 2 followed no line of a treatment plan (R230).
    Followed,
    /// A suspension is not solved.
    Suspension,
}

words!(WarningKind {
    Market = "market", "Market";
    Accreditation = "accreditation", "Accreditation";
    Edition = "edition", "Edition";
    Stage1Old = "stage1_old", "Age of Stage 1";
    Surveillance = "surveillance", "Surveillance";
    Change = "change", "Change of scope";
    Statement = "statement", "Statement of Applicability";
    Scope = "scope", "Scope";
    Followed = "followed", "Treatment plan";
    Suspension = "suspension", "Suspension";
});

/// A warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What kind.
    pub kind: WarningKind,
    /// One sentence.
    pub sentence: String,
}

/// The warnings of a project on a day.
///
/// # Errors
/// When a day lies outside the years that are reckoned with.
pub fn warnings(registers: &Registers, held: &HeldCertification, on: Date) -> Result<Vec<Warning>, Refusal> {
    if held.state_on(on) == State::Withdrawn {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let mut say = |kind, sentence: String| found.push(Warning { kind, sentence });
    body(registers, held, on, &mut say);
    if !is_current("standard", &held.project.standard, on)? {
        let standard = &held.project.standard;
        say(
            WarningKind::Edition,
            format!("{standard} certifies nobody any more: its transition ended on 31 October 2025"),
        );
    }
    stages(registers, held, on, &mut say);
    let untold = held.changes.iter().filter(|one| one.reported.is_none()).count();
    if untold > 0 {
        let before =
            held.next_visit().map_or_else(String::new, |(_, visit)| format!(", the next is on {}", visit.visit.first));
        let which = match held.changes.len() {
            all if all == untold => counted(all, "change", "changes"),
            all => format!("{untold} of {all} changes"),
        };
        let sentence = format!("the body was not told of {which}, and wants to know before its next visit{before}");
        say(WarningKind::Change, sentence);
    }
    if let Some(certificate) = held.certificate() {
        if held.state_on(on).certified()
            && let Some(why) = overdue_surveillance(held, &cycle_of(certificate)?, on)?
        {
            say(WarningKind::Surveillance, format!("{why}: the body may suspend the certificate"));
        }
        let named = &certificate.decision.statement;
        if let Some((effective, _)) = registers.statements.effective().filter(|(id, _)| id != named) {
            let sentence =
                format!("the certificate names {named}, and {effective} is in force: tell the body at the next visit");
            say(WarningKind::Statement, sentence);
        }
        if certificate.decision.scope != held.project.scope {
            let sentence =
                "the scope of the project is not that of the certificate: ask the body to extend or reduce it";
            say(WarningKind::Scope, sentence.to_owned());
        }
    }
    if let Some(limit) = held.suspension().and_then(|held| held.limit) {
        let over = if limit < on { "that day is over" } else { "solve it by then" };
        say(WarningKind::Suspension, format!("suspensions last six months in most cases, here until {limit}: {over}"));
    }
    Ok(found)
}

fn body(registers: &Registers, held: &HeldCertification, on: Date, say: &mut impl FnMut(WarningKind, String)) {
    let Some(body) = registers.certifications.body(&held.project.body) else { return };
    let (name, project) = (&body.body.name, &held.project);
    for market in &project.markets {
        if !body.body.markets.iter().any(|known| known.eq_ignore_ascii_case(market)) {
            let sentence = format!(
                "{market} is not among the markets where certificates of {name} are recognised: ask there before you sign"
            );
            say(WarningKind::Market, sentence);
        }
    }
    match body.check().map(|held| &held.accreditation) {
        None => say(
            WarningKind::Accreditation,
            format!("nobody has looked up the accreditation of {name}: look before you sign"),
        ),
        Some(check) => {
            let until = check.valid_until;
            let next = held.next_visit().map(|(_, visit)| visit.visit.last);
            if check.ended(on) {
                let day = until.map(|day| day.to_string()).unwrap_or_default();
                say(WarningKind::Accreditation, format!("the accreditation of {name} ended on {day}"));
            } else if let (Some(until), Some(next)) = (until, next.filter(|next| check.ended(*next))) {
                let sentence = format!("the accreditation of {name} ends on {until}, before the visit of {next}");
                say(WarningKind::Accreditation, sentence);
            } else if check.on < on.saturating_sub(1.years()) {
                let sentence =
                    format!("the accreditation of {name} was looked up on {}, more than a year ago", check.on);
                say(WarningKind::Accreditation, sentence);
            }
        }
    }
}

fn stages(registers: &Registers, held: &HeldCertification, on: Date, say: &mut impl FnMut(WarningKind, String)) {
    let state = held.state_on(on);
    if let Some((_, visit)) =
        held.held(VisitKind::Stage1).filter(|_| matches!(state, State::Stage1 | State::Stage1Closed))
    {
        let days = visit.last().until(on).map_or(0, |span| span.get_days());
        if days > STAGE1_HOLDS_DAYS {
            let sentence =
                format!("Stage 1 ended {days} days ago, on {}: ask whether the body still relies on it", visit.last());
            say(WarningKind::Stage1Old, sentence);
        }
    }
    let planned = registers
        .risks
        .risks
        .values()
        .any(|risk| risk.plan.as_ref().is_some_and(|plan| !plan.treatment.lines.is_empty()));
    let record = held.held(VisitKind::Stage2).and_then(|(number, visit)| Some((number, visit.record.as_ref()?)));
    if let Some((number, _)) = record.filter(|(_, record)| planned && record.followed.is_empty()) {
        let sentence = format!("visit {number} names no line of a treatment plan that was followed in practice");
        say(WarningKind::Followed, sentence);
    }
}
