//! What is sent: the bare facts of an entry, and a signature after Standard Webhooks.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use ledger::{Leaf, moment_to_text};
use outgoing::Request;
use serde_json::json;
use sha2::Sha256;

/// A message before it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
    /// The same for each attempt, so that a receiver knows what it has had already.
    pub(super) id: String,
    pub(super) body: Vec<u8>,
}

/// The secret as its owner keeps it, after Standard Webhooks: `whsec_` and base64.
pub(super) fn shown(secret: &[u8]) -> String {
    format!("whsec_{}", BASE64_STANDARD.encode(secret))
}

/// News of an entry. It holds what the leaf holds, no name, no address and no free text; `base` is the address of this
/// server, where whoever has the right reads the rest.
pub(super) fn news(webhook: &str, slug: &str, base: &str, leaf: &Leaf<'_>) -> Message {
    let body = json!({
        "type": leaf.action,
        "timestamp": moment_to_text(leaf.time_us).unwrap_or_default(),
        "data": {
            "organisation": slug,
            "entry": leaf.seq,
            "object": { "kind": leaf.object_kind, "id": leaf.object_id },
            "link": format!("{base}/o/{slug}/history/{}", leaf.seq),
        },
    });
    Message { id: format!("{webhook}-{}", leaf.seq), body: body.to_string().into_bytes() }
}

/// A message that only shows that messages arrive.
pub(super) fn test(webhook: &str, slug: &str, base: &str, now_us: i64) -> Message {
    let body = json!({
        "type": "test",
        "timestamp": moment_to_text(now_us).unwrap_or_default(),
        "data": { "organisation": slug, "link": format!("{base}/o/{slug}/webhooks") },
    });
    Message { id: format!("{webhook}-test-{now_us}"), body: body.to_string().into_bytes() }
}

impl Message {
    /// The request, signed at `now_us`: the receiver refuses one that is too old, so that nothing is played again.
    pub(super) fn request(self, url: &str, secret: &[u8], now_us: i64) -> Request {
        let at = (now_us / 1_000_000).to_string();
        let signature = signature(secret, &self.id, &at, &self.body);
        Request::post(url, "application/json", self.body)
            .header("webhook-id", &self.id)
            .header("webhook-timestamp", &at)
            .header("webhook-signature", &signature)
    }
}

/// HMAC-SHA256 over id, time and body, as the header carries it.
fn signature(secret: &[u8], id: &str, at: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    for part in [id.as_bytes(), b".", at.as_bytes(), b".", body] {
        mac.update(part);
    }
    format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_that_of_the_published_example() {
        // Standard Webhooks, reference libraries: the example that each of them is tested with.
        let secret = BASE64_STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let body = br#"{"test": 2432232314}"#;
        let made = signature(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body);
        assert_eq!(made, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
