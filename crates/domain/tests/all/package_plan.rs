//! What a package holds: by criterion, by clause and Annex A control, each with its label; and what it lacks.

use crate::description;
use crate::engagement::{WHOLE, WINDOW, name, named, running, says, shows, to, type2, unexercised};
use crate::evidence;
use crate::library;
use crate::library::{Organisation, truvo_document};
use crate::packaging;
use crate::packaging::*;
use domain::command::{Command, EvidenceCommand};
use domain::event::{Event, EvidenceEvent};
use domain::registers::Recorded;
use domain::reports::evidence::{Integrity, Label};
use domain::reports::package::{PackageAsk, Row, Section, cited, plan, resolve};
use domain::reports::wording;
use domain::values::Role;
use domain::values::{
    Audience, Categories, Engagement, EvidenceType, Frequency, ItemKind, Overlap, PackageSpec, Window,
};
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet};

fn section<'a>(sections: &'a [Section], id: &str) -> &'a Section {
    sections.iter().find(|section| section.id == id).unwrap_or_else(|| panic!("no section {id}"))
}

fn row<'a>(sections: &'a [Section], id: &str, control: &str) -> &'a Row {
    let of = section(sections, id);
    of.rows.iter().find(|row| row.control == control).unwrap_or_else(|| panic!("no {control} under {id}"))
}

#[test]
fn r177_full_rows_go_into_both_packages_partial_ones_with_their_supplement_additive_ones_into_one() {
    let categories = Categories::ALL;
    let document = truvo_document();
    let alone: Vec<&str> = document.rows.iter().filter(|r| !r.overlap.counts()).map(|r| r.id.as_str()).collect();
    let firm = whole();
    let (plan, mut seen) = (firm.for_cpa(), BTreeSet::new());
    for section in plan.sections.iter().filter(|section| section.id.starts_with("CC")) {
        let expected = document.rows.iter().find(|r| r.id == section.id).unwrap();
        let row = row(&plan.sections, &section.id, WHOLE);
        let label = if expected.overlap == Overlap::Full { Label::Reused } else { Label::Supplemented };
        assert_eq!(row.label, label, "{}", section.id);
        let named = expected.supplement.iter().filter(|_| label == Label::Supplemented).cloned().collect::<Vec<_>>();
        assert_eq!(row.supplements, named, "{}", section.id);
        assert_eq!(row.evidence, ["EV-1"]);
        seen.insert(row.label);
    }
    assert_eq!(seen.len(), 2);
    assert!(!alone.is_empty());
    // An additive row carries nothing into the other audit.
    let mut firm = library_with(&alone, categories);
    firm.accepted("PV-1", 2, |_| ());
    let cpa = firm.for_cpa();
    for id in &alone {
        assert_eq!(row(&cpa.sections, id, "PV-1").label, Label::FrameworkOnly, "{id}");
    }
    assert_eq!(cpa.item("EV-1").unwrap().label, Label::FrameworkOnly);
    let body = firm.for_body();
    assert!(body.items.is_empty() && body.files.is_empty(), "{:?}", body.items);
}

/// An examination with one control more, which answers these criteria.
fn library_with(criteria: &[&str], categories: Categories) -> library::Organisation {
    let mut firm = description::at(Engagement { categories, ..type2() }, domain::values::EngagementState::Scoping);
    firm.does(Command::AddControl { control: running("PV-1", &criteria.join(","), Frequency::Monthly) });
    firm.on(date(2026, 7, 14));
    firm
}

#[test]
fn r2_the_same_item_and_the_same_bytes_go_into_both_packages() {
    let firm = whole();
    let (cpa, body) = (firm.for_cpa(), firm.for_body());
    assert_eq!(cpa.files, body.files);
    assert_eq!(cpa.files.len(), 1);
    let mine = |plan: &domain::reports::package::PackagePlan| {
        plan.items.iter().map(|item| (item.id.clone(), item.label, item.entry)).collect::<Vec<_>>()
    };
    assert_eq!(mine(&cpa), mine(&body));
    assert_eq!(cpa.item("EV-1").unwrap().label, Label::Reused);
    // CC6.1 is a full row, and names A.5.15.
    let both = row(&body.sections, "A.5.15", WHOLE);
    assert!(both.via.contains(&"CC6.1".to_owned()) && !both.direct, "{both:?}");
    assert_eq!((both.label, both.supplements.as_slice()), (Label::Reused, &[][..]));
}

