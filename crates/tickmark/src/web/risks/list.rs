//! The register: figures with their wholes, the heat map, every risk with its levels and signatures, and the months.

use super::{day, heat, level_badge, path, person, picture, signature_badge, state_badge, tabs};
use crate::web::people::why_not;
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, n};
use crate::web::ui::{self, Choice, Column, Crumb, Icon, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{RiskBurndown, RiskHeat, RiskTrend, RisksAnswer, RisksOf};
use axum::response::Response;
use domain::reports::risk::{Rated, RiskLine, Signature};
use domain::values::risk::{RatingKind, RiskCategory, RiskState};
use maud::{Markup, html};

/// Risks on one page of the register.
const PAGE: usize = 100;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&RisksOf)?;
    let value = &answer.value;
    let body = html! {
        (ui::heading(
            "Risks",
            Some("What could happen, how likely and how bad it is, what is done about it, and who accepted what remains."),
            Some(html! { (days(&visit, &answer.mark)) (offers(&visit, value)) }),
        ))
        (tabs(&visit, "/risks"))
        @if value.part { (ui::notice(Tone::Neutral, "A part of the register", html! { "The risks that you own or treat are listed; the figures speak of them alone." })) }
        @if value.method.is_none() { (no_method(&visit)) }
        @if value.lines.is_empty() {
            (nothing_yet(&visit))
        } @else {
            (figures(&visit, value))
            @if let Some(heat) = visit.ask(&RiskHeat)?.value { (heat::section(&visit, &heat)) }
            (ui::section("register", "Register", None, html! { (filters(&visit, value)) (table(&visit, value)) }))
            (picture::months(&visit.ask(&RiskTrend)?.value))
            @if let Some(one) = visit.ask(&RiskBurndown)?.value { (picture::burndown(&one)) }
        }
    };
    Ok(visit.page(&answer.mark, "Risks", "/risks", &[Crumb::here("Risks")], body))
}

fn offers(visit: &Visit, answer: &RisksAnswer) -> Markup {
    let may_add = !visit.in_the_past() && why_not(visit, &super::fields::another()).is_none();
    html! {
        @if !answer.lines.is_empty() {
            (ui::quiet_link("XLSX", &visit.href("/risks/export.xlsx"), Some(Icon::Download)))
            (ui::quiet_link("CSV", &visit.href("/risks/export.csv"), Some(Icon::Download)))
        }
        @if may_add {
            (ui::quiet_link("Import", &visit.href("/risks/import"), Some(Icon::Import)))
            (ui::link_button("Record a risk", &visit.href("/risks/new"), None))
        }
    }
}

fn no_method(visit: &Visit) -> Markup {
    ui::notice(
        Tone::Caution,
        "No method is approved yet",
        html! {
            "Risks can be recorded now; they are rated once management has approved how. "
            @if super::sees_all(visit) { a href=(visit.href("/risks/method")) { "Start from the proposal" } "." }
        },
    )
}

fn nothing_yet(visit: &Visit) -> Markup {
    ui::empty_state(
        "No risk is recorded yet",
        "Begin with what you would least like to read in the news. The risk assessment of your SOC 2 examination can be imported.",
        html! {
            @if !visit.in_the_past() && why_not(visit, &super::fields::another()).is_none() {
                (ui::link_button("Record the first risk", &visit.href("/risks/new"), None))
                (ui::quiet_link("Import a list", &visit.href("/risks/import"), Some(Icon::Import)))
            }
        },
    )
}

