//! The register of people: members, outside access, deputies, waivers, deeds of two persons, and the doors they come by.

mod fold;

pub(super) use fold::apply;

use super::Recorded;
use crate::stamp::Limits;
use crate::values::member::ALONE_DAYS;
use crate::values::{
    Deed, Deputy, Directory, Duty, Grant, Membership, Restored, Role, SignOn, Stage, TokenKind, TokenScope, Waiver,
    Webhook,
};
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Microseconds of a day.
const DAY_US: i64 = 86_400_000_000;

/// Everybody who has or had a part in the organisation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct People {
    /// Members by person.
    pub members: BTreeMap<String, Member>,
    /// Outside access by id.
    pub grants: BTreeMap<String, HeldGrant>,
    /// Deputies by id.
    pub deputies: BTreeMap<String, HeldDeputy>,
    /// Waivers by id.
    pub waivers: BTreeMap<String, HeldWaiver>,
    /// Deeds of two persons by id.
    pub deeds: BTreeMap<String, HeldDeed>,
    /// Backups that took the place of a ledger, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restores: Vec<HeldRestore>,
    /// Which person owns which control.
    pub controls: BTreeMap<String, String>,
    /// When somebody last worked on the programme, microseconds since 1970 (SoD-3).
    pub worked: BTreeMap<String, i64>,
    /// Single sign-on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_on: Option<SignOn>,
    /// Groups of the directory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory: Option<Directory>,
    /// Tokens by id.
    pub tokens: BTreeMap<String, HeldToken>,
    /// Webhooks by id.
    pub webhooks: BTreeMap<String, Webhook>,
}

/// A membership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Where it stands.
    pub state: Membership,
    /// Roles, in force while confirmed.
    pub roles: BTreeSet<Role>,
    /// Who invited.
    pub invited_by: String,
    /// Since when it stands so, microseconds since 1970.
    pub since_us: i64,
    /// Number of events about it.
    pub version: u32,
    /// Ids of grants to this person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<String>,
    /// Ids of the deputyships of this person for others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stands_in: Vec<String>,
}

/// Outside access and whether it was ended early.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldGrant {
    /// The grant.
    pub grant: Grant,
    /// Who gave it.
    pub given_by: String,
    /// Ended early, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
}

impl HeldGrant {
    /// Is it in force on that day?
    pub fn on(&self, day: Date) -> bool {
        self.ended.is_none() && self.grant.on(day)
    }
}

/// A deputy and whether the time was ended early.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldDeputy {
    /// Who for whom.
    pub deputy: Deputy,
    /// Ended early.
    pub ended: bool,
}

/// A waiver and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldWaiver {
    /// The waiver.
    pub waiver: Waiver,
    /// Where it stands.
    pub stage: Stage,
    /// Who proposed it.
    pub proposed_by: String,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// Approved by the only person there is.
    #[serde(default)]
    pub alone: bool,
    /// Why it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
}

impl HeldWaiver {
    /// Is it in force on that day?
    pub fn on(&self, day: Date) -> bool {
        self.stage == Stage::Approved && self.waiver.from <= day && day <= self.waiver.until
    }
}

/// A deed of two persons and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldDeed {
    /// What.
    pub deed: Deed,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub stage: Stage,
    /// Who proposed it.
    pub proposed_by: String,
    /// When, microseconds since 1970.
    pub proposed_us: i64,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// When, microseconds since 1970: the delay counts from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_us: Option<i64>,
    /// Approved by the only person there is.
    #[serde(default)]
    pub alone: bool,
    /// Why it was stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
}

/// A backup that was restored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRestore {
    /// Which, and by whose agreement.
    pub restored: Restored,
    /// Who put it in place.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A token's public side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldToken {
    /// What it may do.
    pub scope: TokenScope,
    /// Who issued it; it never may more than this person may.
    pub owner: String,
    /// When, microseconds since 1970.
    pub issued_us: i64,
    /// Revoked.
    pub revoked: bool,
}

