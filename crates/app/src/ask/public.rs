//! Questions about the public statement: what it shows, and what it would show on a day.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::public::HeldPublicStatement;
use domain::reports::public::{PublicPage, offers, public_page};
use domain::values::public::PublicDocument;

/// The public statement as it is set, and the page as visitors see it, or would see it once it is on.
#[derive(Clone, Copy, Debug, Default)]
pub struct PublicStatementOf;

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicStatementAnswer {
    /// What was set; `None` before anybody set anything, when the page is off.
    pub held: Option<HeldPublicStatement>,
    /// The page.
    pub page: PublicPage,
    /// Documents that could be offered, with their titles.
    pub offers: Vec<(PublicDocument, String)>,
}

impl Question for PublicStatementOf {
    type Answer = PublicStatementAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<PublicStatementAnswer, Refusal> {
        let registers = seen.organisation()?;
        let register = &registers.public;
        Ok(PublicStatementAnswer {
            held: register.statement.clone(),
            page: public_page(registers, &register.shown(), seen.on),
            offers: offers(registers, seen.on),
        })
    }
}
