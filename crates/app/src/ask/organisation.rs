//! Questions about one organisation's own programme.

use super::reading::{GapAnswer, GapOf};
use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Held;
use domain::reports::duplicates::{Pair, duplicates};
use domain::reports::programme::{self, Advice, CriterionStanding, StepCounts, View};
use domain::rules::{ImportPlan, plan};
use domain::values::{Assessment, Control, Decision, Inheritance, Profile, Row, Step, StepTaken};

/// The first page: gap, advice, steps.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// How to read.
    pub view: View,
}

/// What the first page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct OverviewAnswer {
    /// Scope and reading.
    pub profile: Profile,
    /// The gap analysis.
    pub gap: GapAnswer,
    /// Criteria in scope with the controls that answer them.
    pub criteria: Vec<CriterionStanding>,
    /// What to look at next.
    pub advice: Vec<Advice>,
    /// The three steps.
    pub steps: StepCounts,
    /// Live own controls.
    pub controls: usize,
    /// Live own controls in place.
    pub in_place: usize,
    /// Judgements of the clauses (item, practice), for the wrapper.
    pub assessments: Vec<(String, Assessment)>,
}

impl Question for Overview {
    type Answer = OverviewAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<OverviewAnswer, Refusal> {
        let registers = seen.organisation()?;
        let gap = GapOf { view: self.view.clone(), hosting: registers.profile.hosting }.answer(seen)?;
        Ok(OverviewAnswer {
            profile: registers.profile.clone(),
            criteria: programme::criteria(registers, &self.view)?,
            advice: programme::advice(registers, seen.on)?,
            steps: programme::steps(registers, &gap.gap.coverage),
            controls: registers.live_controls().count(),
            in_place: registers.live_controls().filter(|h| h.control.in_place()).count(),
            assessments: registers.assessments.iter().map(|(k, v)| (k.clone(), v.clone())).collect(),
            gap,
        })
    }
}

/// The profile.
#[derive(Clone, Copy, Debug)]
pub struct ProfileOf;

impl Question for ProfileOf {
    type Answer = Profile;

    fn answer(&self, seen: &Seen<'_>) -> Result<Profile, Refusal> {
        Ok(seen.organisation()?.profile.clone())
    }
}

/// The own controls, filtered.
#[derive(Clone, Debug, Default)]
pub struct Controls {
    /// Words that id, name, activity, owner or policy contain.
    pub search: String,
    /// Only this status.
    pub status: Option<domain::values::Status>,
    /// Only controls linked to this item.
    pub item: Option<String>,
    /// Retired ones too.
    pub retired: bool,
}

/// Own controls.
#[derive(Clone, Debug, PartialEq)]
pub struct ControlsAnswer {
    /// Those that match.
    pub controls: Vec<Held>,
    /// All live ones: the denominator.
    pub of: usize,
    /// Saved mappings of columns.
    pub columns: std::collections::BTreeMap<String, std::collections::BTreeMap<String, String>>,
}

impl Question for Controls {
    type Answer = ControlsAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<ControlsAnswer, Refusal> {
        let registers = seen.organisation()?;
        let words: Vec<String> = self.search.split_whitespace().map(str::to_lowercase).collect();
        let item = self.item.as_deref().map(domain::values::reference::canonical);
        let matches = |h: &&Held| {
            let c = &h.control;
            let live = self.retired || self.status.is_some() || c.status != domain::values::Status::Retired;
            let status = self.status.is_none_or(|s| s == c.status);
            let linked = item.as_ref().is_none_or(|i| c.links.keys().any(|k| k.ends_with(&format!("/{i}"))));
            let text = || format!("{} {} {} {} {}", c.id, c.name, c.activity, c.owner, c.policy).to_lowercase();
            live && status && linked && (words.is_empty() || words.iter().all(|w| text().contains(w)))
        };
        Ok(ControlsAnswer {
            controls: registers.controls.values().filter(matches).cloned().collect(),
            of: registers.live_controls().count(),
            columns: registers.columns.clone(),
        })
    }
}

/// One own control.
#[derive(Clone, Debug, Default)]
pub struct ControlOf(pub String);

/// One own control and what losing it would take away.
#[derive(Clone, Debug, PartialEq)]
pub struct ControlDetail {
    /// The control.
    pub held: Held,
    /// Criteria that nothing else in place answers.
    pub only_answer_to: Vec<String>,
    /// Annex A controls that would no longer be covered.
    pub lost: Vec<String>,
    /// Title of each linked item: (key, title).
    pub titles: Vec<(String, String)>,
}

impl Question for ControlOf {
    type Answer = ControlDetail;

