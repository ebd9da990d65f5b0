//! One chain: risk, line of treatment, control, entry of the Statement of Applicability, evidence; and what of it does not
//! agree now (R105, R125). The Statement is taken as plain facts, so that a draft can be held against the risks as well.

use super::shown::{Shown, shown};
use crate::registers::Registers;
use crate::registers::risk::HeldRisk;
use crate::reports::statement::Evidenced;
use crate::values::operation::words;
use crate::values::risk::{LineState, TreatmentLine, TreatmentOption};
use crate::values::statement::{Applicability, Entry, Implementation, InclusionReason};
use crate::values::{Control, Status};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What the Statement says of a control.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// Applicable, excluded, or not decided.
    pub decision: Option<bool>,
    /// It says that the control is implemented or inherited.
    pub implemented: bool,
    /// It is included because of a risk.
    pub for_risk: bool,
}

/// A link of the chain: one control of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainLink {
    /// The risk.
    pub risk: String,
    /// The line of its plan.
    pub line: String,
    /// Where the line stands.
    pub state: LineState,
    /// The control that it names.
    pub control: String,
    /// The controls of Annex A that this comes to: itself, or what an own control is linked to.
    pub annex: BTreeSet<String>,
    /// The evidence of it that is in date longest; of a control of Annex A, that of the own controls that are linked to it.
    /// What its entry of the Statement refers to counts as well.
    pub evidence: Option<Shown>,
}

/// What does not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// A line names a control that is retired or unknown.
    ControlGone,
    /// A plan to modify a risk names no control.
    NoControl,
    /// An own control of a line is linked to no control of Annex A.
    NoAnnex,
    /// The Statement excludes what a line uses.
    Excluded,
    /// The Statement has no entry, or no decision, for what a line uses.
    NotStated,
    /// The line is done, and its own control is not in place.
    NotInPlace,
    /// The Statement says implemented, and the line is not done.
    StatedTooEarly,
    /// The line is done, and nothing accepted shows that its control works.
    NoEvidence,
    /// The line is done, and the newest evidence of its control is out of date.
    EvidenceOld,
    /// The Statement includes a control because of a risk, and no plan uses it.
    NoRisk,
}

words!(Break {
    ControlGone = "control_gone", "Control is gone";
    NoControl = "no_control", "Plan without a control";
    NoAnnex = "no_annex", "Control without Annex A";
    Excluded = "excluded", "Excluded in the Statement";
    NotStated = "not_stated", "Missing in the Statement";
    NotInPlace = "not_in_place", "Done, not in place";
    StatedTooEarly = "stated_too_early", "Stated, not done";
    NoEvidence = "no_evidence", "No evidence";
    EvidenceOld = "evidence_old", "Evidence out of date";
    NoRisk = "no_risk", "Stated for a risk, used by none";
});

/// A place where the chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// What kind.
    pub what: Break,
    /// The risk.
    pub risk: Option<String>,
    /// The line of its plan.
    pub line: Option<String>,
    /// The control.
    pub control: Option<String>,
    /// What does not agree, in a sentence.
    pub sentence: String,
}

/// The chain and its breaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChainReport {
    /// Every link, by risk, line and control.
    pub links: Vec<ChainLink>,
    /// What does not agree, by kind, risk and control.
    pub broken: Vec<Broken>,
    /// The version of the Statement that was read; `None` while there is none.
    pub statement: Option<String>,
}

/// The chain against the version of the Statement that people look at first.
pub fn chain(registers: &Registers, on: Date) -> ChainReport {
    let current = registers.statements.current();
    let stated = current.as_ref().map(|(_, held)| {
        let entry = |(id, entry): (&String, &Entry)| {
            let decision = match entry.decision {
                Applicability::Applicable => Some(true),
                Applicability::Excluded => Some(false),
                Applicability::Undecided => None,
            };
            let implemented = matches!(entry.status, Some(Implementation::Implemented | Implementation::Inherited));
            let for_risk = entry.reasons.contains_key(&InclusionReason::Risk);
            (id.clone(), Stated { decision, implemented, for_risk })
        };
        held.entries.iter().map(entry).collect()
    });
    let entries = current.as_ref().map(|(_, held)| &held.entries);
    let mut report = walked(Walk::new(registers, on, stated.as_ref(), entries));
    report.statement = current.map(|(id, _)| id);
    report
}

