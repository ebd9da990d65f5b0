//! The certification of an organisation to ISO/IEC 27001: bodies and their accreditation, projects with them, visits, findings,
//! decisions (workflows, section 5; ISO/IEC 17021-1, ISO/IEC 27006-1).

mod body;
mod finding;
mod project;
mod time;
mod visit;

pub use body::{Accreditation, CertificationBody};
pub use finding::{CertificationFinding, FindingKind, Settled, Settlement};
pub use project::{
    CertificationDecision, CertificationMove, CertificationProject, CertificationState, ScopeChange, ScopeChangeKind,
    SuspensionGround,
};
pub use time::{AUDIT_TIME_SOURCE, AuditTime};
pub use visit::{CertificationVisit, SurveillanceTopic, VisitKind, VisitOutcome, VisitRecord};

/// The standard that a project is held against before anybody says otherwise.
pub const DEFAULT_STANDARD: &str = "ISO/IEC 27001:2022";
/// Most certification bodies of one organisation.
pub const MAX_BODIES: usize = 200;
/// Most projects of one organisation.
pub const MAX_PROJECTS: usize = 500;
/// Most visits of one project.
pub const MAX_VISITS: usize = 200;
/// Most findings of one project.
pub const MAX_FINDINGS: usize = 1_000;
/// Most changes of scope of one project.
pub const MAX_CHANGES: usize = 200;
/// Most checks of the use of marks of one project.
pub const MAX_MARKS: usize = 200;
/// Most decisions of one project.
pub const MAX_DECISIONS: usize = 50;
/// Most markets that a body or a project names.
pub const MAX_MARKETS: usize = 60;
/// Most standards that an accreditation names.
pub const MAX_STANDARDS: usize = 20;
/// Most auditors of one visit.
pub const MAX_AUDITORS: usize = 20;
/// Most clauses and controls that one visit covers.
pub const MAX_COVERED: usize = 500;
/// Most lines of treatment plans that one visit follows.
pub const MAX_FOLLOWED: usize = 200;
/// Most audit days of one stage.
pub const MAX_AUDIT_DAYS: u32 = 200;
/// Days after which it is asked whether Stage 1 still holds: the body decides, no rule sets a maximum.
pub const STAGE1_HOLDS_DAYS: i32 = 180;
