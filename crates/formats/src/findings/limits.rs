//! How much of another tool's results is read. Each limit is far above an honest report and far below what would hurt.

/// The document, in bytes: 64 MiB.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// Findings of one document.
pub const MAX_ITEMS: usize = 200_000;
/// How deep objects, lists or elements lie in each other.
pub const MAX_DEPTH: usize = 64;
/// Objects of a JSON document, empty ones included.
pub const MAX_OBJECTS: usize = 2_000_000;
/// Runs of one SARIF document.
pub const MAX_RUNS: usize = 20;
/// Rules that a tool describes in one document.
pub const MAX_RULES: usize = 50_000;
/// Bytes of one line of a Lynis report, and of the attributes of one XML element: 1 MiB.
pub const MAX_LINE_BYTES: usize = 1024 * 1024;
/// Attributes of one XML element.
pub const MAX_ATTRIBUTES: usize = 100;
/// Requirements kept for one finding, of which a scanner of clouds names more than 200; a tool that names more is cut.
pub const MAX_REQUIREMENTS: usize = 1_000;
/// Characters kept of an id, a name, a version, a severity or a moment.
pub const MAX_ID_CHARS: usize = 300;
/// Characters kept of a title.
pub const MAX_TITLE_CHARS: usize = 500;
/// Characters kept of a resource or target.
pub const MAX_RESOURCE_CHARS: usize = 1_000;
/// Characters kept of a detail.
pub const MAX_DETAIL_CHARS: usize = 4_000;
/// Tools, targets or versions that are named one after the other before the rest is left out.
pub const MAX_NAMED: usize = 10;
