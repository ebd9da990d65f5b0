//! What is told of certification.

use crate::cli::Done;
use crate::cli::args::PlaceArgs;
use crate::cli::out::{Shown, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::certification::{CertificationBodyWords, CertificationLineWords, CertificationProjectWords};
use app::ask::{CertificationDetail, CertificationOf, CertificationsOf};
use domain::reports::certification::FindingStanding;
use domain::values::certification::{FindingKind, VisitKind, VisitOutcome};
use serde_json::json;
use std::process::ExitCode;

pub(super) fn list(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&CertificationsOf)?;
    let bodies: Vec<_> =
        answer.bodies.iter().map(|(id, held)| CertificationBodyWords::of(&here.names(), id, held)).collect();
    let projects: Vec<_> = answer.projects.iter().map(CertificationLineWords::of).collect();
    let rows = projects.iter().zip(&answer.projects).map(|(one, line)| {
        vec![
            one.id.clone(),
            one.title.clone(),
            one.body.clone(),
            line.state.title().to_owned(),
            one.certificate.clone().unwrap_or_default(),
            one.expiry.clone().unwrap_or_default(),
        ]
    });
    let mut tables = vec![table("Projects", &["Id", "Title", "Body", "State", "Certificate", "Until"], rows)];
    tables.push(table(
        "Bodies",
        &["Id", "Name", "Country", "Accredited by", "For ISO/IEC 27001", "Until"],
        bodies.iter().map(|one| {
            let check = one.checks.last();
            vec![
                one.id.clone(),
                one.name.clone(),
                one.country.clone(),
                check.map_or("not looked up", |check| check.by.as_str()).to_owned(),
                check.map_or("", |check| if check.iso27001 { "yes" } else { "no" }).to_owned(),
                check.and_then(|check| check.valid_until.clone()).unwrap_or_default(),
            ]
        }),
    ));
    let tail = match (bodies.is_empty(), projects.is_empty()) {
        (true, _) => vec!["Add a body with `tickmark certification body --name ... --country ...`".to_owned()],
        (false, true) => vec!["Plan with `tickmark certification plan --title ... --body CB-1 --scope ...`".to_owned()],
        _ => Vec::new(),
    };
    let json = json!({
        "current": answer.current, "certification_bodies": bodies, "certifications": projects,
        "mark": MarkWords::of(Some(&mark))
    });
    show(place, &Shown { head: vec![recorded(&mark)], tables, tail }, &json)
}

pub(super) fn one(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (detail, mark) = here.ask(&CertificationOf(id.to_owned()))?;
    let words = CertificationProjectWords::of(&here.names(), &detail);
    let line = &words.line;
    let mut rows = vec![
        ("Title", line.title.clone()),
        ("State", detail.state.title().to_owned()),
        ("Body", line.body.clone()),
        ("Standard", line.standard.clone()),
        ("Scope", words.scope.clone()),
        ("Covered", words.covered.clone()),
    ];
    rows.extend(words.certificates.last().map(|one| {
        (
            "Certificate",
            format!("{}, decided on {}, until {}, names {}", one.number, one.decided_on, one.expiry, one.statement),
        )
    }));
    rows.extend(words.due.iter().map(|one| ("Due", format!("{}: {}", one.due, one.what))));
    let rows = rows.into_iter().map(|(what, text)| vec![what.to_owned(), text]);
    let visits = words.visits.iter().map(|one| {
        let days = format!("{} to {}", one.first, one.last);
        let said = one.outcome.and_then(VisitOutcome::parse).map_or(one.state, VisitOutcome::title).to_owned();
        let kind = VisitKind::parse(one.kind).map_or(one.kind, VisitKind::title).to_owned();
        vec![one.number.to_string(), kind, days, said, one.covered.len().to_string()]
    });
    let findings = words.findings.iter().map(|one| {
        vec![
            one.number.to_string(),
            FindingKind::parse(one.kind).map_or(one.kind, FindingKind::title).to_owned(),
            one.title.clone(),
            one.item.clone(),
            FindingStanding::parse(one.standing).map_or(one.standing, FindingStanding::title).to_owned(),
            one.due.clone().unwrap_or_default(),
            one.nonconformity.clone().unwrap_or_default(),
        ]
    });
    let mut tables = vec![table("", &[&line.id, ""], rows)];
    if !words.visits.is_empty() {
        tables.push(table("Visits", &["No", "Kind", "Days", "Outcome", "Items covered"], visits));
    }
    if !words.findings.is_empty() {
        tables.push(table("Findings", &["No", "Kind", "Title", "Item", "Stands", "Due", "Nonconformity"], findings));
    }
    let mut tail = missing(&detail);
    tail.extend(words.warnings.iter().map(|one| format!("Warning: {}", one.sentence)));
    let json = json!({ "certification": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables, tail }, &json)
}

fn missing(detail: &CertificationDetail) -> Vec<String> {
    let Some((to, needs)) = &detail.next else { return vec!["Nothing comes next.".to_owned()] };
    let mut lines = vec![match needs.len() {
        0 => format!("Next: {}. Nothing is missing.", to.title()),
        _ => format!("Next: {}. Missing:", to.title()),
    }];
    lines.extend(needs.iter().map(|need| format!("- {}: {}; {}.", need.kind.title(), need.sentence, need.remedy)));
    lines
}

pub(super) fn check(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (detail, mark) = here.ask(&CertificationOf(id.to_owned()))?;
    let words = CertificationProjectWords::of(&here.names(), &detail);
    let open = detail.next.as_ref().is_some_and(|(_, needs)| !needs.is_empty());
    let json = json!({
        "certification": detail.id, "state": detail.state.id(), "next": words.next, "warnings": words.warnings,
        "mark": MarkWords::of(Some(&mark))
    });
    let shown = Shown { head: vec![recorded(&mark)], tables: Vec::new(), tail: missing(&detail) };
    show(place, &shown, &json)?;
    Ok(if open { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
