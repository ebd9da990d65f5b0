//! Questions about what is to be done by when: tasks, the calendar, the occurrences of a control, holidays.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::operation::HeldOperation;
use domain::reports::tasks::{MAX_RANGE_DAYS, Month, Occurrence, Of, Tasks, month, occurrences, tasks};
use domain::rules::access::{Object, allowed};
use domain::stamp::Badge;
use domain::values::nearest::nearest;
use domain::values::{Action, Holidays, Life, State, Window};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What is to be done on the day, by one person or by everybody.
#[derive(Clone, Debug, Default)]
pub struct TasksOf {
    /// By whom; `None` for everybody.
    pub person: Option<String>,
}

/// The tasks, with the names of the controls in them.
#[derive(Clone, Debug, PartialEq)]
pub struct TasksAnswer {
    /// Tasks and figures.
    pub tasks: Tasks,
    /// Whom the person stands in for on the day.
    pub stands_in_for: Vec<String>,
}

/// A month, for one person or for everybody.
#[derive(Clone, Debug)]
pub struct CalendarOf {
    /// Any day of the month; `None` for the month of the day that is judged.
    pub month: Option<Date>,
    /// Whose; `None` for everybody's.
    pub person: Option<String>,
}

/// A month with the names of the controls in it.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarAnswer {
    /// The month.
    pub month: Month,
    /// Names of the controls in it.
    pub names: BTreeMap<String, String>,
}

fn who_asks(person: Option<&String>) -> Vec<Action> {
    match person {
        Some(_) => vec![Action::ReadTasks],
        None => vec![Action::ReadTasks, Action::ReadProgramme],
    }
}

