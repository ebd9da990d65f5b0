//! What is wrong with evidence now: rules that are broken, and the same evidence collected twice.

use super::{href, tabs};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, n, share};
use crate::web::typed::sentence;
use crate::web::ui::{self, Choice, Column, Crumb, Row, Stat, TableOptions};
use crate::web::visit::Visit;
use app::ask::{WrongEvidence, WrongEvidenceAnswer};
use axum::response::Response;
use domain::reports::evidence::{Check, RULES, Twice};
use maud::{Markup, html};

/// Items on one page.
const PAGE: usize = 100;

/// An item with its title and the rules that it breaks.
type Broken = (String, String, Vec<Check>);

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&WrongEvidence)?;
    let value = &answer.value;
    let rule = visit.field("rule").and_then(|rule| rule.parse::<u8>().ok()).filter(|rule| (1..=12).contains(rule));
    let body = html! {
        (ui::heading(
            "Wrong now",
            Some("Items that count and break a rule of evidence, and those disposed of too soon; the newest first. Files are not read for this list; reading one always checks it."),
            Some(days(&visit, &answer.mark)),
        ))
        (tabs(&visit, "/evidence/wrong"))
        @if value.items == 0 {
            (ui::empty_state("No evidence counts yet", "What is handed in is judged by the twelve rules at once.", ui::link_button("Hand in evidence", &visit.href("/evidence/new"), None)))
        } @else {
            (figures(&visit, value))
            (filters(&visit, value, rule))
            (table(&visit, value, rule))
        }
    };
    let crumbs = [Crumb::link("Evidence", visit.href("/evidence")), Crumb::here("Wrong now")];
    Ok(visit.page(&answer.mark, "Wrong now", "/evidence", &crumbs, body))
}

fn figures(visit: &Visit, value: &WrongEvidenceAnswer) -> Markup {
    let (broken, twice, of) = (value.broken.len().to_string(), value.twice.len().to_string(), value.items.to_string());
    let (share_broken, here, pairs) =
        (share(value.broken.len(), value.items), visit.href("/evidence/wrong"), visit.href("/evidence/twice"));
    ui::figures(&[
        Stat {
            label: "Items that break a rule",
            figure: &broken,
            denominator: &of,
            percent: &share_broken,
            under: "Of those that count, handed in or accepted, and those disposed of too soon.",
            href: &here,
            share: Some((n(value.broken.len()), n(value.items))),
            ..Stat::default()
        },
        Stat {
            label: "Pairs that are the same evidence",
            figure: &twice,
            under: "The same file, or the same source for the same control and period.",
            href: &pairs,
            ..Stat::default()
        },
    ])
}

fn filters(visit: &Visit, value: &WrongEvidenceAnswer, rule: Option<u8>) -> Markup {
    let count = |number: u8| value.broken.iter().filter(|(.., checks)| checks.iter().any(|c| c.rule == number)).count();
    let choices: Vec<Choice<'_>> =
        std::iter::once(Choice::new("", format!("Any rule ({})", value.broken.len()), rule.is_none()))
            .chain((1_u8..).zip(RULES).map(|(number, name)| {
                Choice::new(number.to_string(), format!("{number} {name} ({})", count(number)), rule == Some(number))
            }))
            .collect();
    ui::filter_bar(
        &format!("/o/{}/evidence/wrong", visit.org),
        html! {
            @for name in ["as-of", "on"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::inline_select("rule", "Rule", &choices))
        },
        rule.map(|_| visit.href("/evidence/wrong")).as_deref(),
    )
}

fn table(visit: &Visit, value: &WrongEvidenceAnswer, rule: Option<u8>) -> Markup {
    let fits = |(.., checks): &&Broken| rule.is_none_or(|rule| checks.iter().any(|check| check.rule == rule));
    let found: Vec<&Broken> = value.broken.iter().filter(fits).collect();
    let from: usize = visit.field("from").and_then(|f| f.parse().ok()).unwrap_or(0).min(found.len());
    let shown = &found[from..found.len().min(from + PAGE)];
    let rows: Vec<Row> = shown.iter().map(|one| row(visit, one, rule)).collect();
    let columns = [Column::text("Item"), Column::text("What is wrong")];
    let empty = ("No item breaks this rule", "Every item that counts keeps it.", html! {});
    let page = |at: usize| visit.with("/evidence/wrong", &[("from", &at.to_string())]);
    let next = (from + PAGE < found.len()).then(|| page(from + PAGE));
    let previous = (from > 0).then(|| page(from.saturating_sub(PAGE)));
    html! {
        p.count-line { (counted(found.len(), "item", "items")) " of " (value.items) }
        (ui::table("Wrong now", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
        @if next.is_some() || previous.is_some() {
            (ui::pager(n(from + 1), n(from + shown.len()), n(found.len()), previous.as_deref(), next.as_deref()))
        }
    }
}

fn row(visit: &Visit, (id, title, checks): &Broken, rule: Option<u8>) -> Row {
    let address = href(visit, id);
    let shown = checks.iter().filter(|check| rule.is_none_or(|rule| check.rule == rule));
    Row::new(vec![
        ui::named(id, title, &address),
        html! {
            ul.lines {
                @for check in shown {
                    li { a href={ (address) "#rule-" (check.rule) } { (check.rule) " " (check.name()) } ": " span.hint { (ui::whole(&sentence(&check.reason))) } }
                }
            }
        },
    ])
}

pub(super) async fn twice(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&WrongEvidence)?;
    let pairs = &answer.value.twice;
    let rows: Vec<Row> = pairs.iter().map(|pair| pair_row(&visit, pair)).collect();
    let columns = [Column::narrow("Earlier"), Column::narrow("Later"), Column::text("Why they are the same")];
    let body = html! {
        (ui::heading(
            "Collected twice",
            Some("Evidence is collected once and linked to every control that it shows. What was collected twice is tested twice."),
            Some(days(&visit, &answer.mark)),
        ))
        (tabs(&visit, "/evidence/twice"))
        @if rows.is_empty() {
            (ui::empty_state("Nothing was collected twice", &format!("None of {} share a file, or a source for the same control and period.", counted(answer.value.counting, "item that counts", "items that count")), html! {}))
        } @else {
            p.count-line { (counted(rows.len(), "pair", "pairs")) }
            (ui::table("Collected twice", &columns, &rows, TableOptions::default()))
            p.hint { "Open the later one: link the earlier item to its controls, then withdraw it." }
        }
    };
    let crumbs = [Crumb::link("Evidence", visit.href("/evidence")), Crumb::here("Twice")];
    Ok(visit.page(&answer.mark, "Collected twice", "/evidence", &crumbs, body))
}

fn pair_row(visit: &Visit, pair: &Twice) -> Row {
    let link = |id: &str| html! { a.id href=(href(visit, id)) { (id) } };
    Row::new(vec![link(&pair.first), link(&pair.second), html! { (sentence(&pair.reason)) }])
}
