use crate::{HOSTILE, paper, rows, whole};
use press::{Block, Chart, Fault, Fonts, Inline, MAX_ROWS, Printed, first_page, marked, pdf};

fn printed(blocks: Vec<Block>) -> Printed {
    pdf(&paper(blocks), Fonts::embedded()).unwrap()
}

fn holds(bytes: &[u8], what: &str) -> bool {
    bytes.windows(what.len()).any(|part| part == what.as_bytes())
}

#[test]
fn a_paper_is_tagged_and_says_that_it_conforms() {
    let printed = pdf(&whole(), Fonts::embedded()).unwrap();
    assert_eq!(printed.warnings, Vec::<String>::new());
    assert_eq!(printed.pages, 3);
    assert!(printed.bytes.starts_with(b"%PDF-1.7"));
    for mark in
        ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
    {
        assert!(holds(&printed.bytes, mark), "{mark}");
    }
    assert!(holds(&printed.bytes, "Statement of Applicability"));
}

#[test]
fn the_same_paper_gives_the_same_bytes_also_side_by_side() {
    let first = pdf(&whole(), Fonts::embedded()).unwrap();
    let again: Vec<Printed> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| pdf(&whole(), Fonts::embedded()).unwrap())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(again.iter().all(|one| *one == first));
    let mut other = whole();
    other.entry = 413;
    assert_ne!(pdf(&other, Fonts::embedded()).unwrap().bytes, first.bytes);
}

#[test]
fn nothing_typed_runs_wherever_it_stands() {
    for typed in HOSTILE {
        let mut hostile = paper(vec![
            Block::heading(1, typed),
            Block::text(typed),
            Block::Facts(vec![(typed.to_owned(), vec![Inline::strong(typed)])]),
            Block::Code(typed.to_owned()),
        ]);
        let mut table = rows(2);
        table.columns[0].title = typed.to_owned();
        table.rows[0][0] = press::Cell::new(typed);
        table.empty = typed.to_owned();
        hostile.blocks.push(Block::Table(table));
        for field in [&mut hostile.title, &mut hostile.subtitle, &mut hostile.organisation, &mut hostile.classification]
        {
            *field = typed.to_owned();
        }
        (hostile.version, hostile.root, hostile.language) = (typed.to_owned(), typed.to_owned(), typed.to_owned());
        let printed = pdf(&hostile, Fonts::embedded()).unwrap();
        assert!(printed.warnings.is_empty(), "{typed}: {:?}", printed.warnings);
    }
}

#[test]
fn three_hundred_rows_and_long_words_stay_on_their_pages() {
    let printed = printed(vec![Block::Table(rows(300)), Block::text("x".repeat(5_000))]);
    assert!(printed.pages > 15, "{}", printed.pages);
    assert_eq!(printed.warnings, Vec::<String>::new());
}

#[test]
fn a_row_longer_than_a_page_goes_on_to_the_next() {
    let mut table = rows(1);
    table.rows[0][2] = press::Cell::new("many words ".repeat(4_000));
    assert!(printed(vec![Block::Table(table)]).pages > 3);
}

#[test]
fn letters_without_a_font_are_spelled_out_and_told() {
    let printed = printed(vec![Block::text("会社 and more"), Block::text("\u{e000}\u{0007}\u{202e}")]);
    assert_eq!(printed.warnings.len(), 1);
    assert!(printed.warnings[0].contains("no font has 3 of the letters"), "{}", printed.warnings[0]);
    assert!(printed.warnings[0].contains("DOCX"));
}

#[test]
fn a_picture_reaches_nothing_outside_itself() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 10 10'>\
               <image xlink:href='/etc/hostname' width='10' height='10'/><image href='file:///etc/passwd' width='9' height='9'/>\
               <script>alert(1)</script></svg>";
    let chart = Chart { svg: svg.to_owned(), alt: "nothing".to_owned(), width: 50 };
    let fault = pdf(&paper(vec![Block::Chart(chart)]), Fonts::embedded()).unwrap_err();
    assert!(fault.to_string().contains("image"), "{fault}");
}

