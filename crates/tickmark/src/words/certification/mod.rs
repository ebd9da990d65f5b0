//! Certification bodies and projects as JSON.

mod audits;
mod shapes;
mod sheet;

pub use audits::{CertificationFindingWords, CertificationVisitWords, YearlyWords};
pub use shapes::{
    ShapeOfAccreditation, ShapeOfCertificate, ShapeOfCertification, ShapeOfCertificationBody,
    ShapeOfCertificationFinding, ShapeOfCertificationStep, ShapeOfCertificationVisit, ShapeOfFoundByBody,
    ShapeOfScopeChange, ShapeOfSettlement, ShapeOfVisitRecord,
};
pub(crate) use sheet::certification_sheets;

use super::NamedWords;
use app::Within;
use app::ask::{CertificationBodyDetail, CertificationDetail, CertificationLine};
use domain::registers::certification::{HeldBody, HeldCertificate};
use domain::reports::certification::{Need, Warning};
use serde::Serialize;
use utoipa::ToSchema;

/// What was seen of an accreditation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AccreditationWords {
    /// The accreditation body.
    pub by: String,
    /// The number of the accreditation.
    pub number: String,
    /// What the body is accredited to, each with its edition.
    pub standards: Vec<String>,
    /// Its scope names ISO/IEC 27001.
    pub iso27001: bool,
    /// Its last day.
    pub valid_until: Option<String>,
    /// Where it was looked up.
    pub source: String,
    /// On which day.
    pub on: String,
    /// Who looked.
    pub checked_by: NamedWords,
}

/// A certification body.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CertificationBodyWords {
    /// Id, such as `CB-1`.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Where it sits.
    pub country: String,
    /// Markets where its certificates are recognised.
    pub markets: Vec<String>,
    /// Days after a visit for a plan.
    pub plan_days: u32,
    /// Days after a visit for the closure of a major.
    pub close_days: u32,
    /// What was seen of its accreditation, the oldest first; the last one counts.
    pub checks: Vec<AccreditationWords>,
}

impl CertificationBodyWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, id: &str, held: &HeldBody) -> CertificationBodyWords {
        let check = |one: &domain::registers::certification::HeldAccreditation| {
            let seen = &one.accreditation;
            AccreditationWords {
                by: seen.by.clone(),
                number: seen.number.clone(),
                standards: seen.standards.iter().cloned().collect(),
                iso27001: seen.iso27001,
                valid_until: seen.valid_until.map(|day| day.to_string()),
                source: seen.source.clone(),
                on: seen.on.to_string(),
                checked_by: NamedWords::of(app, &one.by),
            }
        };
        CertificationBodyWords {
            id: id.to_owned(),
            name: held.body.name.clone(),
            country: held.body.country.clone(),
            markets: held.body.markets.iter().cloned().collect(),
            plan_days: held.body.plan_days,
            close_days: held.body.close_days,
            checks: held.checks.iter().map(check).collect(),
        }
    }

    /// The words of a page.
    pub fn of_detail(app: &Within<'_>, detail: &CertificationBodyDetail) -> CertificationBodyWords {
        CertificationBodyWords::of(app, &detail.id, &detail.held)
    }
}

/// A project as the list shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CertificationLineWords {
    /// Id, such as `CT-1`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The body.
    pub body: String,
    /// The standard with its edition.
    pub standard: String,
    /// Where it stands: `planned` to `management_review_done`, `stage1` to `decision_pending`, `certified`,
    /// `surveillance1`, `surveillance2`, `recertification`, `suspended`, `withdrawn` or `expired`.
    pub state: &'static str,
    /// The number of the certificate that counts.
    pub certificate: Option<String>,
    /// Its last day.
    pub expiry: Option<String>,
}

impl CertificationLineWords {
    /// The words of one.
    pub fn of(line: &CertificationLine) -> CertificationLineWords {
        let certificate = line.held.certificate();
        CertificationLineWords {
            id: line.id.clone(),
            title: line.held.project.title.clone(),
            body: line.held.project.body.clone(),
            standard: line.held.project.standard.clone(),
            state: line.state.id(),
            certificate: certificate.map(|held| held.decision.number.clone()),
            expiry: certificate.map(|held| held.expiry.to_string()),
        }
    }
}

