//! Annex A coverage of a scope, and the other direction.

use super::super::Done;
use super::super::args::CoverageArgs;
use super::super::out::{Shown, show, table};
use super::super::place::{answer, categories, view};
use super::{best, crosswalk_of, head, list};
use crate::words::{CoverageWords, ReverseWords};
use app::ask::{CoverageOf, DEFAULT_CROSSWALK, ReverseOf};
use app::{Mark, library, tables};
use domain::reports::COVERAGE_IS_NOT_READINESS;
use domain::values::{Categories, ItemKind, counted};

pub(crate) fn coverage(args: &CoverageArgs) -> Done {
    let place = &args.read.place;
    let crosswalk = crosswalk_of(&args.read);
    if args.reverse {
        let (value, mark) = answer(place, crosswalk, &ReverseOf { view: view(&args.read)? })?;
        let words = ReverseWords::of(&value, mark.as_ref());
        return show(place, &shown_reverse(&value, mark.as_ref()), &words);
    }
    let mut asked = view(&args.read)?;
    let (criteria, controls) = lost(args);
    (asked.without_criteria, asked.without_controls) = (criteria, controls);
    let add = args.add.as_deref().map(categories).transpose()?.unwrap_or(Categories::NONE);
    let (value, mark) = answer(place, crosswalk, &CoverageOf { view: asked, add })?;
    let c = &value.coverage;
    let mut lines = head("Annex A coverage", &value.read, mark.as_ref());
    lines.push(String::new());
    lines.push(format!("{} of {}, {} %", c.covered, counted(c.of, "control", "controls"), c.percent));
    lines.push(format!(
        "Best overlap: {} full, {} partial, {} unrated. Worst overlap: {} full, {} partial, {} unrated.",
        c.best.full, c.best.partial, c.best.unrated, c.worst.full, c.worst.partial, c.worst.unrated
    ));
    if args.add.is_some() {
        lines.push(format!("Gained: {}", list(&value.gained)));
    }
    if args.without.is_some() {
        lines.push(format!("Lost: {}", list(&value.lost)));
    }
    let rows = c.controls.iter().map(|k| {
        let rows: Vec<String> = k.rows.iter().map(|r| format!("{} {}", r.criterion, r.overlap.id())).collect();
        vec![k.id.clone(), k.title.clone(), best(k.best), best(k.worst), rows.join(", "), k.direct.join(", ")]
    });
    let mut controls = table("", &["Control", "Title", "Best", "Worst", "Rows", "Own controls"], rows);
    let themes = c.themes.iter().map(|t| vec![t.title.clone(), t.covered.to_string(), t.of.to_string()]);
    let themes = table("", &["Theme", "Covered", "Of"], themes);
    if !place.csv {
        controls.rows.retain(|r| r.get(2) == Some(&tables::CellOut::text("-")));
        controls.title = vec!["Named by no row in scope".to_owned()];
        controls.headers.truncate(2);
        controls.rows.iter_mut().for_each(|r| r.truncate(2));
    }
    let tables = if place.csv { vec![controls] } else { vec![themes, controls] };
    let shown = Shown { head: lines, tables, tail: vec![COVERAGE_IS_NOT_READINESS.to_owned()] };
    let words = CoverageWords::of(&value, mark.as_ref(), args.add.is_some(), args.without.is_some());
    show(place, &shown, &words)
}

/// What `--without` names: with an organisation, whatever is no criterion is one of its own controls.
fn lost(args: &CoverageArgs) -> (Vec<String>, Vec<String>) {
    let words = args.without.iter().flat_map(|w| w.split(',')).map(|w| w.trim().to_owned()).filter(|w| !w.is_empty());
    let known = library::catalogue_of(crosswalk_of(&args.read).unwrap_or(DEFAULT_CROSSWALK));
    let criterion = |id: &String| {
        let id = domain::values::reference::canonical(id);
        known.frameworks().any(|f| f.item(&id).is_some_and(|i| i.kind == ItemKind::Criterion))
    };
    words.partition(|w| args.read.place.org.is_none() || criterion(w))
}

fn shown_reverse(value: &app::ask::ReverseAnswer, mark: Option<&Mark>) -> Shown {
    let mut lines = head("Criteria with a counterpart in ISO/IEC 27001", &value.read, mark);
    let n = &value.reverse.whole;
    lines.push(String::new());
    lines.push(format!("{} of {} criteria have an Annex A reference, {} %", n.with_annex_a, n.criteria, n.percent()));
    lines.push(format!("{} of {} have an Annex A or clause reference", n.with_annex_a_or_clause, n.criteria));
    lines.push(format!("Clauses only: {}", list(&n.clause_only)));
    lines.push(format!("No reference: {}", list(&n.no_reference)));
    let rows = value.reverse.by_category.iter().map(|(c, n)| {
        let figures = [n.with_annex_a, n.with_annex_a_or_clause, n.criteria].map(|f| f.to_string());
        std::iter::once(c.name().to_owned()).chain(figures).collect()
    });
    let headers = ["Category", "With Annex A", "With Annex A or clause", "Criteria"];
    Shown { head: lines, tables: vec![table("", &headers, rows)], tail: vec![COVERAGE_IS_NOT_READINESS.to_owned()] }
}
