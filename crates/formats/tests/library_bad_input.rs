//! Every kind of bad library file: one clear sentence each, with line and what would be right, and all of them at once.

use domain::values::LibraryDocument;
use formats::library::{self, MAX_BYTES, Problem, Severity, builtin};

const FRAMEWORK: &str = "\
framework/1:
  id: acme
  title: Acme
  version: \"1\"
  outcome: own
  source:
    publication: Acme baseline
  groups:
    - id: people
      title: People
  items:
    - id: AB1
      kind: control
      title: Contact
      group: people
      summary: Someone answers for security.
    - id: AB2
      kind: control
      title: Leavers
      summary: Access ends with the job.
";

const CROSSWALK: &str = "\
crosswalk/1:
  id: acme-map
  title: Acme map
  version: \"1\"
  from: soc2-tsc-2017
  to: iso27001-2022
  grain: criterion
  source:
    publication: Acme workshop
  rows:
    - id: CC6.1
      criteria: [CC6.1]
      written: A 5.15
      references: [A.5.15]
      overlap: full
";

const CLAIMS: &str = "\
claims/1:
  id: acme-claims
  title: Acme claims
  version: \"1\"
  source:
    publication: Acme collection
  claims:
    - id: AC1
      topic: coverage
      text: Nearly everything is covered.
      source: Acme blog
      scope:
        crosswalk: truvo-2026-05
        theme: people
      published: { low: 90, high: 95, unit: percent }
      derive: coverage_percent
      claimed_uncovered: [A.6.7]
";

fn examine(text: &str) -> Vec<Problem> {
    library::examine(text.as_bytes(), "own.yaml", &builtin::all()).problems
}

/// The sample with one part replaced, and the sentences that come of it.
fn said(sample: &str, from: &str, to: &str) -> Vec<String> {
    assert!(sample.contains(from), "the sample has no `{from}`");
    examine(&sample.replacen(from, to, 1)).iter().map(ToString::to_string).collect()
}

#[test]
fn the_samples_are_sound() {
    for sample in [FRAMEWORK, CROSSWALK, CLAIMS] {
        assert_eq!(examine(sample), []);
        assert!(library::read(sample.as_bytes(), "own.yaml").is_ok());
    }
}

#[test]
fn a_missing_key_is_named_with_its_meaning() {
    let said = said(FRAMEWORK, "  title: Acme\n", "");
    assert_eq!(said, ["own.yaml:2:3: title: the key `title` is missing (The short title people use.)"]);
}

#[test]
fn an_unknown_key_comes_with_the_nearest_right_one() {
    let said = said(FRAMEWORK, "      summary: Someone", "      sumary: Someone");
    assert_eq!(said.len(), 2);
    assert!(said[0].starts_with("own.yaml:12:7: items[0].summary: the key `summary` is missing"), "{said:?}");
    assert_eq!(said[1], "own.yaml:16:7: items[0].sumary: `sumary` is no key here (did you mean `summary`?)");
}

#[test]
fn a_word_that_is_no_value_comes_with_the_right_ones() {
    let said = said(CROSSWALK, "overlap: full", "overlap: additive");
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("own.yaml:15:16: rows[0].overlap: `additive` is no value of this field ("), "{said:?}");
    assert!(said[0].contains("iso_only, soc2_only"));
}

#[test]
fn a_wrong_type_an_empty_text_and_a_day_that_is_none() {
    assert_eq!(
        said(CROSSWALK, "references: [A.5.15]", "references: A.5.15")[0].split(" (").next().unwrap(),
        "own.yaml:14:19: rows[0].references: a list is expected here, not text"
    );
    assert!(said(FRAMEWORK, "title: Acme\n", "title: \"\"\n")[0].contains("the text is empty"));
    let day = said(FRAMEWORK, "publication: Acme baseline", "publication: Acme\n    reviewed_on: 2026-02-30");
    assert_eq!(
        day,
        ["own.yaml:8:18: source.reviewed_on: `2026-02-30` is no day (write YYYY-MM-DD, for example 2026-05-12)"]
    );
}

#[test]
fn a_bad_document_id_and_a_bad_item_id() {
    let document = said(FRAMEWORK, "id: acme\n", "id: Acme Corp\n");
    assert!(document[0].starts_with("own.yaml:2:7: id: `Acme Corp` is no id of a document"), "{document:?}");
    let item = said(FRAMEWORK, "id: AB2", "id: ab-2");
    assert!(item[0].contains("`ab-2` is not the canonical spelling of an id (references read it as `AB2`"), "{item:?}");
    let range = said(FRAMEWORK, "id: AB2", "id: AB2.x");
    assert!(range[0].contains("items[1].id"), "{range:?}");
}

