//! The five trust services categories of TSP section 100, and sets of them (the scope of an examination).

use serde::{Deserialize, Serialize};
use std::fmt;

/// A trust services category (TSP section 100). The common criteria CC1-CC9 belong to Security.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// The common criteria, CC1 to CC9.
    Security,
    /// A1.
    Availability,
    /// C1.
    Confidentiality,
    /// PI1.
    ProcessingIntegrity,
    /// P1 to P8.
    Privacy,
}

impl Category {
    /// All five, in the order in which reports print them.
    pub const ALL: [Category; 5] = [
        Category::Security,
        Category::Availability,
        Category::Confidentiality,
        Category::ProcessingIntegrity,
        Category::Privacy,
    ];

    /// The id used in files, URLs and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Category::Security => "security",
            Category::Availability => "availability",
            Category::Confidentiality => "confidentiality",
            Category::ProcessingIntegrity => "processing_integrity",
            Category::Privacy => "privacy",
        }
    }

    /// The name as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Category::Security => "Security",
            Category::Availability => "Availability",
            Category::Confidentiality => "Confidentiality",
            Category::ProcessingIntegrity => "Processing Integrity",
            Category::Privacy => "Privacy",
        }
    }

    /// Reads a category in any usual spelling: `security`, `Processing Integrity`, `processing-integrity`,
    /// or the letter of its series (`CC`, `A`, `C`, `PI`, `P`).
    pub fn parse(text: &str) -> Option<Category> {
        let folded: String = text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        match folded.as_str() {
            "security" | "cc" | "common" | "commoncriteria" | "s" => Some(Category::Security),
            "availability" | "a" | "a1" => Some(Category::Availability),
            "confidentiality" | "c" | "c1" => Some(Category::Confidentiality),
            "processingintegrity" | "pi" | "pi1" => Some(Category::ProcessingIntegrity),
            "privacy" | "p" => Some(Category::Privacy),
            _ => None,
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of categories: which of the five an examination, a question or a claim speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Category>", into = "Vec<Category>")]
pub struct Categories(u8);

impl Categories {
    /// No category.
    pub const NONE: Categories = Categories(0);
    /// All five.
    pub const ALL: Categories = Categories(0b1_1111);
    /// Security alone: the common criteria.
    pub const SECURITY: Categories = Categories(1);

    /// Is `category` in the set?
    pub fn contains(self, category: Category) -> bool {
        self.0 & (1 << category as u8) != 0
    }

    /// The set with `category` in it.
    #[must_use]
    pub fn with(self, category: Category) -> Categories {
        Categories(self.0 | 1 << category as u8)
    }

    /// The set without `category`.
    #[must_use]
    pub fn without(self, category: Category) -> Categories {
        Categories(self.0 & !(1 << category as u8))
    }

    /// Both sets together.
    #[must_use]
    pub fn union(self, other: Categories) -> Categories {
        Categories(self.0 | other.0)
    }

    /// Is the set empty?
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The categories of the set, in the order of [`Category::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Category> {
        Category::ALL.into_iter().filter(move |c| self.contains(*c))
    }

    /// Reads a comma-separated list such as `security,availability`; `all` means the five.
    ///
    /// # Errors
    /// The first word that names no category.
    pub fn parse(text: &str) -> Result<Categories, String> {
        if text.trim().eq_ignore_ascii_case("all") {
            return Ok(Categories::ALL);
        }
        let mut set = Categories::NONE;
        for word in text.split([',', ';', '+']).map(str::trim).filter(|w| !w.is_empty()) {
            set = set.with(Category::parse(word).ok_or_else(|| word.to_owned())?);
        }
        Ok(set)
    }

    /// The ids, comma-separated: `security,availability`.
    pub fn ids(self) -> String {
        self.iter().map(Category::id).collect::<Vec<_>>().join(",")
    }

    /// The names as a sentence would have them: `Security, Availability`.
    pub fn names(self) -> String {
        self.iter().map(Category::name).collect::<Vec<_>>().join(", ")
    }
}

impl From<Vec<Category>> for Categories {
    fn from(list: Vec<Category>) -> Categories {
        list.into_iter().collect()
    }
}

impl From<Categories> for Vec<Category> {
    fn from(set: Categories) -> Vec<Category> {
        set.iter().collect()
    }
}

impl FromIterator<Category> for Categories {
    fn from_iter<I: IntoIterator<Item = Category>>(iter: I) -> Categories {
        iter.into_iter().fold(Categories::NONE, Categories::with)
    }
}
