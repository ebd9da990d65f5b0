//! Open risks by level at the end of each month, from what was recorded by then (R343).

use crate::registers::Registers;
use crate::registers::operation::day_of;
use crate::registers::risk::{HeldRating, HeldRisk, RiskRegister};
use crate::values::risk::{Rating, RatingKind};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Most months that are shown, the newest ones.
pub const MAX_MONTHS: usize = 60;

/// How the risks stood at the end of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthOfRisk {
    /// The last day of the month; the day of the question for the month that runs.
    pub on: Date,
    /// Open risks.
    pub open: usize,
    /// Of those, without a current rating.
    pub unrated: usize,
    /// Of those, above the appetite of the version they were rated by.
    pub above: usize,
    /// Of those, by number and word of the current level.
    pub levels: Vec<(u8, String, usize)>,
}

/// Months from the first risk to a day, of the risks that may be seen.
pub fn trend(registers: &Registers, on: Date, sees: impl Fn(&str) -> bool) -> Vec<MonthOfRisk> {
    let register = &registers.risks;
    let risks: Vec<&HeldRisk> = register.risks.iter().filter(|(id, _)| sees(id)).map(|(_, held)| held).collect();
    let Some(first) = risks.iter().map(|held| day_of(held.recorded.at_us)).min() else {
        return Vec::new();
    };
    let mut ends = Vec::new();
    let mut end = on;
    while end >= first.first_of_month() && ends.len() < MAX_MONTHS {
        ends.push(end);
        end = end.first_of_month().saturating_sub(1.day());
    }
    ends.into_iter().rev().map(|end| month(register, &risks, end)).collect()
}

fn month(register: &RiskRegister, risks: &[&HeldRisk], end: Date) -> MonthOfRisk {
    let mut month = MonthOfRisk { on: end, open: 0, unrated: 0, above: 0, levels: Vec::new() };
    let mut levels: BTreeMap<(u8, &str), usize> = BTreeMap::new();
    for held in risks.iter().filter(|held| open_on(held, end)) {
        month.open += 1;
        match current_on(held, end) {
            None => month.unrated += 1,
            Some(rating) => {
                month.above += usize::from(register.above_appetite(rating));
                *levels.entry((rating.level, &rating.word)).or_default() += 1;
            }
        }
    }
    month.levels = levels.into_iter().map(|((level, word), count)| (level, word.to_owned(), count)).collect();
    month
}

/// Was it recorded by the end of that day, and not closed, or opened again?
fn open_on(held: &HeldRisk, day: Date) -> bool {
    let by_then = |at_us: &i64| day_of(*at_us) <= day;
    let closed = held.closings.iter().map(|(_, signed)| signed.at_us).filter(by_then).max();
    let opened = held.reopenings.iter().map(|reopening| reopening.opened.at_us).filter(by_then).max();
    by_then(&held.recorded.at_us) && closed <= opened
}

/// The current rating at the end of that day. One from before the risk was opened again is none: the register says so as well.
fn current_on(held: &HeldRisk, day: Date) -> Option<&Rating> {
    let opened = held.reopenings.iter().map(|reopening| &reopening.opened).filter(|opened| day_of(opened.at_us) <= day);
    let opened = opened.map(|opened| opened.entry).max().unwrap_or(0);
    let current = |rated: &&HeldRating| rated.rating.kind == RatingKind::Current && rated.rating.on <= day;
    let last = held.ratings.iter().rfind(current)?;
    (last.made.entry > opened).then_some(&last.rating)
}
