//! Published claims: intervals that run upward, computations that have rows to work on, items that exist.

use super::{Finding, Path, crosswalks, did_you_mean, duplicates, frameworks};
use domain::values::{Claim, Claims, Crosswalk, Framework, LibraryDocument};

pub(super) fn check(claims: &Claims, known: Option<&[LibraryDocument]>, found: &mut Vec<Finding>) {
    duplicates("claims", "claim", claims.claims.iter().map(|c| c.id.as_str()), found);
    for (n, claim) in claims.claims.iter().enumerate() {
        let at = Path::default().key("claims").index(n);
        figure(claim, &at, found);
        if let Some(known) = known {
            scope(claim, known, &at, found);
        }
    }
}

fn figure(claim: &Claim, at: &Path, found: &mut Vec<Finding>) {
    if let Some(published) = &claim.published
        && published.high.is_some_and(|high| high < published.low)
    {
        let hint = "`low` is the lower end; leave `high` out for \"at least\"";
        found.push(Finding::error(at.key("published"), "the interval ends below its start", hint));
    }
    if claim.derive.is_some() && claim.scope.crosswalk.is_none() {
        let hint = "name under `scope` the crosswalk whose rows answer the claim";
        found.push(Finding::error(
            at.key("derive"),
            format!("the claim `{}` derives from no crosswalk", claim.id),
            hint,
        ));
    }
}

/// The crosswalk must be known, and with it the theme and the items that the claim names.
fn scope(claim: &Claim, known: &[LibraryDocument], at: &Path, found: &mut Vec<Finding>) {
    let Some(id) = &claim.scope.crosswalk else { return };
    let Some(crosswalk) = crosswalks(known).find(|c| c.id == *id) else {
        let hint = did_you_mean(id, crosswalks(known).map(|c| c.id.as_str()), "name a crosswalk of the library");
        found.push(Finding::error(at.key("scope").key("crosswalk"), format!("there is no crosswalk `{id}`"), hint));
        return;
    };
    let sides = sides(crosswalk, known);
    if let Some(theme) = &claim.scope.theme {
        let groups = || sides.iter().flat_map(|f| f.groups.iter().map(|g| g.id.as_str()));
        if !groups().any(|g| g == theme) {
            let hint = did_you_mean(theme, groups(), "name a group of the framework");
            found.push(Finding::error(at.key("scope").key("theme"), format!("there is no group `{theme}`"), hint));
        }
    }
    let lists = [
        ("claimed_uncovered", &claim.claimed_uncovered),
        ("claimed_covered", &claim.claimed_covered),
        ("claimed_partial", &claim.claimed_partial),
    ];
    for (field, list) in lists {
        for (n, id) in list.iter().enumerate().filter(|(_, id)| !sides.iter().any(|f| f.item(id).is_some())) {
            let ids = sides.iter().flat_map(|f| f.items.iter().map(|i| i.id.as_str()));
            let message = format!("neither side of {} has an item `{id}`", crosswalk.id);
            found.push(Finding::error(
                at.key(field).index(n),
                message,
                did_you_mean(id, ids, "name an item of either side"),
            ));
        }
    }
}

fn sides<'k>(crosswalk: &Crosswalk, known: &'k [LibraryDocument]) -> Vec<&'k Framework> {
    frameworks(known).filter(|f| f.id == crosswalk.from || f.id == crosswalk.to).collect()
}
