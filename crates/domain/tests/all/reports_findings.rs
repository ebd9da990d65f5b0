//! What findings come to: counted by severity and requirement, the days that a file claims, and the summary in words.

use domain::reports::findings::{by_requirement, by_severity, claimed, counts_in_words, lists, of_result, summary};
use domain::values::{
    Finding, FindingResult, Findings, FindingsFormat, NamedRequirement, ResultCounts, SaidMoment, Window,
};
use jiff::civil::date;

fn finding(id: &str, result: FindingResult, severity: Option<&str>, named: &[(&str, &str)]) -> Finding {
    let named = named.iter().map(|(list, id)| NamedRequirement { list: (*list).to_owned(), id: (*id).to_owned() });
    Finding {
        id: id.to_owned(),
        title: format!("Check {id}"),
        result,
        severity: severity.map(str::to_owned),
        resource: None,
        requirements: named.collect(),
        detail: String::new(),
    }
}

fn findings(items: Vec<Finding>) -> Findings {
    let mut counts = ResultCounts::default();
    items.iter().for_each(|item| counts.count(item.result));
    Findings {
        tool: "Scanner".to_owned(),
        version: Some("2.1".to_owned()),
        format: FindingsFormat::Ocsf,
        began: None,
        ended: None,
        target: None,
        counts,
        items,
        notes: vec!["One check was muted.".to_owned()],
    }
}

fn some() -> Findings {
    use FindingResult::{Fail, Informational, Pass, Unknown};
    findings(vec![
        finding("a", Pass, Some("Low"), &[("SOC2", "cc_6_1"), ("CIS", "1.1")]),
        finding("b", Fail, Some("High"), &[("SOC2", "cc_6_1")]),
        finding("c", Fail, Some("critical"), &[]),
        finding("d", Unknown, None, &[("SOC2", "cc_7_1")]),
        finding("e", Informational, Some("odd word"), &[]),
    ])
}

fn moment(text: &str) -> Option<SaidMoment> {
    Some(SaidMoment { text: text.to_owned(), day: text.get(..10).and_then(|day| day.parse().ok()) })
}

#[test]
fn severities_stand_with_the_gravest_first_and_sum_to_all() {
    let found = some();
    let lines = by_severity(&found);
    let words: Vec<&str> = lines.iter().map(|line| line.severity.as_deref().unwrap_or("-")).collect();
    assert_eq!(words, ["critical", "High", "Low", "odd word", "-"]);
    assert_eq!(lines.iter().map(|line| line.counts.total()).sum::<u32>(), found.counts.total());
    assert_eq!(lines[4].counts.unknown, 1, "what the tool left open stays open");
}

#[test]
fn a_finding_counts_at_each_requirement_that_the_tool_names() {
    let lines = by_requirement(&some());
    let said: Vec<String> = lines
        .iter()
        .map(|line| format!("{} {}: {}", line.named.list, line.named.id, counts_in_words(&line.counts)))
        .collect();
    assert_eq!(said, ["CIS 1.1: 1 pass", "SOC2 cc_6_1: 1 pass, 1 fail", "SOC2 cc_7_1: 1 unknown"]);
    assert_eq!(lists(&some()).into_iter().collect::<Vec<_>>(), [("CIS".to_owned(), 1), ("SOC2".to_owned(), 2)]);
    assert_eq!(of_result(&some(), Some(FindingResult::Fail)).count(), 2);
    assert_eq!(of_result(&some(), None).count(), 5);
}

#[test]
fn the_days_are_those_that_the_file_claims() {
    let window = |from, until| Some(Window { from, until });
    let day = date(2026, 11, 21);
    for (began, ended, days) in [
        (None, None, None),
        (moment("yesterday"), None, None),
        (moment("2026-11-21 10:00"), None, window(day, day)),
        (None, moment("2026-11-21"), window(day, day)),
        (moment("2026-11-20T23:00:00Z"), moment("2026-11-21T01:00:00Z"), window(date(2026, 11, 20), day)),
        (moment("2026-11-21"), moment("2026-11-20"), window(date(2026, 11, 20), day)),
    ] {
        let found = Findings { began, ended, ..some() };
        assert_eq!(claimed(&found), days, "{:?} {:?}", found.began, found.ended);
    }
}

#[test]
fn the_summary_tells_the_tools_words_as_its_words() {
    let text = summary(&some(), "scan.json", "ab12");
    for words in [
        "Summary of scan.json",
        "SHA-256 of the file: ab12",
        "Tool: Scanner 2.1",
        "Began, as the file says: not said",
        "Findings: 5 (1 pass, 2 fail, 1 unknown, 1 informational)",
        "High: 1 fail",
        "SOC2: 2",
        "Note: One check was muted.",
        "no opinion on a control",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(counts_in_words(&ResultCounts::default()), "no findings");
    let none = summary(&findings(Vec::new()), "empty.json", "ab12");
    assert!(none.contains("Findings: 0 (no findings)") && !none.contains("Requirements"), "{none}");
}
