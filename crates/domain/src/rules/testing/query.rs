//! The query of a population lists what is there, and changes nothing: what would change the data as it lists them proves
//! nothing of them.

use crate::refusal::Refusal;

/// Statements of a database that change something: how each begins, in lower case.
const CHANGES: [[&str; 2]; 20] = [
    ["delete", "from"],
    ["insert", "into"],
    ["merge", "into"],
    ["replace", "into"],
    ["truncate", "table"],
    ["drop", "table"],
    ["drop", "view"],
    ["drop", "schema"],
    ["drop", "database"],
    ["drop", "index"],
    ["drop", "user"],
    ["drop", "role"],
    ["alter", "table"],
    ["alter", "database"],
    ["alter", "user"],
    ["alter", "role"],
    ["create", "table"],
    ["create", "view"],
    ["create", "user"],
    ["create", "role"],
];

/// How many words after `UPDATE` its `SET` is looked for: a name, an alias and `AS` stand between.
const UPDATE_SET: usize = 4;

/// A query that only reads, or words that are no statement of a database.
///
/// # Errors
/// [`Refusal::NotPossible`] that names the statement which changes something.
pub(super) fn reads_only(query: &str) -> Result<(), Refusal> {
    let Some(change) = change_in(&words(query)) else {
        return Ok(());
    };
    Err(Refusal::NotPossible {
        sentence: format!("the query: `{change}` changes the data that it is to list"),
        hint: "give the query that made the list: one that only reads, such as SELECT".to_owned(),
    })
}

/// The first statement that changes something, where a statement can begin.
fn change_in(words: &[String]) -> Option<String> {
    let begins = |at: usize| at == 0 || matches!(words[at - 1].as_str(), ";" | "(");
    (0..words.len()).filter(|at| begins(*at)).find_map(|at| {
        let found = match &words[at..] {
            [update, rest @ ..] if update == "update" => rest.iter().take(UPDATE_SET).any(|word| word == "set"),
            [first, second, ..] => CHANGES.iter().any(|[a, b]| first == a && second == b),
            _ => false,
        };
        found.then(|| words[at..].iter().take(2).cloned().collect::<Vec<_>>().join(" ").to_uppercase())
    })
}

/// Words in lower case, `;` and `(` each as one; what stands in quotation marks or in a comment is left out.
fn words(query: &str) -> Vec<String> {
    let (mut words, mut rest) = (Vec::new(), query);
    while let Some(first) = rest.chars().next() {
        let until = |end: &str, skip: usize| rest[skip..].find(end).map_or("", |at| &rest[skip + at + end.len()..]);
        rest = match first {
            '\'' => until("'", 1),
            '"' => until("\"", 1),
            '-' if rest.starts_with("--") => until("\n", 2),
            '/' if rest.starts_with("/*") => until("*/", 2),
            ';' | '(' => {
                words.push(first.to_string());
                &rest[1..]
            }
            c if c.is_alphanumeric() || c == '_' => {
                let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
                words.push(rest[..end].to_lowercase());
                &rest[end..]
            }
            c => &rest[c.len_utf8()..],
        };
    }
    words
}

#[cfg(test)]
mod unit {
    use super::reads_only;

    #[test]
    fn what_changes_data_is_no_query_of_a_population() {
        for (query, named) in [
            ("DELETE FROM changes WHERE closed", "DELETE FROM"),
            ("  delete\n from changes", "DELETE FROM"),
            ("UPDATE changes SET seen = true RETURNING id", "UPDATE CHANGES"),
            ("update changes as c set seen = true", "UPDATE CHANGES"),
            ("SELECT 1; drop table changes", "DROP TABLE"),
            ("WITH gone AS (DELETE FROM changes RETURNING id) SELECT * FROM gone", "DELETE FROM"),
            ("/* list */ insert into t select 1", "INSERT INTO"),
            ("-- all\nTRUNCATE TABLE changes", "TRUNCATE TABLE"),
        ] {
            let told = reads_only(query).unwrap_err();
            assert!(told.to_string().contains(named) && told.hint().contains("SELECT"), "{query}: {told}");
        }
    }

    #[test]
    fn what_reads_and_what_is_said_in_words_stays() {
        for query in [
            "SELECT id FROM changes WHERE act = 'DELETE FROM x'",
            "select \"update\" from t where note = 'it''s; drop table t'",
            "type = change AND closed in window",
            "Update requests that were closed, deleted from the board or not",
            "status = Done (update of the release)",
            "SELECT id -- ; delete from t",
            "SELECT 'never closed ; delete from t",
            "Änderungen in Q1",
        ] {
            assert!(reads_only(query).is_ok(), "{query}");
        }
    }
}
