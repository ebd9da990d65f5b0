//! What real tools wrote, read whole. `findings/README.md` says which tool and how.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domain::values::{FindingResult, Findings, FindingsFormat, ResultCounts};
use formats::findings::{detect, read};

fn load(name: &str) -> Findings {
    let path = format!("{}/tests/findings/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap();
    // Recognised by the content alone, whatever somebody called it.
    let format = detect(&bytes, "upload").unwrap_or_else(|| panic!("{name} is not recognised"));
    let findings = read(&bytes, format).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(usize::try_from(findings.counts.total()).unwrap(), findings.items.len(), "{name}");
    let mut counted = ResultCounts::default();
    findings.items.iter().for_each(|item| counted.count(item.result));
    assert_eq!(counted, findings.counts, "{name}");
    findings
}

fn about(findings: &Findings) -> (&str, Option<&str>, FindingsFormat, Option<&str>) {
    (&findings.tool, findings.version.as_deref(), findings.format, findings.target.as_deref())
}

fn day(findings: &Findings) -> String {
    findings.ended.as_ref().and_then(|ended| ended.day).unwrap().to_string()
}

#[test]
fn r185_prowler_names_its_requirements_and_what_was_muted_stays_a_failure() {
    let found = load("prowler.ocsf.json");
    assert_eq!(about(&found), ("Prowler", Some("5.46.0"), FindingsFormat::Ocsf, Some("aws 123456789012")));
    assert_eq!((found.counts.pass, found.counts.fail, found.items.len()), (2, 2, 4));
    assert_eq!(day(&found), "2026-11-21");
    assert!(found.began.as_ref().unwrap().text <= found.ended.as_ref().unwrap().text);
    let detector = &found.items[0];
    assert_eq!((detector.id.as_str(), detector.result), ("guardduty_is_enabled", FindingResult::Fail));
    assert_eq!(detector.title, "GuardDuty detector is enabled and not suspended");
    assert_eq!(detector.severity.as_deref(), Some("High"));
    assert_eq!(detector.detail, "GuardDuty is not enabled.");
    let of = |list: &str| -> Vec<&str> {
        detector.requirements.iter().filter(|named| named.list == list).map(|named| named.id.as_str()).collect()
    };
    assert_eq!(of("SOC2"), ["cc_3_1", "cc_3_2", "cc_4_2", "cc_6_8", "cc_7_1", "cc_7_2", "cc_7_3", "cc_7_4"]);
    assert!(of("ISO27001-2022").contains(&"A.8.9"), "{:?}", of("ISO27001-2022"));
    assert_eq!(detector.requirements.len(), 225, "none is cut");
    let muted = &found.items[3];
    assert_eq!((muted.resource.as_deref(), muted.result), (Some("arn:aws:s3:::drafts"), FindingResult::Fail));
    assert!(muted.detail.starts_with("Suppressed in the tool. "), "{}", muted.detail);
    assert_eq!(found.items[2].resource.as_deref(), Some("arn:aws:s3:::records"));
}

#[test]
fn prowler_as_json_lines_means_the_same() {
    let path = format!("{}/tests/findings/prowler.ocsf.json", env!("CARGO_MANIFEST_DIR"));
    let events: Vec<serde_json::Value> = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let lines: String = events.iter().map(|event| format!("{event}\n")).collect();
    assert_eq!(detect(lines.as_bytes(), "findings.jsonl"), Some(FindingsFormat::Ocsf));
    assert_eq!(read(lines.as_bytes(), FindingsFormat::Ocsf).unwrap(), load("prowler.ocsf.json"));
}

#[test]
fn bandit_finds_weaknesses_with_their_lines() {
    let found = load("bandit.sarif");
    assert_eq!(about(&found), ("Bandit", None, FindingsFormat::Sarif, None));
    assert_eq!((found.counts.fail, found.items.len()), (7, 7));
    assert_eq!(day(&found), "2026-11-21");
    let shell = found.items.iter().find(|item| item.id == "B602").unwrap();
    assert_eq!((shell.resource.as_deref(), shell.severity.as_deref()), (Some("weak.py:14"), Some("error")));
    assert_eq!(shell.title, "subprocess_popen_with_shell_equals_true");
}

#[test]
fn semgrep_takes_severity_and_weakness_from_the_rule() {
    let found = load("semgrep.sarif");
    assert_eq!(about(&found), ("Semgrep OSS", Some("1.182.0"), FindingsFormat::Sarif, None));
    let [md5, eval] = found.items.as_slice() else { panic!("{:?}", found.items) };
    assert_eq!((md5.id.as_str(), md5.severity.as_deref()), ("no-md5", Some("warning")));
    assert_eq!((eval.id.as_str(), eval.severity.as_deref()), ("no-eval", Some("error")));
    assert_eq!(eval.resource.as_deref(), Some("weak.py:23"));
    let named: Vec<_> = eval.requirements.iter().map(|named| (named.list.as_str(), named.id.as_str())).collect();
    assert_eq!(named, [("CWE", "CWE-95")]);
    assert!(found.notes.is_empty(), "{:?}", found.notes);
}

#[test]
fn a_bill_of_materials_is_information_in_both_spellings_of_its_tools() {
    for name in ["environment-1.4.cdx.json", "environment-1.6.cdx.json"] {
        let found = load(name);
        assert!(found.tool.contains("cyclonedx"), "{name}: {}", found.tool);
        assert!(found.version.as_ref().unwrap().contains("7.5.0"), "{name}: {:?}", found.version);
        assert_eq!((found.counts.informational, found.items.len()), (12, 12), "{name}");
        assert_eq!(day(&found), "2026-11-21");
        assert_eq!(found.items[0].id, "pkg:pypi/pyyaml@6.0.3");
        assert_eq!(found.items[0].title, "PyYAML 6.0.3");
    }
}

#[test]
fn lynis_warns_suggests_and_passes_nothing() {
    let found = load("lynis-report.dat");
    assert_eq!(about(&found), ("Lynis", Some("3.0.8"), FindingsFormat::Lynis, Some("host.example")));
    assert_eq!((found.counts.fail, found.counts.pass), (2, 0));
    let warned: Vec<_> = found.items.iter().filter(|item| item.result == FindingResult::Fail).collect();
    assert_eq!(warned[0].id, "PKGS-7392");
    assert_eq!(warned[0].title, "Found one or more vulnerable packages.");
    let index = found.items.iter().find(|item| item.id == "hardening_index").unwrap();
    assert_eq!(index.detail, "56 of 100, by the tool's own reckoning");
    assert!(found.notes[0].ends_with("it names none of them as passed."), "{:?}", found.notes);
    assert_eq!(found.began.as_ref().unwrap().text, "2026-11-21 16:39:14");
    assert_eq!(found.ended.as_ref().unwrap().text, "2026-11-21 16:41:11");
}

#[test]
fn a_small_benchmark_has_one_of_each_result_alone_and_in_a_collection() {
    for name in ["oscap-small.xml", "oscap-small.arf.xml"] {
        let found = load(name);
        assert_eq!(about(&found), ("OpenSCAP", Some("1.3.7"), FindingsFormat::Xccdf, Some("host.example")), "{name}");
        let results: Vec<_> = found.items.iter().map(|item| item.result).collect();
        use FindingResult::{Fail, Informational, Pass, Unknown};
        assert_eq!(results, [Pass, Fail, Unknown, Informational], "{name}");
        let passwd = &found.items[0];
        assert_eq!(passwd.title, "The list of users belongs to & is kept by root", "{name}");
        assert_eq!(passwd.severity.as_deref(), Some("high"));
        let named: Vec<_> = passwd.requirements.iter().map(|named| (named.list.as_str(), named.id.as_str())).collect();
        assert_eq!(named, [("https://example.org/cis", "5.1"), ("https://ncp.nist.gov/cce", "CCE-00001-1")], "{name}");
        let gone = "The tool says \u{201c}notchecked\u{201d}. No candidate or applicable check found.";
        assert_eq!(found.items[2].detail, gone, "{name}");
        assert_eq!(found.notes, ["1 rule was not selected by the profile; left out."], "{name}");
        assert_eq!(day(&found), "2026-11-21");
    }
}

#[test]
fn a_guide_for_another_system_applies_nowhere_and_passes_nowhere() {
    let found = load("oscap-ubuntu2204.xml");
    assert_eq!((found.counts.not_applicable, found.counts.pass, found.items.len()), (12, 0, 12));
    assert!(found.items.iter().all(|item| !item.title.starts_with("xccdf_")), "rules lend their titles");
    assert!(found.items.iter().any(|item| !item.requirements.is_empty()));
}
