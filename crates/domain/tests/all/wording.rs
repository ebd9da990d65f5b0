//! The wording guard on every variant that a text can use (K14).

use domain::reports::wording::{REFUSED, check, hits};
use domain::rules::wording::worded;
use proptest::prelude::*;

#[test]
fn r209_every_spelling_is_found() {
    for text in [
        "SOC 2 Type II certified",
        "SOC2-certified",
        "S\u{200b}OC 2 certi\u{ad}fied",
        "soc-2 certifications",
        "SOC\u{a0}2 certificates",
        "SOC\n2\ncertified",
        "we hold the SOC 2 certi-\n  fication",
        "SOC II certified",
        "SOC 2 is a certification",
        "SOC 2 Type 2 has been fully certified",
        "SOC 2\u{2011}certified",
        "ＳＯＣ ２ certified",
        "\"SOC 2 certified\", as they say",
        "SOC 2 compliant",
        "certified for SOC 2",
        "a certificate of SOC 2",
        "certified to ISO/IEC 27001 and SOC 2",
        "SOC 2 and ISO 27001 certified",
        "We are SOC 2 Type II attested and certified.",
        "SOC 2 audited & certified",
        "we passed our annual SOC 2 audit",
        "passing the SOC 2 examination",
        "failed SOC 2",
        "The SOC 2 audit was successfully passed",
        "ISO 27002 certification",
        "certified to the ISO/IEC 27002:2022 standard",
        "ISO 27001 certified, so we are GDPR compliant",
        "being certified to ISO/IEC 27001:2022 ensures GDPR compliance",
        "We are certified SOC 2.",
        "a certified\nSOC 2 company",
        "certification according to the SOC 2 standard",
        "dual SOC 2 and ISO 27001 certification",
        "SOC2 and ISO/IEC 27001 certificates",
        "ISO27002 certified",
        "certified to ISO27002",
        "GDPR compliant through our ISO 27001 certification",
        "ISO27001 certified, hence GDPR compliant",
        "SOC 2 Type 2 compliance certificate",
        "SOC Type 2 certified",
        "**SOC 2** certified",
        "<b>SOC 2</b> certified",
        "<a href=\"https://a.example\">SOC 2</a> certified",
        "[SOC 2](https://a.example/soc2) certified",
        "SOC&nbsp;2 certified",
        "SOC 2 &amp; ISO 27001 certified",
        "<SOC 2 certified>",
        "Certified: SOC 2",
        "**Certifications:** ISO/IEC 27001, SOC 2 Type II",
        "SOC 2 Typ II zertifiziert",
        "Wir sind SOC 2 zertifiziert",
        "SOC-2-Zertifizierung",
        "certifi\u{e9} SOC 2",
        "SOC 2 guarantees that your data is safe",
        "Our SOC 2 Type II report guarantees security.",
        "Security guaranteed by our SOC 2 report",
        "Our SOC 2 report guarantees no breaches",
        "We do not sell data, and our SOC 2 report guarantees privacy",
        "Without doubt, SOC 2 guarantees safety",
        "AICPA SOC certified",
        "the AICPA's SOC certification",
        "SOC certified by the AICPA",
        "SOC 2 attested",
        "We are now SOC 2 Type II attested by a large firm",
        "a SOC 2-attested company",
        "SOC 2 attested and ISO/IEC 27001 certified",
        "a SOC 2 approved vendor",
    ] {
        assert!(!check(text).is_empty(), "{text}");
    }
}

