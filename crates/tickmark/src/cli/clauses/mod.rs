//! The clauses of ISO/IEC 27001 and what is missing before its audits, in the terminal.

use super::Done;
use super::args::{ClausesArgs, ReadinessArgs};
use super::out::{Shown, show, table};
use super::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::clauses::{ClauseDetailWords, ClausesReportWords, ReadinessWords};
use app::ask::{ClauseOf, ClausesOf, ReadinessOf};
use domain::reports::clauses::readiness::{AuditStage, Checked, NOT_READY, ReadinessLine};
use domain::reports::clauses::{ClauseDetail, ClausesReport, SubClause, TWO_LAYERS};
use serde_json::json;

pub(crate) fn clauses(args: &ClausesArgs) -> Done {
    let (place, here) = (&args.place, Here::read(&args.place)?);
    if let Some(clause) = &args.clause {
        let (detail, mark) = here.ask(&ClauseOf(clause.clone()))?;
        let words = ClauseDetailWords::of(&here.names(), &detail);
        let json = json!({ "detail": words, "mark": MarkWords::of(Some(&mark)) });
        return show(place, &one(&here, &detail, recorded(&mark)), &json);
    }
    let (report, mark) = here.ask(&ClausesOf)?;
    let words = ClausesReportWords::of(&here.names(), &report);
    let json = json!({ "report": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &all(&here, &report, recorded(&mark)), &json)
}

fn day(day: Option<jiff::civil::Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn all(here: &Here<'_>, report: &ClausesReport, recorded: String) -> Shown {
    let rows = report.files.iter().map(|file| {
        let next = file.next().map(|(part, gap)| format!("{}: {}", part.id, gap.sentence)).unwrap_or_default();
        let of = file.parts.len();
        vec![
            file.id.clone(),
            file.title.clone(),
            format!("{} of {of}", file.decided()),
            format!("{} of {of}", file.running()),
            file.gaps().to_string(),
            next,
        ]
    });
    let cycle = report.cycle.iter().map(|line| {
        let owner = line.owner.as_ref().map(|person| here.name_of(person)).unwrap_or_default();
        let overdue = if line.overdue { "overdue" } else { "" };
        vec![line.step.title().to_owned(), owner, day(line.last), day(line.next), overdue.to_owned()]
    });
    let paper = report
        .paper_only
        .iter()
        .map(|one| vec![one.item.clone(), one.title.clone(), one.documents.join(", "), day(one.last)]);
    let gate = &report.gate;
    let mut head = vec![
        recorded,
        format!("A record counts as new since {}.", report.since),
        format!(
            "{} of {} clauses are addressed; {} of {} applicable controls are implemented. {TWO_LAYERS}",
            gate.clauses, gate.clauses_of, gate.controls, gate.controls_of
        ),
    ];
    if report.balance.underestimated {
        head.push(format!("Warning: {}", report.balance.sentence()));
    }
    let mut tables = vec![
        table("", &["Clause", "Title", "Decided", "Runs", "Missing", "Next"], rows),
        table("Governance cycle", &["Step", "Owner", "Last", "Next", ""], cycle),
    ];
    if !report.paper_only.is_empty() {
        tables.push(table(
            "Documents with nothing done by them",
            &["Item", "Title", "Documents", "Last record"],
            paper,
        ));
    }
    Shown { head, tables, tail: vec!["See one with `tickmark clauses 6`.".to_owned()] }
}

fn one(here: &Here<'_>, detail: &ClauseDetail, recorded: String) -> Shown {
    let file = &detail.file;
    let of = file.parts.len();
    let rows = file.parts.iter().map(|part| {
        let owner = part.owner.as_ref().map(|owner| here.name_of(&owner.person)).unwrap_or_default();
        let next = part.next().map(|gap| gap.sentence.clone()).unwrap_or_default();
        let marks = [part.governance.title(), part.operation.title()].map(str::to_owned);
        [vec![part.id.clone(), part.title.clone()], marks.to_vec(), vec![owner, next]].concat()
    });
    let head = vec![
        recorded,
        format!("Clause {}: {}", file.id, file.title),
        format!(
            "{} of {of} sub-clauses decided, {} of {of} with a record since {}.",
            file.decided(),
            file.running(),
            detail.since
        ),
    ];
    let mut tables = vec![table("", &["Clause", "Title", "Governance", "Operation", "Owner", "Next"], rows)];
    tables.extend(file.parts.iter().map(exists));
    tables.extend(file.parts.iter().filter(|part| !part.gaps.is_empty()).map(|part| {
        let rows = part.gaps.iter().map(|gap| vec![gap.sentence.clone(), crate::web::page_at(&gap.place)]);
        table(&format!("{}: what is missing", part.id), &["What", "Where"], rows)
    }));
    Shown { head, tables, tail: Vec::new() }
}

fn exists(part: &SubClause) -> app::tables::SheetOut {
    let rows = part.kept.iter().map(|one| {
        let named: Vec<&str> = one.items.iter().map(|item| item.title.as_str()).collect();
        vec![
            one.layer.id().to_owned(),
            one.title.clone(),
            format!("{} of {}", one.n, one.of),
            one.under.to_owned(),
            day(one.last),
            named.join("; "),
        ]
    });
    let headers = ["Layer", "Source", "Count", "Counted", "Newest", "Named"];
    table(&format!("{} {}: {}", part.id, part.title, part.asks), &headers, rows)
}

pub(crate) fn readiness(args: &ReadinessArgs) -> Done {
    let here = Here::read(&args.place)?;
    let (found, mark) = here.ask(&ReadinessOf)?;
    let wanted = args.stage.map(|stage| if stage == 1 { AuditStage::One } else { AuditStage::Two });
    let lists: Vec<_> = found.stages.iter().filter(|list| wanted.is_none_or(|stage| list.stage == stage)).collect();
    let mut head = vec![recorded(&mark)];
    head.extend(lists.iter().map(|list| format!("{}: {}", list.stage.title(), list.sentence())));
    let shown = |line: &&ReadinessLine| !args.missing || line.state == Checked::Missing;
    let row = |line: &ReadinessLine| {
        let place = crate::web::page_at(&line.place);
        vec![line.state.title().to_owned(), line.clause.to_owned(), line.looks.clone(), line.why.clone(), place]
    };
    let tables = lists.iter().map(|list| {
        let rows = list.lines.iter().filter(shown).map(row);
        table(list.stage.title(), &["State", "Clause", "What an auditor looks at", "Why", "Where"], rows)
    });
    let tables = tables.collect();
    let tail = vec![NOT_READY.to_owned(), TWO_LAYERS.to_owned()];
    let mut words = ReadinessWords::from(&found);
    words.stages.retain(|list| wanted.is_none_or(|stage| list.stage == stage.id()));
    show(&args.place, &Shown { head, tables, tail }, &json!({ "readiness": words, "mark": MarkWords::of(Some(&mark)) }))
}
