//! Questions about controlled documents.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::policy::HeldPolicy;
use domain::reports::policy::{
    PieceLine, PolicyFigures, PolicyFilter, PolicyLine, Practice, SameTopic, TextDifference, difference, line, pieces,
    policies, practice, same_topics,
};
use domain::rules::ImportPlan;
use domain::rules::policy::{plan, readers};
use domain::values::Action;
use domain::values::policy::{Policy, PolicyDocument};
use std::collections::BTreeSet;

/// The register of documents.
#[derive(Clone, Debug, Default)]
pub struct PoliciesOf {
    /// Which of them are listed; the figures speak of all.
    pub filter: PolicyFilter,
}

/// The register on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct PoliciesAnswer {
    /// Those that are wanted, in the order of their ids: what is said of each, and where it stands.
    pub rows: Vec<(Policy, PolicyLine)>,
    /// Figures of all of them.
    pub figures: PolicyFigures,
    /// The pieces of documented information that ISO/IEC 27001 names.
    pub pieces: Vec<PieceLine>,
    /// Pairs of documents for one topic.
    pub same: Vec<SameTopic>,
    /// How many there are, retired ones included.
    pub all: usize,
}

impl Question for PoliciesOf {
    type Answer = PoliciesAnswer;

    fn needs(&self) -> Action {
        Action::ReadPolicies
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<PoliciesAnswer, Refusal> {
        let registers = seen.organisation()?;
        let report = policies(registers, seen.on, |_| true);
        let all = report.lines.len();
        let held = |line: PolicyLine| Some((registers.policies.policies.get(&line.id)?, line));
        let wanted = report.lines.into_iter().filter_map(held).filter(|(held, line)| self.filter.wants(held, line));
        Ok(PoliciesAnswer {
            rows: wanted.map(|(held, line)| (held.policy.clone(), line)).collect(),
            figures: report.figures,
            pieces: pieces(registers, seen.on),
            same: same_topics(registers),
            all,
        })
    }
}

/// One document, by its id or its number.
#[derive(Clone, Debug)]
pub struct PolicyOf(pub String);

/// One document on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyDetail {
    /// Its id.
    pub id: String,
    /// It, and its versions.
    pub held: HeldPolicy,
    /// How it stands.
    pub line: PolicyLine,
    /// What its text says of how often something is done, against what evidence shows.
    pub practice: Vec<Practice>,
    /// Those whom it is for today.
    pub readers: BTreeSet<String>,
    /// Documents for the same topic, and why they look alike.
    pub same: Vec<(String, &'static str)>,
}

fn find<'a>(seen: &Seen<'a>, id: &str) -> Result<(&'a String, &'a HeldPolicy), Refusal> {
    let register = &seen.organisation()?.policies;
    let found = register.policies.get_key_value(id).or_else(|| register.numbered(id));
    found.ok_or_else(|| Refusal::Unknown { what: "document", id: id.to_owned(), nearest: None })
}

impl Question for PolicyOf {
    type Answer = PolicyDetail;

    fn needs(&self) -> Action {
        Action::ReadPolicies
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<PolicyDetail, Refusal> {
        let registers = seen.organisation()?;
        let (id, held) = find(seen, &self.0)?;
        let pairs = same_topics(registers).into_iter();
        let other = |pair: SameTopic| match (&pair.a == id, &pair.b == id) {
            (true, _) => Some((pair.b, pair.why)),
            (_, true) => Some((pair.a, pair.why)),
            _ => None,
        };
        Ok(PolicyDetail {
            id: id.clone(),
            line: line(registers, id, held, seen.on),
            practice: practice(registers, held, seen.on),
            readers: readers(registers, &held.policy),
            same: pairs.filter_map(other).collect(),
            held: held.clone(),
        })
    }
}

/// What changed from one version of a document to another.
#[derive(Clone, Debug)]
pub struct PolicyDifferenceOf {
    /// The document, by its id or its number.
    pub id: String,
    /// The earlier version; the one in force, or the first, when left out.
    pub from: Option<u32>,
    /// The later version; the newest when left out.
    pub to: Option<u32>,
}

/// A difference of two versions.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyDifference {
    /// The document.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The earlier version.
    pub from: u32,
    /// The later version.
    pub to: u32,
    /// How many versions there are.
    pub versions: u32,
    /// What changed.
    pub difference: TextDifference,
}

impl Question for PolicyDifferenceOf {
    type Answer = PolicyDifference;

    fn needs(&self) -> Action {
        Action::ReadPolicies
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<PolicyDifference, Refusal> {
        let (id, held) = find(seen, &self.id)?;
        let newest = held.newest().map_or(1, |version| version.number);
        let to = self.to.unwrap_or(newest);
        let current = held.current(seen.on).map(|version| version.number).filter(|number| *number < to);
        let from = self.from.or(current).unwrap_or(to.saturating_sub(1).max(1));
        let version = |number: u32| {
            let unknown = || Refusal::Unknown { what: "version", id: format!("{number} of {id}"), nearest: None };
            held.version(number).ok_or_else(unknown)
        };
        Ok(PolicyDifference {
            id: id.clone(),
            title: held.policy.title.clone(),
            difference: difference(&version(from)?.text, &version(to)?.text),
            from,
            to,
            versions: newest,
        })
    }
}

/// What importing documents would do.
#[derive(Clone, Copy, Debug)]
pub struct PreviewPolicies<'a>(pub &'a [PolicyDocument]);

impl Question for PreviewPolicies<'_> {
    type Answer = ImportPlan;

    fn needs(&self) -> Action {
        Action::WritePolicy
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ImportPlan, Refusal> {
        Ok(plan(seen.organisation()?, self.0))
    }
}
