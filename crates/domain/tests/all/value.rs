//! What the programme is worth: each figure of what it is counted of.

use crate::evidence::running;
use crate::isms::go;
use crate::library::Organisation;
use crate::nonconformities::{close, found, judge, raise};
use crate::planner_demand::asks;
use crate::{certifications, description, engagement, evidence, questionnaires_way, risks, statement, suppliers};
use domain::command::Command;
use domain::reports::value::{Benefit, Purpose, benefits, expected};
use domain::values::Artefact;
use domain::values::nonconformity::Effectiveness;
use domain::values::risk::RatingKind;

fn one(all: &[Benefit], id: &str) -> (usize, usize) {
    let found = all.iter().find(|one| one.id == id).unwrap_or_else(|| panic!("{id}: {all:?}"));
    (found.count, found.of)
}

fn whole(all: &[Benefit], id: &str) -> &'static str {
    all.iter().find(|one| one.id == id).map(|one| one.whole).unwrap_or_else(|| panic!("{id}: {all:?}"))
}

#[test]
fn r335_r339_r344_each_purpose_has_a_figure_and_none_is_more_than_its_whole() {
    let firm = running();
    let all = benefits(&firm.registers, firm.today()).unwrap();
    for purpose in Purpose::ALL {
        assert!(all.iter().any(|one| one.purpose == purpose), "{}", purpose.id());
    }
    assert!(all.iter().all(|one| one.count <= one.of), "{all:?}");
    assert_eq!(one(&all, "deals_won"), (0, 0), "nothing is counted of nothing");
    let less: Vec<&str> = all.iter().filter(|one| one.fewer).map(|one| one.id).collect();
    assert_eq!(less, ["lost_or_slowed"]);
}

/// A figure of an organisation on its day, and what it is counted of.
fn counted(firm: &Organisation, id: &str) -> (usize, usize) {
    one(&benefits(&firm.registers, firm.today()).unwrap(), id)
}

#[test]
fn r335_deals_are_counted_of_the_requests_behind_them() {
    let mut firm = running();
    let won =
        asks(&mut firm, &["market=us_ca", "asks=soc2", "required=yes", "required_by=Master agreement", "revenue=9"]);
    asks(&mut firm, &["market=europe", "asks=iso"]);
    let lost = asks(&mut firm, &["market=us_ca", "asks=soc2", "for_want=yes"]);
    let all = ["deals_won", "markets_won", "required_won", "lost_or_slowed"];
    let figures = |firm: &Organisation| all.map(|id| counted(firm, id));
    assert_eq!(figures(&firm), [(0, 3), (0, 2), (0, 1), (0, 3)], "asked for and not won yet");
    firm.does(go(&won, "won"));
    firm.does(go(&lost, "lost"));
    assert_eq!(figures(&firm), [(1, 3), (1, 2), (1, 1), (1, 3)]);
}

#[test]
fn r335_questionnaires_avoided_are_answers_used_again_and_requests_that_a_report_answered() {
    let mut firm = questionnaires_way::asked();
    let figures = |firm: &Organisation| (counted(firm, "answers_reused"), counted(firm, "asked_answered"));
    let says = |row: u32| questionnaires_way::answer(vec![questionnaires_way::given(row, "Yes, every quarter.", &[])]);
    firm.does(says(2));
    let today = firm.today();
    firm.does(engagement::asked(engagement::asks("Kestrel", Artefact::Soc2Type2, "security", today)));
    assert_eq!(figures(&firm), ((0, 1), (0, 1)), "the first answer avoids nothing");
    firm.does(says(4));
    firm.does(engagement::answer("AS-1", Artefact::Soc2Type2, today));
    assert_eq!(figures(&firm), ((1, 2), (1, 1)));
}

#[test]
fn r335_posture_counts_the_measures_that_got_better() {
    let mut firm = risks::with_risk((4, 4));
    firm.days_pass(31);
    assert_eq!(counted(&firm, "measures_better"), (0, 0), "one month alone compares with nothing");
    firm.does(risks::rate("RI-1", RatingKind::Current, (1, 1)));
    firm.days_pass(62);
    let (better, of) = counted(&firm, "measures_better");
    assert!(better == 1 && of >= 1, "no risk is above the appetite any more: {better} of {of}");
}

