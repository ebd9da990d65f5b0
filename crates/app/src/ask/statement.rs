//! Questions about the Statement of Applicability: its versions, one of them row by row, what is wrong with it, what differs,
//! what is proposed, and the chain from risk to evidence.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::statement::HeldStatementVersion;
use domain::reports::statement::{
    Chain, EntryDifference, Progress, SoaFinding, StatementRow, chains, difference, findings, notes, preview, progress,
    proposed_changes, rows,
};
use domain::values::Action;
use domain::values::statement::{EntryChange, StatementState};
use std::collections::{BTreeMap, BTreeSet};

/// All versions.
#[derive(Clone, Copy, Debug)]
pub struct Statements;

/// A version in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementLine {
    /// `ST-n`.
    pub id: String,
    /// The version, without its entries.
    pub held: HeldStatementVersion,
    /// Number of its entries.
    pub entries: usize,
    /// What stands in the way of its approval today; `None` for what is no longer on its way.
    pub blocking: Option<usize>,
    /// Its version, for a change that must name it.
    pub version: u64,
}

/// All versions, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementsAnswer {
    /// They.
    pub versions: Vec<StatementLine>,
    /// The one that is on its way.
    pub open: Option<String>,
    /// The one in force on the day of judgement.
    pub in_force: Option<String>,
    /// What has to be said beside a statement (R104, R101).
    pub notes: [&'static str; 4],
}

impl Question for Statements {
    type Answer = StatementsAnswer;

    fn needs(&self) -> Action {
        Action::ReadStatement
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<StatementsAnswer, Refusal> {
        let registers = seen.organisation()?;
        let register = &registers.statements;
        let line = |(id, held): (String, &HeldStatementVersion)| {
            let blocking = match held.state.open() {
                true => Some(findings(registers, held, seen.on)?.iter().filter(|one| one.check.blocks()).count()),
                false => None,
            };
            let entries = held.entries.len();
            let version = registers.version_of("applicability", &id);
            Ok(StatementLine { id, held: bare(held), entries, blocking, version })
        };
        Ok(StatementsAnswer {
            versions: register.each().rev().map(line).collect::<Result<_, Refusal>>()?,
            open: register.open().map(|(id, _)| id),
            in_force: register.on(seen.on).map(|(id, _)| id),
            notes: notes(),
        })
    }
}

/// A version without its entries.
fn bare(held: &HeldStatementVersion) -> HeldStatementVersion {
    HeldStatementVersion {
        state: held.state,
        entries: BTreeMap::new(),
        sha256: held.sha256.clone(),
        copy_of: held.copy_of.clone(),
        authors: held.authors.clone(),
        by: held.by.clone(),
        at_us: held.at_us,
        changed_us: held.changed_us,
        reviewed: held.reviewed.clone(),
        approved: held.approved.clone(),
        from: held.from,
        enforced: held.enforced.clone(),
        until: held.until,
        withdrawn: held.withdrawn.clone(),
    }
}

/// One version, row by row. Beside it, what else a page of it shows.
#[derive(Clone, Debug)]
pub struct StatementOf {
    /// `ST-n`; `None` for the one on its way, or else the one in force, or else the newest.
    pub id: Option<String>,
}

/// One version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementAnswer {
    /// `ST-n`.
    pub id: String,
    /// The version, without its entries: these stand in the rows.
    pub held: HeldStatementVersion,
    /// Its rows: Annex A in official order, then own controls.
    pub rows: Vec<StatementRow>,
    /// What is wrong with it on the day of judgement (K9).
    pub findings: Vec<SoaFinding>,
    /// How far it is.
    pub progress: Progress,
    /// Necessary own controls that treatments use and that are missing here; also other own controls that could be added.
    pub addable: Vec<(String, String)>,
    /// What has to be said beside it.
    pub notes: [&'static str; 4],
    /// Its version, for a change that must name it.
    pub version: u64,
}

/// A version by id, or the one that people look at first.
fn chosen<'a>(registers: &'a Registers, id: Option<&str>) -> Result<(String, &'a HeldStatementVersion), Refusal> {
    let register = &registers.statements;
    let unknown = |id: &str| Refusal::Unknown {
        what: "statement of applicability",
        id: id.to_owned(),
        nearest: register.current().map(|(id, _)| id),
    };
    match id {
        None => register.current().ok_or_else(|| Refusal::NotPossible {
            sentence: "no Statement of Applicability was begun yet".to_owned(),
            hint: "begin a draft: every control of Annex A gets its entry, and proposals come from what is there"
                .to_owned(),
        }),
        Some(id) => register.each().find(|(one, _)| one.eq_ignore_ascii_case(id.trim())).ok_or_else(|| unknown(id)),
    }
}

impl Question for StatementOf {
    type Answer = StatementAnswer;

