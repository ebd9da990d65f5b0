//! Whatever a register holds: what goes out comes in again and changes nothing, and a list builds the same register in any
//! order of its rows.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use crate::ask::{At, RegisterAnswer, RegisterOf};
use crate::exchange::registers::{RegisterKind, register_sheet};
use crate::{App, Clock, Config, Failure, Who, tables};
use domain::command::{Command, IsmsCommand};
use domain::refusal::Refusal;
use domain::reports::isms::EntryFilter;
use domain::values::Profile;
use domain::values::isms::{EntryList, EntryRow, Field, FieldKind, Fields, MAX_ENTRY_ROWS, Need, Value};
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

/// 2026-11-21, midnight UTC.
const START_US: i64 = 1_795_219_200_000_000;
/// The organisation in which a list is made.
const HERE: &str = "acme";
/// The one that it is taken to.
const THERE: &str = "bravo";
/// Words that spreadsheets like to read as something else, those among them that one would compute.
const WORDS: [&str; 12] = [
    "Leith",
    "Zürich, “north”; east | west",
    "two\nlines",
    "0012",
    "2026-03-31",
    "TRUE",
    "1e5",
    "\"quoted\"",
    "=1+1",
    "-5",
    "+49 151",
    "@home",
];

/// Any value of a field; days of one row are one day, so that none lies before another. A person is named by who imports. Links
/// are left out: what they lead to is not there.
fn value(field: &'static Field, day: i32) -> BoxedStrategy<Option<Value>> {
    let any = match field.kind {
        FieldKind::Text(_) => prop::sample::select(WORDS.to_vec()).prop_map(|words| Value::Text(words.into())).boxed(),
        FieldKind::Choice(words) => {
            prop::sample::select(words).prop_map(|(id, _)| Value::Choice(id.to_owned())).boxed()
        }
        FieldKind::Day | FieldKind::PastDay => Just(Value::Day(date(2026, 1, 31).saturating_add(day.days()))).boxed(),
        FieldKind::YesNo => any::<bool>().prop_map(Value::YesNo).boxed(),
        FieldKind::Number => (0..2_000_000_i64).prop_map(Value::Number).boxed(),
        FieldKind::Person | FieldKind::Anybody => Just(Value::Person(String::new())).boxed(),
        FieldKind::Links(_) => return Just(None).boxed(),
    };
    match field.need {
        Need::Required => any.prop_map(Some).boxed(),
        _ => prop::option::of(any).boxed(),
    }
}

/// Any row of a register, called by its number.
fn row(kind: RegisterKind) -> impl Strategy<Value = Fields> {
    (0..200_i32).prop_flat_map(move |day| {
        let fields = kind.declared().fields.iter();
        let values: Vec<_> = fields.map(|field| value(field, day).prop_map(|value| (field.id, value))).collect();
        values.prop_map(|values| values.into_iter().filter_map(|(id, value)| Some((id.to_owned(), value?))).collect())
    })
}

/// Any list of any register, and another order of its rows.
fn list() -> impl Strategy<Value = (RegisterKind, Vec<EntryRow>, Vec<EntryRow>)> {
    prop::sample::select(RegisterKind::ALL.to_vec()).prop_flat_map(|kind| {
        let most = if kind.declared().single.is_some() { 2 } else { 7 };
        let rows = prop::collection::vec(row(kind), 1..most).prop_map(move |rows| named(kind, rows));
        rows.prop_flat_map(move |rows| (Just(kind), Just(rows.clone()), Just(rows).prop_shuffle()))
    })
}

/// The same with titles of their own.
fn named(kind: RegisterKind, rows: Vec<Fields>) -> Vec<EntryRow> {
    let title = |at: usize, fields: &Fields| {
        let words = fields.get(kind.declared().title().id).and_then(Value::word).unwrap_or_default();
        Value::Text(format!("{words} {at}"))
    };
    let named = rows.into_iter().enumerate().map(|(at, mut fields)| {
        fields.insert(kind.declared().title().id.to_owned(), title(at, &fields));
        EntryRow { id: String::new(), fields }
    });
    named.collect()
}

