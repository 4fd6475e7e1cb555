//! The words that labels start with.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a label is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    List,
    Aside,
    Lead,
    Control,
    Notice,
    Call,
    Rights,
    Note,
}

/// A label that a text starts with.
pub(super) struct Found<'a> {
    pub kind: Kind,
    pub name: &'static str,
    /// The text after it.
    pub rest: &'a str,
}

impl Found<'_> {
    /// Returns whether the label is all of the text.
    pub fn is_whole(&self) -> bool {
        !self.rest.contains(char::is_alphabetic)
    }
}

/// Returns a text in lower case and without marks at both ends.
pub(super) fn simplified(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphabetic())
        .to_lowercase()
}

/// Returns the labels that a simplified text starts with.
pub(super) fn find(text: &str) -> impl Iterator<Item = Found<'_>> {
    let first = text.split(' ').next().map_or("", bare);
    let known = BY_FIRST_WORD.get(first).into_iter().flatten();
    known.filter_map(|(name, kind)| {
        let rest = text.strip_prefix(name)?;
        let ends = !rest.starts_with(char::is_alphanumeric);
        ends.then_some(Found {
            kind: *kind,
            name,
            rest,
        })
    })
}

pub(super) fn begins(text: &str, kind: Kind) -> bool {
    find(text).any(|found| found.kind == kind)
}