    fn needs(&self) -> Action {
        Action::ReadStatement
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<StatementAnswer, Refusal> {
        let registers = seen.organisation()?;
        let (id, held) = chosen(registers, self.id.as_deref())?;
        let (rows, findings) = rows(registers, held, seen.on)?;
        let own = registers.live_controls().map(|held| &held.control);
        let addable = own.filter(|control| !held.entries.contains_key(&control.id));
        Ok(StatementAnswer {
            held: bare(held),
            progress: progress(&rows, &findings),
            rows,
            findings,
            addable: addable.map(|control| (control.id.clone(), control.name.clone())).collect(),
            notes: notes(),
            version: registers.version_of("applicability", &id),
            id,
        })
    }
}

/// What differs between two versions.
#[derive(Clone, Debug)]
pub struct StatementDifference {
    /// The earlier one; `None` for the one that the later is a copy of, or else the version before it.
    pub from: Option<String>,
    /// The later one; `None` as in [`StatementOf`].
    pub to: Option<String>,
}

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementDifferenceAnswer {
    /// The earlier version; `None` when there is none before.
    pub from: Option<String>,
    /// The later version.
    pub to: String,
    /// Where the later one stands.
    pub state: StatementState,
    /// The entries that differ.
    pub entries: Vec<EntryDifference>,
}

impl Question for StatementDifference {
    type Answer = StatementDifferenceAnswer;

    fn needs(&self) -> Action {
        Action::ReadStatement
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<StatementDifferenceAnswer, Refusal> {
        let registers = seen.organisation()?;
        let (to, later) = chosen(registers, self.to.as_deref())?;
        let register = &registers.statements;
        let before = match self.from.as_deref().or(later.copy_of.as_deref()) {
            Some(id) => Some(chosen(registers, Some(id))?),
            None => register.each().take_while(|(id, _)| *id != to).last(),
        };
        let nothing = BTreeMap::new();
        let entries = before.as_ref().map_or(&nothing, |(_, held)| &held.entries);
        Ok(StatementDifferenceAnswer {
            entries: difference(entries, &later.entries),
            from: before.map(|(id, _)| id),
            state: later.state,
            to,
        })
    }
}

/// What taking the proposals would change; nothing is changed by asking.
#[derive(Clone, Debug)]
pub struct StatementProposals {
    /// `ST-n`; `None` as in [`StatementOf`].
    pub id: Option<String>,
    /// The controls; all of them when empty.
    pub controls: BTreeSet<String>,
}

/// What a change of many entries would do; nothing is changed by asking.
#[derive(Clone, Debug)]
pub struct StatementPreview {
    /// `ST-n`; `None` as in [`StatementOf`].
    pub id: Option<String>,
    /// The controls.
    pub controls: BTreeSet<String>,
    /// What would be set in each of them.
    pub change: EntryChange,
}

/// What would be otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementPreviewAnswer {
    /// The version.
    pub id: String,
    /// The entries that would differ, field by field.
    pub entries: Vec<EntryDifference>,
    /// Its version, for a change that must name it.
    pub version: u64,
}

impl Question for StatementProposals {
    type Answer = StatementPreviewAnswer;

    fn needs(&self) -> Action {
        Action::ReadStatement
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<StatementPreviewAnswer, Refusal> {
        let registers = seen.organisation()?;
        let (id, held) = chosen(registers, self.id.as_deref())?;
        let wanted = |control: &String| self.controls.is_empty() || self.controls.contains(control);
        let changes = proposed_changes(registers, held, seen.on)?.into_iter().filter(|(control, _)| wanted(control));
        let entries =
            changes.flat_map(|(control, change)| preview(&held.entries, &BTreeSet::from([control]), &change)).collect();
        Ok(StatementPreviewAnswer { entries, version: registers.version_of("applicability", &id), id })
    }
}

impl Question for StatementPreview {
    type Answer = StatementPreviewAnswer;

    fn needs(&self) -> Action {
        Action::ReadStatement
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<StatementPreviewAnswer, Refusal> {
        let registers = seen.organisation()?;
        let (id, held) = chosen(registers, self.id.as_deref())?;
        let entries = preview(&held.entries, &self.controls, &self.change);
        Ok(StatementPreviewAnswer { entries, version: registers.version_of("applicability", &id), id })
    }
}

/// The chain from risk to evidence, control by control (R105).
#[derive(Clone, Debug)]
pub struct StatementChains {
    /// `ST-n`; `None` as in [`StatementOf`].
    pub id: Option<String>,
}

impl Question for StatementChains {
    /// The version and its chains.
    type Answer = (String, Vec<Chain>);

    fn needs(&self) -> Action {
        Action::ReadStatement
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let registers = seen.organisation()?;
        let (id, held) = chosen(registers, self.id.as_deref())?;
        Ok((id, chains(&rows(registers, held, seen.on)?.0)))
    }
}
