//! People of an organisation as JSON: members, outside access, deputies, and what oneself may do.

use super::MarkWords;
use app::Within;
use app::ask::Part;
use domain::registers::people::{HeldDeputy, HeldGrant, Member};
use domain::values::{Membership, Role};
use serde::Serialize;
use utoipa::ToSchema;

/// A person by id and name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedWords {
    /// Id.
    pub id: String,
    /// Name; the id again where the name was erased.
    pub name: String,
}

impl NamedWords {
    /// The words of a person.
    pub fn of(app: &Within<'_>, id: &str) -> NamedWords {
        NamedWords { id: id.to_owned(), name: app.name_of(id) }
    }
}

/// A member, or somebody who was one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MemberWords {
    /// Id of the person.
    pub id: String,
    /// Name; the id again where it was erased.
    pub name: String,
    /// E-mail address; empty for who has none here.
    pub email: String,
    /// `invited`, `confirmed`, `suspended` or `ended`.
    pub state: &'static str,
    /// Since when it stands so.
    pub since: String,
    /// Roles as a member, in force while confirmed. Empty for who comes by outside access alone.
    pub roles: Vec<&'static str>,
    /// Who invited.
    pub invited_by: NamedWords,
    /// Ids of the controls that this person owns.
    pub controls: Vec<String>,
    /// Ids of outside access given to this person.
    pub grants: Vec<String>,
    /// Version, as `If-Match` names it.
    pub version: u64,
}

impl MemberWords {
    /// The words of a member. The address is left empty when it cannot be read.
    pub fn of(app: &Within<'_>, id: &str, member: &Member, controls: &[String], version: u64) -> MemberWords {
        MemberWords {
            id: id.to_owned(),
            name: app.name_of(id),
            email: app.person(id).ok().flatten().map(|p| p.email).unwrap_or_default(),
            state: member.state.id(),
            since: app::clock::minute_of(member.since_us),
            roles: member.roles.iter().map(|r| r.id()).collect(),
            invited_by: NamedWords::of(app, &member.invited_by),
            controls: controls.to_vec(),
            grants: member.grants.clone(),
            version,
        }
    }
}

/// Outside access: dated, for one engagement.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GrantWords {
    /// Id.
    pub id: String,
    /// Who has it.
    pub person: NamedWords,
    /// `consultant`, `external_auditor` or `support`.
    pub kind: &'static str,
    /// Does a consultant also work as programme manager?
    pub works: bool,
    /// The engagement or mandate.
    pub engagement: String,
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// Last day.
    #[schema(format = Date)]
    pub until: String,
    /// Why.
    pub reason: String,
    /// Who gave it.
    pub given_by: NamedWords,
    /// Is it in force on the day of the answer? Not before the invitation to it is accepted, nor while the membership is suspended.
    pub in_force: bool,
    /// Why it was ended early; null if it was not.
    pub ended: Option<String>,
}

impl GrantWords {
    /// The words of a grant on a day; rights begin with a confirmed membership (SoD-16).
    pub fn of(
        app: &Within<'_>,
        id: &str,
        held: &HeldGrant,
        state: Option<Membership>,
        on: jiff::civil::Date,
    ) -> GrantWords {
        let grant = &held.grant;
        GrantWords {
            id: id.to_owned(),
            person: NamedWords::of(app, &grant.person),
            kind: grant.kind.id(),
            works: grant.works,
            engagement: grant.engagement.clone(),
            from: grant.from.to_string(),
            until: grant.until.to_string(),
            reason: grant.reason.clone(),
            given_by: NamedWords::of(app, &held.given_by),
            in_force: held.on(on) && state == Some(Membership::Confirmed),
            ended: held.ended.clone(),
        }
    }
}

/// Somebody who stands in for a member.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeputyWords {
    /// Id.
    pub id: String,
    /// Who is represented.
    pub principal: NamedWords,
    /// Who stands in.
    pub deputy: NamedWords,
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// Last day.
    #[schema(format = Date)]
    pub until: String,
    /// Why.
    pub reason: String,
    /// Is it in force on the day of the answer?
    pub in_force: bool,
    /// Was it ended early?
    pub ended: bool,
}

impl DeputyWords {
    /// The words of a deputy on a day.
    pub fn of(app: &Within<'_>, id: &str, held: &HeldDeputy, on: jiff::civil::Date) -> DeputyWords {
        let deputy = &held.deputy;
        DeputyWords {
            id: id.to_owned(),
            principal: NamedWords::of(app, &deputy.principal),
            deputy: NamedWords::of(app, &deputy.deputy),
            from: deputy.from.to_string(),
            until: deputy.until.to_string(),
            reason: deputy.reason.clone(),
            in_force: !held.ended && deputy.on(on),
            ended: held.ended,
        }
    }
}

/// What one person is in an organisation on a day, and what they may do there.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PartWords {
    /// Who.
    pub person: NamedWords,
    /// `invited`, `confirmed`, `suspended` or `ended`; null for who has no membership.
    pub state: Option<&'static str>,
    /// Roles in force, by grant and by standing in too.
    pub roles: Vec<&'static str>,
    /// Persons represented today.
    pub stands_in_for: Vec<NamedWords>,
    /// Controls owned.
    pub controls: Vec<String>,
    /// Outside access given to this person.
    pub grants: Vec<GrantWords>,
    /// What the caller may do in some state of things; it is judged again whenever it is asked for.
    pub may: Vec<MayWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub mark: MarkWords,
}

/// Something that somebody may do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MayWords {
    /// The action.
    pub action: &'static str,
    /// Only on what is one's own?
    pub own_only: bool,
}

impl MayWords {
    /// What of a person's rights is open.
    pub fn of(rights: &[app::Right]) -> Vec<MayWords> {
        let open = rights.iter().filter(|r| !(r.others.is_empty() && r.own.is_empty()));
        open.map(|r| MayWords { action: r.action.id(), own_only: r.others.is_empty() }).collect()
    }
}

impl PartWords {
    /// The words of a part.
    pub fn of(app: &Within<'_>, person: &str, part: &Part, may: Vec<MayWords>, mark: &app::Mark) -> PartWords {
        PartWords {
            person: NamedWords::of(app, person),
            state: part.state.map(domain::values::Membership::id),
            roles: role_ids(&part.roles),
            stands_in_for: part.stands_in_for.iter().map(|id| NamedWords::of(app, id)).collect(),
            controls: part.controls.clone(),
            grants: part.grants.iter().map(|(id, held)| GrantWords::of(app, id, held, part.state, mark.on)).collect(),
            may,
            mark: MarkWords::of(Some(mark)),
        }
    }
}

/// The words of a set of roles.
pub fn role_ids<'a>(roles: impl IntoIterator<Item = &'a Role>) -> Vec<&'static str> {
    roles.into_iter().map(|r| r.id()).collect()
}
