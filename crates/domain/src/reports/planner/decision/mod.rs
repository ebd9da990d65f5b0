//! Which framework first: the rules of K11 in their order, as one total function of the answers and the published figures.

mod demand;
mod flips;
mod pointed_out;
mod reasons;

pub use demand::{Counted, Demand, DemandLine, NoReport, artefact, demand};
pub use flips::{Change, Flip, flips};
pub use pointed_out::{Difference, differences};
pub use reasons::{Reason, YOUR_ANSWER, reasons, usd};

use crate::refusal::Refusal;
use crate::values::sequence::{
    Answers, Begin, Confidence, Course, FigureKind, Figures, Goal, MAX_COUNT, MAX_USD, Query,
};

/// What the rules answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The course.
    pub course: Course,
    /// The rule that decided, from 1 to 6 (K11).
    pub rule: u8,
    /// Every rule that matches, the one that decided included.
    pub matched: Vec<u8>,
    /// Both frameworks in their order; empty for neither.
    pub order: Vec<Goal>,
    /// What comes first; `None` for neither, and for both at once.
    pub first: Option<Goal>,
    /// The steps in their order.
    pub steps: Vec<Begin>,
    /// How sure it is.
    pub confidence: Confidence,
}

impl Verdict {
    /// The step to begin with; `None` for neither.
    pub fn start_with(&self) -> Option<Begin> {
        match self.course {
            Course::BothSimultaneous => Some(Begin::Both),
            _ => self.steps.first().copied(),
        }
    }
}

/// Are these answers possible together?
///
/// # Errors
/// [`Refusal::NotPossible`], which names the question and what would be right.
pub fn possible(answers: &Answers) -> Result<(), Refusal> {
    let wrong = |query: Query, what: String, hint: String| {
        Err(Refusal::NotPossible { sentence: format!("{}: {what}", query.id()), hint })
    };
    for query in [Query::Engineers, Query::BudgetUsd, Query::MonthsAvailable, Query::NeededWithinMonths] {
        let max = if query == Query::BudgetUsd { MAX_USD } else { MAX_COUNT };
        if let Some(number) = answers.number(query).filter(|number| *number > max) {
            return wrong(query, format!("{number} is more than {max}"), format!("write a number from 0 to {max}"));
        }
    }
    match answers.request_dates.keys().find(|goal| !answers.asked.contains(goal)) {
        Some(goal) => wrong(
            Query::RequestDates,
            format!("there is a day for `{}`, which nobody asked for", goal.id()),
            format!("name `{}` in asked, or leave its day out", goal.id()),
        ),
        None => Ok(()),
    }
}

/// What comes first, by the rules of K11: the first that matches decides.
///
/// # Errors
/// [`Refusal::NotPossible`] for answers that do not go together, and where only a market could decide and none is named.
pub fn decide(answers: &Answers, figures: &Figures) -> Result<Verdict, Refusal> {
    possible(answers)?;
    let matched = matched(answers, figures);
    let Some(rule) = matched.first().copied() else {
        return Err(Refusal::NotPossible {
            sentence: "markets: nobody asked for anything, so that the market decides, and none is named".to_owned(),
            hint: "name at least one market, such as us_ca or europe".to_owned(),
        });
    };
    let (course, rule) = match rule {
        1 => (Course::Neither, 1),
        2 if affords_both(answers, figures) => (Course::BothSimultaneous, 2),
        2 => (Course::Sequence, 2),
        3 => (Course::IsoFirst, 3),
        4 => (Course::Soc2First, 4),
        _ => by_market(answers, figures),
    };
    let first = match course {
        Course::Neither | Course::BothSimultaneous => None,
        Course::Soc2First => Some(Goal::Soc2),
        Course::IsoFirst => Some(Goal::Iso),
        Course::Sequence => Some(earliest(answers)),
    };
    let order = match course {
        Course::Neither => Vec::new(),
        _ => {
            let first = first.unwrap_or_else(|| earliest(answers));
            vec![first, first.other()]
        }
    };
    let confidence = confidence(answers, figures, course, rule);
    Ok(Verdict { course, rule, matched, steps: steps(course, &order), order, first, confidence })
}

/// Every rule that matches, in their order (K11).
fn matched(answers: &Answers, figures: &Figures) -> Vec<u8> {
    let required = answers.regulator_requires_iso == Some(true);
    let nobody = answers.asked.is_empty() && !required;
    let one = |goal: Goal| answers.asked.len() == 1 && answers.asked.contains(&goal);
    let early = answers.pre_revenue == Some(true)
        || answers.enterprise_prospects == Some(false)
        || answers.engineers.is_some_and(|engineers| engineers < figures.value(FigureKind::TeamEngineers));
    // Without prospects the market says nothing; whether there are some was perhaps not answered.
    let market = nobody && answers.enterprise_prospects != Some(false) && answers.side().is_some();
    let rules = [
        (1, nobody && early),
        (2, answers.asked.len() == 2 || answers.two_sided()),
        (3, required || one(Goal::Iso)),
        (4, one(Goal::Soc2)),
        (5, market),
        (6, market && tie_break(answers, figures).is_some()),
    ];
    rules.into_iter().filter(|(_, holds)| *holds).map(|(rule, _)| rule).collect()
}

