//! Papers as files: asked for by name, laid out, and printed as PDF, DOCX or XLSX.

mod choices;
mod compose;
mod jobs;
mod letters;

use crate::access::Who;
use crate::ask::{At, Mark};
use crate::tables::{waived, workbook_about};
use crate::{App, Failure, Fault};
pub use choices::{MAX_CHOICES, PapersOf, needs};
use domain::refusal::Refusal;
use domain::reports::wording;
use domain::rules::wording::worded;
use domain::values::nearest::nearest;
pub use formats::papers::{Ending, NOT_PROVEN, PAPERS, PaperKind};
use formats::papers::{Face, sheets, words};
pub use formats::pictures;
pub(crate) use jobs::Prints;
pub use jobs::{LARGE, Print, PrintAnswer, PrintState};
use press::Paper;

/// Who may read a paper of which nobody said more.
pub const CLASSIFIED: &str = "Confidential";
/// Longest classification, in characters.
pub const MAX_CLASSIFIED: usize = 40;
/// Most refused wordings that a warning names.
const MAX_NAMED: usize = 3;

/// A paper that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperAsked {
    /// Which.
    pub kind: &'static PaperKind,
    /// Of what, as [`PaperKind::of`] says.
    pub of: Option<String>,
    /// Who may read it; [`CLASSIFIED`] when left out, and for a document what is said of it.
    pub classification: Option<String>,
}

/// A paper as a file.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedPaper {
    /// Its title.
    pub title: String,
    /// The name of the file, with its ending.
    pub name: String,
    /// What it was made into.
    pub ending: Ending,
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages of a PDF.
    pub pages: Option<usize>,
    /// What whoever asked for it should know.
    pub warnings: Vec<String>,
    /// What it rests on.
    pub mark: Mark,
}

/// How far a paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintStep {
    /// What it says is gathered.
    Gathering,
    /// It is laid out and checked.
    LayingOut {
        /// Rows of all its tables.
        rows: usize,
    },
}

/// The first page of a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstPage {
    /// Its title.
    pub title: String,
    /// The page as SVG.
    pub svg: Vec<u8>,
    /// Number of pages of the whole paper.
    pub pages: usize,
    /// What it rests on.
    pub mark: Mark,
}

impl PaperAsked {
    /// A paper by its name, of something that may have to be named.
    ///
    /// # Errors
    /// A [`Refusal`]: no such paper, nothing named where it has to be, or a classification that is too long.
    pub fn read(name: &str, of: Option<&str>, classification: Option<&str>) -> Result<PaperAsked, Refusal> {
        let unknown = || Refusal::Unknown {
            what: "paper",
            id: name.to_owned(),
            nearest: nearest(name, PAPERS.iter().map(|kind| kind.id)).map(str::to_owned),
        };
        let kind = formats::papers::paper(name).ok_or_else(unknown)?;
        let named = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let of = of.and_then(named);
        if let (None, Some(what), false) = (&of, kind.of, kind.optional) {
            return Err(Refusal::NotPossible {
                sentence: format!("the paper `{}` is about one thing, and none is named", kind.id),
                hint: format!("name {what}"),
            });
        }
        let classification = classification.and_then(named);
        let long = classification.as_ref().is_some_and(|text| text.chars().count() > MAX_CLASSIFIED);
        if long {
            return Err(Refusal::NotPossible {
                sentence: format!("the classification has more than {MAX_CLASSIFIED} characters"),
                hint: "use a word of your own rules, such as `Internal`".to_owned(),
            });
        }
        Ok(PaperAsked { kind, of: if kind.of.is_some() { of } else { None }, classification })
    }
}

impl App {
    /// Prints a paper of an organisation for who asks: it says what they may read, and nothing else. It takes a processor for
    /// some tenths of a second; at most [`press::AT_ONCE`] are laid out at a time.
    ///
    /// # Errors
    /// A refusal when the paper is not known, the question behind it may not be asked, or an external one uses a refused
    /// wording (K14); a [`Fault`] when it cannot be printed.
    pub fn print(
        &self,
        slug: &str,
        who: &Who,
        at: At,
        asked: &PaperAsked,
        ending: Ending,
    ) -> Result<PrintedPaper, Failure> {
        self.print_telling(slug, (who, at), asked, ending, &mut |_| ())
    }

    /// As [`App::print`], telling how far it is: a large paper takes some seconds.
    ///
    /// # Errors
    /// As [`App::print`].
    pub fn print_telling(
        &self,
        slug: &str,
        (who, at): (&Who, At),
        asked: &PaperAsked,
        ending: Ending,
        tell: &mut dyn FnMut(PrintStep),
    ) -> Result<PrintedPaper, Failure> {
        tell(PrintStep::Gathering);
        let gathered = self.gathered(slug, who, at, asked, ending)?;
        tell(PrintStep::LayingOut { rows: rows(&gathered.paper) });
        self.laid_out(gathered, asked, ending)
    }