fn figures(visit: &Visit, answer: &RisksAnswer) -> Markup {
    let count = |view: &str| answer.lines.iter().filter(|line| in_view(view, line)).count();
    let open = count("");
    let all = open.to_string();
    let way = |view: &str| format!("{}#register", visit.href(&format!("/risks?view={view}")));
    let stats = [
        ("above", "Above the appetite", "As they are today."),
        ("unsigned", "Without a signature that holds", "What remains is not accepted, or no longer."),
        ("late", "With an action overdue", "A line of the plan is past its day."),
        ("overdue", "To be assessed again", "The day of the next assessment is over."),
    ]
    .map(|(view, label, under)| (label, under, count(view), way(view)));
    let texts = stats.each_ref().map(|(.., count, _)| count.to_string());
    let stats: Vec<Stat<'_>> = stats
        .iter()
        .zip(&texts)
        .map(|((label, under, count, href), figure)| Stat {
            label,
            figure,
            denominator: &all,
            under,
            href,
            share: Some((n(*count), n(open))),
            ..Stat::default()
        })
        .collect();
    ui::figures(&stats)
}

/// What the filter chooses from: its word, its label.
const VIEWS: [(&str, &str); 9] = [
    ("", "Open"),
    ("above", "Above the appetite"),
    ("unsigned", "Without a signature that holds"),
    ("late", "With an action overdue"),
    ("overdue", "To be assessed again"),
    ("unrated", "Not rated"),
    ("other", "Rated by another version"),
    ("closed", "Closed"),
    ("all", "All"),
];

fn in_view(view: &str, line: &RiskLine) -> bool {
    let open = line.state != RiskState::Closed;
    let current = line.current.as_ref().filter(|rated| !rated.before_opening);
    match view {
        "all" => true,
        "closed" => !open,
        "above" => open && current.is_some_and(|rated| rated.above),
        "unsigned" => open && line.acceptance != Signature::InForce,
        "late" => open && line.open_lines.1 > 0,
        "overdue" => open && line.overdue,
        "unrated" => open && current.is_none(),
        _ => open,
    }
}

fn by_other(answer: &RisksAnswer, line: &RiskLine) -> bool {
    let rated = [&line.inherent, &line.current, &line.residual].into_iter().flatten();
    let version = answer.method.as_ref().map(|(version, _)| *version);
    line.state != RiskState::Closed && rated.filter(|r| !r.before_opening).any(|r| Some(r.method) != version)
}

fn seen(answer: &RisksAnswer, view: &str, line: &RiskLine) -> bool {
    if view == "other" { by_other(answer, line) } else { in_view(view, line) }
}

fn filters(visit: &Visit, answer: &RisksAnswer) -> Markup {
    let view = visit.field("view").unwrap_or_default();
    let category = visit.field("category").unwrap_or_default();
    let count = |id: &str| answer.lines.iter().filter(|line| seen(answer, id, line)).count();
    let views = VIEWS.map(|(id, label)| Choice::new(id, format!("{label} ({})", count(id)), id == view));
    let categories: Vec<Choice<'_>> = std::iter::once(Choice::new("", "All", category.is_empty()))
        .chain(RiskCategory::ALL.map(|one| Choice::new(one.id(), one.title(), one.id() == category)))
        .collect();
    let cell = visit.field("likelihood").zip(visit.field("impact"));
    let filtered = ["search", "view", "category", "likelihood"].iter().any(|name| visit.field(name).is_some());
    html! {
        (ui::filter_bar(
            &format!("/o/{}/risks", visit.org),
            html! {
                @for name in ["as-of", "on", "kind", "likelihood", "impact"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
                (ui::search_field("search", "Search a title or id", &visit.field("search").unwrap_or_default()))
                (ui::inline_select("view", "Show", &views))
                (ui::inline_select("category", "Kind", &categories))
            },
            filtered.then(|| visit.href("/risks")).as_deref(),
        ))
        @if let Some((likelihood, impact)) = cell {
            p.count-line {
                "Only " (heat::kind(visit).id()) " likelihood " (likelihood) " and impact " (impact) ". "
                a href=(visit.with("/risks", &[("likelihood", ""), ("impact", "")])) { "All cells" }
            }
        }
    }
}

fn found<'a>(visit: &Visit, answer: &'a RisksAnswer) -> Vec<&'a RiskLine> {
    let view = visit.field("view").unwrap_or_default();
    let category = visit.field("category").and_then(|id| RiskCategory::parse(&id));
    let grade = |name: &str| visit.field(name).and_then(|text| text.parse::<u8>().ok());
    let (kind, likelihood, impact) = (heat::kind(visit), grade("likelihood"), grade("impact"));
    let words: Vec<String> =
        visit.field("search").unwrap_or_default().split_whitespace().map(str::to_lowercase).collect();
    let in_cell = |line: &RiskLine| {
        let rated = of_kind(line, kind).filter(|rated| !rated.before_opening);
        likelihood.is_none_or(|l| rated.is_some_and(|r| r.likelihood == l))
            && impact.is_none_or(|i| rated.is_some_and(|r| r.impact == i))
    };
    let has = |line: &RiskLine| {
        let text = format!("{} {}", line.id, line.title).to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    let lines = answer.lines.iter();
    lines
        .filter(|line| seen(answer, &view, line) && category.is_none_or(|c| line.category == c))
        .filter(|line| in_cell(line) && has(line))
        .collect()
}

