//! One internal audit: auditors and their parts, checklist, findings, report.

use super::{AuditLineWords, AuditSaidWords};
use crate::words::NamedWords;
use app::Within;
use app::ask::AuditDetail;
use domain::registers::audit::{HeldFinding, HeldLine};
use domain::reports::audit::AuditorConflict;
use serde::Serialize;
use utoipa::ToSchema;

/// A part that an auditor has in what this auditor audits.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditorConflictWords {
    /// The clause or control.
    pub item: String,
    /// `owner`, `operator`, `author`, `approver` or `evidence`.
    pub part: &'static str,
    /// What shows it.
    pub because: String,
}

/// An auditor.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditorWords {
    /// Who.
    pub person: NamedWords,
    /// Items of the scope; empty for all of them.
    pub items: Vec<String>,
    /// What makes the person able to audit.
    pub competence: String,
    /// Parts in what this person audits, as the ledger shows them now.
    pub conflicts: Vec<AuditorConflictWords>,
    /// The waiver by which management set the rule aside.
    pub waiver: Option<String>,
}

/// A sample.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditSampleWords {
    /// How many there are.
    pub population: u32,
    /// How many were looked at.
    pub size: u32,
    /// The sample that was drawn here.
    pub drawn: Option<String>,
    /// Which they were, or how they were picked.
    pub picked: String,
}

/// A line of the checklist.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditChecklistWords {
    /// Its number, from 1.
    pub line: usize,
    /// The clause or control.
    pub item: String,
    /// Its title.
    pub title: String,
    /// `designed` and `practised` for a clause, `annex`, or `control` for an own one.
    pub kind: &'static str,
    /// The question.
    pub question: String,
    /// The control was retired since.
    pub retired: bool,
    /// `conforms`, `finding` or `not_examined`; null while it is open.
    pub result: Option<&'static str>,
    /// What was seen, or why it was not examined.
    pub note: String,
    /// Evidence.
    pub evidence: Vec<String>,
    /// What was sampled.
    pub sample: Option<AuditSampleWords>,
    /// Who answered, and when.
    pub answered: Option<AuditSaidWords>,
    /// How often it was answered: who answers names what they saw.
    pub times: u32,
}

/// A finding.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditFindingWords {
    /// Its number, from 1.
    pub number: usize,
    /// `major`, `minor`, `opportunity` or `positive`.
    pub class: &'static str,
    /// The clause or control.
    pub item: String,
    /// The line of the checklist.
    pub line: Option<u32>,
    /// What it is called.
    pub title: String,
    /// What is required, what was seen instead, and where.
    pub statement: String,
    /// Evidence.
    pub evidence: Vec<String>,
    /// Who answers for what is done about it.
    pub owner: Option<NamedWords>,
    /// The nonconformity that it led to.
    pub nonconformity: Option<String>,
    /// Where that stands.
    pub nonconformity_state: Option<&'static str>,
    /// Who recorded it, and when.
    pub recorded: AuditSaidWords,
    /// Why it was said differently, each time.
    pub revised: Vec<AuditSaidWords>,
}

/// A report.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditReportWords {
    /// On which day.
    pub on: String,
    /// What was done and seen.
    pub summary: String,
    /// What the auditor concludes.
    pub conclusion: String,
    /// To whom in management it was reported.
    pub to: Vec<NamedWords>,
    /// Who reported, and when it was recorded.
    pub recorded: AuditSaidWords,
}

/// One audit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InternalAuditWords {
    /// What the list shows.
    #[serde(flatten)]
    pub line: AuditLineWords,
    /// Clauses and controls.
    pub items: Vec<String>,
    /// What it is judged against.
    pub criteria: String,
    /// How it is carried out.
    pub methods: String,
    /// Its auditors, with what the ledger shows of their independence.
    pub independence: Vec<AuditorWords>,
    /// The first day that was looked at for parts of auditors.
    pub look_back_from: String,
    /// That it was announced.
    pub announced: Option<AuditSaidWords>,
    /// That fieldwork began.
    pub started: Option<AuditSaidWords>,
    /// Its checklist; before it is announced, as it would be drawn up now.
    pub checklist: Vec<AuditChecklistWords>,
    /// What was found.
    pub findings: Vec<AuditFindingWords>,
    /// What was reported.
    pub report: Option<AuditReportWords>,
    /// That what was found is resolved.
    pub verified: Option<AuditSaidWords>,
    /// That it was closed, or why it was given up.
    pub ending: Option<AuditSaidWords>,
}

