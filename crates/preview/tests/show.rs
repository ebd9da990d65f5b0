//! What is shown of a file, and what is not, with which reason.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod samples;

use std::io::Cursor;
use std::time::Duration;

use image::{GenericImageView, ImageFormat};
use preview::{Family, Limits, NoPreview, Preview, preview, sniff_file};
use samples::{archive, locked_pdf, pdf, pdf_of, picture, png_of_sides, storage, workbook};

/// A machine that does other things is slow; what is tested here is not its pace.
fn limits() -> Limits {
    Limits { patience: Duration::from_secs(120), ..Limits::default() }
}

/// Places among the workers are those of the whole program, so each test that takes one waits for it.
fn show_within(bytes: &[u8], name: &str, limits: &Limits) -> Result<Preview, NoPreview> {
    let kind = sniff_file(&mut Cursor::new(bytes), name, "").unwrap();
    loop {
        match preview(bytes.to_vec(), &kind, limits) {
            Err(NoPreview::Busy) => std::thread::sleep(Duration::from_millis(20)),
            shown => return shown,
        }
    }
}

fn show(bytes: &[u8], name: &str) -> Result<Preview, NoPreview> {
    show_within(bytes, name, &limits())
}

#[test]
fn pictures_are_encoded_again_and_no_larger_than_the_limit() {
    let formats = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Bmp];
    for format in formats {
        let name = format!("a.{}", format.extensions_str()[0]);
        for ((width, height), shown) in [((40, 30), (40, 30)), ((3200, 20), (1600, 10)), ((10, 3200), (5, 1600))] {
            let bytes = picture(width, height, format);
            let preview = show(&bytes, &name).unwrap();
            let [png] = preview.pages.as_slice() else { panic!("one picture") };
            assert_eq!((png.width, png.height), shown, "{name}");
            assert_eq!((preview.of, preview.cut, preview.text.is_none()), (1, false, true));
            let decoded = image::load_from_memory_with_format(&png.bytes, ImageFormat::Png).unwrap();
            assert_eq!(decoded.dimensions(), shown);
            if format == ImageFormat::Png && shown == (40, 30) {
                assert_eq!(decoded.to_rgb8(), image::load_from_memory(&bytes).unwrap().to_rgb8(), "the same pixels");
            }
        }
    }
}

#[test]
fn nothing_of_a_picture_but_its_pixels_is_handed_on() {
    let mut bytes = picture(4, 4, ImageFormat::Jpeg);
    let comment = b"\xff\xfe\x00\x16taken at home by Ada";
    bytes.splice(2..2, comment.iter().copied());
    let shown = show(&bytes, "a.jpg").unwrap();
    assert!(!shown.pages[0].bytes.windows(4).any(|word| word == b"home"));
    assert!(!shown.pages[0].bytes.windows(4).any(|chunk| chunk == b"tEXt" || chunk == b"eXIf" || chunk == b"iCCP"));
}

#[test]
fn bombs_and_broken_pictures_are_refused_with_a_reason() {
    let refused = show(&png_of_sides(60_000, 60_000), "a.png");
    assert_eq!(refused, Err(NoPreview::TooManyPixels { width: 60_000, height: 60_000 }));
    let refused = show(&png_of_sides(20_001, 1), "a.png");
    assert_eq!(refused, Err(NoPreview::TooManyPixels { width: 20_001, height: 1 }));
    // 36 million black pixels in a few kilobytes are allowed, and take no more than the limit; 49 million are not.
    let small = Limits { pixels: 1_000_000, ..limits() };
    let bomb = picture(1001, 1000, ImageFormat::Png);
    let refused = show_within(&bomb, "a.png", &small);
    assert_eq!(refused, Err(NoPreview::TooManyPixels { width: 1001, height: 1000 }));

    let whole = picture(64, 64, ImageFormat::Png);
    for cut in [8, 20, 33, 60, whole.len() / 2] {
        let refused = show(&whole[..cut], "a.png");
        assert!(matches!(refused, Err(NoPreview::Broken(_))), "{cut}: {refused:?}");
    }
    let large = Limits { input: 100, ..limits() };
    let size = whole.len();
    assert_eq!(show_within(&whole, "a.png", &large), Err(NoPreview::TooLarge { size, limit: 100 }));
}

#[test]
fn what_could_act_is_never_shown() {
    let table: [(&[u8], &str, Family); 7] = [
        (b"<html><script>alert(1)</script>", "a.html", Family::Html),
        (b"<svg xmlns='x'><script>alert(1)</script></svg>", "a.svg", Family::Svg),
        (&workbook(&[]), "a.xlsx", Family::Office),
        (&storage(&["Root Entry", "WordDocument"]), "a.doc", Family::Office),
        (&archive(&[("a", b"x")]), "a.zip", Family::Archive),
        (b"\x7fELF\x02\x01\x01", "a", Family::Executable),
        (b"\0\x01\x02\x03", "a.bin", Family::Other),
    ];
    for (bytes, name, family) in table {
        assert_eq!(show(bytes, name), Err(NoPreview::Never(family)), "{name}");
    }
    assert_eq!(show(b"II*\0\x08\0\0\0", "a.tif"), Err(NoPreview::Format("image/tiff")));
    let lying = show(&picture(3, 2, ImageFormat::Png), "a.jpg");
    assert!(matches!(lying, Err(NoPreview::Disagrees(_))), "{lying:?}");
    for family in [Family::Html, Family::Svg] {
        assert!(NoPreview::Never(family).to_string().ends_with("is not shown here; download it"));
    }
}

