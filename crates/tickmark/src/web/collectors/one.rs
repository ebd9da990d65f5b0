//! One collector: how it stands and what may be done, what it runs and who approved that, its credentials, its runs.

use super::{
    action, kind_title, missing, one, outcome_badge, path, reason, rhythm, runs, standing_badge, states, tried,
};
use crate::web::history;
use crate::web::kept::OfThisMoment;
use crate::web::nonconformities::{Raise, about};
use crate::web::people::{self, not_offered};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days};
use crate::web::typed::refused;
use crate::web::ui::{self, Confirm, Crumb, Field, Icon, Tone};
use crate::web::visit::Visit;
use crate::web::{controls, people::why_not};
use app::ask::{CollectorLine, CollectorStanding, NonconformitiesAbout};
use app::collectors::{CollectorState, Credential, RuleOf, Tried, next_us};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{CollectorCommand, Command};
use domain::refusal::Refusal;
use domain::reports::search::FoundKind;
use domain::values::nonconformity::NonconformitySource;
use domain::values::{Action, Rhythm, RunOutcome};
use maud::{Markup, html};
use serde_json::Value;

/// Runs that stand as marks above the table.
const MARKS: usize = 40;

/// What stands above the page.
#[derive(Clone, Copy)]
pub(super) enum Above<'a> {
    Nothing,
    Refused(&'a Refusal),
    Tried(&'a Tried),
    Said(Tone, &'a str, &'a str),
}

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, Above::Nothing)
}

pub(super) fn page(visit: &Visit, id: &str, above: Above<'_>) -> Result<Response, Problem> {
    let answer = one(visit, id)?;
    let line = &answer.value;
    let state = states(visit)?.remove(id).unwrap_or_default();
    let lacks = missing(visit);
    let can = lacks.is_none() && !visit.in_the_past() && line.standing != CollectorStanding::Removed;
    let title = format!("{} {}", line.id, line.held.collector.name);
    let body = html! {
        (ui::heading(&title, None, Some(html! { (days(visit, &answer.mark)) @if can { (ways(visit, line)) } })))
        @match above {
            Above::Nothing => {}
            Above::Refused(refusal) => (refused(Some(refusal))),
            Above::Tried(tried) => (tried::shown(tried)),
            Above::Said(tone, title, text) => div role="status" { (ui::notice(tone, title, html! { (text) })) },
        }
        (stands(line, &state))
        (ui::columns(
            html! {
                @if line.standing != CollectorStanding::Removed { (approval(visit, line)) }
                (ui::section("runs", "Runs", Some("What a check says is an observation: of the check, and not of the control."), html! {
                    @if !line.held.runs.is_empty() { (runs::marks(&line.held, MARKS)) }
                    (runs::table(visit, &line.held))
                }))
                (corrective(visit, line))
                // What waits for approval stands above, word for word.
                @if line.held.is_approved() || line.standing == CollectorStanding::Removed {
                    (ui::section("declaration", "What it runs", None, declaration(line)))
                }
            },
            html! {
                (facts(visit, line))
                @if !state.credentials.is_empty() { (credentials(visit, line, &state.credentials, can)) }
                @if can { (ends(visit, line)) }
                @if let Some(missing) = lacks.filter(|_| !visit.in_the_past()) { (not_offered(&missing)) }
            },
        ))
    };
    let crumbs = [Crumb::link("Collectors", visit.href("/collectors")), Crumb::here(line.id.as_str())];
    let body = history::with(visit, &answer.mark, (FoundKind::Collector, id), &body);
    let mut response = visit.page(&answer.mark, &title, "/collectors", &crumbs, body);
    response.extensions_mut().insert(OfThisMoment);
    Ok(response)
}

/// What may be done with one that is there.
fn ways(visit: &Visit, line: &CollectorLine) -> Markup {
    let runs = line.standing == CollectorStanding::Approved;
    let edit = visit.href(&format!("{}/revision", path(&line.id)));
    html! {
        form method="post" action=(action(visit, &line.id, "trial")) { button.button.quiet type="submit" { "Try it" } }
        (ui::quiet_link("Change", &edit, None))
        @if runs { form method="post" action=(action(visit, &line.id, "run")) { (ui::button("Run now")) } }
    }
}

/// The nonconformities that came from it, and the way to raise one when its last check failed.
fn corrective(visit: &Visit, line: &CollectorLine) -> Markup {
    let failed = line.held.last().filter(|last| last.run.outcome == RunOutcome::Fail);
    let raise = failed.map(|_| Raise {
        source: NonconformitySource::Collector,
        reference: &line.id,
        title: &line.held.collector.name,
        controls: line.held.collector.controls.iter().map(String::as_str).collect(),
    });
    about(visit, &NonconformitiesAbout::Source(line.id.clone()), raise.as_ref())
}

