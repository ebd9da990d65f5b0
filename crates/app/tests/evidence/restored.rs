//! A backup in place of a ledger: whole or not at all, by what two persons agreed on, and with nothing lost of what was here.

mod killed;

use super::firm::{DAY, Firm, ORG, new, said};
use app::ask::{At, Question, Seen};
use app::evidence::NewEvidence;
use app::restore::{RestoreAsk, RestorePlan};
use app::{App, Config, Failure, Who};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::values::{Control, Deed, Evidence, Membership, Role};
use ledger::bundle::{self, Closing};
use ledger::{Actor, Checkpoint, Draft, Head, Object, SigningKey, seal};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The registers themselves, as a question sees them.
struct Whole;

impl Question for Whole {
    type Answer = Registers;

    fn answer(&self, seen: &Seen<'_>) -> Result<Registers, Refusal> {
        seen.organisation().cloned()
    }
}

/// The firm with Ana as a second owner, a bundle of what it had one day, its key, and its files of that day.
struct Backed {
    firm: Firm,
    ana: Who,
    elsewhere: TempDir,
    key: String,
    digest: String,
    /// Entries in the bundle.
    entries: u64,
    /// Where the file of the first item lies.
    file: PathBuf,
}

impl Backed {
    fn new() -> Backed {
        Backed::with_files(1)
    }

    /// With so many items, each with a file of its own.
    fn with_files(files: u32) -> Backed {
        let firm = Firm::new();
        let ana = firm.app.demo_actor("ana-lind");
        firm.app.change(ORG, &firm.owner, None, invited(&ana)).unwrap();
        firm.app.change(ORG, &ana, None, Command::ConfirmMembership).unwrap();
        let received = firm.receive("review.csv", b"person,access\nana,read\n");
        let file = firm.place(&received);
        firm.add(&[&received]);
        for number in 1..files {
            firm.add(&[&firm.receive("more.csv", format!("person,access\nnumber {number},read\n").as_bytes())]);
        }
        let elsewhere = tempfile::tempdir().unwrap();
        let mut one = Backed {
            key: firm.app.public_key().unwrap(),
            digest: String::new(),
            entries: 0,
            firm,
            ana,
            elsewhere,
            file,
        };
        one.agrees(Deed::FullExport);
        one.passes(2);
        let mut bundle = std::fs::File::create(one.bundle()).unwrap();
        one.entries = one.firm.app.export_ledger(ORG, &one.firm.owner, &mut bundle).unwrap();
        one.digest = App::backup_digest(&one.bundle()).unwrap();
        copy(&one.firm.folder.path().join("blobs"), &one.backup());
        one
    }

    fn bundle(&self) -> PathBuf {
        self.elsewhere.path().join("acme.tickmark")
    }

    fn backup(&self) -> PathBuf {
        self.elsewhere.path().join("blobs")
    }

    fn passes(&self, days: i64) {
        self.firm.clock.set(self.firm.clock.now_us() + days * DAY);
    }

    /// What happens after the backup: a control, and an item with another file.
    fn goes_on(&self) {
        self.adds("AC-9");
        let received = self.firm.receive("later.csv", b"person,access\nbo,read\n");
        let evidence = Evidence { title: "Later".to_owned(), ..said() };
        let asked = NewEvidence { evidence, ..new(vec![received.id]) };
        self.firm.app.add_evidence(ORG, &self.firm.owner, None, asked).unwrap();
    }

    fn adds(&self, id: &str) {
        let control = Control { id: id.to_owned(), name: "Later".to_owned(), ..Control::default() };
        self.firm.app.change(ORG, &self.firm.owner, None, Command::AddControl { control }).unwrap();
    }

    /// The owner proposes, Ana approves.
    fn agrees(&self, deed: Deed) -> String {
        let propose = Command::ProposeDeed { deed, reason: "as agreed".to_owned() };
        let id = self.firm.app.change(ORG, &self.firm.owner, None, propose).unwrap().object;
        self.firm.app.change(ORG, &self.ana, None, Command::ApproveDeed { id: id.clone() }).unwrap();
        id
    }

    fn agrees_to_restore(&self) -> String {
        self.agrees(Deed::Restore { backup: self.digest.clone() })
    }

