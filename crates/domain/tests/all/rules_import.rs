//! Rules of an import: all or nothing, updated by id, never duplicated.

use crate::library::{Organisation, control, ids, iso, link};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::rules::{MAX_IMPORT, Planned, plan};
use domain::values::{Control, FileRef, Frequency, Link, Overlap, Status};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn import(controls: Vec<Control>) -> Command {
    Command::ImportControls { source: "controls.xlsx".into(), file: None, controls }
}

#[test]
fn r21_a_preview_says_what_is_new_changed_the_same_and_refused() {
    let mut organisation = Organisation::begun();
    organisation.does(import(vec![control("AC-1", "CC6.2"), control("AC-2", "CC6.3")]));
    let list = [
        control("AC-1", "CC6.2"),
        Control { owner: "IT".into(), status: Status::Planned, ..control("AC-2", "CC6.2") },
        control("AC-3", "CC6.1"),
        control("AC-4", "CC6.99"),
        control(" AC-3 ", "CC6.1"),
    ];
    let plan = plan(&organisation.registers, &list);
    assert_eq!(plan.counts(), (1, 1, 1, 2));
    let lines: Vec<&Planned> = plan.lines.iter().map(|(_, line)| line).collect();
    assert_eq!(lines[0], &Planned::Same);
    let changes =
        ["owner", "status in_place to planned", "link to CC6.2", "no link to CC6.3"].map(str::to_owned).to_vec();
    assert_eq!(lines[1], &Planned::Changed(changes));
    assert_eq!(lines[2], &Planned::New);
    let unknown =
        Refusal::Unknown { what: "criterion, control or clause", id: "CC6.99".into(), nearest: Some("CC6.1".into()) };
    assert_eq!(lines[3], &Planned::Refused(unknown));
    assert!(matches!(lines[4], Planned::Refused(Refusal::NotPossible { sentence, .. }) if sentence.contains("twice")));
}

#[test]
fn r21_all_or_nothing() {
    let organisation = Organisation::begun();
    let refusal =
        organisation.refuses(import(vec![control("AC-1", "CC6.2"), control("AC-2", "CC6.99"), control("AC-1", "")]));
    let Refusal::ImportRefused { rows, problems } = refusal else { panic!("{refusal:?}") };
    assert_eq!((rows, problems.len()), (2, 2));
    assert!(problems[0].starts_with("AC-2") && problems[1].starts_with("AC-1"), "{problems:?}");
    let many: Vec<Control> = (0..30).map(|i| control(&format!("C-{i}"), "CC0.0")).collect();
    let Refusal::ImportRefused { rows, problems } = organisation.refuses(import(many)) else { panic!("refused") };
    assert_eq!((rows, problems.len()), (30, 20), "the first twenty are named");
}

#[test]
fn r21_the_import_itself_comes_first_and_counts() {
    let mut organisation = Organisation::begun();
    let file = FileRef { sha256: "0".repeat(64), size: 12 };
    let command = Command::ImportControls {
        source: " controls.xlsx ".into(),
        file: Some(file.clone()),
        controls: vec![control("AC-1", "CC6.2"), control("AC-2", "")],
    };
    let events = organisation.does(command);
    let imported =
        Event::ControlsImported { source: "controls.xlsx".into(), file: Some(file), added: 2, changed: 0, same: 0 };
    assert_eq!(events[0], imported);
    assert_eq!(
        events[1..],
        [
            Event::ControlAdded { control: control("AC-1", "CC6.2") },
            Event::ControlAdded { control: control("AC-2", "") }
        ]
    );
}

#[test]
fn r21_imported_again_it_changes_what_differs_and_only_that() {
    let mut organisation = Organisation::begun();
    let list = vec![control("AC-1", "CC6.2, CC6.3"), control("AC-2", "A.5.18")];
    organisation.does(import(list.clone()));
    let refusal = organisation.refuses(import(list));
    assert_eq!(refusal, Refusal::NothingToChange { what: "every one of the 2 controls in controls.xlsx".into() });
    let events = organisation.does(import(vec![
        Control { name: "Renamed".into(), ..control("AC-1", "CC6.2, CC6.1") },
        control("AC-2", "A.5.18"),
    ]));
    let names: Vec<&str> = events.iter().map(Event::name).collect();
    assert_eq!(names, ["controls_imported", "control_revised", "control_linked", "control_unlinked"]);
    assert!(matches!(events[0], Event::ControlsImported { added: 0, changed: 1, same: 1, .. }));
    assert_eq!(organisation.registers.controls.len(), 2, "never a duplicate");
    let links: Vec<&String> = organisation.registers.controls["AC-1"].control.links.keys().collect();
    assert_eq!(links, ["soc2-tsc-2017/CC6.1", "soc2-tsc-2017/CC6.2"]);
}

#[test]
fn r21_links_made_by_hand_into_another_framework_stay() {
    let mut organisation = Organisation::begun();
    organisation.does(import(vec![control("AC-1", "CC6.2")]));
    let by_hand = Link { reason: "the review covers it".into(), extent: Overlap::Partial };
    let reason = by_hand.reason.clone();
    organisation.does(Command::LinkControl {
        id: "AC-1".into(),
        target: iso("A.5.18"),
        reason,
        extent: by_hand.extent,
    });
    organisation.does(import(vec![control("AC-1", "CC6.3")]));
    let links = &organisation.registers.controls["AC-1"].control.links;
    assert_eq!(links.keys().cloned().collect::<Vec<_>>(), ids("iso27001-2022/A.5.18 soc2-tsc-2017/CC6.3"));
    assert_eq!(links["iso27001-2022/A.5.18"], by_hand);
    let refusal = organisation.refuses(import(vec![control("AC-1", "")]));
    assert_eq!(refusal.code(), "nothing_to_change", "a list without links speaks of no framework and takes none away");
}

