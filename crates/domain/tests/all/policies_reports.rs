//! What is told of documents: texts against evidence, one topic twice, pieces that are missing, what changed, tasks, imports.

use crate::evidence;
use crate::evidence::running;
use crate::library::Organisation;
use crate::policies::*;
use domain::command::PolicyCommand;
use domain::reports::policy::{LineChange, PolicyConcern, PracticeDoubt, difference, pieces, practice, same_topics};
use domain::reports::tasks::{Of, TaskKind, tasks};
use domain::rules::Planned;
use domain::rules::policy::plan;
use domain::values::policy::{MandatoryPiece, Policy, PolicyDocument};
use proptest::prelude::*;

fn doubts(firm: &Organisation, text: &str) -> Vec<(usize, Option<PracticeDoubt>)> {
    let mut firm = Organisation { registers: firm.registers.clone(), clock_us: firm.clock_us };
    let said = Policy { controls: ids("AC-1, AC-2"), ..access() };
    let id = firm.new_by("paul", write(said, text));
    let found = practice(&firm.registers, firm.policy(&id), firm.today());
    found.into_iter().map(|one| (one.line, one.doubt)).collect()
}

#[test]
fn r164_what_a_text_says_is_compared_with_what_evidence_shows() {
    let firm = running();
    let id = || "AC-1".to_owned();
    let found = doubts(&firm, "Accounts are reviewed quarterly (AC-1).\n");
    assert_eq!(found, [(1, Some(PracticeDoubt::FewRuns { control: id(), runs: 0 }))]);
    let found = doubts(&firm, "## Review (AC-1)\n\nAccounts are reviewed\nevery month.\n");
    let other = PracticeDoubt::OtherFrequency { control: id(), frequency: domain::values::Frequency::Quarterly };
    assert_eq!(found, [(4, Some(other))], "the control of the heading is near");
    assert_eq!(doubts(&firm, "Risks are looked at annually.\n"), [(1, Some(PracticeDoubt::NoControl))]);
    assert!(doubts(&firm, "The bi-monthly meeting of the manually chosen.\n").is_empty());
    let mut firm = running();
    firm.proofs(4);
    assert_eq!(doubts(&firm, "Accounts are reviewed quarterly (AC-1).\n"), [(1, None)], "four runs in a year");
}

trait Proofs {
    fn proofs(&mut self, quarters: i8);
}

impl Proofs for Organisation {
    /// Accepted evidence of AC-1, one a quarter, up to today.
    fn proofs(&mut self, quarters: i8) {
        for back in 0..i32::from(quarters) {
            let on = self.today().min(evidence::review().period.until);
            let on = on.saturating_sub(jiff::Span::new().months(3 * back));
            let number = u8::try_from(back + 1).unwrap();
            let item = domain::values::Evidence {
                period: domain::values::Window { from: on.first_of_month(), until: on },
                captured: Some(on),
                collected: Some(on),
                ..evidence::review()
            };
            let add = evidence::add(item, &[evidence::file("list.pdf", number)], &[("AC-1", on)]);
            let id = self.new_by("carl", add);
            self.by("mark", evidence::accept(&id, 1));
        }
    }
}

#[test]
fn r22_two_documents_for_one_topic_are_found() {
    let mut firm = running();
    let one = |number: &str, title: &str, meets: &str| Policy {
        number: number.into(),
        title: title.into(),
        controls: ids(""),
        meets: ids(meets),
        ..access()
    };
    for (number, title, meets) in [
        ("1", "Access control policy", "A.5.15"),
        ("2", "Policy on access controls", ""),
        ("3", "Backup policy", "A.8.13, A1.2"),
        ("4", "Restoring", "A.8.13, A1.2"),
        ("5", "Supplier policy", ""),
    ] {
        firm.new_by("paul", write(one(number, title, meets), &format!("# {title}\n")));
    }
    let pairs: Vec<(String, String)> = same_topics(&firm.registers).into_iter().map(|pair| (pair.a, pair.b)).collect();
    assert_eq!(pairs, [("PL-1".into(), "PL-2".into()), ("PL-3".into(), "PL-4".into())]);
    firm.by("paul", retire("PL-2"));
    assert_eq!(same_topics(&firm.registers).len(), 1);
}

