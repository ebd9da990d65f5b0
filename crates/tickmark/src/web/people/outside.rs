//! Giving outside access: to a consultant, who reads or works, or to an external auditor; dated, for one engagement.

use super::list::give as nobody_yet;
use super::{form_page, link, not_offered, path, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field, Tone};
use crate::web::visit::Visit;
use app::ask::{Engagements, PeopleOf};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::values::member::MAX_GRANT_DAYS;
use domain::values::{Grant, GrantKind, Membership};
use jiff::ToSpan;
use maud::{Markup, html};

/// The three kinds that one person may give: word, title, what it means.
const KINDS: [(&str, &str, &str); 3] = [
    (
        "external_auditor",
        "External auditor",
        "A CPA firm or certification body. Reads; changes nothing; holds no other role here. Every page says whom it was shown to.",
    ),
    ("consultant", "Consultant who reads", "Sees the programme, people and history, and changes nothing."),
    (
        "consultant_works",
        "Consultant who works as programme manager",
        "Builds scope, controls and mapping. Never approves as management and never audits that work.",
    ),
];

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    let person = visit.field("person").map(|id| visit.member(&id)).transpose()?.flatten();
    let (name, email) = person.unwrap_or_default();
    let today = visit.doors.app.clock().today();
    let until = today.saturating_add((MAX_GRANT_DAYS - 1).days());
    let typed = Typed::of([
        ("name", name.as_str()),
        ("email", email.as_str()),
        ("kind", "external_auditor"),
        ("from", &today.to_string()),
        ("until", &until.to_string()),
    ]);
    page(&visit, &typed, None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let mark = visit.ask(&PeopleOf)?.mark;
    let missing = why_not(visit, &nobody_yet());
    let body = html! {
        (ui::heading(
            "Give outside access",
            Some("For one engagement, with a first and a last day. Nobody extends their own; a longer stay is a new decision."),
            None,
        ))
        (refused(refusal))
        @if let Some(missing) = &missing { @if refusal.is_none() { (not_offered(missing)) } } @else {
            (ui::form(&format!("/o/{}/people/outside", visit.org), fields(visit, typed)))
        }
    };
    let crumbs = [Crumb::link("People", visit.href("/people")), Crumb::here("Outside access")];
    Ok(form_page(visit.page(&mark, "Give outside access", "/people", &crumbs, body), missing.as_ref()))
}

/// The engagements that are not over, as id and title: the access of an external auditor opens the room of one of them.
fn engagements(visit: &Visit) -> Vec<(String, String)> {
    let lines = visit.ask(&Engagements).map(|answer| answer.value.lines).unwrap_or_default();
    let open = lines.into_iter().filter(|line| !line.held.state.over());
    open.map(|line| (line.id, line.held.engagement.title)).collect()
}

/// Which engagement it is for: chosen for an external auditor, in words for everybody else.
fn engagement_fields(visit: &Visit, typed: &Typed) -> Markup {
    let open = engagements(visit);
    let chosen = typed.get("room");
    let known = open.iter().any(|(id, _)| id == chosen);
    let words = Field {
        name: "engagement",
        label: if open.is_empty() { "Engagement" } else { "Engagement, in words" },
        hint: "For a consultant, or for an audit that is not kept here. One that names ISO/IEC 27001 opens the approved Statement of Applicability to an external auditor.",
        value: typed.get("engagement"),
        ..Field::default()
    };
    // What was typed in words stays chosen when the form comes back.
    let first = !known && typed.get("engagement").trim().is_empty();
    let mut choices: Vec<Choice<'_>> = open
        .iter()
        .enumerate()
        .map(|(at, (id, title))| Choice::new(id.as_str(), format!("{id} {title}"), id == chosen || first && at == 0))
        .collect();
    choices.push(Choice::new("", "Another one, in words below", !known && !first));
    html! {
        @if open.is_empty() {
            (ui::notice(Tone::Neutral, "No engagement is planned yet", html! {
                "An external auditor sees the room of the engagement that the access names. "
                a href=(visit.href("/engagements/new")) { "Plan it first" } ", or write here the title that it will have."
            }))
        } @else {
            (ui::select(&Field { name: "room", label: "Engagement of an external auditor", hint: "Its room, its evidence and its tests are what they see.", ..Field::default() }, &choices))
        }
        (ui::text(&words))
    }
}

