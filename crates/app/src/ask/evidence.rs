//! Questions about evidence: items, what is wrong with them, requests, reuse.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::evidence::{HeldEvidence, HeldEvidenceRequest};
use domain::reports::evidence::keep_until;
use domain::reports::evidence::{
    Check, EvidencePlan, Integrity, Marks, ReuseRatio, Serves, Twice, checks, evidence_plan, marks, reuse_ratio,
    same_as, serves, twice, wrong_now,
};
use domain::reports::programme::View;
use domain::rules::engagement::auditors;
use domain::rules::evidence::{Examined, item};
use domain::values::{Action, EvidenceState, EvidenceType, SubjectKind};
use jiff::civil::Date;
use std::collections::BTreeMap;

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

/// What an engagement is called among what may be seen.
const AUDITS: &str = "audit/";

/// What belongs to these persons today: their own, and what is examined in the engagements that they audit.
pub(crate) fn own_evidence(registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
    let all = registers.engagements.engagements.keys();
    let mine = |id: &&String| auditors(registers, id, today).iter().any(|person| selves.contains(person));
    selves.iter().cloned().chain(all.filter(mine).map(|id| format!("{AUDITS}{id}"))).collect()
}

/// The items that may be seen, worked out once for a question about many of them.
pub(crate) struct Sight<'a> {
    registers: &'a Registers,
    only: Option<(&'a [String], Examined<'a>)>,
}

impl<'a> Sight<'a> {
    pub(crate) fn of(seen: &Seen<'a>, registers: &'a Registers) -> Sight<'a> {
        let audits = |own: &'a [String]| own.iter().filter_map(|one| one.strip_prefix(AUDITS));
        Sight { registers, only: seen.only.map(|own| (own, Examined::of(registers, audits(own)))) }
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

impl Question for EvidenceList {
    type Answer = EvidencePage;

    fn needs(&self) -> Action {
        Action::ReadEvidence
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own_evidence(registers, selves, today)
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
            let fits = self.control.as_ref().is_none_or(|control| held.controls.contains_key(control))
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
        let lines = found.iter().skip(self.skip).take(take).map(|(_, id, held)| EvidenceLine {
            id: (*id).clone(),
            marks: marks(registers, held),
            broken: checks(registers, id, seen.on, &BTreeMap::new()).into_iter().filter(|c| !c.ok).collect(),
            held: (*held).clone(),
        });
        let behind = found.len().saturating_sub(self.skip).saturating_sub(take);
        Ok(EvidencePage { lines: lines.collect(), of, behind, states })
    }
}

fn number(id: &str) -> u64 {
    id.rsplit('-').next().and_then(|n| n.parse().ok()).unwrap_or_default()
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
        own_evidence(registers, selves, today)
    }

    fn reads(&self) -> Option<(SubjectKind, &str)> {
        Some((SubjectKind::Evidence, &self.id))
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
        Ok(EvidenceDetail {
            id: self.id.clone(),
            marks: marks(registers, held),
            checks: checks(registers, &self.id, seen.on, &self.files),
            serves: serves(registers, held, &View::default())?,
            keep_until: keep_until(registers, held),
            same,
            request: held.answers.as_ref().and_then(|id| registers.evidence.requests.get(id)).cloned(),
            version: registers.version_of("evidence", &self.id),
            held: held.clone(),
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
    /// Items that count, the denominator.
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
        let broken = wrong_now(registers, seen.on, &BTreeMap::new()).into_iter();
        Ok(WrongEvidenceAnswer {
            broken: broken
                .map(|(id, checks)| (title(&id).unwrap_or_default(), id, checks))
                .map(|(t, i, c)| (i, t, c))
                .collect(),
            twice: twice(registers),
            items: registers.evidence.items.values().filter(|held| held.counts()).count(),
        })
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

impl Question for ReuseRatioOf {
    type Answer = ReuseRatio;

    fn rights(&self) -> Vec<Action> {
        vec![Action::ReadProgramme, Action::ReadEvidence]
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ReuseRatio, Refusal> {
        reuse_ratio(seen.organisation()?, &self.0)
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
