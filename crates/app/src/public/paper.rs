//! A document for who is outside, from the registers as they are now; it names nobody, and says nothing that no external text
//! may say (K14).

use crate::history::Live;
use crate::{App, Failure};
use domain::refusal::Refusal;
use domain::rules::wording::worded;
use domain::values::public::{PublicDocument, PublicDocumentKind};
use domain::values::statement::ANNEX_A;
use formats::papers::{Face, NOT_PROVEN, letter_outside, policy_outside, statement_outside, words};
use press::{Block, Paper, Tone};

/// The paper of a document that can be given.
///
/// # Errors
/// A refusal when it cannot be given, or when its words are none that others may be told.
pub(super) fn composed(app: &App, live: &Live, document: &PublicDocument) -> Result<Paper, Failure> {
    let (state, today) = (live.state(), app.clock.today());
    let registers = &state.registers;
    let gone = || Refusal::NotPossible {
        sentence: format!("{document} cannot be given any more"),
        hint: "offer what is in force".to_owned(),
    };
    let face = |classification: &str| Face {
        organisation: registers.name.clone(),
        classification: classification.to_owned(),
        as_of: today,
        on: today,
        entry: registers.entries.saturating_sub(1),
        root: live.root_of(&state.head),
        waivers: Vec::new(),
    };
    let paper = match document.kind {
        PublicDocumentKind::Policy => {
            let held = registers.policies.policies.get(&document.of).ok_or_else(gone)?;
            let version = held.current(today).filter(|one| one.disposed.is_none() && !held.policy.limited());
            let face = face(held.policy.classification.title());
            policy_outside(&face, &held.policy, version.ok_or_else(gone)?, held.due(today))
        }
        PublicDocumentKind::Statement => {
            let (_, held) = registers.statements.effective().ok_or_else(gone)?;
            let annex = registers.catalogue.framework(ANNEX_A).map_err(Refusal::from)?;
            statement_outside(&face(crate::printed::CLASSIFIED), held, annex)
        }
        PublicDocumentKind::Letter => {
            let held = registers.descriptions.letters.get(&document.of).filter(|held| held.signed.is_some());
            letter_outside(&face(crate::printed::CLASSIFIED), held.ok_or_else(gone)?)
        }
    };
    let not_proven = Block::note(Tone::Plain, "What this does not prove.", NOT_PROVEN);
    let paper = Paper { blocks: [paper.blocks, vec![not_proven]].concat(), ..paper };
    worded(&format!("the document {document}"), &words(&paper))?;
    Ok(paper)
}
