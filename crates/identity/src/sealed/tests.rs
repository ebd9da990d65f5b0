//! The published vector, every flipped byte, and every attempt to move a sealed value.

use proptest::prelude::*;

use super::*;

const KEY: Secret<[u8; 32]> = Secret::new([7; 32]);
const ADA: Owner<'_> = Owner { kind: "totp", id: "person-1" };

#[test]
fn the_cipher_gives_the_answer_of_the_xchacha_draft() {
    // draft-irtf-cfrg-xchacha-03, appendix A.3.1.
    let key: Vec<u8> = (0x80..=0x9f).collect();
    let nonce: Vec<u8> = (0x40..=0x57).collect();
    let text = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
        sunscreen would be it.";
    let aad = hex::decode("50515253c0c1c2c3c4c5c6c7").unwrap();
    let nonce: [u8; NONCE] = nonce.try_into().unwrap();
    let key = Secret::new(<[u8; 32]>::try_from(key).unwrap());
    let sealed = cipher(&key).encrypt(&XNonce::from(nonce), Payload { msg: text, aad: &aad }).unwrap();
    let (cipher_text, tag) = sealed.split_at(text.len());
    assert!(hex::encode(cipher_text).starts_with("bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"));
    assert_eq!(hex::encode(tag), "c0875924c1c7987947deafd8780acf49");
}

#[test]
fn what_was_sealed_opens_for_its_owner_only() {
    let sealed = seal(&KEY, [9; NONCE], ADA, b"12345678901234567890").unwrap();
    assert_eq!(sealed.len(), 1 + NONCE + 20 + TAG);
    assert_eq!(open(&KEY, ADA, &sealed).unwrap().expose(), b"12345678901234567890");
    let others = [
        Owner { kind: "totp", id: "person-2" },
        Owner { kind: "oidc_client", id: "person-1" },
        Owner { kind: "totpp", id: "erson-1" },
        Owner { kind: "", id: "totpperson-1" },
    ];
    for other in others {
        assert_eq!(open(&KEY, other, &sealed).unwrap_err(), SealedProblem::Key, "{other:?}");
    }
    assert_eq!(open(&Secret::new([8; 32]), ADA, &sealed).unwrap_err(), SealedProblem::Key);
}

#[test]
fn every_flipped_bit_and_every_cut_is_found() {
    let sealed = seal(&KEY, [9; NONCE], ADA, b"secret").unwrap();
    for at in 0..sealed.len() {
        for bit in 0..8 {
            let mut changed = sealed.clone();
            changed[at] ^= 1 << bit;
            assert!(open(&KEY, ADA, &changed).is_err(), "byte {at} bit {bit}");
        }
        assert!(open(&KEY, ADA, &sealed[..at]).is_err(), "cut at {at}");
    }
    assert_eq!(open(&KEY, ADA, &[&sealed[..], &[0]].concat()).unwrap_err(), SealedProblem::Key);
}

#[test]
fn an_empty_secret_is_one_and_a_giant_is_refused() {
    let sealed = seal(&KEY, [0; NONCE], ADA, b"").unwrap();
    assert!(open(&KEY, ADA, &sealed).unwrap().expose().is_empty());
    assert_eq!(seal(&KEY, [0; NONCE], ADA, &vec![0; MAX_SECRET + 1]), Err(SealedProblem::TooLong));
    assert_eq!(open(&KEY, ADA, &vec![FORM; 2 * MAX_SECRET]).unwrap_err(), SealedProblem::Form);
}

#[test]
fn a_secret_is_not_printed() {
    assert_eq!(format!("{:?} {:?}", KEY, Some(Secret::new("hunter2"))), "*** Some(***)");
}

proptest! {
    #[test]
    fn no_bytes_open_by_chance(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(open(&KEY, ADA, &bytes).is_err());
    }
}
