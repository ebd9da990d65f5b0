//! Connections: so many at once, each with a limit to the head of a request, and to the time that it and its answer may take.

use crate::patience::Patience;
use crate::taking::Taken;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt;

/// Most connections at once; further ones wait in the queue of the operating system. Fewer than the files that a process may
/// open by default, so that connections never take the place of the database's files.
pub const MAX_CONNECTIONS: usize = 512;
/// Largest head of a request in bytes, its first line included; a larger one is answered 431.
pub const MAX_HEAD: usize = 64 * 1024;
/// Most headers of a request; more are answered 431.
pub const MAX_HEADERS: usize = 100;

/// Answers requests until `stop` is over, and then those that are under way.
pub async fn serve(mut listener: TcpListener, router: Router, patience: Patience, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    // Every connection holds a receiver of each: the first tells it to end, the second tells that it has ended.
    let (ending, end) = watch::channel(false);
    let (open, ended) = watch::channel(());
    let mut stop = pin!(stop);
    loop {
        let accepted = async {
            let place = places.clone().acquire_owned().await;
            (place, Listener::accept(&mut listener).await)
        };
        let (place, (stream, from)) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stop => break,
        };
        let (router, end, ended) = (router.clone(), end.clone(), ended.clone());
        tokio::spawn(async move {
            connection(stream, from, router, patience, end).await;
            drop((place, ended));
        });
    }
    drop(listener);
    drop(ended);
    ending.send_replace(true);
    open.closed().await;
}

/// Answers the requests of one connection.
async fn connection(
    stream: TcpStream,
    from: SocketAddr,
    router: Router,
    patience: Patience,
    mut end: watch::Receiver<bool>,
) {
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(from));
        router.clone().oneshot(request.map(Body::new))
    });
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(patience.head);
    builder.max_headers(MAX_HEADERS).max_header_size(MAX_HEAD);
    let mut served = pin!(builder.serve_connection(TokioIo::new(Taken::new(stream, patience)), service));
    let over = tokio::select! {
        over = served.as_mut() => Some(over),
        // Also when the server is gone, which says nothing more.
        _ = end.wait_for(|end| *end) => None,
    };
    let over = match over {
        Some(over) => over,
        None => {
            served.as_mut().graceful_shutdown();
            served.await
        }
    };
    if let Err(error) = over {
        tracing::debug!(%from, %error, "a connection ended early");
    }
}
