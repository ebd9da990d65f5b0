//! What was handed in once: policies, the risk assessment, an exercise, a review that was rejected and came again.

use super::files;
use super::often::{before, quarter};
use super::{FIRST, Handed, handed, item, judged, list, of, screenshot};
use crate::demo::people::{ENGINEERING, PEOPLE_OPERATIONS, PLATFORM, SECURITY_LEAD, Someone};
use crate::demo::story::{Act, Moment, working_day};
use domain::command::EvidenceCommand;
use domain::values::{Environment, Evidence, EvidenceType, Shown, Source, Window};
use jiff::ToSpan;
use jiff::civil::Date;

use EvidenceType::{
    AccessReview, ControlDocumentation, IncidentRecord, PeopleRecord, RiskRegister, SupplierReport,
    SystemConfiguration, TestRecord,
};

pub(super) fn all(today: Date) -> Vec<Moment> {
    let mut moments: Vec<Moment> = papers(today);
    moments.extend(reviews(today));
    moments.extend(firewall(today));
    moments.extend(exercise(today));
    moments
}

/// Title, type, control, system, who, days before today; each is accepted a week later.
type Paper = (&'static str, EvidenceType, &'static str, &'static str, Someone, i32);

const PAPERS: [Paper; 10] = [
    ("Policies approved for this year", ControlDocumentation, "GV-04", "Policy folder", SECURITY_LEAD, 240),
    ("Risk assessment workshop and register", RiskRegister, "RM-01", "Risk register", SECURITY_LEAD, 222),
    ("Code of conduct, signatures", PeopleRecord, "GV-01", "Contract system", PEOPLE_OPERATIONS, 214),
    ("Reference checks of new colleagues", PeopleRecord, "HR-01", "Personnel files", PEOPLE_OPERATIONS, 188),
    ("Base configuration and its last changes", SystemConfiguration, "CH-02", "Code host", PLATFORM, 170),
    ("Board minutes on security", ControlDocumentation, "GV-02", "Board folder", SECURITY_LEAD, 150),
    ("Incident response plan, version 3", ControlDocumentation, "IR-01", "Policy folder", SECURITY_LEAD, 118),
    ("SOC report of the host, read and annotated", SupplierReport, "SU-02", "Supplier folder", SECURITY_LEAD, 90),
    ("Reporting lines and roles", ControlDocumentation, "GV-03", "Personnel files", PEOPLE_OPERATIONS, 64),
    ("Networks apart, drawing and rules", SystemConfiguration, "NW-01", "Network console", PLATFORM, 30),
];

fn papers(today: Date) -> Vec<Moment> {
    PAPERS
        .iter()
        .flat_map(|(title, kind, control, system, by, days)| {
            let made = working_day(today, *days);
            let period = Window { from: made.saturating_sub(30.days()), until: made };
            let name = format!("{}.pdf", title.to_lowercase().replace([' ', ','], "-").replace("--", "-"));
            let handed_in = Handed {
                word: (*title).to_owned(),
                evidence: item(title, *kind, period, made, system),
                files: vec![files::report(&name, title, period, made)],
                controls: vec![(*control, made)],
                answers: None,
            };
            let judge = if *by == SECURITY_LEAD { ENGINEERING } else { SECURITY_LEAD };
            [handed(today, *days, *by, handed_in), judged(today, days - 7, judge, title, true, "")]
        })
        .collect()
}

/// Reviews of accounts: of the first quarter the contractors were missing, so that it came again.
fn reviews(today: Date) -> Vec<Moment> {
    let mut moments = Vec::new();
    for back in 1..=3 {
        let period = quarter(today, back);
        let days = before(today, period.until) - 10;
        if !(14..FIRST - 12).contains(&days) {
            continue;
        }
        let word = format!("review {back}");
        let whole = |days: i32| -> Handed {
            let made = working_day(today, days);
            let (file, rows) = files::accounts(period, back != 2 || days < before(today, period.until) - 10);
            let title = format!("Review of accounts, {}", files::called(period));
            let evidence = list(
                item(&title, AccessReview, period, made, "Identity provider"),
                "status=active include=contractors",
                rows,
            );
            let evidence = Evidence { personal_data: true, ..evidence };
            let files = vec![file, files::note("decisions.txt", "review of accounts", made)];
            Handed {
                word: word.clone(),
                evidence,
                files,
                controls: vec![("AC-04", period.until), ("AC-02", period.until)],
                answers: None,
            }
        };
        moments.push(handed(today, days, ENGINEERING, whole(days)));
        if back == 2 {
            moments.push(judged(
                today,
                days - 4,
                SECURITY_LEAD,
                &word,
                false,
                "Contractors are missing: 3 of them have accounts.",
            ));
            moments.push(Moment {
                on: working_day(today, days - 8),
                by: ENGINEERING.key,
                act: Act::HandInAgain(Box::new(whole(days - 8))),
            });
            moments.push(judged(today, days - 11, SECURITY_LEAD, &word, true, "Contractors are in it now."));
        } else {
            moments.push(judged(today, days - 6, SECURITY_LEAD, &word, true, ""));
        }
        if back == 3 {
            let came = Act::FollowUp("review 3", "Two accounts of leavers were removed the same day.");
            moments.push(Moment { on: working_day(today, days - 7), by: ENGINEERING.key, act: came });
        }
    }
    moments
}

/// A screenshot of a test system that shows neither date nor user: rejected, and nobody has mended it yet.
fn firewall(today: Date) -> Vec<Moment> {
    let made = working_day(today, 22);
    let period = Window { from: made.first_of_month(), until: made };
    let evidence =
        screenshot(item("Rules of the web filter", SystemConfiguration, period, made, "Filter console, staging"));
    let source = Source { environment: Environment::Test, ..evidence.source };
    let evidence = Evidence { source, shows: [Shown::System].into(), ..evidence };
    let files = vec![files::screen("filter.png", made, 3)];
    let item = Handed { word: "filter".to_owned(), evidence, files, controls: vec![("NW-02", made)], answers: None };
    vec![
        handed(today, 22, PLATFORM, item),
        judged(today, 18, SECURITY_LEAD, "filter", false, "This is staging, and one cannot see who took it or when."),
    ]
}

/// An exercise whose record came months later with an earlier day on it, and an incident under legal hold.
fn exercise(today: Date) -> Vec<Moment> {
    let held = working_day(today, 132);
    let period = Window { from: held, until: held };
    let evidence = item("Incident exercise, minutes and lessons", TestRecord, period, held, "Incident folder");
    let files = vec![
        files::note("minutes.txt", "incident exercise", held),
        files::report("lessons.pdf", "Incident exercise", period, held),
    ];
    let late = Handed { word: "exercise".to_owned(), evidence, files, controls: vec![("IR-01", held)], answers: None };
    let happened = working_day(today, 76);
    let period = Window { from: happened, until: happened.saturating_add(3.days()) };
    let evidence = item(
        "Parcel labels sent to the wrong customer",
        IncidentRecord,
        period,
        working_day(today, 70),
        "Incident folder",
    );
    let files = vec![files::report("incident.pdf", "Incident record", period, happened)];
    let incident =
        Handed { word: "labels".to_owned(), evidence, files, controls: vec![("IR-01", happened)], answers: None };
    vec![
        handed(today, 58, SECURITY_LEAD, late),
        judged(
            today,
            54,
            ENGINEERING,
            "exercise",
            true,
            "Late, and said to be so; the exercise itself was on its day.",
        ),
        handed(today, 70, SECURITY_LEAD, incident),
        judged(today, 66, ENGINEERING, "labels", true, ""),
        Moment {
            on: working_day(today, 62),
            by: SECURITY_LEAD.key,
            act: Act::UponEvidence("labels", |id| {
                let reason = "The customer's lawyer asked for the whole record.".to_owned();
                of(EvidenceCommand::HoldEvidence { id, reason })
            }),
        },
        Moment {
            on: working_day(today, 60),
            by: SECURITY_LEAD.key,
            act: Act::FollowUp("labels", "The customers were told, and the labels are checked before each release."),
        },
    ]
}
