//! What is missing, what is due, and the figures.

use crate::evidence::running;
use crate::isms::*;
use crate::library::Organisation;
use domain::command::Command;
use domain::reports::isms::{EntryFilter, due_on, overview, serving};
use domain::values::isms::RegisterKind;
use jiff::civil::date;

fn day(firm: &Organisation, field: &str, back: i32) -> String {
    format!("{field}={}", firm.in_days_back(back))
}

impl Organisation {
    fn in_days_back(&self, days: i32) -> jiff::civil::Date {
        self.today().saturating_sub(jiff::Span::new().days(days))
    }
}

#[test]
fn r62_issues_are_internal_and_external_and_climate_change_is_answered() {
    let mut firm = running();
    assert_eq!(firm.codes(RegisterKind::Issues), ["empty"]);
    let climate = firm.report(RegisterKind::Climate).findings;
    assert!(climate[0].what.contains("not determined") && climate[0].item == "4.1", "{climate:?}");
    firm.by("paul", add(RegisterKind::Issues, &["title=Remote work", "side=internal"]));
    assert!(firm.codes(RegisterKind::Issues).contains(&"one_sided"));
    firm.by("paul", add(RegisterKind::Issues, &["title=New law", "side=external"]));
    assert!(!firm.codes(RegisterKind::Issues).contains(&"one_sided"));
    assert!(firm.codes(RegisterKind::Issues).contains(&"missing"), "effect, owner, review");
    let said = day(&firm, "determined_on", 0);
    let no = ["title=2026", "relevant=no", "reason=Two offices, cloud only", &said, "owner=paul"];
    firm.by("paul", add(RegisterKind::Climate, &no));
    assert!(firm.codes(RegisterKind::Climate).is_empty(), "no is an answer: {:?}", firm.codes(RegisterKind::Climate));
    firm.by("paul", add(RegisterKind::Climate, &["title=2027", "relevant=yes", "reason=Floods", &said, "owner=paul"]));
    assert_eq!(firm.entry("CLI-1").state, "superseded");
    assert!(firm.report(RegisterKind::Climate).findings[0].what.contains("what follows"));
}

#[test]
fn r63_parties_say_what_they_require_and_whether_it_is_taken_up() {
    let mut firm = running();
    firm.by("paul", add(RegisterKind::Parties, &["title=Customers", "requirement=Secrecy", "addressed=no"]));
    let what = firm.report(RegisterKind::Parties).findings[0].what.clone();
    assert!(what.contains("why not") && what.contains("where it comes from"), "{what}");
    assert!(!what.contains(" how,"), "{what}");
}

#[test]
fn r67_the_two_duties_of_clause_5_3_have_a_holder_who_is_here() {
    let mut firm = running();
    firm.by("paul", add(RegisterKind::Roles, &["title=CISO", "duty=conformity", "owner=tina"]));
    let codes = firm.codes(RegisterKind::Roles);
    assert_eq!(codes.iter().filter(|code| **code == "no_holder").count(), 1, "reporting: {codes:?}");
    firm.by("paul", add(RegisterKind::Roles, &["title=Manager", "duty=both", "owner=paul"]));
    assert!(!firm.codes(RegisterKind::Roles).contains(&"no_holder"));
    firm.does(Command::EndMembership { person: "tina".into(), reason: "left".into() });
    let left = firm.report(RegisterKind::Roles).findings.into_iter().find(|finding| finding.code == "left").unwrap();
    assert_eq!((left.entry.as_deref(), left.person.as_deref()), (Some("ROL-1"), Some("tina")), "named, not lost");
    assert!(
        firm.not_by("paul", add(RegisterKind::Roles, &["title=X", "duty=other", "owner=tina"]))
            .to_string()
            .contains("has left")
    );
    firm.by("paul", set("ROL-1", &["title=Head of security"]));
}

