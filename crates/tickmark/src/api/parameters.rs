//! Parameters that many operations share, as the document describes them; [`super::call::Call`] reads them as a map.

use utoipa::IntoParams;

/// Which organisation.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "describes a part of the address for the document; the call reads it by name")]
pub(super) struct InOrganisation {
    /// Short name of the organisation.
    organisation: String,
}

/// How a crosswalk is read.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the query for the document; the call reads it by name")]
pub(super) struct Reading {
    /// Id of the crosswalk; left out, the organisation's own, or `truvo-2026-05` for the library.
    crosswalk: Option<String>,
    /// Categories in scope, comma-separated: security, availability, confidentiality, `processing_integrity`, privacy;
    /// or `all`. Left out: the organisation's scope, or security for the library.
    categories: Option<String>,
    /// How broad references such as "A 8.x" are read: `literal` or `broad`.
    mode: Option<String>,
}

/// As of when an organisation is asked.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the query for the document; the call reads it by name")]
pub(super) struct Moment {
    /// What had been recorded by the end of this day (UTC), such as 2026-03-31.
    #[param(rename = "as-of", value_type = Option<String>, format = Date)]
    as_of: Option<String>,
    /// The day on which validity is judged; left out, the day of `as-of`, or today.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<String>,
}

/// What if something were added or lost?
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the query for the document; the call reads it by name")]
pub(super) struct WhatIfChanged {
    /// What if these categories were added? Comma-separated.
    add: Option<String>,
    /// What if these criteria (or own controls of the organisation) were lost? Comma-separated.
    without: Option<String>,
}

/// So that a change asked twice happens once.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes a header for the document; the call reads it by name")]
pub(super) struct Once {
    /// 1 to 128 visible ASCII characters chosen by the caller, such as a UUID. The same change sent again with the same
    /// key happens once; the receipt then says `repeated`. The key with another change is refused as `key_reused`.
    #[param(rename = "Idempotency-Key", min_length = 1, max_length = 128, pattern = "^[!-~]+$", example = "7f6c1d0a")]
    idempotency_key: Option<String>,
}

/// So that nobody overwrites what somebody else wrote meanwhile.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes a header for the document; the call reads it by name")]
pub(super) struct Matching {
    /// The `ETag` of what the change is based on, as it was given; `*` for whatever it is now. It may be left out only where
    /// nothing is there yet; else the answer is 428.
    #[param(rename = "If-Match", pattern = "^([*]|\"[0-9]{1,15}\")$", example = "*")]
    if_match: Option<String>,
}

/// Which page of a list.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the query for the document; the call reads it by name")]
pub(super) struct Paging {
    /// Go on behind this one: the `next` of the page before.
    after: Option<String>,
    /// How many; 500 when left out, at most 2000.
    limit: Option<u64>,
}
