//! The file of each clause 4 to 10 of ISO/IEC 27001:2022: what is asked, what exists, who answers for it, what comes next, with
//! one mark for governance and one for operation (R60, R87, R91). Clauses are mandatory: every one stands in every answer, and
//! nothing that anybody records takes one away (R88).

mod character;
mod continuity;
mod cycle;
mod derivation;
mod documents;
mod entries;
mod evaluating;
mod gaps;
mod gather;
mod kept;
mod look;
mod operating;
mod owner;
mod place;
mod planning;
pub mod readiness;
mod shared;
mod warnings;

pub use character::{Characteristic, CharacteristicLine};
pub use continuity::{Continuity, ContinuityLine};
pub use cycle::{CycleLine, CycleStep};
pub use derivation::{DerivationLine, MAX_DERIVED, derivation};
pub use gaps::MAX_GAPS;
pub use kept::{GovernanceMark, Kept, KeptItem, Layer, MAX_NAMED, OperationMark};
pub use look::PERIOD_MONTHS;
pub use owner::ClauseOwner;
pub use place::Place;
pub use shared::{OTHERS, Shared, shared};
pub use warnings::{ANNEX_ADVANCED, Balance, CLAUSES_HALF, MAX_PAPER, PaperOnly};

use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::certification::{Gate, gate};
use crate::values::lookup::wanted;
use crate::values::nearest::nearest;
use crate::values::{Assessment, Item, ItemKind};
use jiff::civil::Date;
use look::Look;

/// The clauses that are certified to, by the digits before the first dot.
pub const CLAUSES: [&str; 7] = ["4", "5", "6", "7", "8", "9", "10"];
/// What the two layers of the standard are not (R61).
pub const TWO_LAYERS: &str = "Certification looks at two layers: clauses 4 to 10, all of them, and the controls of Annex A \
     that apply. They are counted apart; controls alone, all of them, certify nobody.";

/// Something that a clause lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseGap {
    /// What, in a sentence without its full stop.
    pub sentence: String,
    /// Where it is mended.
    pub place: Place,
}

impl ClauseGap {
    fn new(sentence: impl Into<String>, place: Place) -> ClauseGap {
        ClauseGap { sentence: sentence.into(), place }
    }
}

/// A sub-clause that is audited.
#[derive(Clone, Debug, PartialEq)]
pub struct SubClause {
    /// `6.1.2`.
    pub id: String,
    /// Short title.
    pub title: String,
    /// What it asks for, in our own words.
    pub asks: String,
    /// What Stage 1 looks for.
    pub stage1: Option<String>,
    /// What Stage 2 looks for.
    pub stage2: Option<String>,
    /// Documented information that it asks for by name.
    pub documented: Vec<String>,
    /// Criteria of SOC 2 that draw on it (R90).
    pub criteria: Vec<String>,
    /// A word on these.
    pub note: Option<String>,
    /// How far other management systems share it.
    pub shared: Shared,
    /// What exists, source by source.
    pub kept: Vec<Kept>,
    /// Is it decided, documented, approved?
    pub governance: GovernanceMark,
    /// Does it run?
    pub operation: OperationMark,
    /// Somebody's judgement; `None` where nobody judged it.
    pub judged: Option<Assessment>,
    /// Who answers for it.
    pub owner: Option<ClauseOwner>,
    /// What it lacks; the first is the next step.
    pub gaps: Vec<ClauseGap>,
}

impl SubClause {
    /// Is anything recorded of it?
    pub fn started(&self) -> bool {
        self.governance != GovernanceMark::Absent || self.operation != OperationMark::Absent
    }

    /// The newest record that it runs.
    pub fn last(&self) -> Option<Date> {
        self.kept.iter().filter(|one| one.layer == Layer::Operation).filter_map(|one| one.last).max()
    }

    /// What comes next; `None` where a machine finds nothing that is missing.
    pub fn next(&self) -> Option<&ClauseGap> {
        self.gaps.first()
    }
}

/// A clause with its sub-clauses.
#[derive(Clone, Debug, PartialEq)]
pub struct ClauseFile {
    /// `4` to `10`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its sub-clauses that are audited, in official order.
    pub parts: Vec<SubClause>,
}

impl ClauseFile {
    /// Sub-clauses that are decided, of [`ClauseFile::parts`].
    pub fn decided(&self) -> usize {
        self.parts.iter().filter(|part| part.governance == GovernanceMark::Decided).count()
    }

    /// Sub-clauses that run, of [`ClauseFile::parts`].
    pub fn running(&self) -> usize {
        self.parts.iter().filter(|part| part.operation == OperationMark::Runs).count()
    }

    /// Things that its sub-clauses lack.
    pub fn gaps(&self) -> usize {
        self.parts.iter().map(|part| part.gaps.len()).sum()
    }

    /// The sub-clause and its first gap that come next.
    pub fn next(&self) -> Option<(&SubClause, &ClauseGap)> {
        self.parts.iter().find_map(|part| Some((part, part.next()?)))
    }
}