/// Reads for a person, for everybody, or for those whose part alone is seen.
pub(super) fn read<T>(
    seen: &Seen<'_>,
    person: Option<&String>,
    of: impl Fn(&Registers, Of<'_>) -> T,
) -> Result<(T, Vec<String>), Refusal> {
    let registers = seen.organisation()?;
    let selves = match (person, seen.only) {
        (None, None) => return Ok((of(registers, Of::Everybody), Vec::new())),
        (None, Some(own)) => own.to_vec(),
        (Some(person), own) => {
            if own.is_some_and(|own| !own.contains(person)) {
                return Err(Refusal::Unknown { what: "person", id: person.clone(), nearest: None });
            }
            registers.people.hats(person, seen.on).selves
        }
    };
    let badge = Badge::fresh(selves.first().map_or("", String::as_str));
    let judges = allowed(registers, &badge, Action::JudgeEvidence, &Object::plain(State::Proposed), seen.on).is_ok();
    Ok((of(registers, Of::Person { selves: &selves, judges }), selves.into_iter().skip(1).collect()))
}

impl Question for TasksOf {
    type Answer = TasksAnswer;

    fn needs(&self) -> Action {
        Action::ReadTasks
    }

    fn rights(&self) -> Vec<Action> {
        who_asks(self.person.as_ref())
    }

    fn of_person(&self) -> Option<(&str, Action)> {
        self.person.as_deref().map(|person| (person, Action::ReadProgramme))
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<TasksAnswer, Refusal> {
        let (mut tasks, stands_in_for) =
            read(seen, self.person.as_ref(), |registers, of| tasks(registers, of, seen.on))?;
        // What is to be done about a document is told to who reads it (R160).
        tasks.tasks.retain(|task| !task.kind.of_document() || seen.reads_document(&task.object));
        Ok(TasksAnswer { tasks, stands_in_for })
    }
}

impl Question for CalendarOf {
    type Answer = CalendarAnswer;

    fn needs(&self) -> Action {
        Action::ReadTasks
    }

    fn rights(&self) -> Vec<Action> {
        who_asks(self.person.as_ref())
    }

    fn of_person(&self) -> Option<(&str, Action)> {
        self.person.as_deref().map(|person| (person, Action::ReadProgramme))
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<CalendarAnswer, Refusal> {
        let day = self.month.unwrap_or(seen.on);
        in_years(day)?;
        let (mut month, _) = read(seen, self.person.as_ref(), |registers, of| month(registers, of, day, seen.on))?;
        for day in &mut month.days {
            day.corrective.retain(|task| !task.kind.of_document() || seen.reads_document(&task.id));
        }
        let controls = &seen.organisation()?.controls;
        let runs = month.days.iter().flat_map(|day| day.runs.iter().map(|one| &one.control));
        let asked = month.days.iter().flat_map(|day| day.requests.iter().map(|(_, held)| &held.request.control));
        let name = |id: &String| Some((id.clone(), controls.get(id)?.control.name.clone()));
        Ok(CalendarAnswer { names: runs.chain(asked).filter_map(name).collect(), month })
    }
}

fn in_years(day: Date) -> Result<(), Refusal> {
    Window::new(day, day)
        .map(|_| ())
        .map_err(|wrong| Refusal::NotPossible { sentence: wrong.to_string(), hint: wrong.hint() })
}

/// How one control operates: attributes, versions, steps of its life, and its occurrences in a range.
#[derive(Clone, Debug)]
pub struct OperationOf {
    /// The control.
    pub control: String,
    /// First day of the range; `None` for the first of the month a year before its end.
    pub from: Option<Date>,
    /// Last day of the range; `None` for the day that is judged.
    pub until: Option<Date>,
}

/// How it operates.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationAnswer {
    /// The control's name.
    pub name: String,
    /// Attributes, versions, recorded steps.
    pub held: HeldOperation,
    /// Where it stands in its life.
    pub life: Life,
    /// The range.
    pub range: Window,
    /// Its occurrences, the earliest first.
    pub occurrences: Vec<Occurrence>,
}

impl OperationOf {
    /// About a control, over the last year.
    pub fn new(control: impl Into<String>) -> OperationOf {
        OperationOf { control: control.into(), from: None, until: None }
    }

    fn range(&self, on: Date) -> Result<Window, Refusal> {
        let until = self.until.unwrap_or(on);
        let from = self.from.unwrap_or_else(|| until.saturating_sub(1.year()).first_of_month());
        let range = Window::new(from, until)
            .map_err(|wrong| Refusal::NotPossible { sentence: wrong.to_string(), hint: wrong.hint() })?;
        if until > from.saturating_add((MAX_RANGE_DAYS - 1).days()) {
            return Err(Refusal::NotPossible {
                sentence: format!("the range from {from} to {until} is longer than {MAX_RANGE_DAYS} days"),
                hint: "ask in parts".to_owned(),
            });
        }
        Ok(range)
    }
}

impl Question for OperationOf {
    type Answer = OperationAnswer;

    fn needs(&self) -> Action {
        Action::ReadControl
    }

    fn control(&self) -> Option<&str> {
        Some(&self.control)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<OperationAnswer, Refusal> {
        let registers = seen.organisation()?;
        let known = registers.controls.get(&self.control);
        let held = known.ok_or_else(|| Refusal::Unknown {
            what: "control",
            id: self.control.clone(),
            nearest: nearest(&self.control, registers.controls.keys().map(String::as_str)).map(str::to_owned),
        })?;
        let range = self.range(seen.on)?;
        Ok(OperationAnswer {
            name: held.control.name.clone(),
            held: registers.operations.controls.get(&self.control).cloned().unwrap_or_default(),
            life: registers.operations.life(held),
            range,
            occurrences: occurrences(registers, held, range, seen.on),
        })
    }
}

/// The days without business.
#[derive(Clone, Copy, Debug)]
pub struct HolidaysOf;

impl Question for HolidaysOf {
    type Answer = Holidays;

    fn needs(&self) -> Action {
        Action::ReadTasks
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Holidays, Refusal> {
        Ok(seen.organisation()?.operations.holidays.clone())
    }
}