#[test]
fn r3_where_only_partial_rows_lead_the_supplement_is_named() {
    let firm = whole();
    let document = truvo_document();
    let body = firm.for_body();
    let partial = body.sections.iter().flat_map(|s| &s.rows).filter(|r| r.label == Label::Supplemented);
    let partial: Vec<&Row> = partial.collect();
    assert!(!partial.is_empty());
    for row in partial {
        let said: BTreeSet<&String> = document
            .rows
            .iter()
            .filter(|r| row.via.contains(&r.id) && r.overlap == Overlap::Partial)
            .filter_map(|r| r.supplement.as_ref())
            .collect();
        assert!(!row.supplements.is_empty() && row.supplements.iter().all(|s| said.contains(s)), "{row:?}");
    }
}

#[test]
fn r3_a_direct_link_that_goes_part_of_the_way_names_what_is_asked_for_besides() {
    let mut firm = whole();
    for item in ["A.8.18", "7.3"] {
        firm.does(Command::LinkControl {
            id: WHOLE.into(),
            target: library::iso(item),
            reason: "part of it".into(),
            extent: Overlap::Partial,
        });
    }
    let body = firm.for_body();
    for (item, words) in [("A.8.18", "Utilities able to bypass controls"), ("7.3", "Interviews with staff")] {
        let row = row(&body.sections, item, WHOLE);
        assert!(row.direct && row.supplements.iter().any(|one| one.contains(words)), "{row:?}");
    }
    let partial = body.sections.iter().flat_map(|section| &section.rows).filter(|row| row.label == Label::Supplemented);
    assert!(partial.clone().count() > 2 && partial.into_iter().all(|row| !row.supplements.is_empty()));
    // A mapping whose partial rows say nothing of what is missing leaves no column empty either.
    let mut mute = truvo_document();
    (mute.id, mute.title) = ("own-mapping".into(), "Own mapping".into());
    mute.rows.iter_mut().for_each(|row| row.supplement = None);
    firm.does(library::adopt(mute));
    let profile = domain::values::Profile { crosswalk: "own-mapping".into(), ..firm.registers.profile.clone() };
    firm.does(Command::SetProfile { profile });
    let (cpa, body) = (firm.for_cpa(), firm.for_body());
    let rows = cpa.sections.iter().chain(&body.sections).flat_map(|section| &section.rows);
    let served = cpa.by_other.iter().chain(&body.by_other).flat_map(|line| &line.evidence);
    assert!(rows.into_iter().all(|row| (row.label == Label::Supplemented) != row.supplements.is_empty()));
    assert!(served.into_iter().all(|one| (one.label == Label::Supplemented) != one.supplements.is_empty()));
}

#[test]
fn r175_each_package_is_indexed_by_annex_a_and_clauses_and_by_criteria() {
    let firm = whole();
    let (cpa, body) = (firm.for_cpa(), firm.for_body());
    let kinds = |plan: &domain::reports::package::PackagePlan| {
        let count = |kind| plan.sections.iter().filter(|s| s.kind == kind).count();
        let index = |kind| plan.by_other.iter().filter(|l| l.kind == kind).count();
        [ItemKind::Criterion, ItemKind::Clause, ItemKind::Control].map(|kind| (count(kind), index(kind)))
    };
    let clauses = library::iso_document().audited(ItemKind::Clause).count();
    assert_eq!(kinds(&cpa), [(33, 0), (0, clauses), (0, 93)]);
    assert_eq!(kinds(&body), [(0, 33), (clauses, 0), (93, 0)]);
    assert!(body.sections[0].kind == ItemKind::Clause && body.sections.last().unwrap().id.starts_with("A.8"));
    // Index and contents say the same, seen from either side.
    for line in &cpa.by_other {
        let there = section(&body.sections, &line.id);
        let items: BTreeSet<&String> = there.rows.iter().flat_map(|row| &row.evidence).collect();
        assert_eq!(line.evidence.iter().map(|served| &served.id).collect::<BTreeSet<_>>(), items, "{}", line.id);
    }
    for line in &body.by_other {
        let there = section(&cpa.sections, &line.id);
        let best = there.rows.iter().map(|row| row.label).min();
        assert_eq!(line.evidence.iter().map(|served| served.label).min(), best, "{}", line.id);
    }
}