    /// A backup of today, and the decision to restore it, which can be carried out.
    fn second_backup(&self) -> (PathBuf, String) {
        self.agrees(Deed::FullExport);
        self.passes(1);
        let path = self.elsewhere.path().join("second.tickmark");
        let mut file = std::fs::File::create(&path).unwrap();
        self.firm.app.export_ledger(ORG, &self.firm.owner, &mut file).unwrap();
        let deed = self.agrees(Deed::Restore { backup: App::backup_digest(&path).unwrap() });
        self.passes(1);
        (path, deed)
    }

    fn ask(&self) -> RestoreAsk {
        RestoreAsk { bundle: self.bundle(), key: self.key.clone(), ..RestoreAsk::default() }
    }

    fn restores(&self, ask: &RestoreAsk) -> Result<RestorePlan, Failure> {
        restores(&self.firm.app, &self.firm.owner, ask)
    }

    /// It is refused with these words, and the ledger has not moved.
    fn refuses(&self, ask: &RestoreAsk, words: &[&str]) {
        let before = self.firm.app.entries(ORG).unwrap();
        let failure = self.restores(ask).unwrap_err();
        says(&failure, words);
        assert_eq!(self.firm.app.entries(ORG).unwrap(), before, "{failure}");
        assert_eq!(self.firm.app.installed(&self.firm.owner).unwrap().len(), 1, "{failure}");
    }

    fn registers(&self, slug: &str) -> Registers {
        self.firm.app.ask(slug, &self.firm.owner, At::default(), &Whole).unwrap().value
    }

    fn last_event(&self, slug: &str) -> Event {
        let page = self.firm.app.history(slug, &self.firm.owner, None, 1).unwrap();
        page.entries.into_iter().next().unwrap().event.unwrap()
    }

    fn is_sound(&self) {
        let checked = self.firm.app.verify(None, None).unwrap();
        assert!(checked.is_clean(), "{checked:#?}");
    }
}

fn invited(who: &Who) -> Command {
    Command::InvitePerson { person: who.id().to_owned(), roles: [Role::Owner].into() }
}

fn restores(app: &App, who: &Who, ask: &RestoreAsk) -> Result<RestorePlan, Failure> {
    app.restore(who, ask, &mut |_, done, of| assert!(done <= of, "{done} of {of}"))
}

fn says(failure: &Failure, words: &[&str]) {
    let text = format!("{failure} {}", failure.hint());
    for word in words {
        assert!(text.contains(word), "`{word}` in: {text}");
    }
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for item in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(item.file_name());
        match item.file_type().unwrap().is_dir() {
            true => copy(&item.path(), &target),
            false => drop(std::fs::copy(item.path(), target).unwrap()),
        }
    }
}

