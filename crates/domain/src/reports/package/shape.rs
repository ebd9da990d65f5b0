//! What is in a package, as every door and every paper shows it.

use crate::registers::people::HeldWaiver;
use crate::reports::evidence::Label;
use crate::values::{
    Audience, Classification, EngagementState, EvidenceType, Examination, ItemKind, Lack, PackageSpec, Window,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What a package would hold, and what it would lack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackagePlan {
    /// What was asked for, with the days of the engagement where there is one.
    pub spec: PackageSpec,
    /// Its title.
    pub title: String,
    /// The organisation's name.
    pub organisation: String,
    /// What is looked at: the services of the examination, or the scope of the ISMS; empty when nobody wrote it down.
    pub scope: String,
    /// The framework that the package is ordered by.
    pub framework: FrameworkName,
    /// The other framework, of the index.
    pub other: FrameworkName,
    /// The crosswalk by which the labels are read.
    pub crosswalk: FrameworkName,
    /// The engagement, of a package for a CPA firm.
    pub engagement: Option<EngagementFace>,
    /// Criteria in scope; or clauses, then Annex A controls; in the order of the framework.
    pub sections: Vec<Section>,
    /// The evidence of the package by the items of the other framework (R175).
    pub by_other: Vec<IndexLine>,
    /// Documents and records of ISO/IEC 27001 that SOC 2 has no equivalent for (R176).
    pub no_reuse: Vec<NoReuse>,
    /// Every item of evidence in the package once, in the order of its number.
    pub items: Vec<Item>,
    /// Every file once, in the order of its hash.
    pub files: Vec<PlannedFile>,
    /// Bytes of all files.
    pub bytes: u64,
    /// What it lacks; empty when it would be complete.
    pub lacks: Vec<Lack>,
    /// What it leaves out on purpose.
    pub left_out: Vec<Lack>,
}

/// A framework or crosswalk as it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameworkName {
    /// `soc2-tsc-2017`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its edition.
    pub version: String,
}

/// The engagement on the face of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngagementFace {
    /// `EN-1`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Type I or Type II, with its days.
    pub kind: Examination,
    /// Where it stands.
    pub state: EngagementState,
    /// The firm that examines; empty when none is chosen.
    pub firm: String,
    /// Titles of the categories.
    pub categories: Vec<&'static str>,
}

/// A criterion, clause or control of the framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// `CC6.1`, `6.1.2`, `A.5.7`.
    pub id: String,
    /// Its title, in our own words.
    pub title: String,
    /// What kind of item it is.
    pub kind: ItemKind,
    /// Name of its series, chapter or theme.
    pub group: String,
    /// The own controls that answer it.
    pub rows: Vec<Row>,
}

/// An own control under an item of the framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub control: String,
    /// Its name.
    pub name: String,
    /// Person id of its owner, if it has one.
    pub owner: Option<String>,
    /// The control is linked to the item itself; else a criterion's row of the crosswalk leads to it.
    pub direct: bool,
    /// The criteria whose rows lead from the control to the item; empty for a direct link.
    pub via: Vec<String>,
    /// How the evidence of this row stands to the other framework.
    pub label: Label,
    /// What is needed besides, where the label is `Supplemented`.
    pub supplements: Vec<String>,
    /// Ids of its evidence, as in [`PackagePlan::items`].
    pub evidence: Vec<String>,
    /// That nothing happened in the window which it could have answered, in the words of the record.
    pub not_exercised: Option<String>,
    /// A word on a control without evidence here: that it is lacking.
    pub note: Option<String>,
}

/// An item of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// `EV-7`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: EvidenceType,
    /// The period that it covers.
    pub period: Window,
    /// The day on which its files were made, as claimed.
    pub captured: Option<Date>,
    /// The system or person that it comes from; empty when not said.
    pub source: String,
    /// Who may read it.
    pub classification: Classification,
    /// Personal data stands in it because it has to.
    pub personal_data: bool,
    /// Its version, from 1.
    pub version: u32,
    /// Person id of whoever handed in this version.
    pub collected_by: String,
    /// When it was received, microseconds since 1970.
    pub received_us: i64,
    /// It came more than 30 days after the end of its period.
    pub late: bool,
    /// Engagements whose window was closed when it came.
    pub after_close: Vec<String>,
    /// Person id of whoever accepted it.
    pub accepted_by: String,
    /// When, microseconds since 1970.
    pub accepted_us: i64,
    /// The last day on which it has to be kept, and the rule that says so.
    pub keep_until: Option<(Date, String)>,
    /// Ids of the own controls of the package that it shows.
    pub controls: Vec<String>,
    /// Its best label in the package.
    pub label: Label,
    /// Its files.
    pub files: Vec<ItemFile>,
    /// Number of the ledger entry that took this version in, from 0.
    pub entry: u64,
}

