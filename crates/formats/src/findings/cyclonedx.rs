//! CycloneDX 1.4 to 1.6 in JSON: what a product is made of, and the vulnerabilities that are known of it.
//!
//! A component is information; a vulnerability is a finding of each component that it affects, judged by the analysis in
//! the document: without one it stands.

use super::error::FindingsError;
use super::gather::{Gather, Said, line};
use super::json::{First, FromLoose, List, Loose, object, whole, words};
use super::limits::{MAX_DEPTH, MAX_ITEMS, MAX_NAMED, MAX_REQUIREMENTS, MAX_RESOURCE_CHARS};
use domain::values::{FindingResult, Findings, FindingsFormat};
use serde::Deserialize;
use serde::de::{MapAccess, SeqAccess};
use std::collections::BTreeMap;

const FORMAT: FindingsFormat = FindingsFormat::CycloneDx;

/// The versions that are read.
const VERSIONS: [&str; 3] = ["1.4", "1.5", "1.6"];

pub(super) fn read(text: &str) -> Result<Findings, FindingsError> {
    let bom: Bom = whole(text, FORMAT)?;
    let wrong = |field: &str, found: &str, right: &str| {
        let what = format!("is `{}`", line(found, 40));
        let (place, field, right) = (format!("$.{field}"), field.to_owned(), right.to_owned());
        Err(FindingsError::Field { format: FORMAT, place, field, what, right })
    };
    if bom.format != "CycloneDX" {
        return wrong("bomFormat", &bom.format, "`CycloneDX`");
    }
    if !VERSIONS.contains(&bom.version.as_str()) {
        return wrong("specVersion", &bom.version, "`1.4`, `1.5` or `1.6`");
    }
    let mut gather = Gather::new(FORMAT);
    let metadata = bom.metadata.unwrap_or_default();
    for (name, version) in metadata.tools.0.unwrap_or_default().0 {
        gather.tool(&name, &version);
    }
    gather.began(metadata.timestamp.as_deref().unwrap_or_default());
    gather.ended(metadata.timestamp.as_deref().unwrap_or_default());
    let mut names = BTreeMap::new();
    if let Some(component) = metadata.component {
        gather.target(&component.label());
        component.remember(&mut names);
    }
    for (at, component) in bom.components.0.into_iter().enumerate() {
        parts(&mut gather, &mut names, &format!("$.components[{at}]"), component, 0)?;
    }
    for (at, vulnerability) in bom.vulnerabilities.0.into_iter().enumerate() {
        weakness(&mut gather, &names, at, vulnerability)?;
    }
    Ok(gather.findings())
}

#[derive(Deserialize)]
#[serde(expecting = "an object with `bomFormat` and `specVersion`")]
struct Bom {
    #[serde(rename = "bomFormat")]
    format: String,
    #[serde(rename = "specVersion")]
    version: String,
    metadata: Option<Metadata>,
    #[serde(default)]
    components: List<Component, MAX_ITEMS>,
    #[serde(default)]
    vulnerabilities: List<Vulnerability, MAX_ITEMS>,
}

#[derive(Default, Deserialize)]
#[serde(expecting = "an object")]
struct Metadata {
    timestamp: Option<String>,
    #[serde(default)]
    tools: Loose<Tools>,
    component: Option<Component>,
}

/// Name and version of each tool: a list until version 1.4, an object with components since.
#[derive(Default)]
struct Tools(Vec<(String, String)>);

impl FromLoose for Tools {
    fn list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<Option<Self>, A::Error> {
        let mut tools = Vec::new();
        while let Some(tool) = list.next_element::<Tool>()? {
            if tools.len() <= MAX_NAMED {
                tools.push((tool.name, words(tool.version)));
            }
        }
        Ok(Some(Self(tools)))
    }

    fn object<'de, A: MapAccess<'de>>(map: A) -> Result<Option<Self>, A::Error> {
        #[derive(Deserialize)]
        struct Makers {
            #[serde(default)]
            components: Loose<Tools>,
            #[serde(default)]
            services: Loose<Tools>,
        }
        let makers: Makers = object(map)?;
        let all = [makers.components, makers.services].into_iter().filter_map(|tools| tools.0);
        Ok(Some(Self(all.flat_map(|tools| tools.0).collect())))
    }
}

#[derive(Deserialize)]
#[serde(expecting = "an object with `name`")]
struct Tool {
    name: String,
    version: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with `type` and `name`")]
struct Component {
    name: String,
    group: Option<String>,
    version: Option<String>,
    purl: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "bom-ref")]
    reference: Option<String>,
    #[serde(default)]
    components: List<Component, MAX_ITEMS>,
}

