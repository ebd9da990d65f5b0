//! What came of the results that evidence shows.

use super::acts::done;
use crate::cli::Done;
use crate::cli::args::{FollowUpArgs, PlaceArgs};
use crate::cli::out::{Shown, show, table};
use crate::cli::people::{Here, recorded};
use crate::cli::place::day;
use crate::words::MarkWords;
use crate::words::evidence::FollowedEvidenceWords;
use app::ask::FollowedEvidence;
use domain::command::EvidenceCommand;
use domain::reports::evidence::Outcome;
use domain::values::counted;
use domain::values::evidence::FollowUp;
use serde_json::json;

pub(super) fn follow_up(args: &FollowUpArgs) -> Done {
    let today = || Here::read(&args.place).map(|here| here.app.clock().today());
    let follow_up = FollowUp {
        acted: args.acted.is_some(),
        what: args.acted.as_ref().or(args.nothing.as_ref()).cloned().unwrap_or_default(),
        on: args.on.as_deref().map_or_else(today, |typed| day(typed, "--on"))?,
        nonconformities: args.nonconformities.iter().cloned().collect(),
        evidence: args.shown_by.iter().cloned().collect(),
    };
    let id = args.item.clone();
    done(&args.place, "Said what came of", &args.item, EvidenceCommand::FollowUpEvidence { id, follow_up })
}

pub(super) fn list(place: &PlaceArgs, open: bool) -> Done {
    let here = Here::read(place)?;
    let (items, mark) = here.ask(&FollowedEvidence)?;
    let unsaid = items.iter().filter(|item| item.outcome == Outcome::Unsaid).count();
    let shown = items.iter().filter(|item| !open || matches!(item.outcome, Outcome::Unsaid | Outcome::Underway));
    let (rows, words): (Vec<Vec<String>>, Vec<FollowedEvidenceWords>) = shown
        .map(|item| {
            let words = FollowedEvidenceWords::of(&here.names(), item);
            let period = format!("{} to {}", words.period.from, words.period.until);
            let last = words.follow_ups.last().map(|said| said.what.clone()).unwrap_or_default();
            let cells = [words.id.clone(), words.title.clone(), period, item.outcome.title().to_owned(), last];
            (cells.to_vec(), words)
        })
        .unzip();
    let of = counted(items.len(), "accepted item with results", "accepted items with results");
    let head = vec![recorded(&mark), format!("Of {unsaid} of {of} nobody has said what came of it")];
    let tail = match unsaid {
        0 => Vec::new(),
        _ => vec!["Say it: `tickmark evidence follow-up ITEM --acted ...` or `--nothing ...`".to_owned()],
    };
    let tables = vec![table("", &["Id", "Title", "Period", "What came of it", "Last said"], rows)];
    let json = json!({ "followed": words, "unsaid": unsaid, "items": items.len(), "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables, tail }, &json)
}
