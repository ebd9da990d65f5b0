//! Tables of sample sizes: `library/sampling_profiles.csv`, and files of the same columns (K6).

use super::MAX_BYTES;
use super::problem::{Problem, Severity};
use csv::StringRecord;
use domain::values::nearest::nearest;
use domain::values::sampling::{MAX_POPULATION, SampleRule, SamplingFrequency, SamplingProfile, SamplingRow};
use std::sync::OnceLock;

/// Most rows of one file.
pub const MAX_ROWS: usize = 1_000;

/// The columns, in their order.
const COLUMNS: [&str; 8] = [
    "profile",
    "frequency",
    "typical_population_per_year",
    "sample_low_risk",
    "sample_moderate_risk",
    "sample_high_risk",
    "rule",
    "source",
];
const SIZES: [usize; 3] = [3, 4, 5];

/// The built-in profiles, in the order of their file; read at the first call.
pub fn profiles() -> &'static [SamplingProfile] {
    static PROFILES: OnceLock<Vec<SamplingProfile>> = OnceLock::new();
    PROFILES.get_or_init(|| {
        let text = include_str!("../../../../library/sampling_profiles.csv");
        read(text.as_bytes(), "library/sampling_profiles.csv").expect("the built-in table is sound, as a test shows")
    })
}

/// Reads a file of profiles; `name` is the file name that problems print.
///
/// # Errors
/// Every problem of the file, each with its line and field.
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<SamplingProfile>, Vec<Problem>> {
    let mut reading = Reading { file: name, profiles: Vec::new(), problems: Vec::new() };
    if bytes.len() > MAX_BYTES {
        reading.says(0, "", format!("is larger than {MAX_BYTES} bytes"), "split it".to_owned());
        return Err(reading.problems);
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut records = reader.records();
    if !reading.heads(records.next()) {
        return Err(reading.problems);
    }
    for (n, record) in records.enumerate() {
        if n == MAX_ROWS {
            reading.says(n + 2, "", format!("has more than {MAX_ROWS} rows"), "split it".to_owned());
            break;
        }
        match record {
            Ok(record) => reading.row(&record),
            Err(e) => {
                let line = e.position().map_or(0, csv::Position::line);
                reading.says(line_number(line), "", e.to_string(), "save it as CSV in UTF-8".to_owned());
                break;
            }
        }
    }
    if reading.profiles.is_empty() && reading.problems.is_empty() {
        reading.says(2, "", "has no row".to_owned(), "write one row for each frequency".to_owned());
    }
    if reading.problems.is_empty() { Ok(reading.profiles) } else { Err(reading.problems) }
}

fn line_number(line: u64) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

struct Reading<'a> {
    file: &'a str,
    profiles: Vec<SamplingProfile>,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn says(&mut self, line: usize, field: &str, message: String, hint: String) {
        let (file, field) = (self.file.to_owned(), field.to_owned());
        self.problems.push(Problem { severity: Severity::Error, file, line, column: 1, field, message, hint });
    }

    /// Are the headings those of a table of sample sizes?
    fn heads(&mut self, first: Option<Result<StringRecord, csv::Error>>) -> bool {
        let hint = || format!("the columns are {}", COLUMNS.join(","));
        let found: Vec<String> = match first {
            Some(Ok(record)) => record.iter().map(|cell| cell.trim_matches([' ', '\u{feff}']).to_owned()).collect(),
            Some(Err(e)) => return self.says_no(1, e.to_string(), hint()),
            None => return self.says_no(1, "is empty".to_owned(), hint()),
        };
        if found != COLUMNS {
            let wrong = found.iter().find(|cell| !COLUMNS.contains(&cell.as_str()));
            let message = match wrong {
                Some(cell) => format!("`{cell}` is no column of this table"),
                None => "the columns are not those of this table, in their order".to_owned(),
            };
            return self.says_no(1, message, hint());
        }
        true
    }

    fn says_no(&mut self, line: usize, message: String, hint: String) -> bool {
        self.says(line, "", message, hint);
        false
    }

    fn row(&mut self, record: &StringRecord) {
        let line = record.position().map_or(0, |p| line_number(p.line()));
        if record.len() != COLUMNS.len() {
            let message = format!("has {} cells", record.len());
            return self.says(line, "", message, format!("write {}; quote a cell with a comma", COLUMNS.len()));
        }
        let before = self.problems.len();
        let cell = |at: usize| record.get(at).unwrap_or_default().trim().to_owned();
        let id = cell(0);
        let named =
            !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
        if !named {
            let hint = "use letters, digits, hyphen and underscore, at most 64 characters".to_owned();
            self.says(line, COLUMNS[0], format!("`{id}` is no id of a profile"), hint);
        }
        let frequency = self.frequency(line, &cell(1));
        let rule = SampleRule::parse(&cell(6));
        if rule.is_none() {
            let hint =
                "write `min(population;table)`, `all`, `all when N<20` or `clamp(ceil(0.10*N),5,25); all when N<5`";
            self.says(line, COLUMNS[6], format!("`{}` is no rule", cell(6)), hint.to_owned());
        }
        let sizes = self.sizes(line, &SIZES.map(cell), rule.is_some_and(SampleRule::needs_sizes));
        if cell(7).is_empty() {
            let hint = "say who published it; sizes are the auditor's judgement".to_owned();
            self.says(line, COLUMNS[7], "is empty".to_owned(), hint);
        }
        let (Some(frequency), Some(rule), true) = (frequency, rule, self.problems.len() == before) else { return };
        self.keep(line, id, SamplingRow { frequency, typical: cell(2), sizes, rule, source: cell(7) });
    }

    fn frequency(&mut self, line: usize, text: &str) -> Option<SamplingFrequency> {
        let known = SamplingFrequency::ALL.map(SamplingFrequency::id);
        let frequency = SamplingFrequency::ALL.into_iter().find(|f| f.id() == text);
        if frequency.is_none() {
            let hint = match nearest(text, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use one of {}", known.join(", ")),
            };
            self.says(line, COLUMNS[1], format!("no frequency is known as `{text}`"), hint);
        }
        frequency
    }

    /// The three sizes; either all of them or none.
    fn sizes(&mut self, line: usize, cells: &[String; 3], needed: bool) -> Option<[u32; 3]> {
        if !needed && cells.iter().all(String::is_empty) {
            return None;
        }
        let mut sizes = [0; 3];
        for ((size, text), column) in sizes.iter_mut().zip(cells).zip(SIZES) {
            let plain = text.bytes().all(|b| b.is_ascii_digit());
            match text.parse().ok().filter(|n| plain && (1..=MAX_POPULATION).contains(n)) {
                Some(number) => *size = number,
                None => {
                    let hint = format!("write a whole number from 1 to {MAX_POPULATION}");
                    self.says(line, COLUMNS[column], format!("`{text}` is no sample size"), hint);
                }
            }
        }
        Some(sizes)
    }

    fn keep(&mut self, line: usize, id: String, row: SamplingRow) {
        let at = self.profiles.iter().position(|p| p.id == id).unwrap_or_else(|| {
            self.profiles.push(SamplingProfile { id, rows: Vec::new() });
            self.profiles.len() - 1
        });
        if self.profiles[at].rows.iter().any(|r| r.frequency == row.frequency) {
            let message = format!("`{}` stands twice in the profile `{}`", row.frequency.id(), self.profiles[at].id);
            return self.says(line, COLUMNS[1], message, "keep one row for each frequency".to_owned());
        }
        self.profiles[at].rows.push(row);
    }
}
