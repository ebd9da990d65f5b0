//! A line for each operation on the public statement and on requests for documents.

use super::Operation;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

/// Nobody asked for anything here: whoever may is told so.
const GONE: What = Gone(ShareDocuments, State::Live, &[]);

/// Method, path, what it is about.
pub(crate) const OPERATIONS: &[Operation] = &[
    ("GET", "/api/v1/o/{organisation}/public-statement", Right(ReadProgramme, State::Live)),
    ("PUT", "/api/v1/o/{organisation}/public-statement", Right(PublishStatement, State::Live)),
    ("GET", "/api/v1/o/{organisation}/document-requests", Right(ShareDocuments, State::Live)),
    ("GET", "/api/v1/o/{organisation}/document-requests/{ask}", GONE),
    ("POST", "/api/v1/o/{organisation}/document-requests/{ask}/erasure", GONE),
    ("POST", "/api/v1/o/{organisation}/document-requests/{ask}/giving", GONE),
    ("POST", "/api/v1/o/{organisation}/document-requests/{ask}/decline", GONE),
    ("POST", "/api/v1/o/{organisation}/document-requests/{ask}/withdrawal", GONE),
    ("POST", "/api/v1/o/{organisation}/document-requests/{ask}/link", GONE),
];
