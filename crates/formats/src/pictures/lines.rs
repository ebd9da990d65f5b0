//! What changes over time: risks by level at the end of each month, and how a piece of work burns down.

use super::grid::shade;
use super::svg::{Area, INK, Look, SOFT, Svg, n};
use domain::reports::burndown::Burndown;
use domain::reports::risk::MonthOfRisk;
use jiff::civil::Date;
use press::Chart;

/// Months that a trend shows, the newest ones.
pub const MONTHS_SHOWN: usize = 24;

const LEFT: i64 = 84;
const WIDE: i64 = 890;
const TOP: i64 = 26;
const HIGH: i64 = 190;
/// A part that is lower has no number in it.
const ROOM: i64 = 15;

/// Open risks at the end of each month, by their current level: the lowest at the bottom, those without a rating on top. The
/// share above the appetite is written over each column. `None` without a month.
pub fn trend(months: &[MonthOfRisk]) -> Option<Chart> {
    let shown = &months[months.len().saturating_sub(MONTHS_SHOWN)..];
    let most = n(shown.iter().map(|month| month.open).max()?).max(1);
    let mut levels: Vec<(u8, &str)> =
        shown.iter().flat_map(|month| month.levels.iter().map(|(level, word, _)| (*level, word.as_str()))).collect();
    levels.sort_unstable();
    levels.dedup_by_key(|(level, _)| *level);
    let highest = levels.last().map_or(1, |(level, _)| usize::from(*level));
    let mut svg = Svg::new(1_000, TOP + HIGH + 62);
    ground(&mut svg, most);
    let step = WIDE / n(shown.len()).max(1);
    let wide = (step - 8).clamp(6, 64);
    let named = (60 + step - 1) / step.max(1);
    let middle = format!("font-size=\"13\" text-anchor=\"middle\" fill=\"{SOFT}\"");
    for (at, month) in shown.iter().enumerate() {
        let x = LEFT + step * n(at) + (step - wide) / 2;
        column(&mut svg, month, most, highest, (x, wide));
        if n(at) % named.max(1) == 0 {
            svg.text(
                Look("lane-tick", &middle),
                (x + wide / 2, TOP + HIGH + 18),
                &format!("{:.7}", month.on.to_string()),
            );
        }
    }
    legend(&mut svg, &levels, highest);
    let said: Vec<String> = shown.iter().map(told).collect();
    Some(svg.told(format!("Open risks at the end of each month, above the appetite: {}.", said.join("; ")), 100))
}

fn ground(svg: &mut Svg, most: i64) {
    let beside = format!("font-size=\"13\" text-anchor=\"end\" fill=\"{SOFT}\"");
    for count in [0, most / 2, most] {
        let y = TOP + HIGH - HIGH * count / most;
        svg.line(Look("lane-year", "stroke=\"#d5ddd8\""), (LEFT, y), (LEFT + WIDE, y));
        svg.text(Look("lane-tick", &beside), (LEFT - 10, y + 5), &count.to_string());
    }
}

fn column(svg: &mut Svg, month: &MonthOfRisk, most: i64, highest: usize, (x, wide): (i64, i64)) {
    let mut from = 0;
    let levels =
        month.levels.iter().map(|(level, word, count)| (shade(usize::from(*level), highest), word.as_str(), *count));
    let unrated = (("#ffffff", INK), "not rated", month.unrated);
    for ((fill, ink), word, count) in levels.chain([unrated]).filter(|(_, _, count)| *count > 0) {
        let (bottom, top) = (TOP + HIGH - HIGH * n(from) / most, TOP + HIGH - HIGH * n(from + count) / most);
        let paper = format!("fill=\"{fill}\" stroke=\"#84918a\" stroke-width=\"0.7\"");
        let area = Area { x, y: top, wide, high: (bottom - top).max(1), round: 0 };
        svg.rect(Look("picture-cell", &paper), area, &format!("{}: {count} {word}", month.on));
        if bottom - top >= ROOM && wide >= 16 {
            let paper = format!("font-size=\"12\" text-anchor=\"middle\" fill=\"{ink}\"");
            svg.text(Look("picture-on", &paper), (x + wide / 2, (top + bottom) / 2 + 4), &count.to_string());
        }
        from += count;
    }
    if month.above > 0 && wide >= 16 {
        let y = TOP + HIGH - HIGH * n(month.open) / most - 5;
        let paper = format!("font-size=\"12\" font-weight=\"bold\" text-anchor=\"middle\" fill=\"{INK}\"");
        svg.text(Look("lane-title", &paper), (x + wide / 2, y), &format!("\u{25b2}{}", month.above));
    }
}

