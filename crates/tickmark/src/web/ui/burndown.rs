//! A burn-down: the figures in a sentence, the picture, and the same as a table behind a fold.

use super::{Column, Row, TableOptions, picture, table};
use app::printed::pictures;
use domain::reports::burndown::Burndown;
use maud::{Markup, html};

/// How a piece of work burns down; `name` says of what.
pub(crate) fn burndown(name: &str, of: &Burndown) -> Markup {
    let columns = [Column::narrow("At the end of"), Column::number("Planned to be left"), Column::number("Left")];
    let rows: Vec<Row> = of
        .points
        .iter()
        .map(|point| {
            Row::new(vec![
                html! { time datetime=(point.on) { (point.on) } },
                html! { (point.planned) },
                html! { @match point.left { Some(left) => (left), None => span.hint { "not yet known" } } },
            ])
        })
        .collect();
    html! {
        p {
            strong { (of.left()) } " of " (of.of) " are left; " (of.planned()) " were planned to be left by now."
            @if of.without_day > 0 { " Of " (of.without_day) " nobody said by when; they count as planned to the end." }
        }
        (picture(name, &pictures::burndown(name, of).svg))
        details.fold { summary { "The same as a table" } (table(name, &columns, &rows, TableOptions::default())) }
    }
}
