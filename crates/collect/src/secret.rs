//! Credentials: handed to what needs them, and taken out of what comes back.

use std::collections::BTreeMap;
use std::fmt;

use thiserror::Error;
use zeroize::Zeroizing;

/// The least bytes of a credential; a shorter one could not be told from ordinary output.
pub const SECRET_MIN: usize = 6;

/// A credential in the clear. It shows itself to nobody and is wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a credential of at least [`SECRET_MIN`] bytes, without NUL.
    pub fn new(value: String) -> Result<Self, TooShort> {
        let value = Zeroizing::new(value);
        if value.len() < SECRET_MIN || value.contains('\0') { Err(TooShort) } else { Ok(Self(value)) }
    }

    /// The credential itself, for the one that needs it.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// A credential that is no credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a credential has at least {SECRET_MIN} bytes and no NUL")]
pub struct TooShort;

/// The credentials that a collector may use, by name.
#[derive(Clone, Debug, Default)]
pub struct Credentials(BTreeMap<String, Secret>);

impl Credentials {
    /// Adds one under a name, in the place of an older one.
    pub fn insert(&mut self, name: &str, secret: Secret) {
        self.0.insert(name.to_owned(), secret);
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Secret> {
        self.0.get(name)
    }

    /// Replaces every credential in these bytes, as it is and as JSON writes it, by `[credential NAME]`. A credential that
    /// was turned into something else, such as Base64, is not recognised.
    pub(crate) fn taken_out(&self, bytes: Vec<u8>) -> Vec<u8> {
        let mut forms: Vec<(Zeroizing<Vec<u8>>, String)> = Vec::new();
        for (name, secret) in &self.0 {
            let instead = format!("[credential {name}]");
            let json = Zeroizing::new(serde_json::Value::from(secret.reveal()).to_string());
            let quoted = Zeroizing::new(json[1..json.len() - 1].as_bytes().to_vec());
            forms.push((Zeroizing::new(secret.reveal().as_bytes().to_vec()), instead.clone()));
            forms.push((quoted, instead));
        }
        // The longest first, so that one that begins with another leaves nothing behind.
        forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        forms.into_iter().fold(bytes, |bytes, (form, instead)| replaced(bytes, &form, instead.as_bytes()))
    }
}

fn replaced(bytes: Vec<u8>, form: &[u8], instead: &[u8]) -> Vec<u8> {
    let Some(first) = form.first() else { return bytes };
    let (mut out, mut at) = (Vec::new(), 0);
    let mut search = 0;
    while let Some(next) = bytes[search..].iter().position(|byte| byte == first) {
        let found = search + next;
        if bytes[found..].starts_with(form) {
            out.extend_from_slice(&bytes[at..found]);
            out.extend_from_slice(instead);
            at = found + form.len();
            search = at;
        } else {
            search = found + 1;
        }
    }
    if at == 0 {
        return bytes;
    }
    out.extend_from_slice(&bytes[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holding(pairs: &[(&str, &str)]) -> Credentials {
        let mut credentials = Credentials::default();
        for (name, value) in pairs {
            credentials.insert(name, Secret::new((*value).to_owned()).unwrap());
        }
        credentials
    }

    #[test]
    fn a_credential_shows_itself_nowhere() {
        let credentials = holding(&[("token", "geheim-1234")]);
        assert!(!format!("{credentials:?}").contains("geheim"));
        assert_eq!(Secret::new("short".to_owned()), Err(TooShort));
        assert!(Secret::new("with\0zero".to_owned()).is_err());
    }

    #[test]
    fn a_credential_is_taken_out_of_output_in_every_place_and_as_json_writes_it() {
        let credentials = holding(&[("token", "geheim\"1234"), ("longer", "geheim\"1234567")]);
        let told = br#"geheim"1234 and "geheim\"1234", geheim"1234567!"#.to_vec();
        let told = String::from_utf8(credentials.taken_out(told)).unwrap();
        assert_eq!(told, r#"[credential token] and "[credential token]", [credential longer]!"#);
        assert_eq!(credentials.taken_out(b"nothing".to_vec()), b"nothing");
    }
}
