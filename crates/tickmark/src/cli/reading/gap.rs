//! The gap analysis: of an organisation, of the library alone, or of a list of controls that is kept nowhere.

use super::super::Done;
use super::super::args::GapArgs;
use super::super::out::{Shown, mend, show, table, workbook_named};
use super::super::place::{answer, file, hosting, view, write};
use super::{crosswalk_of, head, list};
use crate::words::GapWords;
use app::ask::{DEFAULT_CROSSWALK, GapAnswer, GapOf};
use app::exchange::{ControlList, Sides, read_controls};
use app::{Clock, Failure, Mark, library, tables};
use domain::refusal::Refusal;
use domain::reports::COVERAGE_IS_NOT_READINESS;
use domain::reports::gap::Grade;
use domain::reports::net_new::Standing;
use domain::values::{Categories, Profile, counted};
use std::path::Path;

pub(crate) fn gap(args: &GapArgs) -> Done {
    let place = &args.read.place;
    args.xlsx.as_deref().map_or(Ok(()), workbook_named)?;
    let question = GapOf { view: view(&args.read)?, hosting: hosting(&args.hosting)? };
    let (value, mark) = match &args.controls {
        Some(path) => (gap_of_file(args, path, &question)?, None),
        None => answer(place, crosswalk_of(&args.read), &question)?,
    };
    if let Some(path) = &args.xlsx {
        let made = mark.as_ref().map_or_else(|| Clock::system().now_us(), |m| app::clock::end_of(m.as_of));
        write(path, &tables::gap_book(&value, mark.as_ref(), made)?)?;
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
    let bar = crate::cli::import::progress();
    let mut tick = |done: u64, of: u64| {
        bar.set_length(of);
        bar.set_position(done);
    };
    let list = read_controls(&bytes, &name, args.sheet.as_deref(), &args.map, sides, Some(&mut tick))?;
    bar.finish_and_clear();
    eprintln!(
        "Read {}: {}, {}, {}",
        name,
        counted(list.controls.len(), "control", "controls"),
        counted(list.links, "link", "links"),
        counted(list.problems.len(), "problem", "problems")
    );
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
    let sentence = format!("{} has {}, listed above", list.source, counted(list.problems.len(), "problem", "problems"));
    Err(mend(sentence, "mend these rows, or pass --ignore-unknown to leave them out"))
}

fn shown_gap(value: &GapAnswer, mark: Option<&Mark>, csv: bool) -> Shown {
    let gap = &value.gap;
    let mut lines = head("ISO/IEC 27001:2022 gap analysis", &value.read, mark);
    lines.push(format!("Hosting {}", value.hosting.title()));
    if csv {
        return Shown { head: lines, tables: vec![tables::controls(gap, Vec::new())], tail: Vec::new() };
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
        let touched = if c.rows.is_empty() {
            c.touches.join(", ")
        } else {
            c.rows.iter().map(|r| r.0.clone()).collect::<Vec<_>>().join(", ")
        };
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
    let families =
        gap.families.iter().map(|f| vec![f.title.to_owned(), format!("{} of {}", f.open.len(), f.of), list(&f.open)]);
    tables.push(table("Remediation families", &["Family", "Open", "Controls"], families));
    tables.extend(graded(gap, Grade::Fully));
    Shown { head: lines, tables, tail: vec![COVERAGE_IS_NOT_READINESS.to_owned()] }
}

/// The controls with a grade, if there are any.
fn graded(gap: &domain::reports::gap::Gap, grade: Grade) -> Option<tables::SheetOut> {
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
    let filled = (n * 30 + of / 2).checked_div(of).unwrap_or(0);
    "█".repeat(filled) + &"·".repeat(30 - filled)
}
