//! The figures of an agenda, each from the register that holds what it counts.

use crate::registers::Registers;
use crate::registers::operation::day_of;
use crate::reports::nonconformity::{NonconformitiesReport, nonconformities};
use crate::reports::risk::{RiskLine, Signature, lines};
use crate::reports::tasks::{Occurrence, Standing, occurrences};
use crate::values::collector::RunOutcome;
use crate::values::nonconformity::{NonconformityClass as Class, NonconformitySource, NonconformityState};
use crate::values::review::{AgendaItem, AgendaLine, AgendaSource as Source, MAX_NAMED};
use crate::values::risk::RiskState;
use crate::values::testing::ExceptionState;
use crate::values::{Window, counted};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days that are looked at when there was no review before: a year.
const FIRST_LOOK_DAYS: i32 = 365;

/// An organisation on a day, with the day of the review before.
pub(super) struct Reading<'a> {
    pub(super) registers: &'a Registers,
    pub(super) since: Option<Date>,
    pub(super) on: Date,
}

/// Something that a line names.
pub(super) fn item(id: &str, title: &str, says: impl Into<String>) -> AgendaItem {
    AgendaItem { id: id.to_owned(), title: title.to_owned(), says: says.into() }
}

/// A line that counts what it names; the first ones are named.
pub(super) fn line(says: &str, source: Source, mut items: Vec<AgendaItem>, of: Option<usize>) -> AgendaLine {
    let figure = whole(items.len());
    items.truncate(MAX_NAMED);
    AgendaLine { says: says.to_owned(), figure, of: of.map(whole), source, register: String::new(), items }
}

