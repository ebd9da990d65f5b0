//! Questions about certification bodies and projects.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::certification::{HeldBody, HeldCertification};
use domain::reports::certification::{
    CertificationDue, Cycle, FindingLine, Lapsed, Need, Visited, Warning, YearlyLine, cycle_of, decides, due,
    finding_lines, follows, lapsed, next_due, next_needs, visited, warnings, yearly,
};
use domain::values::Action;
use domain::values::certification::{CertificationState, VisitKind};
use jiff::civil::Date;

/// All certification bodies and projects.
#[derive(Clone, Copy, Debug, Default)]
pub struct CertificationsOf;

/// A project as it is listed.
#[derive(Clone, Debug, PartialEq)]
pub struct CertificationLine {
    /// Its id.
    pub id: String,
    /// It, and what became of it.
    pub held: HeldCertification,
    /// Where it stands on the day.
    pub state: CertificationState,
}

/// All certification bodies and projects on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct CertificationsAnswer {
    /// The bodies with their ids, the oldest first.
    pub bodies: Vec<(String, HeldBody)>,
    /// The projects, the newest first.
    pub projects: Vec<CertificationLine>,
    /// The project that people look at first.
    pub current: Option<String>,
}

impl Question for CertificationsOf {
    type Answer = CertificationsAnswer;

    fn needs(&self) -> Action {
        Action::ReadCertification
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<CertificationsAnswer, Refusal> {
        let register = &seen.organisation()?.certifications;
        let line = |(id, held): (String, &HeldCertification)| CertificationLine {
            id,
            held: held.clone(),
            state: held.state_on(seen.on),
        };
        Ok(CertificationsAnswer {
            bodies: register.each_body().map(|(id, held)| (id, held.clone())).collect(),
            projects: register.each().rev().map(line).collect(),
            current: register.current(seen.on).map(|(id, _)| id),
        })
    }
}

/// One project.
#[derive(Clone, Debug)]
pub struct CertificationOf(pub String);

/// One project on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct CertificationDetail {
    /// Its id.
    pub id: String,
    /// It, and what became of it.
    pub held: HeldCertification,
    /// Where it stands on the day.
    pub state: CertificationState,
    /// The body.
    pub body: Option<HeldBody>,
    /// The cycle of the certificate that counts.
    pub cycle: Option<Cycle>,
    /// The next surveillance or recertification, and its last day.
    pub next_visit: Option<(VisitKind, Date)>,
    /// What usually comes next, and what is missing before it.
    pub next: Option<(CertificationState, Vec<Need>)>,
    /// Steps that can follow.
    pub steps: Vec<CertificationState>,
    /// A decision of the body can be recorded.
    pub decides: bool,
    /// What a planner should hear.
    pub warnings: Vec<Warning>,
    /// How the findings stand.
    pub findings: Vec<FindingLine>,
    /// What the body covered.
    pub visited: Visited,
    /// The list for the next surveillance; empty before a certificate.
    pub yearly: Vec<YearlyLine>,
    /// Controls that lapsed since the last visit, and that visit's last day.
    pub lapsed: Option<(Date, Vec<Lapsed>)>,
    /// What is due.
    pub due: Vec<CertificationDue>,
    /// What is published about audit days: id, text, source. Figures of others, shown beside what is agreed.
    pub published: Vec<(String, String, String)>,
}

/// The topic of published figures on audit days.
const AUDIT_DAYS: &str = "audit days";

impl Question for CertificationOf {
    type Answer = CertificationDetail;

    fn needs(&self) -> Action {
        Action::ReadCertification
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<CertificationDetail, Refusal> {
        let registers = seen.organisation()?;
        let unknown = || Refusal::Unknown { what: "certification", id: self.0.clone(), nearest: None };
        let id = self.0.trim().to_ascii_uppercase();
        let held = registers.certifications.project(&id).ok_or_else(unknown)?;
        let state = held.state_on(seen.on);
        let cycle = held.certificate().map(cycle_of).transpose()?;
        let claims = registers.catalogue.claims().flat_map(|claims| &claims.claims);
        let of_days = claims.filter(|claim| claim.topic == AUDIT_DAYS);
        let published = of_days.map(|one| (one.id.clone(), one.text.clone(), one.source.clone())).collect();
        let list = match held.certificate() {
            Some(_) => yearly(registers, held, seen.on)?,
            None => Vec::new(),
        };
        Ok(CertificationDetail {
            state,
            body: registers.certifications.body(&held.project.body).cloned(),
            next_visit: cycle.as_ref().filter(|_| state.certified()).map(|cycle| next_due(held, cycle)),
            cycle,
            next: next_needs(registers, held, seen.on)?,
            steps: follows(state),
            decides: decides(held.state),
            warnings: warnings(registers, held, seen.on)?,
            findings: finding_lines(registers, held, seen.on)?,
            visited: visited(registers, held, seen.on)?,
            yearly: list,
            lapsed: lapsed(registers, held, seen.on),
            due: due(registers, held, seen.on)?,
            published,
            held: held.clone(),
            id,
        })
    }
}

/// One certification body.
#[derive(Clone, Debug)]
pub struct CertificationBodyOf(pub String);

/// One certification body, and the projects with it.
#[derive(Clone, Debug, PartialEq)]
pub struct CertificationBodyDetail {
    /// Its id.
    pub id: String,
    /// It, and what was seen of its accreditation.
    pub held: HeldBody,
    /// Its accreditation has ended on the day.
    pub ended: bool,
    /// The projects with it: id, title, where each stands.
    pub projects: Vec<(String, String, CertificationState)>,
}

impl Question for CertificationBodyOf {
    type Answer = CertificationBodyDetail;

    fn needs(&self) -> Action {
        Action::ReadCertification
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<CertificationBodyDetail, Refusal> {
        let register = &seen.organisation()?.certifications;
        let unknown = || Refusal::Unknown { what: "certification body", id: self.0.clone(), nearest: None };
        let id = self.0.trim().to_ascii_uppercase();
        let held = register.body(&id).ok_or_else(unknown)?;
        let of = register.each().filter(|(_, project)| project.project.body == id);
        let projects = of.map(|(of, held)| (of, held.project.title.clone(), held.state_on(seen.on))).collect();
        let ended = held.check().is_some_and(|check| check.accreditation.ended(seen.on));
        Ok(CertificationBodyDetail { held: held.clone(), ended, projects, id })
    }
}
