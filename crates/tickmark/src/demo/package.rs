//! The package that was prepared when the auditor came: the window is not over, so it is partial, and says so.

use super::people::SECURITY_LEAD;
use super::story::{Act, Moment, working_day};
use domain::reports::package::PackageAsk;
use domain::values::Audience;
use jiff::civil::Date;

/// The Type II.
const ENGAGEMENT: &str = "EN-2";
/// Days before today on which it was built.
const BUILT: i32 = 2;

/// All of it.
pub(super) fn all(today: Date) -> [Moment; 1] {
    let ask = PackageAsk {
        audience: Audience::CpaFirm,
        engagement: Some(ENGAGEMENT.to_owned()),
        from: None,
        until: None,
        partial: true,
        restricted: false,
    };
    [Moment { on: working_day(today, BUILT), by: SECURITY_LEAD.key, act: Act::Package(Box::new(ask)) }]
}
