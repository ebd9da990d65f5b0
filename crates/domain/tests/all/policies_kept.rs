//! Who reads a document that is for some only, when the text of a version goes, and what texts are asked about.

use crate::evidence;
use crate::evidence::running;
use crate::library::Organisation;
use crate::policies::*;
use domain::command::{Command, PolicyCommand};
use domain::reports::policy::{PolicyConcern, PolicyFilter, PracticeDoubt, Says, line, text_checks, unchanged};
use domain::reports::tasks::{Of, TaskKind, tasks};
use domain::rules::policy::{kept_from, readers};
use domain::values::policy::{Policy, PolicyState, Quorum, STARTERS};
use domain::values::{Classification, Role};

const NEXT: &str = "# Access\n\nOwners review access quarterly (AC-1).\n\nLeavers lose it on their last day.\n";

const LEFT: &str = "# Access

- Access is given by need and role, to named persons, and never shared.
- Nobody decides on their own access.

Rights of administrators are separate accounts, and are
used for administration alone. Owners of systems review who has access quarterly.
";

fn dispose(id: &str, version: u32) -> Command {
    cmd(PolicyCommand::DisposePolicyVersion { id: id.into(), version, reason: "agreed with carl".into() })
}

fn says(firm: &Organisation, command: Command, said: &str) {
    let refusal = firm.not_by("paul", command).to_string();
    assert!(refusal.contains(said), "{refusal} says {said}");
}

/// Two versions, the first superseded today.
fn superseded() -> (Organisation, String) {
    let mut firm = running();
    let id = firm.in_force();
    firm.by("tina", acknowledge(&id, 1, TEXT));
    firm.days_pass(1);
    firm.by("paul", draft(&id, NEXT));
    firm.by("paul", submit(&id, 2, NEXT));
    firm.by("mark", approve(&id, 2, NEXT));
    firm.by("paul", publish(&id, 2, NEXT, firm.today()));
    (firm, id)
}

#[test]
fn r161_a_superseded_version_is_disposed_of_after_its_retention_and_its_hash_stays() {
    let (mut firm, id) = superseded();
    let (held, today) = (firm.policy(&id), firm.today());
    let until = held.kept_until(&held.versions[0], today).unwrap();
    assert_eq!((until.year(), held.kept_until(&held.versions[1], today)), (today.year() + 3, None));
    says(&firm, dispose(&id, 2), "version 2 of PL-1 is still in use: published");
    says(&firm, dispose(&id, 1), &format!("is kept until {until}: 3 years from {today}"));
    says(&firm, dispose(&id, 7), "no version is known as `7 of PL-1`");
    says(&firm, dispose("PL-9", 1), "no document is known as `PL-9`");
    assert_eq!(firm.not_by("tina", dispose(&id, 1)).code(), "not_allowed");
    assert!(firm.policy_line(&id).ripe.is_empty());
    let wants = |firm: &Organisation| {
        let filter = PolicyFilter { ripe: true, ..PolicyFilter::default() };
        filter.wants(firm.policy(&id), &firm.policy_line(&id))
    };
    assert!(!wants(&firm));
    firm.days_pass(3 * 365);
    while firm.today() <= until {
        assert!(firm.policy_line(&id).ripe.is_empty(), "its last day is one on which it is kept");
        firm.days_pass(1);
    }
    assert_eq!(firm.policy_line(&id).ripe, [1]);
    assert!(wants(&firm));
    let no_reason = cmd(PolicyCommand::DisposePolicyVersion { id: id.clone(), version: 1, reason: " ".into() });
    assert_eq!(firm.not_by("paul", no_reason).code(), "empty");
    let before = firm.policy(&id).versions[0].clone();
    firm.by("carl", dispose(&id, 1));
    let (held, gone) = (firm.policy(&id), &firm.policy(&id).versions[0]);
    assert_eq!((gone.text.as_str(), &gone.sha256, &gone.approvals), ("", &before.sha256, &before.approvals));
    assert_eq!((gone.published.clone(), gone.disposed.as_ref().unwrap().by.as_str()), (before.published, "carl"));
    assert!(held.has_acknowledged("tina", 1), "who acknowledged it is known");
    let all = serde_json::to_string(&firm.registers.policies).unwrap();
    assert!(!all.contains("Owners review access quarterly (AC-1).\\n\""), "the register has no text of it: {all}");
    assert!(firm.policy_line(&id).ripe.is_empty());
    says(&firm, dispose(&id, 1), "was disposed of on");
}