#[test]
fn a_duplicate_item_row_and_claim_id() {
    let item = said(FRAMEWORK, "id: AB2", "id: AB1");
    assert_eq!(
        item,
        ["own.yaml:17:11: items[1].id: the id `AB1` occurs twice (items[0] has it already; each item needs its own)"]
    );
    let twice = |sample: &str, list: &str| {
        let (_, entries) = sample.split_once(&format!("  {list}:\n")).unwrap();
        examine(&format!("{sample}{entries}")).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert!(twice(CROSSWALK, "rows")[0].contains("rows[1].id: the id `CC6.1` occurs twice"));
    assert!(twice(CLAIMS, "claims")[0].contains("claims[1].id: the id `AC1` occurs twice"));
}

#[test]
fn a_group_that_does_not_exist() {
    let said = said(FRAMEWORK, "group: people", "group: peple");
    assert_eq!(said, ["own.yaml:15:14: items[0].group: there is no group `peple` (did you mean `people`?)"]);
}

#[test]
fn touchpoints_and_successors_that_lead_nowhere() {
    let with = "summary: Access ends with the job.\n      touchpoints: [CC6.2, CC6.12]\n      successors: [A.5.118]";
    let said = said(FRAMEWORK, "summary: Access ends with the job.", with);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said[0].starts_with("own.yaml:21:28: items[1].touchpoints[1]: `CC6.12` is an item of no known framework (did")
    );
    assert!(said[1].contains("successors[0]: `A.5.118` is an item of no known framework (did you mean `A.5.1"));
}

#[test]
fn references_that_lead_nowhere_come_with_the_nearest_right_id() {
    let item = said(CROSSWALK, "references: [A.5.15]", "references: [A.5.15, A.8.44]");
    assert_eq!(item.len(), 1);
    assert!(item[0].starts_with(
        "own.yaml:14:28: rows[0].references[1]: iso27001-2022 has no item `A.8.44` (did you mean `A.8.4`?"
    ));
    let clause = said(CROSSWALK, "references: [A.5.15]", "references: [clause 6.1.4]");
    assert!(clause[0].contains("has no clause 6.1.4 (did you mean `6.1"), "{clause:?}");
    let bare = said(CROSSWALK, "references: [A.5.15]", "references: [\"6.1.2\"]");
    assert!(bare[0].contains("`6.1.2` is a clause of iso27001-2022 (write `clause 6.1.2`)"), "{bare:?}");
    let broad = said(CROSSWALK, "references: [A.5.15]", "references: [A.9.x]");
    assert!(broad[0].contains("has nothing under `A.9`"), "{broad:?}");
    let criterion = said(CROSSWALK, "criteria: [CC6.1]", "criteria: [CC6.9]");
    assert!(
        criterion[0].contains("criteria[0]: soc2-tsc-2017 has no item `CC6.9` (did you mean `CC6."),
        "{criterion:?}"
    );
    let nothing = said(CROSSWALK, "references: [A.5.15]", "references: [clause six]");
    assert!(nothing[0].contains("names no clause; write for example `clause 6.1.2`"), "{nothing:?}");
}

#[test]
fn a_framework_or_crosswalk_that_does_not_exist() {
    let to = said(CROSSWALK, "to: iso27001-2022", "to: iso27001-2020");
    assert_eq!(to, ["own.yaml:6:7: to: there is no framework `iso27001-2020` (did you mean `iso27001-2022`?)"]);
    let claim = said(CLAIMS, "crosswalk: truvo-2026-05", "crosswalk: truvo-2026-06");
    assert!(claim[0].contains("claims[0].scope.crosswalk: there is no crosswalk `truvo-2026-06` (did you mean"));
    let layer = said(CROSSWALK, "grain: criterion", "grain: suggestion\n  layer_on: truvo");
    assert!(layer[0].contains("layer_on: there is no crosswalk `truvo`"), "{layer:?}");
    let loose = said(CROSSWALK, "grain: criterion", "grain: suggestion");
    assert!(loose[0].contains("suggestions need `layer_on`"), "{loose:?}");
}

#[test]
fn a_range_that_ends_before_it_starts() {
    let said = said(CROSSWALK, "[A.5.15]", "[A.5.18-A.5.15]");
    assert_eq!(
        said,
        ["own.yaml:14:20: rows[0].references[0]: the range `A.5.18-A.5.15` ends before it starts \
         (did you mean `A.5.15-A.5.18`?)"]
    );
}

#[test]
fn a_row_that_counts_but_names_nothing_and_one_that_names_twice() {
    assert!(
        said(CROSSWALK, "references: [A.5.15]", "references: []")[0]
            .contains("the row `CC6.1` is full but names nothing")
    );
    assert!(said(CROSSWALK, "[A.5.15]", "[A.5.15, A 5.15]")[0].contains("references[1]: `A.5.15` is named twice"));
}

#[test]
fn r3_a_partial_row_without_supplement_is_a_hint_and_no_error() {
    let text = CROSSWALK.replace("overlap: full", "overlap: partial");
    let problems = examine(&text);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].severity, Severity::Hint);
    assert!(problems[0].to_string().contains("the partial row `CC6.1` has no supplement (say in `supplement`"));
    assert!(matches!(library::read(text.as_bytes(), "own.yaml"), Ok(LibraryDocument::Crosswalk(_))));
}

