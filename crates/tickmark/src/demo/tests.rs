//! The demonstration is told to real ledgers in empty folders, on several days of the year.

use super::{SLUG, fill};
use app::ask::{Assessments, Controls, DuplicatePairs, InheritanceRecords, Overview, Suggestions};
use app::{App, At, Clock, Config, Failure};
use domain::reports::gap::Grade;
use domain::values::{Practice, Status};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::BTreeSet;

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
        assert!((250..=400).contains(&page.of), "{} entries on {today}", page.of);
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
    let page = app.history(SLUG, &who, None, 500).unwrap();
    let names: BTreeSet<String> = page.entries.iter().map(|e| app.name_of(&e.by)).collect();
    let told = ["Adaeze Okafor", "Erik Lindqvist", "Local operator", "Noor Haddad", "Yuki Tanabe"];
    assert_eq!(names, BTreeSet::from(told.map(str::to_owned)));
    let again = told_twice(&app, &who);
    assert!(matches!(again, Err(Failure::Refused(_))), "a second telling is refused: {again:?}");
}

fn told_twice(app: &App, who: &app::Who) -> Result<(), Failure> {
    fill(app, who, &Clock::by_hand(0), TODAY)
}