struct House {
    app: App,
    who: Who,
    _folder: tempfile::TempDir,
}

impl House {
    fn begun() -> House {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(&Config::folder(folder.path()), Clock::by_hand(START_US)).unwrap();
        let who = app.local_operator("cli").unwrap();
        for slug in [HERE, THERE] {
            let documents = crate::library::documents(["soc2-tsc-2017", "iso27001-2022", "truvo-2026-05"]);
            app.create(slug, &who, slug, documents, Profile::default()).unwrap();
        }
        House { app, who, _folder: folder }
    }

    fn imports(&self, slug: &str, register: RegisterKind, rows: Vec<EntryRow>) -> Result<(), Failure> {
        let list = EntryList { register, source: "list.csv".to_owned(), file: None, rows };
        let command = Command::Isms(IsmsCommand::ImportRegisterEntries { list: Box::new(list) });
        self.app.change(slug, &self.who, None, command).map(drop)
    }

    fn register(&self, slug: &str, kind: RegisterKind) -> RegisterAnswer {
        let question = RegisterOf { kind, filter: EntryFilter::default() };
        self.app.ask(slug, &self.who, At::default(), &question).unwrap().value
    }

    /// What the entries say, whatever their ids.
    fn says(&self, slug: &str, kind: RegisterKind) -> Vec<Fields> {
        let mut all: Vec<Fields> = self.register(slug, kind).rows.into_iter().map(|held| held.fields).collect();
        all.sort();
        all
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn what_goes_out_comes_in_unchanged_and_any_order_of_rows_makes_the_same_register(
        (kind, rows, shuffled, xlsx) in list().prop_flat_map(|(kind, rows, shuffled)| {
            (Just(kind), Just(rows), Just(shuffled), any::<bool>())
        })
    ) {
        prop_assert!(rows.len() <= MAX_ENTRY_ROWS);
        let house = House::begun();
        // Whoever is named is whoever is here.
        let here = |rows: Vec<EntryRow>| -> Vec<EntryRow> { rows.into_iter().map(|row| with(row, house.who.id())).collect() };
        house.imports(HERE, kind, here(rows.clone())).unwrap();
        prop_assert_eq!(house.register(HERE, kind).rows.len(), rows.len());

        let sheet = register_sheet(&house.app, &house.register(HERE, kind));
        let (bytes, name) = match xlsx {
            true => (tables::workbook(kind.title(), START_US, vec![sheet]).unwrap(), "list.xlsx"),
            false => (tables::csv(&sheet).unwrap(), "list.csv"),
        };
        let list = house.app.read_list(HERE, &house.who, &kind, (&bytes, name), None).unwrap();
        prop_assert!(list.problems.is_empty(), "{:?}", list.problems);
        let again = house.imports(HERE, kind, list.rows.clone());
        prop_assert!(matches!(again, Err(Failure::Refused(Refusal::NothingToChange { .. }))), "{name}: {again:?}");

        let order = |row: &EntryRow| shuffled.iter().position(|other| title(kind, other) == title(kind, row));
        let mut taken: Vec<EntryRow> = list.rows.into_iter().map(|row| EntryRow { id: String::new(), ..row }).collect();
        taken.sort_by_key(order);
        house.imports(THERE, kind, taken).unwrap();
        prop_assert_eq!(house.says(HERE, kind), house.says(THERE, kind));
    }
}

fn title(kind: RegisterKind, row: &EntryRow) -> Option<&str> {
    row.fields.get(kind.declared().title().id).and_then(Value::word)
}

/// The row with whoever is here in the place of whoever was named.
fn with(mut row: EntryRow, here: &str) -> EntryRow {
    for value in row.fields.values_mut() {
        if let Value::Person(person) = value {
            here.clone_into(person);
        }
    }
    row
}
