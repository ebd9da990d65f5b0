//! Populations, samples, tests and exceptions as JSON.

mod preview;
mod report;
mod shapes;

pub use preview::{PopulationImportWords, PreviewedItemWords, SHOWN};
pub use report::{ControlTestingWords, SamplingChoiceWords, SamplingProfileWords, TestingFiguresWords, TestingWords};

pub use shapes::{ExceptionNoteShape, PopulationShape, SamplingRowShape, TestPlanShape, TestResultShape};

use super::NamedWords;
use app::Within;
use app::ask::{ExceptionLine, PopulationAnswer, PopulationLine, SampleAnswer, TestLine};
use domain::registers::testing::{HeldPopulation, HeldSample, Written};
use domain::reports::testing::ListChecks;
use domain::values::Percent;
use domain::values::testing::Population;
use serde::Serialize;
use utoipa::ToSchema;

/// That something was written, by whom and when.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WrittenWords {
    /// The words.
    pub text: String,
    /// Who.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

impl WrittenWords {
    fn of(app: &Within<'_>, written: Option<&Written>) -> Option<WrittenWords> {
        written.map(|written| WrittenWords {
            text: written.text.clone(),
            by: NamedWords::of(app, &written.by),
            at: app::clock::minute_of(written.at_us),
        })
    }
}

/// A population.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PopulationWords {
    /// Its id.
    pub id: String,
    /// What it is; in a list without its items.
    #[schema(value_type = PopulationShape)]
    pub population: Population,
    /// How many items it has.
    pub count: usize,
    /// How often it was handed in.
    pub versions: u32,
    /// Who handed it in last.
    pub by: NamedWords,
    /// When it was received.
    pub received: String,
    /// SHA-256 of its list, once it is frozen.
    pub frozen_sha256: Option<String>,
}

impl PopulationWords {
    fn new(app: &Within<'_>, id: &str, held: &HeldPopulation, count: usize) -> PopulationWords {
        PopulationWords {
            id: id.to_owned(),
            population: held.population.clone(),
            count,
            versions: held.versions,
            by: NamedWords::of(app, &held.by),
            received: app::clock::minute_of(held.received_us),
            frozen_sha256: held.frozen.as_ref().map(|frozen| frozen.sha256.clone()),
        }
    }

    /// One of a list.
    pub fn line(app: &Within<'_>, line: &PopulationLine) -> PopulationWords {
        PopulationWords::new(app, &line.id, &line.held, line.items)
    }

    /// One with its items.
    pub fn of(app: &Within<'_>, answer: &PopulationAnswer) -> PopulationWords {
        PopulationWords::new(app, &answer.id, &answer.held, answer.held.population.items.len())
    }
}

/// Numbers in the ids of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SequenceWords {
    /// What stands before the numbers.
    pub prefix: String,
    /// The smallest.
    pub first: u64,
    /// The largest.
    pub last: u64,
    /// How many there are.
    pub items: usize,
    /// How many between them are left out.
    pub left_out: u64,
    /// The first of those.
    pub gaps: Vec<String>,
}

/// What a list shows of itself.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListChecksWords {
    /// Count and claim agree; null without a claim.
    pub count_agrees: Option<bool>,
    /// Items with a day on which the control was carried out.
    pub done: usize,
    /// Numbers in its ids.
    pub sequences: Vec<SequenceWords>,
    /// What keeps it from being frozen.
    pub lacking: Vec<String>,
}

impl From<&ListChecks> for ListChecksWords {
    fn from(checks: &ListChecks) -> ListChecksWords {
        let sequence = |one: &domain::reports::testing::Sequence| SequenceWords {
            prefix: one.prefix.clone(),
            first: one.first,
            last: one.last,
            items: one.items,
            left_out: one.left_out,
            gaps: one.gaps.clone(),
        };
        ListChecksWords {
            count_agrees: checks.agrees(),
            done: checks.done,
            sequences: checks.sequences.iter().map(sequence).collect(),
            lacking: checks.lacking.clone(),
        }
    }
}

