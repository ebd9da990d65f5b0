//! Populations, samples, tests of controls, and exceptions (workflows, section 2).

use super::operation::words;
use super::sampling::{SamplingProfile, SamplingRisk};
use super::{FileRef, Window};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most items of one population: more belong into parts of the window.
pub const MAX_ITEMS: usize = 100_000;
/// Longest id of an item, in characters.
pub const MAX_ITEM_ID: usize = 64;
/// Most attributes of one test.
pub const MAX_ATTRIBUTES: usize = 50;
/// Most results that are recorded at once.
pub const MAX_RESULTS: usize = 10_000;
/// Most items of evidence that one result or conclusion cites.
pub const MAX_CITED: usize = 200;
/// The item of a test without a sample: the control itself, as it is designed.
pub const DESIGN: &str = "design";
/// The choice of a table of sample sizes for the whole organisation, where an engagement has none of its own.
pub const ORGANISATION_WIDE: &str = "organisation";
/// The table of sample sizes that is read where nobody chose another one.
pub const DEFAULT_PROFILE: &str = "default";

/// How a list was seen to be complete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompletenessMethod {
    /// Numbers that follow one another without a gap.
    Sequence,
    /// A total of the source agrees with the list.
    Totals,
    /// The list was held against another source.
    Reconciliation,
    /// Otherwise, as the note says.
    #[default]
    Other,
}

/// What the check of completeness came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompletenessResult {
    /// Nothing is missing.
    Complete,
    /// Something is missing, or may be; the note says what.
    Gaps,
    /// It was not checked yet.
    #[default]
    NotDone,
}

/// The check of completeness.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Completeness {
    /// How.
    #[serde(default)]
    pub method: CompletenessMethod,
    /// With what result.
    #[serde(default)]
    pub result: CompletenessResult,
    /// What was compared with what; for gaps, why they are none of this population.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The check of accuracy: some items were looked up in the source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accuracy {
    /// How many were looked up.
    #[serde(default)]
    pub checked: u32,
    /// How many of those said the same.
    #[serde(default)]
    pub matched: u32,
    /// Which, and what was found.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Where a population comes from. Day and moment of the extraction are claims (SoD-13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PopulationSource {
    /// The system.
    pub system: String,
    /// Query or filter.
    pub query: String,
    /// The day of the extraction.
    pub extracted_on: Date,
    /// Its moment as the source shows it, such as `14:05 UTC`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub extracted_at: String,
    /// Who extracted it: a name or a person's id.
    pub extracted_by: String,
}

/// One occurrence of a control: a change, a leaver, a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PopulationItem {
    /// Its id in the source, unique in the population.
    pub id: String,
    /// The day on which it occurred: a limit runs from it.
    pub on: Date,
    /// The day on which the control was carried out for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Date>,
}

/// The file from which a population was read, as it was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PopulationFile {
    /// Its name.
    pub name: String,
    /// Hash and length.
    pub file: FileRef,
    /// What was read from which column, as `field=Heading`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
}

/// The complete list of occurrences of a control in a period, from a named source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// The engagement.
    pub engagement: String,
    /// The own control.
    pub control: String,
    /// What it is called.
    pub title: String,
    /// Where it comes from.
    pub source: PopulationSource,
    /// The days that it covers, both included.
    pub period: Window,
    /// How many rows the source says that there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_count: Option<u64>,
    /// The check of completeness.
    #[serde(default)]
    pub completeness: Completeness,
    /// The check of accuracy.
    #[serde(default)]
    pub accuracy: Accuracy,
    /// The file that it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<PopulationFile>,
    /// Its items, in the order of the source; empty when nothing occurred.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<PopulationItem>,
}

/// How items are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DrawMethod {
    /// In the order of a hash of seed and id.
    #[default]
    HashOrder,
    /// At even distances.
    Systematic,
    /// Named by hand, with a reason.
    Named,
    /// The zero-deviation size, chosen by hash.
    Statistical,
}

/// A draw as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draw {
    /// The population, such as PO-3.
    pub population: String,
    /// The table of sizes: the own one of this id, or else the library's.
    pub profile: SamplingProfile,
    /// Risk that the control fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<SamplingRisk>,
    /// Another size than the table's: for auditors, with a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u32>,
    /// Why that size, or why these items.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// How items are chosen.
    #[serde(default)]
    pub method: DrawMethod,
    /// The seed; random where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<String>,
    /// Items that are named by hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<String>,
    /// Statistical: the confidence, a fraction such as `0.95`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub confidence: String,
    /// Statistical: the tolerable rate of deviation, a fraction such as `0.05`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tolerable: String,
}

