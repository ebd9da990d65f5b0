//! Two at once: whatever the order turns out to be, one outcome, and the ledger tells it. On the embedded database and on
//! PostgreSQL, there also from two processes.

mod doors;
mod processes;
mod rights;
mod shelf;

use crate::matrix::cast;
use crate::postgres_server;
use postgres_server::PostgresServer;
use shelf::Shelf;
use std::sync::Barrier;

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

/// Each race as a test on the embedded database, and as one on PostgreSQL.
macro_rules! on_both_shelves {
    ($($room:ident::$race:ident,)*) => {
        mod embedded {
            use super::*;
            $(#[test] fn $race() { $room::$race(&Shelf::Embedded); })*
        }
        mod postgresql {
            use super::*;
            $(#[test] fn $race() {
                if let Some(server) = PostgresServer::start() {
                    $room::$race(&Shelf::Postgres(&server));
                }
            })*
        }
    };
}

on_both_shelves! {
    doors::an_invitation_is_accepted_once,
    doors::two_invited_persons_accept_at_once,
    rights::nobody_changes_anything_after_the_entry_that_took_the_role,
    rights::nobody_changes_anything_after_the_entry_that_suspended_them,
    rights::of_two_approvals_at_once_one_counts,
    rights::what_is_approved_and_stopped_at_once_is_stopped,
    rights::the_same_request_ten_times_at_once_is_one_entry,
}