/// A sample: everything that is needed to draw it again.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DrawnSampleWords {
    /// Its id.
    pub id: String,
    /// The control.
    pub control: String,
    /// The population.
    pub population: String,
    /// SHA-256 of the population's list.
    pub list_sha256: String,
    /// How many items that has.
    pub of: u32,
    /// The table of sizes; empty for the statistical size.
    pub profile: String,
    /// The row of the table.
    pub frequency: String,
    /// The rule of that row.
    pub rule: String,
    /// The size that the table gives for the risk.
    pub table: Option<u32>,
    /// `low`, `moderate` or `high`.
    pub risk: Option<&'static str>,
    /// The size by table or formula.
    pub computed: u32,
    /// Why another size, or why these items.
    pub reason: String,
    /// `hash_order`, `systematic`, `named` or `statistical`.
    pub method: &'static str,
    /// The seed.
    pub seed: String,
    /// Statistical: the confidence.
    pub confidence: String,
    /// Statistical: the tolerable rate of deviation.
    pub tolerable: String,
    /// The chosen items.
    pub items: Vec<String>,
    /// Who drew it.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

impl DrawnSampleWords {
    /// The words of it.
    pub fn of(app: &Within<'_>, id: &str, control: &str, held: &HeldSample) -> DrawnSampleWords {
        let sample = held.sample.clone();
        DrawnSampleWords {
            id: id.to_owned(),
            control: control.to_owned(),
            population: sample.population,
            list_sha256: sample.list_sha256,
            of: sample.of,
            profile: sample.profile,
            frequency: sample.frequency,
            rule: sample.rule,
            table: sample.table,
            risk: sample.risk.map(domain::values::SamplingRisk::id),
            computed: sample.computed,
            reason: sample.reason,
            method: sample.method.id(),
            seed: sample.seed,
            confidence: sample.confidence,
            tolerable: sample.tolerable,
            items: sample.items,
            by: NamedWords::of(app, &held.by),
            at: app::clock::minute_of(held.at_us),
        }
    }
}

/// A sample with how it is drawn again.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SampleRecipeWords {
    /// The sample.
    #[serde(flatten)]
    pub sample: DrawnSampleWords,
    /// How it is drawn again, step by step.
    pub recipe: Vec<String>,
    /// Tests that use it.
    pub tests: Vec<String>,
}

impl SampleRecipeWords {
    /// The words of it.
    pub fn of(app: &Within<'_>, answer: &SampleAnswer) -> SampleRecipeWords {
        SampleRecipeWords {
            sample: DrawnSampleWords::of(app, &answer.id, &answer.control, &answer.held),
            recipe: answer.recipe.clone(),
            tests: answer.tests.clone(),
        }
    }
}

/// A result as it was recorded.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecordedResultWords {
    /// The item.
    pub item: String,
    /// The version of the control that the item belongs to.
    pub version: u32,
    /// The attribute.
    pub attribute: String,
    /// `met`, `deviation` or `not_applicable`; null as long as none is recorded.
    pub outcome: Option<&'static str>,
    /// The note.
    pub note: String,
    /// Items of evidence.
    pub evidence: Vec<String>,
}

/// A conclusion of an auditor.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConclusionWords {
    /// `no_exception` or `exception`.
    pub conclusion: &'static str,
    /// In the auditor's words.
    pub text: String,
    /// Which auditor.
    pub by: NamedWords,
    /// When.
    pub at: String,
    /// The entry that says so.
    pub entry: u64,
    /// Items of evidence with the version that was read.
    pub cited: std::collections::BTreeMap<String, u32>,
    /// No result was recorded after it.
    pub stands: bool,
}

/// A test of a control.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TestWords {
    /// Its id.
    pub id: String,
    /// What is tested, and how.
    #[schema(value_type = TestPlanShape)]
    pub plan: domain::values::testing::TestPlan,
    /// `planned`, `population_received`, `population_validated`, `sample_drawn`, `tested`, `no_exception`, `exception` or
    /// `readiness_noted`.
    pub stage: &'static str,
    /// The version of the control when it was planned.
    pub control_version: u32,
    /// Items that are tested.
    pub items: usize,
    /// Items of which every result is recorded.
    pub tested: u32,
    /// Items with a deviation.
    pub deviating: u32,
    /// Those as a share of the tested ones, in per cent.
    #[schema(value_type = f64)]
    pub rate: Percent,
    /// Every item and attribute.
    pub results: Vec<RecordedResultWords>,
    /// The note that ended a readiness test.
    pub readiness_note: Option<WrittenWords>,
    /// Conclusions, the oldest first.
    pub conclusions: Vec<ConclusionWords>,
    /// Evidence that changed since the conclusion.
    pub evidence_changed: Vec<String>,
    /// Evidence that results or the conclusion cite and that is linked to other controls alone.
    pub evidence_of_other_controls: Vec<String>,
    /// Who planned it.
    pub by: NamedWords,
}

