//! Tables of sample sizes: the built-in file as it is meant, and one broken file for each error.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use domain::values::{SampleRule, SamplingFrequency};
use formats::library::sampling::{MAX_ROWS, profiles, read};
use formats::library::{MAX_BYTES, Problem};

const HEAD: &str =
    "profile,frequency,typical_population_per_year,sample_low_risk,sample_moderate_risk,sample_high_risk,rule,source\n";

#[test]
fn the_built_in_tables_hold_their_rows() {
    let counts: Vec<(&str, usize)> = profiles().iter().map(|p| (p.id.as_str(), p.rows.len())).collect();
    let expected = [("default", 8), ("sox_table", 7), ("forum", 5), ("ten_percent", 1), ("soc2_reference", 6)];
    assert_eq!(counts, expected);
    let default = &profiles()[0];
    let monthly = default.rows.iter().find(|r| r.frequency == SamplingFrequency::Monthly).unwrap();
    assert_eq!((monthly.sizes, monthly.typical.as_str()), (Some([2, 3, 4]), "12"));
    let half = default.rows.iter().find(|r| r.frequency == SamplingFrequency::HalfYearly).unwrap();
    assert_eq!((half.sizes, half.typical.as_str()), (Some([1, 2, 2]), "2"));
    let events = default.rows.iter().find(|r| r.frequency == SamplingFrequency::EventDriven).unwrap();
    assert_eq!(events.sizes, None);
    assert_eq!(events.rule, SampleRule::Share { hundredths: 10, least: 5, most: 25, all_below: 5 });
    for row in profiles().iter().flat_map(|p| &p.rows) {
        assert!(row.source.split(' ').count() > 2, "a source that says where: {row:?}");
        assert!(row.sizes.is_some() || !row.rule.needs_sizes(), "{row:?}");
        if let Some([low, moderate, high]) = row.sizes {
            assert!(low <= moderate && moderate <= high, "more risk, more items: {row:?}");
        }
    }
}

fn problems(text: &str) -> Vec<Problem> {
    read(text.as_bytes(), "own.csv").unwrap_err()
}

/// The only problem of a file with one row.
fn problem(row: &str) -> String {
    let found = problems(&format!("{HEAD}{row}\n"));
    assert_eq!(found.len(), 1, "{row}: {found:?}");
    found[0].to_string()
}

#[test]
fn each_error_names_line_and_field_and_what_would_be_right() {
    let good = "own,monthly,12,1,2,3,min(population;table),Our audit firm";
    assert_eq!(read(format!("{HEAD}{good}\n").as_bytes(), "own.csv").unwrap()[0].rows.len(), 1);
    for (row, start, hint) in [
        ("own,montly,12,1,2,3,all,x y", "own.csv:2:1: frequency: no frequency is known as `montly`", "`monthly`"),
        (
            "own,monthly,12,1,two,3,all,x y",
            "own.csv:2:1: sample_moderate_risk: `two` is no sample size",
            "whole number",
        ),
        ("own,monthly,12,1,2,-3,all,x y", "own.csv:2:1: sample_high_risk: `-3` is no sample size", "whole number"),
        ("own,monthly,12,0,2,3,all,x y", "own.csv:2:1: sample_low_risk: `0` is no sample size", "from 1"),
        (
            "own,monthly,12,1,2,3,most of them,x y",
            "own.csv:2:1: rule: `most of them` is no rule",
            "min(population;table)",
        ),
        ("own,monthly,12,1,2,3,all,", "own.csv:2:1: source: is empty", "published"),
        ("o n,monthly,12,1,2,3,all,x y", "own.csv:2:1: profile: `o n` is no id", "letters"),
        (",monthly,12,1,2,3,all,x y", "own.csv:2:1: profile: `` is no id", "letters"),
        ("own,monthly,12,1,2,3,all", "own.csv:2:1: has 7 cells", "write 8"),
    ] {
        let said = problem(row);
        assert!(said.starts_with(start) && said.contains(hint), "{row}: {said}");
    }
    let said: Vec<String> = problems(&format!("{HEAD}own,monthly,12,,,,min(population;table),x y\n"))
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(said.len(), 3, "a rule that reads the table needs all three sizes: {said:?}");
    let twice = problems(&format!("{HEAD}{good}\nother,weekly,52,1,2,3,all,x y\n{good}\n"));
    assert!(twice[0].to_string().starts_with("own.csv:4:1: frequency: `monthly` stands twice in the profile `own`"));
}

#[test]
fn a_file_that_is_no_table_is_told_what_one_is() {
    let first = |text: &[u8]| read(text, "own.csv").unwrap_err()[0].to_string();
    assert!(first(b"").starts_with("own.csv:1:1: is empty (the columns are profile,frequency,"));
    assert!(first(HEAD.as_bytes()).starts_with("own.csv:2:1: has no row"));
    assert!(first(b"profile,frequenzy\n").starts_with("own.csv:1:1: `frequenzy` is no column of this table"));
    assert!(first(b"frequency,profile\n").contains("not those of this table, in their order"));
    let latin = [HEAD.as_bytes(), b"own,monthly,12,1,2,3,all,\xe9t\xe9\n"].concat();
    assert!(first(&latin).contains("UTF-8"), "{}", first(&latin));
    let bom = [b"\xef\xbb\xbf", HEAD.as_bytes(), b"own,monthly,12,1,2,3,all,x y\n"].concat();
    assert!(read(&bom, "own.csv").is_ok(), "a byte-order mark is no error");
    let many: String = (0..=MAX_ROWS).map(|n| format!("own-{n},monthly,12,1,2,3,all,x y\n")).collect();
    assert!(first(format!("{HEAD}{many}").as_bytes()).starts_with("own.csv:1002:1: has more than 1000 rows"));
    assert!(first(&vec![b'x'; MAX_BYTES + 1]).contains("larger than"));
}
