//! Saved pages and the paragraphs read from them.

mod kinds;
mod pages;

use proptest::prelude::*;

use crate::document::{Document, Extent, Format, Reading, Why};

/// Returns a paragraph that starts with `word` and is long enough to be prose.
fn prose(word: &str) -> String {
    format!(
        "{word} and what it was like on that day, told at some length by those who had seen it."
    )
}

/// Returns the names and the bytes of all saved pages.
fn saved_pages() -> Vec<(String, Vec<u8>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pages");
    let files = std::fs::read_dir(folder).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let pages = paths.filter(|path| path.extension().is_some_and(|end| end == "html"));
    let mut pages: Vec<(String, Vec<u8>)> = pages
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            (name.into_owned(), std::fs::read(&path).unwrap())
        })
        .collect();
    pages.sort();
    pages
}

fn paragraphs(page: &str) -> Vec<(usize, String)> {
    let (body, _) = super::paragraphs(page.to_owned(), Extent::Main);
    let numbered = body.paragraphs().iter().enumerate();
    numbered
        .filter_map(|(index, text)| Some((body.line(index)?, text.to_owned())))
        .collect()
}

fn texts(page: &str) -> Vec<String> {
    let found = paragraphs(page).into_iter();
    found.map(|(_, text)| text).collect()
}

/// Returns the first word of each paragraph.
fn words(page: &str) -> Vec<String> {
    let first = |text: String| text.split(' ').next().map(str::to_owned);
    texts(page).into_iter().filter_map(first).collect()
}

fn nested(tag: &str, count: usize) -> String {
    let close = format!("</{tag}>");
    format!("<{tag}>").repeat(count) + "deep" + &close.repeat(count) + "<p>end"
}

#[test]
fn an_image_of_an_emoji_is_the_emoji() {
    let page = "<article><p>So <img alt=\"\u{1f600}\" src=a.png> <b>it</b> is<img alt=\"\u{2764}\u{fe0f}\">, \
                <img alt=\"A bridge\"> and <img alt=\"\"> <IMG ALT=\"\u{2192}\"> not.</article>";
    assert_eq!(
        texts(page),
        ["So \u{1f600} it is\u{2764}\u{fe0f}, and not."]
    );
}

#[test]
fn words_broken_at_line_ends_are_joined() {
    let page = "<article><p>An exam-\n   ple of pre-\nand post-war, of Emilia-\nRomagna and 1914-\n1918.</article>";
    assert_eq!(
        texts(page),
        ["An exam-ple of pre- and post-war, of Emilia- Romagna and 1914- 1918."]
    );
}

