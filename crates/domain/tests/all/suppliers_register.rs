//! The register of suppliers: what is recorded, the steps from proposed to ended, incidents, and every reason to refuse.

use crate::library::FIRST;
use crate::people::firm;
use crate::suppliers::{add, assess, d, described, go, revise, rules, step, with_host};
use domain::command::{Command, SupplierCommand};
use domain::event::{Event, SupplierEvent};
use domain::refusal::Refusal;
use domain::rules::supplier::{own, subservice_of};
use domain::values::supplier::{
    Clause, Contract, Criticality, Csoc, Subservice, SubserviceMethod, Supplier, SupplierAssessment, SupplierIncident,
    SupplierRules, SupplierState, SupplierStep,
};
use jiff::ToSpan;

fn refused(refusal: &Refusal) -> (&'static str, String) {
    (refusal.code(), refusal.to_string())
}

#[test]
fn r233_the_inventory_has_tiers_and_the_chain_below() {
    let mut firm = firm();
    let below = Supplier { tier: 2, ..described("Colo Ltd") };
    let colo = firm.new_by(FIRST, add(below.clone()));
    let host = Supplier { chain: [colo.clone()].into(), no_chain: false, ..described("Nimbus Hosting") };
    let events = firm.does(add(host.clone()));
    assert!(matches!(&events[..], [Event::Supplier(SupplierEvent::SupplierAdded { id, supplier })]
        if id == "SU-2" && **supplier == host));
    let links: Vec<(String, usize)> =
        domain::reports::supplier::chain(&firm.registers).into_iter().map(|link| (link.id, link.depth)).collect();
    assert_eq!(links, [("SU-2".to_owned(), 0), ("SU-1".to_owned(), 1)]);
    let up = Supplier { chain: ["SU-2".to_owned()].into(), no_chain: false, ..below };
    assert!(firm.refuses(revise("SU-1", up)).to_string().contains("cannot stand below"), "no way leads back up");
    assert!(firm.refuses(revise("SU-1", described("Colo Ltd"))).to_string().contains("tier 1"), "its place is below");
}

#[test]
fn r233_a_shared_supplier_is_shown_below_each_and_its_own_chain_once() {
    let mut firm = firm();
    let power = firm.new_by(FIRST, add(Supplier { tier: 3, ..described("Power") }));
    let colo = Supplier { tier: 2, chain: [power].into(), no_chain: false, ..described("Colo") };
    let colo = firm.new_by(FIRST, add(colo));
    for name in ["One", "Two"] {
        firm.does(add(Supplier { chain: [colo.clone()].into(), no_chain: false, ..described(name) }));
    }
    let links = domain::reports::supplier::chain(&firm.registers);
    let shown: Vec<(&str, usize, bool)> = links.iter().map(|l| (l.id.as_str(), l.depth, l.again)).collect();
    let first = [("SU-3", 0, false), ("SU-2", 1, false), ("SU-1", 2, false)];
    assert_eq!(shown, [&first[..], &[("SU-4", 0, false), ("SU-2", 1, true)]].concat());
}

#[test]
fn what_is_wrong_with_a_supplier_is_said() {
    let mut firm = with_host();
    let named = |name: &str| described(name);
    let cases = [
        (named(" "), "empty", "the name is empty"),
        (named(&"x".repeat(201)), "too_long", "the name is longer than 200 characters"),
        (named("nimbus HOSTING"), "not_possible", "SU-1 is called nimbus HOSTING already"),
        (Supplier { tier: 0, ..named("A") }, "not_possible", "there is no tier 0"),
        (Supplier { tier: 10, ..named("A") }, "not_possible", "there is no tier 10"),
        (
            Supplier { chain: ["SU-1".to_owned()].into(), ..named("A") },
            "not_possible",
            "A has suppliers below it and said that it has none",
        ),
        (
            Supplier { chain: ["SU-9".to_owned()].into(), no_chain: false, ..named("A") },
            "unknown",
            "no supplier is known as `SU-9`",
        ),
        (
            Supplier { chain: ["SU-2".to_owned()].into(), no_chain: false, ..named("A") },
            "not_possible",
            "SU-2 cannot stand below itself",
        ),
        (
            Supplier { chain: ["SU-1".to_owned()].into(), no_chain: false, ..named("A") },
            "not_possible",
            "Nimbus Hosting is of tier 1 and cannot stand below A of tier 1",
        ),
        (Supplier { owner: Some("nobody".into()), ..named("A") }, "unknown", "no member is known as `nobody`"),
        (Supplier { systems: [" ".to_owned()].into(), ..named("A") }, "empty", "the system is empty"),
        (
            Supplier { systems: (0..201).map(|n| n.to_string()).collect(), ..named("A") },
            "too_many",
            "more than 200 systems of one supplier",
        ),
        (
            Supplier { chain: (0..201).map(|n| n.to_string()).collect(), no_chain: false, ..named("A") },
            "too_many",
            "more than 200 suppliers below one",
        ),
    ];
    for (supplier, code, sentence) in cases {
        assert_eq!(refused(&firm.refuses(add(supplier))), (code, sentence.to_owned()));
    }
    let reversed = Contract { on: Some(d("2026-02-01")), until: Some(d("2026-01-01")), clauses: [].into() };
    assert_eq!(firm.refuses(add(Supplier { contract: reversed, ..named("A") })).code(), "dates_reversed");
    assert_eq!(firm.refuses(revise("SU-7", named("A"))).code(), "unknown");
    assert_eq!(firm.refuses(revise("SU-1", named("Nimbus Hosting"))).code(), "nothing_to_change");
    firm.does(revise("SU-1", named("Nimbus")));
    firm.does(add(named("Nimbus Hosting")));
    assert_eq!(firm.registers.suppliers.named("NIMBUS").unwrap().0, "SU-1", "the name before is free again");
}

