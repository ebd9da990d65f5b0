//! Few papers are printed at a time: each takes a processor and some tens of megabytes while it lasts.

use std::sync::{Condvar, Mutex, PoisonError};

/// Most papers that are laid out at once; the others wait for their turn.
pub const AT_ONCE: usize = 2;

static FREE: Mutex<usize> = Mutex::new(AT_ONCE);
static BACK: Condvar = Condvar::new();

/// A turn at the press, given back when dropped.
pub(crate) struct Turn(());

impl Turn {
    pub(crate) fn take() -> Turn {
        let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        while *free == 0 {
            free = BACK.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= 1;
        Turn(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *FREE.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        BACK.notify_one();
    }
}
