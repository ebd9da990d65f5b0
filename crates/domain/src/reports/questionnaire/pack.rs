//! The answer pack: which report or certificate satisfies which request, what may be sent until there is one, and what is
//! missing (R334). A report is no certificate and a certificate no report, so that neither ever answers for the other.

use crate::registers::Registers;
use crate::registers::engagement::HeldEngagement;
use crate::reports::engagement::{FIELDWORK_WEEKS, REPORT_WEEKS, forecast};
use crate::values::questionnaire::{SourceKind, SourceRef};
use crate::values::{Artefact, Categories, EngagementState, Examination};
use jiff::civil::Date;

/// Something that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Satisfies {
    /// Where it is; `None` for a bridge letter, which is no source of answers.
    pub source: Option<SourceRef>,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// First and last day of which it speaks, or on which it holds.
    pub days: (Date, Date),
    /// What may be said of it to others.
    pub sentence: String,
}

/// A request, and what answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackLine {
    /// What is wanted.
    pub wants: Artefact,
    /// Customers who asked for it and wait.
    pub waiting: Vec<String>,
    /// What satisfies it.
    pub held: Option<Satisfies>,
    /// What can be sent until there is one; it does not satisfy the request.
    pub meanwhile: Vec<Satisfies>,
    /// What is missing, or what to mind.
    pub note: String,
}

/// What is asked of a company that serves others, and what answers it on a day.
pub fn answer_pack(registers: &Registers, on: Date) -> Vec<PackLine> {
    let wanted = [Artefact::Soc2Type2, Artefact::Soc2Type1, Artefact::IsoCertificate, Artefact::BridgeLetter];
    wanted.into_iter().map(|wants| line(registers, wants, on)).collect()
}

fn line(registers: &Registers, wants: Artefact, on: Date) -> PackLine {
    let waiting = registers.engagements.asked.values().filter(|held| held.open() && held.asked.wants == wants);
    let waiting = waiting.map(|held| held.asked.customer.clone()).collect();
    let held = one(registers, wants, on);
    let others: &[Artefact] = match wants {
        Artefact::Soc2Type2 => &[Artefact::Soc2Type1, Artefact::IsoCertificate],
        Artefact::Soc2Type1 => &[Artefact::IsoCertificate],
        Artefact::IsoCertificate => &[Artefact::Soc2Type2, Artefact::Soc2Type1],
        Artefact::BridgeLetter | Artefact::Other => &[],
    };
    let meanwhile = match held {
        Some(_) => Vec::new(),
        None => others.iter().filter_map(|other| one(registers, *other, on)).collect(),
    };
    let note = note(registers, wants, held.as_ref(), on);
    PackLine { wants, waiting, held, meanwhile, note }
}

fn one(registers: &Registers, wants: Artefact, on: Date) -> Option<Satisfies> {
    match wants {
        // A Type II speaks of the design as well.
        Artefact::Soc2Type1 => report(registers, true, on).or_else(|| report(registers, false, on)),
        Artefact::Soc2Type2 => report(registers, false, on),
        Artefact::IsoCertificate => certificate(registers, on),
        Artefact::BridgeLetter => letter(registers, on),
        Artefact::Other => None,
    }
}

fn named(categories: Categories) -> String {
    categories.names()
}

/// The issued report whose period ends last.
fn report(registers: &Registers, type1: bool, on: Date) -> Option<Satisfies> {
    let issued = registers.engagements.engagements.iter().filter(|(_, held)| held.state == EngagementState::Issued);
    let of = issued.filter(|(_, held)| matches!(held.engagement.kind, Examination::Type1 { .. }) == type1);
    let (id, held) = of.max_by_key(|(id, held)| (held.engagement.kind.days().until, id.len(), *id))?;
    let days = held.engagement.kind.days();
    (days.until <= on).then(|| Satisfies {
        source: Some(SourceRef::new(SourceKind::Report, id)),
        id: id.clone(),
        title: held.engagement.title.clone(),
        days: (days.from, days.until),
        sentence: said_of_report(registers, id, held),
    })
}

fn said_of_report(registers: &Registers, id: &str, held: &HeldEngagement) -> String {
    let engagement = &held.engagement;
    let over = match engagement.kind {
        Examination::Type1 { on } => format!("as of {on}"),
        Examination::Type2 { window } => format!("over {} to {}", window.from, window.until),
    };
    let firm = match engagement.firm.name.trim() {
        "" => String::new(),
        name => format!(" by {name}"),
    };
    let opinion = registers.descriptions.opinion(id).map(|held| held.opinion.kind.title().to_lowercase());
    let opinion = opinion.map(|kind| format!(" The opinion is {kind}.")).unwrap_or_default();
    let kind = engagement.kind.title();
    format!(
        "We have a SOC 2 {kind} report{firm} {over}; categories: {}.{opinion} The report speaks of those categories and \
         days alone and proves no compliance with a law. It is available under a confidentiality agreement.",
        named(engagement.categories)
    )
}

