//! The server: one router of pages and API, bound to this machine, or to a reverse proxy in front.

use crate::patience::{Patience, in_good_time};
use crate::{api, connections, request, scim, web};
use app::{App, Failure, Fault, Who};
use axum::Router;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;
use sha2::{Digest, Sha256};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;

/// Largest request body, in bytes: an import of the largest spreadsheet and its form.
pub const MAX_BODY: usize = 40 * 1024 * 1024;
/// How often a dirty ledger is signed.
const CHECKPOINT_EVERY: Duration = Duration::from_secs(60);
/// How often files that nobody handed in, and those of evidence disposed of, are collected.
const SWEEP_EVERY: Duration = Duration::from_hours(1);

/// What every page and every call of the API shares.
#[derive(Debug)]
pub struct Doors {
    /// The installation; a package that is being built holds it as well.
    pub app: Arc<App>,
    /// How browsers reach this server.
    pub reach: Reach,
    /// Hash of the key of a demonstration, which lets its holder in as the local operator; none on a real installation.
    key: Option<[u8; 32]>,
    /// Pages that need not be drawn again.
    pub(crate) kept: web::Kept,
    /// Calls of the API that were answered lately.
    pub(crate) limits: api::Limits,
}

/// How browsers reach the server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The address that people type, such as `https://tickmark.example.org`, when a reverse proxy speaks TLS in front;
    /// `None` for this machine only.
    pub public: Option<String>,
}

impl Reach {
    /// The cookie of the session: `__Host-` where TLS is spoken; plain HTTP on this machine cannot carry that name.
    pub fn session_cookie(&self) -> &'static str {
        if self.is_secure() { "__Host-sid" } else { "tickmark-session" }
    }

    /// The address under which whoever sent this request reaches the server, without a path.
    pub(crate) fn address(&self, headers: &HeaderMap) -> String {
        let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("localhost");
        self.public.as_deref().map_or_else(|| format!("http://{host}"), |p| p.trim_end_matches('/').to_owned())
    }

    /// Is TLS spoken in front?
    pub fn is_secure(&self) -> bool {
        self.public.is_some()
    }

    /// The host of the public address, with its port if it names one.
    pub fn host(&self) -> Option<&str> {
        let rest = self.public.as_deref()?.strip_prefix("https://")?;
        Some(rest.trim_end_matches('/'))
    }
}

impl Doors {
    /// The doors of an installation.
    pub fn new(app: App, reach: Reach) -> Arc<Doors> {
        let app = Arc::new(app);
        Arc::new(Doors { app, reach, key: None, kept: web::Kept::default(), limits: api::Limits::default() })
    }

    /// The doors of a demonstration, which `key` opens as the local operator, and as whoever else takes part in it.
    pub fn of_demonstration(app: App, key: &str) -> Arc<Doors> {
        let (app, reach, key) = (Arc::new(app), Reach::default(), Some(hash(key)));
        Arc::new(Doors { app, reach, key, kept: web::Kept::default(), limits: api::Limits::default() })
    }

    /// Is this the key of a demonstration?
    pub fn is_key(&self, key: &str) -> bool {
        self.key.is_some_and(|own| same(&hash(key.trim()), &own))
    }

    /// Is this a demonstration?
    pub fn is_demonstration(&self) -> bool {
        self.key.is_some()
    }

