//! Questions about evidence: items, what is wrong with them, requests, reuse.

use super::{Question, Read, Seen, own_and_examined};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::evidence::{HeldEvidence, HeldEvidenceRequest};
use domain::reports::evidence::keep_until;
use domain::reports::evidence::{
    Check, EvidencePlan, Integrity, Marks, Outcome, ReuseRatio, Serves, Twice, checks, checks_for, evidence_plan,
    followed, marks, outcome, reuse_ratio, same_as, serves, twice, wrong_now,
};
use domain::reports::programme::{self, View};
use domain::rules::evidence::{Examined, item};
use domain::values::{Action, EvidenceState, EvidenceType, SubjectKind};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Most items on one page.
pub const MAX_PAGE: usize = 200;

/// Items of evidence, the newest first, a page at a time.
#[derive(Clone, Debug, Default)]
pub struct EvidenceList {
    /// Only what shows this control.
    pub control: Option<String>,
    /// Only in this state.
    pub state: Option<EvidenceState>,
    /// Only of this type.
    pub kind: Option<EvidenceType>,
    /// Only what has these words in its title, source or id.
    pub words: String,
    /// Only what comes behind this item in the list.
    pub after: Option<String>,
    /// How many to pass over.
    pub skip: usize,
    /// How many to show, at most [`MAX_PAGE`].
    pub take: usize,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidenceLine {
    /// Its id.
    pub id: String,
    /// The item.
    pub held: HeldEvidence,
    /// Late, back-dated, after the close.
    pub marks: Marks,
    /// Rules that it breaks, without reading its files.
    pub broken: Vec<Check>,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidencePage {
    /// The lines.
    pub lines: Vec<EvidenceLine>,
    /// How many items there are that match.
    pub of: usize,
    /// How many of them come behind this page.
    pub behind: usize,
    /// How many by state, of all that may be seen.
    pub states: BTreeMap<EvidenceState, usize>,
}

/// The items that may be seen, worked out once for a question about many of them.
pub(crate) struct Sight<'a> {
    registers: &'a Registers,
    only: Option<(&'a [String], Examined<'a>)>,
    audits: BTreeSet<&'a str>,
    seen: Seen<'a>,
}

impl<'a> Sight<'a> {
    pub(crate) fn of(seen: &Seen<'a>, registers: &'a Registers) -> Sight<'a> {
        let only = seen.only.map(|own| (own, Examined::of(registers, seen.audits())));
        Sight { registers, only, audits: seen.audits().collect(), seen: *seen }
    }

    /// May this item be seen?
    pub(crate) fn sees(&self, id: &str, held: &HeldEvidence) -> bool {
        let Some((own, examined)) = &self.only else { return true };
        examined.sees(id, held) || {
            let of = item(self.registers, id).of;
            own.iter().any(|person| of.contains(person))
        }
    }
}

impl Sight<'_> {
    /// The item as it is shown: to who examines, with the controls alone that they examine.
    fn shown(&self, held: &HeldEvidence) -> HeldEvidence {
        let mut held = held.clone();
        if self.outside().is_some() {
            held.controls.retain(|control, _| self.seen.sees(self.registers, control));
            held.unlinked.retain(|control| self.seen.sees(self.registers, control));
        }
        held
    }

    /// The engagements that who asks examines from outside; `None` for everybody of the organisation.
    fn outside(&self) -> Option<&BTreeSet<&str>> {
        Some(&self.audits).filter(|audits| !audits.is_empty())
    }

    /// May an item be found by this control?
    fn tells(&self, control: &str) -> bool {
        self.outside().is_none() || self.seen.sees(self.registers, control)
    }

    /// The rules on an item, as they are told.
    fn checks(&self, id: &str, shown: &HeldEvidence, on: Date, files: &BTreeMap<String, Integrity>) -> Vec<Check> {
        match self.outside() {
            None => checks(self.registers, id, on, files),
            Some(engagements) => checks_for(self.registers, (id, shown), engagements, on, files),
        }
    }
}

