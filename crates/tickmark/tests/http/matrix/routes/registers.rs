//! A line for each page of the registers of the management system.

use super::Page;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const KEEP: What = Right(KeepIsms, State::Live);

/// Method, path, what it is about, form.
pub(crate) const PAGES: &[Page] = &[
    ("GET", "/o/{organisation}/registers", OwnList(ReadIsms), ""),
    ("GET", "/o/{organisation}/registers/{register}", OwnList(ReadIsms), ""),
    ("GET", "/o/{organisation}/registers/{register}/new", Right(KeepIsms, State::Absent), ""),
    ("POST", "/o/{organisation}/registers/{register}", Right(KeepIsms, State::Absent), "title=x"),
    ("GET", "/o/{organisation}/registers/{register}/export.csv", OwnList(ReadIsms), ""),
    ("GET", "/o/{organisation}/registers/{register}/export.xlsx", OwnList(ReadIsms), ""),
    ("GET", "/o/{organisation}/registers/{register}/import", KEEP, ""),
    ("POST", "/o/{organisation}/registers/{register}/import", Elsewhere, ""),
    ("GET", "/o/{organisation}/registers/{register}/import/{upload}", Elsewhere, ""),
    ("POST", "/o/{organisation}/registers/{register}/import/{upload}", Elsewhere, ""),
    ("GET", "/o/{organisation}/registers/{register}/{record}", Right(ReadIsms, State::Live), ""),
    ("GET", "/o/{organisation}/registers/{register}/{record}/revision", KEEP, ""),
    ("POST", "/o/{organisation}/registers/{register}/{record}/revision", KEEP, "title=y&measure=x&target=x"),
    ("POST", "/o/{organisation}/registers/{register}/{record}/lines", KEEP, "on=2026-03-01&value=1&met=yes"),
    ("GET", "/o/{organisation}/registers/{register}/{record}/lines/{number}", KEEP, ""),
    ("POST", "/o/{organisation}/registers/{register}/{record}/lines/{number}", KEEP, "on=2026-03-01&value=2&met=no"),
    ("POST", "/o/{organisation}/registers/{register}/{record}/state", KEEP, "state=measured"),
    ("POST", "/o/{organisation}/registers/{register}/{record}/ending", KEEP, "reason="),
];
