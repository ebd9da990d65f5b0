//! Control by control: where a claim says one thing and the rows another.

use super::Held;
use crate::reports::coverage::Coverage;
use crate::reports::lens::Lens;
use crate::reports::reverse::reverse;
use crate::values::{Claim, Derivation, Overlap};

pub(super) fn differences(lens: &Lens<'_>, seen: &Coverage, claim: &Claim, held: &mut Held) {
    let theme = claim.scope.theme.as_deref();
    let uncovered = |id: &str| claim.claimed_uncovered.iter().any(|u| u == id);
    // A claim that every criterion has a counterpart says nothing about single controls.
    let about_criteria = matches!(claim.derive, Some(Derivation::CriteriaWithAnnexA));
    let every_criterion = about_criteria && claim.published.as_ref().is_some_and(|p| p.of == Some(p.low));
    for control in seen.controls.iter().filter(|c| theme.is_none_or(|t| c.theme == t)) {
        let rest = claim.rest_is_covered && !about_criteria && !uncovered(&control.id);
        let claimed = rest || claim.claimed_covered.contains(&control.id);
        if control.covered() && uncovered(&control.id) {
            held.named_but_claimed_uncovered.push(control.id.clone());
        }
        if !control.covered() && claimed {
            held.claimed_but_unnamed.push(control.id.clone());
        }
        if control.best == Some(Overlap::Full) && claim.claimed_partial.contains(&control.id) {
            held.full_but_claimed_partial.push(control.id.clone());
        }
    }
    // Claims about criteria name criteria; the same two questions are asked of the rows in the other direction.
    let by_criteria = reverse(lens).in_scope;
    for id in claim.claimed_uncovered.iter().filter(|id| lens.reading.from.item(id).is_some()) {
        if !by_criteria.no_reference.contains(id) {
            held.named_but_claimed_uncovered.push(id.clone());
        }
    }
    if about_criteria && (claim.rest_is_covered || every_criterion) {
        held.claimed_but_unnamed.extend(by_criteria.clause_only.iter().chain(&by_criteria.no_reference).cloned());
    }
}