    /// Who holds the session of these cookies; `None` for nobody.
    ///
    /// # Errors
    /// [`Fault`] when sessions cannot be read.
    pub fn who(&self, headers: &HeaderMap) -> Result<Option<Who>, Fault> {
        match web::cookie(headers, self.reach.session_cookie()) {
            Some(secret) => self.app.who_by_session(&secret),
            None => Ok(None),
        }
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
    patient_router(doors, Patience::default())
}

/// Everything that can be asked over HTTP, of senders who are waited for so long.
pub fn patient_router(doors: Arc<Doors>, patience: Patience) -> Router {
    let fixed = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    let pages = web::routes()
        .layer(axum::middleware::from_fn_with_state(doors.clone(), web::keep))
        .layer(axum::middleware::from_fn_with_state(doors.clone(), web::guard));
    let asked = Router::new()
        .merge(pages)
        .merge(api::routes())
        .merge(scim::routes())
        .fallback(web::not_found)
        .layer(axum::middleware::from_fn_with_state(doors.clone(), web::own_host_only))
        .layer(axum::middleware::from_fn(web::no_foreign_referer))
        .layer(CsrfLayer::new())
        .layer(RequestBodyLimitLayer::new(MAX_BODY))
        .layer(axum::middleware::from_fn_with_state(patience, in_good_time))
        // Inside of the headers, so that the answer to a panic carries them as well.
        .layer(CatchPanicLayer::new())
        .layer(axum::middleware::from_fn(api::in_problem_details))
        .layer(axum::middleware::map_response(files_run_nothing))
        .layer(fixed(header::CONTENT_SECURITY_POLICY, CSP))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
        .layer(fixed(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(fixed(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
        .layer(fixed(HeaderName::from_static("permissions-policy"), PERMISSIONS))
        .layer(fixed(header::CACHE_CONTROL, "no-store"));
    // Plain HTTP on this machine must not teach browsers that `localhost` speaks TLS.
    let asked =
        if doors.reach.is_secure() { asked.layer(fixed(header::STRICT_TRANSPORT_SECURITY, HSTS)) } else { asked };
    asked.layer(CatchPanicLayer::new()).layer(axum::middleware::from_fn(request::identify)).with_state(doors)
}

/// A file to keep, whichever door it leaves by, runs nothing where somebody opens it after all.
async fn files_run_nothing(mut response: Response) -> Response {
    let head = response.headers_mut();
    if head.get(header::CONTENT_DISPOSITION).is_some_and(|kind| kind.as_bytes().starts_with(b"attachment")) {
        head.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    }
    response
}

/// No inline script, no inline style, nothing from elsewhere.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    object-src 'none'; require-trusted-types-for 'script'";
/// Two years, as long as the public address is one of TLS.
const HSTS: &str = "max-age=63072000; includeSubDomains";
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), \
    gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), \
    serial=(), usb=(), xr-spatial-tracking=()";

/// Serves until the process is told to stop. `ready` is called with the address once it listens.
///
/// # Errors
/// A failure when the address can be reached from elsewhere without TLS in front, or is taken.
pub fn serve(doors: Arc<Doors>, address: SocketAddr, ready: impl FnOnce(SocketAddr)) -> Result<(), Failure> {
    if !address.ip().is_loopback() && !doors.reach.is_secure() {
        return Err(domain::refusal::Refusal::NotPossible {
            sentence: format!("{address} can be reached from other machines, and nothing speaks TLS in front of it"),
            hint: "bind to 127.0.0.1, or put a reverse proxy with TLS in front and name its address with --public-url"
                .to_owned(),
        }
        .into());
    }
    let broken = |e: std::io::Error| Fault::new(format!("the server: {e}"), "look at the operating system's log");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(broken)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await.map_err(|e| Fault {
            sentence: format!("cannot listen on {address}: {e}"),
            hint: "another program may use the port; name another with --port, or 0 for a free one".to_owned(),
            by_user: true,
        })?;
        let bound = listener.local_addr().map_err(broken)?;
        ready(bound);
        tokio::spawn(sign_now_and_then(doors.clone()));
        tokio::spawn(sweep_now_and_then(doors.clone()));
        tokio::spawn(crate::collecting::collect(doors.clone()));
        let base = doors.reach.public.clone().unwrap_or_else(|| format!("http://localhost:{}", bound.port()));
        tokio::spawn(crate::remind::remind(doors.clone(), base.clone()));
        tokio::spawn(crate::deliver::deliver(doors.clone(), base));
        let closing = doors.clone();
        connections::serve(listener, router(doors), Patience::default(), stopped()).await;
        tokio::task::block_in_place(|| write_readings(&closing));
        Ok(())
    })
}

async fn sweep_now_and_then(doors: Arc<Doors>) {
    loop {
        let doors = doors.clone();
        match tokio::task::spawn_blocking(move || doors.app.sweep_evidence()).await {
            Ok(Err(trouble)) => tracing::error!(%trouble, "files that are over could not be collected"),
            Err(stopped) => tracing::error!(%stopped, "collecting files stopped"),
            Ok(Ok(swept)) if swept.files > 0 => tracing::info!(files = swept.files, "files that are over were removed"),
            Ok(Ok(_)) => {}
        }
        tokio::time::sleep(SWEEP_EVERY).await;
    }
}

async fn sign_now_and_then(doors: Arc<Doors>) {
    loop {
        tokio::time::sleep(CHECKPOINT_EVERY).await;
        let doors = doors.clone();
        let signed = tokio::task::spawn_blocking(move || {
            write_readings(&doors);
            doors.app.sign_all()
        });
        match signed.await {
            Ok(Err(fault)) => tracing::error!(%fault, "a ledger could not be signed"),
            Err(stopped) => tracing::error!(%stopped, "signing stopped"),
            Ok(Ok(())) => {}
        }
    }
}

/// What external auditors read since the last minute goes into the ledgers (`RoomCommand::NoteReadings`).
fn write_readings(doors: &Doors) {
    if let Err(fault) = doors.app.flush_readings() {
        tracing::error!(%fault, "what auditors read could not be recorded; it is tried again");
    }
}

/// Stopped at the keyboard, or by whatever runs this server as a service.
async fn stopped() {
    let keyboard = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let service = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut asked) => {
                asked.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let service = std::future::pending::<()>();
    tokio::select! {
        () = keyboard => {}
        () = service => {}
    }
}