/// One thing that is missing before a step.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CertificationNeedWords {
    /// What kind of thing.
    pub kind: &'static str,
    /// What is missing.
    pub sentence: String,
    /// What to do.
    pub remedy: String,
    /// What it is about, at most twelve.
    pub names: Vec<String>,
    /// It stays whatever the body decides.
    pub hard: bool,
}

impl From<&Need> for CertificationNeedWords {
    fn from(need: &Need) -> CertificationNeedWords {
        CertificationNeedWords {
            kind: need.kind.id(),
            sentence: need.sentence.clone(),
            remedy: need.remedy.clone(),
            names: need.names.clone(),
            hard: need.kind.hard(),
        }
    }
}

/// A warning about a project.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CertificationWarningWords {
    /// What kind.
    pub kind: &'static str,
    /// One sentence.
    pub sentence: String,
}

impl From<&Warning> for CertificationWarningWords {
    fn from(warning: &Warning) -> CertificationWarningWords {
        CertificationWarningWords { kind: warning.kind.id(), sentence: warning.sentence.clone() }
    }
}

/// A certificate.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CertificateWords {
    /// Its number.
    pub number: String,
    /// The day of the decision.
    pub decided_on: String,
    /// Its last day.
    pub expiry: String,
    /// The text of its scope.
    pub scope: String,
    /// The version of the Statement of Applicability that it names.
    pub statement: String,
    /// Days without a certificate before it.
    pub days_without: u32,
}

impl From<&HeldCertificate> for CertificateWords {
    fn from(held: &HeldCertificate) -> CertificateWords {
        CertificateWords {
            number: held.decision.number.clone(),
            decided_on: held.decision.on.to_string(),
            expiry: held.expiry.to_string(),
            scope: held.decision.scope.clone(),
            statement: held.decision.statement.clone(),
            days_without: held.days_without,
        }
    }
}

/// A step that was taken.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CertificationStepWords {
    /// From where.
    pub from: &'static str,
    /// Where to.
    pub to: &'static str,
    /// On which day.
    pub on: String,
    /// A note.
    pub note: String,
    /// What was missing when the body went on nevertheless.
    pub waived: Vec<String>,
    /// Why it did.
    pub because: String,
    /// Of a suspension: why.
    pub ground: Option<&'static str>,
    /// Of a suspension: the last day by which it is to be solved.
    pub limit: Option<String>,
    /// Who recorded it.
    pub recorded_by: NamedWords,
}

/// A change of what is certified.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScopeChangeWords {
    /// Its number, from 1.
    pub number: u32,
    /// `site`, `service`, `merger` or `other`.
    pub kind: &'static str,
    /// What changes.
    pub what: String,
    /// From which day.
    pub on: String,
    /// The day on which the body was told.
    pub reported_on: Option<String>,
    /// What it answered.
    pub answer: Option<String>,
    /// It wants a Stage 1 before the next recertification.
    pub stage1: bool,
}

/// What usually comes next, and what is missing before it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CertificationNextWords {
    /// The state.
    pub to: &'static str,
    /// What is missing.
    pub missing: Vec<CertificationNeedWords>,
}

/// A day that a certification brings.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CertificationDueWords {
    /// What is due.
    pub what: String,
    /// The day.
    pub due: String,
    /// Whose it is.
    pub person: Option<NamedWords>,
}

/// One project with all that became of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CertificationProjectWords {
    /// As the list shows it.
    #[serde(flatten)]
    pub line: CertificationLineWords,
    /// The text of the scope as it is to stand on the certificate.
    pub scope: String,
    /// Markets where the certificate has to be recognised.
    pub markets: Vec<String>,
    /// Audit days of Stage 1; 0 while nothing is agreed.
    pub stage1_days: u32,
    /// Audit days of Stage 2; 0 while nothing is agreed.
    pub stage2_days: u32,
    /// People in the scope.
    pub people: Option<u32>,
    /// The SOC 2 engagement of the same assessor.
    pub engagement: Option<String>,
    /// How the two are held together.
    pub combined: String,
    /// Who answers for the project.
    pub owner: Option<NamedWords>,
    /// What usually comes next.
    pub next: Option<CertificationNextWords>,
    /// Steps that can follow.
    pub steps: Vec<&'static str>,
    /// What a planner should hear.
    pub warnings: Vec<CertificationWarningWords>,
    /// The certificates, the oldest first; the last one counts.
    pub certificates: Vec<CertificateWords>,
    /// The steps that were taken.
    pub taken: Vec<CertificationStepWords>,
    /// The visits.
    pub visits: Vec<CertificationVisitWords>,
    /// The findings.
    pub findings: Vec<CertificationFindingWords>,
    /// What the body covered, in words with the denominator.
    pub covered: String,
    /// Controls that no visit of the cycle covered yet.
    pub controls_not_visited: Vec<String>,
    /// The list for the next surveillance.
    pub yearly: Vec<YearlyWords>,
    /// Controls that lapsed since the last visit of the body; null before any visit.
    pub lapsed_since_visit: Option<Vec<String>>,
    /// Changes of scope.
    pub changes: Vec<ScopeChangeWords>,
    /// What is due.
    pub due: Vec<CertificationDueWords>,
}

