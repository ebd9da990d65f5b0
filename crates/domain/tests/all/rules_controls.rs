//! Rules of own controls and their links.

use crate::library::{Organisation, control, ids, iso, link, soc2};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::rules::{LONG_TEXT, SHORT_TEXT};
use domain::values::{Control, Frequency, Link, Overlap, Status, Target};

fn add(control: Control) -> Command {
    Command::AddControl { control }
}

fn linked(id: &str, target: Target, reason: &str, extent: Overlap) -> Command {
    Command::LinkControl { id: id.into(), target, reason: reason.into(), extent }
}

#[test]
fn r20_one_control_meets_many_items_of_both_frameworks() {
    let mut organisation = Organisation::begun();
    let typed = Control {
        id: " AC-1 ".into(),
        name: " Access review ".into(),
        ..control("AC-1", "cc 6.2, CC6.3, A 5.18, clause 9.1")
    };
    let events = organisation.does(add(typed));
    let kept = Control { name: "Access review".into(), ..control("AC-1", "CC6.2, CC6.3, A.5.18, clause 9.1") };
    assert_eq!(events.len(), 1);
    let held = &organisation.registers.controls["AC-1"];
    assert_eq!(
        held.control.links.keys().cloned().collect::<Vec<_>>(),
        ids("iso27001-2022/9.1 iso27001-2022/A.5.18 soc2-tsc-2017/CC6.2 soc2-tsc-2017/CC6.3")
    );
    assert_eq!((&held.control, held.version, held.added_us), (&kept, 1, held.changed_us));
    organisation.does(add(control("AC-2", "CC6.2")));
    assert_eq!(organisation.registers.live_controls().count(), 2, "one criterion is met by many controls");
}

#[test]
fn what_no_control_can_be() {
    let mut organisation = Organisation::begun();
    organisation.does(add(control("AC-1", "")));
    let with = |change: fn(&mut Control)| {
        let mut whole = control("AC-2", "CC6.2");
        change(&mut whole);
        add(whole)
    };
    let unrated = Link { extent: Overlap::Unrated, ..link(Overlap::Full) };
    let mut links = control("AC-2", "");
    links.links.insert("soc2-tsc-2017/CC6.2".into(), unrated);
    let mut reasonless = control("AC-2", "");
    reasonless.links.insert("soc2-tsc-2017/CC6.2".into(), Link { reason: " ".into(), extent: Overlap::Full });
    let mut many = control("AC-2", "");
    many.links = (0..301).map(|i| (format!("soc2-tsc-2017/CC{i}"), link(Overlap::Full))).collect();
    let table = [
        (add(control("AC-1", "")), "control_exists"),
        (with(|c| c.id = "  ".into()), "empty"),
        (with(|c| c.id = "x".repeat(65)), "too_long"),
        (with(|c| c.id = "AC;1".into()), "bad_id"),
        (with(|c| c.id = "AC\n1".into()), "bad_id"),
        (with(|c| c.id = "<b>".into()), "bad_id"),
        (with(|c| c.name = " ".into()), "empty"),
        (with(|c| c.name = "x".repeat(SHORT_TEXT + 1)), "too_long"),
        (with(|c| c.activity = "x".repeat(LONG_TEXT + 1)), "too_long"),
        (with(|c| c.owner = "x".repeat(SHORT_TEXT + 1)), "too_long"),
        (with(|c| c.kind = "x".repeat(SHORT_TEXT + 1)), "too_long"),
        (with(|c| c.policy = "x".repeat(SHORT_TEXT + 1)), "too_long"),
        (add(control("AC-2", "CC6.99")), "unknown"),
        (add(control("AC-2", "clause 9.2")), "unknown"),
        (with(|c| c.links = [("pci-dss/1.1".to_owned(), link(Overlap::Full))].into()), "unknown"),
        (with(|c| c.links = [("CC6.2".to_owned(), link(Overlap::Full))].into()), "unknown"),
        (add(links), "not_possible"),
        (add(reasonless), "empty"),
        (add(many), "too_many"),
    ];
    for (command, code) in table {
        assert_eq!(organisation.refuses(command.clone()).code(), code, "{command:?}");
    }
    for id in ["AC-3.1", "AC_4", "A/5", "#7", "Kontrolle \u{e4}", "\u{7ba1}\u{7406} 1"] {
        assert!(organisation.decides(add(control(id, ""))).is_ok(), "`{id}`");
    }
}

#[test]
fn a_revision_changes_fields_and_no_links() {
    let mut organisation = Organisation::begun();
    organisation.does(add(control("AC-1", "CC6.2, A.5.18")));
    let next = Control {
        name: "Access review".into(),
        activity: "Owners confirm access".into(),
        owner: "IT".into(),
        kind: "detective".into(),
        policy: "Access policy".into(),
        frequency: Some(Frequency::Quarterly),
        ..control("AC-1", "CC1.1")
    };
    let event = Event::ControlRevised { control: Control { links: Default::default(), ..next.clone() } };
    assert_eq!(organisation.does(Command::ReviseControl { control: next.clone() }), [event]);
    let held = organisation.registers.controls["AC-1"].clone();
    assert_eq!(held.control.links, control("AC-1", "CC6.2, A.5.18").links);
    assert_eq!((held.control.owner.as_str(), held.version), ("IT", 2));
    assert!(held.changed_us > held.added_us);
    assert_eq!(organisation.refuses(Command::ReviseControl { control: next }).code(), "nothing_to_change");
    let unknown = Refusal::Unknown { what: "control", id: "AC-11".into(), nearest: Some("AC-1".into()) };
    assert_eq!(organisation.refuses(Command::ReviseControl { control: control("AC-11", "") }), unknown);
    assert_eq!(
        organisation
            .refuses(Command::ReviseControl { control: Control { name: String::new(), ..control("AC-1", "") } })
            .code(),
        "empty"
    );
}

