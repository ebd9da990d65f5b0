//! The table of rights, cell by cell: deny by default, a denial wins, outsiders change nothing. `BLESS=1` writes the
//! matrix anew, so that every change of a right is seen in review.

use crate::rights::cells;
use crate::rights::cells::{said, states};
use domain::values::access::{Cell, Effect, LINES, Line, Whose, cell};
use domain::values::{Action, Duty, GrantKind, Role, State};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Every cell there is.
fn all() -> impl Iterator<Item = (Option<Role>, Action, State, bool)> {
    let roles = Role::ALL.map(Some).into_iter().chain([None]);
    let actions = roles.flat_map(|role| Action::ALL.map(|action| (role, action)));
    let states = actions.flat_map(|(role, action)| State::ALL.map(|state| (role, action, state)));
    states.flat_map(|(role, action, state)| [true, false].map(|own| (role, action, state, own)))
}

/// Does a line speak about that cell? Written without a look at how the table is filled.
fn speaks(line: &Line, (role, action, state, own): (Option<Role>, Action, State, bool)) -> bool {
    let who = role.map_or(line.roles.is_empty(), |role| line.roles.contains(&role));
    let whose = match line.whose {
        Whose::Any => true,
        Whose::Own => own,
        Whose::Others => !own,
    };
    who && whose && line.actions.contains(&action) && (line.states.is_empty() || line.states.contains(&state))
}

#[test]
fn every_action_and_every_role_but_the_visitor_has_a_line() {
    for action in Action::ALL {
        assert!(LINES.iter().any(|line| line.actions.contains(&action)), "{}", action.id());
        let allowed = |line: &&Line| line.effect == Effect::Allow && line.actions.contains(&action);
        assert!(LINES.iter().any(|line| allowed(&line)), "nobody may ever {}", action.words());
    }
    let silent: Vec<Role> =
        Role::ALL.into_iter().filter(|role| !LINES.iter().any(|line| line.roles.contains(role))).collect();
    assert_eq!(silent, [Role::Visitor], "what is published needs no right, and there is nothing else for a visitor");
}

#[test]
fn what_no_line_names_is_denied() {
    let mut silent = 0;
    for at in all() {
        if !LINES.iter().any(|line| speaks(line, at)) {
            assert_eq!(cell(at.0, at.1, at.2, at.3), Cell::Silent, "{at:?}");
            silent += 1;
        }
    }
    let cells = all().count();
    assert_eq!(cells, 12 * Action::ALL.len() * 9 * 2);
    assert!(silent > cells * 3 / 5, "{silent} of {cells} cells are denied because nothing allows them");
}

#[test]
fn a_denial_wins_over_every_line_that_allows() {
    let mut against = 0;
    for at in all() {
        let lines: Vec<&Line> = LINES.iter().filter(|line| speaks(line, at)).collect();
        let denials: Vec<Duty> = lines
            .iter()
            .filter_map(|line| match line.effect {
                Effect::Deny(duty) => Some(duty),
                Effect::Allow => None,
            })
            .collect();
        against += usize::from(!denials.is_empty() && denials.len() < lines.len());
        match cell(at.0, at.1, at.2, at.3) {
            Cell::Denied(duty) => assert!(denials.contains(&duty), "{at:?}"),
            Cell::Allowed => assert!(denials.is_empty() && !lines.is_empty(), "{at:?}"),
            Cell::Silent => assert!(lines.is_empty(), "{at:?}"),
        }
    }
    // No role both gets and loses the same cell: a denial is there to stop what another role of the same person allows.
    assert_eq!(against, 0);
}

#[test]
fn sod_9_who_comes_from_outside_changes_nothing_but_the_own_part() {
    let outside = [Role::ExternalAuditor, Role::Operator, Role::Visitor];
    // What an auditor does in the engagement that the access was given for.
    let examines = [
        Action::DrawSample,
        Action::TestControl,
        Action::ConcludeTest,
        Action::NoteException,
        Action::AskAuditee,
        Action::JudgeAnswer,
        Action::CommentRoom,
        Action::KeepNote,
    ];
    for (role, action, state, own) in all().filter(|at| !at.1.reads() && at.0.is_some_and(|r| outside.contains(&r))) {
        let theirs = own && role == Some(Role::ExternalAuditor) && examines.contains(&action);
        assert_eq!(cell(role, action, state, own) == Cell::Allowed, theirs, "{role:?} may {}", action.words());
    }
    let everybody = all().filter(|at| at.0.is_none() && cell(at.0, at.1, at.2, at.3) == Cell::Allowed);
    let everybody: BTreeSet<(Action, bool)> = everybody.map(|at| (at.1, at.3)).collect();
    let own = [Action::ConfirmMembership, Action::Leave, Action::EndGrant, Action::RevokeToken];
    assert_eq!(everybody, own.map(|action| (action, true)).into());
}

