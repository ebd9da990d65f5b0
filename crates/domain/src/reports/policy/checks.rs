//! What the texts of all documents are asked about (R163, R164): text left as in a starter text, and statements with nothing
//! behind them, each with its line.

use super::practice::{Shown, practice_of};
use super::{LeftAsIs, Practice, unchanged};
use crate::registers::Registers;
use crate::registers::policy::HeldPolicy;
use jiff::civil::Date;

/// Most statements of one answer; how many are left out is said.
pub const MAX_STATEMENTS: usize = 1_000;

/// What the text of one document is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextCheck {
    /// The document.
    pub id: String,
    /// Its number.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// The starter text that it was left as.
    pub left: Option<LeftAsIs>,
    /// Statements that are asked about.
    pub statements: Vec<Practice>,
}

/// What the texts of the documents are asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextChecks {
    /// Documents with something to ask, in the order of their ids.
    pub documents: Vec<TextCheck>,
    /// Documents that were looked at: seen by who asks, and not retired.
    pub of: usize,
    /// Statements that were looked at.
    pub statements: usize,
    /// Of these, how many are asked about.
    pub asked: usize,
    /// Of these, how many are left out of the answer.
    pub left_out: usize,
}

/// Looks at the text that speaks of each document that is seen and not retired.
pub fn text_checks(registers: &Registers, day: Date, seen: impl Fn(&str, &HeldPolicy) -> bool) -> TextChecks {
    let (mut found, mut shown) = (TextChecks::default(), Shown::on(registers, day));
    let mut told = 0;
    let all = registers.policies.in_order().into_iter();
    for (id, held) in all.filter(|(id, held)| held.retired.is_none() && seen(id, held)) {
        let all = practice_of(&mut shown, held);
        found.of += 1;
        found.statements += all.len();
        let mut statements: Vec<Practice> = all.into_iter().filter(|one| one.doubt.is_some()).collect();
        found.asked += statements.len();
        let room = MAX_STATEMENTS - told;
        found.left_out += statements.len().saturating_sub(room);
        statements.truncate(room);
        told += statements.len();
        let left = held.speaks(day).and_then(|version| unchanged(&version.text)).filter(LeftAsIs::asked);
        if left.is_some() || !statements.is_empty() {
            let (number, title) = (held.policy.number.clone(), held.policy.title.clone());
            found.documents.push(TextCheck { id: id.clone(), number, title, left, statements });
        }
    }
    found
}
