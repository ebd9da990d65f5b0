//! What is told of collectors.

use crate::cli::Done;
use crate::cli::args::PlaceArgs;
use crate::cli::out::{Shown, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::collector::{CollectorRunWords, CollectorWords};
use app::ask::{CollectorOf, CollectorsOf};
use domain::values::counted;
use serde_json::json;

pub(super) fn list(place: &PlaceArgs, control: Option<String>, removed: bool) -> Done {
    let here = Here::read(place)?;
    let (lines, mark) = here.ask(&CollectorsOf { control, removed })?;
    let states = here.app.collector_states(&here.org, &here.who)?;
    let state = |id: &str| states.get(id).cloned().unwrap_or_default();
    let words: Vec<CollectorWords> =
        lines.iter().map(|line| CollectorWords::of(&here.names(), line, &state(&line.id))).collect();
    let rows = words.iter().map(|one| {
        let last = one.last.as_ref().map_or(String::new(), |run| format!("{}, {}", run.outcome, run.ended));
        let when = match one.schedule.rhythm {
            "by_hand" => "by hand".to_owned(),
            rhythm => format!("{rhythm}, {}", one.schedule.at),
        };
        let missing = one.credentials.iter().filter(|c| !c.is_set).count();
        let standing = match missing {
            0 => one.standing.to_owned(),
            _ => format!("{}; credentials missing: {missing}", one.standing),
        };
        let stopped = state(&one.id).stopped.map_or_else(String::new, |why| format!("; {why}"));
        let standing = format!("{standing}{stopped}");
        vec![one.id.clone(), one.name.clone(), one.kind.clone(), one.controls.join(", "), when, standing, last]
    });
    let headers = ["Id", "Name", "Kind", "For", "Runs (UTC)", "Stands", "Check said last"];
    let tail = match words.is_empty() {
        true => {
            vec!["Declare one with `tickmark collector set FILE`; docs/collectors.md has one of each kind".to_owned()]
        }
        false => Vec::new(),
    };
    let shown = Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], tail };
    show(place, &shown, &json!({ "collectors": words, "mark": MarkWords::of(Some(&mark)) }))
}

pub(super) fn one(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (line, mark) = here.ask(&CollectorOf(id.to_owned()))?;
    let state = here.app.collector_states(&here.org, &here.who)?.remove(id).unwrap_or_default();
    let words = CollectorWords::of(&here.names(), &line, &state);
    let approved = words.approved.as_ref().map_or("nobody yet".to_owned(), |a| {
        let own = a.waiver.as_ref().map(|id| format!("; its author, under the waiver {id} of SoD-1"));
        format!("{}, {}{}", a.by.name, a.at, own.unwrap_or_default())
    });
    let mut rows = vec![
        ("Name", words.name.clone()),
        ("Kind", words.kind.clone()),
        ("For", words.controls.join(", ")),
        ("Runs (UTC)", format!("{} {}", words.schedule.rhythm.replace('_', " "), words.schedule.at)),
        ("Next", words.next.clone().unwrap_or_default()),
        ("Stands", words.standing.to_owned()),
        ("Set by", format!("{}, {}", words.set_by.name, words.set)),
        ("Approved by", approved),
        ("Declaration", words.declaration.clone()),
        ("Rule", words.rule_from.to_owned()),
    ];
    let optional = [
        ("Rests", &words.paused),
        ("Removed", &words.removed),
        ("Running since", &words.running_since),
        ("Stopped", &state.stopped),
        ("Not recorded", &state.trouble),
    ];
    rows.extend(optional.into_iter().filter_map(|(what, text)| Some((what, text.clone()?))));
    rows.extend(words.credentials.iter().map(|credential| {
        let age = match (&credential.set, credential.is_old) {
            (None, _) => "not set".to_owned(),
            (Some(set), true) => format!("set {set}, more than a year ago: change it"),
            (Some(set), false) => format!("set {set}"),
        };
        ("Credential", format!("{}: {age}", credential.name))
    }));
    let rows = rows.into_iter().map(|(what, text)| vec![what.to_owned(), text]);
    let check = serde_json::to_string_pretty(&words.check).unwrap_or_default();
    let tail = vec![String::new(), "Check:".to_owned(), check, String::new(), "Rule:".to_owned(), words.rule.clone()];
    let shown = Shown { head: vec![recorded(&mark)], tables: vec![table("", &[id, ""], rows)], tail };
    show(place, &shown, &json!({ "collector": words, "mark": MarkWords::of(Some(&mark)) }))
}

pub(super) fn runs(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (line, mark) = here.ask(&CollectorOf(id.to_owned()))?;
    let words: Vec<CollectorRunWords> =
        line.held.runs.iter().rev().map(|run| CollectorRunWords::of(&here.names(), run)).collect();
    let rows = words.iter().map(|run| {
        let how = if run.by_hand { format!("by {}", run.by.name) } else { "by schedule".to_owned() };
        let evidence = run.evidence.clone().unwrap_or_default();
        vec![run.started.clone(), run.outcome.to_owned(), run.reason.clone(), evidence, how]
    });
    let head = vec![recorded(&mark), format!("{} of {}", words.len(), counted(line.held.total, "run", "runs"))];
    let headers = ["Began", "Check said", "Why", "Evidence", "Asked for"];
    let shown = Shown { head, tables: vec![table("", &headers, rows)], ..Shown::default() };
    show(place, &shown, &json!({ "runs": words, "total": line.held.total, "mark": MarkWords::of(Some(&mark)) }))
}
