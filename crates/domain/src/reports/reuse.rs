//! Evidence kinds and the audit packages in which each may be used (R2, R3, R31, R177, R184).

use super::lens::Lens;
use crate::values::Overlap;

/// One kind of evidence and where it serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceKind {
    /// As the rows name it.
    pub name: String,
    /// Criteria in scope that it serves.
    pub criteria: Vec<String>,
    /// Controls that it serves in the ISO package: (id, overlap of the row).
    pub controls: Vec<(String, Overlap)>,
    /// What it still needs where a row is partial: (criterion, supplement).
    pub supplements: Vec<(String, String)>,
    /// Packages in which it may be used.
    pub package: Package,
}

/// In which audit package a kind of evidence may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Package {
    /// Both, as it is.
    Both,
    /// Both, in the ISO package with its supplement.
    BothWithSupplement,
    /// The SOC 2 package only.
    Soc2Only,
    /// The ISO package only.
    IsoOnly,
}

impl Package {
    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Package::Both => "SOC 2 and ISO",
            Package::BothWithSupplement => "SOC 2; ISO with supplement",
            Package::Soc2Only => "SOC 2 only",
            Package::IsoOnly => "ISO only",
        }
    }
}

/// Every kind of evidence that rows in scope name, in their order.
pub fn evidence_kinds(lens: &Lens<'_>) -> Vec<EvidenceKind> {
    let reading = lens.reading;
    let mut kinds: Vec<EvidenceKind> = Vec::new();
    for (row, expanded) in reading.crosswalk.rows.iter().zip(&reading.expanded.rows) {
        let Some(criterion) = lens.criterion_of(reading, expanded) else {
            continue;
        };
        for name in &row.evidence {
            let at = kinds.iter().position(|k| k.name.eq_ignore_ascii_case(name)).unwrap_or_else(|| {
                kinds.push(EvidenceKind {
                    name: name.clone(),
                    criteria: Vec::new(),
                    controls: Vec::new(),
                    supplements: Vec::new(),
                    package: Package::Soc2Only,
                });
                kinds.len() - 1
            });
            let kind = &mut kinds[at];
            kind.criteria.push(criterion.to_owned());
            if row.overlap.counts() {
                let named = expanded.named.iter().filter(|n| !n.broad);
                kind.controls.extend(named.map(|n| (reading.to.items[n.item].id.clone(), row.overlap)));
                kind.supplements.extend(row.supplement.iter().map(|s| (criterion.to_owned(), s.clone())));
            }
            kind.package = kind.package.min(package(row.overlap));
        }
    }
    kinds
}

fn package(overlap: Overlap) -> Package {
    match overlap {
        Overlap::Full => Package::Both,
        Overlap::Partial | Overlap::Unrated => Package::BothWithSupplement,
        Overlap::Soc2Only => Package::Soc2Only,
        Overlap::IsoOnly => Package::IsoOnly,
    }
}
