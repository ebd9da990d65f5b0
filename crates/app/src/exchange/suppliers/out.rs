//! The register as a table: it comes in again as it went out, and changes nothing then.

use super::super::list::out::{day, flag, names_or_none, person};
use super::SUPPLIER_HEADINGS;
use crate::App;
use crate::ask::SuppliersAnswer;
use crate::tables::{CellOut, SheetOut};
use domain::registers::supplier::HeldSupplier;

/// The suppliers as one sheet. Owners stand by e-mail address, or by id where they have none here; an empty list is `none`, so
/// that it is told apart from what is left out.
pub fn supplier_sheet(app: &App, answer: &SuppliersAnswer) -> SheetOut {
    let rows = answer.register.suppliers.iter().map(|(id, held)| row(app, answer, id, held));
    SheetOut {
        name: "Suppliers".to_owned(),
        headers: SUPPLIER_HEADINGS.map(str::to_owned).to_vec(),
        widths: vec![8, 26, 6, 40, 11, 30, 14, 11, 13, 30, 13, 13, 40, 30, 24, 15, 12, 12, 12],
        rows: rows.collect(),
        ..SheetOut::default()
    }
}

fn row(app: &App, answer: &SuppliersAnswer, id: &str, held: &HeldSupplier) -> Vec<CellOut> {
    let supplier = &held.supplier;
    vec![
        CellOut::text(id),
        CellOut::text(&supplier.name),
        CellOut::Int(i64::from(supplier.tier)),
        CellOut::text(&supplier.services),
        flag(supplier.ict),
        names_or_none(supplier.chain.iter().map(|id| answer.name(id))),
        flag(supplier.no_chain),
        CellOut::text(supplier.criticality.id()),
        flag(supplier.personal_data),
        person(app, supplier.owner.as_ref()),
        day(supplier.contract.on),
        day(supplier.contract.until),
        names_or_none(supplier.contract.clauses.iter().map(|clause| clause.id())),
        CellOut::text(&supplier.monitoring),
        names_or_none(supplier.systems.iter().map(String::as_str)),
        supplier.needed.map_or(CellOut::Empty, flag),
        CellOut::text(supplier.subservice.as_ref().map_or("no", |subservice| subservice.method.id())),
        CellOut::text(held.state.id()),
        day(held.next_review),
    ]
}
