//! Cell addresses as a spreadsheet shows them: column letters and 1-based rows.

/// The letters of a 0-based column: 0 is `A`, 26 is `AA`.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// The 0-based column of one to three letters in either case; `None` for anything else.
pub fn column_number(letters: &str) -> Option<usize> {
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let number = letters.bytes().fold(0usize, |sum, b| sum * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1);
    Some(number - 1)
}

/// `C5` from a 0-based column and a 1-based row.
pub(super) fn cell(column: usize, row: u32) -> String {
    format!("{}{row}", column_letters(column))
}

/// Addresses for a sentence: the first few, then how many more.
#[derive(Default)]
pub(super) struct Places {
    first: Vec<String>,
    count: usize,
}

impl Places {
    pub(super) fn add(&mut self, column: usize, row: u32) {
        self.count += 1;
        if self.first.len() < super::limits::MAX_LISTED {
            self.first.push(cell(column, row));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }
}

impl std::fmt::Display for Places {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.first.join(", "))?;
        match self.count - self.first.len() {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}
