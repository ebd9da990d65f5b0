//! The remediation families, and what of each is open.

use super::{FamilyGap, Grade, Graded};

/// The five families in which gaps after SOC 2 usually lie; Agency, "Extending SOC 2 to ISO 27001", phase 3.
pub(super) const FAMILIES: [Family; 5] = [
    Family {
        title: "Asset management",
        asks: "formal identification and ownership of assets, rules of acceptable use, return of assets",
        first: "A.5.9",
        last: "A.5.14",
    },
    Family {
        title: "Suppliers",
        asks: "security in supplier agreements, the ICT supply chain, monitoring of services",
        first: "A.5.19",
        last: "A.5.23",
    },
    Family {
        title: "Compliance",
        asks: "a register of legal, regulatory and contractual duties, privacy, intellectual property, independent review",
        first: "A.5.31",
        last: "A.5.36",
    },
    Family {
        title: "Physical security",
        asks: "secure areas, equipment, clear desk and clear screen",
        first: "A.7.1",
        last: "A.7.14",
    },
    Family {
        title: "Cryptography",
        asks: "a policy that names approved algorithms, key management and the life cycle of keys",
        first: "A.8.24",
        last: "A.8.24",
    },
];

pub(super) struct Family {
    title: &'static str,
    asks: &'static str,
    first: &'static str,
    last: &'static str,
}

impl Family {
    pub(super) fn gap(&self, controls: &[Graded]) -> FamilyGap {
        let at = |id: &str| controls.iter().position(|c| c.id == id);
        let members = match (at(self.first), at(self.last)) {
            (Some(a), Some(b)) if a <= b => &controls[a..=b],
            _ => &[],
        };
        let open = members.iter().filter(|c| matches!(c.grade, Grade::Partially | Grade::NotAddressed));
        FamilyGap { title: self.title, asks: self.asks, open: open.map(|c| c.id.clone()).collect(), of: members.len() }
    }
}