impl HeldToken {
    /// Is it in force on that day?
    pub fn on(&self, day: Date) -> bool {
        !self.revoked && day <= self.scope.until
    }

    /// What it allows of its owner's rights.
    pub fn limits(&self) -> Limits {
        Limits {
            actions: self.scope.actions.iter().copied().collect(),
            controls: self.scope.controls.clone(),
            collector: self.scope.kind == TokenKind::Collector,
            directory: self.scope.kind == TokenKind::Directory,
        }
    }
}

/// What somebody is on a given day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hats {
    /// Membership; `None` for who has no part in the organisation.
    pub state: Option<Membership>,
    /// Roles in force, those of represented members included.
    pub roles: BTreeSet<Role>,
    /// The person and everybody they represent today: whose things are their own.
    pub selves: Vec<String>,
    /// Those whose conflicts they have besides: represented people who are suspended or invited, or whose deputy they
    /// become later. What is denied about one's own is denied about theirs.
    pub tied: Vec<String>,
}

impl People {
    /// What somebody is on a day. Rights are in force only while the membership is confirmed (SoD-16); a deputy holds the
    /// roles that the represented member holds as a member, never those represented in turn (SoD-17).
    pub fn hats(&self, person: &str, day: Date) -> Hats {
        let Some(member) = self.members.get(person) else {
            return Hats { selves: vec![person.to_owned()], ..Hats::default() };
        };
        let mut hats = Hats { state: Some(member.state), selves: vec![person.to_owned()], ..Hats::default() };
        if member.state != Membership::Confirmed {
            return hats;
        }
        hats.roles.extend(&member.roles);
        let granted = member.grants.iter().filter_map(|id| self.grants.get(id)).filter(|g| g.on(day));
        hats.roles.extend(granted.flat_map(|g| g.grant.roles()));
        let standing = member.stands_in.iter().filter_map(|id| self.deputies.get(id));
        for held in standing.filter(|d| !d.ended && d.deputy.until >= day) {
            let principal = &held.deputy.principal;
            match self.members.get(principal) {
                Some(member) if member.state == Membership::Confirmed && held.deputy.on(day) => {
                    hats.roles.extend(&member.roles);
                    hats.selves.push(principal.clone());
                }
                _ => hats.tied.push(principal.clone()),
            }
        }
        hats
    }

    /// Is a rule waived for somebody on that day?
    pub fn waived(&self, duty: Duty, person: &str, day: Date) -> bool {
        self.waivers.values().any(|w| w.waiver.duty == duty && w.waiver.person == person && w.on(day))
    }

    /// The waiver that set a rule aside for somebody on that day, also one that was ended since.
    pub fn waiver_for(&self, duty: Duty, person: &str, day: Date) -> Option<(&String, &HeldWaiver)> {
        self.waivers.iter().find(|(_, held)| {
            let waiver = &held.waiver;
            held.approved_by.is_some()
                && (waiver.duty, waiver.person.as_str()) == (duty, person)
                && (waiver.from..=waiver.until).contains(&day)
        })
    }

    /// The waivers in force on that day, for the reports that they touch.
    pub fn waivers_on(&self, day: Date) -> impl Iterator<Item = (&String, &HeldWaiver)> {
        self.waivers.iter().filter(move |(_, w)| w.on(day))
    }

    /// The waivers that were approved and held, or were to hold, on some day of these, by id; also those ended since.
    pub fn waivers_within(&self, from: Date, until: Date) -> impl Iterator<Item = (&String, &HeldWaiver)> {
        self.waivers.iter().filter(move |(_, held)| {
            held.approved_by.is_some() && held.waiver.from <= until && from <= held.waiver.until
        })
    }

    /// Confirmed members who hold a role as members.
    pub fn holders(&self, role: Role) -> impl Iterator<Item = &String> {
        self.members
            .iter()
            .filter(move |(_, m)| m.state == Membership::Confirmed && m.roles.contains(&role))
            .map(|(person, _)| person)
    }

