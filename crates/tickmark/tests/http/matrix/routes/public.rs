//! A line for each page of the public statement and of requests for documents.

use super::Page;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const SHARE: What = Right(ShareDocuments, State::Live);
/// Nobody asked for anything here: whoever may is told so.
const GONE: What = Gone(ShareDocuments, State::Live, &[]);

/// Method, path, what it is about, form.
pub(crate) const PAGES: &[Page] = &[
    ("GET", "/statement-of/{organisation}", Open, ""),
    ("POST", "/statement-of/{organisation}", Open, ""),
    ("GET", "/shared", Open, ""),
    ("POST", "/shared", Open, ""),
    ("GET", "/which-first", Open, ""),
    ("GET", "/o/{organisation}/papers/{paper}/first-page", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/public-statement", Right(ReadProgramme, State::Live), ""),
    (
        "POST",
        "/o/{organisation}/public-statement",
        Right(PublishStatement, State::Live),
        "contact=trust%40alpha.example",
    ),
    ("GET", "/o/{organisation}/public-statement/requests", SHARE, ""),
    ("GET", "/o/{organisation}/public-statement/requests/{ask}", GONE, ""),
    ("POST", "/o/{organisation}/public-statement/requests/{ask}/giving", GONE, "documents=statement&days=14"),
    ("POST", "/o/{organisation}/public-statement/requests/{ask}/decline", GONE, "reason=x"),
    ("POST", "/o/{organisation}/public-statement/requests/{ask}/withdrawal", GONE, "reason=x"),
    ("POST", "/o/{organisation}/public-statement/requests/{ask}/link", GONE, ""),
    ("POST", "/o/{organisation}/public-statement/requests/{ask}/erasure", GONE, ""),
];
