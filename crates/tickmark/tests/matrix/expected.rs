//! What the table says, read by the tests on their own: a permission by any role held, unless any role is denied.

use super::cast::Held;
use domain::values::access::table::{Cell, cell};
use domain::values::{Action, Role, State};

/// What a route is about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum What {
    /// Anybody may come, signed in or not.
    Open,
    /// Anybody who is signed in; it is about themselves, or tells by its content what they may see.
    SignedIn,
    /// A right, on something in a state that is nobody's in particular.
    Right(Action, State),
    /// A right, on something of these people, in a state.
    Of(Action, State, &'static [&'static str]),
    /// A right to the control AC-2, which nobody owns.
    Control(Action),
    /// A list that is cut to what is one's own.
    OwnList(Action),
    /// A right, on something that is the asker's own.
    OfSelf(Action),
    /// It is about who asks, so that everybody who has a part in the organisation may.
    Part,
    /// What needs more than an address to be asked, and is tested with the noun it belongs to.
    Elsewhere,
}

/// May who holds these roles?
pub(crate) fn may(held: &Held, what: What) -> bool {
    let (action, state, own) = match what {
        What::Open | What::SignedIn | What::Part | What::Elsewhere => return true,
        What::Right(action, state) => (action, state, false),
        What::Of(action, state, people) => (action, state, people.contains(&held.name)),
        What::OfSelf(action) => (action, State::Absent, true),
        What::Control(action) => (action, State::Live, false),
        What::OwnList(action) => {
            return said(held.roles, action, State::Live, false) || said(held.roles, action, State::Live, true);
        }
    };
    said(held.roles, action, state, own)
}

fn said(roles: &[Role], action: Action, state: State, own: bool) -> bool {
    let cells: Vec<Cell> =
        roles.iter().copied().map(Some).chain([None]).map(|role| cell(role, action, state, own)).collect();
    cells.contains(&Cell::Allowed) && !cells.iter().any(|c| matches!(c, Cell::Denied(_)))
}

/// What is answered to who may not: that it is refused. To who sees only their own, what is not theirs is not there.
pub(crate) fn refusals(held: &Held) -> &'static [u16] {
    let whole = |role: &Role| !matches!(role, Role::ControlOwner | Role::Contributor | Role::ExternalAuditor);
    if held.roles.iter().any(whole) { &[403] } else { &[403, 404] }
}
