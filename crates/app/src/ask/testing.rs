//! Questions about populations, samples, tests and exceptions. An external auditor sees those of the engagements that the
//! access names, the owner of a control those of that control.

use super::engagement::{own, sees, tells};
use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::testing::{HeldException, HeldPopulation, HeldSample, HeldTest};
use domain::reports::testing::{
    ListChecks, TestStage, TestingReport, changed_since, list_checks, of_other_controls, recipe, stage, testing_report,
};
use domain::rules::testing::list_sha256;
use domain::values::testing::{ORGANISATION_WIDE, PopulationItem};
use domain::values::{Action, SamplingProfile, SubjectKind};
use jiff::civil::Date;

macro_rules! read_engagement {
    () => {
        fn needs(&self) -> Action {
            Action::ReadEngagement
        }

        fn lists_own(&self) -> bool {
            true
        }

        fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
            own(registers, selves, today)
        }
    };
}

fn unknown(what: &'static str, id: &str) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), nearest: None }
}

/// May what belongs to this engagement and control be seen?
fn both(seen: &Seen<'_>, engagement: &str, control: &str) -> bool {
    sees(seen, engagement) && tells(seen, control)
}

/// Everything about the tests of an engagement.
#[derive(Clone, Debug)]
pub struct TestingOf {
    /// The engagement.
    pub engagement: String,
}

/// A population without its items.
#[derive(Clone, Debug, PartialEq)]
pub struct PopulationLine {
    /// Its id.
    pub id: String,
    /// What it is; `items` is empty here.
    pub held: HeldPopulation,
    /// How many items it has.
    pub items: usize,
}

/// A test with where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct TestLine {
    /// Its id.
    pub id: String,
    /// The test.
    pub held: HeldTest,
    /// Where it stands.
    pub stage: TestStage,
    /// Evidence that changed since the conclusion.
    pub changed: Vec<String>,
    /// Evidence that it cites and that is linked to other controls alone.
    pub of_others: Vec<String>,
    /// Its version, for a change that must name it.
    pub version: u64,
}

/// An exception with what it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct ExceptionLine {
    /// Its id.
    pub id: String,
    /// The engagement.
    pub engagement: String,
    /// The control.
    pub control: String,
    /// The exception.
    pub held: HeldException,
    /// Its version.
    pub version: u64,
}

/// The tests of an engagement.
#[derive(Clone, Debug, PartialEq)]
pub struct TestingAnswer {
    /// Control by control.
    pub report: TestingReport,
    /// Populations by control, then id.
    pub populations: Vec<PopulationLine>,
    /// Samples by id, with their control.
    pub samples: Vec<(String, String, HeldSample)>,
    /// Tests by id.
    pub tests: Vec<TestLine>,
    /// Exceptions by id.
    pub exceptions: Vec<ExceptionLine>,
}

impl Question for TestingOf {
    type Answer = TestingAnswer;

    read_engagement!();

