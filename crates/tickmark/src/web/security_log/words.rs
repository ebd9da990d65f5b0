//! The words of the security log as people read them.

use app::Note;
use domain::values::Action;

/// Word in the log, title, and what the detail says when it is the name of something: `true` for an action.
pub(super) const ALL: &[(&str, &str, bool)] = &[
    ("signed_in", "Signed in", false),
    ("sign_in_failed", "Sign-in failed", false),
    ("throttled", "Slowed down after failures", false),
    ("second_factor_failed", "Second factor failed", false),
    ("second_factor_added", "Second factor added", false),
    ("second_factor_removed", "Second factor removed", false),
    ("recovery_codes_made", "Recovery codes made", false),
    ("recovery_code_used", "Recovery code used", false),
    ("password_changed", "Password changed", false),
    ("password_change_failed", "Password change failed", false),
    ("password_link_made", "Link for a new password made", false),
    ("password_reset", "Password set anew", false),
    ("sign_on_set", "Single sign-on set", false),
    ("sign_on_refused", "Single sign-on refused", false),
    ("identity_linked", "Linked to the identity provider", false),
    ("identity_unlinked", "Link to the identity provider ended", false),
    ("break_glass", "Sealed account used", false),
    ("roles_kept", "Roles left as they are, against the directory", false),
    ("refused", "Refused", true),
    ("read", "Read by an external auditor", false),
    ("sessions_ended", "Sessions ended", false),
    ("address_changed", "Own address changed", false),
    ("address_proved", "Own address confirmed", false),
    ("letter_not_sent", "Letter not sent", false),
    ("reminders_failed", "Reminders not sent", false),
    ("webhook_paused", "Webhook paused", false),
    ("webhook_resumed", "Webhook resumed", false),
    ("webhook_secret_changed", "Secret of a webhook changed", false),
    ("collector_credential_set", "Credential of a collector set", false),
    ("collector_credential_removed", "Credential of a collector removed", false),
    ("collector_tried", "Collector tried out", false),
    ("documents_asked", "Documents asked for", false),
    ("document_fetched", "Document fetched by its link", false),
    ("document_request_erased", "Request for documents erased", false),
];

/// The word as a title; one that a later version writes is shown as it is.
pub(super) fn title(what: &str) -> String {
    match ALL.iter().find(|(id, ..)| *id == what) {
        Some((_, title, _)) => (*title).to_owned(),
        None => what.replace('_', " "),
    }
}

/// The detail as people say it.
pub(super) fn detail(note: &Note) -> String {
    let named = ALL.iter().any(|(id, _, action)| *id == note.what && *action);
    match Action::parse(&note.detail).filter(|_| named) {
        Some(action) => format!("to {}", action.words()),
        None => note.detail.clone(),
    }
}

/// The browser in a word or two, out of the long name that browsers give themselves.
pub(super) fn browser(agent: &str) -> String {
    let first =
        |known: &[(&str, &'static str)]| known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let program = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
        ("tickmark", "Tickmark"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (program, system) {
        (Some(program), Some(system)) => format!("{program}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => agent.chars().take(40).collect(),
    }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn a_browser_is_named_and_an_unknown_one_cut_short() {
        let chrome =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
        assert_eq!(browser(chrome), "Chrome, Linux");
        assert_eq!(browser(&format!("{chrome} Edg/142.0")), "Edge, Linux");
        assert_eq!(browser("by cli"), "by cli");
        assert_eq!(browser(&"x".repeat(200)).len(), 40);
    }

    #[test]
    fn every_word_that_is_noted_has_a_title() {
        let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../app/src"))];
        let mut noted = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                let calls = ["note_person(", "note_in(", "note_visit("].map(|call| format!(".{call}"));
                for call in calls.iter().flat_map(|call| text.split(call.as_str()).skip(1)) {
                    let inside = call.split(';').next().unwrap_or_default();
                    // The door of a person who is named on the way stands before the word.
                    let mut quoted = inside.split('"').skip(1).step_by(2).filter(|w| *w != "web");
                    let plain = |w: &&str| w.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                    let Some(word) = quoted.next().filter(plain) else {
                        continue;
                    };
                    noted += 1;
                    assert!(ALL.iter().any(|(id, ..)| *id == word), "{word} of {}", path.display());
                }
            }
        }
        assert!(noted > 15, "{noted} words were found");
    }

    #[test]
    fn an_alarm_has_a_title_of_its_own() {
        for word in app::ALARMS {
            assert!(ALL.iter().any(|(id, ..)| *id == word), "{word}");
        }
    }
}
