//! A firm with a Type II that Eve examines, and a control of Carl's in its scope; Otto's access names something else.

use crate::web::people::tests::Firm;
use domain::command::{Command, EngagementCommand};
use domain::values::{
    Categories, Control, Engagement, Examination, Firm as Auditors, Frequency, Grant, GrantKind, InScope, Status,
    Window,
};
use jiff::civil::date;

pub(super) fn audited() -> Firm {
    let firm = Firm::new();
    let app = &firm.doors.app;
    let by = |command| app.change("firm", &firm.founder(), None, command).unwrap();
    let control = Control {
        id: "CH-1".into(),
        name: "Changes are approved".into(),
        owner: "Carl Diaz".into(),
        status: Status::InPlace,
        frequency: Some(Frequency::EventDriven),
        ..Control::default()
    };
    by(Command::AddControl { control });
    by(Command::AssignControl { id: "CH-1".into(), person: Some("demo-carl-diaz".to_owned()) });
    let engagement = Engagement {
        title: "Type II 2026".into(),
        kind: Examination::Type2 { window: Window { from: date(2026, 9, 1), until: date(2027, 2, 28) } },
        categories: Categories::SECURITY,
        services: vec!["Docs".into()],
        systems: Vec::new(),
        locations: Vec::new(),
        firm: Auditors::default(),
        letter: None,
        commitments: String::new(),
        minimum_end: None,
        subservice: Vec::new(),
        no_subservice: String::new(),
        follows: None,
    };
    by(Command::Engagement(EngagementCommand::PlanEngagement { engagement: Box::new(engagement) }));
    let controls = InScope::Named(["CH-1".to_owned()].into());
    by(Command::Engagement(EngagementCommand::NameControls { id: "EN-1".into(), controls }));
    for (name, engagement) in [("eve-stone", "EN-1"), ("otto-lang", "another one")] {
        let who = app.demo_actor(name);
        let grant = Grant {
            person: who.id().to_owned(),
            kind: GrantKind::ExternalAuditor,
            works: false,
            engagement: engagement.into(),
            from: date(2026, 11, 21),
            until: date(2026, 12, 31),
            reason: "engaged".into(),
        };
        by(Command::GiveGrant { grant });
        app.change("firm", &who, None, Command::ConfirmMembership).unwrap();
    }
    firm
}

/// How often a text has these words.
pub(super) fn count(text: &str, words: &str) -> usize {
    text.matches(words).count()
}
