//! What a text says against what evidence shows: a word such as "quarterly" near a control is compared with the frequency of
//! that control and with its runs of the last year (R164); a duty, such as "must", asks for a control and for accepted evidence
//! of its last period (R163). What does not fit is a question, and never a verdict.

use crate::registers::Registers;
use crate::registers::policy::HeldPolicy;
use crate::values::{EvidenceState, Frequency};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Most questions of one document.
const MAX_QUESTIONS: usize = 200;
/// Most characters of a sentence that are shown.
const SHOWN: usize = 160;

/// How often something is done, as words say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cadence {
    /// The frequency.
    pub frequency: Frequency,
    /// Runs that a year of it asks for.
    pub a_year: usize,
}

/// What a statement says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// How often something is done.
    Often(Cadence),
    /// That something has to be so, without saying how often.
    Duty,
}

/// Why a statement of a text is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PracticeDoubt {
    /// No control is near it.
    NoControl,
    /// The control that is near it says no frequency.
    NoFrequency {
        /// The control.
        control: String,
    },
    /// The control that is near it has another frequency.
    OtherFrequency {
        /// The control.
        control: String,
        /// Its frequency.
        frequency: Frequency,
    },
    /// Evidence shows fewer runs in the last year than the text asks for.
    FewRuns {
        /// The control.
        control: String,
        /// Runs that evidence shows.
        runs: usize,
    },
    /// No accepted evidence shows a run in the last period: that of the frequency, or a year where there is none.
    NoEvidence {
        /// The control.
        control: String,
        /// The first day of that period.
        since: Date,
    },
}

/// A statement of a text with a cadence or a duty, and what is asked about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practice {
    /// Its line, from 1.
    pub line: usize,
    /// The words, shortened.
    pub words: String,
    /// What they say.
    pub says: Says,
    /// The control that it was compared with.
    pub control: Option<String>,
    /// What does not fit; `None` where all fits.
    pub doubt: Option<PracticeDoubt>,
}

/// Words that say how often, the longer before what they contain.
const WORDS: &[(&str, Frequency)] = &[
    ("semi-annual", Frequency::HalfYearly),
    ("semiannual", Frequency::HalfYearly),
    ("half-yearly", Frequency::HalfYearly),
    ("every six months", Frequency::HalfYearly),
    ("every 6 months", Frequency::HalfYearly),
    ("twice a year", Frequency::HalfYearly),
    ("quarterly", Frequency::Quarterly),
    ("every quarter", Frequency::Quarterly),
    ("each quarter", Frequency::Quarterly),
    ("every three months", Frequency::Quarterly),
    ("monthly", Frequency::Monthly),
    ("every month", Frequency::Monthly),
    ("each month", Frequency::Monthly),
    ("weekly", Frequency::Weekly),
    ("every week", Frequency::Weekly),
    ("each week", Frequency::Weekly),
    ("annually", Frequency::Annual),
    ("annual", Frequency::Annual),
    ("yearly", Frequency::Annual),
    ("every year", Frequency::Annual),
    ("each year", Frequency::Annual),
    ("once a year", Frequency::Annual),
];

/// Words that say that something has to be so.
const DUTIES: [&str; 8] =
    ["must", "shall", "has to", "have to", "is required to", "are required to", "is mandatory", "are mandatory"];

fn a_year(frequency: Frequency) -> usize {
    match frequency {
        Frequency::Weekly => 52,
        Frequency::Monthly => 12,
        Frequency::Quarterly => 4,
        Frequency::HalfYearly => 2,
        _ => 1,
    }
}

/// What evidence shows of controls on a day, each control read once however many statements speak of it.
pub(super) struct Shown<'a> {
    registers: &'a Registers,
    day: Date,
    /// By control: the days on which it ran, and whether the item that shows it is accepted.
    runs: BTreeMap<String, Vec<(Date, bool)>>,
}

