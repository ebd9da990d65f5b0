//! A framework as data: its items in our own words, with the attributes by which people filter them.

use super::{Category, Provenance};
use serde::{Deserialize, Serialize};

/// A versioned framework: SOC 2 Trust Services Criteria, ISO/IEC 27001:2022, or a user's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// `soc2-tsc-2017`, `iso27001-2022`, or a user's own; lower case, digits and hyphens.
    pub id: String,
    /// The short title people use.
    pub title: String,
    /// Edition and amendments.
    pub version: String,
    /// What an assessment against it ends in.
    pub outcome: Outcome,
    /// Where the content comes from.
    pub source: Provenance,
    /// Themes, categories and series, in the order in which they are shown.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// Criteria, clauses and controls, in official order.
    pub items: Vec<Item>,
}

/// What an assessment against a framework ends in. SOC 2 is examined and ends in a report; ISO/IEC 27001 is certified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// An examination by a CPA firm that ends in a report; never pass or fail.
    Report,
    /// Certification by an accredited body.
    Certificate,
    /// Guidance only: nobody is certified to it.
    Guidance,
    /// A company's own framework.
    Own,
}

/// A theme of Annex A, a trust services category, a series of criteria, a clause heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// `organizational`, `CC6`, ...
    pub id: String,
    /// Name shown to people.
    pub title: String,
    /// One sentence in our own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
}

/// Criterion, clause or control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A trust services criterion.
    Criterion,
    /// A clause of a management-system standard.
    Clause,
    /// A control, such as those of Annex A.
    Control,
}

/// One criterion, clause or control, in our own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Official id in canonical spelling: `CC6.1`, `6.1.2`, `A.5.7`.
    pub id: String,
    /// Criterion, clause or control.
    pub kind: ItemKind,
    /// Short title.
    pub title: String,
    /// A heading holds other items and is not audited itself.
    #[serde(default, skip_serializing_if = "is_false")]
    pub heading: bool,
    /// The group it belongs to: theme of a control, series of a criterion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Trust services category of a criterion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// What it asks for, in our own words.
    pub summary: String,
    /// What an auditor looks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look_for: Option<String>,
    /// What Stage 1 looks for (clauses).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage1: Option<String>,
    /// What Stage 2 looks for (clauses).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage2: Option<String>,
    /// Documented information that the standard itself asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documented_information: Vec<DocumentedInformation>,
    /// Criteria of SOC 2 that touch the same matter (clauses).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub touchpoints: Vec<String>,
    /// A word on the touchpoints, such as "the SoA itself has no SOC 2 counterpart".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub touchpoint_note: Option<String>,
    /// Typical evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// New in this edition (11 controls of ISO/IEC 27001:2022).
    #[serde(default, skip_serializing_if = "is_false")]
    pub new: bool,
    /// COSO 2013 principle behind a common criterion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coso_principle: Option<u8>,
    /// The attributes of ISO/IEC 27002:2022.
    #[serde(default, skip_serializing_if = "Attributes::is_empty")]
    pub attributes: Attributes,
    /// Ids of the items of the earlier edition that this one continues.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<String>,
    /// Ids of the items of the next edition that continue this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<String>,
    /// Areas of work that both frameworks share, such as access control (R10, R11).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<String>,
    /// Other names under which people search for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Points worth knowing that are not a requirement (points of focus topics of 2022, edition notes).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A document or record that the standard names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentedInformation {
    /// Its name.
    pub name: String,
    /// `document` or `record`.
    pub kind: String,
    /// Does SOC 2 know an artefact of this kind? `false` makes it net-new in the strictest sense.
    #[serde(default, skip_serializing_if = "is_false")]
    pub soc2_equivalent: bool,
}

/// The five attributes of ISO/IEC 27002:2022, as lists of lower-case words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attributes {
    /// Preventive, detective, corrective.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub control_type: Vec<String>,
    /// Confidentiality, integrity, availability.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub security_properties: Vec<String>,
    /// Identify, protect, detect, respond, recover.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cybersecurity_concepts: Vec<String>,
    /// The 15 operational capabilities.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operational_capabilities: Vec<String>,
    /// The four security domains.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub security_domains: Vec<String>,
}

impl Attributes {
    fn is_empty(&self) -> bool {
        *self == Attributes::default()
    }

    /// Name and values of each attribute, in the standard's order.
    pub fn each(&self) -> [(&'static str, &[String]); 5] {
        [
            ("control_type", &self.control_type),
            ("security_properties", &self.security_properties),
            ("cybersecurity_concepts", &self.cybersecurity_concepts),
            ("operational_capabilities", &self.operational_capabilities),
            ("security_domains", &self.security_domains),
        ]
    }
}

impl Framework {
    /// The item with this canonical id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|i| i.id == id)
    }

    /// Items of a kind that are audited: headings left out.
    pub fn audited(&self, kind: ItemKind) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |i| i.kind == kind && !i.heading)
    }
}

impl Item {
    /// What still has to be shown where something meets it in part and nobody has written down what is missing: what it asks
    /// for, with what usually shows it, in our own words (R3).
    pub fn supplement(&self) -> String {
        let place = if self.kind == ItemKind::Clause { format!("clause {}", self.id) } else { self.id.clone() };
        let asked = self.summary.trim().trim_end_matches('.');
        let shown = match (self.evidence.is_empty(), self.stage2.as_deref().or(self.look_for.as_deref())) {
            (false, _) => format!(" Usually shown by: {}.", self.evidence.join(", ")),
            (true, Some(looked)) => format!(" An auditor looks at: {}.", looked.trim().trim_end_matches('.')),
            (true, None) => String::new(),
        };
        format!("What {place} ({}) asks for besides. {asked}.{shown}", self.title)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
