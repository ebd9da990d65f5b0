//! Rules of the library inside an organisation: adopting documents, deciding suggestions (R12, R26).

use super::{LONG_TEXT, required};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::values::{Decision, Grain, LibraryDocument};

pub(super) fn adopt_document(registers: &Registers, document: LibraryDocument) -> Result<Vec<Event>, Refusal> {
    let id = document.id().to_owned();
    if let LibraryDocument::Crosswalk(c) = &document {
        let mut needed = vec![&c.from, &c.to];
        needed.extend(&c.layer_on);
        for needs in needed {
            if registers.catalogue.document(needs).is_none() {
                return Err(Refusal::NeedsDocument { document: id, needs: needs.clone() });
            }
        }
    }
    match registers.catalogue.document(&id) {
        Some(known) if known == document => {
            Err(Refusal::NothingToChange { what: format!("`{id}` version {}", known.version()) })
        }
        Some(known) if known.version() == document.version() => Err(Refusal::NotPossible {
            sentence: format!("`{id}` version {} is adopted with other content", known.version()),
            hint: "give the changed document a version of its own, so that both can be told apart".to_owned(),
        }),
        Some(known) if std::mem::discriminant(&known) != std::mem::discriminant(&document) => {
            Err(Refusal::NotPossible {
                sentence: format!("`{id}` is the id of another kind of document"),
                hint: "choose another id".to_owned(),
            })
        }
        _ => Ok(vec![Event::DocumentAdopted { document: Box::new(document) }]),
    }
}

pub(super) fn decide_suggestion(
    registers: &Registers,
    layer: String,
    row: String,
    accepted: bool,
    reason: String,
) -> Result<Vec<Event>, Refusal> {
    let reading = registers.catalogue.reading(&layer)?;
    if reading.crosswalk.grain != Grain::Suggestion {
        return Err(Refusal::NotPossible {
            sentence: format!("`{layer}` is a crosswalk of its own, not a layer of suggestions"),
            hint: "only suggestions are accepted or rejected one by one".to_owned(),
        });
    }
    if !reading.crosswalk.rows.iter().any(|r| r.id == row) {
        let rows = reading.crosswalk.rows.iter().map(|r| r.id.as_str());
        let nearest = crate::values::nearest::nearest(&row, rows).map(str::to_owned);
        return Err(Refusal::Unknown { what: "suggestion", id: row, nearest });
    }
    let reason =
        required(&reason, "the reason", "why the suggestion fits, or does not fit, this organisation", LONG_TEXT)?;
    let decision = Decision { accepted, reason };
    if registers.suggestions.get(&layer).and_then(|l| l.get(&row)) == Some(&decision) {
        return Err(Refusal::NothingToChange { what: format!("the decision on {row}") });
    }
    Ok(vec![Event::SuggestionDecided { layer, row, decision }])
}
