//! The guide: rules, factors, markets, both frameworks side by side, and questions that people ask.

use crate::cli::Done;
use crate::cli::args::PlaceArgs;
use crate::cli::out::{Shown, show, table};
use crate::words::planner::{PlannerFaqWords, PlannerGuideWords};
use app::library::planner_guide;
use domain::reports::planner::decision::artefact;
use serde_json::json;
use std::collections::BTreeSet;

pub(super) fn guide(place: &PlaceArgs) -> Done {
    let guide = planner_guide();
    let rules = guide.rules.iter().map(|rule| vec![rule.number.to_string(), rule.text.clone()]);
    let factors = guide.factors.iter().map(|one| {
        let queries: Vec<&str> = one.queries.iter().map(|query| query.id()).collect();
        vec![one.title.clone(), one.text.clone(), queries.join(", "), guide.cited(&one.source)]
    });
    let markets = guide.markets.iter().map(|one| {
        let expects = artefact(Some(one.market), &BTreeSet::new()).title();
        vec![one.market.title().to_owned(), expects.to_owned(), one.text.clone(), guide.cited(&one.source)]
    });
    let rows = guide
        .comparison
        .iter()
        .map(|one| vec![one.title.clone(), one.soc2.clone(), one.iso.clone(), guide.cited(&one.source)]);
    let new = guide.net_new.iter().map(|one| vec![one.text.clone(), guide.cited(&one.source)]);
    let shown = Shown {
        head: vec![format!("Guide of {}. The first rule that matches decides.", guide.version)],
        tables: vec![
            table("Rules", &["Rule", "Says"], rules),
            table("What the choice depends on", &["Factor", "Asks", "Answers", "Source"], factors),
            table("Who asks for what", &["Market", "Expects", "In short", "Source"], markets),
            table("Side by side", &["What", "SOC 2", "ISO/IEC 27001", "Source"], rows),
            table("What SOC 2 does not address", &["Work", "Source"], new),
        ],
        ..Shown::default()
    };
    show(place, &shown, &PlannerGuideWords::of(guide))
}

pub(super) fn faq(place: &PlaceArgs, word: Option<&str>) -> Done {
    let guide = planner_guide();
    let wanted = word.unwrap_or_default().trim().to_lowercase();
    let says = |text: &str| text.to_lowercase().contains(&wanted);
    let found: Vec<PlannerFaqWords> = guide
        .faq
        .iter()
        .filter(|one| says(&one.question) || says(&one.answer))
        .map(|one| PlannerFaqWords::of(guide, one))
        .collect();
    let head = match found.is_empty() {
        true => vec![format!("No question or answer says `{wanted}`; `tickmark planner faq` shows all of them.")],
        false => Vec::new(),
    };
    let rows = found.iter().map(|one| {
        let from = if one.claims.is_empty() {
            one.source.clone()
        } else {
            format!("{} ({})", one.source, one.claims.join(", "))
        };
        vec![one.question.clone(), one.answer.clone(), from]
    });
    let tables = vec![table("", &["Question", "Answer", "Source"], rows)];
    show(place, &Shown { head, tables, ..Shown::default() }, &json!({ "questions": found }))
}
