//! Entries against their declaration: what is taken, what is refused with its field named, and who may.

use crate::evidence::{accept, add as hand_in, file, review, running};
use crate::isms::*;
use crate::library::Organisation;
use domain::command::IsmsCommand;
use domain::event::{Event, IsmsEvent};
use domain::refusal::Refusal;
use domain::rules::isms::plan;
use domain::values::Duty;
use domain::values::isms::{EntryList, EntryRow, RegisterKind, Value};

const ASSET: [&str; 4] = ["title=Laptop", "kind=hardware", "owner=carl", "classification=internal"];

fn proof(firm: &mut Organisation) -> String {
    let number = u8::try_from(firm.registers.evidence.items.len() + 1).unwrap();
    let on = review().period.until;
    firm.new_by("carl", hand_in(review(), &[file("list.pdf", number)], &[("AC-1", on)]))
}

#[test]
fn an_entry_is_added_changed_moved_and_ended() {
    let mut firm = running();
    let events = firm.by("paul", add(RegisterKind::Assets, &ASSET));
    assert!(matches!(&events[..], [Event::Isms(IsmsEvent::RegisterEntryAdded { id, state, .. })]
        if id == "AST-1" && state == "registered"));
    firm.by("carl", set("AST-1", &["location=Leith", "classification=restricted"]));
    assert_eq!(firm.entry("AST-1").word("location"), Some("Leith"));
    firm.by("carl", set("AST-1", &["location="]));
    assert_eq!(firm.entry("AST-1").word("location"), None);
    firm.by("carl", go("AST-1", "classified"));
    assert_eq!(firm.entry("AST-1").state, "classified");
    firm.by("paul", end("AST-1"));
    assert!(!firm.entry("AST-1").there());
    for command in [set("AST-1", &["location=Leith"]), go("AST-1", "in_use"), end("AST-1")] {
        assert!(firm.not_by("paul", command).to_string().contains("has ended"));
    }
    assert_eq!(firm.new_by("paul", add(RegisterKind::Assets, &ASSET)), "AST-2", "ids are never used twice");
}

#[test]
fn what_is_wrong_names_the_register_or_entry_the_field_and_what_would_be_right() {
    let mut firm = running();
    firm.by("paul", add(RegisterKind::Assets, &ASSET));
    let tomorrow = firm.today().tomorrow().unwrap();
    let future = format!("reviewed_on={tomorrow}");
    for (command, says) in [
        (add(RegisterKind::Assets, &["title=Laptop"]), "assets: Kind: it is missing"),
        (
            add(RegisterKind::Assets, &["title=Laptop", "kind=hardware", "owner=nobody"]),
            "assets: Owner: nobody is known",
        ),
        (add(RegisterKind::Assets, &["title=L", "kind=hardware", "controls=ZZ-9"]), "assets: Controls: no control"),
        (add(RegisterKind::Assets, &["title=L", "kind=hardware", "risks=RI-9"]), "assets: Risks: no risk"),
        (add(RegisterKind::Assets, &["title=L", "kind=hardware", "part_of=AST-9"]), "assets: Part of: no asset"),
        (add(RegisterKind::Objectives, &["title=O", "policy=policy"]), "objectives: Policy: no document"),
        (set("AST-1", &[future.as_str()]), "AST-1: Reviewed on:"),
        (set("AST-1", &["kind="]), "AST-1: Kind: it is missing"),
        (set("AST-1", &["disposed_on=2026-01-02", "acquired_on=2026-02-01"]), "lies before 2026-02-01"),
        (set("AST-1", &["part_of=AST-1"]), "AST-1: Part of: it would be a part of itself"),
        (set("AST-1", &["title=Laptop"]), "so already"),
        (go("AST-1", "sold"), "`sold` is no state of the register assets"),
        (go("AST-1", "in_use"), "does not go from registered to in_use"),
        (go("AST-1", "registered"), "so already"),
        (line("OBJ-9", &["on=2026-01-01", "value=1", "met=yes"]), "no register entry is known"),
    ] {
        let refusal = firm.not_by("paul", command);
        assert!(refusal.to_string().contains(says), "{says}: {refusal}");
    }
    let wrong = |fields: [(&str, Value); 2]| {
        let fields = fields.map(|(id, value)| (id.to_owned(), value)).into();
        cmd(IsmsCommand::AddRegisterEntry { register: RegisterKind::Assets, fields })
    };
    let title = || ("title", Value::Text("L".into()));
    for (field, says) in [
        (("kind", Value::Choice("spaceship".into())), "`spaceship` is none of its words"),
        (("kind", Value::Number(1)), "the value is of another kind"),
        (("colour", Value::Text("red".into())), "has no field `colour`"),
        (("description", Value::Text("x".repeat(4_001))), "longer than 4000 characters"),
    ] {
        let refusal = firm.not_by("paul", wrong([title(), field]));
        assert!(refusal.to_string().contains(says), "{says}: {refusal}");
    }
    let none = IsmsCommand::AddEntryLine { id: "AST-1".into(), fields: [].into() };
    assert!(firm.not_by("paul", cmd(none)).to_string().contains("keeps none"));
    let reason = IsmsCommand::EndRegisterEntry { id: "AST-1".into(), reason: " ".into() };
    assert!(matches!(firm.not_by("paul", cmd(reason)), Refusal::Empty { .. }));
}

