//! The twelve checks of a Statement of Applicability over what is pasted (K9).

use super::asked::{self, Tool, answer, column, lines, listed, text};
use super::{form, typed};
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::ui::{self, Column, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use crate::words::calc::{CheckErrorsWords, statement};
use axum::response::Response;
use domain::reports::statement::SoaCheck;
use maud::{Markup, html};
use serde_json::{Value, json};

const TOOL: Tool = Tool {
    title: "Statement check",
    path: "/tools/statement",
    lead: "What is wrong with a Statement of Applicability? Clause 6.1.3 d; nothing is kept.",
    next: "Paste the entries, one a line, and the treatments of risks that use their controls.",
    example: "/tools/statement?judged=2026-03-31&version=ST-2&entries=A.5.1%3B+yes%3B+implemented%3B+risk%2C+law%3B+PO-1%3B+2026-12-31%0AA.8.30%3B+no%0AA.7.5%3B+yes%3B+inherited%3B+baseline%3B+-%3B+-%3B+-%3B+no+own+rooms%3B+2026-12-31%3B+reviewed&treatments=RI-1%3B+A.8.30%2C+OWN-1",
    how: &[
        "An entry a line, its parts apart by semicolons: control; yes, no or a dash while undecided; status; reasons for inclusion, apart by commas; references, apart by commas; last day of its evidence; reason for exclusion; and of a provider's answer the justification, the last day of the report and the coverage review. What is left out at the end is empty.",
        "A treatment a line: risk; controls, apart by commas.",
        "SOA-01 names every control of Annex A without an entry; a control of your own that a treatment uses and the statement lacks is SOA-12.",
        "Evidence and reports are in date on their last day too.",
        "Before certification a statement has none of the errors 01 to 08.",
    ],
};

pub(super) async fn page(visit: Visit) -> Result<Response, Problem> {
    let found = visit.field("judged").or_else(|| visit.field("entries")).map(|_| {
        let entries: Vec<Value> = lines(&visit, "entries").iter().map(|line| entry(line)).collect();
        let treatments: Vec<Value> = lines(&visit, "treatments")
            .iter()
            .map(|line| json!({ "risk": column(line, 0), "controls": listed(line, 1) }))
            .collect();
        let question = json!({
            "as_of": text(&visit, "judged"), "approved_version": text(&visit, "version"), "entries": entries,
            "treatments": treatments,
        });
        answer(&question, statement).map(|found| told(&found))
    });
    asked::page(&visit, &TOOL, &asked::question(fields(&visit)), found)
}

fn entry(line: &[String]) -> Value {
    let applicable = match column(line, 1) {
        Value::String(word) if word.eq_ignore_ascii_case("yes") => Value::Bool(true),
        Value::String(word) if word.eq_ignore_ascii_case("no") => Value::Bool(false),
        other => other,
    };
    let parts = [column(line, 7), column(line, 8), column(line, 9)];
    let inheritance = parts.iter().any(|part| !part.is_null()).then(|| {
        let [justification, until, review] = parts;
        json!({ "justification": justification, "provider_report_valid_until": until, "coverage_review": review })
    });
    json!({
        "control": column(line, 0), "applicable": applicable, "status": column(line, 2), "reasons": listed(line, 3),
        "references": listed(line, 4), "evidence_valid_until": column(line, 5), "exclusion_reason": column(line, 6),
        "inheritance": inheritance,
    })
}

fn told(found: &CheckErrorsWords) -> Markup {
    if found.errors.is_empty() {
        return ui::notice(Tone::Good, "Nothing is wrong", html! { p { "None of the twelve checks finds anything." } });
    }
    let rows: Vec<Row> = SoaCheck::ALL
        .into_iter()
        .filter_map(|check| {
            let controls: Vec<&str> = named(found, check);
            let which = if controls == ["-"] {
                ui::nothing()
            } else {
                html! { (controls.join(", ")) }
            };
            (!controls.is_empty()).then(|| {
                Row::new(vec![html! { (check.id()) }, html! { (check.sentence()) }, html! { (controls.len()) }, which])
            })
        })
        .collect();
    let columns =
        [Column::narrow("Check"), Column::text("What is wrong"), Column::number("Times"), Column::text("Controls")];
    html! {
        p { (counted(found.errors.len(), "finding", "findings")) "." }
        (ui::table("What is wrong", &columns, &rows, TableOptions::default()))
    }
}

fn named(found: &CheckErrorsWords, check: SoaCheck) -> Vec<&str> {
    let id = check.id();
    found.errors.iter().filter(|[one, _]| *one == id).map(|[_, control]| control.as_str()).collect()
}

fn fields(visit: &Visit) -> Markup {
    let (judged, version) = (typed(visit, "judged"), typed(visit, "version"));
    let (entries, treatments) = (typed(visit, "entries"), typed(visit, "treatments"));
    let field = |name, label, value, hint| Field { name, label, value, hint, ..Field::default() };
    let hint = "One a line: control; yes, no or a dash; status; reasons; references; last day of evidence; reason for exclusion. A.5.1; yes; implemented; risk, law; PO-1; 2026-12-31";
    form(
        visit,
        TOOL.path,
        html! {
            (ui::date_field(&Field { required: true, ..field("judged", "Judged on", judged.as_str(), "") }))
            (ui::text(&field("version", "Approved version", version.as_str(), "Empty while none is approved.")))
            (ui::textarea(&Field { required: true, ..field("entries", "Entries", entries.as_str(), hint) }, 8))
            (ui::textarea(&field("treatments", "Treatments", treatments.as_str(), "One a line: risk; controls. RI-1; A.5.1, A.8.8"), 3))
        },
    )
}
