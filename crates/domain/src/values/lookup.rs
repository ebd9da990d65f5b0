//! What a typed id means in a framework. The same digits can be a clause or a control: `5.1` is both in ISO/IEC 27001.

use super::reference::canonical;
use super::{Framework, Item, ItemKind};

/// What a typed id means in one framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// Just this item.
    Found(&'a Item),
    /// A clause and a control of the same digits, and nothing typed that tells them apart.
    Either {
        /// The clause.
        clause: &'a Item,
        /// The control.
        control: &'a Item,
    },
    /// Nothing.
    Missing,
}

/// The id without the word clause, and whether that word was written.
fn without_clause(typed: &str) -> (&str, bool) {
    let typed = typed.trim();
    for word in ["clause", "cl."] {
        if let Some((head, rest)) = typed.split_at_checked(word.len())
            && head.eq_ignore_ascii_case(word)
        {
            return (rest.trim(), true);
        }
    }
    (typed, false)
}

/// The canonical spelling of what was typed, the word clause left out; for looking up and for the nearest right id.
pub fn wanted(typed: &str) -> String {
    canonical(without_clause(typed).0)
}

/// The words that tell a control from a clause of the same digits; for a hint.
pub fn told_apart(clause: &Item, control: &Item) -> String {
    format!("write `{}` for the control or `clause {}` for the clause", control.id, clause.id)
}

/// Finds the item that was typed, in any usual spelling: `A.5.7`, `A 5.7`, `5.7` where no clause has these digits,
/// `5.7 (ISO 27002)`, `clause 6.1.2`, `6.1.2` (R5).
pub fn lookup<'a>(framework: &'a Framework, typed: &str) -> Lookup<'a> {
    let (id, clause_written) = without_clause(typed);
    let id = canonical(id);
    let item = framework.item(&id);
    if clause_written {
        return item.filter(|i| i.kind == ItemKind::Clause).map_or(Lookup::Missing, Lookup::Found);
    }
    let digits = id.starts_with(|c: char| c.is_ascii_digit());
    let control = digits.then(|| framework.item(&format!("A.{id}"))).flatten();
    match (item, control) {
        (Some(clause), Some(control)) => Lookup::Either { clause, control },
        (Some(only), None) | (None, Some(only)) => Lookup::Found(only),
        (None, None) => Lookup::Missing,
    }
}
