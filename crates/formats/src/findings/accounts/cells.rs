//! What a cell means. A word that is not known here is refused, so that nothing is guessed.

use super::columns::Kind;
use domain::values::{AccountState, LastSignIn};
use jiff::civil::Date;

/// What would be right for a state.
pub(super) const STATES: &str =
    "yes or no, active, suspended, disabled, archived, or a state of Okta such as ACTIVE or DEPROVISIONED";
/// What would be right for yes or no.
pub(super) const FLAGS: &str = "yes or no (true or false, enrolled or not enrolled)";
/// What would be right for a last sign-in.
pub(super) const DAYS: &str = "a day such as 2026-03-31 or 2026/03/31, with or without a time, or `never`";

/// Words for no factor at all.
const NONE: [&str; 3] = ["none", "nofactors", "notenrolled"];

/// Nothing, or a sign for nothing.
pub(super) fn is_empty(cell: &str) -> bool {
    matches!(cell.to_lowercase().as_str(), "" | "-" | "\u{2013}" | "\u{2014}" | "n/a" | "null" | "unknown")
}

/// Letters and digits alone, small.
fn word(cell: &str) -> String {
    cell.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn yes_or_no(cell: &str) -> Option<bool> {
    match word(cell).as_str() {
        "true" | "yes" | "y" | "1" => Some(true),
        "false" | "no" | "n" | "0" => Some(false),
        _ => None,
    }
}

/// Whether something is demanded.
pub(super) fn flag(cell: &str, _: Kind) -> Option<bool> {
    yes_or_no(cell).or_else(|| match word(cell).as_str() {
        "enforced" | "required" => Some(true),
        "notenforced" | "notrequired" => Some(false),
        _ => None,
    })
}

/// Whether a second factor is enrolled. Of several that are named one is enough that is no password and no question.
pub(super) fn factor(cell: &str, kind: Kind) -> Option<bool> {
    if kind == Kind::Several {
        if let Ok(many) = cell.parse::<u32>() {
            return Some(many > 0);
        }
        let mut names = cell.split([',', ';', '|', '/', '+', '&', '\n']).map(word).filter(|name| !name.is_empty());
        return yes_or_no(cell).or_else(|| Some(names.any(|name| is_second(&name))));
    }
    yes_or_no(cell).or_else(|| match word(cell).as_str() {
        "enrolled" | "registered" => Some(true),
        "notenrolled" | "notregistered" => Some(false),
        _ => None,
    })
}

/// Whether a factor is another one than what somebody knows: a password or the answer to a question is no second factor.
fn is_second(name: &str) -> bool {
    let password = name.contains("password") && !name.contains("onetimepassword") && !name.contains("passwordless");
    !password && !name.contains("question") && !NONE.contains(&name)
}

/// Whether an account administers.
pub(super) fn administrator(cell: &str, _: Kind) -> Option<bool> {
    yes_or_no(cell).or_else(|| match word(cell).as_str() {
        "superadmin" | "admin" | "administrator" | "delegatedadmin" => Some(true),
        "none" => Some(false),
        _ => None,
    })
}

/// Whether an account can be used.
pub(super) fn state(cell: &str, kind: Kind) -> Option<AccountState> {
    let of = |active: bool| if active { AccountState::Active } else { AccountState::Closed };
    if kind == Kind::Reversed {
        return yes_or_no(cell).map(|closed| of(!closed));
    }
    yes_or_no(cell).map(of).or_else(|| match word(cell).as_str() {
        "active" | "enabled" | "lockedout" | "locked" | "passwordexpired" | "passwordreset" | "recovery" => {
            Some(AccountState::Active)
        }
        "staged" | "provisioned" | "pending" | "pendinguseraction" | "pendingactivation" | "invited" => {
            Some(AccountState::Pending)
        }
        "suspended" | "deprovisioned" | "deactivated" | "disabled" | "inactive" | "archived" | "blocked"
        | "deleted" => Some(AccountState::Closed),
        _ => None,
    })
}

/// The day of the last sign-in. What providers write for none is a word, or the first day of their calendar.
pub(super) fn sign_in(cell: &str, _: Kind) -> Option<LastSignIn> {
    if matches!(word(cell).as_str(), "never" | "neverloggedin" | "neversignedin") {
        return Some(LastSignIn::Never);
    }
    let (day, rest) = (cell.get(..10)?.replace('/', "-"), &cell[10..]);
    let time = rest.trim_start_matches(['T', 't', ' ', ',']);
    if !rest.is_empty() && (time.len() == rest.len() || !time.starts_with(|sign: char| sign.is_ascii_digit())) {
        return None;
    }
    let day: Date = day.parse().ok()?;
    Some(if day.year() <= 1970 { LastSignIn::Never } else { LastSignIn::On(day) })
}
