//! The second factor from an authenticator app: time-based one-time codes of RFC 6238 (SHA-1, six digits, 30 seconds),
//! which is the one form that every app knows.

#[cfg(test)]
mod tests;

use fast_qr::convert::Builder;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::{ECL, QRBuilder};
use subtle::ConstantTimeEq;
use totp_rs::{Algorithm, Totp};

/// Bytes of the shared secret, as long as the hash (RFC 4226, section 4).
pub const SECRET: usize = 20;

/// Seconds for which a code is shown.
pub const STEP_S: u64 = 30;

/// Steps before and after the present one whose code is taken, for clocks that differ and people who type slowly.
pub const SKEW: u64 = 1;

/// Digits of a code.
pub const DIGITS: usize = 6;

/// Most bytes of an `otpauth` address that becomes a QR code.
const MAX_URI: usize = 1024;

/// Checks what was typed. The answer is the step that matched; the caller keeps it with the person, in the transaction
/// that signs them in, and hands it in as `last_step` from then on: a code is taken once, and none before it any more
/// (RFC 6238, section 5.2). `now_s` counts seconds since 1970.
pub fn verify(secret: &[u8; SECRET], code: &str, now_s: u64, last_step: Option<u64>) -> Option<u64> {
    let typed: String = code.chars().filter(|c| !c.is_whitespace()).take(DIGITS + 1).collect();
    if typed.len() != DIGITS || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let now = now_s / STEP_S;
    let steps = now.saturating_sub(SKEW)..=now.saturating_add(SKEW);
    steps.fold(None, |found, step| {
        let fits = bool::from(at(secret, step).as_bytes().ct_eq(typed.as_bytes()));
        let fresh = last_step.is_none_or(|last| step > last);
        if fits && fresh { Some(step) } else { found }
    })
}

/// The code of one step, six digits.
fn at(secret: &[u8; SECRET], step: u64) -> String {
    totp(secret).generate(step.saturating_mul(STEP_S)).to_string()
}

/// The secret as people type it into an app that has no camera: base 32 in groups of four.
pub fn typed_secret(secret: &[u8; SECRET]) -> String {
    let text = base32(secret);
    let groups: Vec<&str> = (0..text.len()).step_by(4).map(|at| &text[at..at + 4]).collect();
    groups.join(" ")
}

/// The `otpauth://` address that an app reads. `issuer` is shown above the code (the installation or organisation),
/// `account` beside it (the e-mail address). Both are percent-encoded, colons included.
pub fn uri(secret: &[u8; SECRET], issuer: &str, account: &str) -> String {
    let (issuer, account) = (percent(issuer), percent(account));
    let secret = base32(secret);
    format!(
        "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_S}"
    )
}

/// The address as a QR code: one SVG element, black on white with a quiet zone of four modules, without style, script or
/// any foreign text, so that it stands in a page under the strictest policy. `None` when it does not fit into one.
pub fn qr_svg(uri: &str) -> Option<String> {
    if uri.len() > MAX_URI {
        return None;
    }
    let code = QRBuilder::new(uri).ecl(ECL::M).build().ok()?;
    Some(SvgBuilder::default().margin(4).to_str(&code))
}

fn totp(secret: &[u8; SECRET]) -> Totp {
    totp_rs::Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(DIGITS as u8)
        .with_step_duration(STEP_S)
        .with_secret(*secret)
        .build()
        .expect("constants within RFC 6238, and 160 bits are more than the 128 that it asks for")
}

fn base32(secret: &[u8; SECRET]) -> String {
    totp_rs::Secret::new_stack(*secret).to_base32()
}

/// Percent-encoding of all but the unreserved characters (RFC 3986, section 2.3).
fn percent(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
        out
    })
}