/// All clauses on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct ClausesReport {
    /// The first day of the period in which a record counts as new; the last is the day of the report.
    pub since: Date,
    /// Clauses 4 to 10.
    pub files: Vec<ClauseFile>,
    /// Both layers, and what stands before a certification audit (K12).
    pub gate: Gate,
    /// Clause work beside Annex A work.
    pub balance: Balance,
    /// The governance cycle.
    pub cycle: Vec<CycleLine>,
    /// The six characteristics.
    pub characteristics: Vec<CharacteristicLine>,
    /// Documents with nothing done by them.
    pub paper_only: Vec<PaperOnly>,
    /// Continuity.
    pub continuity: Continuity,
}

/// One clause with what of the whole is about it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClauseDetail {
    /// The clause.
    pub file: ClauseFile,
    /// The first day of the period in which a record counts as new.
    pub since: Date,
    /// Steps of the governance cycle that it asks for.
    pub cycle: Vec<CycleLine>,
    /// Documents about it with nothing done by them.
    pub paper_only: Vec<PaperOnly>,
    /// Continuity, which clause 8 keeps in operation.
    pub continuity: Option<Continuity>,
    /// The way from risks to the audit plan, of clause 6; see [`derivation`].
    pub derivation: Vec<DerivationLine>,
}

impl ClausesReport {
    /// One clause, by its number or that of a sub-clause.
    ///
    /// # Errors
    /// As [`ClausesReport::file`].
    pub fn detail(&self, typed: &str) -> Result<ClauseDetail, Refusal> {
        let file = self.file(typed)?.clone();
        let of = |id: &str| id.split('.').next() == Some(file.id.as_str());
        Ok(ClauseDetail {
            since: self.since,
            cycle: self.cycle.iter().filter(|line| of(line.step.clause())).cloned().collect(),
            paper_only: self.paper_only.iter().filter(|one| of(&one.item)).cloned().collect(),
            continuity: (file.id == "8").then(|| self.continuity.clone()),
            derivation: Vec::new(),
            file,
        })
    }

    /// Sub-clauses in all.
    pub fn parts(&self) -> impl Iterator<Item = &SubClause> {
        self.files.iter().flat_map(|file| &file.parts)
    }

    /// The file of a clause, by its number or that of a sub-clause.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for what is no clause 4 to 10, with the nearest.
    pub fn file(&self, typed: &str) -> Result<&ClauseFile, Refusal> {
        let id = wanted(typed);
        let head = |file: &&ClauseFile| {
            id == file.id || file.parts.iter().any(|part| part.id == id || part.id.starts_with(&format!("{id}.")))
        };
        self.files.iter().find(head).ok_or_else(|| Refusal::Unknown {
            what: "clause",
            nearest: nearest(&id, self.parts().map(|part| part.id.as_str())).map(str::to_owned),
            id: typed.chars().take(40).collect(),
        })
    }
}

/// All clauses on a day.
///
/// # Errors
/// [`Refusal::Unknown`] when ISO/IEC 27001:2022 is not adopted; as [`gate`].
pub fn clauses(registers: &Registers, on: Date) -> Result<ClausesReport, Refusal> {
    let look = Look::new(registers, on)?;
    Ok(report(&look, gate(registers, on)?))
}

fn report(look: &Look<'_>, gate: Gate) -> ClausesReport {
    let files: Vec<ClauseFile> = CLAUSES.into_iter().map(|id| file(look, id)).collect();
    let mut cycle = cycle::steps(look);
    for line in &mut cycle {
        let part = files.iter().flat_map(|file| &file.parts).find(|part| part.id == line.step.clause());
        line.owner = part.and_then(|part| part.owner.as_ref()).map(|owner| owner.person.clone());
    }
    ClausesReport {
        since: look.since,
        balance: warnings::balance(look.registers, &files, &gate),
        characteristics: character::characteristics(&files),
        paper_only: warnings::paper_only(look, &files),
        continuity: continuity::continuity(look),
        cycle,
        gate,
        files,
    }
}

fn file(look: &Look<'_>, id: &str) -> ClauseFile {
    let under = format!("{id}.");
    let parts = look.framework.audited(ItemKind::Clause).filter(|item| item.id.starts_with(&under));
    let title = look.framework.item(id).map(|item| item.title.clone()).unwrap_or_default();
    ClauseFile { id: id.to_owned(), title, parts: parts.map(|item| part(look, item)).collect() }
}

fn part(look: &Look<'_>, item: &Item) -> SubClause {
    let kept = gather::kept(look, &item.id);
    let mut part = SubClause {
        id: item.id.clone(),
        title: item.title.clone(),
        asks: item.summary.clone(),
        stage1: item.stage1.clone(),
        stage2: item.stage2.clone(),
        documented: item.documented_information.iter().map(|one| one.name.clone()).collect(),
        criteria: item.touchpoints.clone(),
        note: item.touchpoint_note.clone(),
        shared: shared(&item.id),
        governance: kept::governance(&kept),
        operation: kept::operation(&kept, look.since),
        judged: look.registers.assessments.get(&item.id).cloned(),
        owner: owner::owner(look, &item.id, &kept),
        kept,
        gaps: Vec::new(),
    };
    part.gaps = gaps::gaps(look, &part);
    part
}
