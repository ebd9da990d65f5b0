//! Documents that are broken, enormous, deep or cunning: each is refused with its place, or brought down to size.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domain::values::FindingsFormat::{self, CycloneDx, Lynis, Ocsf, Sarif, Xccdf};
use formats::findings::{FindingsError, detect, limits, read};

const ALL: [FindingsFormat; 5] = [Ocsf, Sarif, CycloneDx, Lynis, Xccdf];

fn refused(text: &str, format: FindingsFormat) -> FindingsError {
    let error = read(text.as_bytes(), format).expect_err("it is to be refused");
    assert!(error.to_string().starts_with(&format!("{}: ", format.name())), "{error}");
    assert!(error.to_string().len() < 1_500 && !error.hint().is_empty(), "{error}");
    error
}

/// Place, field, and what would be right.
fn field(text: &str, format: FindingsFormat) -> (String, String, String) {
    match refused(text, format) {
        FindingsError::Field { place, field, right, .. } => (place, field, right),
        other => panic!("{other:?}"),
    }
}

fn owned(place: &str, field: &str, right: &str) -> (String, String, String) {
    (place.to_owned(), field.to_owned(), right.to_owned())
}

#[test]
fn more_bytes_than_are_read_are_refused_unread() {
    let bytes = vec![b' '; limits::MAX_BYTES + 1];
    for format in ALL {
        let error = read(&bytes, format).unwrap_err();
        assert!(matches!(error, FindingsError::TooMuch { what: "bytes", .. }), "{error}");
    }
    assert_eq!(detect(&bytes, "report.sarif"), None);
}

