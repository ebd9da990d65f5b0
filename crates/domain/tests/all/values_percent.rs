//! Convention K1: one decimal, half up, exact.

use domain::values::Percent;
use proptest::prelude::*;

#[test]
fn worked_examples() {
    let table = [
        (61, 93, "65.6"),
        (50, 61, "82.0"),
        (0, 93, "0.0"),
        (93, 93, "100.0"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 8, "12.5"),
        // Exactly half a tenth goes up: 0.05 and 2.25, which a binary float would have put on either side.
        (1, 2000, "0.1"),
        (9, 400, "2.3"),
        (1, 2001, "0.0"),
        (0, 0, "0.0"),
        (5, 0, "0.0"),
    ];
    for (n, d, shown) in table {
        assert_eq!(Percent::of(n, d).to_string(), shown, "{n} of {d}");
    }
    assert_eq!(serde_json::to_string(&Percent::of(61, 93)).unwrap(), "65.6");
}

proptest! {
    #[test]
    fn rounds_as_exact_fractions_do(d in 1_usize..1_000_000, share in 0.0..1.0_f64) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "any n up to d will do")]
        let n = ((d as f64) * share) as usize;
        let tenths = i128::from(Percent::of(n, d).tenths());
        // tenths - 1/2 <= 1000 n / d < tenths + 1/2, in whole numbers.
        let (n, d) = (n as i128, d as i128);
        prop_assert!((2 * tenths - 1) * d <= 2000 * n && 2000 * n < (2 * tenths + 1) * d);
    }
}
