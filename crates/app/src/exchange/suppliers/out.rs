//! The register as a table: it comes in again as it went out, and changes nothing then.

use super::HEADINGS;
use crate::App;
use crate::ask::SuppliersAnswer;
use crate::papers::{CellOut, SheetOut};
use domain::registers::supplier::HeldSupplier;
use jiff::civil::Date;

/// The suppliers as one sheet. Owners stand by e-mail address, or by id where they have none here; an empty list is `none`, so
/// that it is told apart from what is left out.
pub fn supplier_sheet(app: &App, answer: &SuppliersAnswer) -> SheetOut {
    let rows = answer.register.suppliers.iter().map(|(id, held)| row(app, answer, id, held));
    SheetOut {
        name: "Suppliers".to_owned(),
        headers: HEADINGS.map(str::to_owned).to_vec(),
        widths: vec![8, 26, 6, 40, 11, 30, 14, 11, 13, 30, 13, 13, 40, 30, 24, 15, 12, 12, 12],
        rows: rows.collect(),
        ..SheetOut::default()
    }
}

fn row(app: &App, answer: &SuppliersAnswer, id: &str, held: &HeldSupplier) -> Vec<CellOut> {
    let supplier = &held.supplier;
    let yes = |flag: bool| CellOut::text(if flag { "yes" } else { "no" });
    let day = |day: Option<Date>| day.map_or(CellOut::Empty, CellOut::Date);
    let list = |names: Vec<&str>| CellOut::text(if names.is_empty() { "none".to_owned() } else { names.join("; ") });
    let email = |id: &String| {
        let person = app.person(id).ok().flatten();
        person.map(|person| person.email).filter(|email| !email.is_empty()).unwrap_or_else(|| id.clone())
    };
    vec![
        CellOut::text(id),
        CellOut::text(&supplier.name),
        CellOut::Int(i64::from(supplier.tier)),
        CellOut::text(&supplier.services),
        yes(supplier.ict),
        list(supplier.chain.iter().map(|id| answer.name(id)).collect()),
        yes(supplier.no_chain),
        CellOut::text(supplier.criticality.id()),
        yes(supplier.personal_data),
        supplier.owner.as_ref().map_or(CellOut::Empty, |id| CellOut::text(email(id))),
        day(supplier.contract.on),
        day(supplier.contract.until),
        list(supplier.contract.clauses.iter().map(|clause| clause.id()).collect()),
        CellOut::text(&supplier.monitoring),
        list(supplier.systems.iter().map(String::as_str).collect()),
        supplier.needed.map_or(CellOut::Empty, yes),
        CellOut::text(supplier.subservice.as_ref().map_or("no", |subservice| subservice.method.id())),
        CellOut::text(held.state.id()),
        day(held.next_review),
    ]
}
