//! Audit time by people: `library/audit_time.csv`, a public table to plan with.

use domain::values::certification::AuditTime;
use std::sync::OnceLock;

/// The rows, the fewest people first; read at the first call.
pub fn rows() -> &'static [AuditTime] {
    static ROWS: OnceLock<Vec<AuditTime>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let text = include_str!("../../../../library/audit_time.csv");
        text.lines().filter_map(row).collect()
    })
}

/// A row; remarks and the head are none.
fn row(line: &str) -> Option<AuditTime> {
    let mut cells = line.split(',').map(|cell| cell.trim().parse::<u32>());
    let mut next = || cells.next()?.ok();
    Some(AuditTime { from: next()?, to: next()?, tenths: next()? })
}

/// The row for so many people; `None` beyond the table.
pub fn of(people: u32) -> Option<AuditTime> {
    rows().iter().copied().find(|row| (row.from..=row.to).contains(&people))
}
