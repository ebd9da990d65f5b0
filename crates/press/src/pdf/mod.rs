//! A paper as PDF: laid out by Typst with one template of our own, tagged, and checked against PDF/A-2a (ISO 19005-2) and
//! PDF/UA-1 (ISO 14289-1) while it is written.

mod data;
mod desk;

use crate::limits::{self, MAX_PAGES, at_most};
use crate::turn::Turn;
use crate::{Fault, Fonts, Paper, plain};
use desk::Desk;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_svg::SvgOptions;

/// Room on the stack for the layout, in bytes: tables in lists in quotes go deep.
const STACK: usize = 32 * 1024 * 1024;
/// Most warnings and errors that are told.
const MAX_TOLD: usize = 8;

/// A printed paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// What whoever asked for it should know, such as letters that no font had.
    pub warnings: Vec<String>,
}

/// Prints a paper as PDF. The same paper and fonts give the same bytes. At most [`crate::AT_ONCE`] are laid out at once.
///
/// # Errors
/// [`Fault`] when there is more on it than is printed, a picture cannot be drawn, or the result would not conform.
pub fn pdf(paper: &Paper, fonts: &Fonts) -> Result<Printed, Fault> {
    marked(paper, "", fonts)
}

/// As [`pdf()`], with words on each page behind what it says and in its head: for whom this copy was printed. Who reads by ear
/// is not read them; they are no part of the paper.
///
/// # Errors
/// As [`pdf()`].
pub fn marked(paper: &Paper, mark: &str, fonts: &Fonts) -> Result<Printed, Fault> {
    at_the_press(paper, mark, fonts, |desk| print(desk, paper))
}

/// The first page of a paper as a picture (SVG): its letters are drawn as shapes, so that it needs no font, and nothing in it
/// runs or is fetched. `pages` of the answer is the number of pages of the whole paper.
///
/// # Errors
/// [`Fault`] when there is more on it than is printed, or a picture cannot be drawn.
pub fn first_page(paper: &Paper, fonts: &Fonts) -> Result<Printed, Fault> {
    at_the_press(paper, "", fonts, picture)
}

fn at_the_press(
    paper: &Paper,
    mark: &str,
    fonts: &Fonts,
    work: impl FnOnce(&Desk<'_>) -> Made + Send,
) -> Result<Printed, Fault> {
    limits::check(paper)?;
    let (data, lacking) = data::data(paper, fonts, mark);
    let desk = Desk::new(fonts, data);
    let turn = Turn::take();
    let made = on_a_deep_stack(|| work(&desk));
    // What was remembered of this paper is forgotten, also after a failure: it is of no use to the next one.
    typst::comemo::evict(0);
    drop(turn);
    let (bytes, pages, mut warnings) = made?;
    warnings.extend(plain::warning(&lacking));
    Ok(Printed { bytes, pages, warnings })
}

type Made = Result<(Vec<u8>, usize, Vec<String>), Fault>;

fn picture(desk: &Desk<'_>) -> Made {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(desk);
    let document = output.map_err(|errors| Fault::Layout(told(&errors).join("; ")))?;
    let pages = document.pages().len();
    let first = document.pages().first().ok_or_else(|| Fault::Layout("the paper has no page".to_owned()))?;
    let options = SvgOptions { render_bleed: false, pretty: false };
    Ok((typst_svg::svg(first, &options).into_bytes(), pages, told(&warnings)))
}

fn on_a_deep_stack(work: impl FnOnce() -> Made + Send) -> Made {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let thread = thread.map_err(|error| Fault::Layout(error.to_string()))?;
        thread.join().unwrap_or_else(|_| Err(Fault::Layout("the layout stopped in the middle".to_owned())))
    })
}

fn print(desk: &Desk<'_>, paper: &Paper) -> Made {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(desk);
    let document = output.map_err(|errors| Fault::Layout(told(&errors).join("; ")))?;
    let pages = document.pages().len();
    at_most("pages", pages, MAX_PAGES)?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]);
    let options = PdfOptions {
        ident: Smart::Custom(format!("{}/{}/{}/{}", paper.organisation, paper.title, paper.version, paper.root)),
        creator: Smart::Custom(Some("Tickmark".to_owned())),
        standards: standards.map_err(|error| Fault::Layout(error.message().to_string()))?,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| Fault::Layout(told(&errors).join("; ")))?;
    Ok((bytes, pages, told(&warnings)))
}

