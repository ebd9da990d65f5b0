//! Findings of another tool handed in over the API of another machine: the file, then what it is evidence of.

use super::add::opened;
use super::remote::{posted, reached, send, text};
use super::said::period;
use crate::cli::Done;
use crate::cli::args::{EvidenceSaidArgs, ImportFindingsArgs};
use crate::cli::import::progress;
use crate::cli::out::{Shown, mend, show};
use crate::cli::place::day;
use app::Failure;
use app::tables::SheetOut;
use serde_json::{Map, Value, json};

/// Hands in a file that was read here already; `head` and `tables` tell what it says.
pub(super) fn import(args: &ImportFindingsArgs, mut head: Vec<String>, tables: Vec<SheetOut>) -> Done {
    let mut body = said(&args.said)?;
    body.insert("controls".to_owned(), controls(args)?);
    body.insert("answers".to_owned(), json!(args.answers));
    let (remote, base) = reached(&args.elsewhere, &args.place)?;
    let (file, size) = opened(&args.file)?;
    let bar = progress();
    bar.set_length(size);
    let sent = send(&remote, &base, &args.file, file, size, &bar)?;
    bar.finish_and_clear();
    body.insert("upload".to_owned(), json!(sent.upload));
    let path = format!("{base}/evidence/findings");
    let answer = posted(&remote, &path, args.place.request_id.as_ref(), &Value::Object(body))?;
    let receipt = &answer["receipt"];
    let (id, root) = (text(&receipt["object"]), text(&receipt["root"]));
    head.push(format!("Handed in as {id}: entry {}, root {root:.16}", receipt["first_entry"]));
    show(&args.place, &Shown { head, tables, ..Shown::default() }, &answer)
}

/// What was typed, for the server to lay over what the file says.
fn said(args: &EvidenceSaidArgs) -> Result<Map<String, Value>, Failure> {
    let of_the_file = [
        ("--form", args.form.is_some()),
        ("--captured", args.captured.is_some()),
        ("--collected", args.collected.is_some()),
        ("--source", args.source.is_some()),
        ("--rows", args.rows.is_some()),
        ("--shows", args.shows.is_some()),
    ];
    if let Some((option, _)) = of_the_file.into_iter().find(|(_, typed)| *typed) {
        let sentence = format!("{option} does not go with --server: there the file says it");
        return Err(mend(sentence, "leave it out, and revise the item afterwards if the file is wrong"));
    }
    let personal = match args.personal_data.as_deref().map(str::to_lowercase).as_deref() {
        // The server says it by the format then.
        None => None,
        Some("no") => Some(false),
        Some("yes") => Some(true),
        Some(other) => {
            return Err(mend(format!("--personal-data: `{other}` is neither yes nor no"), "write yes or no"));
        }
    };
    let mut body = Map::from_iter([("personal_data".to_owned(), json!(personal))]);
    let typed = [
        ("title", &args.title),
        ("kind", &args.kind),
        ("environment", &args.environment),
        ("query", &args.query),
        ("completeness", &args.completeness),
        ("accuracy", &args.accuracy),
        ("classification", &args.classification),
        ("note", &args.note),
    ];
    for (field, value) in typed {
        body.extend(value.iter().map(|value| (field.to_owned(), json!(value))));
    }
    if let Some(typed) = args.period.as_deref() {
        let days = period(typed)?;
        let days = json!({ "from": days.from.to_string(), "until": days.until.to_string() });
        body.insert("period".to_owned(), days);
    }
    Ok(body)
}

/// The controls that were named, with their days; null where the day is the last of the period.
fn controls(args: &ImportFindingsArgs) -> Result<Value, Failure> {
    if !args.criteria.is_empty() {
        let sentence = "--criterion does not go with --server: which controls answer it is known there";
        return Err(mend(sentence, "name the controls with --control"));
    }
    let mut controls = Map::new();
    for typed in &args.controls {
        let (control, ran) = match typed.rsplit_once('=') {
            Some((control, ran)) => (control.trim(), json!(day(ran, "--control")?.to_string())),
            None => (typed.trim(), Value::Null),
        };
        if controls.insert(control.to_owned(), ran).is_some() {
            return Err(mend(format!("--control: {control} stands twice"), "name one day for each control"));
        }
    }
    if controls.is_empty() {
        let sentence = "it is not said which own control these findings are evidence of";
        return Err(mend(sentence, "name a control with --control AC-1"));
    }
    Ok(Value::Object(controls))
}
