//! What the block in front of a text says, as the facts of a document; what it leaves out follows from the file.

use domain::values::policy::{MandatoryPiece, Policy, PolicyDocument, PolicyKind, Quorum};
use domain::values::{Classification, Role};
use formats::policy::{Front, PolicyProblem};
use std::collections::{BTreeMap, BTreeSet};

/// Months between reviews where a file says nothing of it.
const USUAL_REVIEW: u32 = 12;
/// Years of retention where a file says nothing of it.
const USUAL_RETENTION: u32 = 3;

struct Reading<'a> {
    front: &'a Front,
    people: &'a BTreeMap<String, String>,
    problems: Vec<PolicyProblem>,
}

/// The document of a file, and everything that is wrong with what its block says.
pub(super) fn document(
    file: &str,
    front: Front,
    people: &BTreeMap<String, String>,
) -> (PolicyDocument, Vec<PolicyProblem>) {
    let mut reading = Reading { front: &front, people, problems: Vec::new() };
    let stem = stem(file);
    let named = |text: Option<String>, other: String| text.filter(|text| !text.is_empty()).unwrap_or(other);
    let heading = front.text.lines().find_map(|line| line.strip_prefix("# ")).map(|line| line.trim().to_owned());
    let (people, roles) = reading.approvers();
    let kinds = PolicyKind::ALL.map(PolicyKind::id).join(", ");
    let classes = Classification::ALL.map(Classification::id).join(", ");
    let pieces = MandatoryPiece::ALL.map(MandatoryPiece::id).join(", ");
    let policy = Policy {
        number: named(reading.one("number"), stem.clone()),
        title: named(reading.one("title"), named(heading, stem)),
        kind: reading.word("kind", PolicyKind::parse, &kinds).unwrap_or_default(),
        owner: reading.owner(),
        classification: reading
            .word("classification", Classification::parse, &classes)
            .unwrap_or(Classification::Internal),
        review_months: reading.number("review", "months").unwrap_or(USUAL_REVIEW),
        approval: Quorum { count: reading.number("approvals", "persons").unwrap_or(1), people, roles },
        retention_years: reading.number("retention", "years").unwrap_or(USUAL_RETENTION),
        distribution: reading.roles("distribution"),
        controls: reading.many("controls").into_iter().collect(),
        meets: reading.many("meets").into_iter().collect(),
        pieces: reading.words("pieces", MandatoryPiece::parse, &pieces),
    };
    let problems = reading.problems;
    (PolicyDocument { file: file.to_owned(), policy, text: front.text }, problems)
}

/// The name of a file without folder and ending.
fn stem(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

impl Reading<'_> {
    fn many(&self, key: &str) -> Vec<String> {
        let all = self.front.values.get(key).into_iter().flat_map(|(_, values)| values);
        all.flat_map(|value| value.split(',')).map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()
    }

    fn wrong(&mut self, key: &str, what: String, hint: String) {
        let line = self.front.values.get(key).map_or(0, |(line, _)| *line);
        self.problems.push(PolicyProblem { line, field: key.to_owned(), what, hint });
    }

    fn one(&mut self, key: &str) -> Option<String> {
        let (_, values) = self.front.values.get(key)?;
        if values.len() > 1 {
            self.wrong(key, format!("`{key}` has several values"), "write one value".to_owned());
        }
        values.first().cloned()
    }

    fn word<T>(&mut self, key: &str, parse: fn(&str) -> Option<T>, known: &str) -> Option<T> {
        let typed = self.one(key)?;
        let read = parse(&typed);
        if read.is_none() {
            self.wrong(key, format!("`{typed}` is no {key}"), format!("write one of {known}"));
        }
        read
    }

    fn words<T: Ord>(&mut self, key: &str, parse: fn(&str) -> Option<T>, known: &str) -> BTreeSet<T> {
        let mut found = BTreeSet::new();
        for typed in self.many(key) {
            match parse(&typed) {
                Some(value) => {
                    found.insert(value);
                }
                None => self.wrong(key, format!("`{typed}` is not known"), format!("write any of {known}")),
            }
        }
        found
    }

    fn number(&mut self, key: &str, of: &str) -> Option<u32> {
        let typed = self.one(key)?;
        let read = typed.trim_end_matches(|c: char| c.is_alphabetic()).trim().parse().ok();
        if read.is_none() {
            self.wrong(key, format!("`{typed}` is no number of {of}"), format!("write a whole number of {of}"));
        }
        read
    }

    fn person(&mut self, key: &str, typed: &str) -> Option<String> {
        let found = self.people.get(typed).or_else(|| self.people.get(&typed.to_lowercase())).cloned();
        if found.is_none() {
            let hint = "write the e-mail address or id of a member, or leave it out".to_owned();
            self.wrong(key, format!("nobody here is known as `{typed}`"), hint);
        }
        found
    }

    fn owner(&mut self) -> Option<String> {
        let typed = self.one("owner").filter(|typed| !typed.is_empty())?;
        self.person("owner", &typed)
    }

    fn roles(&mut self, key: &str) -> BTreeSet<Role> {
        let everybody = |typed: &String| !matches!(typed.to_lowercase().as_str(), "everybody" | "everyone" | "all");
        let mut found = BTreeSet::new();
        for typed in self.many(key).into_iter().filter(everybody) {
            match Role::parse(&typed) {
                Some(role) => {
                    found.insert(role);
                }
                None => self.wrong(
                    key,
                    format!("no role is known as `{typed}`"),
                    "write everybody, or roles such as owner, management, control_owner".to_owned(),
                ),
            }
        }
        found
    }

    /// Who approves: roles, or people by their addresses.
    fn approvers(&mut self) -> (BTreeSet<String>, BTreeSet<Role>) {
        let (mut people, mut roles) = (BTreeSet::new(), BTreeSet::new());
        for typed in self.many("approvers") {
            match Role::parse(&typed) {
                Some(role) => {
                    roles.insert(role);
                }
                None => people.extend(self.person("approvers", &typed)),
            }
        }
        (people, roles)
    }
}
