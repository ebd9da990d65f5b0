//! An examination from its plan to its open window, and what customers ask for, in the ledger of a release: each kind of
//! event at least once.

use super::operating::record;
use super::{Hand, control, days, reason};
use app::Who;
use domain::command::{Command, EngagementCommand, EvidenceCommand};
use domain::values::{
    Artefact, Asked, Categories, Category, Control, Engagement, EngagementState, Environment, Evidence, EvidenceType,
    Examination, Firm, Form, Frequency, InScope, Link, Method, Overlap, ServiceFacts, Source, Subservice, Window,
};
use jiff::civil::{Date, date};

/// The control that changes ask for, and the one that nothing asked for in the window.
pub(super) const CHANGE: &str = "CH-1";
const QUIET: &str = "AC-3";
/// The supplier that the examination carves out.
pub(super) const HOST: &str = "Nimbus K\u{f6}ln AG";

fn does(hand: &Hand<'_>, founder: &Who, command: EngagementCommand) -> String {
    hand.does(founder, Command::Engagement(command))
}

/// An engagement whose window is open; answers its id.
pub(super) fn engaging(hand: &Hand<'_>, founder: &Who) -> String {
    use EngagementState::{Readiness, Remediation, Scoping, WindowOpen};
    let answers = Link { reason: "nothing is released unseen".into(), extent: Overlap::Full };
    let links = [("soc2-tsc-2017/CC7.2".to_owned(), answers)].into();
    let changes = Control { links, frequency: Some(Frequency::EventDriven), ..control(CHANGE) };
    hand.does(founder, Command::AddControl { control: changes });
    let window = |later| Window { from: date(2026, 6, 15), until: days(hand, later)[1] };
    let (first, agreed) = (window(40), window(10));
    let id = does(hand, founder, EngagementCommand::PlanEngagement { engagement: Box::new(type2(first)) });
    let controls = InScope::Named([CHANGE, QUIET].map(str::to_owned).into());
    does(hand, founder, EngagementCommand::NameControls { id: id.clone(), controls });
    moves(hand, founder, &id, &[Scoping, Readiness, Remediation, WindowOpen]);
    let (engagement, agreement) = (Box::new(type2(agreed)), "letter of Ms L\u{f6}we, 27 November".to_owned());
    does(hand, founder, EngagementCommand::ReviseEngagement { id: id.clone(), engagement, agreement });
    unexercised(hand, founder, &id, agreed);
    another(hand, founder, &id);
    customers(hand, founder);
    id
}

fn type2(window: Window) -> Engagement {
    let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect();
    Engagement {
        title: "SOC 2 Type II 2026 \u{2013} Portal".into(),
        kind: Examination::Type2 { window },
        categories: Categories::SECURITY.with(Category::Availability),
        services: names(&["Portal"]),
        systems: names(&["Production", "Build"]),
        locations: names(&["Bern", "Malm\u{f6}"]),
        firm: Firm {
            name: "Whitfield & L\u{f6}we LLP".into(),
            licence: "CPA 4711, Massachusetts".into(),
            independence: "declared in the letter".into(),
        },
        letter: Some(date(2026, 6, 1)),
        commitments: "99.9 percent uptime; notice of incidents within 48 hours".into(),
        minimum_end: Some(window.until),
        subservice: vec![Subservice { who: HOST.into(), method: Method::CarveOut }],
        no_subservice: String::new(),
        follows: None,
    }
}

/// Moves an engagement along its straight way.
pub(super) fn moves(hand: &Hand<'_>, founder: &Who, id: &str, way: &[EngagementState]) {
    for to in way {
        moved(hand, founder, id, *to, "");
    }
}

fn moved(hand: &Hand<'_>, founder: &Who, id: &str, to: EngagementState, note: &str) {
    does(hand, founder, EngagementCommand::MoveEngagement { id: id.to_owned(), to, note: note.to_owned() });
}

/// Hands in an item that shows these controls on a day; answers its id.
pub(super) fn shows(
    hand: &Hand<'_>,
    founder: &Who,
    kind: EvidenceType,
    period: Window,
    controls: &[(&str, Date)],
) -> String {
    let [today, _] = days(hand, 0);
    let evidence = Evidence {
        title: format!("{} \u{2192} {today}", kind.title()),
        kind,
        form: Form::List,
        period,
        captured: Some(today),
        collected: Some(today),
        source: Source {
            system: "Ticket system".into(),
            environment: Environment::Production,
            query: "closed in the window".into(),
            rows: Some(6),
            completeness: "numbers follow one another".into(),
            accuracy: String::new(),
        },
        shows: [].into(),
        collector: None,
        classification: domain::values::Classification::Confidential,
        personal_data: false,
        note: String::new(),
    };
    let controls = controls.iter().map(|(control, ran)| ((*control).to_owned(), *ran)).collect();
    let files = vec![record("closed.csv", 4)];
    hand.does(founder, Command::Evidence(EvidenceCommand::AddEvidence { evidence, files, controls, answers: None }))
}

fn unexercised(hand: &Hand<'_>, founder: &Who, id: &str, window: Window) {
    let [today, _] = days(hand, 0);
    let period = Window { until: today, ..window };
    let evidence = shows(hand, founder, EvidenceType::AccessLog, period, &[(QUIET, today)]);
    let (id, control) = (id.to_owned(), QUIET.to_owned());
    let note = "the directory lists no new account".to_owned();
    does(hand, founder, EngagementCommand::RecordUnexercised { id, control, note, evidence });
}

/// A Type I that is put on hold, taken up again and given up.
fn another(hand: &Hand<'_>, founder: &Who, before: &str) {
    let [_, on] = days(hand, 100);
    let window = Window { from: on, until: on };
    let type1 = Engagement {
        title: "SOC 2 Type I 2027 \u{2013} Analytics".into(),
        kind: Examination::Type1 { on },
        minimum_end: None,
        subservice: Vec::new(),
        no_subservice: "all of it runs here".into(),
        follows: Some(before.to_owned()),
        ..type2(window)
    };
    let id = does(hand, founder, EngagementCommand::PlanEngagement { engagement: Box::new(type1) });
    moved(hand, founder, &id, EngagementState::OnHold, "the product is not sold yet");
    moved(hand, founder, &id, EngagementState::Planned, "it is sold");
    moved(hand, founder, &id, EngagementState::Withdrawn, "customers ask for a Type II");
}

fn customers(hand: &Hand<'_>, founder: &Who) {
    let [on, due] = days(hand, 30);
    let asks = |customer: &str, wants, due| {
        let categories = Categories::SECURITY;
        let asked = Asked { customer: customer.into(), wants, categories, on, due };
        does(hand, founder, EngagementCommand::RecordAsked { asked })
    };
    let report = asks("\u{c5}str\u{f6}m Bank", Artefact::Soc2Type2, Some(due));
    let what = "letter on the time since 15 June 2026".to_owned();
    does(hand, founder, EngagementCommand::AnswerAsked { id: report, sent: Artefact::BridgeLetter, what, on });
    let id = asks("Kestrel Ltd", Artefact::IsoCertificate, None);
    does(hand, founder, EngagementCommand::CloseAsked { id, reason: reason() });
    let facts = ServiceFacts { sla: true, personal_data: true, ..ServiceFacts::default() };
    does(hand, founder, EngagementCommand::SetServiceFacts { facts });
}