/// A draw as it was done: everything that is needed to do it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// The population.
    pub population: String,
    /// Hash of the population's list.
    pub list_sha256: String,
    /// How many items that has.
    pub of: u32,
    /// The table of sizes.
    pub profile: String,
    /// The row of the table that was read: its frequency.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub frequency: String,
    /// The rule of that row.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// The size that the table gives for the risk, before the population bounds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    /// Risk that the control fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<SamplingRisk>,
    /// The size by table or formula.
    pub computed: u32,
    /// Why another size, or why these items.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// How items were chosen.
    pub method: DrawMethod,
    /// The seed; empty where items were named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub seed: String,
    /// Statistical: the confidence as it was written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub confidence: String,
    /// Statistical: the tolerable rate of deviation as it was written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tolerable: String,
    /// The chosen items, in the order of the population.
    pub items: Vec<String>,
}

/// For whom a control is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestKind {
    /// The organisation's own look beforehand: ends in a readiness note, never in a conclusion.
    Readiness,
    /// The auditor's test.
    Audit,
}

/// How a control is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestMethod {
    /// Somebody was asked: never enough alone.
    Inquiry,
    /// It was watched being done.
    Observation,
    /// Records were read.
    Inspection,
    /// It was done again.
    Reperformance,
}

/// One thing that is looked at for each item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestAttribute {
    /// Its letter or short id.
    pub id: String,
    /// What has to be so.
    pub text: String,
}

/// A test as it is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestPlan {
    /// The engagement.
    pub engagement: String,
    /// The own control.
    pub control: String,
    /// For whom.
    pub kind: TestKind,
    /// How.
    pub methods: BTreeSet<TestMethod>,
    /// The sample that is tested; it can be taken later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// Why one instance of each version is enough: the control is automated, and changes of it are controlled so. Empty for
    /// a control that is tested by sample, or by its design.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub change_controls: String,
    /// Only the design is looked at, as in a Type I: there is one item, `design`.
    #[serde(default)]
    pub design: bool,
    /// What is looked at.
    pub attributes: Vec<TestAttribute>,
}

/// What was found for one item and attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestOutcome {
    /// It was so.
    Met,
    /// It was not.
    Deviation,
    /// The attribute does not concern the item.
    NotApplicable,
}

/// One result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestResult {
    /// The item.
    pub item: String,
    /// The attribute's id.
    pub attribute: String,
    /// What was found.
    pub outcome: TestOutcome,
    /// A note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The items of evidence that were read.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub evidence: BTreeSet<String>,
}

/// What a test of an auditor came to. It is no opinion on the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestConclusion {
    /// No exception.
    NoException,
    /// An exception.
    Exception,
}

/// An exception as the auditor words it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExceptionNote {
    /// The test.
    pub test: String,
    /// What was found.
    pub description: String,
    /// What it does to which criterion.
    pub effect: String,
    /// The tolerable rate of deviation, if the auditor states one, such as `0.05`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tolerable: String,
}

/// Where an exception stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExceptionState {
    /// The auditor noted it.
    Noted,
    /// The organisation said how it came about.
    Explained,
    /// It stands as an exception.
    AcceptedAsException,
    /// The auditor cleared it: it is none.
    Cleared,
    /// Management's response is written.
    ResponseWritten,
    /// A corrective action is linked.
    LinkedToAction,
    /// Done.
    Closed,
}

words!(CompletenessMethod {
    Sequence = "sequence", "Sequence";
    Totals = "totals", "Totals";
    Reconciliation = "reconciliation", "Reconciliation";
    Other = "other", "Other";
});
words!(CompletenessResult {
    Complete = "complete", "Complete";
    Gaps = "gaps", "Gaps";
    NotDone = "not_done", "Not done";
});
words!(DrawMethod {
    HashOrder = "hash_order", "By hash";
    Systematic = "systematic", "Systematic";
    Named = "named", "Named by hand";
    Statistical = "statistical", "Statistical";
});
words!(TestKind {
    Readiness = "readiness", "Readiness";
    Audit = "audit", "Audit";
});
words!(TestMethod {
    Inquiry = "inquiry", "Inquiry";
    Observation = "observation", "Observation";
    Inspection = "inspection", "Inspection";
    Reperformance = "reperformance", "Reperformance";
});
words!(TestOutcome {
    Met = "met", "Met";
    Deviation = "deviation", "Deviation";
    NotApplicable = "not_applicable", "Not applicable";
});
words!(TestConclusion {
    NoException = "no_exception", "No exception";
    Exception = "exception", "Exception";
});
words!(ExceptionState {
    Noted = "noted", "Noted";
    Explained = "explained", "Explained";
    AcceptedAsException = "accepted_as_exception", "Accepted as exception";
    Cleared = "cleared", "Cleared";
    ResponseWritten = "response_written", "Response written";
    LinkedToAction = "linked_to_action", "Linked to action";
    Closed = "closed", "Closed";
});
