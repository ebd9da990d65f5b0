//! Commands that read a crosswalk: coverage, what-if, gap, claims, explain, compare, reuse.

use super::Done;
use super::args::{ClaimsArgs, CompareArgs, CoverageArgs, ExplainArgs, GapArgs, ReadArgs};
use super::out::{Shown, mend, show, table};
use super::place::{answer, categories, file, hosting, mode, view, write};
use crate::words::{ClaimsWords, CoverageWords, Echo, ExplainWords, GapWords, ReverseWords, WhatIfWords, citation};
use app::ask::{
    ClaimsOf, CompareOf, CoverageOf, DEFAULT_CROSSWALK, ExplainOf, GapAnswer, GapOf, Read, ReuseOf, ReverseOf, WhatIfOf,
};
use app::exchange::{ControlList, Sides, read_controls};
use app::{Clock, Failure, Mark, library, papers};
use domain::refusal::Refusal;
use domain::reports::COVERAGE_IS_NOT_READINESS;
use domain::reports::gap::Grade;
use domain::reports::net_new::Standing;
use domain::values::{Categories, ItemKind, Overlap, Profile};
use serde::Serialize;
use std::path::Path;

/// The lines that say how an answer was read.
fn head(title: &str, read: &Read, mark: Option<&Mark>) -> Vec<String> {
    let mut lines = vec![title.to_owned()];
    if let Some(m) = mark {
        lines.push(format!(
            "{} as recorded by {}, judged on {} (entry {}, root {}...)",
            m.name,
            m.as_of,
            m.on,
            m.entries.saturating_sub(1),
            m.root.get(..12).unwrap_or_default()
        ));
    }
    let basis = if read.organisation { "controls in place" } else { "crosswalk alone" };
    lines.push(format!(
        "Mapping {} | scope {} | mode {} | basis {basis}",
        read.crosswalk,
        read.categories.names(),
        read.mode.id()
    ));
    lines.push(format!("Source {}", citation(&read.source)));
    lines
}

fn best(overlap: Option<Overlap>) -> String {
    overlap.map_or("-", Overlap::id).to_owned()
}

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
    lines.push(format!("{} of {} controls, {} %", c.covered, c.of, c.percent));
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
        controls.rows.retain(|r| r.get(2) == Some(&papers::CellOut::text("-")));
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

fn list(ids: &[String]) -> String {
    if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
}

fn crosswalk_of(read: &ReadArgs) -> Option<&str> {
    Some(read.crosswalk.as_deref().unwrap_or(DEFAULT_CROSSWALK))
}

pub(crate) fn what_if(args: &ReadArgs) -> Done {
    let (value, mark) = answer(&args.place, crosswalk_of(args), &WhatIfOf { view: view(args)? })?;
    let mut lines = head("What each category would do", &value.read, mark.as_ref());
    lines.push(String::new());
    lines.push(format!("Now {} of {} controls, {} %", value.coverage.covered, value.coverage.of, value.coverage.percent));
    let rows = value.changes.iter().map(|c| {
        let (verb, ids) = if c.added { ("add", &c.gained) } else { ("drop", &c.lost) };
        vec![
            format!("{verb} {}", c.category),
            format!("{} of {}", c.covered, c.of),
            format!("{} %", c.percent),
            format!("{}{}", if c.added { "+" } else { "-" }, ids.len()),
            list(ids),
            list(&c.strengthened),
        ]
    });
    let headers = ["Change", "Covered", "Share", "Controls", "Gained or lost", "Strengthened"];
    let shown =
        Shown { head: lines, tables: vec![table("", &headers, rows)], tail: vec![COVERAGE_IS_NOT_READINESS.to_owned()] };
    show(&args.place, &shown, &WhatIfWords::of(&value, mark.as_ref()))
}

pub(crate) fn gap(args: &GapArgs) -> Done {
    let place = &args.read.place;
    let question = GapOf { view: view(&args.read)?, hosting: hosting(&args.hosting)? };
    let (value, mark) = match &args.controls {
        Some(path) => (gap_of_file(args, path, &question)?, None),
        None => answer(place, crosswalk_of(&args.read), &question)?,
    };
    if let Some(path) = &args.xlsx {
        let sheets = papers::gap_sheets(&value, mark.as_ref());
        let made = mark.as_ref().map_or_else(|| Clock::system().now_us(), |m| app::clock::end_of(m.as_of));
        write(path, &papers::workbook("ISO/IEC 27001 gap analysis", made, sheets)?)?;
        eprintln!("Wrote {}", path.display());
    }
    show(place, &shown_gap(&value, mark.as_ref(), place.csv), &GapWords::of(&value, mark.as_ref()))
}