/// Do money and time reach for both at once? What was not answered does not.
fn affords_both(answers: &Answers, figures: &Figures) -> bool {
    let reaches = |answer: Option<u32>, kind: FigureKind| answer.is_some_and(|answer| answer >= figures.value(kind));
    reaches(answers.budget_usd, FigureKind::BothUsd) && reaches(answers.months_available, FigureKind::BothMonths)
}

/// What comes first of both: the earliest dated request, before a request without a date; then what alone was asked for or is
/// required, since a request beats the market; else SOC 2.
fn earliest(answers: &Answers) -> Goal {
    let dated = answers.request_dates.iter().min_by_key(|(goal, day)| (**day, **goal));
    if let Some((goal, _)) = dated {
        return *goal;
    }
    let required = answers.regulator_requires_iso == Some(true);
    let soc2 = answers.asked.contains(&Goal::Soc2);
    if (answers.asked.contains(&Goal::Iso) || required) && !soc2 { Goal::Iso } else { Goal::Soc2 }
}

/// Is something needed sooner than the published minimum of a Type II report?
pub(super) fn urgent(answers: &Answers, figures: &Figures) -> bool {
    answers.needed_within_months.is_some_and(|months| months < figures.value(FigureKind::UrgentMonths))
}

/// Is the budget hard: by what was answered, or below the published figure?
pub(super) fn hard(answers: &Answers, figures: &Figures) -> bool {
    let below = answers.budget_usd.is_some_and(|budget| budget < figures.value(FigureKind::HardUsd));
    answers.hard_budget.unwrap_or(below)
}

/// What the tie-breaks say (K11, rule 6): haste and a hard budget speak first.
fn tie_break(answers: &Answers, figures: &Figures) -> Option<Goal> {
    let grows = answers.more_iso_standards == Some(true) || answers.regulated_outside_us == Some(true);
    match (urgent(answers, figures) || hard(answers, figures), grows) {
        (true, _) => Some(Goal::Soc2),
        (false, true) => Some(Goal::Iso),
        (false, false) => None,
    }
}

/// The market, unless a tie-break says otherwise; it is the tie-break that decided where it turned the answer.
fn by_market(answers: &Answers, figures: &Figures) -> (Course, u8) {
    let market = answers.side().unwrap_or(Goal::Soc2);
    let decided = tie_break(answers, figures).unwrap_or(market);
    let course = if decided == Goal::Soc2 { Course::Soc2First } else { Course::IsoFirst };
    (course, if decided == market { 5 } else { 6 })
}

fn steps(course: Course, order: &[Goal]) -> Vec<Begin> {
    let of = |goal: &Goal| match goal {
        Goal::Soc2 => vec![Begin::Soc2Type1, Begin::Soc2Type2],
        Goal::Iso => vec![Begin::Iso],
    };
    match course {
        Course::Neither => Vec::new(),
        _ => order.iter().flat_map(of).collect(),
    }
}

/// How sure an answer is, by rule:
///
/// - rule 1: high; medium where the size of the team alone says so;
/// - rule 2: high where both were asked for; medium where the market says so;
/// - rules 3 and 4: high; medium where the market points to the other one;
/// - rule 5: medium; low for Latin America alone, where demand is mixed (R278);
/// - rule 6: medium; low where tie-breaks point both ways, and for Latin America alone.
///
/// A question of rules 1 to 4 that was not answered makes a high confidence medium when some answer would turn the result.
fn confidence(answers: &Answers, figures: &Figures, course: Course, rule: u8) -> Confidence {
    let grows = answers.more_iso_standards == Some(true) || answers.regulated_outside_us == Some(true);
    let hastens = urgent(answers, figures) || hard(answers, figures);
    let sure = match rule {
        1 => answers.pre_revenue == Some(true) || answers.enterprise_prospects == Some(false),
        2 => answers.asked.len() == 2,
        3 => answers.side() != Some(Goal::Soc2),
        4 => answers.side() != Some(Goal::Iso),
        _ if answers.mixed_market() || (rule == 6 && grows && hastens) => return Confidence::Low,
        _ => false,
    };
    if sure && !open_question(answers, figures, course, rule) { Confidence::High } else { Confidence::Medium }
}

/// Is a question open whose answer would turn the result, among those that the rules 1 to 4 read?
fn open_question(answers: &Answers, figures: &Figures, course: Course, rule: u8) -> bool {
    let read = [
        Query::RegulatorRequiresIso,
        Query::PreRevenue,
        Query::EnterpriseProspects,
        Query::Engineers,
        Query::BudgetUsd,
        Query::MonthsAvailable,
    ];
    let turns = |changed: &Answers| {
        let found = matched(changed, figures).first().copied();
        let both = affords_both(changed, figures);
        found != Some(rule) || (rule == 2 && both != (course == Course::BothSimultaneous))
    };
    let open = read.into_iter().filter(|query| !answers.answered(*query));
    open.flat_map(|query| flips::near(answers, figures, query)).any(|changed| turns(&changed))
}
