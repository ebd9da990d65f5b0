//! What SOC 2 has no equivalent for: clauses 4 to 10, the wrapper of the management system, documents and records.

use crate::web::assess;
use crate::web::reading::{item_href, items, n, share};
use crate::web::typed::sentence;
use crate::web::ui::{self, Column, Part, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::AssessmentOf;
use domain::reports::net_new::{NetNew, NewClause, Standing};
use maud::{Markup, html};

pub(super) fn clauses(visit: &Visit, net_new: &NetNew, assessments: &[AssessmentOf]) -> Markup {
    let of = net_new.clauses.len();
    let parts = [
        Part::new(ui::Mark::Full, n(net_new.count(Standing::Extends)), Standing::Extends.title()),
        Part::new(ui::Mark::Partial, n(net_new.count(Standing::Touched)), Standing::Touched.title()),
        Part::new(ui::Mark::None, n(net_new.count(Standing::New)), Standing::New.title()),
    ];
    let open = of - net_new.count(Standing::Extends);
    let lead = format!(
        "{open} of {of} clauses ({}) ask for something whose form SOC 2 does not know. None of them can be excluded, whatever the coverage of Annex A.",
        share(open, of)
    );
    html! {
        (ui::section("wrapper", "The wrapper of the management system",
            Some("Four parts that every programme coming from SOC 2 has to build. Their state is your own judgement."),
            wrapper(visit, net_new, assessments)))
        (ui::section("clauses", "Clauses 4 to 10", Some(&lead), html! {
            (ui::card(ui::stacked_bar("Clauses after SOC 2", &parts)))
            (clause_table(visit, net_new, assessments))
        }))
        (ui::section("artefacts", "Documents and records",
            Some(&format!(
                "{} of the {} documents and records that the standard names have no SOC 2 equivalent.",
                net_new.artefacts.len(), net_new.artefacts_of
            )),
            artefacts(visit, net_new)))
    }
}

fn wrapper(visit: &Visit, net_new: &NetNew, assessments: &[AssessmentOf]) -> Markup {
    let rows: Vec<Row> = net_new
        .wrapper
        .iter()
        .map(|part| {
            Row::new(vec![
                ui::named(part.clause, part.title, &item_href(visit, part.clause)),
                assess::practice_badge(assessments, part.clause),
                html! { (sentence(part.why)) },
                judge(visit, part.clause),
            ])
        })
        .collect();
    let columns = [
        Column::text("Part"),
        Column::narrow("State"),
        Column::text("Why SOC 2 does not close it"),
        Column::narrow(""),
    ];
    ui::table("The wrapper", &columns, &rows, TableOptions::default())
}

fn clause_table(visit: &Visit, net_new: &NetNew, assessments: &[AssessmentOf]) -> Markup {
    let rows: Vec<Row> = net_new.clauses.iter().map(|c| clause(visit, c, assessments)).collect();
    let columns = [
        Column::text("Clause"),
        Column::narrow("After SOC 2"),
        Column::text("What it asks for"),
        Column::text("SOC 2 touches"),
        Column::narrow("State"),
    ];
    ui::table("Clauses 4 to 10", &columns, &rows, TableOptions::default())
}

fn clause(visit: &Visit, c: &NewClause, assessments: &[AssessmentOf]) -> Row {
    let tone = match c.standing {
        Standing::Extends => Tone::Good,
        Standing::Touched => Tone::Caution,
        Standing::New => Tone::Danger,
    };
    let mut touched: Vec<&str> =
        c.rows.iter().map(|(id, _)| id.as_str()).chain(c.touches.iter().map(String::as_str)).collect();
    touched.sort_unstable();
    touched.dedup();
    Row::new(vec![
        ui::named(&c.id, &c.title, &item_href(visit, &c.id)),
        ui::badge(tone, short(c.standing)),
        html! { (c.asks) @if let Some(note) = &c.note { p.hint { (note) } } },
        items(visit, &touched),
        html! { (assess::practice_badge(assessments, &c.id)) " " (judge(visit, &c.id)) },
    ])
    .anchored(format!("clause-{}", c.id))
}

/// The standing in a badge's length.
fn short(standing: Standing) -> &'static str {
    match standing {
        Standing::Extends => "Extend",
        Standing::Touched => "Form is new",
        Standing::New => "New",
    }
}

fn artefacts(visit: &Visit, net_new: &NetNew) -> Markup {
    let rows: Vec<Row> = net_new
        .artefacts
        .iter()
        .map(|(clause, name)| {
            Row::new(vec![html! { (name) }, html! { a.id href=(item_href(visit, clause)) { (clause) } }])
        })
        .collect();
    let columns = [Column::text("Document or record"), Column::narrow("Clause")];
    ui::table("Documents and records without SOC 2 equivalent", &columns, &rows, TableOptions::default())
}

fn judge(visit: &Visit, item: &str) -> Markup {
    html! { @if !visit.in_the_past() { a href=(assess::href(visit, item)) { "Judge" } } }
}
