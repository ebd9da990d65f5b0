//! Pictures of figures as SVG: readable in greyscale, with their figures in words beside them.

use jiff::civil::Date;
use press::{Chart, Tone};
use std::fmt::Write as _;

/// One part of a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// What it is.
    pub label: String,
    /// How much.
    pub value: usize,
    /// What that means.
    pub tone: Tone,
}

impl Slice {
    /// A part.
    pub fn new(label: impl Into<String>, value: usize, tone: Tone) -> Slice {
        Slice { label: label.into(), value, tone }
    }
}

/// Fill, and the ink on it: each lighter or darker than its neighbours, so that they differ without colour too.
fn look(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Good => ("#0b6b4d", "#ffffff"),
        Tone::Part => ("#e3b65c", "#16201b"),
        Tone::Bad => ("#97211f", "#ffffff"),
        Tone::Calm => ("#9db7c4", "#16201b"),
        Tone::Plain => ("#dfe6e2", "#16201b"),
    }
}

const WIDE: usize = 720;
const LINE: usize = 17;

/// The parts of a whole in one bar, with a legend that counts each.
pub fn stacked(name: &str, slices: &[Slice]) -> Chart {
    let of: usize = slices.iter().map(|slice| slice.value).sum();
    let high = 34 + LINE * slices.len();
    let mut svg = opened(WIDE, high);
    put(&mut svg, format_args!("<rect x=\"0\" y=\"0\" width=\"{WIDE}\" height=\"20\" rx=\"2\" fill=\"#eef2f0\"/>"));
    let mut from = 0;
    for slice in slices.iter().filter(|slice| slice.value > 0) {
        let until = from + slice.value;
        let (left, right) = (WIDE * from / of.max(1), WIDE * until / of.max(1));
        let (fill, ink) = look(slice.tone);
        let width = (right - left).saturating_sub(2).max(1);
        put(&mut svg, format_args!("<rect x=\"{left}\" y=\"0\" width=\"{width}\" height=\"20\" fill=\"{fill}\"/>"));
        if width > 26 {
            put(
                &mut svg,
                format_args!(
                    "<text x=\"{}\" y=\"14\" font-size=\"11\" fill=\"{ink}\">{}</text>",
                    left + 6,
                    slice.value
                ),
            );
        }
        from = until;
    }
    for (at, slice) in slices.iter().enumerate() {
        let (fill, _) = look(slice.tone);
        let y = 32 + LINE * at;
        put(&mut svg, format_args!("<rect x=\"0\" y=\"{y}\" width=\"10\" height=\"10\" fill=\"{fill}\"/>"));
        let label = escaped(&slice.label);
        put(
            &mut svg,
            format_args!(
                "<text x=\"17\" y=\"{}\" font-size=\"11.5\" fill=\"#16201b\">{label}: {} of {of}</text>",
                y + 9,
                slice.value
            ),
        );
    }
    svg.push_str("</svg>");
    let told: Vec<String> = slices.iter().map(|slice| format!("{} {}", slice.value, slice.label)).collect();
    Chart { svg, alt: format!("{name}: of {of}, {}.", told.join(", ")), width: 100 }
}

/// Counts by likelihood (rows, the highest on top) and impact (columns): `cells[row][column]` with its level from 1, of
/// `levels` levels.
pub fn heat(name: &str, rows: &[String], columns: &[String], levels: usize, cells: &[Vec<(usize, usize)>]) -> Chart {
    let (left, wide, high) = (150, 92, 34);
    let mut svg = opened(left + wide * columns.len(), high * rows.len() + 30);
    let mut told = Vec::new();
    for (place, (row, counts)) in rows.iter().zip(cells).rev().enumerate() {
        let y = high * place;
        let label = escaped(row);
        put(
            &mut svg,
            format_args!(
                "<text x=\"{}\" y=\"{}\" font-size=\"11\" text-anchor=\"end\" fill=\"#47554e\">{label}</text>",
                left - 10,
                y + 21
            ),
        );
        for ((at, (count, level)), column) in counts.iter().enumerate().zip(columns) {
            let (fill, ink) = shade(*level, levels);
            let x = left + wide * at;
            put(
                &mut svg,
                format_args!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" fill=\"{fill}\" stroke=\"#b9c5be\" \
                     stroke-width=\"0.5\"/>",
                    wide - 3,
                    high - 3
                ),
            );
            if *count > 0 {
                put(
                    &mut svg,
                    format_args!(
                        "<text x=\"{}\" y=\"{}\" font-size=\"14\" font-weight=\"bold\" text-anchor=\"middle\" \
                         fill=\"{ink}\">{count}</text>",
                        x + (wide - 3) / 2,
                        y + 21
                    ),
                );
                told.push(format!("{count} at likelihood {row} and impact {column}"));
            }
        }
    }
    for (at, column) in columns.iter().enumerate() {
        let (x, y, label) = (left + wide * at + wide / 2, high * rows.len() + 16, escaped(column));
        put(
            &mut svg,
            format_args!(
                "<text x=\"{x}\" y=\"{y}\" font-size=\"11\" text-anchor=\"middle\" fill=\"#47554e\">{label}</text>"
            ),
        );
    }
    svg.push_str("</svg>");
    let said = if told.is_empty() { "nothing".to_owned() } else { told.join("; ") };
    Chart { svg, alt: format!("{name}: {said}."), width: 55 }
}

