//! Does an auditor have a part in what is audited? (clause 9.2.2)

use super::asked::{self, Tool, answer, column, lines, text};
use super::{form, typed};
use crate::web::problem::Problem;
use crate::web::ui::{self, Column, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use crate::words::calc::{IndependenceWords, independence};
use axum::response::Response;
use domain::reports::independence::Part;
use maud::{Markup, html};
use serde_json::{Value, json};

const TOOL: Tool = Tool {
    title: "Independence check",
    path: "/tools/independence",
    lead: "Does an internal auditor have a part in what is audited? Clause 9.2.2; nothing is kept.",
    next: "Name the auditor, and list the controls and clauses with those who have a part in them.",
    example: "/tools/independence?auditor=ana&items=A.5.15%3B+ben%3B+ana%3B+-%3B+eve%0A9.2.2%3B+eve",
    how: &[
        "Nobody audits own work: who owns, operates, wrote or approved an item does not audit it.",
        "Persons are compared by their names as written, without regard to capital letters.",
        "The list speaks for the time in which parts count, twelve months unless you set another.",
    ],
};

pub(super) async fn page(visit: Visit) -> Result<Response, Problem> {
    let found = visit.field("auditor").or_else(|| visit.field("items")).map(|_| {
        let items: Vec<Value> = lines(&visit, "items").iter().map(|line| item(line)).collect();
        answer(&json!({ "auditor": text(&visit, "auditor"), "items": items }), independence).map(|found| told(&found))
    });
    asked::page(&visit, &TOOL, &asked::question(fields(&visit)), found)
}

/// A line: control or clause, owner, operator, author, approver. Clauses begin with a digit.
fn item(line: &[String]) -> Value {
    let is_clause = line.first().is_some_and(|id| id.starts_with(|c: char| c.is_ascii_digit()));
    let kind = if is_clause { "clause" } else { "control" };
    json!({
        kind: column(line, 0), "owner": column(line, 1), "operator": column(line, 2), "author": column(line, 3),
        "approver": column(line, 4),
    })
}

fn told(found: &IndependenceWords) -> Markup {
    if found.violations.is_empty() {
        let words = html! { p { "The auditor has no part in what is listed." } };
        return ui::notice(Tone::Good, "Independent", words);
    }
    let row = |[item, part]: &[String; 2]| {
        let part = Part::parse(part).map_or_else(|| part.clone(), |part| part.title().to_owned());
        Row::new(vec![html! { (item) }, html! { (part) }])
    };
    let rows: Vec<Row> = found.violations.iter().map(row).collect();
    let columns = [Column::text("Control or clause"), Column::text("Part of the auditor")];
    html! {
        (ui::notice(Tone::Danger, "Not independent", html! { p { "Somebody else audits these." } }))
        (ui::table("Parts of the auditor", &columns, &rows, TableOptions::default()))
    }
}

fn fields(visit: &Visit) -> Markup {
    let (auditor, items) = (typed(visit, "auditor"), typed(visit, "items"));
    let field = |name, label, value, hint| Field { name, label, value, hint, required: true, ..Field::default() };
    let hint =
        "One a line: control or clause; owner; operator; author; approver. A dash for nobody. A.5.15; ben; ana; -; eve";
    form(
        visit,
        TOOL.path,
        html! {
            (ui::text(&field("auditor", "Auditor", auditor.as_str(), "")))
            (ui::textarea(&field("items", "What is audited", items.as_str(), hint), 6))
        },
    )
}