#[test]
fn a_backup_takes_the_place_and_what_was_here_is_kept() {
    let one = Backed::new();
    one.goes_on();
    let note = one.firm.app.checkpoint(ORG, &one.firm.owner).unwrap();
    let deed = one.agrees_to_restore();
    one.passes(1);
    let size = one.firm.app.entries(ORG).unwrap();
    let plan = one.firm.app.preview_restore(&one.firm.owner, &one.ask(), &mut |_, _, _| {}).unwrap();
    let now = plan.now.as_ref().unwrap();
    assert_eq!((plan.entries, plan.here, plan.copied, plan.missing.len()), (one.entries, 1, 0, 0));
    assert_eq!((now.entries, now.first_difference), (size, Some(one.entries)));
    assert_eq!(now.deeds, [(deed.clone(), "can be carried out".to_owned())]);
    assert_eq!(one.firm.app.entries(ORG).unwrap(), size, "a preview changes nothing");

    let ask = RestoreAsk { deed: Some(deed.clone()), ..one.ask() };
    let aside = one.restores(&ask).unwrap().now.unwrap().aside;
    assert_eq!(aside, format!("acme-before-{}", one.firm.clock.today().strftime("%Y%m%d")));
    let Event::BackupRestored { restored } = one.last_event(ORG) else { panic!("{:?}", one.last_event(ORG)) };
    assert_eq!((&restored.bundle, restored.entries, restored.alone), (&one.digest, one.entries, false));
    assert_eq!((restored.deed.as_ref(), restored.moved_aside.as_ref()), (Some(&deed), Some(&aside)));
    assert_eq!(restored.agreed_by, [one.firm.owner.id(), one.ana.id()]);
    let registers = one.registers(ORG);
    assert!(registers.entries == one.entries + 1 && !registers.controls.contains_key("AC-9"));
    assert_eq!(registers.people.restores.len(), 1);

    // What was here ends with the use of the deed, is read under its new name, and is changed by nobody.
    assert_eq!(one.last_event(&aside), Event::DeedDone { id: deed });
    let before = one.registers(&aside);
    assert!(before.entries == size + 1 && before.controls.contains_key("AC-9"));
    let change = Command::RetireControl { id: "AC-9".to_owned(), reason: "x".to_owned() };
    says(&one.firm.app.change(&aside, &one.firm.owner, None, change).unwrap_err(), &["moved aside", "only read"]);
    says(&one.firm.app.checkpoint(&aside, &one.firm.owner).unwrap_err(), &["only read"]);
    assert_eq!(one.firm.app.only_organisation().unwrap(), ORG);
    assert_eq!(one.firm.app.organisations(&one.firm.owner).unwrap().len(), 1);
    one.is_sound();
    let checked = one.firm.app.verify(None, Some(&note)).unwrap();
    assert!(checked.is_clean(), "a checkpoint of before is one of the ledger that is kept: {checked:#?}");
    let remarks = &checked.organisations[0].remarks;
    assert!(remarks.iter().any(|remark| remark.contains(&aside)), "{remarks:?}");
    let alone = one.firm.app.verify(Some(ORG), Some(&note)).unwrap();
    assert!(!alone.is_clean(), "the restored ledger alone has not what was signed");

    // Work goes on, it is opened again, and the next restore finds another name.
    one.adds("AC-5");
    let one = Backed { firm: one.firm.reopened(), ..one };
    one.is_sound();
    let again = one.agrees_to_restore();
    one.passes(1);
    let plan = one.restores(&RestoreAsk { deed: Some(again), ..one.ask() }).unwrap();
    let today = one.firm.clock.today().strftime("%Y%m%d");
    assert_eq!(plan.now.unwrap().aside, format!("acme-before-{today}"));
    assert_eq!(one.firm.app.verify(None, None).unwrap().organisations.len(), 3);
    one.is_sound();
}

#[test]
fn two_restores_of_one_day_keep_both_ledgers_apart() {
    let one = Backed::new();
    let first = one.agrees_to_restore();
    let (second, deed) = one.second_backup();
    let ask = RestoreAsk { bundle: second, deed: Some(deed), ..one.ask() };
    let aside = one.restores(&ask).unwrap().now.unwrap().aside;
    // The second backup brings the first decision with it, which nobody has used yet.
    let plan = one.restores(&RestoreAsk { deed: Some(first), ..one.ask() }).unwrap();
    assert_eq!(plan.now.unwrap().aside, format!("{aside}-2"));
    one.is_sound();
}

#[test]
fn who_is_alone_agrees_with_nobody_and_it_is_marked() {
    let one = Backed::new();
    let leave = Command::EndMembership { person: one.ana.id().to_owned(), reason: "left".to_owned() };
    one.firm.app.change(ORG, &one.firm.owner, None, leave).unwrap();
    one.passes(40);
    let propose = Command::ProposeDeed { deed: Deed::Restore { backup: one.digest.clone() }, reason: "x".to_owned() };
    let id = one.firm.app.change(ORG, &one.firm.owner, None, propose).unwrap().object;
    one.firm.app.change(ORG, &one.firm.owner, None, Command::ApproveDeed { id: id.clone() }).unwrap();
    one.restores(&RestoreAsk { deed: Some(id), ..one.ask() }).unwrap();
    let Event::BackupRestored { restored } = one.last_event(ORG) else { panic!("{:?}", one.last_event(ORG)) };
    assert!(restored.alone && restored.agreed_by == [one.firm.owner.id()], "{restored:?}");
    let ana = &one.registers(ORG).people.members[one.ana.id()];
    assert_eq!(ana.state, Membership::Confirmed, "who left since the backup is a member again");
}

