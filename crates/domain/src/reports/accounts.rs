//! What a list of accounts comes to: for each account and rule one finding with its reason. What the list leaves open stays
//! open: a column that is missing or empty never becomes a pass.

use crate::values::{AccountState, Finding, FindingResult, LastSignIn, Listed, ListedAccount, NamedRequirement};
use jiff::civil::Date;

/// An active account has signed in less than this many days before the day of the list.
pub const SIGN_IN_DAYS: i32 = 90;

/// The names of the two lists whose requirements the rules name.
const SOC2: &str = "SOC 2";
const ISO: &str = "ISO/IEC 27001:2022";

/// What is asked of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountRule {
    /// An active account has a second factor (CC6.1, A.8.5).
    SecondFactor,
    /// An administrator has one above all (CC6.1, CC6.3, A.8.2, A.8.5).
    Administrator,
    /// An active account is used (CC6.2, CC6.3, A.5.16, A.5.18).
    SignIn,
    /// An account that is not in use is counted, and is no failure (CC6.2, A.5.16, A.5.18).
    NotInUse,
}

impl AccountRule {
    /// All rules.
    pub const ALL: [AccountRule; 4] = [Self::SecondFactor, Self::Administrator, Self::SignIn, Self::NotInUse];

    /// The id that stands at each finding.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::SecondFactor => "account_second_factor",
            Self::Administrator => "administrator_second_factor",
            Self::SignIn => "account_sign_in",
            Self::NotInUse => "account_not_in_use",
        }
    }

    /// What it is about, in one line.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::SecondFactor => "An active account has a second factor",
            Self::Administrator => "An administrator has a second factor",
            Self::SignIn => "An active account signed in within 90 days",
            Self::NotInUse => "Account that is not in use",
        }
    }

    /// How much it matters.
    fn severity(self) -> &'static str {
        match self {
            Self::SecondFactor => "high",
            Self::Administrator => "critical",
            Self::SignIn => "medium",
            Self::NotInUse => "informational",
        }
    }

    /// The requirements of both frameworks that it touches: criteria, and controls of Annex A.
    fn requirements(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::SecondFactor => (&["CC6.1"], &["A.8.5"]),
            Self::Administrator => (&["CC6.1", "CC6.3"], &["A.8.2", "A.8.5"]),
            Self::SignIn => (&["CC6.2", "CC6.3"], &["A.5.16", "A.5.18"]),
            Self::NotInUse => (&["CC6.2"], &["A.5.16", "A.5.18"]),
        }
    }

    fn finding(self, account: &ListedAccount, result: FindingResult, detail: String) -> Finding {
        let (criteria, controls) = self.requirements();
        let named = |list: &str, id: &&str| NamedRequirement { list: list.to_owned(), id: (*id).to_owned() };
        let controls = controls.iter().map(|id| named(ISO, id));
        Finding {
            id: self.id().to_owned(),
            title: self.title().to_owned(),
            result,
            severity: Some(self.severity().to_owned()),
            resource: Some(account.name.clone()),
            requirements: controls.chain(criteria.iter().map(|id| named(SOC2, id))).collect(),
            detail,
        }
    }
}

/// The findings of one account, in the order of the rules; `on` is the day of the list, from which days are counted back.
///
/// Of an active account, or one whose state is left open, the second factor and the last sign-in are asked; of one that
/// administers, or of which that is left open, the second factor again. Any other account is counted and nothing else.
#[must_use]
pub fn judged(account: &ListedAccount, on: Option<Date>) -> Vec<Finding> {
    use AccountRule::{Administrator, NotInUse, SecondFactor, SignIn};
    let open = match &account.state {
        Listed::Said { value: AccountState::Active, .. } => None,
        Listed::Said { value: state, written } => {
            let what = match state {
                AccountState::Pending => "nobody has begun to use it",
                AccountState::Closed | AccountState::Active => "it is closed",
            };
            let detail = format!("The list says \u{201c}{written}\u{201d}: {what}. It is counted, and is no failure.");
            return vec![NotInUse.finding(account, FindingResult::Informational, detail)];
        }
        other => Some(left_open(other, "whether the account is active")),
    };
    let judge = |rule: AccountRule, (result, detail): (FindingResult, String)| match &open {
        Some(reason) => rule.finding(account, FindingResult::Unknown, reason.clone()),
        None => rule.finding(account, result, detail),
    };
    let mut found = vec![judge(SecondFactor, second_factor(account))];
    match &account.administrator {
        Listed::Said { value: false, .. } => {}
        Listed::Said { value: true, .. } => found.push(judge(Administrator, second_factor(account))),
        other => {
            let reason = left_open(other, "whether the account administers");
            found.push(judge(Administrator, (FindingResult::Unknown, reason)));
        }
    }
    found.push(judge(SignIn, sign_in(account, on)));
    found
}

