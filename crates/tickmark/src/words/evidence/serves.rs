//! What an item serves in both packages.

use domain::reports::evidence::Serves;
use serde::Serialize;
use utoipa::ToSchema;

/// What an item serves on the side of ISO/IEC 27001.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct IsoUseWords {
    /// Control of Annex A, or clause.
    pub item: String,
    /// `reused`, `supplemented` or `framework_only`.
    pub label: &'static str,
    /// Own controls that are linked to it directly.
    pub direct: Vec<String>,
    /// Criteria whose rows name it.
    pub via: Vec<String>,
    /// What is still needed besides.
    pub supplements: Vec<String>,
}

/// What an item serves in both packages.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidenceServesWords {
    /// Criteria in scope.
    pub criteria: Vec<String>,
    /// Controls and clauses of ISO/IEC 27001.
    pub iso: Vec<IsoUseWords>,
    /// May it stand in the package for the CPA firm?
    pub soc2: bool,
    /// May it stand in the package for the certification body?
    pub certification: bool,
}

impl From<&Serves> for EvidenceServesWords {
    fn from(serves: &Serves) -> EvidenceServesWords {
        let all = |set: &std::collections::BTreeSet<String>| set.iter().cloned().collect();
        let of = |one: &domain::reports::evidence::IsoUse| IsoUseWords {
            item: one.item.clone(),
            label: one.label.id(),
            direct: all(&one.direct),
            via: all(&one.via),
            supplements: all(&one.supplements),
        };
        EvidenceServesWords {
            criteria: all(&serves.criteria),
            iso: serves.iso.values().map(of).collect(),
            soc2: serves.soc2,
            certification: serves.certification,
        }
    }
}
