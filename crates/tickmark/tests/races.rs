//! Two at once: whatever the order turns out to be, one outcome, and the ledger tells it.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

#[path = "matrix/cast.rs"]
#[allow(dead_code, clippy::too_many_lines, reason = "the matrix uses the rest of it")]
mod cast;
#[path = "races/doors.rs"]
mod doors;
#[path = "races/rights.rs"]
mod rights;

use std::sync::Barrier;

/// How often each race is run, since one run alone may fall the harmless way.
pub(crate) const RUNS: usize = 8;

/// Does each at the same moment, on a thread of its own, and gathers what came out in their order.
pub(crate) fn at_once<T: Send>(number: usize, does: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let (barrier, does) = (Barrier::new(number), &does);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..number)
            .map(|i| {
                let barrier = &barrier;
                scope.spawn(move || {
                    barrier.wait();
                    does(i)
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}
