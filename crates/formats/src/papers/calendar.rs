//! Three years of both audits: the certificate with its visits, the periods of SOC 2 reports between them, and what has to be
//! held each year (R333). One list of happenings as a picture and as a table.

use super::Face;
use super::parts::table;
use crate::pictures::calendar as drawn;
use domain::reports::certification::{Basis, Happens, Timeline, Told};
use jiff::civil::Date;
use press::{Block, Cell, Paper, Tone};

/// The paper.
pub fn calendar(face: &Face, of: &Timeline) -> Paper {
    let mut blocks = vec![Block::text(
        "A SOC 2 examination ends in a report on a period; a certificate to ISO/IEC 27001 lasts three years and is kept by visits. \
         Neither replaces the other.",
    )];
    match of.basis {
        Basis::Decision(day) => blocks.push(Block::text(format!("The years follow the decision of {day}."))),
        Basis::Planned(day) => {
            blocks.push(Block::note(
                Tone::Part,
                "Planned.",
                format!("No decision is recorded; it is planned for {day}."),
            ));
        }
        Basis::Trial(day) => {
            blocks.push(Block::note(Tone::Part, "Tried out.", format!("The decision of {day} is recorded nowhere.")));
        }
        Basis::None => blocks.push(Block::note(
            Tone::Part,
            "No certificate yet.",
            "Neither a decision nor a day of one is recorded, so that no visit can be placed.",
        )),
    }
    let name = format!("Both audits from {} to {}", of.years.0, of.years.1);
    if let Some(picture) = drawn(&name, of, face.on) {
        blocks.push(Block::Chart(picture));
        blocks.push(Block::text(
            "Dark has begun or happened, paler where it is a SOC 2 period or an internal audit; light is planned, an outline would \
             follow and is not planned. A filled point is a day \
             that was kept, an open one a day to keep.",
        ));
    }
    blocks.push(Block::heading(1, "In order of days"));
    let columns = [("From", 3), ("Until", 3), ("Part", 4), ("What", 10), ("How sure", 3)];
    let rows = of.happenings.iter().map(|one| row(one, face.on)).collect();
    blocks.push(table(
        "Happenings",
        &columns,
        rows,
        "Nothing lies in these years yet: plan an engagement, an internal audit or a management review.",
    ));
    if of.left_out > 0 {
        blocks.push(Block::text(format!("and {} more.", of.left_out)));
    }
    // Upright, so that the picture stands on the first page.
    face.paper("Calendar of both audits", "SOC 2 and ISO/IEC 27001:2022", blocks)
}

fn row(one: &Happens, today: Date) -> Vec<Cell> {
    let told = one.told(today);
    let sure = match told {
        Told::Done | Told::Running => Cell::of(Tone::Good, told.title()),
        Told::Passed => Cell::of(Tone::Part, told.title()),
        Told::Planned => Cell::new(told.title()),
        Told::Assumed => Cell::of(Tone::Calm, told.title()),
    };
    vec![
        Cell::new(one.from.to_string()),
        Cell::new(one.until.to_string()),
        Cell::new(one.lane.title()),
        Cell::new(&one.what),
        sure,
    ]
}
