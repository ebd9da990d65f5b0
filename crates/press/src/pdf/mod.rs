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
    limits::check(paper)?;
    let (data, lacking) = data::data(paper, fonts);
    let desk = Desk::new(fonts, data);
    let turn = Turn::take();
    let made = on_a_deep_stack(|| print(&desk, paper));
    // What was remembered of this paper is forgotten, also after a failure: it is of no use to the next one.
    typst::comemo::evict(0);
    drop(turn);
    let (bytes, pages, mut warnings) = made?;
    warnings.extend(plain::warning(&lacking));
    Ok(Printed { bytes, pages, warnings })
}

type Made = Result<(Vec<u8>, usize, Vec<String>), Fault>;

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
        let (data, _) = data::data(paper, Fonts::embedded());
        let desk = Desk::new(Fonts::embedded(), data);
        let document = typst::compile::<PagedDocument>(&desk).output.unwrap();
        let mut out = String::new();
        document.pages().iter().for_each(|page| letters(&page.frame, &mut out));
        out
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
}
