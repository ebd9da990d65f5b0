//! The frameworks, crosswalks and claims that a question may speak of: the library, or what an organisation adopted.

use super::{Claims, Crosswalk, Expanded, Framework, LibraryDocument, nearest::nearest};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Library documents by id, shared rather than copied, with each crosswalk expanded once when first asked.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Catalogue {
    frameworks: BTreeMap<String, Arc<Framework>>,
    crosswalks: BTreeMap<String, Arc<Crosswalk>>,
    claims: BTreeMap<String, Arc<Claims>>,
    #[serde(skip)]
    expanded: BTreeMap<String, Arc<OnceLock<Expanded>>>,
}

impl PartialEq for Catalogue {
    fn eq(&self, other: &Catalogue) -> bool {
        self.frameworks == other.frameworks && self.crosswalks == other.crosswalks && self.claims == other.claims
    }
}

/// A crosswalk with its two frameworks, resolved: what every report reads from.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The mapping.
    pub crosswalk: &'a Crosswalk,
    /// Its left side.
    pub from: &'a Framework,
    /// Its right side.
    pub to: &'a Framework,
    /// Its rows, resolved.
    pub expanded: &'a Expanded,
}

/// A crosswalk cannot be read: it, or one of its frameworks, is not in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// `crosswalk`, `framework` or `claims`.
    pub what: &'static str,
    /// The id that was asked for.
    pub id: String,
    /// The nearest id that is known.
    pub nearest: Option<String>,
    /// All known ids.
    pub known: Vec<String>,
}

impl Catalogue {
    /// Adds a document, replacing an earlier version with the same id.
    pub fn insert(&mut self, document: LibraryDocument) {
        match document {
            LibraryDocument::Framework(f) => {
                self.frameworks.insert(f.id.clone(), Arc::new(f));
            }
            LibraryDocument::Crosswalk(c) => {
                self.crosswalks.insert(c.id.clone(), Arc::new(c));
            }
            LibraryDocument::Claims(c) => {
                self.claims.insert(c.id.clone(), Arc::new(c));
            }
        }
        self.expanded = self.crosswalks.keys().map(|id| (id.clone(), Arc::default())).collect();
    }

    /// To be called after a catalogue was read from a snapshot: prepares the place of each expansion.
    pub fn prepare(&mut self) {
        self.expanded = self.crosswalks.keys().map(|id| (id.clone(), Arc::default())).collect();
    }

    /// The frameworks, by id.
    pub fn frameworks(&self) -> impl Iterator<Item = &Framework> {
        self.frameworks.values().map(Arc::as_ref)
    }

    /// The crosswalks, by id; layers of suggestions included.
    pub fn crosswalks(&self) -> impl Iterator<Item = &Crosswalk> {
        self.crosswalks.values().map(Arc::as_ref)
    }

    /// The collections of claims, by id.
    pub fn claims(&self) -> impl Iterator<Item = &Claims> {
        self.claims.values().map(Arc::as_ref)
    }

    /// The framework with this id.
    ///
    /// # Errors
    /// [`Unknown`], with the nearest id.
    pub fn framework(&self, id: &str) -> Result<&Framework, Unknown> {
        self.frameworks.get(id).map(Arc::as_ref).ok_or_else(|| unknown("framework", id, self.frameworks.keys()))
    }

    /// The crosswalk with this id, ready to be read.
    ///
    /// # Errors
    /// [`Unknown`], naming the crosswalk or the framework that is missing.
    pub fn reading(&self, id: &str) -> Result<Reading<'_>, Unknown> {
        let crosswalk = self.crosswalks.get(id).ok_or_else(|| unknown("crosswalk", id, self.crosswalks.keys()))?;
        let (from, to) = (self.framework(&crosswalk.from)?, self.framework(&crosswalk.to)?);
        let cell = self.expanded.get(id).ok_or_else(|| unknown("crosswalk", id, self.expanded.keys()))?;
        let expanded = cell.get_or_init(|| Expanded::new(crosswalk, from, to));
        Ok(Reading { crosswalk, from, to, expanded })
    }

    /// The layers of suggestions that lie on a crosswalk.
    pub fn layers_on<'a>(&'a self, id: &'a str) -> impl Iterator<Item = Reading<'a>> {
        self.crosswalks().filter(move |c| c.layer_on.as_deref() == Some(id)).filter_map(|c| self.reading(&c.id).ok())
    }

    /// The document with this id, whatever it holds.
    pub fn document(&self, id: &str) -> Option<LibraryDocument> {
        let framework = self.frameworks.get(id).map(|f| LibraryDocument::Framework(f.as_ref().clone()));
        let crosswalk = || self.crosswalks.get(id).map(|c| LibraryDocument::Crosswalk(c.as_ref().clone()));
        let claims = || self.claims.get(id).map(|c| LibraryDocument::Claims(c.as_ref().clone()));
        framework.or_else(crosswalk).or_else(claims)
    }
}

fn unknown<'a>(what: &'static str, id: &str, known: impl Iterator<Item = &'a String> + Clone) -> Unknown {
    Unknown {
        what,
        id: id.to_owned(),
        nearest: nearest(id, known.clone().map(String::as_str)).map(str::to_owned),
        known: known.cloned().collect(),
    }
}
