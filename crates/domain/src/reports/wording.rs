//! The wording guard (K14): words that no generated external text may use (R25, R33, R203, R209).

/// A wording that is refused, why, and what to say instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The refused words, lower case.
    pub refused: &'static str,
    /// Why.
    pub why: &'static str,
    /// What to say instead.
    pub instead: &'static str,
}

const REPORT: &str = "SOC 2 is an examination that ends in a report; nobody is certified and nobody passes";
const GUIDE: &str = "ISO/IEC 27002 guides; certification is to ISO/IEC 27001";
const GDPR: &str = "ISO/IEC 27001 answers the security of processing only, not data protection law";

/// The refused wordings.
pub const REFUSED: [Wording; 9] = [
    Wording { refused: "soc 2 certified", why: REPORT, instead: "SOC 2 report" },
    Wording { refused: "soc 2 certification", why: REPORT, instead: "SOC 2 examination" },
    Wording { refused: "soc 2 certificate", why: REPORT, instead: "SOC 2 report" },
    Wording { refused: "soc 2 compliant certificate", why: REPORT, instead: "SOC 2 report" },
    Wording { refused: "certified to soc 2", why: REPORT, instead: "SOC 2 report" },
    Wording { refused: "passed soc 2", why: REPORT, instead: "SOC 2 report" },
    Wording { refused: "certified to iso 27002", why: GUIDE, instead: "ISO/IEC 27001:2022 certified" },
    Wording { refused: "certified to iso/iec 27002", why: GUIDE, instead: "ISO/IEC 27001:2022 certified" },
    Wording { refused: "iso 27001 certified means gdpr compliant", why: GDPR, instead: "ISO/IEC 27001:2022 certified" },
];

/// The refused wordings that a text uses; white space and case do not matter.
pub fn check(text: &str) -> Vec<Wording> {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().replace("soc2", "soc 2");
    REFUSED.into_iter().filter(|w| folded.contains(w.refused)).collect()
}
