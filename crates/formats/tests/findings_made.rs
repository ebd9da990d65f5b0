//! What no tool at hand writes: documents made after the published schemas of OCSF 1.x, SARIF 2.1.0, CycloneDX 1.4 to
//! 1.6, XCCDF 1.2 and the layout of the Lynis report, for results and states that the real ones lack.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domain::values::FindingResult::{Fail, Informational, NotApplicable, Pass, Unknown};
use domain::values::{FindingResult, Findings, FindingsFormat};
use formats::findings::{detect, read};
use serde_json::{Value, json};

fn results(found: &Findings) -> Vec<FindingResult> {
    found.items.iter().map(|item| item.result).collect()
}

fn ocsf(events: &Value) -> Findings {
    read(events.to_string().as_bytes(), FindingsFormat::Ocsf).unwrap()
}

fn sarif(results: &Value) -> Findings {
    let log = json!({ "version": "2.1.0", "runs": [{ "tool": { "driver": { "name": "t" } }, "results": results }] });
    read(log.to_string().as_bytes(), FindingsFormat::Sarif).unwrap()
}

#[test]
fn ocsf_status_codes_that_nobody_knows_are_unknown() {
    let event = |code: &str| json!({ "class_uid": 2004, "status_code": code });
    let codes = ["PASS", "fail", "MANUAL", "Not Applicable", "INFO", "", "passing?", "1"];
    let found = ocsf(&codes.iter().map(|code| event(code)).collect());
    assert_eq!(results(&found), [Pass, Fail, Unknown, NotApplicable, Informational, Unknown, Unknown, Unknown]);
}

#[test]
fn ocsf_compliance_findings_say_it_in_their_own_object() {
    let event = |status: Value| {
        json!({ "class_uid": 2003, "compliance": { "status_id": status, "control": "C-1", "standards": ["S"],
            "requirements": ["1.1", "1.2"] } })
    };
    let found = ocsf(&[json!(1), json!(2), json!(3), json!(0), json!(99), json!(-7), json!(null)].map(event).into());
    assert_eq!(results(&found), [Pass, Unknown, Fail, Unknown, Unknown, Unknown, Unknown]);
    assert_eq!(found.items[0].id, "C-1");
    let named: Vec<_> =
        found.items[0].requirements.iter().map(|named| format!("{} {}", named.list, named.id)).collect();
    assert_eq!(named, ["S 1.1", "S 1.2"]);
    let said = ocsf(&json!([{ "class_uid": 2003, "compliance": { "status": "Pass" } }]));
    assert_eq!(results(&said), [Pass]);
}

#[test]
fn ocsf_vulnerabilities_stand_until_somebody_says_otherwise_and_then_are_open() {
    let event = |status: Value| {
        json!({ "class_uid": 2002, "status_id": status, "finding_info": { "uid": "u", "title": "old library" },
            "vulnerabilities": [{ "cve": { "uid": "CVE-2026-1" }, "desc": "d" }, { "cve": 5 }] })
    };
    let found = ocsf(&[json!(null), json!(1), json!(3), json!(4)].map(event).into());
    assert_eq!(results(&found), [Fail, Fail, Unknown, Unknown]);
    assert_eq!((found.items[0].id.as_str(), found.items[0].title.as_str()), ("CVE-2026-1", "old library"));
}

#[test]
fn ocsf_lets_anything_lie_where_the_schema_does() {
    for unmapped in
        [json!(null), json!("x"), json!([1, [2]]), json!({ "compliance": ["a"] }), json!({ "compliance": 1 })]
    {
        let found = ocsf(&json!([{ "class_uid": 2004, "unmapped": unmapped }]));
        assert!(found.items[0].requirements.is_empty());
    }
    let found = ocsf(&json!([{ "class_uid": 2004, "unmapped": { "compliance": { "A": "1", "B": [2, null, "x"] } } }]));
    let named: Vec<_> =
        found.items[0].requirements.iter().map(|named| format!("{} {}", named.list, named.id)).collect();
    assert_eq!(named, ["A 1", "B 2", "B x"]);
}

