//! Freezing a population: what would be fixed for ever is shown first, and only that is frozen.

use super::{list_path, path};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::typed::{Typed, or_again, refused, sentence};
use crate::web::ui::{self, Crumb, Tone};
use crate::web::visit::Visit;
use app::ask::PopulationOf;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, TestingCommand};
use domain::refusal::Refusal;
use maud::html;

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, None)
}

fn page(visit: &Visit, id: &str, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&PopulationOf { id: id.to_owned() })?;
    let (one, population) = (&answer.value, &answer.value.held.population);
    let command = Command::Testing(TestingCommand::FreezePopulation { id: id.to_owned() });
    let missing = why_not(visit, &command);
    let claimed = population.claimed_count.map_or_else(|| "not said".to_owned(), |count| count.to_string());
    let (matched, checked) = (population.accuracy.matched, population.accuracy.checked);
    let pairs = [
        ("Items", html! { strong { (one.checks.items) } ", as the source counts them: " (claimed) }),
        ("SHA-256 of the list", html! { code.secret { (one.sha256) } }),
        ("Days", html! { (population.period.from) " to " (population.period.until) }),
        (
            "Source",
            html! { (population.source.system) ", extracted on " (population.source.extracted_on) " by " (population.source.extracted_by) },
        ),
        ("Query", ui::code(&population.source.query)),
        (
            "Completeness",
            html! { (population.completeness.method.title()) ": " (population.completeness.result.title().to_lowercase()) ". " (population.completeness.note) },
        ),
        ("Accuracy", html! { (matched) " of " (counted(checked, "item", "items")) " looked up agree" }),
    ];
    let body = html! {
        (ui::heading(&format!("Freeze {id}"), Some(&population.title), None))
        (refused(refusal))
        (ui::definition_list(&pairs))
        @if one.held.frozen.is_some() {
            (ui::notice(Tone::Good, "It is frozen", html! { a href=(visit.href(&path(id))) { "To the population" } }))
        } @else if visit.in_the_past() {
            (ui::notice(Tone::Caution, "This is an earlier day", html! { "Go back to today to freeze it." }))
        } @else if let Some(missing) = &missing {
            (not_offered(missing))
        } @else if one.checks.lacking.is_empty() {
            (ui::notice(Tone::Caution, "A frozen list never changes again", html! {
                "Samples are drawn from it, and anybody can compute its hash. What is wrong later is handed in as another population, beside this one."
            }))
            (ui::form(&format!("/o/{}{}/freeze", visit.org, path(id)), html! {
                (ui::hidden("sha256", &one.sha256))
                div.actions {
                    (ui::button(&format!("Freeze {}", counted(one.checks.items, "item", "items"))))
                    (ui::quiet_link("Not yet", &visit.href(&path(id)), None))
                }
            }))
        } @else {
            (ui::notice(Tone::Caution, "It cannot be frozen yet", html! {
                ul.plain-list { @for what in &one.checks.lacking { li { (sentence(what)) } } }
            }))
            div.actions { (ui::link_button("To the population", &visit.href(&path(id)), None)) }
        }
    };
    let engagement = &population.engagement;
    let crumbs = [
        Crumb::link("Engagements", visit.href("/engagements")),
        Crumb::link(engagement, visit.href(&list_path(engagement, "populations"))),
        Crumb::link(id, visit.href(&path(id))),
        Crumb::here("Freeze"),
    ];
    let page = visit.page(&answer.mark, &format!("Freeze {id}"), "/engagements", &crumbs, body);
    Ok(form_page(page, missing.as_ref()))
}

pub(super) async fn freeze(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    or_again(frozen(&visit, &id, &typed), |refusal| page(&visit, &id, Some(refusal)))
}

fn frozen(visit: &Visit, id: &str, typed: &Typed) -> Result<Response, Problem> {
    let answer = visit.ask(&PopulationOf { id: id.to_owned() })?.value;
    // Who confirms a hash freezes that list, and not one that came in meanwhile.
    if answer.held.frozen.is_none() && typed.get("sha256") != answer.sha256 {
        let sentence = format!("the list of {id} is not the one that you looked at");
        return Err(Refusal::NotPossible { sentence, hint: "look at it again, then freeze it".to_owned() }.into());
    }
    let command = Command::Testing(TestingCommand::FreezePopulation { id: id.to_owned() });
    visit.change(&format!("Froze {id} with {}.", counted(answer.checks.items, "item", "items")), &path(id), command)
}
