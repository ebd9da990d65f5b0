//! The commits as `git log` lists them for a machine: fields between NUL bytes, which no commit can hold.

use serde_json::{Value, json};

use super::{COMMITS_MAX, Git};
use crate::failure::Failure;
use crate::spec::GitRepository;

/// What is asked of each commit, in the order of [`Commit`]. `%G?` is the state of the signature.
const FIELDS: [&str; 10] = ["%H", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI", "%G?", "%s"];

/// Trailers, a record separator between them and a unit separator between name and value.
const TRAILERS: &str = "%(trailers:only=true,unfold=true,separator=%x1e,key_value_separator=%x1f)";

/// The most trailers of one commit that are kept.
const TRAILERS_MAX: usize = 64;

/// One commit.
pub(super) struct Commit {
    /// Its hash.
    pub(super) id: String,
    /// The hashes of what came before; a merge has more than one.
    pub(super) parents: Vec<String>,
    author: (String, String),
    authored: String,
    committer: (String, String),
    committed: String,
    /// `good`, or what keeps the signature from being good, or `none`.
    pub(super) signature: &'static str,
    subject: String,
    trailers: Vec<(String, String)>,
    /// Whether it has one of the trailers that were asked for.
    pub(super) reviewed: bool,
    /// Whether one of them names the address of somebody who is not the author.
    pub(super) reviewed_by_other: bool,
}

/// The commits whose commit date lies in the period, newest first.
pub(super) fn read(git: &Git<'_>, spec: &GitRepository, tip: &str) -> Result<Vec<Commit>, Failure> {
    let format = format!("--format={}%x00{TRAILERS}", FIELDS.join("%x00"));
    let since = format!("--since-as-filter={}T00:00:00Z", spec.since);
    let until = format!("--until={}T23:59:59Z", spec.until);
    let count = format!("--max-count={}", COMMITS_MAX + 1);
    let mut words =
        vec!["log", "-z", "--no-color", "--no-decorate", "--encoding=UTF-8", &count, &format, &since, &until];
    if spec.first_parent {
        words.push("--first-parent");
    }
    words.extend(["--end-of-options", tip, "--"]);
    let output = git.output(&words)?;
    let broken = |why: &str| Failure::Unreadable { what: "the list of git".to_owned(), why: why.to_owned() };
    if output.is_empty() {
        return Ok(Vec::new());
    }
    // A commit may be written in any encoding and claim another; what is no UTF-8 is replaced, not refused.
    let text = String::from_utf8_lossy(&output);
    let fields: Vec<&str> = text.strip_suffix('\0').unwrap_or(&text).split('\0').collect();
    let commits = fields.chunks_exact(FIELDS.len() + 1);
    if !commits.remainder().is_empty() {
        return Err(broken("a commit has fewer fields than were asked for"));
    }
    if commits.len() > COMMITS_MAX {
        return Err(Failure::TooMuch { what: "the period".to_owned(), max: COMMITS_MAX as u64, unit: "commits" });
    }
    commits
        .map(|fields| commit(fields, &spec.trailers).ok_or_else(|| broken("a commit has a field of no known form")))
        .collect()
}

fn commit(fields: &[&str], wanted: &[String]) -> Option<Commit> {
    let [id, parents, an, ae, authored, cn, ce, committed, signature, subject, trailers] = fields else { return None };
    if !matches!(id.len(), 40 | 64) || !id.chars().all(|c| c.is_ascii_hexdigit()) {
        return None;
    }
    let pairs = trailers.split('\x1e').filter_map(|trailer| trailer.split_once('\x1f')).take(TRAILERS_MAX);
    let trailers: Vec<(String, String)> = pairs.map(|(key, value)| (key.trim().into(), value.trim().into())).collect();
    let counted = || {
        let named = |key: &str| wanted.iter().any(|name| name.eq_ignore_ascii_case(key));
        trailers.iter().filter(move |(key, value)| named(key) && !value.is_empty())
    };
    let other = |value: &str| {
        let mail = address(value);
        mail.is_some_and(|mail| !mail.eq_ignore_ascii_case(ae.trim()))
    };
    let (reviewed, reviewed_by_other) = (counted().count() > 0, counted().any(|(_, value)| other(value)));
    Some(Commit {
        id: (*id).to_owned(),
        parents: parents.split(' ').filter(|id| !id.is_empty()).map(str::to_owned).collect(),
        author: ((*an).to_owned(), (*ae).to_owned()),
        authored: (*authored).to_owned(),
        committer: ((*cn).to_owned(), (*ce).to_owned()),
        committed: (*committed).to_owned(),
        signature: state(signature)?,
        subject: (*subject).to_owned(),
        reviewed,
        reviewed_by_other,
        trailers,
    })
}

/// The address in `A Name <address>`, or the value itself if it is one.
fn address(value: &str) -> Option<&str> {
    let inside = value.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(mail, _)| mail);
    inside.or_else(|| value.contains('@').then_some(value)).map(str::trim).filter(|mail| mail.contains('@'))
}

/// The letters of `%G?` in words.
fn state(letter: &str) -> Option<&'static str> {
    Some(match letter {
        "G" => "good",
        "B" => "bad",
        "U" => "good, signer not known to be trusted",
        "X" => "good, expired",
        "Y" => "good, made with an expired key",
        "R" => "good, made with a revoked key",
        "E" => "cannot be checked",
        "N" => "none",
        _ => return None,
    })
}

impl Commit {
    pub(super) fn json(&self) -> Value {
        let person = |(name, mail): &(String, String)| json!({ "name": name, "email": mail });
        let trailer = |(key, value): &(String, String)| json!({ "key": key, "value": value });
        json!({
            "id": self.id,
            "parents": self.parents,
            "merge": self.parents.len() > 1,
            "author": person(&self.author),
            "authored": self.authored,
            "committer": person(&self.committer),
            "committed": self.committed,
            "signature": self.signature,
            "subject": self.subject,
            "trailers": self.trailers.iter().map(trailer).collect::<Vec<_>>(),
            "reviewed": self.reviewed,
            "reviewed_by_other": self.reviewed_by_other,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(trailers: &str) -> Commit {
        let id = "a".repeat(40);
        let fields = [&id, "", "Ada", "ada@example.org", "", "Ada", "ada@example.org", "", "N", "subject", trailers];
        commit(&fields, &["Reviewed-by".to_owned()]).unwrap()
    }

    #[test]
    fn a_review_counts_if_it_names_the_address_of_another() {
        for (trailers, reviewed, by_other) in [
            ("", false, false),
            ("Signed-off-by\x1fBo <bo@example.org>", false, false),
            ("Reviewed-by\x1fBo <bo@example.org>", true, true),
            ("reviewed-BY\x1fbo@example.org", true, true),
            ("Reviewed-by\x1fAda <ADA@example.org>", true, false),
            ("Reviewed-by\x1fAda <ada@example.org>\x1eReviewed-by\x1fBo <bo@example.org>", true, true),
            ("Reviewed-by\x1fsomebody", true, false),
            ("Reviewed-by\x1f", false, false),
        ] {
            let commit = read(trailers);
            assert_eq!((commit.reviewed, commit.reviewed_by_other), (reviewed, by_other), "{trailers:?}");
        }
    }

    #[test]
    fn a_field_of_no_known_form_is_no_commit() {
        let fields = ["x"; 11];
        assert!(commit(&fields, &[]).is_none());
        assert!(state("?").is_none());
    }
}
