//! Addresses as people, programs and attackers write them.

use std::net::IpAddr;
use std::sync::Arc;

use outgoing::{BadRules, HostPort, INTERNAL_MAX, Outgoing, Refused, Rules};

use crate::names::Told;

fn client() -> Outgoing {
    Outgoing::with_names(Rules::default(), Arc::new(Told::always(&["93.184.215.14"]))).unwrap()
}

#[test]
fn every_spelling_of_an_internal_address_is_refused() {
    for (host, address) in [
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("127.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0x7f.0.0.1", "127.0.0.1"),
        ("0X7F.1", "127.0.0.1"),
        ("%31%32%37.0.0.1", "127.0.0.1"),
        ("127\u{3002}0\u{ff0e}0\u{ff61}1", "127.0.0.1"),
        ("\u{ff11}\u{ff12}\u{ff17}.0.0.1", "127.0.0.1"),
        ("\u{2460}\u{2461}\u{2466}.0.0.1", "127.0.0.1"),
        ("0", "0.0.0.0"),
        ("2852039166", "169.254.169.254"),
        ("0xa9fea9fe", "169.254.169.254"),
        ("0251.0376.0251.0376", "169.254.169.254"),
        ("10.1", "10.0.0.1"),
        ("[::1]", "::1"),
        ("[0:0:0:0:0:0:0:1]", "::1"),
        ("[::ffff:127.0.0.1]", "::ffff:127.0.0.1"),
        ("[::ffff:7f00:1]", "::ffff:127.0.0.1"),
        ("[::127.0.0.1]", "::127.0.0.1"),
        ("[64:ff9b::169.254.169.254]", "64:ff9b::a9fe:a9fe"),
    ] {
        match client().check(&format!("https://{host}/latest/meta-data")) {
            Err(Refused::Forbidden { address: refused, .. }) => {
                assert_eq!(refused, address.parse::<IpAddr>().unwrap(), "{host}")
            }
            other => panic!("{host}: {other:?}"),
        }
    }
}

#[test]
fn what_two_readers_could_read_in_two_ways_is_refused() {
    for url in [
        "",
        "example.org",
        "//example.org/",
        "https:",
        "https:example.org",
        "https:/example.org",
        "https:///example.org",
        "https://",
        "https://?q",
        "https:\\\\example.org\\",
        "https://example.org\\.evil.org/",
        "https://example.org /",
        " https://example.org/",
        "https://exa\tmple.org/",
        "https://example.org/\r\nHost: evil.org",
        "https://example.org/\u{0}",
        "https://example.org/\u{2028}",
        "https://example.org:0/",
        "https://example.org:65536/",
        "https://example.org:https/",
        "https://example..org/",
        "https://.example.org/",
        "https://example.org../",
        "https://./",
        "https://[::1/",
        "https://[fe80::1%25eth0]/",
        "https://1.2.3.4.5/",
        "https://256.1.1.1/",
        "https://999999999999/",
        "https://exa<mple.org/",
        "https://exa%00mple.org/",
        "https://exa%2fmple.org/",
        "https://xn--a.org/",
    ] {
        assert!(matches!(client().check(url), Err(Refused::BadUrl { .. })), "{url:?}: {:?}", client().check(url));
    }
    let long = format!("https://example.org/{}", "a".repeat(outgoing::URL_MAX));
    assert!(matches!(client().check(&long), Err(Refused::BadUrl { .. })));
    let label = format!("https://{}.org/", "a".repeat(64));
    assert!(matches!(client().check(&label), Err(Refused::BadUrl { .. })));
}

#[test]
fn only_https_goes_out() {
    for (url, at) in [
        ("http://example.org/", "example.org:80"),
        ("HTTP://example.org/", "example.org:80"),
        ("http://example.org:443/", "example.org:443"),
        ("http://[::1]/realm", "[::1]:80"),
    ] {
        assert_eq!(client().check(url), Err(Refused::PlainHttp { at: at.parse().unwrap() }), "{url}");
    }
    for url in
        ["ftp://example.org/", "file:///etc/passwd", "gopher://127.0.0.1:6379/_x", "ws://example.org/", "data:,x"]
    {
        assert!(matches!(client().check(url), Err(Refused::NotHttps { .. })), "{url}");
    }
    for url in ["https://example.org", "HTTPS://EXAMPLE.ORG/", "https://example.org./", "https://b\u{fc}cher.example/"]
    {
        assert_eq!(client().check(url), Ok(()), "{url}");
    }
}

