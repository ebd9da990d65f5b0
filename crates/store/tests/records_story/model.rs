//! Any run of lists does to a shelf what it does to a map in memory.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use store::{Expect, Move, Record, Store, StoreError};

use super::{put, take_if};

/// Runs that are tried.
const CASES: u32 = 40;

type Map = BTreeMap<String, Record>;

pub(super) fn any_run_of_changes_does_what_the_model_does(shelf: &dyn Store) {
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    // The same runs each time, so that a failure can be looked at again.
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let lists = prop::collection::vec(prop::collection::vec(any_move(), 0..5), 1..12);
    let outcome = runner.run(&lists, |lists| {
        let old = shelf.records("model", None).unwrap();
        let clear: Vec<Move> = old.iter().map(|record| take_if("model", &record.key, Expect::Any)).collect();
        shelf.change_records(&clear).unwrap();
        let mut map = Map::new();
        for list in &lists {
            prop_assert_eq!(shelf.change_records(list), change(&mut map, list), "{:?}", list);
            let all: Vec<Record> = map.values().cloned().collect();
            prop_assert_eq!(shelf.records("model", None), Ok(all));
        }
        Ok(())
    });
    outcome.unwrap();
}

fn any_move() -> impl Strategy<Value = Move> {
    let expect = prop_oneof![Just(Expect::Any), Just(Expect::Absent), (1..4_u64).prop_map(Expect::Version)];
    let body = prop::collection::vec(any::<u8>(), 0..20);
    (any::<bool>(), "[ab]", "[x-z]?", any::<i64>(), body, expect).prop_map(
        |(puts, key, owner, until_us, body, expect)| match puts {
            true => put("model", &key, &owner, until_us, &body, expect),
            false => take_if("model", &key, expect),
        },
    )
}

fn change(map: &mut Map, list: &[Move]) -> Result<(), StoreError> {
    let mut changed = map.clone();
    for one in list {
        let (Move::Put { kind, key, expect, .. } | Move::Take { kind, key, expect }) = one;
        let version = changed.get(key).map(|record| record.version);
        let so = match expect {
            Expect::Any => true,
            Expect::Absent => version.is_none(),
            Expect::Version(wanted) => version == Some(*wanted),
        };
        if !so {
            return Err(StoreError::Moved { kind: kind.clone(), key: key.clone() });
        }
        match one.clone() {
            Move::Put { kind, key, owner, until_us, body, .. } => {
                let version = version.unwrap_or(0) + 1;
                changed.insert(key.clone(), Record { kind, key, owner, until_us, version, body });
            }
            Move::Take { key, .. } => drop(changed.remove(&key)),
        }
    }
    *map = changed;
    Ok(())
}
