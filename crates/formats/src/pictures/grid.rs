//! Maps of cells: risks by likelihood and impact, and controls by the months of a window. Each cell has its number or its letter.

use super::svg::{Area, INK, Look, SOFT, Svg, n, short};
use domain::reports::engagement::{CellState, Heat, HeatRow};
use domain::values::counted;
use press::Chart;

/// Counts by likelihood (rows, the highest on top) and impact (columns): `cells[row][column]` with its level from 1; the
/// words of the levels, the lowest first, stand in the legend.
pub fn heat(
    name: &str,
    rows: &[String],
    columns: &[String],
    levels: &[String],
    cells: &[Vec<(usize, usize)>],
) -> Chart {
    const LEFT: i64 = 150;
    const WIDE: i64 = 92;
    const HIGH: i64 = 34;
    let mut svg = Svg::new(LEFT + WIDE * n(columns.len()), HIGH * n(rows.len()) + 56);
    let mut told = Vec::new();
    let beside = format!("font-size=\"11\" text-anchor=\"end\" fill=\"{SOFT}\"");
    for (place, (row, counts)) in rows.iter().zip(cells).rev().enumerate() {
        let y = HIGH * n(place);
        svg.text(Look("picture-word", &beside), (LEFT - 10, y + 21), row);
        for ((at, (count, level)), column) in counts.iter().enumerate().zip(columns) {
            let (fill, ink) = shade(*level, levels.len());
            let x = LEFT + WIDE * n(at);
            let paper = format!("fill=\"{fill}\" stroke=\"#b9c5be\" stroke-width=\"0.5\"");
            let area = Area { x, y, wide: WIDE - 3, high: HIGH - 3, round: 0 };
            svg.rect(Look("picture-cell", &paper), area, "");
            if *count > 0 {
                let paper = format!("font-size=\"14\" font-weight=\"bold\" text-anchor=\"middle\" fill=\"{ink}\"");
                svg.text(Look("picture-on", &paper), (x + (WIDE - 3) / 2, y + 21), &count.to_string());
                told.push(format!("{count} at likelihood {row} and impact {column}"));
            }
        }
    }
    let under = format!("font-size=\"11\" text-anchor=\"middle\" fill=\"{SOFT}\"");
    for (at, column) in columns.iter().enumerate() {
        let x = LEFT + WIDE * n(at) + WIDE / 2;
        svg.text(Look("picture-word", &under), (x, HIGH * n(rows.len()) + 16), column);
    }
    let step = (LEFT + WIDE * n(columns.len()) - 10) / n(levels.len()).max(1);
    let words = format!("font-size=\"11\" fill=\"{SOFT}\"");
    for (at, word) in levels.iter().enumerate() {
        let (x, y) = (10 + step * n(at), HIGH * n(rows.len()) + 34);
        let paper = format!("fill=\"{}\" stroke=\"#84918a\" stroke-width=\"0.7\"", shade(at + 1, levels.len()).0);
        svg.rect(Look("picture-cell", &paper), Area { x, y, wide: 12, high: 12, round: 0 }, "");
        svg.text(
            Look("picture-word", &words),
            (x + 18, y + 10),
            &short(word, usize::try_from((step - 24) / 6).unwrap_or(0)),
        );
    }
    let said = if told.is_empty() { "nothing".to_owned() } else { told.join("; ") };
    svg.told(format!("{name}: {said}."), 55)
}

/// From light to dark by level, so that it reads in greyscale too, with the ink on it.
pub(super) fn shade(level: usize, levels: usize) -> (&'static str, &'static str) {
    const SHADES: [(&str, &str); 6] = [
        ("#eef4f0", INK),
        ("#dbe9c9", INK),
        ("#f3dc94", INK),
        ("#e0a15a", INK),
        ("#c0572f", "#ffffff"),
        ("#7d1a18", "#ffffff"),
    ];
    let last = levels.saturating_sub(1).max(1);
    SHADES[(level.saturating_sub(1).min(last) * (SHADES.len() - 1) / last).min(SHADES.len() - 1)]
}

/// The letter of a cell of a window, so that no colour is needed to tell it.
pub fn letter(state: CellState) -> &'static str {
    match state {
        CellState::Missing => "\u{d7}",
        CellState::Late => "!",
        CellState::Advisory => "?",
        CellState::Due => "\u{2192}",
        CellState::Run => "\u{2713}",
        CellState::Covered => "\u{b7}",
        CellState::OnEvent => "e",
        CellState::NoFrequency => "\u{2013}",
        CellState::NotYetDue | CellState::NotInForce => "",
    }
}

/// Ground, ink and edge of a cell on paper.
fn ground(state: CellState) -> (&'static str, &'static str, &'static str) {
    match state {
        CellState::Missing => ("#97211f", "#ffffff", "stroke=\"#97211f\""),
        CellState::Late => ("#f3dc94", INK, "stroke=\"#7c4a00\""),
        CellState::Advisory | CellState::Due => ("#ffffff", INK, "stroke=\"#0b6b4d\" stroke-dasharray=\"3 2\""),
        CellState::Run => ("#d7ebdd", "#07543c", "stroke=\"#1c6b3c\""),
        CellState::Covered => ("#ffffff", SOFT, "stroke=\"#c5cfc9\""),
        CellState::OnEvent | CellState::NoFrequency => ("#ffffff", SOFT, "stroke=\"#c5cfc9\" stroke-dasharray=\"1 2\""),
        CellState::NotYetDue => ("#ffffff", SOFT, "stroke=\"#e0e6e2\" stroke-dasharray=\"1 2\""),
        CellState::NotInForce => ("#e1e8e4", SOFT, "stroke=\"#e0e6e2\""),
    }
}

