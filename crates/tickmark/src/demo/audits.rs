//! Internal audits of Fathom Freight: a programme that reaches one year only, with its next version before management; an audit
//! that is closed, one in fieldwork, one that is planned; and much that nobody has planned yet.

use super::people::{AUDITOR, CHIEF_EXECUTIVE, IT, SECURITY_LEAD, Someone};
use super::story::{Moment, working_day};
use domain::command::{AuditCommand, Command};
use domain::values::Window;
use domain::values::audit::{
    AuditFinding, AuditPlan, AuditProgramme, AuditReport, AuditSample, AuditorPart, FindingClass, LineAnswer,
    LineResult,
};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Scopes: clauses and controls of Annex A, without those whose ids need no more than that.
const FIRST: &str = "4.1, 4.2, 4.3, 4.4, 6.1.1, 6.1.2, 6.1.3, A.5.24, A.5.25, A.5.26, A.5.27, A.5.28, A.6.8";
const SECOND: &str = "7.1, 7.2, 7.3, 7.4, 8.1, A.5.15, A.5.16, A.5.17, A.5.18, A.8.2, A.8.3, A.8.5, A.8.15, A.8.16";
const THIRD: &str = "5.1, 5.2, 5.3, 9.1, 10.1, A.5.19, A.5.20, A.5.21, A.5.22, A.5.23";

/// Everything that happens with internal audits.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let told = Told { today };
    let mut moments = told.programme();
    moments.extend(told.first());
    moments.extend(told.second());
    moments.push(told.planned(20, "Leadership, suppliers, improvement", THIRD, (-40, -68)));
    moments
}

struct Told {
    today: Date,
}

fn ids(words: &str) -> BTreeSet<String> {
    words.split(", ").map(str::to_owned).collect()
}

impl Told {
    fn did(&self, days: i32, by: Someone, wanted: AuditCommand) -> Moment {
        Moment::new(self.today, days, by.key, Command::Audit(wanted))
    }

    /// So many days before today; below zero for a day to come.
    fn day(&self, days: i32) -> Date {
        if days < 0 { self.today.saturating_sub(days.days()) } else { working_day(self.today, days) }
    }

    /// AP-1: approved for one year; the version over three years waits for management.
    fn programme(&self) -> Vec<Moment> {
        let one = AuditProgramme {
            title: "Internal audits".to_owned(),
            years: 1,
            frequency: "Two audits a year; incidents in each of them.".to_owned(),
            methods: "Interviews, reading of records, samples.".to_owned(),
            responsibilities: "Security plans; the internal auditor audits and reports.".to_owned(),
            planning: "What changed, what went wrong, what the examination found.".to_owned(),
            reporting: "To the chief executive within two weeks.".to_owned(),
            important: [("A.5.24".to_owned(), "incidents of last year".to_owned())].into(),
            ..AuditProgramme::usual(self.day(250))
        };
        let three = AuditProgramme {
            years: 3,
            frequency:
                "Each clause and each control that applies once in three years; incidents and access every year."
                    .to_owned(),
            procedure: "Procedure for internal audits, version 1".to_owned(),
            important: [
                ("A.5.18".to_owned(), "leavers, again and again".to_owned()),
                ("A.5.24".to_owned(), "incidents of last year".to_owned()),
            ]
            .into(),
            ..one.clone()
        };
        let id = || "AP-1".to_owned();
        let sha256 = one.sha256();
        vec![
            self.did(242, SECURITY_LEAD, AuditCommand::WriteAuditProgramme { id: None, programme: Box::new(one) }),
            self.did(241, SECURITY_LEAD, AuditCommand::ProposeAuditProgramme { id: id() }),
            self.did(238, CHIEF_EXECUTIVE, AuditCommand::ApproveAuditProgramme { id: id(), version: 1, sha256 }),
            self.did(
                30,
                SECURITY_LEAD,
                AuditCommand::WriteAuditProgramme { id: Some(id()), programme: Box::new(three) },
            ),
            self.did(29, SECURITY_LEAD, AuditCommand::ProposeAuditProgramme { id: id() }),
        ]
    }

    fn planned(&self, days: i32, title: &str, scope: &str, (from, until): (i32, i32)) -> Moment {
        let plan = AuditPlan {
            title: title.to_owned(),
            scope: ids(scope),
            window: Window { from: self.day(from), until: self.day(until) },
            criteria: "ISO/IEC 27001:2022 with Amendment 1, the Statement of Applicability, our own policies"
                .to_owned(),
            methods: "Interviews, reading of records, samples".to_owned(),
            hired: [].into(),
        };
        self.did(days, SECURITY_LEAD, AuditCommand::PlanAudit { plan: Box::new(plan) })
    }

    /// An auditor is named, the audit announced and begun.
    fn begun(&self, id: &str, (named, announced, started): (i32, i32, i32), note: &str) -> Vec<Moment> {
        let part = AuditorPart {
            person: AUDITOR.id(),
            items: [].into(),
            competence: "Lead auditor training for ISO/IEC 27001, nine audits at a former employer".to_owned(),
        };
        let (id, note) = (|| id.to_owned(), note.to_owned());
        vec![
            self.did(named, SECURITY_LEAD, AuditCommand::AssignAuditor { id: id(), part }),
            self.did(announced, SECURITY_LEAD, AuditCommand::AnnounceAudit { id: id(), on: self.day(announced), note }),
            self.did(started, AUDITOR, AuditCommand::StartAudit { id: id(), on: self.day(started) }),
        ]
    }