#[test]
fn r209_what_the_trade_says_goes_through() {
    for text in [
        "We are SOC 2 examined and certified to ISO/IEC 27001:2022",
        "SOC 2 audited, ISO 27001 certified",
        "a SOC 2 examination by certified auditors",
        "A SOC 2 Type II report with an unmodified opinion.",
        "We were examined. Certified to ISO/IEC 27001:2022 (scope: Docs; body: Norn).",
        "ISO/IEC 27001:2022 certified, and a SOC 2 report",
        "An ISO/IEC 27001 certificate, a SOC 2 report and a bridge letter",
        "certified to ISO/IEC 27001 and our SOC 2 report is there",
        "SOC 2 is not a certification",
        "It ends in a SOC 2 report. Certification is another matter.",
        "| SOC 2 Type II | Certificate |",
        "You may pass the SOC 2 report on to your auditor",
        "ISO 27001 does not mean GDPR compliance",
        "the SOC 2 examination and ISO/IEC 27001 certification",
        "SOC 20 certified",
        "- ISO/IEC 27001 certificate\n- SOC 2 Type II report\n- bridge letter",
        "Certificate\nSOC 2\nBridge letter",
        "a certified SOC 2 report",
        "SOC 2, and then ISO/IEC 27001 certification",
        "we follow the GDPR, and hold an ISO/IEC 27001 certificate",
        "SOC 3 report",
        "Certifications: ISO/IEC 27001. Reports: SOC 2 Type II",
        "Certificates: ISO/IEC 27001, SOC 2 Type II report",
        "A certified public accountant wrote the SOC 2 report",
        "unser SOC-2-Bericht und unser ISO-27001-Zertifikat",
        "<b>SOC 2</b> report and ISO/IEC 27001 certificate",
        "The SOC 2 report was attested by the firm.",
        "Our SOC 2, attested by the firm, covers availability",
        "The group for SOC 2 approved the budget",
        "Whoever signs for SOC 2 attested to the description",
        "our SOC 2 attestation report of the AICPA",
        "SOC 2 guarantees nothing",
        "Report: SOC 2 Type II\nApproved: 2026-07-14",
        "- SOC 2\n- Approved\n- ISO/IEC 27001",
        "No SOC 2 report guarantees security",
        "A SOC 2 report does not guarantee security",
        "No security is guaranteed by a SOC 2 report",
        "the AICPA's SOC 2 report, by certified public accountants",
        "Our SOC certified two analysts",
        "",
    ] {
        assert_eq!(check(text), [], "{text}");
    }
}

#[test]
fn r209_a_hit_says_where_and_what_to_write_instead() {
    let found = hits("One.\n\nWe are SOC2 certified,\nand we passed SOC 2.");
    let said: Vec<_> = found.iter().map(|hit| (hit.line, hit.words.as_str())).collect();
    assert_eq!(said, [(3, "soc 2 certified"), (4, "passed soc 2")]);
    let stands: Vec<_> = found.iter().map(|hit| hit.phrase.as_str()).collect();
    assert_eq!(stands, ["SOC2 certified", "passed SOC 2"], "as they stand in the text");
    assert_eq!(hits("Ａ ＳＯＣ\n  ２-Certifi\u{ea}: SOC\n  2-Certified\u{200b}!")[0].phrase, "SOC 2-Certified");
    let refusal = worded("the title", "SOC 2 certificate of 2026").unwrap_err();
    assert_eq!(refusal.to_string(), "an external text cannot say `soc 2 certificate` in the title, line 1");
    assert!(refusal.hint().contains("write `SOC 2 report`"), "{}", refusal.hint());
    assert!(worded("the title", "SOC 2 report of 2026").is_ok());
    for wording in REFUSED {
        assert!(check(wording.refused).contains(&wording), "{}", wording.refused);
        assert_eq!(check(wording.instead), [], "{}", wording.instead);
    }
}

proptest! {
    /// Whatever stands between and around, and in whatever case, the words are found.
    #[test]
    fn separators_and_case_hide_nothing(gaps in prop::collection::vec("[ \n\t\u{a0}_/-]{1,3}", 3), upper in any::<[bool; 12]>()) {
        let text = format!("x{}soc{}2{}certified", gaps[0], gaps[1], gaps[2].replace("\n\n", "\n"));
        let cased: String = text.chars().zip(upper.iter().cycle()).map(|(c, up)| if *up { c.to_ascii_uppercase() } else { c }).collect();
        prop_assume!(!cased.contains("\n\n"));
        prop_assert!(!check(&cased).is_empty(), "{cased:?}");
    }

    /// No text makes the guard stumble.
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        let found = hits(&text);
        prop_assert!(found.iter().all(|hit| hit.line >= 1 && !hit.words.is_empty()));
    }
}
