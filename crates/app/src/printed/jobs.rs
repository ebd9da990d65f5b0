//! A paper that takes some seconds is printed beside whoever asked for it. It waits in the memory of this process, for them
//! alone, until it is fetched or a while has passed.

#[cfg(test)]
mod tests;

use super::{Ending, Gathered, PaperAsked, PrintedPaper, needs, rows};
use crate::access::Who;
use crate::ask::At;
use crate::{App, Failure, Fault, keys};
use domain::refusal::Refusal;
use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Rows from which on a PDF takes more than a moment.
pub const LARGE: usize = 500;
/// Most papers that one person has under way at a time.
const MAX_UNDER_WAY: usize = 3;
/// Most papers that are remembered, of all people; the oldest that is over is forgotten first.
const MAX_PRINTS: usize = 20;
/// How long a paper is remembered, microseconds.
const KEPT_US: i64 = 15 * 60 * 1_000_000;

/// A paper that is being printed, or was.
#[derive(Clone, Debug)]
pub struct Print {
    /// Its id, random.
    pub id: String,
    /// What was asked for.
    pub asked: PaperAsked,
    /// What it is made into.
    pub ending: Ending,
    /// As of when it was asked for.
    pub at: At,
    /// Rows of all its tables.
    pub rows: usize,
    /// When it was begun, microseconds since 1970.
    pub began_us: i64,
    /// Where it stands.
    pub state: PrintState,
}

/// Where a paper stands.
#[derive(Clone, Debug)]
pub enum PrintState {
    /// It is being laid out.
    LayingOut,
    /// It is there.
    Done(Arc<PrintedPaper>),
    /// Nothing was printed, and why.
    Failed(Failure),
}

/// What comes of asking for a paper.
#[derive(Clone, Debug)]
pub enum PrintAnswer {
    /// The paper.
    Printed(Box<PrintedPaper>),
    /// It is being printed under this id.
    Begun(String),
}

impl Print {
    /// Is it being laid out?
    pub fn is_running(&self) -> bool {
        matches!(self.state, PrintState::LayingOut)
    }

    fn is_of(&self, asked: &PaperAsked, ending: Ending, at: At) -> bool {
        self.asked == *asked && self.ending == ending && self.at == at
    }
}

/// Whose a print is: the organisation, and the person.
type Whose = (String, String);

/// Papers of this process that are printed beside their askers.
#[derive(Debug, Default)]
pub(crate) struct Prints(Mutex<BTreeMap<String, (Whose, Print)>>);

impl Prints {
    fn all(&self) -> MutexGuard<'_, BTreeMap<String, (Whose, Print)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same that is under way already, or a place for a new one.
    fn begin(&self, whose: Whose, print: Print) -> Result<Option<String>, Refusal> {
        let mut all = self.all();
        all.retain(|_, (_, held)| held.is_running() || held.began_us.saturating_add(KEPT_US) > print.began_us);
        let of_them = all.values().filter(|(other, held)| *other == whose && held.is_running());
        let under_way: Vec<&Print> = of_them.map(|(_, held)| held).collect();
        if let Some(same) = under_way.iter().find(|held| held.is_of(&print.asked, print.ending, print.at)) {
            return Ok(Some(same.id.clone()));
        }
        if under_way.len() >= MAX_UNDER_WAY {
            return Err(Refusal::NotPossible {
                sentence: format!("{MAX_UNDER_WAY} papers are being printed for you already"),
                hint: "wait until one of them is there".to_owned(),
            });
        }
        while all.len() >= MAX_PRINTS {
            let over = all.values().filter(|(_, held)| !held.is_running()).min_by_key(|(_, held)| held.began_us);
            let Some(id) = over.map(|(_, held)| held.id.clone()) else { break };
            all.remove(&id);
        }
        all.insert(print.id.clone(), (whose, print));
        Ok(None)
    }

    fn end(&self, id: &str, state: PrintState) {
        if let Some((_, print)) = self.all().get_mut(id) {
            print.state = state;
        }
    }
}