impl<'a> Shown<'a> {
    pub(super) fn on(registers: &'a Registers, day: Date) -> Shown<'a> {
        Shown { registers, day, runs: BTreeMap::new() }
    }

    fn runs(&mut self, control: &str) -> &[(Date, bool)] {
        let evidence = &self.registers.evidence;
        self.runs.entry(control.to_owned()).or_insert_with(|| {
            let runs = evidence.runs(control).into_iter();
            runs.map(|run| (run.on, run.held.state == EvidenceState::Accepted)).collect()
        })
    }
}

/// The statements with a cadence or a duty of the version that speaks, in the order of the lines.
pub fn practice(registers: &Registers, held: &HeldPolicy, day: Date) -> Vec<Practice> {
    practice_of(&mut Shown::on(registers, day), held)
}

/// As [`practice`], for one document of many.
pub(super) fn practice_of(shown: &mut Shown<'_>, held: &HeldPolicy) -> Vec<Practice> {
    let Some(version) = held.speaks(shown.day) else { return Vec::new() };
    let (mut found, mut heading, mut paragraph) = (Vec::new(), Vec::new(), Vec::new());
    for (line, number) in version.text.lines().chain([""]).zip(1..) {
        if line.trim().is_empty() || line.starts_with('#') {
            found.extend(of_paragraph(shown, held, &paragraph, &heading));
            paragraph.clear();
            if line.starts_with('#') {
                heading = named(held, line);
                paragraph.push((number, line));
            }
        } else {
            paragraph.push((number, line));
        }
    }
    found.truncate(MAX_QUESTIONS);
    found
}

/// The linked controls that a line names by their ids.
fn named(held: &HeldPolicy, line: &str) -> Vec<String> {
    if held.policy.controls.is_empty() {
        return Vec::new();
    }
    let word = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == '.';
    let words: Vec<&str> = line.split(|c| !word(c)).map(|word| word.trim_end_matches('.')).collect();
    held.policy.controls.iter().filter(|id| words.iter().any(|word| word.eq_ignore_ascii_case(id))).cloned().collect()
}

fn of_paragraph(
    shown: &mut Shown<'_>,
    held: &HeldPolicy,
    paragraph: &[(usize, &str)],
    heading: &[String],
) -> Vec<Practice> {
    let here: Vec<String> = paragraph.iter().flat_map(|(_, line)| named(held, line)).collect();
    let near = match (here.is_empty(), heading.is_empty()) {
        (false, _) => here.as_slice(),
        (true, false) => heading,
        (true, true) => &[],
    };
    // A document about one control alone speaks of it everywhere.
    let only: Vec<String> = held.policy.controls.iter().cloned().collect();
    let near = if near.is_empty() && only.len() == 1 { only.as_slice() } else { near };
    let said = paragraph.iter().filter_map(|(number, line)| Some((*number, *line, says(line)?)));
    said.map(|(line, words, says)| {
        // On its own line a control comes before those of its paragraph.
        let on_line = named(held, words);
        let control = on_line.first().or(near.first()).cloned();
        let doubt = doubt(shown, control.as_deref(), says);
        Practice { line, words: short(words), says, control, doubt }
    })
    .collect()
}

fn says(line: &str) -> Option<Says> {
    let line = line.to_lowercase();
    cadence(&line).map(Says::Often).or_else(|| duty(&line).then_some(Says::Duty))
}

fn apart(c: Option<char>) -> bool {
    c.is_none_or(|c| !c.is_alphanumeric())
}

/// Does a line in small letters say that something has to be so? Headings name duties and state none.
fn duty(line: &str) -> bool {
    let whole = |(at, words): (usize, &str)| {
        apart(line[..at].chars().next_back()) && apart(line[at + words.len()..].chars().next())
    };
    !line.starts_with('#') && DUTIES.iter().any(|words| line.match_indices(words).any(whole))
}

fn cadence(line: &str) -> Option<Cadence> {
    let says = |words: &str| {
        let mut places = line.match_indices(words);
        places.any(|(at, _)| {
            // "bi-monthly" and "semi-monthly" mean something else to each reader.
            let before = &line[..at];
            apart(before.chars().next_back())
                && !["bi-", "semi-", "by-"].iter().any(|prefix| before.ends_with(prefix))
                && apart(line[at + words.len()..].chars().next()).max(words.ends_with("annual"))
        })
    };
    let (_, frequency) = WORDS.iter().find(|(words, _)| says(words))?;
    Some(Cadence { frequency: *frequency, a_year: a_year(*frequency) })
}

fn doubt(shown: &mut Shown<'_>, control: Option<&str>, says: Says) -> Option<PracticeDoubt> {
    let Some(control) = control else { return Some(PracticeDoubt::NoControl) };
    let (day, id) = (shown.day, || control.to_owned());
    let version = shown.registers.operations.controls.get(control).and_then(|held| held.on(day));
    let own = version.and_then(|version| version.frequency);
    let frequency = match says {
        Says::Duty => own,
        Says::Often(says) => {
            let Some(frequency) = own else { return Some(PracticeDoubt::NoFrequency { control: id() }) };
            if frequency != says.frequency {
                return Some(PracticeDoubt::OtherFrequency { control: id(), frequency });
            }
            let since = day.saturating_sub(1.year());
            let runs = shown.runs(control).iter().filter(|(on, _)| *on > since && *on <= day).count();
            if runs < says.a_year {
                return Some(PracticeDoubt::FewRuns { control: id(), runs });
            }
            own
        }
    };
    let since = began(frequency, day);
    let accepted = shown.runs(control).iter().any(|(on, accepted)| *accepted && (since..=day).contains(on));
    (!accepted).then(|| PracticeDoubt::NoEvidence { control: id(), since })
}

/// The first day of the last period of a control: as long as its frequency; a month for what runs more often than weekly, a year
/// for what runs on an event or says nothing.
fn began(frequency: Option<Frequency>, day: Date) -> Date {
    let before = match frequency {
        Some(Frequency::Weekly) => 7.days(),
        Some(Frequency::Continuous | Frequency::BusinessDay | Frequency::Monthly) => 1.months(),
        Some(Frequency::Quarterly) => 3.months(),
        Some(Frequency::HalfYearly) => 6.months(),
        Some(Frequency::Annual | Frequency::EventDriven) | None => 1.years(),
    };
    day.saturating_sub(before)
}

fn short(line: &str) -> String {
    let line = line.trim();
    match line.chars().count() > SHOWN {
        true => format!("{}…", line.chars().take(SHOWN).collect::<String>()),
        false => line.to_owned(),
    }
}
