//! Signed notes against the published example, and checkpoints against whoever would cheat with them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod sample;

use ledger::{
    Checkpoint, CheckpointFault, Hash, Head, Note, NoteError, Report, Sealed, SigningKey, Verifier, VerifierKey, seal,
    verify_checkpoint,
};
use sample::{LOG, draft, key, ledger};

/// The example of Go's `golang.org/x/mod/sumdb/note`, from which C2SP `signed-note` was written.
const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const SEED: &str = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const TEXT: &str =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const SIGNATURE: &str = "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

#[test]
fn the_published_note_verifies_and_is_signed_alike() {
    use base64::Engine;
    let note = format!("{TEXT}\n{SIGNATURE}");
    let verifier = VerifierKey::parse(KEY).unwrap();
    assert_eq!(Note::parse(&note).unwrap().verify(&verifier), Ok(TEXT));
    let seed = base64::engine::general_purpose::STANDARD.decode(SEED).unwrap();
    let signer = SigningKey::from_seed("PeterNeumann", seed[1..].try_into().unwrap()).unwrap();
    assert_eq!(signer.verifier_key().to_string(), KEY);
    assert_eq!(signer.sign_text(TEXT), note);
}

#[test]
fn a_cosignature_of_an_unknown_key_is_left_aside() {
    let other = SigningKey::from_seed("witness", [9; 32]).unwrap();
    let line = other.sign_text(TEXT);
    let line = line.rsplit_once("\n\n").unwrap().1;
    let note = Note::parse(&format!("{TEXT}\n{line}{SIGNATURE}")).unwrap();
    assert!(note.verify(&VerifierKey::parse(KEY).unwrap()).is_ok());
    assert!(note.verify(&other.verifier_key()).is_ok());
    let absent = SigningKey::from_seed("absent", [9; 32]).unwrap().verifier_key();
    assert_eq!(note.verify(&absent), Err(NoteError::Unsigned("absent".into())));
}

#[test]
fn what_is_no_note_or_no_key_is_refused() {
    for note in
        ["", TEXT, &format!("{TEXT}\n"), &format!("{TEXT}\n\u{2014} a\n"), &format!("{TEXT}\n\u{2014} a AAAA\n")]
    {
        assert!(matches!(Note::parse(note), Err(NoteError::Form(_))), "{note:?}");
    }
    assert!(Note::parse(&format!("{TEXT}\r\n{SIGNATURE}")).is_err());
    assert!(Note::parse(&format!("{TEXT}\n{}", SIGNATURE.repeat(101))).is_err());
    let wrong_hash = KEY.replace("c74f20a3", "c74f20a4");
    let weak = "a+00000000+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    for key in ["", "a+b", "a+00000000+AAAA", &wrong_hash, weak] {
        assert!(VerifierKey::parse(key).is_err(), "{key}");
    }
    assert!(SigningKey::from_seed("two words", [1; 32]).is_err());
}

fn report(entries: &[Sealed]) -> Report {
    let mut verifier = Verifier::new();
    for entry in entries {
        verifier.push(entry).unwrap();
    }
    verifier.finish().unwrap()
}

#[test]
fn checkpoints_of_now_and_of_every_earlier_size_belong_to_the_ledger() {
    let (entries, _) = ledger(40);
    let report = report(&entries);
    for size in 0..=40 {
        let checkpoint = Checkpoint::of(&ledger(size).1);
        let note = key().sign(&checkpoint);
        assert_eq!(verify_checkpoint(&note, &key().verifier_key(), &report), Ok(checkpoint));
    }
}

#[test]
fn a_checkpoint_with_another_key_origin_size_or_root_does_not() {
    let (entries, head) = ledger(5);
    let report = report(&entries);
    let right = Checkpoint::of(&head);
    let verify = |checkpoint: &Checkpoint| verify_checkpoint(&key().sign(checkpoint), &key().verifier_key(), &report);
    assert!(verify(&right).is_ok());

    let stranger = SigningKey::from_seed(&format!("tickmark/{LOG}"), [8; 32]).unwrap();
    let fault = verify_checkpoint(&stranger.sign(&right), &key().verifier_key(), &report).unwrap_err();
    assert!(matches!(fault, CheckpointFault::Note(NoteError::Unsigned(_))));

    let origin = Checkpoint { origin: "tickmark/org-else".into(), ..right.clone() };
    assert!(matches!(verify(&origin), Err(CheckpointFault::Origin { .. })));
    let smaller = Checkpoint { size: 4, ..right.clone() };
    assert!(matches!(verify(&smaller), Err(CheckpointFault::Root { size: 4, .. })));
    let root = Checkpoint { root: Hash::ZERO, ..right.clone() };
    assert!(matches!(verify(&root), Err(CheckpointFault::Root { size: 5, .. })));
    let longer = Checkpoint::of(&ledger(6).1);
    assert_eq!(verify(&longer), Err(CheckpointFault::Longer { checkpoint: 6, ledger: 5 }));

    let edited = key().sign(&right).replace("\n5\n", "\n4\n");
    let fault = verify_checkpoint(&edited, &key().verifier_key(), &report).unwrap_err();
    assert!(matches!(fault, CheckpointFault::Note(NoteError::BadSignature(_))));
}

#[test]
fn history_rewritten_and_chained_anew_is_found_by_an_older_checkpoint() {
    let (_, signed) = ledger(8);
    let note = key().sign(&Checkpoint::of(&signed));
    let mut drafts: Vec<_> = (0..12).map(draft).collect();
    drafts[3].payload = br#"{"name":"as it never was"}"#.to_vec();
    let (rewritten, _) = seal(&Head::empty(LOG), &drafts).unwrap();
    let fault = verify_checkpoint(&note, &key().verifier_key(), &report(&rewritten)).unwrap_err();
    assert!(matches!(fault, CheckpointFault::Root { size: 8, .. }));
}

#[test]
fn the_text_of_a_checkpoint_is_read_strictly() {
    let text = Checkpoint::of(&ledger(5).1).to_text();
    assert!(Checkpoint::parse(&text).is_ok());
    assert!(Checkpoint::parse(&format!("{text}an extension\n")).is_ok());
    for bad in [
        String::new(),
        text.replace("\n5\n", "\n05\n"),
        text.replace("\n5\n", "\n+5\n"),
        text.replace("\n5\n", "\n-5\n"),
        text.replace("\n5\n", "\n5\nAA"),
        format!("{text}\nafter an empty line\n"),
    ] {
        assert!(Checkpoint::parse(&bad).is_err(), "{bad:?}");
    }
}
