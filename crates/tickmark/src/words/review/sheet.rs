//! Management reviews as tables: the reviews, and the actions that follow from them.

use super::{ManagementReviewDecisionWords, ManagementReviewLineWords};
use app::Within;
use app::ask::ReviewsAnswer;
use app::tables::{CellOut, SheetOut};
use std::collections::BTreeSet;

const REVIEWS: [(&str, u16); 12] = [
    ("Id", 8),
    ("Title", 34),
    ("Form", 10),
    ("Planned for", 12),
    ("Held on", 12),
    ("State", 18),
    ("Inputs treated", 14),
    ("Inputs", 8),
    ("Actions", 8),
    ("Actions open", 13),
    ("Actions overdue", 15),
    ("Wrong", 30),
];

const ACTIONS: [(&str, u16); 7] =
    [("Review", 8), ("Number", 8), ("Kind", 14), ("Action", 60), ("Owner", 26), ("Due", 12), ("Stands", 14)];

/// The reviews and their actions, a sheet each; whoever sees a part alone has no sheet of reviews. The first one is what a CSV
/// file holds.
pub(crate) fn review_sheets(names: &Within<'_>, answer: &ReviewsAnswer) -> Vec<SheetOut> {
    let reviews = answer.rows.iter().map(|(held, line)| review(&ManagementReviewLineWords::of(held, line)));
    let actions = answer.actions.iter().map(|one| action(&ManagementReviewDecisionWords::of_line(names, one)));
    let actions = sheet("Actions", &ACTIONS, actions.collect());
    match answer.part {
        true => vec![actions],
        false => vec![sheet("Management reviews", &REVIEWS, reviews.collect()), actions],
    }
}

fn sheet(name: &str, columns: &[(&str, u16)], rows: Vec<Vec<CellOut>>) -> SheetOut {
    SheetOut {
        name: name.to_owned(),
        headers: columns.iter().map(|(header, _)| (*header).to_owned()).collect(),
        widths: columns.iter().map(|(_, width)| *width).collect(),
        rows,
        ..SheetOut::default()
    }
}

fn review(one: &ManagementReviewLineWords) -> Vec<CellOut> {
    let wrong: BTreeSet<&str> = one.findings.iter().map(|found| found.check).collect();
    let mut row = [&one.id, &one.title].map(CellOut::text).to_vec();
    row.push(CellOut::text(one.form));
    row.extend([Some(&one.on), one.held_on.as_ref()].map(day));
    row.push(CellOut::text(one.state));
    row.extend([one.inputs_treated, one.inputs, one.actions, one.actions_open, one.actions_overdue].map(number));
    row.push(CellOut::text(wrong.into_iter().collect::<Vec<_>>().join("; ")));
    row
}

fn action(one: &ManagementReviewDecisionWords) -> Vec<CellOut> {
    vec![
        CellOut::text(&one.review),
        CellOut::Int(one.number.into()),
        CellOut::text(one.kind),
        CellOut::text(&one.text),
        CellOut::text(one.owner.as_ref().map(|owner| owner.name.as_str()).unwrap_or_default()),
        day(one.due.as_ref()),
        CellOut::text(one.reports.last().map_or("open", |report| report.status)),
    ]
}

fn day(text: Option<&String>) -> CellOut {
    text.and_then(|text| text.parse().ok()).map_or(CellOut::Empty, CellOut::Date)
}

fn number(count: usize) -> CellOut {
    CellOut::Int(i64::try_from(count).unwrap_or(i64::MAX))
}
