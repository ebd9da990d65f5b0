//! Why a machine is not believed, in our words: what the handshake ended with, for whoever has to mend it.

use jiff::Timestamp;
use rustls::pki_types::UnixTime;
use rustls::{CertificateError, Error};

/// Most names of a certificate that are shown.
const NAMES_SHOWN: usize = 5;
/// Most characters of one of them.
const NAME_CHARS: usize = 100;

/// What kept a channel from being made, in one clause.
pub(crate) fn why(error: &Error) -> String {
    match error {
        Error::InvalidCertificate(error) => of_certificate(error),
        Error::NoCertificatesPresented => "the machine shows no certificate".to_owned(),
        Error::InvalidMessage(_) | Error::InappropriateMessage { .. } | Error::InappropriateHandshakeMessage { .. } => {
            "what the machine says is not TLS as it has to be at this place".to_owned()
        }
        Error::PeerIncompatible(_) => {
            "the machine and this one have no protocol or cipher in common; TLS 1.2 and 1.3 are spoken here".to_owned()
        }
        Error::PeerMisbehaved(_) => "the machine breaks the rules of TLS".to_owned(),
        Error::AlertReceived(alert) => format!("the machine broke off the handshake: {}", apart(&format!("{alert:?}"))),
        Error::UnsupportedNameType => "its name is none that can stand in a certificate".to_owned(),
        other => other.to_string(),
    }
}

fn of_certificate(error: &CertificateError) -> String {
    let said = match error {
        CertificateError::BadEncoding => "the certificate is not well formed",
        CertificateError::Expired => "the certificate has expired",
        CertificateError::ExpiredContext { not_after, .. } => {
            return format!("the certificate expired on {}", day(*not_after));
        }
        CertificateError::NotValidYet => "the certificate is not valid yet",
        CertificateError::NotValidYetContext { not_before, .. } => {
            return format!("the certificate is not valid before {}", day(*not_before));
        }
        CertificateError::NotValidForName => "the certificate is for other names",
        CertificateError::NotValidForNameContext { expected, presented } => {
            return format!("the certificate is for {}, not for {}", names(presented), expected.to_str());
        }
        CertificateError::UnknownIssuer => "no authority that is believed here issued the certificate",
        CertificateError::Revoked => "the certificate was revoked",
        CertificateError::BadSignature => "the certificate is not signed by the authority that it names",
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
            "the certificate is not meant for servers"
        }
        CertificateError::UnhandledCriticalExtension => {
            "the certificate has an extension that must be understood and is not known here"
        }
        CertificateError::UnknownRevocationStatus
        | CertificateError::ExpiredRevocationList
        | CertificateError::ExpiredRevocationListContext { .. } => "nobody says whether the certificate was revoked",
        CertificateError::UnsupportedSignatureAlgorithmContext { .. }
        | CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => {
            "the certificate is signed in a way that is not believed: too weak, or not known here"
        }
        CertificateError::Other(other) => return of_chain(&other.to_string()),
        other => return of_chain(&format!("{other:?}")),
    };
    said.to_owned()
}

/// What the judge of chains has only a name for.
fn of_chain(name: &str) -> String {
    let said = match name {
        "CaUsedAsEndEntity" => {
            "the machine shows the certificate of an authority as its own: it needs one that is marked as no authority \
             (basic constraints, CA: false)"
        }
        "EndEntityUsedAsCa" => "the chain holds a certificate that was issued by one that is no authority",
        "PathLenConstraintViolated" | "MaximumPathDepthExceeded" => "the chain is longer than its authorities allow",
        "NameConstraintViolation" => "its authority may not issue certificates for this name",
        "UnsupportedCertVersion" => "the certificate is older than version 3 of X.509, and so names no machine",
        "MalformedExtensions" | "ExtensionValueInvalid" | "InvalidSerialNumber" | "MalformedDnsIdentifier" => {
            "the certificate is not well formed"
        }
        _ => return format!("the certificate cannot be believed: {}", apart(name)),
    };
    said.to_owned()
}