impl Question for EvidenceList {
    type Answer = EvidencePage;

    fn needs(&self) -> Action {
        Action::ReadEvidence
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own_and_examined(registers, selves, today)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<EvidencePage, Refusal> {
        let registers = seen.organisation()?;
        let room = &registers.evidence;
        let words = self.words.trim().to_lowercase();
        let mut states = BTreeMap::new();
        let mut found: Vec<(i64, &String, &HeldEvidence)> = Vec::new();
        let sight = Sight::of(seen, registers);
        for (id, held) in room.items.iter().filter(|(id, held)| sight.sees(id, held)) {
            *states.entry(held.state).or_default() += 1;
            let evidence = &held.newest().evidence;
            let says = |text: &str| text.to_lowercase().contains(&words);
            let of_control = |control: &String| held.controls.contains_key(control) && sight.tells(control);
            let fits = self.control.as_ref().is_none_or(of_control)
                && self.state.is_none_or(|state| held.state == state)
                && self.kind.is_none_or(|kind| evidence.kind == kind)
                && (words.is_empty() || says(&evidence.title) || says(&evidence.source.system) || says(id));
            if fits {
                found.push((held.newest().received_us, id, held));
            }
        }
        found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| number(b.1).cmp(&number(a.1))));
        let of = found.len();
        if let Some(last) = &self.after {
            let unknown = || Refusal::Unknown { what: "evidence", id: last.clone(), nearest: None };
            let item = room.items.get(last).ok_or_else(unknown)?;
            let place = (item.newest().received_us, number(last));
            found.retain(|(at_us, id, _)| (*at_us, number(id)) < place);
        }
        let take = if self.take == 0 { MAX_PAGE } else { self.take.min(MAX_PAGE) };
        let lines = found.iter().skip(self.skip).take(take).map(|(_, id, held)| {
            let shown = sight.shown(held);
            let checks = sight.checks(id, &shown, seen.on, &BTreeMap::new());
            EvidenceLine {
                id: (*id).clone(),
                marks: marks(registers, held),
                broken: checks.into_iter().filter(|c| !c.ok).collect(),
                held: shown,
            }
        });
        let behind = found.len().saturating_sub(self.skip).saturating_sub(take);
        Ok(EvidencePage { lines: lines.collect(), of, behind, states })
    }
}

fn number(id: &str) -> u64 {
    id.rsplit('-').next().and_then(|n| n.parse().ok()).unwrap_or_default()
}

/// Id, title and source of every item that may be seen, to search in.
#[derive(Clone, Copy, Debug)]
pub struct EvidenceNames;

impl Question for EvidenceNames {
    type Answer = Vec<(String, String, String)>;

    fn needs(&self) -> Action {
        Action::ReadEvidence
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own_and_examined(registers, selves, today)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let registers = seen.organisation()?;
        let sight = Sight::of(seen, registers);
        let items = registers.evidence.items.iter().filter(|(id, held)| sight.sees(id, held));
        let named = items.map(|(id, held)| (id, &held.newest().evidence));
        Ok(named.map(|(id, evidence)| (id.clone(), evidence.title.clone(), evidence.source.system.clone())).collect())
    }
}

/// One item with everything that is known of it.
#[derive(Clone, Debug, Default)]
pub struct EvidenceOf {
    /// Its id.
    pub id: String,
    /// What is known of its files, by hash, where they were read for this answer.
    pub files: BTreeMap<String, Integrity>,
}

