//! Audit packages as JSON: what one would hold and lack, and those that were built.

mod plan;

pub use plan::PackagePlanWords;

use super::NamedWords;
use super::engagement::DaysWords;
use app::Within;
use domain::registers::package::HeldPackage;
use domain::values::{Lack, PackageSpec};
use serde::Serialize;
use utoipa::ToSchema;

/// What a package was asked to be.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackageSpecWords {
    /// `cpa` or `certification`.
    #[serde(rename = "for")]
    #[schema(rename = "for")]
    pub audience: &'static str,
    /// The engagement, of a package for a CPA firm.
    pub engagement: Option<String>,
    /// The days that it speaks of.
    pub window: DaysWords,
    /// It may lack something, and then says so on its face.
    pub partial: bool,
    /// It holds evidence that is classified as restricted.
    pub restricted: bool,
}

impl From<&PackageSpec> for PackageSpecWords {
    fn from(spec: &PackageSpec) -> PackageSpecWords {
        PackageSpecWords {
            audience: spec.audience.id(),
            engagement: spec.engagement.clone(),
            window: spec.window.into(),
            partial: spec.partial,
            restricted: spec.restricted,
        }
    }
}

/// Something that a package lacks, or leaves out on purpose.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LackWords {
    /// What: an item of the framework, an own control, an item of evidence, a paper.
    pub what: String,
    /// Why it is not in.
    pub why: String,
}

impl From<&Lack> for LackWords {
    fn from(lack: &Lack) -> LackWords {
        LackWords { what: lack.what.clone(), why: lack.why.clone() }
    }
}

fn lacks(lacks: &[Lack]) -> Vec<LackWords> {
    lacks.iter().map(LackWords::from).collect()
}

/// The name under which the file of a package is handed out.
pub fn file_name(organisation: &str, id: &str, spec: &PackageSpec) -> String {
    format!("{organisation}-{id}-{}.zip", spec.audience.id())
}

/// A package that was built. What it holds is coverage: neither readiness nor an opinion.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackageWords {
    /// `PK-3`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What was asked for.
    pub spec: PackageSpecWords,
    /// It lacks nothing that it has to hold.
    pub complete: bool,
    /// What it lacks.
    pub lacks: Vec<LackWords>,
    /// What was left out on purpose.
    pub left_out: Vec<LackWords>,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Bytes of the file.
    pub size: u64,
    /// Files of evidence in it.
    pub files: u64,
    /// Ledger entries in it.
    pub entries: u64,
    /// Entries of the ledger that its checkpoint speaks of.
    pub tree_size: u64,
    /// Who built it.
    pub by: NamedWords,
    /// When, by the server's clock.
    pub at: String,
    /// The ledger entry that records it.
    pub entry: u64,
    /// That it was taken back, and its file with it.
    pub withdrawn: Option<WithdrawnWords>,
}

/// That a package was taken back.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WithdrawnWords {
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

impl PackageWords {
    /// The words of a package.
    pub fn of(app: &Within<'_>, id: &str, held: &HeldPackage) -> PackageWords {
        let package = &held.package;
        PackageWords {
            id: id.to_owned(),
            title: package.title.clone(),
            spec: (&package.spec).into(),
            complete: package.complete(),
            lacks: lacks(&package.lacks),
            left_out: lacks(&package.left_out),
            sha256: package.sha256.clone(),
            size: package.size,
            files: package.files,
            entries: package.entries,
            tree_size: package.tree_size,
            by: NamedWords::of(app, &held.by),
            at: app::clock::minute_of(held.at_us),
            entry: held.entry,
            withdrawn: held.withdrawn.as_ref().map(|back| WithdrawnWords {
                reason: back.reason.clone(),
                by: NamedWords::of(app, &back.by),
                at: app::clock::minute_of(back.at_us),
            }),
        }
    }
}
