//! SVG, written piece by piece.

use press::Chart;
use std::fmt::Write as _;

/// How a part is filled. The first three are dark, middle and light, so that they differ in greyscale; others are striped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// There, whole, done.
    Full,
    /// There in part, or under way.
    Partial,
    /// Planned, or not judged.
    Unrated,
    /// From somebody else.
    Inherited,
    /// Proposed only.
    Suggested,
    /// On the one side alone.
    IsoOnly,
    /// On the other side alone.
    Soc2Only,
    /// Nothing.
    None,
}

impl Fill {
    /// All of them.
    pub const ALL: [Fill; 8] = [
        Fill::Full,
        Fill::Partial,
        Fill::Unrated,
        Fill::Inherited,
        Fill::Suggested,
        Fill::IsoOnly,
        Fill::Soc2Only,
        Fill::None,
    ];

    /// Its name in classes.
    pub fn name(self) -> &'static str {
        match self {
            Fill::Full => "full",
            Fill::Partial => "partial",
            Fill::Unrated => "unrated",
            Fill::Inherited => "inherited",
            Fill::Suggested => "suggested",
            Fill::IsoOnly => "iso-only",
            Fill::Soc2Only => "soc2-only",
            Fill::None => "none",
        }
    }

    /// Its colour on paper.
    pub(super) fn colour(self) -> &'static str {
        match self {
            Fill::Full => "#0b6b4d",
            Fill::Partial => "#9fd3bb",
            Fill::Unrated => "#cfe3d9",
            Fill::Inherited => "#6f8f86",
            Fill::Suggested => "#dfe9e4",
            Fill::IsoOnly | Fill::Soc2Only => "#b9c4bd",
            Fill::None => "#e1e8e4",
        }
    }

    /// The colour of words on it, on paper.
    pub(super) fn ink(self) -> &'static str {
        if self == Fill::Full { "#ffffff" } else { INK }
    }

    /// Too close to another one in greyscale: it gets stripes.
    pub(super) fn striped(self) -> bool {
        matches!(self, Fill::Inherited | Fill::IsoOnly | Fill::Soc2Only)
    }
}

/// Ink on paper.
pub(super) const INK: &str = "#16201b";
/// Quieter ink on paper.
pub(super) const SOFT: &str = "#47554e";

/// A class for pages, and attributes for papers.
#[derive(Clone, Copy)]
pub(super) struct Look<'a>(pub(super) &'a str, pub(super) &'a str);

/// Where something lies.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) wide: i64,
    pub(super) high: i64,
    pub(super) round: i64,
}

/// A picture while it is drawn.
pub(super) struct Svg {
    wide: i64,
    high: i64,
    body: String,
}

impl Svg {
    pub(super) fn new(wide: i64, high: i64) -> Svg {
        Svg { wide, high, body: String::new() }
    }

    fn put(&mut self, what: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.body.write_fmt(what);
    }

    /// A rectangle; `said` is shown to who points at it, nothing when empty.
    pub(super) fn rect(&mut self, look: Look<'_>, at: Area, said: &str) {
        let Area { x, y, wide, high, round } = at;
        let Look(class, paper) = look;
        let round = if round > 0 { format!(" rx=\"{round}\"") } else { String::new() };
        self.put(format_args!(
            "<rect class=\"{class}\" {paper} x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\"{round}{}",
            inside("rect", said)
        ));
    }

    /// A rectangle of a fill.
    pub(super) fn filled(&mut self, class: &str, fill: Fill, at: Area, said: &str) {
        let class = format!("{class} fill-{}", fill.name());
        self.rect(Look(class.trim(), &format!("fill=\"{}\"", fill.colour())), at, said);
    }

    /// Upright stripes over an area.
    pub(super) fn stripes(&mut self, at: Area) {
        const EVERY: i64 = 7;
        let mut path = String::new();
        let mut x = at.x + EVERY / 2;
        while x < at.x + at.wide {
            path.push_str(&format!("M{x} {}v{}", at.y + 1, (at.high - 2).max(1)));
            x += EVERY;
        }
        if !path.is_empty() {
            self.path(Look("picture-stripe", "fill=\"none\" stroke=\"#47554e\" stroke-width=\"1.2\""), &path);
        }
    }

    /// Words; where they stand is their start unless the look says otherwise.
    pub(super) fn text(&mut self, look: Look<'_>, (x, y): (i64, i64), words: &str) {
        let Look(class, paper) = look;
        self.put(format_args!("<text class=\"{class}\" {paper} x=\"{x}\" y=\"{y}\">{}</text>", escaped(words)));
    }

    pub(super) fn line(&mut self, look: Look<'_>, (x1, y1): (i64, i64), (x2, y2): (i64, i64)) {
        let Look(class, paper) = look;
        self.put(format_args!("<line class=\"{class}\" {paper} x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"));
    }

    pub(super) fn path(&mut self, look: Look<'_>, path: &str) {
        let Look(class, paper) = look;
        self.put(format_args!("<path class=\"{class}\" {paper} d=\"{path}\"/>"));
    }

    pub(super) fn dot(&mut self, look: Look<'_>, (x, y): (i64, i64), radius: i64, said: &str) {
        let Look(class, paper) = look;
        self.put(format_args!(
            "<circle class=\"{class}\" {paper} cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{}",
            inside("circle", said)
        ));
    }

    /// The picture, with what it shows in words.
    pub(super) fn told(self, alt: String, width: u8) -> Chart {
        let Svg { wide, high, body } = self;
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" role=\"img\" aria-label=\"{}\" \
             viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" font-family=\"Noto Sans\">{body}</svg>",
            escaped(&alt)
        );
        Chart { svg, alt, width }
    }
}

/// The end of an opened element, with what it says where it says something.
fn inside(element: &str, said: &str) -> String {
    if said.is_empty() { "/>".to_owned() } else { format!("><title>{}</title></{element}>", escaped(said)) }
}

/// Words as they may stand in SVG. Letters that no document of its kind may hold are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// So much of a name as there is room for.
pub(super) fn short(name: &str, most: usize) -> String {
    match name.char_indices().nth(most) {
        Some((end, _)) => format!("{}\u{2026}", name.get(..end).unwrap_or(name).trim_end()),
        None => name.to_owned(),
    }
}

/// A count as a coordinate.
pub(super) fn n(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX / 4_096)
}
