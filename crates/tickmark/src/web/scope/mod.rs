//! The scope of the programme, and the library documents that it rests on.

mod documents;

use super::problem::Problem;
use super::reading::{Both, days};
use super::typed::{Typed, or_again, refused};
use super::ui::{self, Choice, Crumb, Field};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::ProfileOf;
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use documents::Adopted;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::{Category, Hosting, Mode, Profile};
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/scope", get(show).post(set))
        .route("/o/{organisation}/documents/{document}/adoption", post(documents::adopt))
}

async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, None, None)
}

async fn set(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let set = profile_of(&typed)
        .map_err(Problem::from)
        .and_then(|profile| visit.change("Set the scope.", "/scope", Command::SetProfile { profile }));
    or_again(set, |refusal| page(&visit, Some(&typed), Some(refusal)))
}

fn profile_of(typed: &Typed) -> Result<Profile, Refusal> {
    let unknown = |what: &'static str, id: &str| Refusal::Unknown { what, id: id.to_owned(), nearest: None };
    let parse = |id: &str| Category::parse(id).ok_or_else(|| unknown("category", id));
    Ok(Profile {
        services: typed.lines("services"),
        categories: typed.all("categories").map(parse).collect::<Result<_, _>>()?,
        hosting: Hosting::parse(typed.get("hosting")).ok_or_else(|| unknown("hosting", typed.get("hosting")))?,
        locations: typed.lines("locations"),
        crosswalk: typed.get("crosswalk").to_owned(),
        mode: Mode::parse(typed.get("mode")).ok_or_else(|| unknown("mode", typed.get("mode")))?,
        isms_scope: typed.get("isms-scope").to_owned(),
    })
}

/// The page; after a refusal with what was typed and why it was refused.
fn page(visit: &Visit, typed: Option<&Typed>, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&Both(ProfileOf, Adopted))?;
    let (kept, adopted) = &answer.value;
    let typed_profile = typed.map(|t| shown_again(t, kept));
    let profile = typed_profile.as_ref().unwrap_or(kept);
    let crosswalks: Vec<(&str, &str)> = adopted.crosswalks().collect();
    let body = html! {
        (ui::heading(
            "Scope",
            Some("What the programme covers. The scope of the SOC 2 examination and the scope of the ISMS are not the same thing; both stand here."),
            Some(days(visit, &answer.mark)),
        ))
        (refused(refusal))
        @if visit.in_the_past() { (facts(profile)) } @else {
            (ui::form(&format!("/o/{}/scope", visit.org), html! {
                (fields(profile, &crosswalks))
                div.actions { (ui::button("Save scope")) }
            }))
        }
        (documents::section(visit, adopted))
    };
    Ok(visit.page(&answer.mark, "Scope", "/scope", &[Crumb::here("Scope")], body))
}

/// What was typed, as far as it can be read, so that a refused form loses nothing.
fn shown_again(typed: &Typed, kept: &Profile) -> Profile {
    Profile {
        services: typed.lines("services"),
        categories: typed.all("categories").filter_map(Category::parse).collect(),
        hosting: Hosting::parse(typed.get("hosting")).unwrap_or(kept.hosting),
        locations: typed.lines("locations"),
        crosswalk: typed.get("crosswalk").to_owned(),
        mode: Mode::parse(typed.get("mode")).unwrap_or(kept.mode),
        isms_scope: typed.get("isms-scope").to_owned(),
    }
}

fn facts(profile: &Profile) -> Markup {
    let list = |lines: &[String]| html! { @if lines.is_empty() { (ui::nothing()) } @else { ul.plain-list { @for line in lines { li { (line) } } } } };
    ui::card(ui::definition_list(&[
        ("Services", list(&profile.services)),
        ("Scope of the ISMS", html! { (profile.isms_scope) }),
        ("Categories", html! { (profile.categories.names()) }),
        ("Hosting", html! { (profile.hosting.title()) }),
        ("Locations", list(&profile.locations)),
        ("Crosswalk", html! { (profile.crosswalk) ", " (profile.mode.id()) }),
    ]))
}

fn fields(profile: &Profile, crosswalks: &[(&str, &str)]) -> Markup {
    let field =
        |name: &'static str, label: &'static str, hint: &'static str| Field { name, label, hint, ..Field::default() };
    let categories = Category::ALL.map(|c| Choice::new(c.id(), c.name(), profile.categories.contains(c)));
    let hosting = [Hosting::Cloud, Hosting::Hybrid, Hosting::OwnPremises]
        .map(|h| Choice::new(h.id(), h.title(), h == profile.hosting));
    let modes = [
        (Mode::Literal, "Literal: only what a row names"),
        (Mode::Broad, "Broad: \u{201c}A 8.x broadly\u{201d} counts its theme"),
    ]
    .map(|(mode, words)| Choice::new(mode.id(), words, mode == profile.mode));
    let shelf: Vec<Choice<'_>> =
        crosswalks.iter().map(|(id, title)| Choice::new(*id, *title, *id == profile.crosswalk)).collect();
    let (services, locations) = (profile.services.join("\n"), profile.locations.join("\n"));
    html! {
        (ui::textarea(&Field { value: &services, ..field("services", "Services in scope of the SOC 2 examination", "One a line.") }, 3))
        (ui::checkboxes(&field("categories", "Trust services categories", "Security, the common criteria, is part of every examination."), &categories))
        (ui::textarea(&Field { value: &profile.isms_scope, ..field("isms-scope", "Scope of the ISMS", "What the certificate would say, in a sentence or two.") }, 4))
        (ui::radios(&field("hosting", "Where the services run", "Decides which physical controls a provider can answer."), &hosting))
        (ui::textarea(&Field { value: &locations, ..field("locations", "Offices and sites", "One a line.") }, 3))
        (ui::select(&field("crosswalk", "The crosswalk that speaks", "Every page can read another one for comparison."), &shelf))
        (ui::radios(&field("mode", "Broad references", ""), &modes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_scope_is_shown_as_it_was_typed() {
        let typed = Typed::of([
            ("services", "Docs\r\n\r\nTrack\r\n"),
            ("categories", "privacy"),
            ("hosting", "hybrid"),
            ("crosswalk", "nowhere"),
            ("mode", "broad"),
        ]);
        let profile = profile_of(&typed).expect("every word is known");
        assert_eq!(profile.services, ["Docs", "Track"]);
        assert_eq!((profile.categories.ids(), profile.hosting), ("privacy".to_owned(), Hosting::Hybrid));
        assert_eq!(shown_again(&typed, &Profile::default()), profile);
        assert!(profile_of(&Typed::default()).is_err());
    }
}
