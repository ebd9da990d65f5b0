//! The page of a population, a sample, a test or an exception.

use super::{exception_badge, forms, list_path, path, stage_badge};
use crate::web::controls;
use crate::web::history;
use crate::web::nonconformities::{Raise, about};
use crate::web::people::name;
use crate::web::problem::Problem;
use crate::web::reading::{counted, days as day_picker, encode};
use crate::web::room::noted;
use crate::web::typed::{Typed, refused, sentence};
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::Mark;
use app::ask::{ExceptionLine, ExceptionOf, NonconformitiesAbout, PopulationOf, SampleOf, TestAnswer, TestOf};
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::registers::testing::Written;
use domain::reports::search::FoundKind;
use domain::values::nonconformity::NonconformitySource;
use domain::values::testing::PopulationItem;
use domain::values::{Percent, SubjectKind};
use maud::{Markup, html};

/// Most items of a list that a page shows; the file has them all.
const MAX_SHOWN: usize = 200;

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

/// The page by the letters of the id.
pub(super) fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let own = id.to_owned();
    match id.get(..2) {
        Some("PO") => population(visit, own, typed, refusal),
        Some("SA") => sample(visit, own, refusal),
        Some("TE") => test(visit, own, typed, refusal),
        Some("EX") => exception(visit, own, typed, refusal),
        _ => Err(Refusal::Unknown { what: "population, sample, test or exception", id: own, nearest: None }.into()),
    }
}

/// A page of an engagement around a body.
fn framed(visit: &Visit, mark: &Mark, id: &str, engagement: &str, list: &str, body: Markup) -> Response {
    let kind = match list {
        "tests" => SubjectKind::Test,
        "exceptions" => SubjectKind::Exception,
        _ if id.starts_with("SA") => SubjectKind::Sample,
        _ => SubjectKind::Population,
    };
    let body = html! { (body) (noted(visit, kind, id, Some(engagement))) };
    // A sample has no page of its own kind: what it belongs to is its population.
    let found = match kind {
        SubjectKind::Test => Some(FoundKind::Test),
        SubjectKind::Exception => Some(FoundKind::Exception),
        SubjectKind::Population => Some(FoundKind::Population),
        _ => None,
    };
    let body = found.map_or_else(|| body.clone(), |kind| history::with(visit, mark, (kind, id), &body));
    let crumbs = [
        Crumb::link("Engagements", visit.href("/engagements")),
        Crumb::link(engagement, visit.href(&list_path(engagement, list))),
        Crumb::here(id),
    ];
    visit.page(mark, id, "/engagements", &crumbs, body)
}

fn exports(visit: &Visit, id: &str) -> Markup {
    html! {
        (ui::export_link("CSV", &visit.href(&format!("{}/export.csv", path(id)))))
        (ui::export_link("XLSX", &visit.href(&format!("{}/export.xlsx", path(id)))))
    }
}

fn control_link(visit: &Visit, control: &str) -> Markup {
    html! { a.id href=(controls::href(visit, control)) { (control) } }
}

