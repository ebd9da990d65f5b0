//! A firm with a programme of internal audits, and the commands about it.

use crate::evidence::running;
use crate::library::Organisation;
use domain::command::{AuditCommand, Command};
use domain::registers::audit::HeldAudit;
use domain::values::Window;
use domain::values::audit::{
    AuditFinding, AuditPlan, AuditProgramme, AuditReport, AuditState, AuditorPart, FindingClass, LineAnswer, LineResult,
};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

pub(crate) fn set(words: &str) -> BTreeSet<String> {
    words.split(',').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect()
}

pub(crate) fn cmd(wanted: AuditCommand) -> Command {
    Command::Audit(wanted)
}

pub(crate) fn programme(from: Date) -> AuditProgramme {
    AuditProgramme {
        title: "Internal audits 2026 to 2028".into(),
        frequency: "Every clause and control once in three years, incidents every year".into(),
        methods: "Interviews, samples, reading of records".into(),
        responsibilities: "The programme manager plans, trained auditors audit".into(),
        planning: "Importance of the processes, results of earlier audits".into(),
        reporting: "To management within two weeks".into(),
        ..AuditProgramme::usual(from)
    }
}

pub(crate) fn write(programme: AuditProgramme) -> Command {
    cmd(AuditCommand::WriteAuditProgramme { id: None, programme: Box::new(programme) })
}

pub(crate) fn assign(id: &str, person: &str, items: &str) -> Command {
    let part = AuditorPart { person: person.into(), items: set(items), competence: "Lead auditor course 2024".into() };
    cmd(AuditCommand::AssignAuditor { id: id.into(), part })
}

pub(crate) fn announce(id: &str, on: Date) -> Command {
    cmd(AuditCommand::AnnounceAudit { id: id.into(), on, note: "Interviews from Monday".into() })
}

pub(crate) fn start(id: &str, on: Date) -> Command {
    cmd(AuditCommand::StartAudit { id: id.into(), on })
}

pub(crate) fn conforms() -> LineAnswer {
    LineAnswer { result: LineResult::Conforms, note: "Seen".into(), evidence: [].into(), sample: None }
}

pub(crate) fn answer(id: &str, line: u32, answer: LineAnswer, seen: Option<u32>) -> Command {
    cmd(AuditCommand::AnswerAuditLine { id: id.into(), line, answer: Box::new(answer), seen })
}

pub(crate) fn finding(class: FindingClass, item: &str) -> AuditFinding {
    AuditFinding {
        class,
        item: item.into(),
        line: None,
        title: "Leavers keep their access".into(),
        statement: "Access ends within a day; four of ten leavers kept it for a week.".into(),
        evidence: [].into(),
        owner: None,
    }
}

pub(crate) fn found(id: &str, finding: AuditFinding) -> Command {
    cmd(AuditCommand::RecordAuditFinding { id: id.into(), finding: Box::new(finding), nonconformity: None })
}

pub(crate) fn report(id: &str, on: Date, to: &str) -> Command {
    let report = AuditReport {
        on,
        summary: "Two days of interviews, ten samples".into(),
        conclusion: "The system is effective but for leavers".into(),
        to: set(to),
    };
    cmd(AuditCommand::ReportAudit { id: id.into(), report: Box::new(report) })
}

pub(crate) fn verify(id: &str, on: Date) -> Command {
    cmd(AuditCommand::VerifyAudit { id: id.into(), on, note: "Ten leavers of the month".into() })
}

pub(crate) fn close(id: &str) -> Command {
    cmd(AuditCommand::CloseAudit { id: id.into(), note: String::new() })
}

impl Organisation {
    pub(crate) fn plan(&self, scope: &str) -> AuditPlan {
        let from = self.today();
        AuditPlan {
            title: "Access and incidents".into(),
            scope: set(scope),
            window: Window { from, until: from.saturating_add(34.days()) },
            criteria: "ISO/IEC 27001:2022 and our own policies".into(),
            methods: "Interviews and samples".into(),
            hired: [].into(),
        }
    }

    pub(crate) fn planned(&self, scope: &str) -> Command {
        cmd(AuditCommand::PlanAudit { plan: Box::new(self.plan(scope)) })
    }

    pub(crate) fn audit(&self, id: &str) -> &HeldAudit {
        &self.registers.audits.audits[id]
    }

    pub(crate) fn audit_state(&self, id: &str) -> AuditState {
        self.audit(id).state(&self.registers)
    }

    /// Answers every line that is open.
    pub(crate) fn answers_all(&mut self, person: &str, id: &str) {
        for number in 1..=u32::try_from(self.audit(id).lines.len()).unwrap() {
            if self.audit(id).line(number).unwrap().answered.is_none() {
                self.by(person, answer(id, number, conforms(), Some(0)));
            }
        }
    }
}

/// A firm whose programme `mark` approved.
pub(crate) fn with_programme() -> Organisation {
    let mut firm = running();
    firm.days_pass(400);
    let id = firm.new_by("paul", write(programme(firm.today())));
    firm.by("paul", cmd(AuditCommand::ProposeAuditProgramme { id: id.clone() }));
    let sha256 = firm.registers.audits.programmes[&id].newest().1.sha256.clone();
    firm.by("mark", cmd(AuditCommand::ApproveAuditProgramme { id, version: 1, sha256 }));
    firm
}

/// One whose audit of a scope `ivan` has begun.
pub(crate) fn in_fieldwork(scope: &str) -> (Organisation, String) {
    let mut firm = with_programme();
    let id = firm.new_by("paul", firm.planned(scope));
    firm.by("paul", assign(&id, "ivan", ""));
    let today = firm.today();
    firm.by("paul", announce(&id, today));
    firm.by("ivan", start(&id, today));
    (firm, id)
}
