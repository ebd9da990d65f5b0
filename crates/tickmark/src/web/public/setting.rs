//! What the public statement shows, what visitors would see of it today, and the switch.

use super::{PLACE, REQUESTS, TITLE, address, content, documents};
use crate::web::people::{form_page, name, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::typed::{Typed, only_today, or_again, refused, sentence};
use crate::web::ui::{self, Choice, Crumb, Field, Tone};
use crate::web::visit::Visit;
use app::ask::{PublicStatementAnswer, PublicStatementOf};
use axum::response::Response;
use domain::command::{Command, PublicCommand};
use domain::refusal::Refusal;
use domain::values::Action;
use domain::values::public::PublicStatement;
use maud::{Markup, html};

fn command(statement: PublicStatement) -> Command {
    Command::Public(PublicCommand::SetPublicStatement { statement: Box::new(statement) })
}

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, None, None)
}

pub(super) async fn set(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let done = || -> Result<Response, Problem> {
        only_today(&visit)?;
        let statement = meant(&typed)?;
        let said =
            if statement.on { "The public statement is there." } else { "The public statement is kept, and off." };
        visit.change(said, PLACE, command(statement))
    };
    or_again(done(), |refusal| page(&visit, Some(&typed), Some(refusal)))
}

fn meant(typed: &Typed) -> Result<PublicStatement, Refusal> {
    let yes = |field: &str| typed.get(field) == "yes";
    Ok(PublicStatement {
        on: yes("on"),
        about: typed.get("about").replace("\r\n", "\n"),
        contact: typed.get("contact").to_owned(),
        opinion: yes("opinion"),
        under_way: yes("under_way"),
        documents: documents(typed.all("documents"))?,
    })
}

/// What is set, as the fields of the form.
fn fields(shown: &PublicStatement) -> Typed {
    let word = |yes: bool| if yes { "yes" } else { "" };
    let mut typed = Typed::of([
        ("about", shown.about.as_str()),
        ("contact", shown.contact.as_str()),
        ("opinion", word(shown.opinion)),
        ("under_way", word(shown.under_way)),
        ("on", word(shown.on)),
    ]);
    for document in &shown.documents {
        typed.add("documents", &document.to_string());
    }
    typed
}

fn page(visit: &Visit, typed: Option<&Typed>, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&PublicStatementOf)?;
    let value = &answer.value;
    let shown = value.held.as_ref().map(|held| held.statement.clone()).unwrap_or_default();
    let missing = why_not(visit, &command(PublicStatement::default()));
    let shares = visit.doors.app.may(&visit.org, &visit.who, Action::ShareDocuments, None);
    let kept = fields(&shown);
    let lead = "What everybody who knows the address may read: reports and certificates that are held, from the registers, and documents on request.";
    let body = html! {
        (ui::heading(TITLE, Some(lead), Some(html! {
            (days(visit, &answer.mark))
            @if shares { (ui::quiet_link("Requests for documents", &visit.href(REQUESTS), None)) }
        })))
        (refused(refusal))
        (standing(visit, value))
        (left_out(value))
        (ui::section("preview", if shown.on { "What visitors see" } else { "What visitors would see" }, Some("It changes by itself as registers change: a certificate that is suspended, withdrawn or over is not shown from that day on."), html! {
            (content::held(&value.page))
            (ui::section("offered", "Documents on request", None, content::offered(&value.page)))
        }))
        (ui::section("setting", "What it shows", Some("What is held is computed and cannot be typed."), html! {
            @if visit.in_the_past() { (ui::notice(Tone::Neutral, "", html! { "An earlier day can be read and not be changed." })) }
            @else if let Some(missing) = &missing { (not_offered(missing)) }
            @else { (form(visit, value, typed.unwrap_or(&kept))) }
        }))
    };
    let refused_page = missing.as_ref().filter(|_| refusal.is_some());
    Ok(form_page(visit.page(&answer.mark, TITLE, PLACE, &[Crumb::here(TITLE)], body), refused_page))
}

fn standing(visit: &Visit, value: &PublicStatementAnswer) -> Markup {
    let on = value.held.as_ref().is_some_and(|held| held.statement.on);
    let by = value.held.as_ref().map(|held| {
        html! {
            p.hint { "Set by " (name(visit, &held.by)) ", " (app::clock::minute_of(held.at_us)) }
        }
    });
    html! {
        @if on {
            (ui::notice(Tone::Good, "The page is there", html! {
                "Everybody reads it at " a href=(address(&visit.org)) { (address(&visit.org)) } "."
            }))
        } @else {
            (ui::notice(Tone::Neutral, "The page is off", html! {
                "Its address is answered as though there were no such organisation. Look at the preview, then turn it on below."
            }))
        }
        @if let Some(by) = by { (by) }
    }
}

/// What the wording guard keeps from visitors.
fn left_out(value: &PublicStatementAnswer) -> Markup {
    html! {
        @if !value.page.left_out.is_empty() {
            (ui::notice(Tone::Caution, "Left out", html! {
                p { "Visitors do not see what uses a wording that no external text may use. Change it where it is kept:" }
                ul.lines { @for one in &value.page.left_out { li { (sentence(one)) } } }
            }))
        }
    }
}

fn form(visit: &Visit, value: &PublicStatementAnswer, typed: &Typed) -> Markup {
    let wanted: Vec<&str> = typed.all("documents").collect();
    let choices: Vec<Choice<'_>> = value
        .offers
        .iter()
        .map(|(one, title)| {
            let id = one.to_string();
            let chosen = wanted.contains(&id.as_str());
            Choice::new(id, title.as_str(), chosen)
        })
        .collect();
    let switch = |name: &'static str, label: &'static str, hint: &'static str, yes: &'static str, no: &'static str| {
        let on = typed.get(name) == "yes";
        ui::radios(
            &Field { name, label, hint, ..Field::default() },
            &[Choice::new("", no, !on), Choice::new("yes", yes, on)],
        )
    };
    html! {
        (ui::form(&format!("/o/{}{PLACE}", visit.org), html! {
            (ui::textarea(&Field { name: "about", id: "said-about", label: "About us", value: typed.get("about"), hint: "A few words; at most 2,000 characters. SOC 2 is an examination that ends in a report, never a certification.", ..Field::default() }, 4))
            (ui::text(&Field { name: "contact", id: "said-contact", label: "Whom to ask", value: typed.get("contact"), hint: "Such as trust@example.org; everybody reads it.", ..Field::default() }))
            (switch("opinion", "Opinion of the report", "Without it a reader learns the opinion from the report.", "Shown", "Not shown"))
            (switch("under_way", "What is under way", "Says that an examination or a certification is prepared, and that nothing was issued.", "Said", "Not said"))
            @if choices.is_empty() {
                p.hint { "Nothing can be offered yet: documents in force, a Statement of Applicability in force, and signed bridge letters can." }
            } @else {
                (ui::checkboxes(&Field { name: "documents", label: "Documents on request", hint: "Each copy is marked with who asked for it. The report of the auditor is no document that we print and cannot be marked; send it yourself.", ..Field::default() }, &choices))
            }
            (switch("on", "The page", "On: everybody who knows its address reads it.", "On", "Off"))
            div.actions { (ui::button("Keep it")) }
        }))
    }
}
