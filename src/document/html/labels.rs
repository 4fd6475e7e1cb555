//! The labels of boxes that are no part of an article: lists of other articles, of topics and of
//! comments, and buttons to share it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::hints::{NO_SCRIPT, is_block};
use super::left_out::LeftOut;
use super::tree::{Column, Id, ROOT, Tree};
use super::walk::Step;

/// The most bytes of a label.
const MOST: usize = 80;

/// What the labels of lists of other articles, of topics and of comments start with, in lower case.
const LISTS: [&str; 9] = [
    // English
    "also read|comments|editor's picks|editors' picks|filed under|further reading on|join the \
     conversation|latest news|latest stories|leave a comment|leave a reply|more articles|more \
     from|more in|more news|more on this|more stories|most popular|most read|must read|must \
     watch|next article|popular posts|previous article|read also|read more|read next|recent \
     posts|recommended|related|similar articles|similar posts|top stories|trending|up next|you may \
     also|you may like|you might also|you might like",
    // German
    "alle artikel|am meisten gelesen|ähnliche artikel|ähnliche beiträge|artikel zum thema|auch \
     interessant|auch lesen|das könnte dich|das könnte euch|das könnte ihnen|das könnte \
     sie|das thema könnte|diese artikel|diese beiträge|hinterlasse|kommentar \
     schreiben|kommentare|leserkommentare|lesen sie auch|lesen sie hier|letzte kommentare|mehr \
     aus|mehr interessantes|mehr zum|meist gelesen|meistgelesen|passend dazu|schon \
     gelesen|schreibe einen kommentar|sie könnten auch|verwandte|weitere artikel|weitere \
     beiträge|weitere meldungen|weitere themen|weiterführende|zum thema",
    // French
    "à lire aussi|à lire également|articles liés|articles similaires|commentaires|dans la même \
     rubrique|lire aussi|les plus lus|sur le même sujet|vous aimerez aussi",
    // Spanish
    "artículos relacionados|comentarios|le puede interesar|lea también|lee también|lo más leído|más \
     leídas|más noticias|noticias relacionadas|relacionadas|temas relacionados|te puede \
     interesar|también te puede",
    // Italian
    "articoli correlati|commenti|leggi anche|potrebbe interessarti|potrebbe interessarvi|ti \
     potrebbe",
    // Portuguese
    "artigos relacionados|comentários|leia mais|leia também|mais lidas|notícias \
     relacionadas|tópicos relacionados|veja também|você pode gostar",
    // Dutch and Scandinavian
    "aanbevolen|gerelateerd|lees meer|lees ook|meer over|reacties|les mer|les også|läs mer|læs \
     også|mer om|relaterade",
    // Polish, Czech and Finnish
    "czytaj także|czytaj też|komentarze|mohlo by vás|najczęściej czytane|podobne|polecamy|přečtěte \
     si|související|zobacz także|zobacz też|lisää aiheesta|lue lisää|lue myös",
    // Russian, Chinese and Japanese
    "комментарии|похожие|читайте также|相关阅读|相关新闻|相关文章|推荐阅读|延伸阅读|関連記事|関連リンク",
];

/// What the labels of buttons, topics and advertisements start with.
const ASIDES: [&str; 1] = [
    "advertisement|anzeige|artikel teilen|auf einen blick teilen|beitrag teilen|compartilhe|\
     compartir|condividi|diesen artikel|etiquetas|follow us|newsletter|partager|posted \
     in|schlagworte|schlagwörter|share on|share the|share this|sign up \
     for|sponsored|tags|teilen|themen|udostępnij|weiterlesen",
];

/// What is known of labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    #[default]
    None,
    /// The element starts with the label of buttons, topics or an advertisement.
    Aside,
    /// The element starts with the label of a list.
    List,
    /// The element is nothing but a label.
    Whole,
}

