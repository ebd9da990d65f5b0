//! Sending in pieces, handing in, reading back.

use super::firm::{DAY, Firm, ORG, new, said};
use app::evidence::{FilePlace, FileTrouble, NewVersion};
use app::{Failure, Who};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::reports::evidence::Integrity;
use domain::values::Role;
use std::collections::BTreeSet;
use std::io::Read;

/// Somebody else with a role, who has confirmed.
fn member(firm: &Firm, name: &'static str, role: Role) -> Who {
    let who = firm.app.demo_actor(name);
    let invite = Command::InvitePerson { person: who.id().to_owned(), roles: BTreeSet::from([role]) };
    firm.app.change(ORG, &firm.owner, None, invite).unwrap();
    firm.app.change(ORG, &who, None, Command::ConfirmMembership).unwrap();
    who
}

fn whole(firm: &Firm, id: &str, index: usize) -> Vec<u8> {
    let place = FilePlace { id: id.to_owned(), version: None, index };
    let mut bytes = Vec::new();
    firm.app.evidence_file(ORG, &firm.owner, &place, None).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

#[test]
fn r183_an_item_names_its_files_and_gives_them_back_unchanged() {
    let firm = Firm::new();
    let (one, two) = (firm.receive("review.csv", b"person,access\nana,read\n"), firm.receive("note.txt", b"read\n"));
    assert_eq!((one.file.media.as_str(), one.file.file.size), ("text/plain", 23), "{:?}", one.file);
    let id = firm.add(&[&one, &two]);
    assert_eq!(
        (whole(&firm, &id, 0), whole(&firm, &id, 1)),
        (b"person,access\nana,read\n".to_vec(), b"read\n".to_vec())
    );
    let place = FilePlace { id: id.clone(), version: Some(1), index: 0 };
    let mut part = Vec::new();
    let mut bytes = firm.app.evidence_file(ORG, &firm.owner, &place, Some(7..13)).unwrap();
    bytes.read_to_end(&mut part).unwrap();
    assert_eq!((part.as_slice(), bytes.range.clone()), (&b"access"[..], 7..13));
    let past = firm.app.evidence_file(ORG, &firm.owner, &place, Some(23..24)).unwrap_err();
    assert_eq!(past, FileTrouble::OutOfRange { size: 23 });
    let none = FilePlace { index: 2, ..place };
    assert_eq!(firm.app.evidence_file(ORG, &firm.owner, &none, None).unwrap_err(), FileTrouble::NoFile);
    let found = firm.app.check_files(ORG, &firm.owner, &id).unwrap();
    assert!(found.len() == 2 && found.values().all(|state| *state == Integrity::Unchanged), "{found:?}");
    let checked = firm.app.verify(None, None).unwrap();
    assert!(checked.is_clean() && checked.organisations[0].files == 2, "{checked:?}");
}

#[test]
fn r183_a_file_that_was_altered_or_lost_is_named_and_not_handed_out() {
    let firm = Firm::new();
    let (one, two) = (firm.receive("a.txt", b"as it was"), firm.receive("b.txt", b"another"));
    let id = firm.add(&[&one, &two]);
    let path = firm.place(&one);
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, b"as it is!").unwrap();
    std::fs::remove_file(firm.place(&two)).unwrap();
    let found = firm.app.check_files(ORG, &firm.owner, &id).unwrap();
    assert_eq!(found[&one.file.file.sha256], Integrity::Changed);
    assert_eq!(found[&two.file.file.sha256], Integrity::Missing);
    let place = |index| FilePlace { id: id.clone(), version: None, index };
    let refused = |index| firm.app.evidence_file(ORG, &firm.owner, &place(index), None).unwrap_err();
    assert_eq!(refused(0), FileTrouble::Changed { name: "a.txt".to_owned() });
    assert_eq!(refused(1), FileTrouble::Missing { name: "b.txt".to_owned() });
    assert!(!firm.app.verify(None, None).unwrap().is_clean());
}

