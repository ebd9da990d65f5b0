//! One item: where it stands and what may be done, the twelve rules, its files, what it serves, and how it came to be.

use super::{acts, checks, files, followed, found, href, judge, marks, path, period, serves, state_badge, trouble};
use crate::web::history;
use crate::web::kept::OfThisMoment;
use crate::web::nonconformities::{Raise, about};
use crate::web::people;
use crate::web::problem::Problem;
use crate::web::reading::{counted, days};
use crate::web::room::noted;
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Column, Crumb, Icon, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{EvidenceDetail, EvidenceOf, NonconformitiesAbout};
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::reports::evidence::Integrity;
use domain::reports::search::FoundKind;
use domain::values::nonconformity::NonconformitySource;
use domain::values::{Action, EvidenceState, Form, Shown, SubjectKind};
use maud::{Markup, html};
use std::collections::BTreeMap;

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

/// The item as it stands, with its files unread.
pub(super) fn detail(visit: &Visit, id: &str) -> Result<app::ask::Answer<EvidenceDetail>, Problem> {
    visit.ask(&EvidenceOf { id: id.to_owned(), files: BTreeMap::new() })
}

/// The page; after a refusal with what was typed and why it was refused.
pub(super) fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let read = visit.field("read").is_some();
    let files: BTreeMap<String, Integrity> = if read {
        let found = tokio::task::block_in_place(|| visit.doors.app.check_files(&visit.org, &visit.who, id));
        found.map_err(trouble)?
    } else {
        BTreeMap::new()
    };
    let answer = visit.ask(&EvidenceOf { id: id.to_owned(), files })?;
    let detail = &answer.value;
    let title = format!("{} {}", detail.id, detail.held.newest().evidence.title);
    let findings = found::section(visit, detail)?;
    let body = html! {
        (ui::heading(&title, None, Some(html! { (days(visit, &answer.mark)) (ways(visit, detail)) })))
        (refused(refusal))
        (ended(detail))
        (rejected(visit, detail))
        (ui::columns(wide(visit, detail, typed, &findings), html! {
            (judge::panel(visit, detail, typed))
            (facts(visit, detail))
            (acts::panel(visit, detail, typed, answer.mark.as_of))
        }))
    };
    let crumbs = [Crumb::link("Evidence", visit.href("/evidence")), Crumb::here(detail.id.as_str())];
    let body = history::with(visit, &answer.mark, (FoundKind::Evidence, id), &body);
    let mut response = visit.page(&answer.mark, &title, "/evidence", &crumbs, body);
    if read {
        response.extensions_mut().insert(OfThisMoment);
    }
    Ok(response)
}

fn ways(visit: &Visit, detail: &EvidenceDetail) -> Markup {
    let app = &visit.doors.app;
    let history = app.may(&visit.org, &visit.who, Action::ReadHistory, None);
    let entry = detail.held.newest().entry.saturating_sub(1);
    html! {
        @if history { (ui::quiet_link("In the history", &visit.href(&format!("/history/{entry}")), Some(Icon::History))) }
        @if acts::may_revise(visit, detail) {
            (ui::link_button("New version", &visit.href(&format!("{}/revision", path(&detail.id))), None))
        }
    }
}

fn ended(detail: &EvidenceDetail) -> Markup {
    let reason = detail.held.ended.as_deref().unwrap_or_default();
    html! {
        @match detail.held.state {
            EvidenceState::Withdrawn => (ui::notice(Tone::Neutral, "Withdrawn: it counts nowhere", html! { "“" (reason) "”" })),
            EvidenceState::Disposed => (ui::notice(Tone::Neutral, "Disposed of: its files are gone on purpose", html! { "“" (reason) "”" })),
            _ => {}
        }
        @if let Some(matter) = &detail.held.hold {
            (ui::notice(Tone::Caution, "Under legal hold: nothing of it is disposed of", html! { "“" (matter) "”" }))
        }
    }
}

