//! Which of what the programme can say answers a question: by the words that both have, the rarer the more. The words are
//! shown, so that a person sees why; nothing leaves this machine, and nothing is answered without a person.

use super::documents::{Document, documents, standing};
use super::words::words;
use crate::registers::Registers;
use crate::values::Percent;
use crate::values::questionnaire::{SourceRef, plain};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Most suggestions for one question.
pub const MAX_SUGGESTIONS: usize = 3;
/// Least share of a question's words, by weight, that a suggestion shares with it: in tenths of a percent.
pub const LEAST_STRENGTH: u32 = 400;

/// What could be answered, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The answer of the library that it is; `None` when the programme itself says it.
    pub answer: Option<String>,
    /// What it rests on.
    pub sources: Vec<SourceRef>,
    /// What the source is called; for an answer of the library the question that it answered.
    pub title: String,
    /// The text.
    pub text: String,
    /// Share of the question's words that it has, by weight; 100 for the same question.
    pub strength: Percent,
    /// The words that both have, without their endings.
    pub shared: Vec<String>,
    /// It was the very same question.
    pub same: bool,
    /// It is to be confirmed before it is used: a source has changed, or it is old.
    pub stale: bool,
}

/// Everything that the programme can say, ready to be asked.
#[derive(Debug)]
pub struct Matcher {
    documents: Vec<Document>,
    /// The words of each document.
    words: Vec<BTreeSet<String>>,
    /// Weight of each document's words together.
    weights: Vec<usize>,
    /// Documents by word.
    by_word: BTreeMap<String, Vec<usize>>,
    /// Answers of the library by their question.
    same: BTreeMap<String, usize>,
}

impl Matcher {
    /// Gathers what the programme can say on a day. Documents and evidence that are for some readers only are left out.
    pub fn new(registers: &Registers, on: Date) -> Matcher {
        let mut documents = documents(registers, on);
        for document in &mut documents {
            document.stale |= standing(registers, &document.sources, on).iter().any(|(_, stands)| !stands);
        }
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut of: Vec<BTreeSet<String>> = Vec::new();
        for (at, document) in documents.iter().enumerate() {
            let all = words(&document.words);
            all.iter().for_each(|word| by_word.entry(word.clone()).or_default().push(at));
            of.push(all);
        }
        let same = documents.iter().enumerate().filter(|(_, document)| document.answer.is_some());
        let same = same.map(|(at, document)| (plain(&document.title), at)).collect();
        let mut matcher = Matcher { documents, words: of, weights: Vec::new(), by_word, same };
        matcher.weights = matcher.words.iter().map(|all| all.iter().map(|word| matcher.weight(word)).sum()).collect();
        matcher
    }

    /// How many things it can say.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Can it say nothing at all?
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// How much a word tells: 1 when everything has it, more the fewer do.
    fn weight(&self, word: &str) -> usize {
        let have = self.by_word.get(word).map_or(0, Vec::len);
        let ratio = (self.documents.len() + 1) / (have + 1);
        1 + ratio.checked_ilog2().unwrap_or(0) as usize
    }

    /// What could be answered to a question, the best first; at most [`MAX_SUGGESTIONS`].
    pub fn suggest(&self, question: &str) -> Vec<Suggestion> {
        let asked = words(question);
        let total: usize = asked.iter().map(|word| self.weight(word)).sum();
        let same = self.same.get(&plain(question)).copied();
        let mut shared = vec![0_usize; self.documents.len()];
        for word in &asked {
            let weight = self.weight(word);
            for at in self.by_word.get(word).into_iter().flatten() {
                shared[*at] += weight;
            }
        }
        let mut found: Vec<(bool, usize, usize)> = Vec::new();
        for (at, weight) in shared.into_iter().enumerate().filter(|(_, weight)| *weight > 0) {
            let strong = Percent::of(weight, total).tenths() >= LEAST_STRENGTH;
            if strong || same == Some(at) {
                // Of two that share as much, the one that says less beside it.
                let closeness = 2_000 * weight / (total + self.weights[at]).max(1);
                found.push((same == Some(at), closeness + 1_000 * weight / total.max(1), at));
            }
        }
        if let Some(at) = same.filter(|same| !found.iter().any(|(_, _, at)| at == same)) {
            found.push((true, 0, at));
        }
        found.sort_by_key(|(same, closeness, at)| (std::cmp::Reverse((*same, *closeness)), *at));
        let mut cited: BTreeSet<&[SourceRef]> = BTreeSet::new();
        let mut suggestions = Vec::new();
        for (same, _, at) in found {
            let document = &self.documents[at];
            // One suggestion for each source: its best section.
            if document.answer.is_none() && !cited.insert(&document.sources) {
                continue;
            }
            suggestions.push(self.suggestion(at, &asked, total, same));
            if suggestions.len() == MAX_SUGGESTIONS {
                break;
            }
        }
        suggestions
    }

    fn suggestion(&self, at: usize, asked: &BTreeSet<String>, total: usize, same: bool) -> Suggestion {
        let document = &self.documents[at];
        let shared: Vec<String> = asked.intersection(&self.words[at]).cloned().collect();
        let weight: usize = shared.iter().map(|word| self.weight(word)).sum();
        Suggestion {
            answer: document.answer.clone(),
            sources: document.sources.clone(),
            title: document.title.clone(),
            text: document.text.clone(),
            strength: if same { Percent::of(1, 1) } else { Percent::of(weight, total) },
            shared,
            same,
            stale: document.stale,
        }
    }
}
