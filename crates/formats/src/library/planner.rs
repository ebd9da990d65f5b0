//! Tables of time and cost: `library/planner/time-and-cost.yaml`, whose published figures stand in the claims.

use domain::values::plan::Tables;
use std::sync::OnceLock;

/// The built-in tables, read at the first call.
pub fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let text = include_str!(concat!(env!("OUT_DIR"), "/time-and-cost.json"));
        serde_json::from_str(text).expect("the build wrote this text, and a test reads every table")
    })
}
