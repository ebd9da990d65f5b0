//! The certificates that a machine presents.

use jiff::Timestamp;
use outgoing::HostPort;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use x509_parser::prelude::{FromDer, GeneralName, X509Certificate};

use crate::collected::Found;
use crate::failure::Failure;
use crate::means::Means;
use crate::spec::{Limits, TlsCertificate};

/// The most names of a certificate that are listed.
const NAMES_MAX: usize = 200;

/// Seconds of a day.
const DAY: i64 = 24 * 60 * 60;

/// Makes a handshake: `host`, `port`, `protocol`, `trusted`, `problem`, `days_left` (the least of the chain),
/// `warn_days`, `certificates` (the machine's own first).
pub(crate) fn collect(spec: &TlsCertificate, limits: Limits, means: &Means, now: Timestamp) -> Result<Found, Failure> {
    let client = means.outgoing.within(limits.span()).expect("less time than these rules allow is allowed too");
    let shown = client.certificates(&HostPort::new(&spec.host, spec.port)?)?;
    let mut certificates = Vec::new();
    let mut least = i64::MAX;
    for (at, der) in shown.chain.iter().enumerate() {
        let (days_left, certificate) = read(der, now).map_err(|why| Failure::Unreadable {
            what: format!("certificate {} of {}:{}", at + 1, spec.host, spec.port),
            why,
        })?;
        least = least.min(days_left);
        certificates.push(certificate);
    }
    let row_count = certificates.len() as u64;
    let json = json!({
        "host": spec.host,
        "port": spec.port,
        "protocol": shown.protocol,
        "trusted": shown.problem.is_none(),
        "problem": shown.problem,
        "days_left": least,
        "warn_days": spec.warn_days,
        "certificates": certificates,
    });
    Ok(Found { json, row_count })
}

/// One certificate (RFC 5280): `subject`, `issuer`, `serial`, `names`, `not_before`, `not_after`, `days_left`,
/// `is_authority`, `sha256`. Whole days are left; on the last day 0, afterwards less.
fn read(der: &[u8], now: Timestamp) -> Result<(i64, Value), String> {
    let (_, certificate) = X509Certificate::from_der(der).map_err(|error| error.to_string())?;
    let moment =
        |seconds: i64| Timestamp::from_second(seconds).map_err(|_| "a date lies outside the calendar".to_owned());
    let validity = certificate.validity();
    let not_before = moment(validity.not_before.timestamp())?;
    let not_after = moment(validity.not_after.timestamp())?;
    let days_left = (not_after.as_second() - now.as_second()).div_euclid(DAY);
    let alternatives = certificate.subject_alternative_name().map_err(|error| error.to_string())?;
    let names: Vec<String> = alternatives
        .map(|found| found.value.general_names.iter().take(NAMES_MAX).map(name).collect())
        .unwrap_or_default();
    let json = json!({
        "subject": certificate.subject().to_string(),
        "issuer": certificate.issuer().to_string(),
        "serial": certificate.raw_serial_as_string(),
        "names": names,
        "not_before": not_before.to_string(),
        "not_after": not_after.to_string(),
        "days_left": days_left,
        "is_authority": certificate.is_ca(),
        "sha256": hex::encode(Sha256::digest(der)),
    });
    Ok((days_left, json))
}

fn name(name: &GeneralName<'_>) -> String {
    match name {
        GeneralName::DNSName(name) => (*name).to_owned(),
        GeneralName::IPAddress(bytes) => match (<[u8; 4]>::try_from(*bytes), <[u8; 16]>::try_from(*bytes)) {
            (Ok(four), _) => std::net::IpAddr::from(four).to_string(),
            (_, Ok(sixteen)) => std::net::IpAddr::from(sixteen).to_string(),
            _ => format!("address {}", hex::encode(bytes)),
        },
        other => other.to_string(),
    }
}