/// Why it was rejected, where whoever handed it in looks first.
fn rejected(visit: &Visit, detail: &EvidenceDetail) -> Markup {
    let last = detail.held.judgements.last().filter(|_| detail.held.state == EvidenceState::Rejected);
    html! {
        @if let Some(judged) = last {
            (ui::notice(Tone::Caution, &format!("Version {} was rejected: it counts nowhere", judged.version), html! {
                "“" (judged.note) "” " (visit.name_of(&judged.by)) "."
                @if acts::may_revise(visit, detail) {
                    " Mend it and "
                    a href=(visit.href(&format!("{}/revision", path(&detail.id)))) { "hand in a new version" } "."
                }
            }))
        }
    }
}

/// The nonconformities that cite it, and the way to raise one when it was rejected.
fn corrective(visit: &Visit, detail: &EvidenceDetail) -> Markup {
    let title = format!("Evidence was rejected: {}", detail.held.newest().evidence.title);
    let raise = Raise {
        source: NonconformitySource::Other,
        reference: &detail.id,
        title: &title,
        controls: detail.held.controls.keys().map(String::as_str).collect(),
    };
    let rejected = (detail.held.state == EvidenceState::Rejected).then_some(&raise);
    maud::html! {
        (about(visit, &NonconformitiesAbout::Evidence(detail.id.clone()), rejected))
        (crate::web::registers::naming(visit, &detail.id))
    }
}

fn wide(visit: &Visit, detail: &EvidenceDetail, typed: &Typed, findings: &Markup) -> Markup {
    let lead = checks::lead(&detail.checks);
    html! {
        (ui::section("files", "Files", None, files::section(visit, detail)))
        (findings)
        (ui::section("checks", "Rules of evidence", Some(&lead), html! {
            (checks::list(&detail.checks))
            @if detail.held.state != EvidenceState::Disposed && !detail.held.newest().files.is_empty() && !visit.in_the_past() {
                p { (ui::quiet_link("Read every file now", &format!("{}#checks", visit.with(&path(&detail.id), &[("read", "1")])), Some(Icon::Check))) }
            }
        }))
        (followed::section(visit, detail, typed))
        (ui::section("shows", "Controls that it shows", None, acts::controls(visit, detail, typed)))
        (ui::section("serves", "What it serves", Some("Through the links of its controls and the crosswalk: the same evidence in both audits."), serves::section(visit, &detail.serves)))
        (ui::section("past", "How it came to be", None, past(visit, detail)))
        (noted(visit, SubjectKind::Evidence, &detail.id, None))
        (corrective(visit, detail))
        @if !detail.same.is_empty() { (ui::section("same", "The same evidence elsewhere", None, same(visit, detail))) }
    }
}

fn facts(visit: &Visit, detail: &EvidenceDetail) -> Markup {
    let newest = detail.held.newest();
    let evidence = &newest.evidence;
    let text = |text: &str| html! { @if text.is_empty() { (ui::nothing()) } @else { (text) } };
    let day = |day: Option<jiff::civil::Date>| html! { @if let Some(day) = day { time datetime=(day) { (day) } } @else { (ui::nothing()) } };
    let mut pairs = vec![
        ("State", html! { span.state-line { (state_badge(detail.held.state)) (marks(&detail.held, &detail.marks)) } }),
        ("Type", html! { (evidence.kind.title()) }),
        ("Form", html! { (evidence.form.title()) }),
        ("Period", period(evidence.period)),
        ("Received", html! { (app::clock::minute_of(newest.received_us)) " by " (people::name(visit, &newest.by)) }),
        ("Made on, as claimed", day(evidence.captured)),
        ("Collected on, as claimed", day(evidence.collected)),
        ("Source", html! { (text(&evidence.source.system)) p.hint { (evidence.source.environment.title()) } }),
    ];
    if let Some(collector) = &evidence.collector {
        pairs.push(("Collector", crate::web::collectors::of_evidence(visit, collector, &detail.id)));
    }
    pairs.extend(of_form(detail));
    pairs.push(("Who may read it", html! { (evidence.classification.title()) @if evidence.personal_data { p.hint { "Holds personal data, because it has to." } } }));
    if !evidence.note.is_empty() {
        pairs.push(("Note", html! { span.prose { (evidence.note) } }));
    }
    pairs.push(("Kept until", kept_until(detail)));
    if let (Some(id), Some(request)) = (&detail.held.answers, &detail.request) {
        pairs.push(("Answers", html! { a.id href=(visit.href(&format!("/evidence/requests#{id}"))) { (id) } p.hint { (request.request.wanted) } }));
    }
    ui::card(ui::definition_list(&pairs))
}

