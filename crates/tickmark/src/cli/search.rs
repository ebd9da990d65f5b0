//! Search over everything of an organisation.

use super::Done;
use super::args::SearchArgs;
use super::out::{Shown, rests_on, show, table};
use super::people::{Here, recorded};
use super::place::at;
use crate::words::search::SearchWords;

pub(crate) fn search(args: &SearchArgs) -> Done {
    let here = Here::read(&args.place)?;
    let query = args.words.join(" ");
    let answer = here.app.search(&here.org, &here.who, at(&args.place)?, &query, args.limit.into())?;
    rests_on(&answer.mark);
    let words = SearchWords::of(&query, &answer.value, &answer.mark);
    let rows = words.found.iter().map(|found| {
        let of = found.engagement.as_ref().map(|id| format!("of {id}")).unwrap_or_default();
        vec![found.kind_title.to_owned(), found.id.clone(), found.title.clone(), of]
    });
    let tables = vec![table("", &["Kind", "Id", "Title", ""], rows)];
    let tail = match words.found.len() {
        0 => vec!["Nothing has every one of these words; try fewer.".to_owned()],
        named if named < words.of => vec![format!("The best {named} of {}; --limit shows more.", words.of)],
        _ => Vec::new(),
    };
    show(&args.place, &Shown { head: vec![recorded(&answer.mark)], tables, tail }, &words)
}
