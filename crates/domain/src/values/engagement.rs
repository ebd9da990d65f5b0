//! A SOC 2 examination as it is engaged, where it stands, and what customers ask for (workflows, section 2).

use super::operation::words;
use super::{Categories, Window};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The framework that an examination is held against.
pub const CRITERIA: &str = "soc2-tsc-2017";

/// Which of the two examinations it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Examination {
    /// Design of the controls on one day (R195).
    Type1 {
        /// The day.
        on: Date,
    },
    /// Operation of the controls over a window (R196).
    Type2 {
        /// The window; its length is whatever was agreed with the firm (R197).
        window: Window,
    },
}

impl Examination {
    /// `type1` or `type2`.
    pub fn id(self) -> &'static str {
        match self {
            Examination::Type1 { .. } => "type1",
            Examination::Type2 { .. } => "type2",
        }
    }

    /// As people say it.
    pub fn title(self) -> &'static str {
        match self {
            Examination::Type1 { .. } => "Type I",
            Examination::Type2 { .. } => "Type II",
        }
    }

    /// The window of a Type II.
    pub fn window(self) -> Option<Window> {
        match self {
            Examination::Type1 { .. } => None,
            Examination::Type2 { window } => Some(window),
        }
    }

    /// The days that it speaks of: the window, or the one day of a Type I.
    pub fn days(self) -> Window {
        match self {
            Examination::Type1 { on } => Window { from: on, until: on },
            Examination::Type2 { window } => window,
        }
    }
}

/// The firm that examines: only a licensed CPA firm issues the report (R204).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Firm {
    /// Its name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its licence: number, and the board that gave it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub licence: String,
    /// How its independence of the organisation was seen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub independence: String,
}

/// What the report does with the controls of a subservice organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// They are left out; what is expected of them is named.
    CarveOut,
    /// They are examined as well.
    Inclusive,
}

/// Where an engagement stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EngagementState {
    /// Intended.
    #[default]
    Planned,
    /// A firm is chosen; what is examined is being written down.
    Scoping,
    /// What is examined is agreed; the controls are held against the criteria.
    Readiness,
    /// What was missing is being built.
    Remediation,
    /// The auditor looks at the design.
    Type1Fieldwork,
    /// The controls operate, and are recorded as they do.
    WindowOpen,
    /// The window is over: what comes in from now on comes late.
    WindowClosed,
    /// The auditor tests.
    Fieldwork,
    /// The report is being written.
    DraftReport,
    /// The firm has issued the report.
    Issued,
    /// A later report has taken its place.
    Superseded,
    /// Interrupted; goes on where it was.
    OnHold,
    /// Given up.
    Withdrawn,
}

words!(Method {
    CarveOut = "carve_out", "Carve-out";
    Inclusive = "inclusive", "Inclusive";
});
words!(EngagementState {
    Planned = "planned", "Planned";
    Scoping = "scoping", "Scoping";
    Readiness = "readiness", "Readiness";
    Remediation = "remediation", "Remediation";
    Type1Fieldwork = "type1_fieldwork", "Type I fieldwork";
    WindowOpen = "window_open", "Window open";
    WindowClosed = "window_closed", "Window closed";
    Fieldwork = "fieldwork", "Fieldwork";
    DraftReport = "draft_report", "Draft report";
    Issued = "issued", "Report issued";
    Superseded = "superseded", "Superseded";
    OnHold = "on_hold", "On hold";
    Withdrawn = "withdrawn", "Withdrawn";
});

impl EngagementState {
    /// Its title in the middle of a sentence, where the name of an examination keeps its letters.
    pub fn within(self) -> String {
        match self {
            EngagementState::Type1Fieldwork => self.title().to_owned(),
            other => other.title().to_lowercase(),
        }
    }

