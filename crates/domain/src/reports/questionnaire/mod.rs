//! Security questionnaires: what the programme has to say to each question, what stands behind each answer and whether that
//! still holds, and which report or certificate answers which request (R334).

mod documents;
mod lines;
mod matching;
mod pack;
mod sources;
mod words;

pub use lines::{AnswerLine, QuestionLine, QuestionState, QuestionnaireFigures, answer_lines, figures, question_lines};
pub use matching::{LEAST_STRENGTH, MAX_SUGGESTIONS, Matcher, Suggestion};
pub use pack::{PackLine, Satisfies, answer_pack};
pub use sources::{Stale, mark, stale};
