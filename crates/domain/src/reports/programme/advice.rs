//! What a person should look at next, derived from the registers.

use super::{View, criteria};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::duplicates::tally;
use crate::values::Overlap;
use jiff::civil::Date;

/// Something a person should look at now, most pressing first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What it is about: `scope`, `controls`, `criteria`, `inheritance`, `suggestions`, `duplicates`.
    pub about: &'static str,
    /// One sentence.
    pub sentence: String,
}

/// What to do next, derived from the registers (R57, R256).
///
/// # Errors
/// As [`lens`](super::lens).
pub fn advice(registers: &Registers, on: Date) -> Result<Vec<Advice>, Refusal> {
    let mut list = Vec::new();
    let mut say = |about: &'static str, sentence: String| list.push(Advice { about, sentence });
    if registers.profile.services.is_empty() {
        say("scope", "Name the services in scope: SOC 2 asks for them, and an ISO scope is not the same thing.".into());
    }
    if registers.controls.is_empty() {
        say("controls", "Import the controls you already have from a spreadsheet.".into());
        return Ok(list);
    }
    let standing = criteria(registers, &View::default())?;
    let unmet: Vec<&str> = standing.iter().filter(|c| c.in_place.is_empty()).map(|c| c.id.as_str()).collect();
    if !unmet.is_empty() {
        say("criteria", format!("No control in place answers {}.", first_few(&unmet)));
    }
    for (control, record) in &registers.inheritance {
        let missing = record.missing(on);
        if !missing.is_empty() {
            say("inheritance", format!("{control}: the inheritance lacks {}.", missing.join(", ")));
        } else if record.expires_soon(on)
            && let Some(report) = &record.report
        {
            say("inheritance", format!("{control}: the provider report expires on {}.", report.until));
        }
    }
    tidy_up(registers, &mut say);
    Ok(list)
}

/// At most three names, and how many more there are: `CC1.1, CC1.2, CC1.3 and 30 more`.
fn first_few(names: &[&str]) -> String {
    const NAMED: usize = 3;
    match names.split_at_checked(NAMED) {
        Some((first, rest)) if !rest.is_empty() => format!("{} and {} more", first.join(", "), rest.len()),
        _ => names.join(", "),
    }
}

/// Advice that is about order rather than about a gap: loose controls, likely duplicates, open suggestions.
fn tidy_up(registers: &Registers, say: &mut impl FnMut(&'static str, String)) {
    let unlinked = registers.live_controls().filter(|h| h.control.links.is_empty()).count();
    if unlinked > 0 {
        let are = if unlinked == 1 { "own control is" } else { "own controls are" };
        say("controls", format!("{unlinked} {are} linked to no criterion or control."));
    }
    let (pairs, _) = tally(registers);
    if pairs > 0 {
        let look = if pairs == 1 { "pair of own controls looks" } else { "pairs of own controls look" };
        say("duplicates", format!("{pairs} {look} like the same intent."));
    }
    let open = open_suggestions(registers);
    if open > 0 {
        let wait = if open == 1 { "curated suggestion waits" } else { "curated suggestions wait" };
        say("suggestions", format!("{open} {wait} for your decision."));
    }
}

/// Number of suggestions on the organisation's crosswalk that nobody has decided.
pub fn open_suggestions(registers: &Registers) -> usize {
    registers
        .catalogue
        .layers_on(&registers.profile.crosswalk)
        .map(|l| {
            let decided = registers.suggestions.get(&l.crosswalk.id);
            l.crosswalk
                .rows
                .iter()
                .filter(|r| r.overlap != Overlap::IsoOnly && !decided.is_some_and(|d| d.contains_key(&r.id)))
                .count()
        })
        .sum()
}
