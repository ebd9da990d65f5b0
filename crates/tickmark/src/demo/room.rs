//! The auditor's room of the Type II: what the CPA firm asks for and what comes back, what both sides say, sealed notes, and
//! what was read.

use super::people::{CPA, ENGINEERING, PLATFORM, SECURITY_LEAD, Someone};
use super::story::{Act, Moment, working_day};
use domain::command::{Command, RoomCommand};
use domain::values::{AuditRequest, RequestAnswer, Subject, SubjectKind};
use jiff::ToSpan;
use jiff::civil::Date;

/// The Type I, whose report is being written.
const TYPE1: &str = "EN-1";
/// The Type II, whose window is open.
const TYPE2: &str = "EN-2";
/// The list of the CPA firm.
const LIST: &str = "whitfield-lowe-requests.xlsx";

/// Number, title, text, control, days from today until it is wanted, who is asked.
type Wanted = (&'static str, &'static str, &'static str, &'static str, i32, Someone);

/// The list of the CPA firm, which begins at AQ-3.
const ASKED: [Wanted; 7] = [
    (
        "A-01",
        "Reviews of accounts of two quarters",
        "The lists that were reviewed, contractors included, with the decision on each account.",
        "AC-04",
        -14,
        SECURITY_LEAD,
    ),
    (
        "A-02",
        "All infrastructure changes of the window",
        "As a list with the query that made it, and how its completeness was checked.",
        "CH-01",
        -14,
        PLATFORM,
    ),
    (
        "A-03",
        "The last restore from backup",
        "The record of the last try: what was restored, how long it took, what was compared afterwards.",
        "BC-02",
        3,
        PLATFORM,
    ),
    (
        "A-04",
        "Policies of this year with their approvals",
        "The approved policies, and who approved each of them when.",
        "GV-04",
        4,
        SECURITY_LEAD,
    ),
    (
        "A-05",
        "Incidents of the window and their reviews",
        "The list of incidents, and for two of your choice the review that followed.",
        "IR-02",
        -5,
        SECURITY_LEAD,
    ),
    (
        "A-06",
        "Report of the penetration test",
        "The report of this year's test, with what was done about each weakness.",
        "VM-03",
        2,
        ENGINEERING,
    ),
    (
        "A-07",
        "List of accounts with production rights",
        "As of the last day of the second quarter.",
        "AC-05",
        -10,
        PLATFORM,
    ),
];

/// Everything of it, in its order.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let say = |days, by: Someone, command| Moment::new(today, days, by.key, Command::Room(command));
    let mut moments = vec![
        say(250, SECURITY_LEAD, prepared(today, TYPE1, "GV-02", "Minutes on security of the last board meeting", 236)),
        say(
            222,
            SECURITY_LEAD,
            RoomCommand::WithdrawRequest {
                id: "AQ-1".to_owned(),
                reason: "Whitfield & Lowe read the minutes on the day of the walk-through.".to_owned(),
            },
        ),
        say(34, SECURITY_LEAD, prepared(today, TYPE2, "GV-03", "Organisation chart with reporting lines", 18)),
        say(
            21,
            CPA,
            RoomCommand::AddRequests {
                engagement: TYPE2.to_owned(),
                requests: ASKED.iter().map(|wanted| asked(today, wanted)).collect(),
                source: LIST.to_owned(),
            },
        ),
    ];
    moments.extend(answers(today));
    moments.extend(said(today));
    moments.extend(kept(today));
    moments
}

fn subject(kind: SubjectKind, id: &str) -> Subject {
    Subject { kind, id: id.to_owned() }
}

fn prepared(today: Date, engagement: &str, control: &str, title: &str, until: i32) -> RoomCommand {
    let request = AuditRequest {
        engagement: engagement.to_owned(),
        title: title.to_owned(),
        text: "As it was wanted the year before.".to_owned(),
        subject: Some(subject(SubjectKind::Control, control)),
        due: working_day(today, until),
        to: SECURITY_LEAD.id(),
        reference: String::new(),
    };
    RoomCommand::AddRequests { engagement: engagement.to_owned(), requests: vec![request], source: String::new() }
}

fn asked(today: Date, (reference, title, text, control, due, to): &Wanted) -> AuditRequest {
    AuditRequest {
        engagement: TYPE2.to_owned(),
        title: (*title).to_owned(),
        text: (*text).to_owned(),
        subject: Some(subject(SubjectKind::Control, control)),
        due: today.saturating_add(due.days()),
        to: to.id(),
        reference: (*reference).to_owned(),
    }
}

fn submit(id: &str, text: &str, evidence: Option<String>, population: Option<&str>) -> Command {
    let answer = RequestAnswer {
        text: text.to_owned(),
        evidence: evidence.into_iter().collect(),
        populations: population.into_iter().map(str::to_owned).collect(),
    };
    Command::Room(RoomCommand::SubmitRequest { id: id.to_owned(), answer })
}