#[test]
fn who_has_no_part_any_more_does_not_read_what_was_moved_aside() {
    let one = Backed::new();
    let deed = one.agrees_to_restore();
    one.passes(1);
    let aside = one.restores(&RestoreAsk { deed: Some(deed), ..one.ask() }).unwrap().now.unwrap().aside;
    assert!(one.firm.app.history(&aside, &one.ana, None, 1).is_ok());
    let suspend = Command::SuspendMember { person: one.ana.id().to_owned(), reason: "on leave".to_owned() };
    one.firm.app.change(ORG, &one.firm.owner, None, suspend).unwrap();
    says(&one.firm.app.history(&aside, &one.ana, None, 1).unwrap_err(), &["no organisation is known as"]);
    says(
        &one.firm.app.history(&aside, &one.firm.app.demo_actor("dov-katz"), None, 1).unwrap_err(),
        &["no organisation"],
    );
    assert!(one.firm.app.history(&aside, &one.firm.owner, None, 1).is_ok());
}

#[test]
fn without_its_agreement_nothing_is_restored() {
    let one = Backed::new();
    let (ask, with) = (one.ask(), |deed: &str| RestoreAsk { deed: Some(deed.to_owned()), ..one.ask() });
    one.refuses(&ask, &["entry by entry that of the bundle", "so already"]);
    one.goes_on();
    one.refuses(&ask, &["have not agreed", "tickmark deed propose restore --what", &one.digest]);
    one.refuses(&with("deed-0"), &["deed-0"]);
    let propose = Command::ProposeDeed { deed: Deed::Restore { backup: one.digest.clone() }, reason: "x".to_owned() };
    let id = one.firm.app.change(ORG, &one.firm.owner, None, propose).unwrap().object;
    one.refuses(&with(&id), &["has not been approved"]);
    one.firm.app.change(ORG, &one.ana, None, Command::ApproveDeed { id: id.clone() }).unwrap();
    one.refuses(&with(&id), &["24 hours have not passed"]);
    one.passes(1);
    let other = one.firm.app.carry_out(ORG, &one.firm.owner, None, &id).unwrap_err();
    says(&other, &["at the terminal", &format!("tickmark restore BUNDLE --files FOLDER --key KEY --agreed {id}")]);
    let withdraw = Command::WithdrawDeed { id: id.clone(), reason: "found another way".to_owned() };
    one.firm.app.change(ORG, &one.firm.owner, None, withdraw).unwrap();
    one.refuses(&with(&id), &["was stopped"]);
    let other = one.agrees(Deed::Restore { backup: format!("sha256:{}", "ab".repeat(32)) });
    one.passes(1);
    one.refuses(&with(&other), &["another backup", &one.digest]);
    let ripe = one.agrees_to_restore();
    one.passes(1);
    let who = one.firm.app.demo_actor("ana-lind");
    says(&restores(&one.firm.app, &who, &with(&ripe)).unwrap_err(), &["only the operator"]);
    one.restores(&with(&ripe)).unwrap();
    says(&one.restores(&with(&ripe)).unwrap_err(), &["so already"]);
}

#[test]
fn a_deed_that_a_backup_brings_back_is_not_used_again() {
    let one = Backed::new();
    let first = one.agrees_to_restore();
    one.passes(1);
    // A second backup, in which the first decision is approved and was not used yet.
    let (second, _) = one.second_backup();
    one.restores(&RestoreAsk { deed: Some(first.clone()), ..one.ask() }).unwrap();
    let deed = one.agrees(Deed::Restore { backup: App::backup_digest(&second).unwrap() });
    one.passes(1);
    one.restores(&RestoreAsk { bundle: second, deed: Some(deed), ..one.ask() }).unwrap();
    let again = one.restores(&RestoreAsk { deed: Some(first), ..one.ask() }).unwrap_err();
    says(&again, &["was used already, in `acme-before-"]);
}

