//! Requests over plain sockets, as the product's outgoing client would carry them: nothing followed, nothing kept.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use identity::oidc::{HttpRequest, HttpResponse};

/// Sends one request to an `http` address that names its port.
pub(crate) fn send(request: HttpRequest) -> Result<HttpResponse, String> {
    let rest = request.url.strip_prefix("http://").ok_or("not http")?;
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let mut stream = TcpStream::connect(host).map_err(|problem| problem.to_string())?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).map_err(|problem| problem.to_string())?;
    let path = if path.is_empty() { "/" } else { path };
    // HTTP/1.0 has no chunks and ends with the connection.
    let mut head = format!("{} {path} HTTP/1.0\r\nhost: {host}\r\n", request.method);
    for (name, value) in &request.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", request.body.len()));
    let mut reply = Vec::new();
    stream
        .write_all(&[head.as_bytes(), &request.body].concat())
        .and_then(|()| stream.read_to_end(&mut reply))
        .map_err(|problem| problem.to_string())?;
    read(&reply).ok_or_else(|| "no HTTP".to_owned())
}

fn read(reply: &[u8]) -> Option<HttpResponse> {
    let end = reply.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&reply[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let header = |line: &str| line.split_once(':').map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()));
    Some(HttpResponse { status, headers: lines.filter_map(header).collect(), body: reply[end + 4..].to_vec() })
}
