//! The tables that a plan is reckoned with, as they stand in the library: figures, items that are bought, steps of each way.

use super::{Range, Route, Track};
use crate::values::catalogue::Unknown;
use crate::values::nearest::nearest;
use crate::values::operation::words;
use serde::{Deserialize, Serialize};

/// All tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tables {
    /// Version of the form.
    pub tables: u32,
    /// `time-and-cost`.
    pub id: String,
    /// The title.
    pub title: String,
    /// Version of the tables.
    pub version: String,
    /// Figures of time, effort and saving.
    pub figures: Vec<Figure>,
    /// What is bought.
    pub items: Vec<Item>,
    /// Sums that were published.
    pub totals: Vec<Total>,
    /// Sizes of an examination.
    pub sizes: Vec<SizeWords>,
    /// Ways to one framework.
    pub tracks: Vec<Track>,
    /// Ways to one or both.
    pub routes: Vec<Route>,
    /// What tracks cost.
    pub costs: Vec<CostLine>,
    /// Three years of each framework.
    pub comparisons: Vec<Comparison>,
    /// From scratch against extending.
    pub extending: Vec<ExtendingLine>,
}

/// Unit of a figure of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureUnit {
    /// The first and the last week of a plan.
    WeekRange,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Days.
    Days,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// Per cent.
    Percent,
    /// Full-time-equivalent months.
    FteMonths,
    /// US dollars.
    Usd,
}

words!(FigureUnit {
    WeekRange = "week_range", "weeks of a plan, the first and the last";
    Weeks = "weeks", "weeks";
    Months = "months", "months";
    Days = "days", "days";
    Hours = "hours", "hours";
    Minutes = "minutes", "minutes";
    Percent = "percent", "per cent";
    FteMonths = "fte_months", "full-time months of one person";
    Usd = "usd", "US dollars";
});

/// A figure that nobody published, and why it is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assumed {
    /// Least.
    pub low: u64,
    /// Greatest.
    pub high: u64,
    /// Why.
    pub why: String,
}

/// A figure of time, effort or saving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its unit.
    pub unit: FigureUnit,
    /// The published claim that it is taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// What is taken where nobody published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumed: Option<Assumed>,
    /// The published figure is the most: it may be anything from nothing to it.
    #[serde(default)]
    pub up_to: bool,
    /// Nobody can know it but the organisation.
    #[serde(default)]
    pub own_only: bool,
}

/// Something that is bought, in US dollars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its id.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What it pays for.
    pub part: String,
    /// The published claim of its price.
    pub claim: String,
    /// Other parts that its price pays for already.
    #[serde(default)]
    pub contains: Vec<String>,
    /// The published price is where prices start.
    #[serde(default)]
    pub at_least: bool,
}

/// A sum that was published for the same items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Total {
    /// Of what.
    pub title: String,
    /// The items, each as often as it is counted.
    pub items: Vec<String>,
    /// The claim.
    pub claim: String,
}

/// Which published prices a size takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeWords {
    /// Its id.
    pub id: super::Size,
    /// Its title.
    pub title: String,
    /// The size whose Type I price is taken.
    pub type1: String,
    /// The size whose Type II price is taken.
    pub type2: String,
    /// A Type I price was published for it.
    pub type1_published: bool,
    /// A Type II price was published for it.
    pub type2_published: bool,
}

/// When a line of cost counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostWhen {
    /// With a consultant.
    Consultant,
}

/// What a track costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostLine {
    /// The track.
    pub track: String,
    /// The item; `{size}` and `{basis}` stand for the choices.
    pub item: String,
    /// In which years, from 1.
    pub years: Vec<u32>,
    /// When alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<CostWhen>,
    /// The figure of what is saved of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saving: Option<String>,
}

/// Three years of each framework (R303).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// What is compared.
    pub title: String,
    /// What stands on each side.
    pub note: String,
    /// Items on the side of SOC 2.
    pub soc2: Vec<String>,
    /// Items on the side of ISO/IEC 27001.
    pub iso: Vec<String>,
}

/// A line of the comparison between starting from scratch and extending from SOC 2 (R304, R326).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtendingLine {
    /// What.
    pub title: String,
    /// Items from scratch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// Or a figure of effort.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effort: Option<String>,
    /// The figure of the saving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saving: Option<String>,
    /// The figure that was published for extending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Why it is not part of the first year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_added: Option<String>,
}

impl Tables {
    /// A route by its id.
    ///
    /// # Errors
    /// [`Unknown`] with the nearest.
    pub fn route(&self, id: &str) -> Result<&Route, Unknown> {
        let found = self.routes.iter().find(|route| route.id == id);
        found.ok_or_else(|| unknown("route", id, self.routes.iter().map(|route| route.id.as_str())))
    }

    /// A track by its id.
    ///
    /// # Errors
    /// [`Unknown`] with the nearest.
    pub fn track(&self, id: &str) -> Result<&Track, Unknown> {
        let found = self.tracks.iter().find(|track| track.id == id);
        found.ok_or_else(|| unknown("track", id, self.tracks.iter().map(|track| track.id.as_str())))
    }

    /// An item that is bought, by its id.
    ///
    /// # Errors
    /// [`Unknown`] with the nearest.
    pub fn item(&self, id: &str) -> Result<&Item, Unknown> {
        let found = self.items.iter().find(|item| item.key == id);
        found.ok_or_else(|| unknown("cost item", id, self.items.iter().map(|item| item.key.as_str())))
    }

    /// Every key that an own figure can replace.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.items.iter().map(|item| item.key.as_str()).chain(self.figures.iter().map(|figure| figure.key.as_str()))
    }

    /// Title and unit of what a key names.
    ///
    /// # Errors
    /// [`Unknown`] with the nearest.
    pub fn named(&self, key: &str) -> Result<(&str, FigureUnit), Unknown> {
        let figure = self.figures.iter().find(|figure| figure.key == key).map(|one| (one.title.as_str(), one.unit));
        let item = || self.items.iter().find(|one| one.key == key).map(|one| (one.title.as_str(), FigureUnit::Usd));
        figure.or_else(item).ok_or_else(|| unknown("plan figure", key, self.keys()))
    }
}

impl From<&Assumed> for Range {
    fn from(assumed: &Assumed) -> Range {
        Range { low: assumed.low, high: assumed.high }
    }
}

fn unknown<'a>(what: &'static str, id: &str, all: impl Iterator<Item = &'a str>) -> Unknown {
    let known: Vec<String> = all.map(str::to_owned).collect();
    let nearest = nearest(id, known.iter().map(String::as_str)).map(str::to_owned);
    Unknown { what, id: id.to_owned(), nearest, known }
}
