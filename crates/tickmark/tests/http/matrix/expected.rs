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
    /// The same, on something that is not there: whoever may is told so.
    Gone(Action, State, &'static [&'static str]),
    /// What each person has for themselves, such as an upload: to everybody else, whoever they are, it is not there.
    Nowhere,
    /// A right to the control AC-2, which nobody owns; who examines it has it to read.
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
        What::Open | What::SignedIn | What::Part | What::Elsewhere | What::Nowhere => return true,
        What::Right(action, state) => (action, state, false),
        What::Of(action, state, people) | What::Gone(action, state, people) => {
            (action, state, people.contains(&held.name))
        }
        What::OfSelf(action) => (action, State::Absent, true),
        What::Control(action) => (action, State::Live, action.reads() && held.roles.contains(&Role::ExternalAuditor)),
        What::OwnList(action) => {
            return said(held.roles, action, State::Live, false) || said(held.roles, action, State::Live, true);
        }
    };
    said(held.roles, action, state, own)
}

/// What reading answers to who may: the page, a way to another one, or that what is asked for is not there.
pub(crate) fn answers(what: What) -> &'static [u16] {
    if matches!(what, What::Gone(..) | What::Nowhere) { &[404] } else { &[200, 303] }
}

/// What is answered to who has no rights: as the pages say, unless it is the person's own that is asked for, or bytes are
/// sent that are read by nobody before it is known whose they are.
pub(crate) fn without(what: What, path: &str, (name, status): (&str, u16)) -> u16 {
    let not_confirmed = ["sue-suspended", "ivo-invited"].contains(&name);
    let sends = ["/evidence", "/evidence/import", "/evidence/{item}/revision"];
    let sent = sends.iter().any(|rest| path.strip_prefix("/o/{organisation}") == Some(rest));
    if matches!(what, What::Nowhere) || sent && not_confirmed { 404 } else { status }
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
