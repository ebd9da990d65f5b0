//! The glass: what a file really is, what may be shown of it, and what in it should not be there.
//!
//! Bytes in, bytes out; no disk, no network. Nothing of a file is ever handed on as it came: a picture is decoded and
//! encoded again, a page of a PDF is drawn, a text is made harmless. What cannot be shown so is not shown, with a reason.

mod kind;
mod name;
mod secrets;
mod show;
mod sniff;

pub use kind::{Family, Kind};
pub use name::{NAME_MAX, safe_name};
pub use secrets::{Found, HINTS_MAX, Hint, HintKind, LOOKED_MAX, MANY_ADDRESSES, secrets};
pub use show::{Limits, NoPreview, Png, Preview, WORKERS_MAX, preview};
pub use sniff::{HEAD, sniff, sniff_file};