    /// The state that follows on the straight way; `None` at its end and beside it.
    pub fn next(self, kind: Examination) -> Option<EngagementState> {
        use EngagementState::{
            DraftReport, Fieldwork, Issued, OnHold, Planned, Readiness, Remediation, Scoping, Superseded,
            Type1Fieldwork, WindowClosed, WindowOpen, Withdrawn,
        };
        Some(match (self, kind) {
            (Planned, _) => Scoping,
            (Scoping, _) => Readiness,
            (Readiness, _) => Remediation,
            (Remediation, Examination::Type1 { .. }) => Type1Fieldwork,
            (Remediation, Examination::Type2 { .. }) => WindowOpen,
            (WindowOpen, _) => WindowClosed,
            (WindowClosed, _) => Fieldwork,
            (Type1Fieldwork | Fieldwork, _) => DraftReport,
            (DraftReport, _) => Issued,
            (Issued, _) => Superseded,
            (Superseded | OnHold | Withdrawn, _) => return None,
        })
    }

    /// Is it over: nothing of it is changed any more?
    pub fn over(self) -> bool {
        matches!(self, EngagementState::Issued | EngagementState::Superseded | EngagementState::Withdrawn)
    }

    /// Is its window closed, or its report begun?
    pub fn closed(self) -> bool {
        self >= EngagementState::WindowClosed && !matches!(self, EngagementState::OnHold | EngagementState::Withdrawn)
    }
}

/// A subservice organisation of the examination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subservice {
    /// Id of the supplier, or its name.
    pub who: String,
    /// What the report does with its controls.
    pub method: Method,
}

/// A SOC 2 examination as it is engaged. Its scope stands for itself, apart from that of the ISMS (R193).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Engagement {
    /// What it is called; no other engagement is called so.
    pub title: String,
    /// Type I on a day, or Type II over a window.
    pub kind: Examination,
    /// The categories; Security is always one of them (R187).
    pub categories: Categories,
    /// Services in scope.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<String>,
    /// Systems in scope.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<String>,
    /// Locations in scope.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<String>,
    /// The firm that examines.
    #[serde(default)]
    pub firm: Firm,
    /// The day of the engagement letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<Date>,
    /// The principal service commitments and system requirements.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub commitments: String,
    /// The earliest end of the window that was agreed with the firm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_end: Option<Date>,
    /// Subservice organisations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subservice: Vec<Subservice>,
    /// Why there are none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub no_subservice: String,
    /// The engagement before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<String>,
}

/// Which own controls are examined.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InScope {
    /// All live ones that are linked to a criterion of the categories.
    #[default]
    Linked,
    /// These.
    Named(BTreeSet<String>),
}

/// What a customer can ask for, and be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Artefact {
    /// The report of a SOC 2 Type I examination.
    Soc2Type1,
    /// The report of a SOC 2 Type II examination.
    Soc2Type2,
    /// The certificate of an ISO/IEC 27001 management system.
    IsoCertificate,
    /// Management's letter about the time since the last report.
    BridgeLetter,
    /// Something else.
    Other,
}

words!(Artefact {
    Soc2Type1 = "soc2_type1", "SOC 2 Type I report";
    Soc2Type2 = "soc2_type2", "SOC 2 Type II report";
    IsoCertificate = "iso_certificate", "ISO/IEC 27001 certificate";
    BridgeLetter = "bridge_letter", "Bridge letter";
    Other = "other", "Something else";
});

/// What a customer asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Who asks.
    pub customer: String,
    /// What for.
    pub wants: Artefact,
    /// In which categories; empty when the customer named none.
    #[serde(default)]
    pub categories: Categories,
    /// The day of the request.
    pub on: Date,
    /// By which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

/// What the services do, as far as it suggests categories (R188-R191).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceFacts {
    /// Commitments on uptime or recovery are made to customers.
    #[serde(default)]
    pub sla: bool,
    /// Transactions, calculations or transformations of data.
    #[serde(default)]
    pub transactions: bool,
    /// Trade secrets, financial or other sensitive data of businesses.
    #[serde(default)]
    pub confidential_business_data: bool,
    /// Data about persons.
    #[serde(default)]
    pub personal_data: bool,
}
