//! Both ceremonies with a software authenticator, and everything that a hostile browser or shelf can change in them.

mod device;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use device::Device;
use proptest::prelude::*;
use serde_json::Value;

use super::*;

const ORIGIN: &str = "https://tickmark.example.org";

fn relying() -> Relying {
    Relying::new("tickmark.example.org", ORIGIN, "Tickmark").unwrap()
}

fn registered(device: &mut Device) -> Registered {
    let relying = relying();
    let begun = relying.begin_registration([1; 16], "ada@example.org", "Ada Byron", &[]).unwrap();
    let answer = device.register(ORIGIN, &begun.options);
    relying.finish_registration(&begun.state, &answer).unwrap()
}

#[test]
fn a_passkey_is_set_up_and_signs_in() {
    let (relying, mut device, mut other) = (relying(), Device::new(), Device::new());
    let (one, two) = (registered(&mut other), registered(&mut device));
    assert_ne!(one.id, two.id);
    let passkeys = [one.passkey, two.passkey];
    let begun = relying.begin_sign_in(&passkeys).unwrap();
    let answer = device.sign_in(ORIGIN, &begun.options);
    let signed_in = relying.finish_sign_in(&begun.state, &answer, &passkeys).unwrap();
    assert_eq!(signed_in.index, 1);
    let kept = [signed_in.updated.expect("this device counts")];
    let again = relying.begin_sign_in(&kept).unwrap();
    let answer = device.sign_in(ORIGIN, &again.options);
    assert_eq!(relying.finish_sign_in(&again.state, &answer, &kept).unwrap().index, 0);
}

#[test]
fn the_options_ask_for_verification_and_no_attestation() {
    let known = registered(&mut Device::new());
    let begun =
        relying().begin_registration([1; 16], "ada@example.org", "Ada", std::slice::from_ref(&known.passkey)).unwrap();
    let options: Value = serde_json::from_str(&begun.options).unwrap();
    let options = &options["publicKey"];
    assert_eq!(options["rp"]["id"], "tickmark.example.org");
    assert_eq!(options["user"]["id"], URL_SAFE_NO_PAD.encode([1; 16]));
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    assert!(options["attestation"].is_null() || options["attestation"] == "none");
    let excluded = options["excludeCredentials"][0]["id"].as_str().unwrap();
    assert_eq!(hex::encode(URL_SAFE_NO_PAD.decode(excluded).unwrap()), known.id);
    let sign_in: Value = serde_json::from_str(&relying().begin_sign_in(&[known.passkey]).unwrap().options).unwrap();
    assert_eq!(sign_in["publicKey"]["userVerification"], "required");
    assert_eq!(sign_in["publicKey"]["allowCredentials"][0]["id"], excluded);
    assert!(URL_SAFE_NO_PAD.decode(sign_in["publicKey"]["challenge"].as_str().unwrap()).unwrap().len() >= 16);
}