#[test]
fn a_bundle_that_is_not_sound_is_named_with_what_is_wrong() {
    let one = Backed::new();
    one.goes_on();
    let deed = one.agrees_to_restore();
    one.passes(1);
    let text = std::fs::read_to_string(one.bundle()).unwrap();
    let path = one.elsewhere.path().join("spoilt.tickmark");
    let ask = RestoreAsk { bundle: path.clone(), deed: Some(deed), ..one.ask() };
    let tries = |content: &str, words: &[&str]| {
        std::fs::write(&path, content).unwrap();
        one.refuses(&ask, &[words, &["spoilt.tickmark"]].concat());
    };
    tries("not a bundle\n", &["the first line", "tickmark export"]);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    tries(&lines[..lines.len() - 1].concat(), &["does not end in a signed checkpoint"]);
    tries(&[&lines[..3], &lines[4..]].concat().concat(), &["entry"]);
    let cut = [&lines[..lines.len() - 2], &lines[lines.len() - 1..]].concat().concat();
    tries(&cut, &["its checkpoint", "entries were cut off"]);
    tries(&text[..text.len() / 2], &["entry"]);
    let key = SigningKey::from_seed("somebody", [9; 32]).unwrap();
    let foreign = RestoreAsk { key: key.verifier_key().to_string(), bundle: one.bundle(), ..ask.clone() };
    one.refuses(&foreign, &["its checkpoint", "no signature of somebody"]);
    one.refuses(&RestoreAsk { key: "a key".to_owned(), ..foreign }, &["--key", "name+hash+base64"]);
    one.refuses(&RestoreAsk { bundle: one.elsewhere.path().join("nowhere"), ..ask.clone() }, &["nowhere"]);
    let (unknown, key) = with_an_event_of_tomorrow();
    std::fs::write(&path, unknown).unwrap();
    let ask = RestoreAsk { key, ..ask.clone() };
    one.refuses(&ask, &["entry 0 cannot be read", "or a newer one"]);
}

/// A bundle that a later version wrote: signed, chained, and with a kind of event that nobody knows yet.
fn with_an_event_of_tomorrow() -> (Vec<u8>, String) {
    let text = |text: &str| text.to_owned();
    let draft = Draft {
        time_us: 1_795_262_400_000_000,
        actor: Actor { id: text("person-1"), kind: text("person"), via: text("cli") },
        action: text("moon_landed_on"),
        object: Object { kind: text("moon"), id: text("moon") },
        request_id: text("request-1"),
        app_version: text("99.0.0"),
        blobs: Vec::new(),
        salt: [1; 32],
        payload: br#"{"by":"person-1","event":{"moon_landed_on":{"day":"2027-01-01"}}}"#.to_vec(),
    };
    let (entries, head) = seal(&Head::empty("log-of-tomorrow"), &[draft]).unwrap();
    let key = SigningKey::from_seed("tomorrow", [3; 32]).unwrap();
    let closing = Closing { checkpoint: key.sign(&Checkpoint::of(&head)), key: key.verifier_key().to_string() };
    let mut bytes = Vec::new();
    bundle::write(&mut bytes, "log-of-tomorrow", &entries, Some(&closing)).unwrap();
    (bytes, closing.key)
}

#[test]
fn a_bundle_of_another_organisation_takes_nobodys_place() {
    let (one, other) = (Backed::new(), Backed::new());
    let ask = RestoreAsk { bundle: other.bundle(), key: other.key.clone(), ..RestoreAsk::default() };
    one.refuses(&RestoreAsk { org: Some(ORG.to_owned()), ..ask.clone() }, &["of another organisation", "Acme Cloud"]);
    one.refuses(&RestoreAsk { deed: Some("deed-1".to_owned()), ..ask.clone() }, &["of another organisation"]);
    let named = RestoreAsk { org: Some("acme-2".to_owned()), ..ask.clone() };
    one.refuses(&RestoreAsk { org: Some("Acme 2".to_owned()), ..ask.clone() }, &["cannot be the short name"]);
    one.refuses(&named, &["1 file", "--files", "--partial"]);
    one.restores(&RestoreAsk { files: Some(other.backup()), ..named }).unwrap();
    assert_eq!(one.firm.app.organisations(&one.firm.owner).unwrap().len(), 2);
    one.refuses_of(&RestoreAsk { org: Some(ORG.to_owned()), ..ask }, &["which is `acme-2` here, not of `acme`"]);
    one.is_sound();
}

impl Backed {
    fn refuses_of(&self, ask: &RestoreAsk, words: &[&str]) {
        says(&self.restores(ask).unwrap_err(), words);
    }
}