fn whole(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

impl Reading<'_> {
    /// Was it after the review before, and not after the day of the agenda?
    fn is_new(&self, day: Date) -> bool {
        day <= self.on && self.since.is_none_or(|since| day > since)
    }

    fn since_words(&self, what: &str) -> String {
        match self.since {
            Some(since) => format!("{what} since {since}"),
            None => format!("{what} so far"),
        }
    }

    fn found(&self, wanted: impl Fn(Class, NonconformitySource) -> bool) -> NonconformitiesReport {
        nonconformities(self.registers, self.on, |held| {
            wanted(held.nonconformity.class, held.nonconformity.source) && held.nonconformity.found <= self.on
        })
    }

    /// Of a report, those that the register says are so.
    fn named(
        &self,
        report: &NonconformitiesReport,
        wanted: impl Fn(&crate::reports::nonconformity::Line) -> bool,
    ) -> Vec<AgendaItem> {
        let register = &self.registers.nonconformities.nonconformities;
        let told = |line: &crate::reports::nonconformity::Line| {
            let held = register.get(&line.id)?;
            let due = line.due.map(|due| format!(", due {due}")).unwrap_or_default();
            let says = format!(
                "{}, {}{due}",
                held.nonconformity.class.title().to_lowercase(),
                line.state.title().to_lowercase()
            );
            Some(item(&line.id, &held.nonconformity.title, says))
        };
        report.lines.iter().filter(|line| wanted(line)).filter_map(told).collect()
    }

    fn found_since(&self, id: &str) -> bool {
        let held = self.registers.nonconformities.nonconformities.get(id);
        held.is_some_and(|held| self.is_new(held.nonconformity.found))
    }

    fn ended_since(&self, id: &str) -> bool {
        let held = self.registers.nonconformities.nonconformities.get(id);
        held.and_then(|held| held.ended_on()).is_some_and(|day| self.is_new(day))
    }

    /// d 1, without opportunities, which are g: open, overdue, found and closed since: the trend.
    pub(super) fn nonconformities(&self) -> Vec<AgendaLine> {
        let report = self.found(|class, _| class != Class::Opportunity);
        let all = report.lines.len();
        let open = report.figures.open();
        let closed = |line: &crate::reports::nonconformity::Line| {
            line.state == NonconformityState::Closed && self.ended_since(&line.id)
        };
        vec![
            line("Open", Source::Nonconformities, self.named(&report, |line| line.state.open()), Some(all)),
            line(
                "Overdue",
                Source::Nonconformities,
                self.named(&report, |line| line.state.open() && line.overdue()),
                Some(open),
            ),
            line(
                &self.since_words("Found"),
                Source::Nonconformities,
                self.named(&report, |line| self.found_since(&line.id)),
                Some(all),
            ),
            line(&self.since_words("Closed"), Source::Nonconformities, self.named(&report, closed), Some(all)),
        ]
    }

    /// g: opportunities for improvement.
    pub(super) fn opportunities(&self) -> Vec<AgendaLine> {
        let report = self.found(|class, _| class == Class::Opportunity);
        let all = report.lines.len();
        vec![
            line("Open", Source::Nonconformities, self.named(&report, |line| line.state.open()), Some(all)),
            line(
                &self.since_words("Found"),
                Source::Nonconformities,
                self.named(&report, |line| self.found_since(&line.id)),
                Some(all),
            ),
            line(
                &self.since_words("Closed"),
                Source::Nonconformities,
                self.named(&report, |line| self.ended_since(&line.id)),
                Some(all),
            ),
        ]
    }

    /// The window that is looked at: since the review before, a year at most.
    fn window(&self) -> Window {
        let year = self.on.saturating_sub((FIRST_LOOK_DAYS - 1).days());
        let from = self.since.and_then(|since| since.tomorrow().ok()).map_or(year, |from| from.max(year));
        Window { from: from.min(self.on), until: self.on }
    }

    /// The occurrences of a window whose time is over, in whole buckets.
    fn over(&self, window: Window) -> Vec<Occurrence> {
        let counts = |one: &Occurrence| {
            let judged = one.standing == Standing::Overdue || matches!(one.standing, Standing::Done { .. });
            one.full && judged && one.until < self.on && window.contains(one.until)
        };
        let all = self.registers.live_controls().flat_map(|held| occurrences(self.registers, held, window, self.on));
        all.filter(counts).collect()
    }

    /// d 2: what ran on time, and what did not, by control.
    pub(super) fn occurrences(&self) -> Vec<AgendaLine> {
        let window = self.window();
        let all = self.over(window);
        let missed: Vec<&Occurrence> = all.iter().filter(|one| one.standing == Standing::Overdue).collect();
        let mut by_control: BTreeMap<&str, usize> = BTreeMap::new();
        for one in &missed {
            *by_control.entry(&one.control).or_default() += 1;
        }
        let mut by_control: Vec<(&str, usize)> = by_control.into_iter().collect();
        by_control.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
        let name = |id: &str| self.registers.controls.get(id).map(|held| held.control.name.clone()).unwrap_or_default();
        let named = by_control.iter().map(|(id, count)| item(id, &name(id), format!("{count} without a run")));
        let mut on_time = line(
            &format!("Runs of controls on time, {} to {}", window.from, window.until),
            Source::Tasks,
            Vec::new(),
            Some(all.len()),
        );
        on_time.figure = whole(all.len() - missed.len());
        vec![on_time, line("Controls that missed a run", Source::Tasks, named.collect(), None)]
    }

    /// Performance over time: the same figure for as many days before.
    pub(super) fn performance(&self) -> Vec<AgendaLine> {
        let window = self.window();
        let days = window.until.since(window.from).map_or(0, |span| span.get_days());
        let until = window.from.yesterday().unwrap_or(window.from);
        let before = Window { from: until.saturating_sub(days.days()), until };
        let said = |says: &str, window: Window| {
            let all = self.over(window);
            let done = all.iter().filter(|one| one.standing != Standing::Overdue).count();
            let mut line = line(
                &format!("{says}, {} to {}", window.from, window.until),
                Source::Tasks,
                Vec::new(),
                Some(all.len()),
            );
            line.figure = whole(done);
            line
        };
        vec![said("Runs of controls on time", window), said("As many days before", before)]
    }

    /// Collectors that work, and those whose last run said no or nothing.
    pub(super) fn collectors(&self) -> Vec<AgendaLine> {
        let all: Vec<_> =
            self.registers.collectors.collectors.iter().filter(|(_, held)| held.removed.is_none()).collect();
        let bad = all.iter().filter_map(|(id, held)| {
            let last = held.last().filter(|last| last.run.outcome != RunOutcome::Pass)?;
            Some(item(
                id,
                &held.collector.name,
                format!("{}: {}", last.run.outcome.title().to_lowercase(), last.run.reason),
            ))
        });
        vec![line("Collectors whose last run did not pass", Source::Collectors, bad.collect(), Some(all.len()))]
    }

    /// d 3: exceptions of tests of external auditors.
    pub(super) fn exceptions(&self) -> Vec<AgendaLine> {
        let all = &self.registers.testing.exceptions;
        let told = |(id, held): (&String, &crate::registers::testing::HeldException)| {
            item(id, &held.note.description, format!("{} of {}", held.deviating, counted(held.tested, "item", "items")))
        };
        let stands = |state| !matches!(state, ExceptionState::Cleared | ExceptionState::Closed);
        let open = all.iter().filter(|(_, held)| stands(held.state)).map(told).collect();
        let new = all.iter().filter(|(_, held)| self.is_new(day_of(held.at_us))).map(told).collect();
        vec![
            line("Exceptions of tests that are open", Source::Exceptions, open, Some(all.len())),
            line(&self.since_words("Exceptions noted"), Source::Exceptions, new, Some(all.len())),
        ]
    }

    /// e: what customers ask for, and complaints.
    pub(super) fn feedback(&self) -> Vec<AgendaLine> {
        let all = &self.registers.engagements.asked;
        let told = |(id, held): (&String, &crate::registers::engagement::HeldAsked)| {
            let due = held.asked.due.map(|due| format!(", due {due}")).unwrap_or_default();
            item(id, &held.asked.customer, format!("{}{due}", held.asked.wants.title()))
        };
        let asked = all.iter().filter(|(_, held)| self.is_new(held.asked.on)).map(told).collect();
        let open = all.iter().filter(|(_, held)| held.open()).map(told).collect();
        let complaints = self.found(|_, source| source == NonconformitySource::Complaint);
        let named = self.named(&complaints, |line| self.found_since(&line.id));
        vec![
            line(&self.since_words("Requests of customers"), Source::Asked, asked, Some(all.len())),
            line("Requests that are open", Source::Asked, open, Some(all.len())),
            line(&self.since_words("Complaints"), Source::Nonconformities, named, Some(complaints.lines.len())),
        ]
    }

    fn risk_lines(&self) -> Vec<RiskLine> {
        lines(self.registers, self.on)
    }

    /// f, first part: open risks, those above the appetite, what changed.
    pub(super) fn risks(&self) -> Vec<AgendaLine> {
        let register = &self.registers.risks.risks;
        let all = self.risk_lines();
        let open: Vec<&RiskLine> = all.iter().filter(|line| line.state != RiskState::Closed).collect();
        let told = |line: &RiskLine| {
            let level = line.current.as_ref().map_or_else(|| "not rated".to_owned(), |rated| rated.word.to_lowercase());
            item(&line.id, &line.title, level)
        };
        let named = |wanted: &dyn Fn(&RiskLine) -> bool| {
            open.iter().filter(|line| wanted(line)).map(|line| told(line)).collect()
        };
        let above = |line: &RiskLine| line.current.as_ref().is_some_and(|rated| rated.above);
        let fresh =
            |line: &RiskLine| register.get(&line.id).is_some_and(|held| self.is_new(day_of(held.recorded.at_us)));
        let rated = |line: &RiskLine| line.current.as_ref().is_some_and(|rated| self.is_new(rated.on));
        let mut whole_line = line("Open risks", Source::Risks, Vec::new(), Some(all.len()));
        whole_line.figure = whole(open.len());
        vec![
            whole_line,
            line("Above the appetite", Source::Risks, named(&above), Some(open.len())),
            line("Without a rating of today", Source::Risks, named(&|line| line.current.is_none()), Some(open.len())),
            line(&self.since_words("New"), Source::Risks, named(&fresh), Some(open.len())),
            line(&self.since_words("Rated"), Source::Risks, named(&rated), Some(open.len())),
        ]
    }

    /// f, second part: the status of the treatment plan.
    pub(super) fn plans(&self) -> Vec<AgendaLine> {
        let all = self.risk_lines();
        let open: Vec<&RiskLine> = all.iter().filter(|line| line.state != RiskState::Closed).collect();
        let planned: Vec<&&RiskLine> = open.iter().filter(|line| line.treatment.is_some()).collect();
        let told = |line: &RiskLine| {
            let (open, overdue) = line.open_lines;
            item(&line.id, &line.title, format!("{} open, {overdue} overdue", counted(open, "line", "lines")))
        };
        let of = |wanted: &dyn Fn(&RiskLine) -> bool| {
            planned.iter().filter(|line| wanted(line)).map(|line| told(line)).collect()
        };
        let without =
            open.iter().filter(|line| line.treatment.is_none()).map(|line| item(&line.id, &line.title, "")).collect();
        let plans = Some(planned.len());
        vec![
            line("Open risks without a decision on treatment", Source::Risks, without, Some(open.len())),
            line("Plans with actions that are open", Source::Risks, of(&|line| line.open_lines.0 > 0), plans),
            line("Plans with actions that are overdue", Source::Risks, of(&|line| line.open_lines.1 > 0), plans),
            line(
                "Plans that the owner has not approved",
                Source::Risks,
                of(&|line| line.approval != Signature::InForce),
                plans,
            ),
            line(
                "Residual risks that nobody accepts",
                Source::Risks,
                of(&|line| line.acceptance != Signature::InForce),
                plans,
            ),
        ]
    }

    /// Incidents: those that led to a nonconformity, and those of suppliers.
    pub(super) fn incidents(&self) -> Vec<AgendaLine> {
        let own = self.found(|_, source| source == NonconformitySource::Incident);
        let named = self.named(&own, |line| self.found_since(&line.id));
        let suppliers = &self.registers.suppliers.incidents;
        let told = |(id, held): (&String, &crate::registers::supplier::HeldSupplierIncident)| {
            item(id, &held.incident.what, format!("{}, {}", held.incident.supplier, held.incident.on))
        };
        let new = suppliers.iter().filter(|(_, held)| self.is_new(held.incident.on)).map(told).collect();
        vec![
            line(
                &self.since_words("Nonconformities after incidents"),
                Source::Nonconformities,
                named,
                Some(own.lines.len()),
            ),
            line(&self.since_words("Incidents of suppliers"), Source::Suppliers, new, Some(suppliers.len())),
        ]
    }
}
