//! Versions, rows, checks, chains and differences.

use super::set::differences;
use crate::cli::Done;
use crate::cli::args::{PlaceArgs, SoaPlaceArgs};
use crate::cli::out::{Shown, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::statement::{
    SoaChainWords, SoaDifferenceWords, SoaFindingWords, SoaLineWords, SoaProgressWords, SoaRowWords, SoaVersionWords,
};
use app::ask::{StatementAnswer, StatementChains, StatementDifference, StatementOf, Statements};
use app::{Failure, Mark};
use domain::event::STATEMENT_ENTRY;
use domain::refusal::Refusal;
use domain::values::nearest::nearest;
use domain::values::reference::canonical;
use serde_json::json;

pub(super) fn list(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&Statements)?;
    let words: Vec<SoaLineWords> = answer.versions.iter().map(|line| SoaLineWords::of(&here.names(), line)).collect();
    let rows = words.iter().map(|line| {
        vec![
            line.version.id.clone(),
            line.version.state.to_owned(),
            line.version.from.clone().unwrap_or_default(),
            line.version.until.clone().unwrap_or_default(),
            line.blocking.map_or_else(String::new, |count| count.to_string()),
            line.version.sha256.clone(),
        ]
    });
    let headers = ["Version", "Stands", "From", "Until", "In the way", "SHA-256"];
    let tail = match words.is_empty() {
        true => vec!["None was begun yet: `tickmark soa draft` begins one.".to_owned()],
        false => answer.notes.iter().map(|note| (*note).to_owned()).collect(),
    };
    let json = json!({
        "versions": words, "open": answer.open, "in_force": answer.in_force, "notes": answer.notes,
        "mark": MarkWords::of(Some(&mark)),
    });
    show(place, &Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], tail }, &json)
}

fn asked<'a>(at: &'a SoaPlaceArgs) -> Result<(Here<'a>, StatementAnswer, Mark), Failure> {
    let here = Here::read(&at.place)?;
    let (answer, mark) = here.ask(&StatementOf { id: at.version.clone() })?;
    Ok((here, answer, mark))
}

fn head(answer: &StatementAnswer, mark: &Mark) -> Vec<String> {
    let made = &answer.progress;
    vec![
        recorded(mark),
        format!("{}, {}; SHA-256 {}", answer.id, answer.held.state.title().to_lowercase(), answer.held.sha256),
        format!(
            "Decided {} of {}. Applicable with evidence in date: {} of {}. In the way of an approval: {}. Proposed: {}.",
            made.settled(),
            made.entries(),
            made.evidenced,
            made.applicable(),
            made.blocking,
            made.proposed
        ),
    ]
}

/// A version as JSON, whole.
pub(super) fn whole(here: &Here<'_>, answer: &StatementAnswer, mark: &Mark) -> serde_json::Value {
    let rows: Vec<SoaRowWords> = answer.rows.iter().map(|row| SoaRowWords::of(&here.names(), row)).collect();
    let findings: Vec<SoaFindingWords> = answer.findings.iter().map(SoaFindingWords::from).collect();
    json!({
        "statement": SoaVersionWords::of(&here.names(), &answer.id, &answer.held, answer.version),
        "rows": rows, "findings": findings, "progress": SoaProgressWords::from(&answer.progress),
        "notes": answer.notes, "mark": MarkWords::of(Some(mark)),
    })
}