/// The gap analysis of a list of controls that is kept nowhere.
fn gap_of_file(args: &GapArgs, path: &Path, question: &GapOf) -> Result<GapAnswer, Failure> {
    let (bytes, name) = file(path)?;
    let crosswalk = crosswalk_of(&args.read).unwrap_or(DEFAULT_CROSSWALK);
    let catalogue = library::catalogue_of(crosswalk);
    let reading = catalogue.reading(crosswalk).map_err(Refusal::from)?;
    let sides = Sides { catalogue: &catalogue, from: &reading.from.id, to: &reading.to.id };
    let bar = super::import::progress();
    let mut tick = |done: u64, of: u64| {
        bar.set_length(of);
        bar.set_position(done);
    };
    let list = read_controls(&bytes, &name, args.sheet.as_deref(), &args.map, sides, Some(&mut tick))?;
    bar.finish_and_clear();
    eprintln!("Read {}: {} controls, {} links, {} problems", name, list.controls.len(), list.links, list.problems.len());
    for note in &list.notes {
        eprintln!(" note: {note}");
    }
    if !list.problems.is_empty() {
        refuse_or_warn(&list, args.ignore_unknown)?;
    }
    let profile = Profile {
        categories: question.view.categories.unwrap_or(Categories::SECURITY),
        mode: question.view.mode.unwrap_or_default(),
        crosswalk: crosswalk.to_owned(),
        hosting: question.hosting,
        ..Profile::default()
    };
    let today = Clock::system().today();
    let registers = library::scratch(profile, &name, list.controls, today)?;
    Ok(library::ask_scratch(&registers, today, question)?)
}

fn refuse_or_warn(list: &ControlList, ignore: bool) -> Result<(), Failure> {
    for p in list.problems.iter().take(20) {
        eprintln!("{} row {}, {}: {} ({})", list.source, p.row, p.field, p.what, p.hint);
    }
    if list.problems.len() > 20 {
        eprintln!("... and {} more", list.problems.len() - 20);
    }
    if ignore {
        return Ok(());
    }
    let sentence = format!("{} has {} problems, listed above", list.source, list.problems.len());
    Err(mend(sentence, "mend these rows, or pass --ignore-unknown to leave them out"))
}

fn shown_gap(value: &GapAnswer, mark: Option<&Mark>, csv: bool) -> Shown {
    let gap = &value.gap;
    let mut lines = head("ISO/IEC 27001:2022 gap analysis", &value.read, mark);
    lines.push(format!("Hosting {}", value.hosting.title()));
    if csv {
        return Shown { head: lines, tables: vec![papers::controls(gap, Vec::new())], tail: Vec::new() };
    }
    let of = gap.controls.len();
    let grades = Grade::ALL.into_iter().map(|g| {
        let (n, share) = (gap.count(g), gap.percent(g));
        vec![g.title().to_owned(), n.to_string(), of.to_string(), format!("{share} %"), bar(n, of)]
    });
    let mut tables = vec![table("Annex A", &["Grade", "Controls", "Of", "Share", ""], grades)];
    for grade in [Grade::NotAddressed, Grade::Partially, Grade::InheritedDocumented] {
        tables.extend(graded(gap, grade));
    }
    let n = &gap.net_new;
    let wrapper = n.wrapper.iter().map(|w| vec![w.clause.to_owned(), w.title.to_owned(), w.why.to_owned()]);
    tables.push(table("Net-new: the management system around the controls", &["Clause", "What", "Why"], wrapper));
    let clauses = n.clauses.iter().map(|c| {
        let touched = if c.rows.is_empty() { c.touches.join(", ") } else { c.rows.iter().map(|r| r.0.clone()).collect::<Vec<_>>().join(", ") };
        vec![c.id.clone(), c.title.clone(), c.standing.title().to_owned(), touched]
    });
    let title = format!(
        "Clauses 4-10: {} of {} without SOC 2 equivalent, {} touched, {} to extend",
        n.count(Standing::New),
        n.clauses.len(),
        n.count(Standing::Touched),
        n.count(Standing::Extends)
    );
    tables.push(table(&title, &["Clause", "Title", "After SOC 2", "What SOC 2 touches"], clauses));
    let families = gap.families.iter().map(|f| {
        vec![f.title.to_owned(), format!("{} of {}", f.open.len(), f.of), list(&f.open)]
    });
    tables.push(table("Remediation families", &["Family", "Open", "Controls"], families));
    tables.extend(graded(gap, Grade::Fully));
    Shown { head: lines, tables, tail: vec![COVERAGE_IS_NOT_READINESS.to_owned()] }
}

