//! Small pictures, drawn as SVG without script: levels over time, months by level, the loss exceedance curve.

use super::day;
use crate::web::ui::{self, Column, Row, TableOptions};
use app::printed::pictures;
use domain::registers::risk::{HeldRating, HeldRisk};
use domain::reports::burndown::Burndown;
use domain::reports::risk::{MonthOfRisk, Quantified};
use domain::values::grouped;
use domain::values::risk::{RatingKind, RiskMethod};
use jiff::civil::Date;
use maud::{Markup, html};

/// Months that the picture shows, the newest ones.
const SHOWN_MONTHS: usize = pictures::MONTHS_SHOWN;

/// The levels of a risk over time: a line of steps for each kind of rating.
pub(super) fn ratings(held: &HeldRisk, method: Option<&RiskMethod>, today: Date) -> Markup {
    let Some(first) = held.ratings.iter().map(|held| held.rating.on).min() else {
        return html! {};
    };
    let highest = held.ratings.iter().map(|held| usize::from(held.rating.level)).max().unwrap_or(1);
    let top = method.map_or(highest, |method| method.levels.len()).max(highest).max(2);
    let days = f64::from((today - first).get_days().max(1));
    let left = method.map_or(LEFT, room_for_words);
    let x = |on: Date| round(left + f64::from((on - first).get_days()) / days * (584.0 - left));
    // Levels are few: exact as floats.
    let y = |level: u8| {
        round(118.0 - (f64::from(level) - 1.0) * 100.0 / (f64::from(u8::try_from(top).unwrap_or(u8::MAX)) - 1.0))
    };
    let levels: Vec<u8> = (1..=u8::try_from(top).unwrap_or(u8::MAX)).collect();
    html! {
        figure.risk-picture {
            svg role="img" aria-label="Levels over time, from the first rating to today" viewBox="0 0 600 150" {
                @for level in &levels {
                    line.axis x1=(left) x2="590" y1=(y(*level)) y2=(y(*level)) {}
                    text x=(left - 8.0) y=(y(*level) + 4.0) text-anchor="end" { @match method { Some(method) => (method.word(*level)), None => (level) } }
                }
                text x=(left) y="144" { (first) }
                text x="590" y="144" text-anchor="end" { (today) }
                @for kind in RatingKind::ALL { (steps(held, kind, x, y, today)) }
            }
            figcaption {
                ul.risk-keys { @for kind in RatingKind::ALL { li { svg viewBox="0 0 24 8" width="24" height="8" aria-hidden="true" { path class={ "risk-line line-" (kind.id()) } d="M1 4h22" {} } (kind.title()) } } }
            }
        }
    }
}

/// Units left of the levels where their words are short.
const LEFT: f64 = 84.0;

/// Units left of the levels, so that the longest of their words stands there whole in the large letters of a narrow screen.
fn room_for_words(method: &RiskMethod) -> f64 {
    let longest = method.levels.iter().map(|level| level.word.chars().count()).max().unwrap_or_default();
    (f64::from(u32::try_from(longest).unwrap_or(u32::MAX)) * 10.5 + 12.0).clamp(LEFT, 220.0)
}

fn steps(held: &HeldRisk, kind: RatingKind, x: impl Fn(Date) -> f64, y: impl Fn(u8) -> f64, today: Date) -> Markup {
    let of_kind: Vec<&HeldRating> = held.ratings.iter().filter(|held| held.rating.kind == kind).collect();
    // Lines of equal levels lie side by side, not on each other.
    let beside = match kind {
        RatingKind::Inherent => -2.5,
        RatingKind::Current => 0.0,
        RatingKind::Residual => 2.5,
    };
    let mut path = String::new();
    for (at, held) in of_kind.iter().enumerate() {
        let (across, up) = (x(held.rating.on), y(held.rating.level) + beside);
        path.push_str(&if at == 0 { format!("M{across} {up}") } else { format!("H{across}V{up}") });
    }
    if !path.is_empty() {
        path.push_str(&format!("H{}", x(today)));
    }
    html! {
        path class={ "risk-line line-" (kind.id()) } d=(path) {}
        @for held in of_kind {
            circle class={ "risk-dot line-" (kind.id()) } cx=(x(held.rating.on)) cy=(y(held.rating.level) + beside) r="3.5" {
                title { (kind.title()) ": " (held.rating.word) ", " (held.rating.on) }
            }
        }
    }
}

