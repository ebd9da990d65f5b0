//! Columns of control lists as people head them, and the references in their cells.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use formats::sheet::columns::{self, ColumnsError, Field, Mapping};
use formats::sheet::{self, ReadOptions, Table};
use std::path::PathBuf;

fn headers(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

fn field_of(header: &str) -> Option<Field> {
    columns::guess(&headers(&[header])).0.0.into_keys().next()
}

fn table(text: &str) -> Table {
    sheet::read(text.as_bytes(), "list.csv", ReadOptions::default()).unwrap()
}

/// Headings by the field that they mean, one field a line.
const USUAL: &[(Field, &str)] = &[
    (Field::Id, "Control ID; control-id:; CONTROL_ID; Ref; #; Identifier; Ref."),
    (Field::Name, "Control name; Control; Title; Control Title"),
    (Field::Activity, "Control activity; Description; Control description; Activity"),
    (Field::Owner, "Control owner; Owner; Responsible"),
    (Field::Type, "Type; Control type; Nature"),
    (Field::Status, "In place; In place?; Status; Implemented; State; Implementation status"),
    (Field::Frequency, "Frequency; Cadence"),
    (Field::Criteria, "SOC 2 criteria; TSC; Trust Services Criteria; Criteria; COSO; TSC mapping"),
    (Field::Criteria, "SOC 2 Trust Services Criteria (2017); SOC2 Criteria Reference"),
    (Field::AnnexA, "ISO 27001; Annex A; ISO controls; ISO 27002; ISO 27001 mapping"),
    (Field::AnnexA, "ISO/IEC 27001:2022 Annex A controls"),
    (Field::Clauses, "Clause; Clauses; Clause(s); ISO 27001 clauses"),
    (Field::Policy, "Policy; Policies; Related policy"),
];

/// Headings that mean none of the fields, however close some come.
const OTHERS: &str = "Comments; Evidence; Control mapping; Owner email; ISO 27001 justification; Last review; 2022; ";

#[test]
fn usual_headings_are_recognised_in_any_spelling() {
    for (field, words) in USUAL {
        for word in words.split("; ") {
            assert_eq!(field_of(word), Some(*field), "{word}");
        }
    }
    for word in OTHERS.split("; ") {
        assert_eq!(field_of(word), None, "{word}");
    }
}

#[test]
fn of_two_headings_for_one_field_the_more_telling_one_is_taken() {
    let list = headers(&["Control", "Description", "Control name", "Control activity", "Notes"]);
    let (mapping, unmatched) = columns::guess(&list);
    assert_eq!((mapping.column(Field::Name), mapping.column(Field::Activity)), (Some(2), Some(3)));
    assert_eq!(unmatched, ["Control", "Description", "Notes"]);
}

#[test]
fn what_the_user_says_goes_before_the_guess() {
    let list = headers(&["Kürzel", "Maßnahme", "Bezug", "Policy", "Owner"]);
    let say = |words: &[&str]| columns::resolve(&list, &headers(words));
    let (mapping, unmatched) = say(&["id=Kürzel", "Name=b", "Criteria = bezug", "owner=-"]).unwrap();
    let expected = [(Field::Id, 0), (Field::Name, 1), (Field::Criteria, 2), (Field::Policy, 3)];
    assert_eq!(mapping, Mapping(expected.into()));
    assert_eq!(unmatched, ["Owner"]);
    // What is saved for the next time says the same again.
    let (again, _) = columns::resolve(&list, &mapping.to_lines(&list)).unwrap();
    assert_eq!(again, mapping);
    // A column given to one field is not guessed to be another as well.
    let (mapping, _) = say(&["id=A", "criteria=C", "activity=Policy"]).unwrap();
    assert_eq!((mapping.column(Field::Activity), mapping.column(Field::Policy)), (Some(3), None));

    let error = say(&["id=Kürzl", "criteria=C"]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no column `Kürzl` for `id`; the headings are `Kürzel`, `Maßnahme`, `Bezug`, `Policy`, `Owner`"
    );
    assert_eq!(error.hint(), "did you mean `id=Kürzel`?");
    assert!(matches!(say(&["id=Z"]), Err(ColumnsError::NoSuchColumn { field: Field::Id, .. })));
    assert!(matches!(say(&["colour=A"]), Err(ColumnsError::UnknownField { .. })));
    assert!(matches!(say(&["id"]), Err(ColumnsError::UnknownField { .. })));
}

#[test]
fn what_is_missing_or_stands_twice_is_refused_with_the_headings() {
    let error = columns::resolve(&headers(&["Owner", "TSC"]), &[]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no column says what a control is called (an id or a name); the headings are `Owner`, `TSC`"
    );
    let error = columns::resolve(&headers(&["Control ID", "Owner"]), &[]).unwrap_err();
    assert!(error.to_string().starts_with("no column says what a control answers to (SOC 2 criteria or Annex A)"));
    assert!(error.hint().contains("criteria=D"));

    let twice = headers(&["ID", "Criteria", "criteria "]);
    let error = columns::resolve(&twice, &[]).unwrap_err();
    assert!(error.to_string().starts_with("the columns B and C both say `criteria`"), "{error}");
    assert_eq!(error.hint(), "say which one it is, for example `criteria=B`, or rename one of them");
    let (mapping, _) = columns::resolve(&twice, &headers(&["criteria=C"])).unwrap();
    assert_eq!(mapping.column(Field::Criteria), Some(2));
    assert_eq!(mapping.to_lines(&twice), ["id=ID", "criteria=C"]);
}

fn links(heading: &str, cell: &str) -> Vec<String> {
    let table = table(&format!("Control ID,{heading}\nA,\"{}\"\n", cell.replace('"', "\"\"")));
    let (mapping, _) = columns::resolve(&table.headers, &[]).unwrap();
    columns::rows(&table, &mapping)[0].links.iter().map(columns::SheetLink::spelled).collect()
}

#[test]
fn references_are_taken_apart_and_kept_as_typed() {
    for (cell, expected) in [
        ("CC6.1, CC6.6", &["CC6.1", "CC6.6"][..]),
        ("CC6.1;CC6.6 | CC7.1\nA1.2", &["CC6.1", "CC6.6", "CC7.1", "A1.2"]),
        ("CC6.1/CC6.2 and CC6.3 & C1.1", &["CC6.1", "CC6.2", "CC6.3", "C1.1"]),
        ("CC6.1 CC6.2", &["CC6.1", "CC6.2"]),
        ("CC6.1-CC6.3, CC7.1 – CC7.3", &["CC6.1-CC6.3", "CC7.1 – CC7.3"]),
        ("• CC6.1\n• CC6.2.", &["CC6.1", "CC6.2"]),
        (" , ;", &[]),
        ("N/A", &[]),
        ("none", &[]),
        ("CC6.1, n/a", &["CC6.1"]),
        ("CC 6.1", &["CC 6.1"]),
        ("Access handling", &["Access handling"]),
    ] {
        assert_eq!(links("TSC", cell), expected, "{cell:?}");
    }
    assert_eq!(links("Annex A", "5.7, A.8.x broadly, A 5.1"), ["A.5.7", "A.8.x broadly", "A 5.1"]);
    assert_eq!(links("ISO 27002", "ISO/IEC 27002 5.7; 8.26-8.29"), ["ISO 27002 5.7", "A.8.26-8.29"]);
    let both = table("Control ID,Annex A,Clauses\nA,A.5.1,\"6.1.2, clause 9.3\"\n");
    let (mapping, _) = columns::resolve(&both.headers, &[]).unwrap();
    let spelled: Vec<_> = columns::rows(&both, &mapping)[0].links.iter().map(columns::SheetLink::spelled).collect();
    assert_eq!(spelled, ["A.5.1", "clause 6.1.2", "clause 9.3"]);
}

#[test]
fn a_bare_number_under_iso_27001_is_marked_because_it_has_two_meanings() {
    for (heading, ambiguous) in
        [("ISO 27001", true), ("Annex A", false), ("ISO 27001 controls", false), ("ISO 27002", false)]
    {
        let table = table(&format!("Control ID,{heading}\nA,5.2\nB,A.5.2\n"));
        let (mapping, _) = columns::resolve(&table.headers, &[]).unwrap();
        let rows = columns::rows(&table, &mapping);
        assert_eq!((rows[0].links[0].ambiguous, rows[1].links[0].ambiguous), (ambiguous, false), "{heading}");
    }
}

#[test]
fn rows_carry_everything_as_typed() {
    let table = table(
        "#,Control,Description,Owner,Nature,Implemented,Cadence,TSC,Policy\n\
         AC-1,Access,\"Access is\nreviewed\",CISO,operational,Partial,quarterly,CC6.1,Access\n,,,,,,,,\nnote: end,,,,,,,,\n",
    );
    let (mapping, unmatched) = columns::resolve(&table.headers, &[]).unwrap();
    assert!(unmatched.is_empty());
    let rows = columns::rows(&table, &mapping);
    assert_eq!(rows.len(), 2);
    let first = &rows[0];
    let texts = [&first.id, &first.name, &first.activity, &first.owner, &first.kind, &first.status, &first.frequency];
    assert_eq!(texts, ["AC-1", "Access", "Access is\nreviewed", "CISO", "operational", "Partial", "quarterly"]);
    assert_eq!((first.row, first.policy.as_str(), rows[1].row), (2, "Access", 4));
}

#[test]
fn the_real_control_list_says_the_same_as_csv_and_as_xlsx() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real/security-policy-templates");
    if !folder.exists() {
        eprintln!("skipped: {} is not here", folder.display());
        return;
    }
    let read = |name: &str| {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let table = sheet::read(&bytes, name, ReadOptions::default()).unwrap();
        let (mapping, unmatched) = columns::resolve(&table.headers, &[]).unwrap();
        assert_eq!((table.rows.len(), mapping.len()), (118, 7), "{name}");
        assert!(unmatched.is_empty() && table.notes.is_empty(), "{unmatched:?} {:?}", table.notes);
        columns::rows(&table, &mapping)
    };
    let (csv, xlsx) = (read("soc2-controls.csv"), read("soc2-controls.xlsx"));
    assert_eq!(csv, xlsx);
    assert_eq!(csv.iter().map(|c| c.links.len()).sum::<usize>(), 271);
    assert_eq!(csv.iter().filter(|c| c.id.is_empty() || c.name.is_empty()).count(), 0);
}
