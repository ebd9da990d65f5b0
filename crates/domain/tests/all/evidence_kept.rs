//! What no later claim changes about evidence: its marks, how long it is kept, and the rules that speak of days.

use crate::certifications::ready;
use crate::engagement::{named, plan, type1, type2};
use crate::evidence::{accept, add, file, quarter, reject, review, revise, running};
use crate::library::{FIRST, Organisation};
use domain::command::{CollectorCommand, Command, EngagementCommand, EvidenceCommand};
use domain::reports::evidence::{keep_until, marks, twice, wrong_now};
use domain::values::{
    Collector, Engagement, Environment, Evidence, EvidenceType, Examination, Rhythm, Schedule, Window,
};
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};

const RAN: Date = date(2026, 9, 28);

fn covering(from: Date, until: Date) -> Evidence {
    Evidence { period: Window { from, until }, ..review() }
}

fn dispose(id: &str) -> Command {
    Command::Evidence(EvidenceCommand::DisposeEvidence { id: id.into(), reason: "its time is over".into() })
}

fn unlink(id: &str, control: &str) -> Command {
    Command::Evidence(EvidenceCommand::UnlinkEvidence { id: id.into(), control: control.into() })
}

#[test]
fn r171_another_period_washes_no_mark_off() {
    let mut firm = running();
    let id = firm.reviewed();
    let late = marks(&firm.registers, firm.item(&id));
    assert_eq!((late.days_after_period, late.late, late.late_version), (52, true, None));
    // A new version says that the same files cover the days until yesterday, and were collected today.
    let today = firm.today();
    let mut fresh = covering(date(2026, 7, 1), today);
    (fresh.captured, fresh.collected) = (Some(today), Some(today));
    firm.by("carl", revise(&id, fresh, &[file("review.pdf", 1)]));
    assert_eq!(firm.item(&id).newest().days_after_period(), 0);
    let still = marks(&firm.registers, firm.item(&id));
    assert_eq!((still.days_after_period, still.late, still.late_version), (52, true, Some(1)));
    assert_eq!(still.back_dated, Some(54), "what was claimed first was claimed");
    // An item whose versions all came in time has no mark.
    let other = firm.new_by(FIRST, add(covering(date(2026, 11, 1), today), &[file("b.pdf", 2)], &[]));
    firm.by(FIRST, revise(&other, covering(date(2026, 11, 2), today), &[file("b.pdf", 2)]));
    let none = marks(&firm.registers, firm.item(&other));
    assert_eq!((none.late, none.late_version), (false, None));
}

#[test]
fn r168_what_was_accepted_is_kept_whatever_later_versions_and_links_say() {
    let mut firm = running();
    let id = firm.reviewed();
    firm.by("paul", accept(&id, 1));
    let until = keep_until(&firm.registers, firm.item(&id)).unwrap().0;
    assert_eq!(until, date(2030, 9, 30));
    firm.by(FIRST, unlink(&id, "AC-1"));
    assert_eq!(keep_until(&firm.registers, firm.item(&id)).unwrap().0, until, "it was relied on");
    assert!(firm.refuses(dispose(&id)).to_string().contains("kept until 2030-09-30"));
    firm.by(FIRST, revise(&id, covering(date(2019, 1, 1), date(2019, 3, 31)), &[file("review.pdf", 1)]));
    assert!(firm.refuses(dispose(&id)).to_string().contains("kept until 2030-09-30"), "an earlier period");
    let kept = firm.check(&id, 10);
    assert!(kept.ok && kept.reason.contains("2030-09-30"), "{}", kept.reason);
}

#[test]
fn what_nobody_accepted_and_shows_nothing_can_be_disposed_of() {
    let mut firm = running();
    let id = firm.reviewed();
    firm.by("paul", reject(&id, 1));
    assert!(firm.refuses(dispose(&id)).to_string().contains("kept until"), "it still shows a control");
    firm.by(FIRST, unlink(&id, "AC-1"));
    assert_eq!(keep_until(&firm.registers, firm.item(&id)), None);
    for (rule, says) in [(3, "it shows no control yet"), (9, "it shows no control yet"), (10, "it shows no control")] {
        let check = firm.check(&id, rule);
        assert!(!check.judged && check.reason.contains(says), "rule {rule}: {}", check.reason);
    }
    firm.does(dispose(&id));
}

