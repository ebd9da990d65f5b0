//! One item with everything that is known of it.

use super::{
    EvidenceCheckWords, EvidenceFileWords, EvidenceFollowUpWords, EvidenceMarksWords, EvidenceSaidWords,
    EvidenceServesWords, text_of,
};
use crate::words::NamedWords;
use app::Within;
use app::ask::EvidenceDetail;
use domain::registers::evidence::{EvidenceVersion, HeldEvidence};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One version of an item.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidenceVersionWords {
    /// Its number, from 1.
    pub version: usize,
    /// What it is.
    pub said: EvidenceSaidWords,
    /// Its files, in their order.
    pub files: Vec<EvidenceFileWords>,
    /// When it was received, by the server's clock.
    pub received: String,
    /// Who handed it in.
    pub by: NamedWords,
    /// The ledger entry that holds it.
    pub entry: u64,
}

impl EvidenceVersionWords {
    fn of(app: &Within<'_>, number: usize, version: &EvidenceVersion) -> EvidenceVersionWords {
        EvidenceVersionWords {
            version: number,
            said: (&version.evidence).into(),
            files: version.files.iter().map(EvidenceFileWords::from).collect(),
            received: app::clock::minute_of(version.received_us),
            by: NamedWords::of(app, &version.by),
            entry: version.entry,
        }
    }
}

/// That an item shows a control.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ShowsWords {
    /// The own control.
    pub control: String,
    /// The day on which it ran.
    #[schema(format = Date)]
    pub ran: String,
    /// Who said so.
    pub by: NamedWords,
}

/// How a version was judged.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidenceJudgementWords {
    /// The version that was looked at.
    pub version: u32,
    /// Accepted or rejected.
    pub accepted: bool,
    /// By whom.
    pub by: NamedWords,
    /// When.
    pub at: String,
    /// Note or reason.
    pub note: String,
}

/// One item with everything that is known of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidenceWords {
    /// Its id.
    pub id: String,
    /// `collected`, `accepted`, `rejected`, `withdrawn` or `disposed`.
    pub state: &'static str,
    /// Its versions, the oldest first.
    pub versions: Vec<EvidenceVersionWords>,
    /// Controls that it shows.
    pub controls: Vec<ShowsWords>,
    /// How it was judged.
    pub judgements: Vec<EvidenceJudgementWords>,
    /// What came of the results that it shows, the oldest first.
    pub follow_ups: Vec<EvidenceFollowUpWords>,
    /// `unsaid`, `underway`, `acted` or `nothing`; null where it shows no results that have to be acted on.
    pub outcome: Option<&'static str>,
    /// Late, back-dated, after the close.
    pub marks: EvidenceMarksWords,
    /// The twelve rules. Rule 4 says whether files were read for this answer.
    pub checks: Vec<EvidenceCheckWords>,
    /// What it serves.
    pub serves: EvidenceServesWords,
    /// Reason of the legal hold that it is under.
    pub hold: Option<String>,
    /// Why it was withdrawn or disposed of.
    pub ended: Option<String>,
    /// The last day on which it has to be kept; null when no framework uses it.
    #[schema(format = Date)]
    pub keep_until: Option<String>,
    /// The rule that says so.
    pub kept_by: Option<String>,
    /// Other items that are the same evidence, with why.
    pub same: BTreeMap<String, String>,
    /// The request that it answers.
    pub answers: Option<String>,
    /// Version of the object, as `If-Match` names it.
    pub version: u64,
}

impl EvidenceWords {
    /// The words of an item.
    pub fn of(app: &Within<'_>, detail: &EvidenceDetail) -> EvidenceWords {
        let held = &detail.held;
        let versions = held.versions.iter().enumerate();
        EvidenceWords {
            id: detail.id.clone(),
            state: held.state.id(),
            versions: versions.map(|(i, version)| EvidenceVersionWords::of(app, i + 1, version)).collect(),
            controls: shown(app, held),
            judgements: held
                .judgements
                .iter()
                .map(|judged| EvidenceJudgementWords {
                    version: judged.version,
                    accepted: judged.accepted,
                    by: NamedWords::of(app, &judged.by),
                    at: app::clock::minute_of(judged.at_us),
                    note: judged.note.clone(),
                })
                .collect(),
            follow_ups: held.follow_ups.iter().map(|said| EvidenceFollowUpWords::of(app, said)).collect(),
            outcome: detail.outcome.map(|outcome| outcome.word()),
            marks: (&detail.marks).into(),
            checks: detail.checks.iter().map(EvidenceCheckWords::from).collect(),
            serves: (&detail.serves).into(),
            hold: held.hold.clone(),
            ended: held.ended.clone(),
            keep_until: text_of(detail.keep_until.as_ref().map(|(day, _)| *day)),
            kept_by: detail.keep_until.as_ref().map(|(_, rule)| rule.clone()),
            same: detail.same.iter().cloned().collect(),
            answers: held.answers.clone(),
            version: detail.version,
        }
    }
}

pub(super) fn shown(app: &Within<'_>, held: &HeldEvidence) -> Vec<ShowsWords> {
    let words = |(control, shows): (&String, &domain::registers::evidence::Shows)| ShowsWords {
        control: control.clone(),
        ran: shows.ran.to_string(),
        by: NamedWords::of(app, &shows.by),
    };
    held.controls.iter().map(words).collect()
}