#[test]
fn too_much_and_too_little_are_told_by_name() {
    let fonts = Fonts::embedded();
    let many = pdf(&paper(vec![Block::Table(rows(MAX_ROWS + 1))]), fonts);
    assert_eq!(many, Err(Fault::TooMuch { what: "rows", has: MAX_ROWS + 1, most: MAX_ROWS }));
    let mut wide = rows(1);
    wide.columns = vec![wide.columns[0].clone(); 17];
    assert_eq!(
        pdf(&paper(vec![Block::Table(wide)]), fonts),
        Err(Fault::TooMuch { what: "columns in one table", has: 17, most: 16 })
    );
    let mut nameless = whole();
    nameless.title = " ".to_owned();
    assert_eq!(pdf(&nameless, fonts), Err(Fault::Without("title")));
    let broken = Chart { svg: "<svg".to_owned(), alt: "broken".to_owned(), width: 50 };
    assert!(matches!(pdf(&paper(vec![Block::Chart(broken)]), fonts), Err(Fault::Layout(_))));
}

#[test]
fn what_is_nested_too_deeply_is_printed_flat() {
    let mut block = Block::text("innermost");
    for _ in 0..40 {
        block = Block::List { first: None, items: vec![vec![Block::Quote(vec![block])]] };
    }
    assert_eq!(printed(vec![block]).pages, 1);
}

#[test]
fn an_empty_paper_is_a_paper() {
    let mut bare = paper(vec![Block::Facts(vec![]), Block::Figures(vec![]), Block::Paragraph(vec![])]);
    for field in [&mut bare.subtitle, &mut bare.classification, &mut bare.version, &mut bare.root, &mut bare.language] {
        field.clear();
    }
    bare.landscape = true;
    assert_eq!(pdf(&bare, Fonts::embedded()).unwrap().pages, 1);
}

#[test]
fn a_mark_stands_on_a_copy_and_the_paper_itself_has_none() {
    let mark = "Printed for Ada Byron, Analytical GmbH, 2026-11-22, request DR-4";
    let (plain, copy) = (pdf(&whole(), Fonts::embedded()).unwrap(), marked(&whole(), mark, Fonts::embedded()).unwrap());
    assert_eq!(marked(&whole(), "", Fonts::embedded()).unwrap(), plain);
    assert_eq!((copy.pages, copy.warnings.clone()), (plain.pages, Vec::new()));
    assert!(copy.bytes != plain.bytes && holds(&copy.bytes, "<pdfuaid:part>1</pdfuaid:part>"));
    // Words of a mark are words, whatever they are.
    for typed in HOSTILE {
        assert!(marked(&whole(), typed, Fonts::embedded()).unwrap().warnings.is_empty(), "{typed}");
    }
}

#[test]
fn the_first_page_is_a_picture_that_fetches_and_runs_nothing() {
    let picture = first_page(&whole(), Fonts::embedded()).unwrap();
    assert_eq!((picture.pages, picture.warnings.clone()), (3, Vec::new()));
    let svg = String::from_utf8(picture.bytes.clone()).unwrap();
    assert!(svg.starts_with("<svg") && svg.contains("viewBox"), "{}", &svg[..200]);
    for typed in HOSTILE {
        let hostile =
            first_page(&paper(vec![Block::text(typed), Block::heading(1, typed)]), Fonts::embedded()).unwrap();
        let svg = String::from_utf8(hostile.bytes).unwrap();
        assert!(!svg.contains("<script") && !svg.contains("onload") && !svg.contains("<foreignObject"), "{typed}");
    }
    assert_eq!(first_page(&whole(), Fonts::embedded()).unwrap(), picture);
}

#[test]
fn a_sentence_that_leads_to_a_picture_goes_with_it_to_the_next_page() {
    let svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 110\"><rect width=\"100\" height=\"110\"/></svg>";
    let tall = Chart { svg: svg.to_owned(), alt: "A tall one.".to_owned(), width: 100 };
    let before: Vec<Block> = (0..9).map(|at| Block::text(format!("Before it, {at}."))).collect();
    let led = vec![Block::heading(1, "Over time"), Block::text("As they were rated by then."), Block::Chart(tall)];
    let page = |blocks: Vec<Block>| first_page(&paper(blocks), Fonts::embedded()).unwrap();
    let flowing = page([before.clone(), led.clone()].concat());
    let broken = page([before, vec![Block::PageBreak], led].concat());
    assert_eq!((flowing.pages, broken.pages), (2, 2));
    assert_eq!(flowing.bytes, broken.bytes, "heading and sentence stand with the picture");
}