fn told(problems: &[SourceDiagnostic]) -> Vec<String> {
    let one = |problem: &SourceDiagnostic| {
        let hints: Vec<&str> = problem.hints.iter().map(|hint| hint.v.as_str()).collect();
        if hints.is_empty() {
            problem.message.to_string()
        } else {
            format!("{} ({})", problem.message, hints.join(", "))
        }
    };
    problems.iter().take(MAX_TOLD).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Block, Cell, Column, Inline, Table};
    use typst::layout::{Frame, FrameItem};

    /// All letters on the pages, in order, without blanks.
    fn read(paper: &Paper) -> String {
        pages(paper, "").concat()
    }

    /// The same page by page, of a copy with a mark.
    fn pages(paper: &Paper, mark: &str) -> Vec<String> {
        let (data, _) = data::data(paper, Fonts::embedded(), mark);
        let desk = Desk::new(Fonts::embedded(), data);
        let document = typst::compile::<PagedDocument>(&desk).output.unwrap();
        let mut all = vec![String::new(); document.pages().len()];
        document.pages().iter().zip(&mut all).for_each(|(page, out)| letters(&page.frame, out));
        all
    }

    fn letters(frame: &Frame, out: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => letters(&group.frame, out),
                FrameItem::Text(text) => out.extend(text.text.chars().filter(|c| !c.is_whitespace())),
                _ => {}
            }
        }
    }

    #[test]
    fn what_was_typed_is_what_is_printed() {
        let typed = [
            "#eval(\"1 + 1\") #read(\"/etc/passwd\") #import \"@preview/a:1.0.0\": *",
            "$x^2$ *bold* _slanted_ `raw` <label> @ref = heading // no comment /* none */",
            "</script><script>alert(1)</script> \\u{48} ~ -- --- ... \" ' [content] {code}",
        ];
        for text in typed {
            let table =
                Table { columns: vec![Column::new(text, 1)], rows: vec![vec![Cell::new(text)]], ..Table::default() };
            let paper = Paper {
                title: text.to_owned(),
                subtitle: text.to_owned(),
                organisation: text.to_owned(),
                classification: String::new(),
                version: text.to_owned(),
                as_of: jiff::civil::date(2026, 3, 31),
                entry: 1,
                root: String::new(),
                language: "en".to_owned(),
                landscape: true,
                blocks: vec![
                    Block::text(text),
                    Block::heading(1, text),
                    Block::Facts(vec![(text.to_owned(), vec![Inline::code(text)])]),
                    Block::Code(text.to_owned()),
                    Block::Table(table),
                ],
            };
            let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            let printed = read(&paper);
            assert_eq!(printed.matches(&bare).count(), 11, "{text}: {printed}");
        }
    }

    #[test]
    fn a_mark_is_on_every_page_of_a_copy_behind_the_words_and_once_in_its_head() {
        let paper = Paper {
            title: "Access".to_owned(),
            subtitle: String::new(),
            organisation: "Firm".to_owned(),
            classification: String::new(),
            version: String::new(),
            as_of: jiff::civil::date(2026, 3, 31),
            entry: 1,
            root: String::new(),
            language: "en".to_owned(),
            landscape: false,
            blocks: vec![Block::text("one"), Block::PageBreak, Block::text("two")],
        };
        let mark = "For Ada Byron, Analytical GmbH, request DR-4";
        let bare: String = mark.chars().filter(|c| !c.is_whitespace()).collect();
        let copy = pages(&paper, mark);
        assert_eq!(copy.len(), 2);
        assert!(copy.iter().all(|page| page.matches(&bare).count() == 14), "{copy:?}");
        assert!(!read(&paper).contains(&bare));
        let hostile = "#eval(\"1\") </script> $x$";
        let bare: String = hostile.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(pages(&paper, hostile).iter().all(|page| page.contains(&bare)));
    }

    /// Parts of a long table are laid out beside each other, on threads that have no deep stack of their own.
    #[test]
    fn a_long_table_is_printed_in_parts_and_every_row_once() {
        let row = |at: usize| vec![Cell::new(format!("row<{at}>")), Cell::new("`quoted` and said")];
        let columns = vec![Column::new("Head", 1), Column::new("Said", 2)];
        let table = Table { columns, rows: (0..510).map(row).collect(), ..Table::default() };
        let mut deep = Block::text("innermost");
        for _ in 0..crate::limits::MAX_DEPTH {
            deep = Block::Quote(vec![Block::List { first: Some(1), items: vec![vec![deep]] }]);
        }
        let paper = Paper {
            title: "Access".to_owned(),
            subtitle: String::new(),
            organisation: "Firm".to_owned(),
            classification: String::new(),
            version: String::new(),
            as_of: jiff::civil::date(2026, 3, 31),
            entry: 1,
            root: String::new(),
            language: "en".to_owned(),
            landscape: false,
            blocks: vec![deep, Block::Table(table), Block::text("afterwards")],
        };
        let pages = pages(&paper, "");
        let all = pages.concat();
        assert!((0..510).all(|at| all.matches(&format!("row<{at}>")).count() == 1), "each row once");
        let begins = |at: usize| {
            let page = pages.iter().find(|page| page.contains(&format!("row<{at}>")))?;
            Some(page.find("row<")? == page.find(&format!("row<{at}>"))?)
        };
        assert_eq!([170, 340, 171].map(begins), [Some(true), Some(true), Some(false)], "a part begins a page");
        assert!(
            pages.iter().filter(|page| page.contains("row<")).all(|page| page.contains("HeadSaid")),
            "under its head"
        );
        assert!(all.contains("innermost") && all.contains("afterwards"));
    }
}
