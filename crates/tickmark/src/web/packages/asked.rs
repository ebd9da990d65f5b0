//! What was chosen, between the address of a page, a form, and what it means.

use crate::web::reading::encode;
use domain::refusal::Refusal;
use domain::reports::package::PackageAsk;
use domain::values::{Audience, PackageSpec};
use jiff::civil::Date;

/// What was chosen, as typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Chosen {
    /// `cpa` or `certification`; empty when nothing was chosen yet.
    pub(super) audience: String,
    pub(super) engagement: String,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) restricted: bool,
}

impl Chosen {
    /// Reads the fields by their names.
    pub(super) fn read(field: impl Fn(&str) -> String) -> Chosen {
        let text = |name| field(name).trim().to_owned();
        Chosen {
            audience: text("for"),
            engagement: text("engagement"),
            from: text("from"),
            until: text("until"),
            restricted: text("restricted") == "yes",
        }
    }

    /// The same, as an address asks for it.
    pub(super) fn of(ask: &PackageAsk) -> Chosen {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        Chosen {
            audience: ask.audience.id().to_owned(),
            engagement: ask.engagement.clone().unwrap_or_default(),
            from: day(ask.from),
            until: day(ask.until),
            restricted: ask.restricted,
        }
    }

    /// The same of a package that was built.
    pub(super) fn of_built(spec: &PackageSpec) -> Chosen {
        let body = spec.audience == Audience::CertificationBody;
        let days = body.then_some(spec.window);
        Chosen {
            audience: spec.audience.id().to_owned(),
            engagement: spec.engagement.clone().unwrap_or_default(),
            from: days.map(|days| days.from.to_string()).unwrap_or_default(),
            until: days.map(|days| days.until.to_string()).unwrap_or_default(),
            restricted: spec.restricted,
        }
    }

    /// Names and values, without those that are empty.
    pub(super) fn fields(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("for", self.audience.as_str()),
            ("engagement", &self.engagement),
            ("from", &self.from),
            ("until", &self.until),
            ("restricted", if self.restricted { "yes" } else { "" }),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The page that shows it again.
    pub(super) fn path(&self) -> String {
        let query: Vec<String> =
            self.fields().into_iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        format!("/packages/new?{}", query.join("&"))
    }

    /// What is meant. The days are those of the engagement for a CPA firm, whatever else stands there.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for another word, [`Refusal::NotPossible`] for what is no day.
    pub(super) fn meant(&self, partial: bool) -> Result<PackageAsk, Refusal> {
        let unknown = || Refusal::Unknown { what: "audience", id: self.audience.clone(), nearest: None };
        let audience = Audience::parse(&self.audience).ok_or_else(unknown)?;
        let given = audience == Audience::CertificationBody;
        Ok(PackageAsk {
            audience,
            engagement: (!self.engagement.is_empty()).then(|| self.engagement.clone()),
            from: if given { day(&self.from, "the first day")? } else { None },
            until: if given { day(&self.until, "the last day")? } else { None },
            partial,
            restricted: self.restricted,
        })
    }
}

fn day(text: &str, field: &str) -> Result<Option<Date>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Refusal::NotPossible {
        sentence: format!("{field}: `{text}` is no date"),
        hint: "write it like 2026-03-31".to_owned(),
    })
}
