//! Evidence: what shows that a control operated, for which period, from where, in which files (workflows, section 11).

use super::operation::words;
use super::{FileRef, Window};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Days after the end of its period from which evidence counts as late.
pub const LATE_DAYS: i32 = 30;
/// Most files of one version.
pub const MAX_FILES: usize = 200;
/// Most versions of one item.
pub const MAX_VERSIONS: usize = 500;
/// Most controls that one item serves.
pub const MAX_SERVED: usize = 500;

/// What evidence is, in the words of both frameworks (R169, R170).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceType {
    /// Configuration of a system.
    SystemConfiguration,
    /// Who had or used access.
    AccessLog,
    /// A review of who has access.
    AccessReview,
    /// What monitoring saw.
    MonitoringReport,
    /// A change with its approval, test and way back.
    ChangeRecord,
    /// An incident with its plan, roles and execution.
    IncidentRecord,
    /// A restore test, an exercise, another test.
    TestRecord,
    /// A policy, procedure or description of a control.
    ControlDocumentation,
    /// Training or acknowledgement.
    TrainingRecord,
    /// A record about people: screening, terms, leaving.
    PeopleRecord,
    /// Risk register or treatment plan.
    RiskRegister,
    /// Record of an internal audit.
    InternalAuditRecord,
    /// Inputs or outputs of a management review.
    ManagementReview,
    /// Log of corrective action.
    CorrectiveAction,
    /// Report or certificate of a supplier.
    SupplierReport,
    /// What a collector observed.
    CollectorResult,
    /// Something else.
    Other,
}

/// In which form it comes; lists and screenshots have to say more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A document or record.
    #[default]
    Document,
    /// A list out of a system: needs query, row count, completeness and accuracy.
    List,
    /// A screenshot: shows date, address or system, and user.
    Screenshot,
}

/// From which kind of system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// Not said.
    #[default]
    NotSaid,
    /// Production.
    Production,
    /// Test, staging or development.
    Test,
    /// Not from a system.
    NotASystem,
}

/// Who may read it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Classification {
    /// Anybody.
    Public,
    /// Everybody who works here.
    Internal,
    /// Those who need it.
    #[default]
    Confidential,
    /// Named people.
    Restricted,
}

/// What a screenshot shows of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// The date.
    Date,
    /// The address or system.
    System,
    /// The user.
    User,
}

/// Where evidence comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The system, or the person when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub system: String,
    /// Production or test.
    #[serde(default)]
    pub environment: Environment,
    /// Query, filter or command of a list.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub query: String,
    /// Number of rows of a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// How the list was seen to be complete.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub completeness: String,
    /// How the list was seen to be right.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub accuracy: String,
}

/// One item of evidence, as its collector describes it. Every day in it is a claim; the time of receipt is the ledger's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// What it is called.
    pub title: String,
    /// What it is.
    pub kind: EvidenceType,
    /// In which form.
    #[serde(default)]
    pub form: Form,
    /// The period that it covers, both days included.
    pub period: Window,
    /// The day on which the files were made, as claimed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<Date>,
    /// The day on which they were collected, as claimed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collected: Option<Date>,
    /// Where it comes from.
    #[serde(default)]
    pub source: Source,
    /// What a screenshot shows of itself.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub shows: BTreeSet<Shown>,
    /// The collector that made it; `None` when a person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collector: Option<String>,
    /// Who may read it.
    #[serde(default)]
    pub classification: Classification,
    /// Personal data stands in it because it has to.
    #[serde(default)]
    pub personal_data: bool,
    /// A note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A file of evidence, as it was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceFile {
    /// Its name, made safe.
    pub name: String,
    /// Hash and length.
    pub file: FileRef,
    /// What its bytes say it is.
    pub media: String,
    /// How its name or its claimed type disagrees with its bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disagrees: Option<String>,
    /// What was noticed in it that hardly belongs there: kinds of secrets and personal data, never the data.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub hints: BTreeMap<String, u32>,
}

/// What came of the results that an item shows (R174): it was acted on, or there was nothing to act on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// Was there something to act on?
    pub acted: bool,
    /// What was done, or how it was seen that nothing had to be.
    pub what: String,
    /// The day on which it was done or seen.
    pub on: Date,
    /// Nonconformities in which it goes on.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub nonconformities: BTreeSet<String>,
    /// Items of evidence that show the act.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub evidence: BTreeSet<String>,
}

