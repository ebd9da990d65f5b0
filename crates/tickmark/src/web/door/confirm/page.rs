//! The page that asks for a proof: the ways of proving that the asker has, and what travels with them.

use super::super::entered::local;
use super::super::passkey;
use super::Question;
use crate::serve::Doors;
use crate::web::problem::Problem;
use crate::web::sign_on::prove_anew;
use crate::web::typed::refused;
use crate::web::ui::{self, Field, Tone};
use crate::web::visit::theme;
use app::Who;
use axum::http::HeaderMap;
use domain::refusal::Refusal;
use maud::{Markup, html};

pub(super) fn page(
    doors: &Doors,
    headers: &HeaderMap,
    who: &Who,
    question: &Question<'_>,
    refusal: Option<&Refusal>,
) -> Result<Markup, Problem> {
    let facts = tokio::task::block_in_place(|| doors.app.own_account(who))?;
    let carried = html! {
        // It stands first, so that such a form is known by how it begins.
        @if !question.held.is_empty() { (ui::hidden("held-form", question.held)) }
        @if !question.to.is_empty() { (ui::hidden("to", local(question.to))) }
    };
    let provider = prove_anew(doors, who, local(question.to))?;
    let body = html! {
        @if !question.reason.is_empty() { p { (question.reason) } }
        (refused(refusal))
        @if doors.is_demonstration() && !facts.exists {
            form.form method="post" action=(question.action) {
                (carried)
                (ui::hidden("demonstration", "yes"))
                p { "In a demonstration nobody has a second factor. This button stands for it." }
                (ui::button("Confirm"))
            }
        } @else if facts.second_factor() {
            @if !facts.passkeys.is_empty() {
                (passkey::form("confirm", question.action, "Confirm with a passkey", carried.clone()))
            }
            @if facts.authenticator {
                @if !facts.passkeys.is_empty() { p.door-or { span { "or" } } }
                (code_form(question.action, &carried, "Code of your authenticator app", "Or one of your recovery codes."))
            } @else if facts.recovery_left > 0 {
                details.fold {
                    summary { "Use a recovery code" }
                    (code_form(question.action, &carried, "Recovery code", "It is spent by that."))
                }
            }
        } @else if question.strong && provider.is_some() {
            p { "Your organisation's identity provider can confirm it." }
        } @else if question.strong {
            (no_second_factor(facts.exists))
            @if facts.exists {
                (code_form(question.action, &carried, "Code", "Once it is set up: the next code that the app shows."))
            }
        } @else {
            form.form method="post" action=(question.action) {
                (carried)
                (ui::password(&Field { name: "password", label: "Password", required: true, autocomplete: "current-password", ..Field::default() }))
                (ui::button("Confirm"))
            }
        }
        @if let Some(form) = provider {
            (form)
            @if !question.held.is_empty() { (go_on(question.action, &carried)) }
        }
        @if !question.held.is_empty() { p.hint { "What you typed is kept with this page and is sent again when you have confirmed." } }
        p.door-link { a href=(local(question.to)) { "Not now" } }
    };
    Ok(ui::sign_in("Confirm that it is you", "It counts for five minutes.", theme(headers), body))
}

fn code_form(action: &str, carried: &Markup, label: &str, hint: &str) -> Markup {
    let field = Field { name: "code", label, hint, required: true, autocomplete: "one-time-code", ..Field::default() };
    html! { form.form method="post" action=(action) { (carried) (ui::text(&field)) (ui::button("Confirm")) } }
}

/// The form that waits is sent with no proof beside it: enough when the session has a fresh one from another tab.
fn go_on(action: &str, carried: &Markup) -> Markup {
    html! {
        form.form method="post" action=(action) {
            (carried)
            p.hint { "Or confirm in another tab, so that nothing is lost, and go on here." }
            button.button type="submit" { "I have confirmed: go on" }
        }
    }
}

fn no_second_factor(account: bool) -> Markup {
    ui::notice(
        Tone::Caution,
        "This needs a second factor",
        html! {
            @if account {
                "You have none yet. " a href="/profile/authenticator" target="_blank" rel="noopener" { "Set one up in a new tab" }
                ", then come back to this page and type the next code."
            } @else {
                "You came in through an identity provider or a link, and there is no account here to set one up for."
            }
        },
    )
}
