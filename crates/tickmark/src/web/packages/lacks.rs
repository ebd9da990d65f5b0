//! What is missing, as a checklist: each line leads to where it is mended.

use crate::web::reading::{encode, item_href};
use crate::web::typed::sentence;
use crate::web::visit::Visit;
use domain::reports::package::PackagePlan;
use domain::values::Lack;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Most things of a list on a page; the package itself names all of them.
const MOST: usize = 500;

/// Where what is missing can be mended, inside the organisation.
pub(super) struct Ways {
    sections: BTreeSet<String>,
    controls: BTreeSet<String>,
    engagement: Option<String>,
}

impl Ways {
    /// The ways of a plan.
    pub(super) fn of(plan: &PackagePlan) -> Ways {
        let rows = plan.sections.iter().flat_map(|section| &section.rows);
        Ways {
            sections: plan.sections.iter().map(|section| section.id.clone()).collect(),
            controls: rows.map(|row| row.control.clone()).collect(),
            engagement: plan.spec.engagement.clone(),
        }
    }

    /// The ways of a package that was built: what it holds is no longer known, its engagement is.
    pub(super) fn of_engagement(engagement: Option<&String>) -> Ways {
        Ways { sections: BTreeSet::new(), controls: BTreeSet::new(), engagement: engagement.cloned() }
    }

    /// The address, and what is to be done there.
    fn to(&self, visit: &Visit, what: &str) -> Option<(String, &'static str)> {
        let engagement = self.engagement.as_ref().map(|id| format!("/engagements/{}", encode(id)));
        if self.sections.contains(what) {
            return Some((item_href(visit, what), "link a control"));
        }
        if self.controls.contains(what) {
            return Some((visit.href(&format!("/controls/{}", encode(what))), "hand in evidence"));
        }
        if is_evidence(what) {
            return Some((visit.href(&format!("/evidence/{}", encode(what))), "look at the item"));
        }
        match (what, engagement) {
            ("System description", Some(at)) => Some((visit.href(&format!("{at}/description")), "have it approved")),
            ("Management's assertion", Some(at)) => Some((visit.href(&format!("{at}/statements")), "have it signed")),
            _ => None,
        }
    }
}

/// Is it the id of an item of evidence?
fn is_evidence(what: &str) -> bool {
    what.strip_prefix("EV-").is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// The list: each reason once, with all that it holds for.
pub(super) fn list(visit: &Visit, ways: &Ways, lacks: &[Lack]) -> Markup {
    let mut reasons: Vec<(&str, Vec<&Lack>)> = Vec::new();
    for lack in lacks.iter().take(MOST) {
        match reasons.iter_mut().find(|(why, _)| *why == lack.why) {
            Some((_, same)) => same.push(lack),
            None => reasons.push((&lack.why, vec![lack])),
        }
    }
    html! {
        ul.lacks {
            @for (why, same) in &reasons {
                @let todo = same.first().and_then(|lack| ways.to(visit, &lack.what)).map(|(_, todo)| todo);
                li {
                    span.lacks-count { (same.len()) }
                    div {
                        p { strong { (sentence(why)) } @if let Some(todo) = todo { " " span.hint { (sentence(todo)) } } }
                        p.lacks-what { @for lack in same { (one(visit, ways, lack)) " " } }
                    }
                }
            }
        }
        @if lacks.len() > MOST { p.hint { "And " (lacks.len() - MOST) " more; the package names all of them." } }
    }
}

fn one(visit: &Visit, ways: &Ways, lack: &Lack) -> Markup {
    html! {
        @match ways.to(visit, &lack.what) {
            Some((href, _)) => a.id href=(href) { (lack.what) },
            None => span.id { (lack.what) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_evidence;

    #[test]
    fn only_ids_of_evidence_lead_to_evidence() {
        assert!(is_evidence("EV-7"));
        for other in ["EV-", "EV-x", "AC-3", "EV-7/../..", "System description"] {
            assert!(!is_evidence(other), "{other}");
        }
    }
}
