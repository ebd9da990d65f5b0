//! Questions about SOC 2 engagements, their windows, and what customers ask for.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::engagement::guards::{NextStep, next_step};
use domain::registers::engagement::scope::{controls_in_scope, gaps};
use domain::registers::engagement::{HeldAsked, HeldEngagement};
use domain::reports::engagement::{
    Advice, Break, CleanStart, Heat, Length, Missed, Overlap, PathStep, Timeline, WhatIf, WindowReport, advice,
    asked_advice, continuity, earliest_clean_start, forecast, heat, length, next_period, path, what_if, window_report,
};
use domain::rules::engagement::{auditors, object_of};
use domain::values::{Action, Frequency, ServiceFacts, SubjectKind, Window};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What an own control is called among the ids of what may be seen.
const CONTROL: &str = "control/";

/// The engagements that belong to these persons today. To whom one belongs as the owner of a control and not as its auditor,
/// their own controls are told of it and no others.
pub(super) fn own(registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
    let mine = |of: &[String]| selves.iter().any(|person| of.contains(person));
    let all = registers.engagements.engagements.keys();
    let mut seen: Vec<String> = all.filter(|id| mine(&object_of(registers, id, today).of)).cloned().collect();
    let audits = seen.iter().any(|id| mine(&auditors(registers, id, today)));
    if !audits {
        let owned = registers.people.controls.iter().filter(|(_, owner)| selves.contains(owner));
        seen.extend(owned.map(|(control, _)| format!("{CONTROL}{control}")));
        seen.push(CONTROL.to_owned());
    }
    seen
}

pub(super) fn sees(seen: &Seen<'_>, id: &str) -> bool {
    seen.only.is_none_or(|only| only.iter().any(|own| own == id))
}

/// Is a control told of, to who sees only a part?
pub(super) fn tells(seen: &Seen<'_>, control: &str) -> bool {
    seen.only.is_none_or(|only| {
        !only.iter().any(|own| own == CONTROL)
            || only.iter().any(|own| own.strip_prefix(CONTROL).is_some_and(|id| id == control))
    })
}

fn held<'a>(seen: &Seen<'a>, id: &str) -> Result<(&'a Registers, &'a HeldEngagement), Refusal> {
    let registers = seen.organisation()?;
    let found = registers.engagements.engagements.get(id).filter(|_| sees(seen, id));
    let unknown = || Refusal::Unknown { what: "engagement", id: id.to_owned(), nearest: None };
    Ok((registers, found.ok_or_else(unknown)?))
}

/// All engagements, and how their windows join.
#[derive(Clone, Copy, Debug)]
pub struct Engagements;

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct EngagementLine {
    /// Its id.
    pub id: String,
    /// The engagement.
    pub held: HeldEngagement,
    /// What comes next, and what is missing for it.
    pub next: Option<NextStep>,
    /// Its version, for a change that must name it.
    pub version: u64,
}

/// All of them.
#[derive(Clone, Debug, PartialEq)]
pub struct EngagementsAnswer {
    /// By the days that they speak of, the latest first; withdrawn ones at the end.
    pub lines: Vec<EngagementLine>,
    /// Days that no window holds.
    pub breaks: Vec<Break>,
    /// Days that two windows hold.
    pub overlaps: Vec<Overlap>,
    /// Windows with controls that did not run.
    pub missed: Vec<Missed>,
    /// What the services do; `None` before it was said, and for who sees only a part.
    pub facts: Option<ServiceFacts>,
    /// Requests of customers that are open; `None` for who sees only a part.
    pub asked: Option<usize>,
}

impl Question for Engagements {
    type Answer = EngagementsAnswer;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own(registers, selves, today)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<EngagementsAnswer, Refusal> {
        let registers = seen.organisation()?;
        let register = &registers.engagements;
        let mut lines: Vec<EngagementLine> = register
            .engagements
            .iter()
            .filter(|(id, _)| sees(seen, id))
            .map(|(id, held)| EngagementLine {
                id: id.clone(),
                held: held.clone(),
                next: next_step(registers, id, seen.on),
                version: registers.version_of("engagement", id),
            })
            .collect();
        let gone = |held: &HeldEngagement| held.state == domain::values::EngagementState::Withdrawn;
        lines.sort_by_key(|line| {
            (gone(&line.held), std::cmp::Reverse(line.held.engagement.kind.days()), line.id.clone())
        });
        let joined = if seen.only.is_none() { continuity(registers, seen.on) } else { Default::default() };
        let whole = seen.only.is_none();
        Ok(EngagementsAnswer {
            lines,
            breaks: joined.breaks,
            overlaps: joined.overlaps,
            missed: joined.missed,
            facts: register.facts.filter(|_| whole),
            asked: whole.then(|| register.asked.values().filter(|asked| asked.open()).count()),
        })
    }
}

/// One engagement.
#[derive(Clone, Debug)]
pub struct EngagementOf {
    /// Its id.
    pub id: String,
    /// Weeks of fieldwork that are assumed.
    pub fieldwork_weeks: u32,
    /// Weeks from fieldwork to the report that are assumed.
    pub report_weeks: u32,
}

