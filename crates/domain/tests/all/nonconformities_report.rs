//! The close rule as a table, the register on a day, import.

use crate::evidence::running;
use crate::library::Organisation;
use crate::nonconformities::*;
use domain::command::{Command, NonconformityCommand};
use domain::reports::nonconformity::close::{CloseFacts, CloseNeed, close as rule};
use domain::reports::nonconformity::{Filter, NonconformitiesReport, nonconformities as report};
use domain::rules::Planned;
use domain::rules::nonconformity::{MAX_ROWS, plan as planned};
use domain::values::nonconformity::{
    Effectiveness, Nonconformity, NonconformityClass, NonconformityRow, NonconformitySource,
    NonconformityState as State,
};
use proptest::prelude::*;

fn all(firm: &Organisation) -> NonconformitiesReport {
    report(&firm.registers, firm.today(), |_| true)
}

fn whole() -> CloseFacts {
    CloseFacts {
        correction: true,
        cause: true,
        similar_cases: true,
        action: true,
        effectiveness: Some(Effectiveness::Effective),
        evidence: true,
    }
}

#[test]
fn the_close_rule_names_what_is_missing_and_what_comes_next() {
    let cases = [
        (whole(), vec![], State::Closed),
        (CloseFacts { correction: false, ..whole() }, vec![CloseNeed::Correction], State::Corrected),
        (CloseFacts { cause: false, ..whole() }, vec![CloseNeed::Cause], State::CauseFound),
        (CloseFacts { similar_cases: false, ..whole() }, vec![CloseNeed::SimilarCases], State::CauseFound),
        (CloseFacts { action: false, ..whole() }, vec![CloseNeed::Action], State::ActionPlanned),
        (CloseFacts { effectiveness: None, ..whole() }, vec![CloseNeed::Effectiveness], State::EffectivenessChecked),
        (CloseFacts { evidence: false, ..whole() }, vec![CloseNeed::Evidence], State::EffectivenessChecked),
        (CloseFacts::default(), CloseNeed::ALL.to_vec(), State::Corrected),
        (CloseFacts { effectiveness: Some(Effectiveness::Ineffective), ..whole() }, vec![], State::CauseFound),
    ];
    for (facts, missing, next) in cases {
        let answer = rule(facts);
        let closes = missing.is_empty() && facts.effectiveness == Some(Effectiveness::Effective);
        assert_eq!((answer.can_close, answer.missing, answer.next_state), (closes, missing, next), "{facts:?}");
    }
}

proptest! {
    #[test]
    fn it_closes_when_all_is_there_and_only_then(flags in any::<[bool; 5]>(), effect in 0..3u8) {
        let effectiveness = [None, Some(Effectiveness::Effective), Some(Effectiveness::Ineffective)][usize::from(effect)];
        let [correction, cause, similar_cases, action, evidence] = flags;
        let answer = rule(CloseFacts { correction, cause, similar_cases, action, effectiveness, evidence });
        let all = flags.iter().all(|flag| *flag) && effectiveness == Some(Effectiveness::Effective);
        prop_assert_eq!(answer.can_close, all);
        prop_assert_eq!(answer.next_state == State::Closed, all);
        let absent = flags.iter().filter(|flag| !**flag).count() + usize::from(effectiveness.is_none());
        prop_assert_eq!(answer.missing.len(), absent);
    }
}

#[test]
fn r155_an_open_major_one_blocks_certification() {
    let mut firm = running();
    let major = Nonconformity { class: NonconformityClass::Major, ..found(firm.today()) };
    let id = firm.new_by("paul", raise(major));
    assert_eq!(all(&firm).blocking, std::slice::from_ref(&id));
    firm.by("paul", reject(&id));
    assert!(all(&firm).blocking.is_empty());
}

#[test]
fn r80_opportunities_are_the_improvement_log() {
    let mut firm = running();
    let better = Nonconformity { class: NonconformityClass::Opportunity, ..found(firm.today()) };
    let id = firm.new_by("paul", raise(better));
    firm.new_by("paul", raise(Nonconformity { title: "Another".into(), ..found(firm.today()) }));
    let report = all(&firm);
    assert_eq!(report.improvements, [id]);
    assert_eq!(report.figures.classes[&NonconformityClass::Opportunity].open, 1);
}

