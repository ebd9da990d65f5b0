//! Commands on populations, samples, tests and exceptions.

mod exception;
mod population;
mod sample;
mod test;

pub(crate) use exception::exception;
pub(crate) use population::population;
pub(crate) use sample::sample;
pub(crate) use test::test;

use super::people::Here;
use app::Failure;
use app::ask::{TestingAnswer, TestingOf};
use domain::refusal::Refusal;
use domain::values::nearest::nearest;

/// A word of a list, or the nearest one.
fn known<T>(
    what: &'static str,
    typed: &str,
    parse: impl Fn(&str) -> Option<T>,
    ids: &[&'static str],
) -> Result<T, Failure> {
    parse(typed).ok_or_else(|| {
        let nearest = nearest(typed, ids.iter().copied()).or(ids.first().copied()).map(str::to_owned);
        Refusal::Unknown { what, id: typed.to_owned(), nearest }.into()
    })
}

/// The tests of an engagement.
fn asked(here: &Here<'_>, engagement: &str) -> Result<(TestingAnswer, app::Mark), Failure> {
    here.ask(&TestingOf { engagement: engagement.to_owned() })
}