    fn answer(&self, seen: &Seen<'_>) -> Result<ControlDetail, Refusal> {
        let registers = seen.organisation()?;
        let Some(held) = registers.controls.get(&self.0) else {
            let known = registers.controls.keys().map(String::as_str);
            let nearest = domain::values::nearest::nearest(&self.0, known).map(str::to_owned);
            return Err(Refusal::Unknown { what: "control", id: self.0.clone(), nearest });
        };
        let (only_answer_to, lost) = programme::losing_control(registers, &View::default(), &self.0)?;
        let title = |key: &String| {
            let (framework, item) = key.split_once('/')?;
            let item = seen.catalogue.framework(framework).ok()?.item(item)?;
            Some((key.clone(), item.title.clone()))
        };
        let titles = held.control.links.keys().filter_map(title).collect();
        Ok(ControlDetail { held: held.clone(), only_answer_to, lost, titles })
    }
}

/// Criteria in scope and the controls that answer them.
#[derive(Clone, Debug, Default)]
pub struct CriteriaStanding {
    /// How to read.
    pub view: View,
}

impl Question for CriteriaStanding {
    type Answer = Vec<CriterionStanding>;

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<CriterionStanding>, Refusal> {
        programme::criteria(seen.organisation()?, &self.view)
    }
}

/// Own controls that look alike.
#[derive(Clone, Copy, Debug)]
pub struct DuplicatePairs;

impl Question for DuplicatePairs {
    type Answer = Vec<Pair>;

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<Pair>, Refusal> {
        Ok(duplicates(seen.organisation()?))
    }
}

/// What an import would do.
#[derive(Clone, Debug)]
pub struct PreviewImport<'a>(pub &'a [Control]);

impl Question for PreviewImport<'_> {
    type Answer = ImportPlan;

    fn answer(&self, seen: &Seen<'_>) -> Result<ImportPlan, Refusal> {
        Ok(plan(seen.organisation()?, self.0))
    }
}

/// The curated suggestions on the organisation's crosswalk.
#[derive(Clone, Copy, Debug)]
pub struct Suggestions;

/// One suggestion with its decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The layer.
    pub layer: String,
    /// The row.
    pub row: Row,
    /// What was decided.
    pub decision: Option<Decision>,
}

impl Question for Suggestions {
    type Answer = Vec<Suggestion>;

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<Suggestion>, Refusal> {
        let crosswalk = seen.registers.map_or(super::reading::DEFAULT_CROSSWALK, |r| r.profile.crosswalk.as_str());
        let layers = seen.catalogue.layers_on(crosswalk);
        Ok(layers
            .flat_map(|layer| {
                let id = layer.crosswalk.id.clone();
                let decided = seen.registers.and_then(|r| r.suggestions.get(&id));
                let rows = layer.crosswalk.rows.iter().cloned();
                rows.map(move |row| {
                    let decision = decided.and_then(|d| d.get(&row.id)).cloned();
                    Suggestion { layer: id.clone(), row, decision }
                })
            })
            .collect())
    }
}

/// The inheritance records.
#[derive(Clone, Copy, Debug)]
pub struct InheritanceRecords;

/// One inheritable control with its record and what is missing on the day of judgement.
#[derive(Clone, Debug, PartialEq)]
pub struct InheritanceAnswer {
    /// `A.7.5`.
    pub control: String,
    /// Its title.
    pub title: String,
    /// The record.
    pub record: Option<Inheritance>,
    /// What is missing; empty when complete.
    pub missing: Vec<String>,
    /// The report expires soon.
    pub expires_soon: bool,
}

impl Question for InheritanceRecords {
    type Answer = Vec<InheritanceAnswer>;

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<InheritanceAnswer>, Refusal> {
        let registers = seen.organisation()?;
        let reading = registers.catalogue.reading(&registers.profile.crosswalk)?;
        let all = domain::values::inheritance::INHERITABLE.into_iter().filter_map(|id| reading.to.item(id));
        Ok(all
            .map(|item| {
                let record = registers.inheritance.get(&item.id);
                InheritanceAnswer {
                    control: item.id.clone(),
                    title: item.title.clone(),
                    missing: record.map(|r| r.missing(seen.on)).unwrap_or_default(),
                    expires_soon: record.is_some_and(|r| r.expires_soon(seen.on)),
                    record: record.cloned(),
                }
            })
            .collect())
    }
}

/// All judgements and steps.
#[derive(Clone, Copy, Debug)]
pub struct Assessments;

/// The judgement of one item and its steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AssessmentOf {
    /// The item.
    pub item: String,
    /// The judgement.
    pub assessment: Option<Assessment>,
    /// The steps taken.
    pub steps: Vec<(Step, StepTaken)>,
}

impl Question for Assessments {
    type Answer = Vec<AssessmentOf>;

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<AssessmentOf>, Refusal> {
        let registers = seen.organisation()?;
        let mut items: Vec<&String> = registers.assessments.keys().chain(registers.steps.keys()).collect();
        items.sort();
        items.dedup();
        Ok(items
            .into_iter()
            .map(|item| AssessmentOf {
                item: item.clone(),
                assessment: registers.assessments.get(item).cloned(),
                steps: registers
                    .steps
                    .get(item)
                    .map(|s| s.iter().map(|(k, v)| (*k, v.clone())).collect())
                    .unwrap_or_default(),
            })
            .collect())
    }
}
