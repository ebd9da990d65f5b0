//! Lists a page at a time: `limit` says how many, `after` goes on where the page before ended.

use super::call::Call;
use super::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

/// Things on one page, unless the query says otherwise.
pub(super) const PAGE: u64 = 500;
/// Most things on one page.
pub(super) const MAX_PAGE: u64 = 2_000;

/// Where a page stands in its list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Turn {
    /// Things that match, on all pages.
    pub(super) matching: usize,
    /// What to send as `after` for the next page; null on the last.
    pub(super) next: Option<String>,
    /// Most things that this page may have: what `limit` asked for, within what the operation gives at once.
    pub(super) limit: usize,
}

impl Call {
    /// Cuts a list to the page that the query asks for. `key` names each thing; it is unique, and what `after` repeats.
    pub(super) fn page<T>(&self, all: Vec<T>, key: impl Fn(&T) -> String) -> Result<(Vec<T>, Turn), Problem> {
        let limit = self.most(PAGE, MAX_PAGE)?;
        let matching = all.len();
        let mut rest = match self.field("after") {
            None => all,
            // What the page before ended with may be gone; a list in the order of its keys goes on behind its place.
            Some(after) => match all.iter().position(|thing| key(thing) == after) {
                Some(at) => all.into_iter().skip(at + 1).collect(),
                None => all.into_iter().filter(|thing| key(thing).as_str() > after).collect::<Vec<T>>(),
            },
        };
        let more = rest.len() > limit;
        rest.truncate(limit);
        let next = rest.last().filter(|_| more).map(&key);
        Ok((rest, Turn { matching, next, limit }))
    }

    /// How many things a page may have: `limit` of the query, from 1 to `most`; `usual` when it is left out. The answer says it,
    /// so that nobody takes a page that was cut for the whole.
    pub(super) fn most(&self, usual: u64, most: u64) -> Result<usize, Problem> {
        let limit = self.number("limit")?.unwrap_or(usual).clamp(1, most);
        Ok(usize::try_from(limit).unwrap_or(usize::MAX))
    }
}
