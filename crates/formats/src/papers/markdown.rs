//! Markdown as blocks of a paper. Raw HTML is printed as the text that it is; pictures are named and not fetched.

use press::{Block, Cell, Column, Inline, Rich, Side, Table};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A text in Markdown as blocks.
pub fn blocks(text: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut reader = Reader { frames: vec![Frame::Blocks(Vec::new())], ..Reader::default() };
    for event in Parser::new_ext(text, options) {
        reader.event(event);
    }
    while reader.frames.len() > 1 {
        reader.close();
    }
    match reader.frames.pop() {
        Some(Frame::Blocks(blocks)) => blocks,
        _ => Vec::new(),
    }
}

/// What is open around the words that come.
enum Frame {
    Blocks(Vec<Block>),
    Quote(Vec<Block>),
    List(Option<u64>, Vec<Vec<Block>>),
    Item(Vec<Block>),
    Table(Grid),
}

#[derive(Default)]
struct Grid {
    sides: Vec<Side>,
    heads: Vec<String>,
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
}

#[derive(Default)]
struct Reader {
    frames: Vec<Frame>,
    runs: Rich,
    strong: usize,
    emphasis: usize,
    struck: usize,
    links: Vec<String>,
    code: Option<String>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match self.code.as_mut() {
                Some(code) => code.push_str(&text),
                None => self.say(&text, false),
            },
            Event::Html(text) | Event::InlineHtml(text) => self.say(&text, true),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::Code(text) => self.say(&text, true),
            Event::SoftBreak => self.say(" ", false),
            Event::HardBreak => self.say("\n", false),
            Event::Rule => self.flush(),
            Event::TaskListMarker(done) => self.say(if done { "☑ " } else { "☐ " }, false),
            Event::FootnoteReference(name) => self.say(&name, false),
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock | Tag::Heading { .. } => self.flush(),
            Tag::BlockQuote(_) => self.open(Frame::Quote(Vec::new())),
            Tag::List(first) => self.open(Frame::List(first, Vec::new())),
            Tag::Item => self.open(Frame::Item(Vec::new())),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::Table(alignments) => {
                let side = |one: &Alignment| if *one == Alignment::Right { Side::End } else { Side::Start };
                self.open(Frame::Table(Grid { sides: alignments.iter().map(side).collect(), ..Grid::default() }));
            }
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => self.strong += 1,
            Tag::Strikethrough => self.struck += 1,
            Tag::Link { dest_url, .. } => self.links.push(dest_url.to_string()),
            Tag::Image { .. } => self.say("Picture: ", false),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.flush(),
            TagEnd::Heading(level) => {
                let text: String = std::mem::take(&mut self.runs).into_iter().map(|run| run.text).collect();
                self.push(Block::heading(u8::try_from(level as usize).unwrap_or(4), text));
            }
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take() {
                    self.push(Block::Code(code.trim_end().to_owned()));
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::Table => self.close(),
            TagEnd::TableCell => {
                let text = std::mem::take(&mut self.runs);
                if let Some(Frame::Table(grid)) = self.frames.last_mut() {
                    grid.row.push(Cell::from(text));
                }
            }
            TagEnd::TableHead => {
                if let Some(Frame::Table(grid)) = self.frames.last_mut() {
                    let said = |cell: Cell| cell.text.into_iter().map(|run| run.text).collect();
                    grid.heads = std::mem::take(&mut grid.row).into_iter().map(said).collect();
                }
            }
            TagEnd::TableRow => {
                if let Some(Frame::Table(grid)) = self.frames.last_mut() {
                    let row = std::mem::take(&mut grid.row);
                    grid.rows.push(row);
                }
            }
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Link => {
                self.links.pop();
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str, code: bool) {
        let link = self.links.last().cloned();
        let (strong, emphasis, struck) = (self.strong > 0, self.emphasis > 0, self.struck > 0);
        self.runs.push(Inline { text: text.to_owned(), strong, emphasis, code, struck, link });
    }

    /// What was said so far is a paragraph.
    fn flush(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if runs.iter().any(|run| !run.text.trim().is_empty()) {
            self.push(Block::Paragraph(runs));
        }
    }

    fn open(&mut self, frame: Frame) {
        self.flush();
        self.frames.push(frame);
    }

    fn push(&mut self, block: Block) {
        match self.frames.last_mut() {
            Some(Frame::Blocks(blocks) | Frame::Quote(blocks) | Frame::Item(blocks)) => blocks.push(block),
            Some(Frame::List(_, items)) => items.push(vec![block]),
            // Between the cells of a table stands nothing.
            Some(Frame::Table(_)) | None => {}
        }
    }

    fn close(&mut self) {
        self.flush();
        match self.frames.pop() {
            Some(Frame::Quote(blocks)) => self.push(Block::Quote(blocks)),
            Some(Frame::List(first, items)) => self.push(Block::List { first, items }),
            Some(Frame::Item(blocks)) => match self.frames.last_mut() {
                Some(Frame::List(_, items)) => items.push(blocks),
                _ => blocks.into_iter().for_each(|block| self.push(block)),
            },
            Some(Frame::Table(grid)) => self.push(Block::Table(grid.table())),
            Some(blocks @ Frame::Blocks(_)) => self.frames.push(blocks),
            None => {}
        }
    }
}

impl Grid {
    /// Columns take room by the words in them.
    fn table(self) -> Table {
        let letters = |cell: &Cell| cell.text.iter().map(|run| run.text.chars().count()).sum::<usize>();
        let weight = |at: usize, head: &str| {
            let most = self.rows.iter().filter_map(|row| row.get(at)).map(letters).max().unwrap_or(0);
            u16::try_from(most.max(head.chars().count()).clamp(8, 60)).unwrap_or(60)
        };
        let side = |at: usize| self.sides.get(at).copied().unwrap_or_default();
        let heads = self.heads.iter().take(press::MAX_COLUMNS).enumerate();
        let columns = heads.map(|(at, head)| Column { title: head.clone(), weight: weight(at, head), side: side(at) });
        Table {
            name: String::new(),
            columns: columns.collect(),
            empty: "Nothing is listed.".to_owned(),
            rows: self.rows,
        }
    }
}
