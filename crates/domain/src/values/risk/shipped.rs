//! A method to start from, in our own words: five grades of likelihood and impact, four levels. It is a proposal that an
//! organisation makes its own and approves; nothing uses it before.

use super::{Grade, Level, RiskBasis, RiskMethod};

const LIKELIHOOD: [(&str, &str, &str); 5] = [
    ("rare", "Not expected within ten years.", "All regions of the hosting provider are lost at once."),
    ("unlikely", "Expected once in three to ten years.", "The only administrator leaves without handing over."),
    ("possible", "Expected once in one to three years.", "A laptop with customer data is stolen."),
    ("likely", "Expected about once a year.", "An important supplier is down for a working day."),
    ("almost certain", "Expected several times a year.", "Somebody enters a password on a forged page."),
];

const IMPACT: [(&str, &str, &str); 5] = [
    ("negligible", "Noticed inside only; repaired within a day's work.", "A test system is rebuilt."),
    ("minor", "A few customers notice; no promise is broken.", "A report arrives an hour late."),
    (
        "moderate",
        "A promise to a customer is broken, or some data of one customer is seen.",
        "Half a day without service.",
    ),
    ("major", "Many customers are hit, or personal data has to be reported.", "Records of all customers are copied."),
    ("severe", "The organisation's existence is in question.", "Data of all customers is lost for good."),
];

const LEVELS: [(&str, &str, &str); 4] = [
    ("low", "May be retained; looked at again with the yearly assessment.", "the risk owner"),
    ("moderate", "May be retained with a reason; treatment where it costs little.", "the risk owner"),
    ("high", "Treated within six months; retained only for a time, with a reason.", "the risk owner and management"),
    ("critical", "Treated at once; retained only for a time, with a reason.", "the risk owner and management"),
];

/// Rows are likelihood, columns impact; numbers of levels.
const MATRIX: [[u8; 5]; 5] = [[1, 1, 1, 2, 3], [1, 1, 2, 2, 3], [1, 2, 2, 3, 4], [1, 2, 3, 3, 4], [2, 2, 3, 4, 4]];

const CONSISTENCY: &str = "Two people rate each new risk on their own by the meanings of the grades and then agree; where \
     they differ by more than one grade, the meaning is made clearer. Ratings of one category are read side by side at each \
     assessment. The level follows from the matrix and from nothing else.";

const TRIGGERS: [&str; 5] = [
    "A supplier on which we depend is taken on, changed or left.",
    "A project begins that changes a service in scope.",
    "A system in scope, or where it runs, changes.",
    "A security incident, here or at a supplier.",
    "A finding of an audit, or an exception of a test.",
];

/// The proposal.
pub fn proposed_method() -> RiskMethod {
    let grade = |(word, meaning, example): (&str, &str, &str)| Grade {
        word: word.to_owned(),
        meaning: meaning.to_owned(),
        example: example.to_owned(),
    };
    let level = |(word, demands, decides): (&str, &str, &str)| Level {
        word: word.to_owned(),
        demands: demands.to_owned(),
        decides: decides.to_owned(),
    };
    RiskMethod {
        title: "Risk assessment and treatment".to_owned(),
        basis: RiskBasis::Scenario,
        likelihood: LIKELIHOOD.map(grade).into(),
        impact: IMPACT.map(grade).into(),
        levels: LEVELS.map(level).into(),
        matrix: MATRIX.map(Vec::from).into(),
        appetite: 2,
        review_months: 12,
        consistency: CONSISTENCY.to_owned(),
        triggers: TRIGGERS.map(str::to_owned).into(),
    }
}
