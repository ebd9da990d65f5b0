//! What a reminder says of a person's tasks: what is overdue, what is due soon, what was asked lately, what is to be judged.

use super::people::{Task, TaskKind, Tasks, Urgency};
use crate::registers::Registers;
use crate::reports::tasks::Standing;
use crate::values::Classification;
use std::collections::BTreeSet;

/// The tasks of a reminder, each in one list, in the order of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// The day has passed.
    pub overdue: Vec<Task>,
    /// Due within [`super::SOON_DAYS`] days.
    pub soon: Vec<Task>,
    /// Evidence and requests of the auditor asked for since the time given, with more time than that; evidence that was
    /// rejected since then. The title of an item that is classified as restricted is empty.
    pub asked: Vec<Task>,
    /// Evidence to be judged. The title of an item that is classified as restricted is empty.
    pub judge: Vec<Task>,
    /// One word for each thing that is overdue, so that it can be told what became overdue since an earlier reminder.
    pub overdue_keys: BTreeSet<String>,
}

impl Digest {
    /// Is there nothing to say?
    pub fn is_empty(&self) -> bool {
        [&self.overdue, &self.soon, &self.asked, &self.judge].into_iter().all(Vec::is_empty)
    }
}

/// Sorts a person's tasks for a reminder; `since_us` is the time of the last one, microseconds since 1970.
pub fn digest(registers: &Registers, tasks: &Tasks, since_us: i64) -> Digest {
    let mut digest = Digest { overdue_keys: overdue_keys(tasks), ..Digest::default() };
    for task in tasks.tasks.iter().cloned() {
        match (task.kind, task.urgency) {
            (TaskKind::Judge, _) => digest.judge.push(without_restricted(registers, task)),
            (_, Urgency::Overdue) => digest.overdue.push(task),
            (_, Urgency::Soon) => digest.soon.push(task),
            (TaskKind::Request, Urgency::Open) if asked_since(registers, &task.object, since_us) => {
                digest.asked.push(task);
            }
            (TaskKind::Audit, Urgency::Open) if auditor_asked_since(registers, &task.object, since_us) => {
                digest.asked.push(task);
            }
            (TaskKind::HandInAgain, _) if rejected_since(registers, &task.object, since_us) => {
                digest.asked.push(without_restricted(registers, task));
            }
            (_, Urgency::Open) => {}
        }
    }
    digest
}

fn asked_since(registers: &Registers, request: &str, since_us: i64) -> bool {
    registers.evidence.requests.get(request).is_some_and(|held| held.asked_us >= since_us)
}

fn auditor_asked_since(registers: &Registers, request: &str, since_us: i64) -> bool {
    registers.room.requests.get(request).is_some_and(|held| held.at_us >= since_us)
}

fn rejected_since(registers: &Registers, item: &str, since_us: i64) -> bool {
    let last = registers.evidence.items.get(item).and_then(|held| held.judgements.last());
    last.is_some_and(|judged| judged.at_us >= since_us)
}

fn without_restricted(registers: &Registers, task: Task) -> Task {
    let item = registers.evidence.items.get(&task.object);
    let restricted = item.is_none_or(|held| held.newest().evidence.classification == Classification::Restricted);
    if restricted { Task { title: String::new(), ..task } } else { task }
}

/// A run by control, bucket and version; anything else by what it is about and how many more there are.
fn overdue_keys(tasks: &Tasks) -> BTreeSet<String> {
    let runs = tasks.counted.iter().filter(|one| one.standing == Standing::Overdue);
    let counted: BTreeSet<(&str, &str)> = runs.clone().map(|o| (o.control.as_str(), o.bucket.as_str())).collect();
    let others = tasks.tasks.iter().filter(|task| task.urgency == Urgency::Overdue);
    let others = others.filter(|task| !counted.contains(&(task.object.as_str(), task.what.as_str())));
    let keys = others.map(|task| match task.kind {
        TaskKind::Run => format!("{}/{}/{}", task.object, task.what, task.more),
        TaskKind::Request => task.object.clone(),
        TaskKind::Audit | TaskKind::Judge => format!("auditor/{}", task.object),
        TaskKind::Correct
        | TaskKind::Keep
        | TaskKind::HandInAgain
        | TaskKind::Act
        | TaskKind::Verify
        | TaskKind::ReviewAction
        | TaskKind::Review
        | TaskKind::InternalAudit
        | TaskKind::Certify
        | TaskKind::Acknowledge
        | TaskKind::ApproveDocument
        | TaskKind::ReviewDocument
        | TaskKind::Treat
        | TaskKind::Reassess => {
            format!("{}/{}/{}", task.kind.id(), task.object, task.due.unwrap_or_default())
        }
    });
    runs.map(|one| format!("{}/{}/v{}", one.control, one.bucket, one.version)).chain(keys).collect()
}
