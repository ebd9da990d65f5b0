//! What each category would add or take away.

use super::super::{Question, Seen};
use super::{Read, lens};
use domain::refusal::Refusal;
use domain::reports::coverage::{Coverage, coverage};
use domain::reports::programme::View;
use domain::reports::what_if::{self, Change};

/// What each category would add or take away.
#[derive(Clone, Debug, Default)]
pub struct WhatIfOf {
    /// How to read.
    pub view: View,
}

/// What each category would do.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIfAnswer {
    /// How it was read.
    pub read: Read,
    /// Coverage as it is.
    pub coverage: Coverage,
    /// One change for each category.
    pub changes: Vec<Change>,
}

impl Question for WhatIfOf {
    type Answer = WhatIfAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<WhatIfAnswer, Refusal> {
        let lens = lens(seen, &self.view)?;
        let changes = what_if::each_category(&lens);
        Ok(WhatIfAnswer { read: Read::of(&lens), coverage: coverage(&lens), changes })
    }
}
