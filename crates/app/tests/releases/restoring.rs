//! A backup that took the place of the ledger, in the ledger of a release.

use super::{Hand, ORG, control, reason};
use app::restore::RestoreAsk;
use app::{App, Who};
use domain::command::Command;
use domain::values::Deed;

pub(super) fn restoring(hand: &Hand<'_>, founder: &Who) {
    let folder = tempfile::tempdir().unwrap();
    let bundle = folder.path().join("before.tickmark");
    hand.app.export_ledger(ORG, founder, &mut std::fs::File::create(&bundle).unwrap()).unwrap();
    hand.does(founder, Command::AddControl { control: control("AC-9") });
    let backup = App::backup_digest(&bundle).unwrap();
    let id = hand.does(founder, Command::ProposeDeed { deed: Deed::Restore { backup }, reason: reason() });
    hand.does(founder, Command::ApproveDeed { id: id.clone() });
    let key = hand.app.public_key().unwrap();
    let ask = RestoreAsk { bundle, key, deed: Some(id), ..RestoreAsk::default() };
    hand.app.restore(founder, &ask, &mut |_, _, _| {}).unwrap();
}
