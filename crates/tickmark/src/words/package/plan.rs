//! What a package would hold and lack, as JSON.

use super::{LackWords, PackageSpecWords, lacks};
use crate::words::engagement::DaysWords;
use domain::reports::package::{IndexLine, Item, NoReuse, PackagePlan, PlannedFile, Row, Section};
use serde::Serialize;
use utoipa::ToSchema;

/// What a package would hold, and what it would lack. It is coverage: neither readiness nor an opinion.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackagePlanWords {
    /// Its title.
    pub title: String,
    /// What was asked for.
    pub spec: PackageSpecWords,
    /// It would lack nothing that it has to hold.
    pub complete: bool,
    /// What it would lack.
    pub lacks: Vec<LackWords>,
    /// What would be left out on purpose.
    pub left_out: Vec<LackWords>,
    /// Id of the framework that it is ordered by.
    pub framework: String,
    /// Id of the other framework, of the index.
    pub other: String,
    /// Id of the crosswalk by which the labels are read.
    pub crosswalk: String,
    /// Items of evidence by label, each counted once.
    pub labels: PackageLabelsWords,
    /// Bytes of all files.
    pub bytes: u64,
    /// Criteria; or clauses, then controls.
    pub sections: Vec<PackageSectionWords>,
    /// The evidence by the items of the other framework.
    pub by_other: Vec<PackageIndexWords>,
    /// Documents and records that SOC 2 has no equivalent for.
    pub no_reuse: Vec<NoReuseWords>,
    /// Every item of evidence once.
    pub items: Vec<PackageItemWords>,
    /// Every file once.
    pub files: Vec<PackageFileWords>,
}

impl From<&PackagePlan> for PackagePlanWords {
    fn from(plan: &PackagePlan) -> PackagePlanWords {
        let labels = plan.labels();
        PackagePlanWords {
            title: plan.title.clone(),
            spec: (&plan.spec).into(),
            complete: plan.complete(),
            lacks: lacks(&plan.lacks),
            left_out: lacks(&plan.left_out),
            framework: plan.framework.id.clone(),
            other: plan.other.id.clone(),
            crosswalk: plan.crosswalk.id.clone(),
            labels: PackageLabelsWords {
                reused: labels.reused,
                supplemented: labels.supplemented,
                framework_only: labels.framework_only,
            },
            bytes: plan.bytes,
            sections: plan.sections.iter().map(PackageSectionWords::from).collect(),
            by_other: plan.by_other.iter().map(PackageIndexWords::from).collect(),
            no_reuse: plan.no_reuse.iter().map(NoReuseWords::from).collect(),
            items: plan.items.iter().map(PackageItemWords::from).collect(),
            files: plan.files.iter().map(PackageFileWords::from).collect(),
        }
    }
}

/// How many items of evidence have each label.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct PackageLabelsWords {
    /// Reused as they are.
    pub reused: usize,
    /// Reused with a supplement.
    pub supplemented: usize,
    /// Of this framework only.
    pub framework_only: usize,
}

/// A criterion, clause or control with the own controls that answer it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackageSectionWords {
    /// `CC6.1`, `6.1.2`, `A.5.7`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its controls.
    pub controls: Vec<PackageRowWords>,
}

impl From<&Section> for PackageSectionWords {
    fn from(section: &Section) -> PackageSectionWords {
        PackageSectionWords {
            id: section.id.clone(),
            title: section.title.clone(),
            controls: section.rows.iter().map(PackageRowWords::from).collect(),
        }
    }
}

/// An own control under an item of the framework.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackageRowWords {
    /// Its id.
    pub control: String,
    /// Its name.
    pub name: String,
    /// Criteria whose rows of the crosswalk lead to the item; empty for a direct link.
    pub via: Vec<String>,
    /// `reused`, `supplemented` or `framework_only`.
    pub label: &'static str,
    /// What is needed besides.
    pub supplements: Vec<String>,
    /// Ids of its evidence.
    pub evidence: Vec<String>,
    /// That nothing happened which it could have answered.
    pub not_exercised: Option<String>,
}

impl From<&Row> for PackageRowWords {
    fn from(row: &Row) -> PackageRowWords {
        PackageRowWords {
            control: row.control.clone(),
            name: row.name.clone(),
            via: row.via.clone(),
            label: row.label.id(),
            supplements: row.supplements.clone(),
            evidence: row.evidence.clone(),
            not_exercised: row.not_exercised.clone(),
        }
    }
}

/// An item of the other framework with the evidence that serves it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackageIndexWords {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The evidence.
    pub evidence: Vec<PackageServedWords>,
}

/// That an item of evidence serves it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackageServedWords {
    /// The item of evidence.
    pub id: String,
    /// Through these own controls.
    pub controls: Vec<String>,
    /// `reused` or `supplemented`.
    pub label: &'static str,
    /// What is needed besides.
    pub supplements: Vec<String>,
}

impl From<&IndexLine> for PackageIndexWords {
    fn from(line: &IndexLine) -> PackageIndexWords {
        let served = line.evidence.iter().map(|served| PackageServedWords {
            id: served.id.clone(),
            controls: served.controls.clone(),
            label: served.label.id(),
            supplements: served.supplements.clone(),
        });
        PackageIndexWords { id: line.id.clone(), title: line.title.clone(), evidence: served.collect() }
    }
}

/// A document or record that SOC 2 has no equivalent for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NoReuseWords {
    /// The clause that names it.
    pub clause: String,
    /// Its name.
    pub name: String,
    /// Without it a package for a certification body is partial.
    pub required: bool,
    /// Evidence of the kind, beside it and not in its place.
    pub evidence: Vec<String>,
}

impl From<&NoReuse> for NoReuseWords {
    fn from(one: &NoReuse) -> NoReuseWords {
        let NoReuse { clause, name, required, evidence } = one.clone();
        NoReuseWords { clause, name, required, evidence }
    }
}

/// An item of evidence in a package.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackageItemWords {
    /// `EV-7`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: u32,
    /// The period that it covers.
    pub period: DaysWords,
    /// Its best label in the package.
    pub label: &'static str,
    /// Controls of the package that it shows.
    pub controls: Vec<String>,
    /// SHA-256 of each of its files.
    pub files: Vec<String>,
    /// The ledger entry that took it in.
    pub entry: u64,
}

impl From<&Item> for PackageItemWords {
    fn from(item: &Item) -> PackageItemWords {
        PackageItemWords {
            id: item.id.clone(),
            title: item.title.clone(),
            version: item.version,
            period: item.period.into(),
            label: item.label.id(),
            controls: item.controls.clone(),
            files: item.files.iter().map(|file| file.sha256.clone()).collect(),
            entry: item.entry,
        }
    }
}

/// A file of a package.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackageFileWords {
    /// Its SHA-256.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// The name that it was handed in under.
    pub name: String,
    /// Ledger entries that commit to it.
    pub entries: Vec<u64>,
}

impl From<&PlannedFile> for PackageFileWords {
    fn from(file: &PlannedFile) -> PackageFileWords {
        PackageFileWords {
            sha256: file.sha256.clone(),
            size: file.size,
            name: file.name.clone(),
            entries: file.entries.clone(),
        }
    }
}
