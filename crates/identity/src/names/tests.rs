//! Names of the world that have to be taken, and hostile ones that may not be.

use proptest::prelude::*;

use super::*;

fn email(typed: &str) -> Result<String, NameProblem> {
    Email::parse(typed).map(|email| email.to_string())
}

#[test]
fn names_of_the_world_are_taken() {
    for name in [
        "Ada Byron",
        "X Æ A-12",
        "O’Neill, Seán",
        "María José Carreño Quiñones",
        "Nguyễn Thị Ánh",
        "Владимир",
        "محمد بن سلمان",
        "کریم\u{200c}پور",
        "श्री\u{200d}मती",
        "葛\u{e0100}城 太郎",
        "ᠮᠣᠩᠭᠣᠯ",
        "김철수",
        "J",
    ] {
        assert_eq!(PersonName::parse(name).map(|name| name.to_string()).as_deref(), Ok(name));
    }
    assert_eq!(PersonName::parse("  Ada \u{3000}  Byron ").unwrap().as_str(), "Ada Byron");
    assert_eq!(PersonName::parse("Zoe\u{308}").unwrap().as_str(), "Zo\u{eb}");
    assert_eq!(PersonName::parse(&"é".repeat(120)).unwrap().as_str().chars().count(), 120);
}

#[test]
fn hostile_names_are_refused_with_the_reason() {
    use NameProblem::*;
    for (name, problem) in [
        ("", Empty),
        (" \u{3000}\u{a0} ", Empty),
        ("Ada\0", Control),
        ("Ada\nByron", Control),
        ("Ada\u{1b}[31m", Control),
        ("Ada\u{85}x", Control),
        ("Ada\u{2028}x", Control),
        ("Ada\u{fffe}", Control),
        ("Ada\u{e000}", Control),
        ("Ada\u{10ffff}", Control),
        ("Ada\u{202e}noryB", Invisible),
        ("Ada\u{2066}x\u{2069}", Invisible),
        ("Ada\u{200f}", Invisible),
        ("Ada\u{200b}Byron", Invisible),
        ("\u{3164}", Invisible),
        ("\u{2800}", Invisible),
        ("\u{feff}Ada", Invisible),
        ("A\u{e0041}da", Invisible),
        ("Ad\u{ad}a", Invisible),
        ("A\u{300}\u{301}\u{302}\u{303}\u{304}", Marks),
        ("\u{200d}\u{200c}", NoLetter),
        ("\u{301}\u{302}", NoLetter),
        ("\u{fe0f}", NoLetter),
        ("12345", NoLetter),
        ("<>\"'&;--", NoLetter),
    ] {
        assert_eq!(PersonName::parse(name), Err(problem), "{name:?}");
    }
    assert_eq!(PersonName::parse(&"é".repeat(121)), Err(TooLong("120 characters")));
    assert_eq!(PersonName::parse(&"x".repeat(10_000_000)), Err(TooLong("120 characters")));
}

#[test]
fn addresses_are_read_and_have_one_key() {
    for (typed, address, key) in [
        (" Ada.Byron@Example.ORG ", "Ada.Byron@example.org", "ada.byron@example.org"),
        ("ada+work@example.org", "ada+work@example.org", "ada+work@example.org"),
        ("ada@localhost", "ada@localhost", "ada@localhost"),
        ("Straße@Bücher.example", "Straße@xn--bcher-kva.example", "strasse@xn--bcher-kva.example"),
        ("ＡＤＡ@ｅｘａｍｐｌｅ.org", "ＡＤＡ@example.org", "ada@example.org"),
        ("用户@例子.example", "用户@xn--fsqu00a.example", "用户@xn--fsqu00a.example"),
        ("Zoe\u{308}@example.org", "Zo\u{eb}@example.org", "zo\u{eb}@example.org"),
        ("o'neill@example.org", "o'neill@example.org", "o'neill@example.org"),
    ] {
        let email = Email::parse(typed).unwrap();
        assert_eq!((email.as_str(), email.key().as_str()), (address, key));
        assert_eq!(format!("{}@{}", email.local(), email.domain()), address);
        assert_eq!(Email::parse(&email.key()).unwrap().key(), key, "a key is its own key");
    }
}

