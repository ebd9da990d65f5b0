//! What is told of the planner and of the demand.

use crate::cli::Done;
use crate::cli::args::PlaceArgs;
use crate::cli::out::{Shown, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::planner::{PlannerWords, figure, range, sourced};
use app::Mark;
use app::ask::{PlannerAnswer, PlannerOf};
use app::tables::SheetOut;
use domain::reports::planner::decision::{Counted, Demand, Verdict, usd};
use domain::values::counted;
use domain::values::sequence::{Answers, Goal, Market};
use serde_json::json;

pub(super) fn decision(place: &PlaceArgs, answer: &PlannerAnswer, mark: &Mark) -> Done {
    let mut head = vec![recorded(mark)];
    let mut tables = Vec::new();
    match (&answer.verdict, &answer.judged) {
        (Some(verdict), Some(judged)) => {
            head.extend(said(verdict));
            tables.extend(told(answer, verdict, judged));
        }
        _ => head.extend(answer.undecided.iter().map(ToString::to_string)),
    }
    let mut tail = Vec::new();
    if let Some(other) = &answer.recorded {
        tail.push(format!("By the register of demand it would be: {}.", other.course.title()));
    }
    tail.extend(answer.differences.iter().map(|one| {
        let ids = if one.ids.is_empty() { String::new() } else { format!(" ({})", one.ids.join(", ")) };
        format!("{} {}{ids}", one.typed, one.recorded)
    }));
    let mut words = PlannerWords::of(answer);
    words.answers = answer.judged.as_ref().and_then(|judged| serde_json::to_value(judged).ok());
    show(place, &Shown { head, tables, tail }, &json!({ "planner": words, "mark": MarkWords::of(Some(mark)) }))
}

fn said(verdict: &Verdict) -> Vec<String> {
    let steps: Vec<&str> = verdict.steps.iter().map(|step| step.title()).collect();
    let rules: Vec<String> = verdict.matched.iter().map(u8::to_string).collect();
    let mut lines = vec![format!(
        "{}. Confidence: {}. Rule {} decided, of those that match: {}.",
        verdict.course.title(),
        verdict.confidence.title().to_lowercase(),
        verdict.rule,
        rules.join(", ")
    )];
    if !steps.is_empty() {
        lines.push(format!("In order: {}.", steps.join(", then ")));
    }
    lines.push(app::library::planner_guide().rule(verdict.rule).to_owned());
    lines
}

fn told(answer: &PlannerAnswer, verdict: &Verdict, judged: &Answers) -> Vec<SheetOut> {
    let reasons = answer.reasons.iter().map(|reason| {
        let agrees = if reason.agrees { "for it" } else { "beside it" };
        vec![agrees.to_owned(), reason.text.clone(), sourced(&reason.source)]
    });
    let flips = answer.flips.iter().map(|flip| {
        let then = match (flip.verdict.course == verdict.course, flip.verdict.first) {
            (true, Some(first)) => format!("{}, {} first", flip.verdict.course.title(), first.title()),
            _ => flip.verdict.course.title().to_owned(),
        };
        vec![flip.query.title().to_owned(), crate::words::planner::change(flip, judged), then]
    });
    vec![
        table("Why", &["Speaks", "Reason", "Source"], reasons),
        table("What would change it", &["Question", "Answered so", "Result"], flips),
    ]
}

pub(super) fn figures(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&PlannerOf::default())?;
    let words = PlannerWords::of(&answer).figures;
    let rows = answer.figures.all().map(|(kind, one)| {
        let published = match one.published {
            (low, Some(high)) => range(&figure(kind, low), &figure(kind, high)),
            (low, None) => format!("at least {}", figure(kind, low)),
        };
        let own = if one.own.is_some() { "own" } else { "published" };
        vec![
            kind.id().to_owned(),
            kind.title().to_owned(),
            figure(kind, one.value),
            own.to_owned(),
            one.source().to_owned(),
            published,
        ]
    });
    let headers = ["Figure", "What it is", "Read as", "Whose", "Source", "Published"];
    let shown = Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], ..Shown::default() };
    show(place, &shown, &json!({ "figures": words, "mark": MarkWords::of(Some(&mark)) }))
}

pub(super) fn demand(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&PlannerOf::default())?;
    let demand = &answer.demand;
    let shown = Shown {
        head: vec![recorded(&mark), format!("{} on file.", counted(demand.lines.len(), "request is", "requests are"))],
        tables: vec![asked(demand), pipeline(demand), lines(demand)],
        tail: cost(demand),
    };
    show(place, &shown, &json!({ "demand": PlannerWords::of(&answer).demand, "mark": MarkWords::of(Some(&mark)) }))
}

fn asked(demand: &Demand) -> SheetOut {
    let rows = Goal::ALL.into_iter().map(|goal| {
        let ids = demand.asked.get(&goal).map(Vec::len).unwrap_or_default();
        let day = demand.dates.get(&goal).map(|(day, id)| format!("{day} ({id})")).unwrap_or_default();
        vec![goal.title().to_owned(), ids.to_string(), day]
    });
    table("Asked for by name", &["What", "Requests", "Earliest day"], rows)
}

fn pipeline(demand: &Demand) -> SheetOut {
    let rows = demand.pipeline.iter().map(|((market, answered), counted)| {
        let market = market.map_or("not recorded", Market::title).to_owned();
        let revenue = usd(counted.usd.unsigned_abs());
        let figures = [counted.deals.to_string(), revenue, counted.without.to_string()];
        [market, answered.title().to_owned()].into_iter().chain(figures).collect()
    });
    let headers = ["Market", "Answered by", "Deals", "Revenue a year", "Without revenue"];
    table("Revenue by market, of deals that are open or won", &headers, rows)
}

fn lines(demand: &Demand) -> SheetOut {
    let rows = demand.lines.iter().map(|line| {
        vec![
            line.id.clone(),
            line.customer.clone(),
            line.market.map(Market::title).unwrap_or_default().to_owned(),
            line.answered_by.title().to_owned(),
            line.needed_by.map(|day| day.to_string()).unwrap_or_default(),
            line.required_by.clone().unwrap_or_default(),
        ]
    });
    table("Requests", &["Id", "Customer", "Market", "Answered by", "Needed by", "Required by"], rows)
}

fn cost(demand: &Demand) -> Vec<String> {
    let cost = &demand.no_report;
    if cost.ids.is_empty() {
        return Vec::new();
    }
    let told = |one: &Counted| {
        let deals = counted(usize::try_from(one.deals).unwrap_or(usize::MAX), "deal", "deals");
        let revenue = usd(one.usd.unsigned_abs());
        format!("{deals} of {revenue} a year as far as it is recorded ({} without revenue)", one.without)
    };
    vec![format!(
        "For want of a report or certificate, lost: {}; slowed: {}, by {} weeks all together ({}).",
        told(&cost.lost),
        told(&cost.slowed),
        cost.weeks,
        cost.ids.join(", ")
    )]
}
