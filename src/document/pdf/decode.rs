//! The glyphs of a page, in the order in which the file draws them.

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro_syntax::object::Dict;
use hayro_syntax::page::Page;
use kurbo::{Affine, BezPath, Rect};
use unicode_normalization::char::is_combining_mark;

use super::glyph::{Glyph, UNKNOWN};
use super::marked::MarkedContent;
use super::script;

/// The most characters that are read from one page. A page of a newspaper has fewer than 40,000.
const PAGE_LIMIT: usize = 400_000;

/// What is drawn on a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawn {
    /// Its characters, without those outside the page.
    pub(super) glyphs: Vec<Glyph>,
    /// The share of the page that its largest image covers.
    pub(super) image: f64,
    /// Whether it has more characters than are read.
    pub(super) is_cut: bool,
}

impl Drawn {
    /// Returns how many characters are not white space.
    pub(super) fn visible(&self) -> usize {
        let visible = |glyph: &&Glyph| !glyph.c.is_whitespace();
        self.glyphs.iter().filter(visible).count()
    }

    /// Returns how many characters the file does not name.
    pub(super) fn unknown(&self) -> usize {
        self.glyphs
            .iter()
            .filter(|glyph| glyph.c == UNKNOWN)
            .count()
    }
}

/// Interprets a page.
pub(super) fn page<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>) -> Drawn {
    let media = page.intersected_crop_box();
    let mut device = Collector {
        bounds: Rect::new(media.x0, media.y0, media.x1, media.y1),
        drawn: Drawn::default(),
        marked: MarkedContent::default(),
    };
    let unit = Rect::new(0.0, 0.0, 1.0, 1.0);
    let settings = InterpreterSettings::default();
    let mut context = Context::new(Affine::IDENTITY, unit, cache, page.xref(), settings);
    interpret_page(page, &mut context, &mut device);
    device.drawn
}

/// A device that notes the characters and how large the images are, and draws nothing.
struct Collector {
    bounds: Rect,
    drawn: Drawn,
    marked: MarkedContent,
}

impl Collector {
    fn is_on_page(&self, x: f64, y: f64) -> bool {
        // A page without an area is shown in a standard size, wherever its text is.
        let is_empty = self.bounds.width() < 1.0 || self.bounds.height() < 1.0;
        is_empty || self.bounds.inflate(2.0, 2.0).contains((x, y))
    }

    /// Adds the characters of a glyph, which share its width.
    fn push(&mut self, text: &str, glyph: Glyph) {
        let mut chars: Vec<char> = text.chars().flat_map(script::plain).collect();
        // Some files name a mark on a letter with the letter, which is named again where it is drawn.
        if glyph.width < 0.01 * glyph.size && chars.iter().any(|c| is_combining_mark(*c)) {
            chars.retain(|c| is_combining_mark(*c));
        }
        // A soft hyphen without a width is not drawn.
        if glyph.width < 0.01 * glyph.size {
            chars.retain(|c| *c != '\u{ad}');
        }
        let width = glyph.width / chars.len().max(1) as f64;
        // A ligature of a script that is written to the left begins at its right end.
        let to_left = chars.iter().any(|c| script::is_right_to_left(*c));
        let count = chars.len();
        for (index, c) in chars.into_iter().enumerate() {
            let place = if to_left { count - 1 - index } else { index };
            let offset = width * place as f64;
            self.drawn.glyphs.push(Glyph {
                c,
                x: glyph.x + offset * glyph.toward.0,
                y: glyph.y + offset * glyph.toward.1,
                width,
                ..glyph
            });
        }
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        // Text that is filled and stroked arrives twice; rows drop what is drawn in the same place.
        for glyph in run.glyphs() {
            if self.drawn.glyphs.len() >= PAGE_LIMIT {
                self.drawn.is_cut = true;
                return;
            }
            let advance = match &**glyph {
                FontGlyph::Outline(outline) => outline.advance_width(),
                FontGlyph::Type3(type3) => type3.advance_width(),
            };
            let transform = props.transform * glyph.transform();
            let [along_x, along_y, up_x, up_y, x, y] = transform.as_coeffs();
            let (across, up) = (along_x.hypot(along_y), up_x.hypot(up_y));
            let is_finite = [across, up, x, y].iter().all(|value| value.is_finite());
            if !is_finite || across <= 0.0 || !self.is_on_page(x, y) {
                continue;
            }
            let size = (up * 1000.0).max(0.5);
            let (toward, width) = match run.writing_mode() {
                WritingMode::Horizontal => {
                    let advance = f64::from(advance.unwrap_or(500.0));
                    ((along_x / across, along_y / across), advance.abs() * across)
                }
                // Such characters stand upright, one below the other.
                WritingMode::Vertical => ((along_y / across, -along_x / across), size),
            };
            let glyph_at = Glyph {
                c: UNKNOWN,
                x,
                y,
                width,
                size,
                toward,
                is_furniture: self.marked.is_furniture(),
            };
            match glyph.as_unicode() {
                Some(BfString::Char(c)) => self.push(c.encode_utf8(&mut [0; 4]), glyph_at),
                Some(BfString::String(text)) => self.push(&text, glyph_at),
                None => self.push("\u{fffd}", glyph_at),
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        // The transform places pixels.
        let pixels = f64::from(image.width()) * f64::from(image.height());
        let area = props.transform.determinant().abs() * pixels;
        let share = area / self.bounds.area().max(1.0);
        self.drawn.image = self.drawn.image.max(share);
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.marked.begin(tag, properties, self.drawn.glyphs.len());
    }

    fn end_marked_content(&mut self) {
        self.marked.end(&mut self.drawn.glyphs);
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
