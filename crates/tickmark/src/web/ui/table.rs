//! Tables: a caption, columns that can be sorted by links, rows whose first cell names them.

use super::Icon;
use super::notice::empty_state;
use maud::{Markup, PreEscaped, html};
use std::borrow::Cow;
use std::sync::Arc;

/// One column.
pub(crate) struct Column<'a> {
    pub label: Cow<'a, str>,
    /// Numbers stand to the right, so that digits stand under digits.
    pub number: bool,
    /// Widths are the browser's; a narrow column takes no more room than its words need.
    pub narrow: bool,
    /// The address that sorts by this column, and how the rows stand now.
    pub sort: Option<(Cow<'a, str>, Order)>,
}

/// How the rows stand by a column that can be sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    #[default]
    Unsorted,
    Ascending,
    Descending,
}

impl<'a> Column<'a> {
    /// A column of words.
    pub(crate) fn text(label: impl Into<Cow<'a, str>>) -> Column<'a> {
        Column { label: label.into(), number: false, narrow: false, sort: None }
    }

    /// A narrow column of words that do not wrap: ids, states, dates.
    pub(crate) fn narrow(label: impl Into<Cow<'a, str>>) -> Column<'a> {
        Column { narrow: true, ..Column::text(label) }
    }

    /// A column of numbers.
    pub(crate) fn number(label: impl Into<Cow<'a, str>>) -> Column<'a> {
        Column { number: true, narrow: true, ..Column::text(label) }
    }

    /// The same column, sorted by a link.
    pub(crate) fn sorted(mut self, href: impl Into<Cow<'a, str>>, order: Order) -> Column<'a> {
        self.sort = Some((href.into(), order));
        self
    }

    fn class(&self) -> Option<&'static str> {
        match (self.number, self.narrow) {
            (true, _) => Some("number-cell"),
            (false, true) => Some("narrow-cell"),
            (false, false) => None,
        }
    }
}

/// One row: as many cells as there are columns; the first names the row.
#[derive(Default)]
pub(crate) struct Row {
    pub cells: Vec<Markup>,
    /// Anchor of the row; empty for none.
    pub id: String,
    /// A row that stands back: inactive, superseded.
    pub faint: bool,
}

impl Row {
    /// A row of these cells.
    pub(crate) fn new(cells: Vec<Markup>) -> Row {
        Row { cells, ..Row::default() }
    }

    /// The same row with an anchor.
    pub(crate) fn anchored(mut self, id: impl Into<String>) -> Row {
        self.id = id.into();
        self
    }
}

/// How a table behaves.
#[derive(Default)]
pub(crate) struct TableOptions<'a> {
    /// Shows the caption; otherwise only screen readers meet it, because a heading above says the same.
    pub caption_shown: bool,
    /// Offers a search over the rows on the page, which needs script and is not shown without it.
    pub filter: bool,
    /// A table of so many columns that it scrolls sideways; its head then cannot stay in sight while the page scrolls.
    pub wide: bool,
    /// What to say in place of a table without rows: title, what to do next, action.
    pub empty: Option<(&'a str, &'a str, Markup)>,
}

/// A table. On narrow screens each row becomes a block in which every cell carries the name of its column.
pub(crate) fn table(caption: &str, columns: &[Column<'_>], rows: &[Row], options: TableOptions<'_>) -> Markup {
    let bodies = html! { @for row in rows { (body(columns, row)) } };
    framed(caption, columns, (rows.is_empty(), &bodies), options)
}

/// A table of rows that were drawn before, as [`row`] draws them.
pub(crate) fn table_of(caption: &str, columns: &[Column<'_>], rows: &[Arc<str>], options: TableOptions<'_>) -> Markup {
    let bodies = html! { @for row in rows { (PreEscaped(&**row)) } };
    framed(caption, columns, (rows.is_empty(), &bodies), options)
}

/// One row, drawn.
pub(crate) fn row(columns: &[Column<'_>], row: &Row) -> String {
    body(columns, row).into_string()
}

fn framed(caption: &str, columns: &[Column<'_>], (none, bodies): (bool, &Markup), options: TableOptions<'_>) -> Markup {
    if let (true, Some((title, next, action))) = (none, options.empty) {
        return empty_state(title, next, action);
    }
    html! {
        div.table.wide[options.wide] data-table data-filter[options.filter] {
            table {
                caption.sr-only[!options.caption_shown] { (caption) }
                thead { tr { @for column in columns { (head(column)) } } }
                tbody { (bodies) }
            }
        }
    }
}

fn head(column: &Column<'_>) -> Markup {
    let order = column.sort.as_ref().map(|(_, order)| match order {
        Order::Unsorted => "none",
        Order::Ascending => "ascending",
        Order::Descending => "descending",
    });
    html! {
        th scope="col" class=[column.class()] aria-sort=[order] {
            @match &column.sort {
                Some((href, _)) => a.sort href=(href) { (column.label) span.sort-arrow aria-hidden="true" {} },
                None => (column.label),
            }
        }
    }
}

fn body(columns: &[Column<'_>], row: &Row) -> Markup {
    let id = (!row.id.is_empty()).then_some(&row.id);
    html! {
        tr id=[id] class=[row.faint.then_some("faint")] {
            @for (at, (column, cell)) in columns.iter().zip(&row.cells).enumerate() {
                @if at == 0 {
                    th scope="row" class=[column.class()] data-label=(column.label) { (cell) }
                } @else {
                    td class=[column.class()] data-label=(column.label) { (cell) }
                }
            }
        }
    }
}

/// The id and the title of a thing in the first cell of a row, as one link.
pub(crate) fn named(id: &str, title: &str, href: &str) -> Markup {
    html! { a.named href=(href) { span.id { (id) } " " span.named-title { (super::whole(title)) } } }
}

/// A link to a file made from the table, with the name of its format.
pub(crate) fn export_link(format: &str, href: &str) -> Markup {
    html! { a.button.quiet href=(href) download { (Icon::Download.svg()) (format) } }
}

/// An empty cell that says so, instead of a blank that could be a fault.
pub(crate) fn nothing() -> Markup {
    PreEscaped(r#"<span class="nothing" aria-label="none">–</span>"#.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_names_itself_its_columns_and_its_rows() {
        let columns = [Column::narrow("Control").sorted("?sort=id", Order::Ascending), Column::number("Rows")];
        let rows = [Row::new(vec![html! { "A.5.1" }, html! { "4" }]).anchored("A.5.1")];
        let text = table("Gap list", &columns, &rows, TableOptions::default()).into_string();
        assert!(text.contains(r#"<caption class="sr-only">Gap list</caption>"#));
        assert!(text.contains(r#"aria-sort="ascending""#) && text.contains(r#"<a class="sort" href="?sort=id">"#));
        assert!(text.contains(r#"<th scope="row" class="narrow-cell" data-label="Control">A.5.1</th>"#));
        assert!(text.contains(r#"<td class="number-cell" data-label="Rows">4</td>"#));
    }

    #[test]
    fn a_table_without_rows_says_what_to_do_next() {
        let options = TableOptions {
            empty: Some(("No controls yet", "Import your SOC 2 controls.", html! { a href="/import" { "Import" } })),
            ..TableOptions::default()
        };
        let text = table("Controls", &[Column::text("Control")], &[], options).into_string();
        assert!(!text.contains("<table") && text.contains("No controls yet") && text.contains("/import"));
    }
}
