//! The eighteen rules that keep duties apart: whether management can waive each, and what enforces it.

use super::capital;
use crate::web::ui::{self, Column, Row, TableOptions, Tone};
use domain::values::Duty;
use maud::{Markup, html};

pub(super) fn view() -> Markup {
    let columns =
        [Column::narrow("Rule"), Column::text("Says"), Column::narrow("Waiver"), Column::text("What enforces it")];
    let rows: Vec<Row> = Duty::ALL.into_iter().map(row).collect();
    html! {
        p.section-lead {
            "A small firm may set five of them aside, openly: dated, reasoned, approved by management, and shown on every "
            "report it touches. The others protect the record itself."
        }
        (ui::table("Duties kept apart", &columns, &rows, TableOptions::default()))
    }
}

fn row(duty: Duty) -> Row {
    let cells = vec![
        html! { span.id { (duty.id()) } },
        html! { (capital(duty.sentence())) "." },
        if duty.waivable() {
            ui::badge(Tone::Caution, "Can be waived")
        } else {
            html! { span.hint { "never" } }
        },
        html! { (capital(duty.enforced())) "." },
    ];
    Row::new(cells).anchored(duty.id())
}
