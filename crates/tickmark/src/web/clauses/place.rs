//! The addresses of the places that reports name.

use crate::web::reading::encode;
use crate::web::visit::Visit;
use domain::reports::clauses::Place;
use maud::{Markup, html};

/// A link to a place, in these words.
pub(crate) fn link(visit: &Visit, place: &Place, words: &str) -> Markup {
    html! { a href=(href(visit, place)) { (words) } }
}

/// The address of a place, as of the day of the visit; the anchor stays at its end.
pub(crate) fn href(visit: &Visit, place: &Place) -> String {
    let page = page_at(place);
    match page.split_once('#') {
        Some((path, anchor)) => format!("{}#{anchor}", visit.href(path)),
        None => visit.href(&page),
    }
}

/// The anchor of a sub-clause on the page of its clause.
pub(super) fn anchor(part: &str) -> String {
    format!("clause-{part}")
}

/// The page of a place inside the organisation.
pub(crate) fn page_at(place: &Place) -> String {
    let of = |folder: &str, id: &str| format!("{folder}/{}", encode(id));
    match place {
        Place::Clause(id) => match id.split_once('.') {
            Some((clause, _)) => format!("{}#{}", of("/clauses", clause), anchor(id)),
            None => of("/clauses", id),
        },
        Place::Judgement(id) => crate::web::assess::path(id),
        Place::Documents => "/policies".to_owned(),
        Place::Document(id) => of("/policies", id),
        Place::Register(kind) => of("/registers", kind.id()),
        Place::Entry(kind, id) => of(&of("/registers", kind.id()), id),
        Place::Method => "/risks/method".to_owned(),
        Place::Risks => "/risks".to_owned(),
        Place::Risk(id) => of("/risks", id),
        Place::WrongRisks => "/risks/wrong".to_owned(),
        Place::Chain => "/risks/chain".to_owned(),
        Place::Statement => "/statement".to_owned(),
        Place::Version(id) => of("/statement", id),
        Place::Audits => "/internal-audits".to_owned(),
        Place::AuditCoverage => "/internal-audits/coverage".to_owned(),
        Place::Audit(id) => of("/internal-audits", id),
        Place::Programme(id) => of("/internal-audits/programmes", id),
        Place::Reviews => "/management-reviews".to_owned(),
        Place::Review(id) => of("/management-reviews", id),
        Place::Nonconformities => "/nonconformities".to_owned(),
        Place::Nonconformity(id) => of("/nonconformities", id),
        Place::Evidence => "/evidence".to_owned(),
        Place::Controls => "/controls".to_owned(),
        Place::Control(id) => of("/controls", id),
        Place::Suppliers => "/suppliers".to_owned(),
        Place::People => "/staff".to_owned(),
        Place::Scope => "/scope".to_owned(),
        Place::Certification => "/certification".to_owned(),
        Place::Project(id) => of("/certification/projects", id),
    }
}