/// Controls that the first picture of a window shows: it stands beneath the opening words of the paper.
pub const CONTROLS_AT_FIRST: usize = 20;
/// Controls that each further picture shows: as many as a page holds.
pub const CONTROLS_A_PICTURE: usize = 44;
/// Letters of a control's id for which there is always room before its cells.
const LETTERS: usize = 18;
/// Most letters of it that stand there; what is longer is cut, and said in full to who points at it.
const MOST_LETTERS: usize = 40;

/// The controls of a window by its columns, in as many pictures as it takes, each with its legend.
pub fn window(name: &str, heat: &Heat) -> Vec<Chart> {
    let (first, rest) = heat.rows.split_at(heat.rows.len().min(CONTROLS_AT_FIRST));
    let parts: Vec<&[HeatRow]> = first.chunks(CONTROLS_AT_FIRST).chain(rest.chunks(CONTROLS_A_PICTURE)).collect();
    let columns: Vec<&str> = heat.columns.iter().map(|column| column.name.as_str()).collect();
    let named = |at: usize| match parts.len() {
        0 | 1 => name.to_owned(),
        all => format!("{name}, part {} of {all}", at + 1),
    };
    let letters = heat.rows.iter().map(|row| row.control.chars().count()).max().unwrap_or_default();
    let left = 4 + 7 * n(letters.clamp(LETTERS, MOST_LETTERS));
    parts.iter().enumerate().map(|(at, rows)| drawn(&named(at), &columns, rows, left)).collect()
}

/// One picture; `left` is where the cells begin.
fn drawn(name: &str, columns: &[&str], rows: &[HeatRow], left: i64) -> Chart {
    const ALL: i64 = 590;
    const HIGH: i64 = 19;
    const HEAD: i64 = 20;
    let wide = (ALL / n(columns.len()).max(1)).clamp(9, 60);
    let used: Vec<CellState> = CellState::ALL
        .into_iter()
        .filter(|state| rows.iter().flat_map(|row| &row.cells).any(|cell| cell.state == *state))
        .collect();
    let legend = n(used.len().div_ceil(4));
    let mut svg = Svg::new(left + ALL, HEAD + HIGH * n(rows.len()) + 8 + 18 * legend);
    let head = format!("font-size=\"9\" text-anchor=\"middle\" fill=\"{SOFT}\"");
    // Names of columns that would cover each other are left out; the first stays.
    let every = (46 + wide - 1) / wide;
    for (at, column) in columns.iter().enumerate().filter(|(at, _)| n(*at) % every == 0) {
        svg.text(Look("picture-word", &head), (left + wide * n(at) + wide / 2, 13), column);
    }
    let id = format!("font-size=\"10\" fill=\"{INK}\"");
    for (at, row) in rows.iter().enumerate() {
        let y = HEAD + HIGH * n(at);
        let shown = short(&row.control, MOST_LETTERS);
        svg.text(Look("picture-word", &id), (0, y + 12), &shown);
        if shown != row.control {
            let over = Area { x: 0, y, wide: left, high: HIGH, round: 0 };
            svg.rect(Look("picture-over", "fill=\"#ffffff\" fill-opacity=\"0\""), over, &row.control);
        }
        for (place, cell) in row.cells.iter().enumerate() {
            square(&mut svg, cell.state, (left + wide * n(place), y), wide - 2);
        }
    }
    let under = HEAD + HIGH * n(rows.len()) + 8;
    for (at, state) in used.iter().enumerate() {
        let (x, y) = (180 * (n(at) % 4), under + 18 * (n(at) / 4));
        square(&mut svg, *state, (x, y), 16);
        svg.text(Look("picture-word", &id), (x + 22, y + 12), state.title());
    }
    let told = used.iter().map(|state| {
        let count = rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.state == *state).count();
        format!("{count} {}", state.title().to_lowercase())
    });
    let told: Vec<String> = told.collect();
    let said = if told.is_empty() { "nothing".to_owned() } else { told.join(", ") };
    let size =
        format!("{} by {}", counted(rows.len(), "control", "controls"), counted(columns.len(), "column", "columns"));
    svg.told(format!("{name}: {size}; cells: {said}."), 100)
}

fn square(svg: &mut Svg, state: CellState, (x, y): (i64, i64), wide: i64) {
    const HIGH: i64 = 16;
    let (fill, ink, edge) = ground(state);
    let paper = format!("fill=\"{fill}\" {edge}");
    svg.rect(Look("picture-cell", &paper), Area { x, y, wide, high: HIGH, round: 2 }, "");
    if !letter(state).is_empty() {
        let paper = format!("font-size=\"10\" text-anchor=\"middle\" fill=\"{ink}\"");
        svg.text(Look("picture-on", &paper), (x + wide / 2, y + 12), letter(state));
    }
}
