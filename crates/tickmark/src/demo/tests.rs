//! The demonstration is told to real ledgers in empty folders, on several days of the year.

use super::people::{AUDITOR, CONSULTANT, CPA, PLATFORM, SECURITY_LEAD};
use super::{SLUG, fill, halyard};
use app::ask::{
    AnswersOf, Assessments, AuditRequests, CommentsOf, ControlOf, Controls, DuplicatePairs, Governance,
    InheritanceRecords, Overview, PartOf, PeopleOf, PlanFiguresOf, PlanOf, PoliciesOf, QuestionnairesOf, ReadingsOf,
    Rooms, ScorecardsOf, StaffOf, Suggestions, TheDoors,
};
use app::{App, At, Clock, Config, Failure};
use domain::reports::gap::Grade;
use domain::reports::search::FoundKind;
use domain::reports::staff::Missing;
use domain::values::{Action, Membership, Practice, RequestState, Role, StaffCheck, Stage, Status};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};

const TODAY: Date = date(2026, 11, 21);

fn told(folder: &tempfile::TempDir, today: Date) -> Result<App, Failure> {
    let clock = Clock::by_hand(0);
    let app = App::open(&Config::folder(folder.path()), clock.clone())?;
    let who = app.local_operator("cli")?;
    fill(&app, &who, &clock, today)?;
    assert_eq!(clock.today(), today);
    Ok(app)
}

#[test]
fn every_command_is_accepted_whatever_day_it_is() {
    // Every day of a week, a leap day and the turn of a year: working days and terms shift with each of them.
    let week = (0..7).map(|n| TODAY.saturating_add(n.days()));
    for today in week.chain([date(2028, 2, 29), date(2027, 1, 1)]) {
        let folder = tempfile::tempdir().unwrap();
        let app = told(&folder, today).unwrap_or_else(|e| panic!("{today}: {e}: {}", e.hint()));
        let who = app.local_operator("cli").unwrap();
        let page = app.history(SLUG, &who, None, 1).unwrap();
        assert!((600..=1_600).contains(&page.of), "{} entries on {today}", page.of);
        assert!(app::clock::day_of(page.entries[0].at_us) < today, "nothing happens on or after {today}");
    }
}

#[test]
fn figures_are_alive_and_the_ledger_is_clean() {
    let folder = tempfile::tempdir().unwrap();
    let app = told(&folder, TODAY).unwrap();
    let who = app.local_operator("cli").unwrap();
    let now = app.ask(SLUG, &who, At::default(), &Overview::default()).unwrap().value;
    let gap = &now.gap.gap;
    for grade in Grade::ALL {
        let n = gap.count(grade);
        assert!(n > 0 && n < gap.controls.len(), "{}: {n} of {}", grade.id(), gap.controls.len());
    }
    let unmet: Vec<&str> = now.criteria.iter().filter(|c| c.in_place.is_empty()).map(|c| c.id.as_str()).collect();
    assert_eq!(unmet, ["CC3.3", "A1.3", "C1.2"]);
    assert!(now.in_place < now.controls);
    assert_eq!((now.steps.review, now.steps.soa_entry, now.steps.confirmation), (20, 8, 2));
    let about: BTreeSet<&str> = now.advice.iter().map(|a| a.about).collect();
    assert_eq!(about, BTreeSet::from(["controls", "criteria", "duplicates", "inheritance", "suggestions"]));

    let checked = app.verify(None, None).unwrap();
    assert!(checked.is_clean(), "{checked:?}");
    let organisation = &checked.organisations[0];
    assert_eq!((organisation.slug.as_str(), organisation.remarks.as_slice()), (SLUG, [].as_slice()));
}

#[test]
fn three_months_ago_other_figures_stood_there() {
    let folder = tempfile::tempdir().unwrap();
    let app = told(&folder, TODAY).unwrap();
    let who = app.local_operator("cli").unwrap();
    let at = |months: i32| {
        let as_of = (months > 0).then(|| TODAY.saturating_sub(months.months()));
        app.ask(SLUG, &who, At { as_of, on: None }, &Overview::default()).unwrap()
    };
    let figures = [8, 6, 3, 0].map(|months| {
        let a = at(months);
        (a.mark.entries, a.value.controls, a.value.in_place, a.value.gap.gap.count(Grade::NotAddressed))
    });
    for pair in figures.windows(2) {
        assert!(pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1 && pair[0].2 < pair[1].2, "{figures:?}");
        assert!(pair[0].3 > pair[1].3, "{figures:?}");
    }
}