#[test]
fn other_encodings_are_named_with_the_line() {
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain("[{}]".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (bytes, line) in [(utf16.as_slice(), 1), (b"[\n{\"a\": \"\xE9\"}]", 2), (b"[\n\n\0]", 3)] {
        for format in ALL {
            let error = read(bytes, format).unwrap_err();
            assert!(matches!(&error, FindingsError::NotText { line: at, .. } if *at == line), "{error}");
        }
    }
    let declared = "<?xml version='1.0' encoding='ISO-8859-1'?>\n<TestResult/>";
    let error = refused(declared, Xccdf);
    assert!(matches!(&error, FindingsError::NotText { what, .. } if what.contains("ISO-8859-1")), "{error}");
    let marked = "\u{FEFF}[{\"class_uid\": 2004}]";
    assert_eq!(read(marked.as_bytes(), Ocsf).unwrap().items.len(), 1, "a byte order mark of UTF-8 is no letter");
}

#[test]
fn every_cut_through_a_real_document_is_refused_or_read_and_never_panics() {
    for (name, format) in [
        ("semgrep.sarif", Sarif),
        ("prowler.ocsf.json", Ocsf),
        ("environment-1.6.cdx.json", CycloneDx),
        ("oscap-small.xml", Xccdf),
        ("lynis-report.dat", Lynis),
    ] {
        let bytes = std::fs::read(format!("{}/tests/findings/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let whole = bytes.trim_ascii_end().len();
        for cut in (0..whole).step_by(whole / 60) {
            let half = &bytes[..cut];
            match read(half, format) {
                Ok(_) => assert_eq!(format, Lynis, "{name} cut at {cut} is no whole document"),
                Err(error) => assert!(error.to_string().contains("line") || cut < 600, "{name} at {cut}: {error}"),
            }
        }
        assert_eq!(detect(&bytes[..whole / 2], name), Some(format), "{name} is known by its beginning");
    }
}

#[test]
fn a_truncated_document_says_where_it_ends() {
    let error = refused("{\n\"version\": \"2.1.0\",\n\"runs\": [", Sarif);
    assert_eq!(error.to_string(), "SARIF: line 3, column 9: the document ends here, in the middle of something");
    let error = refused("<TestResult>\n<target>h", Xccdf);
    assert_eq!(error.to_string(), "XCCDF: line 2: this is no XML: the document ends here, inside `target`");
}

#[test]
fn what_lies_too_deep_is_refused_before_it_is_built() {
    let deep = 100_000;
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let text = format!("{}1{}", open.repeat(deep), close.repeat(deep));
        for format in [Ocsf, Sarif, CycloneDx] {
            let error = refused(&text, format);
            assert!(matches!(error, FindingsError::TooMuch { max: limits::MAX_DEPTH, .. }), "{error}");
        }
    }
    let inside = format!("{{\"class_uid\":2004,\"unmapped\":{}1{}}}", "[".repeat(deep), "]".repeat(deep));
    assert!(matches!(refused(&inside, Ocsf), FindingsError::TooMuch { .. }), "skipped parts count as well");
    let error = refused(&"<a>".repeat(deep), Xccdf);
    assert!(matches!(error, FindingsError::TooMuch { max: limits::MAX_DEPTH, .. }), "{error}");
    let brackets = format!("[{{\"class_uid\":2004,\"message\":\"{}\"}}]", "[{".repeat(deep));
    assert_eq!(read(brackets.as_bytes(), Ocsf).unwrap().items.len(), 1, "brackets inside a text open nothing");
}

#[test]
fn a_billion_laughs_and_other_entities_are_not_read() {
    let laughs = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol1 \"&lol;&lol;&lol;\">]>\n\
                  <TestResult><target>&lol1;</target></TestResult>";
    let error = refused(laughs, Xccdf);
    assert_eq!(error.to_string(), "XCCDF: line 2: a document type (`<!DOCTYPE`) is not read");
    let outside = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><TestResult/>";
    assert!(matches!(refused(outside, Xccdf), FindingsError::Forbidden { line: 1, .. }));
    let unknown = "<TestResult>\n<target>&passwd;</target></TestResult>";
    let error = refused(unknown, Xccdf);
    assert_eq!(error.to_string(), "XCCDF: line 2: the entity `passwd` is not read");
    refused("<TestResult a='&passwd;'/>", Xccdf);
    let own = read(b"<TestResult><target>a&#38;b&lt;<![CDATA[<c>]]></target></TestResult>", Xccdf).unwrap();
    assert_eq!(own.target.as_deref(), Some("a&b<<c>"));
}

#[test]
fn xml_that_is_none_is_refused() {
    for text in [
        "",
        "<a",
        "<TestResult></a>",
        "<TestResult/><TestResult/>",
        "x<TestResult/>",
        "<TestResult/>x",
        "<TestResult a='1' a='2'/>",
        "<TestResult a=1/>",
        "<TestResult>&#0;</TestResult>",
        "<TestResult>&#xD800;</TestResult>",
    ] {
        let error = refused(text, Xccdf);
        assert!(matches!(error, FindingsError::Broken { .. }), "{text}: {error}");
    }
    let many: String = (0..200).map(|number| format!(" a{number}='x'")).collect();
    let error = refused(&format!("<TestResult{many}/>"), Xccdf);
    assert!(matches!(error, FindingsError::TooMuch { max: limits::MAX_ATTRIBUTES, .. }), "{error}");
}

#[test]
fn one_finding_more_than_the_maximum_is_refused() {
    let many = limits::MAX_ITEMS + 1;
    let lines = "{\"class_uid\":2004}\n".repeat(many);
    let error = refused(&lines, Ocsf);
    assert_eq!(error.to_string(), format!("OCSF: object {many}: there are more than 200000 findings"));
    let list = format!("[{}]", vec!["{\"class_uid\":2004}"; many].join(","));
    assert_eq!(field(&list, Ocsf).2, "a list of at most 200000");
    let warnings = format!("lynis_version=3\n{}", "warning[]=A-1|t|\n".repeat(many));
    assert_eq!(
        refused(&warnings, Lynis).to_string(),
        format!("Lynis report: line {}: there are more than 200000 findings", many + 1)
    );
    let rules = "<rule-result idref='r'><result>pass</result></rule-result>\n".repeat(many);
    let error = refused(&format!("<TestResult>\n{rules}</TestResult>"), Xccdf);
    assert_eq!(error.to_string(), format!("XCCDF: line {}: there are more than 200000 findings", many + 1));
}

#[test]
fn millions_of_empty_objects_are_refused_by_counting() {
    let many = "{},".repeat(limits::MAX_OBJECTS + 1);
    for text in
        [format!("[{many}{{}}]"), format!("{{\"runs\":[{many}{{}}]}}"), format!("{{\"components\":[{many}{{}}]}}")]
    {
        for format in [Ocsf, Sarif, CycloneDx] {
            let error = refused(&text, format);
            assert!(matches!(error, FindingsError::TooMuch { what: "objects", .. }), "{error}");
        }
    }
}

#[test]
fn enormous_texts_are_cut_and_control_characters_taken_out() {
    let long = "ü".repeat(10_000_000);
    let text =
        format!("[{{\"class_uid\":2004,\"message\":\"{long}\",\"metadata\":{{\"event_code\":\"a\\u0000\\nb\"}}}}]");
    let found = read(text.as_bytes(), Ocsf).unwrap();
    let item = &found.items[0];
    assert_eq!(item.detail.chars().count(), limits::MAX_DETAIL_CHARS);
    assert_eq!(item.title.chars().count(), limits::MAX_TITLE_CHARS);
    assert!(item.title.ends_with('…'));
    assert_eq!(item.id, "a b");
    let error = refused(&format!("[{{\"class_uid\":\"{long}\"}}]"), Ocsf);
    assert!(matches!(error, FindingsError::Field { .. }), "and an error does not repeat it");
    let error = refused(&format!("lynis_version=3\nx={}", "y".repeat(limits::MAX_LINE_BYTES)), Lynis);
    assert!(matches!(error, FindingsError::TooMuch { max: limits::MAX_LINE_BYTES, .. }), "{error}");
}

#[test]
fn a_wrong_field_is_named_with_its_path_and_what_would_be_right() {
    let product = "[{\"class_uid\": 2004},\n{\"class_uid\": 2004, \"metadata\": {\"product\": {\"name\": 5}}}]";
    assert_eq!(field(product, Ocsf), owned("line 2, $[1].metadata.product.name", "name", "a string"));
    let class = "{\"class_uid\": 2004}\n{\"class_uid\": 3002}";
    assert_eq!(field(class, Ocsf).2, "a class_uid from 2001 to 2007");
    let missing = "[{\"metadata\": {}}]";
    assert!(refused(missing, Ocsf).to_string().contains("missing field `class_uid`"));
    let level = "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"t\"}}, \"results\": [{\"message\": \"m\"}]}]}";
    let (place, name, right) = field(level, Sarif);
    assert_eq!((place.as_str(), name.as_str()), ("line 1, $.runs[0].results[0].message", "message"));
    assert_eq!(right, "an object with `text`");
    let version = "{\"version\": \"2.0.0\", \"runs\": []}";
    assert_eq!(field(version, Sarif), owned("$.version", "version", "`2.1.0`"));
    let bom = "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.7\"}";
    assert_eq!(field(bom, CycloneDx), owned("$.specVersion", "specVersion", "`1.4`, `1.5` or `1.6`"));
    let other = "{\"bomFormat\": \"SPDX\", \"specVersion\": \"1.6\"}";
    assert_eq!(field(other, CycloneDx).2, "`CycloneDX`");
}

#[test]
fn a_wrong_line_of_lynis_is_named() {
    let head = "lynis_version=3.0.8\n";
    assert_eq!(field(&format!("{head}hardening_index=101"), Lynis).2, "a whole number from 0 to 100");
    assert_eq!(field(&format!("{head}warning[]=|"), Lynis).0, "line 2");
    assert_eq!(field("# Lynis Report\n", Lynis).1, "lynis_version");
    let error = refused(&format!("{head}\nno sign"), Lynis);
    assert!(matches!(&error, FindingsError::Broken { place, .. } if place == "line 3"), "{error}");
}

#[test]
fn results_that_lack_a_part_are_refused_and_benchmarks_without_results_too() {
    let no_result = "<TestResult>\n<rule-result idref='r'></rule-result></TestResult>";
    assert_eq!(field(no_result, Xccdf).1, "rule-result/result");
    assert_eq!(field("<TestResult><rule-result/></TestResult>", Xccdf).1, "rule-result/@idref");
    assert_eq!(field("<Benchmark><Rule id='r'/></Benchmark>", Xccdf).1, "TestResult");
}

#[test]
fn json_after_the_end_and_keys_said_twice_are_refused() {
    let error = refused("[{\"class_uid\":2004}] []", Ocsf);
    assert!(matches!(&error, FindingsError::Broken { place, .. } if place.starts_with("line 1, column")), "{error}");
    let twice = refused("[{\"class_uid\":2004,\"status_code\":\"FAIL\",\"status_code\":\"PASS\"}]", Ocsf);
    assert!(twice.to_string().contains("duplicate field `status_code`"), "{twice}");
    for text in ["[{]", "{'a': 1}", "[{\"class_uid\": 2004,}]", "[NaN]", "nonsense"] {
        refused(text, Ocsf);
    }
}

#[test]
fn what_is_none_of_the_formats_is_not_recognised() {
    for text in
        ["", " ", "{}", "[]", "[1]", "hello", "<html></html>", "a,b\n1,2\n", "\u{1f}\u{8b}", "{\"runs", "%PDF-1.7"]
    {
        assert_eq!(detect(text.as_bytes(), "upload"), None, "{text}");
    }
    assert_eq!(detect(b"{}", "report.sarif"), Some(Sarif), "a name decides where the content does not");
    assert_eq!(detect(b"hello", "report.sarif"), None, "and not against the content");
    let inner = b"{\"results\": [{\"runs\": 1, \"bomFormat\": 2}], \"class_uid_of\": 3}";
    assert_eq!(detect(inner, "x.json"), None, "keys further in do not count");
}