fn of_kind(line: &RiskLine, kind: RatingKind) -> Option<&Rated> {
    match kind {
        RatingKind::Inherent => line.inherent.as_ref(),
        RatingKind::Current => line.current.as_ref(),
        RatingKind::Residual => line.residual.as_ref(),
    }
}

fn table(visit: &Visit, answer: &RisksAnswer) -> Markup {
    let found = found(visit, answer);
    let from = visit.field("from").and_then(|text| text.parse().ok()).unwrap_or(0_usize).min(found.len());
    let shown = &found[from..found.len().min(from + PAGE)];
    let top = answer.method.as_ref().map(|(_, method)| method.levels.len());
    let rows: Vec<Row> = shown.iter().map(|line| row(visit, line, top)).collect();
    let columns = [
        Column::text("Risk"),
        Column::narrow("State"),
        Column::narrow("Inherent"),
        Column::narrow("Current"),
        Column::narrow("Residual"),
        Column::text("Treatment and acceptance"),
    ];
    let empty = ("No risk is like that", "Take a filter away, or look at all.", html! {});
    let page = |at: usize| format!("{}#register", visit.with("/risks", &[("from", &at.to_string())]));
    html! {
        p.count-line { (counted(found.len(), "risk", "risks")) ", the highest current level first" }
        (ui::table("Risks", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
        @if from > 0 || from + PAGE < found.len() {
            div.actions {
                @if from > 0 { (ui::quiet_link("Before", &page(from.saturating_sub(PAGE)), None)) }
                @if from + PAGE < found.len() { (ui::quiet_link("Next", &page(from + PAGE), None)) }
            }
        }
    }
}

fn row(visit: &Visit, line: &RiskLine, top: Option<usize>) -> Row {
    Row::new(vec![
        html! {
            (ui::named(&line.id, &line.title, &visit.href(&path(&line.id))))
            p.hint { (line.category.title()) ", " @if line.owner.is_some() { (person(visit, line.owner.as_ref())) } @else { "nobody owns it" } }
        },
        html! {
            (state_badge(line.state))
            @if let Some(next) = line.next_review.filter(|_| line.state != RiskState::Closed) {
                p.hint { "again by " (day(Some(next))) @if line.overdue { ", " strong { "overdue" } } }
            }
        },
        level_badge(line.inherent.as_ref(), top),
        level_badge(line.current.as_ref(), top),
        level_badge(line.residual.as_ref(), top),
        html! {
            @if let Some((option, _)) = line.treatment {
                (option.title()) " " (signature_badge(line.acceptance))
            } @else { (ui::nothing()) }
            @if line.open_lines.0 > 0 {
                p.hint { (line.open_lines.0) " open" @if line.open_lines.1 > 0 { ", " strong { (line.open_lines.1) " overdue" } } }
            }
        },
    ])
}
