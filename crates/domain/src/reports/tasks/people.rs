//! The tasks of a person, or of everybody: runs of own controls, evidence that was asked for, requests of the auditor,
//! evidence to be judged, nonconformities, risks.

use super::audit::asked_of;
use super::corrective::corrective;
use super::events::open_events;
use super::occurrences::{Occurrence, Standing, occurrences};
use super::rejected::rejected;
use super::treatment::treatment;
use crate::registers::Registers;
use crate::reports::search::by_number;
use crate::values::{EvidenceState, Window};
use jiff::ToSpan;
use jiff::civil::Date;

/// How far back occurrences are looked at, in days: the longest window of an examination is a year.
pub const LOOK_BACK_DAYS: i32 = 366;
/// What is due within so many days is due soon.
pub const SOON_DAYS: i32 = 7;
/// Most tasks of one answer; the earliest are kept.
pub const MAX_TASKS: usize = 2_000;

/// Most occurrences that are listed behind the figures; what is overdue is kept first.
pub const MAX_COUNTED: usize = 5_000;

/// Whose tasks.
#[derive(Clone, Copy, Debug)]
pub enum Of<'a> {
    /// All of them.
    Everybody,
    /// Those of a person and of whom the person stands in for.
    Person {
        /// The person, and everybody for whom they stand in today.
        selves: &'a [String],
        /// May the person judge evidence?
        judges: bool,
    },
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskKind {
    /// A control has to run, and evidence has to show it.
    Run,
    /// Somebody asked for evidence.
    Request,
    /// An external auditor asked for something.
    Audit,
    /// Evidence waits for a judgement.
    Judge,
    /// Evidence was rejected, and no run asks for it again.
    HandInAgain,
    /// A nonconformity waits for its next step.
    Correct,
    /// A line of corrective action is to be carried out.
    Act,
    /// It is to be judged whether corrective action worked.
    Verify,
    /// An action of a management review is to be carried out.
    ReviewAction,
    /// A management review is to be prepared and held.
    Review,
    /// An internal audit waits for its next step.
    InternalAudit,
    /// A day of the certification: a visit, a deadline of a finding, an accreditation that ends.
    Certify,
    /// A document is to be read and acknowledged.
    Acknowledge,
    /// A version of a document waits for approval.
    ApproveDocument,
    /// A document is to be reviewed.
    ReviewDocument,
    /// An entry of a register of the management system is due.
    Keep,
    /// A line of the plan of a risk is to be carried out.
    Treat,
    /// A risk is to be assessed again.
    Reassess,
}

impl TaskKind {
    /// All of them.
    pub const ALL: [TaskKind; 18] = [
        TaskKind::Run,
        TaskKind::Request,
        TaskKind::Audit,
        TaskKind::Judge,
        TaskKind::HandInAgain,
        TaskKind::Correct,
        TaskKind::Act,
        TaskKind::Verify,
        TaskKind::ReviewAction,
        TaskKind::Review,
        TaskKind::InternalAudit,
        TaskKind::Certify,
        TaskKind::Acknowledge,
        TaskKind::ApproveDocument,
        TaskKind::ReviewDocument,
        TaskKind::Keep,
        TaskKind::Treat,
        TaskKind::Reassess,
    ];

