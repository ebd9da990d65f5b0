//! What the project never says: paths of one machine, talk of the workbench, and the two wrong words of the trade.

use super::offences::Offences;
use super::tree::{File, files};

/// Spelt in halves, so that this list does not find itself.
const MACHINES: [(&str, &str); 5] = [("/wo", "rk/"), ("/tm", "p/"), ("/ro", "ot/"), ("/Use", "rs/"), ("C:\\Use", "rs")];

/// Talk that belongs beside a workbench and not in a product.
const WORKBENCH: [(&str, &str); 8] = [
    ("co-auth", "ored-by"),
    ("seed 0", "0"),
    ("work or", "der"),
    ("FIX", "ME"),
    ("TO", "DO:"),
    ("XX", "X:"),
    ("lorem ip", "sum"),
    ("place", "holder text"),
];

/// What is said wrongly of the two frameworks: SOC 2 ends in a report, and nothing is certified to ISO/IEC 27002.
const WRONG: [(&str, &str, &str); 7] = [
    ("soc 2 ", "certified", "a SOC 2 examination ends in a report"),
    ("soc 2 ", "certification", "a SOC 2 examination ends in a report"),
    ("soc 2 ", "certificate", "a SOC 2 examination ends in a report"),
    ("certified for ", "soc 2", "a SOC 2 examination ends in a report"),
    ("pass ", "soc 2", "a SOC 2 report is an opinion, not a mark"),
    ("certified to iso ", "27002", "certificates are for ISO/IEC 27001; 27002 only guides"),
    ("iso 27002 ", "certified", "certificates are for ISO/IEC 27001; 27002 only guides"),
];

/// Where a wrong word is quoted in order to refuse it, or stands in the title of a publication.
const QUOTES: [&str; 4] = ["docs/requirements.csv", "library/claims/", "/tests/", "library/wording/"];

/// A line that says that something is not so may name it.
const DENIALS: [&str; 6] = ["no ", "not ", "never", "nothing", "refuse", "wrong"];

#[test]
fn no_path_of_one_machine() {
    let mut offences = Offences::default();
    for (file, line, text) in lines() {
        for (first, second) in MACHINES {
            // The directory's protocol has a resource of that name (RFC 7644, section 3.2).
            if (file.path.contains("/scim") || file.path == "docs/directory.md") && second.starts_with("rs/") {
                continue;
            }
            if text.contains(&format!("{first}{second}")) {
                offences.at(&file.path, line, format!("`{first}{second}` is a path of one machine; take it out"));
            }
        }
    }
    offences.none_or_fail("no machine paths");
}

#[test]
fn no_talk_of_the_workbench() {
    let mut offences = Offences::default();
    for (file, line, text) in lines() {
        for (first, second) in WORKBENCH {
            if text.to_lowercase().contains(&format!("{first}{second}").to_lowercase()) {
                offences.at(&file.path, line, format!("`{first}{second}`; say it in the product's own words"));
            }
        }
    }
    offences.none_or_fail("the project speaks of itself alone");
}

/// R25 and R33, for the texts that the project ships.
#[test]
fn reports_and_certificates_are_kept_apart() {
    let mut offences = Offences::default();
    for (file, line, text) in lines().filter(|(file, ..)| !QUOTES.iter().any(|quotes| file.path.contains(quotes))) {
        let lower = text.to_lowercase();
        let denied = DENIALS.iter().any(|denial| lower.contains(denial));
        for (first, second, why) in WRONG {
            if lower.contains(&format!("{first}{second}")) && !denied {
                offences.at(&file.path, line, format!("`{first}{second}`: {why}"));
            }
        }
    }
    offences.none_or_fail("SOC 2 is reported on, ISO/IEC 27001 is certified");
}

fn lines() -> impl Iterator<Item = (&'static File, usize, &'static str)> {
    let read = files().iter().filter(|file| file.path != "Cargo.lock" && file.path != "LICENSE");
    read.flat_map(|file| file.lines().map(move |(line, text)| (file, line, text)))
}