#[test]
fn the_registers_hold_what_a_visitor_comes_to_see() {
    let folder = tempfile::tempdir().unwrap();
    let app = told(&folder, TODAY).unwrap();
    let who = app.local_operator("cli").unwrap();
    let at = At::default();
    let controls = app.ask(SLUG, &who, at, &Controls { retired: true, ..Controls::default() }).unwrap().value.controls;
    for status in Status::ALL.into_iter().filter(|s| *s != Status::NotInPlace) {
        assert!(controls.iter().any(|h| h.control.status == status), "{}", status.id());
    }
    let said = |h: &&domain::registers::Held| !h.control.owner.is_empty() && h.control.activity.len() > 60;
    assert_eq!(controls.iter().filter(said).count(), controls.len());
    let links = || controls.iter().flat_map(|h| h.control.links.values());
    assert!(links().all(|l| l.reason.len() > 10));

    let pairs = app.ask(SLUG, &who, at, &DuplicatePairs).unwrap().value;
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|p| (p.a.as_str(), p.b.as_str())).collect();
    assert_eq!(pairs, [("AC-03", "HR-07")]);

    let records = app.ask(SLUG, &who, at, &InheritanceRecords).unwrap().value;
    let states: Vec<(&str, usize, bool)> =
        records.iter().map(|r| (r.control.as_str(), r.missing.len(), r.expires_soon)).collect();
    assert_eq!(states, [("A.7.5", 0, false), ("A.7.11", 0, false), ("A.7.12", 1, false), ("A.7.13", 0, true)]);

    let suggestions = app.ask(SLUG, &who, at, &Suggestions).unwrap().value;
    let decided =
        |yes: bool| suggestions.iter().filter(|s| s.decision.as_ref().is_some_and(|d| d.accepted == yes)).count();
    assert_eq!((decided(true), decided(false)), (5, 2));
    assert!(suggestions.len() > 7);
    // Reuse reads the crosswalk itself: what it names as its mapping is what it counts.
    let covered = app.ask(SLUG, &who, at, &app::ask::CoverageOf::default()).unwrap().value.read;
    let reused = app.ask(SLUG, &who, at, &app::ask::ReuseRatioOf::default()).unwrap().value.read;
    assert_eq!(covered.layers.len(), 1);
    assert_eq!(reused, app::ask::Read { layers: Vec::new(), ..covered });

    let judged = app.ask(SLUG, &who, at, &Assessments).unwrap().value;
    for practice in Practice::ALL {
        assert!(judged.iter().any(|j| j.assessment.as_ref().is_some_and(|a| a.practice == practice)));
    }
}

#[test]
fn several_people_made_the_history() {
    let folder = tempfile::tempdir().unwrap();
    let app = told(&folder, TODAY).unwrap();
    let who = app.local_operator("cli").unwrap();
    let (mut names, mut before) = (BTreeSet::new(), None);
    loop {
        let page = app.history(SLUG, &who, before, 500).unwrap();
        names.extend(page.entries.iter().map(|e| app.name_of(&e.by)));
        before = page.older;
        if before.is_none() {
            break;
        }
    }
    for name in ["Adaeze Okafor", "Erik Lindqvist", "Local operator", "Noor Haddad", "Priya Raman", "Yuki Tanabe"] {
        assert!(names.contains(name), "{name} did nothing: {names:?}");
    }
    let again = told_twice(&app, &who);
    assert!(matches!(again, Err(Failure::Refused(_))), "a second telling is refused: {again:?}");
}

fn told_twice(app: &App, who: &app::Who) -> Result<(), Failure> {
    fill(app, who, &Clock::by_hand(0), TODAY)
}