    fn answered(&self, days: i32, id: &str, line: u32, (result, note): (LineResult, &str)) -> Moment {
        // Every fifth question was answered by a sample.
        let sample = (line.is_multiple_of(5) && result != LineResult::NotExamined).then(|| AuditSample {
            population: 40 + line,
            size: 8,
            drawn: None,
            picked: "every fifth of the list, from the third".to_owned(),
        });
        let answer = LineAnswer { result, note: note.to_owned(), evidence: [].into(), sample };
        let (id, seen) = (id.to_owned(), Some(0));
        self.did(days, AUDITOR, AuditCommand::AnswerAuditLine { id, line, answer: Box::new(answer), seen })
    }

    fn found(&self, days: i32, id: &str, item: &str, what: (FindingClass, &str, &str), leads: Option<&str>) -> Moment {
        let (class, title, statement) = what;
        let finding = AuditFinding {
            class,
            item: item.to_owned(),
            line: None,
            title: title.to_owned(),
            statement: statement.to_owned(),
            evidence: [].into(),
            owner: None,
        };
        let (id, nonconformity) = (id.to_owned(), leads.map(str::to_owned));
        self.did(days, AUDITOR, AuditCommand::RecordAuditFinding { id, finding: Box::new(finding), nonconformity })
    }

    /// IA-1: seven clauses and six controls, twenty lines; what it found is resolved, and it is closed.
    fn first(&self) -> Vec<Moment> {
        let id = "IA-1";
        let mut all = vec![self.planned(158, "Context, risks and incidents", FIRST, (146, 118))];
        all.extend(self.begun(id, (155, 150, 144), "Interviews with Security, Platform and the chief executive."));
        let seen = [
            "Read, and asked about in the interview",
            "As written; the owner showed it",
            "Seen in the records of the quarter",
        ];
        for line in 1..=20u32 {
            let days = 143 - i32::try_from(line).unwrap_or(0);
            let said = match line {
                15 => (LineResult::Finding, "The plan names people who left; see NC-2."),
                20 => (LineResult::NotExamined, "The page for reports was being rebuilt; looked at in the next audit."),
                _ => (LineResult::Conforms, seen[line as usize % seen.len()]),
            };
            all.push(self.answered(days, id, line, said));
        }
        let plan = (
            FindingClass::Minor,
            "The incident plan called people who had left",
            "The plan has to name who is on call. In the exercise two of the five numbers belonged to leavers.",
        );
        let good = (
            FindingClass::Positive,
            "Risks are rated by two people apart, and compared",
            "For each of the ten risks that were looked at, both ratings and the reason for the agreed one are kept.",
        );
        all.push(self.found(122, id, "A.5.24", plan, Some("NC-2")));
        all.push(self.found(121, id, "6.1.2", good, None));
        let report = AuditReport {
            on: self.day(117),
            summary: "Four weeks, six interviews, four samples. Twenty questions, of which one was not examined."
                .to_owned(),
            conclusion: "What was looked at conforms and works, except that the incident plan was not kept up to date."
                .to_owned(),
            to: [CHIEF_EXECUTIVE.id()].into(),
        };
        let note = "The plan of version 3 was called through; nobody on it has left.".to_owned();
        let of = || id.to_owned();
        all.push(self.did(117, AUDITOR, AuditCommand::ReportAudit { id: of(), report: Box::new(report) }));
        all.push(self.did(66, AUDITOR, AuditCommand::VerifyAudit { id: of(), on: self.day(66), note }));
        let note = "Presented to management.".to_owned();
        all.push(self.did(64, SECURITY_LEAD, AuditCommand::CloseAudit { id: of(), note }));
        all
    }

    /// IA-2: in fieldwork, with half of its checklist answered.
    fn second(&self) -> Vec<Moment> {
        let id = "IA-2";
        let mut all = vec![self.planned(66, "Support, operation and access", SECOND, (56, -3))];
        all.extend(self.begun(id, (62, 60, 55), "Interviews with IT and Platform; lists of accounts as of the day."));
        for line in 1..=11u32 {
            let days = 54 - 3 * i32::try_from(line).unwrap_or(0);
            let said = match line {
                6 => (LineResult::NotExamined, "Training of the new team begins next month."),
                _ => (LineResult::Conforms, "Seen in the records; asked about in the interview"),
            };
            all.push(self.answered(days, id, line, said));
        }
        let lists = (
            FindingClass::Opportunity,
            "One list for accounts of people and of machines",
            "Both lists are kept with care; one list would show an account without an owner at once.",
        );
        all.push(self.found(48, id, "A.5.16", lists, Some("NC-6")));
        let leavers = AuditFinding {
            class: FindingClass::Minor,
            item: "A.5.18".to_owned(),
            line: None,
            title: "Two accounts outlived their owners by a week".to_owned(),
            statement: "Access ends on the last day. Of twelve leavers two kept the account of the ticket system."
                .to_owned(),
            evidence: [].into(),
            owner: Some(IT.id()),
        };
        let id = id.to_owned();
        let command = AuditCommand::RecordAuditFinding { id, finding: Box::new(leavers), nonconformity: None };
        all.push(self.did(1, AUDITOR, command));
        all
    }
}