    fn reads(&self, _: &Registers) -> Option<(SubjectKind, String)> {
        Some((SubjectKind::Engagement, self.engagement.clone()))
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<TestingAnswer, Refusal> {
        let registers = seen.organisation()?;
        let id = &self.engagement;
        if !sees(seen, id) {
            return Err(unknown("engagement", id));
        }
        let mut report = testing_report(registers, id)?;
        report.controls.retain(|one| tells(seen, &one.control));
        let testing = &registers.testing;
        let here = |engagement: &str, control: &str| engagement == id && tells(seen, control);
        let populations = testing.populations.iter().filter(|(_, held)| {
            let population = &held.population;
            here(&population.engagement, &population.control)
        });
        let samples = testing.samples.iter().filter_map(|(sa, held)| {
            let of = &testing.populations.get(&held.sample.population)?.population;
            here(&of.engagement, &of.control).then(|| (sa.clone(), of.control.clone(), held.clone()))
        });
        let tests = testing.tests.iter().filter(|(_, held)| here(&held.plan.engagement, &held.plan.control));
        let exceptions = testing.exceptions.keys().filter_map(|ex| exception(registers, ex));
        let mut answer = TestingAnswer {
            report,
            populations: populations.map(|(po, held)| line(po, held)).collect(),
            samples: samples.collect(),
            tests: tests.map(|(te, held)| test(registers, te, held)).collect(),
            exceptions: exceptions.filter(|line| here(&line.engagement, &line.control)).collect(),
        };
        let number = |id: &str| (id.len(), id.to_owned());
        answer.populations.sort_by_key(|line| (line.held.population.control.clone(), number(&line.id)));
        answer.samples.sort_by_key(|(id, ..)| number(id));
        answer.tests.sort_by_key(|line| number(&line.id));
        answer.exceptions.sort_by_key(|line| number(&line.id));
        Ok(answer)
    }
}

fn line(id: &str, held: &HeldPopulation) -> PopulationLine {
    let mut population = held.population.clone();
    let items = std::mem::take(&mut population.items).len();
    PopulationLine { id: id.to_owned(), held: HeldPopulation { population, ..held.clone() }, items }
}

fn test(registers: &Registers, id: &str, held: &HeldTest) -> TestLine {
    TestLine {
        id: id.to_owned(),
        stage: stage(registers, held),
        changed: held.conclusion().map(|concluded| changed_since(registers, concluded)).unwrap_or_default(),
        of_others: of_other_controls(registers, held),
        version: registers.version_of("control_test", id),
        held: held.clone(),
    }
}

fn exception(registers: &Registers, id: &str) -> Option<ExceptionLine> {
    let (engagement, control) = registers.testing.of_exception(id)?;
    Some(ExceptionLine {
        id: id.to_owned(),
        engagement: engagement.to_owned(),
        control: control.to_owned(),
        held: registers.testing.exceptions.get(id)?.clone(),
        version: registers.version_of("exception", id),
    })
}

/// One population with its items.
#[derive(Clone, Debug)]
pub struct PopulationOf {
    /// Its id.
    pub id: String,
}

/// A population with what can be seen of its list.
#[derive(Clone, Debug, PartialEq)]
pub struct PopulationAnswer {
    /// Its id.
    pub id: String,
    /// What it is.
    pub held: HeldPopulation,
    /// What its list shows of itself.
    pub checks: ListChecks,
    /// Samples that were drawn from it.
    pub samples: Vec<String>,
    /// SHA-256 of its list as it is now: what freezing it would fix.
    pub sha256: String,
    /// The table of sizes that is read when a draw from it names none.
    pub profile: String,
    /// Its version, for a change that must name it.
    pub version: u64,
}

impl Question for PopulationOf {
    type Answer = PopulationAnswer;

    read_engagement!();

    fn reads(&self, _: &Registers) -> Option<(SubjectKind, String)> {
        Some((SubjectKind::Population, self.id.clone()))
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<PopulationAnswer, Refusal> {
        let registers = seen.organisation()?;
        let held = registers.testing.populations.get(&self.id);
        let held = held.filter(|held| both(seen, &held.population.engagement, &held.population.control));
        let held = held.ok_or_else(|| unknown("population", &self.id))?;
        let samples = registers.testing.samples.iter().filter(|(_, drawn)| drawn.sample.population == self.id);
        Ok(PopulationAnswer {
            id: self.id.clone(),
            checks: list_checks(&held.population),
            samples: samples.map(|(id, _)| id.clone()).collect(),
            sha256: list_sha256(&held.population.items),
            profile: registers.testing.chosen_profile(&held.population.engagement).to_owned(),
            version: registers.version_of("population", &self.id),
            held: held.clone(),
        })
    }
}

/// One sample.
#[derive(Clone, Debug)]
pub struct SampleOf {
    /// Its id.
    pub id: String,
}

/// A sample with how it is drawn again.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleAnswer {
    /// Its id.
    pub id: String,
    /// The engagement.
    pub engagement: String,
    /// The control.
    pub control: String,
    /// The draw and what it gave.
    pub held: HeldSample,
    /// The items with their days, in the order of the population.
    pub items: Vec<PopulationItem>,
    /// How it is drawn again.
    pub recipe: Vec<String>,
    /// Tests that use it.
    pub tests: Vec<String>,
}

impl Question for SampleOf {
    type Answer = SampleAnswer;

    read_engagement!();

    fn reads(&self, _: &Registers) -> Option<(SubjectKind, String)> {
        Some((SubjectKind::Sample, self.id.clone()))
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<SampleAnswer, Refusal> {
        let testing = &seen.organisation()?.testing;
        let none = || unknown("sample", &self.id);
        let held = testing.samples.get(&self.id).ok_or_else(none)?;
        let of = &testing.populations.get(&held.sample.population).ok_or_else(none)?.population;
        if !both(seen, &of.engagement, &of.control) {
            return Err(none());
        }
        let chosen: std::collections::BTreeSet<&String> = held.sample.items.iter().collect();
        let tests = testing.tests.iter().filter(|(_, test)| test.plan.sample.as_ref() == Some(&self.id));
        Ok(SampleAnswer {
            id: self.id.clone(),
            engagement: of.engagement.clone(),
            control: of.control.clone(),
            items: of.items.iter().filter(|item| chosen.contains(&item.id)).cloned().collect(),
            recipe: recipe(held),
            tests: tests.map(|(id, _)| id.clone()).collect(),
            held: held.clone(),
        })
    }
}

/// One test.
#[derive(Clone, Debug)]
pub struct TestOf {
    /// Its id.
    pub id: String,
}

/// A test with its exceptions.
#[derive(Clone, Debug, PartialEq)]
pub struct TestAnswer {
    /// The test.
    pub line: TestLine,
    /// Its exceptions.
    pub exceptions: Vec<ExceptionLine>,
}

impl Question for TestOf {
    type Answer = TestAnswer;

