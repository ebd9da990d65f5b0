//! Descriptions, statements, opinions, bridge letters and what is expected of customers, as JSON.

use app::ask::{DescriptionAnswer, LetterLine, StatementDetail};
use domain::refusal::Refusal;
use domain::registers::description::{HeldCuec, HeldOpinion, Signature};
use domain::reports::description::{Check, Standing};
use domain::values::description::{Content, OpinionKind};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A check with what it found.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DescriptionCheckWords {
    /// Its id.
    pub id: &'static str,
    /// What has to be so.
    pub title: &'static str,
    /// `agrees`, `open` or `by_people`.
    pub standing: &'static str,
    /// What is missing or differs.
    pub reasons: Vec<String>,
}

impl From<&Check> for DescriptionCheckWords {
    fn from(check: &Check) -> DescriptionCheckWords {
        let standing = match check.standing {
            Standing::Agrees => "agrees",
            Standing::Open => "open",
            Standing::ByPeople => "by_people",
        };
        DescriptionCheckWords { id: check.id, title: check.title, standing, reasons: check.reasons.clone() }
    }
}

/// An opinion by its word; `unqualified` is what some reports call an unmodified one.
///
/// # Errors
/// A refusal that lists the four, for any other word.
pub(crate) fn opinion(typed: &str) -> Result<OpinionKind, Refusal> {
    let word = typed.trim();
    let found =
        if word.eq_ignore_ascii_case("unqualified") { Some(OpinionKind::Unmodified) } else { OpinionKind::parse(word) };
    found.ok_or_else(|| Refusal::NotPossible {
        sentence: format!("no opinion is known as `{word}`"),
        hint: "a report has one of four: unmodified (some call it unqualified), qualified, adverse, disclaimer; nobody passes or fails \
               an examination"
            .to_owned(),
    })
}

/// A section of a description.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SectionWords {
    /// What it is called.
    pub title: &'static str,
    /// Its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Why it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_relevant: Option<String>,
}

/// A step of a description.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DescriptionStepWords {
    /// The state that it led to.
    pub to: &'static str,
    /// The version, from 1.
    pub of_version: usize,
    /// The hash of that version.
    pub sha256: String,
    /// By whom, by id.
    pub by: String,
    /// When.
    pub at: String,
    /// The auditor's comment.
    pub note: String,
}

/// A signature.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SignatureWords {
    /// The hash of what was signed.
    pub sha256: String,
    /// Who signed, by id.
    pub by: String,
    /// The day that stands on it.
    #[schema(format = Date)]
    pub on: String,
}

impl From<&Signature> for SignatureWords {
    fn from(signed: &Signature) -> SignatureWords {
        SignatureWords { sha256: signed.sha256.clone(), by: signed.by.clone(), on: signed.on.to_string() }
    }
}

/// A statement of management.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StatementWords {
    /// `assertion` or `representation`.
    pub kind: &'static str,
    /// As it is written; null before.
    pub text: Option<String>,
    /// The hash of it, which a signature names.
    pub sha256: Option<String>,
    /// The signature under just this text.
    pub signed: Option<SignatureWords>,
    /// Its checks.
    pub checks: Vec<DescriptionCheckWords>,
    /// What is proposed from the engagement.
    pub proposed: String,
    /// Its version.
    pub version: u64,
}

impl From<&StatementDetail> for StatementWords {
    fn from(one: &StatementDetail) -> StatementWords {
        let held = one.held.as_ref();
        StatementWords {
            kind: one.kind.id(),
            text: held.map(|held| held.text.clone()),
            sha256: held.map(|held| held.sha256.clone()),
            signed: held.and_then(|held| held.signed.as_ref()).map(SignatureWords::from),
            checks: one.checks.iter().map(DescriptionCheckWords::from).collect(),
            proposed: one.proposed.clone(),
            version: one.version,
        }
    }
}

/// The opinion of a report.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OpinionWords {
    /// `unmodified`, `qualified`, `adverse` or `disclaimer`.
    pub kind: &'static str,
    /// What a reader of the report makes of it.
    pub means: &'static str,
    /// The day of the report.
    #[schema(format = Date)]
    pub dated: String,
    /// The basis.
    pub basis: String,
    /// Criteria that a modification names.
    pub criteria: Vec<String>,
    /// The item of evidence that holds the report.
    pub report: Option<String>,
    /// Who recorded it, by id.
    pub by: String,
}

impl From<&HeldOpinion> for OpinionWords {
    fn from(held: &HeldOpinion) -> OpinionWords {
        let opinion = &held.opinion;
        OpinionWords {
            kind: opinion.kind.id(),
            means: opinion.kind.means(),
            dated: opinion.dated.to_string(),
            basis: opinion.basis.clone(),
            criteria: opinion.criteria.iter().cloned().collect(),
            report: opinion.report.clone(),
            by: held.by.clone(),
        }
    }
}