/// The controls with a grade, if there are any.
fn graded(gap: &domain::reports::gap::Gap, grade: Grade) -> Option<papers::SheetOut> {
    let of = gap.controls.len();
    let rows: Vec<Vec<String>> = gap
        .controls
        .iter()
        .filter(|c| c.grade == grade)
        .map(|c| vec![c.id.clone(), c.title.clone(), c.reason.clone(), c.needs.title().to_owned()])
        .collect();
    let title = format!("{}: {} of {of}", grade.title(), rows.len());
    (!rows.is_empty()).then(|| table(&title, &["Control", "Title", "Why", "Still needs"], rows))
}

/// A bar of 30 characters.
fn bar(n: usize, of: usize) -> String {
    let filled = if of == 0 { 0 } else { (n * 30 + of / 2) / of };
    "█".repeat(filled) + &"·".repeat(30 - filled)
}

pub(crate) fn claims(args: &ClaimsArgs) -> Done {
    let mode = args.mode.as_deref().map(mode).transpose()?.unwrap_or_default();
    let question = ClaimsOf { crosswalk: args.crosswalk.clone(), mode };
    let (value, _) = answer(&args.place, None, &question)?;
    let words = ClaimsWords::of(&value);
    if args.contradictions {
        let rows = value.contradictions.iter().map(|c| {
            vec![c.rule.title().to_owned(), c.about.join(", "), c.sentence.clone()]
        });
        let shown = Shown {
            head: vec![format!("{} contradictions found by rule", value.contradictions.len())],
            tables: vec![table("", &["Rule", "About", "What"], rows)],
            ..Shown::default()
        };
        return show(&args.place, &shown, &words.contradictions);
    }
    let rows = words.claims.iter().map(|c| {
        let published = match (&c.published, &c.unit) {
            (serde_json::Value::Null, _) => String::new(),
            (figure, unit) => format!("{figure} {}", unit.as_deref().unwrap_or_default().replace('_', " ")),
        };
        let differs = [&c.named_by_a_row_but_claimed_uncovered, &c.claimed_but_named_by_no_row];
        vec![
            c.id.clone(),
            c.text.clone(),
            c.scope.clone(),
            published,
            c.derived.map_or_else(String::new, |d| d.to_string()),
            c.agrees.map_or("", |a| if a { "agrees" } else { "differs" }).to_owned(),
            differs[0].join(", "),
            differs[1].join(", "),
        ]
    });
    let headers =
        ["Id", "Claim", "Scope", "Published", "From rows", "", "Named though called uncovered", "Claimed, named by no row"];
    let shown = Shown {
        head: vec![format!("{} published claims, mode {}", words.claims.len(), mode.id())],
        tables: vec![table("", &headers, rows)],
        tail: vec!["Figures are quoted with their source; see --json for it.".to_owned()],
    };
    show(&args.place, &shown, &words.claims)
}

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
        rows.iter().map(move |r| vec![id.clone(), r.criterion.clone(), r.overlap.to_owned(), r.written.clone().unwrap_or_default()])
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

/// Evidence kinds, as JSON.
#[derive(Serialize)]
struct ReuseWords {
    kinds: Vec<KindWords>,
    #[serde(flatten)]
    echo: Echo,
}

#[derive(Serialize)]
struct KindWords {
    name: String,
    package: &'static str,
    criteria: Vec<String>,
    controls: Vec<String>,
    supplements: Vec<String>,
}

pub(crate) fn reuse(args: &ReadArgs) -> Done {
    let (value, mark) = answer(&args.place, crosswalk_of(args), &ReuseOf { view: view(args)? })?;
    let rows = value.kinds.iter().map(|k| {
        let controls: Vec<&str> = k.controls.iter().map(|(id, _)| id.as_str()).collect();
        let supplements: Vec<&str> = k.supplements.iter().map(|(_, s)| s.as_str()).collect();
        vec![k.name.clone(), k.package.title().to_owned(), k.criteria.join(", "), controls.join(", "), supplements.join(" ")]
    });
    let headers = ["Evidence", "Package", "Criteria", "Annex A", "Supplement for ISO"];
    let shown = Shown {
        head: head("Kinds of evidence and where each may be used", &value.read, mark.as_ref()),
        tables: vec![table("", &headers, rows)],
        tail: vec![COVERAGE_IS_NOT_READINESS.to_owned()],
    };
    let kinds = value.kinds.iter().map(|k| KindWords {
        name: k.name.clone(),
        package: k.package.title(),
        criteria: k.criteria.clone(),
        controls: k.controls.iter().map(|(id, _)| id.clone()).collect(),
        supplements: k.supplements.iter().map(|(_, s)| s.clone()).collect(),
    });
    let words = ReuseWords { kinds: kinds.collect(), echo: Echo::of(&value.read, mark.as_ref()) };
    show(&args.place, &shown, &words)
}