fn certificate(registers: &Registers, on: Date) -> Option<Satisfies> {
    let of = registers.certifications.each().filter_map(|(id, held)| Some((id, held, held.in_force(on)?)));
    let (id, held, certificate) = of.max_by_key(|(_, _, certificate)| certificate.expiry)?;
    let body = registers.certifications.body(&held.project.body).map_or("", |body| body.body.name.as_str());
    let standard = match held.project.standard.as_str() {
        "" => "ISO/IEC 27001:2022",
        standard => standard,
    };
    Some(Satisfies {
        source: Some(SourceRef::new(SourceKind::Certificate, &id)),
        title: held.project.title.clone(),
        days: (certificate.decision.on, certificate.expiry),
        sentence: format!(
            "Our management system is certified to {standard} by {body}: certificate {}, scope: {}; valid to {}. The \
             certificate speaks of that scope alone and proves no compliance with a law.",
            certificate.decision.number, certificate.decision.scope, certificate.expiry
        ),
        id,
    })
}

/// The signed bridge letter that reaches furthest, over the time since the last report.
fn letter(registers: &Registers, on: Date) -> Option<Satisfies> {
    let engagements = &registers.engagements.engagements;
    let signed = registers.descriptions.letters.iter().filter(|(_, held)| held.signed.is_some());
    let of = signed.filter_map(|(id, held)| {
        let end = engagements.get(&held.letter.engagement)?.engagement.kind.days().until;
        (held.state(end, on) != "expired").then_some((id, held, end))
    });
    let (id, held, end) = of.max_by_key(|(id, held, _)| (held.letter.until, id.len(), *id))?;
    Some(Satisfies {
        source: None,
        id: id.clone(),
        title: format!("Bridge letter {id}"),
        days: (end.tomorrow().unwrap_or(end), held.letter.until),
        sentence: format!(
            "Management signed a bridge letter from the end of the last report to {}; it is no work of the auditor.",
            held.letter.until
        ),
    })
}

/// When the report that is wanted can be expected, from the engagement that comes first; a Type II stands in for a Type I.
fn expected(registers: &Registers, wants: Artefact, on: Date) -> String {
    let all = registers.engagements.in_order();
    let under_way = all.into_iter().filter(|(_, held)| !held.state.over() && held.state != EngagementState::OnHold);
    let of = |type1: bool| {
        let kind = |held: &HeldEngagement| matches!(held.engagement.kind, Examination::Type1 { .. }) == type1;
        under_way.clone().filter(|(_, held)| kind(held)).min_by_key(|(_, held)| held.engagement.kind.days().until)
    };
    let first = if wants == Artefact::Soc2Type1 { of(true).or_else(|| of(false)) } else { of(false) };
    let Some((id, held)) = first else {
        return "no report was issued yet: plan an engagement, and tell the customer its day".to_owned();
    };
    let state = held.state.within();
    match forecast(held, on, FIELDWORK_WEEKS, REPORT_WEEKS) {
        Ok(Some(way)) => format!(
            "no report was issued yet: that of {id} ({state}) can be expected on {} at the earliest",
            way.report
        ),
        _ => format!(
            "no report was issued yet: that of {id} ({state}) speaks of {}; ask the firm for its day, and tell the customer",
            held.engagement.kind.days().until
        ),
    }
}

/// Days after the end of a period from which readers ask for a bridge letter.
const RECENT_DAYS: i32 = 365;

fn note(registers: &Registers, wants: Artefact, held: Option<&Satisfies>, on: Date) -> String {
    let Some(held) = held else {
        return match wants {
            Artefact::Soc2Type1 | Artefact::Soc2Type2 => return expected(registers, wants, on),
            Artefact::IsoCertificate => {
                "no certificate is in force: plan the certification, and tell the customer its day"
            }
            Artefact::BridgeLetter => "no signed letter reaches this day: write one after the end of the last report",
            Artefact::Other => "",
        }
        .to_owned();
    };
    let since = on.since(held.days.1).map_or(0, |span| span.get_days());
    match wants {
        Artefact::Soc2Type2 | Artefact::Soc2Type1 if since > RECENT_DAYS => {
            format!("its period ended {since} days ago; customers will ask for the next one")
        }
        Artefact::Soc2Type2 if since > 0 && letter(registers, on).is_none() => {
            format!("its period ended {since} days ago; a bridge letter can speak of the time since")
        }
        Artefact::Soc2Type1 if held.days.0 != held.days.1 => {
            "a Type II report, which speaks of the design as well, is sent in its place".to_owned()
        }
        Artefact::IsoCertificate => format!("it expires on {}", held.days.1),
        _ => String::new(),
    }
}