/// An item with its checks, its uses and its time.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidenceDetail {
    /// Its id.
    pub id: String,
    /// The item.
    pub held: HeldEvidence,
    /// Late, back-dated, after the close.
    pub marks: Marks,
    /// The twelve checks.
    pub checks: Vec<Check>,
    /// What it serves in both packages.
    pub serves: Serves,
    /// The last day on which it has to be kept, and the rule.
    pub keep_until: Option<(Date, String)>,
    /// Other items that are the same evidence, and why.
    pub same: Vec<(String, String)>,
    /// The request that it answers.
    pub request: Option<HeldEvidenceRequest>,
    /// What came of the results that it shows; `None` when it shows none that have to be acted on and nobody said more.
    pub outcome: Option<Outcome>,
    /// Its version, for a change that must name it.
    pub version: u64,
}

impl Question for EvidenceOf {
    type Answer = EvidenceDetail;

    fn needs(&self) -> Action {
        Action::ReadEvidence
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own_and_examined(registers, selves, today)
    }

    fn reads(&self, _: &Registers) -> Option<(SubjectKind, String)> {
        Some((SubjectKind::Evidence, self.id.clone()))
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<EvidenceDetail, Refusal> {
        let registers = seen.organisation()?;
        let unknown = || Refusal::Unknown { what: "evidence", id: self.id.clone(), nearest: None };
        let held = registers.evidence.items.get(&self.id).ok_or_else(unknown)?;
        let sight = Sight::of(seen, registers);
        if !sight.sees(&self.id, held) {
            return Err(unknown());
        }
        let mut same = same_as(registers, &self.id);
        same.retain(|(other, _)| registers.evidence.items.get(other).is_some_and(|held| sight.sees(other, held)));
        let mut shown = sight.shown(held);
        let mut serves = serves(registers, &shown, &View::default())?;
        let mut request = held.answers.as_ref().and_then(|id| registers.evidence.requests.get(id)).cloned();
        if sight.outside().is_some() {
            // What else it could serve is the programme's to know.
            (serves.iso, serves.certification) = (BTreeMap::new(), false);
            request = request.filter(|held| seen.sees(registers, &held.request.control));
            for said in &mut shown.follow_ups {
                said.follow_up.nonconformities.clear();
                let there = |id: &String| registers.evidence.items.get(id).is_some_and(|held| sight.sees(id, held));
                said.follow_up.evidence.retain(there);
            }
        }
        let kind = held.newest().evidence.kind;
        let results = kind.has_results() || !held.follow_ups.is_empty();
        Ok(EvidenceDetail {
            id: self.id.clone(),
            marks: marks(registers, held),
            checks: sight.checks(&self.id, &shown, seen.on, &self.files),
            serves,
            keep_until: keep_until(registers, &shown),
            same,
            request,
            outcome: results.then(|| outcome(registers, held)),
            version: registers.version_of("evidence", &self.id),
            held: shown,
        })
    }
}

/// What is wrong with evidence now: rules broken, the same evidence twice, requests that are overdue.
#[derive(Clone, Copy, Debug)]
pub struct WrongEvidence;

/// What is wrong now.
#[derive(Clone, Debug, PartialEq)]
pub struct WrongEvidenceAnswer {
    /// Items with the rules that they break, the newest first, with their titles.
    pub broken: Vec<(String, String, Vec<Check>)>,
    /// The same evidence twice.
    pub twice: Vec<Twice>,
    /// Items that count, of which some may be the same evidence twice.
    pub counting: usize,
    /// Items that count and those disposed of too soon: the denominator of what breaks a rule.
    pub items: usize,
}

impl Question for WrongEvidence {
    type Answer = WrongEvidenceAnswer;

