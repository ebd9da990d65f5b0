//! How long evidence is kept: months for each framework, legal holds, and what may be disposed of.

use super::{href, tabs};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days};
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Choice, Column, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{Governance, Question, Seen};
use axum::response::Response;
use domain::command::{Command, EvidenceCommand};
use domain::refusal::Refusal;
use domain::reports::evidence::keep_until;
use domain::rules::evidence::shorter;
use domain::values::evidence::RETENTION_MONTHS;
use domain::values::{Action, Deed, EvidenceState, Stage};
use jiff::civil::Date;
use maud::{Markup, html};

/// Items on the page whose time is over.
const SHOWN: usize = 200;

/// How long evidence is kept, and what that means for items now.
struct Retention;

struct Kept {
    /// Framework, its title, months now, months usually.
    frameworks: Vec<(String, String, Option<u32>, Option<u32>)>,
    /// Items under hold, with the matter.
    held: Vec<(String, String, String)>,
    /// Items whose time is over, with the day and the rule; those under hold left out.
    over: Vec<(String, String, Date, String)>,
    /// Items whose files are there: the denominator.
    items: usize,
}

impl Question for Retention {
    type Answer = Kept;

    fn needs(&self) -> Action {
        Action::ReadEvidence
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Kept, Refusal> {
        let registers = seen.organisation()?;
        let usual = |id: &str| RETENTION_MONTHS.iter().find(|(known, _)| *known == id).map(|(_, months)| *months);
        let frameworks = seen
            .catalogue
            .frameworks()
            .map(|f| (f.id.clone(), f.title.clone(), registers.evidence.months(&f.id), usual(&f.id)));
        let there = || registers.evidence.items.iter().filter(|(_, held)| held.state != EvidenceState::Disposed);
        let title = |held: &domain::registers::evidence::HeldEvidence| held.newest().evidence.title.clone();
        let held = there().filter_map(|(id, held)| Some((id.clone(), title(held), held.hold.clone()?)));
        let over = there().filter(|(_, held)| held.hold.is_none()).filter_map(|(id, held)| {
            let (until, rule) = keep_until(registers, held)?;
            (until < seen.on).then(|| (id.clone(), title(held), until, rule))
        });
        Ok(Kept {
            frameworks: frameworks.collect(),
            held: held.collect(),
            over: over.collect(),
            items: there().count(),
        })
    }
}

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, &Typed::default(), None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&Retention)?;
    let kept = &answer.value;
    let body = html! {
        (ui::heading(
            "Kept until",
            Some("Each framework that uses an item says how long it is kept; the longest counts. Nothing is disposed of by itself."),
            Some(days(visit, &answer.mark)),
        ))
        (tabs(visit, "/evidence/retention"))
        (refused(refusal))
        (frameworks(kept))
        (form(visit, kept, typed))
        (ui::section("held", "Legal holds", None, holds(visit, kept)))
        (ui::section("over", "Whose time is over", Some("They may be disposed of, one by one and with a reason, on the page of each."), over(visit, kept)))
    };
    let crumbs = [Crumb::link("Evidence", visit.href("/evidence")), Crumb::here("Kept until")];
    Ok(visit.page(&answer.mark, "Kept until", "/evidence", &crumbs, body))
}

fn frameworks(kept: &Kept) -> Markup {
    let columns = [Column::text("Framework"), Column::number("Months"), Column::text("Counted from"), Column::text("")];
    let rows: Vec<Row> = kept
        .frameworks
        .iter()
        .map(|(id, title, months, usual)| {
            let from = match id.as_str() {
                "soc2-tsc-2017" => "the end of the window in which it counts",
                "iso27001-2022" => "the end of its period; what goes beyond 36 months counts from the end of the certificate as well",
                _ => "the end of its period",
            };
            Row::new(vec![
                html! { (title) p.hint { (id) } },
                html! { @if let Some(months) = months { (months) } @else { (ui::nothing()) } },
                html! { @if months.is_some() { (from) } @else { span.hint { "It does not say how long." } } },
                html! { @if months != usual { (ui::tag("set here")) @if let Some(usual) = usual { span.hint { " usually " (usual) } } } },
            ])
        })
        .collect();
    ui::table("How long evidence is kept", &columns, &rows, TableOptions::default())
}

