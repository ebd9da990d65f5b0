//! The server: one router of pages and API, bound to this machine, with the token of this start.

use crate::{api, web};
use app::{App, Failure, Fault, Who};
use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use sha2::{Digest, Sha256};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;

/// Largest request body, in bytes: an import of the largest spreadsheet and its form.
pub const MAX_BODY: usize = 40 * 1024 * 1024;
/// How often a dirty ledger is signed.
const CHECKPOINT_EVERY: Duration = Duration::from_secs(60);
/// Most browser sessions held at once; the oldest goes first.
const MAX_SESSIONS: usize = 64;

/// What every page and every call of the API shares.
#[derive(Debug)]
pub struct Doors {
    /// The installation.
    pub app: App,
    /// The local operator, through the browser.
    pub browser: Who,
    /// The local operator, through the API.
    pub machine: Who,
    token: [u8; 32],
    sessions: Mutex<Vec<[u8; 32]>>,
    /// Pages that need not be drawn again.
    pub(crate) kept: web::Kept,
}

impl Doors {
    /// The doors of an installation, opened by `token`.
    ///
    /// # Errors
    /// [`Fault`] when the local operator's id cannot be read or kept.
    pub fn new(app: App, token: &str) -> Result<Arc<Doors>, Fault> {
        let (browser, machine) = (app.local_operator("web")?, app.local_operator("api")?);
        Ok(Arc::new(Doors {
            app,
            browser,
            machine,
            token: hash(token),
            sessions: Mutex::default(),
            kept: web::Kept::default(),
        }))
    }

    /// Is this the token that was printed at start?
    pub fn is_token(&self, token: &str) -> bool {
        same(&hash(token.trim()), &self.token)
    }

    /// Begins a browser session; answers the secret for its cookie. Only its hash is kept.
    ///
    /// # Errors
    /// [`Fault`] without random bytes.
    pub fn begin_session(&self) -> Result<String, Fault> {
        let secret = app::new_token()?;
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        if sessions.len() >= MAX_SESSIONS {
            sessions.remove(0);
        }
        sessions.push(hash(&secret));
        Ok(secret)
    }

    /// Is this the secret of a live session?
    pub fn is_session(&self, secret: &str) -> bool {
        let wanted = hash(secret);
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).iter().any(|s| same(s, &wanted))
    }

    /// Ends a session.
    pub fn end_session(&self, secret: &str) {
        let gone = hash(secret);
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).retain(|s| !same(s, &gone));
    }
}

fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Compares without stopping at the first difference.
fn same(a: &[u8; 32], b: &[u8; 32]) -> bool {
    a.iter().zip(b).fold(0, |d, (x, y)| d | (x ^ y)) == 0
}

/// Everything that can be asked over HTTP.
pub fn router(doors: Arc<Doors>) -> Router {
    let fixed = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    Router::new()
        .merge(web::routes().layer(axum::middleware::from_fn_with_state(doors.clone(), web::keep)))
        .merge(api::routes())
        .fallback(web::not_found)
        .layer(axum::middleware::from_fn(web::own_host_only))
        .layer(CsrfLayer::new())
        .layer(RequestBodyLimitLayer::new(MAX_BODY))
        .layer(fixed(header::CONTENT_SECURITY_POLICY, CSP))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
        .layer(fixed(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(fixed(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
        .layer(fixed(HeaderName::from_static("permissions-policy"), PERMISSIONS))
        .layer(fixed(header::CACHE_CONTROL, "no-store"))
        .layer(CatchPanicLayer::new())
        .with_state(doors)
}

/// No inline script, no inline style, nothing from elsewhere.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    object-src 'none'; require-trusted-types-for 'script'";
const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// Serves until the process is told to stop. `ready` is called with the address once it listens.
///
/// # Errors
/// A failure when the address is not of this machine, or is taken.
pub fn serve(app: App, address: SocketAddr, token: &str, ready: impl FnOnce(SocketAddr)) -> Result<(), Failure> {
    if !address.ip().is_loopback() {
        return Err(domain::refusal::Refusal::NotPossible {
            sentence: format!("{address} can be reached from other machines, and there are no accounts yet"),
            hint: "bind to 127.0.0.1 or ::1, and reach it through a tunnel of your own".to_owned(),
        }
        .into());
    }
    let doors = Doors::new(app, token)?;
    let broken = |e: std::io::Error| Fault::new(format!("the server: {e}"), "look at the operating system's log");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(broken)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await.map_err(|e| Fault {
            sentence: format!("cannot listen on {address}: {e}"),
            hint: "another program may use the port; name another with --port, or 0 for a free one".to_owned(),
            by_user: true,
        })?;
        ready(listener.local_addr().map_err(broken)?);
        tokio::spawn(sign_now_and_then(doors.clone()));
        let served = axum::serve(listener, router(doors)).with_graceful_shutdown(stopped());
        served.await.map_err(broken)
    })?;
    Ok(())
}

async fn sign_now_and_then(doors: Arc<Doors>) {
    loop {
        tokio::time::sleep(CHECKPOINT_EVERY).await;
        let doors = doors.clone();
        let signed = tokio::task::spawn_blocking(move || -> Result<(), Fault> {
            for organisation in doors.app.organisations(&doors.machine)? {
                doors.app.checkpoint(&organisation.slug, &doors.machine)?;
            }
            Ok(())
        });
        match signed.await {
            Ok(Err(fault)) => tracing::error!(%fault, "a ledger could not be signed"),
            Err(stopped) => tracing::error!(%stopped, "signing stopped"),
            Ok(Ok(())) => {}
        }
    }
}

async fn stopped() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
