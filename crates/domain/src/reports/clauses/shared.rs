//! The harmonised structure of management system standards (ISO/IEC Directives, Part 1, Annex SL): which sub-clauses are the
//! same in each of them, so that one process and one record can serve several systems (R84).

/// Other standards with that structure, in the order of [`Shared::elsewhere`].
pub const OTHERS: [&str; 3] = ["ISO 9001:2015", "ISO 22301:2019", "ISO/IEC 42001:2023"];

/// How a sub-clause is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Its number in each of [`OTHERS`]; nothing where information security asks for its own.
    pub elsewhere: Option<[&'static str; 3]>,
}

impl Shared {
    /// Is it part of the harmonised structure?
    pub fn common(&self) -> bool {
        self.elsewhere.is_some()
    }

    /// In a sentence.
    pub fn sentence(&self) -> String {
        match self.elsewhere {
            None => "Asked for by information security alone: no part of the harmonised structure.".to_owned(),
            Some(numbers) => {
                let named: Vec<String> = OTHERS.iter().zip(numbers).map(|(of, no)| format!("{of}, {no}")).collect();
                format!("Part of the harmonised structure: {}.", named.join("; "))
            }
        }
    }
}

/// Where other standards number a sub-clause otherwise than ISO/IEC 27001.
const OTHERWISE: [(&str, [&str; 3]); 5] = [
    ("6.1.1", ["6.1", "6.1", "6.1.1"]),
    ("9.1", ["9.1.1", "9.1", "9.1"]),
    ("10.1", ["10.3", "10.2", "10.1"]),
    ("10.2", ["10.2", "10.1", "10.2"]),
    ("4.2", ["4.2", "4.2.1", "4.2"]),
];
/// Assessment and treatment of information security risks.
const OWN: [&str; 4] = ["6.1.2", "6.1.3", "8.2", "8.3"];
/// Those that have the same number everywhere.
const SAME: [&str; 21] = [
    "4.1", "4.3", "4.4", "5.1", "5.2", "5.3", "6.2", "6.3", "7.1", "7.2", "7.3", "7.4", "7.5.1", "7.5.2", "7.5.3",
    "8.1", "9.2.1", "9.2.2", "9.3.1", "9.3.2", "9.3.3",
];

/// How a sub-clause of ISO/IEC 27001:2022 is shared.
pub fn shared(clause: &str) -> Shared {
    if OWN.contains(&clause) {
        return Shared { elsewhere: None };
    }
    let same = SAME.iter().find(|id| **id == clause).map(|id| [*id; 3]);
    Shared { elsewhere: OTHERWISE.iter().find(|(id, _)| *id == clause).map(|(_, numbers)| *numbers).or(same) }
}
