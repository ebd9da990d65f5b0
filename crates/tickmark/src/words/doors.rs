//! How people and programs come in, as JSON; never a secret.

use super::people::{NamedWords, role_ids};
use app::{ALARMS, Note, Within};
use domain::registers::people::HeldToken;
use domain::values::{Directory, SignOn, Webhook};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A token's public side.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TokenWords {
    /// Id.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// `api`, `collector` or `directory`.
    pub kind: &'static str,
    /// What it may do, as far as its owner may.
    pub actions: Vec<&'static str>,
    /// Controls that it is bound to; empty for all of them.
    pub controls: Vec<String>,
    /// Last day.
    #[schema(format = Date)]
    pub until: String,
    /// Who issued it.
    pub owner: NamedWords,
    /// When.
    pub issued: String,
    /// Is it in force on the day of the answer?
    pub in_force: bool,
    /// Was it revoked?
    pub revoked: bool,
}

impl TokenWords {
    /// The words of a token on a day.
    pub fn of(app: &Within<'_>, id: &str, held: &HeldToken, on: jiff::civil::Date) -> TokenWords {
        let scope = &held.scope;
        TokenWords {
            id: id.to_owned(),
            name: scope.name.clone(),
            kind: scope.kind.id(),
            actions: scope.actions.iter().map(|a| a.id()).collect(),
            controls: scope.controls.iter().cloned().collect(),
            until: scope.until.to_string(),
            owner: NamedWords::of(app, &held.owner),
            issued: app::clock::minute_of(held.issued_us),
            in_force: held.on(on),
            revoked: held.revoked,
        }
    }
}

/// Single sign-on of an organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SignOnWords {
    /// The issuer, exactly as its discovery document names it.
    pub issuer: String,
    /// Our id at the issuer.
    pub client_id: String,
    /// Must members come this way?
    pub enforced: bool,
    /// The one person who may still come in with a local account.
    pub break_glass: Option<NamedWords>,
    /// Is a verified e-mail address of this issuer linked to an account that is here already?
    pub link_by_email: bool,
}

impl SignOnWords {
    /// The words of single sign-on.
    pub fn of(app: &Within<'_>, sign_on: &SignOn) -> SignOnWords {
        SignOnWords {
            issuer: sign_on.issuer.clone(),
            client_id: sign_on.client_id.clone(),
            enforced: sign_on.enforced,
            break_glass: sign_on.break_glass.as_deref().map(|id| NamedWords::of(app, id)),
            link_by_email: sign_on.link_by_email,
        }
    }
}

/// Groups of the directory and the roles that they hold.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DirectoryWords {
    /// Roles by name of the group.
    pub groups: BTreeMap<String, Vec<&'static str>>,
}

impl DirectoryWords {
    /// The words of a directory.
    pub fn of(directory: &Directory) -> DirectoryWords {
        let groups = directory.groups.iter();
        DirectoryWords { groups: groups.map(|(name, roles)| (name.clone(), role_ids(roles))).collect() }
    }
}

/// Where news of the organisation is sent.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookWords {
    /// Id.
    pub id: String,
    /// The address.
    pub url: String,
    /// Names of events; empty for all.
    pub events: Vec<String>,
    /// Is it in use?
    pub active: bool,
}

impl WebhookWords {
    /// The words of a webhook.
    pub fn of(id: &str, webhook: &Webhook) -> WebhookWords {
        WebhookWords {
            id: id.to_owned(),
            url: webhook.url.clone(),
            events: webhook.events.iter().cloned().collect(),
            active: webhook.active,
        }
    }
}

/// A note of the security log.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NoteWords {
    /// When.
    pub at: String,
    /// What, as one word: `signed_in`, `sign_in_failed`, `refused`, ...
    pub what: String,
    /// Is it worth a look at once?
    pub alarm: bool,
    /// Who; null when nobody is known.
    pub person: Option<NamedWords>,
    /// In a few words.
    pub detail: String,
    /// Network address.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
}

impl NoteWords {
    /// The words of a note.
    pub fn of(app: &Within<'_>, note: &Note) -> NoteWords {
        NoteWords {
            at: app::clock::minute_of(note.at_us),
            what: note.what.clone(),
            alarm: ALARMS.contains(&note.what.as_str()),
            person: (!note.person.is_empty()).then(|| NamedWords::of(app, &note.person)),
            detail: note.detail.clone(),
            address: note.address.clone(),
            agent: note.agent.clone(),
        }
    }
}
