//! Where each organisation stands, put together from ordinary questions that this person may ask of it.

use crate::serve::Doors;
use app::ask::{At, CoverageOf, Governance, InheritanceRecords, PartOf, Question, Seen, Suggestions, TasksOf};
use app::clock::day_of;
use app::{App, Failure, OwnPart, Who};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::reports::programme::View;
use domain::reports::tasks::Urgency;
use domain::rules::ripe_us;
use domain::values::{Action, Membership, Mode, Percent, Stage};
use jiff::ToSpan;
use jiff::civil::Date;

/// Outside access that ends within so many days is due.
const SOON_DAYS: i32 = 14;

/// An organisation as a line of the portfolio.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) part: OwnPart,
    /// What may be seen; nothing where the part is closed.
    pub(super) standing: Option<Standing>,
    pub(super) due: Vec<Due>,
    /// Own controls, for who sees no programme.
    pub(super) controls: usize,
    /// Something approved waits for its hour: the same line is another one later that day.
    pub(super) of_this_moment: bool,
}

/// Something that wants to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) words: String,
    /// Where, inside the organisation.
    pub(super) path: &'static str,
}

/// The figures of an organisation.
#[derive(Clone, Debug)]
pub(in crate::web) struct Standing {
    pub(super) covered: usize,
    pub(super) of: usize,
    pub(super) percent: Percent,
    pub(super) crosswalk: String,
    pub(super) categories: String,
    pub(super) in_place: usize,
    pub(super) controls: usize,
    pub(super) entries: u64,
    pub(super) last: Date,
    ending: usize,
    undecided: usize,
}

/// Everything about the programme in one question, so that a line speaks of one entry. The figure is the literal one
/// whatever the organisation chose for its own pages: only figures of one mode stand beside each other.
struct InShort;

impl Question for InShort {
    type Answer = Standing;

    fn answer(&self, seen: &Seen<'_>) -> Result<Standing, Refusal> {
        let registers = seen.organisation()?;
        let view = View { mode: Some(Mode::Literal), ..View::default() };
        let found = CoverageOf { view, ..CoverageOf::default() }.answer(seen)?;
        let inherited = InheritanceRecords.answer(seen)?;
        let suggestions = Suggestions.answer(seen)?;
        Ok(Standing {
            covered: found.coverage.covered,
            of: found.coverage.of,
            percent: found.coverage.percent,
            crosswalk: format!("{} ({})", found.read.crosswalk, found.read.version),
            categories: found.read.categories.names(),
            in_place: registers.live_controls().filter(|h| h.control.in_place()).count(),
            controls: registers.live_controls().count(),
            entries: registers.entries,
            last: day_of(registers.last_us),
            ending: inherited.iter().filter(|i| i.expires_soon).count(),
            undecided: suggestions.iter().filter(|s| s.decision.is_none()).count(),
        })
    }
}

/// Asks for nothing but the right to read the programme.
struct MayRead;

impl Question for MayRead {
    type Answer = ();

    fn answer(&self, _: &Seen<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}

/// Outside access that is in force on the day and ends by the other, for who may see people.
struct Ending(Date);

impl Question for Ending {
    type Answer = usize;

