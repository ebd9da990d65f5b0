//! The form of one inheritance record. Parts may be left for later; the control counts when all three are there.

use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::InheritanceRecords;
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::Inheritance;
use domain::values::inheritance::{CoverageReview, ProviderReport};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, control)): Path<(String, String)>) -> Result<Response, Problem> {
    only_today(&visit)?;
    let records = visit.ask(&InheritanceRecords)?.value;
    let record = records.into_iter().find(|r| r.control == control).and_then(|r| r.record);
    page(&visit, &control, &record.map(|r| typed_of(&r)).unwrap_or_default(), None)
}

pub(super) async fn keep(
    visit: Visit,
    Path((_, control)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let kept = record_of(&typed).map_err(Problem::from).and_then(|record| {
        let command = Command::RecordInheritance { control: control.clone(), record };
        visit.change(&format!("Recorded the inheritance of {control}."), "/inheritance", command)
    });
    or_again(kept, |refusal| page(&visit, &control, &typed, Some(refusal)))
}

fn typed_of(record: &Inheritance) -> Typed {
    let day = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string()).unwrap_or_default();
    let (report, review) = (record.report.as_ref(), record.review.as_ref());
    Typed::of([
        ("provider", &record.provider),
        ("justification", &record.justification),
        ("report", report.map_or("", |r| r.reference.as_str())),
        ("from", &day(report.map(|r| r.from))),
        ("until", &day(report.map(|r| r.until))),
        ("by", review.map_or("", |r| r.by.as_str())),
        ("on", &day(review.map(|r| r.on))),
        ("finding", review.map_or("", |r| r.finding.as_str())),
    ])
}

/// A part counts as begun as soon as one of its fields is filled; then all of them are asked for.
fn record_of(typed: &Typed) -> Result<Inheritance, Refusal> {
    let begun = |names: [&str; 3]| names.iter().any(|name| !typed.get(name).trim().is_empty());
    let report = begun(["report", "from", "until"]).then(|| -> Result<_, Refusal> {
        Ok(ProviderReport {
            reference: typed.get("report").to_owned(),
            from: typed.day("from", "the start of the report")?,
            until: typed.day("until", "the end of the report")?,
        })
    });
    let review = begun(["by", "on", "finding"]).then(|| -> Result<_, Refusal> {
        Ok(CoverageReview {
            by: typed.get("by").to_owned(),
            on: typed.day("on", "the day of the review")?,
            finding: typed.get("finding").to_owned(),
        })
    });
    Ok(Inheritance {
        provider: typed.get("provider").to_owned(),
        justification: typed.get("justification").to_owned(),
        report: report.transpose()?,
        review: review.transpose()?,
    })
}

fn page(visit: &Visit, control: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&InheritanceRecords)?;
    let title = answer.value.iter().find(|r| r.control == control).map_or("", |r| r.title.as_str());
    if title.is_empty() && refusal.is_none() {
        return Err(Problem::not_found("Only the four data-centre controls can be inherited."));
    }
    let heading = format!("{control} {title}");
    let body = html! {
        (ui::heading(&heading, Some("Three parts make it count: why, by which report, and what that report covers. A part can be added later."), None))
        (refused(refusal))
        (ui::form(&format!("/o/{}/inheritance/{control}", visit.org), html! {
            (fields(typed))
            div.actions { (ui::button("Record")) (ui::quiet_link("Cancel", &visit.href("/inheritance"), None)) }
        }))
    };
    let crumbs = [Crumb::link("Inheritance", visit.href("/inheritance")), Crumb::here(control)];
    Ok(visit.page(&answer.mark, &heading, "/inheritance", &crumbs, body))
}

fn fields(typed: &Typed) -> Markup {
    let field =
        |name: &'static str, label: &'static str, hint: &'static str| Field { name, label, hint, ..Field::default() };
    html! {
        (ui::text(&Field { value: typed.get("provider"), required: true, ..field("provider", "Provider", "Who operates the data centre.") }))
        fieldset.field-group {
            legend { "1. Justification" }
            (ui::textarea(&Field { value: typed.get("justification"), ..field("justification", "Why the provider's operation meets the control here", "") }, 3))
        }
        fieldset.field-group {
            legend { "2. Report or certificate" }
            (ui::text(&Field { value: typed.get("report"), ..field("report", "Which report", "Such as: SOC 2 Type 2 report 2026, or the number of an ISO/IEC 27001 certificate.") }))
            div.field-row {
                (ui::date_field(&Field { value: typed.get("from"), ..field("from", "From", "First day of its period, or of issue.") }))
                (ui::date_field(&Field { value: typed.get("until"), ..field("until", "In date until", "Last day on which it is in date.") }))
            }
        }
        fieldset.field-group {
            legend { "3. Review of what it covers" }
            div.field-row {
                (ui::text(&Field { value: typed.get("by"), ..field("by", "Reviewed by", "") }))
                (ui::date_field(&Field { value: typed.get("on"), ..field("on", "Reviewed on", "") }))
            }
            (ui::textarea(&Field { value: typed.get("finding"), ..field("finding", "What the report covers, and what it leaves to you", "") }, 3))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r252_a_part_that_was_begun_has_to_be_finished_and_one_that_was_not_can_wait() {
        let begun = Typed::of([("provider", "Nimbus"), ("report", "SOC 2 Type 2 report 2026"), ("from", "2026-01-01")]);
        assert!(matches!(record_of(&begun), Err(Refusal::Empty { field: "the end of the report", .. })));
        let waiting = Typed::of([("provider", "Nimbus"), ("justification", "Racks are theirs"), ("report", " ")]);
        let record = record_of(&waiting).expect("two parts can wait");
        assert!(record.report.is_none() && record.review.is_none());
        assert_eq!(record_of(&typed_of(&record)), Ok(record));
    }
}
