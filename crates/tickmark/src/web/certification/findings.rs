//! What the body found, and what it said of it.

use super::folded::Forms;
use super::{action, day, items};
use crate::web::nonconformities::members;
use crate::web::people::choices;
use crate::web::reading::encode;
use crate::web::typed::sentence;
use crate::web::ui::{self, Choice, Confirm, Field, Tone};
use domain::registers::certification::HeldFinding;
use domain::reports::certification::{FindingLine, FindingStanding};
use domain::values::certification::{FindingKind, Settlement, VisitKind};
use maud::{Markup, html};

pub(super) fn section(forms: &Forms<'_>) -> Markup {
    let held = &forms.detail.held;
    let lines = || forms.detail.findings.iter().filter_map(|line| Some((line, held.finding(line.number)?)));
    let lead = "Areas of concern of Stage 1, nonconformities and opportunities in the words of the body. All but an opportunity is worked on as a nonconformity.";
    ui::section(
        "findings",
        "Findings of the body",
        Some(lead),
        html! {
            @if held.findings.is_empty() { p.hint { "Nothing is recorded." } }
            @for (line, held) in lines() { @if line.standing.open() { (one(forms, line, held)) } }
            @for (line, held) in lines() { @if !line.standing.open() { (one(forms, line, held)) } }
            @if held.visits.iter().any(|visit| visit.cancelled.is_none()) { (another(forms)) }
        },
    )
}

fn one(forms: &Forms<'_>, line: &FindingLine, held: &HeldFinding) -> Markup {
    let finding = &held.finding;
    ui::card(html! {
        h3 id={ "finding-" (line.number) } { (line.number) ". " (finding.title) " " (badge(line)) }
        p.hint { (line.kind.title()) ", visit " (finding.visit) ", " (day(finding.on)) ", " (items(forms.visit, [&finding.item])) }
        p.said-text { (finding.statement) }
        @if let Some((nc, state)) = &line.nonconformity {
            p { "Nonconformity " a.id href=(forms.visit.href(&format!("/nonconformities/{}", encode(nc)))) { (nc) } ": " (state.title().to_lowercase()) }
        }
        @if let Some(due) = line.due {
            p {
                (sentence(&format!("{} is needed", line.next)).trim_end_matches('.')) " by " (day(due))
                @if line.overdue { " " (ui::badge(Tone::Danger, "Overdue")) }
                @if let Some(limit) = line.limit { span.hint { " Verified by " (day(limit)) ", or Stage 2 is held again." } }
            }
        }
        @if let Some(owner) = &finding.owner { p.hint { (forms.visit.name_of(owner)) } }
        @for said in &held.settled {
            p.hint { (day(said.settled.on)) " " (said.settled.how.title().to_lowercase()) ": " (said.settled.note) }
        }
        @if forms.may && !over(line) { div.actions { (answer(forms, line)) } }
    })
}

/// Has the body said its last word on it?
fn over(line: &FindingLine) -> bool {
    matches!(line.standing, FindingStanding::Verified | FindingStanding::TakenBack)
}

fn badge(line: &FindingLine) -> Markup {
    let tone = match line.standing {
        FindingStanding::Open if line.kind == FindingKind::Major => Tone::Danger,
        FindingStanding::Open => Tone::Caution,
        FindingStanding::Planned => Tone::Accent,
        FindingStanding::Answered | FindingStanding::Verified => Tone::Good,
        FindingStanding::TakenBack | FindingStanding::Noted => Tone::Neutral,
    };
    ui::badge(tone, line.standing.title())
}

