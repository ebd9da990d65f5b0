//! Crosswalks side by side.

use super::super::Done;
use super::super::args::CompareArgs;
use super::super::out::{Shown, show, table};
use super::super::place::{answer, view};
use super::best;
use app::ask::CompareOf;
use domain::reports::COVERAGE_IS_NOT_READINESS;
use domain::values::{Categories, Overlap};
use serde::Serialize;

/// Crosswalks side by side, as JSON.
#[derive(Serialize)]
struct CompareWords {
    crosswalks: Vec<CompareColumn>,
    controls: Vec<CompareLine>,
    categories: Vec<&'static str>,
    mode: &'static str,
    as_of: Option<String>,
}

#[derive(Serialize)]
struct CompareColumn {
    id: String,
    covered: usize,
    of: usize,
}

#[derive(Serialize)]
struct CompareLine {
    id: String,
    best: std::collections::BTreeMap<String, Option<&'static str>>,
    disagree: bool,
}

pub(crate) fn compare(args: &CompareArgs) -> Done {
    let place = &args.read.place;
    let asked = view(&args.read)?;
    let (categories, mode) = (asked.categories.unwrap_or(Categories::ALL), asked.mode.unwrap_or_default());
    let question = CompareOf { crosswalks: args.crosswalks.clone(), categories, mode };
    let (value, mark) = answer(place, None, &question)?;
    let mut headers = vec!["Control", "Title"];
    headers.extend(value.crosswalks.iter().map(String::as_str));
    headers.push("");
    let rows = value.controls.iter().map(|l| {
        let mut row = vec![l.id.clone(), l.title.clone()];
        row.extend(l.best.iter().map(|b| best(*b)));
        row.push(if l.disagree { "differ".to_owned() } else { String::new() });
        row
    });
    let columns: Vec<CompareColumn> = value
        .crosswalks
        .iter()
        .zip(&value.coverages)
        .map(|(id, c)| CompareColumn { id: id.clone(), covered: c.covered, of: c.of })
        .collect();
    let mut lines = vec![format!("Crosswalks side by side | scope {} | mode {}", categories.names(), mode.id())];
    lines.extend(columns.iter().map(|c| format!("{}: {} of {} controls", c.id, c.covered, c.of)));
    let shown = Shown {
        head: lines,
        tables: vec![table("", &headers, rows)],
        tail: vec![COVERAGE_IS_NOT_READINESS.to_owned()],
    };
    let controls = value.controls.iter().map(|l| CompareLine {
        id: l.id.clone(),
        best: value.crosswalks.iter().cloned().zip(l.best.iter().map(|b| b.map(Overlap::id))).collect(),
        disagree: l.disagree,
    });
    let words = CompareWords {
        controls: controls.collect(),
        crosswalks: columns,
        categories: categories.iter().map(domain::values::Category::id).collect(),
        mode: mode.id(),
        as_of: mark.map(|m| m.as_of.to_string()),
    };
    show(place, &shown, &words)
}