fn item_table(items: &[PopulationItem]) -> Markup {
    let rows: Vec<Row> = items
        .iter()
        .take(MAX_SHOWN)
        .map(|item| {
            let done = html! { @match item.done { Some(day) => (day), None => (ui::nothing()) } };
            Row::new(vec![html! { (item.id) }, html! { (item.on) }, done])
        })
        .collect();
    let columns = [Column::text("Item"), Column::narrow("Occurred"), Column::narrow("Carried out")];
    let empty = ("Nothing occurred", "An empty population is the proof that nothing happened.", html! {});
    html! {
        (ui::table("Items", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
        @if items.len() > MAX_SHOWN { p.hint { "The first " (MAX_SHOWN) " of " (items.len()) "; the files above hold all of them." } }
    }
}

fn population(visit: &Visit, id: String, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&PopulationOf { id })?;
    let one = &answer.value;
    let (population, checks) = (&one.held.population, &one.checks);
    let frozen = html! {
        @match &one.held.frozen {
            Some(frozen) => { (ui::badge(Tone::Good, "Frozen")) " " (ui::hash(&frozen.sha256)) " by " (name(visit, &frozen.by)) },
            None => (ui::badge(Tone::Neutral, "Not frozen")),
        }
    };
    let claimed = population.claimed_count.map_or_else(|| "not said".to_owned(), |count| count.to_string());
    let completeness = &population.completeness;
    let pairs = [
        ("Control", control_link(visit, &population.control)),
        ("Period", html! { (population.period.from) " to " (population.period.until) }),
        ("Source", html! { (population.source.system) }),
        ("Query", ui::code(&population.source.query)),
        (
            "Extracted",
            html! { (population.source.extracted_on) " " (population.source.extracted_at) " by " (population.source.extracted_by) ", as claimed" },
        ),
        ("Received", html! { (app::clock::minute_of(one.held.received_us)) " from " (name(visit, &one.held.by)) }),
        ("Rows", html! { (checks.items) " in the list, " (claimed) " in the source" }),
        (
            "Completeness",
            html! { (completeness.method.title()) ": " (completeness.result.title().to_lowercase()) ". " (completeness.note) },
        ),
        (
            "Accuracy",
            html! { (population.accuracy.matched) " of " (counted(population.accuracy.checked, "item", "items")) " looked up agree" },
        ),
        ("State", frozen),
    ];
    let body = html! {
        (ui::heading(&population.title, Some(&format!("{}, a population of {}", one.id, population.engagement)), Some(html! {
            (day_picker(visit, &answer.mark)) (exports(visit, &one.id))
        })))
        (refused(refusal))
        (ui::definition_list(&pairs))
        @if !checks.sequences.is_empty() {
            (ui::section("numbers", "Numbers", Some("A number that is left out is a question to the source, and no proof that something is missing."), html! {
                ul.plain-list { @for one in &checks.sequences {
                    li { (one.prefix) (one.first) " to " (one.prefix) (one.last) ": " (counted(one.items, "item", "items")) ", " strong { (one.left_out) " left out" }
                        @if !one.gaps.is_empty() { ": " (one.gaps.join(", ")) } }
                } }
            }))
        }
        @if one.held.frozen.is_none() && !checks.lacking.is_empty() {
            (ui::section("lacking", "Before it can be frozen", None, html! { ul.missing { @for what in &checks.lacking { li { (sentence(what)) } } } }))
        }
        @if !one.samples.is_empty() {
            (ui::section("samples", "Samples", None, html! { p { @for id in &one.samples { a.id href=(visit.href(&path(id))) { (id) } " " } } }))
        }
        (forms::population(visit, one, typed))
        (ui::section("items", "Items", None, item_table(&population.items)))
    };
    Ok(framed(visit, &answer.mark, &one.id, &population.engagement, "populations", body))
}

fn sample(visit: &Visit, id: String, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&SampleOf { id })?;
    let one = &answer.value;
    let sample = &one.held.sample;
    let risk = sample.risk.map_or("not asked", domain::values::SamplingRisk::id);
    let size = html! {
        (sample.items.len()) " of " (sample.of) "; by table or formula " (sample.computed)
        @if !sample.reason.is_empty() { ". " (sample.reason) }
    };
    let table = html! {
        @if sample.profile.is_empty() { (sample.rule) ", confidence " (sample.confidence) ", tolerable rate " (sample.tolerable) }
        @else { (sample.profile) ", " (sample.frequency) ", risk " (risk) ": " (sample.rule) }
    };
    let pairs = [
        ("Control", control_link(visit, &one.control)),
        ("Population", html! { a.id href=(visit.href(&path(&sample.population))) { (sample.population) } }),
        ("Method", html! { (sample.method.title()) }),
        ("Size", size),
        ("Table", table),
        ("Seed", ui::code(&sample.seed)),
        ("Drawn", html! { (app::clock::minute_of(one.held.at_us)) " by " (name(visit, &one.held.by)) }),
        ("Tests", html! { @for id in &one.tests { a.id href=(visit.href(&path(id))) { (id) } " " } }),
    ];
    let body = html! {
        (ui::heading(&format!("Sample {}", one.id), Some(&format!("Of {} in {}", one.control, one.engagement)), Some(html! {
            (day_picker(visit, &answer.mark)) (exports(visit, &one.id))
        })))
        (refused(refusal))
        (ui::definition_list(&pairs))
        (ui::section("recipe", "Draw it again", Some("With any tool: the same list and seed give the same items."), html! {
            ol.recipe { @for step in &one.recipe { li { (step) } } }
        }))
        (ui::section("items", "Items", None, item_table(&one.items)))
    };
    Ok(framed(visit, &answer.mark, &one.id, &one.engagement, "populations", body))
}

fn test(visit: &Visit, id: String, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&TestOf { id })?;
    let one = &answer.value;
    let held = &one.line.held;
    let methods: Vec<&str> = held.plan.methods.iter().map(|method| method.title()).collect();
    let tested = held.tested();
    let pairs = [
        ("Control", html! { (control_link(visit, &held.plan.control)) ", version " (held.version) }),
        ("Stands at", stage_badge(one.line.stage)),
        ("Methods", html! { (methods.join(", ")) }),
        (
            "Sample",
            html! { @match &held.plan.sample { Some(id) => a.id href=(visit.href(&path(id))) { (id) }, None => (ui::nothing()) } },
        ),
        ("Tested", html! { (tested) " of " (counted(held.items.len(), "item", "items")) }),
        ("Deviating", deviating(held.deviating(), tested)),
        ("Planned by", name(visit, &held.by)),
    ];
    let body = html! {
        (ui::heading(&format!("Test {}", one.line.id), Some(&format!("{} test of {} in {}", held.plan.kind.title(), held.plan.control, held.plan.engagement)), Some(html! {
            (day_picker(visit, &answer.mark)) (exports(visit, &one.line.id))
        })))
        (refused(refusal))
        (ui::definition_list(&pairs))
        (conclusions(visit, one))
        (of_others(visit, one))
        (ui::section("results", "Item by item", None, forms::grid(visit, &one.line, typed)))
        (forms::test(visit, &one.line, typed))
        @if !one.exceptions.is_empty() {
            (ui::section("exceptions", "Exceptions", None, html! { ul.plain-list { @for line in &one.exceptions {
                li { a.id href=(visit.href(&path(&line.id))) { (line.id) } " " (exception_badge(line.held.state)) " " (line.held.note.description) }
            } } }))
        }
    };
    Ok(framed(visit, &answer.mark, &one.line.id, &held.plan.engagement, "tests", body))
}

