//! Who asks, when, and how well they proved it; made by `app`, the only place where time and identity enter.

use crate::values::access::ActionSet;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Who asks and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Server time, microseconds since 1970.
    pub at_us: i64,
    /// The day of that time, in UTC.
    pub today: Date,
    /// Who.
    pub by: Badge,
    /// Random hex digits for what is new in this change, so that no id is guessed or used twice.
    pub fresh: String,
}

/// Who asks: a person, perhaps through a token that may do less.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Badge {
    /// The person's random id.
    pub person: String,
    /// What the token allows; `None` for the person in person.
    pub limits: Option<Limits>,
    /// How well, and how recently, they proved who they are.
    pub proof: Proof,
}

impl Badge {
    /// A person who just proved who they are.
    pub fn fresh(person: impl Into<String>) -> Badge {
        Badge { person: person.into(), limits: None, proof: Proof::Fresh }
    }
}

/// What a token allows of its owner's rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Actions.
    pub actions: ActionSet,
    /// Controls that it is bound to; empty for all of them.
    pub controls: BTreeSet<String>,
    /// A collector's token holds the role of a collector and no other.
    pub collector: bool,
    /// The directory's token says who comes and who goes; no other token can.
    pub directory: bool,
}

/// How well somebody proved who they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// By one factor.
    #[default]
    Single,
    /// By two factors, or a passkey.
    Strong,
    /// By two factors, or a passkey, within the last five minutes.
    Fresh,
}
