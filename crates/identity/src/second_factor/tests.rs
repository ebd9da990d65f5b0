//! The answers of RFC 6238, replay, skew, and what people and strangers type.

use proptest::prelude::*;

use super::*;

const SEED: &[u8; SECRET] = b"12345678901234567890";

/// RFC 6238, appendix B, SHA-1: second, code of eight digits. Six digits are the last six of these.
const VECTORS: [(u64, &str); 6] = [
    (59, "94287082"),
    (1_111_111_109, "07081804"),
    (1_111_111_111, "14050471"),
    (1_234_567_890, "89005924"),
    (2_000_000_000, "69279037"),
    (20_000_000_000, "65353130"),
];

#[test]
fn the_answers_of_rfc_6238() {
    for (second, eight) in VECTORS {
        assert_eq!(verify(SEED, &eight[2..], second, None), Some(second / STEP_S), "{second}");
        assert_eq!(at(SEED, second / STEP_S), eight[2..]);
    }
}

#[test]
fn one_step_either_way_is_taken_and_two_are_not() {
    let step = 59 / STEP_S;
    for (now, taken) in [(0, true), (29, true), (30, true), (89, true), (90, false), (10_000, false)] {
        assert_eq!(verify(SEED, "287082", now, None), taken.then_some(step), "{now}");
    }
    let later = 2_000_000_000;
    assert_eq!(verify(SEED, "279037", later + 30, None), Some(later / 30));
    assert_eq!(verify(SEED, "279037", later - 30, None), Some(later / 30));
    assert_eq!(verify(SEED, "279037", later - 60, None), None);
}

#[test]
fn a_code_is_taken_once_and_none_before_it() {
    let step = verify(SEED, "050471", 1_111_111_111, None).unwrap();
    assert_eq!(verify(SEED, "050471", 1_111_111_111, Some(step)), None);
    assert_eq!(verify(SEED, "081804", 1_111_111_111, Some(step)), None, "the code of the step before");
    assert_eq!(verify(SEED, "081804", 1_111_111_111, Some(step - 2)), Some(step - 1));
    let next = at(SEED, step + 1);
    assert_eq!(verify(SEED, &next, 1_111_111_111, Some(step)), Some(step + 1));
}

#[test]
fn spaces_are_forgiven_and_nothing_else() {
    assert_eq!(verify(SEED, " 287 082\n", 59, None), Some(1));
    for typed in ["", "28708", "2870820", "+28708", "28708a", "２８７０８２", "287082x", "٢٨٧٠٨٢", "-87082", "94287082"]
    {
        assert_eq!(verify(SEED, typed, 59, None), None, "{typed}");
    }
    assert_eq!(verify(SEED, &"287082".repeat(100_000), 59, None), None);
    assert_eq!(verify(SEED, "287082", u64::MAX, None), None);
}

#[test]
fn the_address_is_what_apps_read() {
    assert_eq!(
        uri(SEED, "Tickmark: Analytical Engines", "ada@example.org"),
        "otpauth://totp/Tickmark%3A%20Analytical%20Engines:ada%40example.org?\
         secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Tickmark%3A%20Analytical%20Engines\
         &algorithm=SHA1&digits=6&period=30"
    );
    assert_eq!(typed_secret(SEED), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    let hostile = uri(SEED, "<script>&secret=A", "\"\n?é");
    assert!(hostile.starts_with("otpauth://totp/%3Cscript%3E%26secret%3DA:%22%0A%3F%C3%A9?secret=GEZD"), "{hostile}");
}

#[test]
fn the_picture_is_one_svg_without_style_or_script() {
    let svg = qr_svg(&uri(SEED, "Tickmark", "ada@example.org")).unwrap();
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"), "{}", &svg[..80]);
    for word in ["<style", "style=", "<script", "href", "otpauth", "<!", "<?", " on"] {
        assert!(!svg.contains(word), "{word}");
    }
    assert!(svg.to_lowercase().contains("#ffffff") && svg.contains("#000000"));
    assert_eq!(qr_svg(&"x".repeat(2000)), None);
}

proptest! {
    #[test]
    fn no_text_makes_it_fall_over(secret: [u8; SECRET], code in "\\PC{0,12}", now: u64, last: Option<u64>) {
        if let Some(step) = verify(&secret, &code, now, last) {
            prop_assert!(step.abs_diff(now / STEP_S) <= SKEW);
            prop_assert!(last.is_none_or(|last| step > last));
        }
        prop_assert!(qr_svg(&uri(&secret, &code, &code)).is_some());
    }

    #[test]
    fn the_code_of_now_is_taken(secret: [u8; SECRET], now in 0..4_000_000_000_u64) {
        prop_assert!(verify(&secret, &at(&secret, now / STEP_S), now, None).is_some());
    }
}
