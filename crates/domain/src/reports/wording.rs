//! The wording guard (K14): words that no external text may use, written by a machine or by a person (R25, R33, R203, R209).
//!
//! A text is read as words, so that case, hyphens, line breaks, plurals and `SOC2` for `SOC 2` make no difference. Quotation
//! marks make none either: who reads a text that we send does not ask whose words it repeats.

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
    /// The line on which they begin, from 1.
    pub line: usize,
}

const REPORT: &str = "SOC 2 is an examination that ends in a report; nobody is certified and nobody passes";
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
const TO_27002: Wording = refused("certified to iso 27002", GUIDE, "ISO/IEC 27001:2022 certified");
const MEANS_GDPR: Wording = refused("iso 27001 certified means gdpr compliant", GDPR, "ISO/IEC 27001:2022 certified");

/// The refused wordings, each standing for its variants.
pub const REFUSED: [Wording; 8] =
    [CERTIFIED, CERTIFICATION, CERTIFICATE, COMPLIANT, CERTIFIED_TO, PASSED, TO_27002, MEANS_GDPR];

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
    let mut found = read(&words_of(text, false));
    // A word that was divided at the end of a line is read as one as well.
    for hit in read(&words_of(text, true)) {
        if !found.iter().any(|other| other.line == hit.line && other.wording == hit.wording) {
            found.push(hit);
        }
    }
    found.sort_by_key(|hit| hit.line);
    found
}

/// A word, and whether something stands before it that ends a sentence or a part of one.
struct Word {
    text: String,
    line: usize,
    sentence: bool,
    comma: bool,
}

fn words_of(text: &str, joined: bool) -> Vec<Word> {
    let mut all: Vec<Word> = Vec::new();
    let (mut line, mut sentence, mut comma) = (1, false, false);
    let mut word = String::new();
    let mut begun = 1;
    let folded: Vec<char> = text.chars().filter_map(fold).flat_map(char::to_lowercase).collect();
    let mut at = 0;
    while at <= folded.len() {
        let letter = folded.get(at).copied();
        if let Some(letter) = letter.filter(|c| c.is_alphanumeric()) {
            // `soc2` and `type2` are two words.
            if matches!(word.as_str(), "soc" | "type") && letter.is_ascii_digit() {
                all.push(Word { text: std::mem::take(&mut word), line: begun, sentence, comma });
                (sentence, comma) = (false, false);
            }
            if word.is_empty() {
                begun = line;
            }
            word.push(letter);
            at += 1;
            continue;
        }
        if joined && !word.is_empty() && letter == Some('-') && folded.get(at + 1) == Some(&'\n') {
            line += 1;
            at += 2;
            while folded.get(at).is_some_and(|c| matches!(c, ' ' | '\t')) {
                at += 1;
            }
            continue;
        }
        if !word.is_empty() {
            all.push(Word { text: std::mem::take(&mut word), line: begun, sentence, comma });
            (sentence, comma) = (false, false);
        }
        let next = folded.get(at + 1);
        let ends = next.is_none_or(|c| c.is_whitespace());
        match letter {
            Some('.' | '!' | '?' | ';') if ends => sentence = true,
            Some('|') => sentence = true,
            Some(',' | ':') if ends => comma = true,
            Some('\n') => {
                sentence |= next == Some(&'\n');
                line += 1;
            }
            _ => {}
        }
        at += 1;
    }
    all
}

/// Wide letters as plain ones; what has no width falls away, whatever dash it is becomes a hyphen.
fn fold(letter: char) -> Option<char> {
    match letter {
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\r' => None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0),
        other => Some(other),
    }
}

/// Most words that are passed over between the two ends of a wording.
const REACH: usize = 8;
const TYPE: &[&str] = &["type", "i", "ii", "1", "2"];
const IS: &[&str] = &[
    "type",
    "i",
    "ii",
    "1",
    "2",
    "tm",
    "r",
    "aicpa",
    "tsc",
    "trust",
    "services",
    "security",
    "level",
    "fully",
    "now",
    "officially",
    "already",
    "is",
    "are",
    "was",
    "were",
    "be",
    "being",
    "been",
    "become",
    "became",
    "has",
    "have",
    "had",
    "get",
    "got",
    "a",
    "an",
    "the",
];
const AND_ISO: &[&str] =
    &["type", "i", "ii", "1", "2", "and", "or", "iso", "iec", "27001", "2013", "2022", "is", "are"];
const TO: &[&str] = &["to", "for", "with", "in", "under", "against", "of", "as", "per"];
const TO_THE: &[&str] = &[
    "to", "for", "with", "in", "under", "against", "of", "as", "per", "our", "the", "a", "an", "its", "their", "aicpa",
    "both", "and", "iso", "iec", "27001", "2013", "2022", "standard",
];
const OUR: &[&str] =
    &["our", "the", "its", "their", "a", "an", "annual", "first", "latest", "last", "in", "of", "every"];
const EXAMINED: &[&str] = &[
    "type",
    "i",
    "ii",
    "1",
    "2",
    "audit",
    "audits",
    "examination",
    "examinations",
    "was",
    "were",
    "is",
    "has",
    "have",
    "been",
    "successfully",
];
const PAPER: &[&str] = &["report", "reports", "examination", "examinations", "engagement", "attestation"];
const SO: &[&str] =
    &["means", "mean", "makes", "ensures", "guarantees", "proves", "implies", "so", "therefore", "hence"];

