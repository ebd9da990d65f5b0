//! How the programme stood month by month.

use super::Done;
use super::args::PlaceArgs;
use super::out::{Shown, show, table};
use super::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::posture::PostureWords;
use app::ask::PostureOf;
use serde_json::json;

pub(crate) fn posture(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&PostureOf)?;
    let words = PostureWords::of(&answer);
    let months = words.months.iter().map(|month| {
        vec![
            month.on.clone(),
            month.open_major.to_string(),
            month.open_minor.to_string(),
            month.found.to_string(),
            month.closed.to_string(),
            format!("{} of {}", month.above_appetite, month.risks),
            month.unrated.to_string(),
            format!("{} of {}", month.missed, month.runs),
            month.exceptions.to_string(),
        ]
    });
    let headers =
        ["End of", "Major", "Minor", "Found", "Closed", "Above appetite", "Not rated", "Missed", "Exceptions"];
    let changes = answer.changes.iter().map(|change| {
        vec![
            change.measure.title().to_owned(),
            figure(change.first),
            figure(change.last),
            change.way.title().to_owned(),
        ]
    });
    let compared = table("First month against last", &["Measure", "First", "Last", "Way"], changes);
    let tables = vec![table("", &headers, months), compared];
    let mut tail = vec![words.says.to_owned()];
    if answer.changes.is_empty() {
        tail.insert(0, "Nothing is compared before two months are over.".to_owned());
    }
    let shown = Shown { head: vec![recorded(&mark)], tables, tail };
    show(place, &shown, &json!({ "posture": words, "mark": MarkWords::of(Some(&mark)) }))
}

fn figure((on, count, of): (jiff::civil::Date, usize, Option<usize>)) -> String {
    let of = of.map(|of| format!(" of {of}")).unwrap_or_default();
    format!("{count}{of} ({on})")
}
