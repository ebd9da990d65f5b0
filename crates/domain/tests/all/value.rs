//! What the programme is worth: each figure of what it is counted of.

use crate::evidence::running;
use crate::nonconformities::{close, found, judge, raise};
use domain::reports::value::{Benefit, Purpose, benefits, expected};
use domain::values::nonconformity::Effectiveness;

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
