//! Certification as tables: the projects with their certificates, and the bodies with what was seen of their accreditation.

use app::ask::{CertificationLine, CertificationsAnswer};
use app::tables::{CellOut, SheetOut};
use domain::registers::certification::HeldBody;

const PROJECTS: [(&str, u16); 11] = [
    ("Id", 8),
    ("Title", 34),
    ("Body", 8),
    ("Name of the body", 30),
    ("Standard", 26),
    ("Scope", 60),
    ("State", 22),
    ("Certificate", 20),
    ("Decided on", 12),
    ("Valid until", 12),
    ("Statement of Applicability", 26),
];

const BODIES: [(&str, u16); 9] = [
    ("Id", 8),
    ("Name", 34),
    ("Country", 14),
    ("Markets", 24),
    ("Accredited by", 18),
    ("Accreditation", 20),
    ("For ISO/IEC 27001", 17),
    ("Valid until", 12),
    ("Looked up on", 13),
];

/// The projects and the bodies, a sheet each. The first one is what a CSV file holds.
pub(crate) fn certification_sheets(answer: &CertificationsAnswer) -> Vec<SheetOut> {
    vec![
        sheet("Certifications", &PROJECTS, answer.projects.iter().map(|line| project(answer, line)).collect()),
        sheet("Certification bodies", &BODIES, answer.bodies.iter().map(|(id, held)| body(id, held)).collect()),
    ]
}

fn sheet(name: &str, columns: &[(&str, u16)], rows: Vec<Vec<CellOut>>) -> SheetOut {
    SheetOut {
        name: name.to_owned(),
        headers: columns.iter().map(|(header, _)| (*header).to_owned()).collect(),
        widths: columns.iter().map(|(_, width)| *width).collect(),
        rows,
        ..SheetOut::default()
    }
}

fn project(answer: &CertificationsAnswer, line: &CertificationLine) -> Vec<CellOut> {
    let project = &line.held.project;
    let body = answer.bodies.iter().find(|(id, _)| *id == project.body);
    let held = line.held.certificate();
    vec![
        CellOut::text(&line.id),
        CellOut::text(&project.title),
        CellOut::text(&project.body),
        CellOut::text(body.map(|(_, held)| held.body.name.as_str()).unwrap_or_default()),
        CellOut::text(&project.standard),
        CellOut::text(&project.scope),
        CellOut::text(line.state.id()),
        CellOut::text(held.map(|held| held.decision.number.as_str()).unwrap_or_default()),
        held.map_or(CellOut::Empty, |held| CellOut::Date(held.decision.on)),
        held.map_or(CellOut::Empty, |held| CellOut::Date(held.expiry)),
        CellOut::text(held.map(|held| held.decision.statement.as_str()).unwrap_or_default()),
    ]
}

fn body(id: &str, held: &HeldBody) -> Vec<CellOut> {
    let seen = held.check().map(|check| &check.accreditation);
    let markets: Vec<&str> = held.body.markets.iter().map(String::as_str).collect();
    vec![
        CellOut::text(id),
        CellOut::text(&held.body.name),
        CellOut::text(&held.body.country),
        CellOut::text(markets.join("; ")),
        CellOut::text(seen.map(|seen| seen.by.as_str()).unwrap_or_default()),
        CellOut::text(seen.map(|seen| seen.number.as_str()).unwrap_or_default()),
        CellOut::text(seen.map(|seen| if seen.iso27001 { "yes" } else { "no" }).unwrap_or_default()),
        seen.and_then(|seen| seen.valid_until).map_or(CellOut::Empty, CellOut::Date),
        seen.map_or(CellOut::Empty, |seen| CellOut::Date(seen.on)),
    ]
}