/// How many deviate of those that were tested; a share of nothing is none.
fn deviating(deviating: u32, tested: u32) -> Markup {
    let rate = Percent::of(deviating as usize, tested as usize);
    html! { @if tested == 0 { "Nothing tested yet" } @else { (deviating) " of " (tested) " (" (rate) " %)" } }
}

fn conclusions(visit: &Visit, one: &TestAnswer) -> Markup {
    let held = &one.line.held;
    html! {
        @if let Some(note) = held.readiness_note() {
            (ui::section("note", "Readiness note", None, said(visit, note)))
        }
        @if let Some(concluded) = held.conclusion() {
            (ui::section("conclusion", "Conclusion", Some(concluded.conclusion.title()), html! {
                p { (concluded.text) }
                p.hint { (name(visit, &concluded.by)) ", " (app::clock::minute_of(concluded.at_us)) ", entry " (concluded.entry) }
                @if !one.line.changed.is_empty() {
                    (ui::notice(Tone::Caution, "Evidence changed since", html! { "A later version was handed in of: " (one.line.changed.join(", ")) }))
                }
            }))
        }
    }
}

/// What is cited and not linked to the control that is tested: marked, and left to the auditor's judgement.
fn of_others(visit: &Visit, one: &TestAnswer) -> Markup {
    let control = &one.line.held.plan.control;
    html! {
        @if !one.line.of_others.is_empty() {
            (ui::notice(Tone::Caution, "Evidence of other controls", html! {
                "Cited here and not linked to " (control) ": "
                @for (at, id) in one.line.of_others.iter().enumerate() {
                    @if at > 0 { ", " }
                    a.id href=(visit.href(&format!("/evidence/{}", encode(id)))) { (id) }
                }
                ". Link it where it shows this control as well; whether a conclusion can rest on it is the auditor's judgement."
            }))
        }
    }
}

fn said(visit: &Visit, written: &Written) -> Markup {
    html! { p { (written.text) } p.hint { (name(visit, &written.by)) ", " (app::clock::minute_of(written.at_us)) } }
}

fn exception(visit: &Visit, id: String, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&ExceptionOf { id })?;
    let line: &ExceptionLine = &answer.value;
    let held = &line.held;
    let tolerable = if held.note.tolerable.is_empty() { "not stated" } else { &held.note.tolerable };
    let words = |written: &Option<Written>| html! { @match written { Some(one) => (said(visit, one)), None => (ui::nothing()) } };
    let pairs = [
        ("Control", control_link(visit, &line.control)),
        ("Test", html! { a.id href=(visit.href(&path(&held.note.test))) { (held.note.test) } }),
        ("Stands at", exception_badge(held.state)),
        ("Deviating", html! { (deviating(held.deviating, held.tested)) ", tolerable rate: " (tolerable) }),
        (
            "Found",
            html! { p { (held.note.description) } p.hint { "In the words of " (name(visit, &held.by)) ", " (app::clock::minute_of(held.at_us)) } },
        ),
        ("Effect on the criterion", html! { (held.note.effect) }),
        ("Cause", words(&held.cause)),
        (
            "Compensating control",
            html! { @if held.compensating.is_empty() { (ui::nothing()) } @else { (held.compensating) } },
        ),
        ("The auditor's judgement", words(&held.judged)),
        ("Management's response", words(&held.response)),
        ("Corrective action", words(&held.action)),
        ("Closed", words(&held.closed)),
    ];
    let body = html! {
        (ui::heading(&format!("Exception {}", line.id), Some(&format!("{} in {}", line.control, line.engagement)), Some(day_picker(visit, &answer.mark))))
        (refused(refusal))
        (ui::definition_list(&pairs))
        (forms::exception(visit, line, typed))
        (corrective(visit, line))
    };
    Ok(framed(visit, &answer.mark, &line.id, &line.engagement, "exceptions", body))
}

/// The nonconformities that came from it, and the way to raise one.
fn corrective(visit: &Visit, line: &ExceptionLine) -> Markup {
    let raise = Raise {
        source: NonconformitySource::Exception,
        reference: &line.id,
        title: &line.held.note.description,
        controls: vec![&line.control],
    };
    about(visit, &NonconformitiesAbout::Source(line.id.clone()), Some(&raise))
}
