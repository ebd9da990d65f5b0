//! The guide to the order of the frameworks: `library/planner/which-first.yaml`, with the claims that it cites.

use super::builtin;
use domain::values::Claims;
use domain::values::sequence::{Figures, Guide};
use std::sync::OnceLock;

/// The guide, and the published figures that its rules read.
#[derive(Debug)]
pub struct WhichFirst {
    /// The guide.
    pub guide: Guide,
    /// The figures, as published.
    pub figures: Figures,
    /// The claims that both cite.
    pub claims: &'static Claims,
}

/// The guide as it is built in; read at the first call.
pub fn built_in() -> &'static WhichFirst {
    static READ: OnceLock<WhichFirst> = OnceLock::new();
    READ.get_or_init(|| {
        let text = include_str!(concat!(env!("OUT_DIR"), "/which-first.json"));
        read(text).expect("the build wrote this text, and a test reads it")
    })
}

/// The guide with the words of its claims; every citation and figure is there.
///
/// # Errors
/// What is wrong, in a sentence.
pub fn read(json: &str) -> Result<WhichFirst, String> {
    let guide: Guide = serde_json::from_str(json).map_err(|e| e.to_string())?;
    let claims = builtin::claims(&guide.claims).ok_or_else(|| format!("no collection `{}`", guide.claims))?;
    let words = |id: &str| claims.claims.iter().find(|claim| claim.id == id).map(|claim| claim.text.clone());
    let guide = guide.filled(words);
    let problems = guide.problems(|id| claims.claims.iter().any(|claim| claim.id == id));
    if !problems.is_empty() {
        return Err(problems.join("; "));
    }
    let figures = Figures::of(&guide.figures, claims)?;
    Ok(WhichFirst { guide, figures, claims })
}
