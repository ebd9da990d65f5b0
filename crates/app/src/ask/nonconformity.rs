//! Questions about nonconformities and corrective action.

use super::evidence::Sight;
use super::{Question, Seen, own_and_examined};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::nonconformity::HeldNonconformity;
use domain::reports::nonconformity::{
    CitedEvidence, Filter, Line, NonconformitiesReport, Trace, about_control, citing, engagement_of, from_reference,
    nonconformities, one, trace,
};
use domain::rules::ImportPlan;
use domain::rules::nonconformity::plan;
use domain::values::nonconformity::{NonconformityRow, NonconformityRules};
use domain::values::{Action, SubjectKind};
use jiff::civil::Date;

/// The register; whoever sees a part alone sees those that they raised, answer for or have a line of action of.
#[derive(Clone, Debug, Default)]
pub struct NonconformitiesOf {
    /// Which of them are listed; the figures speak of all that are seen.
    pub filter: Filter,
}

/// The register on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct NonconformitiesAnswer {
    /// Every one that is seen, and the figures.
    pub report: NonconformitiesReport,
    /// Those that are wanted, in the order of their numbers.
    pub rows: Vec<(HeldNonconformity, Line)>,
    /// Deadlines and waiting time.
    pub rules: NonconformityRules,
    /// Version of the deadlines, for a change that must name it.
    pub rules_version: u64,
    /// Only a part is seen.
    pub part: bool,
}

fn seen_by(seen: &Seen<'_>, registers: &Registers, held: &HeldNonconformity) -> bool {
    seen.only.is_none_or(|persons| held.persons().iter().any(|person| persons.contains(person)))
        || engagement_of(registers, held).is_some_and(|of| seen.audits().any(|mine| mine == of))
}

/// It, as it is told: to who examines, with the controls alone that they examine.
fn told(seen: &Seen<'_>, registers: &Registers, held: &HeldNonconformity) -> HeldNonconformity {
    let mut held = held.clone();
    if seen.from_outside() {
        held.nonconformity.controls.retain(|control| seen.sees(registers, control));
    }
    held
}

/// Its controls and evidence, as far as who examines may see them.
fn traced(seen: &Seen<'_>, registers: &Registers, held: &HeldNonconformity) -> Trace {
    let mut found = trace(registers, held);
    if seen.from_outside() {
        let sight = Sight::of(seen, registers);
        let items = &registers.evidence.items;
        let sees = |cited: &CitedEvidence| items.get(&cited.id).is_some_and(|held| sight.sees(&cited.id, held));
        found.controls.retain(|touched| seen.sees(registers, &touched.id));
        for touched in &mut found.controls {
            touched.evidence.retain(sees);
        }
        found.evidence.retain(sees);
    }
    found
}

impl Question for NonconformitiesOf {
    type Answer = NonconformitiesAnswer;

    fn needs(&self) -> Action {
        Action::ReadNonconformities
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own_and_examined(registers, selves, today)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<NonconformitiesAnswer, Refusal> {
        let registers = seen.organisation()?;
        let register = &registers.nonconformities;
        let report = nonconformities(registers, seen.on, |held| seen_by(seen, registers, held));
        let held = |line: &Line| Some((told(seen, registers, register.nonconformities.get(&line.id)?), line.clone()));
        let rows = report.lines.iter().filter_map(held).filter(|(held, line)| self.filter.wants(held, line)).collect();
        Ok(NonconformitiesAnswer {
            report,
            rows,
            rules: register.rules,
            rules_version: registers.version_of("nonconformity_rules", "nonconformities"),
            part: seen.only.is_some(),
        })
    }
}

/// One nonconformity, with what it leads to.
#[derive(Clone, Debug)]
pub struct NonconformityOf(pub String);

/// One nonconformity on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct NonconformityDetail {
    /// It, and what was done about it.
    pub held: HeldNonconformity,
    /// How it stands.
    pub line: Line,
    /// Its controls and evidence.
    pub trace: Trace,
    /// Deadlines and waiting time.
    pub rules: NonconformityRules,
}

impl Question for NonconformityOf {
    type Answer = NonconformityDetail;

    fn needs(&self) -> Action {
        Action::ReadNonconformities
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own_and_examined(registers, selves, today)
    }

    /// Who examines sees those that came from an exception of the engagement: it is a reading of that exception.
    fn reads(&self, registers: &Registers) -> Option<(SubjectKind, String)> {
        let held = registers.nonconformities.nonconformities.get(&self.0)?;
        engagement_of(registers, held)?;
        Some((SubjectKind::Exception, format!("{}/{}", held.nonconformity.reference, self.0)))
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<NonconformityDetail, Refusal> {
        let registers = seen.organisation()?;
        let register = &registers.nonconformities;
        let unknown = || Refusal::Unknown { what: "nonconformity", id: self.0.clone(), nearest: None };
        let held =
            register.nonconformities.get(&self.0).filter(|held| seen_by(seen, registers, held)).ok_or_else(unknown)?;
        Ok(NonconformityDetail {
            line: one(registers, &self.0, held, seen.on),
            trace: traced(seen, registers, held),
            rules: register.rules,
            held: told(seen, registers, held),
        })
    }
}

/// The nonconformities that point at something: an own control, an item of evidence, or what they came from.
#[derive(Clone, Debug)]
pub enum NonconformitiesAbout {
    /// That touch this own control.
    Control(String),
    /// That cite this item of evidence, or were raised because of it.
    Evidence(String),
    /// That came from this exception, collector or supplier.
    Source(String),
}

impl Question for NonconformitiesAbout {
    type Answer = Vec<(String, HeldNonconformity)>;

    fn needs(&self) -> Action {
        Action::ReadNonconformities
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own_and_examined(registers, selves, today)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let registers = seen.organisation()?;
        let ids = match self {
            NonconformitiesAbout::Control(id) => about_control(registers, id),
            NonconformitiesAbout::Evidence(id) => citing(registers, id),
            NonconformitiesAbout::Source(id) => from_reference(registers, id),
        };
        let all = &registers.nonconformities.nonconformities;
        let held = |id: String| {
            all.get(&id).filter(|held| seen_by(seen, registers, held)).map(|held| (id, told(seen, registers, held)))
        };
        Ok(ids.into_iter().filter_map(held).collect())
    }
}

/// What importing a list of nonconformities would do.
#[derive(Clone, Copy, Debug)]
pub struct PreviewNonconformities<'a>(pub &'a [NonconformityRow]);

impl Question for PreviewNonconformities<'_> {
    type Answer = ImportPlan;

    fn needs(&self) -> Action {
        Action::WorkNonconformity
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ImportPlan, Refusal> {
        Ok(plan(seen.organisation()?, self.0, seen.on))
    }
}
