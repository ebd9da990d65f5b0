//! How the register stands on a day: age, deadline, what is missing, what comes next, and the figures for management.

use super::close::{CloseNeed, close, facts};
use super::judged_from;
use crate::registers::Registers;
use crate::registers::isms::here;
use crate::registers::nonconformity::{HeldAction, HeldNonconformity};
use crate::values::nonconformity::{NonconformityClass as Class, NonconformityState as State};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One nonconformity on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub state: State,
    /// Days from the day on which it was found to this day, or to the day on which it ended.
    pub age_days: i32,
    /// Its deadline.
    pub due: Option<Date>,
    /// Days since its deadline, when it is open and the deadline is over.
    pub overdue_days: Option<i32>,
    /// What closing still needs; empty for one that ended.
    pub missing: Vec<CloseNeed>,
    /// Where it goes next; `None` for one that ended.
    pub next: Option<State>,
    /// The first day on which its effect can be judged, when its action is carried out and the effect is not judged yet.
    pub judge_from: Option<Date>,
    /// Lines of action that are still to be carried out.
    pub actions_open: usize,
    /// Of these, those whose day is over.
    pub actions_overdue: usize,
    /// Has whoever answers for it left, while it is open?
    pub owner_left: bool,
}

impl Line {
    /// Is its deadline over, or that of one of its lines of action?
    pub fn overdue(&self) -> bool {
        self.overdue_days.is_some() || self.actions_overdue > 0
    }
}

/// Figures of one class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassFigures {
    /// Open ones.
    pub open: usize,
    /// Of these, those whose deadline is over.
    pub overdue: usize,
    /// Age of the oldest open one, in days.
    pub oldest_days: i32,
    /// Closed ones.
    pub closed: usize,
}

/// The figures of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// By class; every class is there.
    pub classes: BTreeMap<Class, ClassFigures>,
    /// Open ones whose deadline, or that of a line of action, is over.
    pub overdue: usize,
    /// Open ones that nobody who is here answers for.
    pub without_owner: usize,
    /// Open ones whose action is carried out and whose effect is not judged yet (R130).
    pub to_verify: usize,
    /// Of these, those that can be judged on this day.
    pub to_verify_now: usize,
    /// Rounds of action that were judged not to have worked.
    pub ineffective: usize,
    /// Rejected ones.
    pub rejected: usize,
}

impl Figures {
    /// All open ones.
    pub fn open(&self) -> usize {
        self.classes.values().map(|class| class.open).sum()
    }
}

/// The register on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NonconformitiesReport {
    /// All of them in the order of their numbers.
    pub lines: Vec<Line>,
    /// The figures.
    pub figures: Figures,
    /// Open major ones: each blocks certification until it is resolved (R155).
    pub blocking: Vec<String>,
    /// Opportunities for improvement, open and done, for the management review (R80).
    pub improvements: Vec<String>,
}

/// The register as it stands on a day, of the nonconformities for which `seen` says yes.
pub fn nonconformities(
    registers: &Registers,
    on: Date,
    seen: impl Fn(&HeldNonconformity) -> bool,
) -> NonconformitiesReport {
    let mut report = NonconformitiesReport::default();
    report.figures.classes.extend(Class::ALL.map(|class| (class, ClassFigures::default())));
    for (id, held) in registers.nonconformities.in_order().into_iter().filter(|(_, held)| seen(held)) {
        let line = one(registers, id, held, on);
        report.figures.count(held, &line, on);
        let class = held.nonconformity.class;
        if class == Class::Major && line.state.open() {
            report.blocking.push(id.clone());
        }
        if class == Class::Opportunity && line.state != State::Rejected {
            report.improvements.push(id.clone());
        }
        report.lines.push(line);
    }
    report
}

/// One nonconformity as it stands on a day.
pub fn one(registers: &Registers, id: &str, held: &HeldNonconformity, on: Date) -> Line {
    let state = held.state();
    let answer = state.open().then(|| close(facts(registers, held)));
    let until = held.ended_on().unwrap_or(on);
    let waits: Vec<&HeldAction> = held.actions.iter().filter(|line| state.open() && line.open()).collect();
    let judge_from = judged_from(held, &registers.nonconformities.rules);
    Line {
        id: id.to_owned(),
        state,
        age_days: days(held.nonconformity.found, until).max(0),
        due: held.due,
        overdue_days: held.due.filter(|due| state.open() && *due < on).map(|due| days(due, on)),
        missing: answer.as_ref().map(|answer| answer.missing.clone()).unwrap_or_default(),
        next: answer.map(|answer| answer.next_state),
        judge_from: judge_from.filter(|_| state == State::ActionDone),
        actions_open: waits.len(),
        actions_overdue: waits.iter().filter(|line| line.action.due < on).count(),
        owner_left: state.open() && held.nonconformity.owner.as_ref().is_some_and(|owner| !here(registers, owner)),
    }
}

fn days(from: Date, until: Date) -> i32 {
    until.since(from).map_or(0, |span| span.get_days())
}

impl Figures {
    fn count(&mut self, held: &HeldNonconformity, line: &Line, on: Date) {
        self.ineffective += held.rounds.len();
        let class = self.classes.entry(held.nonconformity.class).or_default();
        match line.state {
            State::Rejected => self.rejected += 1,
            State::Closed => class.closed += 1,
            _ => {
                class.open += 1;
                class.overdue += usize::from(line.overdue_days.is_some());
                class.oldest_days = class.oldest_days.max(line.age_days);
                self.overdue += usize::from(line.overdue());
                self.without_owner += usize::from(held.nonconformity.owner.is_none() || line.owner_left);
                self.to_verify += usize::from(line.judge_from.is_some());
                self.to_verify_now += usize::from(line.judge_from.is_some_and(|from| from <= on));
            }
        }
    }
}
