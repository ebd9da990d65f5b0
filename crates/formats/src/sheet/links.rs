//! A cell of references, taken apart: `CC6.1, CC6.6` is two, `CC6.1-CC6.3` stays one.

use super::columns::Field;

/// One reference as it was typed, and the column it was typed into.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SheetLink {
    /// As typed, without outer blanks: `CC6.1`, `CC6.1-CC6.3`, `A.8.x`, `5.7`.
    pub typed: String,
    /// The kind of column: criteria, Annex A or clauses.
    pub field: Field,
    /// A bare number such as `5.2` under a heading that says ISO 27001 but neither Annex A nor clause: both a clause and a
    /// control may be meant, so that the user has to say which.
    pub ambiguous: bool,
}

impl SheetLink {
    /// The reference with what its column adds to a bare number: `5.7` under Annex A is `A.5.7`, `6.1.2` under clauses is
    /// `clause 6.1.2`. Everything else is as typed; the domain parses it.
    pub fn spelled(&self) -> String {
        let bare = self.typed.starts_with(|c: char| c.is_ascii_digit());
        match self.field {
            Field::AnnexA if bare && self.typed.split(['-', '\u{2013}']).next().is_some_and(|n| dots(n) == 1) => {
                format!("A.{}", self.typed)
            }
            // Annex A ids have two numbers; three numbers in an ISO column can only be a clause.
            Field::Clauses | Field::AnnexA if bare => format!("clause {}", self.typed),
            _ => self.typed.clone(),
        }
    }
}

fn dots(number: &str) -> usize {
    number.trim().trim_end_matches('.').matches('.').count()
}

/// Takes a cell apart at commas, semicolons, line ends, slashes, bars, bullets, ampersands and the word `and`.
pub(super) fn split(cell: &str, field: Field, heading: &str) -> Vec<SheetLink> {
    if is_nothing(cell) {
        return Vec::new();
    }
    let plain = heading.to_lowercase();
    let vague = field == Field::AnnexA && !["annex", "27002", "control"].iter().any(|word| plain.contains(word));
    let protected = protect(cell);
    let mut links = Vec::new();
    for part in protected.split([',', ';', '\n', '/', '|', '\u{2022}', '&', '\u{3001}', '\u{ff0c}']) {
        for part in split_words(part) {
            let typed =
                part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '"' | '*'));
            let typed = typed.trim_end_matches('.').trim();
            if !typed.is_empty() && !is_nothing(typed) {
                let bare = typed.starts_with(|c: char| c.is_ascii_digit());
                let ambiguous = vague && bare && dots(typed.split(['-', '\u{2013}']).next().unwrap_or("")) <= 1;
                links.push(SheetLink { typed: typed.to_owned(), field, ambiguous });
            }
        }
    }
    links
}

/// Cells that say that there is no reference.
fn is_nothing(cell: &str) -> bool {
    matches!(
        cell.trim().to_lowercase().as_str(),
        "" | "n/a" | "na" | "n.a." | "n.a" | "none" | "nil" | "-" | "--" | "\u{2013}" | "\u{2014}" | "not applicable"
    )
}

/// The slash in `ISO/IEC` separates nothing.
fn protect(cell: &str) -> String {
    let lower = cell.to_ascii_lowercase();
    if !lower.contains("iso/iec") && !lower.contains("n/a") {
        return cell.to_owned();
    }
    let mut text = cell.to_owned();
    for (from, to) in [("iso/iec", "ISO"), ("n/a", "-")] {
        while let Some(at) = text.to_ascii_lowercase().find(from) {
            text.replace_range(at..at + from.len(), to);
        }
    }
    text
}

/// Parts at the word `and`; then at blanks, where every part is an id in itself (`CC6.1 CC6.2`).
fn split_words(part: &str) -> Vec<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let groups = words.split(|w| w.eq_ignore_ascii_case("and")).filter(|g| !g.is_empty());
    let mut parts = Vec::new();
    for group in groups {
        if group.len() > 1 && group.iter().all(|w| is_id(w)) {
            parts.extend(group.iter().map(|w| (*w).to_owned()));
        } else {
            parts.push(group.join(" "));
        }
    }
    parts
}

/// Letters, then numbers with at least one dot between or before them: `CC6.1`, `A.5.7`, `5.7`.
fn is_id(word: &str) -> bool {
    let numbers = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    numbers.contains('.')
        && numbers.ends_with(|c: char| c.is_ascii_digit())
        && numbers.chars().all(|c| c.is_ascii_digit() || c == '.')
}
