//! Coverage against worked examples, and against a second reading of the rows that shares no code with the report.

use crate::library;
use crate::library::{TRUVO, catalogue, covered, ids, scope, truvo};
use domain::reports::COVERAGE_IS_NOT_READINESS;
use domain::reports::coverage::Speaks;
use domain::values::{Category, Mode, Overlap};
use std::collections::{BTreeMap, BTreeSet};

/// Rows read again from their printed right-hand column: control, and whether the row is full.
fn own_reading(categories: &str, mode: Mode) -> BTreeMap<(u32, u32), Vec<bool>> {
    let sizes = [(5, 37), (6, 8), (7, 14), (8, 34)];
    let mut found: BTreeMap<(u32, u32), Vec<bool>> = BTreeMap::new();
    for row in library::truvo_document().rows {
        let series = row.id.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        if !scope(categories).contains(Category::parse(series).unwrap()) || row.overlap == Overlap::Soc2Only {
            continue;
        }
        let full = row.overlap == Overlap::Full;
        // A row counts once for a control, and a name counts before a broad reference to its whole theme.
        let mut named = BTreeSet::new();
        for part in row.written.split(',').filter_map(|p| p.trim().strip_prefix("A ")) {
            let (theme, rest) = part.split_once('.').unwrap();
            let theme: u32 = theme.parse().unwrap();
            let size = sizes.iter().find(|(t, _)| *t == theme).unwrap().1;
            let numbers = match rest.split_once('-') {
                _ if rest.starts_with('x') => (1..=size).filter(|_| mode == Mode::Broad).collect::<Vec<u32>>(),
                Some((a, b)) => (a.parse().unwrap()..=b.split_once('.').unwrap().1.parse().unwrap()).collect(),
                None => vec![rest.parse().unwrap()],
            };
            named.extend(numbers.into_iter().map(|n| (theme, n)));
        }
        for control in named {
            found.entry(control).or_default().push(full);
        }
    }
    found
}

#[test]
fn r14_coverage_in_total_and_by_theme() {
    let all = "all";
    let table = [
        ("security", Mode::Literal, 61, "65.6", [26, 6, 5, 24]),
        ("security,availability", Mode::Literal, 65, "69.9", [27, 6, 7, 25]),
        ("security,confidentiality", Mode::Literal, 65, "69.9", [28, 6, 5, 26]),
        ("security,availability,confidentiality", Mode::Literal, 69, "74.2", [29, 6, 7, 27]),
        ("security,processing_integrity", Mode::Literal, 62, "66.7", [26, 6, 5, 25]),
        ("security,privacy", Mode::Literal, 62, "66.7", [27, 6, 5, 24]),
        (all, Mode::Literal, 71, "76.3", [30, 6, 7, 28]),
        ("security", Mode::Broad, 71, "76.3", [26, 6, 5, 34]),
        ("security,availability", Mode::Broad, 74, "79.6", [27, 6, 7, 34]),
        ("security,availability,confidentiality", Mode::Broad, 76, "81.7", [29, 6, 7, 34]),
        (all, Mode::Broad, 77, "82.8", [30, 6, 7, 34]),
    ];
    let catalogue = catalogue();
    for (categories, mode, n, percent, themes) in table {
        let seen = covered(&catalogue, TRUVO, categories, mode);
        let of_theme: Vec<usize> = seen.themes.iter().map(|t| t.covered).collect();
        assert_eq!(
            (seen.covered, seen.of, seen.percent.to_string()),
            (n, 93, percent.to_owned()),
            "{categories} {mode:?}"
        );
        assert_eq!(of_theme, themes, "{categories} {mode:?}");
        assert_eq!(seen.themes.iter().map(|t| t.of).collect::<Vec<_>>(), [37, 8, 14, 34]);
        assert_eq!((seen.ids(true).count(), seen.ids(false).count()), (n, 93 - n));
    }
}

#[test]
fn r17_best_and_worst_overlap_follow_from_a_second_reading_of_the_rows() {
    let catalogue = catalogue();
    for set in 0..32_u8 {
        let chosen: Vec<&str> = Category::ALL.iter().filter(|c| set & (1 << **c as u8) != 0).map(|c| c.id()).collect();
        for mode in [Mode::Literal, Mode::Broad] {
            let categories = chosen.join(",");
            let (seen, again) = (covered(&catalogue, TRUVO, &categories, mode), own_reading(&categories, mode));
            for control in &seen.controls {
                let (theme, n) = control.id[2..].split_once('.').unwrap();
                let rows = again.get(&(theme.parse().unwrap(), n.parse().unwrap()));
                let rated = |full: bool| if full { Overlap::Full } else { Overlap::Partial };
                let best = rows.map(|r| rated(r.iter().any(|full| *full)));
                let worst = rows.map(|r| rated(r.iter().all(|full| *full)));
                assert_eq!((control.best, control.worst), (best, worst), "{} for {categories} {mode:?}", control.id);
                assert_eq!(control.rows.len(), rows.map_or(0, Vec::len), "{} for {categories} {mode:?}", control.id);
                let speaks = if rows.is_some() { Speaks::Crosswalk } else { Speaks::Neither };
                assert_eq!(control.speaks(), speaks);
            }
            let full = again.values().filter(|r| r.contains(&true)).count();
            let all_full = again.values().filter(|r| !r.contains(&false)).count();
            assert_eq!((seen.best.full, seen.best.partial, seen.best.unrated), (full, again.len() - full, 0));
            assert_eq!((seen.worst.full, seen.worst.partial), (all_full, again.len() - all_full));
        }
    }
}

