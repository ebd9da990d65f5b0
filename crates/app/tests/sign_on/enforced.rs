//! Enforced single sign-on: passwords do not open the organisation any more, except for the sealed account, with an alarm.

use crate::stage::{ACME, ADA, BETA, PASSWORD, Stage, as_is, refused, visitor};
use app::SignedIn;

const FOUNDER: &str = "founder@example.org";

#[test]
fn a_password_opens_an_organisation_with_enforced_sign_on_for_the_sealed_account_alone() {
    let stage = Stage::new();
    let link = stage.app.first_link().unwrap().unwrap();
    stage.app.begin_first(&link, "Founder", FOUNDER, PASSWORD, &visitor()).unwrap();
    let ada = stage.member(ACME, ADA);
    let linked = stage.who(&stage.come_in(&as_is).unwrap()).unwrap();
    let (_, secret) = stage.invite(BETA, ADA);
    let password = stage.with_password(ADA);
    assert!(stage.app.accept_as(&password, BETA).is_err(), "an account alone opens nothing");
    stage.app.accept_by_link(&password, BETA, &secret).unwrap();
    assert!(stage.app.open_invitation(&secret).is_err());
    stage.enters(ACME, &password).unwrap();

    stage.set(ACME, |sign_on| {
        sign_on.enforced = true;
        sign_on.break_glass = Some(stage.owner.id().to_owned());
    });
    // A session that is open already is judged by the new rule, at once; and only there.
    refused(stage.enters(ACME, &password), "entered by single sign-on only");
    assert!(stage.app.enters(ACME, &password).is_none());
    stage.enters(BETA, &password).unwrap();
    refused(stage.enters(ACME, &stage.with_password(ADA)), "entered by single sign-on only");
    stage.enters(ACME, &linked).unwrap();
    // Another organisation's provider does not open it either.
    assert_eq!(linked.id(), ada);
    refused(stage.enters(BETA, &linked), "does not speak for this organisation");

    // The sealed account comes in, each time with an alarm in this organisation's log and in no other.
    assert_eq!(stage.noted(ACME, "break_glass"), 0);
    for uses in 1..3 {
        let Ok(SignedIn::In(begun)) = stage.app.sign_in(FOUNDER, PASSWORD, &visitor()) else { panic!("no sign-in") };
        let who = stage.who(&begun).unwrap();
        stage.enters(ACME, &who).unwrap();
        stage.enters(ACME, &who).unwrap();
        assert_eq!((stage.noted(ACME, "break_glass"), stage.noted(BETA, "break_glass")), (uses, 0));
    }
    assert!(app::ALARMS.contains(&"break_glass"));
    // Somebody else's sign-in is none.
    stage.with_password(ADA);
    assert_eq!(stage.noted(ACME, "break_glass"), 2);
}
