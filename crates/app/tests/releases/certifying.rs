//! Certification, in the ledger of a release: each kind of event at least once. Who is `mia-koch` keeps it and is a member
//! before.

use super::{DAY_US, Hand, days, person, reason};
use app::Who;
use domain::command::{CertificationCommand as Wanted, Command, NonconformityCommand};
use domain::values::certification::{
    Accreditation, CertificationBody, CertificationDecision, CertificationFinding, CertificationMove,
    CertificationProject, CertificationState, CertificationVisit, FindingKind, ScopeChange, ScopeChangeKind, Settled,
    Settlement, SuspensionGround, VisitKind, VisitOutcome, VisitRecord,
};
use jiff::civil::Date;
use std::collections::BTreeSet;

fn does(hand: &Hand<'_>, who: &Who, command: Wanted) -> String {
    hand.does(who, Command::Certification(command))
}

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn step(id: &str, to: CertificationState, on: Date, because: &str) -> Wanted {
    let ground = (to == CertificationState::Suspended).then_some(SuspensionGround::OwnRequest);
    let step = CertificationMove { to, on, note: reason(), because: because.to_owned(), ground };
    Wanted::AdvanceCertification { id: id.to_owned(), step }
}

fn visit(id: &str, kind: VisitKind, day: Date) -> Wanted {
    let (auditors, note) = (set(&["Zo\u{eb} K\u{f6}nig"]), reason());
    let visit = CertificationVisit { kind, first: day, last: day, remote: true, auditors, note };
    Wanted::PlanCertificationVisit { id: id.to_owned(), visit }
}

fn record(id: &str, number: u32, day: Date) -> Wanted {
    let record = Box::new(VisitRecord {
        first: day,
        last: day,
        auditors: set(&["Zo\u{eb} K\u{f6}nig"]),
        covered: set(&["9.3.2", "A.5.18"]),
        topics: BTreeSet::new(),
        followed: BTreeSet::new(),
        outcome: VisitOutcome::AfterActions,
        summary: reason(),
    });
    Wanted::RecordCertificationVisit { id: id.to_owned(), number, record }
}

pub(super) fn certifying(hand: &Hand<'_>) {
    let mia = hand.app.demo_actor("mia-koch");
    // The day of the next change, which takes place an hour later.
    let today = || app::clock::day_of(hand.clock.now_us() + DAY_US / 24);
    let id = planned(hand, &mia, today());
    let go = "the body went on";
    does(hand, &mia, visit(&id, VisitKind::Stage1, today()));
    does(hand, &mia, step(&id, CertificationState::Stage1, today(), go));
    does(hand, &mia, record(&id, 1, today()));
    does(hand, &mia, step(&id, CertificationState::Stage1Closed, today(), ""));
    does(hand, &mia, visit(&id, VisitKind::Stage2, today()));
    does(hand, &mia, step(&id, CertificationState::Stage2, today(), ""));
    does(hand, &mia, record(&id, 2, today()));
    let finding = Box::new(CertificationFinding {
        visit: 2,
        kind: FindingKind::Minor,
        title: "Leavers \u{2013} late".into(),
        statement: reason(),
        item: "A.5.18".into(),
        on: today(),
        owner: Some(person("mia-koch")),
    });
    let found = Wanted::RecordCertificationFinding { id: id.clone(), finding, nonconformity: None };
    does(hand, &mia, found);
    let registers = hand.registers(&mia);
    let held = registers.certifications.project(&id).expect("it is planned");
    let nc = held.finding(1).and_then(|one| one.nonconformity.clone()).expect("it raised a nonconformity");
    let (correction, on, evidence) = (reason(), today(), BTreeSet::new());
    let corrected = NonconformityCommand::CorrectNonconformity { id: nc.clone(), correction, on, evidence };
    hand.does(&mia, Command::Nonconformity(corrected));
    let cause = NonconformityCommand::FindNonconformityCause { id: nc.clone(), cause: reason(), method: reason() };
    hand.does(&mia, Command::Nonconformity(cause));
    let none = NonconformityCommand::NeedNoNonconformityAction { id: nc, reason: reason() };
    hand.does(&mia, Command::Nonconformity(none));
    let settled = Settled { how: Settlement::PlanAccepted, on: today(), note: reason() };
    does(hand, &mia, Wanted::SettleCertificationFinding { id: id.clone(), number: 1, settled });
    does(hand, &mia, step(&id, CertificationState::DecisionPending, today(), ""));
    let decision = Box::new(CertificationDecision {
        on: today(),
        number: "IS 700001".into(),
        scope: reason(),
        statement: "Statement 1.2".into(),
        note: String::new(),
    });
    does(hand, &mia, Wanted::RecordCertificate { id: id.clone(), decision });
    kept(hand, &mia, &id, today());
}

fn planned(hand: &Hand<'_>, mia: &Who, today: Date) -> String {
    let body = |country: &str| CertificationBody {
        name: "Nordkant \u{2013} Z\u{fc}rich".into(),
        country: country.into(),
        markets: set(&["Switzerland"]),
        plan_days: 30,
        close_days: 90,
    };
    let of = does(hand, mia, Wanted::AddCertificationBody { body: body("Sweden") });
    let revised = Wanted::ReviseCertificationBody { id: of.clone(), body: body("Switzerland"), reason: reason() };
    does(hand, mia, revised);
    let accreditation = Accreditation {
        by: "UKAS".into(),
        number: "0042".into(),
        standards: set(&["ISO/IEC 17021-1:2015", "ISO/IEC 27006-1:2024"]),
        iso27001: true,
        valid_until: Some(days(hand, 900)[1]),
        source: "register".into(),
        on: today,
    };
    does(hand, mia, Wanted::CheckAccreditation { id: of.clone(), accreditation });
    let project = |people| {
        Box::new(CertificationProject {
            title: "First certificate".into(),
            body: of.clone(),
            standard: String::new(),
            scope: reason(),
            markets: set(&["Switzerland"]),
            stage1_days: 1,
            stage2_days: 4,
            people: Some(people),
            engagement: None,
            combined: String::new(),
            owner: Some(person("mia-koch")),
        })
    };
    let id = does(hand, mia, Wanted::PlanCertification { project: project(20) });
    does(hand, mia, Wanted::ReviseCertification { id: id.clone(), project: project(21), reason: reason() });
    id
}

/// What comes after the decision.
fn kept(hand: &Hand<'_>, mia: &Who, id: &str, today: Date) {
    let [_, later] = days(hand, 200);
    let [_, then] = days(hand, 210);
    does(hand, mia, visit(id, VisitKind::Surveillance1, later));
    let (number, reason_) = (3, reason());
    let moved = Wanted::MoveCertificationVisit { id: id.to_owned(), number, first: then, last: then, reason: reason_ };
    does(hand, mia, moved);
    does(hand, mia, Wanted::CancelCertificationVisit { id: id.to_owned(), number, reason: reason() });
    let change = ScopeChange { kind: ScopeChangeKind::Site, what: "Z\u{fc}rich".into(), on: later };
    does(hand, mia, Wanted::NoteScopeChange { id: id.to_owned(), change });
    let (answer, stage1) = (reason(), true);
    does(hand, mia, Wanted::ReportScopeChange { id: id.to_owned(), number: 1, on: today, answer, stage1 });
    does(hand, mia, Wanted::CheckUseOfMarks { id: id.to_owned(), on: today, note: reason() });
    does(hand, mia, step(id, CertificationState::Suspended, today, ""));
}
