//! An audit package that says what it lacks, in the ledger of a release: each kind of event at least once.

use super::{Hand, reason};
use app::Who;
use domain::command::{Command, PackageCommand};
use domain::values::{Audience, Lack, Package, PackageSpec};

pub(super) fn packaging(hand: &Hand<'_>, founder: &Who, engagement: &str) {
    let registers = hand.registers(founder);
    let lack = |what: &str, why: &str| Lack { what: what.into(), why: why.into() };
    let package = Package {
        spec: PackageSpec {
            audience: Audience::CpaFirm,
            engagement: Some(engagement.to_owned()),
            window: registers.engagements.engagements[engagement].engagement.kind.days(),
            partial: true,
            restricted: false,
        },
        title: "Evidence for Whitfield & L\u{f6}we".into(),
        lacks: vec![lack("CC6.2", "no own control is linked to it")],
        left_out: vec![lack("EV-1", "it is restricted")],
        sha256: "5a".repeat(32),
        size: 81_920,
        files: 3,
        entries: 40,
        tree_size: registers.entries,
    };
    let does = |command| hand.does(founder, Command::Package(command));
    let built = |title: &str| {
        let package =
            Box::new(Package { title: title.into(), tree_size: hand.registers(founder).entries, ..package.clone() });
        does(PackageCommand::RecordPackage { package })
    };
    built("Evidence for Whitfield & L\u{f6}we");
    let id = built("Evidence, a first try");
    does(PackageCommand::WithdrawPackage { id, reason: reason() });
}
