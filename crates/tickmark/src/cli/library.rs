//! Commands on the library: list, show, check, diff, adopt.

use super::Done;
use super::args::{LibraryArgs, LibraryVerb, PlaceArgs};
use super::out::{Shown, mend, print, show, table};
use super::place::{answer, ask, change, file};
use crate::words::{DocumentWords, LibraryListWords, library_document};
use app::ask::{Document, Documents};
use app::library::{documents, examine, not_sound, source_text};
use domain::command::Command;
use domain::values::{LibraryDocument, counted};
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn library(args: &LibraryArgs) -> Done {
    match &args.verb {
        LibraryVerb::List(place) => list(place),
        LibraryVerb::Show { id, file: true, .. } => file_of(id),
        LibraryVerb::Show { id, place, .. } => show_one(place, id),
        LibraryVerb::Check { file, place } => check(place, file),
        LibraryVerb::Diff { file, place } => diff(place, file),
        LibraryVerb::Adopt { what, yes, place } => adopt(place, what, *yes),
    }
}

fn list(place: &PlaceArgs) -> Done {
    let (value, _) = answer(place, None, &Documents)?;
    let words = LibraryListWords { documents: value.iter().map(DocumentWords::of).collect() };
    let rows = words.documents.iter().map(|d| {
        let main = ["criteria", "controls", "auditable_clauses", "rows", "references", "claims"];
        let counts: Vec<String> =
            main.iter().filter_map(|k| Some(format!("{} {}", d.counts.get(*k)?, k.replace('_', " ")))).collect();
        vec![d.id.clone(), d.kind.to_owned(), d.title.clone(), d.version.clone(), counts.join(", "), d.source.clone()]
    });
    let headers = ["Id", "Kind", "Title", "Version", "Holds", "Source"];
    show(place, &Shown { tables: vec![table("", &headers, rows)], ..Shown::default() }, &words)
}

fn file_of(id: &str) -> Done {
    match source_text(id) {
        Some((_, text)) => print(text.as_bytes()),
        None => Err(mend(format!("no built-in document is known as `{id}`"), "see `tickmark library list`")),
    }
}

fn show_one(place: &PlaceArgs, id: &str) -> Done {
    let (document, _) = answer(place, None, &Document(id.to_owned()))?;
    let words = DocumentWords::of(&document);
    let head = vec![
        format!("{} - {} ({})", words.id, words.title, words.version),
        format!("Source {}", words.source),
        words.counts.iter().map(|(k, n)| format!("{n} {}", k.replace('_', " "))).collect::<Vec<_>>().join(", "),
    ];
    let body = match &document {
        LibraryDocument::Framework(f) => {
            let rows = f.items.iter().map(|i| {
                vec![
                    i.id.clone(),
                    i.title.clone(),
                    i.group.clone().unwrap_or_default(),
                    if i.new { "new" } else { "" }.to_owned(),
                    i.summary.clone(),
                ]
            });
            table("", &["Id", "Title", "Group", "", "Asks for"], rows)
        }
        LibraryDocument::Crosswalk(c) => {
            let rows = c.rows.iter().map(|r| {
                vec![
                    r.id.clone(),
                    r.written.clone(),
                    r.overlap.id().to_owned(),
                    r.evidence.join("; "),
                    r.supplement.clone().unwrap_or_default(),
                ]
            });
            table("", &["Row", "As written", "Overlap", "Reusable evidence", "Supplement"], rows)
        }
        LibraryDocument::Claims(c) => table(
            "",
            &["Id", "Topic", "Claim", "Source"],
            c.claims.iter().map(|k| vec![k.id.clone(), k.topic.clone(), k.text.clone(), k.source.clone()]),
        ),
    };
    show(place, &Shown { head, tables: vec![body], ..Shown::default() }, &library_document(&document))
}

fn adopted(place: &PlaceArgs) -> Result<Vec<LibraryDocument>, app::Failure> {
    match place.org {
        Some(_) => Ok(ask(place, &Documents)?.0),
        None => Ok(Vec::new()),
    }
}

fn check(place: &PlaceArgs, path: &Path) -> Done {
    let (bytes, name) = file(path)?;
    let found = examine(&bytes, &name, &adopted(place)?);
    let problems: Vec<_> =
        found.problems.iter().map(|p| json!({ "problem": p.to_string(), "error": p.is_error() })).collect();
    let mut head: Vec<String> = found.problems.iter().map(ToString::to_string).collect();
    let sound = found.is_sound();
    head.push(match (&found.document, sound) {
        (Some(d), true) => format!("{name}: sound; {} version {}", d.id(), d.version()),
        _ => {
            let errors = found.problems.iter().filter(|p| p.is_error()).count();
            format!("{name}: {}", counted(errors, "problem", "problems"))
        }
    });
    show(place, &Shown { head, ..Shown::default() }, &json!({ "file": name, "sound": sound, "problems": problems }))?;
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

fn read_sound(place: &PlaceArgs, path: &Path) -> Result<LibraryDocument, app::Failure> {
    let (bytes, name) = file(path)?;
    let found = examine(&bytes, &name, &adopted(place)?);
    match found.document {
        Some(ref document) if found.is_sound() => Ok(document.clone()),
        _ => Err(not_sound(&found)),
    }
}

fn diff(place: &PlaceArgs, path: &Path) -> Done {
    let next = read_sound(place, path)?;
    let (all, _) = answer(place, None, &Documents)?;
    differences(place, all.iter().find(|d| d.id() == next.id()), &next, None)
}

/// Shows what a document would change, and a word on what to do next.
fn differences(place: &PlaceArgs, now: Option<&LibraryDocument>, next: &LibraryDocument, then: Option<&str>) -> Done {
    let changes = domain::reports::difference::documents(now, next);
    let head = vec![match now {
        Some(now) => {
            format!(
                "{}: version {} to {}, {}",
                next.id(),
                now.version(),
                next.version(),
                counted(changes.len(), "change", "changes")
            )
        }
        None => format!("{}: new, version {}", next.id(), next.version()),
    }];
    let rows = changes.iter().map(|c| vec![c.kind.id().to_owned(), c.about.clone(), c.before.clone(), c.after.clone()]);
    let words: Vec<_> = changes
        .iter()
        .map(|c| json!({ "change": c.kind.id(), "about": c.about, "before": c.before, "after": c.after }))
        .collect();
    let tables = vec![table("", &["Change", "About", "Before", "After"], rows)];
    let shown = Shown { head, tables, tail: then.map(str::to_owned).into_iter().collect() };
    show(place, &shown, &json!({ "id": next.id(), "version": next.version(), "changes": words }))
}

/// Adopts a document. A new version of one that is adopted already is shown first and adopted only when that is said.
fn adopt(place: &PlaceArgs, what: &str, yes: bool) -> Done {
    let document = match documents([what]).pop() {
        Some(document) => document,
        None => read_sound(place, Path::new(what))?,
    };
    let (adopted, _) = ask(place, &Documents)?;
    let now = adopted.iter().find(|d| d.id() == document.id());
    if now.is_some_and(|now| now.version() != document.version()) && !yes {
        let then = "Nothing was adopted. Add --yes to adopt it; what was assessed is kept.";
        return differences(place, now, &document, Some(then));
    }
    let done = format!("Adopted {} version {}", document.id(), document.version());
    change(place, &done, Command::AdoptDocument { document: Box::new(document) })
}