fn fields(visit: &Visit, typed: &Typed) -> Markup {
    let field =
        |name: &'static str, label: &'static str, hint: &'static str| Field { name, label, hint, ..Field::default() };
    let must = |field: Field<'static>| Field { required: true, ..field };
    let days = format!("At most {MAX_GRANT_DAYS} days in all.");
    html! {
        fieldset.field.checks {
            legend { "Access as" }
            div.check-list {
                @for (word, title, meaning) in KINDS {
                    label.check.explained {
                        input type="radio" name="kind" value=(word) checked[typed.get("kind") == word];
                        span { strong { (title) } span.hint { (meaning) } }
                    }
                }
            }
        }
        div.field-row {
            (ui::text(&Field { value: typed.get("name"), ..must(field("name", "Name", "The person, not the firm.")) }))
            (ui::text(&Field { value: typed.get("email"), ..must(field("email", "E-mail address", "They sign in with it.")) }))
        }
        (engagement_fields(visit, typed))
        div.field-row {
            (ui::date_field(&Field { value: typed.get("from"), ..must(field("from", "First day", "If the invitation is accepted by then.")) }))
            (ui::date_field(&Field { value: typed.get("until"), hint: &days, ..must(field("until", "Last day", "")) }))
        }
        (ui::textarea(&Field { value: typed.get("reason"), ..must(field("reason", "Why the access is needed", "Kept with the decision.")) }, 3))
        div.actions { (ui::button("Give access")) (ui::quiet_link("Cancel", &visit.href("/people"), None)) }
    }
}

fn grant_of(typed: &Typed) -> Result<Grant, Refusal> {
    let kind = match typed.get("kind") {
        "consultant_works" => GrantKind::Consultant,
        word => GrantKind::parse(word).ok_or_else(|| Refusal::Unknown {
            what: "kind of access",
            id: word.to_owned(),
            nearest: None,
        })?,
    };
    // An auditor's access names the engagement by its id, which stays when the title changes.
    let room = typed.get("room").trim();
    let chosen = kind == GrantKind::ExternalAuditor && !room.is_empty();
    Ok(Grant {
        person: String::new(),
        kind,
        works: typed.get("kind") == "consultant_works",
        engagement: if chosen { room } else { typed.get("engagement") }.to_owned(),
        from: typed.day("from", "the first day")?,
        until: typed.day("until", "the last day")?,
        reason: typed.get("reason").to_owned(),
    })
}

pub(super) async fn give(visit: Visit, headers: HeaderMap, typed: Typed) -> Result<Response, Problem> {
    let given = grant_of(&typed).map_err(Problem::from).and_then(|grant| {
        let (name, email) = (typed.get("name"), typed.get("email"));
        let app = &visit.doors.app;
        Ok(tokio::task::block_in_place(|| app.invite_outsider(&visit.org, &visit.who, None, name, email, grant))?)
    });
    let shown = given.and_then(|invited| {
        let people = visit.ask(&PeopleOf)?.value;
        let waits = people.members.get(&invited.person).is_some_and(|m| m.state == Membership::Invited);
        if waits {
            return link::page(&visit, &headers, &invited.person, &invited.secret);
        }
        // Who has a part already accepts nothing a second time.
        Ok(visit.went("Gave outside access.", &path(&invited.person), &invited.receipt))
    });
    or_again(shown, |refusal| page(&visit, &typed, Some(refusal)))
}
