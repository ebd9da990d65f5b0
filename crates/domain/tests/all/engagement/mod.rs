//! An organisation with a control for every common criterion, an engagement, and evidence for its window.

use crate::library::{Organisation, control};
use domain::command::{Command, EngagementCommand, EvidenceCommand, OperationCommand};
use domain::refusal::Refusal;
use domain::values::{
    Artefact, Asked, Categories, Control, Engagement, EngagementState, Evidence, EvidenceFile, EvidenceType,
    Examination, FileRef, Firm, Frequency, InScope, Method, Operation, Subservice, Window,
};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// The window of the tests: the first half of 2026.
pub(crate) const WINDOW: Window = Window { from: date(2026, 1, 1), until: date(2026, 6, 30) };
/// The control that answers every common criterion.
pub(crate) const WHOLE: &str = "GV-1";

/// Noon of a day.
pub(crate) fn noon(day: Date) -> i64 {
    day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp().as_microsecond()
}

/// A control in place with a frequency and an owner.
pub(crate) fn running(id: &str, items: &str, frequency: Frequency) -> Control {
    Control { frequency: Some(frequency), owner: "Olga Berg".into(), ..control(id, items) }
}

/// The common criteria, comma-separated.
pub(crate) fn common() -> String {
    let framework = formats::library::builtin::framework("soc2-tsc-2017").unwrap();
    let common = framework.items.iter().filter(|item| item.id.starts_with("CC") && !item.heading);
    common.map(|item| item.id.clone()).collect::<Vec<_>>().join(",")
}

/// Begun on 1 December 2025, with one monthly control for all common criteria.
pub(crate) fn firm() -> Organisation {
    let mut firm = Organisation::begun();
    firm.clock_us = noon(date(2025, 12, 1));
    firm.does(Command::AddControl { control: running(WHOLE, &common(), Frequency::Monthly) });
    firm
}

/// A Type II over [`WINDOW`] with everything that scoping asks for.
pub(crate) fn type2() -> Engagement {
    Engagement {
        title: "SOC 2 Type II 2026".into(),
        kind: Examination::Type2 { window: WINDOW },
        categories: Categories::SECURITY,
        services: vec!["Docs".into()],
        systems: vec!["Production".into()],
        locations: vec!["Gothenburg".into()],
        firm: Firm {
            name: "Whitfield & Lowe".into(),
            licence: "CPA 4711, Massachusetts".into(),
            independence: "declared in the letter".into(),
        },
        letter: Some(date(2025, 11, 20)),
        commitments: "99.9 percent uptime".into(),
        minimum_end: Some(date(2026, 5, 31)),
        subservice: vec![Subservice { who: "Nimbus Cloud".into(), method: Method::CarveOut }],
        no_subservice: String::new(),
        follows: None,
    }
}

/// A Type I on a day.
pub(crate) fn type1(on: Date) -> Engagement {
    Engagement { title: format!("SOC 2 Type I {on}"), kind: Examination::Type1 { on }, minimum_end: None, ..type2() }
}

pub(crate) fn plan(engagement: Engagement) -> Command {
    Command::Engagement(EngagementCommand::PlanEngagement { engagement: Box::new(engagement) })
}

pub(crate) fn revise(id: &str, engagement: Engagement, agreement: &str) -> Command {
    let (id, engagement, agreement) = (id.to_owned(), Box::new(engagement), agreement.to_owned());
    Command::Engagement(EngagementCommand::ReviseEngagement { id, engagement, agreement })
}

pub(crate) fn to(id: &str, to: EngagementState, note: &str) -> Command {
    Command::Engagement(EngagementCommand::MoveEngagement { id: id.into(), to, note: note.into() })
}

pub(crate) fn name(id: &str, controls: InScope) -> Command {
    Command::Engagement(EngagementCommand::NameControls { id: id.into(), controls })
}

pub(crate) fn named(ids: &[&str]) -> InScope {
    InScope::Named(ids.iter().map(|id| (*id).to_owned()).collect())
}

