//! What comes back every month and every quarter.

use super::files;
use super::{FIRST, File, Handed, handed, item, judged, list, screenshot};
use crate::demo::people::{ENGINEERING, OPERATIONS, PEOPLE_OPERATIONS, PLATFORM, SECURITY_LEAD, Someone};
use crate::demo::story::{Moment, working_day};
use domain::values::{Evidence, EvidenceType, Window};
use jiff::ToSpan;
use jiff::civil::Date;

use EvidenceType::{AccessReview, ChangeRecord, MonitoringReport, SystemConfiguration, TestRecord};

/// Months of history that have evidence.
const MONTHS: i32 = 8;
/// Quarters likewise.
const QUARTERS: i32 = 3;

/// How one thing comes back.
struct Round {
    /// Controls that it shows.
    controls: &'static [&'static str],
    title: &'static str,
    kind: EvidenceType,
    system: &'static str,
    by: Someone,
    /// Days after the end of its period on which it is handed in.
    after: i32,
    /// Its file and what it says of itself besides.
    made: fn(Evidence, Window, Date) -> (Evidence, Vec<File>),
}

const MONTHLY: [Round; 7] = [
    Round {
        controls: &["SD-01"],
        title: "Merged changes with their reviewers",
        kind: ChangeRecord,
        system: "Code host",
        by: ENGINEERING,
        after: 4,
        made: |evidence, period, made| {
            let (file, rows) = files::changes(period);
            (
                list(evidence, &format!("is:merged merged:{}..{}", period.from, period.until), rows),
                vec![file, files::note("reviewers.txt", "changes and who read them", made)],
            )
        },
    },
    Round {
        controls: &["OP-01"],
        title: "Log sources and their last entries",
        kind: MonitoringReport,
        system: "Log archive",
        by: PLATFORM,
        after: 3,
        made: |evidence, period, _| {
            let (file, rows) = files::sources(period);
            (list(evidence, "sources | last_seen", rows), vec![file])
        },
    },
    Round {
        controls: &["BC-01"],
        title: "Backups of every business day",
        kind: TestRecord,
        system: "Backup vault",
        by: PLATFORM,
        after: 5,
        made: |evidence, period, _| {
            let (file, rows) = files::backups(period);
            (list(evidence, "jobs --status all --days", rows), vec![file])
        },
    },
    Round {
        controls: &["VM-01", "VM-02"],
        title: "Vulnerability scans and what was mended",
        kind: MonitoringReport,
        system: "Scanner",
        by: ENGINEERING,
        after: 6,
        made: |evidence, period, made| {
            (evidence, vec![files::report("scan-report.pdf", "Vulnerability scan", period, made)])
        },
    },
    Round {
        controls: &["GV-07"],
        title: "Minutes of the security round",
        kind: EvidenceType::ControlDocumentation,
        system: "Intranet",
        by: SECURITY_LEAD,
        after: 2,
        made: |evidence, _, made| (evidence, vec![files::note("security-round.txt", "the round of the month", made)]),
    },
    Round {
        controls: &["CH-02", "NW-01", "OP-02"],
        title: "Platform as its code says, and its alerts",
        kind: MonitoringReport,
        system: "Nimbus Cloud",
        by: PLATFORM,
        after: 5,
        made: |evidence, period, made| {
            (evidence, vec![files::report("platform-report.pdf", "Drift and alerts", period, made)])
        },
    },
    Round {
        controls: &["SD-03", "AC-05"],
        title: "Code scans, and who had rights in production",
        kind: MonitoringReport,
        system: "Code host",
        by: ENGINEERING,
        after: 7,
        made: |evidence, period, made| {
            (evidence, vec![files::report("code-and-rights.pdf", "Code scans and rights", period, made)])
        },
    },
];

