//! An account as an identity provider lists it: what the list says of it, and what it leaves open.

use jiff::civil::Date;

/// What a list says of one thing about one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed<T> {
    /// The list has no column for it.
    NoColumn,
    /// The column is there, and empty for this account.
    Empty,
    /// What it says, and how it was written.
    Said {
        /// What is meant.
        value: T,
        /// The cell, as the provider wrote it.
        written: String,
    },
}

impl<T: Copy> Listed<T> {
    /// What is meant, where something is said.
    #[must_use]
    pub fn value(&self) -> Option<T> {
        match self {
            Self::Said { value, .. } => Some(*value),
            Self::NoColumn | Self::Empty => None,
        }
    }
}

/// Whether an account can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// It can be used; a locked one too, which opens again by itself or by a new password.
    Active,
    /// It was made and nobody has begun to use it: staged, invited.
    Pending,
    /// It was suspended, deprovisioned, archived or disabled.
    Closed,
}

/// The last sign-in that a provider knows of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastSignIn {
    /// None yet.
    Never,
    /// On this day, in the time zone of the list.
    On(Date),
}

/// One account of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedAccount {
    /// The name under which it signs in, as it was written; unique in its list, whatever its case.
    pub name: String,
    /// Whether it can be used.
    pub state: Listed<AccountState>,
    /// Whether a second factor is enrolled.
    pub second_factor: Listed<bool>,
    /// Whether the provider demands a second factor of it; that says nothing of one being enrolled.
    pub demanded: Listed<bool>,
    /// Whether it administers the provider.
    pub administrator: Listed<bool>,
    /// The last sign-in.
    pub last_sign_in: Listed<LastSignIn>,
}