#[test]
fn files_come_from_the_backup_or_are_said_to_be_missing() {
    let one = Backed::new();
    one.goes_on();
    let deed = one.agrees_to_restore();
    one.passes(1);
    std::fs::remove_file(&one.file).unwrap();
    let sha256 = one.file.file_name().unwrap().to_str().unwrap().to_owned();
    let ask = RestoreAsk { deed: Some(deed), ..one.ask() };
    one.refuses(&ask, &["1 file", &sha256, "--files"]);
    one.refuses(&RestoreAsk { files: Some(one.bundle()), ..ask.clone() }, &["is no folder"]);
    let empty = tempfile::tempdir().unwrap();
    let flat = empty.path().join(&sha256);
    std::fs::write(&flat, "something else").unwrap();
    let spoilt = RestoreAsk { files: Some(empty.path().to_owned()), ..ask.clone() };
    one.refuses(&spoilt, &["has another content than its name says"]);
    // All three ways in which a backup may lie: the data folder, its blobs, and files under their names.
    for folder in [one.backup(), one.elsewhere.path().to_owned()] {
        let asked = RestoreAsk { files: Some(folder), deed: None, ..ask.clone() };
        let plan = one.firm.app.preview_restore(&one.firm.owner, &asked, &mut |_, _, _| {}).unwrap();
        assert_eq!((plan.here, plan.copied, plan.missing.len()), (0, 1, 0));
    }
    std::fs::write(&flat, b"person,access\nana,read\n").unwrap();
    let plan = one.restores(&spoilt).unwrap();
    assert_eq!((plan.here, plan.copied, plan.missing.len()), (0, 1, 0));
    assert!(one.file.is_file());
    one.is_sound();
}

#[test]
fn a_partial_restore_says_how_many_files_are_missing() {
    let one = Backed::new();
    one.goes_on();
    let deed = one.agrees_to_restore();
    one.passes(1);
    std::fs::write(&one.file, "").unwrap_or_else(|_| {
        std::fs::remove_file(&one.file).unwrap();
        std::fs::write(&one.file, "spoilt").unwrap();
    });
    let ask = RestoreAsk { deed: Some(deed), files: Some(one.backup()), ..one.ask() };
    // A file that is here and spoilt is not written over: whoever keeps the folder looks at it first.
    one.refuses(&ask, &["1 file", "its content has SHA-256"]);
    one.restores(&RestoreAsk { partial: true, ..ask }).unwrap();
    let Event::BackupRestored { restored } = one.last_event(ORG) else { panic!("{:?}", one.last_event(ORG)) };
    assert_eq!((restored.files, restored.missing), (0, 1));
}

#[test]
fn an_installation_that_has_it_not_takes_it_by_the_operator_alone() {
    let one = Backed::new();
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&Config::folder(folder.path()), one.firm.clock.clone()).unwrap();
    let who = app.local_operator("cli").unwrap();
    let ask = RestoreAsk { files: Some(one.backup()), ..one.ask() };
    let plan = restores(&app, &who, &ask).unwrap();
    assert_eq!((plan.slug.as_str(), plan.now.is_none(), plan.copied), ("acme-cloud", true, 1));
    let registers = app.ask("acme-cloud", &who, At::default(), &Whole).unwrap().value;
    let held = &registers.people.restores[0];
    assert!(held.restored.alone && held.restored.deed.is_none() && held.restored.agreed_by.is_empty());
    assert_eq!(held.by, who.id());
    assert!(registers.people.members[who.id()].roles.contains(&Role::Owner));
    assert!(registers.people.members.contains_key(one.firm.owner.id()), "its members are who they were");
    // Their names are not in a bundle: whoever is not kept here is shown by the id.
    assert_eq!(app.name_in("acme-cloud", one.firm.owner.id()), one.firm.owner.id());
    let checked = app.verify(None, None).unwrap();
    assert!(checked.is_clean() && checked.organisations[0].files == 1, "{checked:#?}");
    // With it here, the next restore needs two persons again.
    let control = Control { id: "AC-7".to_owned(), name: "New".to_owned(), ..Control::default() };
    app.change("acme-cloud", &who, None, Command::AddControl { control }).unwrap();
    says(&restores(&app, &who, &ask).unwrap_err(), &["have not agreed"]);
}
