//! Who has a part in Fathom Freight, and how that came about: invitations, roles, leave and leaving, a holiday.

use super::people::{
    ANALYST, AUDITOR, CHIEF_EXECUTIVE, CHIEF_TECHNOLOGY, CUSTOMERS, ENGINEERING, FINANCE, IT, LEAVER, NEWCOMER,
    ON_LEAVE, OPERATIONS, PEOPLE_OPERATIONS, PLATFORM, SECURITY_LEAD, Someone,
};
use super::story::{Act, BEGINS, Moment, OPERATOR, working_day};
use domain::command::Command;
use domain::values::{Deputy, Role};
use jiff::ToSpan;
use jiff::civil::Date;

use Role::{Contributor, ControlOwner, InternalAuditor, Management, Owner, ProgrammeManager};

/// Days before today, who invites, whom, with which roles; whoever is invited accepts on the same day.
type Joined = (i32, &'static str, Someone, &'static [Role]);

const NOOR: &str = SECURITY_LEAD.key;
const PRIYA: &str = FINANCE.key;

const JOINED: &[Joined] = &[
    (BEGINS, OPERATOR, SECURITY_LEAD, &[Owner, ProgrammeManager]),
    (BEGINS, OPERATOR, FINANCE, &[Owner, ControlOwner]),
    (BEGINS, NOOR, ENGINEERING, &[ProgrammeManager, ControlOwner]),
    (BEGINS, NOOR, PEOPLE_OPERATIONS, &[ProgrammeManager, ControlOwner]),
    (BEGINS, NOOR, PLATFORM, &[ProgrammeManager, ControlOwner]),
    (BEGINS - 2, NOOR, CHIEF_EXECUTIVE, &[Management, ControlOwner]),
    (270, NOOR, CHIEF_TECHNOLOGY, &[Management, ControlOwner]),
    (268, NOOR, IT, &[ControlOwner]),
    (268, NOOR, CUSTOMERS, &[ControlOwner]),
    (268, NOOR, OPERATIONS, &[ControlOwner]),
    (260, NOOR, LEAVER, &[Contributor]),
    (200, NOOR, ON_LEAVE, &[Contributor]),
    (190, PRIYA, ANALYST, &[Contributor]),
    (160, PRIYA, AUDITOR, &[InternalAuditor]),
];

/// Everything that happens to members.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let joined = JOINED.iter().flat_map(|(days, by, person, roles)| {
        let accepted = Moment { on: working_day(today, *days), by: person.key, act: Act::Accept };
        [invited(today, *days, by, *person, roles), accepted]
    });
    let mut moments: Vec<Moment> = joined.collect();
    moments.extend(holidays(today));
    moments.extend(changes(today));
    moments
}

fn invited(today: Date, days: i32, by: &'static str, person: Someone, roles: &'static [Role]) -> Moment {
    Moment { on: working_day(today, days), by, act: Act::Invite(person, roles) }
}

fn changes(today: Date) -> Vec<Moment> {
    let assigned = |days| Moment { on: working_day(today, days), by: NOOR, act: Act::AssignOwners };
    vec![
        Moment::new(
            today,
            120,
            NOOR,
            Command::EndMembership {
                person: LEAVER.id(),
                reason: "Left Fathom Freight at the end of the month.".into(),
            },
        ),
        assigned(100),
        Moment::new(
            today,
            35,
            PRIYA,
            Command::SuspendMember { person: ON_LEAVE.id(), reason: "On parental leave until spring.".into() },
        ),
        Moment::new(
            today,
            14,
            NOOR,
            Command::SetRoles {
                person: PLATFORM.id(),
                roles: [ControlOwner].into(),
                reason: "The platform's part of the programme is built; Yuki keeps the controls of the team.".into(),
            },
        ),
        assigned(7),
        Moment::new(
            today,
            5,
            PRIYA,
            Command::SetRoles {
                person: PEOPLE_OPERATIONS.id(),
                roles: [ControlOwner].into(),
                reason: "Policies for people and offices are in place; Adaeze keeps their controls.".into(),
            },
        ),
        invited(today, 4, NOOR, NEWCOMER, &[ControlOwner]),
    ]
}

/// A deputyship that was ended early, and one that runs.
fn holidays(today: Date) -> [Moment; 3] {
    let deputy = |principal: Someone, deputy: Someone, from: i32, until: Date, reason: &str| Command::NameDeputy {
        deputy: Deputy {
            principal: principal.id(),
            deputy: deputy.id(),
            from: working_day(today, from),
            until,
            reason: reason.to_owned(),
        },
    };
    let summer = deputy(
        PLATFORM,
        ENGINEERING,
        178,
        today.saturating_sub(157.days()),
        "Three weeks in Hokkaido, without a computer.",
    );
    let autumn =
        deputy(IT, OPERATIONS, 8, today.saturating_add(12.days()), "Holiday; Operations covers access requests.");
    [
        Moment { on: working_day(today, 180), by: PLATFORM.key, act: Act::Named("summer", Box::new(summer)) },
        Moment {
            on: working_day(today, 164),
            by: PLATFORM.key,
            act: Act::Upon("summer", |id| Command::EndDeputy { id }),
        },
        Moment::new(today, 9, IT.key, autumn),
    ]
}