/// A description with the papers beside it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DescriptionWords {
    /// The engagement.
    pub engagement: String,
    /// What that is called.
    pub title: String,
    /// `draft`, `owner_review`, `management_approved`, `auditor_commented` or `final`; null before anything is written.
    pub state: Option<&'static str>,
    /// The hash of the newest version, which an approval names.
    pub sha256: Option<String>,
    /// How many versions there are.
    pub versions: usize,
    /// Who wrote the newest version, by id; none of them approves it.
    pub authors: Vec<String>,
    /// Sections by id.
    pub sections: BTreeMap<&'static str, SectionWords>,
    /// What the data propose, by section; nothing of it is saved.
    pub proposals: BTreeMap<&'static str, String>,
    /// The checks.
    pub checks: Vec<DescriptionCheckWords>,
    /// How it came here.
    pub steps: Vec<DescriptionStepWords>,
    /// Assertion and representation letter.
    pub statements: Vec<StatementWords>,
    /// Opinions as they were recorded; the last one stands.
    pub opinions: Vec<OpinionWords>,
    /// Version of the description.
    pub version: u64,
}

impl DescriptionWords {
    /// The words of an answer.
    pub fn of(engagement: &str, answer: &DescriptionAnswer) -> DescriptionWords {
        let held = answer.held.as_ref();
        let newest = held.and_then(|held| held.newest());
        let sections = newest.into_iter().flat_map(|version| &version.sections).map(|(section, content)| {
            let (text, not_relevant) = match content {
                Content::Text(text) => (Some(text.clone()), None),
                Content::NotRelevant { reason } => (None, Some(reason.clone())),
            };
            (section.id(), SectionWords { title: section.title(), text, not_relevant })
        });
        let steps = held.into_iter().flat_map(|held| &held.steps).map(|step| DescriptionStepWords {
            to: step.to.id(),
            of_version: step.version,
            sha256: step.sha256.clone(),
            by: step.by.clone(),
            at: Timestamp::from_microsecond(step.at_us).map(|at| at.to_string()).unwrap_or_default(),
            note: step.note.clone(),
        });
        DescriptionWords {
            engagement: engagement.to_owned(),
            title: answer.engagement.engagement.title.clone(),
            state: held.map(|held| held.state.id()),
            sha256: newest.map(|version| version.sha256.clone()),
            versions: held.map_or(0, |held| held.versions.len()),
            authors: held.map(|held| held.authors().into_iter().map(str::to_owned).collect()).unwrap_or_default(),
            sections: sections.collect(),
            proposals: answer.proposals.iter().map(|(section, text)| (section.id(), text.clone())).collect(),
            checks: answer.checks.iter().map(DescriptionCheckWords::from).collect(),
            steps: steps.collect(),
            statements: answer.statements.iter().map(StatementWords::from).collect(),
            opinions: answer.opinions.iter().map(OpinionWords::from).collect(),
            version: answer.version,
        }
    }
}

/// A recipient of a bridge letter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LetterSentWords {
    /// To whom.
    pub to: String,
    /// On which day.
    #[schema(format = Date)]
    pub on: String,
}

/// A bridge letter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LetterWords {
    /// Its id.
    pub id: String,
    /// The engagement of the last report.
    pub engagement: String,
    /// The last day of which it speaks.
    #[schema(format = Date)]
    pub until: String,
    /// Material changes; empty for none.
    pub changes: String,
    /// The letter.
    pub text: String,
    /// The hash of it, which a signature names.
    pub sha256: String,
    /// `draft`, `signed`, `sent` or `expired`.
    pub state: &'static str,
    /// The signature under just this letter.
    pub signed: Option<SignatureWords>,
    /// To whom it was sent.
    pub sent: Vec<LetterSentWords>,
    /// What to hear about it.
    pub advice: Vec<String>,
    /// Its version.
    pub version: u64,
}

impl From<&LetterLine> for LetterWords {
    fn from(line: &LetterLine) -> LetterWords {
        let (held, letter) = (&line.held, &line.held.letter);
        let sent = held.sent.iter().map(|sent| LetterSentWords { to: sent.to.clone(), on: sent.on.to_string() });
        LetterWords {
            id: line.id.clone(),
            engagement: letter.engagement.clone(),
            until: letter.until.to_string(),
            changes: letter.changes.clone(),
            text: letter.text.clone(),
            sha256: held.sha256.clone(),
            state: line.state,
            signed: held.signed.as_ref().map(SignatureWords::from),
            sent: sent.collect(),
            advice: line.advice.clone(),
            version: line.version,
        }
    }
}

/// A control that we expect of customers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnCuecWords {
    /// Its id.
    pub id: String,
    /// What they have to do.
    pub text: String,
    /// Criteria that rest on it.
    pub criteria: Vec<String>,
    /// Why it was withdrawn; null when it was not.
    pub withdrawn: Option<String>,
    /// Its version.
    pub version: u64,
}

impl OwnCuecWords {
    /// The words of one.
    pub fn of(id: &str, held: &HeldCuec, version: u64) -> OwnCuecWords {
        OwnCuecWords {
            id: id.to_owned(),
            text: held.cuec.text.clone(),
            criteria: held.cuec.criteria.iter().cloned().collect(),
            withdrawn: held.withdrawn.clone(),
            version,
        }
    }
}