/// The chain against what a Statement says, by control; `None` while there is none, which is no break of the chain.
pub fn chained(registers: &Registers, on: Date, stated: Option<&BTreeMap<String, Stated>>) -> ChainReport {
    walked(Walk::new(registers, on, stated, None))
}

fn walked(mut walk: Walk<'_>) -> ChainReport {
    let (registers, stated) = (walk.registers, walk.stated);
    for (id, held) in registers.risks.risks.iter().filter(|(_, held)| !held.closed) {
        walk.risk(id, held);
    }
    let unused = stated.into_iter().flatten().filter(|(id, one)| one.for_risk && !walk.used.contains(*id));
    for (control, _) in unused {
        walk.report.broken.push(Broken {
            what: Break::NoRisk,
            risk: None,
            line: None,
            control: Some(control.clone()),
            sentence: format!("the Statement includes {control} because of a risk, and no plan of treatment uses it"),
        });
    }
    walk.report.broken.sort();
    walk.report
}

struct Walk<'a> {
    registers: &'a Registers,
    on: Date,
    stated: Option<&'a BTreeMap<String, Stated>>,
    /// Own controls in use by the control of Annex A that they are linked to.
    linked: BTreeMap<String, Vec<&'a str>>,
    /// The entries of the Statement, and what shows an entry: the rule by which the Statement itself is read.
    entries: Option<(&'a BTreeMap<String, Entry>, Evidenced<'a>)>,
    shown: BTreeMap<&'a str, Option<Shown>>,
    used: BTreeSet<String>,
    report: ChainReport,
}

