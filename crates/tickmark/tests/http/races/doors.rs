//! Two at one door: an invitation, a code, a session, a data folder.

use super::at_once;
use super::shelf::{RUNS, Shelf};
use app::{App, Begun, Clock, Config, Failure, SignedIn, Visitor};
use domain::values::Role;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

const PASSWORD: &str = "quiet harbour lantern 9";
const EMAIL: &str = "mira@acme.example";
/// 2026-03-02T09:00:00Z.
const START: i64 = 1_772_442_000_000_000;

fn visitor(n: usize) -> Visitor {
    Visitor { address: format!("192.0.2.{n}"), agent: "test".to_owned(), device: None }
}

pub(crate) fn an_invitation_is_accepted_once(shelf: &Shelf) {
    for run in 0..shelf.runs().min(3) {
        let cast = shelf.cast();
        let app = &cast.doors.app;
        let founder = app.local_operator("cli").unwrap();
        let roles = || [Role::Contributor].into();
        let invited = app.invite("alpha", &founder, None, "Nora New", "nora@alpha.example", roles()).unwrap();
        let password = |i: usize| format!("{PASSWORD} of {i} in {run}");
        let all = at_once(3, |i| app.accept_as_new(&invited.secret, "Nora New", &password(i), &visitor(i)));
        let taken: Vec<usize> = (0..3).filter(|i| all[*i].is_ok()).collect();
        assert_eq!(taken.len(), 1, "{all:?}");
        for i in 0..3 {
            let signed = app.sign_in("nora@alpha.example", &password(i), &visitor(10 + i));
            assert_eq!(signed.is_ok(), taken == [i], "the password of whoever was first opens, no other: {signed:?}");
        }
    }
}

pub(crate) fn two_invited_persons_accept_at_once(shelf: &Shelf) {
    let cast = shelf.cast();
    let app = &cast.doors.app;
    let founder = app.local_operator("cli").unwrap();
    let invited: Vec<_> = (0..4)
        .map(|i| {
            let (name, email) = (format!("Person {i}"), format!("person{i}@alpha.example"));
            app.invite("alpha", &founder, None, &name, &email, [Role::Contributor].into()).unwrap()
        })
        .collect();
    let before = app.entries("alpha").unwrap();
    let all = at_once(4, |i| app.accept_as_new(&invited[i].secret, &format!("Person {i}"), PASSWORD, &visitor(i)));
    assert!(all.iter().all(Result::is_ok), "{all:?}");
    assert_eq!(app.entries("alpha").unwrap(), before + 4);
}

#[test]
fn a_code_is_good_once_however_many_show_it() {
    for _ in 0..3 {
        one_code_twice();
    }
}

fn one_code_twice() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), Clock::by_hand(START));
    let app = App::open(&Config::folder(folder.path()), clock.clone()).unwrap();
    let link = app.first_link().unwrap().unwrap();
    let begun = app.begin_first(&link, "Mira Holt", EMAIL, PASSWORD, &visitor(1)).unwrap();
    let who = app.who_by_session(&begun.session).unwrap().unwrap();
    let new = app.begin_second_factor(&who).unwrap();
    let typed: String = new.typed.chars().filter(char::is_ascii_alphanumeric).collect();
    let secret = totp_rs::Secret::try_from_base32(typed).unwrap();
    let totp =
        totp_rs::Builder::new().with_algorithm(totp_rs::Algorithm::SHA1).with_secret(secret).build_noncompliant();
    let code = |us: i64| totp.generate((us / 1_000_000).unsigned_abs()).to_string();
    app.confirm_second_factor(&who, &new.sealed, &code(START), &visitor(1)).unwrap();
    // Minutes lie between the steps, so that no pause after many attempts decides the race.
    let minutes = |n: i64| START + n * 60_000_000;
    let half = |i: usize| {
        clock.set(minutes(60 + i64::try_from(i).unwrap()));
        match app.sign_in(EMAIL, PASSWORD, &visitor(i)).unwrap() {
            SignedIn::SecondFactor { secret, .. } => secret,
            SignedIn::In(_) => panic!("the second factor was not asked for"),
        }
    };
    let halves: Vec<String> = (0..2).map(half).collect();
    clock.set(minutes(63));
    let shown = code(minutes(63));
    let all: Vec<Result<Begun, Failure>> = at_once(2, |i| app.second_factor(&halves[i], &shown, &visitor(i)));
    assert_eq!(all.iter().filter(|r| r.is_ok()).count(), 1, "{all:?}");
}

#[test]
fn a_session_that_was_ended_is_nobody_s_at_once() {
    for _ in 0..RUNS {
        let (folder, clock) = (tempfile::tempdir().unwrap(), Clock::by_hand(START));
        let app = App::open(&Config::folder(folder.path()), clock).unwrap();
        let [used, other] = [1, 2].map(|n| app.enter_demonstration(Some("demo-mira-holt"), &visitor(n)).unwrap());
        let ended = AtomicBool::new(false);
        let late = at_once(4, |i| {
            if i == 0 {
                let who = app.who_by_session(&other.session).unwrap().unwrap();
                app.end_sessions(&who, None).unwrap();
                ended.store(true, Ordering::SeqCst);
                return 0;
            }
            let mut late = 0;
            for _ in 0..300 {
                let after = ended.load(Ordering::SeqCst);
                let known = app.who_by_session(&used.session).unwrap().is_some();
                late += usize::from(after && known);
            }
            late
        });
        assert_eq!(late.iter().sum::<usize>(), 0, "the session was known after it had ended");
        assert!(app.who_by_session(&used.session).unwrap().is_none());
    }
}

#[test]
fn a_data_folder_has_one_process() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&Config::folder(folder.path()), Clock::system()).unwrap();
    app.local_operator("cli").unwrap();
    let second = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
        command.args(words).arg("--data").arg(folder.path()).stdin(Stdio::null());
        command.output().unwrap()
    };
    for words in [&["serve", "--port", "0"][..], &["init", "Second"]] {
        let ran = second(words);
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(!ran.status.success(), "{words:?} ran beside the first: {said}");
        assert!(said.contains("hint"), "{words:?} says what to do: {said}");
    }
    drop(app);
    assert!(second(&["init", "Second"]).status.success(), "alone it can be opened");
}