#[test]
fn r161_a_retired_document_goes_version_by_version_and_needs_a_retention() {
    let mut firm = running();
    let open = Policy { retention_years: 0, ..access() };
    let id = firm.new_by("paul", write(open, TEXT));
    says(&firm, dispose(&id, 1), "is still in use: draft");
    firm.by("paul", retire(&id));
    let open = Policy { retention_years: 0, ..firm.policy(&id).policy.clone() };
    firm.days_pass(4000);
    says(&firm, dispose(&id, 1), "no retention is set for PL-1");
    says(&firm, revise(&id, Policy { title: "Entry".into(), ..open.clone() }), "PL-1 is retired");
    says(&firm, revise(&id, Policy { retention_years: 101, ..open.clone() }), "too long a retention");
    firm.by("paul", revise(&id, Policy { retention_years: 2, ..open }));
    assert_eq!(firm.policy_line(&id).ripe, [1]);
    firm.by("paul", dispose(&id, 1));
    assert_eq!(firm.policy(&id).state(firm.today()), PolicyState::Retired);
    assert!(firm.policy(&id).versions[0].text.is_empty());
}

#[test]
fn r160_a_restricted_document_is_unknown_to_who_does_not_belong_to_its_readers() {
    let mut firm = running();
    let named = Quorum { count: 1, people: ids("mark"), roles: [].into() };
    let restricted = Policy { classification: Classification::Restricted, approval: named, ..access() };
    let id = firm.new_by("paul", write(restricted.clone(), TEXT));
    let reads = |firm: &Organisation, person: &str| !kept_from(&firm.registers, &id, person, firm.today());
    for (person, may) in [
        ("olga", true),
        ("paul", true),
        ("ivan", true),
        ("carl", true),
        ("mark", true),
        ("tina", false),
        ("cleo", false),
        ("eve", false),
    ] {
        assert_eq!(reads(&firm, person), may, "{person}");
    }
    let asked: Vec<String> = readers(&firm.registers, &restricted).into_iter().collect();
    assert!(!asked.contains(&"tina".to_owned()) && asked.contains(&"carl".to_owned()), "{asked:?}");
    let roles = Policy { distribution: [Role::Contributor].into(), owner: None, ..restricted.clone() };
    firm.by("paul", revise(&id, roles));
    assert!(reads(&firm, "tina") && !reads(&firm, "carl"), "its owner is somebody else now");
    // What nobody sees nobody changes, and no answer tells it from an id that was never there.
    let nobody = Policy { approval: Quorum::default(), owner: None, ..restricted };
    firm.by("paul", revise(&id, nobody));
    firm.by("paul", submit(&id, 1, TEXT));
    for person in ["mark", "carl", "tina", "cleo"] {
        let told = |command: fn(&str) -> Command, id: &str| {
            let refusal = firm.not_by(person, command(id));
            (refusal.code(), refusal.to_string().replace(id, "it"), refusal.hint())
        };
        let all: [fn(&str) -> Command; 4] =
            [|id| approve(id, 1, TEXT), |id| send_back(id, 1), |id| acknowledge(id, 1, TEXT), |id| dispose(id, 1)];
        for command in all {
            assert_eq!(told(command, &id), told(command, "PL-9"), "{person}");
        }
    }
    let selves = ["mark".to_owned()];
    let of = Of::Person { selves: &selves, judges: false };
    let told = tasks(&firm.registers, of, firm.today()).tasks;
    assert!(!told.iter().any(|task| task.kind == TaskKind::ApproveDocument), "{told:?}");
    firm.by("olga", approve(&id, 1, TEXT));
}