impl App {
    /// Prints a paper, or begins to print it beside the caller where it is a PDF of [`LARGE`] rows or more. What would be
    /// refused is refused at once.
    ///
    /// # Errors
    /// As [`App::print`]; a refusal where too many are under way.
    pub fn print_or_begin(
        self: &Arc<App>,
        slug: &str,
        (who, at): (&Who, At),
        asked: &PaperAsked,
        ending: Ending,
    ) -> Result<PrintAnswer, Failure> {
        let gathered = self.gathered(slug, who, at, asked, ending)?;
        if ending == Ending::Pdf && rows(&gathered.paper) >= LARGE {
            return self.begun(slug, (who, at), asked, ending, gathered).map(PrintAnswer::Begun);
        }
        self.laid_out(gathered, asked, ending).map(|paper| PrintAnswer::Printed(Box::new(paper)))
    }

    /// Begins to print a paper beside the caller, whatever its size; answers the id under which it is followed.
    ///
    /// # Errors
    /// As [`App::print_or_begin`].
    pub fn begin_print(
        self: &Arc<App>,
        slug: &str,
        (who, at): (&Who, At),
        asked: &PaperAsked,
        ending: Ending,
    ) -> Result<String, Failure> {
        let gathered = self.gathered(slug, who, at, asked, ending)?;
        self.begun(slug, (who, at), asked, ending, gathered)
    }

    fn begun(
        self: &Arc<App>,
        slug: &str,
        (who, at): (&Who, At),
        asked: &PaperAsked,
        ending: Ending,
        gathered: Gathered,
    ) -> Result<String, Failure> {
        let id = keys::random_hex(16)?;
        let print = Print {
            id: id.clone(),
            asked: asked.clone(),
            ending,
            at,
            rows: rows(&gathered.paper),
            began_us: self.clock.now_us(),
            state: PrintState::LayingOut,
        };
        if let Some(same) = self.prints.begin((slug.to_owned(), who.id().to_owned()), print)? {
            return Ok(same);
        }
        let (app, job, asked) = (Arc::clone(self), id.clone(), asked.clone());
        let spawned = std::thread::Builder::new().name("print".to_owned()).spawn(move || {
            // A fault of what lays out must not leave the paper under way for ever.
            let laid = std::panic::catch_unwind(AssertUnwindSafe(|| app.laid_out(gathered, &asked, ending)));
            let state = match laid {
                Ok(Ok(paper)) => PrintState::Done(Arc::new(paper)),
                Ok(Err(failure)) => PrintState::Failed(failure),
                Err(_) => PrintState::Failed(broken().into()),
            };
            app.prints.end(&job, state);
        });
        if let Err(error) = spawned {
            let fault = Fault::new(format!("no paper can be begun: {error}"), "ask again");
            self.prints.end(&id, PrintState::Failed(fault.clone().into()));
            return Err(fault.into());
        }
        Ok(id)
    }

    /// How far a paper is that this person had begun here; `None` where there is no such paper of theirs, or it is forgotten.
    ///
    /// # Errors
    /// A refusal when they may read the matter no more.
    pub fn print_of(&self, slug: &str, who: &Who, id: &str) -> Result<Option<Print>, Failure> {
        let whose = (slug.to_owned(), who.id().to_owned());
        let found = self.prints.all().get(id).filter(|(of, _)| *of == whose).map(|(_, print)| print.clone());
        let now = self.clock.now_us();
        let found = found.filter(|print| print.is_running() || print.began_us.saturating_add(KEPT_US) > now);
        let Some(print) = found else { return Ok(None) };
        let may = self.may(slug, who, needs(print.asked.kind), None);
        if !may && self.paper_choices(slug, who, print.at, print.asked.kind)?.is_empty() {
            return Ok(None);
        }
        Ok(Some(print))
    }
}

fn broken() -> Fault {
    Fault::new("the paper could not be laid out".to_owned(), "ask for it as Word or Excel, and report this")
}