const QUARTERLY: [Round; 4] = [
    Round {
        controls: &["AC-01"],
        title: "Second factor required for everybody",
        kind: SystemConfiguration,
        system: "Identity provider",
        by: PLATFORM,
        after: 7,
        made: |evidence, _, made| (screenshot(evidence), vec![files::screen("sign-in-policy.png", made, 1)]),
    },
    Round {
        controls: &["DP-01", "DP-02"],
        title: "Encryption in transit and at rest",
        kind: SystemConfiguration,
        system: "Load balancers and storage",
        by: PLATFORM,
        after: 9,
        made: |evidence, _, made| {
            let lines =
                ["tls.minimum = 1.2", "tls.preferred = 1.3", "storage.encryption = on", "storage.key = managed"];
            (evidence, vec![files::settings("encryption.txt", "edge", made, &lines)])
        },
    },
    Round {
        controls: &["HR-03"],
        title: "Who took the awareness course",
        kind: EvidenceType::TrainingRecord,
        system: "Course platform",
        by: PEOPLE_OPERATIONS,
        after: 8,
        made: |evidence, period, _| {
            let (file, rows) = files::course(period);
            let evidence = Evidence { personal_data: true, ..evidence };
            (list(evidence, "course=security-awareness state=any", rows), vec![file])
        },
    },
    Round {
        controls: &["PH-01"],
        title: "Badges and doors reconciled",
        kind: AccessReview,
        system: "Badge system",
        by: PEOPLE_OPERATIONS,
        after: 11,
        made: |evidence, _, made| (screenshot(evidence), vec![files::screen("doors.png", made, 2)]),
    },
];

pub(super) fn all(today: Date) -> Vec<Moment> {
    let months =
        (1..=MONTHS).map(|back| month(today, back)).flat_map(|period| MONTHLY.iter().map(move |round| (round, period)));
    let quarters = (1..=QUARTERS)
        .map(|back| quarter(today, back))
        .flat_map(|period| QUARTERLY.iter().map(move |round| (round, period)));
    months.chain(quarters).flat_map(|(round, period)| once(today, round, period)).collect()
}

/// The month that lies `back` months before this one.
fn month(today: Date, back: i32) -> Window {
    let from = today.first_of_month().saturating_sub(back.months());
    Window { from, until: from.last_of_month() }
}

/// The quarter that lies `back` quarters before this one.
pub(super) fn quarter(today: Date, back: i32) -> Window {
    let into = i32::from((today.month() - 1) % 3);
    let from = today.first_of_month().saturating_sub((into + 3 * back).months());
    Window { from, until: from.saturating_add(2.months()).last_of_month() }
}

/// Days before today of a day; negative in the future.
pub(super) fn before(today: Date, day: Date) -> i32 {
    today.since(day).map_or(0, |span| span.get_days())
}

/// One time: handed in, and judged some days later unless it is too new for that.
fn once(today: Date, round: &Round, period: Window) -> Vec<Moment> {
    // Once in the autumn scans were handed in long after their month.
    let forgotten =
        round.kind == MonitoringReport && round.controls.contains(&"VM-01") && before(today, period.until) / 30 == 3;
    let days = before(today, period.until) - if forgotten { 47 } else { round.after };
    if !(1..FIRST).contains(&days) {
        return Vec::new();
    }
    let made = working_day(today, days);
    let word = format!("{} {}", round.title, period.until);
    let title = format!("{}, {}", round.title, files::called(period));
    let (evidence, files) = (round.made)(item(&title, round.kind, period, made, round.system), period, made);
    let ran = |_: &&str| period.until.min(made);
    let controls = round.controls.iter().map(|control| (*control, ran(control))).collect();
    let item = Handed { word: word.clone(), evidence, files, controls, answers: None };
    let mut moments = vec![handed(today, days, round.by, item)];
    if days > 20 {
        // Nobody judges what they handed in.
        let by = if round.by == SECURITY_LEAD { ENGINEERING } else { SECURITY_LEAD };
        moments.push(judged(today, days - 5, by, &word, true, ""));
    }
    // The same report was handed in by somebody who did not know of it.
    if round.title.starts_with("Vulnerability") && before(today, period.until) / 30 == 1 && days > 4 {
        moments.push(again(today, days - 3, period, made));
    }
    moments
}

fn again(today: Date, days: i32, period: Window, made: Date) -> Moment {
    let evidence = item("Scan report", MonitoringReport, period, made, "Scanner");
    let files = vec![files::report("report.pdf", "Vulnerability scan", period, made)];
    let item = Handed {
        word: "scan twice".to_owned(),
        evidence,
        files,
        controls: vec![("VM-01", period.until)],
        answers: None,
    };
    handed(today, days, OPERATIONS, item)
}