#[test]
fn r68_r71_commitment_and_resources_of_the_last_year_are_shown() {
    let mut firm = running();
    let (recent, old) = (day(&firm, "on", 30), day(&firm, "on", 400));
    firm.by("paul", add(RegisterKind::Leadership, &["title=Budget", "kind=resources", &old, "resources=Two people"]));
    let missing = |firm: &Organisation| {
        firm.codes(RegisterKind::Leadership).into_iter().filter(|code| *code == "no_commitment").count()
    };
    assert_eq!(missing(&firm), 3);
    firm.by("paul", add(RegisterKind::Leadership, &["title=Budget", "kind=resources", &recent, "resources=Three"]));
    assert_eq!(missing(&firm), 2);
}

#[test]
fn r69_r70_r79_objectives_and_measures_have_a_plan_and_results() {
    let mut firm = running();
    firm.by("paul", add(RegisterKind::Objectives, &["title=Fast leaving"]));
    let found = firm.report(RegisterKind::Objectives).findings;
    let missing = &found.iter().find(|finding| finding.code == "missing").unwrap().what;
    for word in ["measure", "target", "what is done", "resources", "who", "by when", "how results are judged"] {
        assert!(missing.contains(word), "{word}: {missing}");
    }
    assert!(firm.not_by("paul", go("OBJ-1", "measured")).to_string().contains("Measure, Target"));
    firm.by("paul", set("OBJ-1", &["measure=days", "target=1", "every=monthly"]));
    assert!(firm.not_by("paul", go("OBJ-1", "measured")).to_string().contains("no result yet"));
    firm.by("paul", line("OBJ-1", &[&day(&firm, "on", 5), "value=3", "met=no"]));
    firm.by("paul", go("OBJ-1", "measured"));
    assert!(firm.codes(RegisterKind::Objectives).contains(&"not_met"));
    firm.by("paul", line("OBJ-1", &[&day(&firm, "on", 1), "value=1", "met=yes"]));
    assert!(!firm.codes(RegisterKind::Objectives).contains(&"not_met"), "the last result counts");
    assert_eq!(due_on(firm.entry("OBJ-1")), Some(firm.in_days_back(1).saturating_add(jiff::Span::new().days(31))));
    firm.by("paul", add(RegisterKind::Measures, &["title=Restores"]));
    assert!(firm.codes(RegisterKind::Measures).contains(&"no_result"));
    firm.by("paul", line("MEA-1", &[&day(&firm, "on", 1), "value=4"]));
    assert!(firm.codes(RegisterKind::Measures).contains(&"not_evaluated"));
    firm.by("paul", mend("MEA-1", 1, &[&day(&firm, "on", 1), "value=4", "met=yes", "evaluation=Good"]));
    assert!(!firm.codes(RegisterKind::Measures).contains(&"not_evaluated"));
}

#[test]
fn r72_r73_r74_competence_awareness_and_communication_are_shown() {
    let mut firm = running();
    firm.by("paul", add(RegisterKind::Competence, &["title=Auditor", "needed=A course"]));
    assert!(firm.codes(RegisterKind::Competence).contains(&"no_evidence"));
    firm.by("paul", line("CPT-1", &["person=ivan", "by=training", "enough=no", &day(&firm, "on", 9)]));
    let short = firm.report(RegisterKind::Competence).findings;
    let short = short.iter().find(|finding| finding.code == "not_competent").unwrap();
    assert_eq!(short.person.as_deref(), Some("ivan"));
    firm.by("paul", line("CPT-1", &["person=ivan", "by=training", "enough=yes", &day(&firm, "on", 2)]));
    assert!(!firm.codes(RegisterKind::Competence).contains(&"not_competent"));
    firm.by("paul", add(RegisterKind::Awareness, &["title=Training"]));
    assert!(firm.codes(RegisterKind::Awareness).contains(&"never_held"));
    let too_many = line("AWA-1", &[&day(&firm, "on", 2), "expected=5", "completed=6"]);
    assert!(firm.not_by("paul", too_many).to_string().contains("6 completed it of 5"));
    firm.by("paul", line("AWA-1", &[&day(&firm, "on", 2), "expected=5", "completed=4"]));
    assert!(firm.codes(RegisterKind::Awareness).contains(&"incomplete"));
    let kpi = firm.report(RegisterKind::Awareness).kpis.into_iter().find(|kpi| kpi.id == "completed").unwrap();
    assert_eq!((kpi.n, kpi.of), (4, Some(5)));
    let talk = ["title=Breaches", "side=external", "when=At once", "with=Customers", "how=Mail"];
    firm.by("paul", add(RegisterKind::Communication, &talk));
    assert_eq!(firm.report(RegisterKind::Communication).entries, 1);
}

