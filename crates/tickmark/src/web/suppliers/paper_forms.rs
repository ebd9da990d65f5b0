//! The forms of a report: asking for it, recording what it says, its review, the decision, a bridge letter.

use super::{chosen, known, one, paper, paper_path, path, words};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Choice, Field};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, SupplierCommand};
use domain::refusal::Refusal;
use domain::registers::supplier::HeldReport;
use domain::values::Window;
use domain::values::supplier::{
    AskedOfUs, BridgeLetter, Certificate, ReportDecision, ReportException, ReportKind, ReportOpinion, SupplierReport,
};
use maud::{Markup, html};

/// The form that asks a supplier for a report, for who may.
pub(super) fn request_form(visit: &Visit, supplier: &str) -> Markup {
    let (id, note) = (supplier.to_owned(), String::new());
    let ask = SupplierCommand::RequestSupplierReport { supplier: id, kind: ReportKind::default(), note };
    if visit.in_the_past() || why_not(visit, &Command::Supplier(ask)).is_some() {
        return html! {};
    }
    let kinds = ReportKind::ALL.map(|kind| Choice::new(kind.id(), kind.title(), kind == ReportKind::default()));
    html! {
        details.fold.add {
            summary { "Ask for a report or certificate" }
            (ui::form(&format!("/o/{}{}/reports", visit.org, path(supplier)), html! {
                div.field-row {
                    (ui::select(&Field { name: "kind", label: "What is asked for", ..Field::default() }, &kinds))
                    (ui::text(&Field { name: "request-note", label: "Note", hint: "Which period, whom.", ..Field::default() }))
                }
                div.actions { (ui::button("Record that it is asked for")) }
            }))
        }
    }
}

pub(super) async fn request(
    visit: Visit,
    Path((_, supplier)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let asked = known("kind", typed.get("kind"), ReportKind::parse).map_err(Problem::from).and_then(|kind| {
        let note = typed.get("request-note").to_owned();
        let command = SupplierCommand::RequestSupplierReport { supplier: supplier.clone(), kind, note };
        visit.change("Recorded that it is asked for.", &path(&supplier), Command::Supplier(command))
    });
    or_again(asked, |refusal| one::page(&visit, &supplier, &Typed::default(), Some(refusal)))
}

/// The forms that a report still takes.
pub(super) fn forms(visit: &Visit, id: &str, held: &HeldReport, typed: &Typed) -> Markup {
    let decide = SupplierCommand::DecideSupplierReport {
        id: id.to_owned(),
        decision: ReportDecision::Accepted,
        reason: String::new(),
    };
    if visit.in_the_past() {
        return html! {};
    }
    if let Some(missing) = why_not(visit, &Command::Supplier(decide)) {
        return not_offered(&missing);
    }
    html! {
        @if held.decided.is_none() {
            (record_form(visit, id, held, typed))
            @if held.report.is_some() { (review_form(visit, id, held, typed)) }
            @if held.review.is_some() { (decide_form(visit, id, typed)) }
        }
        @if held.report.is_some() && held.kind.has_gap() { (bridge_form(visit, id, held, typed)) }
    }
}

fn typed_of(held: &HeldReport, today: &str) -> Typed {
    let Some(report) = &held.report else {
        return Typed::of([("received", today), ("opinion", ReportOpinion::Unmodified.id())]);
    };
    let lines = |lines: Vec<String>| lines.join("\n");
    let cuecs = lines(report.cuecs.iter().map(|cuec| format!("{} | {}", cuec.id, cuec.text)).collect());
    let exceptions = lines(report.exceptions.iter().map(|exception| exception.text.clone()).collect());
    let carve_outs = lines(report.carve_outs.iter().cloned().collect());
    let certificate = report.certificate.clone().unwrap_or_default();
    Typed::of([
        ("from", &words(Some(report.period.from))),
        ("until", &words(Some(report.period.until))),
        ("received", &words(Some(report.received))),
        ("opinion", report.opinion.id()),
        ("exceptions", &exceptions),
        ("cuecs", &cuecs),
        ("carve-outs", &carve_outs),
        ("evidence", report.evidence.as_deref().unwrap_or_default()),
        ("body", &certificate.body),
        ("accreditation", &certificate.accreditation),
        ("scope", &certificate.scope),
        ("statement", &certificate.statement),
    ])
}

fn record_form(visit: &Visit, id: &str, held: &HeldReport, typed: &Typed) -> Markup {
    let again = !typed.get("received").is_empty() && typed.get("bridge").is_empty();
    let now = typed_of(held, &visit.doors.app.clock().today().to_string());
    let typed = if again { typed } else { &now };
    let opinions = ReportOpinion::ALL.map(|o| Choice::new(o.id(), o.title(), o.id() == typed.get("opinion")));
    let date = |name: &'static str, label: &'static str| {
        ui::date_field(&Field { name, label, value: typed.get(name), required: true, ..Field::default() })
    };
    let text = |name: &'static str, label: &'static str| {
        ui::text(&Field { name, label, value: typed.get(name), ..Field::default() })
    };
    let lines = |name: &'static str, label: &'static str, hint: &'static str| {
        ui::textarea(&Field { name, label, hint, value: typed.get(name), ..Field::default() }, 3)
    };
    html! {
        details.fold.add open[again || held.report.is_none()] {
            summary { @if held.report.is_some() { "Record it anew" } @else { "Record what it says" } }
            (ui::form(&format!("/o/{}{}", visit.org, paper_path(id)), html! {
                div.field-row {
                    (date("from", "First day of its period")) (date("until", "Last day")) (date("received", "Received"))
                }
                @if held.kind == ReportKind::IsoCertificate {
                    (ui::hidden("opinion", ReportOpinion::None.id()))
                    div.field-row { (text("body", "Certification body")) (text("accreditation", "Accredited by")) (text("statement", "Version of its Statement of Applicability")) }
                    (lines("scope", "Scope", "In the words of the certificate."))
                } @else {
                    (ui::select(&Field { name: "opinion", label: "Opinion, as the report has it", ..Field::default() }, &opinions))
                    (lines("exceptions", "Exceptions", "One a line, as the report has them."))
                    (lines("cuecs", "What it asks of us", "One a line: CUEC-1 | Restrict who administers the account"))
                    (lines("carve-outs", "Subservice organisations that it carves out", "One a line."))
                }
                (ui::text(&Field { name: "evidence", label: "Item of evidence", hint: "Its id, such as EV-7, of the kind supplier's report.", value: typed.get("evidence"), ..Field::default() }))
                div.actions { (ui::button("Record")) }
            }))
        }
    }
}

