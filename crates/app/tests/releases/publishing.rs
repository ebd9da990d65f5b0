//! The public statement and documents that are given, in the ledger of a release: each kind of event at least once.

use super::{DAY_US, Hand, reason};
use app::Who;
use app::clock::day_of;
use domain::command::{Command, PublicCommand};
use domain::reports::public::offers;
use domain::values::public::PublicStatement;

pub(super) fn publishing(hand: &Hand<'_>, founder: &Who) {
    let today = day_of(hand.clock.now_us());
    let documents: Vec<_> = offers(&hand.registers(founder), today).into_iter().map(|(one, _)| one).take(1).collect();
    assert_eq!(documents.len(), 1, "something was signed or put in force before");
    let does = |command| hand.does(founder, Command::Public(command));
    let shown = |on| PublicStatement {
        on,
        about: "L\u{f6}we & Co measures tides.".into(),
        contact: "trust@loewe.example".into(),
        opinion: true,
        under_way: true,
        documents: documents.clone(),
    };
    for on in [true, false] {
        does(PublicCommand::SetPublicStatement { statement: Box::new(shown(on)) });
    }
    let id = || "DR-1".to_owned();
    let until = day_of(hand.clock.now_us() + 14 * DAY_US);
    does(PublicCommand::GiveDocuments { id: id(), documents: documents.clone(), until });
    does(PublicCommand::WithdrawDocuments { id: id(), reason: reason() });
    does(PublicCommand::DeclineDocuments { id: "DR-2".into() });
}
