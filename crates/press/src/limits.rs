//! How much goes on one paper.

use crate::{Block, Fault, Paper};

/// Most blocks of a paper, those in lists and quotes included.
pub const MAX_BLOCKS: usize = 20_000;
/// Most rows of all tables of a paper.
pub const MAX_ROWS: usize = 10_000;
/// Most columns of a table.
pub const MAX_COLUMNS: usize = 16;
/// Most bytes of all words of a paper, UTF-8.
pub const MAX_TEXT_BYTES: usize = 8 * 1024 * 1024;
/// Most pictures of a paper.
pub const MAX_CHARTS: usize = 64;
/// Most bytes of a picture, as SVG.
pub const MAX_CHART_BYTES: usize = 512 * 1024;
/// Most lists and quotes inside each other; what is deeper stands beside the last that fits.
pub const MAX_DEPTH: usize = 6;
/// Most pages of a paper.
pub const MAX_PAGES: usize = 3_000;

#[derive(Default)]
struct Held {
    blocks: usize,
    rows: usize,
    text: usize,
    charts: usize,
}

/// Agrees that a paper has what it needs, and no more than is printed.
pub(crate) fn check(paper: &Paper) -> Result<(), Fault> {
    if paper.title.trim().is_empty() {
        return Err(Fault::Without("title"));
    }
    if paper.organisation.trim().is_empty() {
        return Err(Fault::Without("organisation"));
    }
    let mut held = Held::default();
    count(&paper.blocks, &mut held)?;
    at_most("blocks", held.blocks, MAX_BLOCKS)?;
    at_most("rows", held.rows, MAX_ROWS)?;
    at_most("bytes of text", held.text, MAX_TEXT_BYTES)?;
    at_most("pictures", held.charts, MAX_CHARTS)
}

pub(crate) fn at_most(what: &'static str, has: usize, most: usize) -> Result<(), Fault> {
    if has > most { Err(Fault::TooMuch { what, has, most }) } else { Ok(()) }
}

fn count(blocks: &[Block], held: &mut Held) -> Result<(), Fault> {
    held.blocks += blocks.len();
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Code(text) => held.text += text.len(),
            Block::Paragraph(rich) => held.text += rich.iter().map(|run| run.text.len()).sum::<usize>(),
            Block::Note { title, text, .. } => {
                held.text += title.len() + text.iter().map(|run| run.text.len()).sum::<usize>();
            }
            Block::List { items, .. } => {
                for item in items {
                    count(item, held)?;
                }
            }
            Block::Quote(inner) => count(inner, held)?,
            Block::Facts(facts) => {
                held.rows += facts.len();
                held.text += facts.iter().flat_map(|(_, rich)| rich).map(|run| run.text.len()).sum::<usize>();
            }
            Block::Figures(figures) => at_most("figures in a row", figures.len(), 6)?,
            Block::Table(table) => {
                at_most("columns in one table", table.columns.len(), MAX_COLUMNS)?;
                at_most("rows", table.rows.len(), MAX_ROWS)?;
                held.rows += table.rows.len();
                let cells = table.rows.iter().flatten().flat_map(|cell| &cell.text);
                held.text += cells.map(|run| run.text.len()).sum::<usize>();
            }
            Block::Chart(chart) => {
                at_most("bytes in one picture", chart.svg.len(), MAX_CHART_BYTES)?;
                held.charts += 1;
            }
            Block::PageBreak => {}
        }
    }
    Ok(())
}

/// The level of a heading under those that are open: none is skipped, and those that were given one level keep one.
pub(crate) fn under(open: &mut Vec<u8>, level: u8) -> usize {
    open.retain(|above| *above < level);
    open.push(level);
    open.len().min(4)
}

#[cfg(test)]
mod tests {
    use super::under;

    #[test]
    fn no_level_is_skipped_and_siblings_stay_siblings() {
        let mut open = Vec::new();
        let levels = [2, 2, 4, 4, 3, 1, 3, 9, 2].map(|level| under(&mut open, level));
        assert_eq!(levels, [1, 1, 2, 2, 2, 1, 2, 3, 2]);
    }
}
