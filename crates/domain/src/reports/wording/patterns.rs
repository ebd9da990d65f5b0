//! How each refused wording is told in a row of words.

use super::claims::{attested, guaranteed, of_aicpa};
use super::words::Word;
use super::{CERTIFICATE, CERTIFICATION, CERTIFIED, CERTIFIED_TO, COMPLIANT, MEANS_GDPR, PASSED, TO_27002, Wording};

/// Most words that are passed over between the two ends of a wording.
pub(super) const REACH: usize = 8;
pub(super) const TYPE: &[&str] = &["type", "i", "ii", "1", "2"];
const IS: &[&str] = &[
    "type",
    "typ",
    "compliance",
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
const TO: &[&str] = &["to", "for", "with", "in", "under", "against", "of", "as", "per", "on", "by"];
const TO_THE: &[&str] = &[
    "to",
    "for",
    "with",
    "in",
    "under",
    "against",
    "of",
    "as",
    "per",
    "on",
    "by",
    "according",
    "our",
    "the",
    "a",
    "an",
    "its",
    "their",
    "aicpa",
    "both",
    "and",
    "iso",
    "iec",
    "27001",
    "2013",
    "2022",
    "standard",
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
const AUDITED: &[&str] = &[
    "type",
    "i",
    "ii",
    "1",
    "2",
    "attested",
    "audited",
    "examined",
    "assessed",
    "verified",
    "reviewed",
    "and",
    "fully",
    "independently",
];
const PAPER: &[&str] = &["report", "reports", "examination", "examinations", "engagement", "attestation"];
const SO: &[&str] =
    &["means", "mean", "makes", "ensures", "guarantees", "proves", "implies", "so", "therefore", "hence"];

pub(super) fn certified(word: &str) -> Option<Wording> {
    match word {
        "certified" | "certify" | "certifies" | "certifying" | "accredited" => Some(CERTIFIED),
        "certification" | "certifications" | "accreditation" => Some(CERTIFICATION),
        "certificate" | "certificates" | "cert" | "certs" => Some(CERTIFICATE),
        "compliant" => Some(COMPLIANT),
        // What German and French texts say beside the English name.
        "zertifiziert" | "zertifizierte" | "zertifizierten" | "zertifizierter" | "zertifiziertes" => Some(CERTIFIED),
        "certifi\u{e9}" | "certifi\u{e9}e" | "certifi\u{e9}s" | "certifi\u{e9}es" => Some(CERTIFIED),
        "zertifizierung" | "zertifizierungen" => Some(CERTIFICATION),
        "zertifikat" | "zertifikate" | "certificat" | "certificats" => Some(CERTIFICATE),
        "konform" => Some(COMPLIANT),
        _ => None,
    }
}

fn judged(word: &str) -> bool {
    matches!(word, "pass" | "passed" | "passes" | "passing" | "fail" | "failed" | "fails" | "failing")
}

/// Is this `SOC 2`? Then the place behind it. `SOC Type 2` is said for it as well.
pub(super) fn soc2(words: &[Word], at: usize) -> Option<usize> {
    let [soc, two] = words.get(at..at + 2)? else { return None };
    if soc.text != "soc" || two.sentence {
        return None;
    }
    if matches!(two.text.as_str(), "2" | "ii" | "two") {
        return Some(at + 2);
    }
    let kind = words.get(at + 2).filter(|_| matches!(two.text.as_str(), "type" | "typ"))?;
    (!kind.sentence && matches!(kind.text.as_str(), "1" | "2" | "i" | "ii")).then_some(at + 3)
}

/// The first place from `at` on whose word is none of these; `None` when a sentence ends before it.
pub(super) fn past(words: &[Word], at: usize, over: &[&str]) -> Option<usize> {
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

/// A wording, and the place of its last word.
pub(super) type Found = Option<(Wording, usize)>;

/// Every pattern; each says whether a wording begins at a place.
pub(super) const ALL: [fn(&[Word], usize) -> Found; 13] = [
    after,
    coordinated,
    audited,
    before,
    beside,
    listed,
    passed,
    attested,
    guaranteed,
    of_aicpa,
    iso27002,
    gdpr,
    gdpr_through,
];

/// `SOC 2 Type II certified`, `SOC 2 is a certification`, `SOC 2 audit passed`.
fn after(words: &[Word], at: usize) -> Found {
    let behind = soc2(words, at)?;
    let named = past(words, behind, IS).and_then(|end| Some((certified(&words[end].text)?, end)));
    named.or_else(|| past(words, behind, EXAMINED).filter(|end| judged(&words[*end].text)).map(|end| (PASSED, end)))
}

/// `SOC 2 and ISO 27001 certified`, `SOC 2 and ISO 27001 certifications`.
fn coordinated(words: &[Word], at: usize) -> Found {
    let behind = soc2(words, at)?;
    let end = past(words, behind, AND_ISO)?;
    if words[end].text == "certified" {
        return Some((CERTIFIED, end));
    }
    let joined = words[behind..end].iter().any(|word| word.text == "and");
    let parted = words[behind..=end].iter().any(|word| word.comma);
    let wording = certified(&words[end].text).filter(|wording| *wording != COMPLIANT)?;
    (joined && !parted).then_some((wording, end))
}

/// `SOC 2 audited and certified`; what goes on with `to ISO 27001` says to what.
fn audited(words: &[Word], at: usize) -> Found {
    let behind = soc2(words, at)?;
    let end = past(words, behind, AUDITED)?;
    let told = words[behind..end].iter().any(|word| word.text.ends_with("ed"));
    let other = words.get(end + 1).filter(|next| !next.sentence).map(|next| next.text.as_str());
    let other = other.is_some_and(|next| next == "iso" || TO.contains(&next));
    let last = &words[end];
    (told && !other && !last.comma && last.text == "certified").then_some((CERTIFIED, end))
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

/// `certified SOC 2`, `SOC 2` right behind the word; a certificate that a list names before a report is none of SOC 2.
fn beside(words: &[Word], at: usize) -> Found {
    let wording = certified(&words.get(at)?.text).filter(|wording| *wording != COMPLIANT)?;
    let behind = soc2(words, at + 1)?;
    let next = words.get(at + 1)?;
    let parted = next.sentence || next.comma || (next.parted && wording != CERTIFIED);
    let paper = past(words, behind, TYPE).is_some_and(|next| PAPER.contains(&words[next].text.as_str()));
    (!parted && !paper).then_some((CERTIFIED_TO, behind - 1))
}

/// `Certifications: ISO 27001, SOC 2`: a list under a word for certificates. A report in it is named as one.
fn listed(words: &[Word], at: usize) -> Found {
    let head = words.get(at)?.text.as_str();
    let heads = matches!(head, "certified" | "certification" | "certifications" | "certificates" | "accreditations");
    if !heads || !words.get(at + 1)?.colon {
        return None;
    }
    for place in at + 1..words.len().min(at + 2 + REACH) {
        if words[place].sentence {
            return None;
        }
        if let Some(behind) = soc2(words, place) {
            let paper = past(words, behind, TYPE).is_some_and(|next| PAPER.contains(&words[next].text.as_str()));
            return (!paper).then_some((CERTIFIED_TO, behind - 1));
        }
    }
    None
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

/// `GDPR compliant through ISO 27001 certification`.
fn gdpr_through(words: &[Word], at: usize) -> Found {
    let [law, compliant] = words.get(at..at + 2)? else { return None };
    if law.text != "gdpr" || !matches!(compliant.text.as_str(), "compliant" | "compliance") {
        return None;
    }
    let mut through = false;
    for (place, word) in words.iter().enumerate().skip(at + 2).take(REACH) {
        if word.sentence || matches!(word.text.as_str(), "not" | "no" | "never") {
            return None;
        }
        through |= matches!(word.text.as_str(), "because" | "through" | "thanks" | "by" | "via" | "since");
        if through && word.text == "27001" {
            let end = past(words, place + 1, &["2013", "2022", "is", "are", "we"])?;
            return certified(&words[end].text).map(|_| (MEANS_GDPR, end));
        }
    }
    None
}
