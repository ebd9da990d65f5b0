//! The twelve checks of a Statement of Applicability, SOA-01 to SOA-12 (K9; ISO/IEC 27001 clause 6.1.3 c and d), over plain
//! facts: the register and the calculator judge by the same function.

use crate::values::inheritance::always_own;
use crate::values::reference::canonical;
use crate::values::statement::Implementation;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The control that a finding names when it speaks of the statement as a whole.
pub const WHOLE: &str = "-";
/// Most entries that are judged at once.
pub const MAX_ENTRIES: usize = 2_000;
/// Most treatments that are judged at once.
pub const MAX_TREATMENTS: usize = 10_000;

/// One of the twelve checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SoaCheck {
    /// 01: a control of Annex A has no entry.
    Missing,
    /// 02: a control has more than one entry.
    Duplicate,
    /// 03: nobody decided whether it applies.
    Undecided,
    /// 04: it applies, and no reason says why.
    NoInclusionReason,
    /// 05: it is excluded, and no reason says why.
    NoExclusionReason,
    /// 06: a treatment uses it, and it is excluded or absent.
    UsedButExcluded,
    /// 07: it is called implemented, and no evidence in date shows it.
    NoEvidence,
    /// 08: it is called inherited, and one of the three parts is missing.
    InheritanceIncomplete,
    /// 09: A.7.7 or A.7.8 is called inherited.
    NeverInherited,
    /// 10: it is called implemented in whole or part, and nothing is referred to.
    NoReference,
    /// 11: no version is approved.
    NotApproved,
    /// 12: a necessary control of own design is used by a treatment and missing here.
    OwnMissing,
}

impl SoaCheck {
    /// All of them, in the order of their numbers.
    pub const ALL: [SoaCheck; 12] = [
        SoaCheck::Missing,
        SoaCheck::Duplicate,
        SoaCheck::Undecided,
        SoaCheck::NoInclusionReason,
        SoaCheck::NoExclusionReason,
        SoaCheck::UsedButExcluded,
        SoaCheck::NoEvidence,
        SoaCheck::InheritanceIncomplete,
        SoaCheck::NeverInherited,
        SoaCheck::NoReference,
        SoaCheck::NotApproved,
        SoaCheck::OwnMissing,
    ];

    /// Its number, 1 to 12.
    pub fn number(self) -> usize {
        SoaCheck::ALL.iter().position(|one| *one == self).map_or(0, |at| at + 1)
    }

    /// `SOA-05`.
    pub fn id(self) -> String {
        format!("SOA-{:02}", self.number())
    }

    /// What is wrong, in a sentence without the control's name.
    pub fn sentence(self) -> &'static str {
        match self {
            SoaCheck::Missing => "has no entry",
            SoaCheck::Duplicate => "has more than one entry",
            SoaCheck::Undecided => "is neither applicable nor excluded yet",
            SoaCheck::NoInclusionReason => "is applicable without a reason for its inclusion",
            SoaCheck::NoExclusionReason => "is excluded without a reason",
            SoaCheck::UsedButExcluded => "is used by the treatment of a risk, but excluded or absent",
            SoaCheck::NoEvidence => "is implemented without evidence in date",
            SoaCheck::InheritanceIncomplete => {
                "is inherited without all three parts: justification, provider report in date, coverage review"
            }
            SoaCheck::NeverInherited => "belongs to your own offices and devices and cannot be inherited",
            SoaCheck::NoReference => {
                "is implemented, or partly so, without a reference to policy, procedure or evidence"
            }
            SoaCheck::NotApproved => "no version of the statement is approved",
            SoaCheck::OwnMissing => "is a necessary control of your own, used by a treatment, and missing here",
        }
    }

    /// Does it stand in the way of an approval? K12 asks for a statement without errors 01 to 08. Beside them stand 09, a
    /// provider for what no provider can answer (R103), and 12, which is 06 for a control of own design: clause 6.1.3 d wants
    /// all necessary controls in the statement. 10 is shown and stops nothing; 11 is what the approval mends.
    pub fn blocks(self) -> bool {
        !matches!(self, SoaCheck::NoReference | SoaCheck::NotApproved)
    }
}

/// The three parts of a provider's answer (R102).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InheritanceFacts {
    /// Is there a justification?
    pub justification: bool,
    /// The last day on which the provider's report is in date; `None` when there is no report.
    pub report_valid_until: Option<Date>,
    /// Was it reviewed what the report covers?
    pub coverage_review: bool,
}

