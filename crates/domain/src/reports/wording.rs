//! The wording guard (K14): words that no external text may use, written by a machine or by a person (R25, R33, R203, R209).
//!
//! A text is read as words, so that case, hyphens, line breaks, plurals and `SOC2` for `SOC 2` make no difference. Quotation
//! marks make none either: who reads a text that we send does not ask whose words it repeats.

mod claims;
mod patterns;
mod words;

use words::{Word, folded, words_of};

/// A wording that is refused, why, and what to say instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The refused words, lower case, in their plainest form.
    pub refused: &'static str,
    /// Why.
    pub why: &'static str,
    /// What to say instead.
    pub instead: &'static str,
}

/// A refused wording where it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What is refused.
    pub wording: Wording,
    /// The words as they were found, lower case.
    pub words: String,
    /// The same as they stand in the text, with one blank for each gap.
    pub phrase: String,
    /// The line on which they begin, from 1.
    pub line: usize,
}

const REPORT: &str = "SOC 2 is an examination that ends in a report; nobody is certified and nobody passes";
const ATTESTS: &str =
    "a firm attests to a description and its controls, in a report; no company is attested or approved";
const OPINION: &str = "a SOC 2 report holds an opinion with reasonable assurance; it guarantees nothing";
const GUIDE: &str = "ISO/IEC 27002 guides; certification is to ISO/IEC 27001";
const GDPR: &str = "ISO/IEC 27001 answers the security of processing only, not data protection law";

const fn refused(refused: &'static str, why: &'static str, instead: &'static str) -> Wording {
    Wording { refused, why, instead }
}

const CERTIFIED: Wording = refused("soc 2 certified", REPORT, "SOC 2 report");
const CERTIFICATION: Wording = refused("soc 2 certification", REPORT, "SOC 2 examination");
const CERTIFICATE: Wording = refused("soc 2 certificate", REPORT, "SOC 2 report");
const COMPLIANT: Wording = refused("soc 2 compliant", REPORT, "SOC 2 report");
const CERTIFIED_TO: Wording = refused("certified to soc 2", REPORT, "SOC 2 report");
const PASSED: Wording = refused("passed soc 2", REPORT, "SOC 2 report with its opinion");
const ATTESTED: Wording = refused("soc 2 attested", ATTESTS, "SOC 2 report");
const GUARANTEES: Wording = refused("soc 2 guarantees", OPINION, "SOC 2 report with its opinion");
const TO_27002: Wording = refused("certified to iso 27002", GUIDE, "ISO/IEC 27001:2022 certified");
const MEANS_GDPR: Wording = refused("iso 27001 certified means gdpr compliant", GDPR, "ISO/IEC 27001:2022 certified");

/// The refused wordings, each standing for its variants.
pub const REFUSED: [Wording; 10] = [
    CERTIFIED,
    CERTIFICATION,
    CERTIFICATE,
    COMPLIANT,
    CERTIFIED_TO,
    PASSED,
    ATTESTED,
    GUARANTEES,
    TO_27002,
    MEANS_GDPR,
];

/// The refused wordings that a text uses, each once.
pub fn check(text: &str) -> Vec<Wording> {
    let mut found: Vec<Wording> = Vec::new();
    for hit in hits(text) {
        if !found.contains(&hit.wording) {
            found.push(hit.wording);
        }
    }
    found
}

/// Every place where a text uses a refused wording, in the order of the text.
pub fn hits(text: &str) -> Vec<Hit> {
    let folded: Vec<(char, usize)> = folded(text);
    let mut found = read(text, &words_of(&folded, false));
    // A word that was divided at the end of a line is read as one as well.
    for hit in read(text, &words_of(&folded, true)) {
        if !found.iter().any(|other| other.line == hit.line && other.wording == hit.wording) {
            found.push(hit);
        }
    }
    found.sort_by_key(|hit| hit.line);
    found
}

fn read(text: &str, words: &[Word]) -> Vec<Hit> {
    let at = |place: usize| {
        patterns::ALL.iter().find_map(|pattern| pattern(words, place)).map(|(wording, end)| (place, wording, end))
    };
    let found = (0..words.len()).filter_map(at);
    let hit = |(at, wording, end): (usize, Wording, usize)| {
        let from = named(words, at);
        let said: Vec<&str> = words[from..=end].iter().map(|word| word.text.as_str()).collect();
        let last = words[end].until;
        let until = text[last..].chars().next().map_or(last, |letter| last + letter.len_utf8());
        let stands: Vec<&str> = text[words[from].from..until].split_whitespace().collect();
        Hit { wording, words: said.join(" "), phrase: stands.join(" "), line: words[from].line }
    };
    found.map(hit).collect()
}

/// Where the name of a standard begins whose number stands here: `ISO/IEC 27002`.
fn named(words: &[Word], at: usize) -> usize {
    if !words[at].text.starts_with("2700") {
        return at;
    }
    let name = |place: &usize| matches!(words[*place].text.as_str(), "iso" | "iec");
    (0..at).rev().take_while(name).last().unwrap_or(at)
}