fn meant(typed: &Typed) -> Result<SupplierReport, Refusal> {
    let exceptions = typed.lines("exceptions").into_iter().map(|text| ReportException { text, effect: String::new() });
    let cuecs = typed.lines("cuecs").into_iter().map(|line| {
        let (id, text) = line.split_once('|').ok_or_else(|| Refusal::NotPossible {
            sentence: format!("`{line}` has no text"),
            hint: "write it like CUEC-1 | Restrict who administers the account".to_owned(),
        })?;
        Ok(AskedOfUs { id: id.trim().to_owned(), text: text.trim().to_owned() })
    });
    let get = |name: &str| typed.get(name).to_owned();
    let certificate = Certificate {
        body: get("body"),
        accreditation: get("accreditation"),
        scope: get("scope"),
        statement: get("statement"),
    };
    Ok(SupplierReport {
        period: Window {
            from: typed.day("from", "the first day of the period")?,
            until: typed.day("until", "the last day of the period")?,
        },
        received: typed.day("received", "the day on which it came")?,
        opinion: known("opinion", typed.get("opinion"), ReportOpinion::parse)?,
        exceptions: exceptions.collect(),
        cuecs: cuecs.collect::<Result<_, Refusal>>()?,
        carve_outs: typed.lines("carve-outs").into_iter().collect(),
        certificate: (certificate != Certificate::default()).then_some(certificate),
        evidence: chosen(typed, "evidence"),
    })
}

pub(super) async fn record(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let recorded = meant(&typed).map_err(Problem::from).and_then(|report| {
        let command = SupplierCommand::RecordSupplierReport { id: id.clone(), report: Box::new(report) };
        visit.change("Recorded what it says.", &paper_path(&id), Command::Supplier(command))
    });
    or_again(recorded, |refusal| paper::page(&visit, &id, &typed, Some(refusal)))
}

