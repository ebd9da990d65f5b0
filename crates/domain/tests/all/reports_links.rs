//! What hangs together with one object: both ways, by kind and number, cut to what may be seen, bounded.

use crate::evidence::{add, file, review, running};
use crate::library::Organisation;
use crate::risks::with_plan;
use domain::reports::links::{Links, MAX_LINKS, links};
use domain::reports::search::{FoundKind, Thing};
use jiff::civil::date;

fn of(firm: &Organisation, kind: FoundKind, id: &str) -> Links {
    links(&firm.registers, kind, id, |_| true).unwrap()
}

fn ids(things: &[Thing]) -> Vec<&str> {
    things.iter().map(|thing| thing.id.as_str()).collect()
}

fn shown() -> Organisation {
    let mut firm = running();
    firm.does(add(review(), &[file("one.pdf", 1)], &[("AC-1", date(2026, 9, 28))]));
    firm
}

#[test]
fn a_control_leads_to_its_criteria_and_evidence_leads_to_it() {
    let firm = shown();
    let control = of(&firm, FoundKind::Control, "AC-1");
    assert_eq!(ids(&control.to), ["A.5.18", "CC6.2"]);
    assert!(control.to.iter().all(|thing| thing.kind == FoundKind::Item && !thing.title.is_empty()));
    assert_eq!(ids(&control.from), ["EV-1"]);
    let item = of(&firm, FoundKind::Evidence, "EV-1");
    assert_eq!((ids(&item.to), item.from_of), (vec!["AC-1"], 0));
    assert_eq!(item.to[0].title, "Control AC-1");
    assert_eq!(links(&firm.registers, FoundKind::Evidence, "EV-2", |_| true), None);
}

#[test]
fn what_is_named_twice_in_one_thing_is_one_link_and_a_plan_leads_on() {
    let firm = with_plan((2, 2));
    let risk = of(&firm, FoundKind::Risk, "RI-1");
    assert_eq!(ids(&risk.to), ["A.5.18", "AC-1", "AC-2"], "what holds it down, and what its plan names");
    assert!(ids(&of(&firm, FoundKind::Control, "AC-2").from).contains(&"RI-1"));
}

#[test]
fn a_document_leads_to_what_its_text_names_and_no_number_is_a_clause() {
    use domain::command::{Command, PolicyCommand};
    let mut firm = running();
    let text =
        "# Desk\n\nDesks are clear at night (AC-1, see A.5.18.), with TLS 1.3 and by rule 4.3 of the house. AC-10\n";
    let policy = domain::values::policy::Policy { number: "P".into(), title: "Desk".into(), ..Default::default() };
    firm.by("paul", Command::Policy(PolicyCommand::WritePolicy { policy: Box::new(policy), text: text.into() }));
    assert_eq!(ids(&of(&firm, FoundKind::Policy, "PL-1").to), ["A.5.18", "AC-1"]);
    assert!(ids(&of(&firm, FoundKind::Control, "AC-1").from).contains(&"PL-1"));
}

#[test]
fn a_link_stands_at_both_of_its_ends() {
    let mut firm = with_plan((2, 2));
    firm.does(add(review(), &[file("one.pdf", 1)], &[("AC-1", date(2026, 9, 28))]));
    let all = [(FoundKind::Risk, "RI-1"), (FoundKind::Evidence, "EV-1"), (FoundKind::Control, "AC-1")];
    for (kind, id) in all {
        for to in of(&firm, kind, id).to.iter().filter(|to| to.kind != FoundKind::Item) {
            let back = of(&firm, to.kind, &to.id).from;
            assert!(back.iter().any(|thing| (thing.kind, thing.id.as_str()) == (kind, id)), "{id} and {}", to.id);
        }
    }
}

#[test]
fn a_certification_leads_to_its_body_and_the_body_to_it() {
    let mut firm = crate::certifications::built();
    firm.engages();
    let (project, held) = firm.registers.certifications.each().next().unwrap();
    let body = held.project.body.clone();
    assert!(ids(&of(&firm, FoundKind::Certification, &project).to).contains(&body.as_str()));
    assert_eq!(ids(&of(&firm, FoundKind::CertificationBody, &body).from), [project.as_str()]);
    let named = FoundKind::ALL.map(|kind| FoundKind::parse(kind.id()) == Some(kind));
    assert!(named.into_iter().all(|same| same), "each kind is read by its word");
}

#[test]
fn what_names_nothing_itself_is_led_to() {
    let mut firm = shown();
    let laptop = ["title=Laptop", "kind=hardware", "owner=carl"];
    firm.does(crate::isms::add(domain::values::isms::RegisterKind::Assets, &laptop));
    let item = of(&firm, FoundKind::Item, "CC6.2");
    assert_eq!((ids(&item.from), item.to_of), (vec!["AC-1"], 0), "by the link of a control");
    let carl = of(&firm, FoundKind::Member, "carl");
    assert!(ids(&carl.from).contains(&"AST-1"), "{:?}", ids(&carl.from));
    for (kind, id) in [(FoundKind::Item, "CC99.1"), (FoundKind::Member, "nobody"), (FoundKind::Staff, "carl")] {
        assert_eq!(links(&firm.registers, kind, id, |_| true), None, "{id}");
    }
}

#[test]
fn what_may_not_be_seen_is_neither_named_nor_counted() {
    let firm = shown();
    let none = links(&firm.registers, FoundKind::Control, "AC-1", |thing| thing.kind != FoundKind::Evidence).unwrap();
    assert_eq!((none.from.len(), none.from_of), (0, 0));
    assert_eq!(none.to_of, 2);
}

#[test]
fn no_more_are_named_than_a_page_holds_and_all_are_counted() {
    let mut firm = running();
    for at in 0..u8::try_from(MAX_LINKS + 5).unwrap() {
        firm.does(add(review(), &[file(&format!("{at}.pdf"), at)], &[("AC-1", date(2026, 9, 28))]));
    }
    let found = of(&firm, FoundKind::Control, "AC-1");
    assert_eq!((found.from.len(), found.from_of), (MAX_LINKS, MAX_LINKS + 5));
    assert_eq!(ids(&found.from)[..3], ["EV-1", "EV-2", "EV-3"], "by number, not by letter");
}

#[test]
fn a_version_of_the_statement_that_another_took_the_place_of_still_has_links() {
    use crate::statement::{SA, begin, in_force};
    let mut firm = in_force();
    let was = of(&firm, FoundKind::Statement, SA);
    assert!(was.to_of > 0);
    firm.days_pass(30);
    firm.by("paul", begin());
    firm.goes_through("ST-2");
    assert_eq!(of(&firm, FoundKind::Statement, SA).to_of, was.to_of, "its page is still read");
    assert_eq!(links(&firm.registers, FoundKind::Statement, "ST-9", |_| true), None);
}
