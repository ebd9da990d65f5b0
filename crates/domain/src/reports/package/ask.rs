//! What is asked for becomes a specification: whose days, whose engagement; and what fits no package is refused.

use super::scope::Scope;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::engagement::HeldEngagement;
use crate::values::nearest::nearest;
use crate::values::{Audience, EngagementState, PackageSpec, Window};
use jiff::civil::Date;

/// Most characters of a title.
const MAX_TITLE: usize = 300;

/// A package as people ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageAsk {
    /// For whom.
    pub audience: Audience,
    /// The engagement. A package for a certification body takes only its days.
    pub engagement: Option<String>,
    /// First day, of a package for a certification body.
    pub from: Option<Date>,
    /// Last day, of the same.
    pub until: Option<Date>,
    /// May it lack something?
    pub partial: bool,
    /// With restricted evidence?
    pub restricted: bool,
}

/// The specification of what is asked for.
///
/// # Errors
/// [`Refusal::Unknown`] for an engagement that is not there; [`Refusal::Empty`] where days or engagement are wanted and
/// absent; [`Refusal::DatesReversed`]; [`Refusal::NotPossible`] for days that are no window, or not those of the engagement.
pub fn resolve(registers: &Registers, ask: &PackageAsk) -> Result<PackageSpec, Refusal> {
    let held = ask.engagement.as_deref().map(|id| known(registers, id)).transpose()?;
    let days = held.map(|held| held.engagement.kind.days());
    let window = match (ask.from, ask.until, days) {
        (None, None, Some(days)) => days,
        (None, None, None) if ask.audience == Audience::CpaFirm => return Err(NO_ENGAGEMENT),
        (Some(from), Some(until), _) => window(from, until)?,
        (None, _, _) => {
            return Err(Refusal::Empty { field: "first day", wanted: "the first day of the package, as 2026-01-01" });
        }
        (_, None, _) => {
            return Err(Refusal::Empty { field: "last day", wanted: "the last day of the package, as 2026-12-31" });
        }
    };
    let engagement = ask.engagement.clone().filter(|_| ask.audience == Audience::CpaFirm);
    let (partial, restricted) = (ask.partial, ask.restricted);
    let spec = PackageSpec { audience: ask.audience, engagement, window, partial, restricted };
    judge(registers, &spec)?;
    Ok(spec)
}

const NO_ENGAGEMENT: Refusal =
    Refusal::Empty { field: "engagement", wanted: "the engagement that the CPA firm examines, as EN-1" };

fn window(from: Date, until: Date) -> Result<Window, Refusal> {
    Window::new(from, until).map_err(|error| Refusal::NotPossible { sentence: error.to_string(), hint: error.hint() })
}

fn known<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldEngagement, Refusal> {
    let all = &registers.engagements.engagements;
    let near = || nearest(id, all.keys().map(String::as_str)).map(str::to_owned);
    all.get(id).ok_or_else(|| Refusal::Unknown { what: "engagement", id: id.to_owned(), nearest: near() })
}

/// Does the specification fit a package: a CPA firm gets the days of its engagement, a certification body has none?
pub(super) fn judge(registers: &Registers, spec: &PackageSpec) -> Result<(), Refusal> {
    let Window { from, until } = spec.window;
    window(from, until)?;
    match (spec.audience, &spec.engagement) {
        (Audience::CpaFirm, None) => Err(NO_ENGAGEMENT),
        (Audience::CertificationBody, Some(_)) => Err(Refusal::NotPossible {
            sentence: "a package for a certification body belongs to no SOC 2 engagement".to_owned(),
            hint: "leave the engagement out, and say the days".to_owned(),
        }),
        (Audience::CertificationBody, None) => Ok(()),
        (Audience::CpaFirm, Some(id)) => {
            let held = known(registers, id)?;
            let days = held.engagement.kind.days();
            if held.state == EngagementState::Withdrawn {
                return Err(Refusal::NotPossible {
                    sentence: format!("{id} was withdrawn: nobody examines it"),
                    hint: "name the engagement that took its place".to_owned(),
                });
            }
            if days != spec.window {
                return Err(Refusal::NotPossible {
                    sentence: format!("the days of {id} are {} to {}, not {from} to {until}", days.from, days.until),
                    hint: "leave the days out: a package for a CPA firm has those of its engagement".to_owned(),
                });
            }
            Ok(())
        }
    }
}

/// The title of a package, on one line.
pub(super) fn title(scope: &Scope<'_>) -> String {
    let Window { from, until } = scope.spec.window;
    // A Type I speaks of one day.
    let days = if from == until { from.to_string() } else { format!("{from} to {until}") };
    let whole = match scope.engagement {
        Some((_, held)) => {
            let of = &held.engagement;
            let kind = format!("SOC 2 {} examination", of.kind.title());
            // Many name the engagement by its kind: it is not said twice.
            if of.title.starts_with(&kind) {
                format!("{}: {days}", of.title)
            } else {
                format!("{kind}, {}: {days}", of.title)
            }
        }
        None => format!("{} audit evidence: {days}", scope.lens.reading.to.title),
    };
    let plain = whole.chars().map(|c| if c.is_control() { ' ' } else { c });
    plain.take(MAX_TITLE).collect::<String>().trim().to_owned()
}