#[test]
fn expected_controls_have_an_id_a_text_and_known_criteria() {
    let firm = firm();
    let csoc = |id: &str, text: &str, criterion: &str| Csoc {
        id: id.into(),
        text: text.into(),
        criteria: [criterion.to_owned()].into(),
    };
    let with = |csocs: Vec<Csoc>| {
        let subservice = Some(Subservice { method: SubserviceMethod::CarveOut, csocs, ..Subservice::default() });
        add(Supplier { needed: Some(true), subservice, ..described("A") })
    };
    let good = || csoc("CSOC-1", "Guards its sites.", "CC6.4");
    assert!(firm.decides(with(vec![good()])).is_ok());
    assert_eq!(firm.refuses(with(vec![good(), good()])).to_string(), "CSOC-1 stands twice");
    assert_eq!(firm.refuses(with(vec![csoc(" ", "x", "CC6.4")])).to_string(), "the id of an expected control is empty");
    let empty = firm.refuses(with(vec![csoc("CSOC-1", "", "CC6.4")]));
    assert_eq!(empty.to_string(), "the text of an expected control is empty");
    let unknown = firm.refuses(with(vec![csoc("CSOC-1", "x", "CC99")]));
    assert_eq!(unknown.to_string(), "no criterion is known as `CC99`");
    let many = (0..201).map(|n| csoc(&n.to_string(), "x", "CC6.4")).collect();
    assert_eq!(firm.refuses(with(many)).code(), "too_many");
    let criteria = (0..101).map(|n| n.to_string()).collect();
    assert_eq!(firm.refuses(with(vec![Csoc { criteria, ..good() }])).code(), "too_many");
}

#[test]
fn r232_approval_needs_an_assessment_and_the_clauses_wanted() {
    let mut firm = firm();
    let today = firm.today();
    let bare = Supplier { contract: Contract::default(), criticality: Criticality::Low, ..described("Bare") };
    firm.does(add(bare.clone()));
    let approve = || go("SU-1", step(SupplierState::Approved, today));
    let refusal = firm.refuses(approve());
    assert_eq!(refusal.to_string(), "SU-1 is proposed and cannot become approved in one step");
    assert_eq!(refusal.hint(), "record an assessment first");
    let skip = firm.refuses(go("SU-1", step(SupplierState::Assessed, today)));
    assert_eq!(skip.hint(), "record an assessment; it is assessed from then on");
    firm.does(assess("SU-1", today));
    assert_eq!(firm.supplier_stands("SU-1"), SupplierState::Assessed);
    let refusal = firm.refuses(approve());
    assert_eq!(
        refusal.to_string(),
        "the contract with SU-1 does not say: security requirements, confidentiality",
        "R234: security requirements belong into the contract"
    );
    let clauses = [Clause::SecurityRequirements, Clause::Confidentiality].into();
    firm.does(revise("SU-1", Supplier { contract: Contract { clauses, ..Contract::default() }, ..bare }));
    firm.does(approve());
    assert_eq!(firm.supplier_stands("SU-1"), SupplierState::Approved);
    let below = firm.new_by(FIRST, add(Supplier { tier: 2, contract: Contract::default(), ..described("Below") }));
    firm.does(assess(&below, today));
    firm.does(go(&below, step(SupplierState::Approved, today)));
    assert_eq!(
        firm.supplier_stands(&below),
        SupplierState::Approved,
        "whoever contracts with it answers for its clauses"
    );
}

