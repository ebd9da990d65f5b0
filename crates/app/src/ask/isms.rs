//! Questions about the registers of the management system.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::isms::HeldEntry;
use domain::reports::isms::{DueEntry, EntryFilter, Finding, RegisterReport, due_on, overview, register};
use domain::rules::ImportPlan;
use domain::rules::isms::plan;
use domain::values::Action;
use domain::values::Membership;
use domain::values::isms::{EntryRow, Field, FieldKind, RegisterKind, Stage, Value};
use domain::values::staff::StaffState;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// All registers; whoever sees a part alone sees the entries that they added or answer for.
#[derive(Clone, Copy, Debug, Default)]
pub struct RegistersOf;

/// All registers on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct RegistersAnswer {
    /// One for each register, in the order of the clauses.
    pub registers: Vec<RegisterReport>,
    /// Suppliers in their own register; `None` for who sees only a part, since that register is another one's.
    pub suppliers: Option<usize>,
    /// People at work in theirs; `None` for who sees only a part.
    pub staff: Option<usize>,
    /// Only a part is seen.
    pub part: bool,
}

fn seen_by(only: Option<&[String]>, held: &HeldEntry) -> bool {
    only.is_none_or(|selves| held.persons().iter().any(|person| selves.iter().any(|own| own == person)))
}

impl Question for RegistersOf {
    type Answer = RegistersAnswer;

    fn needs(&self) -> Action {
        Action::ReadIsms
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<RegistersAnswer, Refusal> {
        let registers = seen.organisation()?;
        let at_work = registers.workforce.people.values().filter(|held| held.staff.state.works());
        let part = seen.only.is_some();
        Ok(RegistersAnswer {
            registers: overview(registers, seen.on, |held| seen_by(seen.only, held)),
            suppliers: (!part).then_some(registers.suppliers.suppliers.len()),
            staff: (!part).then_some(at_work.count()),
            part,
        })
    }
}

/// One register.
#[derive(Clone, Debug)]
pub struct RegisterOf {
    /// Which.
    pub kind: RegisterKind,
    /// Which of its entries are listed; the figures speak of all that are seen.
    pub filter: EntryFilter,
}

/// One register on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterAnswer {
    /// Figures, findings, what is due.
    pub report: RegisterReport,
    /// The entries that are wanted, by number.
    pub rows: Vec<HeldEntry>,
    /// Only a part is seen.
    pub part: bool,
}

impl Question for RegisterOf {
    type Answer = RegisterAnswer;

    fn needs(&self) -> Action {
        Action::ReadIsms
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<RegisterAnswer, Refusal> {
        let registers = seen.organisation()?;
        let report = register(registers, self.kind, seen.on, |held| seen_by(seen.only, held));
        let all = registers.isms.of(self.kind).filter(|held| seen_by(seen.only, held));
        let rows = all.filter(|held| self.filter.wants(held, &report)).cloned().collect();
        Ok(RegisterAnswer { report, rows, part: seen.only.is_some() })
    }
}

/// One entry of a register.
#[derive(Clone, Debug)]
pub struct EntryOf(pub String);

/// One entry on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryDetail {
    /// It.
    pub held: HeldEntry,
    /// The day on which it is due, and whether that is over.
    pub due: Option<(Date, bool)>,
    /// What is missing of it.
    pub findings: Vec<Finding>,
    /// The states that can follow, each with the fields that it still needs.
    pub next: Vec<(&'static Stage, Vec<&'static Field>)>,
    /// Entries that link to it: id and title.
    pub named_by: Vec<(String, String)>,
}

impl Question for EntryOf {
    type Answer = EntryDetail;