#[test]
fn what_is_new_is_the_answer_also_where_an_older_entry_gives_way() {
    let mut firm = running();
    let climate = ["title=Review", "relevant=no", "reason=Looked at sites", "determined_on=2026-01-05", "owner=paul"];
    for id in ["CLI-1", "CLI-2"] {
        let events = firm.by("paul", add(RegisterKind::Climate, &climate));
        assert_eq!(events[0].object(), ("register_entry", id));
    }
    assert_eq!((firm.entry("CLI-1").state.as_str(), firm.entry("CLI-2").state.as_str()), ("superseded", "in_force"));
}

#[test]
fn circles_of_parts_are_found_however_long() {
    let mut firm = running();
    for _ in 0..3 {
        firm.by("paul", add(RegisterKind::Assets, &ASSET));
    }
    firm.by("paul", set("AST-2", &["part_of=AST-1"]));
    firm.by("paul", set("AST-3", &["part_of=AST-2"]));
    assert!(firm.not_by("paul", set("AST-1", &["part_of=AST-3"])).to_string().contains("part of itself"));
}

#[test]
fn r64_r65_one_scope_statement_is_in_force_and_the_older_ones_stay() {
    let mut firm = running();
    let scope = ["title=One", "boundary=Everything", "extent=part"];
    for _ in 0..2 {
        firm.by("paul", add(RegisterKind::Scope, &scope));
    }
    let refusal = firm.not_by("paul", go("SCP-1", "in_force")).to_string();
    assert!(refusal.contains("Interfaces") && refusal.contains("Dependencies"), "{refusal}");
    let rest = ["interfaces=Support desk", "dependencies=Cloud", "effective_on=2026-01-01", "owner=paul"];
    for id in ["SCP-1", "SCP-2"] {
        firm.by("paul", set(id, &rest));
        let events = firm.by("paul", go(id, "in_force"));
        assert_eq!(events[0].object(), ("register_entry", id), "it is the answer, and its version is compared");
    }
    assert_eq!((firm.entry("SCP-1").state.as_str(), firm.entry("SCP-2").state.as_str()), ("superseded", "in_force"));
    assert!(firm.not_by("paul", set("SCP-2", &["boundary=Less"])).to_string().contains("stays as it is"));
    assert!(firm.codes(RegisterKind::Scope).contains(&"missing"), "which part, exclusions, next review");
}

#[test]
fn r235_an_incident_cannot_close_without_lessons_evidence_timeline_and_the_decision_on_dc_4() {
    let mut firm = running();
    let proof = proof(&mut firm);
    let today = firm.today();
    let day = |field: &str| format!("{field}={today}");
    firm.by("tina", add(RegisterKind::Incidents, &["title=Lost phone", "description=Train", &day("reported_on")]));
    firm.not_by("tina", set("INC-1", &["severity=low"]));
    let way: [(&str, Vec<String>); 4] = [
        ("triaged", vec!["severity=high".into(), "decision=An incident".into(), "owner=carl".into()]),
        ("contained", vec!["containment=Wiped".into(), day("contained_on")]),
        ("recovered", vec!["recovery=New phone".into(), day("recovered_on")]),
        ("reviewed", vec!["lessons=Lock after a minute".into()]),
    ];
    for (state, fields) in way {
        assert!(firm.not_by("paul", go("INC-1", state)).to_string().contains("without"), "{state}");
        firm.by("paul", set("INC-1", &fields.iter().map(String::as_str).collect::<Vec<_>>()));
        firm.by("paul", go("INC-1", state));
    }
    let refusal = firm.not_by("paul", go("INC-1", "closed")).to_string();
    for needed in ["Evidence", "System description (DC 4)", "Why"] {
        assert!(refusal.contains(needed), "{needed}: {refusal}");
    }
    firm.by(
        "paul",
        set("INC-1", &["dc4=belongs", "dc4_reason=A commitment was not kept", &format!("evidence={proof}")]),
    );
    assert!(firm.not_by("paul", go("INC-1", "closed")).to_string().contains("Engagement"), "it names the description");
    firm.by("paul", set("INC-1", &["dc4=does_not"]));
    assert!(firm.not_by("paul", go("INC-1", "closed")).to_string().contains("timeline"));
    firm.by("paul", line("INC-1", &[&day("on"), "what=Phone wiped"]));
    firm.by("paul", go("INC-1", "closed"));
    assert!(firm.not_by("paul", set("INC-1", &["lessons=None"])).to_string().contains("stays as it is"));
    let kpis = firm.report(RegisterKind::Incidents).kpis;
    assert!(kpis.iter().any(|kpi| kpi.id == "days_to_recover" && kpi.n == 0), "{kpis:?}");
}

