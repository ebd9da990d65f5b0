//! The twelve rules of evidence quality, the marks of time, the same evidence twice, and what an item serves.

use crate::evidence::{accept, add, file, review, running};
use crate::library;
use domain::command::{Command, EvidenceCommand, OperationCommand};
use domain::reports::evidence::{
    Check, Integrity, Label, PACKS, PackedPart, checks, current_until, evidence_plan, keep_until, kept_of_judged,
    marks, packs, reuse_ratio, serves, twice,
};
use domain::reports::programme::View;
use domain::values::{Environment, EvidenceType, Form, Frequency, ItemKind, Operation, Overlap, Shown, Window};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

const RAN: Date = date(2026, 9, 28);

/// Hands in the review with a change; the id.
fn with(change: impl Fn(&mut domain::values::Evidence)) -> (library::Organisation, String) {
    let mut firm = running();
    let mut evidence = review();
    change(&mut evidence);
    let id = firm.new_by("carl", add(evidence, &[file("review.pdf", 1)], &[("AC-1", RAN)]));
    (firm, id)
}

#[test]
fn r183_evidence_that_says_everything_keeps_all_twelve_rules() {
    let (mut firm, id) = with(|_| {});
    firm.by("paul", accept(&id, 1));
    let files = BTreeMap::from([("01".repeat(32), Integrity::Unchanged)]);
    let all = checks(&firm.registers, &id, firm.today(), &files);
    assert_eq!(all.iter().map(|check| check.rule).collect::<Vec<_>>(), (1..=12).collect::<Vec<_>>());
    for check in all {
        assert!(check.ok, "{} {}: {}", check.rule, check.name(), check.reason);
    }
    assert!(checks(&firm.registers, "EV-9", firm.today(), &files).is_empty());
}

#[test]
fn r183_a_rule_that_nobody_could_judge_is_neither_kept_nor_broken() {
    let (mut firm, id) = with(|_| {});
    let all = checks(&firm.registers, &id, firm.today(), &BTreeMap::new());
    let open = |all: &[Check]| all.iter().filter(|check| !check.judged).map(|check| check.rule).collect::<Vec<_>>();
    // No engagement, no file read, no judgement, neither a list nor a screenshot.
    assert_eq!(open(&all), [3, 4, 5, 7, 8]);
    assert_eq!(kept_of_judged(&all), (7, 7));
    assert!(all.iter().all(|check| check.ok && check.kept() == check.judged), "what is not judged breaks nothing");
    firm.by("paul", accept(&id, 1));
    let files = BTreeMap::from([("01".repeat(32), Integrity::Unchanged)]);
    assert_eq!(open(&checks(&firm.registers, &id, firm.today(), &files)), [3, 7, 8]);
    let changed = BTreeMap::from([("01".repeat(32), Integrity::Changed)]);
    assert_eq!(kept_of_judged(&checks(&firm.registers, &id, firm.today(), &changed)), (8, 9));
}

#[test]
fn each_rule_names_what_breaks_it() {
    let broken = |rule: u8, change: &dyn Fn(&mut domain::values::Evidence), says: &str| {
        let (firm, id) = with(change);
        let check = firm.check(&id, rule);
        assert!(!check.ok && check.reason.contains(says), "rule {rule}: {}", check.reason);
    };
    broken(1, &|e| e.source.system.clear(), "neither a system nor a person");
    broken(2, &|e| (e.captured, e.collected) = (None, None), "not said");
    broken(6, &|e| e.source.environment = Environment::Test, "test system");
    broken(6, &|e| e.source.environment = Environment::NotSaid, "not said whether");
    broken(7, &|e| e.form = Form::List, "the query, the number of rows");
    broken(8, &|e| e.form = Form::Screenshot, "date, address or system, user");
    broken(8, &|e| (e.form, e.shows) = (Form::Screenshot, [Shown::Date, Shown::User].into()), "does not show address");
}