#[test]
fn ocsf_times_are_read_in_seconds_in_milliseconds_and_as_text() {
    for (time, day) in [(1_795_279_759_i64, "2026-11-21"), (1_795_279_759_000, "2026-11-21"), (0, "1970-01-01")] {
        let found = ocsf(&json!([{ "class_uid": 2004, "time": time }]));
        assert_eq!(found.began.unwrap().day.unwrap().to_string(), day);
    }
    let times = ["2026-11-21T23:30:00-05:00", "2026-11-22T01:00:00Z", "the day before"];
    let events: Value = times[..2].iter().map(|time| json!({ "class_uid": 2004, "time_dt": time })).collect();
    let found = ocsf(&events);
    assert_eq!(found.began.unwrap().text, times[1], "22 November, 1:00 UTC lies before 21 November, 23:30 at -5");
    assert_eq!(found.ended.as_ref().unwrap().text, times[0]);
    assert_eq!(found.ended.unwrap().day.unwrap().to_string(), "2026-11-21", "the day as it was written");
    let found = ocsf(&json!([{ "class_uid": 2004, "time_dt": times[2] }]));
    assert_eq!(found.began.unwrap().day, None);
}

#[test]
fn sarif_kinds_that_are_no_failure_and_no_pass_are_unknown() {
    let result = |kind: &str| json!({ "message": { "text": "m" }, "kind": kind });
    let kinds = ["pass", "fail", "notApplicable", "informational", "review", "open", "PASS", "whatever"];
    let found = sarif(&kinds.iter().map(|kind| result(kind)).collect());
    let expected = [Pass, Fail, NotApplicable, Informational, Unknown, Unknown, Unknown, Unknown];
    assert_eq!(results(&found), expected);
    assert_eq!(found.items[0].severity.as_deref(), Some("none"));
    assert_eq!(found.items[1].severity.as_deref(), Some("warning"));
}

#[test]
fn sarif_suppressed_results_stay_failures_and_absent_ones_say_nothing() {
    let found = sarif(&json!([
        { "message": { "text": "m" }, "suppressions": [{ "kind": "external", "justification": "drafts" }] },
        { "message": { "text": "m" }, "baselineState": "absent", "kind": "pass" },
    ]));
    assert_eq!(results(&found), [Fail, Unknown]);
    assert_eq!(found.items[0].detail, "Suppressed in the tool (accepted: drafts). m");
}

#[test]
fn sarif_tells_not_looked_from_nothing_found() {
    let log = |run: Value| json!({ "version": "2.1.0", "runs": [run] }).to_string();
    let tool = json!({ "driver": { "name": "t", "version": "1" } });
    let read = |text: String| read(text.as_bytes(), FindingsFormat::Sarif).unwrap();
    let none = read(log(json!({ "tool": tool, "results": [] })));
    assert_eq!(none.notes, ["The document names no finding; that says nothing about what was looked at."]);
    let not_looked = read(log(json!({ "tool": tool })));
    assert!(not_looked.notes[0].contains("did not look"), "{:?}", not_looked.notes);
    let broken = read(log(json!({ "tool": tool, "results": [], "invocations": [{ "executionSuccessful": false,
        "endTimeUtc": "2026-11-21T10:00:00Z" }] })));
    assert!(broken.notes[0].contains("did not end well"), "{:?}", broken.notes);
    assert_eq!(broken.ended.unwrap().day.unwrap().to_string(), "2026-11-21");
}

#[test]
fn sarif_of_two_tools_names_both_and_an_index_out_of_range_names_no_rule() {
    let run = |name: &str| {
        json!({ "tool": { "driver": { "name": name, "version": "1", "rules": [{ "id": "r0" }] } },
            "results": [{ "message": { "text": "m" }, "ruleIndex": 7 }, { "message": { "text": "m" }, "ruleIndex": -1,
            "ruleId": "r0" }] })
    };
    let log = json!({ "runs": [run("one"), run("two")], "version": "2.1.0" });
    let found = read(log.to_string().as_bytes(), FindingsFormat::Sarif).unwrap();
    assert_eq!((found.tool.as_str(), found.version.as_deref()), ("one, two", Some("1")));
    let ids: Vec<_> = found.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["", "r0", "", "r0"]);
}

