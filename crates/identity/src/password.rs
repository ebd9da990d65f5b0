//! Passwords: kept as Argon2id only, judged by the rules of NIST SP 800-63B.

mod rules;
#[cfg(test)]
mod tests;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;

pub use rules::{Context, MAX_BYTES, MAX_CHARACTERS, MIN_CHARACTERS, MIN_GUESSES, PasswordProblem, check};

/// Memory of one hash in KiB: 64 MiB, more than three times what OWASP asks for with two passes.
pub const MEMORY_KIB: u32 = 64 * 1024;

/// Passes over that memory. With [`MEMORY_KIB`] one hash takes about 80 ms on one server core (`benches/password.rs`).
pub const PASSES: u32 = 2;

/// Lanes of one hash; one, because a sign-in shall not take more than one core.
pub const LANES: u32 = 1;

/// Bytes of the hash itself.
const OUTPUT: usize = 32;

/// Most memory in KiB, and most passes, that a stored hash may ask for: a row that was tampered with shall not take the
/// machine down.
const MOST: (u32, u32) = (256 * 1024, 16);

/// A hash that no password has, with today's parameters. Verify against it when the account is unknown or has no password,
/// so that the answer takes as long as for a known one.
pub const DUMMY: &str =
    "$argon2id$v=19$m=65536,t=2,p=1$dGlja21hcmsgbm9ib2R5IQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The PHC string to keep for a password. `salt` is fresh randomness for each call; the password is normalised first
/// (NFKC), so that it is the same from every keyboard. The rules are judged by [`check`], not here.
///
/// Takes [`MEMORY_KIB`] of memory: the caller bounds how many run at once.
pub fn hash(password: &str, salt: [u8; 16]) -> String {
    let hashed = argon2().hash_password_with_salt(normalised(password).as_bytes(), &salt);
    hashed
        .expect("the parameters are constants, the salt has 16 bytes and a password is shorter than 4 GiB")
        .to_string()
}

/// Whether `password` is the one whose PHC string was kept. A string that is no Argon2id hash, or that asks for absurd
/// costs, matches nothing; a password longer than any that [`check`] allows costs the same time and matches nothing.
pub fn verify(password: &str, phc: &str) -> bool {
    let fits = password.len() <= MAX_BYTES;
    let candidate = if fits { normalised(password) } else { String::new() };
    let Some((_, parsed)) = parameters(phc) else { return false };
    let matches = argon2().verify_password(candidate.as_bytes(), &parsed).is_ok();
    matches && fits
}

/// Whether the PHC string was made with other parameters than today's: hash again at the next successful sign-in, when
/// the password is known.
pub fn needs_rehash(phc: &str) -> bool {
    parameters(phc).is_none_or(|(params, parsed)| {
        (params.m_cost(), params.t_cost(), params.p_cost()) != (MEMORY_KIB, PASSES, LANES)
            || parsed.version != Some(Version::V0x13.into())
    })
}

/// The form in which a password is hashed and judged.
fn normalised(password: &str) -> String {
    password.nfkc().collect()
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(OUTPUT)).expect("constants within Argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The parts of a PHC string, when it is Argon2id and its costs are bearable.
fn parameters(phc: &str) -> Option<(Params, PasswordHash)> {
    let parsed = PasswordHash::new(phc).ok()?;
    let params = Params::try_from(&parsed).ok()?;
    let bearable = params.m_cost() <= MOST.0 && params.t_cost() <= MOST.1 && params.p_cost() <= 4;
    (parsed.algorithm.as_str() == "argon2id" && bearable).then_some((params, parsed))
}
