//! What an auditor of a certification body looks at in Stage 1 and in Stage 2, line by line: there, missing, or to be asked of a
//! person (R61, R214, R215, R231). A machine counts what it can see; it never says that anything is ready.

mod pieces;
mod practice;
mod stage1;
mod stage2;

pub(super) use pieces::kept_at;

use super::look::Look;
use super::place::Place;
use super::{Balance, report};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::certification::{Gate, gate};
use crate::values::operation::words;
use jiff::civil::Date;

/// What the sum does not say.
pub const NOT_READY: &str = "This counts what a machine can see. Whether it is good enough is judged by people: by you \
     before the audit, by the auditor in it; the certification body decides.";

/// A stage of the first certification audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuditStage {
    /// Documentation, Statement, method, policies; it ends with areas of concern (R214).
    One,
    /// Practice: interviews, records, observation; it ends with findings (R215).
    Two,
}

words!(AuditStage {
    One = "stage1", "Stage 1";
    Two = "stage2", "Stage 2";
});

impl AuditStage {
    /// What it looks at, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            AuditStage::One => {
                "Is what the standard asks for written, decided and approved? It ends with areas of concern."
            }
            AuditStage::Two => "Does it work as it is written? It ends with findings and a recommendation to the body.",
        }
    }
}

/// What is known of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Checked {
    /// It is not there.
    Missing,
    /// Only a person can tell.
    AskAPerson,
    /// It is there, as far as a machine sees.
    There,
}

words!(Checked {
    Missing = "missing", "Missing";
    AskAPerson = "ask_a_person", "Ask a person";
    There = "there", "There";
});

/// One thing that an auditor looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadinessLine {
    /// A stable word for machines.
    pub id: String,
    /// The part of the list that it stands in.
    pub group: &'static str,
    /// The clause that asks for it.
    pub clause: &'static str,
    /// What an auditor looks at.
    pub looks: String,
    /// What is known.
    pub state: Checked,
    /// Why that is known, or what to ask.
    pub why: String,
    /// Where it is, or is mended.
    pub place: Place,
}

impl ReadinessLine {
    /// A line that a machine checks.
    fn checked(id: &str, group: &'static str, clause: &'static str, looks: &str, said: Said) -> ReadinessLine {
        let state = if said.there { Checked::There } else { Checked::Missing };
        ReadinessLine {
            id: id.to_owned(),
            group,
            clause,
            looks: looks.to_owned(),
            state,
            why: said.why,
            place: said.place,
        }
    }

    /// A line that a person answers.
    fn asked(
        id: &str,
        group: &'static str,
        clause: &'static str,
        looks: &str,
        ask: &str,
        place: Place,
    ) -> ReadinessLine {
        let said = Said { there: false, why: ask.to_owned(), place };
        ReadinessLine { state: Checked::AskAPerson, ..ReadinessLine::checked(id, group, clause, looks, said) }
    }
}

/// What was seen of a line.
struct Said {
    there: bool,
    why: String,
    place: Place,
}

impl Said {
    fn new(there: bool, why: impl Into<String>, place: Place) -> Said {
        Said { there, why: why.into(), place }
    }
}

/// The list of one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageList {
    /// Which.
    pub stage: AuditStage,
    /// Its lines, in the order in which auditors look.
    pub lines: Vec<ReadinessLine>,
}

impl StageList {
    /// Lines in a state.
    pub fn count(&self, state: Checked) -> usize {
        self.lines.iter().filter(|line| line.state == state).count()
    }

    /// Lines that a machine can check: the denominator of those that are there.
    pub fn checkable(&self) -> usize {
        self.lines.len() - self.count(Checked::AskAPerson)
    }

    /// The sum, with what it was counted of and what it leaves out.
    pub fn sentence(&self) -> String {
        format!(
            "{} of {} things that a machine can check are there; {} more can only be asked of a person.",
            self.count(Checked::There),
            self.checkable(),
            self.count(Checked::AskAPerson)
        )
    }
}

/// Both lists on a day, with the two layers of the standard beside them.
#[derive(Clone, Debug, PartialEq)]
pub struct Readiness {
    /// Stage 1 and Stage 2.
    pub stages: [StageList; 2],
    /// Clauses and controls counted apart, and what stands before a certification audit (K12).
    pub gate: Gate,
    /// Clause work beside Annex A work.
    pub balance: Balance,
    /// The project of certification that is meant, where there is one.
    pub project: Option<String>,
}

/// What is missing before Stage 1 and before Stage 2 on a day.
///
/// # Errors
/// As [`super::clauses`].
pub fn readiness(registers: &Registers, on: Date) -> Result<Readiness, Refusal> {
    let look = Look::new(registers, on)?;
    let clauses = report(&look, gate(registers, on)?);
    let seen = practice::Seen::new(&look)?;
    let one = StageList { stage: AuditStage::One, lines: stage1::lines(&look, &seen, &clauses) };
    let two = StageList { stage: AuditStage::Two, lines: stage2::lines(&look, &seen, &clauses) };
    let project = registers.certifications.current(on).map(|(id, _)| id);
    Ok(Readiness { stages: [one, two], gate: clauses.gate, balance: clauses.balance, project })
}