fn answer(forms: &Forms<'_>, line: &FindingLine) -> Markup {
    let number = line.number;
    let fits = |how: &Settlement| match how {
        Settlement::PlanAccepted => {
            matches!(line.kind, FindingKind::Major | FindingKind::Minor) && line.standing == FindingStanding::Open
        }
        Settlement::Verified => line.kind != FindingKind::Opportunity,
        Settlement::Downgraded => line.kind == FindingKind::Major,
        Settlement::Withdrawn => true,
    };
    let hows: Vec<Choice<'_>> =
        Settlement::ALL.into_iter().filter(fits).map(|how| Choice::new(how.id(), how.title(), false)).collect();
    let place = action(forms.visit, &forms.detail.id, &format!("findings/{number}/answers"));
    let names = ["answer", "how", "answered", "words"].map(|name| format!("{name}-{number}"));
    let [id, how_id, on_id, note_id] = &names;
    let ask = Confirm {
        id,
        open: "The body answered",
        title: "What did the body say?",
        text: "Recorded as it said it.",
        action: &place,
        yes: "Record",
        danger: false,
    };
    ui::confirm(
        &ask,
        html! {
            (ui::select(&Field { name: "how", id: how_id, label: "It said", required: true, ..Field::default() }, &hows))
            (ui::date_field(&Field { name: "on", id: on_id, label: "On", value: &forms.today, required: true, ..Field::default() }))
            (ui::textarea(&Field { name: "note", id: note_id, label: "In which words", hint: "And where they stand, such as its letter.", required: true, ..Field::default() }, 2))
        },
    )
}

fn another(forms: &Forms<'_>) -> Markup {
    let value = |name: &str, begin: &str| forms.value("findings", name, begin);
    let held = &forms.detail.held;
    let visits: Vec<(String, String)> = held
        .each_visit()
        .rev()
        .filter(|(_, visit)| visit.cancelled.is_none())
        .map(|(number, visit)| (number.to_string(), format!("{number}: {}", visit.visit.kind.title())))
        .collect();
    // What is found belongs to a visit that was held: the last one, and not to one that is still to come.
    let last = held.each_visit().rev().find(|(_, visit)| visit.record.is_some());
    let number = last.map_or_else(|| visits.first().map(|(number, _)| number.clone()), |(at, _)| Some(at.to_string()));
    let visit = value("visit", &number.unwrap_or_default());
    let visits: Vec<Choice<'_>> =
        visits.iter().map(|(id, label)| Choice::new(id.as_str(), label.as_str(), *id == visit)).collect();
    let usual = match last {
        Some((_, visit)) if visit.visit.kind != VisitKind::Stage1 => FindingKind::Minor,
        _ => FindingKind::Concern,
    };
    let kind = FindingKind::parse(&value("kind", usual.id()));
    let kinds = FindingKind::ALL.map(|one| Choice::new(one.id(), one.title(), Some(one) == kind));
    let members = members(forms.visit);
    let owner = value("owner", "");
    let fields = html! {
        div.field-row {
            (ui::select(&Field { name: "visit", label: "Visit", required: true, ..Field::default() }, &visits))
            (ui::select(&Field { name: "kind", id: "finding-kind", label: "Kind", hint: "Stage 1 ends in areas of concern.", required: true, ..Field::default() }, &kinds))
            (ui::date_field(&Field { name: "on", id: "found-on", label: "Told on", value: &value("on", &forms.today), required: true, ..Field::default() }))
        }
        (ui::text(&Field { name: "title", label: "Title", value: &value("title", ""), required: true, ..Field::default() }))
        (ui::textarea(&Field { name: "statement", label: "As the body wrote it", value: &value("statement", ""), required: true, ..Field::default() }, 3))
        div.field-row {
            (ui::text(&Field { name: "item", label: "Clause or control", value: &value("item", ""), required: true, ..Field::default() }))
            (ui::select(&Field { name: "owner", id: "finding-owner", label: "Answers for it", ..Field::default() }, &choices(forms.visit, &members, "Nobody", &owner)))
            (ui::text(&Field { name: "nonconformity", label: "Nonconformity", hint: "One that is the same; empty to raise one.", value: &value("nonconformity", ""), ..Field::default() }))
        }
    };
    forms.folded("findings", "findings", "Record a finding", "Record", fields)
}