#[test]
fn an_upload_goes_on_where_it_stands_also_after_a_restart() {
    let firm = Firm::new();
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();
    let begun = firm.app.begin_upload(ORG, &firm.owner, "log.bin", "", 3_000_000, None).unwrap();
    let id = begun.id;
    firm.app.append_upload(ORG, &firm.owner, &id, 0, &mut &bytes[..1_000_000]).unwrap();
    let firm = firm.reopened();
    let send = |from: usize, to: usize| {
        firm.app.append_upload(ORG, &firm.owner, &id, from as u64, &mut &bytes[from..to]).map(|upload| upload.offset)
    };
    assert_eq!(firm.app.upload_standing(ORG, &firm.owner, &id).unwrap().offset, 1_000_000);
    assert_eq!(send(2_000_000, 2_500_000), Err(FileTrouble::Offset { at: 1_000_000 }));
    let missing = firm.app.finish_upload(ORG, &firm.owner, &id).unwrap_err();
    assert_eq!(missing, FileTrouble::Incomplete { at: 1_000_000, size: 3_000_000 });
    let early = firm.app.add_evidence(ORG, &firm.owner, None, new(vec![id.clone()])).unwrap_err();
    assert_eq!(early, FileTrouble::Incomplete { at: 1_000_000, size: 3_000_000 });
    assert_eq!(send(1_000_000, 3_000_000), Ok(3_000_000));
    assert_eq!(
        firm.app.append_upload(ORG, &firm.owner, &id, 3_000_000, &mut &b"more"[..]).unwrap_err(),
        FileTrouble::TooLarge { limit: 3_000_000 }
    );
    let received = firm.app.finish_upload(ORG, &firm.owner, &id).unwrap();
    assert_eq!(firm.app.finish_upload(ORG, &firm.owner, &id).unwrap(), received, "asked again");
    assert_eq!(received.file.media, "application/octet-stream");
    let item = firm.add(&[&received]);
    assert_eq!(whole(&firm, &item, 0), bytes);
}

#[test]
fn a_length_or_a_hash_that_was_a_lie_is_found() {
    let firm = Firm::new();
    let (app, owner) = (&firm.app, &firm.owner);
    let over = app.begin_upload(ORG, owner, "a", "", app::evidence::FILE_MAX + 1, None).unwrap_err();
    assert_eq!(over, FileTrouble::TooLarge { limit: app::evidence::FILE_MAX });
    assert!(app.begin_upload(ORG, owner, "a", "", app::evidence::FILE_MAX, None).is_ok(), "at the limit");
    let short = app.begin_upload(ORG, owner, "a", "", 3, None).unwrap();
    let long = app.append_upload(ORG, owner, &short.id, 0, &mut &b"four"[..]).unwrap_err();
    assert_eq!(long, FileTrouble::TooLarge { limit: 3 });
    let bad = app.begin_upload(ORG, owner, "a", "", 3, Some("ABC")).unwrap_err();
    assert!(bad.words().0.contains("SHA-256"), "{bad:?}");
    let promised = app.begin_upload(ORG, owner, "a", "", 3, Some(&"0".repeat(64))).unwrap();
    app.append_upload(ORG, owner, &promised.id, 0, &mut &b"abc"[..]).unwrap();
    assert!(matches!(app.finish_upload(ORG, owner, &promised.id), Err(FileTrouble::Mismatch { .. })));
    assert_eq!(app.finish_upload(ORG, owner, &promised.id).unwrap_err(), FileTrouble::NoUpload, "it is given up");
}

#[test]
fn what_somebody_else_sent_is_as_though_it_were_not_there() {
    let firm = Firm::new();
    let paul = member(&firm, "paul-programme", Role::ProgrammeManager);
    let reader = member(&firm, "ira-auditor", Role::InternalAuditor);
    let (app, owner) = (&firm.app, &firm.owner);
    let begun = app.begin_upload(ORG, owner, "a", "", 3, None).unwrap();
    assert_eq!(app.upload_standing(ORG, &paul, &begun.id).unwrap_err(), FileTrouble::NoUpload);
    assert_eq!(app.append_upload(ORG, &paul, &begun.id, 0, &mut &b"abc"[..]).unwrap_err(), FileTrouble::NoUpload);
    let received = firm.receive("a.txt", b"mine");
    assert_eq!(app.add_evidence(ORG, &paul, None, new(vec![received.id])).unwrap_err(), FileTrouble::NoUpload);
    let refused = app.begin_upload(ORG, &reader, "a", "", 3, None).unwrap_err();
    assert!(matches!(refused, FileTrouble::Failed(Failure::Refused(Refusal::NotAllowed(_)))), "{refused:?}");
    assert!(app.may_hand_in(ORG, &paul) && !app.may_hand_in(ORG, &reader));
    let stranger = app.demo_actor("sam-stranger");
    let gone = app.begin_upload(ORG, &stranger, "a", "", 3, None).unwrap_err();
    let nowhere = app.begin_upload("nowhere", &stranger, "a", "", 3, None).unwrap_err();
    assert_eq!(gone.words().0.replace(ORG, "nowhere"), nowhere.words().0);
    assert!(app.own_uploads(ORG, &paul).unwrap().is_empty() && app.own_uploads(ORG, owner).unwrap().len() == 2);
}

