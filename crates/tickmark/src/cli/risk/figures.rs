//! Heat, trend, the chain, and what the risks could cost.

use crate::cli::Done;
use crate::cli::args::PlaceArgs;
use crate::cli::out::{Shown, known, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::burndown::{BurndownWords, rows as rows_of};
use crate::words::risk::{RiskChainWords, RiskExposureWords, RiskHeatWords, RiskMonthWords};
use app::ask::{RiskBurndown, RiskChain, RiskExposure, RiskHeat, RiskTrend};
use domain::values::risk::RatingKind;
use serde_json::json;

pub(super) fn heat(place: &PlaceArgs, kind: &str) -> Done {
    let kind = known("rating", kind, RatingKind::parse, &RatingKind::ALL.map(RatingKind::id))?;
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&RiskHeat)?;
    let words = RiskHeatWords::of(answer.as_ref());
    let mut shown = Shown { head: vec![recorded(&mark)], ..Shown::default() };
    match answer.as_ref().and_then(|heat| Some((heat, heat.maps.iter().find(|map| map.kind == kind)?))) {
        None => shown.head.push("No method is approved yet, so nothing has grades.".to_owned()),
        Some((heat, map)) => {
            let mut headers = vec!["Likelihood"];
            headers.extend(words.impact.iter().map(String::as_str));
            let rows = heat.method.likelihood.iter().zip(&map.cells).rev().map(|(grade, row)| {
                let cells = row.iter().map(|risks| risks.join(" "));
                std::iter::once(grade.word.clone()).chain(cells).collect()
            });
            shown.tables.push(table(kind.title(), &headers, rows));
            let others = [("Rated by another version", &map.by_other_version), ("Not rated", &map.unrated)];
            let told = others.into_iter().filter(|(_, risks)| !risks.is_empty());
            shown.tail.extend(told.map(|(name, risks)| format!("{name}: {}", risks.join(" "))));
        }
    }
    show(place, &shown, &json!({ "heat": words, "mark": MarkWords::of(Some(&mark)) }))
}

pub(super) fn trend(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&RiskTrend)?;
    let words = RiskMonthWords::all(&answer);
    let rows = words.iter().map(|month| {
        let levels: Vec<String> = month.levels.iter().map(|level| format!("{} {}", level.word, level.count)).collect();
        vec![
            month.on.clone(),
            month.open.to_string(),
            month.above.to_string(),
            month.unrated.to_string(),
            levels.join(", "),
        ]
    });
    let mut tables = vec![table("", &["End of", "Open", "Above the appetite", "Not rated", "By level"], rows)];
    let (burndown, _) = here.ask(&RiskBurndown)?;
    if let Some(one) = &burndown {
        let name = format!("Lines of treatment plans, {} of {} left", one.left(), one.of);
        tables.push(table(&name, &["At the end of", "Planned to be left", "Left"], rows_of(one)));
    }
    let burndown = burndown.as_ref().map(BurndownWords::from);
    let shown = Shown { head: vec![recorded(&mark)], tables, ..Shown::default() };
    show(place, &shown, &json!({ "months": words, "burndown": burndown, "mark": MarkWords::of(Some(&mark)) }))
}

pub(super) fn chain(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&RiskChain)?;
    let words = RiskChainWords::of(&answer);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let broken = words
        .broken
        .iter()
        .map(|one| vec![one.id.to_owned(), text(&one.risk), text(&one.line), text(&one.control), one.what.clone()]);
    let links = words.links.iter().map(|link| {
        let evidence = link.evidence.as_ref().map(|shown| format!("{} of {}", shown.item, shown.dated));
        vec![
            link.risk.clone(),
            link.line.clone(),
            link.state.to_owned(),
            link.control.clone(),
            link.annex.join(" "),
            evidence.unwrap_or_default(),
        ]
    });
    let tables = vec![
        table("What does not agree", &["Kind", "Risk", "Line", "Control", "What"], broken),
        table("Links", &["Risk", "Line", "State", "Control", "Annex A", "Evidence"], links),
    ];
    let statement = words.statement.as_ref().map_or("There is no Statement of Applicability yet.".to_owned(), |id| {
        format!("Read against {id} of the Statement of Applicability.")
    });
    let shown = Shown { head: vec![recorded(&mark), statement], tables, ..Shown::default() };
    show(place, &shown, &json!({ "chain": words, "mark": MarkWords::of(Some(&mark)) }))
}

pub(super) fn exposure(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&RiskExposure)?;
    let words = RiskExposureWords::of(&answer);
    let currency = &words.simulation.currency;
    let some = |n: Option<String>| n.unwrap_or_default();
    let rows = words.risks.iter().map(|one| {
        vec![
            one.id.clone(),
            one.title.clone(),
            one.today.to_string(),
            some(one.treated.map(|n| n.to_string())),
            one.cost.to_string(),
            some(one.value.map(|n| n.to_string())),
        ]
    });
    let points = words.today.points.iter().zip(&words.treated.points).map(|(today, treated)| {
        let chance = format!("{}.{} %", today.chance / 10, today.chance % 10);
        vec![chance, today.loss.to_string(), treated.loss.to_string()]
    });
    let head = vec![
        recorded(&mark),
        format!(
            "Expected in a year: {} {currency} today, {} {currency} with all plans carried out ({} years played, seed {}).",
            words.today.mean, words.treated.mean, words.trials, words.simulation.seed
        ),
        "It rests on estimates; the level by the method stays what decides.".to_owned(),
    ];
    let tail = match words.without {
        0 => Vec::new(),
        without => vec![format!("No figure here speaks of open risks without ranges: {without}.")],
    };
    let headers = ["Id", "Title", "Expected today", "With treatment", "Cost of treatment", "Worth"];
    let tables = vec![
        table(currency, &headers, rows),
        table("Exceeded with this chance in a year", &["Chance", "Today", "With treatment"], points),
    ];
    show(place, &Shown { head, tables, tail }, &json!({ "exposure": words, "mark": MarkWords::of(Some(&mark)) }))
}
