//! The three hashes, each with its own first byte so that none can pass for another (RFC 6962, section 2.1).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use sha2::{Digest, Sha256};

use crate::Hash;

/// Hash of a leaf: SHA-256 of 0x00 and the leaf's bytes.
#[must_use]
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0x00]).chain_update(leaf).finalize().into())
}

/// Hash of an inner node: SHA-256 of 0x01, the left and the right child.
pub(crate) fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut bytes = [0x01; 65];
    bytes[1..33].copy_from_slice(&left.0);
    bytes[33..].copy_from_slice(&right.0);
    Hash(Sha256::digest(bytes).into())
}

/// Commitment to a payload: SHA-256 of 0x02, the salt and the payload. Without the salt nobody can test a guess.
#[must_use]
pub fn payload_commit(salt: &[u8; 32], payload: &[u8]) -> Hash {
    let mut prefix = [0x02; 33];
    prefix[1..].copy_from_slice(salt);
    Hash(Sha256::new().chain_update(prefix).chain_update(payload).finalize().into())
}

impl Hash {
    /// 64 zeros: what the first entry names as its previous one.
    pub const ZERO: Hash = Hash([0; 32]);

    /// The hash of these bytes, without any prefix; the name of a file's content.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(Sha256::digest(bytes).into())
    }

    /// Reads 64 lower-case hex digits; `None` for anything else, upper case included.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Hash> {
        let digits: &[u8; 64] = text.as_bytes().try_into().ok()?;
        let mut bytes = [0; 32];
        let mut bad = 0;
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let (high, low) = (NIBBLES[pair[0] as usize], NIBBLES[pair[1] as usize]);
            bad |= high | low;
            *byte = (high << 4) | (low & 0x0f);
        }
        (bad & 0xf0 == 0).then_some(Hash(bytes))
    }
}

/// The value of each lower-case hex digit, 0xff for every other byte.
const NIBBLES: [u8; 256] = {
    let mut table = [0xff; 256];
    let mut value = 0;
    while value < 16 {
        table[b"0123456789abcdef"[value] as usize] = value as u8;
        value += 1;
    }
    table
};

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = [0; 64];
        hex::encode_to_slice(self.0, &mut digits).map_err(|_| fmt::Error)?;
        f.write_str(std::str::from_utf8(&digits).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Hash::from_hex(&text).ok_or_else(|| D::Error::custom("a hash is 64 lower-case hex digits"))
    }
}
