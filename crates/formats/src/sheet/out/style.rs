//! The look of our sheets: calm, one accent, readable in print.

use super::Badge;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

const INK: u32 = 0x001F_2933;
const ACCENT: u32 = 0x001F_3A5F;
const RULE: u32 = 0x00D5_DAE1;
const QUIET: u32 = 0x0059_6575;

/// The formats of one workbook, made once.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) line: Format,
    pub(super) header: Format,
    pub(super) header_of_figures: Format,
    pub(super) text: Format,
    pub(super) int: Format,
    pub(super) percent: Format,
    pub(super) date: Format,
    pub(super) link: Format,
    pub(super) note: Format,
    good: Format,
    part: Format,
    bad: Format,
    calm: Format,
}

impl Styles {
    pub(super) fn new() -> Styles {
        let plain = Format::new().set_font_name("Calibri").set_font_size(10).set_font_color(Color::RGB(INK));
        let cell = plain
            .clone()
            .set_align(FormatAlign::Top)
            .set_text_wrap()
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(Color::RGB(RULE));
        let badge = |ground: u32, ink: u32| {
            cell.clone().set_bold().set_background_color(Color::RGB(ground)).set_font_color(Color::RGB(ink))
        };
        let header = plain
            .clone()
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(Color::RGB(ACCENT))
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        // From the left whatever the script: what begins at the right runs out of the page at the left.
        let line = plain.clone().set_align(FormatAlign::Left);
        Styles {
            title: line.clone().set_font_size(15).set_bold().set_font_color(Color::RGB(ACCENT)),
            line: line.set_font_color(Color::RGB(QUIET)),
            header_of_figures: header.clone().set_align(FormatAlign::Right).set_indent(1),
            header,
            // Apart from the words of the next column, which begin at the left.
            int: cell.clone().set_num_format("0").set_align(FormatAlign::Right).set_indent(1),
            percent: cell.clone().set_num_format("0.0%").set_align(FormatAlign::Right).set_indent(1),
            date: cell.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            link: cell.clone().set_font_color(Color::RGB(ACCENT)).set_underline(FormatUnderline::Single),
            note: plain.clone().set_italic().set_font_color(Color::RGB(QUIET)),
            good: badge(0x00DD_F0E3, 0x0017_5C33),
            part: badge(0x00FB_EFD0, 0x006B_4A00),
            bad: badge(0x00F8_DEDC, 0x008A_1F17),
            calm: badge(0x00E3_E8EF, 0x0033_4155),
            text: cell,
        }
    }

    pub(super) fn badge(&self, badge: Badge) -> &Format {
        match badge {
            Badge::Good => &self.good,
            Badge::Part => &self.part,
            Badge::Bad => &self.bad,
            Badge::Calm => &self.calm,
        }
    }
}