#[test]
fn text_is_cut_and_cannot_deceive() {
    let shown = |bytes: &[u8]| show(bytes, "a.txt").unwrap();
    assert_eq!(shown(b"a\r\nb\tc\n").text.unwrap(), "a\nb\tc\n");
    assert_eq!(shown("a\u{1b}[31m\u{7f}\rb".as_bytes()).text.unwrap(), "a\u{241b}[31m\u{2421}\u{240d}b");
    assert_eq!(shown("x\u{202e}y\u{200b}".as_bytes()).text.unwrap(), "x\u{27e8}U+202E\u{27e9}y\u{27e8}U+200B\u{27e9}");
    assert_eq!(shown(b"\xff\xfeh\0i\0").text.unwrap(), "hi");
    assert_eq!(shown(b"\xfe\xff\0h\0i").text.unwrap(), "hi");
    assert_eq!(shown(b"\xef\xbb\xbfhi").text.unwrap(), "hi");
    assert_eq!(shown(b""), Preview { text: Some(String::new()), of: 1, ..Preview::default() });
    for letter in ["x", "\u{fc}", "\u{20ac}", "\u{1f50d}", "\u{1b}\n"] {
        let long = letter.repeat((70 << 10) / letter.len());
        let shown = shown(long.as_bytes());
        let text = shown.text.unwrap();
        assert!(shown.cut && text.len() <= 64 << 10 && text.len() > (64 << 10) - 8, "{letter:?} {}", text.len());
        assert!(!text.contains('\u{fffd}'), "no character is cut in two");
    }
    let huge = vec![b'x'; 80 << 20];
    assert!(shown(&huge).cut, "no text is too large to see its beginning");
}

#[test]
fn the_first_pages_of_a_pdf_are_drawn() {
    let shown = show(&pdf(5, "", "", &[]), "a.pdf").unwrap();
    assert_eq!((shown.pages.len(), shown.of, shown.cut), (3, 5, true));
    let png = &shown.pages[0];
    assert_eq!((png.width, png.height), (600, 400));
    let page = image::load_from_memory_with_format(&png.bytes, ImageFormat::Png).unwrap().to_rgb8();
    // The box from 20,20 to 120,70 points, counted from below; the paper; and letters of the line of text.
    assert_eq!(page.get_pixel(100, 400 - 80).0, [0, 0, 0]);
    assert_eq!(page.get_pixel(500, 350).0, [255, 255, 255]);
    let dark =
        (40..280).flat_map(|x| (100..165).map(move |y| (x, y))).filter(|(x, y)| page.get_pixel(*x, *y).0[0] < 128);
    assert!(dark.count() > 300, "the text is drawn with a font of our own");

    // A page as large as a street, and one that runs a script when it is opened.
    let street = show(&pdf_of(1, "0 0 14400 7200", "", "", &[]), "a.pdf").unwrap();
    assert_eq!((street.pages[0].width, street.pages[0].height, street.cut), (1600, 800, false));
    let script = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>";
    assert_eq!(show(&pdf(1, script, "", &[]), "a.pdf").map(|shown| shown.pages.len()), Ok(1));
}

#[test]
fn a_pdf_that_cannot_be_drawn_says_why() {
    assert_eq!(show(&locked_pdf(), "a.pdf"), Err(NoPreview::Encrypted));
    let whole = pdf(1, "", "", &[]);
    for bytes in [&b"%PDF-1.7\n"[..], b"%PDF-1.7\nnothing of a PDF follows", &whole[..60]] {
        let refused = show(bytes, "a.pdf");
        assert!(matches!(refused, Err(NoPreview::Broken(_))), "{refused:?}");
    }
    for media_box in ["0 0 0 0", "0 0 1e38 1", "0 0 100000 1"] {
        match show(&pdf_of(1, media_box, "", "", &[]), "a.pdf") {
            Ok(shown) => assert!(shown.pages[0].width.max(shown.pages[0].height) <= 1600, "{media_box}"),
            Err(refused) => assert!(matches!(refused, NoPreview::Broken(_)), "{media_box}: {refused:?}"),
        }
    }
}

/// Each form draws the next one ten times: ten thousand million boxes, and none is drawn.
#[test]
fn a_pdf_that_draws_without_end_is_refused() {
    let mut forms = Vec::new();
    for level in 0..10 {
        let content = if level == 9 { "0 0 1 1 re f ".to_owned() } else { format!("/X{} Do ", level + 1).repeat(10) };
        let next = format!("/Resources << /XObject << /X{} {} 0 R >> >>", level + 1, 11 + level);
        forms.push(format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 300 200] {next} /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ));
    }
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let whole = String::from_utf8(pdf(1, "", "", &forms)).unwrap();
    let bomb = whole.replace("0 0 0 rg 20 20 100 50 re f BT", "/X0 Do                      BT");
    let bomb = bomb.replace("/Font << /F1 5 0 R >>", "/XObject << /X0 10 0 R >>");
    assert_eq!(show(bomb.as_bytes(), "a.pdf"), Err(NoPreview::TooMuch { limit: 300_000 }));
}
