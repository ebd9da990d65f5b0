//! The certificate of Fathom Freight: the warehouse service came with one when it was taken over, in its second year now. What
//! the body decided before these records began is written down as it decided it; the first surveillance left a minor finding
//! open, and the freight platform is to join the scope.

use super::people::{PLATFORM, SECURITY_LEAD, Someone};
use super::story::{Moment, working_day};
use domain::command::{CertificationCommand, Command};
use domain::values::certification::{
    Accreditation, CertificationBody, CertificationDecision, CertificationFinding, CertificationMove,
    CertificationProject, CertificationState, CertificationVisit, FindingKind, ScopeChange, ScopeChangeKind, Settled,
    Settlement, SurveillanceTopic, VisitKind, VisitOutcome, VisitRecord,
};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

const PROJECT: &str = "CT-1";
const BODY: &str = "CB-1";
const SCOPE: &str = "Operation of the warehouse service for shipping documents in Gothenburg and Boston";
/// Days before today on which the certificate that came with the warehouse service is written down.
const WRITTEN: i32 = 160;
/// Days before today on which the body decided.
const DECIDED: i32 = 440;
/// Days before today on which the first surveillance began.
const SURVEYED: i32 = 95;
const BEFORE: &str = "The body decided it before these records began; its report is on paper.";

/// Everything that happens with the certificate.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let told = Told { today };
    let mut moments = told.body();
    moments.extend(told.first_audit());
    moments.extend(told.surveillance());
    moments.extend(told.ahead());
    moments
}

struct Told {
    today: Date,
}

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

impl Told {
    fn did(&self, days: i32, by: Someone, wanted: CertificationCommand) -> Moment {
        Moment::new(self.today, days, by.key, Command::Certification(wanted))
    }

    fn day(&self, days: i32) -> Date {
        working_day(self.today, days)
    }

    fn step(&self, days: i32, to: CertificationState, on: i32, because: &str) -> Moment {
        let (note, because) = (String::new(), because.to_owned());
        let step = CertificationMove { to, on: self.day(on), note, because, ground: None };
        self.did(days, SECURITY_LEAD, CertificationCommand::AdvanceCertification { id: PROJECT.to_owned(), step })
    }

    fn agreed(&self, days: i32, kind: VisitKind, first: Date, last: Date, remote: bool) -> Moment {
        let (auditors, note) = (set(&["Karin Dahl"]), String::new());
        let visit = CertificationVisit { kind, first, last, remote, auditors, note };
        self.did(days, SECURITY_LEAD, CertificationCommand::PlanCertificationVisit { id: PROJECT.to_owned(), visit })
    }

    fn recorded(&self, days: i32, number: u32, record: VisitRecord) -> Moment {
        let (id, record) = (PROJECT.to_owned(), Box::new(record));
        self.did(days, SECURITY_LEAD, CertificationCommand::RecordCertificationVisit { id, number, record })
    }

    fn body(&self) -> Vec<Moment> {
        let body = CertificationBody {
            name: "Nordkant Certification".to_owned(),
            country: "Sweden".to_owned(),
            markets: set(&["Sweden", "Germany", "United States"]),
            plan_days: 30,
            close_days: 90,
        };
        let accreditation = Accreditation {
            by: "SWEDAC".to_owned(),
            number: "2117".to_owned(),
            standards: set(&["ISO/IEC 17021-1:2015", "ISO/IEC 27006-1:2024"]),
            iso27001: true,
            valid_until: Some(self.today.saturating_add(200.days())),
            source: "Register of the accreditation body, entry 2117".to_owned(),
            on: self.day(WRITTEN),
        };
        let project = CertificationProject {
            title: "Certificate of the warehouse service".to_owned(),
            body: BODY.to_owned(),
            standard: String::new(),
            scope: SCOPE.to_owned(),
            markets: set(&["Sweden", "United States"]),
            stage1_days: 1,
            stage2_days: 4,
            people: Some(31),
            engagement: None,
            combined: String::new(),
            owner: Some(SECURITY_LEAD.id()),
        };
        vec![
            self.did(WRITTEN, SECURITY_LEAD, CertificationCommand::AddCertificationBody { body }),
            self.did(
                WRITTEN,
                SECURITY_LEAD,
                CertificationCommand::CheckAccreditation { id: BODY.to_owned(), accreditation },
            ),
            self.did(WRITTEN, SECURITY_LEAD, CertificationCommand::PlanCertification { project: Box::new(project) }),
        ]
    }

