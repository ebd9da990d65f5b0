//! What an organisation can say of itself to everybody: reports and certificates that are held on a day, what is under way,
//! and the documents that may be asked for. All of it is computed from the registers, in the words of the trade (K14).

use super::wording::hits;
use crate::registers::Registers;
use crate::registers::certification::{HeldCertificate, HeldCertification};
use crate::registers::engagement::HeldEngagement;
use crate::values::public::{PublicDocument, PublicDocumentKind, PublicStatement};
use crate::values::{EngagementState, Examination};
use jiff::civil::Date;

/// A page for everybody. It holds no name of a person, and no id of anything here but those of documents that are offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicPage {
    /// The organisation.
    pub organisation: String,
    /// The day of which it speaks.
    pub on: Date,
    /// What the organisation says about itself.
    pub about: String,
    /// Whom to ask.
    pub contact: String,
    /// Reports of examinations that are held, the newest first.
    pub reports: Vec<PublicReport>,
    /// Certificates in force, the one that holds longest first.
    pub certificates: Vec<PublicCertificate>,
    /// What is under way, a sentence for each; empty where it is not to be said.
    pub under_way: Vec<String>,
    /// Documents that may be asked for, with their titles.
    pub documents: Vec<(PublicDocument, String)>,
    /// What was left out of it since its words are none that others may be told, each with what it says.
    pub left_out: Vec<String>,
}

/// A report that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicReport {
    /// `SOC 2 Type II report`.
    pub title: String,
    /// The first and last day of which it speaks; one day of a Type I.
    pub days: (Date, Date),
    /// Is it of one day?
    pub one_day: bool,
    /// The firm that examined; empty where nobody said it.
    pub firm: String,
    /// The categories by name.
    pub categories: String,
    /// The opinion in a sentence, where it is to be shown and is known.
    pub opinion: Option<String>,
}

/// A certificate in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicCertificate {
    /// The standard with its edition.
    pub standard: String,
    /// The body that certified.
    pub body: String,
    /// Who accredited the body; empty where no accreditation that counts on the day is known.
    pub accredited_by: String,
    /// The number of the certificate.
    pub number: String,
    /// Its scope, as it stands on it.
    pub scope: String,
    /// The day of the decision.
    pub since: Date,
    /// Its last day.
    pub until: Date,
}

impl PublicReport {
    /// The days of which it speaks, in words.
    pub fn period(&self) -> String {
        let (from, until) = self.days;
        if self.one_day { format!("as of {until}") } else { format!("{from} to {until}") }
    }

    fn words(&self) -> String {
        let opinion = self.opinion.as_deref().unwrap_or_default();
        format!("{} {}\n{}\n{}\n{opinion}", self.title, self.period(), self.firm, self.categories)
    }
}

impl PublicCertificate {
    /// What it is, in words: who certified what, and by whose accreditation.
    pub fn title(&self) -> String {
        format!("{} certified", self.standard)
    }

    fn words(&self) -> String {
        [self.title(), self.body.clone(), self.accredited_by.clone(), self.number.clone(), self.scope.clone()]
            .join("\n")
    }
}

/// The page as it would be on a day, whether it is there or not.
pub fn public_page(registers: &Registers, shown: &PublicStatement, on: Date) -> PublicPage {
    let mut left_out = Vec::new();
    let mut good = |words: String| {
        let refused = !hits(&words).is_empty();
        if refused {
            left_out.push(words.lines().collect::<Vec<_>>().join(", "));
        }
        !refused
    };
    let mut reports = reports(registers, shown.opinion, on);
    reports.retain(|one| good(one.words()));
    let mut certificates = certificates(registers, on);
    certificates.retain(|one| good(one.words()));
    let mut documents: Vec<(PublicDocument, String)> =
        shown.documents.iter().filter_map(|one| Some((one.clone(), title(registers, one, on)?))).collect();
    documents.retain(|(_, title)| good(title.clone()));
    let under_way = if shown.under_way { under_way(registers, on) } else { Vec::new() };
    let spoken = |text: &str| if hits(text).is_empty() { text.to_owned() } else { String::new() };
    PublicPage {
        organisation: registers.name.clone(),
        on,
        about: spoken(&shown.about),
        contact: spoken(&shown.contact),
        reports,
        certificates,
        under_way,
        documents,
        left_out,
    }
}

/// Reports that were issued and not superseded, of days that are over.
fn reports(registers: &Registers, opinion: bool, on: Date) -> Vec<PublicReport> {
    let issued = registers.engagements.engagements.iter().filter(|(_, held)| held.state == EngagementState::Issued);
    let mut all: Vec<PublicReport> =
        issued.map(|(id, held)| report(registers, id, held, opinion)).filter(|one| one.days.1 <= on).collect();
    all.sort_by(|a, b| {
        b.days.1.cmp(&a.days.1).then_with(|| b.days.0.cmp(&a.days.0)).then_with(|| a.title.cmp(&b.title))
    });
    all
}

