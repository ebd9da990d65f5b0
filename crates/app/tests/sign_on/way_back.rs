//! The callback: in another browser, used before, mixed up, twice at once.

use crate::hostile_provider::Asked;
use crate::stage::{ACME, ADA, BETA, Stage, as_is, field, query, refused, visitor};
use serde_json::json;
use std::sync::Barrier;

#[test]
fn a_callback_in_another_browser_is_refused_and_spoils_nothing() {
    let stage = Stage::new();
    let (person, _) = stage.invite(ACME, ADA);
    let (mine, theirs) = (stage.begin(ACME), stage.begin(ACME));
    stage.honest.gives(&stage.honest.token(&field(&mine.url, "nonce"), &as_is));
    for browser in [None, Some(""), Some("guess"), Some(theirs.browser.as_str())] {
        let back = stage.app.finish_sign_on(ACME, &query(&mine), browser, None, &visitor());
        refused(back, "begun in another browser");
    }
    assert!(stage.honest.hostile.asked("/token").is_empty(), "the code was not sent for a stranger");
    let ended = stage.finish(&mine).unwrap();
    assert_eq!((ended.begun.unwrap().person, ended.to.as_str()), (person, "/o/acme/gap"));
}

#[test]
fn a_state_is_good_once_and_for_ten_minutes() {
    let stage = Stage::new();
    stage.invite(ACME, ADA);
    for query in ["", "code=c1", "code=c1&state=", "code=c1&state=guess", "error=access_denied&state=guess"] {
        let back = stage.app.finish_sign_on(ACME, query, Some("anything"), None, &visitor());
        refused(back, "was not begun here, was used already, or took too long");
    }
    let twice = stage.app.finish_sign_on(ACME, "state=a&state=b", Some("anything"), None, &visitor());
    refused(twice, "has the parameter `state` twice");
    assert_eq!(stage.noted(ACME, "sign_on_refused"), 0, "what nobody began does not fill the log");

    let begun = stage.begin(ACME);
    stage.honest.gives(&stage.honest.token(&field(&begun.url, "nonce"), &as_is));
    stage.finish(&begun).unwrap();
    refused(stage.finish(&begun), "was used already");

    // A refusal at the provider uses it up as well.
    let begun = stage.begin(ACME);
    let denied = format!("error=access_denied&state={}", field(&begun.url, "state"));
    let back = stage.app.finish_sign_on(ACME, &denied, Some(&begun.browser), None, &visitor());
    refused(back, "the provider did not sign you in: access_denied");
    refused(stage.finish(&begun), "was used already");

    let begun = stage.begin(ACME);
    stage.clock.set(stage.clock.now_us() + 10 * 60_000_000);
    refused(stage.finish(&begun), "took too long");
}

#[test]
fn a_replayed_code_is_refused_by_the_provider_and_begins_nothing() {
    let stage = Stage::new();
    stage.invite(ACME, ADA);
    let begun = stage.begin(ACME);
    let token = stage.honest.token(&field(&begun.url, "nonce"), &as_is);
    let mut used = false;
    stage.honest.hostile.does("/token", move |_: &Asked| {
        let first = !std::mem::replace(&mut used, true);
        let good = json!({ "token_type": "Bearer", "access_token": "a1", "id_token": token });
        let reply = if first { good } else { json!({ "error": "invalid_grant" }) };
        (if first { 200 } else { 400 }, "application/json", reply.to_string().into_bytes())
    });
    stage.finish(&begun).unwrap();
    // The thief begins a sign-in of their own and puts the stolen code into it.
    refused(stage.finish(&stage.begin(ACME)), "does not take this code");
}

#[test]
fn the_answer_for_one_organisation_is_never_taken_for_another() {
    let stage = Stage::new();
    stage.invite(ACME, ADA);
    stage.invite(BETA, "eve@example.org");
    // Begun at acme, brought to beta's address, and the other way round.
    for (began, came) in [(ACME, BETA), (BETA, ACME)] {
        let begun = stage.begin(began);
        let mixed = stage.app.finish_sign_on(came, &query(&begun), Some(&begun.browser), None, &visitor());
        refused(mixed, "begun for another organisation");
        let again = stage.app.finish_sign_on(began, &query(&begun), Some(&begun.browser), None, &visitor());
        refused(again, "was used already");
    }
    // The other provider names itself in the callback (RFC 9207).
    let begun = stage.begin(ACME);
    let named = format!("{}&iss={}", query(&begun), stage.evil.issuer());
    let back = stage.app.finish_sign_on(ACME, &named, Some(&begun.browser), None, &visitor());
    refused(back, "the callback was sent by");
    // The provider is changed while somebody is under way.
    let begun = stage.begin(ACME);
    stage.set(ACME, |sign_on| sign_on.issuer = stage.evil.issuer());
    refused(stage.finish(&begun), "the sign-in was begun at");
    for provider in [&stage.honest, &stage.evil] {
        assert!(provider.hostile.asked("/token").is_empty(), "no code was sent to anybody");
    }
}

#[test]
fn of_two_callbacks_at_once_exactly_one_begins_a_session() {
    let stage = Stage::new();
    stage.invite(ACME, ADA);
    let begun = stage.begin(ACME);
    stage.honest.gives(&stage.honest.token(&field(&begun.url, "nonce"), &as_is));
    let start = Barrier::new(8);
    let back = || {
        start.wait();
        stage.finish(&begun)
    };
    let answers: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(back)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let (done, not): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!((done.len(), not.len()), (1, 7));
    for answer in not {
        refused(answer, "was used already");
    }
    let who = stage.who(&done.into_iter().next().unwrap().unwrap().begun.unwrap()).unwrap();
    assert_eq!(stage.app.own_sessions(&who).unwrap().len(), 1);
    assert_eq!(stage.honest.hostile.asked("/token").len(), 1);
}

#[test]
fn a_person_who_signs_in_twice_at_once_is_confirmed_once_and_linked_once() {
    let stage = Stage::new();
    let (person, _) = stage.invite(ACME, ADA);
    let begun: Vec<_> = (0..4).map(|_| stage.begin(ACME)).collect();
    // Each code has its own token: which one is told by the verifier that comes with it.
    let nonces: Vec<String> = begun.iter().map(|one| field(&one.url, "nonce")).collect();
    let tokens: Vec<String> = nonces.iter().map(|nonce| stage.honest.token(nonce, &as_is)).collect();
    stage.honest.hostile.does("/token", move |asked: &Asked| {
        let which: usize = asked.body.split("code=n").nth(1).unwrap()[..1].parse().unwrap();
        let reply = json!({ "token_type": "Bearer", "access_token": "a1", "id_token": tokens[which] });
        (200, "application/json", reply.to_string().into_bytes())
    });
    let start = Barrier::new(begun.len());
    let back = |at: usize| {
        let query = query(&begun[at]).replace("code=c1", &format!("code=n{at}"));
        start.wait();
        stage.app.finish_sign_on(ACME, &query, Some(&begun[at].browser), None, &visitor())
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..begun.len()).map(|at| scope.spawn(move || back(at))).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap().unwrap().begun.unwrap().person, person);
        }
    });
    assert_eq!(stage.noted(ACME, "identity_linked"), 1);
    let who = stage.who(&stage.come_in(&as_is).unwrap()).unwrap();
    assert_eq!(stage.app.own_identities(&who).unwrap().len(), 1);
}
