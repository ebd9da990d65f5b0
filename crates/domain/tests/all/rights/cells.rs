//! Cells of the table gathered for people to read, and a kept file that says what was reviewed.

use domain::values::access::{Cell, cell};
use domain::values::{Action, Role, State};
use std::path::Path;

/// What the table says to a role about an action: each verdict with the states in which it holds; silence is left out.
pub(crate) fn said(role: Option<Role>, action: Action, own: bool) -> Vec<(Cell, Vec<State>)> {
    let mut parts: Vec<(Cell, Vec<State>)> = Vec::new();
    for state in State::ALL {
        let said = cell(role, action, state, own);
        match parts.iter_mut().find(|(cell, _)| *cell == said) {
            Some((_, states)) => states.push(state),
            None if said != Cell::Silent => parts.push((said, vec![state])),
            None => {}
        }
    }
    parts
}

/// States in words; all of them need none.
pub(crate) fn states(of: &[State]) -> String {
    if of.len() == State::ALL.len() {
        return "any".to_owned();
    }
    of.iter().map(|state| state.title()).collect::<Vec<_>>().join(", ")
}

/// Is the file as it is kept? `BLESS=1` writes it anew.
pub(crate) fn kept(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    #[expect(clippy::disallowed_methods, reason = "a switch of this test, not a setting of the product")]
    let bless = std::env::var_os("BLESS").is_some();
    if bless {
        std::fs::write(&file, text).expect("a kept file of the project can be written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == text, "{path} is old; `BLESS=1 cargo test -p domain` writes it anew, for review");
}
