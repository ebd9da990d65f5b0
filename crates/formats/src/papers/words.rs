//! All that a paper says, as plain text: what the wording guard (K14) reads.

use press::{Block, Inline, Paper};

/// Every word of a paper, one line for each text.
pub fn words(paper: &Paper) -> String {
    let mut out =
        vec![paper.title.clone(), paper.subtitle.clone(), paper.classification.clone(), paper.version.clone()];
    read(&paper.blocks, &mut out);
    out.retain(|line| !line.is_empty());
    out.join("\n")
}

fn read(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Code(text) => out.push(text.clone()),
            Block::Paragraph(rich) => out.push(said(rich)),
            Block::List { items, .. } => items.iter().for_each(|item| read(item, out)),
            Block::Quote(inner) => read(inner, out),
            Block::Facts(facts) => out.extend(facts.iter().map(|(name, value)| format!("{name}: {}", said(value)))),
            Block::Figures(figures) => {
                out.extend(figures.iter().map(|one| format!("{} {} {}", one.value, one.label, one.of)));
            }
            Block::Table(table) => {
                out.extend(table.columns.iter().map(|column| column.title.clone()));
                out.extend(table.rows.iter().flatten().map(|cell| said(&cell.text)));
                out.push(table.empty.clone());
            }
            Block::Chart(chart) => out.push(chart.alt.clone()),
            Block::Note { title, text, .. } => out.push(format!("{title} {}", said(text))),
            Block::PageBreak => {}
        }
    }
}

fn said(rich: &[Inline]) -> String {
    rich.iter().map(|run| run.text.as_str()).collect()
}