    fn needs(&self) -> Action {
        Action::ReadEvidence
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<WrongEvidenceAnswer, Refusal> {
        let registers = seen.organisation()?;
        let title = |id: &str| registers.evidence.items.get(id).map(|h| h.newest().evidence.title.clone());
        let items = &registers.evidence.items;
        let counts = |id: &String| items.get(id).is_some_and(HeldEvidence::counts);
        let broken = wrong_now(registers, seen.on, &BTreeMap::new());
        let too_soon = broken.iter().filter(|(id, _)| !counts(id)).count();
        let counting = items.values().filter(|held| held.counts()).count();
        Ok(WrongEvidenceAnswer {
            broken: broken
                .into_iter()
                .map(|(id, checks)| (title(&id).unwrap_or_default(), id, checks))
                .map(|(t, i, c)| (i, t, c))
                .collect(),
            twice: twice(registers),
            counting,
            items: counting + too_soon,
        })
    }
}

/// What came of the results of reviews, tests and monitoring (R174).
#[derive(Clone, Copy, Debug)]
pub struct FollowedEvidence;

/// An accepted item whose results somebody has to act on.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowedItem {
    /// Its id.
    pub id: String,
    /// The item.
    pub held: HeldEvidence,
    /// What came of it.
    pub outcome: Outcome,
}

impl Question for FollowedEvidence {
    type Answer = Vec<FollowedItem>;

    fn needs(&self) -> Action {
        Action::ReadEvidence
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<FollowedItem>, Refusal> {
        let items = followed(seen.organisation()?).into_iter();
        Ok(items
            .map(|item| FollowedItem { id: item.id.to_owned(), held: item.held.clone(), outcome: item.outcome })
            .collect())
    }
}

/// Requests for evidence: all, or those of oneself.
#[derive(Clone, Copy, Debug)]
pub struct EvidenceRequests;

/// A request with its id and version.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestLine {
    /// Its id.
    pub id: String,
    /// The request.
    pub held: HeldEvidenceRequest,
    /// Past its day, and open.
    pub overdue: bool,
    /// Its version, for a change that must name it.
    pub version: u64,
}

impl Question for EvidenceRequests {
    type Answer = Vec<RequestLine>;

    fn needs(&self) -> Action {
        Action::ReadEvidence
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<RequestLine>, Refusal> {
        let registers = seen.organisation()?;
        let own = |held: &HeldEvidenceRequest| {
            seen.only.is_none_or(|own| own.contains(&held.request.person) || own.contains(&held.by))
                || seen.sees(registers, &held.request.control)
        };
        let mut lines: Vec<RequestLine> = registers
            .evidence
            .requests
            .iter()
            .filter(|(_, held)| own(held))
            .map(|(id, held)| RequestLine {
                id: id.clone(),
                overdue: held.open() && held.request.due < seen.on,
                version: registers.version_of("evidence_request", id),
                held: held.clone(),
            })
            .collect();
        lines.sort_by_key(|line| (!line.held.open(), line.held.request.due, number(&line.id)));
        Ok(lines)
    }
}

/// How much of the certification audit the evidence for SOC 2 serves already.
#[derive(Clone, Debug, Default)]
pub struct ReuseRatioOf(pub View);

/// The ratio, and how it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReuseRatioAnswer {
    /// How it was read: by the rows of the crosswalk itself, without layers of suggestions.
    pub read: Read,
    /// The ratio.
    pub ratio: ReuseRatio,
}

impl Question for ReuseRatioOf {
    type Answer = ReuseRatioAnswer;

    fn rights(&self) -> Vec<Action> {
        vec![Action::ReadProgramme, Action::ReadEvidence]
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ReuseRatioAnswer, Refusal> {
        let registers = seen.organisation()?;
        let read = Read { layers: Vec::new(), ..Read::of(&programme::lens(registers, &self.0)?) };
        Ok(ReuseRatioAnswer { read, ratio: reuse_ratio(registers, &self.0)? })
    }
}

/// Which types of evidence are expected for each item of both frameworks.
#[derive(Clone, Debug, Default)]
pub struct EvidencePlanOf(pub View);

impl Question for EvidencePlanOf {
    type Answer = EvidencePlan;

    fn rights(&self) -> Vec<Action> {
        vec![Action::ReadProgramme, Action::ReadEvidence]
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<EvidencePlan, Refusal> {
        evidence_plan(seen.organisation()?, &self.0)
    }
}