#[test]
fn a_saved_news_page_yields_its_article() {
    let found = paragraphs(include_str!("../../../tests/data/news.html"));
    let found: Vec<(usize, &str)> = found
        .iter()
        .map(|(line, text)| (*line, text.as_str()))
        .collect();
    let wanted = [
        (29, "Old Mill Bridge reopens after nine years"),
        (
            30,
            "Traffic crossed the river again on Saturday; the town had waited since the flood of 2016.",
        ),
        (31, "By Mara Lind, 10 May 2025"),
        (36, "The first cars cross the new deck. Photo: Jonás Ek"),
        (
            39,
            "The mayor, Ines Caro, cut the ribbon at noon — “nine years, two months and a day” after \
             the flood had carried the old deck away, as she reminded the crowd.",
        ),
        (
            42,
            "The works cost 14.2 million, of which the region paid 60%. The rest came from the town \
             & a lottery.",
        ),
        (45, "Who paid"),
        (47, "Costs by payer"),
        (48, "Payer | Million"),
        (50, "Region | 8.5"),
        (52, "Town and lottery | 5.7"),
        (
            57,
            "«We never believed the date until we saw the cranes leave.»",
        ),
        (57, "Pavel Orn, baker"),
        (62, "Open from now on:"),
        (64, "both lanes for cars,"),
        (65, "the path for walkers and bicycles."),
        (
            68,
            "The ferry, which carried anybody who could wait, will stop at the end of June.",
        ),
        (70, "Corrections: an earlier version gave the wrong year."),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn blocks_become_paragraphs() {
    let page = "<h1>A <em>title</em></h1><p>A <a href=u>link</a> and<br>a line.<!-- x --></p>\
                <blockquote>quoted\ntext</blockquote><ul><li>one<ul><li>inner</ul><li>two<p>more</ul>\
                <dl><dt>term<dd>said of it</dl><pre>\nlet a;\nlet b;</pre><hr>\
                <table><tr><th>a<th>b<tr><td><b>c</b><td><p>d</p></table>\
                <figure><img alt=x><figcaption>caption</figcaption></figure>loose <i>wo</i>rds<div>end</div>";
    assert_eq!(
        texts(page),
        [
            "A title",
            "A link and a line.",
            "quoted text",
            "one",
            "inner",
            "two",
            "more",
            "term",
            "said of it",
            "let a; let b;",
            "a | b",
            "c | d",
            "caption",
            "loose words",
            "end",
        ]
    );
}

#[test]
fn a_page_without_blocks_is_read() {
    assert_eq!(texts("just words"), ["just words"]);
    assert_eq!(texts("<span>a</span><b>b</b> &amp; c"), ["ab & c"]);
    assert_eq!(
        texts("<body>one<br>\n<br/>two<br>three<br><br><br>four"),
        ["one", "two three", "four"]
    );
    assert!(texts("").is_empty());
    assert!(texts("<title>x</title><script>y</script><p> <br></p>").is_empty());
}

#[test]
fn only_line_breaks_on_the_page_join_hyphenated_words() {
    assert_eq!(texts("<p>Emilia-\nRomagna"), ["Emilia- Romagna"]);
    assert_eq!(texts("<p>exam-<br>p&shy;le"), ["exam-ple"]);
    assert_eq!(texts("<pre>a\n\nb<br><br>c</pre>"), ["a b c"]);
}

#[test]
fn characters_are_kept() {
    assert_eq!(
        texts("<p>\"it's\" -- l’invito &egrave; &#x1b;[31m &lt;b&gt; &unknown; a &amp b"),
        ["\"it's\" -- l’invito è ␛[31m <b> &unknown; a & b"]
    );
    assert_eq!(
        texts(
            "<p>x<sup>2</sup> said<sup><a href=#n>3</a></sup>, <ruby>漢<rp>(<rt>かん<rp>)</ruby>"
        ),
        ["x2 said, 漢"]
    );
}

#[test]
fn hidden_text_is_not_read() {
    let page = "<p>Seen</p><p hidden>a</p><p style='color:red; DISPLAY : none'>b</p>\
                <p aria-hidden=true>c</p><template><p>d</p></template><svg><text>e</text></svg>\
                <button>f</button><select><option>g</select><textarea>h</textarea><iframe>i</iframe>\
                <noscript>j</noscript><style>k</style><object>l</object><p aria-hidden=false>too</p>";
    assert_eq!(texts(page), ["Seen", "too"]);
}

#[test]
fn deleted_text_is_not_read() {
    let page = "<p>It cost <s>three</s> <ins>four</ins>.<p><del>It was late.</del><p><strike>So\
                <p>They left <span style='text-decoration: line-through'>early</span> on <i role=deletion>Monday</i> Tuesday.";
    let wanted = ["It cost four.", "They left on Tuesday."];
    assert_eq!(texts(page), wanted);
    let all = Reading {
        extent: Extent::All,
        ..Format::Html.into()
    };
    let all = Document::read(page.as_bytes(), all);
    assert!(all.paragraphs().iter().eq(wanted));
    // Only words that are struck through.
    assert!(texts("<p><s>One</s><p><del>Two</del>").is_empty());
}

#[test]
fn text_that_is_not_read_is_known_with_its_line() {
    let page = format!(
        "<nav>\nMenu of the paper\n<del>Deleted in the menu</del></nav><h1>Title</h1>\n<article><p>{}<p>It cost\n<s>three crowns and a half</s> four.\n\
         <p hidden>Hidden for some reason</p><aside>\n<p>An\naside of it</p></aside><p>{}</article>\n<div><p>Seen by the way.</div>",
        prose("One"),
        prose("Two").repeat(5),
    );
    let page = format!("{page}<script>A script and more</script>");
    let found = Document::read(page.as_bytes(), Format::Html);
    let all = Reading {
        extent: Extent::All,
        ..Format::Html.into()
    };
    let all = Document::read(page.as_bytes(), all);
    let place = |document: &Document, quote: &str| {
        document
            .elsewhere(quote)
            .map(|place| (place.line, place.why))
    };
    for (quote, line, why) in [
        ("Menu of the paper", 2, Why::Around("nav")),
        ("Deleted in the menu", 3, Why::Deleted),
        ("three crowns and a half", 5, Why::Deleted),
        ("Hidden for some reason", 6, Why::Hidden),
        ("An aside of it", 7, Why::Around("aside")),
        ("Seen by the way.", 9, Why::Outside),
    ] {
        assert_eq!(place(&found, quote), Some((line, why)), "{quote}");
        let read = all.paragraphs().iter().any(|text| text.contains(quote));
        assert_eq!(read, why.is_readable(), "{quote}");
        let wanted = (why == Why::Deleted).then_some((line, why));
        assert_eq!(place(&all, quote), wanted);
    }
    for quote in ["One and what it was like", "A script and more"] {
        assert_eq!(place(&found, quote), None);
    }
}

#[test]
fn a_page_that_hides_everything_is_read_anyway() {
    assert_eq!(texts("<div hidden><p>a</p></div><script>b</script>"), ["a"]);
    let page = format!(
        "<div aria-hidden=true><p>{}</div><div role=dialog>Sign in</div>",
        prose("Story")
    );
    assert_eq!(words(&page), ["Story"]);
}

#[test]
fn teasers_before_the_article_are_skipped() {
    let teaser = |n| {
        format!(
            "<article><h2><a href=/{n}>Teaser {n}</a></h2><p>A few words of it that are cut off just…</p></article>"
        )
    };
    let page = format!(
        "<main>{}{}<article><h1>Title</h1><p>{}<p>{}<p>{}<p>{}<article class=x><p>{}</article></article>{}</main>",
        teaser(1),
        teaser(2),
        prose("One"),
        prose("Two"),
        prose("Three"),
        prose("Four"),
        prose("Five"),
        teaser(3)
    );
    assert_eq!(
        words(&page),
        ["Title", "One", "Two", "Three", "Four", "Five"]
    );
}

#[test]
fn equally_long_entries_are_all_read() {
    let entry = |word| format!("<article><h2>{word}</h2><p>{}</p></article>", prose(word));
    let page = format!(
        "<nav><a href=/>Home</a></nav><h1>Live</h1><main>{}{}{}</main>",
        entry("One"),
        entry("Two"),
        entry("Three")
    );
    assert_eq!(
        words(&page),
        ["Live", "One", "One", "Two", "Two", "Three", "Three"]
    );
}

/// Returns how many paragraphs start with each of the words, and how many there are.
fn counts<const N: usize>(page: &str, words: [&str; N]) -> ([usize; N], usize) {
    let all = texts(page);
    let count = |word: &str| all.iter().filter(|text| text.starts_with(word)).count();
    (words.map(count), all.len())
}

#[test]
fn leads_beside_the_article_are_read() {
    let page = include_str!("../../../tests/data/pages/lead-in-header-beside-article.html");
    let wanted = [
        "The line is open",
        "The underground line",
        "The two",
        "Tickets",
        "Of the nine",
    ];
    assert_eq!(counts(page, wanted), ([1; 5], 5));
    let page = include_str!("../../../tests/data/pages/teaser-beside-body.html");
    let wanted = ["Ferry", "The ferry", "The hull", "The first", "The council"];
    assert_eq!(counts(page, wanted), ([1; 5], 5));
    // But not what is announced between the title and the article.
    let body = format!(
        "<div itemprop=articleBody><p>{}</div>",
        prose("One").repeat(4)
    );
    let page = format!(
        "<h1>Title</h1><h2>And a subtitle of some length</h2><p>By somebody</p><div><h3><a href=/>Another \
         article of the paper</a></h3><p>{}</div>{body}",
        prose("Other")
    );
    assert_eq!(words(&page), ["Title", "And", "One"]);
}

#[test]
fn the_entries_of_a_live_blog_are_read() {
    let page = include_str!("../../../tests/data/pages/live-blog-sibling-articles.html");
    let wanted = [
        "Live:",
        "The minister",
        "The cabinet",
        "Outside",
        "Good morning",
        "The session",
    ];
    assert_eq!(counts(page, wanted), ([1, 2, 1, 1, 1, 1], 14));
}

#[test]
fn comments_may_be_another_main_part() {
    let page = include_str!("../../../tests/data/pages/comments-longer-than-article.html");
    assert_eq!(counts(page, ["Dam closed", "The", "Two"]), ([1, 2, 1], 4));
}

#[test]
fn embedded_posts_belong_to_the_article() {
    let page = include_str!("../../../tests/data/pages/embedded-post.html");
    assert_eq!(
        counts(page, ["The slogan", "The whole", "— A Governor"]),
        ([1; 3], 5)
    );
    let page = format!(
        "<p>{0}<div class=social><blockquote><p>A post.</blockquote></div><p>{0}<div class=social><p>Share</div>",
        prose("One")
    );
    assert_eq!(words(&page), ["One", "A", "One"]);
}

#[test]
fn corrections_in_an_aside_are_read() {
    let page = include_str!("../../../tests/data/pages/aside-correction.html");
    assert_eq!(counts(page, ["Correction, 4 May 2021"]), ([1], 5));
    let page = format!(
        "<article><p>{0}<p>{0}<aside><h3><a href=/x>Another article of the paper</a></h3><p>{1}</aside></article>",
        prose("One"),
        prose("Other")
    );
    assert_eq!(words(&page), ["One", "One"]);
}

#[test]
fn a_commentary_is_no_comment() {
    let minutes = format!("<div class=live-match-comment><p>{}</div>", prose("Minute")).repeat(3);
    let page = format!(
        "<p>{}<div class=live-match-comments>{minutes}</div><div class=commentary><p>{}</div>",
        prose("One").repeat(4),
        prose("Two"),
    );
    assert_eq!(words(&page), ["One", "Minute", "Minute", "Minute", "Two"]);
}

#[test]
fn headings_in_buttons_are_read() {
    let page = "<h2><button>Who paid?</button></h2><p>Nobody.<button><h3>When?</h3></button><p>Never.\
                <button>Print</button>";
    assert_eq!(texts(page), ["Who paid?", "Nobody.", "When?", "Never."]);
}

#[test]
fn what_browsers_without_scripts_show_is_read_if_there_is_nothing_else() {
    let page = format!(
        "<div>Menu</div>\n<noscript>\n<h1>Title</h1><div>{0}</div>\n<p>{0} &amp; more<noscript><p>x</noscript>",
        prose("One")
    );
    let wanted = [
        (1, "Menu".to_owned()),
        (3, "Title".to_owned()),
        (3, prose("One")),
    ];
    let found = paragraphs(&page);
    assert_eq!(found.get(..3), Some(&wanted[..]));
    assert_eq!(found.get(3), Some(&(4, prose("One") + " & more")));
    // Its broken markup does not reach the rest of the page.
    let page = format!(
        "<p>{}<noscript><div>Turn scripts on, please</noscript><p>Two",
        prose("One").repeat(4)
    );
    assert_eq!(words(&page), ["One", "Two"]);
    let document = Document::read(page.as_bytes(), Format::Html);
    let found = document.elsewhere("Turn scripts on, please");
    assert_eq!(found.map(|found| found.why), Some(Why::Hidden));
}

#[test]
fn lists_of_other_articles_are_left_out() {
    let story = format!("<p>{}", prose("Story")).repeat(6);
    let card = |n| {
        format!(
            "<div><h3><a href=/{n}>Headline of article {n}, somewhere else</a></h3><p>{}</div>",
            prose("Other")
        )
    };
    let cards: String = (0..4).map(card).collect();
    let page = format!("<h1>Title</h1><div>{story}</div><div>{cards}</div>");
    assert_eq!(words(&page).len(), 7);
    // A page of nothing else is read.
    let page = format!("<h1>Title</h1><div>{cards}</div><div>{cards}</div>");
    assert_eq!(words(&page).len(), 17);
    // Prose beside the headlines is not theirs.
    let page = format!(
        "<h1>Title</h1><div>{story}</div><div><div><p>{}</div><div>{cards}</div></div>",
        prose("Loose").repeat(2)
    );
    assert!(words(&page).contains(&"Loose".to_owned()));
    let page = format!(
        "<h1>Title</h1><div>{story}</div><section><h2>Related articles:</h2><p><a href=/>One</a> and \
         <a href=/>two</a></section><p>Tags:</p>"
    );
    assert_eq!(words(&page).len(), 7);
}

#[test]
fn the_title_may_be_outside_the_article() {
    let body = format!(
        "<div itemprop=articleBody><p>{}<p>{}</div>",
        prose("One"),
        prose("Two")
    );
    for page in [
        format!(
            "<h1><a href=/>Paper</a></h1><div class=banner><h1>Title</h1></div>{body}<p>Imprint"
        ),
        format!(
            "<header><a href=/>Paper</a><nav>x</nav><h1>Title</h1></header><main>{body}</main>"
        ),
    ] {
        assert_eq!(words(&page), ["Title", "One", "Two"], "{page}");
    }
}

#[test]
fn prose_is_found_without_semantic_elements() {
    let menu = "<table><tr><td><a href=a>Local</a><td><a href=b>Sport</a><td><a href=c>Weather</a></table>";
    let page = format!(
        "<div><div><div>{menu}</div><div>The Paper</div></div><div><div><h1>Title</h1>\
         <div>By somebody</div></div><div><div><p>{}</p><p>Short.</p><p>{}<p>{}<p>{}</div></div></div>\
         <div><div><b>More</b></div><div><a href=x>Another story</a> of the day</div></div>\
         <div>© The Paper</div></div>",
        prose("One"),
        prose("Two"),
        prose("Three"),
        prose("Four")
    );
    assert_eq!(
        words(&page),
        ["Title", "By", "One", "Short.", "Two", "Three", "Four"]
    );
}

#[test]
fn layout_tables_are_not_read_as_rows() {
    let page = format!(
        "<table><tr><td><a href=a>Local</a><br><a href=b>Sport</a><br><a href=c>Weather</a></td><td>\
         <font size=5>Title</font><br><br>{}<br><br>{}<p>{}</td></tr></table>",
        prose("One"),
        prose("Two"),
        prose("Three")
    );
    assert_eq!(words(&page), ["Title", "One", "Two", "Three"]);
}

#[test]
fn reader_comments_may_be_longer_than_the_article() {
    let (story, comments) = (
        format!("<p>{}", prose("Story")).repeat(9),
        format!("<p>{}", prose("Comment")).repeat(99),
    );
    let page = format!("<div class=post>{story}</div><div id=comments>{comments}</div>");
    assert_eq!(words(&page), vec!["Story"; 9]);
    // With so little text beside them, comments may be the main content.
    let page = format!("<div class=post><p>Short.</div><div id=comments>{comments}</div>");
    assert!(words(&page).len() >= 99);
}

#[test]
fn text_in_short_lines_is_read() {
    let lines = |line: &str, count| format!("<p>{line}</p>").repeat(count);
    let (story, comments) = (
        lines("楓紅時期楓香樹由綠轉黃", 30),
        lines(&prose("Comment"), 20),
    );
    let page = format!("<div>{story}</div><div class=comment-box><div>{comments}</div></div>");
    assert_eq!(texts(&page), vec!["楓紅時期楓香樹由綠轉黃"; 30]);
    let (poem, note) = (
        lines("The river goes its way,", 60),
        lines(&prose("Note"), 4),
    );
    let page = format!("<div>{poem}</div><div>{note}</div>");
    assert_eq!(texts(&page).len(), 64);
}

#[test]
fn inline_elements_are_kept_whatever_their_class() {
    let page = format!(
        "<p>{} <x-formula class=menu><x-sum>a</x-sum></x-formula> <span class=ad>b</span>",
        prose("One")
    );
    assert!(texts(&page).concat().ends_with("it. a b"));
}

#[test]
fn misleading_names_do_not_hide_the_article() {
    let story = format!(
        "<p>{}<p>{}<p>{}",
        prose("One"),
        prose("Two"),
        prose("Three")
    );
    for page in [
        format!("<form id=aspnetForm><nav>x</nav>{story}</form>"),
        format!("<div class=modal-content>{story}</div><p>© Paper"),
        format!("<div class='no-sidebar with-ads'>{story}</div>"),
        format!("<nav>{story}</nav>"),
        format!(
            "<div class=share><p>{}</div><div class=share><p>{}</div><div class=share><p>{}</div>",
            prose("One"),
            prose("Two"),
            prose("Three")
        ),
        format!(
            "<div class=ads>Buy!</div><div class=sidebar><p>{}</div><div class=sidebar><p>{}</div><div class=nav><p>{}</div>",
            prose("One"),
            prose("Two"),
            prose("Three")
        ),
    ] {
        let found = words(&page);
        for word in ["One", "Two", "Three"] {
            assert!(
                found.iter().any(|found| found == word),
                "{found:?} of {page}"
            );
        }
    }
}

#[test]
fn links_in_a_list_item_belong_to_it() {
    let links = "<ul><li><a href=a>Bug 1</a><li><a href=b>Bug 2</a><li><a href=c>Bug 3</a></ul>";
    let page = format!("<p>{}<ul><li>In progress:{links}</ul>{links}", prose("One"));
    assert_eq!(words(&page), ["One", "In", "Bug", "Bug", "Bug"]);
}

#[test]
fn links_within_the_page_are_text() {
    let contents =
        "<ul><li><a href=#a>First</a><li><a href=#b>Second</a><li><a href=#c>Third</a></ul>";
    let section = |n| {
        format!(
            "<section><h2><a href=#s{n}>Heading of section number {n}</a></h2><p>{}</section>",
            prose("Text")
        )
    };
    let page = format!(
        "<article><h1>Title</h1><p>{}<div>{contents}</div><div>{}{}</div></article>",
        prose("One").repeat(9),
        section(1),
        section(2)
    );
    let wanted = [
        "Title", "One", "First", "Second", "Third", "Heading", "Text", "Heading", "Text",
    ];
    assert_eq!(words(&page), wanted);
    let menu = contents.replace("href=#", "href=#\" title=\"");
    let page = format!("<h1>Title</h1><p>{}</p>{menu}", prose("One"));
    assert_eq!(words(&page), ["Title", "One"]);
}

#[test]
fn a_sidebar_may_be_longer_than_the_article() {
    let story = format!("<p>{}", prose("Story")).repeat(20);
    let other = format!("<p>{}", prose("Other")).repeat(40);
    let page = format!("<h1>Title</h1><div>{story}</div><aside>{other}</aside>");
    assert_eq!(words(&page).len(), 21);
}

#[test]
fn a_page_of_links_is_read() {
    let list =
        "<ul><li><a href=a>First link</a><li><a href=b>Second</a><li><a href=c>Third</a></ul>";
    assert_eq!(words(list), ["First", "Second", "Third"]);
}

#[test]
fn a_paragraph_starts_at_its_first_word() {
    let page = "<!doctype html>\n<p\nclass=x\n>\n\n6\nwraps <b>\nx</b>\n<div>\n\n11<ul><li>\n12 a\n<li\n>14\n</ul>\
                <pre>\n16\n\nx</pre>\n<table>\n<tr><td>\n21 a\n<td>x\n</table>&#10;<i>&#50;3</i>\n<!--\n\n--><p>&#10;26";
    for end in ["\n", "\r\n", "\r"] {
        let document = Document::read(page.replace('\n', end).as_bytes(), Format::Html);
        let found: Vec<_> = (1..).zip(document.paragraphs().iter()).collect();
        assert_eq!(found.len(), 8, "{found:?}");
        for (number, text) in found {
            let line = document.line(number).map(|line| line.to_string());
            assert_eq!(text.split(' ').next(), line.as_deref(), "{text}");
        }
    }
}

#[test]
fn the_first_words_of_a_page_have_their_line() {
    assert_eq!(
        paragraphs("\na\nb\n<p>c"),
        [(2, "a b".into()), (4, "c".into())]
    );
    assert_eq!(paragraphs("\n<html>\n\na"), [(4, "a".into())]);
}

#[test]
fn lines_are_correct_beyond_the_first_piece() {
    let page = "<p>è\nand more of it\n".repeat(20_000);
    let found = paragraphs(&page);
    assert_eq!(found.len(), 20_000);
    assert!(
        (0..)
            .zip(&found)
            .all(|(index, (line, text))| *line == 2 * index + 1 && text == "è and more of it")
    );
}

/// Would time out or overflow the stack if time or depth grew faster than the page.
#[test]
fn deep_and_broken_pages_are_read() {
    for tag in [
        "div", "span", "p", "a", "b", "table", "ul", "template", "svg", "font", "select", "button",
        "object", "math",
    ] {
        let count = if tag == "div" { 100_000 } else { 20_000 };
        let found = texts(&nested(tag, count)).concat();
        let hidden = matches!(tag, "template" | "svg" | "select" | "button" | "object");
        assert!(found.ends_with("end"), "{tag}");
        assert!(hidden || found.contains("deep"), "{tag}");
    }
    let open: Vec<String> = (0..20_000).map(|n| format!("<b id={n}><i>")).collect();
    let open = open.concat();
    // At the maximum depth the first `p` is ignored and its text joins the previous block.
    assert!(texts(&format!("{open}{}", "<p>x</b>".repeat(20_000))).len() >= 19_999);
    let rows = format!("<table>{}", "x<tr>y<td>z".repeat(20_000));
    assert!(texts(&rows).len() > 20_000);
    let cells = format!("<table><tr>{}", "<td>z<table><tr>".repeat(5_000));
    assert!(!texts(&cells).is_empty());
}

proptest! {
    #[test]
    fn any_page_can_be_read(page in "(<(/?(p|div|b|a href=x|table|tr|td|li|ul|h1|br|nav|article|main|aside|form|pre|sup|svg|select|template|script|title|body|html|frameset|math|p hidden|div class=ad|div id=comments)|!--|!doctype html|\\?)>?|-->|&#?[a-z0-9]{0,3};?|[a-zé \n\r\u{0}\u{1b}\u{202e}]{1,40}|.){0,60}") {
        let page = page.replace("\r\n", "\n").replace('\r', "\n");
        for (line, text) in paragraphs(&page) {
            prop_assert!((1..=page.split('\n').count()).contains(&line));
            prop_assert!(!text.is_empty());
            prop_assert!(text.chars().all(|c| !c.is_control() && crate::text::sanitize::mark(c).is_none()));
        }
    }

    #[test]
    fn pages_without_boilerplate_are_read_completely(blocks in prop::collection::vec("(p|div|h2|li|blockquote|td|dd|pre|section|span)", 1..30)) {
        let page: Vec<String> = (0..).zip(&blocks).map(|(n, tag)| format!("<{tag}>w{n}</{tag}>\n")).collect();
        let page = page.concat();
        let found = texts(&page).concat();
        for n in 0..blocks.len() {
            let word = format!("w{n}");
            prop_assert!(found.contains(&word), "{} of {}", word, page);
        }
    }
}