#[test]
fn a_device_that_does_not_verify_its_owner_is_refused() {
    let (relying, mut device) = (relying(), Device::new());
    let passkeys = [registered(&mut device).passkey];
    device.verifies(false);
    let lax =
        |options: &str| options.replace(r#""userVerification":"required""#, r#""userVerification":"discouraged""#);
    let begun = relying.begin_sign_in(&passkeys).unwrap();
    let answer = device.sign_in(ORIGIN, &lax(&begun.options));
    assert_eq!(relying.finish_sign_in(&begun.state, &answer, &passkeys), Err(PasskeyProblem::Unverified));
    let begun = relying.begin_registration([2; 16], "bob", "Bob", &[]).unwrap();
    let answer = device.register(ORIGIN, &lax(&begun.options));
    assert_eq!(relying.finish_registration(&begun.state, &answer), Err(PasskeyProblem::Unverified));
}

#[test]
fn an_answer_to_another_challenge_or_from_another_origin_is_refused() {
    let (relying, mut device) = (relying(), Device::new());
    let passkeys = [registered(&mut device).passkey];
    let (one, two) = (relying.begin_sign_in(&passkeys).unwrap(), relying.begin_sign_in(&passkeys).unwrap());
    let answer = device.sign_in(ORIGIN, &one.options);
    assert!(matches!(relying.finish_sign_in(&two.state, &answer, &passkeys), Err(PasskeyProblem::Refused(_))));
    for origin in ["https://evil.tickmark.example.org", "https://tickmark.example.org:8443"] {
        let answer = device.sign_in(origin, &one.options);
        let outcome = relying.finish_sign_in(&one.state, &answer, &passkeys);
        assert!(matches!(outcome, Err(PasskeyProblem::Refused(_))), "{origin} {outcome:?}");
    }
    let elsewhere = Relying::new("example.org", "https://example.org", "Elsewhere").unwrap();
    assert!(elsewhere.finish_sign_in(&one.state, &answer, &passkeys).is_err());
}

#[test]
fn a_passkey_of_somebody_else_or_one_taken_away_is_refused() {
    let (relying, mut ada, mut eve) = (relying(), Device::new(), Device::new());
    let (adas, eves) = ([registered(&mut ada).passkey], [registered(&mut eve).passkey]);
    let for_eve = relying.begin_sign_in(&eves).unwrap();
    let mut forged: Value = serde_json::from_str(&for_eve.options).unwrap();
    let for_ada = relying.begin_sign_in(&adas).unwrap();
    let wanted: Value = serde_json::from_str(&for_ada.options).unwrap();
    forged["publicKey"]["challenge"] = wanted["publicKey"]["challenge"].clone();
    let answer = eve.sign_in(ORIGIN, &forged.to_string());
    assert!(matches!(relying.finish_sign_in(&for_ada.state, &answer, &adas), Err(PasskeyProblem::Refused(_))));
    let answer = ada.sign_in(ORIGIN, &for_ada.options);
    assert!(matches!(relying.finish_sign_in(&for_ada.state, &answer, &eves), Err(PasskeyProblem::Refused(_))));
    assert_eq!(relying.finish_sign_in(&for_ada.state, &answer, &adas).unwrap().index, 0);
}

#[test]
fn a_copied_key_is_noticed_by_its_counter_even_when_both_began_together() {
    let (relying, mut device) = (relying(), Device::new());
    let passkeys = [registered(&mut device).passkey];
    let mut copy = device.copied();
    let (one, two) = (relying.begin_sign_in(&passkeys).unwrap(), relying.begin_sign_in(&passkeys).unwrap());
    let first = device.sign_in(ORIGIN, &one.options);
    let second = copy.sign_in(ORIGIN, &two.options);
    let kept = [relying.finish_sign_in(&one.state, &first, &passkeys).unwrap().updated.unwrap()];
    assert_eq!(relying.finish_sign_in(&two.state, &second, &kept), Err(PasskeyProblem::Copied));
    assert_eq!(relying.finish_sign_in(&one.state, &first, &kept), Err(PasskeyProblem::Copied), "a replayed answer");
}

#[test]
fn every_changed_byte_of_a_signature_or_of_what_it_covers_is_refused() {
    let (relying, mut device) = (relying(), Device::new());
    let passkeys = [registered(&mut device).passkey];
    let begun = relying.begin_sign_in(&passkeys).unwrap();
    let answer: Value = serde_json::from_str(&device.sign_in(ORIGIN, &begun.options)).unwrap();
    for field in ["authenticatorData", "clientDataJSON", "signature"] {
        let bytes = URL_SAFE_NO_PAD.decode(answer["response"][field].as_str().unwrap()).unwrap();
        for at in 0..bytes.len() {
            let (mut changed, mut bytes) = (answer.clone(), bytes.clone());
            bytes[at] ^= 1;
            changed["response"][field] = URL_SAFE_NO_PAD.encode(bytes).into();
            let outcome = relying.finish_sign_in(&begun.state, &changed.to_string(), &passkeys);
            assert!(outcome.is_err(), "{field} {at}");
        }
    }
    assert!(relying.finish_sign_in(&begun.state, &answer.to_string(), &passkeys).is_ok());
}

#[test]
fn what_cannot_be_read_is_said() {
    let (relying, mut device) = (relying(), Device::new());
    let passkeys = [registered(&mut device).passkey];
    let (sign_in, registration) =
        (relying.begin_sign_in(&passkeys).unwrap(), relying.begin_registration([1; 16], "a", "b", &[]).unwrap());
    let answer = device.sign_in(ORIGIN, &sign_in.options);
    assert_eq!(relying.finish_sign_in(&sign_in.state, "{}", &passkeys), Err(PasskeyProblem::Response));
    assert_eq!(
        relying.finish_sign_in(&sign_in.state, &" ".repeat(MAX_RESPONSE + 1), &passkeys),
        Err(PasskeyProblem::Response)
    );
    assert_eq!(relying.finish_sign_in(&registration.state, &answer, &passkeys), Err(PasskeyProblem::Kept));
    assert_eq!(relying.finish_registration(&sign_in.state, &answer), Err(PasskeyProblem::Kept));
    assert_eq!(relying.finish_registration(&registration.state, &answer), Err(PasskeyProblem::Response));
    assert_eq!(relying.begin_sign_in(&["{}".to_owned()]), Err(PasskeyProblem::Kept));
    assert_eq!(relying.begin_sign_in(&[]), Err(PasskeyProblem::None));
    let many = vec![passkeys[0].clone(); MAX_PASSKEYS];
    assert_eq!(relying.begin_registration([1; 16], "a", "b", &many), Err(PasskeyProblem::TooMany));
    assert!(!format!("{sign_in:?}").contains(&sign_in.state));
}

#[test]
fn passkeys_need_a_name_and_a_safe_origin() {
    for (id, origin) in [
        ("localhost", "http://localhost:8400"),
        ("tickmark.localhost", "http://tickmark.localhost:8400"),
        ("example.org", "https://tickmark.example.org"),
        ("xn--bcher-kva.example", "https://bücher.example"),
    ] {
        assert!(Relying::new(id, origin, "Tickmark").is_ok(), "{id} {origin}");
    }
    for id in ["127.0.0.1", "::1", "[::1]"] {
        let problem = Relying::new(id, "http://127.0.0.1:8400", "Tickmark").unwrap_err();
        assert_eq!(problem, PasskeyProblem::IpAddress(id.to_owned()));
        assert!(problem.to_string().starts_with("Passkeys need a name such as tickmark.example.org or localhost"));
    }
    let problem = |id: &str, origin: &str| Relying::new(id, origin, "Tickmark").unwrap_err();
    assert!(matches!(problem("localhost", "http://127.0.0.1:8400"), PasskeyProblem::IpAddress(_)));
    for id in ["", "Example.org", "exa mple", "bücher.example", "https://example.org", "a..b"] {
        assert!(matches!(problem(id, ORIGIN), PasskeyProblem::Domain(_)), "{id}");
    }
    for origin in [
        "",
        "http://example.org",
        "https://example.org.evil.example",
        "https://notexample.org",
        "https://example.org/x",
        "ftp://example.org",
    ] {
        assert!(matches!(problem("example.org", origin), PasskeyProblem::Origin(_)), "{origin}");
    }
}

proptest! {
    #[test]
    fn no_answer_makes_it_fall_over(text in "\\PC{0,200}") {
        let relying = relying();
        let begun = relying.begin_registration([1; 16], "ada@example.org", "Ada", &[]).unwrap();
        prop_assert_eq!(relying.finish_registration(&begun.state, &text), Err(PasskeyProblem::Response));
    }
}