    /// What a paper says, judged; nothing is laid out yet.
    fn gathered(&self, slug: &str, who: &Who, at: At, asked: &PaperAsked, ending: Ending) -> Result<Gathered, Failure> {
        if !asked.kind.endings().contains(&ending) {
            let can: Vec<&str> = asked.kind.endings().into_iter().map(Ending::id).collect();
            return Err(Refusal::NotPossible {
                sentence: format!("the paper `{}` has no tables to make a workbook of", asked.kind.id),
                hint: format!("ask for {}", can.join(" or ")),
            }
            .into());
        }
        let (paper, mark) = self.composed(slug, who, at, asked)?;
        let paper = asked.kind.finished(paper);
        let warnings = guarded(asked.kind, &paper)?;
        Ok(Gathered { paper, mark, warnings })
    }

    /// Makes the file of what was gathered.
    fn laid_out(&self, gathered: Gathered, asked: &PaperAsked, ending: Ending) -> Result<PrintedPaper, Failure> {
        let Gathered { paper, mark, mut warnings } = gathered;
        let (bytes, pages) = match ending {
            Ending::Pdf => {
                let printed = press::pdf(&paper, lettered(&paper)).map_err(unprinted)?;
                warnings.extend(printed.warnings);
                (printed.bytes, Some(printed.pages))
            }
            Ending::Docx => (press::docx(&paper).map_err(unprinted)?, None),
            Ending::Xlsx => {
                let title = format!("{}, {}", paper.title, paper.organisation);
                (workbook_about(&title, &paper.subtitle, self.clock.now_us(), sheets(&paper))?, None)
            }
        };
        let of = asked.of.as_deref().map(|of| format!("-{of}")).unwrap_or_default();
        let name = format!("{}-{}{of}-{}.{}", mark.slug, asked.kind.id, mark.as_of, ending.id());
        Ok(PrintedPaper { title: paper.title, name, ending, bytes, pages, warnings, mark })
    }

    /// The first page of a paper as a picture, for who wants to see it before they take it. It says what the paper says.
    ///
    /// # Errors
    /// As [`App::print`].
    pub fn first_page(&self, slug: &str, who: &Who, at: At, asked: &PaperAsked) -> Result<FirstPage, Failure> {
        let (paper, mark) = self.composed(slug, who, at, asked)?;
        let paper = asked.kind.finished(paper);
        guarded(asked.kind, &paper)?;
        let drawn = press::first_page(&paper, lettered(&paper)).map_err(unprinted)?;
        Ok(FirstPage { title: paper.title, svg: drawn.bytes, pages: drawn.pages, mark })
    }
}

/// A paper before it is laid out.
struct Gathered {
    paper: Paper,
    mark: Mark,
    warnings: Vec<String>,
}

/// The fonts for what stands on a paper, whose organisation is named on each page.
fn lettered(paper: &Paper) -> &'static press::Fonts {
    letters::fonts(&format!("{}\n{}", paper.organisation, words(paper)))
}

fn rows(paper: &Paper) -> usize {
    let tables = paper.blocks.iter().map(|block| match block {
        press::Block::Table(table) => table.rows.len(),
        _ => 0,
    });
    tables.sum()
}

/// The marks of a paper.
fn face(mark: &Mark, classification: Option<&str>) -> Face {
    Face {
        organisation: mark.name.clone(),
        classification: classification.unwrap_or(CLASSIFIED).to_owned(),
        as_of: mark.as_of,
        on: mark.on,
        entry: mark.entry(),
        root: mark.root.clone(),
        waivers: waived(mark),
    }
}

/// The wording guard (K14): a paper that goes outside is refused, others are printed with a warning.
fn guarded(kind: &PaperKind, paper: &Paper) -> Result<Vec<String>, Refusal> {
    let said = words(paper);
    if kind.external {
        worded("the paper", &said)?;
    }
    let hits = wording::hits(&said);
    let named = hits.iter().take(MAX_NAMED).map(|hit| format!("\u{201c}{}\u{201d}: {}", hit.phrase, hit.wording.why));
    Ok(named.collect())
}

/// A paper as PDF with a mark on each page: for whom this copy was printed.
///
/// # Errors
/// As [`App::print`].
pub(crate) fn marked(paper: &Paper, mark: &str) -> Result<press::Printed, Failure> {
    let said = format!("{}\n{}\n{mark}", paper.organisation, words(paper));
    press::marked(paper, mark, letters::fonts(&said)).map_err(unprinted)
}

fn unprinted(fault: press::Fault) -> Failure {
    match fault {
        press::Fault::TooMuch { .. } | press::Fault::Without(_) => Refusal::NotPossible {
            sentence: fault.to_string(),
            hint: "ask for a workbook, or for less at a time".to_owned(),
        }
        .into(),
        other => Fault::new(other.to_string(), "ask for the DOCX or the workbook, and report this").into(),
    }
}
