//! Addresses that no request goes to unasked: the special-purpose registries of IANA (RFC 6890 and its successors).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use Reach::{Internal, Nowhere};

/// Whether an address range can be opened by the allow-list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// A network of the owner: reachable if the target is on the allow-list.
    Internal,
    /// No place for a service, or a way around this table: closed, allow-list or not.
    Nowhere,
}

/// The name of the range that an address lies in, or `None` for an ordinary public address. The first match counts, so
/// a range stands before the wider one that holds it.
pub(crate) fn range_of(address: IpAddr) -> Option<(&'static str, Reach)> {
    match address {
        IpAddr::V4(address) => V4
            .iter()
            .find(|(base, length, ..)| u32::from(address) >> (32 - length) == u32::from(*base) >> (32 - length))
            .map(|(.., name, reach)| (*name, *reach)),
        IpAddr::V6(address) => V6
            .iter()
            .find(|(base, length, ..)| u128::from(address) >> (128 - length) == u128::from(*base) >> (128 - length))
            .map(|(.., name, reach)| (*name, *reach)),
    }
}

/// Whether a target in a range of this name is reachable once it is on the allow-list.
pub(crate) fn can_be_opened(name: &str) -> bool {
    let open = |other: &str, reach: Reach| other == name && reach == Internal;
    name == OWN
        || V4.iter().any(|(.., other, reach)| open(other, *reach))
        || V6.iter().any(|(.., other, reach)| open(other, *reach))
}

/// The name of what is no range of a registry: the addresses that this machine itself has.
pub(crate) const OWN: &str = "own address";

const fn v4(a: u8, b: u8, c: u8, d: u8) -> Ipv4Addr {
    Ipv4Addr::new(a, b, c, d)
}

/// The first four groups of an address; the rest is zero.
const fn v6(a: u16, b: u16, c: u16, d: u16) -> Ipv6Addr {
    Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0)
}

/// First address, length of the prefix in bits (1 to 32), name, reach.
const V4: [(Ipv4Addr, u32, &str, Reach); 18] = [
    (v4(0, 0, 0, 0), 8, "unspecified", Nowhere),
    (v4(10, 0, 0, 0), 8, "private", Internal),
    // The metadata service of one large cloud, inside the range below.
    (v4(100, 100, 100, 200), 32, "cloud platform", Nowhere),
    (v4(100, 64, 0, 0), 10, "carrier-grade NAT", Internal),
    (v4(127, 0, 0, 0), 8, "loopback", Internal),
    // Holds 169.254.169.254, where a cloud gives the credentials of the machine to whoever asks.
    (v4(169, 254, 0, 0), 16, "link-local", Nowhere),
    (v4(172, 16, 0, 0), 12, "private", Internal),
    (v4(192, 0, 0, 0), 24, "protocol assignments", Nowhere),
    (v4(192, 0, 2, 0), 24, "documentation", Nowhere),
    (v4(192, 88, 99, 0), 24, "6to4 relay", Nowhere),
    (v4(192, 168, 0, 0), 16, "private", Internal),
    (v4(198, 18, 0, 0), 15, "benchmarking", Nowhere),
    (v4(198, 51, 100, 0), 24, "documentation", Nowhere),
    (v4(203, 0, 113, 0), 24, "documentation", Nowhere),
    (v4(224, 0, 0, 0), 4, "multicast", Nowhere),
    (v4(255, 255, 255, 255), 32, "broadcast", Nowhere),
    (v4(240, 0, 0, 0), 4, "reserved", Nowhere),
    // The platform address of another: outside every registry, and it answers only to the machine itself.
    (v4(168, 63, 129, 16), 32, "cloud platform", Nowhere),
];

/// First address, length of the prefix in bits (1 to 128), name, reach. Forms that carry an IPv4 address are closed as
/// they stand: nobody publishes a service under one, and each is a second spelling of an address of the table above.
const V6: [(Ipv6Addr, u32, &str, Reach); 27] = [
    (Ipv6Addr::UNSPECIFIED, 128, "unspecified", Nowhere),
    (Ipv6Addr::LOCALHOST, 128, "loopback", Internal),
    (v6(0, 0, 0, 0), 96, "IPv4-compatible", Nowhere),
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, "IPv4-mapped", Nowhere),
    (Ipv6Addr::new(0, 0, 0, 0, 0xffff, 0, 0, 0), 96, "IPv4-translated", Nowhere),
    (v6(0x64, 0xff9b, 0, 0), 96, "NAT64", Nowhere),
    (v6(0x64, 0xff9b, 1, 0), 48, "local NAT64", Nowhere),
    (v6(0x100, 0, 0, 0), 64, "discard-only", Nowhere),
    (v6(0x100, 0, 0, 1), 64, "dummy prefix", Nowhere),
    (v6(0x2001, 0, 0, 0), 32, "Teredo", Nowhere),
    (v6(0x2001, 2, 0, 0), 48, "benchmarking", Nowhere),
    (v6(0x2001, 0x10, 0, 0), 28, "ORCHID", Nowhere),
    (v6(0x2001, 0x20, 0, 0), 28, "ORCHID", Nowhere),
    (v6(0x2001, 0, 0, 0), 23, "protocol assignments", Nowhere),
    (v6(0x2001, 0xdb8, 0, 0), 32, "documentation", Nowhere),
    (v6(0x2002, 0, 0, 0), 16, "6to4", Nowhere),
    (v6(0x3fff, 0, 0, 0), 20, "documentation", Nowhere),
    (v6(0x5f00, 0, 0, 0), 16, "segment routing", Nowhere),
    // The metadata service of one large cloud under IPv6, fd00:ec2::254; a service of one's own does not lie there.
    (v6(0xfd00, 0xec2, 0, 0), 32, "cloud platform", Nowhere),
    (v6(0xfc00, 0, 0, 0), 7, "unique local", Internal),
    (v6(0xfe80, 0, 0, 0), 10, "link-local", Nowhere),
    (v6(0xfec0, 0, 0, 0), 10, "site-local", Nowhere),
    (v6(0xff00, 0, 0, 0), 8, "multicast", Nowhere),
    // Only 2000::/3 is given out as global unicast; what is left on both sides of it is nobody's.
    (v6(0, 0, 0, 0), 3, "reserved", Nowhere),
    (v6(0x4000, 0, 0, 0), 2, "reserved", Nowhere),
    (v6(0x8000, 0, 0, 0), 1, "reserved", Nowhere),
    // Formerly the 6bone, given back in 2006 (RFC 3701).
    (v6(0x3ffe, 0, 0, 0), 16, "reserved", Nowhere),
];
