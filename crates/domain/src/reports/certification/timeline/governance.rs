//! What management decides and looks at again: the Statement of Applicability, risks, documents. What falls on one day is told
//! as one.

use super::{About, Certainty, Happens, Lane};
use crate::registers::Registers;
use crate::reports::search::FoundKind;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// All of it.
pub(super) fn happenings(registers: &Registers, today: Date) -> Vec<Happens> {
    let mut found = statements(registers);
    let risks = registers.risks.risks.iter().filter(|(_, held)| !held.closed);
    let risks = risks.filter_map(|(id, held)| Some((held.risk.next_review?, (id, held.risk.title.as_str()))));
    found.extend(gathered(risks, FoundKind::Risk, &About::Risks, ("Risk", "risks", "to be assessed again")));
    let documents = registers.policies.policies.iter();
    let documents = documents.filter_map(|(id, held)| Some((held.due(today)?, (id, held.policy.title.as_str()))));
    let words = ("Document", "documents", "to be reviewed");
    found.extend(gathered(documents, FoundKind::Policy, &About::Documents, words));
    found
}

/// The first day of each version of the statement.
fn statements(registers: &Registers) -> Vec<Happens> {
    let versions = registers.statements.each().filter_map(|(id, held)| {
        let from = held.from?;
        Some(Happens {
            from,
            until: from,
            lane: Lane::Governance,
            short: id.clone(),
            what: format!("Statement of Applicability {id} in force from this day"),
            certainty: Certainty::Done,
            about: About::One(FoundKind::Statement, id),
        })
    });
    versions.collect()
}

/// Things with a day, one happening for each day.
fn gathered<'a>(
    things: impl Iterator<Item = (Date, (&'a String, &'a str))>,
    kind: FoundKind,
    list: &About,
    (one, many, what): (&str, &str, &str),
) -> Vec<Happens> {
    let mut days: BTreeMap<Date, Vec<(&String, &str)>> = BTreeMap::new();
    for (day, thing) in things {
        days.entry(day).or_default().push(thing);
    }
    let each = days.into_iter().map(|(day, all)| {
        let (what, about) = match all.as_slice() {
            [(id, title)] => (format!("{one} {id}, {title}, {what}"), About::One(kind, (*id).clone())),
            _ => (format!("{} {many} {what}", all.len()), list.clone()),
        };
        let (from, until, lane, certainty) = (day, day, Lane::Governance, Certainty::Planned);
        Happens { from, until, lane, short: all.len().to_string(), what, certainty, about }
    });
    each.collect()
}
