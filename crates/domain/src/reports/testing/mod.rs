//! What is known of populations, samples, tests and exceptions of an engagement. It counts and shows; it never concludes on
//! the opinion (R203).

mod checks;
mod matrix;

pub(crate) use checks::lacking;
pub use checks::{ListChecks, MAX_GAPS, Sequence, list_checks};
pub use matrix::{
    ControlTesting, Missing, TestStage, TestingFigures, TestingReport, changed_since, of_other_controls, stage,
    testing_report,
};

use crate::registers::Registers;
use crate::registers::testing::HeldSample;
use crate::reports::window::EventCase;
use crate::values::counted;
use crate::values::testing::DrawMethod;

/// The occurrences of a control that an event asks for, from its newest frozen population, or else its newest (K5); `None`
/// as long as none was handed in.
pub fn event_cases(registers: &Registers, engagement: &str, control: &str) -> Option<Vec<EventCase>> {
    let (_, held) = registers.testing.speaking(engagement, control)?;
    let items = held.population.items.iter();
    Some(items.map(|item| EventCase { id: item.id.clone(), due_from: item.on, done: item.done }).collect())
}

/// How a draw is done again with any tool, step by step.
pub fn recipe(held: &HeldSample) -> Vec<String> {
    let sample = &held.sample;
    let (of, n) = (sample.of, sample.items.len());
    let list = format!(
        "Take the {} of {} and check that its list has the SHA-256 {}.",
        counted(of, "item", "items"),
        sample.population,
        sample.list_sha256
    );
    let seed = format!("The seed is the text between the quotation marks: \"{}\".", sample.seed);
    let mut steps = vec![list];
    match sample.method {
        DrawMethod::Named => {
            steps.push(format!("{} named by hand: {}.", counted(n, "item was", "items were"), sample.reason))
        }
        DrawMethod::HashOrder | DrawMethod::Statistical => steps.extend([
            seed,
            "For each id, take SHA-256 of the seed, one zero byte, and the id, all in UTF-8.".to_owned(),
            format!("Order the ids by that hash, smallest first, and take the first {n}."),
        ]),
        DrawMethod::Systematic => steps.extend([
            seed,
            format!("Take the first 16 hexadecimal digits of the seed's SHA-256 as a number, modulo {of}: the start."),
            format!("For i = 0 to {}, take the item at floor((start + i x {of}) / {n}), counted from 0.", n.max(1) - 1),
        ]),
    }
    steps
}
