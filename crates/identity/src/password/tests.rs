//! The vectors, the rules as a table, and what strangers type.

use proptest::prelude::*;

use super::*;

const SALT: [u8; 16] = *b"0123456789abcdef";
const ADA: Context<'_> =
    Context { name: "Ada Byron", email: "lovelace.a@example.org", organisation: "Analytical Engines" };

#[test]
fn the_form_is_the_phc_string_of_argon2id_with_the_stated_costs() {
    let stored = hash("correct horse battery staple", SALT);
    assert!(stored.starts_with("$argon2id$v=19$m=65536,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$"), "{stored}");
    assert!(verify("correct horse battery staple", &stored));
    assert!(!verify("correct horse battery stapl", &stored));
    assert!(!verify("", &stored));
    assert!(!needs_rehash(&stored));
    assert_ne!(stored, hash("correct horse battery staple", *b"0123456789abcdeg"));
}

#[test]
fn a_password_is_the_same_from_every_keyboard() {
    let stored = hash("Zürich ﬁnale Å", SALT);
    assert!(verify("Zu\u{308}rich finale A\u{30a}", &stored));
    assert!(verify("Zürich finale \u{212b}", &stored));
    assert!(!verify("zürich finale å", &stored));
}

#[test]
fn the_dummy_costs_the_same_and_matches_nothing() {
    assert!(!needs_rehash(DUMMY));
    assert!(parameters(DUMMY).is_some());
    assert!(!verify("", DUMMY));
    assert!(!verify("correct horse battery staple", DUMMY));
}

#[test]
fn other_costs_still_verify_and_ask_for_a_rehash() {
    // Known answer of the reference implementation (phc-winner-argon2, test.c): version 0x13, t=2, m=65536, p=1.
    let old = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assert!(verify("password", old));
    assert!(!verify("Password", old));
    let weak = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    assert!(verify("password", weak));
    assert!(needs_rehash(weak));
}

#[test]
fn what_is_no_bearable_argon2id_hash_matches_nothing() {
    for phc in [
        "",
        "password",
        "$argon2id$",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$0WgHL735y1s1wMrb0LbH1Jo1SnfdXSBHBAoWQKHJfqY",
        "$argon2id$v=19$m=4000000,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=99999,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ",
    ] {
        assert!(!verify("password", phc), "{phc}");
    }
    assert!(needs_rehash("password"));
}

#[test]
fn the_rules_as_a_table() {
    use PasswordProblem::*;
    let rows: &[(&str, Result<(), PasswordProblem>)] = &[
        ("correct horse battery staple", Ok(())),
        ("x9$kQ2!mzP4w", Ok(())),
        ("drei graue Kater", Ok(())),
        ("пять зелёных черепах", Ok(())),
        ("紫の傘を三本ください買います", Ok(())),
        ("        my dog eats        ", Ok(())),
        ("short", Err(TooShort(5))),
        ("elevenchars", Err(TooShort(11))),
        ("aaaaaaaaaaaa", Err(Run)),
        ("ABCDefghIJKL", Err(Run)),
        ("1234567890123", Err(Run)),
        ("zyxwvutsrqponm", Err(Run)),
        ("abc!abc!abc!abc!", Err(Run)),
        ("            ", Err(Run)),
        ("Password1234", Err(Common)),
        ("P@ssw0rd2026!", Err(Common)),
        ("qwertyuiop12", Err(Common)),
        ("1qaz2wsx3edc", Err(Common)),
        ("Winter2026!!", Err(Common)),
        ("iloveyou1234", Err(Common)),
        ("letmein-letmein", Err(Common)),
        ("changeme1234", Err(Common)),
        ("administrator", Err(Common)),
        ("my tickMARK is here now", Err(Product)),
        ("Byron writes a long poem", Err(Name)),
        ("xx-adabyron-xx-17-purple", Err(Name)),
        ("LOVELACE writes a program", Err(Email)),
        ("ｌｏｖｅｌａｃｅ writes a program", Err(Email)),
        ("the engines of our time", Err(Organisation)),
    ];
    for (password, expected) in rows {
        assert_eq!(&check(password, &ADA), expected, "{password}");
    }
}

#[test]
fn length_is_counted_in_characters_and_bounded_in_bytes() {
    let words = "velvet otter 7 ";
    assert_eq!(check(&words.repeat(17), &ADA), Ok(()));
    assert_eq!(check(&words.repeat(18), &ADA), Err(PasswordProblem::TooLong));
    assert_eq!(check(&"\u{1f9a6}".repeat(300), &ADA), Err(PasswordProblem::TooLong));
    // One character that grows to eighteen when normalised is measured by what it becomes.
    assert_eq!(check(&"\u{fdfa}".repeat(20), &ADA), Err(PasswordProblem::TooLong));
    assert_eq!(check(&"x".repeat(10_000_000), &ADA), Err(PasswordProblem::TooLong));
    assert!(!verify(&"x".repeat(10_000_000), DUMMY));
    assert!(!verify(&"x".repeat(MAX_BYTES + 1), &hash("", SALT)), "what is too long is not read as nothing");
}

#[test]
fn nothing_is_held_against_somebody_of_whom_nothing_is_known() {
    assert_eq!(check("correct horse battery staple", &Context::default()), Ok(()));
    let short = Context { name: "Li", email: "a@b.example", organisation: "IBM" };
    assert_eq!(check("the limbo of a wombat in april", &short), Ok(()));
    assert_eq!(check("So it goes to A@b.example", &short), Err(PasswordProblem::Email), "all of the address");
    let own = Context { name: "Ada Berg", email: "ada@acme.example", organisation: "Big Ltd" };
    assert_eq!(check("ada@acme.example", &own), Err(PasswordProblem::Email));
    assert_eq!(check("walnuts from acme in may", &own), Err(PasswordProblem::Email), "the domain is known too");
}

#[test]
fn every_problem_speaks_in_a_sentence_and_hints_at_a_way() {
    assert_eq!(PasswordProblem::TooShort(5).to_string(), "The password has 5 characters; it needs at least 12.");
    assert!(PasswordProblem::Common.hint().contains("password manager"));
}

proptest! {
    #[test]
    fn no_text_makes_the_rules_fall_over(password in "\\PC{0,80}", name in "\\PC{0,40}", email in "\\PC{0,40}") {
        let _ = check(&password, &Context { name: &name, email: &email, organisation: &name });
    }

    #[test]
    fn no_stored_text_makes_verify_fall_over(stored in "[$,=a-z0-9+/]{0,120}") {
        prop_assert!(!verify("password", &stored));
    }
}
