//! The kinds of checks, for those who choose one.

/// A kind of check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name in a declaration.
    pub id: &'static str,
    /// As people say it.
    pub title: &'static str,
    /// What it brings back, in a sentence.
    pub sentence: &'static str,
    /// A check of this kind, as JSON.
    pub example: &'static str,
    /// Does a rule come with it?
    pub has_rule: bool,
}

/// All kinds.
pub const KINDS: [Kind; 6] = [
    Kind {
        id: "git_repository",
        title: "Git repository",
        sentence: "Commits of a branch in a period, who reviewed each, and how the branch is declared to be protected.",
        example: r#"{"what":{"git_repository":{"path":"/srv/git/product.git","branch":"main","since":"$from","until":"$until","trailers":["Reviewed-by"]}}}"#,
        has_rule: true,
    },
    Kind {
        id: "tls_certificate",
        title: "TLS certificate",
        sentence: "The certificates that a machine presents, whether they are believed, and when they end.",
        example: r#"{"what":{"tls_certificate":{"host":"www.example.org","warn_days":30}}}"#,
        has_rule: true,
    },
    Kind {
        id: "http_headers",
        title: "HTTP headers",
        sentence: "The headers of an answer, held against what is expected of them.",
        example: r#"{"what":{"http_headers":{"url":"https://www.example.org/","expect":[{"name":"Strict-Transport-Security","is":"present"}]}}}"#,
        has_rule: true,
    },
    Kind {
        id: "sql_query",
        title: "SQL query",
        sentence: "The rows of one SELECT on a PostgreSQL database that lists exceptions, read and nothing else.",
        example: r#"{"what":{"sql_query":{"credential":"database","sql":"SELECT login FROM accounts WHERE active AND left_on < current_date"}}}"#,
        has_rule: true,
    },
    Kind {
        id: "file_hash",
        title: "Hash of a file",
        sentence: "The SHA-256 of a file, held against the one that is expected.",
        example: r#"{"what":{"file_hash":{"path":"/etc/ssh/sshd_config"}}}"#,
        has_rule: true,
    },
    Kind {
        id: "command",
        title: "Command",
        sentence: "What a program of yours writes as JSON or lines, under limits of time, memory and output.",
        example: r#"{"what":{"command":{"program":"/usr/local/bin/list-backups","arguments":["--json"]}}}"#,
        has_rule: false,
    },
];