#[test]
fn r176_what_no_soc2_evidence_replaces_is_listed_and_keeps_a_certification_package_partial() {
    let mut firm = whole();
    firm.accepted(WHOLE, 7, |evidence| evidence.kind = EvidenceType::InternalAuditRecord);
    let body = firm.for_body();
    let required: Vec<&str> = body.no_reuse.iter().filter(|one| one.required).map(|one| one.clause.as_str()).collect();
    assert_eq!(required, ["6.1.3", "9.2.2", "9.3.3"], "statement of applicability, internal audit, management review");
    assert_eq!(body.no_reuse.len(), 12, "{:?}", body.no_reuse);
    for artefact in body.no_reuse.iter().filter(|one| one.required) {
        assert!(
            why(&body.lacks, &artefact.name)[0].contains("nothing collected for SOC 2 stands in its place, and "),
            "{:?}",
            body.lacks
        );
    }
    let audit = body.no_reuse.iter().find(|one| one.clause == "9.2.2").unwrap();
    assert_eq!(audit.evidence, ["EV-2"], "a record of the kind stands beside it, not in its place");
    assert_eq!(firm.for_cpa().no_reuse.len(), 12, "and the CPA firm's package lists them too");
    assert!(firm.for_cpa().complete(), "which does not need them");
}

#[test]
fn r176_a_review_that_is_approved_here_and_handed_in_is_not_lacking() {
    let mut firm = whole();
    for (person, role) in [("paul", Role::ProgrammeManager), ("mark", Role::Management), ("carl", Role::ControlOwner)] {
        if !firm.registers.people.members.contains_key(person) {
            firm.joins(person, &[role]);
        }
    }
    let lacking = |firm: &Organisation| {
        let body = firm.for_body();
        let review = body.no_reuse.iter().find(|one| one.clause == "9.3.3").unwrap();
        body.lacks.iter().find(|lack| lack.what == review.name).map(|lack| lack.why.clone())
    };
    assert!(lacking(&firm).unwrap().ends_with("the minutes of no management review are approved"));
    firm.mr_approved();
    assert!(lacking(&firm).unwrap().contains("no accepted item of these days holds it"));
    firm.accepted(WHOLE, 7, |evidence| evidence.kind = EvidenceType::ManagementReview);
    assert_eq!(lacking(&firm), None);
}

#[test]
fn r169_r170_r168_evidence_of_both_frameworks_has_its_type_and_is_kept_by_the_longer_rule() {
    let mut firm = stated(type2());
    let soc2 = ["system_configuration", "access_log", "monitoring_report", "change_record", "incident_record"];
    let iso =
        ["risk_register", "control_documentation", "internal_audit_record", "management_review", "corrective_action"];
    for (byte, id) in (1..).zip(soc2.iter().chain(&iso)) {
        let kind = EvidenceType::parse(id).unwrap();
        firm.accepted(WHOLE, byte, |evidence| evidence.kind = kind);
    }
    let plan = firm.for_cpa();
    assert_eq!(plan.items.iter().map(|item| item.kind.id()).collect::<Vec<_>>(), [soc2, iso].concat());
    // Reused for the other framework through the crosswalk, it is kept as that one says, too.
    for item in &plan.items {
        let (until, rule) = item.keep_until.clone().unwrap();
        let through = "iso27001-2022, 48 months from 2026-03-31, reused through truvo-2026-05";
        assert_eq!((until, rule.as_str()), (date(2030, 3, 31), through));
    }
    // What serves both is kept by the longer rule: to the end of the certification cycle and a year.
    firm.does(Command::AddControl { control: running("AC-1", "CC6.1, A.5.15", Frequency::Quarterly) });
    let id = firm.accepted("AC-1", 20, |_| ());
    let kept = firm.for_body().item(&id).unwrap().keep_until.clone().unwrap();
    assert_eq!((kept.0, kept.1.as_str()), (date(2030, 3, 31), "iso27001-2022, 48 months from 2026-03-31"));
}

