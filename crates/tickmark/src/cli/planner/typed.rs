//! Answers as they are typed, over those that are kept.

use crate::cli::args::PlannerAnswerArgs;
use crate::cli::out::{known, mend};
use crate::cli::place::day;
use app::Failure;
use domain::values::sequence::{Answers, Goal, Market, Query};
use std::collections::BTreeSet;

pub(super) fn typed(held: Answers, args: &PlannerAnswerArgs) -> Result<Answers, Failure> {
    let mut answers = held;
    if let Some(text) = &args.markets {
        answers.markets = words("market", text, Market::read, &Market::ALL.map(Market::id))?;
    }
    if let Some(text) = &args.asked {
        answers.asked = words("request", text, Goal::read, &Goal::ALL.map(Goal::id))?;
        let asked = answers.asked.clone();
        answers.request_dates.retain(|goal, _| asked.contains(goal));
    }
    for pair in &args.date {
        let Some((goal, text)) = pair.split_once('=') else {
            return Err(mend(format!("--date: `{pair}` is no goal with a day"), "write --date soc2=2026-09-01"));
        };
        let goal = known("request", goal.trim(), Goal::read, &Goal::ALL.map(Goal::id))?;
        if matches!(text.trim(), "" | "none" | "open") {
            answers.request_dates.remove(&goal);
        } else {
            answers.request_dates.insert(goal, day(text, "--date")?);
        }
    }
    for (text, option, query) in truths(args) {
        if let (Some(text), Some(place)) = (text, answers.truth_mut(query)) {
            *place = yes_no(text, option)?;
        }
    }
    for (text, option, query) in numbers(args) {
        if let (Some(text), Some(place)) = (text, answers.number_mut(query)) {
            *place = number(text, option)?;
        }
    }
    Ok(answers)
}

type Typed<'a> = (&'a Option<String>, &'static str, Query);

fn truths(args: &PlannerAnswerArgs) -> [Typed<'_>; 9] {
    [
        (&args.regulator, "--regulator", Query::RegulatorRequiresIso),
        (&args.pre_revenue, "--pre-revenue", Query::PreRevenue),
        (&args.prospects, "--prospects", Query::EnterpriseProspects),
        (&args.more_iso, "--more-iso", Query::MoreIsoStandards),
        (&args.regulated_abroad, "--regulated-abroad", Query::RegulatedOutsideUs),
        (&args.hard_budget, "--hard-budget", Query::HardBudget),
        (&args.tight_scope, "--tight-scope", Query::TightScope),
        (&args.management_system, "--management-system", Query::ManagementSystem),
        (&args.complex_governance, "--complex-governance", Query::ComplexGovernance),
    ]
}

fn numbers(args: &PlannerAnswerArgs) -> [Typed<'_>; 4] {
    [
        (&args.engineers, "--engineers", Query::Engineers),
        (&args.budget, "--budget", Query::BudgetUsd),
        (&args.months, "--months", Query::MonthsAvailable),
        (&args.needed_within, "--needed-within", Query::NeededWithinMonths),
    ]
}

fn words<T: Ord>(
    what: &'static str,
    text: &str,
    read: impl Fn(&str) -> Option<T> + Copy,
    ids: &[&'static str],
) -> Result<BTreeSet<T>, Failure> {
    let words = text.split([',', ';']).map(str::trim).filter(|word| !word.is_empty() && *word != "none");
    words.map(|word| known(what, word, read, ids)).collect()
}

fn yes_no(text: &str, option: &str) -> Result<Option<bool>, Failure> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" => Ok(Some(true)),
        "no" | "n" | "false" => Ok(Some(false)),
        "open" => Ok(None),
        _ => Err(mend(format!("{option}: `{text}` is neither yes nor no"), "write yes, no or open")),
    }
}

fn number(text: &str, option: &str) -> Result<Option<u32>, Failure> {
    let plain: String = text.trim().chars().filter(|c| !matches!(c, ',' | '_' | '\'')).collect();
    if plain.eq_ignore_ascii_case("open") {
        return Ok(None);
    }
    plain
        .parse()
        .map(Some)
        .map_err(|_| mend(format!("{option}: `{text}` is no whole number"), "write a number from 0, or open"))
}