#[test]
fn r241_an_asset_with_somebody_who_has_left_is_found_until_it_is_returned() {
    let mut firm = running();
    let laptop = [
        "title=Laptop",
        "kind=hardware",
        "owner=carl",
        "classification=internal",
        "held_by=tina",
        "acceptable_use=Work",
    ];
    firm.by("paul", add(RegisterKind::Assets, &laptop));
    firm.by("paul", go("AST-1", "classified"));
    firm.by("paul", go("AST-1", "in_use"));
    firm.does(Command::EndMembership { person: "tina".into(), reason: "left".into() });
    assert!(firm.codes(RegisterKind::Assets).contains(&"not_returned"));
    assert!(firm.not_by("paul", go("AST-1", "returned")).to_string().contains("Returned on"));
    firm.by("paul", set("AST-1", &[&day(&firm, "returned_on", 0)]));
    firm.by("paul", go("AST-1", "returned"));
    assert!(!firm.codes(RegisterKind::Assets).contains(&"not_returned"));
}

#[test]
fn what_is_due_and_missing_is_filtered_and_an_obligation_that_is_not_met_is_found() {
    let mut firm = running();
    let source = ["title=Notice", "kind=law", "source=Article 33", "applies=yes", "owner=carl"];
    firm.by("paul", add(RegisterKind::Obligations, &source));
    let (assessed, past) = (day(&firm, "assessed_on", 40), day(&firm, "review_on", 5));
    firm.by("carl", set("OBL-1", &[&assessed, &past, "duty=breach_notice"]));
    firm.by("carl", go("OBL-1", "assessed"));
    firm.by("carl", go("OBL-1", "not_met"));
    let report = firm.report(RegisterKind::Obligations);
    assert_eq!((report.overdue(), report.due[0].on), (1, firm.in_days_back(5)));
    let codes: Vec<&str> = report.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["missing", "overdue", "not_met"]);
    assert!(report.findings[0].what.contains("hours for notice"), "{:?}", report.findings[0]);
    let held = firm.entry("OBL-1");
    let wants = |filter: EntryFilter| filter.wants(held, &report);
    assert!(wants(EntryFilter { overdue: true, lacking: true, ..EntryFilter::default() }));
    assert!(wants(EntryFilter {
        words: Some("article 33".into()),
        owner: Some("carl".into()),
        ..EntryFilter::default()
    }));
    assert!(!wants(EntryFilter { words: Some("carl".into()), ..EntryFilter::default() }), "ids of people are no words");
    assert!(!wants(EntryFilter { state: Some("met".into()), ..EntryFilter::default() }));
    assert!(firm.not_by("carl", go("OBL-1", "met")).to_string().contains("How it is met"));
}

#[test]
fn every_register_is_in_the_overview_and_says_what_it_is_evidence_for() {
    let firm = running();
    let all = overview(&firm.registers, date(2026, 11, 21), |_| true);
    assert_eq!(all.len(), RegisterKind::ALL.len());
    // No standard wants customers to ask for anything.
    let wanted = all.iter().filter(|report| report.kind != RegisterKind::Demand);
    assert!(wanted.clone().all(|report| report.findings.len() == 1 && report.findings[0].code == "empty"));
    assert_eq!(wanted.count() + 1, all.len());
    assert_eq!(serving("A.5.18"), [RegisterKind::AccessReviews]);
    assert!(serving("CC7.4").contains(&RegisterKind::Incidents) && serving("4.3").contains(&RegisterKind::Scope));
}
