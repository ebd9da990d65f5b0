//! What is told of registers.

use crate::cli::Done;
use crate::cli::args::{EntryChoice, PlaceArgs};
use crate::cli::out::{Shown, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::registers::{
    RegisterDeclaredWords, RegisterEntryWords, RegisterFigureWords, RegisterFindingWords, RegisterSummaryWords,
    register_kind,
};
use app::Failure;
use app::ask::{EntryOf, RegisterOf, RegistersOf};
use domain::reports::isms::{EntryFilter, Finding};
use domain::values::isms::{RegisterKind, told};
use serde_json::json;

pub(super) fn filter(here: &Here<'_>, typed: &EntryChoice) -> Result<EntryFilter, Failure> {
    Ok(EntryFilter {
        state: typed.state.as_deref().map(|state| state.trim().to_lowercase().replace([' ', '-'], "_")),
        owner: typed.owner.as_deref().map(|owner| here.person(owner)).transpose()?,
        overdue: typed.overdue,
        lacking: typed.lacking,
        ended: typed.ended,
        words: typed.words.clone(),
    })
}

pub(super) fn kinds(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&RegistersOf)?;
    let words: Vec<RegisterSummaryWords> = answer.registers.iter().map(RegisterSummaryWords::from).collect();
    let rows = words.iter().map(|one| {
        vec![
            one.register.to_owned(),
            one.group.to_owned(),
            one.entries.to_string(),
            one.overdue.to_string(),
            one.findings.to_string(),
            one.purpose.to_owned(),
        ]
    });
    let headers = ["Register", "Part", "Entries", "Overdue", "Missing", "What it is for"];
    let (suppliers, staff) = (answer.suppliers, answer.staff);
    let other = suppliers
        .zip(staff)
        .map(|(suppliers, staff)| format!("Registers of their own: suppliers {suppliers}, people at work {staff}."));
    let tail = other.into_iter().collect();
    let shown = Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], tail };
    let json = json!({
        "registers": words, "suppliers": suppliers, "people_at_work": staff, "mark": MarkWords::of(Some(&mark))
    });
    show(place, &shown, &json)
}

pub(super) fn fields(place: &PlaceArgs, register: &str) -> Done {
    let kind = register_kind(register)?;
    let words = RegisterDeclaredWords::from(kind.declared());
    let row = |of: &str, field: &crate::words::registers::RegisterFieldWords| {
        let what = if field.choices.is_empty() { field.kind.to_owned() } else { field.choices.join(" | ") };
        let need = match &field.when {
            Some(when) => format!("{} when {when}", field.need),
            None => field.need.to_owned(),
        };
        vec![of.to_owned(), field.id.to_owned(), what, need, field.hint.to_owned()]
    };
    let of_entry = words.fields.iter().map(|field| row("entry", field));
    let of_line = words.line_fields.iter().map(|field| row("line", field));
    let states =
        words.states.iter().map(|state| vec![state.id.to_owned(), state.next.join(" | "), state.needs.join(", ")]);
    let wants = words.wants.iter().map(|want| vec![want.id.to_owned(), want.words.to_owned()]);
    let shown = Shown {
        head: vec![kind.declared().purpose.to_owned()],
        tables: vec![
            table("", &["Of", "Field", "Holds", "Need", "What to write"], of_entry.chain(of_line)),
            table("States", &["State", "Goes to", "Needs"], states),
            table("What the standards want", &["Id", "In short"], wants),
        ],
        tail: vec![format!("Evidence for: {}", words.serves.join(", "))],
    };
    show(place, &shown, &words)
}

