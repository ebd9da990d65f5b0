//! What can be missing or wrong of suppliers, each in a sentence and with what it would be evidence for.

use crate::values::counted;
use crate::values::supplier::Clause;
use jiff::civil::Date;

/// What is missing or wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// No approved policy on suppliers is named (R232).
    NoPolicy,
    /// No procedure for incidents that suppliers cause is named (R235).
    NoProcedure,
    /// Only those with whom we contract are in the register (R236).
    OnlyTopTier,
    /// A supplier of technology whose own suppliers are not known (R233, R236).
    ChainUnknown,
    /// No contract is recorded (R237).
    NoContract,
    /// The contract is over.
    ContractOver {
        /// Its last day.
        until: Date,
    },
    /// The contract has no security requirements (R234).
    NoSecurityRequirements,
    /// The contract lacks other clauses that are wanted.
    ClausesLacking(Vec<Clause>),
    /// It handles personal data, and the contract lacks this (R238).
    NoPrivacy(Clause),
    /// Nobody here answers for it.
    NoOwner,
    /// It is not said how its service is watched (R237).
    NotMonitored,
    /// Neither assessed nor reviewed within a year.
    NotReviewed {
        /// The last time.
        last: Option<Date>,
    },
    /// The day of its next review is over.
    ReviewOverdue {
        /// That day.
        due: Date,
    },
    /// Its controls are needed to meet our commitments, and it is not marked as a subservice organisation.
    NeededNotMarked,
    /// It is marked as a subservice organisation, and its controls are not needed: an ordinary vendor.
    MarkedNotNeeded,
    /// It is marked as a subservice organisation, and nobody asked whether its controls are needed.
    TestNotAsked,
    /// Carved out without a word on what is expected of it.
    NoCsoc,
    /// Carved out without a report that is in date and relied on.
    NoReport,
    /// Inclusive without tests of its controls.
    NoTests,
    /// Inclusive without its own assertion.
    NoAssertion,
    /// A report waits for its review or decision.
    ReportWaits {
        /// The report.
        report: String,
    },
    /// The opinion is not unmodified.
    OpinionModified {
        /// The report.
        report: String,
        /// The opinion, in small letters.
        opinion: String,
    },
    /// The time since the period of the report is not covered by a bridge letter.
    GapOpen {
        /// The report.
        report: String,
        /// Days since the end of the period, or since the letter's last day.
        days: i64,
        /// Longer than a bridge letter usually reaches.
        beyond: bool,
    },
    /// A bridge letter reaches more than three months beyond the period.
    BridgeTooLong {
        /// The report.
        report: String,
        /// The letter's last day.
        until: Date,
    },
    /// The report or certificate is out of date.
    ReportExpired {
        /// The report.
        report: String,
        /// Its last day.
        on: Date,
    },
    /// The report or certificate is out of date soon (R256).
    ReportExpires {
        /// The report.
        report: String,
        /// Its last day.
        on: Date,
    },
    /// A control that is asked of us has no owner.
    CuecWithoutOwner {
        /// The report.
        report: String,
        /// The control's id in it.
        cuec: String,
    },
    /// A control that is asked of us is open.
    CuecOpen {
        /// The report.
        report: String,
        /// The control's id in it.
        cuec: String,
    },
    /// The own control that met one that is asked of us is retired.
    CuecControlRetired {
        /// The report.
        report: String,
        /// The control's id in it.
        cuec: String,
        /// The own control.
        control: String,
    },
}

