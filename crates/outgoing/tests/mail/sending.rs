//! Sending to a relay of others: channel, user, recipient, certificate.

use outgoing::{HostPort, MailTls, NotSent, Refused, Rules, Step};

use crate::peer::{HOST, Peer, client, letter, relay};

fn header<'a>(taken: &'a serde_json::Value, name: &str) -> Vec<&'a str> {
    let headers = taken["headers"].as_array().unwrap();
    headers.iter().filter(|header| header[0] == name).map(|header| header[1].as_str().unwrap()).collect()
}

#[test]
fn a_letter_arrives_whole_over_starttls_with_a_user() {
    let arguments = ["--mode", "starttls", "--user", "tick", "--password", "g\u{fc}te\\"];
    let Some(peer) = Peer::start(HOST, &arguments) else { return };
    let mut letter = letter();
    letter.subject = "Prüfung fällig: 監査, und noch viel mehr Wörter, damit die Zeile gefaltet werden muss".to_owned();
    letter.text = format!("Zeile eins\n.\n..\n.ende\r\n{}\n€ 監査\n", "lang ".repeat(500));
    letter.reply_to = Some("Büro <buero@bücher.example>".to_owned());
    letter.list_unsubscribe = Some(format!("https://t.acme.example/stop?token={}", "a".repeat(200)));
    let relay = relay(peer.port, MailTls::StartTls, Some(("tick", "g\u{fc}te\\")));
    let said = peer.client().send_letter(&relay, &letter).unwrap().said;
    assert_eq!(said, "2.0.0 kept as 4711");
    let taken = &peer.taken()[0];
    assert_eq!((&taken["tls"], &taken["signed_in"]), (&true.into(), &true.into()));
    assert_eq!((&taken["from"], &taken["to"][0]), (&"security@acme.example".into(), &"ada@acme.example".into()));
    assert_eq!(header(taken, "Subject"), [letter.subject.as_str()]);
    assert_eq!(header(taken, "From"), ["Tickmark <security@acme.example>"]);
    assert_eq!(header(taken, "To"), ["Ada Example <ada@acme.example>"]);
    assert_eq!(header(taken, "Reply-To"), ["Büro <buero@xn--bcher-kva.example>"]);
    assert_eq!(header(taken, "Message-ID"), ["<r-17@acme.example>"]);
    assert_eq!(header(taken, "Date"), ["Sat, 21 Nov 2026 16:00:00 +0000"]);
    assert_eq!(header(taken, "Auto-Submitted"), ["auto-generated"]);
    let stop = format!("<{}>", letter.list_unsubscribe.as_ref().unwrap());
    assert_eq!(header(taken, "List-Unsubscribe"), [stop.as_str()]);
    assert_eq!(taken["type"], "text/plain");
    assert_eq!(taken["text"].as_str().unwrap().replace("\r\n", "\n"), letter.text.replace("\r\n", "\n"));
    assert_eq!(taken["ascii"], true);
    assert!(taken["longest"].as_u64().unwrap() <= 998);
}

#[test]
fn implicit_tls_and_the_older_way_to_sign_in() {
    let arguments = ["--mode", "implicit", "--user", "tick", "--password", "secret", "--mechanism", "LOGIN"];
    let Some(peer) = Peer::start(HOST, &arguments) else { return };
    let relay = relay(peer.port, MailTls::Implicit, Some(("tick", "secret")));
    peer.client().send_letter(&relay, &letter()).unwrap();
    assert_eq!(peer.taken()[0]["signed_in"], true);
}

#[test]
fn a_relay_on_this_machine_is_spoken_to_in_the_clear_and_no_other() {
    let Some(peer) = Peer::start(HOST, &[]) else { return };
    let plain = relay(peer.port, MailTls::NoneOnLoopback, None);
    peer.client().send_letter(&plain, &letter()).unwrap();
    assert_eq!(peer.taken().len(), 1);
    let refused = peer.client().send_letter(&relay(peer.port, MailTls::StartTls, None), &letter()).unwrap_err();
    assert_eq!(refused, NotSent::NoStartTls { host: HOST.to_owned() });
    let refused = peer.client().send_letter(&relay(peer.port, MailTls::NoneOnLoopback, Some(("a", "b"))), &letter());
    assert_eq!(refused.unwrap_err(), NotSent::NoSignIn { host: HOST.to_owned() });
    assert_eq!(peer.taken().len(), 1);
}