impl InternalAuditWords {
    /// The words of an audit.
    pub fn of(app: &Within<'_>, detail: &AuditDetail) -> InternalAuditWords {
        let held = &detail.held;
        let step = |step: &Option<_>| step.as_ref().map(|step| AuditSaidWords::step(app, step));
        let report = held.report.as_ref().map(|held| AuditReportWords {
            on: held.report.on.to_string(),
            summary: held.report.summary.clone(),
            conclusion: held.report.conclusion.clone(),
            to: held.report.to.iter().map(|person| NamedWords::of(app, person)).collect(),
            recorded: AuditSaidWords::made(app, &held.by, held.at_us),
        });
        let proposed = detail.proposed.iter().map(|line| HeldLine { line: line.clone(), answered: None, times: 0 });
        let lines: Vec<HeldLine> = held.lines.iter().cloned().chain(proposed).collect();
        let ending = held.closed.as_ref().or(held.cancelled.as_ref());
        InternalAuditWords {
            line: AuditLineWords::of(app, held, &detail.line),
            items: held.plan.scope.iter().cloned().collect(),
            criteria: held.plan.criteria.clone(),
            methods: held.plan.methods.clone(),
            independence: held.auditors.keys().map(|person| auditor(app, detail, person)).collect(),
            look_back_from: detail.look_back.from.to_string(),
            announced: step(&held.announced),
            started: step(&held.started),
            checklist: (1..).zip(&lines).map(|(number, line)| checklist(app, detail, number, line)).collect(),
            findings: (1..).zip(&held.findings).map(|(number, one)| finding(app, detail, number, one)).collect(),
            report,
            verified: step(&held.verified),
            ending: ending.map(|said| AuditSaidWords::said(app, said)),
        }
    }
}

fn auditor(app: &Within<'_>, detail: &AuditDetail, person: &str) -> AuditorWords {
    let part = &detail.held.auditors[person].part;
    let conflict = |one: &AuditorConflict| AuditorConflictWords {
        item: one.item.clone(),
        part: one.part.id(),
        because: one.because.clone(),
    };
    AuditorWords {
        person: NamedWords::of(app, person),
        items: part.items.iter().cloned().collect(),
        competence: part.competence.clone(),
        conflicts: detail.conflicts.iter().filter(|one| one.person == person).map(conflict).collect(),
        waiver: detail.waived.get(person).cloned(),
    }
}

fn checklist(app: &Within<'_>, detail: &AuditDetail, number: usize, held: &HeldLine) -> AuditChecklistWords {
    let (line, answer) = (&held.line, held.answered.as_ref().map(|answered| &answered.answer));
    let sample = answer.and_then(|answer| answer.sample.clone());
    AuditChecklistWords {
        line: number,
        item: line.item.clone(),
        title: detail.titles.get(&line.item).cloned().unwrap_or_default(),
        kind: line.kind.id(),
        question: line.question.clone(),
        retired: detail.retired.contains(&line.item),
        result: answer.map(|answer| answer.result.id()),
        note: answer.map(|answer| answer.note.clone()).unwrap_or_default(),
        evidence: answer.map(|answer| answer.evidence.iter().cloned().collect()).unwrap_or_default(),
        sample: sample.map(|one| AuditSampleWords {
            population: one.population,
            size: one.size,
            drawn: one.drawn,
            picked: one.picked,
        }),
        answered: held.answered.as_ref().map(|one| AuditSaidWords::made(app, &one.by, one.at_us)),
        times: held.times,
    }
}

fn finding(app: &Within<'_>, detail: &AuditDetail, number: usize, held: &HeldFinding) -> AuditFindingWords {
    let found = held.finding.clone();
    let state = held.nonconformity.as_ref().and_then(|id| detail.nonconformities.get(id));
    AuditFindingWords {
        number,
        class: found.class.id(),
        item: found.item,
        line: found.line,
        title: found.title,
        statement: found.statement,
        evidence: found.evidence.into_iter().collect(),
        owner: found.owner.as_ref().map(|id| NamedWords::of(app, id)),
        nonconformity: held.nonconformity.clone(),
        nonconformity_state: state.map(|state| state.id()),
        recorded: AuditSaidWords::made(app, &held.by, held.at_us),
        revised: held.revised.iter().map(|said| AuditSaidWords::said(app, said)).collect(),
    }
}
