//! Does an auditor have a part in what is audited? (ISO/IEC 27001 clause 9.2.2, workflows section 8, SoD-3)

use crate::values::operation::words;

/// A part that somebody has in a control or a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Answers for it.
    Owner,
    /// Carries it out.
    Operator,
    /// Wrote it, or built it.
    Author,
    /// Approved it.
    Approver,
    /// Handed in evidence of it.
    Witness,
}

words!(Part {
    Owner = "owner", "Owner";
    Operator = "operator", "Operator";
    Author = "author", "Author";
    Approver = "approver", "Approver";
    Witness = "evidence", "Handed in evidence";
});

/// An item of an audit with those who have a part in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audited<'a> {
    /// The control or clause.
    pub item: &'a str,
    /// Part and person; a person may have several, and a part several persons.
    pub parts: Vec<(Part, &'a str)>,
}

/// A part of the auditor in an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The control or clause.
    pub item: String,
    /// The part.
    pub part: Part,
}

/// Every part that the auditor has in what is audited: in the order of the items, then of the parts, each once. Persons are
/// compared without regard to case and to blanks around them, since one spelling of an address is not another person.
pub fn violations(auditor: &str, audited: &[Audited<'_>]) -> Vec<Violation> {
    let auditor = folded(auditor);
    let mut found: Vec<Violation> = Vec::new();
    for Audited { item, parts } in audited {
        let held = |part: &Part| parts.iter().any(|(has, person)| has == part && folded(person) == auditor);
        for part in Part::ALL.into_iter().filter(held) {
            found.push(Violation { item: (*item).to_owned(), part });
        }
    }
    found
}

fn folded(person: &str) -> String {
    person.trim().to_lowercase()
}
