//! The HTTP API as a stranger uses it: in process, over a data folder of its own, with a clock that is moved by hand.
//!
//! Every answer of every test is held against the OpenAPI document: its status must be named there, and its JSON must
//! be valid and hold nothing that the document does not name.

mod asking;
mod audit;
mod calc;
mod certification;
mod changing;
mod contract;
mod decisions;
mod description;
mod doors;
mod engagement;
mod evidence;
mod findings;
mod limits;
mod nonconformity;
mod once;
mod package;
mod people;
mod planner;
mod policy;
mod programme;
mod public;
mod questionnaire;
mod reading;
mod refusals;
mod registers;
mod review;
mod risk;
mod room;
mod server;
mod staff;
mod statement;
mod supplier;
mod tasks;
mod testing;
mod versions;