    /// Is it about a controlled document, which not everybody may read (R160)?
    pub fn of_document(self) -> bool {
        matches!(self, TaskKind::Acknowledge | TaskKind::ApproveDocument | TaskKind::ReviewDocument)
    }

    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            TaskKind::Run => "run",
            TaskKind::Request => "request",
            TaskKind::Audit => "audit_request",
            TaskKind::Judge => "judge",
            TaskKind::HandInAgain => "hand_in_again",
            TaskKind::Correct => "correct",
            TaskKind::Act => "act",
            TaskKind::Verify => "verify",
            TaskKind::ReviewAction => "review_action",
            TaskKind::Review => "review",
            TaskKind::InternalAudit => "internal_audit",
            TaskKind::Certify => "certify",
            TaskKind::Acknowledge => "acknowledge",
            TaskKind::ApproveDocument => "approve_document",
            TaskKind::ReviewDocument => "review_document",
            TaskKind::Keep => "keep",
            TaskKind::Treat => "treat",
            TaskKind::Reassess => "reassess",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            TaskKind::Run => "Run and show it",
            TaskKind::Request => "Evidence asked for",
            TaskKind::Audit => "Asked by the auditor",
            TaskKind::Judge => "Evidence to judge",
            TaskKind::HandInAgain => "Rejected evidence",
            TaskKind::Correct => "Nonconformity",
            TaskKind::Act => "Corrective action",
            TaskKind::Verify => "Corrective action to judge",
            TaskKind::ReviewAction => "Action of a management review",
            TaskKind::Review => "Management review",
            TaskKind::InternalAudit => "Internal audit",
            TaskKind::Certify => "Certification",
            TaskKind::Acknowledge => "Read and acknowledge",
            TaskKind::ApproveDocument => "Document to approve",
            TaskKind::ReviewDocument => "Document to review",
            TaskKind::Keep => "Register entry",
            TaskKind::Treat => "Risk treatment",
            TaskKind::Reassess => "Risk to assess again",
        }
    }
}

/// How much a task presses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// The day has passed.
    Overdue,
    /// Within [`SOON_DAYS`] days.
    Soon,
    /// Open, with more time or without a day.
    Open,
}

impl Urgency {
    /// All of them, the most pressing first.
    pub const ALL: [Urgency; 3] = [Urgency::Overdue, Urgency::Soon, Urgency::Open];

    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            Urgency::Overdue => "overdue",
            Urgency::Soon => "soon",
            Urgency::Open => "open",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Urgency::Overdue => "Overdue",
            Urgency::Soon => "Due within a week",
            Urgency::Open => "Open",
        }
    }
}

/// One task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What is to be done.
    pub kind: TaskKind,
    /// Id of what it is about: a control, a request, a request of the auditor, an item of evidence, a nonconformity or a
    /// risk.
    pub object: String,
    /// Its name.
    pub title: String,
    /// For a run the bucket, for a request what is wanted, for one of the auditor the engagement, for rejected evidence the
    /// reason; else empty.
    pub what: String,
    /// The control, where there is one.
    pub control: Option<String>,
    /// Whose it is; `None` for a control without an owner, and for a judgement, which is anybody's who may. Beside runs of
    /// controls, what names nobody who is here is told to the programme manager.
    pub person: Option<String>,
    /// By which day; a judgement has none.
    pub due: Option<Date>,
    /// How much it presses.
    pub urgency: Urgency,
    /// Further occurrences of the same control that are overdue as well; the oldest one is this.
    pub more: usize,
    /// Evidence of it that was rejected.
    pub rejected: Vec<String>,
}

/// Figures, each with its whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Occurrences whose time is over, in whole buckets, in the days looked at.
    pub due: usize,
    /// Of these, how many have a run in their bucket.
    pub on_time: usize,
    /// Of these, how many have none.
    pub overdue: usize,
    /// Of `on_time`, how many are shown by evidence that came in more than 30 days after its period.
    pub shown_late: usize,
    /// Of `overdue`, how many had evidence that was rejected.
    pub rejected: usize,
    /// Of `overdue`, how many belong to a control without an owner.
    pub without_owner: usize,
}

/// Tasks and figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tasks {
    /// The tasks, the earliest day first, at most [`MAX_TASKS`].
    pub tasks: Vec<Task>,
    /// How many were left out.
    pub left_out: usize,
    /// Figures of the controls looked at.
    pub figures: Figures,
    /// The occurrences that the figures count, what is overdue first, then the newest; at most [`MAX_COUNTED`].
    pub counted: Vec<Occurrence>,
    /// The first day looked at.
    pub since: Date,
    /// How many controls that operate were looked at.
    pub controls: usize,
}

