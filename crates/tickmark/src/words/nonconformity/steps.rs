//! One nonconformity with all that was done about it.

use super::NonconformityLineWords;
use crate::words::NamedWords;
use app::Within;
use app::ask::NonconformityDetail;
use app::clock::minute_of;
use domain::registers::nonconformity::{Done, HeldAction, Judgement, Round, Said};
use domain::reports::nonconformity::{CitedEvidence, Trace};
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// What was found, as it is recorded.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({
    "title": "Leavers keep their access", "description": "Access is to end within a day; four of ten leavers kept it for a week.",
    "source": "exception", "reference": "EX-1", "class": "minor", "against": ["A.5.18", "CC6.2"], "controls": ["AC-03"],
    "owner": null, "found": "2026-03-02"
}))]
pub struct ShapeOfNonconformity {
    /// What it is called.
    title: String,
    /// What was required, what was seen instead, and where.
    description: String,
    /// `audit`, `incident`, `exception`, `collector`, `supplier`, `complaint` or `other`.
    source: String,
    /// What it came from: `EX-3`, `CO-2`, `SU-4`, `SI-1`, or the number in somebody else's list.
    reference: Option<String>,
    /// `major`, `minor` or `opportunity`.
    class: String,
    /// Clauses, controls of Annex A and criteria that it is against.
    against: Option<Vec<String>>,
    /// Own controls that it touches.
    controls: Option<Vec<String>>,
    /// Id of the person who answers for it.
    owner: Option<String>,
    /// The day on which it was found.
    #[schema(format = Date)]
    found: String,
    /// A day that was agreed, such as that of the next visit; else the deadline of its class counts.
    #[schema(format = Date)]
    agreed: Option<String>,
}

/// A line of corrective action.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "what": "End access from the list of leavers each night", "owner": "p-1", "due": "2026-04-30" }))]
pub struct ShapeOfAction {
    /// What is done, so that the cause does not come back.
    what: String,
    /// Id of the person who carries it out.
    owner: String,
    /// By when.
    #[schema(format = Date)]
    due: String,
}

/// Deadlines by class and the waiting time, in days.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "major_days": 90, "minor_days": 180, "opportunity_days": 0, "wait_days": 30 }))]
pub struct ShapeOfRules {
    /// 1 to 1095.
    major_days: u32,
    /// 1 to 1095.
    minor_days: u32,
    /// 0 for no deadline.
    opportunity_days: Option<u32>,
    /// 0 to 1095.
    wait_days: u32,
}

/// A text with who said it and when.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonconformitySaidWords {
    /// The text.
    pub text: String,
    /// The day that was named for it; null where only the time of recording counts.
    pub on: Option<String>,
    /// The method, for a cause.
    pub method: Option<String>,
    /// Evidence of it.
    pub evidence: Vec<String>,
    /// Who recorded it.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

/// A line of action.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonconformityActionWords {
    /// Its number in this round, from 1.
    pub number: usize,
    /// What is done.
    pub what: String,
    /// Who carries it out.
    pub owner: NamedWords,
    /// By when.
    pub due: String,
    /// That it was carried out.
    pub done: Option<NonconformitySaidWords>,
    /// Why it was dropped.
    pub dropped: Option<NonconformitySaidWords>,
}

/// A judgement whether action worked.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonconformityJudgementWords {
    /// `effective` or `ineffective`.
    pub result: &'static str,
    /// What was seen.
    #[serde(flatten)]
    pub said: NonconformitySaidWords,
}

/// A round of action that did not work.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonconformityRoundWords {
    /// The cause as it was seen then.
    pub cause: Option<String>,
    /// What was done.
    pub actions: Vec<NonconformityActionWords>,
    /// What the judgement said.
    pub judgement: NonconformityJudgementWords,
}

/// Evidence as it stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonconformityEvidenceWords {
    /// Id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its state.
    pub state: &'static str,
    /// Does it count: neither rejected nor withdrawn nor disposed of?
    pub counts: bool,
}

/// An own control that it touches, with the newest evidence that shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonconformityControlWords {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// It follows from what the nonconformity came from, and nobody named it.
    pub by_source: bool,
    /// The newest evidence that shows it.
    pub evidence: Vec<NonconformityEvidenceWords>,
}