impl<'a> Walk<'a> {
    fn new(
        registers: &'a Registers,
        on: Date,
        stated: Option<&'a BTreeMap<String, Stated>>,
        entries: Option<&'a BTreeMap<String, Entry>>,
    ) -> Walk<'a> {
        let mut linked: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for held in registers.live_controls() {
            for item in annex_of(&held.control) {
                linked.entry(item).or_default().push(&held.control.id);
            }
        }
        let (shown, used, report) = (BTreeMap::new(), BTreeSet::new(), ChainReport::default());
        let entries = entries.map(|entries| (entries, Evidenced::new(registers)));
        Walk { registers, on, stated, linked, entries, shown, used, report }
    }

    fn shown(&mut self, control: &'a str) -> Option<Shown> {
        let (registers, on) = (self.registers, self.on);
        self.shown.entry(control).or_insert_with(|| shown(registers, control, on)).clone()
    }

    /// What shows a control of Annex A: the evidence of own controls that are linked to it, that holds longest.
    fn shown_of_item(&mut self, item: &str) -> Option<Shown> {
        let linked = self.linked.get(item).cloned().unwrap_or_default();
        let all = linked.into_iter().filter_map(|control| self.shown(control));
        all.max_by_key(|shown| (shown.until.unwrap_or(Date::MAX), shown.dated))
    }

    /// What shows a control as its entry of the Statement says, which may refer to more than is linked; `None` while it has
    /// no entry.
    fn shown_of_entry(&self, control: &str) -> Option<Option<Shown>> {
        let (entries, evidenced) = self.entries.as_ref()?;
        let entry = entries.get(control)?;
        let linked = self.linked.get(control).into_iter().flatten().copied();
        Some(evidenced.of((self.registers, self.on), linked, control, entry).map(Shown::from))
    }

    fn broken(&mut self, what: Break, risk: &str, line: Option<&str>, control: Option<&str>, sentence: String) {
        let (line, control) = (line.map(str::to_owned), control.map(str::to_owned));
        self.report.broken.push(Broken { what, risk: Some(risk.to_owned()), line, control, sentence });
    }

    fn risk(&mut self, id: &str, held: &'a HeldRisk) {
        let Some(plan) = &held.plan else {
            return;
        };
        let named = plan.treatment.lines.iter().any(|line| !line.controls.is_empty());
        if plan.treatment.option == TreatmentOption::Modify && !named {
            self.broken(
                Break::NoControl,
                id,
                None,
                None,
                format!("the plan of {id} modifies the risk and names no control"),
            );
        }
        for line in &plan.treatment.lines {
            let state = plan.progress.get(&line.id).map_or(LineState::Planned, |progress| progress.state);
            for control in &line.controls {
                self.control(id, line, state, control);
            }
        }
    }

    fn control(&mut self, risk: &str, line: &TreatmentLine, state: LineState, control: &'a str) {
        let own = self.registers.controls.get(control).map(|held| &held.control);
        let annex: BTreeSet<String> = match own {
            Some(own) => annex_of(own),
            None => [control.to_owned()].into(),
        };
        let evidence = match (self.shown_of_entry(control), own) {
            (Some(shown), _) => shown,
            (None, Some(_)) => self.shown(control),
            (None, None) => self.shown_of_item(control),
        };
        self.used.insert(control.to_owned());
        self.used.extend(annex.iter().cloned());
        let at = (Some(line.id.as_str()), Some(control));
        match own {
            Some(own) if own.status == Status::Retired => {
                self.broken(
                    Break::ControlGone,
                    risk,
                    at.0,
                    at.1,
                    format!("{} of {risk} names {control}, which is retired", line.id),
                );
            }
            Some(own) => self.own(risk, line, state, own, annex.is_empty(), evidence.as_ref()),
            // An own control of the same line that is linked to it has said so already.
            None if !line.controls.iter().any(|one| self.answers(one, control)) => {
                self.evidenced(risk, line, state, control, evidence.as_ref());
            }
            None => {}
        }
        for item in &annex {
            self.stated(risk, line, state, item);
        }
        let (risk, line, control) = (risk.to_owned(), line.id.clone(), control.to_owned());
        self.report.links.push(ChainLink { risk, line, state, control, annex, evidence });
    }

    /// What an own control has to be when the line that names it is done.
    fn own(
        &mut self,
        risk: &str,
        line: &TreatmentLine,
        state: LineState,
        own: &Control,
        alone: bool,
        shown: Option<&Shown>,
    ) {
        let (control, line_id) = (own.id.as_str(), line.id.as_str());
        let mut say = |what, sentence| self.broken(what, risk, Some(line_id), Some(control), sentence);
        if alone {
            say(Break::NoAnnex, format!("{control} treats {risk} and is linked to no control of Annex A"));
        }
        if !state.is_open() && own.status != Status::InPlace {
            say(Break::NotInPlace, format!("{line_id} of {risk} is done, and {control} is not in place"));
        }
        self.evidenced(risk, line, state, control, shown);
    }

    /// Is an own control linked to a control of Annex A?
    fn answers(&self, own: &str, item: &str) -> bool {
        self.linked.get(item).is_some_and(|linked| linked.contains(&own))
    }

    /// What shows a control when the line that names it is done.
    fn evidenced(&mut self, risk: &str, line: &TreatmentLine, state: LineState, control: &str, shown: Option<&Shown>) {
        if state.is_open() {
            return;
        }
        let line_id = line.id.as_str();
        let mut say = |what, sentence| self.broken(what, risk, Some(line_id), Some(control), sentence);
        match shown {
            None => {
                say(Break::NoEvidence, format!("{line_id} of {risk} is done, and no accepted evidence shows {control}"))
            }
            Some(shown) if !shown.in_date => {
                say(
                    Break::EvidenceOld,
                    format!("the evidence of {control}, which treats {risk}, is of {} and out of date", shown.dated),
                );
            }
            Some(_) => {}
        }
    }

    fn stated(&mut self, risk: &str, line: &TreatmentLine, state: LineState, item: &str) {
        let Some(stated) = self.stated else {
            return;
        };
        let entry = stated.get(item).copied().unwrap_or_default();
        let found = match entry.decision {
            Some(false) => {
                Some((Break::Excluded, format!("the treatment of {risk} uses {item}, which the Statement excludes")))
            }
            None => Some((
                Break::NotStated,
                format!("the treatment of {risk} uses {item}, which the Statement does not decide"),
            )),
            Some(true) if entry.implemented && state.is_open() => Some((
                Break::StatedTooEarly,
                format!("the Statement says that {item} is implemented, and {} of {risk} is not done", line.id),
            )),
            Some(true) => None,
        };
        if let Some((what, sentence)) = found {
            self.broken(what, risk, Some(&line.id), Some(item), sentence);
        }
    }
}

fn annex_of(own: &Control) -> BTreeSet<String> {
    let item = |key: &String| {
        key.split_once('/').map(|(_, item)| item).filter(|item| item.starts_with("A.")).map(str::to_owned)
    };
    own.links.keys().filter_map(item).collect()
}