/// What is to be done on a day.
pub fn tasks(registers: &Registers, of: Of<'_>, today: Date) -> Tasks {
    let since = today.saturating_sub((LOOK_BACK_DAYS - 1).days());
    let reading = Reading { registers, of, today };
    let (mut found, mut figures, mut controls) = (reading.requests(), Figures::default(), 0);
    found.extend(reading.audit_requests());
    found.extend(reading.judgements());
    found.extend(reading.rejected());
    found.extend(reading.corrective());
    found.extend(reading.risks());
    let mut counted = Vec::new();
    for held in registers.live_controls() {
        let owner = registers.people.controls.get(&held.control.id);
        if !reading.mine(owner) {
            continue;
        }
        let all = occurrences(registers, held, Window { from: since, until: today }, today);
        controls += usize::from(all.iter().any(|one| one.standing != Standing::NotInForce));
        figures.count(&all, today);
        found.extend(reading.runs(&held.control.name, &all));
        let ahead = today.saturating_add(LOOK_BACK_DAYS.days());
        let events = open_events(registers, held, Window { from: since, until: ahead }, today);
        controls += usize::from(!events.is_empty() && all.is_empty());
        found.extend(reading.runs(&held.control.name, &events));
        counted.extend(all.into_iter().filter(|one| counts(one, today)));
    }
    found.sort_by(|a, b| {
        let key = |task: &Task| (task.urgency, task.due.unwrap_or(Date::MAX), task.kind);
        key(a).cmp(&key(b)).then_with(|| by_number(&a.object, &b.object))
    });
    counted.sort_by_key(|one| (one.standing != Standing::Overdue, std::cmp::Reverse(one.until), one.control.clone()));
    counted.truncate(MAX_COUNTED);
    let left_out = found.len().saturating_sub(MAX_TASKS);
    found.truncate(MAX_TASKS);
    Tasks { tasks: found, left_out, figures, counted, since, controls }
}

/// Is it an occurrence of a whole bucket whose time is over?
fn counts(one: &Occurrence, today: Date) -> bool {
    one.full
        && match one.standing {
            Standing::Done { .. } => one.until < today,
            ref other => *other == Standing::Overdue,
        }
}

impl Figures {
    fn count(&mut self, all: &[Occurrence], today: Date) {
        for one in all.iter().filter(|one| counts(one, today)) {
            self.due += 1;
            match &one.standing {
                Standing::Done { late, .. } => {
                    self.on_time += 1;
                    self.shown_late += usize::from(*late);
                }
                Standing::Overdue => {
                    self.overdue += 1;
                    self.rejected += usize::from(!one.rejected.is_empty());
                    self.without_owner += usize::from(one.owner.is_none());
                }
                _ => {}
            }
        }
    }
}

struct Reading<'a> {
    registers: &'a Registers,
    of: Of<'a>,
    today: Date,
}