/// What lists and screenshots say besides.
fn of_form(detail: &EvidenceDetail) -> Vec<(&'static str, Markup)> {
    let evidence = &detail.held.newest().evidence;
    let source = &evidence.source;
    let text = |text: &str| html! { @if text.is_empty() { (ui::nothing()) } @else { (text) } };
    match evidence.form {
        Form::Document => Vec::new(),
        Form::Screenshot => {
            let shows: Vec<&str> =
                Shown::ALL.into_iter().filter(|s| evidence.shows.contains(s)).map(Shown::title).collect();
            vec![("It shows", text(&shows.join(", ")))]
        }
        Form::List => vec![
            (
                "Query",
                html! { @if source.query.is_empty() { (ui::nothing()) } @else { code.query { (source.query) } } },
            ),
            ("Rows", html! { @if let Some(rows) = source.rows { (rows) } @else { (ui::nothing()) } }),
            ("Seen to be complete", text(&source.completeness)),
            ("Seen to be right", text(&source.accuracy)),
        ],
    }
}

fn kept_until(detail: &EvidenceDetail) -> Markup {
    html! {
        @match &detail.keep_until {
            Some((until, rule)) => { time datetime=(until) { (until) } p.hint { (rule) } },
            None => { (ui::nothing()) p.hint { "No framework uses it." } },
        }
    }
}

/// Versions and judgements, the newest first.
fn past(visit: &Visit, detail: &EvidenceDetail) -> Markup {
    let columns = [
        Column::narrow("Version"),
        Column::narrow("Received"),
        Column::text("Handed in by"),
        Column::text("Files"),
        Column::text("Judged"),
    ];
    let mut versions: Vec<_> = (1_u32..).zip(&detail.held.versions).collect();
    versions.reverse();
    let rows: Vec<Row> = versions
        .into_iter()
        .map(|(number, version)| {
            let judged = detail.held.judgements.iter().filter(|j| j.version == number);
            Row::new(vec![
                html! { (number) },
                html! { (app::clock::minute_of(version.received_us)) },
                people::name(visit, &version.by),
                files::named(visit, detail, number),
                html! {
                    ul.lines { @for one in judged { li {
                        (if one.accepted { ui::badge(Tone::Good, "Accepted") } else { ui::badge(Tone::Caution, "Rejected") })
                        " by " (people::name(visit, &one.by)) ", " (app::clock::minute_of(one.at_us))
                        @if !one.note.is_empty() { p.hint { "“" (one.note) "”" } }
                    } } }
                },
            ])
        })
        .collect();
    html! {
        p.count-line { (counted(rows.len(), "version", "versions")) ", the newest first" }
        (ui::table("Versions and judgements", &columns, &rows, TableOptions::default()))
    }
}

fn same(visit: &Visit, detail: &EvidenceDetail) -> Markup {
    html! {
        ul.plain-list { @for (id, reason) in &detail.same { li { a.id href=(href(visit, id)) { (id) } ": " (reason) "." } } }
        p.hint { "The same evidence handed in twice is tested twice. Link one item to both controls, and withdraw the other." }
    }
}
