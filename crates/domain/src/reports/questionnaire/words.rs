//! Texts as the words by which they are compared: small letters, without endings, common words left out, abbreviations of the
//! trade written out. Nothing is guessed: two texts meet only in words that can be shown.

use std::collections::BTreeSet;

/// Words that say nothing about what a question asks for.
const COMMON: &[&str] = &[
    "a",
    "about",
    "all",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "been",
    "by",
    "can",
    "company",
    "describe",
    "detail",
    "details",
    "did",
    "do",
    "does",
    "each",
    "explain",
    "for",
    "from",
    "had",
    "has",
    "have",
    "how",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "list",
    "may",
    "more",
    "no",
    "not",
    "of",
    "on",
    "or",
    "organisation",
    "organization",
    "our",
    "please",
    "provide",
    "shall",
    "should",
    "so",
    "such",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "us",
    "vendor",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "will",
    "with",
    "would",
    "yes",
    "you",
    "your",
];

/// Abbreviations and other names of the trade, with the words that they stand for.
const STANDS_FOR: &[(&str, &[&str])] = &[
    ("2fa", &["multi", "factor", "authentication"]),
    ("mfa", &["multi", "factor", "authentication"]),
    ("multifactor", &["multi", "factor"]),
    ("sso", &["single", "sign"]),
    ("pentest", &["penetration", "test"]),
    ("pentesting", &["penetration", "test"]),
    ("dr", &["disaster", "recovery"]),
    ("bcp", &["business", "continuity", "plan"]),
    ("bcm", &["business", "continuity"]),
    ("rto", &["recovery", "time"]),
    ("rpo", &["recovery", "point"]),
    ("sdlc", &["secure", "development", "life", "cycle"]),
    ("dlp", &["data", "leakage", "prevention"]),
    ("pii", &["personal", "data"]),
    ("gdpr", &["privacy", "personal", "data"]),
    ("tls", &["encryption", "transit"]),
    ("ssl", &["encryption", "transit"]),
    ("aes", &["encryption"]),
    ("cryptography", &["encryption"]),
    ("cryptographic", &["encryption"]),
    ("nda", &["confidentiality", "agreement"]),
    ("siem", &["log", "monitoring"]),
    ("iam", &["identity", "access"]),
    ("rbac", &["access", "role"]),
    ("antivirus", &["malware"]),
    ("edr", &["malware", "endpoint"]),
    ("offboarding", &["leaver", "access"]),
    ("termination", &["leaver"]),
    ("onboarding", &["joiner"]),
    ("subprocessor", &["supplier"]),
    ("subprocessors", &["supplier"]),
    ("vendors", &["supplier"]),
    ("soa", &["statement", "applicability"]),
    ("isms", &["information", "security", "management", "system"]),
    ("soc", &["soc"]),
    ("soc2", &["soc", "2"]),
    ("iso27001", &["iso", "27001"]),
];

/// Longest text of which words are taken, in bytes; what is longer is cut at a character.
const MAX_BYTES: usize = 64 * 1024;

/// The words of a text, each once.
pub(super) fn words(text: &str) -> BTreeSet<String> {
    let mut end = text.len().min(MAX_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut all = BTreeSet::new();
    for word in text[..end].split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        if COMMON.contains(&word.as_str()) || (word.len() == 1 && !word.as_bytes()[0].is_ascii_digit()) {
            continue;
        }
        match STANDS_FOR.iter().find(|(short, _)| *short == word) {
            Some((_, long)) => all.extend(long.iter().map(|word| stem(word))),
            None => {
                all.insert(stem(&word));
            }
        }
    }
    all
}

/// Usual endings, the longest first, with what is put in their place; one is taken when four letters stay at least.
const ENDINGS: &[(&str, &str)] = &[
    ("ations", ""),
    ("ation", ""),
    ("ments", "ment"),
    ("ities", "ity"),
    ("ings", ""),
    ("ions", ""),
    ("ing", ""),
    ("ion", ""),
    ("ies", "y"),
    ("ers", "er"),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
];

/// A word without its usual endings: `policies` and `policy`, `encrypted` and `encryption` meet.
fn stem(word: &str) -> String {
    if !word.is_ascii() || word.len() <= 3 {
        return word.to_owned();
    }
    let ending =
        ENDINGS.iter().find(|(ending, put)| word.ends_with(ending) && word.len() - ending.len() + put.len() >= 4);
    let cut = match ending {
        Some((ending, put)) if !word.ends_with("ss") => format!("{}{put}", &word[..word.len() - ending.len()]),
        _ => word.to_owned(),
    };
    // `stored`, `storing` and `store`; `control` and `controll(ed)`.
    let cut = cut.strip_suffix('e').filter(|cut| cut.len() >= 4).map_or(cut.clone(), str::to_owned);
    match cut.as_bytes() {
        [.., a, b] if a == b && cut.len() > 5 && *a != b's' => cut[..cut.len() - 1].to_owned(),
        _ => cut,
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    fn meets(a: &str, b: &str) -> bool {
        words(a) == words(b)
    }

    #[test]
    fn endings_and_abbreviations_do_not_part_words() {
        assert!(meets("policy", "Policies"));
        assert!(meets("encrypted", "encryption"));
        assert!(meets("stored backups", "storing a backup"));
        assert!(meets("controlled", "control"));
        assert!(meets("MFA", "multi-factor authentication"));
        assert!(meets("SOC2", "SOC 2"));
        assert!(!meets("access", "asset"));
    }

    #[test]
    fn common_words_say_nothing() {
        assert!(words("Do you have any of these? Please describe how.").is_empty());
        assert!(words("").is_empty());
    }
}
