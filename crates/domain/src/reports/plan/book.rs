//! Which figure counts, and whose it is: an organisation's own, else the published one, else what is assumed (R293, R295, R307).

use crate::refusal::Refusal;
use crate::values::plan::{Figure, FigureUnit, Item, OwnFigure, Range, Tables};
use crate::values::{Claim, Unit};
use std::collections::BTreeMap;

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A published claim, by its id, with the publication and the place in it.
    Published {
        /// The claim, such as `PC026`.
        claim: String,
        /// The publication.
        publication: String,
    },
    /// An own figure.
    Own(OwnFigure),
    /// Nobody published it; this is why it is taken.
    Assumed(String),
}

impl Told {
    /// The source in a few words.
    pub fn words(&self) -> String {
        match self {
            Told::Published { claim, publication } => format!("{claim}: {publication}"),
            Told::Own(own) => format!("own figure of {}, {}", own.on, own.source),
            Told::Assumed(why) => format!("assumed: {why}"),
        }
    }

    /// The claim, when it is a published figure.
    pub fn claim(&self) -> Option<&str> {
        match self {
            Told::Published { claim, .. } => Some(claim),
            _ => None,
        }
    }
}

/// A figure with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its unit.
    pub unit: FigureUnit,
    /// The range.
    pub range: Range,
    /// The range is where prices start; the most is not known.
    pub at_least: bool,
    /// Where it comes from.
    pub told: Told,
    /// What was published, when an own figure stands in its place.
    pub instead_of: Option<Range>,
}

/// The tables with the claims that they name, and the own figures that replace some of them.
#[derive(Clone, Debug)]
pub struct Book<'a> {
    tables: &'a Tables,
    claims: BTreeMap<&'a str, &'a Claim>,
    own: &'a BTreeMap<String, OwnFigure>,
}

impl<'a> Book<'a> {
    /// A book of these tables. Of two claims with one id the first counts, so that what an organisation adopted comes before
    /// what the library holds.
    pub fn new(
        tables: &'a Tables,
        claims: impl IntoIterator<Item = &'a Claim>,
        own: &'a BTreeMap<String, OwnFigure>,
    ) -> Book<'a> {
        let mut known = BTreeMap::new();
        for claim in claims {
            known.entry(claim.id.as_str()).or_insert(claim);
        }
        Book { tables, claims: known, own }
    }

    /// The tables.
    pub fn tables(&self) -> &'a Tables {
        self.tables
    }

    /// A claim by its id.
    pub fn claim(&self, id: &str) -> Option<&'a Claim> {
        self.claims.get(id).copied()
    }

    /// A figure that has to be there.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for a key that is not known, [`Refusal::NotPossible`] for a figure that nobody gave.
    pub fn of(&self, key: &str) -> Result<Sourced, Refusal> {
        self.perhaps(key)?.ok_or_else(|| Refusal::NotPossible {
            sentence: format!("there is no figure for `{key}` yet"),
            hint: format!("set it: `tickmark plan figure set {key} LOW HIGH --source WHO`"),
        })
    }

    /// A figure, `None` while nobody gave one.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for a key that is not known.
    pub fn perhaps(&self, key: &str) -> Result<Option<Sourced>, Refusal> {
        let (title, unit) = self.tables.named(key)?;
        let figure = self.tables.figures.iter().find(|figure| figure.key == key);
        let item = self.tables.items.iter().find(|item| item.key == key);
        let published = match (figure, item) {
            (Some(figure), _) => self.figure(figure),
            (None, Some(item)) => self.item(item),
            (None, None) => None,
        };
        let own = self.own.get(key);
        let (range, told) = match (own, &published) {
            (Some(own), _) => (own.range, Told::Own(own.clone())),
            (None, Some((range, told))) => (*range, told.clone()),
            (None, None) => return Ok(None),
        };
        Ok(Some(Sourced {
            key: key.to_owned(),
            title: title.to_owned(),
            unit,
            range,
            at_least: own.is_none() && item.is_some_and(|item| item.at_least),
            told,
            instead_of: own.and(published).map(|(range, _)| range),
        }))
    }

    fn figure(&self, figure: &Figure) -> Option<(Range, Told)> {
        if let Some(id) = &figure.claim {
            let (range, told) = self.published(id)?;
            let low = if figure.up_to { 0 } else { range.low };
            return Some((Range { low, high: range.high }, told));
        }
        figure.assumed.as_ref().map(|assumed| (Range::from(assumed), Told::Assumed(assumed.why.clone())))
    }

    fn item(&self, item: &Item) -> Option<(Range, Told)> {
        self.published(&item.claim)
    }

    /// The figure of a claim with its publication. A claim of at least so much has no other end.
    pub fn published(&self, id: &str) -> Option<(Range, Told)> {
        let claim = self.claim(id)?;
        let published = claim.published.as_ref()?;
        let low = u64::from(published.low);
        let range = Range { low, high: published.high.map_or(low, u64::from) };
        let place = claim.place.as_ref().map_or_else(String::new, |place| format!(", {place}"));
        Some((range, Told::Published { claim: claim.id.clone(), publication: format!("{}{place}", claim.source) }))
    }

    /// Claims that are shown beside a result, in the words of the claim with its figure.
    pub fn beside(&self, ids: &[String]) -> Vec<Beside> {
        let one = |id: &String| {
            let claim = self.claim(id)?;
            let (range, told) = self.published(id)?;
            let unit = claim.published.as_ref().map_or(Unit::Weeks, |published| published.unit);
            Some(Beside { claim: id.clone(), text: claim.text.clone(), range, unit, told })
        };
        ids.iter().filter_map(one).collect()
    }
}

/// A published figure that is shown beside what was reckoned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The claim.
    pub claim: String,
    /// What it says.
    pub text: String,
    /// The figure.
    pub range: Range,
    /// Its unit.
    pub unit: Unit,
    /// Where it stands.
    pub told: Told,
}