impl Component {
    /// Group, name and version as people write them.
    fn label(&self) -> String {
        let group = self.group.as_ref().filter(|group| !group.is_empty()).map(|group| format!("{group}/"));
        let version = self.version.as_ref().filter(|version| !version.is_empty()).map(|version| format!(" {version}"));
        format!("{}{}{}", words(group), self.name, words(version))
    }

    fn remember(&self, names: &mut BTreeMap<String, String>) {
        if let Some(reference) = &self.reference {
            names.insert(reference.clone(), line(&self.label(), MAX_RESOURCE_CHARS));
        }
    }
}

/// A component and those inside it. The document was held to [`MAX_DEPTH`] before, so that this ends.
fn parts(
    gather: &mut Gather,
    names: &mut BTreeMap<String, String>,
    place: &str,
    component: Component,
    depth: usize,
) -> Result<(), FindingsError> {
    debug_assert!(depth <= MAX_DEPTH, "the outline refuses what lies deeper");
    component.remember(names);
    let label = component.label();
    let said = Said {
        id: words(component.purl.or(component.reference)),
        title: label.clone(),
        resource: label.clone(),
        detail: component.kind,
        ..Said::default()
    };
    let said = if said.id.is_empty() { Said { id: label, ..said } } else { said };
    gather.item(|| place.to_owned(), said.with(FindingResult::Informational))?;
    for (at, inside) in component.components.0.into_iter().enumerate() {
        parts(gather, names, &format!("{place}.components[{at}]"), inside, depth + 1)?;
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(expecting = "an object with a vulnerability")]
struct Vulnerability {
    id: Option<String>,
    #[serde(rename = "bom-ref")]
    reference: Option<String>,
    description: Option<String>,
    detail: Option<String>,
    recommendation: Option<String>,
    #[serde(default)]
    ratings: First<Rating>,
    #[serde(default)]
    cwes: List<u32, MAX_REQUIREMENTS>,
    analysis: Option<Analysis>,
    #[serde(default)]
    affects: List<Affected, MAX_ITEMS>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Rating {
    severity: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Analysis {
    state: Option<String>,
    justification: Option<String>,
    detail: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with `ref`")]
struct Affected {
    #[serde(rename = "ref")]
    reference: String,
}

fn weakness(
    gather: &mut Gather,
    names: &BTreeMap<String, String>,
    at: usize,
    vulnerability: Vulnerability,
) -> Result<(), FindingsError> {
    let place = || format!("$.vulnerabilities[{at}]");
    let result = judged(vulnerability.analysis.as_ref());
    let severity = words(vulnerability.ratings.0.and_then(|rating| rating.severity));
    let id = words(vulnerability.id.or(vulnerability.reference));
    let description = words(vulnerability.description.clone().or(vulnerability.detail));
    let analysis = vulnerability.analysis.map(|analysis| {
        [analysis.state, analysis.justification, analysis.detail].into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    let analysis = analysis.filter(|words| !words.is_empty()).map(|words| format!("Analysis: {words}."));
    let texts = [analysis, Some(description), vulnerability.recommendation].into_iter().flatten();
    // Cut before it is copied for each component that is affected.
    let detail = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    let said = |resource: &str| Said {
        id: id.clone(),
        title: format!("{id} {}", words(vulnerability.description.as_deref().map(first_sentence))),
        severity: severity.clone(),
        resource: resource.to_owned(),
        requirements: vulnerability.cwes.0.iter().map(|cwe| ("CWE".to_owned(), format!("CWE-{cwe}"))).collect(),
        detail: detail.clone(),
    };
    if vulnerability.affects.0.is_empty() {
        return gather.item(place, said("").with(result));
    }
    for affected in &vulnerability.affects.0 {
        let resource = names.get(&affected.reference).unwrap_or(&affected.reference);
        gather.item(place, said(resource).with(result))?;
    }
    Ok(())
}

/// The states of an analysis (`impactAnalysisState`); one that the schema does not know leaves it open.
fn judged(analysis: Option<&Analysis>) -> FindingResult {
    match analysis.and_then(|analysis| analysis.state.as_deref()) {
        None | Some("exploitable") => FindingResult::Fail,
        Some("resolved" | "resolved_with_pedigree") => FindingResult::Pass,
        Some("not_affected" | "false_positive") => FindingResult::NotApplicable,
        Some(_) => FindingResult::Unknown,
    }
}

fn first_sentence(text: &str) -> String {
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    let end = text[..end].find(". ").unwrap_or(end);
    line(&text[..end], 200)
}
