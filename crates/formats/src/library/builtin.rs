//! The built-in library: frameworks, crosswalks and claims that every copy of the program carries.
//!
//! The YAML files under `library/` are the single source. The build turns each into compact JSON, because that is read
//! several times faster, and a document is read when it is first asked for.

use domain::values::{Claims, Crosswalk, Framework, LibraryDocument};
use std::sync::OnceLock;

/// What kind of document an id stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A framework.
    Framework,
    /// A crosswalk.
    Crosswalk,
    /// A collection of published claims.
    Claims,
}

impl Kind {
    /// The word for people and for machine-readable answers.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Framework => "framework",
            Kind::Crosswalk => "crosswalk",
            Kind::Claims => "claims",
        }
    }
}

struct Entry {
    json: &'static str,
    document: OnceLock<LibraryDocument>,
}

impl Entry {
    const fn new(json: &'static str) -> Entry {
        Entry { json, document: OnceLock::new() }
    }
}

macro_rules! library {
    ($($kind:ident $folder:literal $id:literal),+ $(,)?) => {
        /// Ids and kinds, in the order in which they are shown.
        static IDS: &[(&str, Kind)] = &[$(($id, Kind::$kind)),+];
        static ENTRIES: [Entry; IDS.len()] = [$(Entry::new(include_str!(concat!(env!("OUT_DIR"), "/", $id, ".json")))),+];
        /// The files as people read them.
        static SOURCES: &[(&str, &str)] = &[$((
            concat!("library/", $folder, "/", $id, ".yaml"),
            include_str!(concat!("../../../../library/", $folder, "/", $id, ".yaml")),
        )),+];
    };
}

library! {
    Framework "frameworks" "soc2-tsc-2017",
    Framework "frameworks" "iso27001-2022",
    Framework "frameworks" "iso27001-2013",
    Crosswalk "crosswalks" "truvo-2026-05",
    Crosswalk "crosswalks" "agency-domains",
    Crosswalk "crosswalks" "truvo-domains-2026-03",
    Crosswalk "crosswalks" "tickmark-suggestions",
    Claims "claims" "published-claims",
}

/// The ids of the built-in documents with their kinds, in the order in which they are shown.
pub fn ids() -> &'static [(&'static str, Kind)] {
    IDS
}

/// The built-in document with this id, read at the first call; `None` for an id that is not built in.
pub fn document(id: &str) -> Option<&'static LibraryDocument> {
    let n = IDS.iter().position(|(known, _)| *known == id)?;
    Some(ENTRIES[n].document.get_or_init(|| {
        serde_json::from_str(ENTRIES[n].json).expect("the build wrote this text, and a test reads every document")
    }))
}

/// The built-in framework with this id.
pub fn framework(id: &str) -> Option<&'static Framework> {
    match document(id)? {
        LibraryDocument::Framework(framework) => Some(framework),
        _ => None,
    }
}

/// The built-in crosswalk with this id.
pub fn crosswalk(id: &str) -> Option<&'static Crosswalk> {
    match document(id)? {
        LibraryDocument::Crosswalk(crosswalk) => Some(crosswalk),
        _ => None,
    }
}

/// The built-in collection of claims with this id.
pub fn claims(id: &str) -> Option<&'static Claims> {
    match document(id)? {
        LibraryDocument::Claims(claims) => Some(claims),
        _ => None,
    }
}

/// Every built-in document, copied; what [`super::check`] and [`super::examine`] take as known.
pub fn all() -> Vec<LibraryDocument> {
    IDS.iter().filter_map(|(id, _)| document(id)).cloned().collect()
}

/// File name and YAML text of the built-in document: what a user copies to start an own one.
pub fn source(id: &str) -> Option<(&'static str, &'static str)> {
    let n = IDS.iter().position(|(known, _)| *known == id)?;
    Some(SOURCES[n])
}
