//! The gap analysis: a grade with its reason for each control (K4, R37-R39, R44, R45, R51).

use super::coverage::{Coverage, NamedBy, Speaks};
use super::net_new::{self, NetNew};
use crate::values::catalogue::Reading;
use crate::values::inheritance::{self, Hosting};
use crate::values::{Overlap, Percent};
use std::collections::BTreeMap;

/// The grade of one control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Best overlap full: what exists carries over.
    Fully,
    /// Best overlap partial or unrated: what exists needs a supplement.
    Partially,
    /// Operated by a provider, with justification, report in date and coverage review on file.
    InheritedDocumented,
    /// Nothing names it: new work.
    NotAddressed,
}

impl Grade {
    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            Grade::Fully => "fully",
            Grade::Partially => "partially",
            Grade::InheritedDocumented => "inherited_documented",
            Grade::NotAddressed => "not_addressed",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Grade::Fully => "Fully addressed",
            Grade::Partially => "Partially addressed",
            Grade::InheritedDocumented => "Inherited and documented",
            Grade::NotAddressed => "Not addressed",
        }
    }

    /// In the order in which reports count them.
    pub const ALL: [Grade; 4] = [Grade::Fully, Grade::Partially, Grade::InheritedDocumented, Grade::NotAddressed];
}

/// What a control still needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Review against ISO/IEC 27001, entry in the Statement of Applicability, confirmation by the body.
    ThreeSteps,
    /// A supplement to what exists.
    Supplement,
    /// A new policy, procedure, register or record.
    NewArtefact,
    /// A light procedure of the organisation's own: no provider can answer it.
    LightProcedure,
    /// Documented inheritance from the hosting provider.
    ProviderInheritance,
}

impl Needs {
    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            Needs::ThreeSteps => "three_steps",
            Needs::Supplement => "supplement",
            Needs::NewArtefact => "new_artefact",
            Needs::LightProcedure => "light_procedure",
            Needs::ProviderInheritance => "provider_inheritance",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Needs::ThreeSteps => "Review, SoA entry, confirmation",
            Needs::Supplement => "Supplement",
            Needs::NewArtefact => "New artefact",
            Needs::LightProcedure => "Light own procedure",
            Needs::ProviderInheritance => "Provider inheritance, documented",
        }
    }
}

/// A gap analysis over one scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The coverage underneath.
    pub coverage: Coverage,
    /// Every control with its grade, in official order.
    pub controls: Vec<Graded>,
    /// What SOC 2 has no equivalent for: clauses and artefacts.
    pub net_new: NetNew,
    /// Remediation families with the controls in them that are not fully addressed.
    pub families: Vec<FamilyGap>,
}

/// One control with its grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graded {
    /// `A.5.7`.
    pub id: String,
    /// Short title.
    pub title: String,
    /// Theme id.
    pub theme: String,
    /// The grade (K4).
    pub grade: Grade,
    /// One sentence: why this grade.
    pub reason: String,
    /// What it still needs.
    pub needs: Needs,
    /// What evidence that carries over partially still needs.
    pub supplements: Vec<String>,
    /// SOC 2 evidence that can be reused, as the rows name it.
    pub evidence: Vec<String>,
    /// Points that this control must be checked for explicitly although SOC 2 touches it (R53-R56).
    pub check: Vec<String>,
    /// The rows behind the grade.
    pub rows: Vec<NamedBy>,
    /// Own controls linked directly.
    pub direct: Vec<String>,
    /// A person's note that it is practised but not documented (R41).
    pub informal: bool,
}

/// A remediation family (R46-R50) and what of it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyGap {
    /// Name.
    pub title: &'static str,
    /// What the family asks for.
    pub asks: &'static str,
    /// Its controls that are not fully addressed.
    pub open: Vec<String>,
    /// Number of controls in the family.
    pub of: usize,
}

/// What a gap analysis takes into account beside coverage.
#[derive(Clone, Debug, Default)]
pub struct GapInput {
    /// Where the services run.
    pub hosting: Hosting,
    /// Controls whose inheritance is complete and in date on the day of judgement, with the provider.
    pub inherited: BTreeMap<String, String>,
    /// Inheritance records that are not complete, with what is missing.
    pub incomplete: BTreeMap<String, String>,
    /// Items that a person has marked as practised but not documented.
    pub informal: Vec<String>,
}

impl Gap {
    /// Number of controls with a grade.
    pub fn count(&self, grade: Grade) -> usize {
        self.controls.iter().filter(|c| c.grade == grade).count()
    }

    /// Share of controls with a grade.
    pub fn percent(&self, grade: Grade) -> Percent {
        Percent::of(self.count(grade), self.controls.len())
    }
}

/// Grades every control.
pub fn gap(reading: Reading<'_>, coverage: Coverage, input: &GapInput) -> Gap {
    let controls: Vec<Graded> = coverage.controls.iter().map(|c| grade(reading, c, input)).collect();
    let families = FAMILIES.iter().map(|f| f.gap(&controls)).collect();
    Gap { net_new: net_new::net_new(reading, &coverage), controls, families, coverage }
}