#[test]
fn a_list_with_query_rows_completeness_and_accuracy_keeps_rule_7() {
    let (firm, id) = with(|e| {
        e.form = Form::List;
        (e.source.query, e.source.rows) = ("select * from users".into(), Some(0));
        (e.source.completeness, e.source.accuracy) = ("count agrees".into(), "ten rows looked up".into());
    });
    assert!(firm.check(&id, 7).ok, "an empty list is a list");
}

#[test]
fn files_that_changed_or_are_gone_are_named() {
    let (firm, id) = with(|_| {});
    for (state, says) in [(Integrity::Changed, "not what was received"), (Integrity::Missing, "not where it was kept")]
    {
        let files = BTreeMap::from([("01".repeat(32), state)]);
        let check = &checks(&firm.registers, &id, firm.today(), &files)[3];
        assert!(!check.ok && check.reason.contains(says) && check.reason.contains("review.pdf"), "{}", check.reason);
    }
    assert!(firm.check(&id, 4).reason.contains("0 of 1 file read now"));
}

#[test]
fn evidence_is_current_until_the_end_of_the_next_bucket() {
    let until = |frequency, ran| current_until(frequency, ran).unwrap();
    assert_eq!(until(Frequency::Quarterly, date(2026, 9, 28)), date(2026, 12, 31));
    assert_eq!(until(Frequency::Quarterly, date(2026, 7, 1)), date(2026, 12, 31));
    assert_eq!(until(Frequency::Quarterly, date(2026, 12, 31)), date(2027, 3, 31));
    assert_eq!(until(Frequency::Monthly, date(2026, 1, 31)), date(2026, 2, 28));
    assert_eq!(until(Frequency::HalfYearly, date(2026, 3, 3)), date(2026, 12, 31));
    assert_eq!(until(Frequency::HalfYearly, date(2026, 8, 3)), date(2027, 6, 30));
    assert_eq!(until(Frequency::Annual, date(2026, 3, 3)), date(2027, 12, 31));
    assert_eq!(until(Frequency::Weekly, date(2026, 11, 16)), date(2026, 11, 29), "Monday to the Sunday after next");
    assert_eq!(until(Frequency::Weekly, date(2026, 11, 22)), date(2026, 11, 29));
    assert_eq!(until(Frequency::BusinessDay, date(2026, 11, 20)), date(2026, 12, 21));
    assert_eq!(current_until(Frequency::EventDriven, date(2026, 1, 1)), None);
    let (mut firm, id) = with(|_| {});
    assert!(firm.check_on(&id, 9, date(2026, 12, 31)).ok);
    let old = firm.check_on(&id, 9, date(2027, 1, 1));
    assert!(!old.ok && old.reason.contains("runs quarterly: this was current until 2026-12-31"), "{}", old.reason);
    assert_eq!(Frequency::Continuous.how_often(), "continuously");
    firm.days_pass(60);
    let mut next = review();
    next.period = Window { from: date(2026, 10, 1), until: date(2026, 12, 31) };
    (next.captured, next.collected) = (Some(date(2026, 12, 20)), Some(date(2026, 12, 20)));
    firm.by("carl", add(next, &[file("next.pdf", 9)], &[("AC-1", date(2026, 12, 20))]));
    assert!(firm.check_on(&id, 9, date(2027, 1, 5)).ok, "followed by newer evidence");
}

#[test]
fn r171_evidence_that_comes_long_after_its_period_is_late_for_ever() {
    let (firm, id) = with(|_| {});
    let of = marks(&firm.registers, firm.item(&id));
    assert_eq!((of.days_after_period, of.late), (52, true), "2026-09-30 to 2026-11-21");
    assert_eq!(of.back_dated, Some(54), "collected on 2026-09-28, it is claimed");
    let (firm, id) = with(|e| {
        e.period.until = date(2026, 10, 31);
        (e.captured, e.collected) = (Some(date(2026, 11, 16)), Some(date(2026, 11, 16)));
    });
    let of = marks(&firm.registers, firm.item(&id));
    assert_eq!((of.days_after_period, of.late, of.back_dated), (21, false, None));
    let (firm, id) = with(|e| e.period.until = date(2026, 10, 22));
    assert!(!marks(&firm.registers, firm.item(&id)).late, "thirty days are not late");
    let (firm, id) = with(|e| e.period.until = date(2026, 10, 21));
    assert!(marks(&firm.registers, firm.item(&id)).late, "thirty-one are");
}