#[test]
fn a_complete_package_lacks_nothing_and_says_what_it_is() {
    let firm = whole();
    let plan = firm.for_cpa();
    assert_eq!(plan.lacks, []);
    assert!(
        plan.complete() && plan.title.contains("SOC 2 Type II 2026") && plan.title.contains("2026-01-01 to 2026-06-30")
    );
    assert_eq!(wording::check(&plan.title), []);
    let face = plan.engagement.as_ref().unwrap();
    assert_eq!(
        (face.id.as_str(), face.firm.as_str(), face.categories.as_slice()),
        ("EN-1", "Whitfield & Lowe", &["Security"][..])
    );
    assert_eq!((plan.scope.as_str(), plan.bytes, plan.labels().reused), ("Docs", 1_000, 1));
    let item = plan.item("EV-1").unwrap();
    assert_eq!((item.collected_by.as_str(), item.accepted_by.as_str(), item.late), (library::FIRST, "paula", true));
    assert_eq!(plan.files[0].entries, [item.entry], "the entry that took it in commits to the file");
    assert!(plan.people().contains("paula"));
    let cited = cited(&plan);
    for object in [("evidence", "EV-1"), ("control", WHOLE), ("engagement", "EN-1"), ("description", "EN-1")] {
        assert!(cited.contains(&(object.0, object.1.to_owned())), "{object:?}");
    }
}

#[test]
fn what_is_missing_is_named_each_with_its_reason() {
    let mut firm = description::at(type2(), domain::values::EngagementState::WindowOpen);
    firm.on(date(2026, 4, 2));
    let plan = firm.for_cpa();
    assert_eq!(why(&plan.lacks, "System description"), ["management has not approved it"]);
    assert_eq!(why(&plan.lacks, "Management's assertion"), ["it is not signed"]);
    assert!(why(&plan.lacks, WHOLE)[0].contains("no accepted evidence touches these days"));
    assert_eq!(row(&plan.sections, "CC6.1", WHOLE).note.as_deref(), Some("no accepted evidence touches these days"));
    // Handed in and not accepted, or accepted for other days, it is not there either.
    firm.handed_in(WHOLE, 1, |_| ());
    let before = Window { from: date(2025, 11, 1), until: date(2025, 11, 30) };
    firm.accepted(WHOLE, 2, |e| (e.period, e.captured, e.collected) = (before, None, None));
    assert!(!why(&firm.for_cpa().lacks, WHOLE).is_empty());
    // A period that only touches the window counts.
    let touching = Window { from: date(2025, 12, 1), until: date(2026, 1, 1) };
    let id = firm.accepted(WHOLE, 3, |e| (e.period, e.captured, e.collected) = (touching, None, None));
    let plan = firm.for_cpa();
    assert!(why(&plan.lacks, WHOLE).is_empty());
    assert_eq!(plan.items.iter().map(|item| item.id.as_str()).collect::<Vec<_>>(), [id.as_str()]);
    let withdraw = EvidenceCommand::WithdrawEvidence { id, reason: "the wrong list".into() };
    firm.does(Command::Evidence(withdraw));
    assert!(!why(&firm.for_cpa().lacks, WHOLE).is_empty());
    // A criterion that no control in scope answers.
    firm.does(Command::AddControl { control: running("AC-1", "CC6.1", Frequency::Quarterly) });
    firm.does(name("EN-1", named(&["AC-1"])));
    let plan = firm.for_cpa();
    assert_eq!(why(&plan.lacks, "CC7.1"), ["no own control in scope answers this criterion"]);
    assert!(why(&plan.lacks, "CC6.1").is_empty() && !why(&plan.lacks, "AC-1").is_empty());
}