impl Finding {
    /// A stable word for machines.
    pub fn id(&self) -> &'static str {
        match self {
            Finding::NoPolicy => "no_policy",
            Finding::NoProcedure => "no_procedure",
            Finding::OnlyTopTier => "only_top_tier",
            Finding::ChainUnknown => "chain_unknown",
            Finding::NoContract => "no_contract",
            Finding::ContractOver { .. } => "contract_over",
            Finding::NoSecurityRequirements => "no_security_requirements",
            Finding::ClausesLacking(_) => "clauses_lacking",
            Finding::NoPrivacy(Clause::BreachNotice) => "no_breach_notice",
            Finding::NoPrivacy(_) => "no_privacy_commitments",
            Finding::NoOwner => "no_owner",
            Finding::NotMonitored => "not_monitored",
            Finding::NotReviewed { .. } => "not_reviewed",
            Finding::ReviewOverdue { .. } => "review_overdue",
            Finding::NeededNotMarked => "needed_not_marked",
            Finding::MarkedNotNeeded => "marked_not_needed",
            Finding::TestNotAsked => "test_not_asked",
            Finding::NoCsoc => "no_csoc",
            Finding::NoReport => "no_report",
            Finding::NoTests => "no_tests",
            Finding::NoAssertion => "no_assertion",
            Finding::ReportWaits { .. } => "report_waits",
            Finding::OpinionModified { .. } => "opinion_modified",
            Finding::GapOpen { .. } => "gap_open",
            Finding::BridgeTooLong { .. } => "bridge_too_long",
            Finding::ReportExpired { .. } => "report_expired",
            Finding::ReportExpires { .. } => "report_expires",
            Finding::CuecWithoutOwner { .. } => "cuec_without_owner",
            Finding::CuecOpen { .. } => "cuec_open",
            Finding::CuecControlRetired { .. } => "cuec_control_retired",
        }
    }

    /// As people say it.
    pub fn sentence(&self) -> String {
        match self {
            Finding::NoPolicy => "No approved policy on suppliers is named".to_owned(),
            Finding::NoProcedure => "No procedure for incidents that suppliers cause is named".to_owned(),
            Finding::OnlyTopTier => "Only suppliers under contract are recorded, and nobody below them".to_owned(),
            Finding::ChainUnknown => "Whom it uses below it is not recorded".to_owned(),
            Finding::NoContract => "No contract is recorded".to_owned(),
            Finding::ContractOver { until } => format!("The contract ended on {until}"),
            Finding::NoSecurityRequirements => "The contract has no security requirements".to_owned(),
            Finding::ClausesLacking(clauses) => {
                let titles: Vec<String> = clauses.iter().map(|clause| clause.title().to_lowercase()).collect();
                format!("The contract lacks: {}", titles.join(", "))
            }
            Finding::NoPrivacy(clause) => {
                format!("Personal data, and the contract lacks: {}", clause.title().to_lowercase())
            }
            Finding::NoOwner => "Nobody here answers for it".to_owned(),
            Finding::NotMonitored => "How its service is watched is not recorded".to_owned(),
            Finding::NotReviewed { last: None } => "Never assessed or reviewed".to_owned(),
            Finding::NotReviewed { last: Some(last) } => {
                format!("Last assessed or reviewed on {last}, over a year ago")
            }
            Finding::ReviewOverdue { due } => format!("Review due since {due}"),
            Finding::NeededNotMarked => {
                "Its controls are needed to meet our commitments: it is a subservice organisation".to_owned()
            }
            Finding::MarkedNotNeeded => {
                "Marked as a subservice organisation, but its controls are not needed: an ordinary vendor".to_owned()
            }
            Finding::TestNotAsked => {
                "Whether its controls are needed to meet our commitments is not answered".to_owned()
            }
            Finding::NoCsoc => "Carved out, without controls that are expected of it".to_owned(),
            Finding::NoReport => "Carved out, without a report in date that is relied on".to_owned(),
            Finding::NoTests => "Inclusive, without tests of its controls".to_owned(),
            Finding::NoAssertion => "Inclusive, without its own assertion".to_owned(),
            Finding::ReportWaits { report } => format!("{report} waits for its review or decision"),
            Finding::OpinionModified { report, opinion } => format!("{report}: {opinion} opinion"),
            Finding::GapOpen { report, days, beyond } => {
                let beyond = if *beyond { ", longer than a bridge letter reaches" } else { "" };
                format!(
                    "{report}: {} that neither its period nor a bridge letter covers{beyond}",
                    counted(*days, "day", "days")
                )
            }
            Finding::BridgeTooLong { report, until } => {
                format!("{report}: the bridge letter reaches to {until}, more than three months after the period")
            }
            Finding::ReportExpired { report, on } => format!("{report} is out of date since {on}"),
            Finding::ReportExpires { report, on } => format!("{report} is in date until {on}"),
            Finding::CuecWithoutOwner { report, cuec } => format!("{report}: {cuec} has no owner"),
            Finding::CuecOpen { report, cuec } => format!("{report}: {cuec} is open"),
            Finding::CuecControlRetired { report, cuec, control } => {
                format!("{report}: {cuec} is open again, since {control} is retired")
            }
        }
    }

    /// What it would be evidence for, in both frameworks.
    pub fn answers(&self) -> &'static [&'static str] {
        match self {
            Finding::NoPolicy => &["A.5.19", "CC9.2"],
            Finding::NoProcedure => &["A.5.19", "CC7.4", "CC9.2"],
            Finding::OnlyTopTier | Finding::ChainUnknown => &["A.5.21", "CC9.2"],
            Finding::NoContract
            | Finding::ContractOver { .. }
            | Finding::NoSecurityRequirements
            | Finding::ClausesLacking(_) => &["A.5.20", "CC9.2"],
            Finding::NoPrivacy(Clause::BreachNotice) => &["A.5.34", "P6.5"],
            Finding::NoPrivacy(_) => &["A.5.34", "P6.4"],
            Finding::NoOwner => &["A.5.19"],
            Finding::NotMonitored | Finding::NotReviewed { .. } | Finding::ReviewOverdue { .. } => &["A.5.22", "CC9.2"],
            Finding::NeededNotMarked | Finding::MarkedNotNeeded | Finding::TestNotAsked | Finding::NoCsoc => &["CC9.2"],
            Finding::NoTests | Finding::NoAssertion => &["CC9.2"],
            _ => &["A.5.22", "CC9.2"],
        }
    }
}