#[test]
fn r168_disposing_too_early_breaks_rule_10() {
    let mut firm = running();
    let id = firm.reviewed();
    firm.days_pass(5 * 366);
    firm.does(dispose(&id));
    let gone = firm.check(&id, 10);
    assert!(gone.ok && gone.reason.contains("its time was over on 2030-09-30"), "{}", gone.reason);
    // A rule that asks for a longer time from then on says that it is no longer there.
    let longer = EvidenceCommand::SetRetention { framework: "iso27001-2022".into(), months: 120, deed: None };
    firm.does(Command::Evidence(longer));
    let early = firm.check(&id, 10);
    assert!(!early.ok && early.reason.contains("it had to be kept until 2036-09-30"), "{}", early.reason);
    assert!(early.reason.starts_with(&format!("disposed of on {}", firm.today())), "{}", early.reason);
    // The list of what is wrong now names it for this rule alone: of its age nobody asks any more.
    let wrong = wrong_now(&firm.registers, firm.today(), &BTreeMap::new());
    assert_eq!(wrong, [(id, vec![early])]);
}

#[test]
fn r168_evidence_for_a_certificate_is_kept_beyond_its_cycle() {
    let mut firm = ready();
    let register = |firm: &Organisation| firm.registers.certifications.clone();
    assert_eq!(register(&firm).cycle_end(firm.today()), None);
    firm.gets_certified();
    let (today, expiry) = (firm.today(), firm.ct().certificate().unwrap().expiry);
    assert_eq!(register(&firm).cycle_end(today), Some(expiry));
    assert_eq!(register(&firm).cycle_end(expiry), Some(expiry), "its last day belongs to it");
    assert_eq!(register(&firm).cycle_end(expiry.tomorrow().unwrap()), None);
    assert_eq!(register(&firm).cycle_end(firm.in_days(-4 * 366)), None, "another cycle's");
}

#[test]
fn a_period_is_held_against_every_engagement_that_has_the_control_in_scope() {
    let mut firm = running();
    let engaged = |firm: &mut Organisation, engagement: Engagement| {
        let id = firm.does(plan(Engagement { minimum_end: None, ..engagement }))[0].object().1.to_owned();
        let controls = named(&["AC-1"]);
        firm.does(Command::Engagement(EngagementCommand::NameControls { id: id.clone(), controls }));
        id
    };
    let window = Window { from: date(2026, 7, 1), until: date(2026, 12, 31) };
    let two = engaged(&mut firm, Engagement { kind: Examination::Type2 { window }, ..type2() });
    let one = engaged(&mut firm, type1(date(2026, 3, 31)));
    let mut content = 10;
    let mut says = |from, until, ran| {
        content += 1;
        let id = firm.new_by("carl", add(covering(from, until), &[file("a.pdf", content)], &[("AC-1", ran)]));
        let check = firm.check(&id, 3);
        (check.ok, check.reason)
    };
    let inside = says(date(2026, 7, 1), date(2026, 9, 30), RAN);
    assert_eq!(inside, (true, format!("its period lies in the window of {two}")));
    let design = says(date(2026, 1, 1), date(2026, 3, 31), date(2026, 3, 2));
    assert_eq!(design, (true, format!("its period covers 2026-03-31, the day of {one}")));
    let outside =
        |how: &str| (false, format!("its period is not inside the window of {two}, 2026-07-01 to 2026-12-31: {how}"));
    assert_eq!(says(date(2026, 6, 16), date(2026, 9, 30), RAN), outside("it begins 15 days before"));
    assert_eq!(
        says(date(2026, 6, 30), date(2027, 1, 1), RAN),
        outside("it begins 1 day before, and it ends 1 day after")
    );
    assert_eq!(says(date(2026, 8, 1), date(2027, 1, 31), RAN), outside("it ends 31 days after"));
    assert_eq!(says(date(2026, 6, 1), date(2026, 6, 28), date(2026, 6, 20)), outside("all of it lies before"));
    let april = says(date(2026, 4, 1), date(2026, 4, 30), date(2026, 4, 20));
    assert_eq!(
        april,
        (false, format!("its period does not cover 2026-03-31, the day of {one}")),
        "the nearest is named"
    );
}

