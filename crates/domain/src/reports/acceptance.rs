//! May a risk be left as it is, and what does that need? (ISO/IEC 27001 clause 6.1.3 f, workflows section 7)

use crate::values::operation::words;
use crate::values::risk::TreatmentOption;
use jiff::civil::Date;

/// What is known of a decision on a risk, as plain facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AcceptanceFacts {
    /// What is decided.
    pub option: TreatmentOption,
    /// Does the level lie above the appetite, the highest that its owner may retain alone?
    pub above_appetite: bool,
    /// Is an owner of the risk named?
    pub owner: bool,
    /// Did the owner sign?
    pub owner_signed: bool,
    /// Did the next level of management sign?
    pub next_level_signed: bool,
    /// Is it said why?
    pub reason: bool,
    /// The last day on which it holds.
    pub expiry: Option<Date>,
    /// The day on which it is judged; `None` where no day plays a part.
    pub on: Option<Date>,
}

/// Something that a decision needs, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AcceptanceNeed {
    /// An owner of the risk.
    Owner,
    /// The owner's signature.
    OwnerSigned,
    /// The signature of the next level of management.
    NextLevelSigned,
    /// A reason.
    Reason,
    /// A last day.
    Expiry,
}

words!(AcceptanceNeed {
    Owner = "owner", "An owner of the risk";
    OwnerSigned = "owner_signed", "The signature of the risk owner";
    NextLevelSigned = "next_level_signed", "The signature of the next level of management";
    Reason = "reason", "A reason";
    Expiry = "expiry", "A last day on which the acceptance holds";
});

/// What contradicts a decision; nothing that is added mends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AcceptanceError {
    /// The owner signed, and no owner is named.
    SignedByNobody,
    /// The last day lies before the day judged.
    Expired,
}

impl AcceptanceError {
    /// The field that it is about.
    pub fn field(self) -> &'static str {
        match self {
            AcceptanceError::SignedByNobody => "owner_signed",
            AcceptanceError::Expired => "expiry",
        }
    }

    /// What is wrong.
    pub fn sentence(self) -> &'static str {
        match self {
            AcceptanceError::SignedByNobody => "the owner signed, and no owner is named",
            AcceptanceError::Expired => "the acceptance has run out on the day judged",
        }
    }
}

/// What the rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptanceAnswer {
    /// Does the decision stand?
    pub allowed: bool,
    /// What it still needs.
    pub needs: Vec<AcceptanceNeed>,
    /// What contradicts it.
    pub errors: Vec<AcceptanceError>,
}

/// Every decision needs the owner of the risk and the owner's signature: on the acceptance when the risk is retained, on the
/// plan otherwise. To retain a risk above the appetite also needs the next level's signature, a reason and a last day.
pub fn acceptance(facts: &AcceptanceFacts) -> AcceptanceAnswer {
    let beyond = facts.above_appetite && facts.option == TreatmentOption::Retain;
    let lacks = |need: &AcceptanceNeed| match need {
        AcceptanceNeed::Owner => !facts.owner,
        AcceptanceNeed::OwnerSigned => !facts.owner_signed,
        AcceptanceNeed::NextLevelSigned => beyond && !facts.next_level_signed,
        AcceptanceNeed::Reason => beyond && !facts.reason,
        AcceptanceNeed::Expiry => beyond && facts.expiry.is_none(),
    };
    let needs: Vec<AcceptanceNeed> = AcceptanceNeed::ALL.into_iter().filter(lacks).collect();
    let expired = facts.expiry.zip(facts.on).is_some_and(|(expiry, on)| expiry < on);
    let wrong =
        [(AcceptanceError::SignedByNobody, facts.owner_signed && !facts.owner), (AcceptanceError::Expired, expired)];
    let errors: Vec<AcceptanceError> = wrong.into_iter().filter(|(_, is)| *is).map(|(error, _)| error).collect();
    AcceptanceAnswer { allowed: needs.is_empty() && errors.is_empty(), needs, errors }
}
