//! Questions about controlled documents.

use super::{Question, Seen};
use crate::clock;
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::policy::{HeldPolicy, HeldPolicyVersion};
use domain::reports::policy::{
    LeftAsIs, PieceLine, PolicyFigures, PolicyFilter, PolicyLine, Practice, SameTopic, TextChecks, TextDifference,
    difference, line, pieces, policies, practice, same_topics, text_checks, unchanged,
};
use domain::reports::search::FoundKind;
use domain::rules::ImportPlan;
use domain::rules::policy::{plan, readers};
use domain::values::Action;
use domain::values::policy::{Policy, PolicyDocument, ids_in};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

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
    /// Figures of all that who asks reads.
    pub figures: PolicyFigures,
    /// The pieces of documented information that ISO/IEC 27001 names, with the documents among them that who asks reads.
    pub pieces: Vec<PieceLine>,
    /// Pairs of documents for one topic, of those that who asks reads.
    pub same: Vec<SameTopic>,
    /// How many who asks reads, retired ones included (R160).
    pub all: usize,
}

impl Question for PoliciesOf {
    type Answer = PoliciesAnswer;

    fn needs(&self) -> Action {
        Action::ReadPolicies
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<PoliciesAnswer, Refusal> {
        let registers = seen.organisation()?;
        let reads = |id: &str, _: &HeldPolicy| seen.reads_document(id);
        let report = policies(registers, seen.on, reads);
        let all = report.lines.len();
        let held = |line: PolicyLine| Some((registers.policies.policies.get(&line.id)?, line));
        let wanted = report.lines.into_iter().filter_map(held).filter(|(held, line)| self.filter.wants(held, line));
        Ok(PoliciesAnswer {
            rows: wanted.map(|(held, line)| (held.policy.clone(), line)).collect(),
            figures: report.figures,
            pieces: pieces(registers, seen.on, reads),
            same: same(seen, registers),
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
    /// The day that this is judged on.
    pub on: Date,
    /// What its text says of how often something is done and of what has to be so, against what evidence shows.
    pub practice: Vec<Practice>,
    /// How much of its text stands in a starter text, where any of it does (R163).
    pub left: Option<LeftAsIs>,
    /// What its text in force and its draft name by id, as it is written there: own controls, controls of Annex A, criteria.
    pub named: BTreeMap<String, FoundKind>,
    /// Those whom it is for today.
    pub readers: BTreeSet<String>,
    /// Documents for the same topic, and why they look alike.
    pub same: Vec<(String, &'static str)>,
}

/// The document with this id or number; one that is kept from who asks is not known (R160).
fn find<'a>(seen: &Seen<'a>, id: &str) -> Result<(&'a String, &'a HeldPolicy), Refusal> {
    let register = &seen.organisation()?.policies;
    let found = register.policies.get_key_value(id).or_else(|| register.numbered(id));
    let found = found.filter(|(id, _)| seen.reads_document(id));
    found.ok_or_else(|| Refusal::Unknown { what: "document", id: id.to_owned(), nearest: None })
}

/// A document without the texts that were disposed of since: an earlier day does not bring them back (R161).
fn kept(seen: &Seen<'_>, id: &str, held: &HeldPolicy) -> HeldPolicy {
    let mut held = held.clone();
    let now = seen.asker.and_then(|asker| asker.registers.policies.policies.get(id));
    for version in &mut held.versions {
        let later = now.and_then(|now| now.version(version.number));
        // Before it was published a version could have another text; what was disposed of is the version.
        if let Some(said) = later.and_then(|later| later.disposed.as_ref()) {
            version.text.clear();
            version.disposed = Some(said.clone());
        }
    }
    held
}

/// Pairs of documents for one topic, where who asks reads both.
fn same(seen: &Seen<'_>, registers: &Registers) -> Vec<SameTopic> {
    let pairs = same_topics(registers).into_iter();
    pairs.filter(|pair| seen.reads_document(&pair.a) && seen.reads_document(&pair.b)).collect()
}

impl Question for PolicyOf {
    type Answer = PolicyDetail;

    fn needs(&self) -> Action {
        Action::ReadPolicies
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<PolicyDetail, Refusal> {
        let registers = seen.organisation()?;
        let (id, held) = find(seen, &self.0)?;
        let held = kept(seen, id, held);
        let pairs = same(seen, registers).into_iter();
        let other = |pair: SameTopic| match (&pair.a == id, &pair.b == id) {
            (true, _) => Some((pair.b, pair.why)),
            (_, true) => Some((pair.a, pair.why)),
            _ => None,
        };
        Ok(PolicyDetail {
            id: id.clone(),
            line: line(registers, id, &held, seen.on),
            on: seen.on,
            practice: practice(registers, &held, seen.on),
            left: held.speaks(seen.on).and_then(|version| unchanged(&version.text)),
            named: named(registers, &held, seen.on),
            readers: readers(registers, &held.policy),
            same: pairs.filter_map(other).collect(),
            held,
        })
    }
}

/// The ids that stand in the text in force and in the draft.
fn named(registers: &Registers, held: &HeldPolicy, on: Date) -> BTreeMap<String, FoundKind> {
    let texts = held.speaks(on).into_iter().chain(held.open());
    let kind = |word: &str| match registers.controls.get(word) {
        Some(_) => Some(FoundKind::Control),
        None => {
            let item = registers.catalogue.frameworks().any(|framework| framework.item(word).is_some());
            item.then_some(FoundKind::Item)
        }
    };
    texts.flat_map(|version| ids_in(&version.text)).filter_map(|id| Some((id.to_owned(), kind(id)?))).collect()
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
        let held = kept(seen, id, held);
        let newest = held.newest().map_or(1, |version| version.number);
        let to = self.to.unwrap_or(newest);
        let current = held.current(seen.on).map(|version| version.number).filter(|number| *number < to);
        let from = self.from.or(current).unwrap_or(to.saturating_sub(1).max(1));
        let version = |number: u32| {
            let unknown = || Refusal::Unknown { what: "version", id: format!("{number} of {id}"), nearest: None };
            let version = held.version(number).ok_or_else(unknown)?;
            text_of(id, version)
        };
        Ok(PolicyDifference {
            id: id.clone(),
            title: held.policy.title.clone(),
            difference: difference(version(from)?, version(to)?),
            from,
            to,
            versions: newest,
        })
    }
}

/// The text of a version.
///
/// # Errors
/// A refusal that says when it was disposed of (R161).
pub fn text_of<'a>(id: &str, version: &'a HeldPolicyVersion) -> Result<&'a str, Refusal> {
    match &version.disposed {
        None => Ok(&version.text),
        Some(said) => Err(Refusal::NotPossible {
            sentence: format!(
                "version {} of {id} was disposed of on {}: its text is not kept",
                version.number,
                clock::day_of(said.at_us)
            ),
            hint: "name a version whose text is kept; its hash, its days and its approvals are".to_owned(),
        }),
    }
}

/// What the texts of documents are asked about: left as in a starter text, or saying what nothing shows (R163).
#[derive(Clone, Copy, Debug, Default)]
pub struct PolicyChecksOf;

impl Question for PolicyChecksOf {
    type Answer = TextChecks;

    fn needs(&self) -> Action {
        Action::ReadPolicies
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<TextChecks, Refusal> {
        Ok(text_checks(seen.organisation()?, seen.on, |id, _| seen.reads_document(id)))
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
