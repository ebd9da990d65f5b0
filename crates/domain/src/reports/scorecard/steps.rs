//! Steps that are worth most: what each would open in both frameworks, what it costs, and whether it fits before a day.

use super::MOST_VALUABLE;
use super::roadmap::after_working_days;
use crate::registers::Registers;
use crate::values::catalogue::Reading;
use crate::values::scorecard::{CardAnswer, CardAnswers, Scorecard, ScorecardQuestion};
use crate::values::{Catalogue, ItemKind};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What the value of steps rests on: the crosswalk, and what own controls answer already.
#[derive(Clone, Debug, Default)]
pub struct StepGround {
    /// The crosswalk that speaks; empty when none can be read.
    pub crosswalk: String,
    /// Controls of Annex A and clauses that the row of a criterion names.
    named: BTreeMap<String, BTreeSet<String>>,
    /// Criteria whose rows name a control of Annex A.
    naming: BTreeMap<String, BTreeSet<String>>,
    /// Clauses among the items of the other framework.
    clauses: BTreeSet<String>,
    /// Criteria and controls that own controls in place answer.
    answered: BTreeSet<String>,
}

impl StepGround {
    /// From a crosswalk alone.
    pub fn of(catalogue: &Catalogue, crosswalk: &str) -> StepGround {
        let Ok(reading) = catalogue.reading(crosswalk) else { return StepGround::default() };
        let mut ground = StepGround { crosswalk: crosswalk.to_owned(), ..StepGround::default() };
        ground.clauses = reading.to.audited(ItemKind::Clause).map(|item| item.id.clone()).collect();
        ground.read(&reading);
        ground
    }

    /// From a crosswalk and what own controls in place answer, by link or by the rows of the criteria that they meet.
    pub fn in_organisation(registers: &Registers) -> StepGround {
        let mut ground = StepGround::of(&registers.catalogue, &registers.profile.crosswalk);
        let in_place = registers.live_controls().filter(|held| held.control.in_place());
        let linked: BTreeSet<&str> = in_place
            .flat_map(|held| held.control.links.keys())
            .filter_map(|key| key.split_once('/'))
            .map(|(_, i)| i)
            .collect();
        ground.answered = linked.iter().map(|item| (*item).to_owned()).collect();
        let by_rows: Vec<String> =
            linked.iter().filter_map(|item| ground.named.get(*item)).flatten().cloned().collect();
        // A clause is met by what the organisation does, not by a row that names it.
        let by_rows = by_rows.into_iter().filter(|item| !ground.clauses.contains(item));
        ground.answered.extend(by_rows);
        ground
    }

    fn read(&mut self, reading: &Reading<'_>) {
        for row in reading.expanded.rows.iter().filter(|row| row.overlap.counts()) {
            let named = row
                .named
                .iter()
                .filter(|named| !named.broad)
                .map(|named| named.item)
                .chain(row.clauses.iter().copied());
            let named: Vec<&str> = named.map(|at| reading.to.items[at].id.as_str()).collect();
            for criterion in row.criteria.iter().map(|(at, _)| reading.from.items[*at].id.as_str()) {
                for item in &named {
                    self.named.entry(criterion.to_owned()).or_default().insert((*item).to_owned());
                    self.naming.entry((*item).to_owned()).or_default().insert(criterion.to_owned());
                }
            }
        }
    }

    /// Everything that a step opens: what the question bears on, and one row of the crosswalk further in either direction.
    fn opens(&self, question: &ScorecardQuestion) -> BTreeSet<String> {
        let tied = question.criteria.iter().chain(&question.clauses).chain(&question.annex_a);
        let further = question.criteria.iter().filter_map(|id| self.named.get(id));
        let back = question.annex_a.iter().filter_map(|id| self.naming.get(id));
        tied.cloned()
            .chain(further.chain(back).flatten().cloned())
            .filter(|item| !self.answered.contains(item))
            .collect()
    }
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// The question that it answers.
    pub question: String,
    /// What to do.
    pub step: String,
    /// The answer was `do not know`: finding out comes first.
    pub find_out: bool,
    /// Criteria of SOC 2 that it opens and nothing answers yet.
    pub criteria: Vec<String>,
    /// Clauses that it opens.
    pub clauses: Vec<String>,
    /// Controls of Annex A that it opens and nothing answers yet.
    pub annex_a: Vec<String>,
    /// Half points that it would add.
    pub lost: u32,
    /// Person-days, from the lowest to the highest.
    pub days: [u32; 2],
    /// Who says so.
    pub source: String,
    /// The earliest day on which it can be shown, at the highest effort.
    pub shown_by: Date,
    /// Whether that is in time; `None` without a day.
    pub in_time: Option<bool>,
    /// Its value: items opened times half points, times 100, over the middle of its person-days, rounded down.
    pub value: u32,
}

/// All steps that the answers leave, the most valuable first: those in time before those that come too late, then by value.
pub fn steps(
    card: &Scorecard,
    answers: &CardAnswers,
    ground: &StepGround,
    today: Date,
    (needed_by, people): (Option<Date>, u32),
) -> Vec<NextStep> {
    let one = |question: &ScorecardQuestion| {
        let answer = answers.get(&question.id).copied();
        let lost = question.weight * (2 - answer.map_or(0, CardAnswer::halves));
        if lost == 0 {
            return None;
        }
        let opens = ground.opens(question);
        let of = |wanted: fn(&str) -> bool| -> Vec<String> {
            let mut found: Vec<String> = opens.iter().filter(|id| wanted(id)).cloned().collect();
            found.sort_by_key(|id| crate::reports::search::natural(id));
            found
        };
        let effort = card.effort(question);
        let days = effort.map_or([1, 1], |effort| effort.days);
        let by_weeks = today.saturating_add(i64::from(question.weeks).weeks());
        let by_days = after_working_days(today, days[1].div_ceil(people.max(1)));
        let shown_by = by_weeks.max(by_days);
        let opened = u32::try_from(opens.len()).unwrap_or(u32::MAX);
        Some(NextStep {
            question: question.id.clone(),
            step: question.step.clone(),
            find_out: answer == Some(CardAnswer::DoNotKnow),
            criteria: of(|id| !id.starts_with("A.") && id.starts_with(|c: char| c.is_ascii_alphabetic())),
            clauses: of(|id| id.starts_with(|c: char| c.is_ascii_digit())),
            annex_a: of(|id| id.starts_with("A.")),
            lost,
            days,
            source: effort.map(|effort| effort.source.clone()).unwrap_or_default(),
            shown_by,
            in_time: needed_by.map(|day| shown_by <= day),
            value: opened.saturating_mul(lost).saturating_mul(200) / (days[0] + days[1]).max(1),
        })
    };
    let mut all: Vec<NextStep> = card.questions.iter().filter_map(one).collect();
    all.sort_by(|a, b| {
        let late = |step: &NextStep| step.in_time == Some(false);
        late(a).cmp(&late(b)).then(b.value.cmp(&a.value)).then_with(|| a.question.cmp(&b.question))
    });
    all
}

/// The first of the steps, [`MOST_VALUABLE`] at most.
pub fn most_valuable(steps: &[NextStep]) -> &[NextStep] {
    &steps[..steps.len().min(MOST_VALUABLE)]
}