impl TestWords {
    /// The words of it.
    pub fn of(app: &Within<'_>, line: &TestLine) -> TestWords {
        let held = &line.held;
        let last = held.conclusions.len();
        let conclusions = held.conclusions.iter().enumerate().map(|(at, one)| ConclusionWords {
            conclusion: one.conclusion.id(),
            text: one.text.clone(),
            by: NamedWords::of(app, &one.by),
            at: app::clock::minute_of(one.at_us),
            entry: one.entry,
            cited: one.cited.clone(),
            stands: held.ended && at + 1 == last,
        });
        TestWords {
            id: line.id.clone(),
            plan: held.plan.clone(),
            stage: line.stage.id(),
            control_version: held.version,
            items: held.items.len(),
            tested: held.tested(),
            deviating: held.deviating(),
            rate: Percent::of(held.deviating() as usize, held.tested() as usize),
            results: cells(line),
            readiness_note: WrittenWords::of(app, held.readiness_note()),
            conclusions: conclusions.collect(),
            evidence_changed: line.changed.clone(),
            evidence_of_other_controls: line.of_others.clone(),
            by: NamedWords::of(app, &held.by),
        }
    }
}

fn cells(line: &TestLine) -> Vec<RecordedResultWords> {
    let held = &line.held;
    let cells = held.items.iter().flat_map(|(item, version)| {
        held.plan.attributes.iter().map(move |attribute| {
            let found = held.results.get(item).and_then(|row| row.get(&attribute.id));
            RecordedResultWords {
                item: item.clone(),
                version: *version,
                attribute: attribute.id.clone(),
                outcome: found.map(|result| result.outcome.id()),
                note: found.map(|result| result.note.clone()).unwrap_or_default(),
                evidence: found.map(|result| result.evidence.iter().cloned().collect()).unwrap_or_default(),
            }
        })
    });
    cells.collect()
}

/// An exception, with who said what of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExceptionWords {
    /// Its id.
    pub id: String,
    /// The engagement.
    pub engagement: String,
    /// The control.
    pub control: String,
    /// The auditor's words.
    #[schema(value_type = ExceptionNoteShape)]
    pub note: domain::values::testing::ExceptionNote,
    /// Which auditor.
    pub by: NamedWords,
    /// `noted`, `explained`, `accepted_as_exception`, `cleared`, `response_written`, `linked_to_action` or `closed`.
    pub state: &'static str,
    /// How many items were tested.
    pub tested: u32,
    /// How many of them deviate.
    pub deviating: u32,
    /// Those as a share, in per cent.
    #[schema(value_type = f64)]
    pub rate: Percent,
    /// Its cause.
    pub cause: Option<WrittenWords>,
    /// The control that made up for it.
    pub compensating: String,
    /// Why it stands or is cleared.
    pub judged: Option<WrittenWords>,
    /// Management's response.
    pub response: Option<WrittenWords>,
    /// The corrective action.
    pub action: Option<WrittenWords>,
    /// What was seen when it was closed.
    pub closed: Option<WrittenWords>,
}

impl ExceptionWords {
    /// The words of it.
    pub fn of(app: &Within<'_>, line: &ExceptionLine) -> ExceptionWords {
        let held = &line.held;
        ExceptionWords {
            id: line.id.clone(),
            engagement: line.engagement.clone(),
            control: line.control.clone(),
            note: held.note.clone(),
            by: NamedWords::of(app, &held.by),
            state: held.state.id(),
            tested: held.tested,
            deviating: held.deviating,
            rate: Percent::of(held.deviating as usize, held.tested as usize),
            cause: WrittenWords::of(app, held.cause.as_ref()),
            compensating: held.compensating.clone(),
            judged: WrittenWords::of(app, held.judged.as_ref()),
            response: WrittenWords::of(app, held.response.as_ref()),
            action: WrittenWords::of(app, held.action.as_ref()),
            closed: WrittenWords::of(app, held.closed.as_ref()),
        }
    }
}