pub(crate) fn unexercised(id: &str, control: &str, evidence: &str) -> Command {
    Command::Engagement(EngagementCommand::RecordUnexercised {
        id: id.into(),
        control: control.into(),
        note: "the incident tool lists none".into(),
        evidence: evidence.into(),
    })
}

pub(crate) fn asks(customer: &str, wants: Artefact, categories: &str, on: Date) -> Asked {
    let categories = if categories.is_empty() { Categories::NONE } else { Categories::parse(categories).unwrap() };
    Asked { customer: customer.into(), wants, categories, on, due: None }
}

pub(crate) fn asked(asked: Asked) -> Command {
    Command::Engagement(EngagementCommand::RecordAsked { asked })
}

pub(crate) fn answer(id: &str, sent: Artefact, on: Date) -> Command {
    let what = "report of 2026".to_owned();
    Command::Engagement(EngagementCommand::AnswerAsked { id: id.into(), sent, what, on })
}

/// Hands in an item that covers a period and shows a control on a day; on the day of the clock.
pub(crate) fn shows(control: &str, ran: Date, period: Window) -> Command {
    let evidence = Evidence {
        title: format!("{control} on {ran}"),
        kind: EvidenceType::AccessReview,
        form: Default::default(),
        period,
        captured: None,
        collected: None,
        source: Default::default(),
        shows: Default::default(),
        collector: None,
        classification: Default::default(),
        personal_data: false,
        note: "as in the record".into(),
    };
    let files = vec![paper(&evidence.title)];
    let controls = BTreeMap::from([(control.to_owned(), ran)]);
    Command::Evidence(EvidenceCommand::AddEvidence { evidence, files, controls, answers: None })
}

/// A file with a content of its own for each name.
pub(crate) fn paper(name: &str) -> EvidenceFile {
    let hex: String = name.bytes().map(|byte| format!("{byte:02x}")).collect();
    EvidenceFile {
        name: format!("{name}.pdf"),
        file: FileRef { sha256: format!("{hex:0<64.64}"), size: 1_000 },
        media: "application/pdf".into(),
        disagrees: None,
        hints: BTreeMap::new(),
    }
}

/// What a refusal says.
pub(crate) fn says(refusal: &Refusal, words: &[&str]) {
    let text = format!("{refusal} {}", refusal.hint());
    for word in words {
        assert!(text.contains(word), "`{word}` in: {text}");
    }
}

impl Organisation {
    /// Sets the clock to the noon of a day.
    pub(crate) fn on(&mut self, day: Date) {
        self.clock_us = noon(day);
    }

    /// Hands in, on the day itself, an item of one day for each of these days.
    pub(crate) fn ran(&mut self, control: &str, days: &[Date]) {
        for day in days {
            self.on(*day);
            self.does(shows(control, *day, Window { from: *day, until: *day }));
        }
    }

    /// Plans an engagement and moves it straight on to a state; guards are not gone around.
    pub(crate) fn engaged(&mut self, engagement: Engagement, state: EngagementState) -> String {
        let kind = engagement.kind;
        let id = self.does(plan(engagement)).last().unwrap().object().1.to_owned();
        let mut at = EngagementState::Planned;
        while at != state {
            at = at.next(kind).unwrap();
            if at >= EngagementState::Type1Fieldwork {
                self.clock_us = self.clock_us.max(noon(kind.days().from));
            }
            if at == EngagementState::WindowClosed {
                self.clock_us = self.clock_us.max(noon(kind.days().until));
            }
            self.does(to(&id, at, ""));
        }
        id
    }

    /// Says on which system a control operates, since a day.
    pub(crate) fn operates_on(&mut self, control: &str, system: &str, from: Date) {
        let operation = Operation { systems: [system.to_owned()].into(), ..Operation::default() };
        self.does(Command::Operation(OperationCommand::SetOperation { control: control.into(), operation, from }));
    }
}
