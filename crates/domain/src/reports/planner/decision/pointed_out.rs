//! Where what a person typed and what the register of demand says differ.

use super::Demand;
use crate::values::sequence::{Answers, Goal, Market, Query};

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The question.
    pub query: Query,
    /// What was typed, in a sentence.
    pub typed: String,
    /// What the register says, in a sentence.
    pub recorded: String,
    /// The requests that say so.
    pub ids: Vec<String>,
}

/// All differences, in the order of the questions. An empty register says nothing.
pub fn differences(typed: &Answers, demand: &Demand) -> Vec<Difference> {
    if demand.lines.is_empty() {
        return Vec::new();
    }
    let all = markets(typed, demand).into_iter().chain(asked(typed, demand)).chain(dates(typed, demand));
    all.chain(required(typed, demand)).chain(business(typed, demand)).collect()
}

fn told(query: Query, typed: impl Into<String>, recorded: impl Into<String>, ids: &[String]) -> Difference {
    Difference { query, typed: typed.into(), recorded: recorded.into(), ids: ids.to_vec() }
}

fn markets(typed: &Answers, demand: &Demand) -> Vec<Difference> {
    let covered = |market: Market| typed.markets.contains(&market) || typed.markets.contains(&Market::Global);
    let other = demand.markets.iter().filter(|(market, _)| !covered(**market));
    let said = other.map(|(market, ids)| {
        let recorded = format!("Requests come from there: {}.", market.title());
        told(Query::Markets, format!("{} is not named.", market.title()), recorded, ids)
    });
    said.collect()
}

fn asked(typed: &Answers, demand: &Demand) -> Vec<Difference> {
    let said = Goal::ALL.into_iter().filter_map(|goal| {
        let (answered, recorded) = (typed.asked.contains(&goal), demand.asked.get(&goal));
        match (answered, recorded) {
            (false, Some(ids)) => {
                let typed = format!("Nobody is said to have asked for {} {}.", goal.article(), goal.title());
                Some(told(Query::Asked, typed, "Requests name it.", ids))
            }
            (true, None) => {
                let typed = format!("Customers are said to have asked for {} {}.", goal.article(), goal.title());
                Some(told(Query::Asked, typed, "No request that is not lost names it.", &[]))
            }
            _ => None,
        }
    });
    said.collect()
}

fn dates(typed: &Answers, demand: &Demand) -> Vec<Difference> {
    let said = demand.dates.iter().filter_map(|(goal, (day, id))| {
        let now = typed.request_dates.get(goal);
        let answered = match now {
            Some(now) if now == day => return None,
            Some(now) => format!("The {} is said to be wanted by {now}.", goal.title()),
            None => format!("No day is named for the {}.", goal.title()),
        };
        let recorded = format!("The earliest request that is open wants it by {day}.");
        Some(told(Query::RequestDates, answered, recorded, std::slice::from_ref(id)))
    });
    said.collect()
}

fn required(typed: &Answers, demand: &Demand) -> Vec<Difference> {
    let query = Query::RegulatorRequiresIso;
    match (typed.regulator_requires_iso, demand.required.is_empty()) {
        (Some(true), true) => {
            let recorded = "No request names a contract or regulator that requires it.";
            vec![told(query, "A regulator or contract is said to require ISO/IEC 27001.", recorded, &[])]
        }
        (Some(false) | None, false) => {
            let names: Vec<&str> = demand.required.iter().map(|(name, _)| name.as_str()).collect();
            let ids: Vec<String> = demand.required.iter().map(|(_, id)| id.clone()).collect();
            let typed = match typed.regulator_requires_iso {
                Some(_) => "No regulator or contract is said to require ISO/IEC 27001.",
                None => "It is not answered whether a regulator or contract requires ISO/IEC 27001.",
            };
            vec![told(query, typed, format!("It is required by: {}.", names.join("; ")), &ids)]
        }
        _ => Vec::new(),
    }
}

fn business(typed: &Answers, demand: &Demand) -> Vec<Difference> {
    let ids = |wanted: fn(&super::DemandLine) -> bool| -> Vec<String> {
        demand.lines.iter().filter(|line| wanted(line)).map(|line| line.id.clone()).collect()
    };
    let mut all = Vec::new();
    let open = ids(|line| line.open);
    if typed.enterprise_prospects == Some(false) && !open.is_empty() {
        let query = Query::EnterpriseProspects;
        all.push(told(query, "No enterprise is said to think of buying.", "Requests are open.", &open));
    }
    let won = ids(|line| line.won && line.usd.is_some_and(|usd| usd > 0));
    if typed.pre_revenue == Some(true) && !won.is_empty() {
        all.push(told(Query::PreRevenue, "There is said to be no revenue yet.", "Deals with revenue were won.", &won));
    }
    all
}
