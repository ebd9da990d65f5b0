//! A text as words: letters in their plain form, what parts them, and where they stand.

/// A word, and whether something stands before it that ends a sentence or a part of one.
#[derive(Default)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) line: usize,
    /// Where it begins and ends in the text, in bytes.
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) sentence: bool,
    pub(super) comma: bool,
    /// A colon stands before it.
    pub(super) colon: bool,
    /// Something else than blanks stands before it on its line, or it begins a line.
    pub(super) parted: bool,
}

/// The letters of a text in their plain form, each with where it stands, in bytes.
pub(super) fn folded(text: &str) -> Vec<(char, usize)> {
    let plain = text.char_indices().filter_map(|(at, letter)| Some((fold(letter)?, at)));
    plain.flat_map(|(letter, at)| letter.to_lowercase().map(move |letter| (letter, at))).collect()
}

/// The words of a text while they are read.
#[derive(Default)]
struct Reading {
    all: Vec<Word>,
    word: Word,
    line: usize,
}

impl Reading {
    fn letter(&mut self, letter: char, at: usize) {
        // `soc2`, `type2` and `iso27001` are two words each.
        if matches!(self.word.text.as_str(), "soc" | "type" | "iso" | "iec") && letter.is_ascii_digit() {
            self.end();
        }
        if self.word.text.is_empty() {
            (self.word.line, self.word.from) = (self.line, at);
        }
        self.word.text.push(letter);
        self.word.until = at;
    }

    fn end(&mut self) {
        if !self.word.text.is_empty() {
            self.all.push(std::mem::take(&mut self.word));
        }
    }

    /// What stands between two words; `next` is what follows it.
    fn between(&mut self, letter: Option<char>, next: Option<char>) {
        let ends = next.is_none_or(char::is_whitespace);
        match letter {
            Some('.' | '!' | '?' | ';') if ends => self.word.sentence = true,
            Some('|') => self.word.sentence = true,
            Some(',' | ':') if ends => self.word.comma = true,
            Some('\n') => {
                self.word.sentence |= next == Some('\n');
                self.line += 1;
            }
            _ => {}
        }
        self.word.colon |= letter == Some(':');
        self.word.parted |= letter.is_some_and(|c| c == '\n' || !(c.is_whitespace() || c == '-'));
    }
}

pub(super) fn words_of(folded: &[(char, usize)], joined: bool) -> Vec<Word> {
    let mut reading = Reading { line: 1, ..Reading::default() };
    let letter = |at: usize| folded.get(at).map(|(letter, _)| *letter);
    let mut at = 0;
    while at <= folded.len() {
        if let Some((found, place)) = folded.get(at).filter(|(c, _)| c.is_alphanumeric()) {
            reading.letter(*found, *place);
            at += 1;
            continue;
        }
        if joined && !reading.word.text.is_empty() && letter(at) == Some('-') && letter(at + 1) == Some('\n') {
            reading.line += 1;
            at += 2;
            while letter(at).is_some_and(|c| matches!(c, ' ' | '\t')) {
                at += 1;
            }
            continue;
        }
        reading.end();
        if let Some(behind) = markup(folded, at) {
            at = behind;
            continue;
        }
        reading.between(letter(at), letter(at + 1));
        at += 1;
    }
    reading.all
}

/// Tags of HTML that stand in a text without being read.
const TAGS: &[&str] = &[
    "a", "b", "br", "code", "div", "em", "h1", "h2", "h3", "i", "li", "mark", "p", "small", "span", "strong", "sub",
    "sup", "td", "th", "u",
];
/// Letters of HTML that are written by name, and are no word.
const NAMED: &[&str] = &["amp", "nbsp", "ensp", "emsp", "thinsp", "quot", "lt", "gt", "#38", "#160", "#xa0"];
/// How the target of a link of Markdown begins.
const TARGETS: &[&str] = &["http://", "https://", "mailto:", "/", "#"];
/// Longest target of a link that is passed over, in letters.
const MAX_TARGET: usize = 500;

/// The place behind markup that a reader does not see: the name of a tag, a letter by name, the target of a link. What a tag
/// holds besides its name is read.
fn markup(folded: &[(char, usize)], at: usize) -> Option<usize> {
    let letter = |at: usize| folded.get(at).map(|(letter, _)| *letter);
    let taken = |from: usize, most: usize, keep: fn(char) -> bool| -> (String, usize) {
        let rest = folded.get(from..).unwrap_or_default();
        let text: String = rest.iter().map(|(letter, _)| *letter).take_while(|c| keep(*c)).take(most).collect();
        let end = from + text.chars().count();
        (text, end)
    };
    match letter(at)? {
        '<' => {
            let from = at + 1 + usize::from(letter(at + 1) == Some('/'));
            let (name, end) = taken(from, 8, |c| c.is_ascii_alphanumeric());
            let ends = matches!(letter(end), Some('>' | '/' | ' '));
            (ends && TAGS.contains(&name.as_str())).then_some(end)
        }
        '&' => {
            let (name, end) = taken(at + 1, 8, |c| c.is_ascii_alphanumeric() || c == '#');
            (letter(end) == Some(';') && NAMED.contains(&name.as_str())).then_some(end + 1)
        }
        ']' if letter(at + 1) == Some('(') => {
            let (target, end) = taken(at + 2, MAX_TARGET, |c| !c.is_whitespace() && c != ')');
            let leads = TARGETS.iter().any(|begin| target.starts_with(begin));
            (leads && letter(end) == Some(')')).then_some(end + 1)
        }
        _ => None,
    }
}

/// Wide letters as plain ones; what has no width falls away, whatever dash it is becomes a hyphen.
fn fold(letter: char) -> Option<char> {
    match letter {
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\r' => None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0),
        other => Some(other),
    }
}
