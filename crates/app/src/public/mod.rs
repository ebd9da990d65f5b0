//! What everybody may read of an organisation, and documents for who asks. Requests of visitors are records beside the ledger,
//! since they hold names and addresses and have to be erasable; what was decided on them is history.

mod asking;
mod given;
mod paper;
mod requests;

pub use asking::{AskedDocuments, CONFIDENTIALITY, MAX_WAITING};
pub use given::{MAX_FETCHED, SharedDocuments, SharedFile};
pub use requests::{DocumentFetched, DocumentRequest, DocumentRequestLine, DocumentRequestState, GivenDocuments};

use crate::history::Live;
use crate::{App, Fault};
use domain::reports::public::{PublicPage, public_page};
use std::sync::Arc;

impl App {
    /// The public statement of an organisation; `None` where there is no such organisation, and where its page is off, so that
    /// nobody outside can tell the two apart.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn public_page(&self, slug: &str) -> Result<Option<PublicPage>, Fault> {
        let Some(live) = self.open_to_all(slug)? else { return Ok(None) };
        let state = live.state();
        let shown = state.registers.public.shown();
        Ok(Some(public_page(&state.registers, &shown, self.clock.today())))
    }

    /// The organisation, if its page is there.
    fn open_to_all(&self, slug: &str) -> Result<Option<Arc<Live>>, Fault> {
        if !self.ledgers()?.iter().any(|record| record.slug == slug) {
            return Ok(None);
        }
        let live = self.live(slug)?;
        let on = live.state().registers.public.statement.as_ref().is_some_and(|held| held.statement.on);
        Ok(on.then_some(live))
    }

    /// Refuses what would write while the folder is open for reading only.
    fn may_write(&self) -> Result<(), Fault> {
        if self.read_only {
            let fault = Fault::new("the data folder is open for reading only", "leave out --read-only");
            return Err(Fault { by_user: true, ..fault });
        }
        Ok(())
    }
}