#[test]
fn figures_count_age_lateness_and_what_waits_for_a_judgement() {
    let mut firm = running();
    let today = firm.today();
    let first =
        firm.new_by("paul", raise(Nonconformity { agreed: Some(firm.in_days(10)), owner: None, ..found(today) }));
    let acted = firm.acted();
    let planned = firm.caused();
    firm.by("carl", plan(&planned, "tina", firm.in_days(5)));
    firm.days_pass(30);
    let report = all(&firm);
    let minor = report.figures.classes[&NonconformityClass::Minor];
    assert_eq!((minor.open, minor.overdue, minor.oldest_days, minor.closed), (3, 1, 30, 0));
    assert_eq!((report.figures.overdue, report.figures.without_owner), (2, 1));
    assert_eq!((report.figures.to_verify, report.figures.to_verify_now), (1, 1));
    let line = firm.line(&first);
    assert_eq!((line.overdue_days, line.age_days, line.next), (Some(20), 30, Some(State::Corrected)));
    assert_eq!(firm.line(&planned).actions_overdue, 1);
    let wanted = |filter: Filter| -> Vec<String> {
        let lines = report.lines.iter().filter(|line| filter.wants(firm.nc(&line.id), line));
        lines.map(|line| line.id.clone()).collect()
    };
    assert_eq!(wanted(Filter { overdue: true, ..Filter::default() }), [first, planned.clone()]);
    assert_eq!(wanted(Filter { to_verify: true, ..Filter::default() }), std::slice::from_ref(&acted));
    assert_eq!(wanted(Filter { state: Some(State::ActionPlanned), ..Filter::default() }), [planned]);
    assert_eq!(wanted(Filter { owner: Some("carl".into()), ..Filter::default() }).len(), 2);
    assert_eq!(
        wanted(Filter { about: Some("A.5.18".into()), class: Some(NonconformityClass::Minor), ..Filter::default() })
            .len(),
        3
    );
    assert!(wanted(Filter { source: Some(NonconformitySource::Audit), ..Filter::default() }).is_empty());
    assert!(wanted(Filter { open: Some(false), ..Filter::default() }).is_empty());
    firm.by("ivan", judge(&acted, Effectiveness::Ineffective, firm.today(), ""));
    assert_eq!(all(&firm).figures.ineffective, 1);
}

fn row(title: &str, reference: &str, firm: &Organisation) -> NonconformityRow {
    let one = Nonconformity { title: title.into(), reference: reference.into(), ..found(firm.today()) };
    let empty = String::new;
    NonconformityRow { id: String::new(), nonconformity: one, correction: empty(), cause: empty(), similar: empty() }
}

fn import(rows: Vec<NonconformityRow>) -> Command {
    cmd(NonconformityCommand::ImportNonconformities { source: "capa.xlsx".into(), file: None, rows })
}

#[test]
fn a_list_comes_in_whole_or_not_at_all_and_once() {
    let mut firm = running();
    let mut first = row("One", "F-1", &firm);
    (first.correction, first.cause, first.similar) = ("Mended".into(), "Haste".into(), "None".into());
    let rows = vec![first, row("Two", "", &firm)];
    let events = firm.by("paul", import(rows.clone()));
    assert_eq!(events.len(), 6, "the import, two raised, three steps");
    assert_eq!((firm.stands("NC-1"), firm.stands("NC-2")), (State::CauseFound, State::Raised));
    assert_eq!(
        firm.not_by("paul", import(rows.clone())).code(),
        "nothing_to_change",
        "imported again it changes nothing"
    );
    let mut wrong = rows.clone();
    wrong.push(row(" ", "F-3", &firm));
    wrong.push(row("Four", "F-1", &firm));
    wrong.push(NonconformityRow { id: "NC-9".into(), ..row("Five", "F-5", &firm) });
    let mut cause_alone = row("Six", "F-6", &firm);
    cause_alone.cause = "Haste".into();
    wrong.push(cause_alone);
    let plan = planned(&firm.registers, &wrong, firm.today());
    assert_eq!(plan.counts(), (0, 0, 2, 4));
    assert!(matches!(plan.lines[0].1, Planned::Same));
    let refusal = firm.not_by("paul", import(wrong)).to_string();
    for said in [
        "row 4 : the title is empty",
        "row 5 Four: it stands twice",
        "row 6 Five: no nonconformity",
        "row 7 Six: the correction is empty",
    ] {
        assert!(refusal.contains(said), "{refusal} says {said}");
    }
    assert_eq!(firm.not_by("paul", import(Vec::new())).code(), "empty");
    let many = vec![row("Many", "M", &firm); MAX_ROWS + 1];
    assert_eq!(firm.not_by("paul", import(many)).code(), "too_many");
    firm.not_by("carl", import(rows));
}
