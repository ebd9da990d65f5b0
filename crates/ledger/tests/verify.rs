//! A ledger is intact or the first bad entry is named: every flipped byte, cuts, swaps, redactions.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod sample;

use ledger::{
    Checkpoint, Fault, Flaw, Hash, Head, Leaf, Object, Remark, Report, SealError, Sealed, Verifier, leaf_hash,
    payload_commit, seal, verify_checkpoint,
};
use proptest::prelude::*;
use sample::{LOG, START, draft, key, leaf_hashes, ledger, redacted_ledger, redaction};

fn verify(entries: &[Sealed]) -> Result<Report, Fault> {
    let mut verifier = Verifier::of_log(LOG);
    for entry in entries {
        verifier.push(entry)?;
    }
    verifier.finish()
}

/// Position and kind of the first fault.
fn first_bad(entries: &[Sealed]) -> (u64, Flaw) {
    let fault = verify(entries).unwrap_err();
    (fault.seq, fault.what)
}

#[test]
fn an_intact_ledger_is_reported_as_it_was_sealed() {
    let (entries, head) = ledger(20);
    let report = verify(&entries).unwrap();
    assert_eq!((report.log.as_str(), report.size, report.root, report.last), (LOG, 20, head.root(), head.last));
    assert_eq!(report.leaves, leaf_hashes(&entries));
    assert_eq!(report.blobs.len(), 6);
    assert_eq!(report.check_head(&head), Ok(()));
    assert!(report.remarks.is_empty() && report.redacted.is_empty());
}

