//! What is boilerplate and what only looks like it, one kind after the other.

use super::{prose, texts, words};

/// Returns a page with an article of some length and one more piece of HTML in it.
fn with(piece: &str) -> String {
    format!(
        "<article><h1>Title</h1><p>{0}<p>{1}{piece}<p>{2}<p>{1}</article>",
        prose("One").repeat(2),
        prose("Two").repeat(2),
        prose("Three")
    )
}

/// Returns the paragraphs read from a piece of HTML in an article.
fn read(piece: &str) -> Vec<String> {
    let all = texts(&with(piece));
    let end = all.len().saturating_sub(2);
    all.get(3..end).unwrap_or_default().to_vec()
}

#[test]
fn lines_that_lead_to_another_article_are_left_out() {
    for piece in [
        "<p>Read more: <a href=/x>The bridge is open again</a></p>",
        "<p><a href=/x>Lea también: El puente está abierto</a></p>",
        "<p>You may also like...</p><p><a href=/x>The bridge is open</a></p><p><a href=/y>The other</a></p>",
        "<h3>Related articles</h3><ul><li><a href=/x>The bridge is open</a></ul>",
        "<p>Sign up for our <a href=/x>newsletter</a>, every morning.</p>",
        "<div class=teaser><h3><a href=/x>The bridge is open again</a></h3><p>After nine years the first cars crossed the river on Saturday.</div>",
        "<p>Tags: <a href=/x>bridges</a>, <a href=/y>rivers</a></p>",
        "<p>Copyright © 2021 The Paper. All rights reserved.</p>",
        "<p class=button-wrapper><a class=button href=/x>Share it</a></p>",
        "<div><a href=#>Print this page</a> | <a href=#>Close window</a></div>",
    ] {
        assert!(read(piece).is_empty(), "{piece}: {:?}", read(piece));
    }
}

#[test]
fn what_only_looks_like_it_is_read() {
    for piece in [
        "<p>Read more about <a href=/x>the bridge</a> in the second part.</p>",
        "<p>See also: <a href=/x>Smith v Jones [1990] 2 AC 1</a></p>",
        "<h3><a href=/x>Related parties of the bank</a></h3>",
        "<p>Tags were cut into the <a href=/x>bark</a> of the trees.</p>",
        "<figure><figcaption>Copyright © The Museum</figcaption></figure>",
        "<p>Related: the bridge was closed on the same day.</p>",
        "<p class=button>Press the upper button for half a minute, and then the lower one.</p>",
        "<div class=teaser-text><p>The bridge is open, nine years after the flood.</div>",
        "<header class=teaser><h3><a href=/x>The bridge is open again</a></h3></header>",
        "<table><tr><td>Print</td></tr></table>",
    ] {
        assert_eq!(read(piece).len(), 1, "{piece}");
    }
}

#[test]
fn lists_of_links_that_belong_to_the_article_are_read() {
    let entry = |year| {
        format!("<li>{year}: <a href=/x>The first ship passes the lock, three years late.</a>")
    };
    let entries: String = (1801..1805).map(entry).collect();
    assert_eq!(read(&format!("<ul>{entries}</ul>")).len(), 4);
    let addresses = "<li><a href=/x>https://example.org/a/document</a>".repeat(3);
    assert_eq!(read(&format!("<ul>{addresses}</ul>")).len(), 3);
}

#[test]
fn corrections_are_read_in_a_footer() {
    let note = "<p>An earlier version of this article gave the wrong year for the flood.</p>";
    assert_eq!(
        read(&format!("<div class=article-footer>{note}</div>")).len(),
        1
    );
    assert!(read("<div class=article-footer><p>Of no use.</div>").is_empty());
}

#[test]
fn boxes_about_the_author_are_left_out_after_the_article() {
    let about = format!(
        "<div class=author-bio><h4>Ada</h4><p>{}</div>",
        prose("Ada")
    );
    assert!(read(&about).is_empty());
    let page = format!("<article>{about}<p>{}</article>", prose("One").repeat(4));
    assert_eq!(words(&page), ["Ada", "Ada", "One"]);
    assert_eq!(read("<div class=author-bio>By Ada</div>"), ["By Ada"]);
}

#[test]
fn repeated_captions_are_read_once() {
    let caption = format!("<figure><figcaption>{}</figcaption></figure>", prose("The"));
    assert_eq!(read(&caption.repeat(3)).len(), 1);
    let paragraph = format!("<p>{}</p>", prose("The"));
    assert_eq!(read(&paragraph.repeat(3)).len(), 3);
}

#[test]
fn the_title_may_be_a_link_and_the_date_beside_it() {
    let body = format!("<div><p>{0}<p>{0}</div>", prose("One").repeat(3));
    let page = format!(
        "<div><h1><a href=/self>A title of sufficient length</a></h1></div>\
         <div><span>Ada</span> <span>17 May 2021</span></div><div>Menu</div>{body}"
    );
    assert_eq!(words(&page), ["A", "Ada", "One", "One"]);
}

#[test]
fn the_page_behind_a_dialog_is_read() {
    let consent = format!(
        "<div id=onetrust-sdk><div role=dialog><p>{}</div></div>",
        prose("We").repeat(20)
    );
    let page = format!(
        "{consent}<div aria-hidden=true><h1>Title</h1><p>{}</div>",
        prose("One").repeat(4)
    );
    assert_eq!(words(&page), ["Title", "One"]);
}