/// A step on the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub label: String,
    /// Its first day.
    pub from: Date,
    /// Its last day at the earliest.
    pub until: Date,
    /// Its last day at the latest.
    pub latest: Date,
    /// A day more of it is a day more of the whole.
    pub firm: bool,
}

/// Steps under each other along the calendar: a dark part for what they take at least, a light one for what they may take.
pub fn spans(name: &str, steps: &[Span]) -> Chart {
    const LEFT: i64 = 220;
    const RIGHT: i64 = 500;
    let first = steps.iter().map(|step| step.from).min().unwrap_or(Date::constant(2000, 1, 1));
    let last = steps.iter().map(|step| step.latest.max(step.until)).max().unwrap_or(first);
    let days = |day: Date| day.since(first).map_or(0, |span| i64::from(span.get_days()));
    let all = days(last).max(1);
    let at = |day: Date| LEFT + days(day).clamp(0, all) * RIGHT / all;
    let high = 20 * steps.len() + 26;
    let mut svg = opened(WIDE, high);
    for (row, step) in steps.iter().enumerate() {
        let y = 20 * row;
        let (from, until, latest) = (at(step.from), at(step.until), at(step.latest.max(step.until)));
        let fill = if step.firm { "#0b6b4d" } else { "#7aa894" };
        let label = escaped(&short(&step.label));
        put(
            &mut svg,
            format_args!("<text x=\"0\" y=\"{}\" font-size=\"10.5\" fill=\"#16201b\">{label}</text>", y + 13),
        );
        put(
            &mut svg,
            format_args!(
                "<rect x=\"{from}\" y=\"{}\" width=\"{}\" height=\"12\" fill=\"#d8e5df\"/>",
                y + 3,
                (latest - from).max(2)
            ),
        );
        put(
            &mut svg,
            format_args!(
                "<rect x=\"{from}\" y=\"{}\" width=\"{}\" height=\"12\" fill=\"{fill}\"/>",
                y + 3,
                (until - from).max(2)
            ),
        );
    }
    let y = 20 * steps.len() + 16;
    put(&mut svg, format_args!("<text x=\"{LEFT}\" y=\"{y}\" font-size=\"10.5\" fill=\"#47554e\">{first}</text>"));
    put(
        &mut svg,
        format_args!(
            "<text x=\"{WIDE}\" y=\"{y}\" font-size=\"10.5\" text-anchor=\"end\" fill=\"#47554e\">{last}</text>"
        ),
    );
    svg.push_str("</svg>");
    let told: Vec<String> = steps
        .iter()
        .map(|step| format!("{} from {} until {}, at the latest {}", step.label, step.from, step.until, step.latest))
        .collect();
    let said = if told.is_empty() { "nothing".to_owned() } else { told.join("; ") };
    Chart { svg, alt: format!("{name}: {said}."), width: 100 }
}

/// A label that fits beside a bar.
fn short(label: &str) -> String {
    const MOST: usize = 34;
    if label.chars().count() <= MOST {
        label.to_owned()
    } else {
        format!("{}\u{2026}", label.chars().take(MOST - 1).collect::<String>())
    }
}

/// From light to dark by level, so that it reads in greyscale too.
fn shade(level: usize, levels: usize) -> (&'static str, &'static str) {
    const SHADES: [(&str, &str); 6] = [
        ("#eef4f0", "#16201b"),
        ("#dbe9c9", "#16201b"),
        ("#f3dc94", "#16201b"),
        ("#e0a15a", "#16201b"),
        ("#c0572f", "#ffffff"),
        ("#7d1a18", "#ffffff"),
    ];
    let last = levels.saturating_sub(1).max(1);
    SHADES[(level.saturating_sub(1).min(last) * (SHADES.len() - 1) / last).min(SHADES.len() - 1)]
}

fn opened(wide: usize, high: usize) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" \
         font-family=\"Noto Sans\">"
    )
}

fn put(svg: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = svg.write_fmt(what);
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