impl Reading<'_> {
    fn mine(&self, person: Option<&String>) -> bool {
        match self.of {
            Of::Everybody => true,
            Of::Person { selves, .. } => person.is_some_and(|person| selves.contains(person)),
        }
    }

    fn urgency(&self, due: Date) -> Urgency {
        if due < self.today {
            Urgency::Overdue
        } else if due <= self.today.saturating_add(SOON_DAYS.days()) {
            Urgency::Soon
        } else {
            Urgency::Open
        }
    }

    /// What is overdue of a control as one task, named by the oldest, and each occurrence that runs as another.
    fn runs(&self, name: &str, all: &[Occurrence]) -> Vec<Task> {
        let task = |one: &Occurrence, urgency, more| Task {
            kind: TaskKind::Run,
            object: one.control.clone(),
            title: name.to_owned(),
            what: one.bucket.clone(),
            control: Some(one.control.clone()),
            person: one.owner.clone(),
            due: Some(one.due),
            urgency,
            more,
            rejected: one.rejected.clone(),
        };
        let overdue: Vec<&Occurrence> = all.iter().filter(|one| one.standing == Standing::Overdue).collect();
        let late = overdue.first().map(|oldest| {
            let mut rejected: Vec<String> = overdue.iter().flat_map(|one| one.rejected.iter().cloned()).collect();
            rejected.sort();
            rejected.dedup();
            Task { rejected, ..task(oldest, Urgency::Overdue, overdue.len() - 1) }
        });
        let due = all.iter().filter(|one| one.standing == Standing::Due);
        late.into_iter().chain(due.map(|one| task(one, self.urgency(one.due), 0))).collect()
    }

    fn requests(&self) -> Vec<Task> {
        let open = self.registers.evidence.requests.iter().filter(|(_, held)| held.open());
        let mine = open.filter(|(_, held)| self.of.has(self.registers, Some(held.request.person.as_str())));
        mine.map(|(id, held)| Task {
            kind: TaskKind::Request,
            object: id.clone(),
            title: self.name(&held.request.control),
            what: held.request.wanted.clone(),
            control: Some(held.request.control.clone()),
            person: Some(held.request.person.clone()),
            due: Some(held.request.due),
            urgency: self.urgency(held.request.due),
            more: 0,
            rejected: Vec::new(),
        })
        .collect()
    }

    /// What an external auditor asked for and waits for the audited; one that names nobody is the programme manager's.
    fn audit_requests(&self) -> Vec<Task> {
        let waits = asked_of(self.registers, self.of).filter(|(_, held)| held.waits_for_audited());
        waits
            .map(|(id, held)| Task {
                kind: TaskKind::Audit,
                object: id.clone(),
                title: held.request.title.clone(),
                what: held.request.engagement.clone(),
                control: None,
                person: (!held.request.to.is_empty()).then(|| held.request.to.clone()),
                due: Some(held.request.due),
                urgency: self.urgency(held.request.due),
                more: 0,
                rejected: Vec::new(),
            })
            .collect()
    }

    /// Evidence that waits for a judgement: of those who judge, not of who handed it in.
    fn judgements(&self) -> Vec<Task> {
        let waits = self.registers.evidence.items.iter().filter(|(_, held)| held.state == EvidenceState::Collected);
        let mine = waits.filter(|(_, held)| match self.of {
            Of::Everybody => true,
            Of::Person { selves, judges } => {
                judges && !held.submitters().any(|by| selves.iter().any(|person| person == by))
            }
        });
        mine.map(|(id, held)| Task {
            kind: TaskKind::Judge,
            object: id.clone(),
            title: held.newest().evidence.title.clone(),
            what: String::new(),
            control: None,
            person: None,
            due: None,
            urgency: Urgency::Open,
            more: 0,
            rejected: Vec::new(),
        })
        .collect()
    }

    /// Evidence that was rejected and that no run asks for again.
    fn rejected(&self) -> impl Iterator<Item = Task> + '_ {
        let all = rejected(self.registers, self.of, self.today);
        all.map(|one| self.of_system(one.kind, (one.id, one.title, one.reason), Some(one.person), None))
    }

    /// What is to be done about nonconformities.
    fn corrective(&self) -> Vec<Task> {
        let all = corrective(self.registers, self.of, self.today).into_iter();
        all.map(|one| self.of_system(one.kind, (one.id, one.title, one.what), one.person, one.due)).collect()
    }

    /// What is to be done about risks.
    fn risks(&self) -> Vec<Task> {
        let all = treatment(self.registers, self.of, self.today);
        all.map(|one| self.of_system(one.kind, (one.id, one.title, one.what), one.person, one.due)).collect()
    }

    /// A task of the management system, which no control asks for.
    fn of_system(
        &self,
        kind: TaskKind,
        (object, title, what): (String, String, String),
        person: Option<String>,
        due: Option<Date>,
    ) -> Task {
        let urgency = due.map_or(Urgency::Open, |due| self.urgency(due));
        Task { kind, object, title, what, control: None, person, due, urgency, more: 0, rejected: Vec::new() }
    }

    fn name(&self, control: &str) -> String {
        self.registers.controls.get(control).map(|held| held.control.name.clone()).unwrap_or_default()
    }
}
