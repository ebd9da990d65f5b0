//! The steps of each way, as they stand in the library: what is done, how long it takes, whose work it is.

use crate::values::Role;
use crate::values::operation::words;
use serde::{Deserialize, Serialize};

/// The framework that a track leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrackFramework {
    /// A SOC 2 report.
    Soc2,
    /// An ISO/IEC 27001 certificate.
    Iso27001,
}

words!(TrackFramework {
    Soc2 = "soc2", "SOC 2";
    Iso27001 = "iso27001", "ISO/IEC 27001";
});

/// What kind of time a step takes. What binds a plan is told by it (R297).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Readiness and remediation before a SOC 2 examination.
    Readiness,
    /// The window in which controls operate: it cannot be compressed.
    Window,
    /// Building the management system and closing gaps.
    Build,
    /// Waiting for the auditors.
    Lead,
    /// Auditors at work.
    Audit,
    /// Writing the report.
    Report,
}

words!(StepKind {
    Readiness = "readiness", "Readiness";
    Window = "window", "Window";
    Build = "build", "Build of the ISMS";
    Lead = "lead", "Lead of the auditors";
    Audit = "audit", "Audit";
    Report = "report", "Report";
});

impl StepKind {
    /// Is it own work, which maturity, tasks that are done and holidays change?
    pub fn work(self) -> bool {
        matches!(self, StepKind::Readiness | StepKind::Build)
    }
}

/// How long a step takes: one of the three.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// Weeks by a figure; weeks of a plan also say how far it overlaps with the step before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
    /// Months by the choice of the window; the figure is what was published of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<String>,
    /// What is left of a published whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_of: Option<String>,
    /// The parts that are taken from that whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub less: Vec<String>,
    /// A figure in per cent by which it is shorter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub faster: Option<String>,
}

/// A fact of the registers that shows a task as done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskFact {
    /// Own controls are linked to Annex A.
    AnnexALinked,
    /// Every auditable clause was judged.
    ClausesJudged,
    /// The scope of the management system stands, with issues and interested parties.
    ScopeSet,
    /// The risk method is approved and every open risk rated.
    RisksAssessed,
    /// A Statement of Applicability is approved.
    StatementApproved,
    /// A controlled document is published.
    DocumentsPublished,
    /// A programme of internal audits is approved.
    AuditProgramme,
    /// A management review has a day, or was held.
    ReviewPlanned,
    /// An internal audit was reported.
    InternalAuditReported,
    /// The minutes of a management review are approved.
    ManagementReviewHeld,
    /// No major nonconformity is open, after an internal audit.
    FindingsAnswered,
    /// A certification project names its body.
    BodyChosen,
    /// Every control in place has evidence.
    EvidenceReady,
    /// Stage 1 was held.
    Stage1Held,
    /// Stage 2 was held.
    Stage2Held,
    /// An engagement has its firm and letter.
    EngagementAgreed,
    /// Each criterion of the engagement has a control with owner and frequency.
    CriteriaAnswered,
    /// A system description was begun.
    DescriptionWritten,
}

/// A task of a step, and what shows that it is done: a fact, controls of Annex A, or a theme of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// What is done.
    pub title: String,
    /// The fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<TaskFact>,
    /// The controls that have to be in place, unless they are excluded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub controls: Vec<String>,
    /// The theme of Annex A whose controls have to be in place: `5` to `8`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Why it weighs as much as two tasks of its step: what a source says of it, with the source (R119). Left out, it counts
    /// once, since no source says how long one takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heavy: Option<String>,
}

/// A step of a track.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableStep {
    /// Its id within the track.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What kind of time it takes.
    pub kind: StepKind,
    /// It holds work on clauses 4 to 10 (R308).
    #[serde(default)]
    pub clauses: bool,
    /// How long it takes.
    pub length: Length,
    /// Whose work it is (R317).
    pub roles: Vec<Role>,
    /// Who takes part from outside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// What is done in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Task>,
}

/// A way to one framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it leads.
    pub framework: TrackFramework,
    /// Claims about its whole length, shown beside it.
    pub beside: Vec<String>,
    /// The figure of the internal effort, where one was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effort: Option<String>,
    /// The steps, in their order.
    pub steps: Vec<TableStep>,
}

/// A track of a route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteTrack {
    /// The track.
    pub track: String,
    /// The track that has to end first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A way to one framework or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its tracks.
    pub tracks: Vec<RouteTrack>,
    /// Claims about its whole length, shown beside it.
    pub beside: Vec<String>,
}
