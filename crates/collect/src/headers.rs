//! The headers of an answer, held against what is expected of them.

use std::collections::BTreeMap;

use outgoing::Request;
use serde_json::{Value, json};

use crate::collected::Found;
use crate::failure::Failure;
use crate::means::Means;
use crate::spec::{Expectation, Header, HttpHeaders, Limits};

/// Headers whose values let somebody in; their values are not kept.
const SECRET: [&str; 4] = ["set-cookie", "set-cookie2", "authorization", "proxy-authenticate"];

/// What stands in the place of a value that is not kept.
const NOT_KEPT: &str = "[not kept]";

/// Asks once: `url`, `status`, `headers` (name to values), `expectations`, `unmet`.
pub(crate) fn collect(spec: &HttpHeaders, limits: Limits, means: &Means) -> Result<Found, Failure> {
    let client = means.outgoing.within(limits.span()).expect("less time than these rules allow is allowed too");
    let response = client.send(&Request::get(&spec.url))?;
    let mut headers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in &response.headers {
        headers.entry(name).or_default().push(value);
    }
    let checks: Vec<(Value, bool)> = spec.expect.iter().map(|expected| check(expected, &headers)).collect();
    let unmet = checks.iter().filter(|(_, met)| !met).count();
    let shown: BTreeMap<&str, Vec<String>> =
        headers.iter().map(|(name, values)| (*name, values.iter().map(|value| kept(name, value)).collect())).collect();
    let json = json!({
        "url": spec.url,
        "status": response.status,
        "headers": shown,
        "expectations": checks.into_iter().map(|(check, _)| check).collect::<Vec<_>>(),
        "unmet": unmet,
    });
    Ok(Found { json, row_count: spec.expect.len() as u64 })
}

/// One expectation: `name`, `is`, `value`, `found`, `met`.
fn check(expected: &Header, headers: &BTreeMap<&str, Vec<&str>>) -> (Value, bool) {
    let name = expected.name.to_ascii_lowercase();
    let found = headers.get(name.as_str()).map_or(&[][..], Vec::as_slice);
    let (is, wanted, met) = match &expected.is {
        Expectation::Present => ("present", None, !found.is_empty()),
        Expectation::Absent => ("absent", None, found.is_empty()),
        Expectation::Equals(wanted) => ("equals", Some(wanted), found == [wanted.as_str()]),
        Expectation::Contains(wanted) => {
            let lower = wanted.to_lowercase();
            ("contains", Some(wanted), found.iter().any(|value| value.to_lowercase().contains(&lower)))
        }
    };
    let shown: Vec<String> = found.iter().map(|value| kept(&name, value)).collect();
    (json!({ "name": name, "is": is, "value": wanted, "found": shown, "met": met }), met)
}

/// The value as evidence shows it: a cookie keeps its name and its attributes, which are what is judged.
fn kept(name: &str, value: &str) -> String {
    if !SECRET.contains(&name) {
        return value.to_owned();
    }
    let (pair, attributes) = value.split_once(';').map_or((value, String::new()), |(a, b)| (a, format!(";{b}")));
    match pair.split_once('=') {
        Some((cookie, _)) if name.starts_with("set-cookie") => format!("{cookie}={NOT_KEPT}{attributes}"),
        _ => NOT_KEPT.to_owned(),
    }
}
