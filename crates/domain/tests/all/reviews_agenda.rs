//! What the agenda of a management review shows of each input, from what is so.

use crate::evidence::running;
use crate::isms;
use crate::library::Organisation;
use crate::nonconformities::{found, raise};
use crate::risks;
use domain::command::{Command, EngagementCommand};
use domain::reports::review::{ReviewInput, agenda};
use domain::values::isms::RegisterKind;
use domain::values::nonconformity::{Nonconformity, NonconformityClass, NonconformitySource};
use domain::values::review::{AgendaPoint, MAX_NAMED};
use domain::values::{Artefact, Asked, Categories};

fn point(firm: &Organisation, input: ReviewInput) -> AgendaPoint {
    agenda(&firm.registers, "", firm.today()).points[&input].clone()
}

/// Figure and whole of the line that begins with these words.
fn figure(point: &AgendaPoint, says: &str) -> (u64, Option<u64>) {
    let line = point.lines.iter().find(|line| line.says.starts_with(says));
    let line = line.unwrap_or_else(|| panic!("{says}: {:?}", point.lines));
    (line.figure, line.of)
}

fn named(point: &AgendaPoint, says: &str) -> Vec<String> {
    let line = point.lines.iter().find(|line| line.says.starts_with(says)).unwrap();
    line.items.iter().map(|item| item.id.clone()).collect()
}

#[test]
fn every_input_of_the_clause_is_there_and_an_empty_register_is_told() {
    let firm = running();
    let agenda = agenda(&firm.registers, "", firm.today());
    assert_eq!(agenda.points.keys().copied().collect::<Vec<_>>(), ReviewInput::ALL);
    assert_eq!((agenda.since, agenda.entry), (None, firm.registers.entries));
    for (input, words) in [
        (ReviewInput::Issues, "external and internal issues"),
        (ReviewInput::Parties, "interested parties"),
        (ReviewInput::Objectives, "objectives"),
        (ReviewInput::Audits, "No internal audit"),
    ] {
        let point = &agenda.points[&input];
        assert!(point.not_kept[0].contains(words), "{point:?}");
    }
}

#[test]
fn r138_r139_issues_and_parties_show_what_changed_since_the_review_before() {
    let mut firm = running();
    let entries = [
        (RegisterKind::Issues, ReviewInput::Issues, "title=A customer asks for restores"),
        (RegisterKind::Parties, ReviewInput::Parties, "title=Customers"),
    ];
    let add = |kind, title: &str| match kind {
        RegisterKind::Issues => isms::add(kind, &[title, "side=external"]),
        _ => isms::add(kind, &[title, "requirement=A report each year"]),
    };
    for (kind, input, title) in entries {
        firm.by("paul", add(kind, title));
        assert_eq!(figure(&point(&firm, input), "Recorded so far"), (1, Some(1)));
    }
    firm.mr_approved();
    firm.days_pass(30);
    for (kind, input, _) in entries {
        assert_eq!(figure(&point(&firm, input), "New or changed"), (0, Some(1)), "{input:?}");
        firm.by("paul", add(kind, "title=Another"));
        assert_eq!(figure(&point(&firm, input), "New or changed"), (1, Some(2)), "{input:?}");
        assert_eq!(named(&point(&firm, input), "New or changed").len(), 1);
    }
}

