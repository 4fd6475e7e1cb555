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
    /// A link to another place in the page, as the `href` attribute says.
    Inner,
    /// The body of an article, as the `itemprop` attribute says.
    Body,
}

/// What the class and the id of an element suggest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hint {
    #[default]
    Nothing,
    /// The caption of an image.
    Caption,
    /// The announcement of an article, another one or this one.
    Teaser,
    /// A button, or what has one.
    Button,
    /// Possibly boilerplate: such names are also used for the look or the topic of content.
    Perhaps,
    /// A box about the author.
    Author,
    /// Boilerplate.
    Boilerplate,
    /// Reader comments and requests for consent, which may be longer than the article.
    Apart,
}

/// How an element is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Sight {
    #[default]
    Shown,
    /// Hidden from screen readers.
    Mute,
    /// Struck through.
    Deleted,
    Hidden,
}

/// The bits of the sight, and the positions of the role and the hint, which take three each.
const SIGHT: u8 = 0b11;
const ROLE: u32 = 2;
const HINT: u32 = 5;

impl Marks {
    /// Summarises the attributes of an element.
    pub fn of(attributes: &[Attribute]) -> Self {
        let (mut role, mut hint) = (Role::Nothing, Hint::Nothing);
        let mut sight = Sight::Shown;
        for attribute in attributes {
            let value = &*attribute.value;
            let has = |word: &str| value.split_whitespace().any(|found| found == word);
            match attribute.name.local {
                local_name!("hidden") => sight = Sight::Hidden,
                local_name!("style") => sight = sight.max(of_style(value)),
                local_name!("aria-hidden") if value == "true" => sight = sight.max(Sight::Mute),
                local_name!("itemprop") if has("articleBody") && role == Role::Nothing => {
                    role = Role::Body;
                }
                local_name!("role") if value == "deletion" => sight = sight.max(Sight::Deleted),
                local_name!("role") if of_role(value) != Role::Nothing => role = of_role(value),
                // Buttons that are links lead to `#`.
                local_name!("href") if value.len() > 1 && value.starts_with('#') => {
                    role = Role::Inner;
                }
                local_name!("class") | local_name!("id") => {
                    let words = value.split_whitespace().map(of_name).max();
                    hint = hint.max(words.unwrap_or_default());
                }
                _ => {}
            }
        }
        Self(sight as u8 | (role as u8) << ROLE | (hint as u8) << HINT)
    }

    /// Returns whether the element is hidden.
    pub fn is_hidden(self) -> bool {
        self.0 & SIGHT == Sight::Hidden as u8
    }

    /// Returns whether the element is marked as deleted.
    pub fn is_deleted(self) -> bool {
        self.0 & SIGHT == Sight::Deleted as u8
    }

    /// Returns whether the element is hidden from screen readers. It is usually decoration, but
    /// also anything behind a dialog that was open when the page was saved.
    pub fn is_mute(self) -> bool {
        self.0 & SIGHT == Sight::Mute as u8
    }

    /// Returns whether the element is marked as the body of an article.
    pub fn is_article_body(self) -> bool {
        self.role() == Role::Body
    }

    pub fn role(self) -> Role {
        match self.0 >> ROLE & 0b111 {
            1 => Role::Article,
            2 => Role::Main,
            3 => Role::Around,
            4 => Role::Edge,
            5 => Role::Inner,
            6 => Role::Body,
            _ => Role::Nothing,
        }
    }

    /// Returns what the class and the id suggest.
    pub fn hint(self) -> Hint {
        match self.0 >> HINT {
            0 => Hint::Nothing,
            1 => Hint::Caption,
            2 => Hint::Teaser,
            3 => Hint::Button,
            4 => Hint::Perhaps,
            5 => Hint::Author,
            6 => Hint::Boilerplate,
            _ => Hint::Apart,
        }
    }
}

