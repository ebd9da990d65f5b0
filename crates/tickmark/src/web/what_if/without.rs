//! The question behind the page: each change of scope, with criteria and own controls left out on purpose.

use app::ask::{CoverageAnswer, CoverageOf, Question, Seen, WhatIfAnswer, WhatIfOf};
use domain::refusal::Refusal;
use domain::reports::programme::View;
use domain::reports::what_if::Change;
use domain::values::reference::canonical;

/// What each change of scope would do, with criteria and own controls left out on purpose.
pub(super) struct Without {
    pub(super) view: View,
    /// Own controls and criteria as they were typed.
    pub(super) words: Vec<String>,
}

/// The answer, what was understood as left out, and what could be left out besides.
pub(super) struct WithoutAnswer {
    pub(super) changes: WhatIfAnswer,
    pub(super) coverage: CoverageAnswer,
    /// The same changes by the crosswalk alone, as if every criterion were answered.
    pub(super) alone: Vec<Change>,
    /// Left out: id and title.
    pub(super) left_out: Vec<(String, String)>,
    pub(super) controls: Vec<(String, String)>,
    pub(super) criteria: Vec<(String, String)>,
}

impl Question for Without {
    type Answer = WithoutAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<WithoutAnswer, Refusal> {
        let registers = seen.organisation()?;
        let mut view = self.view.clone();
        let crosswalk = view.crosswalk.as_deref().unwrap_or(&registers.profile.crosswalk);
        let criteria = &seen.catalogue.reading(crosswalk)?.from.items;
        let mut left_out = Vec::new();
        for word in &self.words {
            if let Some(held) = registers.controls.get(word) {
                left_out.push((word.clone(), held.control.name.clone()));
                view.without_controls.push(word.clone());
                continue;
            }
            let Some(item) = criteria.iter().find(|i| i.id == canonical(word) && !i.heading) else {
                let known = criteria.iter().map(|i| i.id.as_str()).chain(registers.controls.keys().map(String::as_str));
                let nearest = domain::values::nearest::nearest(word, known).map(str::to_owned);
                return Err(Refusal::Unknown { what: "criterion or own control", id: word.clone(), nearest });
            };
            left_out.push((item.id.clone(), item.title.clone()));
            view.without_criteria.push(item.id.clone());
        }
        let changes = WhatIfOf { view: view.clone() }.answer(seen)?;
        let scope = changes.read.categories;
        let alone = WhatIfOf {
            view: View {
                crosswalk: Some(changes.read.crosswalk.clone()),
                categories: Some(scope),
                mode: Some(changes.read.mode),
                without_controls: Vec::new(),
                without_criteria: view.without_criteria.clone(),
            },
        };
        let in_scope = criteria.iter().filter(|i| !i.heading && i.category.is_none_or(|c| scope.contains(c)));
        let in_place = registers.live_controls().map(|h| &h.control).filter(|c| c.in_place());
        Ok(WithoutAnswer {
            alone: alone.answer(&Seen { registers: None, ..*seen })?.changes,
            coverage: CoverageOf { view, ..CoverageOf::default() }.answer(seen)?,
            changes,
            left_out,
            controls: in_place.map(|c| (c.id.clone(), c.name.clone())).collect(),
            criteria: in_scope.map(|i| (i.id.clone(), i.title.clone())).collect(),
        })
    }
}
