//! The identity provider: what it is called, how strictly it is used, and what has to be registered there.

use super::{Said, page};
use crate::web::problem::Problem;
use crate::web::sign_on::{callback_address, logout_address};
use crate::web::typed::{Typed, or_again, sentence};
use crate::web::ui::{self, Choice, Confirm, Field, Tone};
use crate::web::visit::Visit;
use app::ask::TheDoorsAnswer;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::values::SignOn;
use maud::{Markup, html};

pub(super) fn part(visit: &Visit, found: &TheDoorsAnswer, typed: Option<&Typed>, can: bool) -> Markup {
    let set = found.sign_on.as_ref();
    html! {
        @if !can {
            @match set {
                None => p.aside { "Not set: members sign in with accounts of this installation." },
                Some(sign_on) => (facts(visit, sign_on)),
            }
        } @else {
            @if set.is_some() {
                div.actions {
                    form method="post" action=(action(visit, "/test")) { button.button type="submit" { "Test the provider" } }
                    (ui::confirm(&Confirm {
                        id: "remove-sign-on",
                        open: "Take it away",
                        title: "Take single sign-on away?",
                        text: "Members then come in with accounts of this installation only, and those who have none need a new invitation. The client secret is erased.",
                        action: &action(visit, "/removal"),
                        yes: "Take it away",
                        danger: true,
                    }, html! {}))
                }
            }
            (ui::form(&action(visit, ""), html! { (fields(visit, found, &typed.cloned().unwrap_or_else(|| typed_of(set)))) div.actions { (ui::button("Save")) } }))
        }
    }
}

fn action(visit: &Visit, rest: &str) -> String {
    format!("/o/{}/sign-on{rest}", visit.org)
}

fn facts(visit: &Visit, sign_on: &SignOn) -> Markup {
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    ui::card(ui::definition_list(&[
        ("Issuer", html! { (sign_on.issuer) }),
        ("Client id", html! { (sign_on.client_id) }),
        ("Enforced", html! { (yes(sign_on.enforced)) }),
        (
            "Sealed account",
            html! { @match &sign_on.break_glass { Some(person) => (visit.name_of(person)), None => (ui::nothing()) } },
        ),
        ("Linked by verified address", html! { (yes(sign_on.link_by_email)) }),
    ]))
}

fn typed_of(set: Option<&SignOn>) -> Typed {
    let Some(s) = set else {
        return Typed::of([("enforced", "no"), ("link", "no")]);
    };
    Typed::of([
        ("issuer", &s.issuer),
        ("client-id", &s.client_id),
        ("enforced", if s.enforced { "yes" } else { "no" }),
        ("link", if s.link_by_email { "yes" } else { "no" }),
        ("sealed", s.break_glass.as_deref().unwrap_or_default()),
    ])
}

fn sign_on_of(typed: &Typed) -> SignOn {
    let sealed = typed.get("sealed").trim();
    SignOn {
        issuer: typed.get("issuer").trim().to_owned(),
        client_id: typed.get("client-id").trim().to_owned(),
        enforced: typed.get("enforced") == "yes",
        break_glass: (!sealed.is_empty()).then(|| sealed.to_owned()),
        link_by_email: typed.get("link") == "yes",
    }
}

