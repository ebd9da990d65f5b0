//! What weighs most takes a second factor, proved again within the last five minutes.

use crate::library::{FIRST, control};
use crate::people::{firm, invite, propose, set_roles};
use crate::settings::{directory, set_sign_on, sign_on};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::stamp::{Badge, Proof};
use domain::values::{Action, Deed, Duty, GrantKind, Role, TokenKind};
use std::collections::BTreeSet;

#[test]
fn what_weighs_most_takes_a_second_factor_of_the_last_five_minutes() {
    let mut firm = firm();
    let deed = firm.new_by("olga", propose(Deed::FullExport));
    let ripe = firm.new_by("olga", propose(Deed::RotateKey));
    firm.by("mark", Command::ApproveDeed { id: ripe.clone() });
    firm.hours_pass(24);
    let waiver = firm.new_by("paul", firm.waiver(Duty::AuditsOwnWork, "tina", 30));
    let commands = [
        (FIRST, invite("nora", &[Role::Contributor])),
        (FIRST, set_roles("tina", &[Role::ControlOwner])),
        (FIRST, firm.grant("ada", GrantKind::Consultant, 9)),
        (FIRST, propose(Deed::Restore { backup: "b".into() })),
        ("mark", Command::ApproveDeed { id: deed }),
        (FIRST, Command::CarryOutDeed { id: ripe }),
        ("mark", Command::ApproveWaiver { id: waiver }),
        (FIRST, set_sign_on(sign_on())),
        (FIRST, directory("it", &[Role::Contributor])),
        (FIRST, firm.token(TokenKind::Api, &[Action::ReadProgramme], &[])),
    ];
    let covered: BTreeSet<Action> = commands.iter().filter_map(|(_, command)| command.action()).collect();
    assert_eq!(covered, Action::ALL.into_iter().filter(|action| action.step_up()).collect());
    for (person, command) in commands {
        let action = command.action().unwrap();
        for proof in [Proof::Single, Proof::Strong] {
            let badge = Badge { proof, ..Badge::fresh(person) };
            assert_eq!(firm.refuses_to(&badge, command.clone()), Refusal::StepUp { action });
            // Whoever may not do it at all is not asked for a second factor first.
            let tina = Badge { proof, ..Badge::fresh("tina") };
            assert_eq!(firm.refuses_to(&tina, command.clone()).code(), "not_allowed");
        }
        firm.judges(&Badge::fresh(person), command).unwrap();
    }
    firm.judges(
        &Badge { proof: Proof::Single, ..Badge::fresh("paul") },
        Command::AddControl { control: control("AC-9", "") },
    )
    .unwrap();
}
