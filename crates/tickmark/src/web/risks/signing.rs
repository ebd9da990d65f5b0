//! Signatures: the approval of the plan, the acceptance of what remains, the next level; and what each is bound to.

use super::{again, changed, day, maybe, number, offered, one, or_dash, path, signature_badge};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Column, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::RiskDetail;
use axum::extract::Path;
use axum::response::Response;
use domain::command::RiskCommand;
use domain::refusal::Refusal;
use domain::registers::risk::HeldPlan;
use domain::reports::risk::{Signature, rated, standing};
use domain::values::risk::{Acceptance, RatingKind};
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) fn signatures(visit: &Visit, value: &RiskDetail, on: Date) -> Markup {
    let held = &value.held;
    let mut rows = Vec::new();
    if let Some(plan) = &held.plan {
        rows.push(Row::new(vec![
            html! { "Approval of the plan" },
            html! { "version " (plan.version) ", " (ui::hash(&plan.sha256)) },
            match &plan.approved {
                Some(signed) => {
                    html! { (visit.name_of(&signed.by)) p.hint { (day(Some(app::clock::day_of(signed.at_us)))) } }
                }
                None => ui::nothing(),
            },
            signature_badge(value.line.approval),
            html! { (ui::nothing()) },
        ]));
    }
    let accepted = held.acceptances.iter().zip(1_u32..).map(|(one, number)| {
        let word = held.numbered(one.acceptance.rating).map(|held| held.rating.word.clone()).unwrap_or_default();
        Row::new(vec![
            html! { "Acceptance " (number) @if one.above { p.hint { "above the appetite" } } },
            html! { "plan " (one.acceptance.plan) ", rating " (one.acceptance.rating) ": " (word) },
            html! {
                (visit.name_of(&one.accepted.by)) p.hint { (day(Some(app::clock::day_of(one.accepted.at_us)))) }
                @if let Some((signed, note)) = &one.countersigned {
                    p.hint { "next level: " (visit.name_of(&signed.by)) @if !note.is_empty() { ", " (note) } }
                }
            },
            signature_badge(standing(held, one, on)),
            html! { @if let Some(until) = one.acceptance.until { "until " (day(Some(until))) " " } (or_dash(&one.acceptance.reason)) },
        ])
    });
    let mut accepted: Vec<Row> = accepted.collect();
    accepted.reverse();
    rows.extend(accepted);
    let columns = [
        Column::text("Signature"),
        Column::text("Given for"),
        Column::narrow("By"),
        Column::narrow("Stands"),
        Column::text("Terms"),
    ];
    let empty = ("Nobody signed yet", "The owner approves the plan first, and accepts what remains then.", html! {});
    ui::table("Signatures", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() })
}

/// What can be signed next: the plan, what remains, and above the appetite the next level.
pub(super) fn forms(visit: &Visit, id: &str, value: &RiskDetail, typed: &Typed) -> Markup {
    let Some(plan) = value.held.plan.as_ref().filter(|_| !value.held.closed) else {
        return html! {};
    };
    let line = &value.line;
    html! {
        @if line.approval != Signature::InForce {
            (approval(visit, id, plan))
        } @else if line.acceptance == Signature::Waiting {
            (next_level(visit, id, value, typed))
        } @else if line.acceptance != Signature::InForce {
            (acceptance(visit, id, value, plan, typed))
        }
    }
}

fn approval(visit: &Visit, id: &str, plan: &HeldPlan) -> Markup {
    let command =
        RiskCommand::ApproveTreatment { id: id.to_owned(), version: plan.version, sha256: plan.sha256.clone() };
    one::either(offered(visit, command), || {
        html! {
            (ui::form(&format!("/o/{}{}/treatment/approval", visit.org, path(id)), html! {
                (ui::hidden("form", "approval"))
                (ui::hidden("version", &plan.version.to_string()))
                (ui::hidden("sha256", &plan.sha256))
                p.hint { "You approve version " (plan.version) " of the plan as it stands above. A new rating or another plan makes the approval stale." }
                div.actions { (ui::button(&format!("Approve version {}", plan.version))) }
            }))
        }
    })
}

