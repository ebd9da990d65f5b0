//! What many papers are made of.

use crate::pictures::burndown;
use domain::reports::burndown::Burndown;
use jiff::civil::Date;
use press::{Block, Cell, Column, Inline, Rich, Table};

/// A person by name.
pub(super) type Names<'a> = &'a dyn Fn(&str) -> String;

/// Plain words.
pub(super) fn plain(text: impl Into<String>) -> Rich {
    vec![Inline::new(text)]
}

/// A fact: label and value. A value of nothing is no fact.
pub(super) fn fact(name: &str, value: impl Into<String>) -> Option<(String, Rich)> {
    let value = value.into();
    (!value.trim().is_empty()).then(|| (name.to_owned(), plain(value)))
}

/// Facts, without those that say nothing.
pub(super) fn facts(list: Vec<Option<(String, Rich)>>) -> Block {
    Block::Facts(list.into_iter().flatten().collect())
}

/// A table of words.
pub(super) fn table(name: &str, columns: &[(&str, u16)], rows: Vec<Vec<Cell>>, empty: &str) -> Block {
    Block::Table(Table {
        name: name.to_owned(),
        columns: columns.iter().map(|(title, weight)| Column::new(*title, *weight)).collect(),
        rows,
        empty: empty.to_owned(),
    })
}

/// A cell of lines, those of nothing left out.
pub(super) fn lines<I: IntoIterator<Item = String>>(list: I) -> Cell {
    let said: Vec<String> = list.into_iter().filter(|line| !line.trim().is_empty()).collect();
    Cell::new(said.join("\n"))
}

/// An id in weight with words after it.
pub(super) fn named(id: &str, title: &str) -> Cell {
    Cell::from(vec![Inline::strong(id), Inline::new(format!(" {title}"))])
}

/// A day, or nothing.
pub(super) fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// The day of a moment, UTC.
pub(super) fn day_of(us: i64) -> String {
    match jiff::Timestamp::from_microsecond(us) {
        Ok(at) => at.strftime("%Y-%m-%d").to_string(),
        Err(_) => "unknown".to_owned(),
    }
}

/// A text of several paragraphs, as somebody typed it.
pub(super) fn typed(text: &str) -> Vec<Block> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(Block::text).collect()
}

/// How a piece of work burns down: the figures in a sentence, the picture, and the same as a table.
pub(super) fn burned(name: &str, of: &Burndown) -> Vec<Block> {
    let without = match of.without_day {
        0 => String::new(),
        some => format!(" Of {some} nobody said by when; they count as planned to the end."),
    };
    let said =
        format!("{} of {} are left, {} were planned to be left by now.{without}", of.left(), of.of, of.planned());
    let rows = of.points.iter().map(|point| {
        let left = point.left.map_or("not yet known".to_owned(), |left| left.to_string());
        vec![Cell::new(point.on.to_string()), Cell::new(point.planned.to_string()), Cell::new(left)]
    });
    vec![
        Block::text(said),
        Block::Chart(burndown(name, of)),
        table(
            &format!("{name}, left"),
            &[("At the end of", 3), ("Planned to be left", 3), ("Left", 3)],
            rows.collect(),
            "No day is over yet.",
        ),
    ]
}

/// Words as a sentence: with a full stop, unless they end in a mark of their own.
pub(super) fn ended(words: &str) -> String {
    let words = words.trim_end();
    if words.ends_with(['.', '!', '?', '\u{2026}']) { words.to_owned() } else { format!("{words}.") }
}

/// Words as the beginning of a sentence or a heading: `organizational` is *Organizational*.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
