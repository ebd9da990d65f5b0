//! The description of an engagement as it stands: its checks, what the data propose for it, and the papers beside it.

mod changes;
mod checks;
mod incidents;
mod papers;
mod proposals;

pub use crate::registers::engagement::text_names::says_day;
pub use changes::{Change, changes};
pub use checks::{Check, Standing, checks, places, statement_checks};
pub use papers::{letter_advice, letter_text, statement_text};
pub use proposals::proposals;

use crate::registers::Registers;
use crate::registers::engagement::HeldEngagement;
use crate::values::description::{Content, Section, Sections};
use crate::values::{Examination, Subservice};
use std::fmt::Write;

/// A description as one text, to be read and handed on.
pub fn description_text(title: &str, engagement: &HeldEngagement, sections: &Sections) -> String {
    let mut text = format!("# Description of the system: {title}\n\n{}\n", spoken(engagement.engagement.kind));
    for section in Section::ALL {
        // Writing to a string does not fail.
        let _ = write!(text, "\n## {}\n\n", section.title());
        match sections.get(&section) {
            Some(Content::Text(words)) => text.push_str(words),
            Some(Content::NotRelevant { reason }) => {
                let _ = write!(text, "Not relevant: {reason}");
            }
            None => text.push_str("Not written yet."),
        }
        text.push('\n');
    }
    text
}

/// `as of 2026-01-31` or `for the period from 2026-01-01 to 2026-06-30`, with a capital.
fn spoken(kind: Examination) -> String {
    let mut said = days(kind);
    if let Some(first) = said.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    said
}

/// `as of 2026-01-31` or `for the period from 2026-01-01 to 2026-06-30`.
fn days(kind: Examination) -> String {
    match kind {
        Examination::Type1 { on } => format!("as of {on}"),
        Examination::Type2 { window } => format!("for the period from {} to {}", window.from, window.until),
    }
}

/// The supplier that a subservice organisation of an engagement is, by id or name, with its id.
fn supplier<'a>(
    registers: &'a Registers,
    subservice: &Subservice,
) -> Option<(&'a String, &'a crate::registers::supplier::HeldSupplier)> {
    let register = &registers.suppliers;
    register.suppliers.get_key_value(&subservice.who).or_else(|| register.named(&subservice.who))
}

/// What a subservice organisation is called.
fn called(registers: &Registers, subservice: &Subservice) -> String {
    supplier(registers, subservice).map_or_else(|| subservice.who.clone(), |(_, held)| held.supplier.name.clone())
}
