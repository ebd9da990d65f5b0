//! What weighs most takes a second factor, proved again within the last five minutes.

use crate::library::{FIRST, control};
use crate::people::{firm, invite, propose, set_roles, why};
use crate::rights_doors::settings::{directory, set_sign_on, sign_on};
use domain::command::{Command, EvidenceCommand};
use domain::refusal::Refusal;
use domain::rules::access::{Object, allowed};
use domain::stamp::{Badge, Proof};
use domain::values::{
    Action, Classification, Deed, Duty, Evidence, EvidenceFile, EvidenceType, FileRef, Form, GrantKind, Role, Source,
    State, TokenKind, Window,
};
use std::collections::{BTreeMap, BTreeSet};

fn evidence(command: EvidenceCommand) -> Command {
    Command::Evidence(command)
}

/// An item that shows no control, so that no framework says how long it is kept; its id.
fn evidence_without_controls(firm: &mut crate::library::Organisation) -> String {
    let day = firm.today();
    let item = Evidence {
        title: "A note".into(),
        kind: EvidenceType::Other,
        form: Form::Document,
        period: Window { from: day, until: day },
        captured: None,
        collected: None,
        source: Source::default(),
        shows: BTreeSet::new(),
        collector: None,
        classification: Classification::Internal,
        personal_data: false,
        note: "kept for nobody".into(),
    };
    let file = EvidenceFile {
        name: "note.txt".into(),
        file: FileRef { sha256: "ab".repeat(32), size: 1_000 },
        media: "text/plain".into(),
        disagrees: None,
        hints: BTreeMap::new(),
    };
    let (files, controls) = (vec![file], BTreeMap::new());
    firm.new_by(FIRST, evidence(EvidenceCommand::AddEvidence { evidence: item, files, controls, answers: None }))
}

/// What management and the owners of risks sign.
const SIGNED: [Action; 7] = [
    Action::ApproveRiskMethod,
    Action::AcceptRisk,
    Action::CountersignRisk,
    Action::ApproveStatement,
    Action::ApprovePolicy,
    Action::ApproveAuditProgramme,
    Action::ApproveReview,
];

#[test]
fn what_is_signed_in_the_management_system_takes_a_second_factor_too() {
    let firm = firm();
    for action in SIGNED {
        // What waits for management, and a risk that is its signer's own.
        let of = if action == Action::AcceptRisk { vec!["mark".to_owned()] } else { Vec::new() };
        let object = Object { state: State::Proposed, of, controls: Vec::new() };
        let judged = |person: &str, proof| {
            allowed(&firm.registers, &Badge { proof, ..Badge::fresh(person) }, action, &object, firm.today())
        };
        for proof in [Proof::Single, Proof::Strong] {
            assert_eq!(judged("mark", proof), Err(Refusal::StepUp { action }));
            assert_eq!(judged("tina", proof).unwrap_err().code(), "not_allowed");
        }
        assert_eq!(judged("mark", Proof::Fresh), Ok(()));
    }
}

#[test]
fn what_weighs_most_takes_a_second_factor_of_the_last_five_minutes() {
    let mut firm = firm();
    let deed = firm.new_by("olga", propose(Deed::FullExport));
    let ripe = firm.new_by("olga", propose(Deed::RotateKey));
    firm.by("mark", Command::ApproveDeed { id: ripe.clone() });
    firm.hours_pass(24);
    let waiver = firm.new_by("paul", firm.waiver(Duty::AuditsOwnWork, "tina", 30));
    let id = evidence_without_controls(&mut firm);
    let commands = [
        (FIRST, evidence(EvidenceCommand::HoldEvidence { id: id.clone(), reason: why() })),
        ("olga", evidence(EvidenceCommand::SetRetention { framework: "soc2-tsc-2017".into(), months: 24, deed: None })),
        (FIRST, evidence(EvidenceCommand::DisposeEvidence { id, reason: why() })),
        (FIRST, invite("nora", &[Role::Contributor])),
        (FIRST, set_roles("tina", &[Role::ControlOwner])),
        (FIRST, firm.grant("ada", GrantKind::Consultant, 9)),
        (FIRST, propose(Deed::Restore { backup: format!("sha256:{}", "ab".repeat(32)) })),
        ("mark", Command::ApproveDeed { id: deed }),
        (FIRST, Command::CarryOutDeed { id: ripe }),
        ("mark", Command::ApproveWaiver { id: waiver }),
        (FIRST, set_sign_on(sign_on())),
        (FIRST, directory("it", &[Role::Contributor])),
        (FIRST, firm.token(TokenKind::Api, &[Action::ReadProgramme], &[])),
    ];
    let covered: BTreeSet<Action> = commands.iter().filter_map(|(_, command)| command.action()).collect();
    // Signing is tried where there is something to sign, in the tests of statements; a collector's approval in its own.
    let elsewhere: Vec<Action> = [Action::SignStatement, Action::ApproveCollector].into_iter().chain(SIGNED).collect();
    let sealed = Action::ALL.into_iter().filter(|action| action.step_up() && !elsewhere.contains(action)).collect();
    assert_eq!(covered, sealed);
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
