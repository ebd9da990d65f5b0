//! What a paper says, whatever it is printed on.

use jiff::civil::Date;

/// A paper with what identifies it on every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// A line under the title; empty for none.
    pub subtitle: String,
    /// Whose paper it is.
    pub organisation: String,
    /// Who may read it, such as `Confidential`; empty for not classified.
    pub classification: String,
    /// Which version of its matter it shows, such as `SOA-3, in force`; empty where there are no versions.
    pub version: String,
    /// What had been recorded by the end of this day.
    pub as_of: Date,
    /// Number of entries of the ledger that it rests on.
    pub entry: u64,
    /// Root of the tree over these entries, hex.
    pub root: String,
    /// Language of its words, BCP 47, such as `en`.
    pub language: String,
    /// Wider than high, for tables of many columns.
    pub landscape: bool,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

/// One part of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; level 1 is the highest. A level that skips one is raised, as readers by ear need it.
    Heading {
        /// From 1 to 4.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph(Rich),
    /// Points, or numbered ones.
    List {
        /// Number of the first point; `None` for points without numbers.
        first: Option<u64>,
        /// The points.
        items: Vec<Vec<Block>>,
    },
    /// What is called what: a label and its value, line by line.
    Facts(Vec<(String, Rich)>),
    /// Large figures in a row, each with what it is and what it is counted of.
    Figures(Vec<Figure>),
    /// A table.
    Table(Table),
    /// A picture of figures.
    Chart(Chart),
    /// Something to be read first, in a box.
    Note {
        /// What kind of thing it is.
        tone: Tone,
        /// Its first words; empty for none.
        title: String,
        /// What it says.
        text: Rich,
    },
    /// Somebody's words.
    Quote(Vec<Block>),
    /// Text whose columns count, line by line.
    Code(String),
    /// What follows begins on a new page.
    PageBreak,
}

/// A run of text after another.
pub type Rich = Vec<Inline>;

/// A run of text of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// The words.
    pub text: String,
    /// Of weight.
    pub strong: bool,
    /// With stress.
    pub emphasis: bool,
    /// To be read letter by letter.
    pub code: bool,
    /// No longer so.
    pub struck: bool,
    /// Where it leads: an address of the web or of mail. Others are printed and lead nowhere.
    pub link: Option<String>,
}

/// Figures are read at the right, words from where the writing starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Where the writing starts.
    #[default]
    Start,
    /// Where it ends.
    End,
}

/// What a state means for the reader. The colour repeats what the words say and never stands alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Plain.
    #[default]
    Plain,
    /// Done, covered, in place.
    Good,
    /// Partly so, or to be heeded.
    Part,
    /// Missing, or wrong.
    Bad,
    /// Neither, for example inherited.
    Calm,
}

/// A large figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The figure.
    pub value: String,
    /// What it is.
    pub label: String,
    /// What it is counted of, or where it comes from.
    pub of: String,
}

/// A table; its headings are repeated on each page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it lists, for those who do not see it, and the name of its sheet in a workbook.
    pub name: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; a shorter one leaves its last cells empty.
    pub rows: Vec<Vec<Cell>>,
    /// What is said where there is no row.
    pub empty: String,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Its share of the width beside the other columns' shares, from 1.
    pub weight: u16,
    /// Where its words stand.
    pub side: Side,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: Rich,
    /// What that means.
    pub tone: Tone,
}

/// A picture as SVG, with the same said in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// The picture; styles in attributes, no link, no script. Text in it takes its font from the press.
    pub svg: String,
    /// What it shows, with its figures, for those who do not see it.
    pub alt: String,
    /// Its width in hundredths of the width of the text, from 10 to 100.
    pub width: u8,
}

impl Inline {
    /// Plain words.
    pub fn new(text: impl Into<String>) -> Inline {
        Inline { text: text.into(), ..Inline::default() }
    }

    /// Words of weight.
    pub fn strong(text: impl Into<String>) -> Inline {
        Inline { strong: true, ..Inline::new(text) }
    }

    /// Words with stress.
    pub fn emphasis(text: impl Into<String>) -> Inline {
        Inline { emphasis: true, ..Inline::new(text) }
    }

    /// Letters that count, such as a hash.
    pub fn code(text: impl Into<String>) -> Inline {
        Inline { code: true, ..Inline::new(text) }
    }
}

impl Column {
    /// A column of words.
    pub fn new(title: impl Into<String>, weight: u16) -> Column {
        Column { title: title.into(), weight, side: Side::Start }
    }

    /// A column of figures.
    pub fn figures(title: impl Into<String>, weight: u16) -> Column {
        Column { side: Side::End, ..Column::new(title, weight) }
    }
}

impl Cell {
    /// Words.
    pub fn new(text: impl Into<String>) -> Cell {
        Cell { text: vec![Inline::new(text)], tone: Tone::Plain }
    }

    /// A state.
    pub fn of(tone: Tone, text: impl Into<String>) -> Cell {
        Cell { tone, ..Cell::new(text) }
    }
}

impl From<Rich> for Cell {
    fn from(text: Rich) -> Cell {
        Cell { text, tone: Tone::Plain }
    }
}

impl Block {
    /// A heading.
    pub fn heading(level: u8, text: impl Into<String>) -> Block {
        Block::Heading { level, text: text.into() }
    }

    /// A paragraph of plain words.
    pub fn text(text: impl Into<String>) -> Block {
        Block::Paragraph(vec![Inline::new(text)])
    }

    /// A box with plain words.
    pub fn note(tone: Tone, title: impl Into<String>, text: impl Into<String>) -> Block {
        Block::Note { tone, title: title.into(), text: vec![Inline::new(text)] }
    }
}