fn acceptance(visit: &Visit, id: &str, value: &RiskDetail, plan: &HeldPlan, typed: &Typed) -> Markup {
    let Some((rating, held)) = rated(&value.held, RatingKind::Residual) else {
        return html! { p.hint { "What remains is not rated yet: rate the residual risk, then its owner can accept it." } };
    };
    let above = value.line.residual.as_ref().is_some_and(|rated| rated.above);
    let accepts = Acceptance { plan: plan.version, rating, reason: String::new(), until: None };
    one::either(offered(visit, RiskCommand::AcceptRisk { id: id.to_owned(), acceptance: accepts }), || {
        let open = again(typed, "acceptance");
        let value = |name: &str| if open { typed.get(name).to_owned() } else { String::new() };
        html! {
            @if above { (ui::notice(Tone::Caution, "Above the appetite", html! { "What remains is " (held.rating.word) ". It is retained for a time, with a reason, and holds once the next level has signed." })) }
            (ui::form(&format!("/o/{}{}/acceptances", visit.org, path(id)), html! {
                (ui::hidden("form", "acceptance"))
                (ui::hidden("plan", &plan.version.to_string()))
                (ui::hidden("rating", &rating.to_string()))
                p.hint { "You accept what remains by rating " (rating) " (" (held.rating.word) ") with version " (plan.version) " of the plan, and nothing else." }
                (ui::textarea(&Field { name: "reason", id: "acceptance-reason", label: "Why it is retained", value: &value("reason"), required: above, ..Field::default() }, 2))
                (ui::date_field(&Field { name: "until", label: "Until", hint: if above { "" } else { "Empty where it holds until something changes." }, value: &value("until"), required: above, ..Field::default() }))
                div.actions { (ui::button("Accept what remains")) }
            }))
        }
    })
}

fn next_level(visit: &Visit, id: &str, value: &RiskDetail, typed: &Typed) -> Markup {
    let number = u32::try_from(value.held.acceptances.len()).unwrap_or(u32::MAX);
    let command = RiskCommand::CountersignRisk { id: id.to_owned(), acceptance: number, note: String::new() };
    one::either(offered(visit, command), || {
        let note = if again(typed, "countersignature") { typed.get("note") } else { "" };
        html! {
            (ui::form(&format!("/o/{}{}/countersignature", visit.org, path(id)), html! {
                (ui::hidden("form", "countersignature"))
                (ui::hidden("acceptance", &number.to_string()))
                p.hint { "You sign acceptance " (number) " as the next level: what remains lies above the appetite." }
                (ui::textarea(&Field { name: "note", id: "countersignature-note", label: "Note", value: note, ..Field::default() }, 2))
                div.actions { (ui::button("Sign as the next level")) }
            }))
        }
    })
}

pub(super) async fn approve(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let approved = number(typed.get("version"), "the version").map_err(Problem::from).and_then(|version| {
        let sha256 = typed.get("sha256").to_owned();
        changed(&visit, &id, "Approved the plan.", RiskCommand::ApproveTreatment { id: id.clone(), version, sha256 })
    });
    or_again(approved, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}

pub(super) async fn accept(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let meant = || -> Result<Acceptance, Refusal> {
        Ok(Acceptance {
            plan: number(typed.get("plan"), "the version of the plan")?,
            rating: number(typed.get("rating"), "the number of the rating")?,
            reason: typed.get("reason").to_owned(),
            until: maybe(&typed, "until", "the last day")?,
        })
    };
    let accepted = meant().map_err(Problem::from).and_then(|acceptance| {
        changed(&visit, &id, "Accepted what remains.", RiskCommand::AcceptRisk { id: id.clone(), acceptance })
    });
    or_again(accepted, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}

pub(super) async fn countersign(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let number = number(typed.get("acceptance"), "the number of the acceptance").map_err(Problem::from);
    let signed = number.and_then(|acceptance| {
        let command = RiskCommand::CountersignRisk { id: id.clone(), acceptance, note: typed.get("note").to_owned() };
        changed(&visit, &id, "Signed as the next level.", command)
    });
    or_again(signed, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}
