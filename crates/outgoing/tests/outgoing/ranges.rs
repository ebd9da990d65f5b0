//! Every range that is refused: its first and last address, one inside, and those on both sides of it.

use outgoing::{HostPort, Outgoing, Refused, Rules};

/// Name, first, one inside, last, the address before, the address after; an empty text where there is none.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

/// After the registries of special-purpose addresses (RFC 6890, kept by IANA), written out by hand and not derived from
/// the table under test.
const V4: [Row; 18] = [
    ("unspecified", "0.0.0.0", "0.1.2.3", "0.255.255.255", "", "1.0.0.0"),
    ("private", "10.0.0.0", "10.20.30.40", "10.255.255.255", "9.255.255.255", "11.0.0.0"),
    ("carrier-grade NAT", "100.64.0.0", "100.100.1.1", "100.127.255.255", "100.63.255.255", "100.128.0.0"),
    ("loopback", "127.0.0.0", "127.0.0.1", "127.255.255.255", "126.255.255.255", "128.0.0.0"),
    ("link-local", "169.254.0.0", "169.254.169.254", "169.254.255.255", "169.253.255.255", "169.255.0.0"),
    ("private", "172.16.0.0", "172.20.1.1", "172.31.255.255", "172.15.255.255", "172.32.0.0"),
    ("protocol assignments", "192.0.0.0", "192.0.0.192", "192.0.0.255", "191.255.255.255", "192.0.1.0"),
    ("documentation", "192.0.2.0", "192.0.2.77", "192.0.2.255", "192.0.1.255", "192.0.3.0"),
    ("6to4 relay", "192.88.99.0", "192.88.99.1", "192.88.99.255", "192.88.98.255", "192.88.100.0"),
    ("private", "192.168.0.0", "192.168.1.1", "192.168.255.255", "192.167.255.255", "192.169.0.0"),
    ("benchmarking", "198.18.0.0", "198.19.0.1", "198.19.255.255", "198.17.255.255", "198.20.0.0"),
    ("documentation", "198.51.100.0", "198.51.100.9", "198.51.100.255", "198.51.99.255", "198.51.101.0"),
    ("documentation", "203.0.113.0", "203.0.113.9", "203.0.113.255", "203.0.112.255", "203.0.114.0"),
    ("multicast", "224.0.0.0", "239.255.255.250", "239.255.255.255", "223.255.255.255", "=reserved 240.0.0.0"),
    (
        "reserved",
        "240.0.0.0",
        "250.1.2.3",
        "255.255.255.254",
        "=multicast 239.255.255.255",
        "=broadcast 255.255.255.255",
    ),
    ("broadcast", "255.255.255.255", "255.255.255.255", "255.255.255.255", "=reserved 255.255.255.254", ""),
    (
        "cloud platform",
        "100.100.100.200",
        "100.100.100.200",
        "100.100.100.200",
        "=carrier-grade NAT 100.100.100.199",
        "=carrier-grade NAT 100.100.100.201",
    ),
    ("cloud platform", "168.63.129.16", "168.63.129.16", "168.63.129.16", "168.63.129.15", "168.63.129.17"),
];

