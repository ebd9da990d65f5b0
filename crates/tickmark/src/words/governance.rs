//! Waivers and deeds of two persons as JSON.

use super::people::NamedWords;
use app::Within;
use domain::registers::people::{HeldDeed, HeldWaiver};
use domain::rules::ripe_us;
use domain::values::Deed;
use serde::Serialize;
use utoipa::ToSchema;

/// A rule of separation of duty set aside for one person.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WaiverWords {
    /// Id.
    pub id: String,
    /// The rule, such as `SoD-1`.
    pub rule: String,
    /// The rule in a sentence.
    pub sentence: &'static str,
    /// For whom.
    pub person: NamedWords,
    /// Why, and what is done instead.
    pub reason: String,
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// Last day.
    #[schema(format = Date)]
    pub until: String,
    /// `proposed`, `approved` or `ended`.
    pub stage: &'static str,
    /// Is it in force on the day of the answer?
    pub in_force: bool,
    /// Who proposed it.
    pub proposed_by: NamedWords,
    /// Who approved it.
    pub approved_by: Option<NamedWords>,
    /// Approved by the only person there was.
    pub alone: bool,
    /// Why it ended; null if it did not.
    pub ended: Option<String>,
}

impl WaiverWords {
    /// The words of a waiver on a day.
    pub fn of(app: &Within<'_>, id: &str, held: &HeldWaiver, on: jiff::civil::Date) -> WaiverWords {
        let waiver = &held.waiver;
        WaiverWords {
            id: id.to_owned(),
            rule: waiver.duty.id(),
            sentence: waiver.duty.sentence(),
            person: NamedWords::of(app, &waiver.person),
            reason: waiver.reason.clone(),
            from: waiver.from.to_string(),
            until: waiver.until.to_string(),
            stage: held.stage.id(),
            in_force: held.on(on),
            proposed_by: NamedWords::of(app, &held.proposed_by),
            approved_by: held.approved_by.as_deref().map(|id| NamedWords::of(app, id)),
            alone: held.alone,
            ended: held.ended.clone(),
        }
    }
}

/// Something that needs two persons and a delay.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeedWords {
    /// Id.
    pub id: String,
    /// `full_export`, `erase_person`, `rotate_key`, `restore`, `shorten_retention` or `support`.
    pub kind: &'static str,
    /// As people say it.
    pub title: &'static str,
    /// Whom it is about: of `erase_person` and `support`.
    pub person: Option<NamedWords>,
    /// What it is about: of `restore` and `shorten_retention`.
    pub what: Option<String>,
    /// Days of support.
    pub days: Option<i32>,
    /// Why.
    pub reason: String,
    /// `proposed`, `approved`, `done` or `ended`.
    pub stage: &'static str,
    /// Who proposed it.
    pub proposed_by: NamedWords,
    /// When it was proposed.
    pub proposed: String,
    /// Who approved it.
    pub approved_by: Option<NamedWords>,
    /// When it was approved.
    pub approved: Option<String>,
    /// From when it can be carried out; null before it is approved.
    pub ripe: Option<String>,
    /// Approved by the only person there was.
    pub alone: bool,
    /// Why it was stopped; null if it was not.
    pub ended: Option<String>,
}

impl DeedWords {
    /// The words of a deed.
    pub fn of(app: &Within<'_>, id: &str, held: &HeldDeed) -> DeedWords {
        let (person, what, days) = match &held.deed {
            Deed::FullExport | Deed::RotateKey => (None, None, None),
            Deed::ErasePerson { person } => (Some(person), None, None),
            Deed::Restore { backup: what } | Deed::ShortenRetention { what } => (None, Some(what), None),
            Deed::Support { person, days } => (Some(person), None, Some(*days)),
        };
        DeedWords {
            id: id.to_owned(),
            kind: held.deed.id(),
            title: held.deed.title(),
            person: person.map(|id| NamedWords::of(app, id)),
            what: what.cloned(),
            days,
            reason: held.reason.clone(),
            stage: held.stage.id(),
            proposed_by: NamedWords::of(app, &held.proposed_by),
            proposed: app::clock::minute_of(held.proposed_us),
            approved_by: held.approved_by.as_deref().map(|id| NamedWords::of(app, id)),
            approved: held.approved_us.map(app::clock::minute_of),
            ripe: ripe_us(held).map(app::clock::minute_of),
            alone: held.alone,
            ended: held.ended.clone(),
        }
    }
}
