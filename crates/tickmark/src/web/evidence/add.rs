//! Handing in: files and what they are, once, for every control that they show.

use super::{fields, meant, multipart, path, picked, tabs};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb, Tone};
use crate::web::visit::Visit;
use app::ask::EvidenceRequests;
use axum::extract::Multipart;
use axum::response::Response;
use domain::command::{Command, EvidenceCommand};
use domain::refusal::Refusal;
use domain::reports::evidence::RULES;
use domain::values::{Evidence, EvidenceType, Form, Source, Window};
use maud::{Markup, html};
use std::collections::BTreeMap;

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    let today = visit.doors.app.clock().today();
    let answers = visit.field("answers").unwrap_or_default();
    let asked = picked::request(&visit, &answers);
    let period = asked.as_ref().and_then(|line| line.held.request.period);
    let control = asked.as_ref().map(|line| line.held.request.control.clone()).or_else(|| visit.field("control"));
    let day = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string()).unwrap_or_default();
    let typed = Typed::of([
        ("answers", answers.as_str()),
        ("control", control.as_deref().unwrap_or_default()),
        ("from", &day(period.map(|p| p.from))),
        ("until", &day(period.map(|p| p.until))),
        ("collected", &today.to_string()),
    ]);
    page(&visit, &typed, None)
}

/// The command about nothing yet: asked who could hand in, when somebody may not.
pub(super) fn nothing(today: jiff::civil::Date) -> Command {
    let evidence = Evidence {
        title: String::new(),
        kind: EvidenceType::Other,
        form: Form::Document,
        period: Window { from: today, until: today },
        captured: None,
        collected: None,
        source: Source::default(),
        shows: [].into(),
        collector: None,
        classification: Default::default(),
        personal_data: false,
        note: String::new(),
    };
    let command =
        EvidenceCommand::AddEvidence { evidence, files: Vec::new(), controls: BTreeMap::new(), answers: None };
    Command::Evidence(command)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let mark = visit.ask(&EvidenceRequests)?.mark;
    let missing = match visit.doors.app.may_hand_in(&visit.org, &visit.who) {
        true => None,
        false => why_not(visit, &nothing(mark.as_of)),
    };
    let asked = picked::request(visit, typed.get("answers"));
    let body = html! {
        (ui::heading("Hand in evidence", Some("Collected once; it serves every control that you name, and both audits through them."), None))
        (tabs(visit, ""))
        (refused(refusal))
        @if let Some(line) = &asked {
            (ui::notice(Tone::Accent, &format!("It answers {}", line.id), html! {
                (line.held.request.wanted) " Asked for by " (visit.name_of(&line.held.by)) ", until " (line.held.request.due) "."
            }))
        }
        @match &missing {
            Some(missing) => (not_offered(missing)),
            None => (ui::columns(form(visit, typed, asked.as_ref()), advice())),
        }
        script type="module" src="/assets/evidence.js" {}
    };
    let crumbs = [Crumb::link("Evidence", visit.href("/evidence")), Crumb::here("Hand in")];
    Ok(form_page(visit.page(&mark, "Hand in evidence", "/evidence", &crumbs, body), missing.as_ref()))
}

fn form(visit: &Visit, typed: &Typed, asked: Option<&app::ask::RequestLine>) -> Markup {
    let picks = picked::picks(visit, asked);
    html! {
        form.form.wide method="post" action={ "/o/" (visit.org) "/evidence" } enctype="multipart/form-data" data-guard data-evidence {
            @if asked.is_some() { (ui::hidden("answers", typed.get("answers"))) }
            (fields::files(visit, typed))
            (fields::what(typed))
            (fields::when(typed))
            (fields::from_where(typed))
            fieldset.field-group {
                legend { "Which controls it shows" }
                p.hint { "With the day on which each ran, inside the period; left empty, the last day of the period." }
                (picked::fields(&picks, typed))
            }
            (fields::handling(typed))
            div.actions { (ui::button("Hand in")) (ui::quiet_link("Cancel", &visit.href("/evidence"), None)) span.hint data-evidence-waits hidden { "Waits until every file is received." } }
        }
    }
}

fn advice() -> Markup {
    html! {
        (ui::card(html! {
            h3 { "What is checked" }
            ol.rule-names { @for rule in RULES { li { (rule) } } }
            p.hint { "Nothing is refused for breaking one of them: each is said, with its reason, on the page of the item." }
        }))
        (ui::notice(Tone::Neutral, "Somebody else accepts it", html! {
            "Whoever hands in an item never accepts it, whatever their role."
        }))
    }
}

pub(super) async fn add(visit: Visit, form: Multipart) -> Result<Response, Problem> {
    only_today(&visit)?;
    let typed = match multipart::read(&visit, form).await {
        Ok(typed) => typed,
        Err(problem) => return or_again(Err(problem), |refusal| page(&visit, &Typed::default(), Some(refusal))),
    };
    or_again(hand_in(&visit, &typed), |refusal| page(&visit, &typed, Some(refusal)))
}

fn hand_in(visit: &Visit, typed: &Typed) -> Result<Response, Problem> {
    let app = &visit.doors.app;
    let new = meant::new(typed, app.clock().today())?;
    let title = new.evidence.title.clone();
    let request = visit.field("request");
    let added = tokio::task::block_in_place(|| app.add_evidence(&visit.org, &visit.who, request.as_deref(), new));
    let receipt = added.map_err(super::refused)?;
    Ok(visit.went(&format!("Handed in {title} as {}.", receipt.object), &path(&receipt.object), &receipt))
}

/// The button that begins with a control chosen, for who may; on the control's page.
pub(in crate::web) fn button(visit: &Visit, control: &str) -> Markup {
    let may = visit.doors.app.may(&visit.org, &visit.who, domain::values::Action::AppendEvidence, Some(control));
    let to = visit.href(&format!("/evidence/new?control={}", crate::web::reading::encode(control)));
    html! { @if may && !visit.in_the_past() { (ui::link_button("Hand in evidence", &to, Some(ui::Icon::Upload))) } }
}
