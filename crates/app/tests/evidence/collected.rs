//! Collecting what is over: never a file that an entry names, unless all such entries are of items disposed of.

use super::firm::{DAY, Firm, ORG, START};
use app::evidence::{FilePlace, FileTrouble, Swept};
use domain::command::{Command, EvidenceCommand};
use std::path::Path;

/// Two years on: no framework asks for the items any more.
const LATER: i64 = START + 1_600 * DAY;

fn there(path: &Path) -> bool {
    path.exists()
}

#[test]
fn what_nobody_named_within_a_day_is_collected_and_what_an_entry_names_stays() {
    let firm = Firm::new();
    let (named, lost) = (firm.receive("a.txt", b"named"), firm.receive("b.txt", b"forgotten"));
    firm.add(&[&named]);
    let open = firm.app.begin_upload(ORG, &firm.owner, "c", "", 10, None).unwrap();
    assert_eq!(firm.app.sweep_evidence().unwrap(), Swept::default(), "nothing is over");
    firm.clock.set(START + DAY + 1);
    // The same content sent again by the end of the day stays for it.
    let again = firm.receive("d.txt", b"forgotten");
    assert_eq!(firm.app.sweep_evidence().unwrap(), Swept { uploads: 1, files: 0 });
    assert!(there(&firm.place(&named)) && there(&firm.place(&lost)));
    firm.clock.set(START + 2 * DAY + 2);
    assert_eq!(firm.app.sweep_evidence().unwrap(), Swept { uploads: 1, files: 1 });
    assert!(there(&firm.place(&named)) && !there(&firm.place(&again)));
    assert!(firm.app.upload_standing(ORG, &firm.owner, &open.id).is_ok(), "an open upload has seven days");
    firm.clock.set(START + 8 * DAY);
    assert_eq!(firm.app.sweep_evidence().unwrap(), Swept { uploads: 1, files: 0 });
    assert!(firm.app.verify(None, None).unwrap().is_clean());
}

#[test]
fn r168_disposal_removes_the_files_that_no_other_item_names() {
    let firm = Firm::new();
    let (own, shared) = (firm.receive("a.txt", b"own"), firm.receive("b.txt", b"shared"));
    let first = firm.add(&[&own, &shared]);
    let second = firm.add(&[&shared]);
    let early = firm.app.dispose_evidence(ORG, &firm.owner, None, None, &first, "its time is over").unwrap_err();
    assert!(early.words().0.contains("is kept until"), "{early:?}");
    assert!(there(&firm.place(&own)));
    firm.clock.set(LATER);
    firm.app.dispose_evidence(ORG, &firm.owner, None, None, &first, "its time is over").unwrap();
    assert!(!there(&firm.place(&own)) && there(&firm.place(&shared)));
    let place = |id: &str| FilePlace { id: id.to_owned(), version: None, index: 0 };
    let gone = firm.app.evidence_file(ORG, &firm.owner, &place(&first), None).unwrap_err();
    assert_eq!(gone, FileTrouble::Disposed);
    assert!(firm.app.evidence_file(ORG, &firm.owner, &place(&second), None).is_ok());
    let checked = firm.app.verify(None, None).unwrap();
    assert!(checked.is_clean(), "{checked:?}");
    assert!(checked.organisations[0].remarks.iter().any(|r| r.contains("disposed of")), "{checked:?}");
}

#[test]
fn r168_a_crash_between_entry_and_removal_is_made_good_by_the_sweep() {
    let firm = Firm::new();
    let own = firm.receive("a.txt", b"own");
    let id = firm.add(&[&own]);
    firm.clock.set(LATER);
    let dispose = EvidenceCommand::DisposeEvidence { id, reason: "its time is over".to_owned() };
    // The entry alone, as though the program had ended right after it.
    firm.app.change(ORG, &firm.owner, None, Command::Evidence(dispose)).unwrap();
    assert!(there(&firm.place(&own)));
    let firm = firm.reopened();
    assert_eq!(firm.app.sweep_evidence().unwrap(), Swept { uploads: 0, files: 1 });
    assert!(!there(&firm.place(&own)) && firm.app.verify(None, None).unwrap().is_clean());
    assert_eq!(firm.app.sweep_evidence().unwrap(), Swept::default());
}