    fn needs(&self) -> Action {
        Action::ReadIsms
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<EntryDetail, Refusal> {
        let registers = seen.organisation()?;
        let unknown = || Refusal::Unknown { what: "register_entry", id: self.0.clone(), nearest: None };
        let held = registers.isms.entry(&self.0).filter(|held| seen_by(seen.only, held)).ok_or_else(unknown)?;
        let report = register(registers, held.register, seen.on, |_| true);
        let ours = |finding: &Finding| finding.entry.as_ref() == Some(&held.id);
        let next = held.stage().next.iter().filter_map(|id| held.declared().stage(id));
        Ok(EntryDetail {
            due: due_on(held).map(|on| (on, on < seen.on)),
            findings: report.findings.into_iter().filter(ours).collect(),
            next: next.map(|stage| (stage, held.lacks(stage, &held.fields))).collect(),
            named_by: named_by(registers, &held.id, seen.only),
            held: held.clone(),
        })
    }
}

/// Entries that link to an object.
fn named_by(registers: &Registers, id: &str, only: Option<&[String]>) -> Vec<(String, String)> {
    let links = |field: &Field| matches!(field.kind, FieldKind::Links(_));
    let names = |held: &HeldEntry| {
        let fields = held.declared().fields.iter().filter(|field| links(field));
        fields.filter_map(|field| held.fields.get(field.id)).flat_map(Value::links).any(|link| link == id)
    };
    let all = RegisterKind::ALL.into_iter().flat_map(|kind| registers.isms.of(kind));
    let all = all.filter(|held| held.there() && seen_by(only, held) && names(held));
    all.map(|held| (held.id.clone(), held.title().to_owned())).collect()
}

/// Entries of the registers that name an object: a control, a risk, a supplier, an item of evidence.
#[derive(Clone, Debug)]
pub struct EntriesNaming(pub String);

impl Question for EntriesNaming {
    type Answer = Vec<(String, String)>;

    fn needs(&self) -> Action {
        Action::ReadIsms
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        Ok(named_by(seen.organisation()?, &self.0, seen.only))
    }
}

/// Id, title and register of every entry that may be seen, to search in.
#[derive(Clone, Copy, Debug)]
pub struct EntryNames;

impl Question for EntryNames {
    type Answer = Vec<(String, String, &'static str)>;

    fn needs(&self) -> Action {
        Action::ReadIsms
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let registers = seen.organisation()?;
        let all = RegisterKind::ALL.into_iter().flat_map(|kind| registers.isms.of(kind));
        let all = all.filter(|held| held.there() && seen_by(seen.only, held));
        Ok(all.map(|held| (held.id.clone(), held.title().to_owned(), held.register.id())).collect())
    }
}

/// Who can be named in an entry: members, and people in the register of those who work here.
#[derive(Clone, Copy, Debug)]
pub struct EntryPersons;

/// Who can be named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedHere {
    /// Those who are here and can answer for something.
    pub here: BTreeSet<String>,
    /// These, and those who have left.
    pub all: BTreeSet<String>,
}

impl Question for EntryPersons {
    type Answer = NamedHere;

    fn needs(&self) -> Action {
        Action::KeepIsms
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<NamedHere, Refusal> {
        let registers = seen.organisation()?;
        let members = &registers.people.members;
        let staff = &registers.workforce.people;
        let gone = |person: &&String| {
            members.get(*person).is_some_and(|member| member.state == Membership::Ended)
                || staff.get(*person).is_some_and(|held| held.staff.state == StaffState::Left)
        };
        let all: BTreeSet<String> = members.keys().chain(staff.keys()).cloned().collect();
        Ok(NamedHere { here: all.iter().filter(|person| !gone(person)).cloned().collect(), all })
    }
}

/// What importing a list into a register would do.
#[derive(Clone, Copy, Debug)]
pub struct PreviewEntries<'a> {
    /// The register.
    pub kind: RegisterKind,
    /// The rows.
    pub rows: &'a [EntryRow],
}

impl Question for PreviewEntries<'_> {
    type Answer = ImportPlan;

    fn needs(&self) -> Action {
        Action::KeepIsms
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ImportPlan, Refusal> {
        Ok(plan(seen.organisation()?, self.kind, self.rows, seen.on))
    }
}

/// The entry with the day on which it is due, for a line of a list.
pub fn due_of<'a>(report: &'a RegisterReport, id: &str) -> Option<&'a DueEntry> {
    report.due.iter().find(|due| due.id == id)
}
