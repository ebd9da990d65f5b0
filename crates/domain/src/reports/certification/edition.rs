//! Which edition of ISO/IEC 27001 a certificate names, and whether that edition still certifies anybody.

use crate::refusal::Refusal;
use jiff::civil::{Date, date};

/// The last day of the transition from the 2013 edition.
pub const LAST_DAY_OF_2013: Date = date(2025, 10, 31);

/// An edition of ISO/IEC 27001.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Before 2013: withdrawn long ago.
    Before2013,
    /// 2013, with its corrections.
    Of2013,
    /// 2022, with or without Amendment 1:2024, which asks for no new certificate.
    Of2022,
}

impl Edition {
    /// Reads `ISO/IEC 27001:2022`, `ISO 27001:2013`, `ISO/IEC 27001:2022/Amd 1:2024`; case and blanks make no difference.
    /// `field` is what a refusal names.
    ///
    /// # Errors
    /// [`Refusal::NotPossible`] when the standard is another, or the year of its edition is missing or none.
    pub fn parse(field: &str, standard: &str) -> Result<Edition, Refusal> {
        let plain: String = standard.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        let of = ["iso/iec27001", "isoiec27001", "iso27001"].iter().find_map(|name| plain.strip_prefix(name));
        let shown: String = standard.chars().take(60).collect();
        let refused = |what: &str| Refusal::NotPossible {
            sentence: format!("{field}: `{shown}` {what}"),
            hint: "write the standard with its edition, such as ISO/IEC 27001:2022".to_owned(),
        };
        let edition = of.ok_or_else(|| refused("is not ISO/IEC 27001"))?;
        let edition = edition.strip_prefix([':', '-']).ok_or_else(|| refused("names no edition"))?;
        let (year, rest) = edition.split_at_checked(4).unwrap_or((edition, ""));
        let amended = rest.is_empty() || rest.starts_with(['/', '+']);
        match year {
            "2005" if amended => Ok(Edition::Before2013),
            "2013" if amended => Ok(Edition::Of2013),
            "2022" if amended => Ok(Edition::Of2022),
            _ => Err(refused("names an edition that was never published")),
        }
    }

    /// Can a certificate to it be current on a day? The 2013 edition until its transition ended.
    pub fn is_current(self, as_of: Date) -> bool {
        match self {
            Edition::Before2013 => false,
            Edition::Of2013 => as_of <= LAST_DAY_OF_2013,
            Edition::Of2022 => true,
        }
    }
}

/// Is a certificate to the standard that it names current on a day? `field` is what a refusal names.
///
/// # Errors
/// Those of [`Edition::parse`].
pub fn is_current(field: &str, standard: &str, as_of: Date) -> Result<bool, Refusal> {
    Ok(Edition::parse(field, standard)?.is_current(as_of))
}
