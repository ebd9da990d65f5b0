//! Of what a package tells the ledger entries.

use super::shape::PackagePlan;
use std::collections::BTreeSet;

/// Kind and id of every object that the package speaks of: its entries go in, with their proofs.
pub fn cited(plan: &PackagePlan) -> BTreeSet<(&'static str, String)> {
    let mut objects: BTreeSet<(&'static str, String)> = BTreeSet::new();
    for row in plan.sections.iter().flat_map(|section| &section.rows) {
        for kind in ["control", "operation"] {
            objects.insert((kind, row.control.clone()));
        }
    }
    objects.extend(plan.items.iter().map(|item| ("evidence", item.id.clone())));
    for document in [plan.framework.id.as_str(), plan.other.id.as_str(), plan.crosswalk.id.as_str()] {
        objects.insert(("document", document.to_owned()));
    }
    objects.insert(("organisation", "organisation".to_owned()));
    if let Some(engagement) = &plan.engagement {
        for kind in ["engagement", "description", "assertion"] {
            objects.insert((kind, engagement.id.clone()));
        }
    }
    objects
}
