//! A plan over the built-in tables and claims.

use crate::library::Organisation;
use domain::command::{Command, PlanCommand};
use domain::registers::Registers;
use domain::reports::plan::{Book, Roadmap, roadmap, usual};
use domain::values::Claim;
use domain::values::plan::{Actual, Choices, FigureUnit, OwnFigure, Range, Tables};
use formats::library::{builtin, planner};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// The start of the worked example, a Monday.
pub(crate) const START: Date = date(2026, 9, 7);

pub(crate) fn tables() -> &'static Tables {
    planner::tables()
}

pub(crate) fn claims() -> impl Iterator<Item = &'static Claim> {
    builtin::claims("published-claims").unwrap().claims.iter()
}

/// The built-in figures with no own one.
pub(crate) fn book() -> Book<'static> {
    static NONE: BTreeMap<String, OwnFigure> = BTreeMap::new();
    Book::new(tables(), claims(), &NONE)
}

/// The built-in figures and those of an organisation.
pub(crate) fn book_of(registers: &Registers) -> Book<'_> {
    Book::new(tables(), claims().map(|claim| -> &Claim { claim }), &registers.plans.figures)
}

pub(crate) fn range(low: u64, high: u64) -> Range {
    Range { low, high }
}

pub(crate) fn choices(route: &str) -> Choices {
    usual(route, START)
}

/// The roadmap of a route in an organisation of which nothing is recorded.
pub(crate) fn bare(route: &str) -> Roadmap {
    bare_as(&choices(route))
}

pub(crate) fn bare_as(choices: &Choices) -> Roadmap {
    roadmap(&Registers::default(), &book(), choices, START).unwrap()
}

pub(crate) fn set(choices: Choices) -> Command {
    Command::Plan(PlanCommand::SetPlan { choices, twice: Vec::new() })
}

pub(crate) fn quote(key: &str, low: u64, high: u64, on: Date) -> Command {
    let figure = OwnFigure { range: range(low, high), source: "Firm of auditors".into(), on, note: String::new() };
    Command::Plan(PlanCommand::SetPlanFigure { key: key.to_owned(), unit: FigureUnit::Usd, figure })
}

pub(crate) fn report(step: &str, started: Option<Date>, ended: Option<Date>) -> Command {
    let actual = Actual { started, ended, note: String::new() };
    Command::Plan(PlanCommand::ReportPlanStep { step: step.to_owned(), actual })
}

impl Organisation {
    /// The roadmap of a route as the registers stand.
    pub(crate) fn road(&self, choices: &Choices) -> Roadmap {
        roadmap(&self.registers, &book_of(&self.registers), choices, self.today()).unwrap()
    }
}