#[test]
fn r21_what_a_list_leaves_out_stays_as_it_was() {
    let mut organisation = Organisation::begun();
    let whole = Control {
        activity: "Owners confirm access".into(),
        owner: "IT".into(),
        kind: "detective".into(),
        policy: "Access policy".into(),
        frequency: Some(Frequency::Quarterly),
        ..control("AC-1", "CC6.2")
    };
    organisation.does(import(vec![whole.clone()]));
    assert_eq!(organisation.refuses(import(vec![control("AC-1", "CC6.2")])).code(), "nothing_to_change");
    assert_eq!(organisation.registers.controls["AC-1"].control, whole);
}

#[test]
fn a_retired_control_in_the_list_is_brought_back_and_said_so() {
    let mut organisation = Organisation::begun();
    organisation.does(import(vec![control("AC-1", "CC6.2")]));
    organisation.does(Command::RetireControl { id: "AC-1".into(), reason: "gone".into() });
    let plan = plan(&organisation.registers, &[control("AC-1", "CC6.2")]);
    assert_eq!(plan.lines[0].1, Planned::Changed(vec!["status retired to in_place (brought back)".into()]));
}

#[test]
fn lists_that_are_no_lists() {
    let organisation = Organisation::begun();
    let source =
        |source: &str| Command::ImportControls { source: source.into(), file: None, controls: vec![control("A", "")] };
    assert_eq!(organisation.refuses(import(Vec::new())).code(), "empty");
    assert_eq!(organisation.refuses(source(" ")).code(), "empty");
    assert_eq!(organisation.refuses(source(&"x".repeat(201))).code(), "too_long");
    let too_many = vec![control("A", ""); MAX_IMPORT + 1];
    assert_eq!(
        organisation.refuses(import(too_many)),
        Refusal::TooMany { what: "controls in one import", max: MAX_IMPORT }
    );
}

#[test]
fn fifty_thousand_controls_are_imported() {
    let mut organisation = Organisation::begun();
    let many: Vec<Control> = (0..MAX_IMPORT).map(|i| control(&format!("C-{i}"), "CC6.1")).collect();
    assert_eq!(organisation.does(import(many)).len(), MAX_IMPORT + 1);
    assert_eq!(organisation.registers.controls.len(), MAX_IMPORT);
}

#[test]
fn a_mapping_of_columns_is_kept_for_next_time() {
    let mut organisation = Organisation::begun();
    let columns: BTreeMap<String, String> = [("id".to_owned(), "Ref.".to_owned())].into();
    let save = |name: &str, columns: &BTreeMap<String, String>| Command::SaveColumns {
        name: name.into(),
        columns: columns.clone(),
    };
    let event = Event::ColumnsSaved { name: "GRC export".into(), columns: columns.clone() };
    assert_eq!(organisation.does(save(" GRC export ", &columns)), [event]);
    assert_eq!(organisation.refuses(save("GRC export", &columns)).code(), "nothing_to_change");
    assert_eq!(organisation.refuses(save("", &columns)).code(), "empty");
    assert_eq!(organisation.refuses(save("other", &BTreeMap::new())).code(), "empty");
    assert_eq!(organisation.refuses(save(&"x".repeat(201), &columns)).code(), "too_long");
}

fn any_list() -> impl Strategy<Value = Vec<Control>> {
    let item = prop::sample::subsequence(vec!["CC6.1", "CC6.2", "A.5.18", "A.5.7", "clause 5.1"], 0..=5);
    let one = (0..8_u8, item, 0..3_usize, "[a-z]{0,3}").prop_map(|(id, items, status, owner)| {
        let status = [Status::InPlace, Status::Planned, Status::Retired][status];
        Control { status, owner, ..control(&format!("C-{id}"), &items.join(",")) }
    });
    prop::collection::vec(one, 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever was there: after an import every listed control is as listed, and importing again changes nothing.
    #[test]
    fn importing_twice_is_importing_once(first in any_list(), second in any_list()) {
        let mut organisation = Organisation::begun();
        for list in [first, second] {
            if organisation.decides(import(list.clone())).is_err() {
                continue;
            }
            let before = organisation.registers.controls.len();
            let planned = plan(&organisation.registers, &list).counts();
            organisation.does(import(list.clone()));
            prop_assert_eq!(organisation.registers.controls.len(), before + planned.0);
            for listed in &list {
                let held = &organisation.registers.controls[&listed.id].control;
                prop_assert_eq!(held.status, listed.status);
                prop_assert!(listed.links.keys().all(|k| held.links.contains_key(k)));
            }
            prop_assert_eq!(organisation.decides(import(list)).unwrap_err().code(), "nothing_to_change");
        }
    }
}

#[test]
fn a_link_that_exists_keeps_its_own_reason() {
    let mut organisation = Organisation::begun();
    organisation.does(import(vec![control("AC-1", "CC6.2")]));
    let mut again = control("AC-1", "CC6.2");
    again.links.values_mut().for_each(|l| l.reason = "named in controls.xlsx".into());
    assert_eq!(organisation.refuses(import(vec![again])).code(), "nothing_to_change");
    assert_eq!(organisation.registers.controls["AC-1"].control.links["soc2-tsc-2017/CC6.2"], link(Overlap::Full));
}
