//! A paper as a workbook: its facts, its words, its sections and its tables, each as a sheet to sort and to filter.

use crate::sheet::out::{Badge, CellOut, SheetOut};
use domain::values::isms::{Value, told};
use jiff::civil::Date;
use press::{Block, Cell, Column, Figure, Inline, Paper, Table, Tone};

/// Letters that the columns of a sheet take together.
const WIDTH: u32 = 150;
/// Share of a column that says under which heading a row stood.
const UNDER: u16 = 5;

/// Everything that a paper says, as sheets: facts and figures first, then its words, then its sections and its tables.
pub fn sheets(paper: &Paper) -> Vec<SheetOut> {
    let mut title = vec![paper.title.clone()];
    let marks = [&paper.organisation, &paper.subtitle, &paper.version, &paper.classification];
    title.extend(marks.into_iter().filter(|line| !line.is_empty()).cloned());
    title.push(format!("Recorded by {}, entry {}, root {}", paper.as_of, paper.entry, paper.root));
    let mut book = Book { alike: alike(&paper.blocks), ..Book::default() };
    book.blocks(&paper.blocks, 0);
    let mut out = vec![about(&book.facts)];
    out.extend((!book.words.is_empty()).then(|| text(&book.words)));
    out.extend((!book.entries.is_empty()).then(|| entries(&book.entries)));
    out.extend(book.tables.iter().map(sheet));
    if out.len() > 1 && out[0].rows.is_empty() {
        out.remove(0);
    }
    for sheet in &mut out {
        sheet.title.clone_from(&title);
    }
    out
}

/// A heading, and the facts under it: label and value.
type Section<'a> = (&'a str, &'a [(String, Vec<Inline>)]);

/// What was read of a paper so far.
#[derive(Default)]
struct Book<'a> {
    /// First labels of facts that stand under more than one heading: their sections say the same of one thing after
    /// another.
    alike: Vec<&'a str>,
    /// The heading of level 1, and the heading of any level that was read last.
    chapter: &'a str,
    heading: &'a str,
    /// Label, value and heading.
    facts: Vec<[String; 3]>,
    /// Heading and words.
    words: Vec<[String; 2]>,
    /// Sections that are alike, each with its heading.
    entries: Vec<Section<'a>>,
    tables: Vec<Tables<'a>>,
}

/// Tables of one chapter with the same columns, each with its heading.
struct Tables<'a> {
    chapter: &'a str,
    parts: Vec<(&'a str, &'a Table)>,
}

impl<'a> Book<'a> {
    fn blocks(&mut self, blocks: &'a [Block], depth: usize) {
        for block in blocks {
            match block {
                Block::Heading { level, text } => {
                    self.heading = text;
                    if *level == 1 {
                        self.chapter = text;
                    }
                }
                Block::Facts(facts) => match facts.first() {
                    Some((first, _)) if self.alike.contains(&first.as_str()) => {
                        self.entries.push((self.heading, facts))
                    }
                    _ => facts.iter().for_each(|(name, value)| self.fact(name, said(value))),
                },
                Block::Figures(figures) => figures.iter().for_each(|one| self.fact(&one.label, figure(one))),
                Block::Note { title, text, .. } if !title.is_empty() => self.fact(title, said(text)),
                Block::Note { text, .. } | Block::Paragraph(text) => self.say(said(text)),
                Block::Code(text) => self.say(text.clone()),
                Block::Chart(chart) => self.say(chart.alt.clone()),
                Block::Quote(inner) => self.blocks(inner, depth),
                Block::List { first, items } => self.list(*first, items, depth),
                Block::Table(table) => self.table(table),
                Block::PageBreak => {}
            }
        }
    }

    fn fact(&mut self, name: &str, value: String) {
        self.facts.push([name.to_owned(), value, self.heading.to_owned()]);
    }

    fn say(&mut self, words: String) {
        if !words.trim().is_empty() {
            self.words.push([self.heading.to_owned(), words]);
        }
    }

    fn list(&mut self, first: Option<u64>, items: &'a [Vec<Block>], depth: usize) {
        for (at, item) in items.iter().enumerate() {
            let rest = match item.split_first() {
                Some((Block::Paragraph(text), rest)) => {
                    let mark = match first {
                        Some(first) => format!("{}. ", first.saturating_add(at as u64)),
                        None if depth > 0 => "- ".to_owned(),
                        None => String::new(),
                    };
                    self.say(format!("{mark}{}", said(text)));
                    rest
                }
                _ => item,
            };
            self.blocks(rest, depth + 1);
        }
    }

    fn table(&mut self, table: &'a Table) {
        let below = self.heading != self.chapter;
        let titles = |of: &'a Table| of.columns.iter().map(|column| column.title.as_str());
        match self.tables.last_mut() {
            Some(last)
                if below
                    && last.chapter == self.chapter
                    && last
                        .parts
                        .first()
                        .is_some_and(|(heading, one)| *heading != self.chapter && titles(one).eq(titles(table))) =>
            {
                last.parts.push((self.heading, table));
            }
            _ => self.tables.push(Tables { chapter: self.chapter, parts: vec![(self.heading, table)] }),
        }
    }
}

/// First labels of facts that stand directly under two headings or more.
fn alike(blocks: &[Block]) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    let mut out: Vec<&str> = Vec::new();
    for pair in blocks.windows(2) {
        if let [Block::Heading { .. }, Block::Facts(facts)] = pair
            && let Some((first, _)) = facts.first()
        {
            if found.contains(&first.as_str()) && !out.contains(&first.as_str()) {
                out.push(first);
            }
            found.push(first);
        }
    }
    out
}

