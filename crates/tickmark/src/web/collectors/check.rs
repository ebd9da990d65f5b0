//! From the fields of a form to a declaration, and back. What cannot be read is named by its field; the rest is judged where
//! every door's declarations are judged.

use crate::web::typed::Typed;
use app::collectors::{Declared, RuleOf};
use domain::refusal::Refusal;
use domain::values::{Collector, Environment, EvidenceType, Rhythm, Schedule};
use serde_json::{Map, Value, json};

/// What the form means.
pub(super) fn declared(typed: &Typed) -> Result<Declared, Refusal> {
    let text = |name: &str| typed.get(name).trim().to_owned();
    Ok(Declared {
        name: text("name"),
        check: spec(typed)?.to_string(),
        controls: typed.all("control").filter(|id| !id.is_empty()).map(str::to_owned).collect(),
        evidence_type: known("type of evidence", typed.get("evidence_type"), EvidenceType::parse)?,
        environment: known("environment", typed.get("environment"), Environment::parse)?,
        personal_data: typed.get("personal") == "yes",
        schedule: schedule(typed)?,
        // Browsers send line breaks as two characters; a rule has one.
        rule: typed.get("rule").replace("\r\n", "\n"),
    })
}

fn known<T>(what: &'static str, typed: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Refusal> {
    parse(typed).ok_or_else(|| match typed {
        "" => Refusal::Empty { field: what, wanted: "one of the list" },
        other => Refusal::Unknown { what, id: other.to_owned(), nearest: None },
    })
}

fn wrong(field: &str, what: &str, right: &str) -> Refusal {
    Refusal::NotPossible { sentence: format!("{field}: {what}"), hint: right.to_owned() }
}

fn schedule(typed: &Typed) -> Result<Schedule, Refusal> {
    let rhythm = known("schedule", typed.get("rhythm"), Rhythm::parse)?;
    let time = typed.get("time").trim();
    if time.is_empty() || rhythm == Rhythm::ByHand {
        return Ok(Schedule { rhythm, minute: 0 });
    }
    let parts = time.split_once(':').and_then(|(hour, minute)| {
        let (hour, minute) = (hour.parse::<u16>().ok()?, minute.get(..2)?.parse::<u16>().ok()?);
        (hour < 24 && minute < 60).then_some((hour, minute))
    });
    let (hour, minute) =
        parts.ok_or_else(|| wrong("the time", &format!("`{time}` is none"), "write it like 06:30, in UTC"))?;
    let hour = if rhythm == Rhythm::Hourly { 0 } else { hour };
    Ok(Schedule { rhythm, minute: hour * 60 + minute })
}

/// A whole number, left out where nothing was typed.
fn number(typed: &Typed, name: &str, field: &str) -> Result<Option<Value>, Refusal> {
    let text = typed.get(name).trim().replace([' ', ',', '_'], "");
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || wrong(field, &format!("`{text}` is no whole number"), "write it like 30, or leave it empty");
    text.parse::<u64>().map(|number| Some(number.into())).map_err(|_| wrong())
}

fn spec(typed: &Typed) -> Result<Value, Refusal> {
    let kind = typed.get("kind");
    let what = match kind {
        "command" => command(typed)?,
        "git_repository" => git(typed),
        "tls_certificate" => with(
            &[("host", text(typed, "host"))],
            [
                ("port", number(typed, "port", "the port")?),
                ("warn_days", number(typed, "warn_days", "the days before the end")?),
            ],
        ),
        "http_headers" => json!({ "url": typed.get("url").trim(), "expect": expectations(typed)? }),
        "sql_query" => with(
            &[("credential", text(typed, "credential")), ("sql", text(typed, "sql"))],
            [("max_rows", number(typed, "max_rows", "the most rows")?)],
        ),
        "file_hash" => with(&[("path", text(typed, "path"))], [("expect", maybe(typed, "expect"))]),
        other => return Err(Refusal::Unknown { what: "kind of check", id: other.to_owned(), nearest: None }),
    };
    let mut limits = Map::new();
    for (name, field) in [("seconds", "the seconds"), ("memory_mib", "the memory"), ("output_mib", "the output")] {
        if let Some(value) = number(typed, name, field)? {
            limits.insert(name.to_owned(), value);
        }
    }
    Ok(json!({ "what": { kind: what }, "limits": limits }))
}

fn text(typed: &Typed, name: &str) -> Value {
    typed.get(name).trim().replace("\r\n", "\n").into()
}

fn maybe(typed: &Typed, name: &str) -> Option<Value> {
    Some(text(typed, name)).filter(|value| value != "")
}

/// An object of what has to be there and what may be left out.
fn with<const N: usize>(there: &[(&str, Value)], more: [(&str, Option<Value>); N]) -> Value {
    let there = there.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    let more = more.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(there.chain(more).collect())
}

/// Words that are separated by commas or stand on lines of their own.
fn words(typed: &Typed, name: &str) -> Vec<String> {
    let parts = typed.get(name).split([',', '\n']).map(|word| word.trim().to_owned());
    parts.filter(|word| !word.is_empty()).collect()
}

