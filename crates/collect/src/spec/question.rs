//! A query asks: it is told at its declaration that it may change nothing, before a database is asked to refuse it.

/// What a question begins with.
const ASKS: [&str; 4] = ["select", "with", "values", "table"];
/// What changes data where it stands at the beginning of a part in brackets, as a database lets it after `WITH`.
const CHANGES: [&str; 4] = ["delete", "update", "insert", "merge"];

/// Why a query is no question, if it is none. What it calls is for the database to judge, which is asked in a transaction that
/// only reads.
pub(super) fn no_question(sql: &str) -> Option<String> {
    let (mut first, mut before) = (true, ' ');
    let mut rest = sql;
    while let Some(next) = rest.chars().next() {
        let until = |end: &str, skip: usize| rest[skip..].find(end).map_or("", |at| &rest[skip + at + end.len()..]);
        rest = match next {
            '\'' => until("'", 1),
            '"' => until("\"", 1),
            '-' if rest.starts_with("--") => until("\n", 2),
            '/' if rest.starts_with("/*") => until("*/", 2),
            c if c.is_alphanumeric() || c == '_' => {
                let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
                let word = rest[..end].to_lowercase();
                let bad =
                    if first { !ASKS.contains(&word.as_str()) } else { before == '(' && changes(&word, &rest[end..]) };
                if bad {
                    return Some(format!(
                        "has to be one SELECT, VALUES or WITH that only reads; `{}` does not",
                        word.to_uppercase()
                    ));
                }
                (first, before) = (false, 'a');
                &rest[end..]
            }
            c => {
                before = if c.is_whitespace() { before } else { c };
                &rest[c.len_utf8()..]
            }
        };
    }
    None
}

/// Is it a statement that changes data, and no name of a column or a function?
fn changes(word: &str, after: &str) -> bool {
    CHANGES.contains(&word) && after.trim_start().starts_with(|c: char| c.is_alphabetic() || c == '"' || c == '_')
}

#[cfg(test)]
mod unit {
    use super::no_question;

    #[test]
    fn a_statement_that_changes_something_is_no_question() {
        for (sql, named) in [
            ("DELETE FROM leavers", "`DELETE`"),
            (" update leavers set id = 1 returning id", "`UPDATE`"),
            ("-- all\n/* of them */ INSERT INTO t VALUES (1) RETURNING id", "`INSERT`"),
            ("WITH gone AS (DELETE FROM leavers RETURNING id) SELECT * FROM gone", "`DELETE`"),
            ("DROP TABLE leavers", "`DROP`"),
            ("COPY leavers TO PROGRAM 'cat'", "`COPY`"),
        ] {
            assert!(no_question(sql).is_some_and(|why| why.contains(named)), "{sql}: {:?}", no_question(sql));
        }
    }

    #[test]
    fn a_question_stays_whatever_its_columns_are_called() {
        for sql in [
            "SELECT 1 AS a",
            "(SELECT 1) UNION (SELECT 2)",
            "with a as (select 1) select * from a",
            "VALUES (1), (2)",
            "TABLE leavers",
            "SELECT update, max(insert) FROM t WHERE note = '(DELETE FROM t)'",
            "SELECT id FROM t -- (delete from t)",
        ] {
            assert_eq!(no_question(sql), None, "{sql}");
        }
    }
}
