//! What two names have in common at their ends changes nothing of how far apart they are.

use super::{differing, edits};

/// Every text of up to so many of these letters.
fn texts(letters: &[char], most: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut from = 0;
    for _ in 0..most {
        let until = all.len();
        for at in from..until {
            let longer: Vec<String> = letters.iter().map(|letter| format!("{}{letter}", all[at])).collect();
            all.extend(longer);
        }
        from = until;
    }
    all
}

#[test]
fn without_common_ends_names_are_as_far_apart_as_whole() {
    // A letter of two bytes among them, so that a cut inside of one would be seen.
    let all = texts(&['a', 'b', '\u{e9}'], 5);
    assert_eq!(all.len(), 1 + 3 + 9 + 27 + 81 + 243);
    for a in &all {
        for b in &all {
            let (here, there) = differing(a, b);
            assert_eq!(edits(here, there), strsim::osa_distance(a, b), "{a:?} {b:?}");
        }
    }
}

#[test]
fn what_is_left_is_only_what_differs() {
    assert_eq!(differing("control 01", "control 02"), ("1", "2"));
    assert_eq!(differing("access review", "access reviews"), ("", "s"));
    assert_eq!(differing("aaa", "aa"), ("a", ""));
    assert_eq!(differing("same", "same"), ("", ""));
}