/// One engagement, with what is missing and what to hear.
#[derive(Clone, Debug, PartialEq)]
pub struct EngagementDetail {
    /// Its id.
    pub id: String,
    /// The engagement.
    pub held: HeldEngagement,
    /// What comes next.
    pub next: Option<NextStep>,
    /// The controls in scope, by id, as far as they may be seen, with their names.
    pub controls: Vec<(String, String)>,
    /// How many there are.
    pub in_scope: usize,
    /// The gap list by criterion, as it stands.
    pub gaps: Vec<String>,
    /// What to hear; nothing for who sees only a part.
    pub advice: Vec<Advice>,
    /// The length of its window.
    pub length: Option<Length>,
    /// The way to its report; `None` for a Type I, and once the report is issued or will not come.
    pub timeline: Option<Timeline>,
    /// Type I, Type II, ISO/IEC 27001.
    pub path: Vec<PathStep>,
    /// The window that follows it, when no engagement follows it yet.
    pub follows: Option<Window>,
    /// Its version.
    pub version: u64,
}

impl Question for EngagementOf {
    type Answer = EngagementDetail;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own(registers, selves, today)
    }

    fn reads(&self, _: &Registers) -> Option<(SubjectKind, String)> {
        Some((SubjectKind::Engagement, self.id.clone()))
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<EngagementDetail, Refusal> {
        let (registers, held) = held(seen, &self.id)?;
        let controls = controls_in_scope(registers, held);
        let in_scope = controls.len();
        let told = controls.into_iter().filter(|own| tells(seen, &own.control.id));
        let whole = seen.only.is_none();
        let way = forecast(held, seen.on, self.fieldwork_weeks, self.report_weeks)?;
        let later = |(_, other): (&String, &HeldEngagement)| other.engagement.follows.as_deref() == Some(&self.id);
        let followed = registers.engagements.in_order().into_iter().any(later);
        let steps = path(registers, &self.id, seen.on, self.fieldwork_weeks, self.report_weeks)?;
        Ok(EngagementDetail {
            id: self.id.clone(),
            next: next_step(registers, &self.id, seen.on),
            controls: told.map(|own| (own.control.id.clone(), own.control.name.clone())).collect(),
            in_scope,
            gaps: gaps(registers, held),
            advice: if whole { advice(registers, &self.id, seen.on)? } else { Vec::new() },
            length: held.window().map(length),
            timeline: way,
            path: if whole { steps } else { Vec::new() },
            follows: next_period(held).filter(|_| whole && !followed),
            version: registers.version_of("engagement", &self.id),
            held: held.clone(),
        })
    }
}

/// The window of an engagement on a day.
#[derive(Clone, Debug)]
pub struct WindowOf {
    /// The engagement.
    pub id: String,
    /// The columns of its map.
    pub grain: Frequency,
}

/// The window, its map, and the earliest clean start in it.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowAnswer {
    /// Title of the engagement.
    pub title: String,
    /// The report.
    pub report: WindowReport,
    /// The map.
    pub heat: Heat,
    /// The earliest clean start; `None` before a day of the window is over, and for who sees only a part.
    pub clean: Option<CleanStart>,
}

impl Question for WindowOf {
    type Answer = WindowAnswer;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own(registers, selves, today)
    }

    fn reads(&self, _: &Registers) -> Option<(SubjectKind, String)> {
        Some((SubjectKind::Engagement, self.id.clone()))
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<WindowAnswer, Refusal> {
        let (registers, held) = held(seen, &self.id)?;
        let mut report = window_report(registers, &self.id, seen.on)?;
        let clean = earliest_clean_start(registers, &self.id, report.window, seen.on).ok();
        report.controls.retain(|one| tells(seen, &one.control));
        for criterion in &mut report.criteria {
            criterion.controls.retain(|(control, _)| tells(seen, control));
        }
        Ok(WindowAnswer {
            title: held.engagement.title.clone(),
            heat: heat(registers, &report, self.grain)?,
            report,
            clean: clean.filter(|_| seen.only.is_none()),
        })
    }
}

/// What another window would do to an engagement.
#[derive(Clone, Debug)]
pub struct OtherWindow {
    /// The engagement.
    pub id: String,
    /// The other window.
    pub window: Window,
}

impl Question for OtherWindow {
    type Answer = WhatIf;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own(registers, selves, today)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<WhatIf, Refusal> {
        let (registers, _) = held(seen, &self.id)?;
        let mut what = what_if(registers, &self.id, self.window, seen.on)?;
        what.changes.retain(|change| tells(seen, &change.control));
        Ok(what)
    }
}

/// What customers ask for, and what they were sent.
#[derive(Clone, Copy, Debug)]
pub struct AskedOf;

/// All of it.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedAnswer {
    /// Requests by id: what waits first, then the latest.
    pub asked: Vec<(String, HeldAsked)>,
    /// What to hear.
    pub advice: Vec<Advice>,
    /// Versions by id.
    pub versions: BTreeMap<String, u64>,
}

impl Question for AskedOf {
    type Answer = AskedAnswer;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<AskedAnswer, Refusal> {
        let registers = seen.organisation()?;
        let all = &registers.engagements.asked;
        let mut asked: Vec<(String, HeldAsked)> = all.iter().map(|(id, held)| (id.clone(), held.clone())).collect();
        asked.sort_by_key(|(id, held)| (!held.open(), std::cmp::Reverse(held.asked.on), id.clone()));
        let versions = all.keys().map(|id| (id.clone(), registers.version_of("asked", id))).collect();
        Ok(AskedAnswer { asked, advice: asked_advice(registers, seen.on), versions })
    }
}
