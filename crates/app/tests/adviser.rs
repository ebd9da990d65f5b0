//! Somebody who works for several clients: what they may do for each, and what they see of all (R345-R349).

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use app::ask::{CoverageOf, GapOf, Overview, ProfileOf};
use app::{App, At, Clock, Config, Failure, Who};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::reports::programme::View;
use domain::values::{Assessment, Control, Grant, GrantKind, Link, Overlap, Practice, Profile, Role, Status, Target};
use jiff::civil::date;
use tempfile::TempDir;

/// 2026-11-21, midnight UTC.
const START_US: i64 = 1_795_219_200_000_000;
const CLIENTS: [(&str, &str); 2] = [("alpha", "ada-alpha"), ("beta", "bo-beta")];

struct Practised {
    app: App,
    adviser: Who,
    clock: Clock,
    _folder: TempDir,
}

/// Two clients, each begun by its own owner, and one adviser who works for both under a grant of each.
fn practised() -> Practised {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::by_hand(START_US);
    let app = App::open(&Config::folder(folder.path()), clock.clone()).unwrap();
    let adviser = app.demo_actor("jonas-adviser");
    for (slug, owner) in CLIENTS {
        let owner = app.demo_actor(owner);
        let documents = app::library::documents(app::library::STARTING);
        app.create(slug, &owner, slug, documents, Profile::default()).unwrap();
        let grant = Grant {
            person: adviser.id().to_owned(),
            kind: GrantKind::Consultant,
            works: true,
            engagement: "ISMS 2027".to_owned(),
            from: date(2026, 11, 21),
            until: date(2027, 2, 18),
            reason: "advises until the certificate".to_owned(),
        };
        app.change(slug, &owner, None, Command::GiveGrant { grant }).unwrap();
        app.change(slug, &adviser, None, Command::ConfirmMembership).unwrap();
    }
    Practised { app, adviser, clock, _folder: folder }
}

fn control(id: &str, links: &[(&str, &str)]) -> Control {
    let link = || Link { reason: "it does".to_owned(), extent: Overlap::Full };
    Control {
        id: id.to_owned(),
        name: format!("Control {id}"),
        activity: "Owners confirm access".to_owned(),
        owner: String::new(),
        kind: String::new(),
        policy: String::new(),
        status: Status::InPlace,
        frequency: None,
        links: links.iter().map(|(framework, item)| (format!("{framework}/{item}"), link())).collect(),
    }
}

#[test]
fn r345_a_consultant_designs_the_isms_of_several_clients_before_soc_2_is_decided() {
    let Practised { app, adviser, .. } = practised();
    assert_eq!(app.organisations(&adviser).unwrap().len(), 2);
    for (slug, _) in CLIENTS {
        let isms_scope = format!("The service of {slug}, and everybody who builds and runs it");
        let profile = Profile { isms_scope: isms_scope.clone(), ..Profile::default() };
        app.change(slug, &adviser, None, Command::SetProfile { profile }).unwrap();
        let assessment = Assessment { practice: Practice::Documented, ..Assessment::default() };
        let assess = Command::AssessItem { item: "5.2".to_owned(), assessment };
        app.change(slug, &adviser, None, assess).unwrap();
        let profile = app.ask(slug, &adviser, At::default(), &ProfileOf).unwrap().value;
        assert_eq!((profile.isms_scope, profile.services.len()), (isms_scope, 0), "no SOC 2 service is named yet");
    }
}

#[test]
fn r346_a_virtual_ciso_runs_the_programme_and_never_signs_for_management() {
    let Practised { app, adviser, clock, .. } = practised();
    app.change("alpha", &adviser, None, Command::AddControl { control: control("AC-1", &[]) }).unwrap();
    for command in [
        Command::ApproveWaiver { id: "waiver-0".to_owned() },
        Command::ApproveDeed { id: "deed-0".to_owned() },
        Command::InvitePerson { person: "demo-x".to_owned(), roles: [Role::Contributor].into() },
    ] {
        let verb = command.verb();
        let refused = app.change("alpha", &adviser, None, command).unwrap_err();
        assert!(matches!(refused, Failure::Refused(Refusal::NotAllowed(_))), "{verb}: {refused}");
    }
    clock.set(START_US + 91 * 86_400_000_000);
    let later = Command::AddControl { control: control("AC-2", &[]) };
    assert!(app.change("alpha", &adviser, None, later).is_err(), "the grant is over after its last day");
}