#[test]
fn r140_performance_shows_nonconformities_runs_audits_and_objectives() {
    let mut firm = running();
    let today = firm.today();
    let first = firm.new_by("paul", raise(found(today)));
    let d1 = point(&firm, ReviewInput::Nonconformities);
    assert_eq!((figure(&d1, "Open"), figure(&d1, "Overdue")), ((1, Some(1)), (0, Some(1))));
    firm.days_pass(200);
    let d1 = point(&firm, ReviewInput::Nonconformities);
    assert_eq!((figure(&d1, "Overdue"), named(&d1, "Overdue")), ((1, Some(1)), vec![first]));
    let d2 = point(&firm, ReviewInput::Measurements);
    let (on_time, all) = figure(&d2, "Runs of controls on time");
    let (missed, _) = figure(&d2, "Controls that missed a run");
    let counted = all.unwrap();
    assert_eq!(counted == on_time, missed == 0, "each run that is not on time belongs to a control: {d2:?}");
    let objective = ["title=Restore within a day", "measure=hours", "target=at most 24"];
    let objective = firm.new_by("paul", isms::add(RegisterKind::Objectives, &objective));
    let on = format!("on={}", firm.today());
    firm.by("paul", isms::line(&objective, &[&on, "value=30", "met=no"]));
    let d4 = point(&firm, ReviewInput::Objectives);
    let line = d4.lines.iter().find(|line| line.says == "Recorded so far").unwrap();
    assert!(line.items[0].says.ends_with("last result 30, not met"), "{line:?}");
}

#[test]
fn r141_feedback_shows_what_customers_ask_and_complaints() {
    let mut firm = running();
    let today = firm.today();
    let asked = Asked {
        customer: "Harbour Bank".into(),
        wants: Artefact::Soc2Type2,
        categories: Categories::SECURITY,
        on: today,
        due: None,
    };
    firm.by("paul", Command::Engagement(EngagementCommand::RecordAsked { asked }));
    firm.by("paul", raise(Nonconformity { source: NonconformitySource::Complaint, ..found(today) }));
    let e = point(&firm, ReviewInput::Feedback);
    assert_eq!(figure(&e, "Requests of customers so far"), (1, Some(1)));
    assert_eq!(figure(&e, "Requests that are open"), (1, Some(1)));
    assert_eq!((figure(&e, "Complaints"), named(&e, "Complaints")), ((1, Some(1)), vec!["NC-1".to_owned()]));
}

#[test]
fn r142_risks_and_the_status_of_the_plan_are_shown() {
    let firm = risks::with_plan((2, 2));
    let f = point(&firm, ReviewInput::RiskResults);
    assert_eq!(figure(&f, "Open risks"), (1, Some(1)));
    assert_eq!(figure(&f, "New so far"), (1, Some(1)));
    let level = f.lines.iter().find(|line| line.says.starts_with("New")).unwrap();
    assert!(!level.items[0].says.is_empty(), "{level:?}");
    let plan = point(&firm, ReviewInput::PlanStatus);
    assert_eq!(figure(&plan, "Open risks without a decision"), (0, Some(1)));
    assert_eq!(figure(&plan, "Residual risks that nobody accepts"), (1, Some(1)));
}

#[test]
fn r143_opportunities_are_their_own_input() {
    let mut firm = running();
    let today = firm.today();
    firm.by("paul", raise(Nonconformity { class: NonconformityClass::Opportunity, ..found(today) }));
    assert_eq!(figure(&point(&firm, ReviewInput::Opportunities), "Open"), (1, Some(1)));
    assert_eq!(figure(&point(&firm, ReviewInput::Nonconformities), "Open"), (0, Some(0)));
}

#[test]
fn r144_incidents_and_performance_stand_beside_the_inputs() {
    let mut firm = running();
    let today = firm.today();
    firm.by("paul", raise(Nonconformity { source: NonconformitySource::Incident, ..found(today) }));
    let beside = agenda(&firm.registers, "", today).beside;
    assert_eq!(figure(&beside, "Nonconformities after incidents"), (1, Some(1)));
    let (now, before) = (figure(&beside, "Runs of controls on time"), figure(&beside, "As many days before"));
    assert!(now.1.is_some() && before.1.is_some(), "{beside:?}");
}

#[test]
fn a_long_line_names_the_first_and_counts_the_rest() {
    let mut firm = running();
    let today = firm.today();
    for number in 0..MAX_NAMED + 3 {
        firm.by("paul", raise(Nonconformity { title: format!("One more, {number}"), ..found(today) }));
    }
    let d1 = point(&firm, ReviewInput::Nonconformities);
    let open = &d1.lines[0];
    assert_eq!((open.figure, open.items.len(), open.unnamed()), (15, MAX_NAMED, 3));
}