    fn needs(&self) -> Action {
        Action::ReadPeople
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<usize, Refusal> {
        let grants = seen.organisation()?.people.grants.values();
        Ok(grants.filter(|g| g.on(seen.on) && g.grant.until <= self.0).count())
    }
}

/// The figures; worked out once for each state of a ledger, since nothing else of them depends on who asks.
fn figures(doors: &Doors, who: &Who, slug: &str) -> Result<Standing, Failure> {
    let app = &doors.app;
    let mark = app.ask(slug, who, At::default(), &MayRead)?.mark;
    let point = (mark.root, mark.on);
    if let Some(standing) = doors.kept.standings.get(slug, &point) {
        return Ok(standing);
    }
    let found = app.ask(slug, who, At::default(), &InShort)?;
    if (&found.mark.root, found.mark.on) == (&point.0, point.1) {
        doors.kept.standings.put(slug, point, found.value.clone());
    }
    Ok(found.value)
}

/// One line of the portfolio.
///
/// # Errors
/// A fault; a refusal is told on the line.
pub(super) fn line(doors: &Doors, who: &Who, mut part: OwnPart) -> Result<Line, Failure> {
    let app = &doors.app;
    let mut line = Line { standing: None, due: Vec::new(), controls: 0, of_this_moment: false, part: part.clone() };
    if part.state != Membership::Confirmed {
        return Ok(line);
    }
    if part.closed.is_none() {
        match figures(doors, who, &part.slug) {
            Ok(standing) => line.standing = Some(standing),
            Err(Failure::Refused(refusal)) => part.closed = Some(refusal),
            Err(fault) => return Err(fault),
        }
    }
    if let Some(s) = &line.standing {
        let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
        if s.ending > 0 {
            let words = count(s.ending, "report of inheritance ends soon", "reports of inheritance end soon");
            line.due.push(Due { words, path: "/inheritance" });
        }
        if s.undecided > 0 {
            let words = count(s.undecided, "suggestion undecided", "suggestions undecided");
            line.due.push(Due { words, path: "/suggestions?view=open" });
        }
    }
    if app.may(&part.slug, who, Action::ReadLibrary, None) {
        line.controls = app.ask(&part.slug, who, At::default(), &PartOf(who.id().to_owned()))?.value.controls.len();
    }
    line.due.extend(tasks_due(doors, who, &part.slug, line.standing.is_some())?);
    line.due.extend(access_ending(app, who, &part)?);
    let (waiting, of_this_moment) = decisions_waiting(app, who, &part)?;
    line.due.extend(waiting);
    line.of_this_moment = of_this_moment;
    line.part = part;
    Ok(line)
}

/// Tasks that are overdue or due within a week: everybody's for who reads the programme, else one's own.
fn tasks_due(doors: &Doors, who: &Who, slug: &str, programme: bool) -> Result<Vec<Due>, Failure> {
    let app = &doors.app;
    if !app.may(slug, who, Action::ReadTasks, None) {
        return Ok(Vec::new());
    }
    let (whose, kept) = (format!("{slug} {}", who.id()), &doors.kept.pressing);
    let point = app.enters(slug, who).map(|root| (root, app.clock().today()));
    let (overdue, soon) = match point.as_ref().and_then(|point| kept.get(&whose, point)) {
        Some(known) => known,
        None => {
            let person = (!programme).then(|| who.id().to_owned());
            let tasks = app.ask(slug, who, At::default(), &TasksOf { person })?.value.tasks.tasks;
            let many = |urgency| tasks.iter().filter(|task| task.urgency == urgency).count();
            let found = (many(Urgency::Overdue), many(Urgency::Soon));
            if let Some(point) = point {
                kept.put(&whose, point, found);
            }
            found
        }
    };
    let say = |many: usize, words: &str, path| {
        let tasks = if many == 1 { "1 task".to_owned() } else { format!("{many} tasks") };
        (many > 0).then(|| Due { words: format!("{tasks} {words}"), path })
    };
    let paths = if programme {
        ["/tasks?of=everybody#overdue", "/tasks?of=everybody#soon"]
    } else {
        ["/tasks#overdue", "/tasks#soon"]
    };
    Ok([say(overdue, "overdue", paths[0]), say(soon, "due within a week", paths[1])].into_iter().flatten().collect())
}

/// Outside access that ends within two weeks: everybody's for who may see people, else one's own.
fn access_ending(app: &App, who: &Who, part: &OwnPart) -> Result<Vec<Due>, Failure> {
    let (slug, today) = (part.slug.as_str(), app.clock().today());
    let soon = today.saturating_add(SOON_DAYS.days());
    if let Some(until) = part.until.filter(|until| *until <= soon) {
        return Ok(vec![Due { words: format!("your access ends on {until}"), path: "/" }]);
    }
    if !app.may(slug, who, Action::ReadPeople, None) {
        return Ok(Vec::new());
    }
    let ending = app.ask(slug, who, At::default(), &Ending(soon))?.value;
    let words = match ending {
        0 => return Ok(Vec::new()),
        1 => "1 outside access ends within two weeks".to_owned(),
        n => format!("{n} outside accesses end within two weeks"),
    };
    Ok(vec![Due { words, path: "/people" }])
}

/// Waivers and deeds that this person could approve, or carry out, now; and whether one more waits for nothing but its hour.
fn decisions_waiting(app: &App, who: &Who, part: &OwnPart) -> Result<(Option<Due>, bool), Failure> {
    let slug = part.slug.as_str();
    if !app.may(slug, who, Action::ReadGovernance, None) {
        return Ok((None, false));
    }
    let found = app.ask(slug, who, At::default(), &Governance)?.value;
    let mine = |command: &Command| app.why_not(slug, who, command).is_none();
    let now = app.clock().now_us();
    let waivers = found
        .waivers
        .iter()
        .filter(|(id, w)| w.stage == Stage::Proposed && mine(&Command::ApproveWaiver { id: (*id).clone() }));
    let deeds = found.deeds.iter().filter(|(id, d)| match d.stage {
        Stage::Proposed => mine(&Command::ApproveDeed { id: (*id).clone() }),
        Stage::Approved => ripe_us(d).is_some_and(|at| at <= now) && mine(&Command::CarryOutDeed { id: (*id).clone() }),
        Stage::Done | Stage::Ended => false,
    });
    let waiting = waivers.count() + deeds.count();
    let of_this_moment = found.deeds.values().any(|d| d.stage == Stage::Approved);
    let words = match waiting {
        0 => return Ok((None, of_this_moment)),
        1 => "1 decision waits for you".to_owned(),
        n => format!("{n} decisions wait for you"),
    };
    Ok((Some(Due { words, path: "/decisions" }), of_this_moment))
}
