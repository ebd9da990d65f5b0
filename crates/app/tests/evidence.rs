//! Files of evidence from the outside: received, handed in, read back, collected, disposed of.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod evidence {
    mod collected;
    mod firm;
    mod hostile;
    mod sent;
}
