//! Who comes in: the invited are confirmed, the suspended and those who left get nothing.

use crate::stage::{ACME, ADA, BETA, Stage, as_is, claim, refused};
use domain::command::Command;
use domain::values::Membership;

#[test]
fn an_invited_person_who_comes_in_is_confirmed_and_known_again_by_subject_alone() {
    let stage = Stage::new();
    let (person, secret) = stage.invite(ACME, ADA);
    assert_eq!(stage.state(ACME, &person), Some(Membership::Invited));
    let begun = stage.come_in(&as_is).unwrap();
    assert_eq!((begun.person.as_str(), stage.state(ACME, &person)), (person.as_str(), Some(Membership::Confirmed)));
    let who = stage.who(&begun).unwrap();
    stage.enters(ACME, &who).unwrap();
    assert_eq!(who.provider(), Some(stage.honest.issuer().as_str()));
    refused(stage.app.open_invitation(&secret), "invitation");

    // From now on it is issuer and subject, whatever address the provider writes.
    let moved = stage.come_in(&claim("email", "lovelace@example.org")).unwrap();
    assert_eq!(moved.person, person);
    // Somebody else there who was given the same address is somebody else.
    refused(stage.come_in(&claim("sub", "ada-2")), "not linked to this provider");
    assert_eq!(stage.noted(ACME, "identity_linked"), 1);
}

#[test]
fn who_is_suspended_or_has_left_gets_nothing() {
    let stage = Stage::new();
    let (person, _) = stage.invite(ACME, ADA);
    let who = stage.who(&stage.come_in(&as_is).unwrap()).unwrap();
    let reason = || "a test".to_owned();
    stage.owner_does(ACME, Command::SuspendMember { person: person.clone(), reason: reason() });
    assert!(stage.enters(ACME, &who).is_err());
    refused(stage.come_in(&as_is), "suspended");
    stage.owner_does(ACME, Command::ResumeMember { person: person.clone() });
    stage.come_in(&as_is).unwrap();
    stage.owner_does(ACME, Command::EndMembership { person: person.clone(), reason: reason() });
    assert!(stage.enters(ACME, &who).is_err());
    refused(stage.come_in(&as_is), "nobody here is linked to you");
    assert_eq!(stage.state(ACME, &person), Some(Membership::Ended), "nobody comes back by signing in");
}

#[test]
fn an_address_links_nobody_who_is_suspended_or_has_left_or_was_never_here() {
    let stage = Stage::new();
    refused(stage.come_in(&as_is), "nobody here is linked to you");
    let (person, _) = stage.invite(ACME, ADA);
    stage.owner_does(ACME, Command::EndMembership { person: person.clone(), reason: "a test".to_owned() });
    refused(stage.come_in(&as_is), "nobody here is linked to you");
    let grace = stage.member(ACME, "grace@example.org");
    stage.owner_does(ACME, Command::SuspendMember { person: grace, reason: "a test".to_owned() });
    let as_grace = claim("email", "grace@example.org");
    refused(stage.come_in(&as_grace), "suspended");
    assert_eq!(stage.noted(ACME, "identity_linked"), 0);
    // Invited to beta is not invited to acme.
    stage.invite(BETA, "eve@example.org");
    refused(stage.come_in(&claim("email", "eve@example.org")), "nobody here is linked to you");
}

#[test]
fn an_address_links_only_where_an_owner_allowed_it() {
    let stage = Stage::new();
    let (person, _) = stage.invite(ACME, ADA);
    stage.set(ACME, |sign_on| sign_on.link_by_email = false);
    refused(stage.come_in(&as_is), "nobody here is linked to you");
    assert_eq!(stage.state(ACME, &person), Some(Membership::Invited));
    stage.set(ACME, |_| {});
    stage.come_in(&as_is).unwrap();
    // Who is linked stays so when it is not allowed any more.
    stage.set(ACME, |sign_on| sign_on.link_by_email = false);
    stage.come_in(&as_is).unwrap();
}