pub(super) fn list(place: &PlaceArgs, register: &str, typed: &EntryChoice) -> Done {
    let here = Here::read(place)?;
    let kind = register_kind(register)?;
    let (answer, mark) = here.ask(&RegisterOf { kind, filter: filter(&here, typed)? })?;
    let names = here.names();
    let words: Vec<RegisterEntryWords> =
        answer.rows.iter().map(|held| RegisterEntryWords::of(&names, held, &answer.report)).collect();
    let rows = answer.rows.iter().zip(&words).map(|(held, one)| {
        vec![
            one.id.clone(),
            one.title.clone(),
            if held.there() { one.state.clone() } else { "ended".to_owned() },
            held.owner().map(|owner| here.name_of(owner)).unwrap_or_default(),
            format!("{}{}", one.due.clone().unwrap_or_default(), if one.overdue { ", over" } else { "" }),
            one.findings.iter().map(|finding| finding.what.clone()).collect::<Vec<_>>().join(" "),
        ]
    });
    let figures: Vec<RegisterFigureWords> = answer.report.kpis.iter().map(RegisterFigureWords::from).collect();
    let told = figures.iter().map(|one| match one.of {
        Some(of) => format!("{}: {} of {of}", one.title, one.n),
        None => format!("{}: {}.{}", one.title, one.n / 10, one.n % 10),
    });
    let told: Vec<String> = told.collect();
    let headers = ["Id", kind.declared().title().title, "State", "Owner", "Due", "Missing"];
    let tail = match answer.rows.is_empty() {
        true => vec![format!(
            "Add one with `tickmark register add {} --set ...`; `tickmark register fields {}` lists its fields",
            kind.id(),
            kind.id()
        )],
        false => Vec::new(),
    };
    let head = [recorded(&mark)].into_iter().chain((!told.is_empty()).then(|| told.join(". "))).collect();
    let findings: Vec<RegisterFindingWords> = answer.report.findings.iter().map(RegisterFindingWords::from).collect();
    let json = json!({ "register": kind.id(), "entries": words, "figures": figures, "findings": findings, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables: vec![table("", &headers, rows)], tail }, &json)
}

pub(super) fn one(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let kind = super::kind_of(id)?;
    let (detail, mark) = here.ask(&EntryOf(id.to_owned()))?;
    let (report, _) = here.ask(&RegisterOf { kind, filter: EntryFilter::default() })?;
    let words = RegisterEntryWords::of(&here.names(), &detail.held, &report.report);
    let value = |value: &domain::values::isms::Value| match value {
        domain::values::isms::Value::Person(id) => here.name_of(id),
        other => told(other),
    };
    let declared = kind.declared();
    let mut rows = vec![vec!["State".to_owned(), words.state.clone()]];
    let said = declared.fields.iter().filter_map(|field| Some((field, detail.held.fields.get(field.id)?)));
    rows.extend(said.map(|(field, held)| vec![field.title.to_owned(), value(held)]));
    rows.extend(words.due.iter().map(|due| vec!["Due".to_owned(), due.clone()]));
    rows.extend(words.findings.iter().map(|finding| vec!["Missing".to_owned(), finding.what.clone()]));
    rows.extend(detail.next.iter().map(|(stage, lacks)| {
        let lacks: Vec<&str> = lacks.iter().map(|field| field.id).collect();
        let needs = if lacks.is_empty() { String::new() } else { format!(", needs {}", lacks.join(", ")) };
        vec!["Can go to".to_owned(), format!("{}{needs}", stage.id)]
    }));
    let mut tables = vec![table("", &["What", "Says"], rows)];
    if let Some(lines) = declared.lines.filter(|_| !detail.held.lines.is_empty()) {
        let headers: Vec<&str> = std::iter::once("No").chain(lines.fields.iter().map(|field| field.title)).collect();
        let rows = (1..).zip(&detail.held.lines).map(|(number, line): (usize, _)| {
            let cells = lines.fields.iter().map(|field| line.fields.get(field.id).map(value).unwrap_or_default());
            std::iter::once(number.to_string()).chain(cells).collect()
        });
        tables.push(table(lines.title, &headers, rows));
    }
    let head = vec![recorded(&mark), format!("{id} {}", words.title)];
    let json = json!({ "entry": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables, ..Shown::default() }, &json)
}

pub(super) fn check(place: &PlaceArgs, register: Option<&str>) -> Done {
    let here = Here::read(place)?;
    let only: Option<RegisterKind> = register.map(register_kind).transpose()?;
    let (answer, mark) = here.ask(&RegistersOf)?;
    let wanted = answer.registers.iter().filter(|report| only.is_none_or(|kind| report.kind == kind));
    let findings: Vec<&Finding> = wanted.flat_map(|report| &report.findings).collect();
    let rows = findings.iter().map(|finding| {
        let what = match &finding.person {
            Some(person) => format!("{} ({})", finding.what, here.name_of(person)),
            None => finding.what.clone(),
        };
        vec![finding.register.id().to_owned(), finding.entry.clone().unwrap_or_default(), finding.item.to_owned(), what]
    });
    let head = vec![recorded(&mark), format!("Missing or out of date: {}", findings.len())];
    let words: Vec<RegisterFindingWords> =
        findings.iter().map(|finding| RegisterFindingWords::from(*finding)).collect();
    let headers = ["Register", "Entry", "Bears on", "What"];
    let json = json!({ "findings": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables: vec![table("", &headers, rows)], ..Shown::default() }, &json)
}
