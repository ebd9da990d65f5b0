//! Everybody by name, with what is drawn of them: worked out once for each state of the ledger, of the names and for each day,
//! since none of it depends on who asks. The right to it is asked for each time.

use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::ask::{Answer, PeopleAnswer, PeopleOf, Question, Seen};
use domain::refusal::Refusal;
use domain::registers::people::Member;
use domain::values::{Action, Membership, Role};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The people of an organisation.
#[derive(Debug)]
pub(in crate::web) struct Known {
    /// The version of the names that they stand under.
    names: u64,
    /// Members, grants, deputies and who owns what.
    pub(in crate::web) people: PeopleAnswer,
    /// Everybody who has or had a part, by name.
    pub(super) by_name: Vec<(String, Member)>,
    /// Who holds each role on the day, as a member or by outside access in force, by name.
    pub(in crate::web) held: BTreeMap<Role, Vec<String>>,
    /// For each person whose name looks like another's: the others.
    pub(super) alike: BTreeMap<String, Vec<String>>,
    /// Who stands in for whom, now or later.
    pub(super) deputies: BTreeMap<String, Vec<String>>,
    /// Rows of the list, as far as they were drawn.
    rows: BTreeMap<String, OnceLock<Arc<str>>>,
}

/// Asks for nothing but the right to see who is a member.
struct MaySee;

impl Question for MaySee {
    type Answer = ();

    fn needs(&self) -> Action {
        Action::ReadPeople
    }

    fn answer(&self, _: &Seen<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}

/// The people as of the day of the visit; those of today are kept until something changes.
pub(in crate::web) fn known(visit: &Visit) -> Result<Answer<Arc<Known>>, Problem> {
    let names = visit.doors.app.people_version();
    if visit.at.as_of.is_some() || visit.at.on.is_some() {
        return asked(visit, names);
    }
    let mark = visit.ask(&MaySee)?.mark;
    let (kept, point) = (&visit.doors.kept.people, (mark.root.clone(), mark.on));
    if let Some(value) = kept.get(&visit.org, &point).filter(|known: &Arc<Known>| known.names == names) {
        return Ok(Answer { value, mark });
    }
    let answer = asked(visit, names)?;
    if (&answer.mark.root, answer.mark.on) == (&point.0, point.1) {
        kept.put(&visit.org, point, answer.value.clone());
    }
    Ok(answer)
}

fn asked(visit: &Visit, names: u64) -> Result<Answer<Arc<Known>>, Problem> {
    let Answer { value, mark } = visit.ask(&PeopleOf)?;
    let known = tokio::task::block_in_place(|| Known::of(visit, value, names, mark.on));
    Ok(Answer { value: Arc::new(known), mark })
}

impl Known {
    fn of(visit: &Visit, people: PeopleAnswer, names: u64, on: Date) -> Known {
        let mut by_name: Vec<(String, Member)> = people.members.clone().into_iter().collect();
        by_name.sort_by_cached_key(|(person, _)| visit.name_of(person).to_lowercase());
        let today = visit.doors.app.clock().today();
        let mut deputies: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for held in people.deputies.values().filter(|d| !d.ended && d.deputy.until >= today) {
            deputies.entry(held.deputy.principal.clone()).or_default().push(held.deputy.deputy.clone());
        }
        Known {
            names,
            held: held(&people, &by_name, on),
            alike: visit.doors.app.look_alikes(&visit.org, people.members.keys().map(String::as_str)),
            deputies,
            rows: people.members.keys().map(|person| (person.clone(), OnceLock::new())).collect(),
            by_name,
            people,
        }
    }

    /// The row of a person. What names whoever visits is drawn for them alone.
    pub(super) fn row(&self, visit: &Visit, person: &str, draw: impl FnOnce() -> String) -> Arc<str> {
        let me = visit.who.id();
        let names_me = person == me || self.deputies.get(person).is_some_and(|all| all.iter().any(|one| one == me));
        match self.rows.get(person).filter(|_| !names_me) {
            Some(row) => row.get_or_init(|| draw().into()).clone(),
            None => draw().into(),
        }
    }
}

fn held(people: &PeopleAnswer, by_name: &[(String, Member)], on: Date) -> BTreeMap<Role, Vec<String>> {
    let mut held: BTreeMap<Role, Vec<String>> = Role::MEMBER.map(|role| (role, Vec::new())).into();
    for (person, member) in by_name.iter().filter(|(_, member)| member.state == Membership::Confirmed) {
        for role in member.roles.iter().filter(|role| Role::MEMBER.contains(role)) {
            held.entry(*role).or_default().push(person.clone());
        }
        let grants = member.grants.iter().filter_map(|id| people.grants.get(id)).filter(|grant| grant.on(on));
        for grant in grants {
            let role = held.entry(grant.grant.kind.role()).or_default();
            if role.last() != Some(person) {
                role.push(person.clone());
            }
        }
    }
    held
}
