//! OCSF 1.x, category Findings (class_uid 2001 to 2007): a JSON array, or one object after the other (JSON lines).
//!
//! Prowler writes Detection Findings whose `status_code` is PASS, FAIL or MANUAL, with the requirements it names under
//! `unmapped.compliance`; Compliance Findings say it in `compliance.status_id` (1 Pass, 2 Warning, 3 Fail).

use super::error::FindingsError;
use super::gather::{Gather, Said};
use super::json::{First, FromLoose, List, Loose, Words, object, several, whole, words};
use super::limits::{MAX_ITEMS, MAX_REQUIREMENTS};
use domain::values::{FindingResult, Findings, FindingsFormat};
use serde::Deserialize;
use serde::de::MapAccess;

const FORMAT: FindingsFormat = FindingsFormat::Ocsf;

/// The classes of the category Findings.
const CLASSES: std::ops::RangeInclusive<u64> = 2001..=2007;

/// The class of a weakness that was found, which is no check that could have passed.
const VULNERABILITY: u64 = 2002;

pub(super) fn read(text: &str) -> Result<Findings, FindingsError> {
    let mut gather = Gather::new(FORMAT);
    if text.trim_start().starts_with('[') {
        let List(items) = whole::<List<Item, MAX_ITEMS>>(text, FORMAT)?;
        for (at, item) in items.into_iter().enumerate() {
            take(&mut gather, || format!("$[{at}]"), item)?;
        }
    } else {
        several(text, FORMAT, |number, item| take(&mut gather, || format!("object {number}"), item))?;
    }
    Ok(gather.findings())
}

fn take(gather: &mut Gather, place: impl Fn() -> String, item: Item) -> Result<(), FindingsError> {
    gather.tool(&item.tool, &item.version);
    gather.target(&item.target);
    gather.began(&item.at);
    gather.ended(&item.at);
    gather.item(place, item.said.with(item.result))
}

