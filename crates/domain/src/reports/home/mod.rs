//! What somebody should do next, in a few lines: what is due of them, what waits for their signature, and, for who runs the
//! programme, what stands before the next milestone of each audit. It promises nothing and counts nothing twice.

mod approvals;
mod milestones;

pub use approvals::{Approval, approvals};
pub use milestones::{Milestone, milestones};

use super::programme::Advice;
use super::search::FoundKind;
use super::tasks::{Task, TaskKind, Tasks, Urgency};
use crate::command::Command;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::programme::advice;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Most lines of the list.
pub const MAX_NEXT: usize = 5;
/// Lines that tasks and signatures leave to milestones, where there are some.
const KEPT_FOR_MILESTONES: usize = 2;

/// Where a line leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// The page of one task.
    Task(TaskKind, String),
    /// The tasks of an urgency.
    Tasks(Urgency),
    /// The page of one object.
    One(FoundKind, String),
    /// A page, by the word of its noun: `gap`, `risk-method`, `audit-programmes`, `import`, and those of [`Advice::about`].
    Page(&'static str),
}

/// One line: what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// What to do.
    pub what: String,
    /// About what, or why.
    pub why: String,
    /// By which day.
    pub due: Option<Date>,
    /// How much it presses.
    pub urgency: Urgency,
    /// How many things the line stands for.
    pub count: usize,
    /// Where it is done.
    pub leads: Leads,
}

/// What to do next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextSteps {
    /// At most [`MAX_NEXT`], the most pressing first.
    pub lines: Vec<Next>,
    /// Lines that were left out.
    pub left_out: usize,
    /// Tasks of the person in all.
    pub tasks: usize,
    /// Of these, overdue.
    pub overdue: usize,
}

/// What to do next for one person, given their tasks. `signs` says whether they may give a command now; `runs` whether they run
/// the programme, so that milestones and advice are theirs.
///
/// # Errors
/// As [`milestones`] and [`advice`].
pub fn next_steps(
    registers: &Registers,
    tasks: &Tasks,
    signs: impl Fn(&Command) -> bool,
    runs: bool,
    on: Date,
) -> Result<NextSteps, Refusal> {
    let mut pressing = grouped(&tasks.tasks);
    let open = pressing.iter().position(|line| line.urgency == Urgency::Open).unwrap_or(pressing.len());
    let waiting = approvals(registers, on).into_iter().filter(|one| signs(&one.command)).map(to_sign);
    pressing.splice(open..open, waiting);
    let ahead: Vec<Next> = if runs { milestones(registers, on)?.into_iter().map(ahead).collect() } else { Vec::new() };
    let room = MAX_NEXT - ahead.len().min(KEPT_FOR_MILESTONES);
    let kept = pressing.len().min(room);
    let mut lines: Vec<Next> = pressing.drain(..kept).collect();
    let mut left_out = pressing.len();
    let more = ahead.len().min(MAX_NEXT - lines.len());
    left_out += ahead.len() - more;
    lines.extend(ahead.into_iter().take(more));
    if lines.len() < MAX_NEXT && runs {
        let room = MAX_NEXT - lines.len();
        lines.extend(advice(registers, on)?.into_iter().take(room).map(advised));
    }
    let overdue = tasks.tasks.iter().filter(|task| task.urgency == Urgency::Overdue).count();
    Ok(NextSteps { lines, left_out, tasks: tasks.tasks.len(), overdue })
}

/// One line for each kind of task of an urgency: a list of twenty controls says less than their number and the oldest day.
fn grouped(tasks: &[Task]) -> Vec<Next> {
    let mut groups: BTreeMap<(Urgency, TaskKind), Vec<&Task>> = BTreeMap::new();
    for task in tasks {
        groups.entry((task.urgency, task.kind)).or_default().push(task);
    }
    let mut lines: Vec<Next> = groups.into_iter().map(|((urgency, kind), all)| line(urgency, kind, &all)).collect();
    lines.sort_by_key(|line| (line.urgency, line.due.unwrap_or(Date::MAX)));
    lines
}

fn line(urgency: Urgency, kind: TaskKind, all: &[&Task]) -> Next {
    let due = all.iter().filter_map(|task| task.due).min();
    let named = |task: &Task| match task.what.is_empty() {
        true => format!("{} {}", task.object, task.title),
        false => format!("{} {}: {}", task.object, task.title, task.what),
    };
    let (what, why, leads) = match all {
        [task] => (kind.title().to_owned(), named(task), Leads::Task(kind, task.object.clone())),
        _ => {
            // Tasks come in the order of their days, so the first one is the most pressing.
            let first = all.first().map(|task| named(task)).unwrap_or_default();
            let why = format!("first {first}, and {} more", all.len() - 1);
            (format!("{}: {}", kind.title(), all.len()), why, Leads::Tasks(urgency))
        }
    };
    Next { what, why, due, urgency, count: all.len(), leads }
}

fn to_sign(one: Approval) -> Next {
    Next { what: one.what.to_owned(), why: one.title, due: None, urgency: Urgency::Soon, count: 1, leads: one.leads }
}

fn ahead(one: Milestone) -> Next {
    Next { what: one.what, why: one.why, due: one.due, urgency: Urgency::Open, count: one.missing, leads: one.leads }
}

fn advised(one: Advice) -> Next {
    let leads = Leads::Page(one.about);
    let (what, why) = match one.about {
        "scope" => ("Complete the scope", one.sentence),
        "criteria" => ("Answer every criterion", one.sentence),
        "inheritance" => ("Complete an inheritance", one.sentence),
        "suggestions" => ("Decide on suggestions", one.sentence),
        "duplicates" => ("Look at likely duplicates", one.sentence),
        _ => ("Look at your controls", one.sentence),
    };
    Next { what: what.to_owned(), why, due: None, urgency: Urgency::Open, count: 1, leads }
}