#[test]
fn r339_governance_risks_suppliers_trust_and_what_can_be_shown_are_measured() {
    let mut firm = risks::with_risk((3, 3));
    firm.does(risks::record(risks::described("Other")));
    assert_eq!(counted(&firm, "risks_rated"), (1, 2), "sight of risks");
    let mut firm = suppliers::with_host();
    assert_eq!(counted(&firm, "suppliers_reviewed"), (1, 1), "suppliers qualified");
    firm.days_pass(400);
    assert_eq!(counted(&firm, "suppliers_reviewed"), (0, 1), "looked at more than a year ago");
    assert_eq!(counted(&description::issued(), "reports_issued"), (1, 1), "trust");
    let mut firm = running();
    let id = firm.reviewed();
    assert_eq!(counted(&firm, "evidence_accepted"), (0, 1), "what nobody else accepted shows nothing yet");
    firm.by("paul", evidence::accept(&id, 1));
    assert_eq!(counted(&firm, "evidence_accepted"), (1, 1), "what can be shown");
    let mut firm = certifications::ready();
    assert_eq!((counted(&firm, "actions_done"), counted(&firm, "certificates")), ((1, 1), (0, 1)), "governance");
    firm.gets_certified();
    assert_eq!(counted(&firm, "certificates"), (1, 1));
}

#[test]
fn r344_history_counts_what_was_approved_and_revised() {
    assert_eq!(counted(&statement::begun(), "statements_approved"), (0, 1));
    let mut firm = statement::in_force();
    assert_eq!(counted(&firm, "statements_approved"), (1, 1));
    assert_eq!(counted(&firm, "texts_approved"), (0, 0));
    firm.in_force();
    assert_eq!(counted(&firm, "texts_approved"), (1, 1));
    let before = counted(&firm, "controls_revised");
    firm.does(Command::AddControl { control: crate::library::control("AC-9", "") });
    assert_eq!(counted(&firm, "controls_revised"), (before.0, before.1 + 1), "a new control is none that was revised");
    firm.does(Command::ReviseControl {
        control: domain::values::Control { activity: "Otherwise".into(), ..crate::library::control("AC-9", "") },
    });
    assert_eq!(counted(&firm, "controls_revised"), (before.0 + 1, before.1 + 1));
}

#[test]
fn r340_what_operates_and_what_is_well_are_counted_apart() {
    let mut firm = running();
    let first = firm.acted();
    let alone = benefits(&firm.registers, firm.today()).unwrap();
    assert_eq!((one(&alone, "findings_closed"), whole(&alone, "findings_closed")), ((0, 1), "nonconformity found"));
    firm.by("paul", raise(found(firm.today())));
    let before = benefits(&firm.registers, firm.today()).unwrap();
    assert_eq!((one(&before, "findings_closed"), whole(&before, "findings_closed")), ((0, 2), "nonconformities found"));
    firm.days_pass(40);
    let (proof, today) = (firm.proof(), firm.today());
    firm.by("ivan", judge(&first, Effectiveness::Effective, today, &proof));
    firm.by("mark", close(&first));
    let after = benefits(&firm.registers, firm.today()).unwrap();
    assert_eq!(one(&after, "findings_closed"), (1, 2), "the system is better");
    let runs = one(&after, "runs_shown");
    assert!(runs.1 > 0 && runs.0 < runs.1, "and no control ran the more for it: {runs:?}");
    let [soc2, iso] = Purpose::VIEWS;
    let of = |purpose| after.iter().filter(|one| one.purpose == purpose).map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(
        (of(soc2), of(iso)),
        (vec!["runs_shown", "exceptions_answered"], vec!["clauses_run", "findings_closed"])
    );
}

#[test]
fn r342_each_framework_says_which_papers_it_expects_and_how_the_other_differs() {
    let firm = running();
    let papers = expected(&firm.registers).unwrap();
    let soc2: Vec<&str> = papers.iter().filter(|one| one.framework == "SOC 2").map(|one| one.place.as_str()).collect();
    assert!(soc2.contains(&"Assertion") && soc2.contains(&"DC 1 to DC 9"), "{soc2:?}");
    let statement = papers.iter().find(|one| one.name.to_lowercase().contains("statement of applicability")).unwrap();
    assert_eq!((statement.place.as_str(), statement.differs), ("6.1.3", "SOC 2 knows none of the kind: it is new."));
    assert!(papers.iter().all(|one| !one.differs.is_empty()));
}
