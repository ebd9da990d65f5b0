//! How much a provider's word proves: two factors are two, and fresh is what was proved a moment ago there.

use crate::stage::{ACME, ADA, NOW, Stage, field, query, redirect, refused, visitor};
use serde_json::json;

#[test]
fn a_fresh_proof_is_one_that_the_provider_has_just_seen() {
    let stage = Stage::new();
    stage.invite(ACME, ADA);
    let come_in = |ways: &[&str], auth_time: Option<i64>| {
        let begun = stage.come_in(&|_, claims| {
            claims.insert("amr".to_owned(), json!(ways));
            if let Some(at) = auth_time {
                claims.insert("auth_time".to_owned(), at.into());
            }
        });
        stage.who(&begun.unwrap()).unwrap()
    };
    assert!(come_in(&["pwd", "otp"], Some(NOW - 10)).is_fresh());
    // A clock ahead of ours gives nobody more than five minutes from now.
    assert!(come_in(&["mfa"], Some(NOW + 30)).is_fresh());
    for (ways, at) in [
        (&["mfa"][..], Some(NOW - 3_600)),
        (&["mfa"], None),
        (&["pwd"], Some(NOW)),
        (&["otp"], Some(NOW)),
        (&[], Some(NOW)),
    ] {
        assert!(!come_in(ways, at).is_fresh(), "{ways:?} {at:?}");
    }
}

#[test]
fn who_has_to_prove_it_anew_is_asked_again_by_the_provider() {
    let stage = Stage::new();
    stage.invite(ACME, ADA);
    assert!(!stage.begin(ACME).url.contains("max_age"));
    let anew = || stage.app.begin_sign_on(ACME, &redirect(ACME), "/", true, &visitor()).unwrap();
    let finish = |auth_time: Option<i64>| {
        let begun = anew();
        assert_eq!(field(&begun.url, "max_age"), "1");
        stage.honest.gives(&stage.honest.token(&field(&begun.url, "nonce"), &|_, claims| {
            claims.insert("amr".to_owned(), json!(["mfa"]));
            if let Some(at) = auth_time {
                claims.insert("auth_time".to_owned(), at.into());
            }
        }));
        stage.app.finish_sign_on(ACME, &query(&begun), Some(&begun.browser), None, &visitor())
    };
    refused(finish(None), "lacks `auth_time`");
    refused(finish(Some(NOW - 120)), "your last sign-in at the provider was 120 seconds ago");
    assert!(stage.who(&finish(Some(NOW)).unwrap().begun.unwrap()).unwrap().is_fresh());
}
