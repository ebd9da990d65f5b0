//! Questions about internal audits and their programme.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::audit::{HeldAudit, HeldProgramme};
use domain::reports::audit::{
    AuditLine, AuditorConflict, Coverage, ProgrammeLine, checklist, conflicts_of, coverage, item, left, line,
    look_back, programme_line, retired, whole,
};
use domain::values::audit::ChecklistLine;
use domain::values::{Action, Duty, Window};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The programme, the audits, and what was covered in the cycle.
#[derive(Clone, Debug, Default)]
pub struct AuditsOf {
    /// The programme whose cycle is looked at; `None` for the one that covers the day.
    pub programme: Option<String>,
}

/// Internal audits on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditsAnswer {
    /// Programmes, the newest first.
    pub programmes: Vec<(HeldProgramme, ProgrammeLine)>,
    /// Audits, in the order of their numbers.
    pub audits: Vec<(HeldAudit, AuditLine)>,
    /// The matrix of the cycle.
    pub coverage: Coverage,
}

impl AuditsAnswer {
    /// The day on which the cycle of another programme begins: after the one that runs, or with the cycle of the certificate, or
    /// with this year.
    pub fn next_cycle(&self) -> Date {
        let cycle = self.coverage.cycle;
        match self.coverage.programme {
            Some(_) => cycle.until.tomorrow().unwrap_or(cycle.until),
            None => cycle.from,
        }
    }
}

impl Question for AuditsOf {
    type Answer = AuditsAnswer;

    fn needs(&self) -> Action {
        Action::ReadAudits
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<AuditsAnswer, Refusal> {
        let registers = seen.organisation()?;
        let register = &registers.audits;
        if let Some(id) = self.programme.as_ref().filter(|id| !register.programmes.contains_key(*id)) {
            return Err(Refusal::Unknown { what: "programme of internal audits", id: id.clone(), nearest: None });
        }
        let audits = register.in_order().into_iter();
        let mut programmes: Vec<_> =
            register.programmes.iter().map(|(id, held)| (held.clone(), programme_line(id, held, seen.on))).collect();
        programmes.sort_by_key(|(_, line)| std::cmp::Reverse((line.id.len(), line.id.clone())));
        Ok(AuditsAnswer {
            programmes,
            audits: audits.map(|(id, held)| (held.clone(), line(registers, id, held, seen.on))).collect(),
            coverage: coverage(registers, self.programme.as_deref(), seen.on),
        })
    }
}

/// One programme with its versions.
#[derive(Clone, Debug)]
pub struct AuditProgrammeOf(pub String);

impl Question for AuditProgrammeOf {
    type Answer = (HeldProgramme, ProgrammeLine);

    fn needs(&self) -> Action {
        Action::ReadAudits
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let programmes = &seen.organisation()?.audits.programmes;
        let unknown = || Refusal::Unknown { what: "programme of internal audits", id: self.0.clone(), nearest: None };
        let held = programmes.get(&self.0).ok_or_else(unknown)?;
        Ok((held.clone(), programme_line(&self.0, held, seen.on)))
    }
}

/// One audit with its checklist and findings.
#[derive(Clone, Debug)]
pub struct AuditOf(pub String);

/// One audit on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditDetail {
    /// It, and all that was recorded of it.
    pub held: HeldAudit,
    /// How it stands.
    pub line: AuditLine,
    /// Titles of the items of its scope.
    pub titles: BTreeMap<String, String>,
    /// Items of its scope that are retired.
    pub retired: BTreeSet<String>,
    /// Parts that its auditors have in what they audit, as the ledger shows it today.
    pub conflicts: Vec<AuditorConflict>,
    /// Auditors who have left while it runs.
    pub left: BTreeSet<String>,
    /// Auditors for whom management waived the rule, with the waiver.
    pub waived: BTreeMap<String, String>,
    /// The days that were looked at for these parts.
    pub look_back: Window,
    /// Nonconformities of its findings, with their states.
    pub nonconformities: BTreeMap<String, domain::values::nonconformity::NonconformityState>,
    /// The checklist as it would be drawn up now, before it is announced.
    pub proposed: Vec<ChecklistLine>,
}

impl Question for AuditOf {
    type Answer = AuditDetail;

    fn needs(&self) -> Action {
        Action::ReadAudits
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<AuditDetail, Refusal> {
        let registers = seen.organisation()?;
        let unknown = || Refusal::Unknown { what: "internal audit", id: self.0.clone(), nearest: None };
        let held = registers.audits.audits.get(&self.0).ok_or_else(unknown)?;
        let scope = &held.plan.scope;
        let title = |id: &String| (id.clone(), item(registers, id).map(|item| item.title).unwrap_or_default());
        let all = &registers.nonconformities.nonconformities;
        let linked = held.findings.iter().filter_map(|one| one.nonconformity.as_ref());
        let waiver = |person: &String| {
            let (id, _) = registers.people.waiver_for(Duty::AuditsOwnWork, person, seen.on)?;
            Some((person.clone(), id.clone()))
        };
        Ok(AuditDetail {
            line: line(registers, &self.0, held, seen.on),
            titles: scope.iter().map(title).collect(),
            retired: scope.iter().filter(|id| retired(registers, id)).cloned().collect(),
            conflicts: conflicts_of(registers, held, seen.on),
            left: left(registers, held),
            waived: held.auditors.keys().filter_map(waiver).collect(),
            look_back: look_back(registers, seen.on),
            nonconformities: linked.filter_map(|id| Some((id.clone(), all.get(id)?.state()))).collect(),
            proposed: if held.announced.is_some() { Vec::new() } else { checklist(registers, scope) },
            held: held.clone(),
        })
    }
}

/// What an audit can look at: id, title, and whether it is a clause.
#[derive(Clone, Copy, Debug)]
pub struct AuditScopeOf;

impl Question for AuditScopeOf {
    type Answer = Vec<domain::reports::audit::ScopeItem>;

    fn needs(&self) -> Action {
        Action::ReadAudits
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let registers = seen.organisation()?;
        let mut all = whole(registers);
        let more = registers.live_controls().filter_map(|held| item(registers, &held.control.id));
        let more: Vec<_> = more.filter(|own| !all.contains(own)).collect();
        all.extend(more);
        Ok(all)
    }
}
