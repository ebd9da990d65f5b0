//! Commands on populations, samples, tests and exceptions.

mod exception;
mod export;
mod population;
mod sample;
mod test;

pub(crate) use exception::exception;
pub(crate) use population::population;
pub(crate) use sample::sample;
pub(crate) use test::test;

use super::out::known;
use super::people::Here;
use app::Failure;
use app::ask::{TestingAnswer, TestingOf};

/// The tests of an engagement.
fn asked(here: &Here<'_>, engagement: &str) -> Result<(TestingAnswer, app::Mark), Failure> {
    here.ask(&TestingOf { engagement: engagement.to_owned() })
}