#[test]
fn a_request_that_is_asked_twice_hands_in_once() {
    let firm = Firm::new();
    let received = firm.receive("a.txt", b"mine");
    let add = || firm.app.add_evidence(ORG, &firm.owner, Some("ci-1"), new(vec![received.id.clone()])).unwrap();
    let (first, again) = (add(), add());
    assert!(!first.repeated && again.repeated && first.first == again.first, "{again:?}");
}

#[test]
fn a_new_version_keeps_the_files_that_are_named() {
    let firm = Firm::new();
    let (one, two) = (firm.receive("a.txt", b"one"), firm.receive("b.txt", b"two"));
    let id = firm.add(&[&one, &two]);
    let three = firm.receive("c.txt", b"three");
    let keep = BTreeSet::from(["b.txt".to_owned()]);
    let next = NewVersion { evidence: said(), keep, uploads: vec![three.id] };
    firm.app.revise_evidence(ORG, &firm.owner, None, None, &id, next.clone()).unwrap();
    assert_eq!((whole(&firm, &id, 0), whole(&firm, &id, 1)), (b"two".to_vec(), b"three".to_vec()));
    let outdated = firm.app.revise_evidence(ORG, &firm.owner, None, Some(1), &id, next).unwrap_err();
    assert!(matches!(outdated, FileTrouble::Failed(Failure::Refused(Refusal::Outdated { .. }))), "{outdated:?}");
    let keep = BTreeSet::from(["a.txt".to_owned()]);
    let gone = NewVersion { evidence: said(), keep, uploads: Vec::new() };
    assert_eq!(firm.app.revise_evidence(ORG, &firm.owner, None, None, &id, gone).unwrap_err(), FileTrouble::NoFile);
}

#[test]
fn a_file_that_waited_too_long_is_not_handed_in() {
    let firm = Firm::new();
    let received = firm.receive("a.txt", b"mine");
    firm.clock.set(super::firm::START + DAY + 1);
    assert_eq!(
        firm.app.add_evidence(ORG, &firm.owner, None, new(vec![received.id])).unwrap_err(),
        FileTrouble::NoUpload
    );
}

/// Files that an item names wait no longer, so that they count no longer either; the same request is answered once more.
#[test]
fn what_was_handed_in_waits_no_longer_and_the_same_request_is_answered_again() {
    let firm = Firm::new();
    let file = firm.receive("review.csv", b"person,access\nana,read\n");
    assert_eq!(firm.app.own_uploads(ORG, &firm.owner).unwrap().len(), 1);
    let hands_in = || firm.app.add_evidence(ORG, &firm.owner, Some("request-0001"), new(vec![file.id.clone()]));
    let first = hands_in().unwrap();
    assert_eq!(firm.app.own_uploads(ORG, &firm.owner).unwrap(), []);
    let again = hands_in().unwrap();
    assert_eq!((again.object, again.last), (first.object.clone(), first.last));
    let other = member(&firm, "paul-programme", Role::ProgrammeManager);
    let theirs = firm.app.add_evidence(ORG, &other, None, new(vec![file.id.clone()])).unwrap_err();
    assert_eq!(theirs, FileTrouble::NoUpload);
    firm.clock.set(firm.clock.now_us() + 11 * 60 * 1_000_000);
    assert_eq!(hands_in().unwrap_err(), FileTrouble::NoUpload);
    // The sweep takes nothing that an entry names.
    firm.clock.set(firm.clock.now_us() + 2 * DAY);
    firm.app.sweep_evidence().unwrap();
    assert_eq!(whole(&firm, &first.object, 0), b"person,access\nana,read\n");
}
