//! Text left as in a starter text (R163): sentence by sentence, word for word. A filled placeholder makes a sentence one's own.

use crate::values::policy::STARTERS;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// From so many sentences of each hundred on a text is asked about.
pub const LEFT_PERCENT: usize = 75;
/// Fewer sentences than these say nothing: short ones are alike by chance.
pub const LEFT_SENTENCES: usize = 3;
/// Fewest words of a sentence that is compared.
const WORDS: usize = 4;
/// Most lines of one answer.
const MAX_LINES: usize = 200;

/// How much of a text stands in the starter text that it is most like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftAsIs {
    /// Title of the starter text.
    pub starter: &'static str,
    /// Sentences that stand there word for word.
    pub same: usize,
    /// Sentences of the text with at least four words, headings left out.
    pub of: usize,
    /// Lines, from 1, on which these sentences begin.
    pub lines: Vec<usize>,
    /// Its advice on how to use it still stands in the text.
    pub advice: bool,
}

impl LeftAsIs {
    /// Is it asked about: three in four sentences are as they were, or the advice still stands there?
    pub fn asked(&self) -> bool {
        self.advice || (self.same >= LEFT_SENTENCES && self.same * 100 >= self.of * LEFT_PERCENT)
    }
}

struct Known {
    title: &'static str,
    sentences: BTreeSet<String>,
    advice: BTreeSet<String>,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let known = STARTERS.iter().map(|starter| {
        let (mut sentences, mut advice) = (BTreeSet::new(), BTreeSet::new());
        for one in sentences_of(starter.text()) {
            match one.advice {
                true => advice.insert(one.words),
                false => sentences.insert(one.words),
            };
        }
        Known { title: starter.title, sentences, advice }
    });
    known.collect()
});

/// The starter text that a text has most sentences of; `None` when it has none of any.
pub fn unchanged(text: &str) -> Option<LeftAsIs> {
    let all = sentences_of(text);
    let compared = KNOWN.iter().map(|known| {
        let same = all.iter().filter(|one| known.sentences.contains(&one.words));
        let mut lines: Vec<usize> = same.map(|one| one.line).collect();
        let (same, advice) = (lines.len(), all.iter().any(|one| known.advice.contains(&one.words)));
        lines.truncate(MAX_LINES);
        let of = all.iter().filter(|one| !known.advice.contains(&one.words)).count();
        LeftAsIs { starter: known.title, same, of, lines, advice }
    });
    // Of starters that are alike the first is named: `max_by_key` would take the last.
    compared.rev().max_by_key(|one| (one.same, one.advice)).filter(|one| one.same > 0 || one.advice)
}

struct Sentence {
    line: usize,
    words: String,
    /// It stands in a paragraph that is emphasised as a whole, as the advice of starter texts does.
    advice: bool,
}

/// The sentences of a text: paragraphs are joined over their lines, each item of a list stands for itself, headings are none.
fn sentences_of(text: &str) -> Vec<Sentence> {
    let (mut found, mut open): (Vec<Sentence>, Option<(usize, String)>) = (Vec::new(), None);
    for (line, number) in text.lines().chain([""]).zip(1..) {
        let bare = line.trim();
        let heading = bare.starts_with('#');
        let item = bare.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', '-', '|'])
            || bare.starts_with("* ");
        if bare.is_empty() || heading || item {
            found.extend(open.take().into_iter().flat_map(|(line, text)| split(line, &text)));
        }
        if !bare.is_empty() && !heading {
            let (_, words) = open.get_or_insert_with(|| (number, String::new()));
            words.push(' ');
            words.push_str(bare);
        }
    }
    found
}

fn split(line: usize, paragraph: &str) -> Vec<Sentence> {
    let whole = paragraph.trim();
    let advice = whole.len() > 2 && whole.starts_with('*') && whole.ends_with('*') && !whole.starts_with("* ");
    let (mut found, mut from) = (Vec::new(), 0);
    let ends = whole.char_indices().filter(|(at, c)| {
        matches!(c, '.' | '!' | '?') && whole[at + 1..].chars().next().is_none_or(|c| c.is_whitespace() || c == '*')
    });
    for end in ends.map(|(at, _)| at + 1).chain([whole.len()]) {
        let words = normal(&whole[from..end]);
        from = end;
        // What somebody has to fill in is told as a placeholder.
        if words.split(' ').count() >= WORDS && !words.contains("[[") && !words.contains("{{") {
            found.push(Sentence { line, words, advice });
        }
    }
    found
}

/// A sentence as it is compared: in small letters, with single spaces, without marks of lists and of emphasis.
fn normal(sentence: &str) -> String {
    let letters: String = sentence.chars().filter(|c| !matches!(c, '*' | '_' | '`' | '|')).collect();
    let letters = letters.trim().trim_start_matches(['-', '.', ' ']).to_lowercase();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}
