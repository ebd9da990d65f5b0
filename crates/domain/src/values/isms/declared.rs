//! How a register is declared: fields with their kinds, states with their steps, what makes an entry due.

use super::RegisterKind;

/// Longest short text of a field, in characters.
const SHORT: usize = 200;
/// Longest long text of a field, in characters.
const LONG: usize = 4_000;

/// All that is declared of a register.
#[derive(Debug)]
pub struct Declaration {
    /// Prefix of the ids of its entries.
    pub prefix: &'static str,
    /// The part of the standard that it stands under.
    pub group: &'static str,
    /// What one entry is called.
    pub noun: &'static str,
    /// What it is for, in one sentence.
    pub purpose: &'static str,
    /// What the standards want of it.
    pub wants: &'static [Want],
    /// Controls of Annex A and criteria that it is evidence for.
    pub serves: &'static [&'static str],
    /// Fields of an entry. The first is what the entry is called; it tells one from another in a list that comes in.
    pub fields: &'static [Field],
    /// States; the first is that of a new entry.
    pub stages: &'static [Stage],
    /// Lines of an entry, where it has some.
    pub lines: Option<Lines>,
    /// What makes an entry due.
    pub due: Option<Due>,
    /// One entry is in force at a time: the state that it then has, and the state that the older one takes.
    pub single: Option<(&'static str, &'static str)>,
    /// Days in their order: the first of each pair is not after the second.
    pub order: &'static [(&'static str, &'static str)],
}

/// What a standard wants, in own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Want {
    /// Clause, control of Annex A or criterion.
    pub id: &'static str,
    /// What it wants of the register.
    pub words: &'static str,
}

/// A field of an entry or a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The id, in files and answers.
    pub id: &'static str,
    /// As people read it.
    pub title: &'static str,
    /// What is to be written.
    pub hint: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// How much it is needed.
    pub need: Need,
    /// Only asked for while another field has this value.
    pub when: Option<(&'static str, &'static str)>,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Words, at most so many characters.
    Text(usize),
    /// One of these words: id and title.
    Choice(&'static [(&'static str, &'static str)]),
    /// Any day.
    Day,
    /// A day that is over or today.
    PastDay,
    /// Yes or no.
    YesNo,
    /// A whole number from 0.
    Number,
    /// Somebody who is here and answers for something.
    Person,
    /// Somebody who is or was here.
    Anybody,
    /// Objects of one kind by id.
    Links(LinkTo),
}

/// What a field points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkTo {
    /// Own controls.
    Control,
    /// Risks.
    Risk,
    /// Suppliers.
    Supplier,
    /// Items of evidence.
    Evidence,
    /// Controlled documents, `PL-1`.
    Policy,
    /// Nonconformities.
    Nonconformity,
    /// Engagements, by which a system description is named.
    Engagement,
    /// Entries of a register.
    Entry(RegisterKind),
}

/// How much a field is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// No entry without it.
    Required,
    /// An entry without it is a finding.
    Wanted,
    /// It may be left out.
    Optional,
}

/// A state of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The id.
    pub id: &'static str,
    /// As people read it.
    pub title: &'static str,
    /// The states that can follow.
    pub next: &'static [&'static str],
    /// Fields that must be there before it is entered.
    pub needs: &'static [&'static str],
    /// Nothing of it changes any more, save the state.
    pub fixed: bool,
    /// Nothing is to be done any more.
    pub over: bool,
}

/// Lines of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lines {
    /// What they are called together.
    pub title: &'static str,
    /// What one is called.
    pub noun: &'static str,
    /// Fields of a line.
    pub fields: &'static [Field],
}

/// What makes an entry due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// A field that names the day itself.
    pub on: Option<&'static str>,
    /// A field with the last time; the interval counts from there.
    pub last: Option<&'static str>,
    /// A field of the lines with the last time.
    pub line: Option<&'static str>,
    /// A field with the interval as one of [`Due::EVERY`].
    pub every: Option<&'static str>,
    /// A field that says that it was done, so that nothing is due any more.
    pub done: Option<&'static str>,
    /// Days of the interval.
    pub days: u32,
    /// What is then to be done.
    pub what: &'static str,
}

impl Due {
    /// Intervals that can be chosen.
    pub const EVERY: &'static [(&'static str, &'static str)] = &[
        ("monthly", "Every month"),
        ("quarterly", "Every quarter"),
        ("half_yearly", "Every half year"),
        ("yearly", "Every year"),
    ];

    /// Due so many days after the last time, which a field of the entry holds.
    pub(super) const fn after(last: &'static str, days: u32, what: &'static str) -> Due {
        Due { last: Some(last), ..Due::every(days, what) }
    }

    /// Due at an interval; what it counts from stands in the other fields.
    pub(super) const fn every(days: u32, what: &'static str) -> Due {
        Due { on: None, last: None, line: None, every: None, done: None, days, what }
    }

    /// Days of an interval.
    pub fn days_of(every: &str) -> Option<u32> {
        match every {
            "monthly" => Some(31),
            "quarterly" => Some(92),
            "half_yearly" => Some(183),
            "yearly" => Some(365),
            _ => None,
        }
    }
}

