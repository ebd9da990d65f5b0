//! Work that may never end, done by a thread that can be left alone.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::{NoPreview, Preview};

/// Previews that are made at a time, those that were given up included: what hostile files can take of a machine.
pub const WORKERS_MAX: usize = 4;

/// Stack of a worker. Documents are nested, and a stack that ends takes the whole program with it; of memory only what
/// is used is taken.
const STACK: usize = 64 << 20;

static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// Does the work and waits for it as long as the patience lasts. The work should look at its argument now and then, and
/// stop when it is set.
pub(super) fn run(
    patience: Duration,
    work: impl FnOnce(&AtomicBool) -> Result<Preview, NoPreview> + Send + 'static,
) -> Result<Preview, NoPreview> {
    let place = Place::take().ok_or(NoPreview::Busy)?;
    let given_up = Arc::new(AtomicBool::new(false));
    let (tell, hear) = mpsc::sync_channel(1);
    let seen = Arc::clone(&given_up);
    let spawned = thread::Builder::new().name("preview".to_owned()).stack_size(STACK).spawn(move || {
        let _place = place;
        // Nobody listens any more when it took too long.
        let _ = tell.send(work(&seen));
    });
    if spawned.is_err() {
        return Err(NoPreview::Busy);
    }
    match hear.recv_timeout(patience) {
        Ok(shown) => shown,
        Err(RecvTimeoutError::Timeout) => {
            given_up.store(true, Ordering::Relaxed);
            Err(NoPreview::TooSlow(patience.as_secs()))
        }
        // The decoder panicked.
        Err(RecvTimeoutError::Disconnected) => Err(NoPreview::Broken("its decoder gave up".to_owned())),
    }
}

/// A place among the workers, given back when dropped.
struct Place;

impl Place {
    fn take() -> Option<Place> {
        let more = |running: usize| (running < WORKERS_MAX).then_some(running + 1);
        RUNNING.fetch_update(Ordering::AcqRel, Ordering::Acquire, more).ok().map(|_| Place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

    use super::*;

    /// One test, since the places are those of the whole program.
    #[test]
    fn who_takes_too_long_keeps_a_place_until_it_ends_and_a_panic_gives_it_back() {
        let panicked = run(Duration::from_secs(60), |_| panic!("a decoder that falls over"));
        assert_eq!(panicked, Err(NoPreview::Broken("its decoder gave up".to_owned())));
        let (ended, told) = mpsc::channel();
        for _ in 0..WORKERS_MAX {
            let ended = ended.clone();
            let slow = run(Duration::from_millis(10), move |given_up| {
                while !given_up.load(Ordering::Relaxed) {
                    thread::yield_now();
                }
                // Ends only when the test says so, by taking what is told.
                thread::sleep(Duration::from_millis(200));
                ended.send(()).unwrap();
                Ok(Preview::default())
            });
            assert_eq!(slow, Err(NoPreview::TooSlow(0)));
        }
        assert_eq!(run(Duration::from_secs(60), |_| Ok(Preview::default())), Err(NoPreview::Busy));
        for _ in 0..WORKERS_MAX {
            told.recv().unwrap();
        }
        let again = || run(Duration::from_secs(60), |_| Ok(Preview::default())).is_ok();
        assert!((0..1000).any(|_| again() || {
            thread::sleep(Duration::from_millis(1));
            false
        }));
    }
}