#[test]
fn r234_r238_more_is_wanted_the_more_depends_on_it_and_for_personal_data() {
    let wanted =
        |criticality, personal_data| Supplier { criticality, personal_data, ..Supplier::default() }.wanted().len();
    let counts = Criticality::ALL.map(|criticality| wanted(criticality, false));
    assert_eq!(counts, [2, 5, 7, 7]);
    assert_eq!(wanted(Criticality::Low, true), 4);
    assert_eq!(wanted(Criticality::Critical, true), Clause::ALL.len());
}

#[test]
fn monitoring_needs_a_day_and_ending_needs_data_and_access() {
    let mut firm = firm();
    let today = firm.today();
    firm.does(add(described("Host")));
    firm.does(assess("SU-1", today));
    firm.does(go("SU-1", step(SupplierState::Approved, today)));
    let monitored = |next_review| go("SU-1", SupplierStep { next_review, ..step(SupplierState::Monitored, today) });
    assert_eq!(firm.refuses(monitored(None)).to_string(), "the day of the next review is empty");
    assert_eq!(firm.refuses(monitored(Some(today))).code(), "dates_reversed");
    let next = today.saturating_add(90.days());
    firm.does(monitored(Some(next)));
    assert_eq!(firm.refuses(monitored(Some(next))).code(), "nothing_to_change");
    firm.does(monitored(Some(next.saturating_add(1.day()))));
    let early = firm.refuses(go("SU-1", step(SupplierState::Exiting, today.saturating_sub(1.day()))));
    assert_eq!(early.to_string(), format!("the step before was taken on {today}"));
    let late = firm.refuses(go("SU-1", step(SupplierState::Exiting, today.saturating_add(1.day()))));
    assert_eq!(late.code(), "in_the_future");
    let straight = firm.refuses(go("SU-1", step(SupplierState::Ended, today)));
    assert_eq!(straight.hint(), "from here it goes to monitored or exiting");
    firm.does(go("SU-1", step(SupplierState::Exiting, today)));
    let end = |data: &str, access: &str| {
        go("SU-1", SupplierStep { data: data.into(), access: access.into(), ..step(SupplierState::Ended, today) })
    };
    assert_eq!(firm.refuses(end("", "keys revoked")).to_string(), "what happened to the data is empty");
    assert_eq!(firm.refuses(end("erased", " ")).to_string(), "what happened to the access is empty");
    firm.does(end("erased, confirmed in writing", "keys revoked"));
    let held = &firm.registers.suppliers.suppliers["SU-1"];
    assert_eq!(
        (held.state, held.ending().unwrap().data.as_str()),
        (SupplierState::Ended, "erased, confirmed in writing")
    );
    assert_eq!(firm.refuses(end("again", "again")).hint(), "add it anew if it is used again");
    assert_eq!(firm.refuses(assess("SU-1", today)).to_string(), "SU-1 has ended");
}

#[test]
fn what_is_wrong_with_an_assessment_is_said() {
    let mut firm = with_host();
    let today = firm.today();
    let assess = |on, result: &str, next| {
        let assessment = SupplierAssessment { on, result: result.into(), next };
        Command::Supplier(SupplierCommand::AssessSupplier { id: "SU-1".into(), assessment })
    };
    assert_eq!(firm.refuses(assess(today.saturating_add(1.day()), "x", None)).code(), "in_the_future");
    assert_eq!(firm.refuses(assess(today, "x", Some(today))).code(), "dates_reversed");
    assert_eq!(firm.refuses(assess(today, " ", None)).to_string(), "the result is empty");
    firm.does(assess(today, "Still low.", Some(d("2027-05-01"))));
    assert_eq!(firm.refuses(assess(today, "Still low.", Some(d("2027-05-01")))).code(), "nothing_to_change");
    let held = &firm.registers.suppliers.suppliers["SU-1"];
    assert_eq!((held.state, held.next_review), (SupplierState::Monitored, Some(d("2027-05-01"))));
    assert_eq!(held.assessed().unwrap().1, FIRST);
}

#[test]
fn r232_the_policy_is_named_with_the_day_of_its_approval() {
    let mut firm = firm();
    let set = |policy: &str, approved| {
        let rules = SupplierRules { policy: policy.into(), approved, procedure: String::new() };
        Command::Supplier(SupplierCommand::SetSupplierRules { rules })
    };
    assert_eq!(firm.refuses(set(" ", None)).to_string(), "the policy is empty");
    let tomorrow = firm.today().saturating_add(1.day());
    assert_eq!(firm.refuses(set("POL-07", Some(tomorrow))).code(), "in_the_future");
    firm.does(set("POL-07", None));
    assert_eq!(firm.refuses(set("POL-07", None)).code(), "nothing_to_change");
    firm.does(add(described("Host")));
    assert_eq!(firm.lacks_overall(), ["no_policy", "no_procedure"], "named and not approved is not enough");
    firm.does(rules());
    assert_eq!(firm.lacks_overall(), [""; 0]);
}