#[test]
fn retention_reuse_and_secrets_are_checked() {
    let (mut firm, id) = with(|_| {});
    let kept = firm.check(&id, 10);
    assert!(kept.ok && kept.reason.contains("2030-09-30") && kept.reason.contains("iso27001-2022"), "{}", kept.reason);
    let mut other = review();
    other.period = Window { from: date(2026, 7, 1), until: date(2026, 8, 31) };
    let mut leaky = file("again.pdf", 1);
    leaky.hints = BTreeMap::from([("private_key".to_owned(), 2)]);
    let second = firm.new_by("carl", add(other, &[leaky], &[("AC-1", date(2026, 8, 3))]));
    let reused = firm.check(&id, 11);
    assert!(!reused.ok && reused.reason.contains("also EV-2, for 2026-07-01 to 2026-08-31"), "{}", reused.reason);
    let secret = firm.check(&second, 12);
    assert!(!secret.ok && secret.reason.contains("private key, 2 times"), "{}", secret.reason);
    assert!(firm.check(&id, 12).ok);
    let pairs = twice(&firm.registers);
    assert_eq!(pairs.len(), 1);
    assert_eq!((pairs[0].first.as_str(), pairs[0].second.as_str()), ("EV-1", "EV-2"));
}

#[test]
fn r168_what_the_crosswalk_reuses_is_kept_by_the_longer_rule_of_both() {
    let mut firm = running();
    let window = Window { from: date(2026, 7, 1), until: date(2026, 9, 30) };
    assert_eq!(review().period, window);
    let kept = |firm: &library::Organisation, id: &str| keep_until(&firm.registers, firm.item(id)).unwrap();
    let reused = firm.new_by(library::FIRST, add(review(), &[file("list.pdf", 7)], &[("AC-2", RAN)]));
    let (until, rule) = kept(&firm, &reused);
    assert_eq!(until, date(2030, 9, 30), "CC6.1 is carried to Annex A: {rule}");
    assert_eq!(rule, "iso27001-2022, 48 months from 2026-09-30, reused through truvo-2026-05");
    // What no row carries there stays with the rule of its own framework.
    firm.does(Command::AddControl { control: library::control("AC-3", "P1.1") });
    let own = firm.new_by(library::FIRST, add(review(), &[file("own.pdf", 8)], &[("AC-3", RAN)]));
    let (until, rule) = kept(&firm, &own);
    assert_eq!((until, rule.as_str()), (date(2027, 9, 30), "soc2-tsc-2017, 12 months from 2026-09-30"));
    // And what is linked there itself needs no crosswalk.
    let direct = firm.new_by(library::FIRST, add(review(), &[file("both.pdf", 9)], &[("AC-1", RAN)]));
    assert_eq!(kept(&firm, &direct).1, "iso27001-2022, 48 months from 2026-09-30");
    // Another rule for the framework that reuses it moves its day.
    let months = EvidenceCommand::SetRetention { framework: "iso27001-2022".into(), months: 60, deed: None };
    firm.does(Command::Evidence(months));
    assert_eq!(kept(&firm, &reused).0, date(2031, 9, 30));
}

#[test]
fn the_same_source_for_the_same_control_and_period_is_pointed_out() {
    let (mut firm, id) = with(|_| {});
    let second = firm.new_by("carl", add(review(), &[file("export.csv", 2)], &[("AC-1", RAN)]));
    let pairs = twice(&firm.registers);
    assert_eq!((pairs[0].first.clone(), pairs[0].second.clone()), (id, second));
    assert!(pairs[0].reason.contains("AC-1"));
}

