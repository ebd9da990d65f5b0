//! An installation with one organisation, its provider, and the people around it.

use crate::hostile_provider::HostileProvider;
use crate::keys::Key;
use app::ask::PartOf;
use app::{App, At, Begun, Clock, Config, Failure, SignOnBegun, SignOnEnded, SignedIn, Visitor, Who};
use domain::command::Command;
use domain::values::{LibraryDocument, Membership, Profile, Role, SignOn};
use serde_json::{Map, Value, json};

/// 2027-01-15, in seconds since 1970.
pub(crate) const NOW: i64 = 1_800_000_000;
/// The organisation of most tests.
pub(crate) const ACME: &str = "acme";
/// Another one, with another provider.
pub(crate) const BETA: &str = "beta";
pub(crate) const PASSWORD: &str = "a long walk along the river";
pub(crate) const ADA: &str = "ada@example.org";

/// A JSON object.
pub(crate) type Object = Map<String, Value>;
/// What is done to header and claims of an honest token before it is signed.
pub(crate) type Spoil<'s> = &'s dyn Fn(&mut Object, &mut Object);

/// Leaves the token as it is.
pub(crate) fn as_is(_: &mut Object, _: &mut Object) {}

/// Puts this claim in.
pub(crate) fn claim(name: &'static str, value: impl Into<Value>) -> impl Fn(&mut Object, &mut Object) {
    let value = value.into();
    move |_, claims| {
        claims.insert(name.to_owned(), value.clone());
    }
}

/// A provider, and the key it signs with.
pub(crate) struct Provider {
    pub(crate) hostile: HostileProvider,
    pub(crate) key: Key,
}

impl Provider {
    fn new(key: Key) -> Provider {
        Provider { hostile: HostileProvider::start(&[key.jwk()]), key }
    }

    pub(crate) fn issuer(&self) -> String {
        self.hostile.issuer.clone()
    }

    /// An honest token of ada's sign-in after `spoil` had its way with it.
    pub(crate) fn token(&self, nonce: &str, spoil: Spoil<'_>) -> String {
        let mut header = self.key.header();
        let mut claims = json!({
            "iss": self.issuer(), "aud": "tickmark", "sub": "ada", "sid": "s1", "nonce": nonce, "iat": NOW,
            "exp": NOW + 300, "email": ADA, "email_verified": true, "name": "Ada Lovelace",
        });
        spoil(header.as_object_mut().unwrap(), claims.as_object_mut().unwrap());
        self.key.sign(&header.to_string(), &claims.to_string())
    }

    /// From now on every code is changed for this token.
    pub(crate) fn gives(&self, token: &str) {
        let reply = json!({ "token_type": "Bearer", "access_token": "a1", "id_token": token });
        self.hostile.says("/token", reply);
    }
}

/// The installation.
pub(crate) struct Stage {
    pub(crate) app: App,
    pub(crate) clock: Clock,
    /// Who holds the data folder, and owns every organisation.
    pub(crate) owner: Who,
    /// The provider of acme.
    pub(crate) honest: Provider,
    /// The provider of beta, whose owner is not to be trusted.
    pub(crate) evil: Provider,
    _folder: tempfile::TempDir,
}

impl Stage {
    /// Acme and beta, each with its own provider; verified addresses may be linked in both.
    pub(crate) fn new() -> Stage {
        Stage::with(Key::es256("one"))
    }

    pub(crate) fn with(key: Key) -> Stage {
        let (honest, evil) = (Provider::new(key), Provider::new(Key::es256("evil")));
        let (folder, clock) = (tempfile::tempdir().unwrap(), Clock::by_hand(NOW * 1_000_000));
        let internal = [&honest, &evil].map(|p| p.issuer().trim_start_matches("http://").to_owned()).to_vec();
        let config = Config { internal, ..Config::folder(folder.path()) };
        let app = App::open(&config, clock.clone()).unwrap();
        let owner = app.local_operator("cli").unwrap();
        for slug in [ACME, BETA] {
            app.create(slug, &owner, slug, documents(), Profile::default()).unwrap();
        }
        let stage = Stage { app, clock, owner, honest, evil, _folder: folder };
        stage.set(ACME, |_| {});
        stage.set(BETA, |sign_on| sign_on.issuer = stage.evil.issuer());
        stage
    }

    /// Settings that name the honest provider.
    pub(crate) fn sign_on(&self) -> SignOn {
        SignOn {
            issuer: self.honest.issuer(),
            client_id: "tickmark".to_owned(),
            enforced: false,
            break_glass: None,
            link_by_email: true,
        }
    }

    /// Sets single sign-on of an organisation, with a secret.
    pub(crate) fn set(&self, slug: &str, change: impl FnOnce(&mut SignOn)) {
        let mut sign_on = self.sign_on();
        change(&mut sign_on);
        self.app.set_sign_on(slug, &self.owner, None, Some(sign_on), Some("s3cret")).unwrap();
    }

