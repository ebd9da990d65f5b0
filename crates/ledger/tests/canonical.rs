//! Canonical JSON: what is written, what is accepted, what is refused.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use ledger::canonical::{CanonicalError, check, is_canonical, to_bytes};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn members_are_sorted_and_nothing_is_wasted() {
    let value = json!({"b": [1, -2, true], "a": {"z": "é", "Z": ""}, "": {}});
    let bytes = to_bytes(&value).unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap(), r#"{"":{},"a":{"Z":"","z":"é"},"b":[1,-2,true]}"#);
}

#[test]
fn the_sorting_example_of_rfc_8785_comes_out_in_its_order() {
    // RFC 8785, section 3.2.3; U+1F600 sorts before U+FB33 by UTF-16, after it by UTF-8.
    let value = json!({
        "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh", "1": "One",
        "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis"
    });
    let bytes = to_bytes(&value).unwrap();
    let text = std::str::from_utf8(&bytes).unwrap();
    let order = ["Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"].map(|word| text.find(word).unwrap());
    assert!(order.is_sorted(), "{text}");
    assert!(is_canonical(&bytes));
}

#[test]
fn strings_take_the_shortest_escape() {
    let bytes = to_bytes(&"\u{8}\t\n\u{c}\r\"\\/\u{1}\u{1f}\u{7f}").unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap(), "\"\\b\\t\\n\\f\\r\\\"\\\\/\\u0001\\u001f\u{7f}\"");
}

#[test]
fn what_readers_could_take_differently_is_not_written() {
    assert_eq!(to_bytes(&1.5), Err(CanonicalError::Float));
    assert_eq!(to_bytes(&1.0), Err(CanonicalError::Float));
    assert_eq!(to_bytes(&json!({"a": null})), Err(CanonicalError::Null));
    assert_eq!(to_bytes(&f64::NAN), Err(CanonicalError::Null));
    assert_eq!(to_bytes(&9_007_199_254_740_992_i64), Err(CanonicalError::BigInteger));
    assert_eq!(to_bytes(&u64::MAX), Err(CanonicalError::BigInteger));
    assert_eq!(to_bytes(&i64::MIN), Err(CanonicalError::BigInteger));
    assert_eq!(to_bytes(&-9_007_199_254_740_991_i64).unwrap(), b"-9007199254740991");
}

#[test]
fn nesting_ends_at_64_levels() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(check(nested(64).as_bytes()), Ok(()));
    assert_eq!(check(nested(65).as_bytes()), Err(CanonicalError::TooDeep));
    let deep: Value = serde_json::from_str(&nested(65)).unwrap();
    assert_eq!(to_bytes(&deep), Err(CanonicalError::TooDeep));
}

#[test]
fn other_spellings_are_refused() {
    for text in [
        "",
        " 1",
        "1 ",
        "01",
        "-0",
        "+1",
        "1.0",
        "1e3",
        "null",
        "[null]",
        "nul",
        "tru",
        "[1, 2]",
        "[1,]",
        "[,1]",
        "{}{}",
        r#"{"b":1,"a":2}"#,
        r#"{"a":1,"a":2}"#,
        r#"{"a" :1}"#,
        r#"{a:1}"#,
        r#"{"a":1,}"#,
        r#""\/""#,
        r#""\u0041""#,
        r#""\u000a""#,
        r#""\u001F""#,
        r#""\ud83d\ude00""#,
        "\"\t\"",
        "\"",
        r#""\"#,
        r#""\u00"#,
        "9007199254740992",
        "-9007199254740992",
        "99999999999999999999999",
        r#"{"\"":1,"!":2}"#,
    ] {
        assert!(!is_canonical(text.as_bytes()), "{text}");
    }
    assert!(!is_canonical(b"\"\xff\""));
    // An escaped quote sorts as the quote (0x22), which follows `!` (0x21), although its backslash (0x5c) would not.
    assert!(is_canonical(br##"{"!":2,"\"":1,"#":3}"##));
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_canonical_and_reads_back(value in value()) {
        let bytes = to_bytes(&value).unwrap();
        prop_assert_eq!(check(&bytes), Ok(()));
        prop_assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap(), value);
    }

    #[test]
    fn what_is_accepted_is_what_would_be_written(value in value(), at in any::<prop::sample::Index>(), byte: u8) {
        let mut bytes = to_bytes(&value).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if is_canonical(&bytes) {
            let again: Value = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(to_bytes(&again).unwrap(), bytes);
        }
    }
}
