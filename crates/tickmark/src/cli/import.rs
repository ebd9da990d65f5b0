//! Importing own controls: read, preview, then all or nothing.

use super::Done;
use super::args::ImportArgs;
use super::out::{Shown, show, table};
use super::place::{at, file, open, open_to_read, organisation};
use crate::words::ImportWords;
use app::ask::{Controls, Documents, PreviewImport, ProfileOf};
use app::exchange::{ControlList, Sides, read_controls};
use app::{App, Failure, Who};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::{Catalogue, counted};
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::process::ExitCode;

/// A progress line on the terminal; silent where there is none.
pub(crate) fn progress() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:32} {percent:>3} %  {msg}");
    let bar = ProgressBar::new(0).with_message("reading");
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

pub(crate) fn import(args: &ImportArgs) -> Done {
    let (bytes, name) = file(&args.file)?;
    let app = if args.preview { open_to_read(&args.place)? } else { open(&args.place)? };
    let who = app.local_operator("cli")?;
    let org = organisation(&app, &args.place)?;
    let list = read(args, &app, &who, &org, &bytes, &name)?;
    let plan = app.ask(&org, &who, at(&args.place)?, &PreviewImport(&list.controls))?;
    let (new, changed, same, refused) = plan.value.counts();
    let refuse = refused > 0 || !list.problems.is_empty();
    let mut receipt = None;
    if !args.preview && !refuse && new + changed > 0 {
        receipt = Some(app.import_controls(&org, &who, args.place.request_id.as_deref(), list.clone(), &bytes)?);
        if let Some(kept) = &args.save_columns {
            let columns =
                list.columns.iter().filter_map(|c| c.split_once('=')).map(|(k, v)| (k.to_owned(), v.to_owned()));
            let save = Command::SaveColumns { name: kept.clone(), columns: columns.collect::<BTreeMap<_, _>>() };
            match app.change(&org, &who, None, save) {
                // The same mapping is kept already.
                Err(Failure::Refused(Refusal::NothingToChange { .. })) | Ok(_) => {}
                Err(other) => return Err(other),
            }
        }
    }
    let words = ImportWords::of(&list, Some(&plan.value), receipt.as_ref());
    let mut head = vec![
        format!(
            "{name}, sheet {}: {}, {}",
            list.sheet,
            counted(list.controls.len(), "control", "controls"),
            counted(list.links, "link", "links")
        ),
        format!("Columns {}", list.columns.join(", ")),
    ];
    if !list.unmatched.is_empty() {
        head.push(format!("Headings that nothing took: {}", list.unmatched.join(", ")));
    }
    head.extend(list.notes.iter().map(|n| format!("Note: {n}")));
    head.push(format!("New {new}, changed {changed}, same {same}, refused {}", words.refused));
    head.push(match &receipt {
        Some(r) => format!("Imported: entries {}-{}, root {}", r.first, r.last, r.root.get(..16).unwrap_or_default()),
        None if refuse => "Nothing was imported: mend the rows below and import again.".to_owned(),
        None if args.preview => "Preview only: nothing was changed.".to_owned(),
        None => "Nothing would change.".to_owned(),
    });
    let rows = words.problems.iter().map(|p| {
        vec![p.row.map_or_else(String::new, |r| r.to_string()), p.field.clone(), p.what.clone(), p.hint.clone()]
    });
    let tables = if words.problems.is_empty() {
        Vec::new()
    } else {
        vec![table("", &["Row", "Field", "What", "Right would be"], rows)]
    };
    show(&args.place, &Shown { head, tables, ..Shown::default() }, &words)?;
    Ok(if refuse { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

/// Reads the list with the organisation's own documents and, if asked, a kept mapping of columns.
fn read(args: &ImportArgs, app: &App, who: &Who, org: &str, bytes: &[u8], name: &str) -> Result<ControlList, Failure> {
    let now = at(&args.place)?;
    let profile = app.ask(org, who, now, &ProfileOf)?.value;
    let mut catalogue = Catalogue::default();
    for document in app.ask(org, who, now, &Documents)?.value {
        catalogue.insert(document);
    }
    let mut mapping = Vec::new();
    if let Some(kept) = &args.columns {
        let saved = app.ask(org, who, now, &Controls::default())?.value.columns;
        let columns = saved.get(kept).ok_or_else(|| Refusal::Unknown {
            what: "mapping of columns",
            id: kept.clone(),
            nearest: domain::values::nearest::nearest(kept, saved.keys().map(String::as_str)).map(str::to_owned),
        })?;
        mapping.extend(columns.iter().map(|(field, heading)| format!("{field}={heading}")));
    }
    mapping.extend(args.map.iter().cloned());
    let reading = catalogue.reading(&profile.crosswalk).map_err(Refusal::from)?;
    let sides = Sides { catalogue: &catalogue, from: &reading.from.id, to: &reading.to.id };
    let bar = progress();
    let mut tick = |done: u64, of: u64| {
        bar.set_length(of);
        bar.set_position(done);
    };
    let list = read_controls(bytes, name, args.sheet.as_deref(), &mapping, sides, Some(&mut tick));
    bar.finish_and_clear();
    list
}
