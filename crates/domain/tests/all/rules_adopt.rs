//! Rules of the library inside an organisation: adopting documents, deciding suggestions.

use crate::library::{Organisation, adopt, control, iso_document, truvo_document};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::rules::LONG_TEXT;
use domain::values::{Assessment, Decision, LibraryDocument, Practice};

fn framework(change: impl FnOnce(&mut domain::values::Framework)) -> Command {
    let mut document = iso_document();
    change(&mut document);
    Command::AdoptDocument { document: Box::new(LibraryDocument::Framework(document)) }
}

#[test]
fn r26_a_new_version_is_adopted_and_what_was_assessed_is_kept() {
    let mut organisation = Organisation::begun();
    let assessment = Assessment { practice: Practice::Running, ..Assessment::default() };
    organisation.does(Command::AssessItem { item: "A.5.7".into(), assessment: assessment.clone() });
    organisation.does(Command::AddControl { control: control("TI-1", "A.5.7, CC7.1") });
    let next = framework(|f| {
        f.version = "2022 with Amendment 2".into();
        f.items.iter_mut().find(|i| i.id == "A.5.7").unwrap().title = "Threat intelligence, revised".into();
    });
    let events = organisation.does(next);
    assert!(
        matches!(events.as_slice(), [Event::DocumentAdopted { document }] if document.version() == "2022 with Amendment 2")
    );
    let registers = &organisation.registers;
    let item = registers.catalogue.framework("iso27001-2022").unwrap().item("A.5.7").unwrap();
    assert_eq!(item.title, "Threat intelligence, revised");
    assert_eq!(registers.assessments["A.5.7"], assessment);
    assert_eq!(registers.controls["TI-1"].control.links.len(), 2);
    assert_eq!(registers.catalogue.reading("truvo-2026-05").unwrap().to.version, "2022 with Amendment 2");
}

#[test]
fn r26_one_version_has_one_content() {
    let organisation = Organisation::begun();
    let refusal = organisation.refuses(adopt(truvo_document()));
    assert_eq!(refusal, Refusal::NothingToChange { what: "`truvo-2026-05` version 2026-05-12".into() });
    let mut other = truvo_document();
    other.rows.pop();
    let refusal = organisation.refuses(adopt(other));
    assert_eq!(refusal.code(), "not_possible");
    assert!(refusal.to_string().contains("other content"), "{refusal}");
    let kind = framework(|f| (f.id, f.version) = ("truvo-2026-05".into(), "9".into()));
    assert!(organisation.refuses(kind).to_string().contains("another kind"));
}

#[test]
fn r12_r28_an_own_mapping_needs_its_frameworks_and_its_base() {
    let mut organisation = Organisation::begun();
    let own = |change: fn(&mut domain::values::Crosswalk)| {
        let mut mapping = truvo_document();
        (mapping.id, mapping.version) = ("own".into(), "1".into());
        change(&mut mapping);
        adopt(mapping)
    };
    let needs = |needs: &str| Refusal::NeedsDocument { document: "own".into(), needs: needs.into() };
    assert_eq!(organisation.refuses(own(|m| m.from = "pci-dss".into())), needs("pci-dss"));
    assert_eq!(organisation.refuses(own(|m| m.to = "iso27701-2025".into())), needs("iso27701-2025"));
    assert_eq!(organisation.refuses(own(|m| m.layer_on = Some("nobody".into()))), needs("nobody"));
    organisation.does(own(|_| {}));
    assert!(organisation.registers.catalogue.reading("own").is_ok());
    let iso27701 = framework(|f| (f.id, f.version) = ("iso27701-2025".into(), "2025".into()));
    organisation.does(iso27701);
    organisation.does(own(|m| (m.to, m.version) = ("iso27701-2025".into(), "2".into())));
    assert_eq!(organisation.registers.catalogue.reading("own").unwrap().to.id, "iso27701-2025");
}

#[test]
fn r12_a_suggestion_is_decided_with_a_reason() {
    let mut organisation = Organisation::begun();
    let decide = |layer: &str, row: &str, accepted: bool, reason: &str| Command::DecideSuggestion {
        layer: layer.into(),
        row: row.into(),
        accepted,
        reason: reason.into(),
    };
    let layer = "tickmark-suggestions";
    let decision = Decision { accepted: true, reason: "kept weekly".into() };
    let event = Event::SuggestionDecided { layer: layer.into(), row: "s-a-5-9".into(), decision };
    assert_eq!(organisation.does(decide(layer, "s-a-5-9", true, " kept weekly ")), [event]);
    let table = [
        (decide(layer, "s-a-5-9", true, "kept weekly"), "nothing_to_change"),
        (decide(layer, "s-a-5-9", true, "  "), "empty"),
        (decide(layer, "s-a-5-9", true, &"x".repeat(LONG_TEXT + 1)), "too_long"),
        (decide("truvo-2026-05", "CC6.1", true, "r"), "not_possible"),
        (decide("nobody", "s-a-5-9", true, "r"), "unknown"),
    ];
    for (command, code) in table {
        assert_eq!(organisation.refuses(command).code(), code);
    }
    let unknown = Refusal::Unknown { what: "suggestion", id: "s-a-5-99".into(), nearest: Some("s-a-5-9".into()) };
    assert_eq!(organisation.refuses(decide(layer, "s-a-5-99", true, "r")), unknown);
    organisation.does(decide(layer, "s-a-5-9", false, "not any more"));
    assert!(!organisation.registers.suggestions[layer]["s-a-5-9"].accepted);
}
