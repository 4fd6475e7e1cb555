//! What attributes reveal about the purpose of an element.

use html5ever::{Attribute, local_name};

/// A summary of an element's attributes in one byte, because a page can have millions of elements.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks(u8);

/// What the `role` attribute says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Nothing,
    /// A whole article.
    Article,
    /// The main part of the page.
    Main,
    /// Navigation, search, dialogs and other parts around the content.
    Around,
    /// A header or a footer.
    Edge,
}

/// What the class and the id of an element suggest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hint {
    #[default]
    Nothing,
    /// Possibly boilerplate: such names are also used for the look or the topic of content.
    Perhaps,
    /// Boilerplate.
    Boilerplate,
    /// Reader comments, which may be longer than the article.
    Comments,
}

const HIDDEN: u8 = 1;
const MUTE: u8 = 1 << 1;
const ARTICLE_BODY: u8 = 1 << 2;
/// The positions of the role, which takes three bits, and of the hint, which takes two.
const ROLE: u32 = 3;
const HINT: u32 = 6;

impl Marks {
    /// Summarises the attributes of an element.
    pub fn of(attributes: &[Attribute]) -> Self {
        let (mut flags, mut role, mut hint) = (0, Role::Nothing, Hint::Nothing);
        for attribute in attributes {
            let value = &*attribute.value;
            let has = |word: &str| value.split_whitespace().any(|found| found == word);
            match attribute.name.local {
                local_name!("hidden") => flags |= HIDDEN,
                local_name!("style") if hides(value) => flags |= HIDDEN,
                local_name!("aria-hidden") if value == "true" => flags |= MUTE,
                local_name!("itemprop") if has("articleBody") => flags |= ARTICLE_BODY,
                local_name!("role") => role = of_role(value),
                local_name!("class") | local_name!("id") => {
                    let words = value.split_whitespace().map(of_name).max();
                    hint = hint.max(words.unwrap_or_default());
                }
                _ => {}
            }
        }
        Self(flags | (role as u8) << ROLE | (hint as u8) << HINT)
    }

    /// Returns whether the element is hidden.
    pub fn is_hidden(self) -> bool {
        self.0 & HIDDEN != 0
    }

    /// Returns whether the element is hidden from screen readers. It is usually decoration, but
    /// also anything behind a dialog that was open when the page was saved.
    pub fn is_mute(self) -> bool {
        self.0 & MUTE != 0
    }

    /// Returns whether the element is marked as the body of an article.
    pub fn is_article_body(self) -> bool {
        self.0 & ARTICLE_BODY != 0
    }

    pub fn role(self) -> Role {
        match self.0 >> ROLE & 0b111 {
            1 => Role::Article,
            2 => Role::Main,
            3 => Role::Around,
            4 => Role::Edge,
            _ => Role::Nothing,
        }
    }

    /// Returns what the class and the id suggest.
    pub fn hint(self) -> Hint {
        match self.0 >> HINT {
            0 => Hint::Nothing,
            1 => Hint::Perhaps,
            2 => Hint::Boilerplate,
            _ => Hint::Comments,
        }
    }
}

fn hides(style: &str) -> bool {
    let style: String = style.split_whitespace().collect();
    let style = style.to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

fn of_role(role: &str) -> Role {
    match role {
        "article" => Role::Article,
        "main" => Role::Main,
        "alertdialog" | "complementary" | "dialog" | "menu" | "menubar" | "navigation"
        | "search" | "toolbar" => Role::Around,
        "banner" | "contentinfo" => Role::Edge,
        _ => Role::Nothing,
    }
}

/// Returns what the words of a class or an id suggest, for example `siteFooter` or `c-share__list`.
fn of_name(name: &str) -> Hint {
    let mut found = Hint::Nothing;
    let mut before = String::new();
    for word in words(name) {
        // `has-sidebar` is the content beside a sidebar.
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

/// Splits a name such as `siteFooter` into lower-case words.
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
    fn names_are_split_into_words() {
        assert_eq!(words("c-share__List"), ["c", "share", "", "list"]);
        assert_eq!(words("siteFooter2"), ["site", "footer2"]);
        assert_eq!(words("siteFOOTER"), ["site", "footer"]);
    }

    #[test]
    fn names_hint_at_the_purpose() {
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