fn day(at: UnixTime) -> String {
    let at = i64::try_from(at.as_secs()).ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    at.map_or_else(|| "a day that no calendar has".to_owned(), |at| at.strftime("%Y-%m-%d").to_string())
}

/// The names that a certificate is for, as they stand in brackets in `DnsName("door.example")`; they were written by whoever
/// made it, so they are cut and shown in printable characters only.
fn names(presented: &[String]) -> String {
    let bare = |name: &String| {
        let inner =
            name.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')')).map_or(name.as_str(), |(it, _)| it);
        inner.chars().filter(|c| c.is_ascii_graphic() && *c != '"').take(NAME_CHARS).collect::<String>()
    };
    let shown = presented.iter().take(NAMES_SHOWN).map(bare).collect::<Vec<_>>().join(", ");
    match presented.len().checked_sub(NAMES_SHOWN).filter(|more| *more > 0) {
        _ if presented.is_empty() => "no name at all".to_owned(),
        Some(more) => format!("{shown} and {more} more"),
        None => shown,
    }
}

/// `HandshakeFailure` as `handshake failure`; what comes after the name itself is left out.
fn apart(name: &str) -> String {
    let name = name.chars().take_while(|c| c.is_ascii_alphanumeric());
    let mut said = String::new();
    for c in name {
        if c.is_ascii_uppercase() && !said.is_empty() {
            said.push(' ');
        }
        said.push(c.to_ascii_lowercase());
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustls::OtherError;
    use rustls::pki_types::ServerName;
    use std::sync::Arc;
    use std::time::Duration;

    #[derive(Debug)]
    struct Named(&'static str);

    impl std::fmt::Display for Named {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(self.0)
        }
    }

    impl std::error::Error for Named {}

    fn chain(name: &'static str) -> String {
        why(&Error::InvalidCertificate(CertificateError::Other(OtherError(Arc::new(Named(name))))))
    }

    #[test]
    fn what_the_library_has_only_a_name_for_is_said_in_words() {
        for name in [
            "CaUsedAsEndEntity",
            "EndEntityUsedAsCa",
            "PathLenConstraintViolated",
            "NameConstraintViolation",
            "UnsupportedCertVersion",
            "MalformedExtensions",
            "MaximumSignatureChecksExceeded",
        ] {
            let said = chain(name);
            assert!(!said.contains(name) && !said.contains("Other") && said.contains(' '), "{said}");
        }
        assert!(chain("CaUsedAsEndEntity").contains("the certificate of an authority as its own"));
        assert!(chain("MaximumSignatureChecksExceeded").ends_with("maximum signature checks exceeded"));
    }

    #[test]
    fn days_and_names_are_said_as_people_read_them() {
        let at = |seconds| UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        let said = |error| why(&Error::InvalidCertificate(error));
        let expired = CertificateError::ExpiredContext { time: at(1_700_000_000), not_after: at(1_609_459_200) };
        assert_eq!(said(expired), "the certificate expired on 2021-01-01");
        let early = CertificateError::NotValidYetContext { time: at(0), not_before: at(1_609_459_200) };
        assert_eq!(said(early), "the certificate is not valid before 2021-01-01");
        let expected = || ServerName::try_from("door.example").unwrap();
        let other =
            |presented: Vec<String>| CertificateError::NotValidForNameContext { expected: expected(), presented };
        assert_eq!(said(other(Vec::new())), "the certificate is for no name at all, not for door.example");
        let many = (0..7).map(|n| format!("DnsName(\"m{n}.example\u{7}\")")).collect();
        assert_eq!(
            said(other(many)),
            "the certificate is for m0.example, m1.example, m2.example, m3.example, m4.example and 2 more, not for \
             door.example"
        );
        let alert = Error::AlertReceived(rustls::AlertDescription::HandshakeFailure);
        assert_eq!(why(&alert), "the machine broke off the handshake: handshake failure");
        let one_word = [Error::NoCertificatesPresented, Error::UnsupportedNameType];
        assert!(one_word.iter().all(|error| !why(error).contains("NoCert") && !why(error).contains("Unsupported")));
    }
}
