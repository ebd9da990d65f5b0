//! Like with like: three years of each framework (R303), and extending from SOC 2 against starting from scratch, line by line
//! (R304, R305, R306, R326).

use super::add::{Sum, add};
use crate::refusal::Refusal;
use crate::reports::plan::book::{Book, Sourced};
use crate::values::plan::{FigureUnit, Range, Size};

/// Three years of each framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What is compared.
    pub title: String,
    /// What stands on each side.
    pub note: String,
    /// The side of SOC 2.
    pub soc2: Sum,
    /// The side of ISO/IEC 27001.
    pub iso: Sum,
}

/// Three years of each framework for a size.
///
/// # Errors
/// As [`add`].
pub fn comparisons(book: &Book<'_>, size: Size) -> Result<Vec<Compared>, Refusal> {
    let words = book.tables().sizes.iter().find(|one| one.id == size);
    let taken = words.map_or(size.id(), |one| one.type2.as_str());
    let named = |items: &[String]| items.iter().map(|item| item.replace("{size}", taken)).collect::<Vec<_>>();
    let one = |comparison: &crate::values::plan::Comparison| {
        Ok(Compared {
            title: comparison.title.clone(),
            note: comparison.note.clone(),
            soc2: add(book, &named(&comparison.soc2))?,
            iso: add(book, &named(&comparison.iso))?,
        })
    };
    book.tables().comparisons.iter().map(one).collect()
}

/// A line: from scratch, and extending from SOC 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtendedLine {
    /// What.
    pub title: String,
    /// Unit of both: US dollars, or full-time months.
    pub unit: FigureUnit,
    /// From scratch.
    pub scratch: Range,
    /// Extending, by the saving (K8).
    pub extending: Range,
    /// Extending as it was published itself, where it was.
    pub published: Option<Sourced>,
    /// What is saved; `None` where no source names a saving.
    pub saving: Option<Sourced>,
    /// Figures from scratch.
    pub figures: Vec<Sourced>,
    /// Why it is not part of the first year.
    pub not_added: Option<String>,
}

/// Extending from SOC 2 against starting from scratch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extending {
    /// The lines.
    pub lines: Vec<ExtendedLine>,
    /// First year from scratch, in US dollars: the lines that are added.
    pub scratch: Range,
    /// First year extending, by the lines.
    pub extending: Range,
    /// First year extending by the published saving on the whole, with its source: it need not agree with the lines.
    pub published: (Range, Sourced),
}

/// Line by line.
///
/// # Errors
/// As [`Book::of`].
pub fn extending(book: &Book<'_>) -> Result<Extending, Refusal> {
    let mut lines = Vec::new();
    for line in &book.tables().extending {
        let keys = line.items.iter().chain(&line.effort);
        let figures: Vec<Sourced> = keys.map(|key| book.of(key)).collect::<Result<_, _>>()?;
        let scratch = figures.iter().fold(Range::default(), |sum, figure| sum.plus(figure.range));
        let saving = line.saving.as_ref().map(|key| book.of(key)).transpose()?;
        lines.push(ExtendedLine {
            title: line.title.clone(),
            unit: if line.effort.is_some() { FigureUnit::FteMonths } else { FigureUnit::Usd },
            scratch,
            extending: saving.as_ref().map_or(scratch, |saving| scratch.saved(saving.range)),
            published: line.published.as_ref().map(|key| book.of(key)).transpose()?,
            saving,
            figures,
            not_added: line.not_added.clone(),
        });
    }
    let added = || lines.iter().filter(|line| line.unit == FigureUnit::Usd && line.not_added.is_none());
    let scratch = added().fold(Range::default(), |sum, line| sum.plus(line.scratch));
    let extending = added().fold(Range::default(), |sum, line| sum.plus(line.extending));
    let whole = book.of("saving.first_year")?;
    Ok(Extending { published: (scratch.saved(whole.range), whole), scratch, extending, lines })
}