#[test]
fn an_access_review_closes_when_every_account_is_decided_with_proof_and_nobody_decides_on_their_own() {
    let mut firm = running();
    let proof = proof(&mut firm);
    let today = firm.today();
    let (opened, closed) = (format!("opened_on={today}"), format!("closed_on={today}"));
    let population = format!("population={proof}");
    let review = ["title=Console", "system=Console", "owner=carl", &opened, &population, "accounts=2"];
    firm.by("paul", add(RegisterKind::AccessReviews, &review));
    firm.by("carl", line("ARV-1", &["account=tina", "person=tina", "decision=remove"]));
    assert!(firm.not_by("carl", go("ARV-1", "reviewed")).to_string().contains("1 of 2 accounts"));
    let own = line("ARV-1", &["account=carl", "person=carl", "decision=keep"]);
    firm.kept_from("carl", own, Duty::OwnRole);
    firm.by("carl", line("ARV-1", &["account=carl", "person=carl"]));
    assert!(firm.not_by("carl", go("ARV-1", "reviewed")).to_string().contains("nothing is decided on carl"));
    firm.by("carl", mend("ARV-1", 2, &["account=carl", "person=carl", "decision=keep", "decided_by=paul"]));
    firm.by("carl", go("ARV-1", "reviewed"));
    assert!(firm.not_by("carl", go("ARV-1", "changes_made")).to_string().contains("no proof that tina"));
    assert_eq!(firm.codes(RegisterKind::AccessReviews).iter().filter(|code| **code == "no_proof").count(), 1);
    assert!(firm.not_by("carl", mend("ARV-1", 3, &["account=x"])).to_string().contains("has no account 3"));
    let shown = format!("proof={proof}");
    firm.by("carl", mend("ARV-1", 1, &["account=tina", "person=tina", "decision=remove", &shown]));
    firm.by("carl", go("ARV-1", "changes_made"));
    assert!(firm.not_by("carl", go("ARV-1", "closed")).to_string().contains("Conclusion"));
    firm.by("carl", set("ARV-1", &["conclusion=One leaver", &closed]));
    firm.by("carl", go("ARV-1", "closed"));
    assert!(!firm.codes(RegisterKind::AccessReviews).contains(&"none_closed"));
}

#[test]
fn r243_access_evidence_is_accepted_once_every_asset_has_an_owner() {
    let mut firm = running();
    let proof = proof(&mut firm);
    firm.by("paul", add(RegisterKind::Assets, &["title=Laptop", "kind=hardware"]));
    assert!(firm.report(RegisterKind::Assets).findings.iter().any(|f| f.code == "missing" && f.what.contains("owner")));
    let refusal = firm.not_by("mark", accept(&proof, 1));
    assert!(refusal.to_string().contains("AST-1"), "{refusal}");
    firm.by("paul", set("AST-1", &["owner=carl"]));
    firm.by("mark", accept(&proof, 1));
}