    fn first_audit(&self) -> Vec<Moment> {
        let stage1 = (self.day(505), self.day(505));
        let stage2 = (self.day(474), self.day(471));
        let shown = |(first, last): (Date, Date), covered: &[&str], summary: &str| VisitRecord {
            first,
            last,
            auditors: set(&["Karin Dahl"]),
            covered: set(covered),
            topics: BTreeSet::new(),
            followed: BTreeSet::new(),
            outcome: VisitOutcome::GoesOn,
            summary: summary.to_owned(),
        };
        let decision = Box::new(CertificationDecision {
            on: self.day(DECIDED),
            number: "NK 27-1182".to_owned(),
            scope: SCOPE.to_owned(),
            statement: "Statement 1.2 of the warehouse service".to_owned(),
            note: "Came with the warehouse service.".to_owned(),
        });
        let read = ["4.3", "5.2", "6.1.2", "6.1.3", "6.2", "7.5.1", "9.2.2", "9.3.3", "A.5.1", "A.5.2"];
        let seen = [
            "5.1", "6.1.2", "6.1.3", "7.2", "7.3", "8.1", "8.2", "8.3", "9.1", "9.2.2", "9.3.3", "10.2", "A.5.9",
            "A.5.15", "A.5.18", "A.5.24", "A.6.3", "A.7.2", "A.8.5", "A.8.8", "A.8.13", "A.8.15", "A.8.24", "A.8.32",
        ];
        vec![
            self.agreed(WRITTEN, VisitKind::Stage1, stage1.0, stage1.1, true),
            self.step(WRITTEN, CertificationState::Stage1, 505, BEFORE),
            self.recorded(WRITTEN, 1, shown(stage1, &read, "Documents read from afar; ready for Stage 2.")),
            self.step(WRITTEN, CertificationState::Stage1Closed, 498, ""),
            self.agreed(WRITTEN, VisitKind::Stage2, stage2.0, stage2.1, false),
            self.step(WRITTEN, CertificationState::Stage2, 474, BEFORE),
            self.recorded(WRITTEN, 2, shown(stage2, &seen, "Four days in both warehouses; nothing to be resolved.")),
            self.step(WRITTEN, CertificationState::DecisionPending, 471, ""),
            self.did(
                WRITTEN,
                SECURITY_LEAD,
                CertificationCommand::RecordCertificate { id: PROJECT.to_owned(), decision },
            ),
            self.did(
                150,
                SECURITY_LEAD,
                CertificationCommand::CheckUseOfMarks {
                    id: PROJECT.to_owned(),
                    on: self.day(150),
                    note: "Web site, offers, e-mail footers: the mark stands with the warehouse service alone."
                        .to_owned(),
                },
            ),
        ]
    }

    fn surveillance(&self) -> Vec<Moment> {
        let (first, last) = (self.day(SURVEYED), self.day(SURVEYED - 1).max(self.day(SURVEYED)));
        let record = VisitRecord {
            first,
            last,
            auditors: set(&["Karin Dahl"]),
            covered: set(&["9.2.2", "9.3.3", "10.2", "A.5.19", "A.5.23", "A.6.1", "A.8.13", "A.8.14", "A.8.20"]),
            topics: [
                SurveillanceTopic::InternalAudit,
                SurveillanceTopic::ManagementReview,
                SurveillanceTopic::CorrectiveActions,
                SurveillanceTopic::Changes,
                SurveillanceTopic::Marks,
                SurveillanceTopic::Controls,
            ]
            .into(),
            followed: BTreeSet::new(),
            outcome: VisitOutcome::AfterActions,
            summary: "Certification continues; one minor nonconformity, one opportunity.".to_owned(),
        };
        let found = |kind, title: &str, statement: &str, item: &str, owner| CertificationFinding {
            visit: 3,
            kind,
            title: title.to_owned(),
            statement: statement.to_owned(),
            item: item.to_owned(),
            on: last,
            owner,
        };
        let minor = found(
            FindingKind::Minor,
            "No restore was tried for a year",
            "Backups of shipping documents are taken daily; no record shows that one was restored in the last twelve months.",
            "A.8.13",
            Some(PLATFORM.id()),
        );
        let better = found(
            FindingKind::Opportunity,
            "One list for suppliers of both warehouses",
            "The warehouses keep lists of their own; one list would show shared suppliers.",
            "A.5.19",
            None,
        );
        let finding = |finding, nonconformity: Option<&str>| CertificationCommand::RecordCertificationFinding {
            id: PROJECT.to_owned(),
            finding: Box::new(finding),
            nonconformity: nonconformity.map(str::to_owned),
        };
        let settled = Settled {
            how: Settlement::PlanAccepted,
            on: self.day(72),
            note: "E-mail of the lead auditor: the plan is accepted and is looked at at the next visit.".to_owned(),
        };
        vec![
            self.agreed(140, VisitKind::Surveillance1, first, last, false),
            self.step(SURVEYED, CertificationState::Surveillance1, SURVEYED, ""),
            self.recorded(SURVEYED - 3, 3, record),
            self.did(SURVEYED - 3, SECURITY_LEAD, finding(minor, Some("NC-1"))),
            self.did(SURVEYED - 3, SECURITY_LEAD, finding(better, None)),
            self.did(
                72,
                SECURITY_LEAD,
                CertificationCommand::SettleCertificationFinding { id: PROJECT.to_owned(), number: 1, settled },
            ),
            self.step(66, CertificationState::Certified, 66, ""),
        ]
    }

    /// What is ahead: another service in the scope, of which the body was not told yet, and the second surveillance.
    fn ahead(&self) -> Vec<Moment> {
        let first = working_day(self.today.saturating_add(265.days()), 0);
        let change = ScopeChange {
            kind: ScopeChangeKind::Service,
            what: "The freight platform joins the scope".to_owned(),
            on: self.today.saturating_add(120.days()),
        };
        vec![
            self.agreed(60, VisitKind::Surveillance2, first, first.saturating_add(1.day()), false),
            self.did(30, SECURITY_LEAD, CertificationCommand::NoteScopeChange { id: PROJECT.to_owned(), change }),
        ]
    }
}