#[test]
fn credentials_do_not_belong_in_an_address() {
    for url in
        ["https://a:b@example.org/", "https://a@example.org/", "https://@example.org/", "https://:b@example.org/"]
    {
        assert_eq!(client().check(url), Err(Refused::CredentialsInUrl), "{url}");
    }
    assert_eq!(client().check("https://example.org/a@b?c=d@e"), Ok(()), "behind the host it is no credential");
}

#[test]
fn public_targets_are_called_at_two_ports() {
    assert_eq!(client().check("https://example.org:443/"), Ok(()));
    assert_eq!(client().check("https://example.org:8443/"), Ok(()));
    for port in [22, 25, 80, 444, 6379, 8080] {
        let refused = Refused::Port { at: HostPort::new("example.org", port).unwrap() };
        assert_eq!(client().check(&format!("https://example.org:{port}/")), Err(refused));
    }
}

#[test]
fn the_allow_list_goes_by_host_and_port_as_written() {
    let told = || Arc::new(Told::always(&["10.0.0.5"]));
    let internal = ["sso.corp.test:443", "hooks.corp.test:9000", "B\u{dc}CHER.corp.test.:8080"];
    let internal: Vec<HostPort> = internal.iter().map(|entry| entry.parse().unwrap()).collect();
    let client = Outgoing::with_names(Rules { internal, ..Rules::default() }, told()).unwrap();
    for url in [
        "https://sso.corp.test/",
        "https://SSO.corp.test./",
        "https://hooks.corp.test:9000/",
        "http://hooks.corp.test:9000/",
        "http://xn--bcher-kva.corp.test:8080/",
    ] {
        assert_eq!(client.check(url), Ok(()), "{url}");
    }
    for url in ["https://10.0.0.5/", "https://other.corp.test/", "https://sso.corp.test:8443/"] {
        assert!(matches!(client.check(url), Err(Refused::Forbidden { range: "private", .. })), "{url}");
    }
    assert!(matches!(client.check("http://sso.corp.test/"), Err(Refused::PlainHttp { .. })), "port 80 is not listed");
    assert!(matches!(client.check("https://hooks.corp.test:9001/"), Err(Refused::Port { .. })));
}

#[test]
fn an_entry_of_the_allow_list_is_read_strictly() {
    for (text, shown) in [
        ("10.0.0.5:8443", "10.0.0.5:8443"),
        ("10.5:8443", "10.0.0.5:8443"),
        ("SSO.Corp.test.:443", "sso.corp.test:443"),
        ("[FD00::1]:514", "[fd00::1]:514"),
    ] {
        let entry: HostPort = text.parse().unwrap();
        assert_eq!(entry.to_string(), shown);
        assert_eq!(entry.to_string().parse::<HostPort>().unwrap(), entry);
    }
    for text in
        ["", "host", "host:", ":443", "host:0", "host:65536", "host:+80", "host:8a", "fd00::1:514", "a b:1", "a/b:1"]
    {
        assert!(matches!(text.parse::<HostPort>(), Err(Refused::BadUrl { .. })), "{text:?}");
    }
    assert_eq!(HostPort::new("fd00::1", 514).unwrap(), "[fd00::1]:514".parse().unwrap());
}

#[test]
fn rules_that_cannot_be_kept_are_refused() {
    let seconds = std::time::Duration::from_secs;
    for timeout in [seconds(0), seconds(301)] {
        let refused = Outgoing::new(Rules { timeout, ..Rules::default() }).unwrap_err();
        assert_eq!(refused, BadRules::Timeout { max: seconds(300) });
    }
    let internal = vec![HostPort::new("10.0.0.5", 443).unwrap(); INTERNAL_MAX + 1];
    assert_eq!(
        Outgoing::new(Rules { internal, ..Rules::default() }).unwrap_err(),
        BadRules::TooMany { max: INTERNAL_MAX }
    );
}
