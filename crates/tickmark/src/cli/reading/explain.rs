//! Everything that bears on one control, criterion or clause.

use super::super::Done;
use super::super::args::ExplainArgs;
use super::super::out::{Shown, show, table};
use super::super::place::{answer, view};
use super::{best, head};
use crate::words::ExplainWords;
use app::ask::ExplainOf;
use domain::reports::COVERAGE_IS_NOT_READINESS;

pub(crate) fn explain(args: &ExplainArgs) -> Done {
    let place = &args.read.place;
    let mut read = args.read.clone();
    if read.categories.is_none() && place.org.is_none() {
        // An explanation leaves nothing out unless a scope was asked for.
        read.categories = Some("all".to_owned());
    }
    let (value, mark) = answer(place, None, &ExplainOf { view: view(&read)?, id: args.id.clone() })?;
    let e = &value.explanation;
    let words = ExplainWords::of(&value, mark.as_ref());
    let mut lines = vec![format!("{} {}", e.item.id, e.item.title), e.item.summary.clone(), String::new()];
    lines.extend(head("", &value.read, mark.as_ref()).into_iter().skip(1));
    lines.push(format!("Best overlap {}, worst {}", best(e.best), best(e.worst)));
    if let Some(graded) = &value.graded {
        lines.push(format!("{}: {}", graded.grade.title(), graded.reason));
    }
    let rows = words.rows.iter().map(|r| {
        let counts = r.counts.map_or("", |c| if c { "counts" } else { "does not count here" });
        let other = if r.references.is_empty() { r.criterion.clone() } else { r.references.join(", ") };
        let more = [r.supplement.clone(), r.note.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        vec![r.criterion.clone(), other, r.overlap.to_owned(), counts.to_owned(), r.evidence.join("; "), more]
    });
    let headers = ["Criterion", "Other side", "Overlap", "", "Reusable evidence", "Supplement and note"];
    let mut tables = vec![table("Rows", &headers, rows)];
    let others = words.elsewhere.iter().flat_map(|(id, rows)| {
        rows.iter().map(move |r| {
            vec![id.clone(), r.criterion.clone(), r.overlap.to_owned(), r.written.clone().unwrap_or_default()]
        })
    });
    tables.push(table("Other crosswalks", &["Crosswalk", "Criteria", "Overlap", "As written"], others));
    if !words.own_controls.is_empty() {
        let own = words.own_controls.iter().map(|c| {
            vec![c.id.clone(), c.name.clone(), if c.in_place { "in place" } else { "not in place" }.to_owned()]
        });
        tables.push(table("Own controls", &["Id", "Name", ""], own));
    }
    show(place, &Shown { head: lines, tables, tail: vec![COVERAGE_IS_NOT_READINESS.to_owned()] }, &words)
}