#[test]
fn r17_worked_tallies_of_security_alone() {
    let seen = covered(&catalogue(), TRUVO, "security", Mode::Literal);
    assert_eq!((seen.best.full, seen.best.partial), (56, 5));
    assert_eq!((seen.worst.full, seen.worst.partial), (49, 12));
}

#[test]
fn r36_security_alone_leaves_32_controls_as_incremental_effort() {
    let seen = covered(&catalogue(), TRUVO, "security", Mode::Literal);
    let open = ids(
        "A.5.5 A.5.9 A.5.11 A.5.12 A.5.13 A.5.23 A.5.30 A.5.31 A.5.32 A.5.33 A.5.34 A.6.7 A.6.8 A.7.5 A.7.6 A.7.7 A.7.8 \
         A.7.9 A.7.10 A.7.11 A.7.12 A.7.13 A.8.4 A.8.6 A.8.9 A.8.11 A.8.12 A.8.18 A.8.19 A.8.23 A.8.30 A.8.34",
    );
    assert_eq!(seen.ids(false).collect::<Vec<_>>(), open);
}

#[test]
fn r6_a_range_counts_in_both_modes_and_a_broad_reference_in_one() {
    let catalogue = catalogue();
    let row = catalogue.reading(TRUVO).unwrap().crosswalk.rows.iter().find(|r| r.id == "CC5.2").unwrap();
    assert_eq!(row.written, "A 5.3, A 8.x broadly", "kept as written");
    let (literal, broad) =
        (covered(&catalogue, TRUVO, "security", Mode::Literal), covered(&catalogue, TRUVO, "security", Mode::Broad));
    assert!(["A.8.26", "A.8.27", "A.8.28", "A.8.29"].iter().all(|id| literal.control(id).unwrap().covered()));
    assert!(!literal.control("A.8.34").unwrap().covered());
    let by = &broad.control("A.8.34").unwrap().rows;
    assert_eq!(by.iter().map(|r| (r.criterion.as_str(), r.broad)).collect::<Vec<_>>(), [("CC5.2", true)]);
}

#[test]
fn r7_r8_domain_rows_count_without_a_rating_and_only_with_their_category() {
    let catalogue = catalogue();
    let seen = |categories: &str| covered(&catalogue, "agency-domains", categories, Mode::Literal);
    let (alone, continuity, privacy) = (seen("security"), seen("security,availability"), seen("security,privacy"));
    assert_eq!(catalogue.reading("agency-domains").unwrap().crosswalk.rows.len(), 11);
    assert_eq!(alone.best.unrated, alone.covered, "high and moderate say nothing about full or partial");
    let covers = |c: &domain::reports::coverage::Coverage, id: &str| c.control(id).unwrap().covered();
    assert_eq!([covers(&alone, "A.5.30"), covers(&continuity, "A.5.30")], [false, true]);
    assert_eq!(
        [covers(&alone, "A.5.34"), covers(&continuity, "A.5.34"), covers(&privacy, "A.5.34")],
        [false, false, true]
    );
}

#[test]
fn r4_additive_rows_count_nothing() {
    let catalogue = catalogue();
    let additive: Vec<&str> = catalogue
        .reading(TRUVO)
        .unwrap()
        .crosswalk
        .rows
        .iter()
        .filter(|r| !r.overlap.counts())
        .map(|r| {
            assert_eq!(r.overlap, Overlap::Soc2Only, "{}: SOC 2 asks for more", r.id);
            r.id.as_str()
        })
        .collect();
    assert_eq!(additive, ids("P2.1 P3.1 P3.2 P4.1 P5.1 P5.2 P6.7 P7.1"));
    let mut turned = library::truvo_document();
    turned.rows.iter_mut().find(|r| r.id == "CC7.2").unwrap().overlap = Overlap::IsoOnly;
    let mut other = library::catalogue();
    other.insert(domain::values::LibraryDocument::Crosswalk(turned));
    let seen = covered(&other, TRUVO, "security", Mode::Literal);
    assert_eq!(seen.covered, 58, "a row that says ISO asks for more carries nothing over");
    assert!(!seen.control("A.8.15").unwrap().covered());
}

#[test]
fn r18_the_sentence_against_readiness_names_the_three_steps() {
    for word in ["not readiness", "reviewed", "Statement of Applicability", "certification body"] {
        assert!(COVERAGE_IS_NOT_READINESS.contains(word), "{word}");
    }
}

#[test]
fn no_category_covers_nothing_and_clauses_never_count() {
    let catalogue = catalogue();
    let nothing = domain::reports::coverage::coverage(&truvo(&catalogue, "").over(domain::values::Categories::NONE));
    assert_eq!((nothing.covered, nothing.of, nothing.percent.tenths()), (0, 93, 0));
    let all = covered(&catalogue, TRUVO, "all", Mode::Broad);
    assert!(all.controls.iter().all(|c| c.id.starts_with("A.")), "clauses are their own kind");
}

#[test]
fn r29_where_overlap_is_strong_follows_from_the_rows() {
    // Share of full rows by series: CC6 to CC8 strong, CC1 to CC5 weaker, as the rows have it.
    let rows = library::truvo_document().rows;
    let share = |series: &[&str]| {
        let of: Vec<_> = rows.iter().filter(|r| series.iter().any(|s| r.id.starts_with(s))).collect();
        (of.iter().filter(|r| r.overlap == Overlap::Full).count(), of.len())
    };
    assert_eq!(share(&["CC6.", "CC7.", "CC8."]), (14, 14));
    assert_eq!(share(&["CC1.", "CC2.", "CC3.", "CC4.", "CC5."]), (7, 17));
}