/// What is known of one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryFacts<'a> {
    /// The control: `A.5.7` in any usual spelling, or the id of an own one.
    pub control: &'a str,
    /// Applicable, excluded, or undecided.
    pub applicable: Option<bool>,
    /// Is there a reason for its inclusion?
    pub included_for: bool,
    /// Is there a reason for its exclusion?
    pub excluded_for: bool,
    /// How far it is implemented; `None` when nobody said.
    pub status: Option<Implementation>,
    /// Is anything referred to?
    pub referenced: bool,
    /// The last day on which its evidence is in date; `None` without evidence.
    pub evidence_valid_until: Option<Date>,
    /// The provider's answer.
    pub inheritance: Option<InheritanceFacts>,
}

/// A treatment and the controls that it uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreatmentFacts<'a> {
    /// The risk.
    pub risk: &'a str,
    /// Controls of Annex A and of own design.
    pub controls: Vec<&'a str>,
}

/// What the checks are made over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementFacts<'a> {
    /// The day on which validity is judged.
    pub as_of: Date,
    /// Is a version approved?
    pub approved: bool,
    /// The controls of Annex A, in official order.
    pub annex: Vec<&'a str>,
    /// The entries, duplicates included.
    pub entries: Vec<EntryFacts<'a>>,
    /// The treatments of risks.
    pub treatments: Vec<TreatmentFacts<'a>>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoaFinding {
    /// Which check.
    pub check: SoaCheck,
    /// The control, or [`WHOLE`].
    pub control: String,
}

/// What is wrong: by number of the check, then Annex A in official order, then own controls by id. A control is named once
/// by a check.
pub fn soa_checks(facts: &StatementFacts<'_>) -> Vec<SoaFinding> {
    let places: BTreeMap<&str, usize> = facts.annex.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let spelled = |id: &str| {
        // Nearly every id is spelled as the framework spells it; reading another spelling takes longer.
        let known = if places.contains_key(id) { id.to_owned() } else { canonical(id) };
        if places.contains_key(known.as_str()) { known } else { id.trim().to_owned() }
    };
    let mut found: BTreeSet<(SoaCheck, usize, String)> = BTreeSet::new();
    let mut note = |check: SoaCheck, control: &str| {
        found.insert((check, places.get(control).copied().unwrap_or(usize::MAX), control.to_owned()));
    };
    let mut entries: BTreeMap<String, Vec<&EntryFacts<'_>>> = BTreeMap::new();
    for entry in &facts.entries {
        entries.entry(spelled(entry.control)).or_default().push(entry);
    }
    for control in facts.annex.iter().filter(|control| !entries.contains_key(**control)) {
        note(SoaCheck::Missing, control);
    }
    for (control, all) in &entries {
        if all.len() > 1 {
            note(SoaCheck::Duplicate, control);
        }
        for check in all.iter().flat_map(|entry| of_entry(control, entry, facts.as_of)) {
            note(check, control);
        }
    }
    for control in facts.treatments.iter().flat_map(|treatment| &treatment.controls) {
        let control = spelled(control);
        match entries.get(&control) {
            Some(all) if all.iter().any(|entry| entry.applicable == Some(false)) => {
                note(SoaCheck::UsedButExcluded, &control);
            }
            Some(_) => {}
            None if places.contains_key(control.as_str()) => note(SoaCheck::UsedButExcluded, &control),
            None => note(SoaCheck::OwnMissing, &control),
        }
    }
    if !facts.approved {
        note(SoaCheck::NotApproved, WHOLE);
    }
    found.into_iter().map(|(check, _, control)| SoaFinding { check, control }).collect()
}

/// The checks that look at one entry alone.
fn of_entry(control: &str, entry: &EntryFacts<'_>, on: Date) -> Vec<SoaCheck> {
    match entry.applicable {
        None => return vec![SoaCheck::Undecided],
        // What is excluded has no state and no evidence to judge.
        Some(false) => return if entry.excluded_for { Vec::new() } else { vec![SoaCheck::NoExclusionReason] },
        Some(true) => {}
    }
    let mut wrong = Vec::new();
    let in_date = |until: Option<Date>| until.is_some_and(|until| until >= on);
    if !entry.included_for {
        wrong.push(SoaCheck::NoInclusionReason);
    }
    match entry.status {
        Some(Implementation::Implemented) if !in_date(entry.evidence_valid_until) => wrong.push(SoaCheck::NoEvidence),
        Some(Implementation::Inherited) => {
            let parts = entry.inheritance.unwrap_or_default();
            if !(parts.justification && in_date(parts.report_valid_until) && parts.coverage_review) {
                wrong.push(SoaCheck::InheritanceIncomplete);
            }
            if always_own(control) {
                wrong.push(SoaCheck::NeverInherited);
            }
        }
        _ => {}
    }
    if matches!(entry.status, Some(Implementation::Implemented | Implementation::Partial)) && !entry.referenced {
        wrong.push(SoaCheck::NoReference);
    }
    wrong
}
