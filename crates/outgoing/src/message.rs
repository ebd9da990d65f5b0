//! What is sent and what comes back.

use std::fmt;

use ureq::http::{self, HeaderName, HeaderValue};

use crate::refused::Refused;
use crate::target::Target;

/// The most headers of a request.
pub const HEADERS_MAX: usize = 64;

/// The most bytes of the body of a request: 10 MiB.
pub const REQUEST_BODY_MAX: usize = 10 * 1024 * 1024;

/// Headers that say how a message is framed or passed on; the client writes them, and no caller.
const FRAMING: [&str; 12] = [
    "accept-encoding",
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// What is asked of the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Read; no body.
    Get,
    /// Read the head alone; no body.
    Head,
    /// Hand over.
    Post,
    /// Put in place.
    Put,
    /// Change.
    Patch,
    /// Remove; no body.
    Delete,
}

impl Method {
    fn http(self) -> http::Method {
        match self {
            Self::Get => http::Method::GET,
            Self::Head => http::Method::HEAD,
            Self::Post => http::Method::POST,
            Self::Put => http::Method::PUT,
            Self::Patch => http::Method::PATCH,
            Self::Delete => http::Method::DELETE,
        }
    }

    pub(crate) fn has_body(self) -> bool {
        matches!(self, Self::Post | Self::Put | Self::Patch)
    }
}

/// A request. `Debug` leaves out what may be secret: query, values of headers, body.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// What is asked.
    pub method: Method,
    /// Where: `https://host/path?query`.
    pub url: String,
    /// Names and values, in the order they are sent; at most [`HEADERS_MAX`].
    pub headers: Vec<(String, String)>,
    /// What is handed over; at most [`REQUEST_BODY_MAX`] bytes, and empty unless the method is POST, PUT or PATCH.
    pub body: Vec<u8>,
}

impl Request {
    /// A GET without headers.
    #[must_use]
    pub fn get(url: &str) -> Self {
        Self { method: Method::Get, url: url.to_owned(), headers: Vec::new(), body: Vec::new() }
    }

    /// A POST of a body with its media type.
    #[must_use]
    pub fn post(url: &str, media_type: &str, body: Vec<u8>) -> Self {
        let request = Self { method: Method::Post, url: url.to_owned(), headers: Vec::new(), body };
        request.header("content-type", media_type)
    }

    /// The request with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The head of the request for a target; refuses what would break the frame of the message.
    pub(crate) fn head(&self, target: &Target) -> Result<http::Request<()>, Refused> {
        let bad = |why: String| Refused::BadRequest { why };
        if self.headers.len() > HEADERS_MAX {
            return Err(bad(format!("it has more than {HEADERS_MAX} headers")));
        }
        if self.body.len() > REQUEST_BODY_MAX {
            return Err(bad(format!("its body has more than {REQUEST_BODY_MAX} bytes")));
        }
        if !self.body.is_empty() && !self.method.has_body() {
            return Err(bad("its method takes no body".to_owned()));
        }
        let mut head = http::Request::builder().method(self.method.http()).uri(&target.url);
        for (name, value) in &self.headers {
            let name = HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| bad("the name of a header has a character that is not allowed there".to_owned()))?;
            if FRAMING.contains(&name.as_str()) {
                return Err(bad(format!("the header {name} is not for a caller to set")));
            }
            let mut value = HeaderValue::from_str(value)
                .map_err(|_| bad(format!("the value of the header {name} has a control character")))?;
            value.set_sensitive(true);
            head = head.header(name, value);
        }
        head.body(()).map_err(|error| Refused::BadUrl { why: error.to_string() })
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        let url = self.url.split(['?', '#']).next().unwrap_or_default();
        let mut shown = f.debug_struct("Request");
        shown.field("method", &self.method).field("url", &url).field("headers", &names);
        shown.field("body", &self.body.len()).finish()
    }
}

/// An answer, whatever its status, redirections excepted. `Debug` leaves out values of headers and the body.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    /// The status, 200 to 599, or 304.
    pub status: u16,
    /// Names in lower case and values, in the order they came; bytes that are no UTF-8 are replaced.
    pub headers: Vec<(String, String)>,
    /// The body as it came over the line. Nothing is unpacked; none is asked to be packed.
    pub body: Vec<u8>,
}

impl Response {
    /// The first value of a header, its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Whether the target says that it did what was asked: 200 to 299.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        let mut shown = f.debug_struct("Response");
        shown.field("status", &self.status).field("headers", &names).field("body", &self.body.len()).finish()
    }
}
