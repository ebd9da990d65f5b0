//! Letters that are refused before anything is sent: no field can become another line of the head.

use outgoing::{Letter, MailTls, NotSent, SUBJECT_MAX, TEXT_MAX};

use crate::peer::{client, letter, relay};

/// The field that is refused; nothing listens on port 1, so that a letter that is let through fails otherwise.
fn refused(change: impl FnOnce(&mut Letter)) -> &'static str {
    let mut letter = letter();
    change(&mut letter);
    match client(1, Vec::new()).send_letter(&relay(1, MailTls::NoneOnLoopback, None), &letter).unwrap_err() {
        NotSent::Letter { field, why } => {
            assert!(why.len() < 300, "{why}");
            field
        }
        NotSent::Way(_) => "none",
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_field_can_carry_another_line() {
    for end in ["\r\n", "\n", "\r", "\0", "\u{85}", "\u{b}"] {
        let evil = format!("{end}Bcc: everyone@acme.example");
        assert_eq!(refused(|letter| letter.subject += &evil), "subject");
        assert_eq!(refused(|letter| letter.to += &evil), "to");
        assert_eq!(refused(|letter| letter.to = format!("Ada{evil} <ada@acme.example>")), "to");
        assert_eq!(refused(|letter| letter.reply_to = Some(format!("a@acme.example{evil}"))), "reply_to");
        assert_eq!(refused(|letter| letter.message_id += &evil), "message_id");
        assert_eq!(
            refused(|letter| letter.list_unsubscribe = Some(format!("https://a.example/{evil}"))),
            "list_unsubscribe"
        );
        let mut relay = relay(1, MailTls::NoneOnLoopback, None);
        relay.from += &evil;
        let refused = client(1, Vec::new()).send_letter(&relay, &letter()).unwrap_err();
        assert!(matches!(refused, NotSent::Settings { field: "from", .. }), "{refused:?}");
    }
}

#[test]
fn one_letter_goes_to_one_address() {
    for to in [
        "",
        "ada",
        "@acme.example",
        "ada@",
        "ada@acme.example, eve@acme.example",
        "a b@acme.example",
        "ada@acme.example> NOTIFY=SUCCESS",
        "<ada@acme.example> RCPT TO:<eve@acme.example>",
        "grüße@acme.example",
    ] {
        assert_eq!(refused(|letter| letter.to = to.to_owned()), "to", "{to}");
    }
    for to in ["ada@acme.example", "ada@bücher.example", "\"Example, Ada\" <ada+tick@acme.example>"] {
        assert_eq!(refused(|letter| letter.to = to.to_owned()), "none", "{to}");
    }
}

#[test]
fn sizes_and_forms_are_held() {
    assert_eq!(refused(|letter| letter.subject = "ü".repeat(SUBJECT_MAX)), "none");
    assert_eq!(refused(|letter| letter.subject = "ü".repeat(SUBJECT_MAX + 1)), "subject");
    assert_eq!(refused(|letter| letter.subject = " ".to_owned()), "subject");
    assert_eq!(refused(|letter| letter.text = "a".repeat(TEXT_MAX + 1)), "text");
    assert_eq!(refused(|letter| letter.text = "a\u{1b}[2J".to_owned()), "text");
    for id in ["", "a", "@b", "a@", "a@b@c", "<a@b>", "a b@c", "ä@b"] {
        assert_eq!(refused(|letter| letter.message_id = id.to_owned()), "message_id", "{id}");
    }
    for link in ["http://a.example/", "javascript:x", "https://a.example/>, <https://b.example", "https://a.example/ä"]
    {
        assert_eq!(refused(|letter| letter.list_unsubscribe = Some(link.to_owned())), "list_unsubscribe", "{link}");
    }
}

#[test]
fn settings_that_cannot_be_sent_are_named_and_shown_to_nobody() {
    for (user, password) in [("", "x"), ("x", ""), ("a\0b", "x"), ("x", "secret\r\nQUIT")] {
        let relay = relay(1, MailTls::NoneOnLoopback, Some((user, password)));
        let refused = client(1, Vec::new()).send_letter(&relay, &letter()).unwrap_err();
        assert!(matches!(refused, NotSent::Settings { field: "user" | "password", .. }), "{refused:?}");
        assert!(!format!("{refused} {refused:?} {relay:?}").contains("secret"));
    }
    assert!(!format!("{:?}", letter()).contains("please look"));
}
