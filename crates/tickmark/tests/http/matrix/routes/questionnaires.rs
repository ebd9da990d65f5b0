//! A line for each page of the scorecard, of questionnaires, of the library of answers and of the answer pack.

use super::{FILE, Page};
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const ANSWER: What = Right(RecordAsked, State::Live);
const READ: What = Right(ReadEngagement, State::Live);

/// Method, path, what it is about, form.
pub(crate) const PAGES: &[Page] = &[
    ("GET", "/scorecard", Open, ""),
    ("GET", "/o/{organisation}/scorecard", Right(ReadProgramme, State::Live), ""),
    ("POST", "/o/{organisation}/scorecard", Right(AssessItem, State::Live), "SQ01=yes&SQ02=no"),
    ("GET", "/o/{organisation}/scorecard/answers", Right(AssessItem, State::Live), ""),
    ("GET", "/o/{organisation}/questionnaires", Right(ReadEngagement, State::Live), ""),
    ("GET", "/o/{organisation}/questionnaires/import", ANSWER, ""),
    ("POST", "/o/{organisation}/questionnaires/import", ANSWER, FILE),
    ("GET", "/o/{organisation}/questionnaires/import/{upload}", Nowhere, ""),
    ("POST", "/o/{organisation}/questionnaires/import/{upload}", Nowhere, ""),
    ("GET", "/o/{organisation}/questionnaires/{questionnaire}", READ, ""),
    ("GET", "/o/{organisation}/questionnaires/{questionnaire}/file", ANSWER, ""),
    ("POST", "/o/{organisation}/questionnaires/{questionnaire}/sent", ANSWER, "on=2026-03-01"),
    ("GET", "/o/{organisation}/questionnaires/{questionnaire}/{row}", READ, ""),
    ("POST", "/o/{organisation}/questionnaires/{questionnaire}/{row}", ANSWER, "answer=Yes"),
    ("GET", "/o/{organisation}/answers", OwnList(ReadEngagement), ""),
    ("GET", "/o/{organisation}/answers/new", ANSWER, ""),
    ("POST", "/o/{organisation}/answers/new", ANSWER, "question=Why&answer=Because"),
    ("GET", "/o/{organisation}/answers/{answer}", READ, ""),
    ("POST", "/o/{organisation}/answers/{answer}", ANSWER, "question=Why&answer=Because"),
    ("POST", "/o/{organisation}/answers/{answer}/confirmation", ANSWER, ""),
    ("POST", "/o/{organisation}/answers/{answer}/withdrawal", ANSWER, "reason=x"),
    ("GET", "/o/{organisation}/answer-pack", Right(ReadEngagement, State::Live), ""),
];
