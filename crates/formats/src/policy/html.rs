//! Markdown as HTML that can do no harm: every text is escaped here, raw HTML is shown as the text that it is, links lead only
//! to addresses of the web, of mail, or inside the page, and no picture is fetched.

use domain::values::policy::ids_at;
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::fmt::Write as _;

/// How deep quotes and lists nest; what is deeper is shown flat.
const MAX_DEPTH: usize = 12;

/// A text in Markdown as HTML. The first level of headings becomes the second one, since a page has its own title.
pub fn html(text: &str) -> String {
    html_with(text, &|_| None)
}

/// As [`html`], with a link at each word that may be an id and to which `way` knows an address, such as a control. What is code, or part of
/// another link, stays as it is.
pub fn html_with(text: &str, way: &dyn Fn(&str) -> Option<String>) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut writer = Writer {
        way,
        out: String::new(),
        verbatim: false,
        depth: 0,
        head: false,
        alignments: Vec::new(),
        column: 0,
        links: Vec::new(),
    };
    for event in Parser::new_ext(text, options) {
        writer.event(event);
    }
    writer.out
}

struct Writer<'w> {
    /// Where a word leads to.
    way: &'w dyn Fn(&str) -> Option<String>,
    out: String,
    /// Inside a block of code.
    verbatim: bool,
    depth: usize,
    /// Inside the head of a table.
    head: bool,
    alignments: Vec<Alignment>,
    column: usize,
    /// Whether each open link was written.
    links: Vec<bool>,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            // Raw HTML is what somebody wrote, and no part of the page.
            Event::Html(text) | Event::InlineHtml(text) => escape(&mut self.out, &text),
            Event::InlineMath(text) | Event::DisplayMath(text) => escape(&mut self.out, &text),
            Event::Code(text) => {
                self.out.push_str("<code>");
                escape(&mut self.out, &text);
                self.out.push_str("</code>");
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => self.out.push_str(if done { "☑ " } else { "☐ " }),
            Event::FootnoteReference(name) => escape(&mut self.out, &name),
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        let plain = match tag {
            Tag::Paragraph => "<p>",
            Tag::HtmlBlock => "<p class=\"verbatim\">",
            Tag::Heading { level, .. } => return self.heading("<", level as usize),
            Tag::BlockQuote(_) => return self.nested("<blockquote>"),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.verbatim = true;
                "<pre><code>"
            }
            Tag::List(None) => return self.nested("<ul class=\"plain-list\">"),
            Tag::List(Some(1)) => return self.nested("<ol>"),
            Tag::List(Some(first)) => return self.nested(&format!("<ol start=\"{first}\">")),
            Tag::Item => "<li>",
            Tag::Table(alignments) => {
                self.alignments = alignments;
                "<div class=\"scroll\"><table>\n"
            }
            Tag::TableHead => {
                (self.head, self.column) = (true, 0);
                "<thead><tr>"
            }
            Tag::TableRow => {
                self.column = 0;
                "<tr>"
            }
            Tag::TableCell => return self.cell(),
            Tag::Emphasis => "<em>",
            Tag::Strong => "<strong>",
            Tag::Strikethrough => "<del>",
            Tag::Link { dest_url, .. } => return self.link(&dest_url),
            Tag::Image { .. } => "<span class=\"hint\">Picture: ",
            _ => "<span>",
        };
        self.out.push_str(plain);
    }

    fn end(&mut self, tag: TagEnd) {
        let plain = match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => "</p>\n",
            TagEnd::Heading(level) => return self.heading("</", level as usize),
            TagEnd::BlockQuote(_) => return self.unnested("</blockquote>\n"),
            TagEnd::CodeBlock => {
                self.verbatim = false;
                "</code></pre>\n"
            }
            TagEnd::List(true) => return self.unnested("</ol>\n"),
            TagEnd::List(false) => return self.unnested("</ul>\n"),
            TagEnd::Item => "</li>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.head = false;
                "</tr></thead><tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell if self.head => "</th>",
            TagEnd::TableCell => "</td>",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Link => match self.links.pop() {
                Some(true) => "</a>",
                _ => "",
            },
            _ => "</span>",
        };
        self.out.push_str(plain);
    }

    fn heading(&mut self, open: &str, level: usize) {
        // Writing to a string does not fail.
        let _ = write!(self.out, "{open}h{}>", (level + 1).min(6));
        if open == "</" {
            self.out.push('\n');
        }
    }

    fn nested(&mut self, tag: &str) {
        self.depth += 1;
        if self.depth <= MAX_DEPTH {
            self.out.push_str(tag);
        }
    }

    fn unnested(&mut self, tag: &str) {
        if self.depth <= MAX_DEPTH {
            self.out.push_str(tag);
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn cell(&mut self) {
        let alignment = self.alignments.get(self.column).copied().unwrap_or(Alignment::None);
        self.column += 1;
        let right = alignment == Alignment::Right;
        self.out.push_str(match (self.head, right) {
            (true, true) => "<th class=\"number\">",
            (true, false) => "<th>",
            (false, true) => "<td class=\"number\">",
            (false, false) => "<td>",
        });
    }

    fn text(&mut self, text: &str) {
        if self.verbatim || !self.links.is_empty() {
            return escape(&mut self.out, text);
        }
        let mut written = 0;
        for (at, word) in ids_at(text) {
            let Some(to) = (self.way)(word) else { continue };
            escape(&mut self.out, &text[written..at]);
            self.out.push_str("<a class=\"id\" href=\"");
            escape(&mut self.out, &to);
            self.out.push_str("\">");
            escape(&mut self.out, word);
            self.out.push_str("</a>");
            written = at + word.len();
        }
        escape(&mut self.out, &text[written..]);
    }

    fn link(&mut self, to: &str) {
        let safe = harmless(to);
        self.links.push(safe);
        if safe {
            self.out.push_str("<a rel=\"noopener noreferrer nofollow\" href=\"");
            escape(&mut self.out, to);
            self.out.push_str("\">");
        }
    }
}

/// An address of the web or of mail, or a place inside the page. Other files of the same folder have no address here.
fn harmless(to: &str) -> bool {
    let odd = to.chars().any(|c| c.is_control() || c.is_whitespace());
    let small = to.to_ascii_lowercase();
    !odd && (["https://", "http://", "mailto:"].iter().any(|scheme| small.starts_with(scheme)) || to.starts_with('#'))
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // What turns the direction of writing can make a text look like another one.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c => out.push(c),
        }
    }
}