fn bom(version: &str, vulnerabilities: &Value) -> Findings {
    let text = json!({ "bomFormat": "CycloneDX", "specVersion": version, "version": 1,
        "metadata": { "component": { "type": "application", "name": "shop", "version": "3", "bom-ref": "root" } },
        "components": [{ "type": "library", "name": "parser", "group": "org.example", "version": "1.0", "bom-ref": "p",
            "components": [{ "type": "library", "name": "inner", "purl": "pkg:cargo/inner@2" }] }],
        "vulnerabilities": vulnerabilities })
    .to_string();
    assert_eq!(detect(text.as_bytes(), "x"), Some(FindingsFormat::CycloneDx));
    read(text.as_bytes(), FindingsFormat::CycloneDx).unwrap()
}

#[test]
fn cyclonedx_vulnerabilities_are_judged_by_their_analysis() {
    let weakness = |state: Value| {
        json!({ "id": "CVE-2026-2", "description": "It reads too far. More.", "ratings": [{ "severity": "high" }],
            "cwes": [125], "affects": [{ "ref": "p" }, { "ref": "elsewhere" }], "analysis": { "state": state } })
    };
    let states = [
        json!(null),
        json!("exploitable"),
        json!("in_triage"),
        json!("false_positive"),
        json!("not_affected"),
        json!("resolved"),
        json!("resolved_with_pedigree"),
        json!("fixed_i_hope"),
    ];
    let judged = [Fail, Fail, Unknown, NotApplicable, NotApplicable, Pass, Pass, Unknown];
    for version in ["1.4", "1.5", "1.6"] {
        let found = bom(version, &states.clone().map(weakness).into());
        let expected: Vec<_> = judged.iter().flat_map(|result| [*result; 2]).collect();
        assert_eq!(results(&found)[..2], [Informational; 2]);
        assert_eq!(results(&found)[2..], expected);
        assert_eq!(found.target.as_deref(), Some("shop 3"));
        assert_eq!((found.items[0].id.as_str(), found.items[1].id.as_str()), ("p", "pkg:cargo/inner@2"));
        let first = &found.items[2];
        assert_eq!(first.title, "CVE-2026-2 It reads too far");
        assert_eq!(first.resource.as_deref(), Some("org.example/parser 1.0"));
        assert_eq!((first.requirements[0].list.as_str(), first.requirements[0].id.as_str()), ("CWE", "CWE-125"));
        assert_eq!(found.items[3].resource.as_deref(), Some("elsewhere"));
    }
}

#[test]
fn lynis_without_an_end_says_so() {
    let found = read(b"lynis_version=3.1.2\nwarning[]=A-1|text|-|do this|\n", FindingsFormat::Lynis).unwrap();
    assert_eq!(found.notes, ["The report has no end: the run was cut short, or was still going on."]);
    assert_eq!((found.items[0].detail.as_str(), found.items[0].result), ("do this", Fail));
}

#[test]
fn xccdf_words_that_nobody_knows_are_unknown() {
    let words =
        ["pass", "fixed", "fail", "error", "unknown", "notapplicable", "notchecked", "informational", "Pass", ""];
    let results_of = |words: &[&str]| -> String {
        words
            .iter()
            .map(|word| format!("<x:rule-result idref='r'><x:result>{word}</x:result></x:rule-result>"))
            .collect()
    };
    let text = format!(
        "<x:TestResult xmlns:x='http://checklists.nist.gov/xccdf/1.2' test-system='cpe:/a:acme:scanner:2.0'>{}</x:TestResult>",
        results_of(&words)
    );
    assert_eq!(detect(text.as_bytes(), "x"), Some(FindingsFormat::Xccdf));
    let found = read(text.as_bytes(), FindingsFormat::Xccdf).unwrap();
    let expected = [Pass, Pass, Fail, Unknown, Unknown, NotApplicable, Unknown, Informational, Unknown, Unknown];
    assert_eq!(results(&found), expected);
    assert_eq!((found.tool.as_str(), found.version.as_deref()), ("scanner", Some("2.0")));
    assert_eq!(found.items[1].detail.trim(), "The tool says \u{201c}fixed\u{201d}.");
}