fn grade(reading: Reading<'_>, c: &super::coverage::ControlCoverage, input: &GapInput) -> Graded {
    let rows = || c.rows.iter().filter_map(|n| reading.crosswalk.rows.iter().find(|r| r.id == n.row && !n.suggested));
    let (grade, reason) = match (c.best, input.inherited.get(&c.id)) {
        (Some(Overlap::Full), _) => (Grade::Fully, reason_for(c, "carries over as it is")),
        (_, Some(provider)) if inheritance::inheritable(&c.id) => {
            let reason =
                format!("{provider} operates it: justification, report in date and coverage review are on file");
            (Grade::InheritedDocumented, reason)
        }
        (Some(_), _) => (Grade::Partially, reason_for(c, "covers the intent and needs a supplement")),
        (None, _) => (Grade::NotAddressed, not_addressed(&c.id, input)),
    };
    let mut supplements: Vec<String> = rows().filter_map(|r| r.supplement.clone()).collect();
    let mut evidence: Vec<String> = rows().flat_map(|r| r.evidence.iter().cloned()).collect();
    supplements.dedup();
    let mut seen = std::collections::BTreeSet::new();
    evidence.retain(|e| seen.insert(e.clone()));
    if grade == Grade::Fully {
        supplements.clear();
    }
    let item = reading.to.item(&c.id);
    Graded {
        id: c.id.clone(),
        title: c.title.clone(),
        theme: c.theme.clone(),
        grade,
        reason,
        needs: needs(&c.id, grade, input.hosting),
        supplements,
        evidence,
        check: item.map(|i| i.notes.clone()).unwrap_or_default(),
        rows: c.rows.clone(),
        direct: c.direct.clone(),
        informal: input.informal.contains(&c.id),
    }
}

fn needs(id: &str, grade: Grade, hosting: Hosting) -> Needs {
    match grade {
        Grade::Fully | Grade::InheritedDocumented => Needs::ThreeSteps,
        Grade::Partially => Needs::Supplement,
        Grade::NotAddressed if inheritance::inheritable(id) && hosting.has_provider() => Needs::ProviderInheritance,
        Grade::NotAddressed if inheritance::always_own(id) => Needs::LightProcedure,
        Grade::NotAddressed => Needs::NewArtefact,
    }
}

fn reason_for(c: &super::coverage::ControlCoverage, what: &str) -> String {
    let mut criteria: Vec<&str> = Vec::new();
    for row in c.rows.iter().filter(|r| Some(r.overlap) == c.best) {
        let word = row.criterion.as_str();
        if !criteria.contains(&word) {
            criteria.push(word);
        }
    }
    match c.speaks() {
        Speaks::Direct => format!("own control {} is linked to it directly: what exists {what}", c.direct.join(", ")),
        Speaks::Both if criteria.is_empty() => {
            format!("own control {} is linked to it directly: what exists {what}", c.direct.join(", "))
        }
        Speaks::Both => {
            format!("{} and the direct link of {}: what exists {what}", criteria.join(", "), c.direct.join(", "))
        }
        _ if c.rows.iter().all(|r| r.broad) => {
            format!("{} names it only in general terms: what exists {what}", criteria.join(", "))
        }
        _ if c.best == Some(Overlap::Unrated) => {
            format!("{} names it without saying how far: treat as partial", criteria.join(", "))
        }
        _ => format!("{}: what exists {what}", criteria.join(", ")),
    }
}

fn not_addressed(id: &str, input: &GapInput) -> String {
    if let Some(missing) = input.incomplete.get(id) {
        return format!("an inheritance record exists but is not complete: {missing}");
    }
    if inheritance::inheritable(id) && input.hosting.has_provider() {
        return "no row in scope names it; a hosting provider may answer it, once the inheritance is documented"
            .to_owned();
    }
    if inheritance::always_own(id) {
        return "no row in scope names it; it belongs to the own offices and devices, so no provider can answer it"
            .to_owned();
    }
    "no row in scope and no own control in place names it: new work".to_owned()
}

struct Family {
    title: &'static str,
    asks: &'static str,
    first: &'static str,
    last: &'static str,
}

/// The five families in which gaps after SOC 2 usually lie; Agency, "Extending SOC 2 to ISO 27001", phase 3.
const FAMILIES: [Family; 5] = [
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

impl Family {
    fn gap(&self, controls: &[Graded]) -> FamilyGap {
        let at = |id: &str| controls.iter().position(|c| c.id == id);
        let members = match (at(self.first), at(self.last)) {
            (Some(a), Some(b)) if a <= b => &controls[a..=b],
            _ => &[],
        };
        let open = members.iter().filter(|c| matches!(c.grade, Grade::Partially | Grade::NotAddressed));
        FamilyGap { title: self.title, asks: self.asks, open: open.map(|c| c.id.clone()).collect(), of: members.len() }
    }
}
