//! Hints of secrets and personal data: found wherever they stand, and never repeated.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use std::io::{self, Read};

use preview::{Found, HINTS_MAX, HintKind, MANY_ADDRESSES, secrets};

use HintKind as K;

fn look(bytes: &[u8]) -> Found {
    secrets(&mut &bytes[..]).unwrap()
}

fn kinds(text: &str) -> Vec<HintKind> {
    look(text.as_bytes()).hints.iter().map(|hint| hint.kind).collect()
}

/// Put together here, so that no scanner of this text takes them for real ones.
fn samples() -> Vec<(HintKind, String, String)> {
    let random = "aK3vQ9zL1xW7bT5nR2mY8cP4dF6gH0jS";
    let sample = |kind, before: &str, secret: String| (kind, format!("{before}{secret}"), secret);
    vec![
        sample(K::AwsKey, "", format!("AKIA{}", "Q3EGRJ5WZ7TB2MLX")),
        sample(K::AwsKey, "key=", format!("ASIA{}", "Q3EGRJ5WZ7TB2MLX")),
        sample(K::GitHubToken, "", format!("ghp_{random}1234")),
        sample(K::GitHubToken, "token: ", format!("github_pat_{random}_{random}")),
        sample(K::GitLabToken, "", format!("glpat-{}", &random[..20])),
        sample(K::SlackToken, "", format!("xoxb-{}-{random}", "123456789012")),
        sample(K::SlackToken, "https://", format!("hooks.slack.com/services/T{}/B{}/{random}", "00000000", "00000000")),
        sample(K::StripeKey, "", format!("sk_live_{}", &random[..24])),
        sample(K::Jwt, "Bearer ", format!("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.{random}")),
        sample(K::OwnToken, "", format!("tkm_a{random}{}", &random[..17])),
        sample(K::LikelySecret, "password = ", random.to_owned()),
        sample(K::LikelySecret, "\"client_secret\": \"", format!("{random}==")),
        sample(K::LikelySecret, "API_KEY=", "9f86d081884c7d659a2feaa0c55ad015".to_owned()),
        sample(K::LikelySecret, "<password>", random.to_owned()),
        sample(K::CardNumber, "card ", "4111 1111 1111 1111".to_owned()),
        sample(K::CardNumber, "card ", "378282246310005".to_owned()),
        sample(K::SocialSecurityNumber, "ssn ", "219-09-9999".to_owned()),
        sample(K::Iban, "", "DE89 3704 0044 0532 0130 00".to_owned()),
        sample(K::Iban, "", "GB82WEST12345698765432".to_owned()),
        sample(K::Iban, "", "NO9386011117947".to_owned()),
    ]
}

#[test]
fn each_form_is_found_and_never_repeated() {
    for (kind, text, secret) in samples() {
        let found = look(format!("first line\n{text}\nlast line\n").as_bytes());
        let [hint] = found.hints.as_slice() else { panic!("{text}: {found:?}") };
        assert_eq!((hint.kind, hint.line), (kind, 2), "{text}");
        assert!(found.whole && !found.more);
        for part in secret.as_bytes().windows(9) {
            let part = std::str::from_utf8(part).unwrap();
            let told = hint.masked.contains(part);
            assert!(!told || "github_pat_".contains(part) || "hooks.slack.com".contains(part), "{hint:?}");
        }
    }
    let keys = [
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----",
        "PuTTY-User-Key-File-3: ssh-ed25519",
    ];
    for key in keys {
        assert_eq!(kinds(key), [K::PrivateKey], "{key}");
    }
    let address = look(b"postgres://app:hunter2@db.example.com/prod");
    assert_eq!(address.hints[0].kind, K::PasswordInAddress);
    assert_eq!(address.hints[0].masked, "postgres://\u{2026}:\u{2026}@");
}

#[test]
fn what_only_looks_like_one_is_left_alone() {
    let harmless = [
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----",
        "AKIA is how they begin",
        "the password is kept in the vault",
        "password: correct-horse-battery-staple-words",
        "the secret of a good access review is its population",
        "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "https://example.com:8443/path@x",
        "https://user:****@example.com",
        "https://user:${PASSWORD}@example.com",
        "4111 1111 1111 1112",
        "1234 5678 9012 3456",
        "4444 4444 4444 4444",
        "DE88 3704 0044 0532 0130 00",
        "000-12-3456 666-12-3456 900-12-3456 123-00-4567 123-45-0000",
        "tkm_a is how our tokens begin",
        "one@example.com, two@example.com",
        "",
    ];
    for text in harmless {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn many_addresses_are_one_hint() {
    let list = |count: u64| (0..count).map(|n| format!("person{n}@example.com\n")).collect::<String>();
    assert_eq!(kinds(&list(MANY_ADDRESSES - 1)), []);
    let found = look(format!("names\n{}", list(5000)).as_bytes());
    let [hint] = found.hints.as_slice() else { panic!("{found:?}") };
    assert_eq!((hint.kind, hint.line), (K::Addresses, 2));
    assert_eq!(hint.masked, "5000 addresses from this line on");
    assert!(hint.kind.is_personal() && !K::Jwt.is_personal());
}

/// Every place around the borders of the windows: told once, with the right line.
#[test]
fn a_secret_across_a_border_is_told_once() {
    let samples = samples();
    let secret = &samples[2].1;
    let borders = [(64 << 10) - (8 << 10), 64 << 10];
    for border in borders {
        for before in (border - 60..border + 20).step_by(9) {
            let mut text: Vec<u8> = (0..before).map(|at| if at % 100 == 99 { b'\n' } else { b' ' }).collect();
            let line = text.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
            text.extend_from_slice(secret.as_bytes());
            for rest in [0, 1, 30_000] {
                let mut text = text.clone();
                text.resize(text.len() + rest, b' ');
                let found = look(&text);
                let [hint] = found.hints.as_slice() else { panic!("{before} {rest}: {found:?}") };
                assert_eq!((hint.kind, hint.line), (K::GitHubToken, line), "{before} {rest}");
            }
        }
    }
}

#[test]
fn texts_of_two_bytes_a_character_are_read() {
    let samples = samples();
    let wide: Vec<u8> = samples[0].1.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(look(&[b"\xff\xfe".to_vec(), wide].concat()).hints.len(), 1);
}

#[test]
fn there_is_an_end_to_telling() {
    let samples = samples();
    let line = format!("{}\n", samples[0].1);
    let found = look(line.repeat(HINTS_MAX).as_bytes());
    assert_eq!((found.hints.len(), found.more), (HINTS_MAX, false));
    let found = look(line.repeat(HINTS_MAX + 1).as_bytes());
    assert_eq!((found.hints.len(), found.more), (HINTS_MAX, true));
    assert_eq!(
        found.hints.iter().map(|hint| hint.line).collect::<Vec<_>>(),
        (1..=HINTS_MAX as u64).collect::<Vec<_>>()
    );
}

#[test]
fn a_reader_that_fails_is_an_error() {
    struct Fails;
    impl Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    assert!(secrets(&mut b"text".chain(Fails)).is_err());
}
