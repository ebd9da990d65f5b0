//! The registers around the controls: profile, adopted documents, inheritance, suggestions, judgements.

use super::Registers;
use crate::event::Event;

pub(super) fn apply(registers: &mut Registers, event: Event) {
    match event {
        Event::OrganisationCreated { name } => registers.name = name,
        Event::ProfileSet { profile } => registers.profile = profile,
        Event::DocumentAdopted { document } => registers.catalogue.insert(*document),
        Event::ColumnsSaved { name, columns } => {
            registers.columns.insert(name, columns);
        }
        Event::InheritanceRecorded { control, record } => {
            registers.inheritance.insert(control, record);
        }
        Event::InheritanceWithdrawn { control, .. } => {
            registers.inheritance.remove(&control);
        }
        Event::SuggestionDecided { layer, row, decision } => {
            registers.suggestions.entry(layer).or_default().insert(row, decision);
        }
        Event::ItemAssessed { item, assessment } => {
            registers.assessments.insert(item, assessment);
        }
        Event::StepRecorded { control, step, taken } => {
            let steps = registers.steps.entry(control).or_default();
            match taken {
                Some(taken) => {
                    steps.insert(step, taken);
                }
                None => {
                    steps.remove(&step);
                }
            }
        }
        // The changes of an import are events of their own; controls have a register of their own.
        _ => {}
    }
}