#[test]
fn r31_r186_each_item_says_which_criteria_and_controls_it_serves() {
    let (mut firm, id) = with(|_| {});
    let of = serves(&firm.registers, firm.item(&id), &View::default()).unwrap();
    assert_eq!(of.criteria.iter().map(String::as_str).collect::<Vec<_>>(), ["CC6.2"]);
    assert!(of.soc2 && of.certification);
    let direct = &of.iso["A.5.18"];
    assert!(direct.direct.contains("AC-1") && direct.label == Label::Reused);
    let by_row = &of.iso["A.6.5"];
    assert!(by_row.via.contains("CC6.2") && by_row.direct.is_empty(), "rows of the crosswalk count as well");
    assert_eq!((by_row.label, by_row.supplements.len()), (Label::Reused, 0), "a full row needs nothing besides");
    let (reason, extent) = ("it speaks of it".to_owned(), Overlap::Full);
    firm.does(Command::LinkControl { id: "AC-1".into(), target: library::soc2("CC2.3"), reason, extent });
    let of = serves(&firm.registers, firm.item(&id), &View::default()).unwrap();
    let partial = &of.iso["A.5.6"];
    assert!(of.criteria.contains("CC2.3") && partial.via.contains("CC2.3"), "{partial:?}");
    assert_eq!(partial.label, Label::Supplemented, "a partial row");
    assert!(!partial.supplements.is_empty(), "says what it needs besides");
    firm.does(Command::AddControl { control: library::control("AC-3", "A.5.9") });
    let own = firm.new_by("paul", add(review(), &[file("assets.pdf", 2)], &[("AC-3", RAN)]));
    let of = serves(&firm.registers, firm.item(&own), &View::default()).unwrap();
    assert!(!of.soc2 && of.certification && of.criteria.is_empty(), "{of:?}");
    assert_eq!(of.iso["A.5.9"].label, Label::FrameworkOnly, "nothing of it is reusable for the other audit");
}

#[test]
fn r3_whatever_serves_in_part_says_what_is_needed_besides() {
    let (mut firm, id) = with(|_| {});
    let iso = library::iso_document();
    let of = |firm: &library::Organisation| serves(&firm.registers, firm.item(&id), &View::default()).unwrap();
    let link = |item: &str| Command::LinkControl {
        id: "AC-1".into(),
        target: library::iso(item),
        reason: "part of it".into(),
        extent: Overlap::Partial,
    };
    let audited = || iso.audited(ItemKind::Clause).chain(iso.audited(ItemKind::Control));
    for item in audited().filter(|item| item.id != "A.5.18") {
        firm.does(link(&item.id));
    }
    let found = of(&firm);
    let partial: Vec<_> = found.iso.values().filter(|one| one.label == Label::Supplemented).collect();
    assert!(partial.len() > 100, "{}", partial.len());
    for one in &partial {
        assert!(one.supplements.iter().any(|words| words.len() > 20), "{}: nothing is said", one.item);
    }
    let said = |item: &str| found.iso[item].supplements.iter().cloned().collect::<Vec<_>>().join(" ");
    assert!(said("A.8.18").contains("Utilities able to bypass controls") && said("A.8.18").contains("usage log"));
    assert!(said("7.3").starts_with("What clause 7.3 (Awareness) asks for") && said("7.3").contains("Interviews"));
    for item in audited() {
        assert!(!item.summary.is_empty() && item.supplement().contains(&item.title), "{}", item.id);
    }
}

