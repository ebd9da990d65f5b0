//! What is asked, answered, said and read in the auditor's room, in the ledger of a release: each kind of event at least
//! once. At its end no request is open, so that the report can be drafted.

use super::engaging::CHANGE;
use super::{Hand, days, reason};
use app::Who;
use domain::command::{Command, RoomCommand};
use domain::values::{AuditRequest, Reading, RequestAnswer, Subject, SubjectKind};

fn does(hand: &Hand<'_>, who: &Who, command: RoomCommand) -> String {
    hand.does(who, Command::Room(command))
}

pub(super) fn rooming(hand: &Hand<'_>, founder: &Who, engagement: &str) {
    let dov = hand.app.demo_actor("dov-katz");
    let [_, due] = days(hand, 9);
    let request = |title: &str, reference: &str| AuditRequest {
        engagement: engagement.to_owned(),
        title: title.to_owned(),
        text: "As a list, with the day of each \u{2013} please".into(),
        subject: Some(Subject { kind: SubjectKind::Control, id: CHANGE.into() }),
        due,
        to: founder.id().to_owned(),
        reference: reference.to_owned(),
    };
    let add = |who: &Who, request, source: &str| {
        let (engagement, source) = (engagement.to_owned(), source.to_owned());
        does(hand, who, RoomCommand::AddRequests { engagement, requests: vec![request], source })
    };
    let prepared = add(founder, request("Organisation chart", ""), "");
    does(hand, founder, RoomCommand::WithdrawRequest { id: prepared, reason: reason() });
    let asked = add(&dov, request("Changes of the window", "PBC-7"), "requests.xlsx");
    let revised =
        Box::new(AuditRequest { text: "With who approved".into(), ..request("Changes of the window", "PBC-7") });
    does(hand, &dov, RoomCommand::ReviseRequest { id: asked.clone(), request: revised });
    due_day(hand, founder, &dov, &asked);
    answered(hand, founder, &dov, &asked);
    said(hand, founder, &dov, engagement);
    let until_us = hand.clock.now_us();
    let read = |kind, id: &str, times| Reading { kind, id: id.to_owned(), times };
    let readings = vec![read(SubjectKind::Control, CHANGE, 2), read(SubjectKind::Request, &asked, 1)];
    let (engagement, from_us) = (engagement.to_owned(), until_us - 40_000_000);
    does(hand, &dov, RoomCommand::NoteReadings { engagement, from_us, until_us, readings, more: 3 });
}

fn due_day(hand: &Hand<'_>, founder: &Who, dov: &Who, id: &str) {
    let [_, later] = days(hand, 12);
    let propose = || RoomCommand::ProposeDue { id: id.to_owned(), due: later, reason: "the list is long".into() };
    does(hand, founder, propose());
    does(hand, dov, RoomCommand::DecideDue { id: id.to_owned(), agreed: false });
    does(hand, founder, propose());
    does(hand, dov, RoomCommand::DecideDue { id: id.to_owned(), agreed: true });
}

fn answered(hand: &Hand<'_>, founder: &Who, dov: &Who, id: &str) {
    let registers = hand.registers(founder);
    let evidence = registers.evidence.items.iter().filter(|(_, held)| held.counts()).map(|(id, _)| id.clone());
    let answer = RequestAnswer {
        text: "The list \u{e9}".into(),
        evidence: evidence.take(1).collect(),
        populations: registers.testing.populations.keys().take(1).cloned().collect(),
    };
    does(hand, founder, RoomCommand::SubmitRequest { id: id.to_owned(), answer });
    does(hand, dov, RoomCommand::ReturnRequest { id: id.to_owned(), reason: "a day is missing".into() });
    let answer = RequestAnswer { text: "Now with the day".into(), ..RequestAnswer::default() };
    does(hand, founder, RoomCommand::SubmitRequest { id: id.to_owned(), answer });
    does(hand, dov, RoomCommand::AcceptRequest { id: id.to_owned() });
}

fn said(hand: &Hand<'_>, founder: &Who, dov: &Who, engagement: &str) {
    let whole = || Subject { kind: SubjectKind::Engagement, id: engagement.to_owned() };
    let text = "Who is on duty in December?".to_owned();
    let engagement = engagement.to_owned();
    does(hand, dov, RoomCommand::Comment { engagement: engagement.clone(), subject: whole(), text });
    let text = "Ms M\u{fc}ller".to_owned();
    does(hand, founder, RoomCommand::Comment { engagement: engagement.clone(), subject: whole(), text });
    let keep = |byte: u8| RoomCommand::KeepNote {
        engagement: engagement.clone(),
        subject: whole(),
        sha256: format!("{byte:02x}").repeat(32),
    };
    does(hand, dov, keep(7));
    let id = does(hand, dov, keep(8));
    does(hand, dov, RoomCommand::DropNote { id });
}
