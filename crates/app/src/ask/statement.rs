//! Questions about the Statement of Applicability: its versions, one of them row by row, what is wrong with it, what differs,
//! what is proposed, and the chain from risk to evidence.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::statement::HeldStatementVersion;
use domain::reports::statement::{
    Chain, EntryDifference, Progress, Proposal, SoaFinding, StatementRow, chains, difference, findings, notes, preview,
    progress, proposed_changes, rows,
};
use domain::values::Action;
use domain::values::statement::{Entries, EntryChange, StatementState};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Versions by id with where each stands, the oldest first: what a search needs, and nothing is judged.
#[derive(Clone, Copy, Debug)]
pub struct StatementNames;

impl Question for StatementNames {
    type Answer = Vec<(String, StatementState)>;

    fn needs(&self) -> Action {
        Action::ReadStatement
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<(String, StatementState)>, Refusal> {
        let each = seen.organisation()?.statements.each().filter(|(_, held)| told(seen, held));
        Ok(each.map(|(id, held)| (id, held.state)).collect())
    }
}

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
        let told = |(_, held): &(String, &HeldStatementVersion)| told(seen, held);
        let line = |(id, held): (String, &HeldStatementVersion)| {
            let blocking = match held.state.open() {
                true if seen.only.is_none() => {
                    Some(findings(registers, held, seen.on)?.iter().filter(|one| one.check.blocks()).count())
                }
                _ => None,
            };
            let entries = held.entries.len();
            let version = registers.version_of("applicability", &id);
            Ok(StatementLine { id, held: bare(held), entries, blocking, version })
        };
        Ok(StatementsAnswer {
            versions: register.each().rev().filter(told).map(line).collect::<Result<_, Refusal>>()?,
            open: register.open().filter(told).map(|(id, _)| id),
            in_force: register.on(seen.on).map(|(id, _)| id),
            notes: notes(),
        })
    }
}

/// Is a version told of? To who audits for a certification body those that management approved, and never a draft.
fn told(seen: &Seen<'_>, held: &HeldStatementVersion) -> bool {
    use StatementState::{Approved, Effective, Superseded};
    seen.only.is_none() || matches!(held.state, Approved | Effective | Superseded)
}

/// What is worked out from the whole programme is not told outside.
fn inside(seen: &Seen<'_>) -> Result<(), Refusal> {
    match seen.only {
        None => Ok(()),
        Some(_) => Err(Refusal::NotPossible {
            sentence: "this is worked out from the programme, and an external auditor reads what was approved"
                .to_owned(),
            hint: "read the approved version, or ask for it in the package".to_owned(),
        }),
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
fn chosen<'a>(
    seen: &Seen<'_>,
    registers: &'a Registers,
    id: Option<&str>,
) -> Result<(String, &'a HeldStatementVersion), Refusal> {
    let register = &registers.statements;
    let told = |(_, held): &(String, &HeldStatementVersion)| told(seen, held);
    let current = || register.current().filter(told).or_else(|| register.effective());
    let unknown = |id: &str| Refusal::Unknown {
        what: "statement of applicability",
        id: id.to_owned(),
        nearest: current().map(|(id, _)| id),
    };
    match id {
        None => current().ok_or_else(|| Refusal::NotPossible {
            sentence: "no Statement of Applicability was begun yet".to_owned(),
            hint: "begin a draft: every control of Annex A gets its entry, and proposals come from what is there"
                .to_owned(),
        }),
        Some(id) => {
            let mut all = register.each().filter(told);
            all.find(|(one, _)| one.eq_ignore_ascii_case(id.trim())).ok_or_else(|| unknown(id))
        }
    }
}

impl Question for StatementOf {
    type Answer = StatementAnswer;

    fn needs(&self) -> Action {
        Action::ReadStatement
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<StatementAnswer, Refusal> {
        let registers = seen.organisation()?;
        let (id, held) = chosen(seen, registers, self.id.as_deref())?;
        let (mut rows, mut findings) = rows(registers, held, seen.on)?;
        if seen.only.is_some() {
            rows.iter_mut().for_each(as_approved);
            findings.clear();
        }
        let own = registers.live_controls().filter(|_| seen.only.is_none()).map(|held| &held.control);
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

/// Entries as they are told: outside without the notes, which are no part of what is approved.
fn worded<'a>(seen: &Seen<'_>, entries: &'a Entries) -> Cow<'a, Entries> {
    if seen.only.is_none() {
        return Cow::Borrowed(entries);
    }
    let mut told = entries.clone();
    told.values_mut().for_each(|entry| entry.note.clear());
    Cow::Owned(told)
}

/// Leaves of a row what was approved: nothing of what the programme of today says beside it.
fn as_approved(row: &mut StatementRow) {
    let (control, title, theme) = (row.control.clone(), row.title.clone(), row.theme.clone());
    let (summary, mut entry) = (row.summary.clone(), row.entry.clone());
    entry.note.clear();
    *row = StatementRow {
        control,
        title,
        theme,
        summary,
        entry,
        risks: Vec::new(),
        linked: Vec::new(),
        mapped: Vec::new(),
        evidence: None,
        inherited: None,
        findings: Vec::new(),
        warnings: Vec::new(),
        proposal: Proposal::default(),
        open: EntryChange::default(),
    };
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
        let (to, later) = chosen(seen, registers, self.to.as_deref())?;
        let register = &registers.statements;
        // A version may be a copy of one that is not told of.
        let copied = later.copy_of.as_deref().filter(|id| register.version(id).is_some_and(|held| told(seen, held)));
        let before = match self.from.as_deref().or(copied) {
            Some(id) => Some(chosen(seen, registers, Some(id))?),
            None => register.each().filter(|(_, held)| told(seen, held)).take_while(|(id, _)| *id != to).last(),
        };
        let nothing = BTreeMap::new();
        let entries = before.as_ref().map_or(&nothing, |(_, held)| &held.entries);
        Ok(StatementDifferenceAnswer {
            entries: difference(&worded(seen, entries), &worded(seen, &later.entries)),
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
        inside(seen)?;
        let registers = seen.organisation()?;
        let (id, held) = chosen(seen, registers, self.id.as_deref())?;
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
        inside(seen)?;
        let registers = seen.organisation()?;
        let (id, held) = chosen(seen, registers, self.id.as_deref())?;
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
        inside(seen)?;
        let registers = seen.organisation()?;
        let (id, held) = chosen(seen, registers, self.id.as_deref())?;
        Ok((id, chains(registers, &rows(registers, held, seen.on)?.0)))
    }
}