fn review_form(visit: &Visit, id: &str, held: &HeldReport, typed: &Typed) -> Markup {
    let again = !typed.get("finding").is_empty() || !typed.get("reviewed").is_empty();
    let today = visit.doors.app.clock().today().to_string();
    let on = if again { typed.get("on") } else { today.as_str() };
    let effects: Vec<&str> = typed.all("effect").collect();
    let exceptions = held.report.iter().flat_map(|report| &report.exceptions).enumerate();
    html! {
        details.fold.add open[again || held.review.is_none()] {
            summary { @if held.review.is_some() { "Review it again" } @else { "Record the review" } }
            (ui::form(&format!("/o/{}{}/finding", visit.org, paper_path(id)), html! {
                (ui::hidden("reviewed", "yes"))
                (ui::date_field(&Field { name: "on", label: "Reviewed on", value: on, required: true, ..Field::default() }))
                (ui::textarea(&Field { name: "finding", label: "Finding", hint: "What it covers for us, and what it leaves to us.", value: typed.get("finding"), required: true, ..Field::default() }, 3))
                @for (at, exception) in exceptions {
                    (ui::textarea(&Field { name: "effect", id: &format!("effect-{at}"), label: &format!("What it does to us: {}", exception.text), value: effects.get(at).copied().unwrap_or(&exception.effect), required: true, ..Field::default() }, 2))
                }
                div.actions { (ui::button("Record the review")) }
            }))
        }
    }
}

pub(super) async fn review(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let reviewed = typed.day("on", "the day of the review").map_err(Problem::from).and_then(|on| {
        let (finding, effects) = (typed.get("finding").to_owned(), typed.all("effect").map(str::to_owned).collect());
        let command = SupplierCommand::ReviewSupplierReport { id: id.clone(), on, finding, effects };
        visit.change("Recorded the review.", &paper_path(&id), Command::Supplier(command))
    });
    or_again(reviewed, |refusal| paper::page(&visit, &id, &typed, Some(refusal)))
}

fn decide_form(visit: &Visit, id: &str, typed: &Typed) -> Markup {
    let chosen = typed.get("decision");
    let decisions = ReportDecision::ALL.map(|d| Choice::new(d.id(), d.title(), d.id() == chosen));
    html! {
        details.fold.add open {
            summary { "Decide" }
            (ui::form(&format!("/o/{}{}/decision", visit.org, paper_path(id)), html! {
                (ui::radios(&Field { name: "decision", label: "Is it relied on?", ..Field::default() }, &decisions))
                (ui::textarea(&Field { name: "reason", label: "Why, and what is done beside", value: typed.get("reason"), required: true, ..Field::default() }, 2))
                div.actions { (ui::button("Decide")) }
            }))
        }
    }
}

pub(super) async fn decide(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let decision = match typed.get("decision") {
        "" => Err(Refusal::Empty { field: "the decision", wanted: "whether it is relied on" }),
        word => known("decision", word, ReportDecision::parse),
    };
    let decided = decision.map_err(Problem::from).and_then(|decision| {
        let reason = typed.get("reason").to_owned();
        let command = SupplierCommand::DecideSupplierReport { id: id.clone(), decision, reason };
        visit.change("Decided.", &paper_path(&id), Command::Supplier(command))
    });
    or_again(decided, |refusal| paper::page(&visit, &id, &typed, Some(refusal)))
}

fn bridge_form(visit: &Visit, id: &str, held: &HeldReport, typed: &Typed) -> Markup {
    let again = !typed.get("bridge").is_empty();
    let today = visit.doors.app.clock().today().to_string();
    let until = if again { typed.get("until") } else { "" };
    let received = if again { typed.get("received") } else { today.as_str() };
    html! {
        details.fold.add open[again] {
            summary { @if held.letter.is_some() { "Record a later bridge letter" } @else { "Record a bridge letter" } }
            (ui::form(&format!("/o/{}{}/bridge-letter", visit.org, paper_path(id)), html! {
                (ui::hidden("bridge", "yes"))
                p.hint { "A letter of the supplier's management for the time after the period. No auditor stands behind it; it usually reaches three months at most." }
                div.field-row {
                    (ui::date_field(&Field { name: "until", id: "bridge-until", label: "It speaks up to", value: until, required: true, ..Field::default() }))
                    (ui::date_field(&Field { name: "received", id: "bridge-received", label: "Received", value: received, required: true, ..Field::default() }))
                }
                div.actions { (ui::button("Record the letter")) }
            }))
        }
    }
}

pub(super) async fn bridge(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let letter = || {
        let until = typed.day("until", "the last day of the letter")?;
        Ok::<_, Refusal>(BridgeLetter { until, received: typed.day("received", "the day on which the letter came")? })
    };
    let recorded = letter().map_err(Problem::from).and_then(|letter| {
        let command = SupplierCommand::RecordBridgeLetter { id: id.clone(), letter };
        visit.change("Recorded the bridge letter.", &paper_path(&id), Command::Supplier(command))
    });
    or_again(recorded, |refusal| paper::page(&visit, &id, &typed, Some(refusal)))
}