#[test]
fn twin_addresses_have_one_key_or_one_shape() {
    let key = |typed: &str| Email::parse(typed).unwrap().key();
    assert_eq!(key("ADA@EXAMPLE.ORG"), key("ada@example.org"));
    assert_eq!(key("ﬁona@example.org"), key("fiona@example.org"));
    assert_eq!(key("\u{212a}arl@example.org"), key("karl@example.org"), "the Kelvin sign");
    assert_eq!(key("mıke@example.org"), key("mike@example.org"), "a dotless i");
    let cyrillic = "\u{430}da@example.org";
    assert_ne!(key(cyrillic), key("ada@example.org"));
    assert_eq!(skeleton(cyrillic), skeleton("ada@example.org"));
}

#[test]
fn hostile_addresses_are_refused() {
    use NameProblem::*;
    for (typed, problem) in [
        ("", Empty),
        ("ada", Address),
        ("ada@b@example.org", Address),
        ("ada\u{ff20}b@example.org", Address),
        ("ada@example.org\u{ff20}evil.example", Address),
        ("@example.org", Local),
        (".ada@example.org", Local),
        ("ada..b@example.org", Local),
        ("ada.@example.org", Local),
        ("\"a b\"@example.org", Local),
        ("a b@example.org", Local),
        ("a\u{a0}b@example.org", Local),
        ("a\u{2024}\u{2024}b@example.org", Local),
        ("a,b@example.org", Local),
        ("ada<script>@example.org", Local),
        ("ada@", Domain),
        ("ada@example..org", Domain),
        ("ada@.example.org", Domain),
        ("ada@exa mple.org", Domain),
        ("ada@exa_mple.org", Domain),
        ("ada@-example.org", Domain),
        ("ada@example.org/x", Domain),
        ("ada@[192.0.2.1]", Domain),
        ("ada@192.0.2.1", Domain),
        ("ada@xn--a", Domain),
        ("ada@example.org\r\nBcc: all@example.org", Control),
        ("ada\r\n@example.org", Control),
        ("a\u{202e}da@example.org", Invisible),
        ("a\u{200b}da@example.org", Invisible),
    ] {
        assert_eq!(email(typed), Err(problem), "{typed:?}");
    }
    assert_eq!(email(&format!("{}@example.org", "a".repeat(65))), Err(Local));
    assert_eq!(email(&format!("ada@{}.org", "a".repeat(64))), Err(Domain));
    assert_eq!(email(&format!("ada@{}", "a.".repeat(10_000_000))), Err(TooLong("254 bytes")));
}

#[test]
fn names_that_look_alike_have_one_shape() {
    for (one, other) in [
        ("Ada Byron", "Аdа Вуrоn"),
        ("PauI Smith", "Paul Smith"),
        ("Paul Smith", "PAUL SMITH"),
        ("Ada Byron", "AdaByron"),
        ("Modern", "Modem"),
        ("Bob 0", "Bob O"),
        ("Ada", "Ａｄａ"),
        ("Ada", "𝐀𝐝𝐚"),
    ] {
        assert_eq!(skeleton(one), skeleton(other), "{one} {other}");
    }
    for (one, other) in [("Ada", "Eda"), ("Müller", "Muller"), ("Карл", "Клара")] {
        assert_ne!(skeleton(one), skeleton(other), "{one} {other}");
    }
}

proptest! {
    #[test]
    fn what_is_taken_is_taken_again_unchanged(name in "\\PC{0,130}", address in "\\PC{0,40}@\\PC{0,40}") {
        if let Ok(name) = PersonName::parse(&name) {
            prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name));
        }
        if let Ok(email) = Email::parse(&address) {
            prop_assert_eq!(Email::parse(email.as_str()), Ok(email.clone()));
            prop_assert!(!email.key().contains(char::is_whitespace));
        }
        let _ = skeleton(&name);
    }

    #[test]
    fn ordinary_addresses_are_taken(local in "[a-zA-Z0-9_+-]{1,20}", domain in "[a-z][a-z0-9]{0,20}\\.[a-z]{2,10}") {
        let email = Email::parse(&format!("{local}@{domain}")).unwrap();
        prop_assert_eq!(email.key(), format!("{}@{domain}", local.to_lowercase()));
    }
}