#[test]
fn r168_r184_types_of_evidence_are_expected_once_for_criteria_and_controls_of_both_frameworks() {
    let (mut firm, id) = with(|_| {});
    let read = |firm: &library::Organisation, item: &str| {
        let plan = evidence_plan(&firm.registers, &View::default()).unwrap();
        plan.items.iter().find(|one| one.item == item).unwrap().clone()
    };
    assert!(read(&firm, "CC6.2").unsaid.contains("AC-1"), "a control that does not say what shows it is named");
    let evidence = [EvidenceType::AccessReview, EvidenceType::AccessLog].into();
    let operation = Operation { evidence, ..Operation::default() };
    let set = OperationCommand::SetOperation { control: "AC-1".into(), operation, from: date(2026, 3, 1) };
    firm.does(Command::Operation(set));
    for item in ["CC6.2", "A.5.18"] {
        let expected = read(&firm, item);
        let types: Vec<&str> = expected.types.keys().map(|kind| kind.id()).collect();
        assert_eq!(types, ["access_log", "access_review"], "{item}: one plan serves both frameworks");
        let review = &expected.types[&EvidenceType::AccessReview];
        assert!(review.controls.contains("AC-1") && review.accepted == 0 && !expected.unsaid.contains("AC-1"));
    }
    firm.by("paul", accept(&id, 1));
    for item in ["CC6.2", "A.5.18"] {
        let expected = read(&firm, item);
        assert_eq!(expected.types[&EvidenceType::AccessReview].accepted, 1, "{item}");
        assert_eq!(expected.types[&EvidenceType::AccessLog].accepted, 0, "{item}: another type shows nothing of it");
    }
    let plan = evidence_plan(&firm.registers, &View::default()).unwrap();
    assert_eq!(plan.planned("soc2-tsc-2017"), (1, 33), "the common criteria are the whole");
    assert_eq!(plan.planned("iso27001-2022").1, 93 + 30, "controls and auditable clauses");
    let kept: Vec<(&str, Option<u32>)> = plan.kept.iter().map(|(id, months)| (id.as_str(), *months)).collect();
    assert_eq!(kept, [("soc2-tsc-2017", Some(12)), ("iso27001-2022", Some(48))], "each framework says how long");
}

#[test]
fn r180_the_access_pack_names_what_could_show_each_part_and_waits_for_acceptance() {
    let (mut firm, id) = with(|_| {});
    let part = |firm: &library::Organisation, name: &str| -> PackedPart {
        let all = packs(&firm.registers);
        let access = all.into_iter().find(|packed| packed.pack.id == "access").unwrap();
        access.parts.into_iter().find(|packed| packed.part.id == name).unwrap()
    };
    let before = part(&firm, "review");
    assert!(before.controls.contains("AC-1"), "it is linked to CC6.2 and A.5.18: {before:?}");
    assert_eq!((before.accepted, before.items.len()), (0, 0), "what nobody accepted shows nothing");
    firm.by("paul", accept(&id, 1));
    assert_eq!(part(&firm, "review").items, std::slice::from_ref(&id));
    assert!(part(&firm, "provisioning").items.is_empty(), "a review is no workflow");
    assert!(part(&firm, "authentication").items.is_empty(), "and says nothing of a second factor");
    let accepted = |firm: &mut library::Organisation, kind, byte, control| {
        let evidence = domain::values::Evidence { kind, ..review() };
        let id = firm.new_by(library::FIRST, add(evidence, &[file("other.pdf", byte)], &[(control, RAN)]));
        firm.by("paul", accept(&id, 1));
        id
    };
    let given = accepted(&mut firm, EvidenceType::AccessLog, 2, "AC-1");
    let enforced = accepted(&mut firm, EvidenceType::SystemConfiguration, 3, "AC-2");
    for (name, shown) in [("provisioning", &given), ("review", &id), ("authentication", &enforced)] {
        assert_eq!(part(&firm, name).items, std::slice::from_ref(shown), "{name}");
    }
}

