//! Commands on the ledger: history, verify, checkpoint, export.

use super::Done;
use super::args::{ExportArgs, HistoryArgs, PlaceArgs, VerifyArgs};
use super::out::{Shown, mend, print, show, table};
use super::place::{at, file, open, open_to_read, organisation, reader};
use crate::words::HistoryWords;
use app::Failure;
use domain::values::counted;
use serde_json::json;
use std::process::ExitCode;

pub(crate) fn history(args: &HistoryArgs) -> Done {
    let (app, who) = reader(&args.place)?;
    let org = organisation(&app, &args.place)?;
    let before = match (args.before, at(&args.place)?.as_of) {
        (Some(before), _) => Some(before),
        (None, Some(_)) => {
            let mark = app.ask(&org, &who, at(&args.place)?, &app::ask::ProfileOf)?.mark;
            Some(mark.entries)
        }
        (None, None) => None,
    };
    let page = match args.object.as_deref().map(object).transpose()? {
        Some(about) => app.history_about(&org, &who, about, before, args.limit)?.page,
        None => app.history(&org, &who, before, args.limit)?,
    };
    let words = HistoryWords::of(&page, args.limit.clamp(1, 500));
    let rows = page.entries.iter().zip(&words.entries).map(|(entry, e)| {
        let (who, what) = (app.name_in(&org, &e.by), e.event.replace('_', " "));
        vec![e.entry.to_string(), e.at.clone(), who, what, e.object.clone(), entry.door()]
    });
    let mut tail = Vec::new();
    if let Some(older) = words.older {
        tail.push(format!("Older entries: --before {older}"));
    }
    let head =
        vec![format!("{org}: {} of {}, newest first", words.entries.len(), counted(words.of, "entry", "entries"))];
    let headers = ["Entry", "When", "Who", "What", "Object", "Came"];
    show(&args.place, &Shown { head, tables: vec![table("", &headers, rows)], tail }, &words)
}

/// `control:AC-3` as kind and id.
fn object(typed: &str) -> Result<(&str, &str), Failure> {
    typed
        .split_once(':')
        .ok_or_else(|| mend(format!("`{typed}` names no object"), "write its kind and its id, such as control:AC-3"))
}

pub(crate) fn verify(args: &VerifyArgs) -> Done {
    if let Some(package) = &args.package {
        return super::verify_package::verify(args, package);
    }
    let outside = match &args.checkpoint {
        Some(path) => {
            let (bytes, name) = file(path)?;
            let note = String::from_utf8(bytes).map_err(|_| {
                mend(format!("{name} is no signed note"), "name the file that `tickmark checkpoint` wrote")
            })?;
            Some(note)
        }
        None => None,
    };
    let app = open_to_read(&args.place)?;
    let checked = app.verify(args.place.org.as_deref(), outside.as_deref())?;
    let mut lines = Vec::new();
    for o in &checked.organisations {
        let state = if o.faults.is_empty() { "sound" } else { "DAMAGED" };
        lines.push(format!(
            "{}: {state} - {}, root {}, {}, {}",
            o.slug,
            counted(o.entries, "entry", "entries"),
            o.root.get(..16).unwrap_or("-"),
            counted(o.checkpoints, "checkpoint", "checkpoints"),
            counted(o.files, "file", "files")
        ));
        lines.extend(o.faults.iter().map(|f| format!("  fault: {f}")));
        lines.extend(o.remarks.iter().map(|r| format!("  remark: {r}")));
    }
    if checked.organisations.is_empty() {
        lines.push("There is no organisation in this data folder.".to_owned());
    }
    let json: Vec<_> = checked
        .organisations
        .iter()
        .map(|o| {
            json!({ "organisation": o.slug, "sound": o.faults.is_empty(), "entries": o.entries, "root": o.root,
                "checkpoints": o.checkpoints, "files": o.files, "faults": o.faults, "remarks": o.remarks })
        })
        .collect();
    show(&args.place, &Shown { head: lines, ..Shown::default() }, &json)?;
    Ok(if checked.is_clean() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

pub(crate) fn checkpoint(args: &PlaceArgs) -> Done {
    let app = open(args)?;
    let who = app.local_operator("cli")?;
    let org = organisation(&app, args)?;
    let note = app.checkpoint(&org, &who)?;
    if args.json {
        let key = app.public_key()?;
        return show(args, &Shown::default(), &json!({ "organisation": org, "checkpoint": note, "key": key }));
    }
    print(note.as_bytes())
}

pub(crate) fn export(args: &ExportArgs) -> Done {
    let app = open(&args.place)?;
    let who = app.local_operator("cli")?;
    let org = organisation(&app, &args.place)?;
    let mut bytes = Vec::new();
    let entries = app.export_ledger(&org, &who, &mut bytes)?;
    super::place::write(&args.file, &bytes)?;
    let head = vec![
        format!(
            "Wrote {}: {}, {}",
            args.file.display(),
            counted(entries, "entry", "entries"),
            counted(bytes.len(), "byte", "bytes")
        ),
        "Check it without the program: python3 tools/verify_ledger.py FILE".to_owned(),
    ];
    let json = json!({ "organisation": org, "file": args.file, "entries": entries });
    show(&args.place, &Shown { head, ..Shown::default() }, &json)
}
