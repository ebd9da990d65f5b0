//! Markup without a way to forget escaping: what is written in this house is `&'static str`, everything else is escaped.

pub(super) use domain::values::counted;

/// A page while it is written.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    /// Markup of ours, as it stands in the source.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Html {
        self.0.push_str(markup);
        self
    }

    /// Text of anybody, in an element or in an attribute between double quotation marks. Characters that turn the direction of
    /// a line or that nobody sees become a visible one, so that a name cannot pose as another.
    pub(super) fn text(&mut self, text: &str) -> &mut Html {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' | '\t' => self.0.push(c),
                c if unseen(c) => self.0.push('\u{fffd}'),
                c => self.0.push(c),
            }
        }
        self
    }

    /// A number.
    pub(super) fn number(&mut self, number: u64) -> &mut Html {
        self.text(&number.to_string())
    }

    /// Text of anybody that keeps its own direction among words of ours.
    pub(super) fn name(&mut self, text: &str) -> &mut Html {
        self.raw("<bdi>").text(text).raw("</bdi>")
    }

    /// The end of an anchor's name: letters, digits, `.` and `-`; everything else is spelt by its number.
    pub(super) fn anchor(&mut self, id: &str) -> &mut Html {
        for c in id.chars() {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') {
                self.0.push(c);
            } else {
                self.0.push_str(&format!("_{:x}_", u32::from(c)));
            }
        }
        self
    }

    /// The whole of it.
    pub(super) fn done(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

/// Controls, marks of direction and other characters without a shape (Unicode categories Cc and Cf, as far as they matter).
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

/// Bytes, as people read them.
pub(super) fn size(bytes: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    match UNITS.iter().find(|(_, unit)| bytes >= *unit) {
        None => counted(bytes, "byte", "bytes"),
        Some((name, unit)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_somebody_typed_stays_text() {
        let mut html = Html::default();
        html.raw("<p title=\"").text("\"><script>alert('1')</script>").raw("\">").text("a & b\u{202e}gpj.exe\u{0}");
        let text = String::from_utf8(html.done()).unwrap_or_default();
        assert_eq!(
            text,
            "<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;\">a &amp; b\u{fffd}gpj.exe\u{fffd}"
        );
    }

    #[test]
    fn an_anchor_is_one_word_and_no_two_ids_share_it() {
        let of = |id: &str| {
            let mut html = Html::default();
            html.anchor(id);
            String::from_utf8(html.done()).unwrap_or_default()
        };
        assert_eq!(of("CC6.1"), "CC6.1");
        assert_ne!(of("a b"), of("a-b"));
        assert!(!of("\"><x").contains(['"', '<', '>', ' ']));
    }

    #[test]
    fn sizes_are_rounded_down() {
        assert_eq!((size(1), size(1023), size(1536)), ("1 byte".into(), "1023 bytes".into(), "1.5 KiB".into()));
    }
}
