//! The table of rights as JSON: roles, actions, rules, and what each role may.

use domain::values::access::table::{Cell, cell};
use domain::values::{Action, Duty, Role, State};
use serde::Serialize;
use utoipa::ToSchema;

/// The whole table. What no right allows is denied, and a rule that denies wins over every right.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RightsWords {
    /// The roles.
    pub roles: Vec<RoleWords>,
    /// The actions.
    pub actions: Vec<ActionWords>,
    /// The rules of separation of duty.
    pub rules: Vec<RuleWords>,
    /// Who may what; a role and an action that are not listed are denied.
    pub rights: Vec<RightWords>,
}

/// A role.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RoleWords {
    /// Id.
    pub id: &'static str,
    /// As people say it.
    pub title: &'static str,
    /// What it is for.
    pub meaning: &'static str,
    /// What it may never do.
    pub never: &'static str,
    /// Can a member hold it? The others come by grant, token or portal.
    pub member: bool,
}

/// An action.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ActionWords {
    /// Id.
    pub id: &'static str,
    /// As people say it.
    pub words: &'static str,
    /// Does it only read?
    pub reads: bool,
    /// Must a person have proved in the last five minutes who they are?
    pub step_up: bool,
    /// Can a token carry it?
    pub in_tokens: bool,
}

/// A rule of separation of duty.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RuleWords {
    /// `SoD-7`.
    pub id: String,
    /// In a sentence.
    pub sentence: &'static str,
    /// Can management waive it?
    pub waivable: bool,
    /// What enforces it.
    pub enforced: &'static str,
}

/// What a role may do, or is denied whatever else allows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RightWords {
    /// The role; null for everybody who has a part in the organisation.
    pub role: Option<&'static str>,
    /// The action.
    pub action: &'static str,
    /// Must it be one's own (true) or somebody else's (false)? Null when it does not matter.
    pub own: Option<bool>,
    /// The states of the object in which it holds; empty for all.
    pub states: Vec<&'static str>,
    /// The rule that denies it; null when it is allowed.
    pub denied_by: Option<String>,
}

impl RightsWords {
    /// The table.
    pub fn whole() -> RightsWords {
        let roles = Role::ALL.map(|r| RoleWords {
            id: r.id(),
            title: r.title(),
            meaning: r.meaning(),
            never: r.never(),
            member: Role::MEMBER.contains(&r),
        });
        let actions = Action::ALL.map(|a| ActionWords {
            id: a.id(),
            words: a.words(),
            reads: a.reads(),
            step_up: a.step_up(),
            in_tokens: a.in_tokens(),
        });
        let rules = Duty::ALL.map(|d| RuleWords {
            id: d.id(),
            sentence: d.sentence(),
            waivable: d.waivable(),
            enforced: d.enforced(),
        });
        let holders = std::iter::once(None).chain(Role::ALL.map(Some));
        let pairs = holders.flat_map(|role| Action::ALL.map(|action| (role, action)));
        RightsWords {
            roles: roles.into(),
            actions: actions.into(),
            rules: rules.into(),
            rights: pairs.flat_map(|(role, action)| rights(role, action)).collect(),
        }
    }
}

/// What the table says in each state.
type Said<'a> = &'a [(State, Cell)];

/// What the table says of one role and one action, gathered by verdict and by whose it is.
fn rights(role: Option<Role>, action: Action) -> Vec<RightWords> {
    let said = |own: bool| State::ALL.map(|state| (state, cell(role, action, state, own)));
    let (own, others) = (said(true), said(false));
    let kinds: Vec<(Option<bool>, Said<'_>)> = if own == others {
        vec![(None, own.as_slice())]
    } else {
        vec![(Some(true), own.as_slice()), (Some(false), others.as_slice())]
    };
    let mut found = Vec::new();
    for (own, cells) in kinds {
        let mut verdicts: Vec<Cell> = Vec::new();
        for (_, verdict) in cells {
            if *verdict != Cell::Silent && !verdicts.contains(verdict) {
                verdicts.push(*verdict);
            }
        }
        for verdict in verdicts {
            let states: Vec<&'static str> =
                cells.iter().filter(|(_, v)| *v == verdict).map(|(state, _)| state_id(*state)).collect();
            found.push(RightWords {
                role: role.map(Role::id),
                action: action.id(),
                own,
                states: if states.len() == State::ALL.len() { Vec::new() } else { states },
                denied_by: match verdict {
                    Cell::Denied(duty) => Some(duty.id()),
                    _ => None,
                },
            });
        }
    }
    found
}

/// The word of a state.
fn state_id(state: State) -> &'static str {
    match state {
        State::Absent => "absent",
        State::Live => "live",
        State::Retired => "retired",
        State::Invited => "invited",
        State::Confirmed => "confirmed",
        State::Suspended => "suspended",
        State::Ended => "ended",
        State::Proposed => "proposed",
        State::Approved => "approved",
    }
}
