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

#[cfg(test)]
mod tests {
    use super::{counted, every_one};

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