#[test]
fn everybody_has_a_part_that_a_visitor_can_look_through() {
    let folder = tempfile::tempdir().unwrap();
    let app = told(&folder, TODAY).unwrap();
    let who = app.local_operator("cli").unwrap();
    let people = app.ask(SLUG, &who, At::default(), &PeopleOf).unwrap().value;
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, member) in &people.members {
        *states.entry(member.state.id()).or_default() += 1;
        let person = app.person(id).unwrap();
        let known = person.is_some_and(|p| p.email.ends_with(".example") && p.name == app.name_of(id));
        assert!(known || id == who.id(), "{id} has no name and address");
    }
    assert_eq!(states, BTreeMap::from([("confirmed", 15), ("ended", 1), ("invited", 1), ("suspended", 1)]));
    let held: BTreeSet<Role> = people.members.values().flat_map(|m| m.roles.iter().copied()).collect();
    assert_eq!(held, Role::MEMBER.into());
    let running = people.grants.values().filter(|g| g.on(TODAY)).map(|g| g.grant.kind.id());
    assert_eq!(running.collect::<BTreeSet<_>>(), BTreeSet::from(["consultant", "external_auditor"]));
    let standing: Vec<bool> = people.deputies.values().map(|d| !d.ended && d.deputy.on(TODAY)).collect();
    assert_eq!(standing.iter().filter(|now| **now).count(), 1, "{:?}", people.deputies);
    assert_eq!(standing.len(), 2);

    let decided = app.ask(SLUG, &who, At::default(), &Governance).unwrap().value;
    let waived: Vec<(bool, Stage)> = decided.waivers.values().map(|w| (w.on(TODAY), w.stage)).collect();
    assert!(waived.contains(&(true, Stage::Approved)) && waived.contains(&(false, Stage::Ended)), "{waived:?}");
    let deeds: BTreeSet<&str> = decided.deeds.values().map(|d| d.stage.id()).collect();
    assert_eq!(deeds, BTreeSet::from(["ended", "proposed"]));
    let doors = app.ask(SLUG, &who, At::default(), &TheDoors).unwrap().value;
    assert_eq!(doors.tokens.values().filter(|t| t.on(TODAY)).count(), 2);
    assert_eq!((doors.tokens.len(), doors.webhooks.values().any(|w| w.active)), (3, false));
}

#[test]
fn eyes_of_the_invented_people_see_what_their_roles_let_them_see() {
    let folder = tempfile::tempdir().unwrap();
    let app = told(&folder, TODAY).unwrap();
    let eyes = |person: super::people::Someone| app.demo_actor(person.key);
    let overview = |person| app.ask(SLUG, &eyes(person), At::default(), &Overview::default()).is_ok();
    assert!(overview(SECURITY_LEAD) && overview(AUDITOR) && overview(CONSULTANT));
    assert!(!overview(CPA), "whoever examines one engagement sees that, not the programme");
    assert!(!overview(PLATFORM), "a control owner sees her controls, not the programme");
    let own = app.ask(SLUG, &eyes(PLATFORM), At::default(), &Controls::default()).unwrap().value.controls;
    assert!(own.len() > 5 && own.iter().all(|h| h.control.owner == super::people::YUKI), "{}", own.len());
    assert!(app.ask(SLUG, &eyes(PLATFORM), At::default(), &ControlOf("HR-01".into())).is_err());
    assert!(!app.may(SLUG, &eyes(AUDITOR), Action::AddControl, None));
    assert!(!app.may(SLUG, &eyes(CONSULTANT), Action::AddControl, None), "at Fathom Freight the consultant reads");
    assert!(app.may(halyard::SLUG, &eyes(CONSULTANT), Action::AddControl, None), "at Halyard Legal he works");
    let part = PartOf(CPA.id());
    let part = app.ask(SLUG, &eyes(CPA), At::default(), &part).unwrap().value;
    assert_eq!((part.state, part.roles), (Some(Membership::Confirmed), [Role::ExternalAuditor].into()));
}

#[test]
fn the_small_client_is_there_for_the_consultant_and_the_operator_alone() {
    let folder = tempfile::tempdir().unwrap();
    let app = told(&folder, TODAY).unwrap();
    let slugs =
        |who: &app::Who| -> Vec<String> { app.organisations(who).unwrap().into_iter().map(|o| o.slug).collect() };
    let operator = app.local_operator("cli").unwrap();
    assert_eq!(slugs(&operator), [SLUG, halyard::SLUG]);
    assert_eq!(slugs(&app.demo_actor(CONSULTANT.key)), [SLUG, halyard::SLUG]);
    assert_eq!(slugs(&app.demo_actor(SECURITY_LEAD.key)), [SLUG]);
    let page = app.history(halyard::SLUG, &operator, None, 1).unwrap();
    assert!((36..=80).contains(&page.of), "{} entries", page.of);
    assert!(app.history(halyard::SLUG, &app.demo_actor(SECURITY_LEAD.key), None, 1).is_err());
    let now = app.ask(halyard::SLUG, &operator, At::default(), &Overview::default()).unwrap().value;
    assert!(now.in_place > 4 && now.in_place < now.controls);
}

