//! The page of the profile.

use super::super::door::PASSWORD_HINT;
use super::super::me::own_page;
use super::super::portfolio::standpoint;
use super::super::problem::Problem;
use super::super::sign_on::linked;
use super::super::typed::refused;
use super::super::ui::{self, Confirm, Crumb, Field, Tone};
use super::{Again, address, sessions};
use crate::serve::Doors;
use app::ask::PartOf;
use app::{AccountFacts, At, Organisation, Person, Who, clock};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use tokio::task::block_in_place;

pub(super) fn page(
    doors: &Doors,
    who: &Who,
    headers: &HeaderMap,
    again: Option<&Again<'_>>,
) -> Result<Response, Problem> {
    let (facts, person) = block_in_place(|| (doors.app.own_account(who), doors.app.person(who.id())));
    let (facts, person) = (facts?, person?);
    let organisations = block_in_place(|| doors.app.organisations(who))?;
    let body = html! {
        (ui::heading("Your profile", Some("What others see of you, how you sign in, and where you are signed in."), None))
        (you(doors, who, person.as_ref(), facts.exists, again)?)
        (ui::section("organisations", "Organisations", None, parts_of(doors, who, &organisations)?))
        @if facts.exists {
            (ui::section("signing-in", "Signing in", Some(asked_for(&facts)), ways(&facts, again)))
        } @else if doors.is_demonstration() {
            (ui::section("signing-in", "Signing in", None, ui::notice(Tone::Neutral, "", html! {
                "In a demonstration nobody has an account: the key that was printed at start opens it. Passwords, passkeys and authenticator apps belong to a real installation."
            })))
        }
        @if !doors.is_demonstration() {
            (ui::section("providers", "Single sign-on", None, ui::card(linked(doors, who)?)))
        }
        (ui::section("reminders", "Reminders by e-mail", None, super::super::reminders::section(doors, who)?))
        (ui::section("calendar", "Calendar", None, super::super::tasks::feed_section(doors, who)?))
        (ui::section("sessions", "Sessions", Some("Browsers that are signed in as you. One that you do not know: end it, and change your password."), sessions::list(doors, who)?))
    };
    own_page(doors, who, headers, "Your profile", &[Crumb::here("Your profile")], body)
}

fn about<'a>(again: Option<&'a Again<'a>>, form: &str) -> Option<&'a Again<'a>> {
    again.filter(|a| a.form == form)
}

fn you(
    doors: &Doors,
    who: &Who,
    person: Option<&Person>,
    has_account: bool,
    again: Option<&Again<'_>>,
) -> Result<Markup, Problem> {
    let email = person.map(|p| address::shown(doors, who, p, has_account, about(again, "address"))).transpose()?;
    let refused_here = about(again, "name");
    let name = refused_here.map_or_else(|| doors.app.name_of(who.id()), |a| a.typed.to_owned());
    Ok(ui::card(html! {
        @match person {
            Some(person) => {
                (refused(refused_here.map(|a| a.refusal)))
                form.form method="post" action="/profile/name" {
                    div.field-row {
                        (ui::text(&Field { name: "name", label: "Name", value: &name, required: true, autocomplete: "name", ..Field::default() }))
                        div.actions { button.button type="submit" { "Save" } }
                    }
                }
                (ui::definition_list(&[
                    ("E-mail address", email.unwrap_or_default()),
                    ("Here since", html! { (clock::day_of(person.since_us)) }),
                ]))
            }
            None => (ui::definition_list(&[("Name", html! { (name) })])),
        }
    }))
}

/// What one is in each organisation, drawn once until something of it changes.
fn parts_of(doors: &Doors, who: &Who, organisations: &[Organisation]) -> Result<Markup, Problem> {
    match standpoint(doors, who)? {
        Some(point) => doors.kept.part(&format!("profile {point}"), || Ok((parts(doors, who, organisations), true))),
        None => Ok(parts(doors, who, organisations)),
    }
}

fn parts(doors: &Doors, who: &Who, organisations: &[Organisation]) -> Markup {
    let rows: Vec<ui::Row> = organisations
        .iter()
        .map(|one| {
            let href = format!("/o/{}/", one.slug);
            let part = doors.app.ask(&one.slug, who, At::default(), &PartOf(who.id().to_owned()));
            let roles = match part {
                Ok(answer) => {
                    let titles: Vec<&str> = answer.value.roles.iter().map(|role| role.title()).collect();
                    if titles.is_empty() {
                        ui::nothing()
                    } else {
                        html! { (titles.join(", ")) }
                    }
                }
                // Invited or suspended: the refusal says which, and nothing more is shown.
                Err(refusal) => html! { (super::super::typed::sentence(&refusal.to_string())) },
            };
            ui::Row::new(vec![html! { a href=(href) { (one.name) } }, roles])
        })
        .collect();
    let columns = [ui::Column::text("Organisation"), ui::Column::text("What you are there")];
    let empty =
        ("No organisation", "You have no part in one at present. Whoever invites you hands you a link.", html! {});
    ui::table("Your organisations", &columns, &rows, ui::TableOptions { empty: Some(empty), ..Default::default() })
}

/// What a sign-in of this account takes.
fn asked_for(facts: &AccountFacts) -> &'static str {
    if facts.second_factor() {
        "A second factor is asked for at each sign-in, and again before what weighs much."
    } else if !facts.password {
        "Your single sign-on signs you in here. A passkey or an authenticator app is asked for before what weighs much."
    } else {
        "The password alone signs you in. Set up a second factor: what weighs much cannot be done without one."
    }
}

