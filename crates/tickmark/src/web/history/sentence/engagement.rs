//! What happened to engagements and requests of customers, as a sentence without its subject.

pub(super) use crate::web::engagement::what;