fn certified(word: &str) -> Option<Wording> {
    match word {
        "certified" | "certify" | "certifies" | "certifying" | "accredited" => Some(CERTIFIED),
        "certification" | "certifications" | "accreditation" => Some(CERTIFICATION),
        "certificate" | "certificates" | "cert" | "certs" => Some(CERTIFICATE),
        "compliant" => Some(COMPLIANT),
        _ => None,
    }
}

fn judged(word: &str) -> bool {
    matches!(word, "pass" | "passed" | "passes" | "passing" | "fail" | "failed" | "fails" | "failing")
}

/// Is this `SOC 2`? Then the place behind it.
fn soc2(words: &[Word], at: usize) -> Option<usize> {
    let [soc, two] = words.get(at..at + 2)? else { return None };
    let is = soc.text == "soc" && matches!(two.text.as_str(), "2" | "ii" | "two") && !two.sentence;
    is.then_some(at + 2)
}

/// The first place from `at` on whose word is none of these; `None` when a sentence ends before it.
fn past(words: &[Word], at: usize, over: &[&str]) -> Option<usize> {
    let end = words.len().min(at + REACH + 1);
    for (place, word) in words.iter().enumerate().take(end).skip(at) {
        if word.sentence {
            return None;
        }
        if !over.contains(&word.text.as_str()) {
            return Some(place);
        }
    }
    None
}

fn read(words: &[Word]) -> Vec<Hit> {
    let patterns = [after, coordinated, before, passed, iso27002, gdpr];
    let at = |place: usize| {
        patterns.iter().find_map(|pattern| pattern(words, place)).map(|(wording, end)| (place, wording, end))
    };
    let found = (0..words.len()).filter_map(at);
    let hit = |(from, wording, end): (usize, Wording, usize)| {
        let said: Vec<&str> = words[from..=end].iter().map(|word| word.text.as_str()).collect();
        Hit { wording, words: said.join(" "), line: words[from].line }
    };
    found.map(hit).collect()
}

type Found = Option<(Wording, usize)>;

/// `SOC 2 Type II certified`, `SOC 2 is a certification`, `SOC 2 audit passed`.
fn after(words: &[Word], at: usize) -> Found {
    let behind = soc2(words, at)?;
    let named = past(words, behind, IS).and_then(|end| Some((certified(&words[end].text)?, end)));
    named.or_else(|| past(words, behind, EXAMINED).filter(|end| judged(&words[*end].text)).map(|end| (PASSED, end)))
}

/// `SOC 2 and ISO 27001 certified`.
fn coordinated(words: &[Word], at: usize) -> Found {
    let end = past(words, soc2(words, at)?, AND_ISO)?;
    (words[end].text == "certified").then_some((CERTIFIED, end))
}

/// `certified to ISO 27001 and SOC 2`, `certificate of SOC 2`.
fn before(words: &[Word], at: usize) -> Found {
    certified(&words.get(at)?.text)?;
    // The reach ends before the `soc` that `past` stops at.
    let soc = past(words, at + 1, TO_THE)?;
    let between = &words[at + 1..soc];
    let behind = soc2(words, soc)?;
    let told = between.iter().any(|word| TO.contains(&word.text.as_str()));
    let parted = words[at + 1..=soc].iter().any(|word| word.comma);
    let paper = past(words, behind, TYPE).is_some_and(|next| PAPER.contains(&words[next].text.as_str()));
    (told && !parted && !paper).then_some((CERTIFIED_TO, behind - 1))
}

/// `passed our annual SOC 2`.
fn passed(words: &[Word], at: usize) -> Found {
    if !judged(&words.get(at)?.text) {
        return None;
    }
    let behind = soc2(words, past(words, at + 1, OUR)?)?;
    let report = past(words, behind, TYPE).is_some_and(|next| words[next].text.starts_with("report"));
    (!report).then_some((PASSED, behind - 1))
}

fn iso27002(words: &[Word], at: usize) -> Found {
    let first = words.get(at)?;
    if first.text == "27002" {
        let end = past(words, at + 1, &["2013", "2022"])?;
        return certified(&words[end].text).map(|_| (TO_27002, end));
    }
    certified(&first.text)?;
    let end = past(words, at + 1, TO_THE)?;
    (words[end].text == "27002" && !words[end].comma).then_some((TO_27002, end))
}

fn gdpr(words: &[Word], at: usize) -> Found {
    if words.get(at)?.text != "27001" {
        return None;
    }
    let mut so = false;
    for (place, word) in words.iter().enumerate().skip(at + 1).take(2 * REACH) {
        if word.sentence || matches!(word.text.as_str(), "not" | "no" | "never") {
            return None;
        }
        so |= SO.contains(&word.text.as_str());
        let next = words.get(place + 1).map(|next| next.text.as_str());
        if so && word.text == "gdpr" && matches!(next, Some("compliant" | "compliance")) {
            return Some((MEANS_GDPR, place + 1));
        }
    }
    None
}