#[test]
fn claims_that_run_downward_derive_from_nothing_or_name_nothing() {
    assert!(said(CLAIMS, "low: 90, high: 95", "low: 95, high: 90")[0].contains("the interval ends below its start"));
    let loose = said(CLAIMS, "        crosswalk: truvo-2026-05\n", "");
    assert!(loose[0].contains("the claim `AC1` derives from no crosswalk"), "{loose:?}");
    assert!(said(CLAIMS, "theme: people", "theme: persons")[0].contains("there is no group `persons`"));
    assert!(said(CLAIMS, "[A.6.7]", "[A.6.77]")[0].contains("neither side of truvo-2026-05 has an item `A.6.77`"));
    assert!(said(CLAIMS, "low: 90", "low: -3")[0].contains("-3 is out of range (from 0 to 4294967295)"));
}

#[test]
fn all_problems_come_at_once_and_in_the_order_of_the_file() {
    let text = CROSSWALK
        .replace("[CC6.1]", "[CC6.9]")
        .replace("[A.5.15]", "[A.5.18-A.5.15, A.9.1]")
        .replace("full", "partial");
    let places: Vec<(usize, String)> = examine(&text).into_iter().map(|p| (p.line, p.field)).collect();
    let expected = [
        (11, "rows[0].supplement"),
        (12, "rows[0].criteria[0]"),
        (14, "rows[0].references[0]"),
        (14, "rows[0].references[1]"),
    ];
    assert_eq!(places, expected.map(|(line, field)| (line, field.to_owned())));
    let shape = FRAMEWORK
        .replace("  title: Acme\n", "")
        .replace("outcome: own", "outcome: pass")
        .replace("kind: control", "kind: rule");
    assert_eq!(examine(&shape).iter().map(|p| p.line).collect::<Vec<_>>(), [2, 4, 12, 17]);
}

#[test]
fn a_key_given_twice_is_refused_with_its_line() {
    let said = said(FRAMEWORK, "  title: Acme\n", "  title: Acme\n  title: Other\n");
    assert_eq!(said, ["own.yaml:4:3: duplicate key: `title` is given twice (keep one of the two)"]);
}

#[test]
fn no_document_a_second_document_and_an_unknown_kind() {
    assert!(examine("")[0].to_string().contains("the file is empty"));
    assert!(examine("- a\n- b\n")[0].to_string().contains("the file is not a mapping"));
    assert!(examine("{}\n")[0].to_string().contains("the file holds no document"));
    let kind = said(FRAMEWORK, "framework/1", "framework/2");
    assert_eq!(kind, ["own.yaml:1:1: `framework/2` is no kind of library document (did you mean `framework/1`?)"]);
    assert!(examine(&format!("{FRAMEWORK}{CROSSWALK}"))[0].to_string().contains("`crosswalk/1` is a second document"));
    let second = examine(&format!("{FRAMEWORK}---\n{CROSSWALK}"));
    assert!(second[0].to_string().contains("the file holds a second YAML document"), "{second:?}");
    let alias = said(FRAMEWORK, "title: Acme", "title: *acme");
    assert!(alias[0].contains("an alias names no anchor"), "{alias:?}");
}

#[test]
fn broken_yaml_says_where() {
    let said = said(FRAMEWORK, "title: Acme\n", "title: [Acme\n");
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("own.yaml:"), "{said:?}");
    assert!(said[0].contains("this is no YAML that can be read"), "{said:?}");
}

#[test]
fn bytes_that_are_no_text_and_a_file_that_is_too_big() {
    let latin1 = library::examine(b"framework/1:\n  title: caf\xe9\n", "own.yaml", &[]).problems;
    assert!(latin1[0].to_string().starts_with("own.yaml:2:1: the file is not UTF-8 text"), "{latin1:?}");
    let big = vec![b'#'; MAX_BYTES + 1];
    let said = library::read(&big, "own.yaml").unwrap_err();
    assert!(said[0].to_string().contains("the file has 2097153 bytes; a library file has at most 2097152"), "{said:?}");
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut bomb = String::from("framework/1:\n  a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (this, before) in ('b'..='k').zip('a'..) {
        let nine = vec![format!("*{before}"); 9].join(", ");
        bomb.push_str(&format!("  {this}: &{this} [{nine}]\n"));
    }
    let problems = examine(&bomb);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].to_string().contains("too many aliases, or aliases inside aliases (write"), "{problems:?}");
}

#[test]
fn a_tower_of_brackets_is_refused() {
    for tower in [
        format!("framework/1: {}", "[".repeat(100_000)),
        (0..2_000).map(|n| format!("{}a:\n", " ".repeat(n))).collect(),
    ] {
        let problems = examine(&tower);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].to_string().contains("nested too deeply"), "{problems:?}");
    }
    let wide = examine(&format!("framework/1: [{}]", "x, ".repeat(260_000)));
    assert!(wide[0].to_string().contains("too many parts"), "{wide:?}");
}