fn report(registers: &Registers, id: &str, held: &HeldEngagement, opinion: bool) -> PublicReport {
    let engagement = &held.engagement;
    let days = engagement.kind.days();
    let said = registers.descriptions.opinion(id).filter(|_| opinion).map(|held| {
        let kind = held.opinion.kind;
        format!("The auditor's opinion is {}: {}", kind.title().to_lowercase(), kind.means())
    });
    PublicReport {
        title: format!("SOC 2 {} report", engagement.kind.title()),
        days: (days.from, days.until),
        one_day: matches!(engagement.kind, Examination::Type1 { .. }),
        firm: engagement.firm.name.trim().to_owned(),
        categories: engagement.categories.names(),
        opinion: said,
    }
}

/// Certificates in force on the day: none that is suspended, withdrawn or over.
fn certificates(registers: &Registers, on: Date) -> Vec<PublicCertificate> {
    let held = registers.certifications.each();
    let in_force = held.filter_map(|(_, held)| Some(certificate(registers, held, held.in_force(on)?, on)));
    let mut all: Vec<PublicCertificate> = in_force.collect();
    all.sort_by(|a, b| b.until.cmp(&a.until).then_with(|| a.number.cmp(&b.number)));
    all
}

fn certificate(
    registers: &Registers,
    held: &HeldCertification,
    newest: &HeldCertificate,
    on: Date,
) -> PublicCertificate {
    let body = registers.certifications.body(&held.project.body);
    let check = body.and_then(|body| body.check()).map(|check| &check.accreditation);
    let accredited = check.filter(|one| one.iso27001 && !one.ended(on));
    PublicCertificate {
        standard: standard(held).to_owned(),
        body: body.map(|held| held.body.name.clone()).unwrap_or_default(),
        accredited_by: accredited.map(|one| one.by.clone()).unwrap_or_default(),
        number: newest.decision.number.clone(),
        scope: newest.decision.scope.clone(),
        since: newest.decision.on,
        until: newest.expiry,
    }
}

fn standard(held: &HeldCertification) -> &str {
    match held.project.standard.trim() {
        "" => "ISO/IEC 27001:2022",
        standard => standard,
    }
}

/// What is under way, in words that promise nothing: an examination has no result before its report, and who prepares for
/// certification is not certified.
fn under_way(registers: &Registers, on: Date) -> Vec<String> {
    use EngagementState::{DraftReport, Fieldwork, Planned, Readiness, Remediation, Scoping, WindowClosed, WindowOpen};
    let mut all = Vec::new();
    for (_, held) in registers.engagements.in_order() {
        let kind = held.engagement.kind.title();
        match held.state {
            Planned | Scoping | Readiness | Remediation => {
                all.push(format!("We prepare for a SOC 2 {kind} examination. No report of it was issued."));
            }
            WindowOpen | WindowClosed | Fieldwork | DraftReport => {
                all.push(format!("A SOC 2 {kind} examination is under way. No report of it was issued."));
            }
            _ => {}
        }
    }
    for (_, held) in registers.certifications.each() {
        let (state, first) = (held.state_on(on), held.certificate().is_none());
        let standard = standard(held);
        if first && state.prepares() {
            all.push(format!("We prepare for certification to {standard}. No certificate was issued."));
        } else if first && state < crate::values::certification::CertificationState::Certified {
            all.push(format!(
                "A certification body audits our management system against {standard}. No certificate was issued."
            ));
        }
    }
    all.dedup();
    all.retain(|sentence| hits(sentence).is_empty());
    all
}

/// The title of a document that can be given on a day; `None` where there is no such document, it is not in force, or it is
/// for some readers only.
pub fn title(registers: &Registers, document: &PublicDocument, on: Date) -> Option<String> {
    match document.kind {
        PublicDocumentKind::Policy => {
            let held = registers.policies.policies.get(&document.of)?;
            let version = held.current(on).filter(|one| one.disposed.is_none() && !held.policy.limited())?;
            Some(format!("{}, version {}", held.policy.title, version.number))
        }
        PublicDocumentKind::Statement => {
            registers.statements.effective().map(|_| "Statement of Applicability, summary".to_owned())
        }
        PublicDocumentKind::Letter => {
            let held = registers.descriptions.letters.get(&document.of)?;
            held.signed.as_ref().map(|_| format!("Bridge letter until {}", held.letter.until))
        }
    }
}

/// Everything that could be offered on a day, with its title.
pub fn offers(registers: &Registers, on: Date) -> Vec<(PublicDocument, String)> {
    let policies = registers.policies.in_order().into_iter().map(|(id, _)| (PublicDocumentKind::Policy, id.clone()));
    let letters = registers.descriptions.letters.keys().map(|id| (PublicDocumentKind::Letter, id.clone()));
    let all = [(PublicDocumentKind::Statement, String::new())].into_iter().chain(policies).chain(letters);
    let one = |(kind, of): (PublicDocumentKind, String)| {
        let document = PublicDocument { kind, of };
        let title = title(registers, &document, on)?;
        Some((document, title))
    };
    all.filter_map(one).collect()
}