#[test]
fn a_control_that_was_not_exercised_stands_with_what_shows_it() {
    let mut firm = description::at(type2(), domain::values::EngagementState::WindowOpen);
    firm.on(date(2026, 4, 2));
    firm.does(shows(WHOLE, march().until, march()));
    firm.does(unexercised("EN-1", WHOLE, "EV-1"));
    let plan = firm.for_cpa();
    let unshown = "it is recorded as not exercised, and no accepted evidence shows that";
    assert_eq!(why(&plan.lacks, WHOLE), [unshown]);
    let early = row(&plan.sections, "CC6.1", WHOLE);
    assert_eq!(early.not_exercised.as_deref(), Some("the incident tool lists none"));
    assert!(early.evidence.is_empty(), "nobody has accepted the item yet");
    assert_eq!(early.note.as_deref(), Some("no accepted evidence shows that it was not exercised"));
    let mut rejected = firm.clone();
    rejected.by("paula", evidence::reject("EV-1", 1));
    let plan = rejected.for_cpa();
    assert_eq!(row(&plan.sections, "CC6.1", WHOLE).not_exercised, None, "its only proof was rejected");
    assert!(why(&plan.lacks, WHOLE)[0].contains("no accepted evidence touches these days"), "{:?}", plan.lacks);
    firm.by("paula", evidence::accept("EV-1", 1));
    assert!(why(&firm.for_cpa().lacks, WHOLE).is_empty());
    assert_eq!(firm.for_cpa().item("EV-1").unwrap().files.len(), 1);
    assert!(!why(&firm.for_body().lacks, "A.5.7").is_empty() || firm.for_body().item("EV-1").is_some());
}

#[test]
fn evidence_without_a_file_makes_no_package_complete() {
    let mut firm = whole();
    assert!(firm.for_cpa().complete());
    // A ledger of an earlier release may hold an accepted version of words alone.
    let evidence = firm.registers.evidence.items["EV-1"].newest().evidence.clone();
    let bare = EvidenceEvent::EvidenceRevised { id: "EV-1".into(), evidence, files: Vec::new() };
    let accepted = EvidenceEvent::EvidenceJudged { id: "EV-1".into(), version: 2, accepted: true, note: String::new() };
    for event in [bare, accepted] {
        firm.registers.apply(Recorded { at_us: firm.clock_us, by: "paula" }, Event::Evidence(event));
    }
    let plan = firm.for_cpa();
    assert!(!plan.complete() && plan.item("EV-1").is_none());
    assert!(why(&plan.lacks, "EV-1")[0].contains("it has no file"), "{:?}", plan.lacks);
}

#[test]
fn restricted_evidence_goes_in_only_when_that_is_asked_for() {
    let mut firm = stated(type2());
    let id = firm.accepted(WHOLE, 1, restricted);
    let out = firm.for_cpa();
    assert!(out.items.is_empty() && out.files.is_empty());
    assert_eq!(why(&out.left_out, &id).len(), 1);
    assert!(!out.left_out[0].why.contains("Access review"), "only its id is told");
    assert!(why(&out.lacks, WHOLE)[0].contains("only evidence is restricted"));
    assert!(!cited(&out).contains(&("evidence", id.clone())), "and its entries stay out");
    let spec = PackageSpec { restricted: true, ..cpa() };
    let with = plan(&firm.registers, &spec, &BTreeMap::new()).unwrap();
    assert!(with.complete() && with.left_out.is_empty() && with.item(&id).is_some());
    // Beside other evidence it is left out, and nothing is missing.
    firm.accepted(WHOLE, 2, |_| ());
    let both = firm.for_cpa();
    assert!(both.complete() && both.left_out.len() == 1);
}

