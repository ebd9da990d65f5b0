//! Continuity of information security, and what of business continuity (ISO 22301) it serves (R85): the same exercises, plans
//! and records belong to both.

use super::look::Look;
use super::place::Place;
use crate::values::risk::Property;
use crate::values::statement::Applicability;
use jiff::civil::Date;

/// Controls of Annex A about continuity, with the clauses of ISO 22301:2019 that they serve and what is shared, in own words.
const ITEMS: [(&str, &str, &str); 4] = [
    ("A.5.29", "8.4", "Plans say how security is kept at the right level while the business is disrupted."),
    (
        "A.5.30",
        "8.2, 8.3, 8.5",
        "The impact analysis gives the times to recover; ICT is prepared and exercised for them.",
    ),
    ("A.8.13", "8.3, 8.5", "Copies are made and restored in tests: the exercise of a continuity solution."),
    ("A.8.14", "8.3", "Redundant facilities are a continuity solution that was chosen."),
];

/// One control about continuity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContinuityLine {
    /// The control of Annex A.
    pub item: &'static str,
    /// Its short title.
    pub title: String,
    /// The clauses of ISO 22301:2019 that it serves.
    pub serves: &'static str,
    /// What both share.
    pub shares: &'static str,
    /// What the Statement of Applicability says; `None` without one.
    pub decision: Option<Applicability>,
    /// Own controls that are linked to it.
    pub controls: Vec<String>,
    /// Documents in force that name it or these controls.
    pub documents: Vec<String>,
    /// The newest day on which evidence shows one of the controls.
    pub last: Option<Date>,
    /// That day lies in the last twelve months.
    pub recent: bool,
}

/// Continuity on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Continuity {
    /// The controls.
    pub lines: Vec<ContinuityLine>,
    /// Open risks to availability: what a business impact analysis wants to know.
    pub risks: Vec<String>,
    /// Where they are.
    pub place: Place,
}

pub(super) fn continuity(look: &Look<'_>) -> Continuity {
    let statements = &look.registers.statements;
    let statement = statements.effective().or_else(|| statements.current()).map(|(_, held)| held);
    let line = |(item, serves, shares): (&'static str, &'static str, &'static str)| {
        let linked = look.linked(item);
        let last = linked.iter().filter_map(|(_, day)| *day).max();
        let speaks = look.live().filter(|(line, held)| {
            let policy = &held.policy;
            let names = policy.meets.contains(item) || linked.iter().any(|(id, _)| policy.controls.contains(*id));
            line.state.in_force() && names
        });
        ContinuityLine {
            item,
            title: look.framework.item(item).map(|found| found.title.clone()).unwrap_or_default(),
            serves,
            shares,
            decision: statement.and_then(|held| held.entries.get(item)).map(|entry| entry.decision),
            documents: speaks.map(|(line, _)| line.id.clone()).collect(),
            controls: linked.into_iter().map(|(id, _)| id.to_owned()).collect(),
            last,
            recent: last.is_some_and(|day| look.recent(day)),
        }
    };
    let open = look.registers.risks.risks.iter().filter(|(_, held)| !held.closed);
    let risks = open.filter(|(_, held)| held.risk.properties.contains(&Property::Availability));
    Continuity {
        lines: ITEMS.into_iter().map(line).collect(),
        risks: risks.map(|(id, _)| id.clone()).collect(),
        place: Place::Risks,
    }
}