/// Returns for every element whether it starts with a label.
pub(super) fn labels(page: &Tree, left_out: &LeftOut) -> Column<Label> {
    let mut finder = Finder {
        labels: Column::new(page),
        open: Vec::new(),
        fresh: 0,
        run: String::new(),
        starting: Vec::new(),
    };
    let mut steps = page.walk(ROOT);
    while let Some(step) = steps.next() {
        match step {
            Step::Enter(id) if left_out.has(id) || page.name(id) == NO_SCRIPT => {
                steps.skip_contents();
            }
            Step::Enter(id) => {
                if is_block(page.name(id)) {
                    finder.end(None);
                }
                finder.open.push(id);
            }
            Step::Leave(id) => {
                if is_block(page.name(id)) {
                    finder.end(Some(id));
                }
                finder.open.pop();
                finder.fresh = finder.fresh.min(finder.open.len());
            }
            Step::Text(text, _) => finder.text(text),
        }
    }
    finder.labels
}

struct Finder {
    labels: Column<Label>,
    /// The open elements. Those from `fresh` on have no text yet.
    open: Vec<Id>,
    fresh: usize,
    /// The text since the last start or end of a block.
    run: String,
    /// The elements that start with it.
    starting: Vec<Id>,
}

impl Finder {
    fn text(&mut self, text: &str) {
        if text.trim().is_empty() && self.run.is_empty() {
            return;
        }
        if self.run.is_empty() {
            let fresh = self.open.get(self.fresh..).unwrap_or_default();
            self.starting.extend(fresh);
        }
        self.fresh = self.open.len();
        // More could not be a label.
        if self.run.len() <= MOST {
            self.run.push_str(text);
        }
    }

    /// Ends the run, which is the end of a block if that is given.
    fn end(&mut self, block: Option<Id>) {
        if self.run.is_empty() {
            return;
        }
        let found = if self.starting.is_empty() {
            None
        } else {
            find(&self.run)
        };
        if let Some(Found { label, whole }) = found {
            for id in &self.starting {
                let whole = whole && block == Some(*id);
                self.labels
                    .set(*id, if whole { Label::Whole } else { label });
            }
        }
        self.run.clear();
        self.starting.clear();
    }
}

/// A label that a text starts with, and whether it is all of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Found {
    label: Label,
    whole: bool,
}

fn find(text: &str) -> Option<Found> {
    let text = text.trim_matches(|c: char| !c.is_alphabetic());
    if text.is_empty() || text.len() > MOST {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ").to_lowercase();
    let first = text.split(' ').next().map(bare)?;
    let known = BY_FIRST_WORD.get(first).into_iter().flatten();
    let found = known.filter_map(|(name, label)| {
        let rest = text.strip_prefix(name)?;
        let whole = !rest.contains(char::is_alphabetic);
        let ends = !rest.starts_with(char::is_alphanumeric);
        ends.then_some(Found {
            label: *label,
            whole,
        })
    });
    found.max_by_key(|found| found.whole)
}

fn bare(word: &str) -> &str {
    word.trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// The labels by their first word.
static BY_FIRST_WORD: LazyLock<HashMap<&str, Vec<(&str, Label)>>> = LazyLock::new(|| {
    let mut all: HashMap<&str, Vec<(&str, Label)>> = HashMap::new();
    let tables = [(Label::List, &LISTS[..]), (Label::Aside, &ASIDES[..])];
    for (label, names) in tables {
        for name in names.iter().flat_map(|names| names.split('|')) {
            let first = name.split(' ').next().unwrap_or_default();
            all.entry(first).or_default().push((name, label));
        }
    }
    all
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_recognised() {
        for (text, label, whole) in [
            ("Related", Label::List, true),
            (" MORE  in: ", Label::List, true),
            ("71 Comments (12)", Label::List, true),
            ("More from the Paper", Label::List, false),
            ("Das könnte Sie auch interessieren:", Label::List, false),
            ("相关阅读：", Label::List, true),
            ("Tags: a, b", Label::Aside, false),
        ] {
            assert_eq!(find(text), Some(Found { label, whole }), "{text}");
        }
        for text in [
            "Relatedness",
            "The related events",
            "",
            "12",
            &"Related ".repeat(20),
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
