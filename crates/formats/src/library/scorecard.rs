//! The readiness scorecard: `library/scorecard.yaml`, and an organisation's own file of the same shape.

use super::problem::Problem;
use super::tree;
use domain::values::scorecard::Scorecard;
use std::sync::OnceLock;

/// The built-in scorecard, read at the first call.
pub fn scorecard() -> &'static Scorecard {
    static CARD: OnceLock<Scorecard> = OnceLock::new();
    CARD.get_or_init(|| {
        let text = include_str!("../../../../library/scorecard.yaml");
        read(text.as_bytes(), "library/scorecard.yaml").expect("the built-in scorecard is sound, as a test shows")
    })
}

/// Reads a scorecard from YAML or JSON; `name` is the file name that a problem prints. Whether its questions hang together is
/// judged by the rules of `domain`.
///
/// # Errors
/// The first problem of its shape, with line and column.
pub fn read(bytes: &[u8], name: &str) -> Result<Scorecard, Problem> {
    let (text, _) = tree::parse(bytes).map_err(|finding| finding.at_file(name))?;
    tree::read_as(text).map_err(|finding| finding.at_file(name))
}