#[test]
fn the_register_of_those_who_work_there_has_something_of_everything() {
    let folder = tempfile::tempdir().unwrap();
    let app = told(&folder, TODAY).unwrap();
    let who = app.local_operator("cli").unwrap();
    let staff = app.ask(SLUG, &who, At::default(), &StaffOf).unwrap().value;
    let report = &staff.report;
    assert_eq!((report.trained, report.at_work), (12, 13), "one training is overdue");
    assert_eq!((report.removed, report.not_removed), ((1, 2), 1), "one left in good order, of one nobody confirmed it");
    assert_eq!((report.undecided, report.chart.len()), (2, 13));
    let states: BTreeSet<&str> = staff.workforce.people.values().map(|held| held.staff.state.id()).collect();
    assert_eq!(states, BTreeSet::from(["active", "candidate", "left", "moved"]));
    let stages: BTreeSet<&str> = staff.workforce.requests.values().map(|held| held.stage.id()).collect();
    assert_eq!(stages, BTreeSet::from(["approved", "asked", "done", "refused"]));
    let gone = staff.standing(&super::people::FORMER.id()).unwrap();
    let still = Missing::StillHasAccess { system: "Customer portal".to_owned() };
    assert!(gone.missing.contains(&still) && gone.missing.contains(&Missing::Never(StaffCheck::AccessRemoved)));
    let moved = staff.standing(&super::people::ANALYST.id()).unwrap();
    assert!(moved.missing.contains(&Missing::AccessToReview), "{:?}", moved.missing);
}

#[test]
fn three_collectors_say_unknown_where_nobody_let_them_look() {
    let folder = tempfile::tempdir().unwrap();
    let app = told(&folder, TODAY).unwrap();
    let who = app.local_operator("cli").unwrap();
    let lines = app.ask(SLUG, &who, At::default(), &app::ask::CollectorsOf::default()).unwrap().value;
    let kinds: Vec<&str> = lines.iter().map(|line| line.held.collector.kind.as_str()).collect();
    assert_eq!(kinds, ["file_hash", "git_repository", "command"]);
    for line in &lines {
        assert!(line.held.is_approved(), "{} waits", line.id);
        assert_ne!(line.held.approved.as_ref().map(|a| a.by.clone()), Some(line.held.set_by.clone()));
        assert!(!line.held.runs.is_empty(), "{} never ran", line.id);
        for held in &line.held.runs {
            assert_eq!(held.run.outcome, domain::values::RunOutcome::Unknown, "{}: {}", line.id, held.run.reason);
            assert!(held.run.evidence.is_none() && !held.run.by_hand, "{}: {}", line.id, held.run.reason);
        }
    }
    assert!(!folder.path().join("watched").exists(), "nothing is written where nobody may look");
}

#[test]
fn the_auditors_room_has_something_of_everything() {
    let folder = tempfile::tempdir().unwrap();
    let app = told(&folder, TODAY).unwrap();
    let (auditor, at) = (app.demo_actor(CPA.key), At::default());
    let rooms = app.ask(SLUG, &auditor, at, &Rooms).unwrap().value;
    assert_eq!(
        rooms.iter().map(|room| room.engagement.as_str()).collect::<Vec<_>>(),
        ["EN-2"],
        "her room and no other"
    );
    let question = AuditRequests { engagement: Some("EN-2".to_owned()), state: None };
    let asked = app.ask(SLUG, &auditor, at, &question).unwrap().value;
    assert_eq!((asked.lines.len(), asked.states.len(), asked.overdue), (8, RequestState::ALL.len(), 1));
    assert_eq!(asked.lines.iter().filter(|line| line.held.proposed.is_some()).count(), 1);
    let said = CommentsOf { engagement: "EN-2".to_owned(), subject: None };
    let said = app.ask(SLUG, &auditor, at, &said).unwrap().value;
    let by: BTreeSet<&str> = said.iter().map(|line| line.held.by.as_str()).collect();
    assert_eq!((said.len(), by.len()), (4, 3), "both sides speak");
    let notes = app.read_notes(SLUG, &auditor, "EN-2").unwrap();
    assert_eq!(notes.iter().filter(|note| note.text.is_some()).count(), 2);
    let lead = app.demo_actor(SECURITY_LEAD.key);
    assert!(
        app.read_notes(SLUG, &lead, "EN-2").is_err()
            && app.read_notes(SLUG, &app.local_operator("cli").unwrap(), "EN-2").is_err()
    );
    let read = ReadingsOf { engagement: "EN-2".to_owned(), ..ReadingsOf::default() };
    let read = app.ask(SLUG, &lead, at, &read).unwrap().value;
    assert!(read.lines.iter().all(|line| line.held.by == CPA.id()) && read.of == 3, "{read:?}");
}