    /// Invites ada, or whoever has this address; answers person and secret of the link.
    pub(crate) fn invite(&self, slug: &str, email: &str) -> (String, String) {
        let roles = [Role::Contributor].into();
        let invited = self.app.invite(slug, &self.owner, None, "Ada Lovelace", email, roles).unwrap();
        (invited.person, invited.secret)
    }

    /// Invites and accepts with a password; answers the person.
    pub(crate) fn member(&self, slug: &str, email: &str) -> String {
        let (person, secret) = self.invite(slug, email);
        self.app.accept_as_new(&secret, "Ada Lovelace", PASSWORD, &visitor()).unwrap();
        person
    }

    /// Signs in with the password.
    pub(crate) fn with_password(&self, email: &str) -> Who {
        match self.app.sign_in(email, PASSWORD, &visitor()).unwrap() {
            SignedIn::In(begun) => self.who(&begun).unwrap(),
            SignedIn::SecondFactor { .. } => panic!("a second factor is wanted"),
        }
    }

    pub(crate) fn who(&self, begun: &Begun) -> Option<Who> {
        self.app.who_by_session(&begun.session).unwrap()
    }

    pub(crate) fn begin(&self, slug: &str) -> SignOnBegun {
        self.app.begin_sign_on(slug, &redirect(slug), "/o/acme/gap", false, &visitor()).unwrap()
    }

    /// The callback of acme, in the browser that began.
    pub(crate) fn finish(&self, begun: &SignOnBegun) -> Result<SignOnEnded, Failure> {
        self.app.finish_sign_on(ACME, &query(begun), Some(&begun.browser), None, &visitor())
    }

    /// A whole sign-in at acme with a token that `spoil` had its way with.
    pub(crate) fn come_in(&self, spoil: Spoil<'_>) -> Result<Begun, Failure> {
        let begun = self.begin(ACME);
        self.honest.gives(&self.honest.token(&field(&begun.url, "nonce"), spoil));
        self.finish(&begun).map(|ended| ended.begun.unwrap())
    }

    /// A whole sign-in at beta, whose provider says what it likes.
    pub(crate) fn come_in_at_beta(&self, spoil: Spoil<'_>) -> Result<Begun, Failure> {
        let begun = self.begin(BETA);
        self.evil.gives(&self.evil.token(&field(&begun.url, "nonce"), spoil));
        let ended = self.app.finish_sign_on(BETA, &query(&begun), Some(&begun.browser), None, &visitor());
        ended.map(|ended| ended.begun.unwrap())
    }

    pub(crate) fn state(&self, slug: &str, person: &str) -> Option<Membership> {
        self.app.ask(slug, &self.owner, At::default(), &PartOf(person.to_owned())).unwrap().value.state
    }

    /// May this visitor read anything of the organisation?
    pub(crate) fn enters(&self, slug: &str, who: &Who) -> Result<(), Failure> {
        self.app.ask(slug, who, At::default(), &PartOf(who.id().to_owned())).map(|_| ())
    }

    pub(crate) fn owner_does(&self, slug: &str, command: Command) {
        self.app.change(slug, &self.owner, None, command).unwrap();
    }

    /// The words of the organisation's security log, newest first, with their details.
    pub(crate) fn log(&self, slug: &str) -> Vec<(String, String)> {
        let page = self.app.security_log(slug, &self.owner, None, 500).unwrap();
        page.notes.into_iter().map(|note| (note.what, note.detail)).collect()
    }

    pub(crate) fn noted(&self, slug: &str, what: &str) -> usize {
        self.log(slug).iter().filter(|(word, _)| word == what).count()
    }
}

fn documents() -> Vec<LibraryDocument> {
    app::library::documents(["soc2-tsc-2017", "iso27001-2022", "truvo-2026-05", "tickmark-suggestions"])
}

pub(crate) fn visitor() -> Visitor {
    Visitor { address: "192.0.2.7".to_owned(), agent: "a browser".to_owned(), device: None }
}

pub(crate) fn redirect(slug: &str) -> String {
    format!("http://localhost:7390/sign-on/{slug}/callback")
}

/// A field of an address whose value needs no decoding.
pub(crate) fn field(url: &str, name: &str) -> String {
    let (_, query) = url.split_once('?').unwrap();
    let found = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")));
    found.unwrap_or_else(|| panic!("{name} in {url}")).to_owned()
}

/// An honest callback.
pub(crate) fn query(begun: &SignOnBegun) -> String {
    format!("code=c1&state={}", field(&begun.url, "state"))
}

/// Asserts that something was refused with these words.
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, Failure>, words: &str) {
    match result {
        Err(Failure::Refused(refusal)) => {
            assert!(refusal.to_string().contains(words), "{refusal} -- not: {words}");
            assert!(!refusal.hint().is_empty());
        }
        other => panic!("{words}: {other:?}"),
    }
}
