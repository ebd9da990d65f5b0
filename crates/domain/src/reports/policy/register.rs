//! The register of documents: where each stands on a day, what is open about it, and the figures of all (R75, R158, R167).

use super::acknowledged::{Progress, progress};
use super::unchanged::unchanged;
use crate::registers::Registers;
use crate::registers::operation::day_of;
use crate::registers::policy::HeldPolicy;
use crate::values::Membership;
use crate::values::policy::{PolicyKind, PolicyState, placeholders};
use jiff::ToSpan;
use jiff::civil::Date;

/// A review is due soon when its day comes within so many days.
const SOON_DAYS: i32 = 30;

/// Something about a document that somebody should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PolicyConcern {
    /// Nobody answers for it.
    NoOwner,
    /// Whoever answers for it has left.
    OwnerLeft,
    /// It was in use before anybody approved it: it is handled informally (R167).
    Informal,
    /// Its text has something that nobody filled in (R163).
    Placeholders,
    /// Its text was left as in a starter text (R163).
    AsTemplate,
    /// It has no review cycle.
    NoCycle,
    /// Its review is overdue.
    ReviewOverdue,
    /// It is linked to no control, clause or criterion: a text with nothing behind it (R163).
    NothingBehind,
    /// Fewer people acknowledged it than were asked, and the day is over.
    AcknowledgementOverdue,
}

impl PolicyConcern {
    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            PolicyConcern::NoOwner => "no_owner",
            PolicyConcern::OwnerLeft => "owner_left",
            PolicyConcern::Informal => "informal",
            PolicyConcern::Placeholders => "placeholders",
            PolicyConcern::AsTemplate => "as_template",
            PolicyConcern::NoCycle => "no_cycle",
            PolicyConcern::ReviewOverdue => "review_overdue",
            PolicyConcern::NothingBehind => "nothing_behind",
            PolicyConcern::AcknowledgementOverdue => "acknowledgement_overdue",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            PolicyConcern::NoOwner => "Nobody answers for it",
            PolicyConcern::OwnerLeft => "Its owner has left",
            PolicyConcern::Informal => "Informal: never approved",
            PolicyConcern::Placeholders => "Placeholders not filled in",
            PolicyConcern::AsTemplate => "Left as in the starter text",
            PolicyConcern::NoCycle => "No review cycle",
            PolicyConcern::ReviewOverdue => "Review overdue",
            PolicyConcern::NothingBehind => "No control or clause behind it",
            PolicyConcern::AcknowledgementOverdue => "Acknowledgement overdue",
        }
    }
}

/// Where a document stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyLine {
    /// Its id.
    pub id: String,
    /// Its state.
    pub state: PolicyState,
    /// The version in force.
    pub current: Option<u32>,
    /// Since when.
    pub since: Option<Date>,
    /// The version that is not published yet, and where it stands.
    pub open: Option<(u32, PolicyState)>,
    /// By which day it is to be reviewed.
    pub due: Option<Date>,
    /// That day comes within a month, or is over.
    pub due_soon: bool,
    /// How far the acknowledgement of the version in force is.
    pub progress: Option<Progress>,
    /// Until which day the last version is kept, for a document that is retired (R161).
    pub kept_until: Option<Date>,
    /// Versions whose retention is over and whose text is still here (R161).
    pub ripe: Vec<u32>,
    /// What somebody should look at.
    pub concerns: Vec<PolicyConcern>,
}

/// Figures of all documents that are seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PolicyFigures {
    /// Documents that are not retired.
    pub live: usize,
    /// Of these, with a version in force.
    pub in_force: usize,
    /// Of these, whose review is overdue.
    pub overdue: usize,
    /// Live ones with a version that waits for approval.
    pub in_review: usize,
    /// Live ones that were never approved.
    pub informal: usize,
    /// Acknowledgements asked for of versions in force.
    pub asked: usize,
    /// Of these, given.
    pub acknowledged: usize,
    /// Documents, retired ones among them, with a version whose retention is over (R161).
    pub ripe: usize,
    /// Documents that are counted at all, retired ones among them.
    pub all: usize,
}

/// The register on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PoliciesReport {
    /// Every document that is seen, in the order of their ids.
    pub lines: Vec<PolicyLine>,
    /// Figures.
    pub figures: PolicyFigures,
}

/// Which documents are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyFilter {
    /// Only in this state.
    pub state: Option<PolicyState>,
    /// Only of this kind.
    pub kind: Option<PolicyKind>,
    /// Only of this owner.
    pub owner: Option<String>,
    /// Only those that name this control, clause or criterion.
    pub about: Option<String>,
    /// Only those whose review is overdue or due within a month.
    pub due: bool,
    /// Only those that somebody should look at.
    pub concerns: bool,
    /// Retired ones as well.
    pub retired: bool,
    /// Only those with a version whose retention is over, retired ones as well (R161).
    pub ripe: bool,
}