impl CertificationProjectWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, detail: &CertificationDetail) -> CertificationProjectWords {
        let (held, project) = (&detail.held, &detail.held.project);
        let line = CertificationLine { id: detail.id.clone(), held: detail.held.clone(), state: detail.state };
        let lapsed = |(_, all): &(jiff::civil::Date, Vec<domain::reports::certification::Lapsed>)| {
            all.iter().map(|one| format!("{} {}", one.control, one.bucket)).collect()
        };
        CertificationProjectWords {
            line: CertificationLineWords::of(&line),
            scope: project.scope.clone(),
            markets: project.markets.iter().cloned().collect(),
            stage1_days: project.stage1_days,
            stage2_days: project.stage2_days,
            people: project.people,
            engagement: project.engagement.clone(),
            combined: project.combined.clone(),
            owner: project.owner.as_ref().map(|owner| NamedWords::of(app, owner)),
            next: detail.next.as_ref().map(|(to, missing)| CertificationNextWords {
                to: to.id(),
                missing: missing.iter().map(CertificationNeedWords::from).collect(),
            }),
            steps: detail.steps.iter().map(|to| to.id()).collect(),
            warnings: detail.warnings.iter().map(CertificationWarningWords::from).collect(),
            certificates: held.certificates.iter().map(CertificateWords::from).collect(),
            taken: held.moves.iter().map(|one| step(app, one)).collect(),
            visits: held.each_visit().map(|(number, visit)| CertificationVisitWords::of(number, visit)).collect(),
            findings: detail
                .findings
                .iter()
                .filter_map(|line| Some(CertificationFindingWords::of(app, line, held.finding(line.number)?)))
                .collect(),
            covered: detail.visited.sentence(),
            controls_not_visited: detail.visited.unvisited_controls().map(|row| row.item.id.clone()).collect(),
            yearly: detail.yearly.iter().map(YearlyWords::from).collect(),
            lapsed_since_visit: detail.lapsed.as_ref().map(lapsed),
            changes: held.each_change().map(|(number, one)| change(number, one)).collect(),
            due: detail
                .due
                .iter()
                .map(|one| CertificationDueWords {
                    what: one.what.clone(),
                    due: one.due.to_string(),
                    person: one.person.as_ref().map(|person| NamedWords::of(app, person)),
                })
                .collect(),
        }
    }
}

fn step(app: &Within<'_>, held: &domain::registers::certification::HeldMove) -> CertificationStepWords {
    CertificationStepWords {
        from: held.from.id(),
        to: held.step.to.id(),
        on: held.step.on.to_string(),
        note: held.step.note.clone(),
        waived: held.waived.clone(),
        because: held.step.because.clone(),
        ground: held.step.ground.map(|ground| ground.id()),
        limit: held.limit.map(|day| day.to_string()),
        recorded_by: NamedWords::of(app, &held.by),
    }
}

fn change(number: u32, held: &domain::registers::certification::HeldChange) -> ScopeChangeWords {
    let told = held.reported.as_ref();
    ScopeChangeWords {
        number,
        kind: held.change.kind.id(),
        what: held.change.what.clone(),
        on: held.change.on.to_string(),
        reported_on: told.map(|told| told.on.to_string()),
        answer: told.map(|told| told.answer.clone()),
        stage1: told.is_some_and(|told| told.stage1),
    }
}
