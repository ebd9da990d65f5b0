//! The people who work for the organisation: where they stand, what was checked, what their position asks of them, and the
//! access they asked for (ISO/IEC 27001 A.6.1-A.6.8, A.5.11, A.5.18; CC1.4, CC6.2, CC6.3).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where somebody stands as one who works here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffState {
    /// Chosen, not yet begun.
    Candidate,
    /// At work.
    Active,
    /// At work in another position than before: access of the old one is to be reviewed.
    Moved,
    /// Leaving, with a last day.
    Notice,
    /// Gone.
    Left,
}

impl StaffState {
    /// All of them, in the order of a working life.
    pub const ALL: [StaffState; 5] =
        [StaffState::Candidate, StaffState::Active, StaffState::Moved, StaffState::Notice, StaffState::Left];

    /// The word in files and addresses.
    pub fn id(self) -> &'static str {
        match self {
            StaffState::Candidate => "candidate",
            StaffState::Active => "active",
            StaffState::Moved => "moved",
            StaffState::Notice => "notice",
            StaffState::Left => "left",
        }
    }

    /// The state called so.
    pub fn parse(id: &str) -> Option<StaffState> {
        StaffState::ALL.into_iter().find(|s| s.id() == id.trim().to_lowercase())
    }

    /// As people say it.
    pub fn title(self) -> &'static str {
        match self {
            StaffState::Candidate => "Candidate",
            StaffState::Active => "At work",
            StaffState::Moved => "Moved",
            StaffState::Notice => "On notice",
            StaffState::Left => "Left",
        }
    }

    /// Does somebody in this state work here on the day?
    pub fn works(self) -> bool {
        matches!(self, StaffState::Active | StaffState::Moved | StaffState::Notice)
    }
}

/// One who works here. Name and address lie outside the ledger, under the same person's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Where they stand.
    pub state: StaffState,
    /// Id of the position held.
    pub position: String,
    /// First day of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<Date>,
    /// Last day of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaves: Option<Date>,
    /// Works away from the offices, wholly or in part (A.6.7).
    #[serde(default)]
    pub remote: bool,
}

/// One row of a list of those who work here. What is left out stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StaffRow {
    /// Id of the person. A preview names somebody new by another word of their own, such as the address.
    pub person: String,
    /// What the list calls them, to say which row is meant; it is kept nowhere.
    #[serde(skip)]
    pub called: String,
    /// Where they stand; somebody new of whom nothing is said is at work.
    pub state: Option<StaffState>,
    /// Id of the position held; empty where nothing is said.
    pub position: String,
    /// First day of work.
    pub joined: Option<Date>,
    /// Last day of work.
    pub leaves: Option<Date>,
    /// Works away from the offices, wholly or in part.
    pub remote: Option<bool>,
}

/// What is checked of everybody who works here, once, every year, or when they leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffCheck {
    /// Screening before the first day (A.6.1).
    Screening,
    /// Terms of employment with the duties for information security, signed (A.6.2).
    Terms,
    /// Confidentiality agreement (A.6.6).
    Confidentiality,
    /// Awareness and training, each year (A.6.3).
    Training,
    /// Performance review that speaks of security duties, each year (CC1.4, CC1.5).
    Review,
    /// Rules of remote working read and accepted, each year, for who works remotely (A.6.7).
    RemoteWork,
    /// A step of the disciplinary process, when there was a reason (A.6.4). Never expected.
    Discipline,
    /// Assets returned (A.5.11).
    AssetsReturned,
    /// Removal of all access confirmed (A.5.18, CC6.2).
    AccessRemoved,
    /// Keys, tokens and certificates revoked (A.5.17, CC6.1).
    KeysRevoked,
    /// Told of the duties that go on after leaving (A.6.5).
    DutiesAfter,
}

impl StaffCheck {
    /// All of them, in the order of a working life.
    pub const ALL: [StaffCheck; 11] = [
        StaffCheck::Screening,
        StaffCheck::Terms,
        StaffCheck::Confidentiality,
        StaffCheck::Training,
        StaffCheck::Review,
        StaffCheck::RemoteWork,
        StaffCheck::Discipline,
        StaffCheck::AssetsReturned,
        StaffCheck::AccessRemoved,
        StaffCheck::KeysRevoked,
        StaffCheck::DutiesAfter,
    ];