    read_engagement!();

    fn reads(&self, _: &Registers) -> Option<(SubjectKind, String)> {
        Some((SubjectKind::Test, self.id.clone()))
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<TestAnswer, Refusal> {
        let registers = seen.organisation()?;
        let held = registers.testing.tests.get(&self.id);
        let held = held.filter(|held| both(seen, &held.plan.engagement, &held.plan.control));
        let held = held.ok_or_else(|| unknown("test", &self.id))?;
        let all = registers.testing.exceptions.iter().filter(|(_, exception)| exception.note.test == self.id);
        Ok(TestAnswer {
            line: test(registers, &self.id, held),
            exceptions: all.filter_map(|(id, _)| exception(registers, id)).collect(),
        })
    }
}

/// One exception.
#[derive(Clone, Debug)]
pub struct ExceptionOf {
    /// Its id.
    pub id: String,
}

impl Question for ExceptionOf {
    type Answer = ExceptionLine;

    read_engagement!();

    fn reads(&self, _: &Registers) -> Option<(SubjectKind, String)> {
        Some((SubjectKind::Exception, self.id.clone()))
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ExceptionLine, Refusal> {
        let line = exception(seen.organisation()?, &self.id);
        let line = line.filter(|line| both(seen, &line.engagement, &line.control));
        line.ok_or_else(|| unknown("exception", &self.id))
    }
}

/// The tables of sample sizes: the own ones, and those of the library that none of them replaces.
#[derive(Clone, Copy, Debug)]
pub struct SamplingProfilesOf;

/// A table and whether it is the organisation's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileLine {
    /// The table.
    pub profile: SamplingProfile,
    /// It is an own one.
    pub own: bool,
    /// Its version, for a change that must name it.
    pub version: u64,
}

impl Question for SamplingProfilesOf {
    type Answer = Vec<ProfileLine>;

    read_engagement!();

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<ProfileLine>, Refusal> {
        let registers = seen.organisation()?;
        let own = &registers.testing.profiles;
        let line = |profile: &SamplingProfile, own| ProfileLine {
            profile: profile.clone(),
            own,
            version: registers.version_of("sampling_profile", &profile.id),
        };
        let library = crate::library::sampling_profiles().iter().filter(|profile| !own.contains_key(&profile.id));
        Ok(own.values().map(|profile| line(profile, true)).chain(library.map(|profile| line(profile, false))).collect())
    }
}

/// Which table of sizes is read when a draw names none.
#[derive(Clone, Copy, Debug)]
pub struct SamplingChoicesOf;

/// The table that is read for an engagement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamplingChoice {
    /// The engagement; `None` for those that have no choice of their own.
    pub engagement: Option<String>,
    /// Its title.
    pub title: String,
    /// The table.
    pub profile: String,
    /// It was chosen for this one; otherwise it follows the organisation's, and that the library's `default`.
    pub own: bool,
    /// Its version, for a change that must name it.
    pub version: u64,
}

impl Question for SamplingChoicesOf {
    type Answer = Vec<SamplingChoice>;

    read_engagement!();

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<SamplingChoice>, Refusal> {
        let registers = seen.organisation()?;
        let (testing, all) = (&registers.testing, &registers.engagements.engagements);
        let line = |engagement: Option<&String>, title: &str| {
            let key = engagement.map_or(ORGANISATION_WIDE, String::as_str);
            SamplingChoice {
                engagement: engagement.cloned(),
                title: title.to_owned(),
                profile: testing.chosen_profile(key).to_owned(),
                own: testing.chosen.contains_key(key),
                version: registers.version_of("sampling_choice", key),
            }
        };
        let live = all.iter().filter(|(id, held)| !held.state.over() && sees(seen, id));
        let mut lines: Vec<_> = live.map(|(id, held)| line(Some(id), &held.engagement.title)).collect();
        lines.sort_by_key(|line| line.engagement.as_ref().map(|id| (id.len(), id.clone())));
        lines.insert(0, line(None, ""));
        Ok(lines)
    }
}
