//! Rules that answer, rules that do not, and rules that go too far.

use std::time::Duration;

use collect::{Collected, Failure, JudgeLimits, Language, Outcome, Rule, SOURCE_MAX, Verdict};
use serde_json::{Value, json};

use crate::bench::{judge, now, said, timed};

fn rule(body: &str) -> Rule {
    Rule { language: Language::Rego, source: format!("package check\n{body}") }
}

fn judged(rule: &Rule, json: &Value, limits: JudgeLimits) -> Verdict {
    let scratch = tempfile::tempdir().unwrap();
    judge(scratch.path()).judge(rule, json, limits, now())
}

fn says(body: &str, json: &Value) -> Verdict {
    judged(&rule(body), json, JudgeLimits::default())
}

#[test]
fn a_rule_passes_fails_or_does_not_know() {
    let body = "result := \"pass\" if input.left == 0\nresult := \"fail\" if input.left > 0\n\
        reason := sprintf(\"%d left\", [input.left])\ndetails := {\"b\": [1, \"x\"], \"a\": null}";
    let passed = says(body, &json!({ "left": 0 }));
    let details = json!({ "a": null, "b": [1, "x"] });
    assert_eq!(passed, Verdict { result: Outcome::Pass, reason: "0 left".to_owned(), details });
    assert_eq!(says(body, &json!({ "left": 2 })).result, Outcome::Fail);
    // As in every Rego: types have an order, and a text is more than any number.
    assert_eq!(says(body, &json!({ "left": "two" })).result, Outcome::Fail);
    said(&says(body, &json!({})), Outcome::Unknown, "leaves `result` undefined");
    said(&says("result := \"unknown\"", &json!({})), Outcome::Unknown, "");
}

#[test]
fn regular_expressions_know_words_digits_and_case() {
    let body = r"result := `pass` if { regex.match(`(?i)^\w+-\d+$`, input.id); not regex.match(`^\d+$`, input.id) }";
    assert_eq!(says(body, &json!({ "id": "Ärger-12" })).result, Outcome::Pass);
}

#[test]
fn whatever_is_no_answer_is_unknown() {
    for (body, part) in [
        ("", "leaves `result` undefined"),
        ("result := true", "neither \"pass\" nor"),
        ("result := \"PASS\"", "neither \"pass\" nor"),
        ("result := \"pass\" if {", "cannot be read"),
        ("result := \"pass\"\nresult := \"fail\"", "no answer"),
        ("result := \"pass\" if 1 / 0 == 1", "divide by zero"),
        ("result := \"pass\"\nreason := 1", "`reason` is no text"),
        ("result := \"pass\" if to_number(\"x\") == 1", "no answer"),
        ("result := \"pass\" if result == \"pass\"", "recursion"),
    ] {
        said(&says(body, &json!({})), Outcome::Unknown, part);
    }
    let elsewhere = Rule { language: Language::Rego, source: "package other\nresult := \"pass\"".to_owned() };
    said(&judged(&elsewhere, &json!({}), JudgeLimits::default()), Outcome::Unknown, "begins with `package check`");
}

#[test]
fn a_rule_has_no_clock_no_dice_no_network_and_no_environment() {
    for call in ["time.now_ns() > 0", "rand.intn(\"a\", 2) >= 0", "uuid.rfc4122(\"a\") != \"\"", "opa.runtime() != 1"] {
        said(&says(&format!("result := \"pass\" if {call}"), &json!({})), Outcome::Unknown, "could not find function");
    }
    let http = "result := \"pass\" if http.send({\"method\": \"get\", \"url\": \"http://127.0.0.1:1/\"})";
    said(&says(http, &json!({})), Outcome::Unknown, "could not find function");
    let moment = "result := \"pass\" if { data.now == \"2026-11-21T12:00:00Z\"; data.today == \"2026-11-21\" }";
    assert_eq!(says(moment, &json!({})).result, Outcome::Pass);
    let seconds = format!("result := \"pass\" if data.now_seconds == {}", now().as_second());
    assert_eq!(says(&seconds, &json!({})).result, Outcome::Pass);
}