#[test]
fn r66_r75_a_piece_is_there_when_a_document_in_force_is_named_as_it() {
    let mut firm = running();
    let there = |firm: &Organisation, piece: MandatoryPiece| {
        pieces(&firm.registers, firm.today(), |_, _| true).into_iter().find(|line| line.piece == piece).unwrap().there()
    };
    assert_eq!(pieces(&firm.registers, firm.today(), |_, _| true).len(), 18);
    assert!(MandatoryPiece::ALL.into_iter().all(|piece| !there(&firm, piece)), "nothing is there yet");
    let policy = Policy { pieces: [MandatoryPiece::SecurityPolicy].into(), ..access() };
    let id = firm.new_by("paul", write(policy, TEXT));
    assert!(!there(&firm, MandatoryPiece::SecurityPolicy), "a draft is none yet");
    firm.by("paul", submit(&id, 1, TEXT));
    firm.by("mark", approve(&id, 1, TEXT));
    let today = firm.today();
    firm.by("paul", publish(&id, 1, TEXT, today));
    assert!(there(&firm, MandatoryPiece::SecurityPolicy));
    let approval = &firm.policy(&id).versions[0].approvals[0];
    assert_eq!((approval.by.as_str(), &approval.sha256), ("mark", &firm.policy(&id).versions[0].sha256));
}

#[test]
fn a_register_holds_a_piece_once_it_has_something_of_it() {
    use crate::risks::{rate, step, with_risk};
    let there = |firm: &Organisation, piece: MandatoryPiece| {
        let all = pieces(&firm.registers, firm.today(), |_, _| true);
        let line = all.into_iter().find(|line| line.piece == piece).unwrap();
        (line.there(), line.kept)
    };
    let mut firm = with_risk((4, 4));
    let [assessed, planned, treated] =
        [MandatoryPiece::AssessmentResults, MandatoryPiece::TreatmentPlan, MandatoryPiece::TreatmentResults];
    assert_eq!((there(&firm, assessed), there(&firm, planned)), ((true, Some(1)), (false, Some(0))), "rated, no plan");
    firm.does(crate::risks::record(crate::risks::described("Payroll")));
    assert_eq!(there(&firm, assessed), (true, Some(1)), "a risk that nobody rated is no result of an assessment");
    let plan = crate::risks::treated(firm.until(30));
    firm.does(crate::risks::plan("RI-1", plan));
    assert_eq!((there(&firm, planned), there(&firm, treated)), ((true, Some(1)), (false, Some(0))));
    firm.does(rate("RI-2", domain::values::risk::RatingKind::Current, (2, 2)));
    assert_eq!(there(&firm, assessed).1, Some(2));
    firm.approves_plan("RI-1");
    firm.does(step("RI-1", "L1", domain::values::risk::LineState::Done));
    assert_eq!(there(&firm, treated), (true, Some(1)), "a line of it is done");
    let objective = ["title=Fast leaving"];
    firm.does(crate::isms::add(domain::values::isms::RegisterKind::Objectives, &objective));
    assert_eq!(there(&firm, MandatoryPiece::Objectives), (true, Some(1)));
}

#[test]
fn r167_a_document_is_informal_until_somebody_approved_it() {
    let mut firm = running();
    let bare = Policy { number: "X".into(), title: "Wiki page".into(), ..Policy::default() };
    let id = firm.new_by("paul", write(bare, "We do it like this. TODO\n"));
    let concerns = firm.policy_line(&id).concerns;
    for wanted in [
        PolicyConcern::Informal,
        PolicyConcern::NoOwner,
        PolicyConcern::Placeholders,
        PolicyConcern::NoCycle,
        PolicyConcern::NothingBehind,
    ] {
        assert!(concerns.contains(&wanted), "{wanted:?} in {concerns:?}");
    }
    let id = firm.in_force();
    assert!(firm.policy_line(&id).concerns.is_empty(), "{:?}", firm.policy_line(&id).concerns);
}