#[test]
fn evidence_that_is_not_what_was_received_is_missing_by_name() {
    let firm = whole();
    for (state, words) in [(Integrity::Changed, "not what was received"), (Integrity::Missing, "not where it was kept")]
    {
        let files = BTreeMap::from([("01".repeat(32), state)]);
        let plan = plan(&firm.registers, &cpa(), &files).unwrap();
        assert!(plan.items.is_empty() && plan.files.is_empty());
        assert!(why(&plan.lacks, "EV-1")[0].contains(words) && why(&plan.lacks, "EV-1")[0].contains("review-1.pdf"));
        assert!(why(&plan.lacks, WHOLE)[0].contains("files of its evidence"));
    }
}

#[test]
fn one_content_in_two_items_is_one_file_that_both_entries_commit_to() {
    let mut firm = whole();
    firm.accepted(WHOLE, 1, |evidence| evidence.title = "Another title".into());
    let plan = firm.for_cpa();
    let entries: Vec<u64> = plan.items.iter().map(|item| item.entry).collect();
    assert_eq!((plan.items.len(), plan.files.len(), plan.bytes), (2, 1, 1_000));
    assert_eq!((plan.files[0].items.len(), &plan.files[0].entries), (2, &entries));
}

#[test]
fn what_fits_no_package_is_refused() {
    let firm = whole();
    let ask = PackageAsk {
        audience: Audience::CpaFirm,
        engagement: Some("EN-1".into()),
        from: None,
        until: None,
        partial: false,
        restricted: false,
    };
    let registers = &firm.registers;
    assert_eq!(resolve(registers, &ask).unwrap(), cpa());
    let refused = |ask: PackageAsk, words: &[&str]| says(&resolve(registers, &ask).unwrap_err(), words);
    refused(PackageAsk { engagement: None, ..ask.clone() }, &["engagement", "EN-1"]);
    refused(PackageAsk { engagement: Some("EN-7".into()), ..ask.clone() }, &["EN-7"]);
    let (from, until) = (Some(date(2026, 1, 1)), Some(date(2026, 3, 31)));
    refused(PackageAsk { from, until, ..ask.clone() }, &["2026-01-01 to 2026-06-30, not", "leave the days out"]);
    let body = PackageAsk { audience: Audience::CertificationBody, engagement: None, from, until, ..ask.clone() };
    assert_eq!(resolve(registers, &body).unwrap().window, Window { from: from.unwrap(), until: until.unwrap() });
    refused(PackageAsk { from: None, until: None, ..body.clone() }, &["first day"]);
    refused(PackageAsk { until: None, ..body.clone() }, &["last day"]);
    refused(PackageAsk { from: until, until: from, ..body.clone() }, &["reversed", "first day first"]);
    refused(PackageAsk { until: Some(date(2040, 1, 1)), ..body.clone() }, &["longer than 10 years"]);
    let lent = PackageAsk { engagement: Some("EN-1".into()), from: None, until: None, ..body };
    let spec = resolve(registers, &lent).unwrap();
    assert_eq!((spec.engagement, spec.window), (None, WINDOW), "it lends its days, and is not told");
    let with = PackageSpec { engagement: Some("EN-1".into()), ..packaging::body() };
    says(&plan(registers, &with, &BTreeMap::new()).unwrap_err(), &["belongs to no SOC 2 engagement"]);
    let mut gone = whole();
    gone.does(to("EN-1", domain::values::EngagementState::Withdrawn, "another firm"));
    says(&resolve(&gone.registers, &ask).unwrap_err(), &["EN-1 was withdrawn"]);
}

#[test]
fn a_title_that_names_the_kind_of_examination_does_not_say_it_twice() {
    let named = |title: &str| stated(Engagement { title: title.into(), ..type2() }).for_cpa().title;
    assert_eq!(named("SOC 2 Type II examination"), "SOC 2 Type II examination: 2026-01-01 to 2026-06-30");
    assert_eq!(named("The portal"), "SOC 2 Type II examination, The portal: 2026-01-01 to 2026-06-30");
}