/// Most follow-ups of one item.
pub const MAX_FOLLOW_UPS: usize = 50;
/// Most nonconformities, and most items of evidence, that one follow-up names.
pub const MAX_FOLLOWED: usize = 50;

impl EvidenceType {
    /// Does it show an activity with results that somebody has to act on: a review, a test, a report of monitoring?
    pub fn has_results(self) -> bool {
        matches!(
            self,
            EvidenceType::AccessReview
                | EvidenceType::MonitoringReport
                | EvidenceType::IncidentRecord
                | EvidenceType::TestRecord
                | EvidenceType::InternalAuditRecord
                | EvidenceType::ManagementReview
        )
    }
}

/// Somebody is asked for evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceRequest {
    /// Of which control.
    pub control: String,
    /// Whom.
    pub person: String,
    /// What is wanted.
    pub wanted: String,
    /// For which period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Window>,
    /// By which day.
    pub due: Date,
}

/// State of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceState {
    /// Handed in; waits for somebody else to accept it.
    Collected,
    /// Accepted in its newest version.
    Accepted,
    /// Rejected in its newest version.
    Rejected,
    /// Withdrawn by whoever handed it in, or by the programme.
    Withdrawn,
    /// Disposed of: its time was over and its files are gone.
    Disposed,
}

/// The frameworks whose rules say how long evidence is kept, in months (rule 10): from the end of the window, and from
/// the end of the certification cycle.
pub const RETENTION_MONTHS: [(&str, u32); 2] = [("soc2-tsc-2017", 12), ("iso27001-2022", 48)];

words!(EvidenceType {
    SystemConfiguration = "system_configuration", "System configuration";
    AccessLog = "access_log", "Access log";
    AccessReview = "access_review", "Access review";
    MonitoringReport = "monitoring_report", "Monitoring report";
    ChangeRecord = "change_record", "Change record";
    IncidentRecord = "incident_record", "Incident record";
    TestRecord = "test_record", "Test or exercise";
    ControlDocumentation = "control_documentation", "Control documentation";
    TrainingRecord = "training_record", "Training record";
    PeopleRecord = "people_record", "Record about people";
    RiskRegister = "risk_register", "Risk register";
    InternalAuditRecord = "internal_audit_record", "Internal audit record";
    ManagementReview = "management_review", "Management review";
    CorrectiveAction = "corrective_action", "Corrective action";
    SupplierReport = "supplier_report", "Supplier's report";
    CollectorResult = "collector_result", "Collector's result";
    Other = "other", "Other";
});
words!(Form {
    Document = "document", "Document or record";
    List = "list", "List";
    Screenshot = "screenshot", "Screenshot";
});
words!(Environment {
    NotSaid = "not_said", "Not said";
    Production = "production", "Production";
    Test = "test", "Test";
    NotASystem = "not_a_system", "Not from a system";
});
words!(Classification {
    Public = "public", "Public";
    Internal = "internal", "Internal";
    Confidential = "confidential", "Confidential";
    Restricted = "restricted", "Restricted";
});
words!(Shown {
    Date = "date", "Date";
    System = "system", "Address or system";
    User = "user", "User";
});
words!(EvidenceState {
    Collected = "collected", "To be judged";
    Accepted = "accepted", "Accepted";
    Rejected = "rejected", "Rejected";
    Withdrawn = "withdrawn", "Withdrawn";
    Disposed = "disposed", "Disposed of";
});

/// What was noticed in a file, from the word under which it is kept: `aws_access_key` is an AWS access key.
pub fn hint_title(kind: &str) -> String {
    let word = |word: &str| match word {
        "aws" => "AWS".to_owned(),
        "github" => "GitHub".to_owned(),
        "gitlab" => "GitLab".to_owned(),
        "iban" => "IBAN".to_owned(),
        "json" => "JSON".to_owned(),
        "slack" => "Slack".to_owned(),
        "stripe" => "Stripe".to_owned(),
        "us" => "US".to_owned(),
        plain => plain.to_owned(),
    };
    kind.split('_').map(word).collect::<Vec<_>>().join(" ")
}