fn said(runs: &[Inline]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

fn figure(one: &Figure) -> String {
    format!("{} {}", one.value, one.of).trim().to_owned()
}

/// Label and value; under which heading they stood, where any of them stood under one.
fn about(facts: &[[String; 3]]) -> SheetOut {
    let columns = if facts.iter().any(|[_, _, under]| !under.is_empty()) { 3 } else { 2 };
    SheetOut {
        name: "About".to_owned(),
        headers: ["What", "Says", "Under"].into_iter().take(columns).map(str::to_owned).collect(),
        rows: facts.iter().map(|fact| fact.iter().take(columns).map(CellOut::text).collect()).collect(),
        widths: vec![34, 90, 30],
        ..SheetOut::default()
    }
}

fn text(words: &[[String; 2]]) -> SheetOut {
    SheetOut {
        name: "Text".to_owned(),
        headers: vec!["Under".to_owned(), "Says".to_owned()],
        rows: words.iter().map(|said| said.iter().map(CellOut::text).collect()).collect(),
        widths: vec![52, 100],
        ..SheetOut::default()
    }
}

/// A row for each section, a column for each label that any of them has.
fn entries(sections: &[Section<'_>]) -> SheetOut {
    let mut labels: Vec<&str> = Vec::new();
    for (label, _) in sections.iter().flat_map(|(_, facts)| facts.iter()) {
        if !labels.contains(&label.as_str()) {
            labels.push(label);
        }
    }
    let value = |facts: &[(String, Vec<Inline>)], label: &str| {
        facts.iter().find(|(name, _)| name == label).map_or(CellOut::Empty, |(_, value)| typed(said(value)))
    };
    let row = |(heading, facts): &Section<'_>| {
        let mut row = vec![CellOut::text(*heading)];
        row.extend(labels.iter().map(|label| value(facts, label)));
        row
    };
    let mut headers = vec!["Entry".to_owned()];
    headers.extend(labels.iter().map(|label| (*label).to_owned()));
    let letters = |label: &str| {
        let said = sections.iter().flat_map(|(_, facts)| facts.iter()).filter(|(name, _)| name == label);
        said.map(|(_, value)| value.iter().map(|run| run.text.chars().count()).sum()).max().unwrap_or(0)
    };
    let width = |label: &&str| u16::try_from(letters(label).clamp(9, 30)).unwrap_or(30);
    let mut widths = vec![30];
    widths.extend(labels.iter().map(width));
    SheetOut {
        name: "Entries".to_owned(),
        headers,
        rows: sections.iter().map(row).collect(),
        widths,
        ..SheetOut::default()
    }
}

/// One table as it is; several of them with the heading of each before its rows.
fn sheet(tables: &Tables<'_>) -> SheetOut {
    let several = tables.parts.len() > 1;
    let (heading, first) = tables.parts[0];
    let name = match (several, first.name.as_str()) {
        (true, _) => tables.chapter,
        (false, "") => heading,
        (false, name) => name,
    };
    let mut columns: Vec<Column> = if several { vec![Column::new("Under", UNDER)] } else { Vec::new() };
    columns.extend(first.columns.iter().cloned());
    let weights: u32 = columns.iter().map(|column| u32::from(column.weight.max(1))).sum();
    let width = |column: &Column| {
        let share = WIDTH * u32::from(column.weight.max(1)) / weights.max(1);
        u16::try_from(share.clamp(9, 70)).unwrap_or(70)
    };
    let mut rows = Vec::new();
    for (heading, table) in &tables.parts {
        rows.extend(table.rows.iter().map(|row| {
            let mut out = if several { vec![CellOut::text(*heading)] } else { Vec::new() };
            out.extend(row.iter().map(cell_out));
            out
        }));
        if several && table.rows.is_empty() {
            rows.push(vec![CellOut::text(*heading), CellOut::text(&table.empty)]);
        }
    }
    SheetOut {
        name: if name.is_empty() { "Table".to_owned() } else { name.to_owned() },
        headers: columns.iter().map(|column| column.title.clone()).collect(),
        widths: columns.iter().map(width).collect(),
        notes: if rows.is_empty() { vec![first.empty.clone()] } else { Vec::new() },
        rows,
        ..SheetOut::default()
    }
}

fn cell_out(cell: &Cell) -> CellOut {
    let said = said(&cell.text);
    match cell.tone {
        Tone::Plain => typed(said),
        Tone::Good => CellOut::Badge(Badge::Good, said),
        Tone::Part => CellOut::Badge(Badge::Part, said),
        Tone::Bad => CellOut::Badge(Badge::Bad, said),
        Tone::Calm => CellOut::Badge(Badge::Calm, said),
    }
}

/// A whole number, a share or a day as what it is, so that a workbook sorts it; anything else as text.
fn typed(said: String) -> CellOut {
    if let Ok(whole) = said.replace(',', "").parse::<i64>()
        && (said == whole.to_string() || said == told(&Value::Number(whole)))
    {
        return CellOut::Int(whole);
    }
    if let Some(tenths) = share(&said) {
        return CellOut::Percent { tenths };
    }
    match said.parse::<Date>() {
        // A day with a time is no day alone.
        Ok(day) if said == day.to_string() => CellOut::Date(day),
        _ => CellOut::text(said),
    }
}

/// Tenths of a percent, of a share that is written with one digit after the point: `65.6 %`.
fn share(said: &str) -> Option<i64> {
    let (whole, tenth) = said.strip_suffix(" %")?.split_once('.')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let one = digits(whole) && digits(tenth) && whole.len() <= 6 && tenth.len() == 1;
    one.then(|| whole.parse::<i64>().ok().zip(tenth.parse::<i64>().ok()))?.map(|(whole, tenth)| whole * 10 + tenth)
}
