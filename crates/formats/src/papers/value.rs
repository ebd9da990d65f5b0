//! What the programme is worth, counted (R335, R339), with the two views of one programme (R340) and what each framework expects
//! on paper (R342).

use super::Face;
use super::parts::table;
use domain::reports::value::{Benefit, Expected, Purpose};
use domain::values::Percent;
use press::{Block, Cell, Paper, Tone};

/// The paper.
pub fn value(face: &Face, benefits: &[Benefit], expected: &[Expected]) -> Paper {
    let mut blocks = vec![Block::note(
        Tone::Part,
        "Counted, and no more.",
        "Each figure is counted from what is recorded, of what stands beside it. It shows no cause, is no readiness and no opinion.",
    )];
    let columns = [("Figure", 9), ("Count", 2), ("Of", 2), ("Share", 2), ("What it is counted of", 7)];
    let of = |purpose: Purpose| {
        let rows = benefits.iter().filter(|one| one.purpose == purpose).map(row).collect();
        table(purpose.title(), &columns, rows, "Nothing is counted here.")
    };
    blocks.push(Block::heading(1, "Two views of one programme"));
    for (purpose, asks) in Purpose::VIEWS.into_iter().zip(["The question of SOC 2", "The question of ISO/IEC 27001"]) {
        blocks.push(Block::heading(2, format!("{}. {asks}", purpose.title())));
        blocks.push(of(purpose));
    }
    blocks.push(Block::heading(1, "What it brings"));
    for purpose in Purpose::ALL.into_iter().filter(|purpose| !Purpose::VIEWS.contains(purpose)) {
        blocks.push(Block::heading(2, purpose.title()));
        blocks.push(of(purpose));
    }
    blocks.push(Block::heading(1, "What each framework expects on paper"));
    let rows = expected
        .iter()
        .map(|one| vec![Cell::new(one.framework), Cell::new(&one.place), Cell::new(&one.name), Cell::new(one.differs)]);
    let columns = [("Framework", 4), ("Where", 3), ("What", 7), ("How it differs", 8)];
    blocks.push(table("Expected papers", &columns, rows.collect(), "No framework is adopted."));
    face.paper("What the programme is worth", "SOC 2 and ISO/IEC 27001:2022", blocks)
}

fn row(one: &Benefit) -> Vec<Cell> {
    let title = if one.fewer { format!("{} (fewer are better)", one.title) } else { one.title.to_owned() };
    let share = if one.of > 0 { format!("{} %", Percent::of(one.count, one.of)) } else { String::new() };
    vec![
        Cell::new(title),
        Cell::new(one.count.to_string()),
        Cell::new(one.of.to_string()),
        Cell::new(share),
        Cell::new(one.whole),
    ]
}
