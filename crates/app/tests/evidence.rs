//! Files of evidence from the outside: received, handed in, read back, collected, disposed of; and with the whole ledger
//! restored from a backup.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod evidence {
    mod collected;
    mod firm;
    mod hostile;
    mod restored;
    mod sent;
}