#[test]
fn a_collector_that_finds_the_same_again_has_reused_nothing() {
    let mut firm = running();
    let collector = Collector {
        name: "Hosts file".into(),
        check: r#"{"limits":{"seconds":60},"what":{"file_hash":{"path":"/etc/hosts"}}}"#.into(),
        kind: "file_hash".into(),
        controls: BTreeSet::from(["AC-1".to_owned()]),
        evidence_type: EvidenceType::SystemConfiguration,
        environment: Environment::Production,
        personal_data: false,
        schedule: Schedule { rhythm: Rhythm::Daily, minute: 360 },
        rule: "package check\nresult := \"pass\"".into(),
    };
    let set = CollectorCommand::SetCollector { id: None, collector: Box::new(collector) };
    let co = firm.new_by(FIRST, Command::Collector(set));
    let mut hands_in = |by: Option<&str>, day: Date| {
        let evidence = Evidence { collector: by.map(str::to_owned), ..covering(day, day) };
        firm.new_by(FIRST, add(evidence, &[file("stdout.txt", 7)], &[("AC-1", day)]))
    };
    let first = hands_in(Some(&co), date(2026, 11, 5));
    let second = hands_in(Some(&co), date(2026, 11, 12));
    let rule = |firm: &Organisation, id: &str| firm.check(id, 11);
    let again = rule(&firm, &second);
    assert!(
        again.ok && again.reason == format!("{co} looked anew, and stdout.txt is as it was in {first}"),
        "{}",
        again.reason
    );
    assert!(twice(&firm.registers).is_empty());
    // The same bytes by hand, or by a program that only says that it is a collector, are a reuse.
    for by in [None, Some("nightly")] {
        let evidence =
            Evidence { collector: by.map(str::to_owned), ..covering(date(2026, 11, 13), date(2026, 11, 13)) };
        let id = firm.new_by(FIRST, add(evidence, &[file("stdout.txt", 7)], &[("AC-1", date(2026, 11, 13))]));
        assert!(!rule(&firm, &id).ok, "{by:?}");
        assert!(!rule(&firm, &second).ok && !twice(&firm.registers).is_empty());
        let why = "handed in by mistake".to_owned();
        firm.does(Command::Evidence(EvidenceCommand::WithdrawEvidence { id, reason: why }));
    }
    assert!(rule(&firm, &second).ok);
}

#[test]
fn every_kind_of_secret_is_named_and_a_kind_that_has_to_be_there_is_not() {
    let mut firm = running();
    let mut leaky = file("dump.txt", 1);
    leaky.hints =
        BTreeMap::from([("aws_access_key".into(), 1), ("personal_email".into(), 4), ("private_key".into(), 2)]);
    let id = firm.new_by("carl", add(review(), &[leaky.clone()], &[("AC-1", RAN)]));
    let said = firm.check(&id, 12);
    let expected =
        "dump.txt: looks as if it held AWS access key, 1 time; dump.txt: looks as if it held private key, 2 times";
    assert_eq!((said.ok, said.reason.as_str()), (false, expected), "personal data were said to be needed");
    leaky.hints = (0..9).map(|number| (format!("secret_{number}"), 1)).collect();
    let many = firm.new_by("carl", add(covering(quarter(3).from, RAN), &[leaky], &[("AC-1", RAN)]));
    let said = firm.check(&many, 12).reason;
    assert!(said.ends_with("; 5 more of that kind") && said.matches("looks as if").count() == 4, "{said}");
    assert!(wrong_now(&firm.registers, firm.today(), &BTreeMap::new()).iter().any(|(broken, _)| *broken == many));
}