fn legend(svg: &mut Svg, levels: &[(u8, &str)], highest: usize) {
    let y = TOP + HIGH + 36;
    let words = format!("font-size=\"13\" fill=\"{SOFT}\"");
    let all = levels.iter().map(|(level, word)| (shade(usize::from(*level), highest).0, *word));
    let all: Vec<(&str, &str)> = all.chain([("#ffffff", "not rated")]).collect();
    let step = (WIDE - 200) / n(all.len()).max(1);
    for (at, (fill, word)) in all.iter().enumerate() {
        let x = LEFT + step * n(at);
        let paper = format!("fill=\"{fill}\" stroke=\"#84918a\" stroke-width=\"0.7\"");
        svg.rect(Look("picture-cell", &paper), Area { x, y, wide: 14, high: 14, round: 0 }, "");
        svg.text(Look("lane-say", &words), (x + 20, y + 12), word);
    }
    svg.text(Look("lane-say", &words), (LEFT + WIDE - 190, y + 12), "\u{25b2} above the appetite");
}

fn told(month: &MonthOfRisk) -> String {
    let levels: Vec<String> = month.levels.iter().rev().map(|(_, word, count)| format!("{count} {word}")).collect();
    let unrated = if month.unrated > 0 { format!(", {} not rated", month.unrated) } else { String::new() };
    let split = if levels.is_empty() { String::new() } else { format!(" ({}{unrated})", levels.join(", ")) };
    format!("{} {} of {}{split}", month.on, month.above, month.open)
}

/// What was planned to be left, dashed, and what was left, as a firm line of steps up to today.
pub fn burndown(name: &str, of: &Burndown) -> Chart {
    let mut svg = Svg::new(1_000, TOP + HIGH + 62);
    let most = n(of.of).max(1);
    ground(&mut svg, most);
    let first = of.points.first().map_or(Date::constant(2000, 1, 1), |point| point.on);
    let last = of.points.last().map_or(first, |point| point.on);
    let days = |day: Date| first.until(day).map_or(0, |span| i64::from(span.get_days()));
    let all = days(last).max(1);
    let x = |day: Date| LEFT + days(day).clamp(0, all) * WIDE / all;
    let y = |left: usize| TOP + HIGH - HIGH * n(left) / most;
    let line = |points: &[(Date, usize)]| {
        let mut path = String::new();
        for (at, (day, left)) in points.iter().enumerate() {
            path.push_str(&if at == 0 {
                format!("M{} {}", x(*day), y(*left))
            } else {
                format!("H{}V{}", x(*day), y(*left))
            });
        }
        path
    };
    let planned: Vec<(Date, usize)> = of.points.iter().map(|point| (point.on, point.planned)).collect();
    let left: Vec<(Date, usize)> = of.points.iter().filter_map(|point| Some((point.on, point.left?))).collect();
    let dashed = "fill=\"none\" stroke=\"#5f6d66\" stroke-width=\"2\" stroke-dasharray=\"7 5\"";
    svg.path(Look("burn-plan", dashed), &line(&planned));
    let firm = "fill=\"none\" stroke=\"#0b6b4d\" stroke-width=\"3\"";
    if !left.is_empty() {
        svg.path(Look("burn-left", firm), &line(&left));
    }
    if let Some((day, count)) = left.last() {
        let paper = "fill=\"#0b6b4d\" stroke=\"#ffffff\" stroke-width=\"1.5\"";
        svg.dot(Look("burn-now", paper), (x(*day), y(*count)), 5, &format!("{day}: {count} left of {}", of.of));
    }
    let tick = format!("font-size=\"13\" fill=\"{SOFT}\"");
    svg.text(Look("lane-tick", &tick), (LEFT, TOP + HIGH + 18), &first.to_string());
    let end = format!("font-size=\"13\" text-anchor=\"end\" fill=\"{SOFT}\"");
    svg.text(Look("lane-tick", &end), (LEFT + WIDE, TOP + HIGH + 18), &last.to_string());
    let below = TOP + HIGH + 43;
    svg.path(Look("burn-left", firm), &format!("M{LEFT} {below}h36"));
    svg.text(Look("lane-say", &tick), (LEFT + 46, below + 5), "left");
    svg.path(Look("burn-plan", dashed), &format!("M{} {below}h36", LEFT + 130));
    svg.text(Look("lane-say", &tick), (LEFT + 176, below + 5), "planned to be left");
    let said = of.points.iter().map(|point| match point.left {
        Some(left) => format!("{}: {left} left, {} planned", point.on, point.planned),
        None => format!("{}: {} planned", point.on, point.planned),
    });
    let said: Vec<String> = said.collect();
    svg.told(format!("{name}, of {}: {}.", of.of, said.join("; ")), 100)
}
