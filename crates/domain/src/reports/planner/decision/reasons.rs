//! Why: what was answered, held against the published figures, and what the guide knows of such a situation, each with its
//! source (R325: the result names the concrete reason).

use super::{Verdict, hard, urgent};
use crate::values::grouped;
use crate::values::sequence::{Answers, Course, FigureKind, Figures, Goal, Guide, Market, Query, Situation, Speaks};
use std::collections::BTreeSet;

/// The source of a reason that was answered.
pub const YOUR_ANSWER: &str = "your answer";

/// A reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The reason in a sentence.
    pub text: String,
    /// [`YOUR_ANSWER`], the id of a claim, or a publication with the place in it.
    pub source: String,
    /// What it speaks for.
    pub speaks: Speaks,
    /// Does it speak for the result? One that does not is shown beside it all the same.
    pub agrees: bool,
}

/// The reasons of a result: what was answered first, those that speak for it first.
pub fn reasons(answers: &Answers, figures: &Figures, verdict: &Verdict, guide: &Guide) -> Vec<Reason> {
    let said = wanted(answers).into_iter().chain(placed(answers)).chain(early(answers, figures));
    let said = said.chain(means(answers, figures, verdict)).chain(haste(answers, figures)).chain(grows(answers));
    let own = said.map(|(text, source, speaks)| Reason { text, source, speaks, agrees: agrees(verdict, speaks) });
    let holds = situations(answers, figures, verdict);
    let known = guide.reasons.iter().filter(|reason| reason.when.is_subset(&holds));
    let known = known.map(|reason| Reason {
        text: reason.text.clone(),
        source: guide.cited(&reason.source),
        speaks: reason.speaks,
        agrees: agrees(verdict, reason.speaks),
    });
    let mut all: Vec<Reason> = own.chain(known).collect();
    all.sort_by_key(|reason| !reason.agrees);
    all
}

type Said = (String, String, Speaks);

fn answer(text: impl Into<String>, speaks: Speaks) -> Said {
    (text.into(), YOUR_ANSWER.to_owned(), speaks)
}

fn agrees(verdict: &Verdict, speaks: Speaks) -> bool {
    match verdict.course {
        Course::Neither => speaks == Speaks::Wait,
        Course::BothSimultaneous | Course::Sequence => speaks != Speaks::Wait,
        Course::Soc2First => speaks == Speaks::Soc2,
        Course::IsoFirst => speaks == Speaks::Iso,
    }
}

fn wanted(answers: &Answers) -> Vec<Said> {
    if answers.asked.is_empty() {
        return vec![answer("No customer has asked for a SOC 2 report or an ISO/IEC 27001 certificate.", Speaks::Wait)];
    }
    let said = answers.asked.iter().map(|goal| {
        let speaks = match goal {
            Goal::Soc2 => Speaks::Soc2,
            Goal::Iso => Speaks::Iso,
        };
        let by = answers.request_dates.get(goal).map(|day| format!(", the first of them by {day}"));
        let asked = format!("Customers asked for {} {}{}.", goal.article(), goal.title(), by.unwrap_or_default());
        answer(asked, speaks)
    });
    said.collect()
}

fn placed(answers: &Answers) -> Vec<Said> {
    let mut all = Vec::new();
    if answers.regulator_requires_iso == Some(true) {
        all.push(answer("A regulator or a contract requires ISO/IEC 27001 by name.", Speaks::Iso));
    }
    if answers.markets.contains(&Market::NorthAmerica) {
        all.push(answer("Customers are in the United States or Canada.", Speaks::Soc2));
    }
    let abroad: Vec<&str> = answers.markets.iter().filter(|m| m.abroad()).map(|m| m.title()).collect();
    if !abroad.is_empty() {
        let speaks = if answers.mixed_market() { Speaks::Both } else { Speaks::Iso };
        all.push(answer(format!("Customers are abroad: {}.", abroad.join(", ")), speaks));
    }
    if answers.markets.contains(&Market::Global) {
        all.push(answer("Customers are all over the world, or among the largest companies.", Speaks::Both));
    }
    all
}

fn early(answers: &Answers, figures: &Figures) -> Vec<Said> {
    let mut all = Vec::new();
    if answers.pre_revenue == Some(true) {
        all.push(answer("There is no revenue yet.", Speaks::Wait));
    }
    match answers.enterprise_prospects {
        Some(false) => all.push(answer("No enterprise thinks of buying.", Speaks::Wait)),
        Some(true) => all.push(answer("Enterprises think of buying.", Speaks::Both)),
        None => {}
    }
    if let (Some(engineers), Some(figure)) = (answers.engineers, figures.get(FigureKind::TeamEngineers))
        && engineers < figure.value
    {
        let text =
            format!("{engineers} engineers are fewer than the {} who can carry the work beside it.", figure.value);
        all.push((text, figure.source().to_owned(), Speaks::Wait));
    }
    all
}

