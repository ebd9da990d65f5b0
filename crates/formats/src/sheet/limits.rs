//! How much of a spreadsheet is read. Each limit is far above an honest control list and far below what would hurt.

/// The file itself, in bytes: 32 MiB.
pub const MAX_FILE_BYTES: usize = 32 * 1024 * 1024;
/// All parts of a workbook together once unpacked, in bytes: 256 MiB. Measured by unpacking, not by what is declared.
pub const MAX_UNPACKED_BYTES: u64 = 256 * 1024 * 1024;
/// Unpacked bytes for one packed byte; DEFLATE could reach 1032, honest sheets stay under 60.
pub const MAX_RATIO: u64 = 200;
/// Below this many unpacked bytes (1 MiB) the ratio does not matter.
pub const RATIO_FLOOR_BYTES: u64 = 1024 * 1024;
/// Parts (files) inside a workbook.
pub const MAX_ARCHIVE_ENTRIES: usize = 10_000;
/// Sheets of a workbook.
pub const MAX_SHEETS: usize = 100;
/// Rows under the headings.
pub const MAX_DATA_ROWS: usize = 50_000;
/// Columns, counted to the last one with content.
pub const MAX_COLUMNS: usize = 200;
/// Characters in one cell: the limit of the XLSX format itself.
pub const MAX_CELL_CHARS: usize = 32_767;
/// Cells kept in memory for one sheet (50,000 rows of 40 columns).
pub const MAX_CELLS: usize = 2_000_000;
/// Bytes of text kept in memory for one sheet: 128 MiB. One shared text may be named by a million cells.
pub const MAX_TEXT_BYTES: usize = 128 * 1024 * 1024;
/// Rows with content among which the headings are looked for.
pub const HEADER_SEARCH_ROWS: usize = 30;
/// Merged areas of one sheet.
pub const MAX_MERGED_AREAS: usize = 10_000;
/// Addresses that one note lists before it says how many more there are.
pub const MAX_LISTED: usize = 8;
