//! Words as WordprocessingML: every text escaped, what XML cannot hold left out, addresses kept apart as relations.

use crate::picture::Drawn;
use crate::plain::{address, from_right};
use crate::{Inline, Tone};
use std::fmt::Write as _;

/// Width of a page and of its margins, in twentieths of a point: A4 and 18 mm.
pub(super) const SHORT: u32 = 11_906;
pub(super) const LONG: u32 = 16_838;
pub(super) const MARGIN: u32 = 1_021;
/// Most addresses that lead somewhere; the others are printed.
const MAX_LINKS: usize = 5_000;

/// A document on its way.
pub(super) struct Doc {
    /// The body, as XML.
    pub(super) out: String,
    /// Addresses, in order of their relations.
    pub(super) links: Vec<String>,
    /// First numbers of the numbered lists, each with the level on which it stands.
    pub(super) lists: Vec<(u64, usize)>,
    pub(super) pictures: Vec<Drawn>,
    /// Width of the text, in twentieths of a point.
    pub(super) width: u32,
    /// Levels of the headings that are open, as they were given.
    pub(super) levels: Vec<u8>,
}

/// How a paragraph stands.
#[derive(Clone, Copy, Default)]
pub(super) struct Shape<'a> {
    /// Its style; empty for the usual one.
    pub(super) style: &'a str,
    /// The list that it is a point of, and the level.
    pub(super) point: Option<(usize, usize)>,
    /// How deep it stands without being a point.
    pub(super) indent: usize,
    /// Its words stand where the writing ends.
    pub(super) end: bool,
    /// The fill behind it.
    pub(super) tone: Tone,
    /// It stands with what follows.
    pub(super) kept: bool,
}

impl Doc {
    pub(super) fn new(landscape: bool) -> Doc {
        let width = if landscape { LONG } else { SHORT } - 2 * MARGIN;
        Doc {
            out: String::new(),
            links: Vec::new(),
            lists: Vec::new(),
            pictures: Vec::new(),
            width,
            levels: Vec::new(),
        }
    }

    /// A paragraph of runs.
    pub(super) fn paragraph(&mut self, shape: Shape<'_>, runs: &[Inline]) {
        let rtl = from_right(runs.iter().map(|run| run.text.as_str()));
        self.out.push_str("<w:p><w:pPr>");
        if !shape.style.is_empty() {
            self.put(format_args!("<w:pStyle w:val=\"{}\"/>", shape.style));
        }
        if shape.kept {
            self.out.push_str("<w:keepNext/>");
        }
        if let Some((list, level)) = shape.point {
            self.put(format_args!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"));
        }
        if shape.tone != Tone::Plain {
            self.put(format_args!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>", fill(shape.tone)));
        }
        if rtl {
            self.out.push_str("<w:bidi/>");
        }
        if shape.indent > 0 {
            self.put(format_args!("<w:ind w:left=\"{}\"/>", 360 * shape.indent));
        }
        if shape.end {
            self.out.push_str("<w:jc w:val=\"right\"/>");
        }
        self.out.push_str("</w:pPr>");
        for run in runs.iter().filter(|run| !run.text.is_empty()) {
            self.run(run, shape.tone, rtl);
        }
        self.out.push_str("</w:p>");
    }

    fn run(&mut self, run: &Inline, tone: Tone, rtl: bool) {
        let link = run.link.as_deref().and_then(address).filter(|_| self.links.len() < MAX_LINKS);
        if let Some(to) = link {
            self.links.push(to.to_owned());
            let id = self.links.len();
            self.put(format_args!("<w:hyperlink r:id=\"link{id}\">"));
        }
        self.out.push_str("<w:r><w:rPr>");
        if link.is_some() {
            self.out.push_str("<w:rStyle w:val=\"Hyperlink\"/>");
        } else if run.code {
            self.out.push_str("<w:rStyle w:val=\"Letters\"/>");
        }
        if run.strong {
            self.out.push_str("<w:b/><w:bCs/>");
        }
        if run.emphasis {
            self.out.push_str("<w:i/><w:iCs/>");
        }
        if run.struck {
            self.out.push_str("<w:strike/>");
        }
        if tone != Tone::Plain {
            self.put(format_args!("<w:color w:val=\"{}\"/>", ink(tone)));
        }
        if rtl {
            self.out.push_str("<w:rtl/>");
        }
        self.out.push_str("</w:rPr>");
        for (at, line) in run.text.split('\n').enumerate() {
            if at > 0 {
                self.out.push_str("<w:br/>");
            }
            self.out.push_str("<w:t xml:space=\"preserve\">");
            escape(&mut self.out, line);
            self.out.push_str("</w:t>");
        }
        self.out.push_str("</w:r>");
        if link.is_some() {
            self.out.push_str("</w:hyperlink>");
        }
    }

    pub(super) fn put(&mut self, what: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.out.write_fmt(what);
    }
}

/// The text in XML: escaped, without what XML 1.0 cannot hold and without what turns the writing round.
pub(super) fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' => out.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' | '\u{feff}' => {}
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
}

/// The text in XML, as [`escape`] writes it.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

pub(super) fn fill(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "F3F6F4",
        Tone::Good => "E3F2E8",
        Tone::Part => "FBEFD2",
        Tone::Bad => "FBE7E5",
        Tone::Calm => "E7EDF1",
    }
}

fn ink(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "16201B",
        Tone::Good => "1C6B3C",
        Tone::Part => "6F4200",
        Tone::Bad => "97211F",
        Tone::Calm => "33505F",
    }
}