/// What the published ranges say about money and time for both at once (R276); only where both are wanted.
fn means(answers: &Answers, figures: &Figures, verdict: &Verdict) -> Vec<Said> {
    if verdict.rule != 2 {
        return Vec::new();
    }
    let kinds = [(Query::BudgetUsd, FigureKind::BothUsd), (Query::MonthsAvailable, FigureKind::BothMonths)];
    let said = kinds.into_iter().filter_map(|(query, kind)| {
        let figure = figures.get(kind)?;
        let money = kind == FigureKind::BothUsd;
        let unit = |number: u32| if money { usd(number) } else { format!("{number} months") };
        let range = figure.published.1.map_or_else(
            || unit(figure.published.0),
            |high| format!("{} to {}", grouped(figure.published.0.into()), unit(high)),
        );
        let has = match answers.number(query) {
            None if money => "How much may be spent is not answered".to_owned(),
            None => "How many months there are is not answered".to_owned(),
            Some(number) if number >= figure.value => format!("{} reach for both at once", unit(number)),
            Some(number) => format!("{} do not reach for both at once", unit(number)),
        };
        let from = match &figure.own {
            Some(own) => format!("{} by your own figure; {range} is published", unit(own.value)),
            None => format!("{range} is published, and the low end is what it takes"),
        };
        Some((format!("{has}: {from}."), figure.source().to_owned(), Speaks::Both))
    });
    said.collect()
}

fn haste(answers: &Answers, figures: &Figures) -> Vec<Said> {
    let mut all = Vec::new();
    if let (true, Some(months), Some(figure)) =
        (urgent(answers, figures), answers.needed_within_months, figures.get(FigureKind::UrgentMonths))
    {
        let text = format!(
            "Something is needed within {months} months, sooner than the {} months that a Type II report takes from zero; a \
             Type I report is the one that can be there.",
            figure.value
        );
        all.push((text, figure.source().to_owned(), Speaks::Soc2));
    }
    if !hard(answers, figures) {
        return all;
    }
    match (answers.hard_budget, answers.budget_usd, figures.get(FigureKind::HardUsd)) {
        (None, Some(budget), Some(figure)) => {
            let cycle = usd(figure.value);
            let text = format!("A budget of {} lies below {cycle}, where the ISO/IEC 27001 cycle begins.", usd(budget));
            all.push((text, figure.source().to_owned(), Speaks::Soc2));
        }
        _ => all.push(answer("The budget is a hard limit.", Speaks::Soc2)),
    }
    all
}

fn grows(answers: &Answers) -> Vec<Said> {
    let all = [
        (Query::MoreIsoStandards, "More ISO standards are planned.", Speaks::Iso),
        (Query::RegulatedOutsideUs, "The industry is regulated, outside the United States.", Speaks::Iso),
        (Query::TightScope, "The scope shall begin small.", Speaks::Soc2),
        (Query::ManagementSystem, "A management system is wanted that grows with the company.", Speaks::Iso),
        (Query::ComplexGovernance, "The governance of security is complex already.", Speaks::Iso),
    ];
    let said = all.into_iter().filter(|(query, ..)| answers.truth(*query) == Some(true));
    said.map(|(_, text, speaks)| answer(text, speaks)).collect()
}

/// The situations that hold.
fn situations(answers: &Answers, figures: &Figures, verdict: &Verdict) -> BTreeSet<Situation> {
    let market = |market: Market| answers.markets.contains(&market);
    let yes = |query: Query| answers.truth(query) == Some(true);
    let all = [
        (Situation::InNorthAmerica, market(Market::NorthAmerica)),
        (Situation::InEurope, market(Market::Europe)),
        (Situation::InAsiaPacific, market(Market::AsiaPacific)),
        (Situation::InMiddleEast, market(Market::MiddleEast)),
        (Situation::InLatinAmerica, market(Market::LatinAmerica)),
        (Situation::Global, market(Market::Global)),
        (Situation::Soc2First, verdict.first == Some(Goal::Soc2)),
        (Situation::IsoFirst, verdict.first == Some(Goal::Iso)),
        (Situation::Both, verdict.course == Course::BothSimultaneous),
        (Situation::Sequence, verdict.course == Course::Sequence),
        (Situation::Neither, verdict.course == Course::Neither),
        (Situation::Urgent, urgent(answers, figures)),
        (Situation::HardBudget, hard(answers, figures)),
        (Situation::MoreIso, yes(Query::MoreIsoStandards)),
        (Situation::Regulated, yes(Query::RegulatedOutsideUs)),
        (Situation::Required, yes(Query::RegulatorRequiresIso)),
        (Situation::TightScope, yes(Query::TightScope)),
        (Situation::ManagementSystem, yes(Query::ManagementSystem)),
        (Situation::ComplexGovernance, yes(Query::ComplexGovernance)),
    ];
    all.into_iter().filter(|(_, holds)| *holds).map(|(situation, _)| situation).collect()
}

/// `80,000 USD`.
pub fn usd(sum: impl Into<u64>) -> String {
    format!("{} USD", grouped(sum.into()))
}
