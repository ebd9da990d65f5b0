//! The form of the codes, what people type instead, and what is no code.

use proptest::prelude::*;

use super::*;

#[test]
fn ten_codes_of_sixty_bits_from_given_bytes() {
    let mut random = [0; RANDOM];
    random[7] = 1;
    random[8..16].fill(0xff);
    random[16..24].copy_from_slice(&[0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef]);
    let codes = codes(&random);
    assert_eq!(codes[0], "1000-0000-0000");
    assert_eq!(codes[1], "zzzz-zzzz-zzzz");
    // 0x0123456789abcdef in groups of five bits from the right: 15 15 19 23 26 4 30 12 5 26 8 2.
    assert_eq!(codes[2], "ffkq-t4yc-5t82");
    assert_eq!(codes[9], "0000-0000-0000");
}

#[test]
fn what_people_type_is_read_kindly() {
    for typed in [
        "10ab-cdef-gh01",
        "10ABCDEFGH01",
        " 10ab cdef gh01 ",
        "lOab\u{2013}cdef\u{2013}ghoI",
        "1-0-a-b-c-d-e-f-g-h-0-1",
    ] {
        assert_eq!(normalise(typed).as_deref(), Some("10abcdefgh01"), "{typed}");
    }
}

#[test]
fn what_is_no_code_is_none() {
    for typed in ["", "-", "10ab-cdef-gh0", "10ab-cdef-gh012", "10ab-cdef-gh0u", "10ab-cdef-gh0é", "１０ab-cdef-gh01"]
    {
        assert_eq!(normalise(typed), None, "{typed}");
    }
    assert_eq!(normalise(&" ".repeat(1_000_000)), None);
}

#[test]
fn a_code_is_found_once_and_only_for_its_person() {
    let random: [u8; RANDOM] = std::array::from_fn(|index| (index * 37 % 251) as u8);
    let codes = codes(&random);
    let mut kept: Vec<String> = codes.iter().map(|code| stored("ada", code).unwrap()).collect();
    assert!(kept.iter().all(|hash| hash.len() == 64));
    assert_eq!(spend("ada", &codes[6].to_uppercase(), &kept), Some(6));
    assert_eq!(spend("bob", &codes[6], &kept), None);
    assert_eq!(spend("ada", "0000-0000-0000", &kept), None);
    kept.remove(6);
    assert_eq!(spend("ada", &codes[6], &kept), None);
    assert_eq!(spend("ada", &codes[7], &kept), Some(6));
}

#[test]
fn what_is_kept_is_plain_sha_256() {
    // printf 'tickmark recovery 1\3\0\0\0\0\0\0\0ada10abcdefgh01' | sha256sum
    let expected = "4d66dede526226827782bb3a4fcee95792a9f75b6216c00a62f58763a72212a9";
    assert_eq!(stored("ada", "10AB-CDEF-GH01").as_deref(), Some(expected));
}

proptest! {
    #[test]
    fn every_code_reads_as_itself(random in proptest::collection::vec(any::<u8>(), RANDOM)) {
        for code in codes(&random.try_into().unwrap()) {
            prop_assert_eq!(normalise(&code), Some(code.replace('-', "")));
        }
    }

    #[test]
    fn no_text_makes_it_fall_over(typed in "\\PC{0,80}") {
        let _ = normalise(&typed);
    }
}
