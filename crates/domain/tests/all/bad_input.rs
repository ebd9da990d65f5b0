//! What goes wrong between people who work at the same time, and in lists of which half is wrong: each has its refusal, and
//! nothing is changed by it. Circles, days out of order, leavers and retired controls of single nouns stand with these.

use crate::audits;
use crate::evidence::running;
use crate::isms;
use crate::library::Organisation;
use crate::nonconformities::{self, found, raise};
use crate::people::end;
use crate::policies;
use crate::reviews;
use crate::risks;
use crate::statement;
use domain::command::{Command, IsmsCommand, NonconformityCommand, RiskCommand};
use domain::refusal::Refusal;
use domain::reports::nonconformity::nonconformities as nonconformity_report;
use domain::reports::tasks::{Of, tasks};
use domain::values::Role;
use domain::values::isms::{EntryList, RegisterKind};
use domain::values::nonconformity::{Nonconformity, NonconformityRow};
use domain::values::risk::{RatingKind, Risk};

/// Of two who approve the same at once, the second is told that it happened, and only one approval stands.
#[test]
fn of_two_who_approve_at_once_the_second_is_told() {
    let mut firm = statement::decided();
    firm.joins("mary", &[Role::Management]);
    let hash = firm.hash(statement::SA);
    firm.by("paul", statement::read_through(statement::SA, &hash));
    firm.by("mark", statement::approve(statement::SA, &hash));
    told_again(&firm, "mary", statement::approve(statement::SA, &hash));

    let mut firm = running();
    firm.joins("mary", &[Role::Management]);
    let id = firm.mr_held();
    let hash = firm.mr(&id).sha256.clone();
    firm.by("mark", reviews::approve(&id, &hash));
    told_again(&firm, "mary", reviews::approve(&id, &hash));

    let mut firm = running();
    firm.joins("mary", &[Role::Management]);
    let text = "# Access\n\nOwners review access quarterly (AC-1).\n";
    let id = firm.new_by("paul", policies::write(policies::access(), text));
    firm.by("paul", policies::submit(&id, 1, text));
    firm.by("mark", policies::approve(&id, 1, text));
    told_again(&firm, "mary", policies::approve(&id, 1, text));
}

fn told_again(firm: &Organisation, person: &str, command: Command) {
    let said = firm.not_by(person, command).to_string();
    assert!(said.contains("approve"), "it is told that nothing is left to approve: {said}");
}

/// A list of which every other row is wrong: each wrong row is named with what is wrong, the right ones are not, and none comes in.
#[test]
fn of_a_list_with_half_its_rows_wrong_none_comes_in_and_each_wrong_one_is_named() {
    let firm = running();
    let row = |at: usize| {
        let title = if at.is_multiple_of(2) { format!("Finding {at}") } else { " ".to_owned() };
        let nonconformity = Nonconformity { title, reference: format!("F-{at}"), ..found(firm.today()) };
        let none = String::new;
        NonconformityRow { id: none(), nonconformity, correction: none(), cause: none(), similar: none() }
    };
    let rows = (0..10).map(row).collect();
    let list = NonconformityCommand::ImportNonconformities { source: "capa.csv".into(), file: None, rows };
    half(&firm.not_by("paul", nonconformities::cmd(list)), "the title is empty");
    assert!(firm.registers.nonconformities.nonconformities.is_empty());

    let row = |at: usize| {
        let kind = if at.is_multiple_of(2) { "kind=hardware" } else { "location=Leith" };
        isms::row(RegisterKind::Assets, "", &[&format!("title=Asset {at}"), kind])
    };
    let rows = (0..10).map(row).collect();
    let list = EntryList { register: RegisterKind::Assets, source: "assets.csv".into(), file: None, rows };
    half(&firm.not_by("paul", isms::cmd(IsmsCommand::ImportRegisterEntries { list: Box::new(list) })), "Kind");
    assert!(!firm.registers.isms.of(RegisterKind::Assets).any(|_| true));

    let firm = risks::with_method();
    let rows = (0..10)
        .map(|at: usize| risks::row(&if at.is_multiple_of(2) { format!("Risk {at}") } else { String::new() }))
        .collect();
    let list = RiskCommand::ImportRisks { source: "risks.csv".into(), file: None, rows };
    half(&firm.refuses(Command::Risk(list)), "the title is empty");
    assert!(firm.registers.risks.risks.is_empty());
}