#[test]
fn an_empty_ledger_is_intact() {
    let report = verify(&[]).unwrap();
    assert_eq!((report.size, report.root), (0, Head::empty(LOG).root()));
    assert_eq!(report.root.to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(report.check_head(&Head::empty(LOG)), Ok(()));
}

#[test]
fn sealing_in_one_go_or_one_by_one_gives_the_same_bytes() {
    let (together, head) = ledger(33);
    let mut one_by_one = (Vec::new(), Head::empty(LOG));
    for number in 0..33 {
        let (entries, head) = seal(&one_by_one.1, &[draft(number)]).unwrap();
        one_by_one.0.extend(entries);
        one_by_one.1 = head;
    }
    assert_eq!((together, head), one_by_one);
}

#[test]
fn a_leaf_reads_back_as_its_draft() {
    let (entries, _) = ledger(3);
    let draft = draft(2);
    let leaf = Leaf::parse(&entries[2].leaf).unwrap();
    assert_eq!((leaf.seq, leaf.time_us, leaf.version), (2, draft.time_us, 1));
    assert_eq!(
        (leaf.action, leaf.request_id, leaf.app_version),
        ("control_added".into(), "r-0002".into(), "0.1.0".into())
    );
    assert_eq!((leaf.object_kind, leaf.object_id), ("control".into(), "AC-2".into()));
    assert_eq!((leaf.actor_id, leaf.actor_kind, leaf.actor_via), ("p-5b1c".into(), "person".into(), "cli".into()));
    assert_eq!(leaf.prev, leaf_hash(&entries[1].leaf));
    assert_eq!(leaf.payload_commit, payload_commit(&draft.salt, &draft.payload));
    assert_eq!(leaf.blobs[0].sha256.to_string(), draft.blobs[0].sha256);
    let value: serde_json::Value = serde_json::from_slice(&entries[2].leaf).unwrap();
    assert_eq!(value["time"], "2026-03-31T12:00:03.000002Z");
    assert_eq!(ledger::canonical::to_bytes(&value).unwrap(), entries[2].leaf);
}

#[test]
fn what_cannot_be_sealed_is_refused_by_name() {
    let refused = |change: fn(&mut ledger::Draft)| {
        let mut draft = draft(1);
        change(&mut draft);
        seal(&Head::empty(LOG), &[sample::draft(0), draft]).unwrap_err()
    };
    assert!(matches!(refused(|d| d.payload = b"{\"a\": 1}".to_vec()), SealError::Payload { index: 1, .. }));
    assert!(matches!(refused(|d| d.payload = b"1.5".to_vec()), SealError::Payload { .. }));
    assert!(matches!(refused(|d| d.payload = Vec::new()), SealError::Payload { .. }));
    assert!(matches!(refused(|d| d.time_us = -1), SealError::Time { index: 1 }));
    assert!(matches!(refused(|d| d.time_us = i64::MAX), SealError::Time { .. }));
    assert!(matches!(refused(|d| d.action = "a".repeat(70_000)), SealError::TooLong { part: "leaf", .. }));
    assert!(matches!(
        refused(|d| d.blobs = vec![ledger::Blob { sha256: "AB".repeat(32), size: 1 }]),
        SealError::Blob { .. }
    ));
    for (kind, id) in [("entry", "1"), ("entry", "00"), ("entry", "x"), ("control", "0")] {
        let mut draft = redaction(1, 0);
        draft.object = Object { kind: kind.into(), id: id.into() };
        let error = seal(&Head::empty(LOG), &[sample::draft(0), draft]).unwrap_err();
        assert!(matches!(error, SealError::Redaction { index: 1, .. }), "{kind} {id}");
    }
    assert!(matches!(seal(&Head::empty("two words"), &[]), Err(SealError::Log(_))));
    let torn = Head { size: 3, ..Head::empty(LOG) };
    assert!(matches!(seal(&torn, &[]), Err(SealError::Head { expected: 2, found: 0 })));
}

#[test]
fn a_redacted_entry_keeps_every_proof() {
    let (entries, head) = redacted_ledger();
    let report = verify(&entries).unwrap();
    assert_eq!(report.redacted, [4]);
    assert_eq!(report.root, head.root());
    assert!(report.remarks.is_empty());
    let proof = ledger::tree::inclusion_proof(&report.leaves, 4).unwrap();
    assert!(ledger::tree::verify_inclusion(&leaf_hash(&entries[4].leaf), 4, 12, &proof, &report.root));
    let note = key().sign(&Checkpoint::of(&head));
    assert!(verify_checkpoint(&note, &key().verifier_key(), &report).is_ok());
}

#[test]
fn a_payload_that_went_without_a_redaction_is_found() {
    let (mut entries, _) = redacted_ledger();
    entries[6].payload = None;
    assert_eq!(first_bad(&entries), (6, Flaw::Opening));
    entries[6].salt = None;
    assert_eq!(first_bad(&entries), (6, Flaw::Missing));
}

#[test]
fn a_redaction_that_was_not_carried_out_and_a_clock_set_back_are_remarked() {
    let mut drafts = vec![draft(0), draft(1), redaction(2, 0)];
    drafts[1].time_us = START - 5;
    let (entries, _) = seal(&Head::empty(LOG), &drafts).unwrap();
    let remarks = verify(&entries).unwrap().remarks;
    assert_eq!(remarks, [Remark::TimeWentBack { seq: 1, by_us: 5 }, Remark::NotCarriedOut { seq: 0 }]);
}

#[test]
fn cuts_doubles_swaps_and_strangers_are_found_where_they_begin() {
    let (entries, head) = ledger(10);
    let with = |change: fn(&mut Vec<Sealed>)| {
        let mut entries = entries.clone();
        change(&mut entries);
        first_bad(&entries)
    };
    assert_eq!(with(|e| drop(e.remove(0))), (0, Flaw::Sequence));
    assert_eq!(with(|e| drop(e.remove(6))), (6, Flaw::Sequence));
    assert_eq!(with(|e| e.insert(6, e[5].clone())), (6, Flaw::Sequence));
    assert_eq!(with(|e| e.swap(3, 4)), (3, Flaw::Sequence));
    assert_eq!(with(|e| e[7].seq = 8), (7, Flaw::Sequence));
    assert_eq!(with(|e| e[7].salt = None), (7, Flaw::Opening));
    assert_eq!(with(|e| e[7].payload = Some(b"{}".to_vec())), (7, Flaw::Commitment));
    assert_eq!(with(|e| e[7].payload = Some(b"{ }".to_vec())), (7, Flaw::Payload));

    let (stranger, _) = seal(&Head::empty("org-else"), &[draft(0)]).unwrap();
    assert_eq!(first_bad(&stranger), (0, Flaw::Log));

    // What is cut off at the end breaks no chain: the stored head and any checkpoint tell.
    let fault = verify(&entries[..8]).unwrap().check_head(&head).unwrap_err();
    assert_eq!((fault.seq, fault.what), (8, Flaw::Sequence));
}

/// An entry altered in its leaf, with everything else left: what somebody with access to the database would do.
fn altered(entries: &[Sealed], seq: usize, from: &str, to: &str) -> Vec<Sealed> {
    let mut entries = entries.to_vec();
    let leaf = String::from_utf8(entries[seq].leaf.clone()).unwrap();
    assert!(leaf.contains(from));
    entries[seq].leaf = leaf.replace(from, to).into_bytes();
    entries
}

#[test]
fn an_altered_leaf_is_named_itself_and_not_its_neighbour() {
    let (entries, head) = ledger(10);
    for seq in 0..9 {
        let id = format!("AC-{seq}");
        assert_eq!(first_bad(&altered(&entries, seq, &id, "AC-x")), (seq as u64, Flaw::Chain), "entry {seq}");
    }
    let last = verify(&altered(&entries, 9, "AC-9", "AC-x")).unwrap();
    let fault = last.check_head(&head).unwrap_err();
    assert_eq!((fault.seq, fault.what), (9, Flaw::Chain));
    let prev = leaf_hash(&entries[4].leaf).to_string();
    assert_eq!(first_bad(&altered(&entries, 5, &prev, &Hash::ZERO.to_string())), (5, Flaw::Chain));
    assert_eq!(first_bad(&altered(&entries, 5, ",\"v\":1}", ",\"v\":2}")), (5, Flaw::Version));
    assert_eq!(first_bad(&altered(&entries, 5, ",\"v\":1}", ",\"v\":1} ")), (5, Flaw::Leaf));
    assert_eq!(first_bad(&altered(&entries, 5, "\"size\":1}", "\"size\":2}")), (5, Flaw::Chain));
}

#[test]
fn flaws_that_only_a_dishonest_writer_makes_are_found() {
    // A writer that skips the checks of `seal`: its leaves are chained, so only their meaning is wrong.
    let (entries, _) = ledger(4);
    let rechain = |seq: usize, from: &str, to: &str| {
        let mut entries = altered(&entries, seq, from, to);
        for next in seq + 1..entries.len() {
            let prev = leaf_hash(&entries[next - 1].leaf).to_string();
            let leaf = String::from_utf8(entries[next].leaf.clone()).unwrap();
            let at = leaf.find("\"prev\":\"").unwrap() + 8;
            entries[next].leaf = format!("{}{prev}{}", &leaf[..at], &leaf[at + 64..]).into_bytes();
        }
        entries
    };
    assert!(verify(&rechain(1, "AC-1", "AC-x")).is_ok());
    assert_eq!(first_bad(&rechain(1, "control_added", "entry_redacted")), (1, Flaw::Redaction));
    assert_eq!(first_bad(&rechain(1, "2026-03-31", "2026-02-29")), (1, Flaw::Leaf));
    assert_eq!(first_bad(&rechain(1, "T12:", "T24:")), (1, Flaw::Leaf));
    let mut drafts: Vec<_> = (0..3).map(draft).collect();
    drafts[1].blobs = vec![ledger::Blob { size: 2, ..drafts[2].blobs[0].clone() }];
    let (entries, _) = seal(&Head::empty(LOG), &drafts).unwrap();
    assert_eq!(first_bad(&entries), (2, Flaw::Blob));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_flipped_byte_is_found_in_its_entry(
        seq in 0_usize..12, part in 0..3, at in any::<prop::sample::Index>(), flip in 1_u8..=255,
    ) {
        let (mut entries, head) = redacted_ledger();
        let entry = &mut entries[seq];
        match part {
            1 if entry.salt.is_some() => entry.salt.as_mut().unwrap()[at.index(32)] ^= flip,
            2 if entry.payload.is_some() => {
                let payload = entry.payload.as_mut().unwrap();
                let at = at.index(payload.len());
                payload[at] ^= flip;
            }
            _ => {
                let at = at.index(entry.leaf.len());
                entry.leaf[at] ^= flip;
            }
        }
        let fault = match verify(&entries) {
            Ok(report) => report.check_head(&head).unwrap_err(),
            Err(fault) => fault,
        };
        // Of the last two, chained to nothing after them, either may be the altered one.
        prop_assert!(fault.seq == seq as u64 || (seq == 11 && fault.seq == 10), "{fault}");
    }

    #[test]
    fn any_prefix_proves_consistent(size in 1_u64..90, old in any::<prop::sample::Index>()) {
        let (entries, head) = ledger(size);
        let old = old.index(entries.len());
        let (_, old_head) = ledger(old as u64);
        let proof = ledger::tree::consistency_proof(&leaf_hashes(&entries), old).unwrap();
        prop_assert!(ledger::tree::verify_consistency(old as u64, &old_head.root(), size, &head.root(), &proof));
    }
}