#[test]
fn r163_a_text_left_as_in_the_starter_text_is_found_by_its_sentences() {
    for starter in STARTERS {
        let left = unchanged(starter.text()).unwrap();
        assert!(left.asked() && left.advice && left.starter == starter.title, "{}: {left:?}", starter.id);
    }
    let left = unchanged(LEFT).unwrap();
    assert_eq!((left.starter, left.same, left.of, left.asked()), ("Access control policy", 4, 4, true), "{left:?}");
    assert_eq!(left.lines, [3, 4, 6, 6]);
    let own: Vec<String> = (1..=4).map(|n| format!("- We keep our own rule number {n} here.")).collect();
    let half = unchanged(&format!("{LEFT}\n{}\n", own.join("\n"))).unwrap();
    assert_eq!((half.same, half.of, half.asked()), (4, 8, false), "half of it is our own");
    // With its placeholders filled in and its advice taken out the starter text is one's own.
    let starter = STARTERS.iter().find(|one| one.id == "access-control").unwrap().text();
    let filled: Vec<&str> = starter.lines().filter(|line| !line.starts_with('*')).collect();
    let filled = unchanged(&filled.join("\n").replace(['[', ']'], "")).unwrap();
    assert!(!filled.asked() && filled.same >= 4, "{filled:?}");
    assert_eq!(unchanged("# Access\n\nOwners of our ships review who has access each quarter.\n"), None);
    // Filled in, a sentence is one's own; the same words in other lines are the same sentence.
    let moved = "Access of\npeople is one thing. Nobody decides on\ntheir own access.\n";
    assert_eq!(unchanged(moved).map(|left| (left.same, left.of, left.lines)), Some((1, 2, vec![1])));
    let mut firm = running();
    let id = firm.new_by("paul", write(access(), LEFT));
    assert!(firm.policy_line(&id).concerns.contains(&PolicyConcern::AsTemplate));
}

#[test]
fn r163_a_duty_with_no_control_or_no_accepted_evidence_is_asked_about_with_its_line() {
    let mut firm = running();
    let said = Policy { controls: ids("AC-1, AC-2"), ..access() };
    let text = "# What must be\n\nEverybody must lock the screen.\n\nAccounts have to be reviewed (AC-1).\n\nMustard is yellow.\n";
    let id = firm.new_by("paul", write(said, text));
    let day = firm.today();
    let checks = text_checks(&firm.registers, day, |_, _| true);
    let found = &checks.documents[0].statements;
    assert_eq!((checks.of, checks.statements, checks.asked, checks.left_out), (1, 2, 2, 0));
    assert!(found.iter().all(|one| one.says == Says::Duty));
    assert_eq!((found[0].line, found[0].doubt.as_ref()), (3, Some(&PracticeDoubt::NoControl)));
    assert!(
        matches!(&found[1].doubt, Some(PracticeDoubt::NoEvidence { control, since }) if control == "AC-1" && *since < day)
    );
    let shown = evidence::add(
        evidence::review(),
        &[evidence::file("list.pdf", 1)],
        &[("AC-1", day.min(evidence::review().period.until))],
    );
    let item = firm.new_by("carl", shown);
    let doubts = |firm: &Organisation| text_checks(&firm.registers, firm.today(), |_, _| true).asked;
    assert_eq!(doubts(&firm), 2, "handed in is not accepted");
    firm.by("mark", evidence::accept(&item, 1));
    assert_eq!(doubts(&firm), 1);
    assert_eq!(text_checks(&firm.registers, day, |_, _| false).of, 0, "only what is read is looked at");
    firm.by("paul", retire(&id));
    assert_eq!(doubts(&firm), 0);
    assert!(line(&firm.registers, &id, firm.policy(&id), firm.today()).concerns.is_empty());
}
