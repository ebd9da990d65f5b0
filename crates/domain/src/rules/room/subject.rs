//! What a request, comment or note can be about: something that is there and belongs to the engagement.

use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::engagement::HeldEngagement;
use crate::registers::engagement::scope::criteria;
use crate::rules::evidence::Examined;
use crate::values::description::StatementKind;
use crate::values::nearest::nearest;
use crate::values::{Subject, SubjectKind};

/// Is it there, and of this engagement?
///
/// # Errors
/// [`Refusal::Unknown`], for what belongs to another engagement too, so that nothing is told of it.
pub(super) fn known(
    registers: &Registers,
    engagement: &str,
    held: &HeldEngagement,
    about: &Subject,
) -> Result<(), Refusal> {
    let id = about.id.as_str();
    let testing = &registers.testing;
    let same = |of: Option<&str>| of == Some(engagement);
    let population = |id: &str| testing.populations.get(id).map(|held| held.population.engagement.as_str());
    let there = match about.kind {
        SubjectKind::Engagement | SubjectKind::Description => id == engagement,
        SubjectKind::Statement => StatementKind::parse(id).is_some(),
        SubjectKind::Criterion => criteria(registers, held).iter().any(|item| item.id == id),
        SubjectKind::Control => registers.controls.contains_key(id),
        SubjectKind::Evidence => seen(registers, engagement, id),
        SubjectKind::File => id
            .split_once('/')
            .is_some_and(|(item, sha256)| seen(registers, engagement, item) && has_file(registers, item, sha256)),
        SubjectKind::Population => same(population(id)),
        SubjectKind::Sample => same(testing.samples.get(id).and_then(|held| population(&held.sample.population))),
        SubjectKind::Test => same(testing.tests.get(id).map(|held| held.plan.engagement.as_str())),
        SubjectKind::Exception => same(testing.of_exception(id).map(|(engagement, _)| engagement)),
        SubjectKind::Supplier => registers.suppliers.suppliers.contains_key(id),
        SubjectKind::Request => same(registers.room.requests.get(id).map(|held| held.request.engagement.as_str())),
        SubjectKind::Package => registers.version_of("package", id) > 0,
    };
    if there {
        return Ok(());
    }
    let near = match about.kind {
        SubjectKind::Criterion => nearest(id, criteria(registers, held).into_iter().map(|item| item.id.as_str())),
        SubjectKind::Control => nearest(id, registers.controls.keys().map(String::as_str)),
        _ => None,
    };
    Err(Refusal::Unknown { what: about.kind.id(), id: id.to_owned(), nearest: near.map(str::to_owned) })
}

/// Is it an item that the auditors of the engagement see?
fn seen(registers: &Registers, engagement: &str, id: &str) -> bool {
    let held = registers.evidence.items.get(id);
    held.is_some_and(|held| Examined::of(registers, [engagement]).sees(id, held))
}

fn has_file(registers: &Registers, id: &str, sha256: &str) -> bool {
    let held = registers.evidence.items.get(id);
    held.is_some_and(|held| held.versions.iter().flat_map(|one| &one.files).any(|file| file.file.sha256 == sha256))
}