#[test]
fn sod_3_an_internal_auditor_is_denied_all_work_on_the_programme() {
    for action in Action::ALL.into_iter().filter(|a| a.builds() || *a == Action::AppendEvidence) {
        for state in State::ALL {
            for own in [true, false] {
                let said = cell(Some(Role::InternalAuditor), action, state, own);
                assert_eq!(said, Cell::Denied(Duty::AuditsOwnWork), "{}", action.id());
            }
        }
    }
}

#[test]
fn sod_12_a_collector_appends_evidence_to_its_controls_and_nothing_else() {
    for (role, action, state, own) in all().filter(|at| at.0 == Some(Role::Collector)) {
        let right = action == Action::AppendEvidence && state == State::Live && own;
        assert_eq!(cell(role, action, state, own) == Cell::Allowed, right, "{} {state:?} {own}", action.id());
    }
}

#[test]
fn every_role_comes_in_one_way() {
    let granted = [GrantKind::Consultant, GrantKind::ExternalAuditor, GrantKind::Support].map(GrantKind::role);
    let mut ways: Vec<Role> = Role::MEMBER.into_iter().chain(granted).chain([Role::Collector, Role::Visitor]).collect();
    ways.sort_unstable();
    let mut all = Role::ALL.to_vec();
    all.sort_unstable();
    assert_eq!(ways, all);
}

#[test]
fn words_of_the_table_are_read_as_they_are_written() {
    let places: BTreeSet<usize> = Role::ALL.into_iter().map(|r| r as usize).collect();
    assert_eq!(places, (0..Role::ALL.len()).collect(), "a role is its own place in the table");
    for (place, action) in Action::ALL.into_iter().enumerate() {
        assert_eq!((action as usize, Action::parse(action.id())), (place, Some(action)));
        assert_eq!(serde_json::to_value(action).unwrap(), action.id());
    }
    for role in Role::ALL {
        assert_eq!(Role::parse(&role.title().replace("Trust-centre v", "V").replace("Instance o", "O")), Some(role));
        assert_eq!(serde_json::to_value(role).unwrap(), role.id());
        assert!(role.meaning().ends_with('.') && !role.never().is_empty(), "{}", role.id());
    }
    for (place, state) in State::ALL.into_iter().enumerate() {
        assert_eq!(state as usize, place);
    }
    for duty in Duty::ALL {
        assert_eq!((Duty::parse(&duty.id()), Duty::parse(&duty.number().to_string())), (Some(duty), Some(duty)));
    }
    assert_eq!([Duty::parse("SoD-0"), Duty::parse("SoD-19"), Duty::parse("")], [None; 3]);
}

#[test]
fn every_rule_says_what_enforces_it() {
    for duty in Duty::ALL {
        assert!(duty.enforced().len() > 20 && !duty.enforced().ends_with('.'), "half a sentence of {}", duty.id());
    }
}

#[test]
fn the_matrix_is_as_it_was_reviewed() {
    let mut matrix = String::from("# action: role, own object, somebody else's object; `!` is a denial that wins\n");
    for action in Action::ALL {
        writeln!(matrix, "\n{}{}", action.id(), if action.step_up() { " (step-up)" } else { "" }).unwrap();
        for role in [None].into_iter().chain(Role::ALL.map(Some)) {
            let (own, others) = (said(role, action, true), said(role, action, false));
            if own.is_empty() && others.is_empty() {
                continue;
            }
            let written = |parts: &[(Cell, Vec<State>)]| {
                let part = |(cell, of): &(Cell, Vec<State>)| match cell {
                    Cell::Denied(duty) => format!("!{} {}", duty.id(), states(of)),
                    _ => states(of),
                };
                if parts.is_empty() { "-".to_owned() } else { parts.iter().map(part).collect::<Vec<_>>().join("; ") }
            };
            let name = role.map_or("everybody", Role::id);
            writeln!(matrix, "  {name:<18} own: {:<40} others: {}", written(&own), written(&others)).unwrap();
        }
    }
    cells::kept("crates/domain/tests/all/rights/matrix.txt", &matrix);
}
