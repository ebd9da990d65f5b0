//! A line for each operation on the scorecard, on questionnaires, on the library of answers and on the answer pack.

use super::Operation;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const ANSWER: What = Right(RecordAsked, State::Live);
const READ: What = Right(ReadEngagement, State::Live);

/// Method, path, what it is about.
pub(crate) const OPERATIONS: &[Operation] = &[
    ("GET", "/api/v1/library/scorecard", SignedIn),
    ("POST", "/api/v1/calc/scorecard", SignedIn),
    ("GET", "/api/v1/o/{organisation}/scorecards", Right(ReadProgramme, State::Live)),
    ("POST", "/api/v1/o/{organisation}/scorecards", Right(AssessItem, State::Live)),
    ("GET", "/api/v1/o/{organisation}/scorecards/{scorecard}", Right(ReadProgramme, State::Live)),
    ("POST", "/api/v1/o/{organisation}/questionnaire-imports", ANSWER),
    ("GET", "/api/v1/o/{organisation}/questionnaires", READ),
    ("GET", "/api/v1/o/{organisation}/questionnaires/{questionnaire}", READ),
    ("GET", "/api/v1/o/{organisation}/questionnaires/{questionnaire}/questions", READ),
    ("GET", "/api/v1/o/{organisation}/questionnaires/{questionnaire}/suggestions", READ),
    ("POST", "/api/v1/o/{organisation}/questionnaires/{questionnaire}/answers", ANSWER),
    ("GET", "/api/v1/o/{organisation}/questionnaires/{questionnaire}/file", ANSWER),
    ("POST", "/api/v1/o/{organisation}/questionnaires/{questionnaire}/sent", ANSWER),
    ("GET", "/api/v1/o/{organisation}/answers", OwnList(ReadEngagement)),
    ("POST", "/api/v1/o/{organisation}/answers", ANSWER),
    ("GET", "/api/v1/o/{organisation}/answers/{answer}", READ),
    ("PUT", "/api/v1/o/{organisation}/answers/{answer}", ANSWER),
    ("POST", "/api/v1/o/{organisation}/answers/{answer}/confirmation", ANSWER),
    ("POST", "/api/v1/o/{organisation}/answers/{answer}/withdrawal", ANSWER),
    ("GET", "/api/v1/o/{organisation}/answer-pack", READ),
    ("GET", "/api/v1/o/{organisation}/answer-suggestions", READ),
];