fn stands(line: &CollectorLine, state: &CollectorState) -> Markup {
    let held = &line.held;
    html! {
        @if let Some(since) = state.running_since_us {
            (ui::notice(Tone::Accent, "It runs now", html! { "Since " (app::clock::minute_of(since)) ". What it says stands below when it has ended." }))
        }
        @if let Some(why) = &state.stopped {
            (ui::notice(Tone::Danger, "Nothing runs any more", html! { (reason(why)) " Somebody else sets it anew as it is; its approval stands." }))
        }
        @if let Some(trouble) = &state.trouble {
            (ui::notice(Tone::Danger, "The last run of the schedule could not be recorded", html! { (reason(trouble)) " It is tried again in an hour." }))
        }
        @match (line.standing, &held.removed, &held.paused) {
            (CollectorStanding::Removed, Some(why), _) => (ui::notice(Tone::Neutral, "Removed: it runs no more", html! { "“" (why) "” Its runs and evidence stay." })),
            (CollectorStanding::Paused, _, Some(why)) => (ui::notice(Tone::Neutral, "It rests: nothing runs by the schedule", html! { "“" (why) "”" })),
            _ => {}
        }
    }
}

fn facts(visit: &Visit, line: &CollectorLine) -> Markup {
    let (held, collector) = (&line.held, &line.held.collector);
    let next = next_us(collector.schedule, visit.doors.app.clock().now_us())
        .filter(|_| line.standing == CollectorStanding::Approved && !visit.in_the_past());
    let mut pairs = vec![
        ("State", standing_badge(line.standing)),
        ("Kind", html! { (kind_title(&collector.kind)) }),
        (
            "Schedule",
            html! {
                (rhythm(collector.schedule))
                @if let Some(next) = next { p.hint { "Next " (app::clock::minute_of(next)) } }
                @if line.standing != CollectorStanding::Approved && collector.schedule.rhythm != Rhythm::ByHand { p.hint { "Not while it " @if line.standing == CollectorStanding::Waiting { "waits for approval." } @else { "rests." } } }
            },
        ),
        (
            "Controls",
            html! { span.ids { @for id in &collector.controls { a.id href=(controls::href(visit, id)) { (id) } " " } } },
        ),
        (
            "Type of evidence",
            html! { (collector.evidence_type.title()) p.hint { "Environment: " (collector.environment.title().to_lowercase()) } },
        ),
        (
            "Declared by",
            html! { (people::name(visit, &held.set_by)) p.hint { (app::clock::minute_of(held.set_us)) ". What it hands in counts as theirs, so that they do not accept it." } },
        ),
    ];
    if let Some(last) = held.last() {
        pairs.push((
            "Last run",
            html! { (outcome_badge(last.run.outcome)) p.hint { (app::clock::minute_of(last.run.started_us)) } },
        ));
    }
    ui::card(ui::definition_list(&pairs))
}

/// Exactly what is approved: the check, the rule, and the hash of both.
fn declaration(line: &CollectorLine) -> Markup {
    let collector = &line.held.collector;
    let check = serde_json::from_str::<Value>(&collector.check).ok();
    let check = check.and_then(|check| serde_json::to_string_pretty(&check).ok());
    html! {
        p.count-line { "The check, with its limits" }
        (ui::code_of(check.as_deref().unwrap_or(&collector.check), "check"))
        p.count-line {
            @match line.rule {
                RuleOf::Kind => "The rule, as it comes with the kind",
                RuleOf::Own => "The rule, written for this collector",
                RuleOf::Nobody => "There is no rule: every run is unknown",
            }
        }
        @if !collector.rule.is_empty() { (ui::code_of(&collector.rule, "rule")) }
        p.hint { "SHA-256 of check and rule: " (ui::hash(&line.held.declaration)) }
    }
}

fn approval(visit: &Visit, line: &CollectorLine) -> Markup {
    let held = &line.held;
    if let Some(approval) = held.approved.as_ref().filter(|_| held.is_approved()) {
        return html! {
            (waived(visit, line, true))
            p.approved { (Icon::Check.svg()) span { "What it runs was approved by " (people::name(visit, &approval.by)) " on " (app::clock::minute_of(approval.at_us)) "." } }
        };
    }
    let approve = CollectorCommand::ApproveCollector { id: line.id.clone(), declaration: held.declaration.clone() };
    let lacks = why_not(visit, &Command::Collector(approve));
    let authors: Vec<String> = held.authors.iter().map(|author| visit.name_of(author)).collect();
    ui::section(
        "approval",
        "Approval",
        Some("Somebody else than its author reads what it runs, word for word, and approves that and nothing else."),
        html! {
            p { "Written by " (authors.join(", ")) "." }
            (waived(visit, line, false))
            (declaration(line))
            @if visit.in_the_past() {} @else if let Some(missing) = &lacks { (not_offered(missing)) } @else {
                (ui::form(&action(visit, &line.id, "approval"), html! {
                    (ui::hidden("declaration", &held.declaration))
                    div.actions { (ui::button("Approve what stands here")) }
                }))
            }
        },
    )
}