#[test]
fn r181_r182_the_packs_of_change_and_incidents_have_their_parts_and_meet_both_frameworks() {
    let parts = |name: &str| -> Vec<&str> {
        let pack = PACKS.iter().find(|pack| pack.id == name).unwrap();
        pack.parts.iter().map(|part| part.id).collect()
    };
    assert_eq!(parts("access"), ["provisioning", "review", "authentication"]);
    assert_eq!(parts("change"), ["approval", "test", "rollback"]);
    assert_eq!(parts("incident"), ["plan", "roles", "execution"]);
    let catalogue = library::catalogue();
    let known = |framework: &str, id: &str| catalogue.framework(framework).unwrap().item(id).is_some();
    for part in PACKS.iter().flat_map(|pack| pack.parts) {
        let of = |framework: &str| part.references.iter().filter(|id| known(framework, id)).count();
        let (criteria, controls) = (of("soc2-tsc-2017"), of("iso27001-2022"));
        assert!(criteria > 0 && controls > 0, "{} is asked for by both", part.id);
        assert_eq!(criteria + controls, part.references.len(), "{}: each reference is there", part.id);
        assert!(!part.types.is_empty());
    }
}

#[test]
fn r181_r182_a_change_record_and_an_incident_stand_in_their_packs() {
    for (criterion, kind, pack, filled) in [
        ("CC8.1", EvidenceType::ChangeRecord, "change", &["approval", "test", "rollback"][..]),
        ("CC8.1", EvidenceType::TestRecord, "change", &["test", "rollback"]),
        ("CC7.4", EvidenceType::ControlDocumentation, "incident", &["plan", "roles"]),
        ("CC7.4", EvidenceType::IncidentRecord, "incident", &["execution"]),
        ("CC7.4", EvidenceType::ChangeRecord, "incident", &[]),
    ] {
        let mut firm = running();
        for (key, link) in library::control("AC-1", criterion).links {
            let (framework, item) = key.split_once('/').unwrap();
            let target = domain::values::Target { framework: framework.into(), item: item.into() };
            let (reason, extent) = (link.reason, link.extent);
            firm.does(Command::LinkControl { id: "AC-1".into(), target, reason, extent });
        }
        let evidence = domain::values::Evidence { kind, ..review() };
        let id = firm.new_by("carl", add(evidence, &[file("record.pdf", 1)], &[("AC-1", RAN)]));
        firm.by("paul", accept(&id, 1));
        let all = packs(&firm.registers);
        let packed = all.iter().find(|packed| packed.pack.id == pack).unwrap();
        for there in &packed.parts {
            let shown: &[String] = if filled.contains(&there.part.id) { std::slice::from_ref(&id) } else { &[] };
            assert_eq!(there.items, shown, "{kind:?} and the {} of {pack}", there.part.id);
        }
    }
}

#[test]
fn r177_the_reuse_ratio_counts_accepted_evidence_and_says_what_is_missing() {
    let (mut firm, id) = with(|_| {});
    let before = reuse_ratio(&firm.registers, &View::default()).unwrap();
    assert_eq!((before.annex_a, before.clauses, before.criteria.1), (93, 30, 0));
    assert_eq!(before.annex_a_served, (0, 0), "what nobody accepted counts nothing");
    assert_eq!(before.criteria.0, 33, "the common criteria");
    let first = &before.missing[0];
    assert!(before.missing.iter().all(|m| m.unlocks.len() <= first.unlocks.len()) && !first.unlocks.is_empty());
    firm.by("paul", accept(&id, 1));
    let after = reuse_ratio(&firm.registers, &View::default()).unwrap();
    assert!(after.annex_a_served.0 + after.annex_a_served.1 > 0);
    assert_eq!(after.criteria, (33, 1));
    assert!(after.missing.iter().all(|m| m.criterion != "CC6.2"));
    let unlocked = &before.missing.iter().find(|m| m.criterion == "CC6.2").unwrap().unlocks;
    let served = serves(&firm.registers, firm.item(&id), &View::default()).unwrap();
    assert!(unlocked.iter().all(|item| served.iso.contains_key(item)), "what it promised to unlock, it serves now");
}