impl PolicyFilter {
    /// Is this one wanted?
    pub fn wants(&self, held: &HeldPolicy, line: &PolicyLine) -> bool {
        let policy = &held.policy;
        let retired = self.retired || self.ripe || self.state == Some(PolicyState::Retired);
        let open = line.open.map(|(_, state)| state);
        (retired || line.state != PolicyState::Retired)
            && self.state.is_none_or(|state| line.state == state || open == Some(state))
            && self.kind.is_none_or(|kind| policy.kind == kind)
            && self.owner.as_ref().is_none_or(|owner| policy.owner.as_ref() == Some(owner))
            && self.about.as_ref().is_none_or(|id| policy.controls.contains(id) || policy.meets.contains(id))
            && (!self.due || line.due_soon)
            && (!self.concerns || !line.concerns.is_empty())
            && (!self.ripe || !line.ripe.is_empty())
    }
}

/// The register of those documents that `seen` says, on a day.
pub fn policies(registers: &Registers, day: Date, seen: impl Fn(&str, &HeldPolicy) -> bool) -> PoliciesReport {
    let all = registers.policies.in_order().into_iter().filter(|(id, held)| seen(id, held));
    let lines: Vec<PolicyLine> = all.map(|(id, held)| line(registers, id, held, day)).collect();
    let ripe = lines.iter().filter(|line| !line.ripe.is_empty()).count();
    let mut figures = PolicyFigures { ripe, all: lines.len(), ..PolicyFigures::default() };
    for one in lines.iter().filter(|line| line.state != PolicyState::Retired) {
        figures.live += 1;
        figures.in_force += usize::from(one.current.is_some());
        figures.overdue += usize::from(one.state == PolicyState::DueForReview);
        figures.in_review += usize::from(one.open.is_some_and(|(_, state)| state == PolicyState::InReview));
        figures.informal += usize::from(one.concerns.contains(&PolicyConcern::Informal));
        figures.asked += one.progress.as_ref().map_or(0, |progress| progress.asked());
        figures.acknowledged += one.progress.as_ref().map_or(0, |progress| progress.done());
    }
    PoliciesReport { lines, figures }
}

/// One document on a day.
pub fn line(registers: &Registers, id: &str, held: &HeldPolicy, day: Date) -> PolicyLine {
    let (current, state) = (held.current(day), held.state(day));
    let open = held.open().and_then(|version| Some((version.number, version.open()?)));
    let due = held.due(day);
    let years = i64::from(held.policy.retention_years);
    let ended = held.retired.as_ref().map(|said| day_of(said.at_us));
    let progress = progress(registers, held, day);
    let concerns = concerns(registers, held, day, progress.as_ref());
    PolicyLine {
        id: id.to_owned(),
        state,
        current: current.map(|version| version.number),
        since: current.and_then(|version| version.published.as_ref()).map(|one| one.from),
        open: if held.retired.is_some() { None } else { open },
        due,
        due_soon: due.is_some_and(|due| due <= day.saturating_add(SOON_DAYS.days())),
        progress,
        ripe: held.versions.iter().filter(|version| held.ripe(version, day)).map(|version| version.number).collect(),
        kept_until: ended.filter(|_| years > 0).map(|ended| ended.saturating_add(years.years())),
        concerns,
    }
}

fn concerns(registers: &Registers, held: &HeldPolicy, day: Date, progress: Option<&Progress>) -> Vec<PolicyConcern> {
    if held.retired.is_some() {
        return Vec::new();
    }
    let policy = &held.policy;
    let member = policy.owner.as_ref().map(|owner| registers.people.members.get(owner));
    let left = member.is_some_and(|member| member.is_none_or(|member| member.state == Membership::Ended));
    let speaks = held.speaks(day);
    let as_was = speaks.and_then(|version| unchanged(&version.text)).is_some_and(|left| left.asked());
    let late = progress.is_some_and(|one| one.until < day && one.done() < one.asked());
    let all = [
        (policy.owner.is_none(), PolicyConcern::NoOwner),
        (left, PolicyConcern::OwnerLeft),
        (held.versions.iter().all(|version| version.published.is_none()), PolicyConcern::Informal),
        (speaks.is_some_and(|version| !placeholders(&version.text).is_empty()), PolicyConcern::Placeholders),
        (as_was, PolicyConcern::AsTemplate),
        (policy.review_months == 0, PolicyConcern::NoCycle),
        (held.overdue(day), PolicyConcern::ReviewOverdue),
        (policy.controls.is_empty() && policy.meets.is_empty(), PolicyConcern::NothingBehind),
        (late, PolicyConcern::AcknowledgementOverdue),
    ];
    all.into_iter().filter_map(|(is, concern)| is.then_some(concern)).collect()
}