#[test]
fn what_is_to_be_done_is_a_task_of_whoever_does_it() {
    let mut firm = running();
    let kinds = |firm: &Organisation, person: &str| -> Vec<TaskKind> {
        let selves = [person.to_owned()];
        let of = Of::Person { selves: &selves, judges: false };
        let all = tasks(&firm.registers, of, firm.today()).tasks;
        all.into_iter().filter(|task| task.object.starts_with("PL-")).map(|task| task.kind).collect()
    };
    let id = firm.new_by("paul", write(access(), TEXT));
    firm.by("paul", submit(&id, 1, TEXT));
    assert_eq!(kinds(&firm, "mark"), [TaskKind::ApproveDocument]);
    assert!(kinds(&firm, "paul").is_empty(), "who wrote it does not approve it");
    assert!(kinds(&firm, "tina").is_empty());
    firm.by("mark", approve(&id, 1, TEXT));
    let today = firm.today();
    firm.by("paul", publish(&id, 1, TEXT, today));
    firm.by("paul", ask(&id, firm.in_days(5)));
    assert_eq!(kinds(&firm, "tina"), [TaskKind::Acknowledge]);
    firm.by("tina", acknowledge(&id, 1, TEXT));
    assert!(kinds(&firm, "tina").is_empty());
    firm.by("carl", acknowledge(&id, 1, TEXT));
    firm.days_pass(360);
    assert_eq!(kinds(&firm, "carl"), [TaskKind::ReviewDocument]);
}

#[test]
fn an_import_knows_documents_by_their_number_and_is_all_or_nothing() {
    let mut firm = running();
    let id = firm.in_force();
    let document = |file: &str, number: &str, text: &str| PolicyDocument {
        file: file.into(),
        policy: Policy { number: number.into(), title: file.into(), ..Policy::default() },
        text: text.into(),
    };
    let good = [document("a.md", "pol-02", TEXT), document("b.md", "POL-02b", "# New\n")];
    let counts = plan(&firm.registers, &good).counts();
    assert_eq!(counts, (1, 0, 1, 0));
    let bad = [document("a.md", "POL-7", "# A\n"), document("b.md", "POL-7", "# B\n"), document("c.md", "POL-8", " ")];
    let lines = plan(&firm.registers, &bad).lines;
    assert!(matches!(&lines[1].1, Planned::Refused(why) if why.to_string().contains("stands in two files")));
    let import = |documents: &[PolicyDocument]| {
        cmd(PolicyCommand::ImportPolicies { source: "folder".into(), documents: documents.to_vec() })
    };
    assert_eq!(firm.not_by("paul", import(&bad)).code(), "import_refused");
    assert_eq!(firm.not_by("paul", import(&good[..1])).code(), "nothing_to_change");
    let many: Vec<_> = (0..201).map(|n| document("x.md", &format!("N-{n}"), "x")).collect();
    assert_eq!(firm.not_by("paul", import(&many)).code(), "too_many");
    firm.by("paul", import(&[good[1].clone(), document("a.md", "POL-02", "# Other\n")]));
    assert_eq!(firm.registers.policies.policies.len(), 2);
    assert_eq!(firm.policy(&id).open().unwrap().text, "# Other\n", "what is known gets a draft");
    assert_eq!(firm.policy(&id).policy.title, "Access control policy", "and what is said of it stays");
}

#[test]
fn r158_a_difference_names_each_line_that_came_or_went() {
    let found = difference("a\nb\nc\n", "a\nx\nc\nd\n");
    assert_eq!((found.added, found.removed), (2, 1));
    let came: Vec<&str> =
        found.lines.iter().filter(|line| line.change == LineChange::Added).map(|line| line.text.as_str()).collect();
    assert_eq!(came, ["x", "d"]);
    assert!(difference("a\n", "a\n").lines.is_empty());
}

proptest! {
    /// Whatever the texts are: what stayed and came is the later text, what stayed and went is the earlier one.
    #[test]
    fn a_difference_holds_both_texts(from in "([abc]\n){0,12}", to in "([abc]\n){0,12}") {
        let found = difference(&from, &to);
        let lines = |text: &str| text.lines().count();
        prop_assert_eq!(lines(&from) + found.added, lines(&to) + found.removed);
    }
}
