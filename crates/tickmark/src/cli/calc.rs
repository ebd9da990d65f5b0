//! Calculations that need no organisation: JSON in, JSON out, the same reader as the API's.

use super::Done;
use super::args::{CalcArgs, CalcVerb};
use super::out::{mend, print};
use crate::words::calc::{
    MAX_BYTES, Misread, acceptance, certification, independence, nonconformity, review, sample, statement, window,
};
use app::{Failure, Fault};
use domain::refusal::Refusal;
use serde::Serialize;
use std::io::Read;

pub(crate) fn calc(args: &CalcArgs) -> Done {
    let sent = standard_input()?;
    match args.verb {
        CalcVerb::Window => told(window(&sent)),
        CalcVerb::Sample => told(sample(&sent)),
        CalcVerb::Certification => told(certification(&sent)),
        CalcVerb::Statement => told(statement(&sent)),
        CalcVerb::Review => told(review(&sent)),
        CalcVerb::Nonconformity => told(nonconformity(&sent)),
        CalcVerb::Independence => told(independence(&sent)),
        CalcVerb::Acceptance => told(acceptance(&sent)),
    }
}

fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    // One byte more than is taken, so that too much can be told from just enough.
    let read = std::io::stdin().lock().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|e| mend(format!("standard input: {e}"), "send one JSON object"))?;
    if bytes.len() > MAX_BYTES {
        return Err(mend(format!("standard input is larger than {MAX_BYTES} bytes"), "ask in parts"));
    }
    Ok(bytes)
}

fn told(answer: Result<impl Serialize, Misread>) -> Done {
    let answer = answer.map_err(Refusal::from)?;
    let mut text = serde_json::to_string(&answer).map_err(|e| Fault::new(e.to_string(), "report this"))?;
    text.push('\n');
    print(text.as_bytes())
}