pub(super) fn rows(at: &SoaPlaceArgs, controls: &[String]) -> Done {
    let (here, mut answer, mark) = asked(at)?;
    for typed in controls {
        let known = |id: &str| id == typed || id == canonical(typed);
        if !answer.rows.iter().any(|row| known(&row.control)) {
            let near = nearest(&canonical(typed), answer.rows.iter().map(|row| row.control.as_str()));
            return Err(
                Refusal::Unknown { what: "control", id: typed.clone(), nearest: near.map(str::to_owned) }.into()
            );
        }
    }
    let named = |id: &String| controls.is_empty() || controls.iter().any(|one| one == id || canonical(one) == *id);
    answer.rows.retain(|row| named(&row.control));
    let rows = answer.rows.iter().map(|row| {
        let entry = &row.entry;
        let why = match entry.exclusion.is_empty() {
            true => entry.reasons.keys().map(|reason| reason.title()).collect::<Vec<_>>().join(", "),
            false => entry.exclusion.clone(),
        };
        let wrong: Vec<String> = row.findings.iter().map(|check| check.id()).collect();
        vec![
            row.control.clone(),
            row.title.clone(),
            entry.decision.id().to_owned(),
            why,
            entry.status.map_or("", |status| status.id()).to_owned(),
            row.evidence.as_ref().map(|one| one.item.clone()).unwrap_or_default(),
            row.risks.join(", "),
            wrong.join(", "),
            if row.open.fields().is_empty() { String::new() } else { "yes".to_owned() },
        ]
    });
    let headers = ["Control", "Title", "Decision", "Why", "Status", "Evidence", "Risks", "Checks", "Proposed"];
    let tables = vec![table("", &headers, rows)];
    let json = whole(&here, &answer, &mark);
    let mut tail = Vec::new();
    if let ([_], [row]) = (controls, answer.rows.as_slice()) {
        tail.push(format!("What touched its entry: `tickmark history --object {STATEMENT_ENTRY}:{}`", row.control));
    }
    show(&at.place, &Shown { head: head(&answer, &mark), tables, tail }, &json)
}

pub(super) fn checks(at: &SoaPlaceArgs) -> Done {
    let (_, answer, mark) = asked(at)?;
    let words: Vec<SoaFindingWords> = answer.findings.iter().map(SoaFindingWords::from).collect();
    let rows = words.iter().map(|one| {
        let blocks = if one.blocks { "yes" } else { "no" };
        vec![one.check.clone(), one.control.clone(), one.sentence.to_owned(), blocks.to_owned()]
    });
    let questions = answer.rows.iter().flat_map(|row| {
        row.warnings.iter().map(|one| vec![row.control.clone(), one.id.to_owned(), one.sentence.clone()])
    });
    let tables = vec![
        table("Checks", &["Check", "Control", "What is wrong", "In the way of an approval"], rows),
        table("What auditors would ask", &["Control", "Word", "What"], questions),
    ];
    let json = json!({ "id": answer.id, "findings": words, "mark": MarkWords::of(Some(&mark)) });
    show(&at.place, &Shown { head: head(&answer, &mark), tables, ..Shown::default() }, &json)
}

pub(super) fn chains(at: &SoaPlaceArgs) -> Done {
    let here = Here::read(&at.place)?;
    let ((id, chains), mark) = here.ask(&StatementChains { id: at.version.clone() })?;
    let words: Vec<SoaChainWords> = chains.iter().map(SoaChainWords::from).collect();
    let rows = words.iter().map(|one| {
        vec![
            one.risks.join(", "),
            one.control.clone(),
            one.decision.to_owned(),
            one.own.join(", "),
            one.evidence.clone().unwrap_or_default(),
            one.gaps.join(", "),
        ]
    });
    let headers = ["Risks", "Control", "Decision", "Own controls", "Evidence", "Broken"];
    let json = json!({ "id": id, "chains": words, "mark": MarkWords::of(Some(&mark)) });
    let head = vec![recorded(&mark), id];
    show(&at.place, &Shown { head, tables: vec![table("", &headers, rows)], ..Shown::default() }, &json)
}

pub(super) fn difference(at: &SoaPlaceArgs, from: Option<&str>) -> Done {
    let here = Here::read(&at.place)?;
    let question = StatementDifference { from: from.map(str::to_owned), to: at.version.clone() };
    let (answer, mark) = here.ask(&question)?;
    let words: Vec<SoaDifferenceWords> =
        answer.entries.iter().map(|one| SoaDifferenceWords::of(&here.names(), one)).collect();
    let before = answer.from.as_deref().unwrap_or("nothing");
    let head = vec![recorded(&mark), format!("From {before} to {}: {} differ", answer.to, words.len())];
    let json = json!({
        "from": answer.from, "to": answer.to, "state": answer.state.id(), "differences": words,
        "mark": MarkWords::of(Some(&mark)),
    });
    show(&at.place, &Shown { head, tables: vec![differences(&words)], ..Shown::default() }, &json)
}
