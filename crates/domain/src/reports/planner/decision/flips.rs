//! What would change the answer: for each question, the smallest change of its answer alone that turns the result.

use super::{Verdict, decide};
use crate::values::sequence::{Answers, FigureKind, Figures, Goal, Market, Query};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A change of one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// These markets come to the others, those go.
    Markets(BTreeSet<Market>, BTreeSet<Market>),
    /// These are asked for as well, those are not.
    Asked(BTreeSet<Goal>, BTreeSet<Goal>),
    /// The day of one request, or that it has none; the earliest day there is stands for any day.
    RequestDate(Goal, Option<Date>),
    /// Yes or no.
    Truth(bool),
    /// A number.
    Number(u32),
}

/// The nearest change of one answer that turns the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// Which answer.
    pub query: Query,
    /// How it changes.
    pub change: Change,
    /// All answers then.
    pub answers: Answers,
    /// The result then.
    pub verdict: Verdict,
}

/// The nearest flips, at most a few for one question: of changes that are equally small, all.
pub fn flips(answers: &Answers, figures: &Figures) -> Vec<Flip> {
    let Ok(now) = decide(answers, figures) else {
        return Vec::new();
    };
    Query::ALL.into_iter().flat_map(|query| nearest(answers, figures, &now, query)).collect()
}

fn nearest(answers: &Answers, figures: &Figures, now: &Verdict, query: Query) -> Vec<Flip> {
    let mut found: Vec<Flip> = Vec::new();
    let mut reached = u64::MAX;
    let mut all = changes(answers, figures, query);
    all.sort_by_key(|(distance, ..)| *distance);
    for (distance, change, changed) in all {
        if distance > reached {
            break;
        }
        let Ok(verdict) = decide(&changed, figures) else { continue };
        if (verdict.course, verdict.first) != (now.course, now.first) {
            reached = distance;
            found.push(Flip { query, change, answers: changed, verdict });
        }
    }
    found
}

/// The answers that a question could have in place of none.
pub(super) fn near(answers: &Answers, figures: &Figures, query: Query) -> Vec<Answers> {
    changes(answers, figures, query).into_iter().map(|(_, _, changed)| changed).collect()
}

type Changed = (u64, Change, Answers);

/// Changes of one answer, each with how far it goes. Between two figures of the rules nothing turns, so that a number has to
/// be tried on both sides of each figure alone.
fn changes(answers: &Answers, figures: &Figures, query: Query) -> Vec<Changed> {
    match query {
        Query::Markets => markets(answers),
        Query::Asked => asked(answers),
        Query::RequestDates => dates(answers),
        Query::Engineers | Query::BudgetUsd | Query::MonthsAvailable | Query::NeededWithinMonths => {
            numbers(answers, figures, query)
        }
        _ => truths(answers, query),
    }
}

fn truths(answers: &Answers, query: Query) -> Vec<Changed> {
    let now = answers.truth(query);
    let to = [true, false].into_iter().filter(|value| now != Some(*value));
    let changed = to.filter_map(|value| {
        let mut changed = answers.clone();
        *changed.truth_mut(query)? = Some(value);
        Some((1, Change::Truth(value), changed))
    });
    changed.collect()
}

fn numbers(answers: &Answers, figures: &Figures, query: Query) -> Vec<Changed> {
    let read: &[FigureKind] = match query {
        Query::Engineers => &[FigureKind::TeamEngineers],
        Query::BudgetUsd => &[FigureKind::BothUsd, FigureKind::HardUsd],
        Query::MonthsAvailable => &[FigureKind::BothMonths],
        _ => &[FigureKind::UrgentMonths],
    };
    let now = answers.number(query);
    let ends = read.iter().flat_map(|kind| {
        let end = figures.value(*kind);
        [end.checked_sub(1), Some(end)].into_iter().flatten()
    });
    let ends: BTreeSet<u32> = ends.filter(|end| now != Some(*end)).collect();
    let changed = ends.into_iter().filter_map(|end| {
        let mut changed = answers.clone();
        *changed.number_mut(query)? = Some(end);
        // An answer in place of none is as near as any other.
        Some((now.map_or(0, |now| u64::from(now.abs_diff(end))), Change::Number(end), changed))
    });
    changed.collect()
}

/// Every other set, by how many of its members come or go.
fn subsets<T: Copy + Ord>(all: &[T], now: &BTreeSet<T>) -> Vec<(u64, BTreeSet<T>, BTreeSet<T>)> {
    let sets = 0..(1_usize << all.len());
    let set = |bits: usize| all.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, one)| *one);
    let changes = sets.map(|bits| {
        let then: BTreeSet<T> = set(bits).collect();
        let come: BTreeSet<T> = then.difference(now).copied().collect();
        let go: BTreeSet<T> = now.difference(&then).copied().collect();
        ((come.len() + go.len()) as u64, come, go)
    });
    changes.filter(|(distance, ..)| *distance > 0).collect()
}

fn markets(answers: &Answers) -> Vec<Changed> {
    let changed = subsets(&Market::ALL, &answers.markets).into_iter().map(|(distance, come, go)| {
        let mut changed = answers.clone();
        changed.markets.retain(|market| !go.contains(market));
        changed.markets.extend(&come);
        (distance, Change::Markets(come, go), changed)
    });
    changed.collect()
}

fn asked(answers: &Answers) -> Vec<Changed> {
    let changed = subsets(&Goal::ALL, &answers.asked).into_iter().map(|(distance, come, go)| {
        let mut changed = answers.clone();
        changed.asked.retain(|goal| !go.contains(goal));
        changed.asked.extend(&come);
        // The day of a request goes with it.
        changed.request_dates.retain(|goal, _| !go.contains(goal));
        (distance, Change::Asked(come, go), changed)
    });
    changed.collect()
}

/// A day just before or just after that of the other, or none.
fn dates(answers: &Answers) -> Vec<Changed> {
    let mut all = Vec::new();
    for goal in &answers.asked {
        let now = answers.request_dates.get(goal).copied();
        let other = answers.request_dates.get(&goal.other()).copied();
        let to = match other {
            Some(other) => vec![other.yesterday().ok(), Some(other), other.tomorrow().ok(), None],
            None => vec![Some(Date::MIN), None],
        };
        for day in to.into_iter().filter(|day| *day != now) {
            let mut changed = answers.clone();
            match day {
                Some(day) => changed.request_dates.insert(*goal, day),
                None => changed.request_dates.remove(goal),
            };
            all.push((distance(now, day), Change::RequestDate(*goal, day), changed));
        }
    }
    all
}

/// Days between; a day in place of none, or none in place of a day, is further than any other.
fn distance(now: Option<Date>, then: Option<Date>) -> u64 {
    match (now, then) {
        (Some(now), Some(then)) => then.since(now).map_or(u64::MAX, |span| u64::from(span.get_days().unsigned_abs())),
        _ => u64::from(u32::MAX),
    }
}
