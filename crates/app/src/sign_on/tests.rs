//! What counts as two factors, and what may be plain `http`.

use super::finish::is_strong;
use super::transport;
use identity::oidc::Transport;

#[test]
fn two_factors_are_of_two_kinds() {
    let strong = |ways: &[&str]| is_strong(&ways.iter().map(|way| (*way).to_owned()).collect::<Vec<_>>());
    for ways in [&["mfa"][..], &["pwd", "otp"], &["pin", "hwk"], &["fpt", "swk"], &["pwd", "sms", "mfa"]] {
        assert!(strong(ways), "{ways:?}");
    }
    // One factor, the same kind twice, a code by telephone (SP 800-63B restricts it), and words that nobody knows.
    for ways in [&[][..], &["pwd"], &["otp"], &["hwk", "otp"], &["pwd", "pin"], &["pwd", "sms"], &["pwd", "MFA"]] {
        assert!(!strong(ways), "{ways:?}");
    }
}

#[test]
fn only_a_provider_that_names_itself_so_is_spoken_to_in_plain_http() {
    for (issuer, plain) in [("https://sso.example.org", false), ("http://127.0.0.1:8080", true), ("HTTP://a", false)] {
        assert_eq!(transport(issuer) == Transport::AllowHttp, plain, "{issuer}");
    }
}