/// A file of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemFile {
    /// Its name in the item.
    pub name: String,
    /// Its SHA-256, lower-case hex; the key of [`PackageFacts::paths`].
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// What its bytes say it is.
    pub media: String,
}

/// A file of the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedFile {
    /// Its name in the first item that has it.
    pub name: String,
    /// Its SHA-256, lower-case hex.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// Ids of the items that it lies in.
    pub items: Vec<String>,
    /// Numbers of the ledger entries that commit to it, from 0, ascending.
    pub entries: Vec<u64>,
}

/// An item of the other framework, with the evidence of the package that serves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexLine {
    /// `A.5.15`, or `CC6.1`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What kind of item it is.
    pub kind: ItemKind,
    /// Name of its theme, chapter or series.
    pub group: String,
    /// The evidence.
    pub evidence: Vec<Served>,
}

/// That an item of evidence serves an item of the other framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// `EV-7`.
    pub id: String,
    /// Own controls through which it does.
    pub controls: Vec<String>,
    /// As it is, or with a supplement.
    pub label: Label,
    /// The supplements.
    pub supplements: Vec<String>,
}

/// A document or record that SOC 2 has no equivalent for, so that nothing collected for it can stand in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoReuse {
    /// The clause that names it.
    pub clause: String,
    /// Its name.
    pub name: String,
    /// Without it a package for the certification body is never complete.
    pub required: bool,
    /// Ids of accepted evidence of the kind, in the package; it stands beside the artefact, not in its place.
    pub evidence: Vec<String>,
}

/// How many items of evidence have each label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LabelCounts {
    /// Reused as they are.
    pub reused: usize,
    /// Reused with a supplement.
    pub supplemented: usize,
    /// Of this framework only.
    pub framework_only: usize,
}

impl PackagePlan {
    /// Would it lack nothing?
    pub fn complete(&self) -> bool {
        self.lacks.is_empty()
    }

    /// For whom it is.
    pub fn audience(&self) -> Audience {
        self.spec.audience
    }

    /// The item with this id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// Items of evidence by label, each counted once.
    pub fn labels(&self) -> LabelCounts {
        let count = |label| self.items.iter().filter(|item| item.label == label).count();
        LabelCounts {
            reused: count(Label::Reused),
            supplemented: count(Label::Supplemented),
            framework_only: count(Label::FrameworkOnly),
        }
    }

    /// Ids of everybody who is named in it.
    pub fn people(&self) -> BTreeSet<&str> {
        let of_items = self.items.iter().flat_map(|item| [item.collected_by.as_str(), item.accepted_by.as_str()]);
        let owners = self.sections.iter().flat_map(|section| &section.rows).filter_map(|row| row.owner.as_deref());
        of_items.chain(owners).filter(|id| !id.is_empty()).collect()
    }
}

/// What is known of a package only while it is being built; everything that its pages say beside the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageFacts {
    /// The id that it will have: `PK-3`.
    pub id: String,
    /// When it was built, microseconds since 1970.
    pub built_us: i64,
    /// Person id of whoever builds it.
    pub by: String,
    /// Id of the log.
    pub log: String,
    /// `tickmark/<log>`, as the checkpoint has it.
    pub origin: String,
    /// Number of entries of the ledger that the checkpoint speaks of.
    pub tree_size: u64,
    /// Root of the tree over them, lower-case hex.
    pub root: String,
    /// The verifier key, `name+hash+base64`.
    pub key: String,
    /// The program that built it: its version.
    pub version: String,
    /// Path of each file in the package, by its SHA-256.
    pub paths: BTreeMap<String, String>,
    /// Numbers of the ledger entries about an object, from 0, ascending: by its id, such as `EV-7`, `AC-3`, `EN-1`.
    pub entries: BTreeMap<String, Vec<u64>>,
    /// Names of the people whom the plan names by id; an id without a name stays an id.
    pub names: BTreeMap<String, String>,
    /// Waivers of a rule of separation of duty that held on a day of the window or since, by id (SoD-18).
    pub waivers: Vec<(String, HeldWaiver)>,
}
