//! One package: what it is, its file, how it is checked, and taking it back.

use super::asked::Chosen;
use super::lacks::{self, Ways};
use super::{barred, days, only_who_may, path, size, state_badge, whom};
use crate::web::attachment::attachment_of;
use crate::web::history;
use crate::web::people;
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb, Field, Icon, Tone};
use crate::web::visit::Visit;
use crate::words::package::file_name;
use app::ask::{PackageLine, PackageOf};
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::reports::search::FoundKind;
use domain::values::Action;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&PackageOf(id.to_owned()))?;
    let line = &answer.value;
    let package = &line.held.package;
    let stands = line.held.withdrawn.is_none();
    let file = format!("/o/{}{}/file", visit.org, path(id));
    let body = html! {
        (ui::heading(&package.title, Some(&format!("{id}, for {}", whom(package.spec.audience))), Some(html! {
            @if stands { a.button.primary href=(file) download { (Icon::Download.svg()) "Download" } }
        })))
        (refused(refusal))
        (standing(visit, line))
        (ui::columns(
            html! {
                @if stands { (verify(visit, line)) }
                @if !package.lacks.is_empty() {
                    (ui::section("missing", &format!("{} missing", package.lacks.len()), Some("As it was when the package was built; the package says the same on its face."), html! {
                        (lacks::list(visit, &Ways::of_engagement(package.spec.engagement.as_ref()), &package.lacks))
                        @if !visit.in_the_past() && barred(visit).is_none() {
                            p { a href=(visit.href(&Chosen::of_built(&package.spec).path())) { "What it would lack now, and where that is mended" } }
                        }
                    }))
                }
                @if !package.left_out.is_empty() {
                    (ui::section("left-out", "Left out on purpose", None, lacks::list(visit, &Ways::of_engagement(None), &package.left_out)))
                }
            },
            html! { (facts(visit, line)) (withdrawal(visit, line, typed)) },
        ))
    };
    let crumbs = [Crumb::link("Packages", visit.href("/packages")), Crumb::here(id)];
    let body = history::with(visit, &answer.mark, (FoundKind::Package, id), &body);
    Ok(visit.page(&answer.mark, &package.title, "/packages", &crumbs, body))
}

/// Taken back, partial, or complete: the first thing to read.
fn standing(visit: &Visit, line: &PackageLine) -> Markup {
    let package = &line.held.package;
    html! {
        @match &line.held.withdrawn {
            Some(back) => (ui::notice(Tone::Neutral, "Withdrawn: its file is gone, its entry stays", html! {
                "“" (back.reason) "” " (people::name(visit, &back.by)) ", " (app::clock::minute_of(back.at_us))
            })),
            None if package.complete() => (ui::notice(Tone::Good, "Complete", html! {
                "Nothing is missing of what it has to hold. That speaks of its contents: it is neither readiness nor an opinion."
            })),
            None => (ui::notice(Tone::Caution, "Partial", html! {
                "It was built although it lacks " (package.lacks.len()) " "
                @if package.lacks.len() == 1 { "thing" } @else { "things" } ", and says so on its face."
            })),
        }
    }
}

fn facts(visit: &Visit, line: &PackageLine) -> Markup {
    let (held, package) = (&line.held, &line.held.package);
    let history = visit.doors.app.may(&visit.org, &visit.who, Action::ReadHistory, None);
    let entry = html! {
        @if history { a href=(visit.href(&format!("/history/{}", held.entry))) { "entry " (held.entry) } }
        @else { "entry " (held.entry) }
    };
    let engagement = html! {
        @match &package.spec.engagement {
            Some(id) => a.id href=(visit.href(&format!("/engagements/{id}"))) { (id) },
            None => (ui::nothing()),
        }
    };
    let pairs = [
        ("State", state_badge(package, held.withdrawn.is_some())),
        ("Engagement", engagement),
        ("Days", days(package.spec.window)),
        ("Restricted evidence", html! { @if package.spec.restricted { "included" } @else { "left out" } }),
        ("Files of evidence", html! { (package.files) }),
        (
            "Ledger entries",
            html! { (package.entries) p.hint { "of " (package.tree_size) " that its checkpoint speaks of" } },
        ),
        ("Size", html! { (size(package.size)) }),
        ("SHA-256", ui::hash(&package.sha256)),
        ("Built", html! { (app::clock::minute_of(held.at_us)) " by " (people::name(visit, &held.by)) }),
        ("Recorded", entry),
    ];
    ui::card(ui::definition_list(&pairs))
}

/// The two commands, and the hash of the file.
fn verify(visit: &Visit, line: &PackageLine) -> Markup {
    let (package, name) = (&line.held.package, file_name(&visit.org, &line.id, &line.held.package.spec));
    ui::section(
        "verify",
        "How to verify it",
        Some(
            "Either of two programs that share no code names every byte that is not as it was signed. Neither needs a network or this server.",
        ),
        html! {
            (ui::code(&format!("tickmark verify {name} --key KEY")))
            (ui::code(&format!("python3 verify_package.py {name} --key KEY")))
            p.hint {
                "KEY is the verifier key of this organisation. Whoever receives the package should have it by another way: "
                @if visit.doors.app.may(&visit.org, &visit.who, Action::ReadProof, None) {
                    "it stands on the " a href=(visit.href("/checkpoint#key")) { "page of the checkpoint" } "."
                } @else { "ask whoever gave you access." }
            }
            p { "The SHA-256 of the file as it was built, to compare with " code { "sha256sum " (name) } ":" }
            (ui::code_of(&package.sha256, "hash"))
        },
    )
}

fn withdrawal(visit: &Visit, line: &PackageLine, typed: &Typed) -> Markup {
    html! {
        @if line.held.withdrawn.is_none() && !visit.in_the_past() && barred(visit).is_none() {
            details.fold open[!typed.get("reason").is_empty()] {
                summary { "Withdraw it" }
                p.hint { "Its file is removed and nobody can download it any more. What was built, and for whom, stays in the history. A copy that somebody took stays theirs." }
                (ui::form(&format!("/o/{}{}/withdrawal", visit.org, path(&line.id)), html! {
                    (ui::text(&Field { name: "reason", label: "Reason", value: typed.get("reason"), required: true, ..Field::default() }))
                    div.actions { (ui::danger_button("Withdraw")) }
                }))
            }
        }
    }
}

pub(super) async fn download(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let opened = tokio::task::block_in_place(|| visit.doors.app.open_package(&visit.org, &visit.who, &id))?;
    let (name, size) = (opened.name.clone(), opened.size);
    Ok(attachment_of(&name, size, opened))
}

pub(super) async fn withdraw(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    only_who_may(&visit)?;
    let (request, reason) = (visit.field("request"), typed.get("reason"));
    let withdraw = || visit.doors.app.withdraw_package(&visit.org, &visit.who, request.as_deref(), None, &id, reason);
    let done = tokio::task::block_in_place(withdraw).map_err(Problem::from);
    let done = done.map(|receipt| visit.went("Withdrew the package.", &path(&id), &receipt));
    or_again(done, |refusal| page(&visit, &id, &typed, Some(refusal)))
}