/// One object, brought down to what is kept while the next is read.
#[derive(Deserialize)]
#[serde(try_from = "Event")]
struct Item {
    said: Said,
    result: FindingResult,
    tool: String,
    version: String,
    target: String,
    at: String,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with a finding of OCSF")]
struct Event {
    class_uid: u64,
    metadata: Option<Metadata>,
    finding_info: Option<Info>,
    /// The name of `finding_info` in the first version.
    finding: Option<Info>,
    #[serde(default)]
    resources: First<Resource>,
    resource: Option<Resource>,
    #[serde(default)]
    vulnerabilities: First<Vulnerability>,
    compliance: Option<Compliance>,
    cloud: Option<Cloud>,
    message: Option<String>,
    severity: Option<String>,
    status: Option<String>,
    status_id: Option<i64>,
    status_code: Option<String>,
    status_detail: Option<String>,
    time: Option<i64>,
    time_dt: Option<String>,
    #[serde(default)]
    unmapped: Loose<Unmapped>,
}

#[derive(Default, Deserialize)]
#[serde(expecting = "an object")]
struct Metadata {
    event_code: Option<String>,
    product: Option<Product>,
}

#[derive(Default, Deserialize)]
#[serde(expecting = "an object")]
struct Product {
    name: Option<String>,
    version: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(expecting = "an object")]
struct Info {
    uid: Option<String>,
    title: Option<String>,
    desc: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Resource {
    uid: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Vulnerability {
    title: Option<String>,
    desc: Option<String>,
    cve: Option<Cve>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Cve {
    uid: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(expecting = "an object")]
struct Compliance {
    control: Option<String>,
    #[serde(default)]
    requirements: Loose<Words>,
    #[serde(default)]
    standards: Loose<Words>,
    status: Option<String>,
    status_id: Option<i64>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Cloud {
    account: Option<Account>,
    provider: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Account {
    uid: Option<String>,
    name: Option<String>,
}

/// What the schema has no place for; any tool may put anything here.
#[derive(Deserialize)]
struct Unmapped {
    #[serde(default)]
    compliance: Loose<Named>,
}

impl FromLoose for Unmapped {
    fn object<'de, A: MapAccess<'de>>(map: A) -> Result<Option<Self>, A::Error> {
        object(map).map(Some)
    }
}

/// Lists of requirements by the name of the list.
#[derive(Default)]
struct Named(Vec<(String, String)>);

impl FromLoose for Named {
    fn object<'de, A: MapAccess<'de>>(mut map: A) -> Result<Option<Self>, A::Error> {
        let mut named = Vec::new();
        while let Some((list, ids)) = map.next_entry::<String, Loose<Words>>()? {
            let ids = ids.0.unwrap_or_default().0;
            let room = MAX_REQUIREMENTS.saturating_sub(named.len());
            named.extend(ids.into_iter().take(room).map(|id| (list.clone(), id)));
        }
        Ok(Some(Self(named)))
    }
}

impl TryFrom<Event> for Item {
    type Error = String;

    fn try_from(event: Event) -> Result<Self, String> {
        if !CLASSES.contains(&event.class_uid) {
            return Err(format!(
                "class_uid {} is no finding, expected a class_uid from {} to {}",
                event.class_uid,
                CLASSES.start(),
                CLASSES.end()
            ));
        }
        let result = result(&event);
        let at = event.time_dt.clone().or_else(|| event.time.map(written)).unwrap_or_default();
        let target = target(event.cloud.as_ref());
        let metadata = event.metadata.unwrap_or_default();
        let product = metadata.product.unwrap_or_default();
        let info = event.finding_info.or(event.finding).unwrap_or_default();
        let weakness = event.vulnerabilities.0;
        let cve = weakness.as_ref().and_then(|found| found.cve.as_ref()?.uid.clone());
        let (title, desc) = weakness.map_or((None, None), |found| (found.title, found.desc));
        let resource = event.resources.0.or(event.resource);
        let compliance = event.compliance.unwrap_or_default();
        let mut detail = words(event.status_detail.or(event.message.clone()).or(desc).or(info.desc));
        if event.status.as_deref().is_some_and(|status| status.eq_ignore_ascii_case("suppressed")) {
            detail = format!("Suppressed in the tool. {detail}");
        }
        let said = Said {
            id: words(metadata.event_code.or(cve).or(compliance.control.clone()).or(info.uid)),
            title: words(info.title.or(title).or(event.message)),
            severity: words(event.severity),
            resource: words(resource.and_then(|resource| resource.uid.or(resource.name))),
            requirements: requirements(compliance, event.unmapped),
            detail,
        };
        let (tool, version) = (words(product.name), words(product.version));
        Ok(Self { said, result, tool, version, target, at })
    }
}

/// What the event says; whatever it does not say clearly is unknown.
fn result(event: &Event) -> FindingResult {
    if let Some(code) = &event.status_code {
        return word(code);
    }
    if let Some(compliance) = &event.compliance {
        return match (compliance.status_id, &compliance.status) {
            (Some(1), _) => FindingResult::Pass,
            (Some(3), _) => FindingResult::Fail,
            (None | Some(99), Some(status)) => word(status),
            _ => FindingResult::Unknown,
        };
    }
    match (event.class_uid, event.status_id) {
        // A weakness is there while it is new (1) or worked on (2); suppressed and resolved are claims about it.
        (VULNERABILITY, None | Some(0..=2)) => FindingResult::Fail,
        _ => FindingResult::Unknown,
    }
}

fn word(word: &str) -> FindingResult {
    match word.trim().to_ascii_lowercase().replace(['_', '-', ' '], "").as_str() {
        "pass" | "passed" => FindingResult::Pass,
        "fail" | "failed" => FindingResult::Fail,
        "notapplicable" => FindingResult::NotApplicable,
        "info" | "informational" => FindingResult::Informational,
        _ => FindingResult::Unknown,
    }
}

fn target(cloud: Option<&Cloud>) -> String {
    let Some(cloud) = cloud else { return String::new() };
    let account = cloud.account.as_ref().and_then(|account| account.uid.as_deref().or(account.name.as_deref()));
    [cloud.provider.as_deref(), account].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn requirements(compliance: Compliance, unmapped: Loose<Unmapped>) -> Vec<(String, String)> {
    let standards = compliance.standards.0.unwrap_or_default().0.join(", ");
    let own = compliance.requirements.0.unwrap_or_default().0.into_iter().map(|id| (standards.clone(), id));
    let named = unmapped.0.and_then(|unmapped| unmapped.compliance.0).unwrap_or_default().0;
    own.chain(named).take(MAX_REQUIREMENTS).collect()
}

/// A number as ISO 8601: milliseconds since 1970 as the schema has it, or seconds as some tools write.
fn written(time: i64) -> String {
    /// The first of March 1973 in milliseconds; in seconds it lies 3000 years ahead.
    const SURELY_MILLIS: i64 = 100_000_000_000;
    let read = if time.abs() < SURELY_MILLIS {
        jiff::Timestamp::from_second(time)
    } else {
        jiff::Timestamp::from_millisecond(time)
    };
    read.map_or_else(|_| time.to_string(), |moment| moment.to_string())
}