/// How the risks stood at the end of each month, as figures: what claims of improvement rest on.
pub(super) fn months(months: &[MonthOfRisk]) -> Markup {
    let shown = &months[months.len().saturating_sub(SHOWN_MONTHS)..];
    let most = shown.iter().map(|month| month.open).max().unwrap_or_default();
    let rows: Vec<Row> = shown
        .iter()
        .rev()
        .map(|month| {
            let levels: Vec<String> =
                month.levels.iter().rev().map(|(_, word, count)| format!("{count} {word}")).collect();
            Row::new(vec![
                day(Some(month.on)),
                html! { (month.open) },
                html! { (month.above) },
                html! { (bar(month, most)) span.hint { (levels.join(", ")) @if month.unrated > 0 { ", " (month.unrated) " not rated" } } },
            ])
        })
        .collect();
    let columns = [
        Column::narrow("End of"),
        Column::number("Open"),
        Column::number("Above the appetite"),
        Column::text("By current level"),
    ];
    html! {
        @if !rows.is_empty() {
            (ui::section("months", "Over time", Some("Open risks at the end of each month, as they were rated by then."), html! {
                @if let Some(chart) = pictures::trend(months) { (ui::picture("Risks by month", &chart.svg)) }
                (ui::table("Risks by month", &columns, &rows, TableOptions::default()))
            }))
        }
    }
}

/// How the lines of the treatment plans burn down.
pub(super) fn burndown(of: &Burndown) -> Markup {
    let lead = "Lines of treatment plans that are left at the end of each month, against the days by which they were planned. Counts of lines, never of effort.";
    ui::section(
        "left",
        "Treatment that is left",
        Some(lead),
        ui::burndown("Lines of treatment plans that are left", of),
    )
}

fn bar(month: &MonthOfRisk, most: usize) -> Markup {
    let part = |count: usize| count * 200 / most.max(1);
    html! {
        svg.risk-bar viewBox="0 0 200 8" width="200" height="8" preserveAspectRatio="none" aria-hidden="true" {
            rect.risk-open width=(part(month.open)) height="8" rx="2" {}
            rect.risk-above width=(part(month.above)) height="8" rx="2" {}
        }
    }
}

/// The chance that a year costs more than so much, today and with all plans carried out. Losses stand on a logarithmic scale:
/// each step is ten times the one before.
pub(super) fn curve(report: &Quantified) -> Markup {
    let all = report.today.points.iter().chain(&report.treated.points).map(|point| point.loss).filter(|loss| *loss > 0);
    let Some(most) = all.clone().max() else {
        return html! { p.hint { "In most years nothing happens: no loss is exceeded with one of these chances." } };
    };
    let (least, most) = (magnitude(all.min().unwrap_or(1)), magnitude(most) + 1);
    let least = least.max(most.saturating_sub(6)).min(most - 1);
    // Losses stay far below what a float holds exactly; a picture needs no more than its pixels.
    #[expect(clippy::cast_precision_loss, reason = "the place of a point in a picture")]
    let x = |loss: u64| {
        let place = (loss.max(1) as f64).log10().clamp(f64::from(least), f64::from(most)) - f64::from(least);
        round(68.0 + place / f64::from(most - least) * 508.0)
    };
    let y = |chance: u16| round(20.0 + (1000.0 - f64::from(chance)) / 1000.0 * 200.0);
    let line = |points: &[domain::reports::risk::LossPoint]| {
        points.iter().map(|point| format!("{},{}", x(point.loss), y(point.chance))).collect::<Vec<_>>().join(" ")
    };
    html! {
        figure.risk-picture {
            svg role="img" aria-label="Loss exceedance curve: the chance that a year costs more" viewBox="0 0 600 262" {
                @for chance in [1000_u16, 750, 500, 250, 0] {
                    line.axis x1="68" x2="576" y1=(y(chance)) y2=(y(chance)) {}
                    text x="60" y=(y(chance) + 4.0) text-anchor="end" { (chance / 10) " %" }
                }
                @for power in least..=most {
                    line.axis x1=(x(10_u64.pow(power))) x2=(x(10_u64.pow(power))) y1="20" y2="220" {}
                    text x=(x(10_u64.pow(power))) y="238" text-anchor=(if power == most { "end" } else { "middle" }) { (power_of_ten(power)) }
                }
                text x="576" y="257" text-anchor="end" { "Loss in a year, " (report.simulation.currency) }
                polyline class="risk-line line-current" points=(line(&report.today.points)) {}
                polyline class="risk-line line-residual" points=(line(&report.treated.points)) {}
            }
            figcaption {
                ul.risk-keys {
                    @for (class, label) in [("line-current", "Today"), ("line-residual", "With all plans carried out")] {
                        li { svg viewBox="0 0 24 8" width="24" height="8" aria-hidden="true" { path class={ "risk-line " (class) } d="M1 4h22" {} } (label) }
                    }
                }
            }
        }
    }
}

/// A power of ten as it fits under an axis: `100`, `10 k` for thousands, `1 M` for millions, `1 bn` for billions.
fn power_of_ten(power: u32) -> String {
    let (unit, of) = match power {
        0..=2 => ("", 0),
        3..=5 => ("\u{a0}k", 3),
        6..=8 => ("\u{a0}M", 6),
        _ => ("\u{a0}bn", 9),
    };
    format!("{}{unit}", grouped(10_u64.pow(power - of)))
}

/// The power of ten at or below a number.
fn magnitude(number: u64) -> u32 {
    number.max(1).ilog10()
}

fn round(place: f64) -> f64 {
    (place * 10.0).round() / 10.0
}
