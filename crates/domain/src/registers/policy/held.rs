//! One document as the register holds it: its versions, reviews and acknowledgements, and where it stands on a day.

use crate::registers::Recorded;
use crate::registers::operation::day_of;
use crate::values::policy::{Policy, PolicyState};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A step that names the text it was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyStep {
    /// SHA-256 of the text.
    pub sha256: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicySaid {
    /// What.
    pub text: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// Since when a version is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The first day.
    pub from: Date,
    /// Who published it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A review that left the text as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyReview {
    /// The version that was reviewed.
    pub version: u32,
    /// What was looked at.
    pub note: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A round of acknowledgement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcknowledgementRound {
    /// The version.
    pub version: u32,
    /// By which day.
    pub until: Date,
    /// Who was asked.
    pub people: BTreeSet<String>,
    /// Who asked.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A version of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldPolicyVersion {
    /// From 1.
    pub number: u32,
    /// Its text in Markdown; empty once it was disposed of.
    pub text: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// What changes, and why.
    pub note: String,
    /// Everybody who wrote at it.
    pub authors: BTreeSet<String>,
    /// When its text was written last, microseconds since 1970.
    pub at_us: i64,
    /// Handed to those who approve it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted: Option<PolicyStep>,
    /// Approvals of this very text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<PolicyStep>,
    /// There are enough of them.
    #[serde(default)]
    pub complete: bool,
    /// Why it was sent back, each time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returned: Vec<PolicySaid>,
    /// Since when it is in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Publication>,
    /// Its text was disposed of, and why (R161).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposed: Option<PolicySaid>,
}

impl HeldPolicyVersion {
    pub(super) fn new(number: u32, recorded: Recorded<'_>) -> HeldPolicyVersion {
        HeldPolicyVersion {
            number,
            text: String::new(),
            sha256: String::new(),
            note: String::new(),
            authors: BTreeSet::new(),
            at_us: recorded.at_us,
            submitted: None,
            approvals: Vec::new(),
            complete: false,
            returned: Vec::new(),
            published: None,
            disposed: None,
        }
    }

    /// With another text: what was said of the text before is void.
    pub(super) fn with(mut self, text: String, sha256: String, note: String, recorded: Recorded<'_>) -> Self {
        self.reopen();
        self.authors.insert(recorded.by.to_owned());
        HeldPolicyVersion { text, sha256, note, at_us: recorded.at_us, ..self }
    }

    pub(super) fn reopen(&mut self) {
        self.submitted = None;
        self.approvals.clear();
        self.complete = false;
    }

    /// Where it stands while it is not published; `None` afterwards.
    pub fn open(&self) -> Option<PolicyState> {
        match (&self.published, self.complete, &self.submitted) {
            (Some(_), ..) => None,
            (None, true, _) => Some(PolicyState::Approved),
            (None, false, Some(_)) => Some(PolicyState::InReview),
            (None, false, None) => Some(PolicyState::Draft),
        }
    }
}

/// A document with its versions and what became of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldPolicy {
    /// What is said of it.
    pub policy: Policy,
    /// Its versions, the oldest first.
    pub versions: Vec<HeldPolicyVersion>,
    /// Reviews that left the text as it stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<PolicyReview>,
    /// Rounds of acknowledgement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<AcknowledgementRound>,
    /// Who acknowledged which version when, microseconds since 1970 (R165).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub acknowledged: BTreeMap<String, BTreeMap<u32, i64>>,
    /// Taken out of use, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<PolicySaid>,
    /// Who wrote it first.
    pub written_by: String,
    /// When, microseconds since 1970.
    pub written_us: i64,
}

impl HeldPolicy {
    pub(super) fn new(policy: Policy, first: HeldPolicyVersion, recorded: Recorded<'_>) -> HeldPolicy {
        HeldPolicy {
            policy,
            versions: vec![first],
            reviews: Vec::new(),
            rounds: Vec::new(),
            acknowledged: BTreeMap::new(),
            retired: None,
            written_by: recorded.by.to_owned(),
            written_us: recorded.at_us,
        }
    }

    pub(super) fn change(&mut self, number: u32, change: impl FnOnce(&mut HeldPolicyVersion)) {
        if let Some(version) = self.versions.iter_mut().find(|version| version.number == number) {
            change(version);
        }
    }

    /// A version by its number.
    pub fn version(&self, number: u32) -> Option<&HeldPolicyVersion> {
        self.versions.iter().find(|version| version.number == number)
    }

    /// The newest version.
    pub fn newest(&self) -> Option<&HeldPolicyVersion> {
        self.versions.last()
    }

    /// The version that is not published yet.
    pub fn open(&self) -> Option<&HeldPolicyVersion> {
        self.newest().filter(|version| version.published.is_none())
    }

    /// The version in force on a day; none of a document that is retired.
    pub fn current(&self, day: Date) -> Option<&HeldPolicyVersion> {
        if self.retired.is_some() {
            return None;
        }
        let since = |version: &&HeldPolicyVersion| version.published.as_ref().is_some_and(|one| one.from <= day);
        self.versions.iter().rev().find(since)
    }

    /// The version that speaks for the document on a day: the one in force, else the newest.
    pub fn speaks(&self, day: Date) -> Option<&HeldPolicyVersion> {
        self.current(day).or_else(|| self.newest())
    }

    /// Where a version stands on a day.
    pub fn state_of(&self, version: &HeldPolicyVersion, day: Date) -> PolicyState {
        match version.open() {
            _ if self.retired.is_some() => PolicyState::Retired,
            Some(open) => open,
            None => match self.current(day) {
                Some(current) if current.number == version.number && self.overdue(day) => PolicyState::DueForReview,
                Some(current) if current.number == version.number => PolicyState::Published,
                Some(current) if current.number > version.number => PolicyState::Superseded,
                // Published for a later day: it is approved until then.
                _ => PolicyState::Approved,
            },
        }
    }

    /// Where the document stands on a day: by the version in force, else by the newest one.
    pub fn state(&self, day: Date) -> PolicyState {
        let speaks = self.current(day).or_else(|| self.newest());
        speaks.map_or(PolicyState::Draft, |version| self.state_of(version, day))
    }

    /// The day on which the version in force was published or reviewed last.
    pub fn looked_at(&self, day: Date) -> Option<Date> {
        let current = self.current(day)?;
        let reviews = self.reviews.iter().filter(|review| review.version == current.number);
        reviews.map(|review| day_of(review.at_us)).chain(current.published.as_ref().map(|one| one.from)).max()
    }

    /// By which day the version in force is to be reviewed; none without a cycle (R162).
    pub fn due(&self, day: Date) -> Option<Date> {
        let months = self.policy.review_months;
        let from = self.looked_at(day).filter(|_| months > 0)?;
        Some(from.saturating_add(i64::from(months).months()))
    }

    /// Is that day over?
    pub fn overdue(&self, day: Date) -> bool {
        self.due(day).is_some_and(|due| due < day)
    }

    /// The day on which a version went out of use: another one took its place, or the document was retired; `None` for one in
    /// force, for one that waits for its day, and for a draft.
    pub fn ended(&self, version: &HeldPolicyVersion, day: Date) -> Option<Date> {
        let from = |other: &HeldPolicyVersion| other.published.as_ref().map(|one| one.from);
        let later = self.versions.iter().filter(|other| other.number > version.number).filter_map(from);
        let superseded = later.filter(|from| version.published.is_some() && *from <= day).min();
        let retired = self.retired.as_ref().map(|said| day_of(said.at_us));
        superseded.into_iter().chain(retired).min()
    }

    /// The last day on which a version that is out of use has to be kept; `None` without a retention (R161).
    pub fn kept_until(&self, version: &HeldPolicyVersion, day: Date) -> Option<Date> {
        let years = i64::from(self.policy.retention_years);
        let ended = self.ended(version, day).filter(|_| years > 0)?;
        Some(ended.saturating_add(years.years()))
    }

    /// Is the retention of a version over, and its text still here?
    pub fn ripe(&self, version: &HeldPolicyVersion, day: Date) -> bool {
        version.disposed.is_none() && self.kept_until(version, day).is_some_and(|until| until < day)
    }

    /// Did somebody acknowledge this version?
    pub fn has_acknowledged(&self, person: &str, version: u32) -> bool {
        self.acknowledged.get(person).is_some_and(|versions| versions.contains_key(&version))
    }
}