fn of_style(style: &str) -> Sight {
    let style: String = style.split_whitespace().collect();
    let style = style.to_ascii_lowercase();
    if style.contains("display:none") || style.contains("visibility:hidden") {
        Sight::Hidden
    } else if style.contains("line-through") {
        Sight::Deleted
    } else {
        Sight::Shown
    }
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
    // Page builders call everything a widget of theirs.
    let mut found = if matches!(name, "foot" | "siteNotice" | "widget") {
        Hint::Perhaps
    } else {
        Hint::Nothing
    };
    let mut before = String::new();
    let words = words(name);
    // A post that is embedded in the article, and the entries of a ticker.
    let names = |wanted: &str| words.iter().any(|word| word == wanted);
    if (names("author") || names("autor")) && ABOUT.into_iter().any(names) {
        found = Hint::Author;
    }
    let embeds = names("embed") || names("embedded");
    let ticks = names("live") || names("ticker") || names("match");
    for word in words {
        // `has-sidebar` is the content beside a sidebar.
        if !matches!(
            before.as_str(),
            "has" | "no" | "not" | "with" | "without" | "hide"
        ) {
            found = found.max(match of_word(&word) {
                Hint::Perhaps if embeds => Hint::Nothing,
                Hint::Apart if ticks && word.starts_with("comment") => Hint::Nothing,
                hint => hint,
            });
        }
        before = word;
    }
    found
}

/// The words that make the name of an author's line the name of a box about the author.
const ABOUT: [&str; 6] = ["about", "bio", "biography", "box", "card", "description"];

fn of_word(word: &str) -> Hint {
    match word.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "didomi" | "disqus" | "kommentare" | "leserkommentare" | "onetrust" | "respond" => {
            Hint::Apart
        }
        word if word.strip_prefix("comment").is_some_and(is_of_readers) => Hint::Apart,
        "advert" | "advertisement" | "advertising" | "adslot" | "breadcrumb" | "breadcrumbs"
        | "consent" | "cookie" | "cookies" | "footer" | "gdpr" | "nav" | "navbar"
        | "navigation" | "newsletter" | "outbrain" | "pagination" | "sharebar" | "relatedposts"
        | "rodape" | "shariff" | "sharedaddy" | "sidebar" | "sponsored" | "taboola" | "yarpp" => {
            Hint::Boilerplate
        }
        "caption" | "captions" => Hint::Caption,
        "teaser" | "teasers" => Hint::Teaser,
        "btn" | "button" => Hint::Button,
        "aboutauthor" | "authorbio" | "authorbox" | "saboxplugin" => Hint::Author,
        "abonnement" | "ad" | "ads" | "backlink" | "banner" | "copyright" | "masthead" | "menu"
        | "modal" | "overlay" | "popular" | "mostread" | "pager" | "printfooter" | "popup"
        | "prevnext" | "promo" | "promotion" | "readmore" | "recommended" | "recommendations"
        | "related" | "share" | "sharing" | "signup" | "skip" | "social" | "sponsor"
        | "subscribe" | "subscription" | "tags" | "toolbar" | "trending" => Hint::Perhaps,
        _ => Hint::Nothing,
    }
}

/// Returns whether the end of a word that starts with `comment` makes it one for what readers say.
/// A commentary and a commentator are part of the article.
fn is_of_readers(end: &str) -> bool {
    !matches!(end, "ary" | "aries" | "ator" | "ators" | "ed")
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
            ("comment-list", Hint::Apart),
            ("sect_commentlinks", Hint::Apart),
            ("live-match-comment", Hint::Nothing),
            ("matchCommentary", Hint::Nothing),
            ("social-media-embed", Hint::Nothing),
            ("wp-caption-text", Hint::Caption),
            ("teaser-text", Hint::Teaser),
            ("post-author-bio", Hint::Author),
            ("post-author", Hint::Nothing),
        ] {
            assert_eq!(of_name(name), wanted, "{name}");
        }
    }
}
