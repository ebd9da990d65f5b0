//! What a directory says of users and groups, checked once at the edge. It is kept as said, so that the directory reads back
//! what it wrote, whatever name the person uses here.

use super::{MAX_GROUP_MEMBERS, NotTaken};
use crate::people::{email_of, name_of};
use identity::names::Email;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Longest text of one attribute, in characters.
const MAX_TEXT: usize = 200;
/// Most e-mail addresses of one user.
const MAX_MAILS: usize = 20;

/// What the directory says of a user (RFC 7643, section 4.1), as far as it is kept here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserSaid {
    /// Name by which the directory knows the user; unique in it, whatever the case.
    pub user_name: String,
    /// The directory's own id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Does the user belong to the organisation at present?
    pub active: bool,
    /// Name to show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The whole name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formatted: Option<String>,
    /// Family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Given name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// Addresses, in the order given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<Mail>,
}

/// An e-mail address of a user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// The address.
    pub value: String,
    /// `work`, `home` or another word.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Is it the first to use?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary: Option<bool>,
}

/// What the directory says of a group (RFC 7643, section 4.2).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSaid {
    /// Its name, by which an owner gave it roles; unique in the directory, whatever the case.
    pub display_name: String,
    /// The directory's own id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Its users, by their id here.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub members: BTreeSet<String>,
}

impl UserSaid {
    /// Checks lengths and what has to be there.
    pub(super) fn check(&self) -> Result<(), NotTaken> {
        required("userName", &self.user_name)?;
        for (name, text) in [
            ("externalId", &self.external_id),
            ("displayName", &self.display_name),
            ("name.formatted", &self.formatted),
            ("name.familyName", &self.family_name),
            ("name.givenName", &self.given_name),
        ] {
            short(name, text.as_deref().unwrap_or_default())?;
        }
        if self.emails.len() > MAX_MAILS {
            return Err(NotTaken::Invalid(format!("a user has at most {MAX_MAILS} addresses in emails")));
        }
        if self.emails.iter().filter(|mail| mail.primary == Some(true)).count() > 1 {
            return Err(NotTaken::Invalid("only one of emails can be primary".to_owned()));
        }
        for mail in &self.emails {
            short("emails.type", mail.kind.as_deref().unwrap_or_default())?;
            email_of(&mail.value).map_err(|e| NotTaken::Invalid(format!("emails: {e}")))?;
        }
        self.address().map(|_| ())
    }

    /// The address under which the person is known here: the primary one, that for work, or the first; without any, a user
    /// name that is an address.
    pub(super) fn address(&self) -> Result<Email, NotTaken> {
        let work = |mail: &&Mail| mail.kind.as_deref().is_some_and(|k| k.eq_ignore_ascii_case("work"));
        let chosen = self.emails.iter().find(|mail| mail.primary == Some(true));
        let chosen = chosen.or_else(|| self.emails.iter().find(work)).or(self.emails.first());
        let text = chosen.map_or(self.user_name.as_str(), |mail| mail.value.as_str());
        email_of(text).map_err(|_| {
            NotTaken::Invalid("emails has no address, and userName is none: a person needs one to come in".to_owned())
        })
    }

    /// The name that a new person gets: the first of those given that can be one.
    pub(super) fn person_name(&self) -> Result<String, NotTaken> {
        let whole = [self.given_name.as_deref(), self.family_name.as_deref()];
        let whole: Vec<&str> = whole.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
        let address = self.address()?;
        let names = [self.display_name.clone(), self.formatted.clone(), Some(whole.join(" "))];
        let named = names.into_iter().flatten().find_map(|name| name_of(&name).ok());
        match named.or_else(|| name_of(address.local()).ok()) {
            Some(name) => Ok(name),
            None => Err(NotTaken::Invalid("displayName: no name of a person was given".to_owned())),
        }
    }
}

impl GroupSaid {
    /// Checks lengths and what has to be there.
    pub(super) fn check(&self) -> Result<(), NotTaken> {
        required("displayName", &self.display_name)?;
        short("externalId", self.external_id.as_deref().unwrap_or_default())?;
        if self.members.len() > MAX_GROUP_MEMBERS {
            return Err(NotTaken::Invalid(format!("a group has at most {MAX_GROUP_MEMBERS} members")));
        }
        Ok(())
    }
}

fn required(name: &str, text: &str) -> Result<(), NotTaken> {
    if text.trim().is_empty() {
        return Err(NotTaken::Invalid(format!("{name} is missing")));
    }
    short(name, text)
}

fn short(name: &str, text: &str) -> Result<(), NotTaken> {
    if text.chars().count() > MAX_TEXT {
        return Err(NotTaken::Invalid(format!("{name} is longer than {MAX_TEXT} characters")));
    }
    if text.chars().any(char::is_control) {
        return Err(NotTaken::Invalid(format!("{name} contains a control character")));
    }
    Ok(())
}
