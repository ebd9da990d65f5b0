//! A list as JSON: what is read, and every reason to refuse.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use formats::sheet::{SheetError, limits, read_json};

#[test]
fn the_fields_of_objects_are_headings_and_cells() {
    let text = r#"[{"Name": " Ana ", "Remote": true, "Tags": ["a", "b", {}], "Note": null},
                   {"Name": "Bo", "Age": 7, "Part": {"x": 1}, "Remote": false}]"#;
    let table = read_json(text.as_bytes(), "people.json").unwrap();
    let mut headers = table.headers.clone();
    headers.sort();
    assert_eq!(headers, ["Age", "Name", "Note", "Part", "Remote", "Tags"]);
    let cell = |row: usize, heading: &str| {
        let column = table.headers.iter().position(|known| known == heading).unwrap();
        table.rows[row].cell(column).to_owned()
    };
    let first = ["Name", "Remote", "Tags", "Note", "Age"].map(|heading| cell(0, heading));
    assert_eq!(first, ["Ana", "yes", "a; b", "", ""]);
    assert_eq!(["Name", "Remote", "Age", "Part"].map(|heading| cell(1, heading)), ["Bo", "no", "7", ""]);
    assert_eq!((table.rows[0].number, table.rows[1].number), (1, 2));
    let inside =
        format!(r#"{{"waivers_in_force": [{{"id": "W-1"}}], "figures": [1, 2], "next": [], "people": {text}}}"#);
    assert_eq!(read_json(inside.as_bytes(), "people.json").unwrap().rows, table.rows);
}

#[test]
fn what_is_no_list_is_refused() {
    let empty = ["[]", "{}", "7", "[1, 2]", r#"{"people": []}"#, r#"{"a": [{"x": 1}], "b": [{"x": 1}]}"#];
    for text in empty {
        let refused = read_json(text.as_bytes(), "people.json").unwrap_err();
        assert!(matches!(refused, SheetError::Empty { .. }), "{text}: {refused}");
    }
    let broken = read_json(b"[{\"Name\": ", "people.json").unwrap_err();
    assert!(broken.to_string().contains("it is no JSON"), "{broken}");
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    assert!(read_json(deep.as_bytes(), "people.json").is_err(), "a depth that would overflow");
}

#[test]
fn the_limits_of_a_sheet_hold() {
    let many = format!("[{}{{}}]", "{},".repeat(limits::MAX_DATA_ROWS));
    assert!(matches!(read_json(many.as_bytes(), "a.json"), Err(SheetError::TooManyRows { .. })));
    let wide: Vec<String> = (0..=limits::MAX_COLUMNS).map(|at| format!("\"f{at}\": 1")).collect();
    let wide = format!("[{{{}}}]", wide.join(","));
    assert!(matches!(read_json(wide.as_bytes(), "a.json"), Err(SheetError::TooLarge { .. })));
    let long = format!("[{{\"a\": \"{}\"}}]", "x".repeat(limits::MAX_CELL_CHARS + 1));
    assert!(matches!(read_json(long.as_bytes(), "a.json"), Err(SheetError::Cell { row: 1, column: 0, .. })));
}
