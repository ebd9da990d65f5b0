//! One row of a list while it is read: its cells by heading, and every problem of it.

use super::super::RowProblem;
use formats::sheet::TableRow;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The people whom a list may name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People(BTreeMap<String, String>);

impl People {
    /// Somebody by id, and by another word, such as an e-mail address; empty where there is none.
    pub fn add(&mut self, id: &str, word: &str) {
        self.0.insert(id.to_owned(), id.to_owned());
        if !word.is_empty() {
            self.0.insert(word.to_lowercase(), id.to_owned());
        }
    }

    /// The id of whoever is meant by an id, or by another word in any case of letters.
    pub fn find(&self, typed: &str) -> Option<String> {
        self.0.get(typed).or_else(|| self.0.get(&typed.to_lowercase())).cloned()
    }
}

/// A row: what stands in it, and what is wrong with it. An empty cell says nothing, and is wrong only where something is
/// needed.
#[derive(Debug)]
pub struct RowReading<'a> {
    line: &'a TableRow,
    columns: &'a BTreeMap<&'a str, usize>,
    people: &'a People,
    problems: &'a mut Vec<RowProblem>,
    before: usize,
}

impl<'a> RowReading<'a> {
    pub(super) fn of(
        line: &'a TableRow,
        columns: &'a BTreeMap<&'a str, usize>,
        people: &'a People,
        problems: &'a mut Vec<RowProblem>,
    ) -> RowReading<'a> {
        RowReading { before: problems.len(), line, columns, people, problems }
    }

    /// What stands under a heading, without blanks around it; empty where the list has no such column.
    pub fn cell(&self, heading: &str) -> &'a str {
        self.columns.get(heading).map_or("", |column| self.line.cell(*column)).trim()
    }

    /// The same, to be kept.
    pub fn text(&self, heading: &str) -> String {
        self.cell(heading).to_owned()
    }

    /// Says that something is wrong: where, what, and what would be right.
    pub fn wrong(&mut self, field: &str, what: impl Into<String>, hint: impl Into<String>) {
        let (field, what, hint) = (field.to_owned(), what.into(), hint.into());
        self.problems.push(RowProblem { row: self.line.number, field, what, hint });
    }

    /// Is nothing wrong with this row so far?
    pub fn is_sound(&self) -> bool {
        self.problems.len() == self.before
    }

    /// A cell that must not be empty; `hint` says what to write.
    pub fn needs(&mut self, heading: &str, hint: &str) {
        if self.cell(heading).is_empty() {
            self.wrong(heading, format!("the {} is empty", heading.to_lowercase()), hint);
        }
    }

    /// What is meant by a cell; `right` says what could stand there.
    pub fn one<T>(&mut self, heading: &str, meant: impl Fn(&str) -> Option<T>, right: &str) -> Option<T> {
        self.word(heading, self.cell(heading), meant, right)
    }

    /// What is meant by a word of a cell.
    fn word<T>(&mut self, heading: &str, typed: &str, meant: impl Fn(&str) -> Option<T>, right: &str) -> Option<T> {
        if typed.is_empty() {
            return None;
        }
        let found = meant(typed);
        if found.is_none() {
            self.wrong(heading, format!("`{typed}` is not understood"), format!("write {right}"));
        }
        found
    }

    /// Yes or no.
    pub fn flag(&mut self, heading: &str) -> Option<bool> {
        self.one(heading, as_flag, "yes or no")
    }

    /// A day.
    pub fn day(&mut self, heading: &str) -> Option<Date> {
        self.one(heading, as_day, "a day such as 2026-03-31")
    }

    /// A member, by e-mail address or id.
    pub fn person(&mut self, heading: &str) -> Option<String> {
        let people = self.people;
        self.one(heading, |typed| people.find(typed), "the e-mail address of a member")
    }

    /// The people whom a cell may name, where more is to be said of it than [`RowReading::person`] does.
    pub fn people(&self) -> &'a People {
        self.people
    }

    /// Names separated by semicolons or line breaks; `none` says that there are none.
    pub fn names(&self, heading: &str) -> Option<BTreeSet<String>> {
        as_names(self.cell(heading), &[';', '\n'])
    }

    /// What is meant by each name of a cell; `apart` separates them, and `right` says what could stand there.
    pub fn each<T: Ord>(
        &mut self,
        heading: &str,
        apart: &[char],
        meant: impl Fn(&str) -> Option<T>,
        right: &str,
    ) -> Option<BTreeSet<T>> {
        let words = as_names(self.cell(heading), apart)?;
        Some(words.iter().filter_map(|word| self.word(heading, word, &meant, right)).collect())
    }
}

/// Yes or no, in the usual ways to write them.
pub fn as_flag(typed: &str) -> Option<bool> {
    match typed.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" => Some(true),
        "no" | "n" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// A day; a workbook may give one with a time of midnight.
pub fn as_day(typed: &str) -> Option<Date> {
    typed.split(['T', ' ']).next().and_then(|day| day.parse().ok())
}

/// Names separated by any of these characters; `none` or `-` says that there are none, and an empty cell says nothing.
pub fn as_names(typed: &str, apart: &[char]) -> Option<BTreeSet<String>> {
    if typed.is_empty() {
        return None;
    }
    let names = typed.split(apart).map(str::trim).filter(|name| !name.is_empty() && !matches!(*name, "-" | "none"));
    Some(names.map(str::to_owned).collect())
}