#[test]
fn a_text_is_gone_one_is_ripe_and_one_document_is_not_for_everybody() {
    let folder = tempfile::tempdir().unwrap();
    let app = told(&folder, TODAY).unwrap();
    let who = app.local_operator("cli").unwrap();
    let documents = |who: &app::Who| app.ask(SLUG, who, At::default(), &PoliciesOf::default()).unwrap().value;
    let all = documents(&who);
    assert_eq!((all.figures.ripe, all.rows.len()), (1, 9));
    let security = all.rows.iter().find(|(_, line)| line.id == "PL-1").unwrap();
    assert_eq!((security.1.current, security.1.ripe.as_slice()), (Some(4), [2].as_slice()));
    let restricted = |who: &app::Who| documents(who).rows.iter().any(|(_, line)| line.id == "PL-9");
    assert!(restricted(&who) && restricted(&app.demo_actor(SECURITY_LEAD.key)));
    assert!(!restricted(&app.demo_actor(PLATFORM.key)), "the platform's lead is not told that it is there");
}

#[test]
fn what_is_planned_and_said_of_the_programme_is_there_to_be_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let app = told(&folder, TODAY).unwrap();
    let (who, at) = (app.local_operator("cli").unwrap(), At::default());
    let plan = app.ask(SLUG, &who, at, &PlanOf::default()).unwrap().value;
    assert!(!plan.trial && plan.against.len() == 1, "{:?}", plan.set);
    let late = |id: &str| plan.against[0].steps.iter().find(|step| step.then.id == id).unwrap().late_days.unwrap();
    assert!(late("type2/preparation") > 0, "a step slipped: {}", late("type2/preparation"));
    let burndown = plan.burndown.unwrap();
    assert_eq!((burndown.of, burndown.without_day, burndown.left()), (4, 0, 3));
    let behind = |point: &domain::reports::burndown::BurnPoint| point.left.is_some_and(|left| left > point.planned);
    assert!(burndown.points.iter().any(behind), "{:?}", burndown.points);
    let figures = app.ask(SLUG, &who, at, &PlanFiguresOf).unwrap().value;
    assert_eq!(figures.iter().filter(|line| line.own.is_some()).count(), 1);

    let taken = app.ask(SLUG, &who, at, &ScorecardsOf).unwrap().value.taken;
    assert_eq!(taken.iter().map(|(_, held)| held.taken.answers.len()).collect::<Vec<_>>(), [20]);
    let asked = app.ask(SLUG, &who, at, &QuestionnairesOf).unwrap().value;
    let [one] = asked.as_slice() else { panic!("{}", asked.len()) };
    let figures = &one.figures;
    assert_eq!((figures.questions, figures.answered, figures.to_confirm, figures.open), (8, 3, 1, 4), "half of it");
    assert_eq!(app.ask(SLUG, &who, at, &AnswersOf).unwrap().value.len(), 6, "four given, two kept before");

    let found = app.search(SLUG, &who, at, "kestrel", 10).unwrap().value;
    assert!(found.found.iter().any(|thing| thing.id == "QN-1"), "{:?}", found.found);
    let leads = app.links(SLUG, &who, at, (FoundKind::Control, "AC-04")).unwrap().value;
    assert!(leads.from.iter().any(|thing| thing.kind == FoundKind::Answer), "{:?}", leads.from);
}