/// That the rule of the two persons was set aside for an author, by which waiver, and why.
fn waived(visit: &Visit, line: &CollectorLine, approved: bool) -> Markup {
    let decides = visit.doors.app.may(&visit.org, &visit.who, Action::ReadGovernance, None);
    html! {
        @for (id, held) in &line.waivers {
            @let (waiver, who) = (&held.waiver, visit.name_of(&held.waiver.person));
            @let title = if approved {
                format!("Approved by its author: {} was waived for {who}", waiver.duty.id())
            } else {
                format!("{} is waived for {who} until {}", waiver.duty.id(), waiver.until)
            };
            (ui::notice(Tone::Caution, &title, html! {
                @if approved { "The waiver held from " time { (waiver.from) } " to " time { (waiver.until) } ": " }
                @else { "An author may approve what they wrote themselves, and it is said here: " }
                "“" (waiver.reason) "” Waiver "
                @if decides { a.id href=(visit.href(&format!("/decisions#{id}"))) { (id) } } @else { span.id { (id) } } "."
            }))
        }
    }
}

fn credentials(visit: &Visit, line: &CollectorLine, credentials: &[Credential], can: bool) -> Markup {
    let to = action(visit, &line.id, "credentials");
    ui::card(html! {
        h3 { "Credentials" }
        p.hint { "Kept sealed, handed to the check as it stands now, and never shown again: not here, and not in what it prints." }
        @for one in credentials {
            div.credential {
                p {
                    code { (one.name) } " "
                    @match (one.set_us, one.is_old) {
                        (None, _) => (ui::badge(Tone::Caution, "Not set")),
                        (Some(_), true) => (ui::badge(Tone::Caution, "Change it: older than a year")),
                        (Some(_), false) => (ui::badge(Tone::Good, "Set")),
                    }
                }
                @if let Some(set_us) = one.set_us {
                    p.hint { (age(visit, set_us)) @if let Some(by) = &one.set_by { ", by " (by) } }
                }
                @if can {
                    form.form method="post" action=(to) autocomplete="off" {
                        (ui::hidden("name", &one.name))
                        (ui::password(&Field { name: "secret", id: &format!("secret-{}", one.name), label: if one.set_us.is_some() { "New secret" } else { "Secret" }, required: true, autocomplete: "off", ..Field::default() }))
                        div.actions { button.button type="submit" { "Keep it" } }
                    }
                    @if one.set_us.is_some() {
                        form method="post" action=(action(visit, &line.id, "credentials/removal")) {
                            (ui::hidden("name", &one.name))
                            button.button.danger-quiet type="submit" { "Forget it" }
                        }
                    }
                }
            }
        }
    })
}

/// How long ago something was given.
fn age(visit: &Visit, since_us: i64) -> String {
    let days = (visit.doors.app.clock().now_us() - since_us).max(0) / 86_400_000_000;
    match usize::try_from(days).unwrap_or(0) {
        0 => "Given today".to_owned(),
        days => format!("Given {} ago", counted(days, "day", "days")),
    }
}

/// Letting it rest, letting it go on, removing it.
fn ends(visit: &Visit, line: &CollectorLine) -> Markup {
    let rests = line.standing == CollectorStanding::Paused;
    let why = |id| Field { name: "reason", id, label: "Reason", required: true, ..Field::default() };
    let rest = Confirm {
        id: "rest",
        open: "Let it rest",
        title: "Let it rest?",
        text: "Nothing runs by the schedule until somebody lets it go on. Its runs and evidence stay.",
        action: &action(visit, &line.id, "rest"),
        yes: "Let it rest",
        danger: false,
    };
    let removal = Confirm {
        id: "removal",
        open: "Remove",
        title: &format!("Remove {}?", line.id),
        text: "It runs no more and its credentials are erased. Its runs and evidence stay.",
        action: &action(visit, &line.id, "removal"),
        yes: "Remove",
        danger: true,
    };
    let may = visit.doors.app.may(&visit.org, &visit.who, Action::SetCollector, None);
    html! {
        @if may {
            div.actions {
                @if rests { form method="post" action=(action(visit, &line.id, "resumption")) { button.button type="submit" { "Let it go on" } } }
                @else { (ui::confirm(&rest, ui::text(&why("rest-reason")))) }
                (ui::confirm(&removal, ui::text(&why("removal-reason"))))
            }
        }
    }
}