    /// Every role that somebody holds or is promised from that day on: as a member, by grants that are not over, and for
    /// those represented. `with` is the set of roles that one member is to have instead. What goes together is judged on
    /// these, so that roles that exclude each other do not meet later, when an invitation is accepted or a grant begins.
    pub fn promised(&self, person: &str, day: Date, with: Option<(&str, &BTreeSet<Role>)>) -> BTreeSet<Role> {
        let own = |person: &str| match with {
            Some((changed, roles)) if changed == person => roles.clone(),
            _ => {
                let member = self.members.get(person).filter(|m| m.state != Membership::Ended);
                member.map(|m| m.roles.clone()).unwrap_or_default()
            }
        };
        let mut roles = own(person);
        let Some(member) = self.members.get(person).filter(|m| m.state != Membership::Ended) else {
            return roles;
        };
        let grants = member.grants.iter().filter_map(|id| self.grants.get(id));
        let running = grants.filter(|held| held.ended.is_none() && held.grant.until >= day);
        roles.extend(running.flat_map(|held| held.grant.roles()));
        let standing = member.stands_in.iter().filter_map(|id| self.deputies.get(id));
        for held in standing.filter(|held| !held.ended && held.deputy.until >= day) {
            roles.extend(own(&held.deputy.principal));
        }
        roles
    }

    /// Those who stand in for somebody, or will, from that day on.
    pub fn deputies_of(&self, principal: &str, day: Date) -> impl Iterator<Item = &str> {
        let named = self.deputies.values().filter(move |held| !held.ended && held.deputy.until >= day);
        named.filter(move |held| held.deputy.principal == principal).map(|held| held.deputy.deputy.as_str())
    }

    /// Is there nobody else, so that no second person could agree? Who holds a role as a member counts, suspended or left
    /// a short while ago too, so that nobody becomes alone by sending the other away.
    pub fn is_one_person(&self, day: Date) -> bool {
        let since = (day.duration_since(date(1970, 1, 1)).as_hours() / 24 - i64::from(ALONE_DAYS)) * DAY_US;
        let counts = |state, since_us| match state {
            Membership::Confirmed | Membership::Suspended => true,
            Membership::Invited => false,
            Membership::Ended => since_us >= since,
        };
        self.members.values().filter(|m| !m.roles.is_empty() && counts(m.state, m.since_us)).nth(1).is_none()
    }

    /// Notes that somebody worked on the programme.
    pub(super) fn work(&mut self, recorded: Recorded<'_>) {
        match self.worked.get_mut(recorded.by) {
            Some(last) => *last = recorded.at_us,
            None => {
                self.worked.insert(recorded.by.to_owned(), recorded.at_us);
            }
        }
    }

    /// Whoever puts a backup into an installation that did not have the organisation is like one who begins it: none of its
    /// members has an account there. Where a ledger was, its members agreed, and nobody gains a right by it.
    pub(super) fn restored(&mut self, recorded: Recorded<'_>, restored: Restored) {
        let works = |member: &Member| member.state == Membership::Confirmed && !member.roles.is_empty();
        if restored.deed.is_none() && !self.members.get(recorded.by).is_some_and(works) {
            self.begin(recorded);
        }
        self.restores.push(HeldRestore { restored, by: recorded.by.to_owned(), at_us: recorded.at_us });
    }

    /// Whoever began the organisation is its first owner and runs the programme until somebody else does.
    pub(super) fn begin(&mut self, recorded: Recorded<'_>) {
        let member = Member {
            state: Membership::Confirmed,
            roles: [Role::Owner, Role::ProgrammeManager].into(),
            invited_by: recorded.by.to_owned(),
            since_us: recorded.at_us,
            version: 1,
            grants: Vec::new(),
            stands_in: Vec::new(),
        };
        self.members.insert(recorded.by.to_owned(), member);
    }
}