/// One nonconformity.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonconformityWords {
    /// What the list shows.
    #[serde(flatten)]
    pub line: NonconformityLineWords,
    /// What was required, what was seen instead, and where.
    pub description: String,
    /// A day that was agreed for it.
    pub agreed: Option<String>,
    /// Who raised it.
    pub raised_by: NamedWords,
    /// When.
    pub raised_at: String,
    /// How it was corrected.
    pub correction: Option<NonconformitySaidWords>,
    /// Its cause.
    pub cause: Option<NonconformitySaidWords>,
    /// What a look for similar cases found.
    pub similar_cases: Option<NonconformitySaidWords>,
    /// Lines of action of this round.
    pub actions: Vec<NonconformityActionWords>,
    /// Why no action is needed.
    pub no_action: Option<NonconformitySaidWords>,
    /// That it worked.
    pub effectiveness: Option<NonconformityJudgementWords>,
    /// Earlier rounds, whose action did not work.
    pub rounds: Vec<NonconformityRoundWords>,
    /// The evidence that it cites.
    pub evidence: Vec<NonconformityEvidenceWords>,
    /// The own controls that it touches, with their evidence.
    pub traced: Vec<NonconformityControlWords>,
    /// The note of closing, or why it was rejected.
    pub ending: Option<NonconformitySaidWords>,
}

fn said(app: &Within<'_>, text: &str, by: &str, at_us: i64) -> NonconformitySaidWords {
    let (text, by, at) = (text.to_owned(), NamedWords::of(app, by), minute_of(at_us));
    NonconformitySaidWords { text, on: None, method: None, evidence: Vec::new(), by, at }
}

fn plainly(app: &Within<'_>, one: &Said) -> NonconformitySaidWords {
    said(app, &one.text, &one.by, one.at_us)
}

fn list(ids: &BTreeSet<String>) -> Vec<String> {
    ids.iter().cloned().collect()
}

fn done(app: &Within<'_>, done: &Done) -> NonconformitySaidWords {
    let words = said(app, &done.note, &done.by, done.at_us);
    NonconformitySaidWords { on: Some(done.on.to_string()), evidence: list(&done.evidence), ..words }
}

fn judged(app: &Within<'_>, one: &Judgement) -> NonconformityJudgementWords {
    let words = said(app, &one.note, &one.by, one.at_us);
    let said = NonconformitySaidWords { on: Some(one.on.to_string()), evidence: list(&one.evidence), ..words };
    NonconformityJudgementWords { result: one.result.id(), said }
}

fn actions(app: &Within<'_>, lines: &[HeldAction]) -> Vec<NonconformityActionWords> {
    let all = lines.iter().enumerate().map(|(at, line)| NonconformityActionWords {
        number: at + 1,
        what: line.action.what.clone(),
        owner: NamedWords::of(app, &line.action.owner),
        due: line.action.due.to_string(),
        done: line.done.as_ref().map(|one| done(app, one)),
        dropped: line.dropped.as_ref().map(|one| plainly(app, one)),
    });
    all.collect()
}

fn round(app: &Within<'_>, round: &Round) -> NonconformityRoundWords {
    NonconformityRoundWords {
        cause: round.cause.as_ref().map(|cause| cause.text.clone()),
        actions: actions(app, &round.actions),
        judgement: judged(app, &round.judgement),
    }
}

fn cited(all: &[CitedEvidence]) -> Vec<NonconformityEvidenceWords> {
    let words = |one: &CitedEvidence| {
        let (id, title) = (one.id.clone(), one.title.clone());
        NonconformityEvidenceWords { id, title, state: one.state.id(), counts: one.counts }
    };
    all.iter().map(words).collect()
}

fn traced(trace: &Trace) -> Vec<NonconformityControlWords> {
    let all = trace.controls.iter().map(|one| NonconformityControlWords {
        id: one.id.clone(),
        name: one.name.clone(),
        by_source: one.by_source,
        evidence: cited(&one.evidence),
    });
    all.collect()
}

impl NonconformityWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, detail: &NonconformityDetail) -> NonconformityWords {
        let held = &detail.held;
        NonconformityWords {
            line: NonconformityLineWords::of(app, held, &detail.line),
            description: held.nonconformity.description.clone(),
            agreed: held.nonconformity.agreed.map(|day| day.to_string()),
            raised_by: NamedWords::of(app, &held.raised_by),
            raised_at: minute_of(held.raised_us),
            correction: held.correction.as_ref().map(|one| NonconformitySaidWords {
                on: Some(one.on.to_string()),
                evidence: list(&one.evidence),
                ..said(app, &one.text, &one.by, one.at_us)
            }),
            cause: held.cause.as_ref().map(|one| NonconformitySaidWords {
                method: Some(one.method.clone()).filter(|method| !method.is_empty()),
                ..said(app, &one.text, &one.by, one.at_us)
            }),
            similar_cases: held.similar.as_ref().map(|one| plainly(app, one)),
            actions: actions(app, &held.actions),
            no_action: held.no_action.as_ref().map(|one| plainly(app, one)),
            effectiveness: held.judgement.as_ref().map(|one| judged(app, one)),
            rounds: held.rounds.iter().map(|one| round(app, one)).collect(),
            evidence: cited(&detail.trace.evidence),
            traced: traced(&detail.trace),
            ending: held.ending.as_ref().map(|one| said(app, &one.text, &one.by, one.at_us)),
        }
    }
}