#[test]
fn a_retired_control_stays_in_history_and_can_come_back() {
    let mut organisation = Organisation::begun();
    organisation.does(add(control("AC-1", "CC6.2")));
    let retire = |id: &str, reason: &str| Command::RetireControl { id: id.into(), reason: reason.into() };
    assert_eq!(organisation.refuses(retire("AC-1", "")).code(), "empty");
    assert_eq!(organisation.refuses(retire("ZZ-9", "r")).code(), "unknown");
    assert_eq!(
        organisation.does(retire("AC-1", " merged ")),
        [Event::ControlRetired { id: "AC-1".into(), reason: "merged".into() }]
    );
    assert_eq!(organisation.registers.live_controls().count(), 0);
    assert_eq!(organisation.registers.controls["AC-1"].control.links.len(), 1, "kept for history");
    assert_eq!(organisation.refuses(retire("AC-1", "again")).code(), "nothing_to_change");
    assert_eq!(
        organisation.refuses(add(control("AC-1", ""))).code(),
        "control_exists",
        "an id is never used again for another"
    );
    let refusal = organisation.refuses(linked("AC-1", iso("A.5.18"), "r", Overlap::Full));
    assert_eq!(refusal, Refusal::ControlRetired { id: "AC-1".into() });
    organisation.does(Command::ReviseControl { control: Control { status: Status::InPlace, ..control("AC-1", "") } });
    assert_eq!(organisation.registers.live_controls().count(), 1);
}

#[test]
fn r20_each_link_has_a_reason_and_an_extent() {
    let mut organisation = Organisation::begun();
    organisation.does(add(control("AC-1", "")));
    let event = |item: &str, extent| Event::ControlLinked {
        id: "AC-1".into(),
        target: if item.starts_with("CC") { soc2(item) } else { iso(item) },
        link: Link { reason: "it does".into(), extent },
    };
    for (typed, right) in [
        (soc2("cc6.2"), "CC6.2"),
        (iso("A 5.18"), "A.5.18"),
        (iso("5.7"), "A.5.7"),
        (iso("clause 5.1"), "5.1"),
        (iso("5.2"), "5.2"),
    ] {
        assert_eq!(organisation.does(linked("AC-1", typed, " it does ", Overlap::Full)), [event(right, Overlap::Full)]);
    }
    assert_eq!(
        organisation.does(linked("AC-1", iso("A.5.18"), "it does", Overlap::Partial)),
        [event("A.5.18", Overlap::Partial)]
    );
    let table = [
        (linked("AC-1", iso("A.5.18"), "it does", Overlap::Partial), "nothing_to_change"),
        (linked("AC-1", iso("A.5.18"), "", Overlap::Full), "empty"),
        (linked("AC-1", iso("A.5.18"), "r", Overlap::Soc2Only), "not_possible"),
        (linked("AC-1", iso("A.5.99"), "r", Overlap::Full), "unknown"),
        (linked("AC-1", soc2("A.5.18"), "r", Overlap::Full), "unknown"),
        (linked("AC-9", iso("A.5.18"), "r", Overlap::Full), "unknown"),
        (linked("AC-1", Target { framework: "pci".into(), item: "1".into() }, "r", Overlap::Full), "unknown"),
    ];
    for (command, code) in table {
        assert_eq!(organisation.refuses(command).code(), code);
    }
}

#[test]
fn a_link_is_taken_away_in_any_spelling() {
    let mut organisation = Organisation::begun();
    organisation.does(add(control("AC-1", "CC6.2, A.5.18, A.5.7, clause 5.1")));
    let unlink = |target: Target| Command::UnlinkControl { id: "AC-1".into(), target };
    for (typed, right) in [
        (soc2("cc 6.2"), soc2("CC6.2")),
        (iso("a5.18"), iso("A.5.18")),
        (iso("5.7"), iso("A.5.7")),
        (iso("clause 5.1"), iso("5.1")),
    ] {
        assert_eq!(
            organisation.does(unlink(typed)),
            [Event::ControlUnlinked { id: "AC-1".into(), target: right.clone() }]
        );
        assert_eq!(organisation.refuses(unlink(right)).code(), "unknown", "it is gone");
    }
    assert!(organisation.registers.controls["AC-1"].control.links.is_empty());
}

#[test]
fn a_control_has_at_most_300_links() {
    let mut organisation = Organisation::begun();
    let all = formats::library::builtin::all();
    let mut whole = control("AC-1", "");
    let items = all.iter().filter_map(|d| match d {
        domain::values::LibraryDocument::Framework(f) => Some(f),
        _ => None,
    });
    let targets: Vec<Target> = items
        .flat_map(|f| {
            f.items.iter().filter(|i| !i.heading).map(|i| Target { framework: f.id.clone(), item: i.id.clone() })
        })
        .filter(|t| t.framework != "iso27001-2013" || !t.item.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    assert!(targets.len() > 291, "{}", targets.len());
    whole.links = targets.iter().take(300).map(|t| (t.key(), link(Overlap::Full))).collect();
    let held = whole.links.len();
    organisation.does(add(whole));
    if let Some(one_more) = targets.get(300) {
        assert_eq!(held, 300);
        let refusal = organisation.refuses(linked("AC-1", one_more.clone(), "r", Overlap::Full));
        assert_eq!(refusal, Refusal::TooMany { what: "links of one control", max: 300 });
    }
}
