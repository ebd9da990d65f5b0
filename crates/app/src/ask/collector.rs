//! Questions about collectors of evidence. What is secret, under way or in trouble stands outside the ledger:
//! [`App::collector_states`](crate::App::collector_states).

use super::{Question, Seen};
use crate::collectors::{RuleOf, rule_of};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::collector::HeldCollector;
use domain::registers::people::HeldWaiver;
use domain::rules::collector::{known, to_read};
use domain::values::{Action, Duty};
use jiff::civil::Date;

/// Collectors of an organisation by id; whoever owns controls alone sees those that collect for them.
#[derive(Clone, Debug, Default)]
pub struct CollectorsOf {
    /// Only those that collect for this control.
    pub control: Option<String>,
    /// Also those that were removed.
    pub removed: bool,
}

/// How a collector stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CollectorStanding {
    /// What it runs waits to be approved by somebody else.
    Waiting,
    /// Approved; it runs by its schedule, or by hand.
    Approved,
    /// It rests.
    Paused,
    /// It was removed.
    Removed,
}

impl CollectorStanding {
    /// A stable word: `waiting`, `approved`, `paused`, `removed`.
    pub fn id(self) -> &'static str {
        match self {
            CollectorStanding::Waiting => "waiting",
            CollectorStanding::Approved => "approved",
            CollectorStanding::Paused => "paused",
            CollectorStanding::Removed => "removed",
        }
    }

    /// As people say it.
    pub fn title(self) -> &'static str {
        match self {
            CollectorStanding::Waiting => "Waits for approval",
            CollectorStanding::Approved => "Approved",
            CollectorStanding::Paused => "Rests",
            CollectorStanding::Removed => "Removed",
        }
    }

    fn of(held: &HeldCollector) -> CollectorStanding {
        match (held.removed.is_some(), held.paused.is_some(), held.is_approved()) {
            (true, _, _) => CollectorStanding::Removed,
            (_, true, _) => CollectorStanding::Paused,
            (_, _, true) => CollectorStanding::Approved,
            _ => CollectorStanding::Waiting,
        }
    }
}

/// One collector: declaration, approval, the newest 200 runs.
#[derive(Clone, Debug, PartialEq)]
pub struct CollectorLine {
    /// Its id.
    pub id: String,
    /// The collector; [`HeldCollector::last`] is its last run.
    pub held: HeldCollector,
    /// How it stands.
    pub standing: CollectorStanding,
    /// Where its rule comes from.
    pub rule: RuleOf,
    /// Its version, for a change that must name it.
    pub version: u64,
    /// Waivers of the rule that its author does not approve it (SoD-1), by id: while it waits those in force for one of its
    /// authors; once it is approved the one under which an author did.
    pub waivers: Vec<(String, HeldWaiver)>,
}

/// The waivers that touch the approval of what it runs.
fn waivers(registers: &Registers, held: &HeldCollector, on: Date) -> Vec<(String, HeldWaiver)> {
    let waived = |person: &String, day| registers.people.waiver_for(Duty::AuthorApproves, person, day);
    let owned = |(id, held): (&String, &HeldWaiver)| (id.clone(), held.clone());
    match held.approved.as_ref().filter(|_| held.is_approved()) {
        Some(approval) if approval.authors.contains(&approval.by) => {
            waived(&approval.by, crate::clock::day_of(approval.at_us)).map(owned).into_iter().collect()
        }
        Some(_) => Vec::new(),
        None => {
            let authors = held.authors.iter().filter_map(|author| waived(author, on));
            authors.filter(|(_, waiver)| waiver.on(on)).map(owned).collect()
        }
    }
}

fn line(registers: &Registers, id: &str, held: &HeldCollector, on: Date) -> CollectorLine {
    CollectorLine {
        id: id.to_owned(),
        standing: CollectorStanding::of(held),
        rule: rule_of(&held.collector),
        version: registers.version_of("collector", id),
        waivers: waivers(registers, held, on),
        held: held.clone(),
    }
}

fn seen_collector(seen: &Seen<'_>, registers: &Registers, id: &str) -> bool {
    seen.only.is_none_or(|own| {
        let of = to_read(registers, id).of;
        own.iter().any(|person| of.contains(person))
    })
}

fn number(id: &str) -> u64 {
    id.rsplit('-').next().and_then(|n| n.parse().ok()).unwrap_or_default()
}

impl Question for CollectorsOf {
    type Answer = Vec<CollectorLine>;

    fn needs(&self) -> Action {
        Action::ReadCollectors
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<CollectorLine>, Refusal> {
        let registers = seen.organisation()?;
        let wanted = |held: &HeldCollector| {
            (self.removed || held.removed.is_none())
                && self.control.as_ref().is_none_or(|control| held.collector.controls.contains(control))
        };
        let all = registers.collectors.collectors.iter();
        let all = all.filter(|(id, held)| wanted(held) && seen_collector(seen, registers, id));
        let mut lines: Vec<CollectorLine> = all.map(|(id, held)| line(registers, id, held, seen.on)).collect();
        lines.sort_by_key(|line| number(&line.id));
        Ok(lines)
    }
}

/// One collector.
#[derive(Clone, Debug)]
pub struct CollectorOf(pub String);

impl Question for CollectorOf {
    type Answer = CollectorLine;

    fn needs(&self) -> Action {
        Action::ReadCollectors
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<CollectorLine, Refusal> {
        let registers = seen.organisation()?;
        let held = known(registers, &self.0)?;
        if !seen_collector(seen, registers, &self.0) {
            return Err(Refusal::Unknown { what: "collector", id: self.0.clone(), nearest: None });
        }
        Ok(line(registers, &self.0, held, seen.on))
    }
}