#[test]
fn r235_incidents_of_suppliers_follow_a_named_procedure_and_end_in_lessons() {
    let mut firm = firm();
    firm.does(add(described("Host")));
    let today = firm.today();
    let happened = SupplierIncident {
        supplier: "SU-1".into(),
        on: d("2026-10-02"),
        what: "Storage was not reachable for two hours.".into(),
        told_us_on: None,
        lessons: String::new(),
    };
    let record = |incident: &SupplierIncident| {
        Command::Supplier(SupplierCommand::RecordSupplierIncident { incident: incident.clone() })
    };
    let revise = |id: &str, incident: SupplierIncident| {
        Command::Supplier(SupplierCommand::ReviseSupplierIncident { id: id.into(), incident })
    };
    assert!(firm.refuses(record(&happened)).hint().contains("name the procedure"));
    firm.does(rules());
    let id = firm.new_by(FIRST, record(&happened));
    assert_eq!(id, "SI-1");
    let wrong = |incident| firm.refuses(record(&incident));
    assert_eq!(
        wrong(SupplierIncident { on: today.saturating_add(1.day()), ..happened.clone() }).code(),
        "in_the_future"
    );
    let told = |on| Some(d(on));
    assert_eq!(wrong(SupplierIncident { told_us_on: told("2026-10-01"), ..happened.clone() }).code(), "dates_reversed");
    assert_eq!(wrong(SupplierIncident { told_us_on: told("2027-10-01"), ..happened.clone() }).code(), "in_the_future");
    assert_eq!(wrong(SupplierIncident { what: " ".into(), ..happened.clone() }).to_string(), "what happened is empty");
    assert_eq!(wrong(SupplierIncident { supplier: "SU-9".into(), ..happened.clone() }).code(), "unknown");
    let known = SupplierIncident {
        told_us_on: told("2026-10-03"),
        lessons: "A second region is used since.".into(),
        ..happened.clone()
    };
    firm.does(revise("SI-1", known.clone()));
    assert_eq!(firm.registers.suppliers.incidents["SI-1"].incident, known);
    assert_eq!(firm.refuses(revise("SI-1", known.clone())).code(), "nothing_to_change");
    assert_eq!(firm.refuses(revise("SI-9", known.clone())).code(), "unknown");
    firm.does(add(described("Other")));
    let elsewhere = SupplierIncident { supplier: "SU-2".into(), ..known };
    assert_eq!(firm.refuses(revise("SI-1", elsewhere)).to_string(), "SI-1 is an incident of SU-1");
}

#[test]
fn who_may_keep_and_who_may_review() {
    let mut firm = with_host();
    firm.does(add(Supplier { owner: Some("paul".into()), ..described("Other") }));
    let today = firm.today();
    for person in ["olga", "mark", "tina", "ivan", "eve", "cleo", "carl"] {
        assert_eq!(firm.not_by(person, add(described("New"))).code(), "not_allowed", "{person}");
    }
    firm.by("paul", assess("SU-1", today.saturating_sub(3.days())));
    firm.by("carl", assess("SU-1", today.saturating_sub(2.days())));
    assert_eq!(firm.not_by("carl", assess("SU-2", today)).code(), "not_allowed", "it is not theirs");
    assert_eq!(firm.not_by("carl", go("SU-1", step(SupplierState::Exiting, today))).code(), "not_allowed");
    assert_eq!(firm.not_by("paul", assess("SU-9", today)).code(), "unknown");
    assert_eq!(firm.not_by("tina", assess("SU-9", today)).code(), "not_allowed", "who could not learns nothing");
}

#[test]
fn an_external_auditor_sees_the_subservice_organisations_and_an_owner_what_is_theirs() {
    let mut firm = with_host();
    let subservice = Some(Subservice::default());
    firm.does(add(Supplier { owner: None, needed: Some(true), subservice, ..described("Carved out") }));
    let today = firm.today();
    let own = |person: &str, on| own(&firm.registers, &[person.to_owned()], on).into_iter().collect::<Vec<_>>();
    assert_eq!(subservice_of(&firm.registers).into_iter().collect::<Vec<_>>(), ["SU-2"]);
    assert_eq!(own("eve", today), ["SU-2"]);
    assert_eq!(own("eve", today.saturating_add(91.days())), [""; 0], "the grant is over");
    assert_eq!(own("carl", today), ["SU-1"]);
    assert_eq!(own("tina", today), [""; 0]);
}