const V6: [Row; 26] = [
    ("unspecified", "::", "::", "::", "", "=loopback ::1"),
    ("loopback", "::1", "::1", "::1", "=unspecified ::", "=IPv4-compatible ::2"),
    ("IPv4-compatible", "::2", "::127.0.0.1", "::ffff:ffff", "=loopback ::1", "=reserved ::1:0:0"),
    (
        "IPv4-mapped",
        "::ffff:0:0",
        "::ffff:127.0.0.1",
        "::ffff:255.255.255.255",
        "=reserved ::fffe:ffff:ffff",
        "=reserved ::1:0:0:0",
    ),
    (
        "IPv4-translated",
        "::ffff:0:0:0",
        "::ffff:0:7f00:1",
        "::ffff:0:ffff:ffff",
        "=reserved ::fffe:ffff:ffff:ffff",
        "=reserved ::ffff:1:0:0",
    ),
    (
        "NAT64",
        "64:ff9b::",
        "64:ff9b::7f00:1",
        "64:ff9b::ffff:ffff",
        "=reserved 64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff",
        "=reserved 64:ff9b::1:0:0",
    ),
    (
        "local NAT64",
        "64:ff9b:1::",
        "64:ff9b:1::7f00:1",
        "64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
        "=reserved 64:ff9b:0:ffff:ffff:ffff:ffff:ffff",
        "=reserved 64:ff9b:2::",
    ),
    (
        "discard-only",
        "100::",
        "100::5",
        "100::ffff:ffff:ffff:ffff",
        "=reserved ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "=dummy prefix 100:0:0:1::",
    ),
    (
        "dummy prefix",
        "100:0:0:1::",
        "100:0:0:1::5",
        "100:0:0:1:ffff:ffff:ffff:ffff",
        "=discard-only 100::ffff:ffff:ffff:ffff",
        "=reserved 100:0:0:2::",
    ),
    (
        "Teredo",
        "2001::",
        "2001:0:4136:e378::1",
        "2001:0:ffff:ffff:ffff:ffff:ffff:ffff",
        "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "=protocol assignments 2001:1::",
    ),
    (
        "benchmarking",
        "2001:2::",
        "2001:2::1",
        "2001:2:0:ffff:ffff:ffff:ffff:ffff",
        "=protocol assignments 2001:1:ffff::",
        "=protocol assignments 2001:2:1::",
    ),
    (
        "ORCHID",
        "2001:10::",
        "2001:15::1",
        "2001:1f:ffff:ffff:ffff:ffff:ffff:ffff",
        "=protocol assignments 2001:f:ffff::",
        "=ORCHID 2001:20::",
    ),
    (
        "ORCHID",
        "2001:20::",
        "2001:25::1",
        "2001:2f:ffff:ffff:ffff:ffff:ffff:ffff",
        "=ORCHID 2001:1f:ffff::",
        "=protocol assignments 2001:30::",
    ),
    (
        "protocol assignments",
        "2001:1::",
        "2001:100::1",
        "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
        "=Teredo 2001:0:ffff::",
        "2001:200::",
    ),
    (
        "documentation",
        "2001:db8::",
        "2001:db8:1::1",
        "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db9::",
    ),
    (
        "6to4",
        "2002::",
        "2002:7f00:1::1",
        "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2003::",
    ),
    (
        "reserved",
        "3ffe::",
        "3ffe:1::1",
        "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "3ffd:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "=documentation 3fff::",
    ),
    (
        "documentation",
        "3fff::",
        "3fff:123::1",
        "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
        "=reserved 3ffe:ffff::",
        "3fff:1000::",
    ),
    (
        "segment routing",
        "5f00::",
        "5f00:1::1",
        "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "=reserved 5eff:ffff::",
        "=reserved 5f01::",
    ),
    (
        "cloud platform",
        "fd00:ec2::",
        "fd00:ec2::254",
        "fd00:ec2:ffff:ffff:ffff:ffff:ffff:ffff",
        "=unique local fd00:ec1:ffff::",
        "=unique local fd00:ec3::",
    ),
    (
        "unique local",
        "fc00::",
        "fd12:3456:789a::1",
        "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "=reserved fbff:ffff::",
        "=reserved fe00::",
    ),
    (
        "link-local",
        "fe80::",
        "fe80::1",
        "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "=reserved fe7f:ffff::",
        "=site-local fec0::",
    ),
    (
        "site-local",
        "fec0::",
        "fec0::1",
        "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "=link-local febf:ffff::",
        "=multicast ff00::",
    ),
    ("multicast", "ff00::", "ff02::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "=site-local feff:ffff::", ""),
    (
        "reserved",
        "4000::",
        "5000::1",
        "5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "=segment routing 5f00::",
    ),
    (
        "reserved",
        "8000::",
        "a000::1",
        "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "=reserved 7fff:ffff::",
        "=unique local fc00::",
    ),
];

#[test]
fn every_range_is_refused_from_its_first_address_to_its_last() {
    let client = Outgoing::new(Rules::default()).unwrap();
    for (name, first, inside, last, ..) in V4.iter().chain(&V6) {
        for address in [first, inside, last] {
            assert_eq!(range(&client, address).as_deref(), Some(*name), "{address}");
        }
    }
}

#[test]
fn the_addresses_on_both_sides_of_a_range_are_not_in_it() {
    let client = Outgoing::new(Rules::default()).unwrap();
    let sides = V4.iter().chain(&V6).flat_map(|(.., before, after)| [before, after]);
    for side in sides.filter(|side| !side.is_empty()) {
        let neighbour = side.strip_prefix('=').and_then(|side| side.rsplit_once(' '));
        let (expected, address) = neighbour.map_or((None, *side), |(name, address)| (Some(name), address));
        assert_eq!(range(&client, address).as_deref(), expected, "{address}");
    }
}

#[test]
fn ordinary_public_addresses_are_let_out() {
    let client = Outgoing::new(Rules::default()).unwrap();
    for address in
        ["1.1.1.1", "8.8.8.8", "93.184.215.14", "2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450::1"]
    {
        assert_eq!(range(&client, address), None, "{address}");
    }
}

#[test]
fn the_addresses_of_this_machine_are_refused_though_public() {
    let own_addresses = vec!["93.184.215.14".parse().unwrap(), "2606:4700::1".parse().unwrap()];
    let client = Outgoing::new(Rules { own_addresses, ..Rules::default() }).unwrap();
    assert_eq!(range(&client, "93.184.215.14").as_deref(), Some("own address"));
    assert_eq!(range(&client, "2606:4700:0::1").as_deref(), Some("own address"));
    assert_eq!(range(&client, "93.184.215.15"), None);
}

#[test]
fn the_allow_list_opens_networks_of_the_owner_and_nothing_else() {
    const OPENED: [&str; 5] = ["private", "carrier-grade NAT", "loopback", "unique local", "own address"];
    let own_addresses = vec!["93.184.215.14".parse().unwrap()];
    for (name, _, inside, ..) in V4.iter().chain(&V6).chain(&[("own address", "", "93.184.215.14", "", "", "")]) {
        let internal = vec![HostPort::new(inside, 443).unwrap()];
        let own_addresses = own_addresses.clone();
        let listed = Outgoing::new(Rules { internal, own_addresses, ..Rules::default() }).unwrap();
        let expected = (!OPENED.contains(name)).then_some(*name);
        assert_eq!(range(&listed, inside).as_deref(), expected, "{inside}");
        let with_port = format!("https://{}:8443/", bracketed(inside));
        assert!(matches!(listed.check(&with_port), Err(Refused::Forbidden { .. })), "{with_port}: another port");
    }
}

#[test]
fn the_hint_offers_the_allow_list_only_where_it_helps() {
    let client = Outgoing::new(Rules::default()).unwrap();
    let hint = |url: &str| client.check(url).unwrap_err().hint();
    assert!(hint("https://10.0.0.5/").contains("have whoever runs this installation add"));
    assert!(hint("https://[fd12::1]/").contains("have whoever runs this installation add"));
    assert!(hint("https://169.254.169.254/").contains("does not open it"));
}

/// The range that an address is refused for.
fn range(client: &Outgoing, address: &str) -> Option<String> {
    match client.check(&format!("https://{}/", bracketed(address))) {
        Ok(()) => None,
        Err(Refused::Forbidden { address: refused, range, .. }) => {
            assert_eq!(refused, address.parse::<std::net::IpAddr>().unwrap());
            Some(range.to_owned())
        }
        Err(other) => panic!("{address}: {other}"),
    }
}

fn bracketed(address: &str) -> String {
    if address.contains(':') { format!("[{address}]") } else { address.to_owned() }
}