#[test]
fn a_rule_that_does_not_end_is_ended() {
    let endless = "n := numbers.range(1, 3000)\nresult := \"pass\" if {\n\tcount([1 | some a in n; some b in n; some c in n; a * b * c < 0]) == 0\n}";
    let limits = JudgeLimits { seconds: 1, ..JudgeLimits::default() };
    let (verdict, took) = timed(|| judged(&rule(endless), &json!({}), limits));
    said(&verdict, Outcome::Unknown, "was ended: it");
    assert!(took < Duration::from_secs(60), "{took:?}");
}

#[test]
fn a_rule_that_takes_all_memory_is_ended() {
    let mut doubling = "s0 := \"0123456789abcdef\"\n".to_owned();
    for step in 1..40 {
        doubling += &format!("s{step} := concat(\"\", [s{0}, s{0}])\n", step - 1);
    }
    doubling += "result := \"pass\" if count(s39) > 0";
    said(&says(&doubling, &json!({})), Outcome::Unknown, "more than 512 MiB of memory");
    let range = "result := \"pass\" if count(numbers.range(1, 1000000000000)) > 0";
    said(&says(range, &json!({})), Outcome::Unknown, "more than 512 MiB of memory");
}

#[test]
fn answers_and_rules_have_sizes() {
    let long = "result := \"fail\"\nreason := concat(\"\", [\"ab\" | some _ in numbers.range(1, 5000)])";
    let verdict = says(long, &json!({}));
    assert_eq!((verdict.result, verdict.reason.chars().count()), (Outcome::Fail, 1000));
    let giant = "result := \"pass\"\ndetails := numbers.range(1, 100000)";
    said(&says(giant, &json!({})), Outcome::Unknown, "`details` has more than");
    let source = rule(&format!("result := \"pass\" # {}", "a".repeat(SOURCE_MAX)));
    said(&judged(&source, &json!({}), JudgeLimits::default()), Outcome::Unknown, "the rule has more than 65536 bytes");
    let none = JudgeLimits { seconds: 0, ..JudgeLimits::default() };
    said(&judged(&rule("result := \"pass\""), &json!({}), none), Outcome::Unknown, "limits.seconds");
}

#[test]
fn a_collection_that_failed_is_unknown_whatever_the_rule_says() {
    let scratch = tempfile::tempdir().unwrap();
    let found = Err(Failure::TooSlow { seconds: 60 });
    let collected = Collected { started: now(), ended: now(), used: String::new(), row_count: 0, found, ran: None };
    let always = rule("result := \"pass\"");
    let verdict = judge(scratch.path()).judge_collected(&always, &collected, JudgeLimits::default());
    said(&verdict, Outcome::Unknown, "nothing was collected: there was no complete answer within 60 seconds");
}

#[test]
fn a_judge_that_is_not_there_or_says_something_else_is_unknown() {
    let scratch = tempfile::tempdir().unwrap();
    let mut apart = judge(scratch.path());
    let pass = rule("result := \"pass\"");
    for (program, part) in
        [("/bin/nothing-of-this-name", ""), ("/bin/true", "gave no verdict"), ("/bin/false", "exit code 1")]
    {
        apart.program = program.into();
        said(&apart.judge(&pass, &json!({}), JudgeLimits::default(), now()), Outcome::Unknown, part);
    }
}

#[test]
fn every_default_rule_leaves_json_of_another_shape_unknown() {
    let rules = [
        include_str!("../../src/judge/rules/file_hash.rego"),
        include_str!("../../src/judge/rules/git_repository.rego"),
        include_str!("../../src/judge/rules/http_headers.rego"),
        include_str!("../../src/judge/rules/sql_query.rego"),
        include_str!("../../src/judge/rules/tls_certificate.rego"),
    ];
    for source in rules {
        let rule = Rule { language: Language::Rego, source: source.to_owned() };
        for json in [json!({}), json!(null), json!([]), json!({ "rows": null, "expectations": [], "trusted": "yes" })] {
            let verdict = judged(&rule, &json, JudgeLimits::default());
            assert_eq!(verdict.result, Outcome::Unknown, "{verdict:?} for {json} by {source}");
        }
    }
}
