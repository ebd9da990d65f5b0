//! The command on papers: list them, print one into a file.

use super::Done;
use super::args::PaperArgs;
use super::out::{Shown, known, rests_on, show, table};
use super::people::{Here, recorded};
use super::place::{at, write};
use crate::words::MarkWords;
use crate::words::papers::PaperKindWords;
use app::Failure;
use app::printed::{Ending, LARGE, PAPERS, PaperAsked, PrintStep};
use domain::values::counted;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::time::Duration;

pub(crate) fn paper(args: &PaperArgs) -> Done {
    match &args.name {
        None => list(args),
        Some(name) => print(args, name),
    }
}

fn list(args: &PaperArgs) -> Done {
    let rows = PAPERS.iter().map(|kind| {
        let endings: Vec<&str> = kind.endings().into_iter().map(Ending::id).collect();
        let of = kind.of.map(|of| if kind.optional { format!("{of}, or none") } else { of.to_owned() });
        vec![
            kind.id.to_owned(),
            kind.title.to_owned(),
            of.unwrap_or_default(),
            endings.join(", "),
            kind.about.to_owned(),
        ]
    });
    let tail = vec!["Print one with `tickmark paper statement --format pdf --out statement.pdf`.".to_owned()];
    let tables = vec![table("", &["Paper", "Title", "--of", "Formats", "What it is for"], rows)];
    let json = json!({ "papers": PAPERS.iter().map(PaperKindWords::from).collect::<Vec<_>>() });
    show(&args.place, &Shown { tables, tail, ..Shown::default() }, &json)
}

fn print(args: &PaperArgs, name: &str) -> Done {
    let asked = PaperAsked::read(name, args.of.as_deref(), args.classification.as_deref())?;
    let ending = ending(args)?;
    let (place, here) = (&args.place, Here::read(&args.place)?);
    let bar = ProgressBar::new_spinner();
    let mut tell = |step| told(&bar, step);
    let printed = here.app.print_telling(&here.org, (&here.who, at(place)?), &asked, ending, &mut tell);
    bar.finish_and_clear();
    let printed = printed?;
    rests_on(&printed.mark);
    let path = args.out.clone().unwrap_or_else(|| PathBuf::from(&printed.name));
    write(&path, &printed.bytes)?;
    let size = counted(printed.bytes.len(), "byte", "bytes");
    let pages = printed.pages.map(|pages| format!(", {}", counted(pages, "page", "pages"))).unwrap_or_default();
    let head = vec![recorded(&printed.mark), format!("Wrote {}: {}, {size}{pages}", path.display(), printed.title)];
    let tail: Vec<String> = printed.warnings.iter().map(|warning| format!("Note: {warning}")).collect();
    let json = json!({
        "paper": asked.kind.id,
        "of": asked.of,
        "format": ending.id(),
        "file": path.display().to_string(),
        "size": printed.bytes.len(),
        "pages": printed.pages,
        "warnings": printed.warnings,
        "mark": MarkWords::of(Some(&printed.mark)),
    });
    show(place, &Shown { head, tail, ..Shown::default() }, &json)
}

/// A paper of many rows takes some seconds: then it is told, apart from the answer. A terminal sees the seconds pass.
fn told(bar: &ProgressBar, step: PrintStep) {
    let PrintStep::LayingOut { rows } = step else { return };
    if rows < LARGE {
        return;
    }
    let said = format!("Laying out {}", counted(rows, "row", "rows"));
    if std::io::stderr().is_terminal() {
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}, {elapsed}") {
            bar.set_style(style);
        }
        bar.set_message(said);
        bar.enable_steady_tick(Duration::from_millis(120));
    } else {
        // Progress that cannot be shown is no reason to stop.
        let _ = writeln!(std::io::stderr(), "Gathered. {said}");
    }
}

/// The format that is asked for, or that the file's ending says.
fn ending(args: &PaperArgs) -> Result<Ending, Failure> {
    let of_file = args.out.as_ref().and_then(|path| path.extension()?.to_str());
    match args.format.as_deref().or(of_file) {
        None => Ok(Ending::Pdf),
        Some(text) => known("format", text, Ending::parse, &Ending::ALL.map(Ending::id)),
    }
}