    /// The word in files and addresses.
    pub fn id(self) -> &'static str {
        match self {
            StaffCheck::Screening => "screening",
            StaffCheck::Terms => "terms",
            StaffCheck::Confidentiality => "confidentiality",
            StaffCheck::Training => "training",
            StaffCheck::Review => "review",
            StaffCheck::RemoteWork => "remote_work",
            StaffCheck::Discipline => "discipline",
            StaffCheck::AssetsReturned => "assets_returned",
            StaffCheck::AccessRemoved => "access_removed",
            StaffCheck::KeysRevoked => "keys_revoked",
            StaffCheck::DutiesAfter => "duties_after",
        }
    }

    /// The check called so.
    pub fn parse(id: &str) -> Option<StaffCheck> {
        let id = id.trim().to_lowercase().replace(['-', ' '], "_");
        StaffCheck::ALL.into_iter().find(|c| c.id() == id)
    }

    /// As people say it.
    pub fn title(self) -> &'static str {
        match self {
            StaffCheck::Screening => "Screening",
            StaffCheck::Terms => "Terms of employment",
            StaffCheck::Confidentiality => "Confidentiality agreement",
            StaffCheck::Training => "Awareness and training",
            StaffCheck::Review => "Performance review",
            StaffCheck::RemoteWork => "Rules of remote working accepted",
            StaffCheck::Discipline => "Disciplinary step",
            StaffCheck::AssetsReturned => "Assets returned",
            StaffCheck::AccessRemoved => "Access removal confirmed",
            StaffCheck::KeysRevoked => "Keys revoked",
            StaffCheck::DutiesAfter => "Told of duties after leaving",
        }
    }

    /// What it is evidence for, in both frameworks.
    pub fn answers(self) -> &'static [&'static str] {
        match self {
            StaffCheck::Screening => &["A.6.1", "CC1.4"],
            StaffCheck::Terms => &["A.6.2", "CC1.1", "CC1.4"],
            StaffCheck::Confidentiality => &["A.6.6", "CC1.4"],
            StaffCheck::Training => &["A.6.3", "7.2", "7.3", "CC1.4", "CC2.2"],
            StaffCheck::Review => &["7.2", "CC1.4", "CC1.5"],
            StaffCheck::RemoteWork => &["A.6.7", "CC6.7"],
            StaffCheck::Discipline => &["A.6.4", "CC1.5"],
            StaffCheck::AssetsReturned => &["A.5.11", "CC6.5"],
            StaffCheck::AccessRemoved => &["A.5.18", "CC6.2", "CC6.3"],
            StaffCheck::KeysRevoked => &["A.5.17", "CC6.1"],
            StaffCheck::DutiesAfter => &["A.6.5", "CC1.4"],
        }
    }

    /// Days after which it has to be done again; `None` for what is done once.
    pub fn again_after(self) -> Option<i32> {
        matches!(self, StaffCheck::Training | StaffCheck::Review | StaffCheck::RemoteWork).then_some(365)
    }

    /// Does it belong to leaving?
    pub fn on_leaving(self) -> bool {
        matches!(
            self,
            StaffCheck::AssetsReturned | StaffCheck::AccessRemoved | StaffCheck::KeysRevoked | StaffCheck::DutiesAfter
        )
    }
}

/// A check that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckDone {
    /// When.
    pub on: Date,
    /// Where it can be seen, or why it is not needed; no more about the person than an auditor needs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Decided that it is not needed, for the reason in the note.
    #[serde(default)]
    pub not_needed: bool,
}

/// A position with its duties for information security; positions make the organisation chart (CC1.3, A.5.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// What it is called.
    pub title: String,
    /// Its duties for information security, as the job description has them.
    pub duties: String,
    /// Id of the position it reports to; empty at the top.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reports_to: String,
}

/// What an access request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessKind {
    /// New access.
    Grant,
    /// Another level.
    Change,
    /// No access any more.
    Remove,
}

impl AccessKind {
    /// The word in files and addresses.
    pub fn id(self) -> &'static str {
        match self {
            AccessKind::Grant => "grant",
            AccessKind::Change => "change",
            AccessKind::Remove => "remove",
        }
    }

    /// All of them.
    pub const ALL: [AccessKind; 3] = [AccessKind::Grant, AccessKind::Change, AccessKind::Remove];

    /// As people say it.
    pub fn title(self) -> &'static str {
        match self {
            AccessKind::Grant => "New access",
            AccessKind::Change => "Another level",
            AccessKind::Remove => "No access any more",
        }
    }

    /// The kind called so.
    pub fn parse(id: &str) -> Option<AccessKind> {
        AccessKind::ALL.into_iter().find(|k| k.id() == id.trim().to_lowercase())
    }
}

/// A request for access to a system: asked, decided by somebody else, carried out (CC6.2, A.5.18).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRequest {
    /// For whom.
    pub person: String,
    /// To what.
    pub system: String,
    /// As what: the role or level there.
    pub level: String,
    /// Grant, change or remove.
    pub kind: AccessKind,
    /// Why.
    pub reason: String,
}

/// Where an access request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessStage {
    /// Waits for a decision.
    Asked,
    /// Approved, not yet carried out.
    Approved,
    /// Refused.
    Refused,
    /// Carried out.
    Done,
}

impl AccessStage {
    /// All of them, in their order.
    pub const ALL: [AccessStage; 4] =
        [AccessStage::Asked, AccessStage::Approved, AccessStage::Refused, AccessStage::Done];

    /// The word in files and addresses.
    pub fn id(self) -> &'static str {
        match self {
            AccessStage::Asked => "asked",
            AccessStage::Approved => "approved",
            AccessStage::Refused => "refused",
            AccessStage::Done => "done",
        }
    }

    /// What waits for a decision comes first, then what is to be carried out, then what is over.
    pub fn rank(self) -> u8 {
        match self {
            AccessStage::Asked => 0,
            AccessStage::Approved => 1,
            AccessStage::Refused | AccessStage::Done => 2,
        }
    }

    /// The stage called so.
    pub fn parse(id: &str) -> Option<AccessStage> {
        AccessStage::ALL.into_iter().find(|s| s.id() == id.trim().to_lowercase())
    }

    /// As people say it.
    pub fn title(self) -> &'static str {
        match self {
            AccessStage::Asked => "Waits for a decision",
            AccessStage::Approved => "Approved, to be carried out",
            AccessStage::Refused => "Refused",
            AccessStage::Done => "Carried out",
        }
    }
}