fn ways(facts: &AccountFacts, again: Option<&Again<'_>>) -> Markup {
    html! {
        div.stack {
            @if facts.password { (password(facts, again)) }
            (authenticator(facts))
            (passkeys(facts))
            @if facts.second_factor() { (recovery(facts)) }
        }
    }
}

fn head(title: &str, state: Markup) -> Markup {
    html! { div.card-head { h3.card-title { (title) } (state) } }
}

fn password(facts: &AccountFacts, again: Option<&Again<'_>>) -> Markup {
    let refused_here = about(again, "password");
    ui::card(html! {
        (head("Password", html! { span.hint { "Set on " (clock::day_of(facts.password_us)) } }))
        p { "It does not expire. Change it when somebody else may know it." }
        details.fold open[refused_here.is_some()] {
            summary { "Change the password" }
            (refused(refused_here.map(|a| a.refusal)))
            form.form method="post" action="/profile/password" {
                (ui::password(&Field { name: "old", label: "Present password", required: true, autocomplete: "current-password", ..Field::default() }))
                (ui::password(&Field { name: "password", label: "New password", hint: PASSWORD_HINT, required: true, autocomplete: "new-password", ..Field::default() }))
                p.hint { "Every other session of yours ends." }
                div.actions { (ui::button("Change it")) }
            }
        }
    })
}

fn authenticator(facts: &AccountFacts) -> Markup {
    ui::card(html! {
        @if facts.authenticator {
            (head("Authenticator app", ui::badge(Tone::Good, "Set up")))
            p { "Its six digits are asked for after your password." }
            div.actions {
                (ui::quiet_link("Set up another one in its place", "/profile/authenticator", None))
                (ui::confirm(&Confirm {
                    id: "remove-authenticator",
                    open: "Take it away",
                    title: "Take the authenticator app away?",
                    text: if facts.passkeys.is_empty() {
                        "Your password alone will sign you in, and what asks for a fresh proof cannot be done. The recovery codes go with it."
                    } else {
                        "Your passkeys stay."
                    },
                    action: "/profile/authenticator/removal",
                    yes: "Take it away",
                    danger: true,
                }, html! {}))
            }
        } @else {
            (head("Authenticator app", ui::badge(Tone::Neutral, "Not set up")))
            p { "Six digits that an app on your phone shows anew every half minute." }
            div.actions { (ui::quiet_link("Set up", "/profile/authenticator", None)) }
        }
    })
}

fn passkeys(facts: &AccountFacts) -> Markup {
    let used = |used: Option<i64>| {
        used.map_or_else(|| "not used yet".to_owned(), |at| format!("last used {}", clock::minute_of(at)))
    };
    ui::card(html! {
        (head("Passkeys", if facts.passkeys.is_empty() { ui::badge(Tone::Neutral, "None") } else { ui::badge(Tone::Good, "Set up") }))
        p { "A device or security key that opens by finger, face or PIN, and cannot be phished." }
        @for (id, name, added, last) in &facts.passkeys {
            div.entry {
                (ui::Icon::Key.svg())
                p { strong { (name) } br; span.hint { "Added on " (clock::day_of(*added)) ", " (used(*last)) } }
                div.actions {
                    details.fold {
                        summary { "Rename" }
                        form.inline-form method="post" action=(format!("/profile/passkeys/{id}/name")) {
                            (ui::text(&Field { name: "name", id: &format!("name-{id}"), label: "Name", value: name, required: true, ..Field::default() }))
                            button.button type="submit" { "Save" }
                        }
                    }
                    (ui::confirm(&Confirm {
                        id: &format!("remove-{id}"),
                        open: "Remove",
                        title: &format!("Remove the passkey {name}?"),
                        text: "It opens nothing here any more. Delete it on the device too.",
                        action: &format!("/profile/passkeys/{id}/removal"),
                        yes: "Remove",
                        danger: true,
                    }, html! {}))
                }
            }
        }
        div.actions { (ui::quiet_link("Add a passkey", "/profile/passkeys/new", None)) }
    })
}

fn recovery(facts: &AccountFacts) -> Markup {
    let left = match facts.recovery_left {
        0 => ui::badge(Tone::Danger, "None left"),
        1..=3 => ui::badge(Tone::Caution, &format!("{} left", facts.recovery_left)),
        n => ui::badge(Tone::Good, &format!("{n} left")),
    };
    ui::card(html! {
        (head("Recovery codes", left))
        p { "Each is good once, in place of a second factor that is lost. Keep them on paper." }
        div.actions {
            (ui::confirm(&Confirm {
                id: "new-codes",
                open: "Make new ones",
                title: "Make new recovery codes?",
                text: "All old ones end. The new ones are shown once.",
                action: "/profile/recovery-codes",
                yes: "Make new ones",
                danger: false,
            }, html! {}))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_factor_is_spoken_of_as_asked_for_only_where_there_is_one() {
        let alone = AccountFacts { password: true, ..AccountFacts::default() };
        let both = AccountFacts { authenticator: true, ..alone.clone() };
        assert!(asked_for(&both).contains("at each sign-in") && !asked_for(&alone).contains("at each sign-in"));
        assert!(asked_for(&alone).contains("password alone"));
        assert!(asked_for(&AccountFacts::default()).contains("single sign-on"), "without a password either");
    }
}