impl Field {
    const fn new(id: &'static str, title: &'static str, hint: &'static str, kind: FieldKind) -> Field {
        Field { id, title, hint, kind, need: Need::Optional, when: None }
    }

    pub(super) const fn text(id: &'static str, title: &'static str, hint: &'static str) -> Field {
        Field::new(id, title, hint, FieldKind::Text(SHORT))
    }

    pub(super) const fn long(id: &'static str, title: &'static str, hint: &'static str) -> Field {
        Field::new(id, title, hint, FieldKind::Text(LONG))
    }

    pub(super) const fn choice(
        id: &'static str,
        title: &'static str,
        hint: &'static str,
        of: &'static [(&'static str, &'static str)],
    ) -> Field {
        Field::new(id, title, hint, FieldKind::Choice(of))
    }

    pub(super) const fn day(id: &'static str, title: &'static str, hint: &'static str) -> Field {
        Field::new(id, title, hint, FieldKind::Day)
    }

    pub(super) const fn past(id: &'static str, title: &'static str, hint: &'static str) -> Field {
        Field::new(id, title, hint, FieldKind::PastDay)
    }

    pub(super) const fn yes_no(id: &'static str, title: &'static str, hint: &'static str) -> Field {
        Field::new(id, title, hint, FieldKind::YesNo)
    }

    pub(super) const fn number(id: &'static str, title: &'static str, hint: &'static str) -> Field {
        Field::new(id, title, hint, FieldKind::Number)
    }

    pub(super) const fn person(id: &'static str, title: &'static str, hint: &'static str) -> Field {
        Field::new(id, title, hint, FieldKind::Person)
    }

    pub(super) const fn anybody(id: &'static str, title: &'static str, hint: &'static str) -> Field {
        Field::new(id, title, hint, FieldKind::Anybody)
    }

    pub(super) const fn links(id: &'static str, title: &'static str, hint: &'static str, to: LinkTo) -> Field {
        Field::new(id, title, hint, FieldKind::Links(to))
    }

    pub(super) const fn required(self) -> Field {
        Field { need: Need::Required, ..self }
    }

    pub(super) const fn wanted(self) -> Field {
        Field { need: Need::Wanted, ..self }
    }

    pub(super) const fn when(self, field: &'static str, value: &'static str) -> Field {
        Field { when: Some((field, value)), ..self }
    }
}

impl Stage {
    pub(super) const fn new(id: &'static str, title: &'static str, next: &'static [&'static str]) -> Stage {
        Stage { id, title, next, needs: &[], fixed: false, over: false }
    }

    pub(super) const fn needs(self, needs: &'static [&'static str]) -> Stage {
        Stage { needs, ..self }
    }

    pub(super) const fn fixed(self) -> Stage {
        Stage { fixed: true, ..self }
    }

    pub(super) const fn over(self) -> Stage {
        Stage { over: true, ..self }
    }
}

impl LinkTo {
    /// What it points at, in one word.
    pub fn noun(self) -> &'static str {
        match self {
            LinkTo::Control => "control",
            LinkTo::Risk => "risk",
            LinkTo::Supplier => "supplier",
            LinkTo::Evidence => "evidence",
            LinkTo::Policy => "document",
            LinkTo::Nonconformity => "nonconformity",
            LinkTo::Engagement => "engagement",
            LinkTo::Entry(kind) => kind.declared().noun,
        }
    }
}

impl Declaration {
    /// What a declaration leaves out: kept up to date, without lines, never due, any number in force, days in any order.
    pub(super) const PLAIN: Declaration = Declaration {
        prefix: "",
        group: "",
        noun: "",
        purpose: "",
        wants: &[],
        serves: &[],
        fields: &[],
        stages: Declaration::KEPT,
        lines: None,
        due: None,
        single: None,
        order: &[],
    };

    /// States of what is simply kept up to date, and retired when it no longer applies.
    pub(super) const KEPT: &'static [Stage] =
        &[Stage::new("current", "Current", &["retired"]), Stage::new("retired", "Retired", &["current"]).over()];

    /// A field by its id.
    pub fn field(&self, id: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// A state by its id.
    pub fn stage(&self, id: &str) -> Option<&'static Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    /// The state of a new entry.
    pub fn first(&self) -> &'static str {
        self.stages[0].id
    }

    /// The field that an entry is called by.
    pub fn title(&self) -> &'static Field {
        &self.fields[0]
    }
}
