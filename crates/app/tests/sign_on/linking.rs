//! A person links a provider to their own account, by hand and freshly proved, and takes the link away again.

use crate::stage::{ACME, ADA, BETA, NOW, PASSWORD, Stage, as_is, claim, field, query, redirect, refused, visitor};
use app::{Failure, SignOnBegun, SignedIn, Who};
use domain::command::Command;
use domain::refusal::Refusal;

impl Stage {
    /// Sets up an authenticator app for an account without one; answers the session, freshly proved.
    fn with_second_factor(&self, email: &str) -> Who {
        let who = self.with_password(email);
        let new = self.app.begin_second_factor(&who).unwrap();
        let secret = base32(&new.typed);
        let code = |step: i64| {
            let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
            totp.generate(u64::try_from(NOW + 30 * step).unwrap()).to_string()
        };
        self.app.confirm_second_factor(&who, &new.sealed, &code(0), &visitor()).unwrap();
        let Ok(SignedIn::SecondFactor { secret, .. }) = self.app.sign_in(email, PASSWORD, &visitor()) else {
            panic!("the second factor is asked for");
        };
        // Each code is good once: the next one is.
        self.who(&self.app.second_factor(&secret, &code(1), &visitor()).unwrap()).unwrap()
    }

    fn begin_link(&self, who: &Who) -> Result<SignOnBegun, Failure> {
        self.app.begin_link(ACME, who, &redirect(ACME), "/profile", &visitor())
    }

    fn finish_link(&self, begun: &SignOnBegun, subject: &str, who: Option<&Who>) -> Result<(), Failure> {
        self.honest.gives(&self.honest.token(&field(&begun.url, "nonce"), &claim("sub", subject)));
        let ended = self.app.finish_sign_on(ACME, &query(begun), Some(&begun.browser), who, &visitor())?;
        assert_eq!((ended.begun, ended.to.as_str()), (None, "/profile"), "a link begins no session");
        Ok(())
    }
}

/// Base 32 in groups, as people type it.
fn base32(typed: &str) -> [u8; 20] {
    let digit = |c: char| u32::from(if c.is_ascii_uppercase() { c as u8 - b'A' } else { c as u8 - b'2' + 26 });
    let (mut bits, mut held, mut bytes) = (0, 0, Vec::new());
    for c in typed.chars().filter(|c| !c.is_whitespace()) {
        (bits, held) = (bits << 5 | digit(c), held + 5);
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).unwrap());
            bits &= (1 << held) - 1;
        }
    }
    bytes.try_into().unwrap()
}

#[test]
fn an_address_does_not_hand_over_an_account_that_has_a_second_factor_but_its_owner_can() {
    let stage = Stage::new();
    let ada = stage.member(ACME, ADA);
    let single = stage.with_password(ADA);
    let step_up = stage.begin_link(&single);
    assert!(matches!(step_up, Err(Failure::Refused(Refusal::StepUp { .. }))), "{step_up:?}");
    let who = stage.with_second_factor(ADA);
    refused(stage.come_in(&as_is), "not linked to this provider");

    let begun = stage.begin_link(&who).unwrap();
    stage.finish_link(&begun, "lovelace", Some(&who)).unwrap();
    let linked = stage.app.own_identities(&who).unwrap();
    assert_eq!((linked.len(), linked[0].issuer.as_str()), (1, stage.honest.issuer().as_str()));
    let session = stage.come_in(&claim("sub", "lovelace")).unwrap();
    assert_eq!(session.person, ada);
    // Once is enough, and another subject of the same address stays outside.
    refused(stage.begin_link(&who), "linked to this provider already");
    refused(stage.come_in(&as_is), "not linked to this provider");

    // Unlinked: the session that the provider began ends at once, the own one goes on.
    stage.app.unlink(&who, &linked[0].id, &visitor()).unwrap();
    assert!(stage.who(&session).is_none());
    assert!(stage.app.own_identities(&who).unwrap().is_empty() && stage.enters(ACME, &who).is_ok());
    refused(stage.come_in(&claim("sub", "lovelace")), "not linked to this provider");
    assert_eq!((stage.noted(ACME, "identity_linked"), stage.noted(ACME, "identity_unlinked")), (1, 1));
}

#[test]
fn who_takes_part_elsewhere_links_by_hand_and_the_provider_opens_its_organisation_only() {
    let stage = Stage::new();
    let ada = stage.member(BETA, ADA);
    assert_eq!(stage.invite(ACME, ADA).0, ada);
    refused(stage.come_in(&as_is), "not linked to this provider");
    let who = stage.with_second_factor(ADA);
    let begun = stage.begin_link(&who).unwrap();
    stage.finish_link(&begun, "ada", Some(&who)).unwrap();
    let session = stage.who(&stage.come_in(&as_is).unwrap()).unwrap();
    stage.enters(ACME, &session).unwrap();
    refused(stage.enters(BETA, &session), "does not speak for this organisation");
    stage.enters(BETA, &who).unwrap();
}

#[test]
fn a_link_is_refused_to_everybody_else() {
    let stage = Stage::new();
    stage.member(ACME, ADA);
    stage.member(ACME, "grace@example.org");
    let (ada, grace) = (stage.with_second_factor(ADA), stage.with_second_factor("grace@example.org"));
    // Begun by ada: neither nobody nor grace ends it, even in the same browser.
    for who in [None, Some(&grace)] {
        let begun = stage.begin_link(&ada).unwrap();
        refused(stage.finish_link(&begun, "ada", who), "no longer signed in as the one who wanted this link");
    }
    // What is linked to ada is not linked to grace.
    let begun = stage.begin_link(&ada).unwrap();
    stage.finish_link(&begun, "ada", Some(&ada)).unwrap();
    let begun = stage.begin_link(&grace).unwrap();
    refused(stage.finish_link(&begun, "ada", Some(&grace)), "linked to another account");
    // Suspended on the way.
    let begun = stage.begin_link(&grace).unwrap();
    let person = grace.id().to_owned();
    stage.owner_does(ACME, Command::SuspendMember { person, reason: "a test".to_owned() });
    refused(stage.finish_link(&begun, "grace", Some(&grace)), "no longer take part");
    refused(stage.begin_link(&grace), "has no single sign-on");
    // A stranger learns nothing, and the terminal links nobody.
    stage.member(BETA, "eve@example.org");
    refused(stage.begin_link(&stage.with_password("eve@example.org")), "has no single sign-on");
    refused(stage.begin_link(&stage.owner), "from its own profile");
    let founder = "founder@example.org";
    let link = stage.app.first_link().unwrap().unwrap();
    stage.app.begin_first(&link, "Founder", founder, PASSWORD, &visitor()).unwrap();
    refused(stage.begin_link(&stage.with_second_factor(founder)), "operator's account is not linked");
    // An identity of somebody else is nobody's to unlink.
    let id = stage.app.own_identities(&ada).unwrap().remove(0).id;
    refused(stage.app.unlink(&stage.with_second_factor("eve@example.org"), &id, &visitor()), "identity");
}
