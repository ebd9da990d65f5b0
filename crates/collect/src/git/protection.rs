//! The declared protection of a branch: a file in the repository, at the tip of the branch.
//!
//! What such a file says is what somebody wants the server to enforce. Whether it does is for the server to say.

use serde_json::{Value, json};

use super::Git;
use crate::failure::Failure;

/// The most bytes of the file.
const FILE_MAX: usize = 1024 * 1024;

/// Reads the file: `path`, `found`, `content`, `declared` (`reviews`, `force_pushes`, `deletions`, `administrators`,
/// each null where the file says nothing).
pub(super) fn read(git: &Git<'_>, tip: &str, file: &str, branch: &str) -> Result<Value, Failure> {
    let at = git.output(&["ls-tree", "-z", "--full-tree", tip, "--", file])?;
    let at = String::from_utf8_lossy(&at);
    // `mode type hash`, a tabulator, the path; a link or a folder is no file.
    let blob = at.split('\0').find_map(|line| {
        let (what, path) = line.split_once('\t')?;
        let mut words = what.split(' ');
        let (mode, kind, hash) = (words.next()?, words.next()?, words.next()?);
        (path == file && kind == "blob" && mode != "120000").then(|| hash.to_owned())
    });
    let Some(blob) = blob else {
        return Ok(json!({ "path": file, "found": false, "content": null, "declared": null }));
    };
    let bytes = git.output(&["cat-file", "blob", &blob])?;
    if bytes.len() > FILE_MAX {
        return Err(Failure::TooMuch { what: file.to_owned(), max: FILE_MAX as u64, unit: "bytes" });
    }
    let content = parsed(file, &bytes)?;
    let declared = declared(&content, branch);
    Ok(json!({ "path": file, "found": true, "content": content, "declared": declared }))
}

fn parsed(file: &str, bytes: &[u8]) -> Result<Value, Failure> {
    let unreadable = |why: String| Failure::Unreadable { what: file.to_owned(), why };
    let text = std::str::from_utf8(bytes).map_err(|error| unreadable(error.to_string()))?;
    if file.ends_with(".json") {
        serde_json::from_str(text).map_err(|error| unreadable(format!("it is no JSON: {error}")))
    } else {
        serde_saphyr::from_str(text).map_err(|error| unreadable(format!("it is no YAML: {error}")))
    }
}

/// The four settings that an examiner asks for, from the answer of the protection interface of GitHub, alone or inside a
/// list `branches` with names, as its settings application has it.
fn declared(content: &Value, branch: &str) -> Value {
    let listed = content.get("branches").and_then(Value::as_array).and_then(|branches| {
        let named = |one: &&Value| one.get("name").and_then(Value::as_str) == Some(branch);
        branches.iter().find(named).map(|one| one.get("protection").unwrap_or(&Value::Null))
    });
    let rules = match (listed, content.get("branches")) {
        (Some(rules), _) => rules,
        (None, Some(_)) => &Value::Null,
        (None, None) => content,
    };
    // The interface wraps a switch as `{"enabled": true}`, the settings file writes it bare.
    let switch = |name: &str| match rules.get(name) {
        Some(Value::Bool(on)) => Some(*on),
        Some(other) => other.get("enabled").and_then(Value::as_bool),
        None => None,
    };
    let reviews = rules.get("required_pull_request_reviews");
    let count = reviews.and_then(|reviews| reviews.get("required_approving_review_count")).and_then(Value::as_u64);
    json!({
        "reviews": count,
        "force_pushes": switch("allow_force_pushes"),
        "deletions": switch("allow_deletions"),
        "administrators": switch("enforce_admins"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shapes_of_a_protection_are_read() {
        let interface = br#"{"required_pull_request_reviews":{"required_approving_review_count":2},
            "enforce_admins":{"enabled":true},"allow_force_pushes":{"enabled":false}}"#;
        let alone = declared(&parsed("p.json", interface).unwrap(), "main");
        assert_eq!(alone, json!({ "reviews": 2, "force_pushes": false, "deletions": null, "administrators": true }));
        let settings = b"branches:\n- name: main\n  protection:\n    enforce_admins: true\n    \
            required_pull_request_reviews:\n      required_approving_review_count: 1\n";
        let settings = parsed("settings.yml", settings).unwrap();
        let main = json!({ "reviews": 1, "force_pushes": null, "deletions": null, "administrators": true });
        assert_eq!(declared(&settings, "main"), main);
        let nothing = json!({ "reviews": null, "force_pushes": null, "deletions": null, "administrators": null });
        assert_eq!(declared(&settings, "release"), nothing, "another branch is not protected by this one's rules");
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told() {
        for (file, bytes) in [("p.json", b"{".as_slice()), ("p.yml", b"a: [1"), ("p.yml", b"\xff")] {
            let told = parsed(file, bytes).unwrap_err().to_string();
            assert!(told.starts_with(file), "{told}");
        }
    }
}