/// What was answered, and what the auditor made of it.
fn answers(today: Date) -> Vec<Moment> {
    let say = |days, by: Someone, command| Moment::new(today, days, by.key, command);
    let upon = |days, by: Someone, word, command| Moment {
        on: working_day(today, days),
        by: by.key,
        act: Act::UponEvidence(word, command),
    };
    let accept = |days, id: &str| say(days, CPA, Command::Room(RoomCommand::AcceptRequest { id: id.to_owned() }));
    let (proposed, why) = (today.saturating_add(16.days()), "The tester sends the report in two weeks.".to_owned());
    vec![
        upon(30, SECURITY_LEAD, "Reporting lines and roles", |id| {
            Box::new(submit("AQ-2", "The chart of this quarter; it is kept current.", Some(id), None))
        }),
        accept(17, "AQ-2"),
        upon(18, SECURITY_LEAD, "review 2", |id| {
            Box::new(submit(
                "AQ-3",
                "The second review has the contractors in it; the list of all reviews is PO-1.",
                Some(id),
                Some("PO-1"),
            ))
        }),
        accept(16, "AQ-3"),
        say(
            17,
            PLATFORM,
            submit("AQ-4", "Query and reconciliation stand on the page of the list.", None, Some("PO-2")),
        ),
        accept(15, "AQ-4"),
        say(
            13,
            PLATFORM,
            submit(
                "AQ-5",
                "The booking database was restored within 50 minutes, on the second try of this year.",
                None,
                None,
            ),
        ),
        say(
            9,
            CPA,
            Command::Room(RoomCommand::ReturnRequest {
                id: "AQ-5".to_owned(),
                reason:
                    "This says that the restore ran. Please add the record itself, and what was compared afterwards."
                        .to_owned(),
            }),
        ),
        upon(6, SECURITY_LEAD, "Policies approved for this year", |id| {
            Box::new(submit("AQ-6", "All eleven, with the minutes of the approval.", Some(id), None))
        }),
        say(
            3,
            ENGINEERING,
            Command::Room(RoomCommand::ProposeDue { id: "AQ-8".to_owned(), due: proposed, reason: why }),
        ),
        say(
            10,
            CPA,
            Command::Room(RoomCommand::WithdrawRequest {
                id: "AQ-9".to_owned(),
                reason: "The reviews in A-01 hold these accounts.".to_owned(),
            }),
        ),
    ]
}

/// What both sides said.
fn said(today: Date) -> Vec<Moment> {
    let say = |days, by: Someone, subject, text: &str| {
        let (engagement, text) = (TYPE2.to_owned(), text.to_owned());
        Moment::new(today, days, by.key, Command::Room(RoomCommand::Comment { engagement, subject, text }))
    };
    let room = || subject(SubjectKind::Engagement, TYPE2);
    let restore = || subject(SubjectKind::Request, "AQ-5");
    vec![
        say(
            21,
            SECURITY_LEAD,
            room(),
            "Welcome. Yuki answers for infrastructure and Erik for engineering; I read everything here once a day.",
        ),
        say(
            20,
            CPA,
            room(),
            "Thank you. Please send lists with the query that made them, and say how you know that they are complete.",
        ),
        say(
            8,
            PLATFORM,
            restore(),
            "We compare the checksums of ten documents by hand. The sheet lies with the on-call notes; I hand it in this week.",
        ),
        say(7, CPA, restore(), "That is what I need. Which documents were chosen, and by whom, belongs to it."),
    ]
}

/// Notes of the auditor that nobody else reads, and what she read.
fn kept(today: Date) -> Vec<Moment> {
    let on = |days, act| Moment { on: working_day(today, days), by: CPA.key, act };
    let note = |kind, id: &str, text| Act::KeepNote(TYPE2, subject(kind, id), text);
    let read = |things, evidence| Act::Read(TYPE2, things, evidence);
    vec![
        on(
            18,
            read(
                &[
                    (SubjectKind::Engagement, TYPE2),
                    (SubjectKind::Population, "PO-1"),
                    (SubjectKind::Population, "PO-2"),
                ],
                &["review 2"],
            ),
        ),
        on(
            12,
            note(
                SubjectKind::Control,
                "CH-01",
                "One of the sample without approval beforehand. Ask for a second draw of emergency changes before concluding.",
            ),
        ),
        on(
            9,
            note(
                SubjectKind::Control,
                "BC-02",
                "Restore: told, not shown. Inspect the comparison of checksums; do not accept on inquiry alone.",
            ),
        ),
        on(
            9,
            read(
                &[(SubjectKind::Test, "TE-1"), (SubjectKind::Sample, "SA-1"), (SubjectKind::Description, TYPE2)],
                &["Reporting lines and roles"],
            ),
        ),
        on(
            2,
            read(
                &[(SubjectKind::Exception, "EX-1"), (SubjectKind::Supplier, "SU-3")],
                &["Policies approved for this year"],
            ),
        ),
    ]
}
