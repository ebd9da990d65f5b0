//! Setting entries and taking proposals, with a preview.

use super::version;
use crate::cli::Done;
use crate::cli::args::{PlaceArgs, SoaPlaceArgs, SoaSetArgs};
use crate::cli::out::{Shown, mend, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::statement::{SoaChange, SoaDifferenceWords, SoaReferenceWords, spelled};
use app::ask::{StatementPreview, StatementPreviewAnswer, StatementProposals};
use app::{Failure, Mark};
use domain::command::{Command, StatementCommand};
use domain::values::counted;
use domain::values::statement::EntryChange;
use serde_json::json;
use std::collections::BTreeSet;

pub(super) fn set(args: &SoaSetArgs) -> Done {
    let place = &args.at.place;
    let here = if args.preview { Here::read(place)? } else { Here::open(place)? };
    let (id, change) = (version(&here, &args.at)?, change(&here, args)?);
    let controls: BTreeSet<String> = args.controls.iter().cloned().collect();
    if args.preview {
        let controls = spelled(controls);
        let (answer, mark) = here.ask(&StatementPreview { id: Some(id), controls, change })?;
        return preview(&here, place, &answer, &mark);
    }
    let change = Box::new(change);
    let done = format!("Set {} of {id}", counted(controls.len(), "entry", "entries"));
    let command = match controls.first().filter(|_| controls.len() == 1) {
        Some(one) => StatementCommand::SetStatementEntry { id, control: one.clone(), change },
        None => StatementCommand::SetStatementEntries { id, controls, change },
    };
    here.done(&done, Command::Statement(command))
}

/// What was typed, as it is meant.
fn change(here: &Here<'_>, args: &SoaSetArgs) -> Result<EntryChange, Failure> {
    let reason = |typed: &String| {
        let (reason, words) = typed.split_once('=').unwrap_or((typed, ""));
        (reason.trim().to_owned(), words.trim().to_owned())
    };
    let reference = |typed: &String| match typed.split_once(':') {
        Some((kind, to)) => Ok(SoaReferenceWords { kind: kind.trim().to_owned(), to: to.trim().to_owned() }),
        None => Err(mend(
            format!("--reference: `{typed}` names no kind"),
            "write it like evidence:EV-7, control:AC-3 or text:\"Rules of the house\"",
        )),
    };
    let references = args.reference.iter().map(reference).collect::<Result<Vec<_>, Failure>>()?;
    let owner = match args.owner.as_deref() {
        None | Some("") => args.owner.clone(),
        Some(typed) => Some(here.person(typed)?),
    };
    let change = SoaChange {
        decision: args.decision.clone(),
        reasons: (!args.reason.is_empty()).then(|| args.reason.iter().map(reason).collect()),
        exclusion: args.exclusion.clone(),
        status: args.status.clone(),
        how: args.how.clone(),
        references: (!references.is_empty()).then_some(references),
        owner,
        note: args.note.clone(),
    };
    let change = change.meant()?;
    if change.fields().is_empty() {
        return Err(mend("nothing was named to be set", "name a field, such as --decision applicable"));
    }
    Ok(change)
}

pub(super) fn take(at: &SoaPlaceArgs, controls: &[String], shown: bool) -> Done {
    let here = if shown { Here::read(&at.place)? } else { Here::open(&at.place)? };
    let (id, controls): (_, BTreeSet<String>) = (version(&here, at)?, controls.iter().cloned().collect());
    if shown {
        let controls = spelled(controls);
        let (answer, mark) = here.ask(&StatementProposals { id: Some(id), controls })?;
        return preview(&here, &at.place, &answer, &mark);
    }
    let done = format!("Took what was proposed for {id}");
    here.done(&done, Command::Statement(StatementCommand::TakeStatementProposals { id, controls }))
}

fn preview(here: &Here<'_>, place: &PlaceArgs, answer: &StatementPreviewAnswer, mark: &Mark) -> Done {
    let words: Vec<SoaDifferenceWords> =
        answer.entries.iter().map(|one| SoaDifferenceWords::of(&here.names(), one)).collect();
    let head = vec![recorded(mark), format!("{}: {} would change", answer.id, words.len())];
    let json =
        json!({ "id": answer.id, "differences": words, "version": answer.version, "mark": MarkWords::of(Some(mark)) });
    let tail = vec!["Preview only: nothing was changed.".to_owned()];
    show(place, &Shown { head, tables: vec![differences(&words)], tail }, &json)
}

/// What differs, a line a field.
pub(super) fn differences(words: &[SoaDifferenceWords]) -> app::tables::SheetOut {
    let rows = words.iter().flat_map(|one| {
        let whole = match (one.added, one.removed) {
            (true, _) => Some(vec![one.control.clone(), "entry".to_owned(), String::new(), "added".to_owned()]),
            (_, true) => Some(vec![one.control.clone(), "entry".to_owned(), "there".to_owned(), "removed".to_owned()]),
            _ => None,
        };
        let fields = one
            .fields
            .iter()
            .map(|field| vec![one.control.clone(), field.field.to_owned(), field.before.clone(), field.after.clone()]);
        whole.into_iter().chain(fields).collect::<Vec<_>>()
    });
    table("", &["Control", "Field", "Before", "After"], rows)
}
