//! The written form, and everything that is nearly a token.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

#[test]
fn the_form_is_fixed() {
    assert_eq!(base62([0; 32]), "0".repeat(43));
    // 2^256 - 1 in base 62, computed apart from this code.
    assert_eq!(base62([0xff; 32]), "yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp1");
    let one = Token::mint(Kind::Api, [0; 32]);
    assert_eq!(one.expose(), format!("tkm_a{}vcuM7M", "0".repeat(43)));
    assert_eq!(one.expose().len(), LENGTH);
    assert_eq!(one.label(), "tkm_a0000");
}

#[test]
fn each_kind_has_its_own_letter_and_is_in_the_pattern() {
    let letters: BTreeSet<char> = Kind::ALL.into_iter().map(Kind::letter).collect();
    assert_eq!(letters.len(), Kind::ALL.len());
    let in_pattern: BTreeSet<char> = PATTERN.split(['[', ']']).nth(1).unwrap().chars().collect();
    assert_eq!(letters, in_pattern);
    assert!(PATTERN.contains(&format!("{{{}}}", BODY + CHECKSUM)));
}

#[test]
fn a_token_of_one_kind_is_refused_where_another_is_asked_for() {
    let invitation = Token::mint(Kind::Invitation, [5; 32]);
    assert_eq!(Token::parse_kind(invitation.expose(), Kind::Invitation), Ok(invitation.clone()));
    assert_eq!(Token::parse_kind(invitation.expose(), Kind::Session), Err(TokenProblem::Kind));
    let renamed = invitation.expose().replacen("tkm_i", "tkm_s", 1);
    assert_eq!(Token::parse(&renamed), Err(TokenProblem::Checksum));
}

#[test]
fn what_is_no_token_is_refused() {
    let good = Token::mint(Kind::Session, [1; 32]);
    let text = good.expose();
    for bad in [
        "",
        "tkm_",
        "tkm_s",
        &text[..LENGTH - 1],
        &format!("{text}0"),
        &format!(" {text}"),
        &format!("{text}\n"),
        &text.replacen("tkm_", "TKM_", 1),
        &text.replacen("tkm_s", "tkm_x", 1),
        &text.replacen("tkm_s", "tkm_é", 1),
        &format!("tkm_s{}", "é".repeat(24)),
        &format!("tkm_s{}é{}", &text[5..20], &text[22..]),
    ] {
        assert_eq!(Token::parse(bad), Err(TokenProblem::Form), "{bad:?}");
    }
}

#[test]
fn a_token_is_not_printed_and_its_hash_is_sha_256() {
    let token = Token::mint(Kind::Scim, [3; 32]);
    assert_eq!(format!("{token:?}"), r#"Token { kind: Scim, text: "***" }"#);
    let again: [u8; 32] = Sha256::digest(token.expose()).into();
    assert!(same(&token.hash(), &again));
    let mut other = again;
    other[31] ^= 1;
    assert!(!same(&token.hash(), &other));
}

proptest! {
    #[test]
    fn what_is_minted_parses_and_every_changed_character_is_refused(
        random: [u8; 32], kind in 0..7_usize, at in 0..LENGTH, with in "[0-9A-Za-z_]",
    ) {
        let token = Token::mint(Kind::ALL[kind], random);
        prop_assert_eq!(Token::parse(token.expose()), Ok(token.clone()));
        let mut changed = token.expose().to_owned();
        changed.replace_range(at..=at, &with);
        prop_assume!(changed != token.expose());
        prop_assert!(Token::parse(&changed).is_err());
    }

    #[test]
    fn no_text_makes_parse_fall_over(text in "(tkm_)?\\PC{0,60}") {
        prop_assert!(Token::parse(&text).is_err());
    }
}