fn second_factor(account: &ListedAccount) -> (FindingResult, String) {
    match &account.second_factor {
        Listed::Said { value: true, written } => {
            (FindingResult::Pass, format!("A second factor is enrolled: the list says \u{201c}{written}\u{201d}."))
        }
        Listed::Said { value: false, written } => {
            let demanded = match account.demanded.value() {
                Some(true) => " The provider demands one.",
                Some(false) => " The provider does not demand one.",
                None => "",
            };
            let none = format!("No second factor is enrolled: the list says \u{201c}{written}\u{201d}.{demanded}");
            (FindingResult::Fail, none)
        }
        other => (FindingResult::Unknown, left_open(other, "whether a second factor is enrolled")),
    }
}

fn sign_in(account: &ListedAccount, on: Option<Date>) -> (FindingResult, String) {
    let unknown = |reason: String| (FindingResult::Unknown, reason);
    let day = match &account.last_sign_in {
        Listed::Said { value: LastSignIn::On(day), .. } => *day,
        Listed::Said { value: LastSignIn::Never, written } => {
            return unknown(format!(
                "The list knows of no sign-in (\u{201c}{written}\u{201d}): there is no day to count from."
            ));
        }
        other => return unknown(left_open(other, "when it last signed in")),
    };
    let Some(on) = on else {
        return unknown(format!(
            "It signed in last on {day}; the day of the list is not said, so that no days are counted."
        ));
    };
    // A day as a time zone further east has it is no contradiction.
    match (on - day).get_days() {
        ..=-2 => {
            unknown(format!("It signed in last on {day}, after the day of the list, {on}: one of the two is wrong."))
        }
        days @ SIGN_IN_DAYS.. => {
            let far = format!("It signed in last on {day}, {days} days before the day of the list, {on}.");
            (FindingResult::Fail, far)
        }
        _ => (FindingResult::Pass, format!("It signed in last on {day}; the day of the list is {on}.")),
    }
}

fn left_open<T>(said: &Listed<T>, what: &str) -> String {
    match said {
        Listed::NoColumn => format!("The list has no column that says {what}."),
        _ => format!("The list leaves open {what}."),
    }
}

/// How many accounts of a list are in which state; the first four sum to the number of accounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccountCounts {
    /// Active ones.
    pub active: usize,
    /// Suspended, deprovisioned, archived or disabled ones.
    pub closed: usize,
    /// Those that nobody has begun to use.
    pub pending: usize,
    /// Those of which the list does not say it.
    pub not_said: usize,
    /// Of the active ones, those that administer.
    pub administrators: usize,
    /// Of the active ones, those of which the list does not say whether they administer.
    pub perhaps_administrators: usize,
}

impl AccountCounts {
    /// Counts one more account.
    pub fn count(&mut self, account: &ListedAccount) {
        match account.state.value() {
            Some(AccountState::Active) => {
                self.active += 1;
                self.administrators += usize::from(account.administrator.value() == Some(true));
                self.perhaps_administrators += usize::from(account.administrator.value().is_none());
            }
            Some(AccountState::Pending) => self.pending += 1,
            Some(AccountState::Closed) => self.closed += 1,
            None => self.not_said += 1,
        }
    }

    /// The counts as a sentence, each with what it is counted of.
    #[must_use]
    pub fn in_words(&self) -> String {
        let AccountCounts { active, closed, pending, not_said, administrators, perhaps_administrators } = self;
        format!(
            "Accounts in the list: {}; of these active {active}, suspended or closed {closed}, not yet used {pending}, not said \
             {not_said}. Of the active {active}: administrators {administrators}, not said {perhaps_administrators}.",
            active + closed + pending + not_said
        )
    }
}
