//! The owner of one organisation answers for its provider, and for nobody else's organisation.

use crate::stage::{ACME, ADA, BETA, Stage, as_is, claim, refused};
use domain::values::Membership;

#[test]
fn an_evil_provider_does_not_get_hold_of_an_account_that_is_there() {
    let stage = Stage::new();
    // Ada takes part in acme; the owner of beta invites her address and has the own provider say that it is hers.
    let ada = stage.member(ACME, ADA);
    let (same, _) = stage.invite(BETA, ADA);
    assert_eq!(same, ada);
    refused(stage.come_in_at_beta(&as_is), "not linked to this provider");
    assert_eq!(stage.state(BETA, &ada), Some(Membership::Invited));
    // Nor of the operator's account.
    let founder = "founder@example.org";
    let link = stage.app.first_link().unwrap().unwrap();
    stage.app.begin_first(&link, "Founder", founder, "over the hills and far away", &crate::stage::visitor()).unwrap();
    refused(stage.come_in_at_beta(&claim("email", founder)), "not linked to this provider");
    refused(stage.come_in(&claim("email", founder)), "not linked to this provider");
}

#[test]
fn a_session_that_a_provider_began_opens_its_organisation_and_no_other() {
    let stage = Stage::new();
    // The evil provider speaks for ada in beta, where she is alone; afterwards acme invites her.
    let (ada, _) = stage.invite(BETA, ADA);
    let session = stage.come_in_at_beta(&as_is).unwrap();
    let who = stage.who(&session).unwrap();
    stage.enters(BETA, &who).unwrap();
    assert_eq!(stage.invite(ACME, ADA).0, ada);
    assert!(stage.enters(ACME, &who).is_err(), "as though it were not there");
    assert!(stage.app.accept_as(&who, ACME).is_err());
    let link = stage.app.invite_again(ACME, &stage.owner, &ada).unwrap();
    refused(stage.app.accept_by_link(&who, ACME, &link), "does not speak for this organisation");
    assert_eq!(stage.state(ACME, &ada), Some(Membership::Invited), "beta's provider accepted nothing for ada");
    assert!(stage.app.enters(ACME, &who).is_none());
    let seen: Vec<String> = stage.app.organisations(&who).unwrap().into_iter().map(|o| o.slug).collect();
    assert_eq!(seen, [BETA], "not even that there is another organisation");
    assert_eq!(stage.app.invitation_for(&who, ACME).unwrap(), None);
    assert!(stage.app.own_parts(&who).unwrap().iter().all(|part| part.slug == BETA));
    // A stranger's organisation is as one that is not there, by whichever way somebody came in.
    stage.invite(BETA, "eve@example.org");
    let eve = stage.come_in_at_beta(&|_, claims| {
        claims.insert("sub".to_owned(), "eve".into());
        claims.insert("email".to_owned(), "eve@example.org".into());
    });
    let eve = stage.who(&eve.unwrap()).unwrap();
    let (closed, absent) = (stage.enters(ACME, &eve).unwrap_err(), stage.enters("nowhere", &eve).unwrap_err());
    assert_eq!(closed.to_string().replace(ACME, "x"), absent.to_string().replace("nowhere", "x"));
    // The same subject at another issuer is somebody else.
    refused(stage.come_in(&claim("email_verified", false)), "nobody here is linked to you");
}

#[test]
fn a_session_that_a_provider_began_changes_nothing_of_how_the_account_signs_in() {
    let stage = Stage::new();
    stage.member(BETA, ADA);
    let session = stage.come_in_at_beta(&claim("amr", serde_json::json!(["mfa"]))).unwrap();
    let who = stage.who(&session).unwrap();
    let words = "you came in by single sign-on";
    refused(stage.app.begin_second_factor(&who).map(|_| ()), words);
    refused(stage.app.new_recovery_codes(&who, &crate::stage::visitor()), words);
    refused(stage.app.begin_link(BETA, &who, "http://localhost/x", "/", &crate::stage::visitor()), words);
    let id = stage.app.own_identities(&who).unwrap().remove(0).id;
    refused(stage.app.unlink(&who, &id, &crate::stage::visitor()), words);
}