#[test]
fn r347_an_adviser_compares_the_progress_of_clients_and_each_sees_its_own() {
    let Practised { app, adviser, .. } = practised();
    let linked = control("AC-1", &[("soc2-tsc-2017", "CC6.2"), ("iso27001-2022", "A.5.18")]);
    app.change("alpha", &adviser, None, Command::AddControl { control: linked }).unwrap();
    let progress = |slug: &str, who: &Who| {
        let overview = app.ask(slug, who, At::default(), &Overview { view: View::default() })?.value;
        Ok::<_, Failure>((overview.in_place, overview.controls))
    };
    assert_eq!(progress("alpha", &adviser).unwrap(), (1, 1));
    assert_eq!(progress("beta", &adviser).unwrap(), (0, 0));
    assert_eq!(app.own_parts(&adviser).unwrap().len(), 2, "both stand in the portfolio");
    let bo = app.demo_actor("bo-beta");
    assert!(progress("beta", &bo).is_ok() && progress("alpha", &bo).is_err(), "a client sees no other client");
}

#[test]
fn r348_one_programme_answers_several_standards() {
    let Practised { app, adviser, .. } = practised();
    let older = app::library::documents(["iso27001-2013"]).remove(0);
    app.change("alpha", &adviser, None, Command::AdoptDocument { document: Box::new(older) }).unwrap();
    let links = [("soc2-tsc-2017", "CC6.2"), ("iso27001-2022", "A.5.18"), ("iso27001-2013", "A.9.2.5")];
    app.change("alpha", &adviser, None, Command::AddControl { control: control("AC-1", &links) }).unwrap();
    let third = Command::LinkControl {
        id: "AC-1".to_owned(),
        target: Target { framework: "iso27001-2022".to_owned(), item: "A.8.2".to_owned() },
        reason: "privileged access is confirmed with it".to_owned(),
        extent: Overlap::Partial,
    };
    app.change("alpha", &adviser, None, third).unwrap();
    let detail = app.ask("alpha", &adviser, At::default(), &app::ask::ControlOf("AC-1".to_owned())).unwrap().value;
    let frameworks: std::collections::BTreeSet<&str> =
        detail.held.control.links.keys().filter_map(|key| key.split_once('/')).map(|(f, _)| f).collect();
    assert_eq!(frameworks.len(), 3, "one control, three standards: {frameworks:?}");
    // One record answers the criterion of SOC 2 and the controls of ISO/IEC 27001 that it was linked to.
    let overview = app.ask("alpha", &adviser, At::default(), &Overview { view: View::default() }).unwrap().value;
    let criterion = overview.criteria.iter().find(|one| one.id == "CC6.2").unwrap();
    assert_eq!(criterion.in_place, ["AC-1"]);
    let direct = |id: &str| overview.gap.gap.controls.iter().find(|one| one.id == id).unwrap().direct.clone();
    assert_eq!((direct("A.5.18"), direct("A.8.2")), (vec!["AC-1".to_owned()], vec!["AC-1".to_owned()]));
    assert!(direct("A.5.19").is_empty());
}

#[test]
fn r349_an_adviser_assesses_maps_what_transfers_and_builds_what_is_new() {
    let Practised { app, adviser, .. } = practised();
    let ask = |question: &GapOf| app.ask("alpha", &adviser, At::default(), question).unwrap().value;
    let covered = || {
        let coverage = app.ask("alpha", &adviser, At::default(), &CoverageOf::default()).unwrap().value.coverage;
        (coverage.covered, coverage.of)
    };
    assert_eq!(covered(), (0, 93), "no control is in place yet");
    let linked = control("AC-1", &[("soc2-tsc-2017", "CC6.2")]);
    app.change("alpha", &adviser, None, Command::AddControl { control: linked }).unwrap();
    assert!(covered().0 > 0, "what answers CC6.2 transfers to Annex A by the crosswalk");
    let before = ask(&GapOf::default());
    assert!(
        before.gap.net_new.clauses.iter().any(|clause| clause.id == "9.2.1"),
        "what has to be built anew is listed"
    );
    let assessment = Assessment { practice: Practice::Running, ..Assessment::default() };
    app.change("alpha", &adviser, None, Command::AssessItem { item: "9.2.1".to_owned(), assessment }).unwrap();
    let overview = app.ask("alpha", &adviser, At::default(), &Overview { view: View::default() }).unwrap().value;
    assert!(overview.assessments.iter().any(|(item, a)| item == "9.2.1" && a.practice == Practice::Running));
}
