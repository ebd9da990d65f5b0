//! Answers as JSON: one set of words for the command line and the HTTP API. These names are a contract: fields are
//! added, never renamed or taken away.

pub mod audit;
pub mod burndown;
pub mod calc;
pub mod certification;
mod claims;
pub mod clauses;
pub mod collector;
mod coverage;
pub mod description;
mod doors;
pub mod engagement;
pub mod engagement_window;
pub mod evidence;
mod explain;
mod gap;
mod governance;
pub mod home;
mod imported;
mod library;
pub mod nonconformity;
mod organisation;
pub mod package;
pub mod papers;
mod people;
pub mod plan;
pub mod planner;
pub mod policy;
pub mod posture;
pub mod privacy;
pub mod public;
pub mod questionnaire;
pub mod registers;
mod reminders;
pub mod review;
mod rights;
pub mod risk;
pub mod room;
pub mod scorecard;
pub mod search;
pub mod staff;
pub mod statement;
pub mod supplier;
pub mod tasks;
pub mod testing;
pub mod value;

pub use claims::{ClaimWords, ClaimsWords, ContradictionWords};
pub use coverage::{ChangeWords, CoverageWords, ReverseCountWords, ReverseWords, TallyWords, WhatIfWords};
pub use doors::{DirectoryWords, NoteWords, SignOnWords, TokenWords, WebhookWords};
pub use explain::{ExplainWords, RowWords};
pub use gap::{ClauseWords, GapControlWords, GapWords, NetNewWords};
pub use governance::{DeedWords, RestoreWords, WaiverWords};
pub use imported::{ListImportWords, RowProblemWords};
pub use library::{DocumentWords, LibraryListWords, library_document};
pub use organisation::{
    ControlWords, ControlsWords, EntryWords, HistoryWords, ImportWords, LinkWords, OrganisationWords, ReceiptWords,
};
pub use people::{DeputyWords, GrantWords, MayWords, MemberWords, NamedWords, PartWords, role_ids};
pub use reminders::{RemindersWords, RhythmWords};
pub use rights::{ActionWords, RightWords, RightsWords, RoleWords, RuleWords};

use app::Mark;
use app::ask::{Read, Waived};
use domain::refusal::Refusal;
use domain::reports::COVERAGE_IS_NOT_READINESS;
use domain::values::nearest::nearest;
use serde::Serialize;
use utoipa::ToSchema;

/// How a figure was read: it stands in every answer about coverage.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Echo {
    /// Crosswalk id.
    pub crosswalk: String,
    /// Its version.
    pub crosswalk_version: String,
    /// Its source, as one would cite it.
    pub source: String,
    /// Review date of the source.
    pub reviewed_on: Option<String>,
    /// Framework on the left.
    pub from: String,
    /// Framework on the right.
    pub to: String,
    /// Categories in scope.
    pub categories: Vec<&'static str>,
    /// `literal` or `broad`.
    pub mode: &'static str,
    /// Layers of accepted suggestions that count too.
    pub layers: Vec<String>,
    /// `crosswalk`: the mapping alone speaks; `organisation`: its controls in place do.
    pub basis: &'static str,
    /// What the answer rests on.
    #[serde(flatten)]
    pub mark: MarkWords,
    /// What the figure does not say.
    pub note: &'static str,
}

/// What an answer rests on; empty when the library alone speaks.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct MarkWords {
    /// Organisation.
    pub organisation: Option<String>,
    /// Recorded by the end of this day.
    pub as_of: Option<String>,
    /// Judged on this day.
    pub on: Option<String>,
    /// Number of ledger entries seen.
    pub entries: Option<u64>,
    /// Root of the tree over them.
    pub root: Option<String>,
    /// Rules of separation of duty that are set aside on the day judged; each stands on every report made while it lasts.
    pub waivers_in_force: Vec<WaivedWords>,
}

/// A waiver that was in force on the day on which an answer was judged (SoD-18).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WaivedWords {
    /// Id of the waiver.
    pub id: String,
    /// The rule, such as `SoD-1`.
    pub rule: String,
    /// For whom, by name.
    pub person: String,
    /// Why, and what is done instead.
    pub reason: String,
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// Last day.
    #[schema(format = Date)]
    pub until: String,
    /// Who approved it, by name.
    pub approved_by: String,
    /// Approved by the only person there was.
    pub alone: bool,
}

impl WaivedWords {
    fn of(one: &Waived) -> WaivedWords {
        WaivedWords {
            id: one.id.clone(),
            rule: one.duty.id(),
            person: one.person.clone(),
            reason: one.reason.clone(),
            from: one.from.to_string(),
            until: one.until.to_string(),
            approved_by: one.approved_by.clone(),
            alone: one.alone,
        }
    }
}

impl MarkWords {
    /// The words of a mark.
    pub fn of(mark: Option<&Mark>) -> MarkWords {
        mark.map_or_else(MarkWords::default, |m| MarkWords {
            organisation: Some(m.slug.clone()),
            as_of: Some(m.as_of.to_string()),
            on: Some(m.on.to_string()),
            entries: Some(m.entries),
            root: Some(m.root.clone()),
            waivers_in_force: m.waivers.iter().map(WaivedWords::of).collect(),
        })
    }
}

impl Echo {
    /// The words of how an answer was read.
    pub fn of(read: &Read, mark: Option<&Mark>) -> Echo {
        Echo {
            crosswalk: read.crosswalk.clone(),
            crosswalk_version: read.version.clone(),
            source: citation(&read.source),
            reviewed_on: read.source.reviewed_on.map(|d| d.to_string()),
            from: read.from.clone(),
            to: read.to.clone(),
            categories: read.categories.iter().map(domain::values::Category::id).collect(),
            mode: read.mode.id(),
            layers: read.layers.clone(),
            basis: if read.organisation { "organisation" } else { "crosswalk" },
            mark: MarkWords::of(mark),
            note: COVERAGE_IS_NOT_READINESS,
        }
    }
}

/// A source as one would cite it.
pub fn citation(source: &domain::values::Provenance) -> String {
    let mut text = String::new();
    if let Some(publisher) = &source.publisher {
        text.push_str(publisher);
        text.push_str(", ");
    }
    text.push('\u{201c}');
    text.push_str(&source.publication);
    text.push('\u{201d}');
    match source.reviewed_on {
        Some(day) => text.push_str(&format!(", reviewed {day}")),
        None => text.push_str(", undated"),
    }
    text
}

/// A word that is none of a short list: the refusal offers the nearest one, or else all of them.
pub(crate) fn unknown_word(what: &'static str, typed: &str, ids: &[&'static str]) -> Refusal {
    match nearest(typed, ids.iter().copied()) {
        Some(near) => Refusal::Unknown { what, id: typed.to_owned(), nearest: Some(near.to_owned()) },
        None => Refusal::NotPossible {
            sentence: format!("no {what} is known as `{typed}`"),
            hint: format!("write one of {}", ids.join(", ")),
        },
    }
}
