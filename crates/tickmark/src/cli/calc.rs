//! Calculations that need no organisation: JSON in, JSON out, the same reader as the API's.

use super::Done;
use super::args::{CalcArgs, CalcVerb};
use super::out::{mend, print};
use crate::words::calc::{
    MAX_BYTES, Misread, acceptance, certification, cost, cost_items, decision, independence, nonconformity, review,
    sample, statement, timeline, window, wording,
};
use app::{Failure, Fault};
use domain::refusal::Refusal;
use serde::Serialize;
use serde_json::json;
use std::io::Read;

pub(crate) fn calc(args: &CalcArgs) -> Done {
    if let CalcVerb::Cost { list: true } = args.verb {
        return told(cost_items().map(|items| json!({ "items": items })));
    }
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
        CalcVerb::Timeline => told(timeline(&sent)),
        CalcVerb::Cost { .. } => told(cost(&sent)),
        CalcVerb::Decision => told(decision(&sent)),
        CalcVerb::Wording => told(wording(&sent)),
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