fn command(typed: &Typed) -> Result<Value, Refusal> {
    let mut environment = Map::new();
    for line in typed.lines("environment_of") {
        let (variable, credential) = line.split_once('=').ok_or_else(|| {
            wrong(
                "credentials of the command",
                &format!("`{line}` names no credential"),
                "write each line like API_TOKEN=token",
            )
        })?;
        environment.insert(variable.trim().to_owned(), credential.trim().into());
    }
    let exits = words(typed, "exits")
        .iter()
        .map(|code| {
            code.parse::<i32>()
                .map_err(|_| wrong("the exit codes", &format!("`{code}` is none"), "write them like 0, 3"))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let arguments: Vec<&str> = typed.get("arguments").lines().map(|line| line.trim_end_matches('\r')).collect();
    let arguments: Vec<&str> = arguments.into_iter().filter(|line| !line.is_empty()).collect();
    Ok(with(
        &[("program", text(typed, "program")), ("arguments", json!(arguments)), ("environment", environment.into())],
        [
            ("working_folder", maybe(typed, "working_folder")),
            ("exits", (!exits.is_empty()).then(|| json!(exits))),
            ("read_as", maybe(typed, "read_as")),
        ],
    ))
}

fn git(typed: &Typed) -> Value {
    let days = match typed.get("days") {
        "named" => [text(typed, "since"), text(typed, "until")],
        _ => ["$from".into(), "$until".into()],
    };
    let [since, until] = days;
    let yes = |name: &str| Some(Value::Bool(true)).filter(|_| typed.get(name) == "yes");
    let trailers = words(typed, "trailers");
    with(
        &[("path", text(typed, "path")), ("branch", text(typed, "branch")), ("since", since), ("until", until)],
        [
            ("trailers", (!trailers.is_empty()).then(|| json!(trailers))),
            ("first_parent", yes("first_parent")),
            ("protection_file", maybe(typed, "protection_file")),
            ("require_signed", yes("require_signed")),
            ("allowed_signers", maybe(typed, "allowed_signers")),
            ("gnupg_home", maybe(typed, "gnupg_home")),
        ],
    )
}

/// `Name present`, `Name absent`, `Name is VALUE`, `Name contains VALUE`, a line each.
fn expectations(typed: &Typed) -> Result<Vec<Value>, Refusal> {
    let read = |line: &String| {
        let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let (verb, value) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
        let value = value.trim();
        let is = match (verb, value) {
            ("present" | "absent", "") => json!(verb),
            ("is", value) if !value.is_empty() => json!({ "equals": value }),
            ("contains", value) if !value.is_empty() => json!({ "contains": value }),
            _ => {
                let right = "write a header a line: Name present, Name absent, Name is VALUE, or Name contains VALUE";
                return Err(wrong("the expected headers", &format!("`{line}` cannot be read"), right));
            }
        };
        Ok(json!({ "name": name.trim_end_matches(':'), "is": is }))
    };
    typed.lines("expect_headers").iter().map(read).collect()
}

/// The fields of a collector as it stands.
pub(super) fn fields(collector: &Collector, rule: RuleOf) -> Typed {
    let schedule = collector.schedule;
    let mut pairs = vec![
        ("name", collector.name.clone()),
        ("kind", collector.kind.clone()),
        ("evidence_type", collector.evidence_type.id().to_owned()),
        ("environment", collector.environment.id().to_owned()),
        ("personal", if collector.personal_data { "yes".to_owned() } else { String::new() }),
        ("rhythm", schedule.rhythm.id().to_owned()),
        ("time", format!("{:02}:{:02}", schedule.minute / 60, schedule.minute % 60)),
        ("rule", if rule == RuleOf::Kind { String::new() } else { collector.rule.clone() }),
    ];
    pairs.extend(collector.controls.iter().map(|id| ("control", id.clone())));
    let check: Value = serde_json::from_str(&collector.check).unwrap_or_default();
    let limits = ["seconds", "memory_mib", "output_mib"];
    pairs.extend(limits.into_iter().map(|name| (name, plain(&check["limits"][name]))));
    pairs.extend(of_kind(&collector.kind, &check["what"][collector.kind.as_str()]));
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A value as it stands in a field.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => String::new(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn of_kind(kind: &str, what: &Value) -> Vec<(&'static str, String)> {
    let same = |names: &[&'static str]| names.iter().map(|name| (*name, plain(&what[*name]))).collect::<Vec<_>>();
    let lines = |value: &Value| value.as_array().into_iter().flatten().map(plain).collect::<Vec<_>>().join("\n");
    match kind {
        "command" => {
            let pairs = what["environment"].as_object().into_iter().flatten();
            let environment: Vec<String> = pairs.map(|(name, held)| format!("{name}={}", plain(held))).collect();
            let mut fields = same(&["program", "working_folder", "exits", "read_as"]);
            fields.extend([("arguments", lines(&what["arguments"])), ("environment_of", environment.join("\n"))]);
            fields
        }
        "git_repository" => {
            let moves = what["since"] == "$from";
            let mut fields = same(&[
                "path",
                "branch",
                "trailers",
                "first_parent",
                "protection_file",
                "require_signed",
                "allowed_signers",
                "gnupg_home",
            ]);
            fields.push(("days", if moves { "interval" } else { "named" }.to_owned()));
            fields.extend(if moves { Vec::new() } else { same(&["since", "until"]) });
            fields
        }
        "tls_certificate" => same(&["host", "port", "warn_days"]),
        "http_headers" => {
            let lines = what["expect"].as_array().into_iter().flatten().map(expectation);
            vec![("url", plain(&what["url"])), ("expect_headers", lines.collect::<Vec<_>>().join("\n"))]
        }
        "sql_query" => same(&["credential", "sql", "max_rows"]),
        _ => same(&["path", "expect"]),
    }
}

fn expectation(header: &Value) -> String {
    let (name, is) = (plain(&header["name"]), &header["is"]);
    match (is["equals"].as_str(), is["contains"].as_str()) {
        (Some(value), _) => format!("{name} is {value}"),
        (_, Some(value)) => format!("{name} contains {value}"),
        _ => format!("{name} {}", plain(is)),
    }
}
