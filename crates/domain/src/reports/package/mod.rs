//! Audit packages out of one set of evidence: what belongs into each, with its label, and what is lacking (R175-R177).
//!
//! A package for a CPA firm is ordered by criterion, one for a certification body by clause and Annex A control. Both are
//! read from the same items of evidence; a label says how each stands to the other audit.

mod ask;
mod cited;
mod index;
mod items;
mod lacks;
mod scope;
mod sections;
mod shape;

pub use ask::{PackageAsk, resolve};
pub use cited::cited;
pub use lacks::MAX_LACKS;
pub use shape::{
    EngagementFace, FrameworkName, IndexLine, Item, ItemFile, LabelCounts, NoReuse, PackageFacts, PackagePlan,
    PlannedFile, Row, Section, Served,
};

use super::evidence::Integrity;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::values::{Audience, Framework, PackageSpec};
use scope::Scope;
use std::collections::BTreeMap;

/// What a package would hold and lack. `files` tells what is known of each content by its hash, as far as it was read.
///
/// # Errors
/// [`Refusal::Unknown`] for an engagement or crosswalk that is not there, [`Refusal::NotPossible`] for a specification
/// that fits no package.
pub fn plan(
    registers: &Registers,
    spec: &PackageSpec,
    files: &BTreeMap<String, Integrity>,
) -> Result<PackagePlan, Refusal> {
    ask::judge(registers, spec)?;
    let scope = Scope::of(registers, spec, files)?;
    let sections = sections::sections(&scope);
    let items = items::items(&scope, &sections);
    let no_reuse = index::no_reuse(&scope, &items);
    let files = items::files(&scope, &items);
    let mut lacks = lacks::lacks(&scope, &sections, &no_reuse);
    lacks::cut(&mut lacks);
    let walk = scope.lens.reading.crosswalk;
    let (framework, other) = match spec.audience {
        Audience::CpaFirm => (scope.lens.reading.from, scope.lens.reading.to),
        Audience::CertificationBody => (scope.lens.reading.to, scope.lens.reading.from),
    };
    Ok(PackagePlan {
        title: ask::title(&scope),
        organisation: registers.name.clone(),
        scope: scope.words(),
        framework: named(framework),
        other: named(other),
        crosswalk: FrameworkName { id: walk.id.clone(), title: walk.title.clone(), version: walk.version.clone() },
        engagement: scope.face(),
        by_other: index::by_other(&scope, &items),
        no_reuse,
        bytes: files.iter().map(|file| file.size).sum(),
        left_out: lacks::left_out(&scope),
        spec: spec.clone(),
        sections,
        items,
        files,
        lacks,
    })
}

fn named(framework: &Framework) -> FrameworkName {
    FrameworkName { id: framework.id.clone(), title: framework.title.clone(), version: framework.version.clone() }
}
