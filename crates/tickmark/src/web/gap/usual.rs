//! What is usual after SOC 2, as publications say it: data of the library, never constants here (R39, R45).

use app::ask::{Question, Seen};
use domain::refusal::Refusal;
use domain::reports::gap::Grade;
use domain::values::{Claim, Derivation, Percent};

/// What the collection of published claims says about gaps.
pub(super) struct Published;

/// The usual shares, and the usual gaps of a SaaS programme.
pub(super) struct PublishedAnswer {
    /// Usual share of a grade.
    pub(super) usual: Vec<Usual>,
    /// The claim that lists what a SaaS programme usually lacks.
    pub(super) saas: Option<Claim>,
}

/// The usual share of one grade, in per cent.
pub(super) struct Usual {
    pub(super) grade: Grade,
    low: u32,
    high: u32,
    /// The publication, cited by name.
    pub(super) source: String,
}

/// The claim about what a SaaS programme usually lacks, by its id in the library.
const SAAS: &str = "PC065";

impl Question for Published {
    type Answer = PublishedAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<PublishedAnswer, Refusal> {
        let claims = || seen.catalogue.claims().flat_map(|c| &c.claims);
        Ok(PublishedAnswer {
            usual: claims().filter(|c| c.topic == "gap").filter_map(usual).collect(),
            saas: claims().find(|c| c.id == SAAS).cloned(),
        })
    }
}

fn usual(claim: &Claim) -> Option<Usual> {
    let grade = match claim.derive? {
        Derivation::FullPercent => Grade::Fully,
        Derivation::PartialPercent => Grade::Partially,
        Derivation::UncoveredPercent => Grade::NotAddressed,
        _ => return None,
    };
    let published = claim.published.as_ref()?;
    Some(Usual { grade, low: published.low, high: published.high?, source: claim.source.clone() })
}

impl Usual {
    /// How a share lies to the usual range: inside, or so many points below or above it.
    pub(super) fn sentence(&self, share: Percent) -> String {
        let range = format!("the usual {} to {}\u{a0}%", self.low, self.high);
        let (low, high, tenths) = (self.low * 10, self.high * 10, share.tenths());
        let points = |t: u32| format!("{}.{} points", t / 10, t % 10);
        if tenths < low {
            format!("{} below {range}", points(low - tenths))
        } else if tenths > high {
            format!("{} above {range}", points(tenths - high))
        } else {
            format!("Inside {range}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r39_a_share_is_compared_with_the_usual_range() {
        let usual = Usual { grade: Grade::Fully, low: 60, high: 70, source: String::new() };
        assert_eq!(usual.sentence(Percent::of(61, 93)), "Inside the usual 60 to 70\u{a0}%");
        assert_eq!(usual.sentence(Percent::of(24, 93)), "34.2 points below the usual 60 to 70\u{a0}%");
        assert_eq!(usual.sentence(Percent::of(90, 100)), "20.0 points above the usual 60 to 70\u{a0}%");
    }

    #[test]
    fn r39_the_ranges_and_the_saas_list_are_in_the_library() {
        let catalogue = app::library::catalogue();
        let found = app::library::ask(&catalogue, jiff::civil::date(2026, 11, 21), &Published)
            .expect("the claims are built in");
        let ranges: Vec<_> = found.usual.iter().map(|u| (u.grade.id(), u.low, u.high)).collect();
        assert_eq!(ranges, [("fully", 60, 70), ("partially", 15, 20), ("not_addressed", 10, 20)]);
        assert_eq!(found.saas.map(|c| c.claimed_uncovered.len()), Some(11));
    }
}