#[test]
fn a_recipient_is_refused_for_good_or_for_now() {
    let Some(peer) = Peer::start(HOST, &[]) else { return };
    for (to, code, passing) in [("nobody@acme.example", 550, false), ("later@acme.example", 450, true)] {
        let mut letter = letter();
        letter.to = to.to_owned();
        let refused = peer.client().send_letter(&relay(peer.port, MailTls::NoneOnLoopback, None), &letter).unwrap_err();
        let NotSent::Relay { step: Step::Recipient, code: said, .. } = &refused else { panic!("{refused:?}") };
        assert_eq!((*said, refused.passing()), (code, passing), "{refused}");
        assert!(refused.to_string().starts_with("relay.test refuses the recipient: "), "{refused}");
    }
    assert!(peer.taken().is_empty());
}

#[test]
fn a_refused_password_is_repeated_by_nobody() {
    for mechanism in ["PLAIN", "LOGIN"] {
        let arguments = ["--mode", "starttls", "--user", "tick", "--password", "right", "--mechanism", mechanism];
        let Some(peer) = Peer::start(HOST, &arguments) else { return };
        let relay = relay(peer.port, MailTls::StartTls, Some(("tick", "hunter2 with blanks")));
        let refused = peer.client().send_letter(&relay, &letter()).unwrap_err();
        assert!(matches!(refused, NotSent::Relay { step: Step::SignIn, code: 535, .. }), "{refused:?}");
        assert!(!refused.passing());
        for shown in [format!("{refused} {refused:?}"), format!("{relay:?}")] {
            assert!(!shown.contains("hunter2") && !shown.contains("aHVudGVyM"), "{shown}");
        }
        assert!(refused.to_string().contains("wrong: (taken out)"), "the relay did repeat it: {refused}");
    }
}

#[test]
fn a_certificate_for_another_name_or_of_another_authority_is_not_believed() {
    for mode in ["starttls", "implicit"] {
        let tls = if mode == "starttls" { MailTls::StartTls } else { MailTls::Implicit };
        let Some(peer) = Peer::start("other.test", &["--mode", mode]) else { return };
        for client in [peer.client(), client(peer.port, Vec::new())] {
            let refused = client.send_letter(&relay(peer.port, tls, None), &letter()).unwrap_err();
            assert!(matches!(refused, NotSent::Way(Refused::Tls { .. })), "{refused:?}");
            assert!(!refused.passing());
        }
        assert!(peer.taken().is_empty());
    }
}

#[test]
fn a_letter_longer_than_the_relay_takes_is_not_begun() {
    let Some(peer) = Peer::start(HOST, &["--size", "2000"]) else { return };
    let mut letter = letter();
    letter.text = "word ".repeat(600);
    let refused = peer.client().send_letter(&relay(peer.port, MailTls::NoneOnLoopback, None), &letter).unwrap_err();
    assert!(matches!(refused, NotSent::TooLarge { max: 2000, .. }), "{refused}");
}

#[test]
fn the_wrong_way_to_secure_is_said() {
    let Some(peer) = Peer::start(HOST, &[]) else { return };
    let refused = peer.client().send_letter(&relay(peer.port, MailTls::Implicit, None), &letter()).unwrap_err();
    assert!(matches!(refused, NotSent::Way(Refused::Tls { .. })), "{refused:?}");
}

#[test]
fn the_rules_of_the_way_out_hold_for_relays() {
    let unlisted = client(9, Vec::new()).with_rules(Rules::default()).unwrap();
    let refused = |tls, port| unlisted.send_letter(&relay(port, tls, None), &letter()).unwrap_err();
    for tls in [MailTls::StartTls, MailTls::Implicit, MailTls::NoneOnLoopback] {
        let inside = refused(tls, 587);
        assert!(matches!(inside, NotSent::Way(Refused::Forbidden { range: "loopback", .. })), "{inside:?}");
        assert_eq!(refused(tls, 9), NotSent::Port { host: HOST.to_owned(), port: 9 });
    }
    let internal = vec![HostPort::new("10.0.0.5", 25).unwrap()];
    let listed = unlisted.with_rules(Rules { internal, ..Rules::default() }).unwrap();
    for (host, range) in [("10.0.0.5", None), ("10.0.0.6", Some("private")), ("169.254.169.254", Some("link-local"))] {
        let mut relay = relay(25, MailTls::NoneOnLoopback, None);
        relay.host = host.to_owned();
        let refused = listed.send_letter(&relay, &letter()).unwrap_err();
        match range {
            None => assert!(matches!(refused, NotSent::PlainText { .. }), "{refused:?}"),
            Some(name) => assert!(matches!(refused, NotSent::Way(Refused::Forbidden { range, .. }) if range == name)),
        }
    }
}
