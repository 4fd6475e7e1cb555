//! What names of elements, roles and classes say about the use of a part of a page.

use html5ever::local_name;

use super::tree::Node;

/// Elements that begin on a line of their own. Any other stands within a line.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// Elements whose line breaks are meant.
pub(super) fn is_preformatted(name: &str) -> bool {
    matches!(name, "pre" | "listing" | "plaintext" | "xmp")
}

/// Elements that hold other blocks and say nothing themselves.
pub(super) fn is_container(name: &str) -> bool {
    let plain = is_block(name) && !is_preformatted(name);
    let speaks = matches!(
        name,
        "html"
            | "body"
            | "p"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "dt"
            | "dd"
            | "blockquote"
            | "figcaption"
            | "caption"
            | "summary"
            | "td"
            | "th"
            | "tr"
            | "tbody"
    );
    plain && !speaks
}

/// Elements whose text no reader sees, or sees as a part of a control.
pub(super) fn is_never_text(name: &str) -> bool {
    matches!(
        name,
        "annotation"
            | "annotation-xml"
            | "audio"
            | "button"
            | "canvas"
            | "datalist"
            | "embed"
            | "head"
            | "iframe"
            | "input"
            | "meter"
            | "noembed"
            | "noframes"
            | "noscript"
            | "object"
            | "progress"
            | "rp"
            | "rt"
            | "script"
            | "select"
            | "style"
            | "svg"
            | "template"
            | "textarea"
            | "title"
            | "video"
    )
}

/// Whether the element is not shown at all.
pub(super) fn is_hidden(node: &Node) -> bool {
    let style = node.attribute(&local_name!("style")).unwrap_or_default();
    let style: String = style.split_whitespace().collect();
    let style = style.to_ascii_lowercase();
    node.attribute(&local_name!("hidden")).is_some()
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// Whether the element is kept from those who listen to the page: mostly decoration, but also all
/// that lay under a dialog when the page was saved.
pub(super) fn is_mute(node: &Node) -> bool {
    node.attribute(&local_name!("aria-hidden")) == Some("true")
}

/// Whether the element is the whole of an article, as it says itself.
pub(super) fn is_article(node: &Node) -> bool {
    node.name() == "article" || node.attribute(&local_name!("role")) == Some("article")
}

/// Whether the element is what the page is there for, as it says itself.
pub(super) fn is_main(node: &Node) -> bool {
    node.name() == "main" || node.attribute(&local_name!("role")) == Some("main")
}

/// Whether the element is the running text of an article, as it says itself.
pub(super) fn is_article_body(node: &Node) -> bool {
    let property = node.attribute(&local_name!("itemprop")).unwrap_or_default();
    property
        .split_whitespace()
        .any(|word| word == "articleBody")
}

/// Whether the element is, by its name or role, a part of the page around the content. The head and
/// the foot of an article are part of it.
pub(super) fn is_surrounding(node: &Node, in_article: bool) -> bool {
    match node.name() {
        "aside" | "dialog" | "form" | "nav" | "search" => true,
        "header" | "footer" => !in_article,
        _ => match node.attribute(&local_name!("role")).unwrap_or_default() {
            "alertdialog" | "complementary" | "dialog" | "menu" | "menubar" | "navigation"
            | "search" | "toolbar" => true,
            "banner" | "contentinfo" => !in_article,
            _ => false,
        },
    }
}

/// What the class and the id of an element say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hint {
    Nothing,
    /// It may be boilerplate; a class is also named so for its looks or its subject.
    Perhaps,
    /// It is boilerplate.
    Boilerplate,
    /// What readers wrote; there may be more of it than of the article.
    Comments,
}

/// Looks at the words of class and id: `siteFooter`, `c-share__list`.
pub(super) fn hint(node: &Node) -> Hint {
    let [class, id] = [local_name!("class"), local_name!("id")]
        .map(|name| node.attribute(&name).unwrap_or_default().split_whitespace());
    class.chain(id).map(of_name).max().unwrap_or(Hint::Nothing)
}

fn of_name(name: &str) -> Hint {
    let mut found = Hint::Nothing;
    let mut before = String::new();
    for word in words(name) {
        // `has-sidebar` is what stands beside one.
        if !matches!(
            before.as_str(),
            "has" | "no" | "not" | "with" | "without" | "hide"
        ) {
            found = found.max(of_word(&word));
        }
        before = word;
    }
    found
}

fn of_word(word: &str) -> Hint {
    match word {
        "comment" | "comments" | "commentlist" | "disqus" | "respond" => Hint::Comments,
        "advert" | "advertisement" | "advertising" | "adslot" | "breadcrumb" | "breadcrumbs"
        | "consent" | "cookie" | "cookies" | "didomi" | "footer" | "gdpr" | "nav" | "navbar"
        | "navigation" | "newsletter" | "onetrust" | "outbrain" | "pagination" | "sharebar"
        | "sidebar" | "sponsored" | "taboola" => Hint::Boilerplate,
        "ad" | "ads" | "banner" | "masthead" | "menu" | "modal" | "overlay" | "popular"
        | "popup" | "promo" | "promotion" | "readmore" | "recommended" | "recommendations"
        | "related" | "share" | "sharing" | "signup" | "skip" | "social" | "sponsor"
        | "subscribe" | "subscription" | "toolbar" | "trending" => Hint::Perhaps,
        _ => Hint::Nothing,
    }
}

/// The words of a name in small letters, cut where its author could not put a space.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || small && c.is_uppercase() {
            words.push(String::new());
        }
        small = c.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_into_words() {
        assert_eq!(words("c-share__List"), ["c", "share", "", "list"]);
        assert_eq!(words("siteFooter2"), ["site", "footer2"]);
        assert_eq!(words("siteFOOTER"), ["site", "footer"]);
    }

    #[test]
    fn a_name_hints_at_its_use() {
        for (name, wanted) in [
            ("article-body", Hint::Nothing),
            ("leader", Hint::Nothing),
            ("navigate", Hint::Nothing),
            ("site-nav", Hint::Boilerplate),
            ("cookieBanner", Hint::Boilerplate),
            ("related_posts", Hint::Perhaps),
            ("has-sidebar", Hint::Nothing),
            ("has-sidebar--footer", Hint::Boilerplate),
            ("comment-list", Hint::Comments),
        ] {
            assert_eq!(of_name(name), wanted, "{name}");
        }
    }
}