#[test]
fn an_import_takes_all_rows_or_none_and_changes_what_is_known() {
    let mut firm = running();
    firm.by("paul", add(RegisterKind::Assets, &ASSET));
    let import = |rows: Vec<EntryRow>| {
        let list = EntryList { register: RegisterKind::Assets, source: "assets.csv".into(), file: None, rows };
        cmd(IsmsCommand::ImportRegisterEntries { list: Box::new(list) })
    };
    let same = || row(RegisterKind::Assets, "AST-1", &ASSET);
    assert!(matches!(firm.not_by("paul", import(vec![same()])), Refusal::NothingToChange { .. }));
    assert!(matches!(firm.not_by("paul", import(vec![])), Refusal::Empty { .. }));
    let bad = row(RegisterKind::Assets, "", &["title=Server"]);
    let refusal = firm.not_by("paul", import(vec![same(), bad])).to_string();
    assert!(refusal.contains("row 3 Server: assets: Kind"), "{refusal}");
    let twice = vec![
        row(RegisterKind::Assets, "", &["title=S", "kind=hardware"]),
        row(RegisterKind::Assets, "", &["title=s", "kind=hardware"]),
    ];
    assert!(firm.not_by("paul", import(twice)).to_string().contains("stands twice"));
    let untitled = || row(RegisterKind::Assets, "", &["kind=hardware"]);
    let said = firm.not_by("paul", import(vec![untitled(), untitled()])).to_string();
    assert!(said.matches("it is missing").count() == 2 && !said.contains("twice"), "{said}");
    let unknown = vec![row(RegisterKind::Assets, "AST-9", &["title=S", "kind=hardware"])];
    assert!(firm.not_by("paul", import(unknown)).to_string().contains("AST-9"));
    let rows = vec![
        row(RegisterKind::Assets, "", &["title=laptop", "kind=hardware", "location=Leith"]),
        row(RegisterKind::Assets, "", &["title=Server", "kind=hardware"]),
        row(RegisterKind::Assets, "", &["title=Service", "kind=service"]),
    ];
    assert_eq!(plan(&firm.registers, RegisterKind::Assets, &rows, firm.today()).counts(), (2, 1, 0, 0));
    let events = firm.by("paul", import(rows));
    assert!(matches!(
        &events[0],
        Event::Isms(IsmsEvent::RegisterEntriesImported { added: 2, changed: 1, known: 0, .. })
    ));
    assert_eq!((firm.entry("AST-1").word("location"), firm.entry("AST-3").title()), (Some("Leith"), "Service"));
    assert_eq!(firm.entry("AST-1").owner(), Some("carl"), "an empty cell changes nothing");
}

#[test]
fn a_list_names_no_entry_twice_and_makes_no_circle_in_whatever_order() {
    let mut firm = running();
    for title in ["title=Laptop", "title=Disk"] {
        firm.by("paul", add(RegisterKind::Assets, &[title, "kind=hardware"]));
    }
    let import = |rows: Vec<EntryRow>| {
        let list = EntryList { register: RegisterKind::Assets, source: "assets.csv".into(), file: None, rows };
        cmd(IsmsCommand::ImportRegisterEntries { list: Box::new(list) })
    };
    let asset = |id: &str, pairs: &[&str]| row(RegisterKind::Assets, id, &[pairs, &["kind=hardware"]].concat());
    let by_id = asset("AST-1", &["title=Server", "location=Leith"]);
    for other in [asset("", &["title=laptop", "location=Oslo"]), asset("AST-1", &["title=Laptop", "location=Oslo"])] {
        for rows in [vec![by_id.clone(), other.clone()], vec![other.clone(), by_id.clone()]] {
            let said = firm.not_by("paul", import(rows)).to_string();
            assert!(said.contains("row 3") && said.contains("AST-1 stands twice in the list"), "{said}");
        }
    }
    let circle = [asset("AST-1", &["title=Laptop", "part_of=AST-2"]), asset("AST-2", &["title=Disk", "part_of=AST-1"])];
    for rows in [circle.to_vec(), circle.iter().rev().cloned().collect()] {
        let said = firm.not_by("paul", import(rows)).to_string();
        assert!(said.contains("AST-2: Part of: it would be a part of itself"), "{said}");
    }
    firm.by("paul", set("AST-1", &["part_of=AST-2"]));
    firm.by("paul", add(RegisterKind::Assets, &["title=Rack", "kind=hardware"]));
    // Together they are no circle any more, though one of them would be alone.
    let moved = [asset("AST-2", &["title=Disk", "part_of=AST-1"]), asset("AST-1", &["title=Laptop", "part_of=AST-3"])];
    firm.by("paul", import(moved.to_vec()));
    assert_eq!(firm.entry("AST-2").fields["part_of"], Value::Links(["AST-1".to_owned()].into()));
}

#[test]
fn entries_are_kept_by_the_programme_manager_and_by_their_owner() {
    let mut firm = running();
    firm.not_by("tina", add(RegisterKind::Assets, &ASSET));
    firm.by("carl", add(RegisterKind::Assets, &ASSET));
    firm.by("paul", set("AST-1", &["owner=tina"]));
    firm.not_by("carl", set("AST-1", &["location=Leith"]));
    firm.by("tina", set("AST-1", &["location=Leith"]));
    firm.not_by("ivan", set("AST-1", &["location=Oslo"]));
    assert!(matches!(firm.not_by("paul", set("AST-7", &["location=Oslo"])), Refusal::Unknown { .. }));
}
