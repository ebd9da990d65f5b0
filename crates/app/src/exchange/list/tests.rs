//! A list whose headings and kinds of cells are only known at run time is read as any other.

use super::{Listed, People, RowReading, read_list};
use crate::Failure;
use crate::ask::Waived;
use crate::tables::{SheetOut, with_waivers, workbook};
use domain::values::Duty;
use jiff::civil::date;
use std::collections::BTreeMap;

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Flag,
    Day,
    Person,
    Names,
}

struct Declared {
    fields: Vec<(String, Kind)>,
    written_only: Vec<String>,
}

impl Declared {
    fn new() -> Declared {
        let named = [("Asset", Kind::Text), ("Owner", Kind::Person), ("Ends", Kind::Day)];
        let more = [("Tags", Kind::Names), ("In use", Kind::Flag), ("State", Kind::Text)];
        let fields = named.into_iter().chain(more).map(|(name, kind)| (name.to_owned(), kind)).collect();
        Declared { fields, written_only: vec!["State".to_owned()] }
    }
}

impl Listed for Declared {
    type Row = BTreeMap<String, String>;

    fn headings(&self) -> Vec<&str> {
        self.fields.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn not_read(&self) -> Vec<&str> {
        self.written_only.iter().map(String::as_str).collect()
    }

    fn needed(&self) -> Vec<(&str, &str)> {
        vec![(&self.fields[0].0, "name the column so")]
    }

    fn usual(&self, word: &str) -> Option<&str> {
        (word == "thing").then_some(self.fields[0].0.as_str())
    }

    fn most(&self) -> (usize, &'static str) {
        (3, "assets in one list")
    }

    fn row(&self, row: &mut RowReading<'_>) -> Option<Self::Row> {
        row.needs(&self.fields[0].0, "name each asset");
        let read = self.fields.iter().filter_map(|(name, kind)| {
            let said = match kind {
                Kind::Text => Some(row.text(name)),
                Kind::Flag => row.flag(name).map(|flag| flag.to_string()),
                Kind::Day => row.day(name).map(|day| day.to_string()),
                Kind::Person => row.person(name),
                Kind::Names => row.names(name).map(|names| Vec::from_iter(names).join("+")),
            };
            Some((name.clone(), said.filter(|said| !said.is_empty())?))
        });
        let read = read.collect();
        row.is_sound().then_some(read)
    }
}

fn read(text: &str) -> Result<super::List<BTreeMap<String, String>>, Failure> {
    let mut people = People::default();
    people.add("p1", "Ana@Example.org");
    read_list(&Declared::new(), (text.as_bytes(), "assets.csv"), None, &people)
}

#[test]
fn rows_declared_at_run_time_are_read_by_their_kinds() {
    let list = read(
        "asset,OWNER,ends,Tags,in_use,State,Colour\nMail,ana@example.ORG,2026-03-31,b;a;none,x,Old,red\n,,,,,,\n ,,,,,, \nDisk,,,none,No,,\n",
    );
    let list = list.unwrap();
    assert_eq!((list.source.as_str(), list.problems.len(), list.numbers.as_slice()), ("assets.csv", 0, &[2, 5][..]));
    assert_eq!(list.unmatched, ["Colour"]);
    let said = |row: usize| Vec::from_iter(list.rows[row].iter().map(|(name, said)| format!("{name}={said}")));
    assert_eq!(said(0), ["Asset=Mail", "Ends=2026-03-31", "In use=true", "Owner=p1", "Tags=a+b"], "no State");
    assert_eq!(said(1), ["Asset=Disk", "In use=false"]);
}

#[test]
fn every_problem_says_row_and_field_and_what_would_be_right() {
    let list = read("Thing,Owner,Ends,In use\n,ben@example.org,soon,perhaps\nMail,p1,2026-03-31T00:00:00,y\n").unwrap();
    let said: Vec<String> =
        list.problems.iter().map(|p| format!("{} {}: {} ({})", p.row, p.field, p.what, p.hint)).collect();
    assert_eq!(
        said,
        [
            "2 Asset: the asset is empty (name each asset)",
            "2 Owner: `ben@example.org` is not understood (write the e-mail address of a member)",
            "2 Ends: `soon` is not understood (write a day such as 2026-03-31)",
            "2 In use: `perhaps` is not understood (write yes or no)",
        ]
    );
    assert_eq!(list.numbers, [3], "nothing is kept of a row with problems");
    let refusal = super::sound(&list.problems).unwrap_err().to_string();
    assert!(
        refusal.starts_with("1 row is refused, so nothing was imported: row 2: Asset: the asset is empty"),
        "{refusal}"
    );
    assert!(super::sound(&[]).is_ok());
}

#[test]
fn a_list_that_cannot_be_read_says_why() {
    for (text, says) in [
        ("Owner,Ends\np1,2026-03-31\n", "assets.csv: no column is called `Asset`; the headings are Owner, Ends"),
        ("Asset,asset \nA,B\n", "assets.csv: the heading `Asset` stands twice"),
        ("Asset,Thing\nA,B\n", "assets.csv: two columns say the same, the second is `Thing`"),
        ("Asset,Ends\nA,\nB,\nC,\nD,\n", "more than 3 assets in one list"),
        ("", "`assets.csv` is empty"),
    ] {
        let said = read(text).unwrap_err().to_string();
        assert!(said.contains(says), "{said}");
    }
    assert!(read("Asset,State,State\nA,x,y\n").is_ok(), "what is not read may stand twice");
}

#[test]
fn the_sheet_of_waivers_of_an_empty_register_is_not_taken_for_its_list() {
    let waived = Waived {
        id: "waiver-0".to_owned(),
        duty: Duty::AuthorApproves,
        person: "Olga".to_owned(),
        reason: "There is one person".to_owned(),
        from: date(2026, 11, 1),
        until: date(2027, 1, 31),
        approved_by: "Mina".to_owned(),
        alone: false,
    };
    let list = SheetOut {
        name: "Assets".to_owned(),
        headers: ["Asset", "Owner", "Ends"].map(str::to_owned).to_vec(),
        widths: vec![20; 3],
        title: Vec::new(),
        rows: Vec::new(),
        notes: Vec::new(),
    };
    let book = workbook("Assets", 0, with_waivers(vec![list], &[waived])).unwrap();
    let read = |wanted: Option<&str>| {
        let people = People::default();
        read_list(&Declared::new(), (&book, "assets.xlsx"), wanted, &people).unwrap_err().to_string()
    };
    assert_eq!(read(None), "`assets.xlsx` has headings in row 1 of sheet `Assets` but no rows under them");
    assert!(read(Some("Waivers")).contains("no column is called `Asset`"), "who asks for a sheet reads it");
}