fn form(visit: &Visit, kept: &Kept, typed: &Typed) -> Markup {
    if visit.in_the_past() {
        return html! {};
    }
    let held = typed.get("framework");
    let command = EvidenceCommand::SetRetention { framework: String::new(), months: 1, deed: None };
    if let Some(missing) = why_not(visit, &Command::Evidence(command)) {
        return not_offered(&missing);
    }
    let of: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Choose a framework", held.is_empty()))
        .chain(kept.frameworks.iter().map(|(id, title, ..)| Choice::new(id.as_str(), title.as_str(), id == held)))
        .collect();
    let months =
        Field { name: "months", label: "Months", value: typed.get("months"), required: true, ..Field::default() };
    html! {
        details.fold.add open[!held.is_empty()] {
            summary { "Set how long" }
            (ui::notice(Tone::Neutral, "Longer is yours to set, shorter needs two persons", html! {
                "A shorter time is first proposed as a decision, approved by somebody else, and can be set a day later with that decision chosen here. "
                a href=(visit.href("/decisions/deeds/new?kind=shorten_retention")) { "Propose it" }
                ", with words such as " code { (shorter("soc2-tsc-2017", 6)) } "."
            }))
            (ui::form(&format!("/o/{}/evidence/retention", visit.org), html! {
                div.field-row {
                    (ui::select(&Field { name: "framework", label: "Framework", required: true, ..Field::default() }, &of))
                    (ui::text(&months))
                }
                (deeds(visit, typed))
                div.actions { (ui::button("Set")) }
            }))
        }
    }
}

/// The decisions that allow a shorter time, approved and not yet carried out.
fn deeds(visit: &Visit, typed: &Typed) -> Markup {
    let governance = visit.ask(&Governance).map(|answer| answer.value.deeds).unwrap_or_default();
    let approved: Vec<(String, String)> = governance
        .into_iter()
        .filter(|(_, held)| held.stage == Stage::Approved)
        .filter_map(|(id, held)| match held.deed {
            Deed::ShortenRetention { what } => Some((id, what)),
            _ => None,
        })
        .collect();
    let held = typed.get("deed");
    let choices: Vec<Choice<'_>> = std::iter::once(Choice::new("", "None: it is kept longer", held.is_empty()))
        .chain(approved.iter().map(|(id, what)| Choice::new(id.as_str(), what.as_str(), id == held)))
        .collect();
    html! {
        @if approved.is_empty() { p.hint { "No decision that allows a shorter time is approved." } }
        @else { (ui::select(&Field { name: "deed", label: "Decision that allows a shorter time", ..Field::default() }, &choices)) }
    }
}

fn holds(visit: &Visit, kept: &Kept) -> Markup {
    let columns = [Column::text("Item"), Column::text("Matter")];
    let rows: Vec<Row> = kept
        .held
        .iter()
        .map(|(id, title, matter)| Row::new(vec![ui::named(id, title, &href(visit, id)), html! { (matter) }]))
        .collect();
    let empty = (
        "No item is under legal hold",
        "A hold is put on the page of an item; it ends no retention and begins none.",
        html! {},
    );
    ui::table("Legal holds", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() })
}

fn over(visit: &Visit, kept: &Kept) -> Markup {
    let columns = [Column::text("Item"), Column::narrow("Kept until"), Column::text("Rule")];
    let rows: Vec<Row> = kept
        .over
        .iter()
        .take(SHOWN)
        .map(|(id, title, until, rule)| {
            Row::new(vec![
                ui::named(id, title, &href(visit, id)),
                html! { time datetime=(until) { (until) } },
                html! { (rule) },
            ])
        })
        .collect();
    let empty = ("No item's time is over", "Every item whose files are there has to be kept still.", html! {});
    html! {
        p.count-line { (counted(kept.over.len(), "item", "items")) " of " (kept.items) " whose files are there" @if kept.over.len() > SHOWN { ", the first " (SHOWN) } }
        (ui::table("Whose time is over", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
    }
}

pub(super) async fn set(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    or_again(try_set(&visit, &typed), |refusal| page(&visit, &typed, Some(refusal)))
}

fn try_set(visit: &Visit, typed: &Typed) -> Result<Response, Problem> {
    only_today(visit)?;
    let months = typed.get("months").trim().parse().map_err(|_| Refusal::NotPossible {
        sentence: format!("the months: `{}` is no whole number", typed.get("months").trim()),
        hint: "write it like 24".to_owned(),
    })?;
    let framework = typed.get("framework").to_owned();
    let deed = Some(typed.get("deed").to_owned()).filter(|deed| !deed.is_empty());
    let done = format!("Evidence for {framework} is kept {}.", counted(months, "month", "months"));
    let command = EvidenceCommand::SetRetention { framework, months, deed };
    visit.change(&done, "/evidence/retention", Command::Evidence(command))
}
