//! Lists of an auditor's requests coming in and going out: bytes to requests with every problem of a row, and the list as a
//! table whose headings come in again.

mod out;
mod row;

pub use out::{REQUEST_HEADINGS, audit_request_sheet};

use super::RowProblem;
use super::list::{List, Listed, RowReading, read_list, sound};
use crate::access::Who;
use crate::ask::{At, AuditRequestProblems, AuditRequests};
use crate::{App, Failure, Receipt};
use domain::command::{Command, RoomCommand};
use domain::refusal::Refusal;
use domain::registers::engagement::scope::criteria;
use domain::rules::room::MAX_IMPORT;
use domain::values::AuditRequest;
use std::collections::BTreeSet;

/// The heading of a column that names a criterion or a control.
const EITHER: &str = "Criterion or control";

/// The list of requests of one engagement.
#[derive(Clone, Debug, Default)]
struct RequestLists {
    /// The engagement.
    engagement: String,
    /// Criteria in its scope.
    criteria: BTreeSet<String>,
}

impl Listed for RequestLists {
    type Row = AuditRequest;

    fn headings(&self) -> Vec<&str> {
        REQUEST_HEADINGS.to_vec()
    }

    fn not_read(&self) -> Vec<&str> {
        REQUEST_HEADINGS[out::READ..].to_vec()
    }

    fn needed(&self) -> Vec<(&str, &str)> {
        vec![
            ("Title", "name the column with what is wanted, in a line; the export shows all headings"),
            ("Due", "name the column with the day on which it is wanted; the export shows all headings"),
        ]
    }

    /// Auditors' lists have words of their own, often with a full stop behind them.
    fn usual(&self, word: &str) -> Option<&str> {
        Some(match word.trim_end_matches('.') {
            "reference" | "ref" | "no" | "number" | "#" | "request no" => "Reference",
            "title" | "request" | "item" => "Title",
            "text" | "description" | "details" => "Text",
            "criterion" | "criteria" | "tsc" => "Criterion",
            "control" | "control id" => "Control",
            "criterion or control" | "about" => EITHER,
            "due" | "due date" | "wanted by" => "Due",
            "to" | "asked of" | "owner" | "responsible" => "To",
            other => return self.headings().into_iter().find(|known| known.to_lowercase() == other),
        })
    }

    fn most(&self) -> (usize, &'static str) {
        (MAX_IMPORT, "requests")
    }

    fn row(&self, row: &mut RowReading<'_>) -> Option<AuditRequest> {
        row::read(row, self)
    }
}

impl App {
    /// Reads a list of requests for an engagement and says of every row what is wrong with it; nothing is changed.
    ///
    /// # Errors
    /// As [`read_list`], for a list without requests, or without the right to ask in that engagement.
    pub fn read_audit_requests(
        &self,
        slug: &str,
        who: &Who,
        engagement: &str,
        (bytes, name): (&[u8], &str),
        sheet: Option<&str>,
    ) -> Result<List<AuditRequest>, Failure> {
        let engagement = engagement.to_owned();
        self.ask(slug, who, At::default(), &AuditRequests { engagement: Some(engagement.clone()), state: None })?;
        let live = self.live(slug)?;
        let state = live.state();
        let held = state.registers.engagements.engagements.get(&engagement);
        let all = held.map(|held| criteria(&state.registers, held)).unwrap_or_default();
        let people = self.people_in_lists(state.registers.people.members.keys())?;
        let lists = RequestLists {
            engagement: engagement.clone(),
            criteria: all.into_iter().map(|item| item.id.clone()).collect(),
        };
        let mut list = read_list(&lists, (bytes, name), sheet, &people)?;
        if list.rows.is_empty() && list.problems.is_empty() {
            let (sentence, hint) = (format!("{name} holds no request"), "write one request a row below the headings");
            return Err(Refusal::NotPossible { sentence, hint: hint.to_owned() }.into());
        }
        let question = AuditRequestProblems { engagement, requests: list.rows.clone() };
        let judged = self.ask(slug, who, At::default(), &question)?.value;
        let rows = list.numbers.iter().zip(judged).filter_map(|(row, one)| Some((*row, one?)));
        list.problems.extend(rows.map(|(row, why)| RowProblem {
            row,
            field: "Request".to_owned(),
            what: why.to_string(),
            hint: why.hint(),
        }));
        list.problems.sort_by_key(|problem| problem.row);
        Ok(list)
    }

    /// Puts a list of requests that was read without problems on the list of the engagement, all or nothing.
    ///
    /// # Errors
    /// A refusal that lists the problem rows, or by the rules of the room; a fault when it could not be recorded.
    pub fn import_audit_requests(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        engagement: &str,
        list: List<AuditRequest>,
    ) -> Result<Receipt, Failure> {
        sound(&list.problems)?;
        let command =
            RoomCommand::AddRequests { engagement: engagement.to_owned(), requests: list.rows, source: list.source };
        self.change(slug, who, request, Command::Room(command))
    }
}