fn bare(word: &str) -> &str {
    word.trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// The labels by their first word.
static BY_FIRST_WORD: LazyLock<HashMap<&str, Vec<(&str, Kind)>>> = LazyLock::new(|| {
    let mut all: HashMap<&str, Vec<(&str, Kind)>> = HashMap::new();
    let tables = [
        (Kind::List, &LISTS[..]),
        (Kind::Aside, &ASIDES[..]),
        (Kind::Lead, &LEADS[..]),
        (Kind::Control, &CONTROLS[..]),
        (Kind::Notice, &NOTICES[..]),
        (Kind::Call, &CALLS[..]),
        (Kind::Rights, &RIGHTS[..]),
        (Kind::Note, &NOTES[..]),
    ];
    for (kind, names) in tables {
        for name in names.iter().flat_map(|names| names.split('|')) {
            let first = name.split(' ').next().map_or("", bare);
            all.entry(first).or_default().push((name, kind));
        }
    }
    all
});

// The words, in lower case.

/// Lists of other articles, of topics and of comments.
const LISTS: [&str; 11] = [
    // Whole headings, of which only the start is below
    "das könnte dich auch interessieren|das könnte euch auch interessieren|das könnte ihnen auch \
     gefallen|das könnte sie auch interessieren|le puede interesar también|mehr zum thema|more on \
     this story|more on this topic|recommended for you|recommended reading|related articles|related \
     content|related coverage|related links|related news|related posts|related stories|related \
     topics|verwandte artikel|verwandte beiträge|verwandte themen|weitere artikel zum thema|weitere \
     meldungen zum thema|you may also be interested in|you may also like|you might also be \
     interested in|you might also like|ähnliche beiträge",
    // English
    "also from this|also in this|also of interest|also read|comments|continue reading|editor's \
     picks|editors' picks|filed under|further reading on|join the conversation|keep reading|latest \
     articles|latest news|latest posts|latest stories|leave a comment|leave a reply|more \
     articles|more episodes|more from|more galleries|more in|more news|more on this|more \
     stories|most popular|most read|must read|must watch|next article|popular posts|previous \
     article|read also|read more|read next|recent posts|recommended|related|similar \
     articles|similar posts|subscribe to continue|subscribe to read|support the show|support \
     us|this article is for subscribers|to continue reading|to read the full story|to view the full \
     story|top stories|trending|up next|view all posts|who is online|you may also|you may like|you \
     might also|you might like",
    // German
    "alle artikel|alle beiträge|am meisten gelesen|ähnliche artikel|ähnliche beiträge|artikel zum \
     thema|auch interessant|auch lesen|das könnte dich|das könnte euch|das könnte ihnen|das könnte \
     sie|das thema könnte|diese artikel|diese beiträge|empfehlungen aus der redaktion|empfohlene \
     artikel|empfohlene beiträge|hinterlasse|kommentar schreiben|kommentare|leserkommentare|lesen \
     sie auch|lesen sie hier|letzte kommentare|mehr aus|mehr interessantes|mehr zum|meist \
     gelesen|meistgelesen|neueste artikel|möchten sie weiterlesen|passend dazu|schon \
     gelesen|schreibe einen kommentar|sie könnten auch|verwandte|weitere artikel|weitere \
     beiträge|weitere meldungen|weitere themen|weiterführende|wählen sie ihren zugang|weiterlesen \
     mit|wer ist online|zeige alle beiträge|zum thema",
    // French
    "à lire aussi|à lire également|à voir aussi|articles liés|articles similaires|commentaires|dans \
     la même rubrique|lire aussi|les plus lus|pour lire la suite|sur le même sujet|sur le même \
     thème|vos réactions|vous aimerez aussi",
    // Spanish
    "artículos relacionados|comentarios|contenido relacionado|le puede interesar|lea también|lee \
     también|lo más leído|lo más visto|más leídas|más noticias|noticias \
     relacionadas|relacionadas|temas relacionados|te puede interesar|también te puede",
    // Italian
    "articoli correlati|commenti|leggi anche|potrebbe interessarti|potrebbe interessarvi|ti potrebbe",
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
    // Arabic
    "اقرأ أيضا|اقرأ أيضًا|مواضيع ذات صلة",
];

/// Buttons, topics and advertisements.
const ASIDES: [&str; 1] = [
    "advertisement|anzeige|archivado en|archiviato in|artikel teilen|auf einen blick teilen|beitrag \
     teilen|categories:|category:|compartilhe|compartir|condividi|diesen artikel|etiquetas|follow \
     us|kategorie:|kategorien:|labels:|mots-clés|newsletter|palabras clave|partager|posted \
     in|publié dans|schlagworte|schlagwörter|share on|share the|share this|sign up \
     for|sponsored|stichworte|tagged|tagi|tags|teilen|temas:|themen|topics:|udostępnij|veröffentlicht \
     unter|weiterlesen|теги|метки|标签|タグ",
];

/// Links to another article, on a line with its title.
const LEADS: [&str; 4] = [
    // English and German
    "also on|also on rt.com|also read|next article|previous article|read also|read more|read next|read this \
     next|related|up next|watch also|auch interessant|auch lesen|dazu mehr|lesen sie auch|lesen sie \
     dazu|lesen sie hier|lesen sie mehr|mehr dazu|mehr zum thema",
    // French, Spanish, Italian and Portuguese
    "à lire|à lire aussi|à lire également|lire aussi|lire également|artículo siguiente|le puede \
     interesar|lea:|lea además|lea más|lea también|lee además|lee también|leer más|mira:|mira \
     también|mire:|mire también|puedes ver|te puede interesar|vea:|vea además|vea también|leggi \
     anche|leggi anche su|leia mais|leia também|saiba mais|veja mais|veja também",
    // Dutch, Scandinavian, Polish and Finnish
    "lees meer|lees ook|les også|les mer|läs mer|läs även|læs også|czytaj także|czytaj też|czytaj \
     więcej|dowiedz się więcej|przeczytaj także|zobacz także|zobacz też|zobacz również|lue \
     lisää|lue myös",
    // Russian, Chinese and Japanese
    "читайте также|читать также|смотрите также|相关阅读|関連記事",
];

/// Links that work on the page itself, nothing else on their line.
const CONTROLS: [&str; 3] = [
    // English
    "add a comment|all news|all posts|back|back to overview|back to the overview|back to top|back \
     to the top|close window|download pdf|edit this page|email this|email to a friend|go back|jump \
     to navigation|jump to recipe|jump to search|leave a comment|leave a tip|link to this speech|no \
     comments|permalink|pin it|pin recipe|post a comment|print|print recipe|print this|print this \
     article|print this page|privacy notice|privacy policy|reply|return to top|scroll back to \
     top|send by e-mail|send by email|send by mail|share|share this article|skip to content|skip to \
     main content|skip to navigation|top of page|tweet|view comments|view this email in your browser",
    // German
    "beitrag kommentieren|drucken|kommentieren|mehr erfahren|merken|nach oben|rezept drucken|seite \
     drucken|weiterempfehlen|zum newsletter anmelden|zum seitenanfang|zurück|zurück zum \
     newsroom|zurück zur listenansicht|zurück zur startseite|zurück zur übersicht|zurück zur \
     vorherigen seite|zurück zu allen meldungen",
    // Other languages
    "imprimer|haut de page|partager cet article|permalien|retour|retour en \
     haut|compartir|imprimir|volver arriba|stampa|torna su|drukuj|wydrukuj|do góry|skomentuj|к \
     началу|наверх|распечатать|打印|印刷する",
];

/// Questions and notices of the page, nothing else in their block.
const NOTICES: [&str; 2] = [
    "comments are closed|comments are closed here|no comments yet|share this with a friend|share \
     this story|was this article helpful|was this page helpful|did you find this page helpful|did \
     you like this article|enjoyed this article|like this story? share it with a friend|scroll back \
     to top|skip to content|skip to main content|jump to navigation|view this email in your \
     browser|advertisement|article continues below advertisement|story continues below \
     advertisement|users browsing this forum",
    "enlarge image|jump to navigation jump to search|sharing is caring|view this post on \
     instagram|navigation und service|sieh dir diesen beitrag auf instagram an|springe direkt \
     zu|zum hauptinhalt springen|zum inhalt springen|zur navigation springen|bisher keine \
     kommentare|diese seite teilen|hinterlasse eine antwort|hinterlasse einen kommentar|hinterlasse \
     jetzt einen kommentar|kommentare sind geschlossen|mitglieder in diesem forum|möchten sie den \
     artikel teilen|noch keine kommentare|war der artikel hilfreich|war der artikel nützlich|war \
     dieser artikel hilfreich|war diese seite hilfreich|partagez cet \
     article|publicidad|publicidade|publicité|pubblicità|reklama|реклама|广告",
];

/// Invitations to follow the publisher or to subscribe, in a paragraph with a link.
const CALLS: [&str; 2] = [
    "click here to sign up|click here to subscribe|follow us on|follow him on|follow her on|get breaking news|get our newsletter|get the latest news|get the latest updates|got a tip|have \
     a tip|reach the reporter|reach the reporters|like us on|sign up for our|sign up here|sign up to our|subscribe here|subscribe \
     now|subscribe to our|abonniere unseren|abonnieren sie|folge uns|folgen sie uns|folgt uns|jetzt \
     abonnieren|jetzt zum newsletter|zum newsletter",
    "abonnez-vous|suivez-nous|nos siga no|siga-nos|siguenos en|síguenos \
     en|suscríbete|suscríbase|únete a nuestro|iscriviti alla|seguici su|obserwuj nas|polub \
     nas|подписывайтесь на|подпишитесь на",
];

/// Reserved rights.
const RIGHTS: [&str; 2] = [
    "all rights reserved|alle rechte vorbehalten|copyright ©|copyright (c)|this document is subject to \
     copyright|this material may not be published|todos los derechos reservados|todos os direitos \
     reservados|tous droits réservés|tutti i diritti riservati",
    "materiał chroniony prawem|wszelkie prawa zastrzeżone|все права защищены|при использовании \
     материалов|при перепечатке|版权所有|著作権|無断転載",
];

/// Notes of the editors on the article, which are part of it.
const NOTES: [&str; 3] = [
    "a previous version of this|an earlier version of this|clarification:|correction:|correction \
     appended|corrections:|editor's note|editors' note|this article has been corrected|this article \
     was amended|this article was corrected|this article was updated|this story has been \
     corrected|this story was corrected",
    "anmerkung der redaktion|berichtigung:|in einer früheren version|in einer ersten \
     version|korrektur:|hinweis der redaktion|transparenzhinweis",
    "erratum|note de la rédaction|rectificatif|corrección:|fe de errores|nota de la redacción|nota \
     del editor|errata corrige|erramos|correzione:|rättelse|исправление|от редакции|更正",
];
