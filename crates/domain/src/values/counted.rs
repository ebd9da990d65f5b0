//! A count with its noun, in one place for every door.

use std::fmt::Display;

/// `1 control`, `2 controls`, `0 controls`: the noun, or more of the sentence, for one and for any other number.
pub fn counted<N: Display + PartialEq + From<u8>>(count: N, one: &str, many: &str) -> String {
    let words = if count == N::from(1) { one } else { many };
    format!("{count} {words}")
}

/// `the 1 control`, `every one of the 2 controls`: all of them, in words that fit one as well.
pub fn every_one(count: usize, one: &str, many: &str) -> String {
    let all = counted(count, one, many);
    if count == 1 { format!("the {all}") } else { format!("every one of the {all}") }
}

/// A number with a comma between its thousands, `120,000`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut parts: Vec<&str> = if first > 0 { vec![&digits[..first]] } else { Vec::new() };
    parts.extend((first..digits.len()).step_by(3).map(|at| &digits[at..at + 3]));
    parts.join(",")
}

/// A title as it stands within a sentence: in small letters, but for what is written in capitals throughout, such as `ISMS`.
pub fn within_sentence(title: &str) -> String {
    let word = |word: &str| match word.chars().filter(|letter| letter.is_uppercase()).count() {
        0 | 1 => word.to_lowercase(),
        _ => word.to_owned(),
    };
    title.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{counted, every_one, grouped, within_sentence};

    #[test]
    fn thousands_stand_apart() {
        let said = [0, 999, 1_000, 120_000, 1_234_567].map(grouped);
        assert_eq!(said, ["0", "999", "1,000", "120,000", "1,234,567"]);
    }

    #[test]
    fn what_is_written_in_capitals_stays_so_within_a_sentence() {
        let said = ["Effect on the ISMS", "Owner", "SHA-256 of A", ""].map(within_sentence);
        assert_eq!(said, ["effect on the ISMS", "owner", "SHA-256 of a", ""]);
    }

    #[test]
    fn all_of_one_is_the_one() {
        let said = [1, 2].map(|count| every_one(count, "control", "controls"));
        assert_eq!(said, ["the 1 control", "every one of the 2 controls"]);
    }

    #[test]
    fn one_is_one_and_nothing_is_many() {
        let said = [0_usize, 1, 2].map(|count| counted(count, "row", "rows"));
        assert_eq!(said, ["0 rows", "1 row", "2 rows"]);
        assert_eq!(counted(-1_i64, "day", "days"), "-1 days");
    }
}
