//! What the programme is worth, counted.

use super::Done;
use super::args::PlaceArgs;
use super::out::{Shown, show, table};
use super::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::value::ValueWords;
use app::ask::ValueOf;
use serde_json::json;

pub(crate) fn value(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&ValueOf)?;
    let words = ValueWords::of(&answer);
    let figures = answer.benefits.iter().map(|one| {
        vec![
            one.purpose.title().to_owned(),
            one.title.to_owned(),
            format!("{} of {}", one.count, one.of),
            one.whole.to_owned(),
        ]
    });
    let papers = words
        .expected_papers
        .iter()
        .map(|one| vec![one.framework.to_owned(), one.place.clone(), one.name.clone(), one.differs.to_owned()]);
    let tables = vec![
        table("", &["Speaks for", "Figure", "Count", "Of"], figures),
        table("What each framework expects on paper", &["Framework", "Where", "What", "How it differs"], papers),
    ];
    let shown = Shown { head: vec![recorded(&mark)], tables, tail: vec![words.says.to_owned()] };
    show(place, &shown, &json!({ "value": words, "mark": MarkWords::of(Some(&mark)) }))
}