fn fields(visit: &Visit, found: &TheDoorsAnswer, typed: &Typed) -> Markup {
    let field =
        |name: &'static str, label: &'static str, hint: &'static str| Field { name, label, hint, ..Field::default() };
    let secret_hint = if found.sign_on.is_some() {
        "It is kept sealed and never shown. Left empty, the one that is kept stays."
    } else {
        "It is kept sealed and never shown again. Leave it empty for a public client, which PKCE alone protects."
    };
    let choice =
        |name: &str, value: &'static str, words: &'static str| Choice::new(value, words, typed.get(name) == value);
    let mut owners = vec![Choice::new("", "Nobody", typed.get("sealed").is_empty())];
    owners.extend(
        found
            .owners
            .iter()
            .map(|person| Choice::new(person.as_str(), visit.name_of(person), typed.get("sealed") == person)),
    );
    html! {
        (ui::text(&Field { value: typed.get("issuer"), required: true, ..field("issuer", "Issuer", "The provider's address, letter by letter as its discovery document names it.") }))
        (ui::text(&Field { value: typed.get("client-id"), required: true, ..field("client-id", "Client id", "What this installation is called there.") }))
        (ui::password(&field("secret", "Client secret", secret_hint)))
        (ui::radios(&field("link", "Somebody who comes for the first time", "An address that the provider has verified can be linked to the member who was invited with it."), &[
            choice("link", "no", "Is not linked by address"),
            choice("link", "yes", "Is linked by a verified address"),
        ]))
        (ui::radios(&field("enforced", "Other ways in", "Enforced, passwords and passkeys of this installation no longer open this organisation."), &[
            choice("enforced", "no", "Stay open"),
            choice("enforced", "yes", "Single sign-on is enforced"),
        ]))
        (ui::select(&field("sealed", "Sealed account", "The one owner who still comes in with a password when the provider is away. Each use is an alarm in the security log."), &owners))
    }
}

/// What has to be registered at the provider.
pub(super) fn register(visit: &Visit, base: &str) -> Markup {
    ui::card(html! {
        h3 { "Register at the provider" }
        p.hint { "Redirect address" }
        (ui::code_of(&callback_address(base, &visit.org), "address"))
        p.hint { "Back-channel logout address" }
        (ui::code_of(&logout_address(base, &visit.org), "address"))
        p.hint { "Ask for the scopes openid, profile and email. The way there and back uses the authorization code with PKCE." }
    })
}

pub(super) async fn set(visit: Visit, headers: HeaderMap, typed: Typed) -> Result<Response, Problem> {
    let (sign_on, secret) = (sign_on_of(&typed), typed.get("secret").trim());
    let secret = (!secret.is_empty()).then_some(secret);
    let app = &visit.doors.app;
    let set = tokio::task::block_in_place(|| app.set_sign_on(&visit.org, &visit.who, None, Some(sign_on), secret));
    let done = set.map(|receipt| visit.went("Set single sign-on.", "/sign-on", &receipt)).map_err(Problem::from);
    or_again(done, |refusal| page(&visit, &headers, &Said::Provider(&typed, refusal)))
}

pub(super) async fn remove(visit: Visit, headers: HeaderMap) -> Result<Response, Problem> {
    let app = &visit.doors.app;
    let gone = tokio::task::block_in_place(|| app.set_sign_on(&visit.org, &visit.who, None, None, None));
    let done = gone.map(|receipt| visit.went("Took single sign-on away.", "/sign-on", &receipt)).map_err(Problem::from);
    or_again(done, |refusal| page(&visit, &headers, &Said::Provider(&typed_of(None), refusal)))
}

pub(super) async fn test(visit: Visit, headers: HeaderMap) -> Result<Response, Problem> {
    match tokio::task::block_in_place(|| visit.doors.app.test_sign_on(&visit.org, &visit.who)) {
        Ok(found) => page(&visit, &headers, &Said::Done(Tone::Good, "The provider answers", &sentence(&found))),
        Err(app::Failure::Refused(refusal @ domain::refusal::Refusal::NotPossible { .. })) => {
            let text = format!("{} {}", sentence(&refusal.to_string()), sentence(&refusal.hint()));
            page(&visit, &headers, &Said::Done(Tone::Caution, "The provider cannot be used like this", &text))
        }
        Err(other) => Err(other.into()),
    }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn what_is_set_comes_back_as_it_was_typed_without_the_secret() {
        let sign_on = SignOn {
            issuer: "https://idp.example".to_owned(),
            client_id: "tickmark".to_owned(),
            enforced: true,
            break_glass: Some("person-1".to_owned()),
            link_by_email: true,
        };
        let typed = typed_of(Some(&sign_on));
        assert_eq!(sign_on_of(&typed), sign_on);
        assert_eq!(typed.get("secret"), "");
        assert!(!sign_on_of(&typed_of(None)).enforced);
    }
}