fn half(refusal: &Refusal, what: &str) {
    let Refusal::ImportRefused { rows, problems } = refusal else { panic!("{refusal:?}") };
    assert_eq!((*rows, problems.len()), (5, 5), "{problems:?}");
    assert!(problems.iter().all(|problem| problem.contains(what)), "{problems:?}");
}

/// Whoever left is given nothing new, whatever it is.
#[test]
fn an_owner_who_left_is_given_nothing_new() {
    let mut firm = running();
    firm.does(end("tina"));
    let risk = Risk { owner: Some("tina".into()), ..risks::described("Billing") };
    let (mine, due) = ("tina", firm.in_days(20));
    let id = firm.mr_held();
    let (audit, asset) =
        (audits::with_programme(), isms::add(RegisterKind::Assets, &["title=S", "kind=hardware", "owner=tina"]));
    let owned = Nonconformity { owner: Some(mine.into()), ..found(firm.today()) };
    let action = reviews::decision(domain::values::review::DecisionKind::Improvement, Some((mine, due)));
    for command in [risks::record(risk), asset, raise(owned), reviews::decide(&id, action)] {
        let said = firm.not_by("paul", command).to_string();
        assert!(said.contains("tina") && (said.contains("has ended") || said.contains("has left")), "{said}");
    }
    let mut firm = audit;
    let audit = firm.new_by("paul", firm.planned("AC-1"));
    firm.does(end("ivan"));
    let said = firm.not_by("paul", audits::assign(&audit, "ivan", "")).to_string();
    assert!(said.contains("ivan"), "{said}");
}

/// What somebody answered for who left is not lost: it says so, and is the programme manager's until it is given to somebody.
#[test]
fn what_a_leaver_answered_for_is_told_to_the_programme_manager() {
    let mut firm = running();
    let owned = Nonconformity { owner: Some("tina".into()), ..found(firm.today()) };
    let id = firm.new_by("paul", raise(owned));
    let planned = firm.caused();
    firm.by("carl", nonconformities::plan(&planned, "tina", firm.in_days(5)));
    assert_eq!((about(&firm, "paul"), about(&firm, "tina").len()), (vec![], 2));
    assert!(!firm.line(&id).owner_left);
    firm.does(end("tina"));
    assert_eq!(about(&firm, "paul"), [id.clone(), planned.clone()]);
    assert!(about(&firm, "carl").is_empty() && about(&firm, "mark").is_empty());
    assert!(firm.line(&id).owner_left && !firm.line(&planned).owner_left);
    let report = nonconformity_report(&firm.registers, firm.today(), |_| true);
    assert_eq!(report.figures.without_owner, 1);
    let heir = Nonconformity { owner: Some("carl".into()), ..found(firm.today()) };
    firm.by("paul", nonconformities::revise(&id, heir));
    assert_eq!((about(&firm, "paul"), about(&firm, "carl")), (vec![planned], vec![id]));

    let mut firm = risks::with_risk((2, 2));
    let (id, next_review) = ("RI-1".to_owned(), Some(firm.in_days(10)));
    let (kind, reason) = (RatingKind::Current, "As seen in the last two years.".to_owned());
    firm.does(Command::Risk(RiskCommand::RateRisk { id, kind, likelihood: 2, impact: 2, reason, next_review }));
    assert!(about(&firm, "paul").is_empty());
    firm.does(end("carl"));
    assert_eq!(about(&firm, "paul"), ["RI-1"]);
}

/// The nonconformities and risks about which somebody has something to do.
fn about(firm: &Organisation, person: &str) -> Vec<String> {
    let selves = [person.to_owned()];
    let mine = tasks(&firm.registers, Of::Person { selves: &selves, judges: false }, firm.today()).tasks;
    let ids = mine.into_iter().map(|task| task.object).filter(|id| id.starts_with("NC-") || id.starts_with("RI-"));
    let mut ids: Vec<String> = ids.collect();
    ids.sort();
    ids
}
