//! The words of dates as people write them, folded by [`crate::text::fold`]: one table per language.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use Meaning::{
    After, Approximate, AtEarliest, AtLatest, Bce, Before, Between, Ce, Century, Decade, Early,
    Half, Late, Mid, Nothing, Ordinal, Quarter, Season, Since, Time, Uncertain, Until, Utc,
};

use crate::date::mention::names::{self, Month, Names};

/// What a word says about the date that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Approximate,
    Uncertain,
    Before,
    /// On one day before, or then.
    AtLatest,
    /// All the time before, and then.
    Until,
    After,
    /// On one day then, or after.
    AtEarliest,
    /// All the time then, and after.
    Since,
    /// On one day of those from one date to another.
    Between,
    Bce,
    Ce,
    Early,
    Mid,
    Late,
    /// The EDTF number of a season.
    Season(u8),
    Quarter,
    Half,
    Decade,
    Century,
    /// A number in words.
    Ordinal(u8),
    Utc,
    /// Before a time of day.
    Time,
    /// Articles, and words that tell what a number is.
    Nothing,
}

/// The words of a language. Lists are separated by commas; an entry may have several words.
pub(super) struct Words {
    /// The names of its months, or `None` if they are numbers.
    pub names: Option<&'static Names>,
    pub meanings: &'static [(Meaning, &'static str)],
    /// Before the first end of a range.
    pub from: &'static str,
    /// Between the ends of a range. Longer entries come first.
    pub to: &'static str,
    pub and: &'static str,
    pub or: &'static str,
    /// Whether words are written without spaces.
    pub is_unspaced: bool,
    /// What each entry means.
    index: OnceLock<HashMap<&'static str, Meaning>>,
    /// All words, of which entries consist.
    vocabulary: OnceLock<HashSet<&'static str>>,
}

/// The maximum number of words in an entry.
const LONGEST: usize = 4;

impl Words {
    /// Returns whether a text may be in this language: it has no other words.
    pub fn knows(&self, text: &str) -> bool {
        let vocabulary = self.vocabulary.get_or_init(|| {
            let eras = self.eras().map(|(entry, _)| entry);
            let words = self.lists().flat_map(entries).chain(eras);
            words.flat_map(|entry| entry.split(' ')).collect()
        });
        let other = |c: char| !c.is_alphabetic();
        let mut words = text.split(other).filter(|word| !word.is_empty());
        words.all(|word| {
            vocabulary.contains(word)
                || self.is_filler(word)
                || self.month(word).is_some()
                || roman(word).is_some()
        })
    }

    /// Returns whether a text begins an entry of a list or the name of a month.
    pub fn begins(&self, text: &str) -> bool {
        let months = self.names.into_iter().flat_map(|names| &names.months);
        let mut months = months.flat_map(|month| month.names.iter().chain(month.short));
        let mut entries = self.lists().flat_map(entries);
        months.any(|name| name.starts_with(text)) || entries.any(|entry| entry.starts_with(text))
    }

    /// Iterates over the words for eras in the tables that prose is read with.
    fn eras(&self) -> impl Iterator<Item = (&'static str, Meaning)> {
        let names = self.names.into_iter();
        names.flat_map(|names| {
            let bce = names.bce.iter().map(|entry| (*entry, Bce));
            bce.chain(names.ce.iter().map(|entry| (*entry, Ce)))
        })
    }

    /// Iterates over all lists of words.
    fn lists(&self) -> impl Iterator<Item = &'static str> {
        let lists = self.meanings.iter().map(|(_, list)| *list);
        lists.chain([self.from, self.to, self.and, self.or])
    }

    /// Returns what the first of some words mean, and how many they are. Longer entries take precedence.
    pub fn meaning(&self, words: &[&str]) -> Option<(Meaning, usize)> {
        let index = self.index.get_or_init(|| {
            let lists = self.meanings.iter();
            let own = lists.flat_map(|(meaning, list)| entries(list).map(|it| (it, *meaning)));
            own.chain(self.eras()).collect()
        });
        (1..=LONGEST.min(words.len())).rev().find_map(|count| {
            let meaning = match words.get(..count)? {
                [word] => index.get(word),
                words => index.get(words.join(" ").as_str()),
            };
            Some((*meaning?, count))
        })
    }

    /// Returns the month that a word names, in full or by a beginning that no other month has.
    pub fn month(&self, word: &str) -> Option<u8> {
        let months = &self.names?.months;
        let lists = |month: &Month| [month.names, month.before_year, month.short];
        let is_name = |month: &Month| lists(month).into_iter().flatten().any(|name| *name == word);
        let begins = |month: &Month| {
            let mut names = lists(month).into_iter().flatten();
            word.chars().count() > 2 && names.any(|name| name.starts_with(word))
        };
        let numbered = || (1..).zip(months);
        if let Some((number, _)) = numbered().find(|(_, month)| is_name(month)) {
            return Some(number);
        }
        let mut begun = numbered().filter(|(_, month)| begins(month));
        let (number, _) = begun.next()?;
        begun.next().is_none().then_some(number)
    }

    /// Returns whether a word around the parts of a date can be ignored.
    pub fn is_filler(&self, word: &str) -> bool {
        // Abbreviations of weekdays in two letters are too often other words.
        let is_weekday = |names: &Names| word.chars().count() > 2 && names.weekdays.contains(&word);
        self.names.is_some_and(|names| {
            let lists = [names.articles, names.ordinals, names.of, names.year];
            is_weekday(names) || lists.into_iter().any(|list| list.contains(&word))
        })
    }

    /// Puts spaces between the words of a text in a language that has none.
    pub fn spaced(&self, text: &str) -> String {
        if !self.is_unspaced || text.is_ascii() {
            return text.to_owned();
        }
        let words: Vec<&str> = self.lists().flat_map(entries).collect();
        let (mut spaced, mut rest) = (String::new(), text);
        while let Some(c) = rest.chars().next() {
            let word = words.iter().filter(|word| rest.starts_with(**word));
            let len = if let Some(word) = word.max_by_key(|word| word.len()) {
                spaced.extend([" ", word, " "]);
                word.len()
            } else {
                spaced.push(c);
                c.len_utf8()
            };
            rest = rest.get(len..).unwrap_or_default();
        }
        spaced
    }
}

/// Iterates over the entries of a list.
pub(super) fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(", ").filter(|entry| !entry.is_empty())
}

const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];

/// Reads a Roman numeral up to 39 in lower case, to which French adds an ending.
pub(super) fn roman(text: &str) -> Option<i64> {
    let text = text
        .strip_suffix("eme")
        .or_else(|| text.strip_suffix('e'))
        .unwrap_or(text);
    let tens = text.bytes().take_while(|byte| *byte == b'x').count();
    let ones = ONES
        .iter()
        .position(|ones| *ones == text.get(tens..).unwrap_or_default())?;
    let value = tens.checked_mul(10)?.checked_add(ones)?;
    let value = i64::try_from(value).ok()?;
    (1..40).contains(&value).then_some(value)
}

/// All languages, of which the first takes precedence.
pub(super) static ALL: [&Words; 8] = [
    &ENGLISH, &GERMAN, &FRENCH, &ITALIAN, &SPANISH, &RUSSIAN, &UKRAINIAN, &CHINESE,
];

static ENGLISH: Words = Words {
    names: Some(&names::ENGLISH),
    meanings: &[
        (
            Approximate,
            "c, ca, cca, circa, about, around, approx, approximately, roughly",
        ),
        (Uncertain, "maybe, perhaps, possibly, probably"),
        (Before, "before, prior to, earlier than"),
        (
            AtLatest,
            "by, or before, or earlier, no later than, not later than, not after",
        ),
        (Until, "until, till, up to"),
        (After, "after, later than"),
        (
            AtEarliest,
            "or after, or later, no earlier than, not earlier than, not before",
        ),
        (Since, "since, from, as of"),
        (Between, "between"),
        (Early, "early, beginning, start"),
        (Mid, "mid, middle"),
        (Late, "late, end"),
        (Season(21), "spring"),
        (Season(22), "summer"),
        (Season(23), "autumn, fall"),
        (Season(24), "winter"),
        (Quarter, "q, quarter"),
        (Half, "h, half"),
        (Decade, "s"),
        (Century, "century, centuries, cent"),
        (Ordinal(1), "first"),
        (Ordinal(2), "second"),
        (Ordinal(3), "third"),
        (Ordinal(4), "fourth"),
        (Utc, "z, utc"),
        (Time, "t"),
        (Nothing, "the, of, in, on, at, year, years, y"),
    ],
    from: "from",
    to: "to, until, till, through",
    and: "and",
    or: "or",
    is_unspaced: false,
    index: OnceLock::new(),
    vocabulary: OnceLock::new(),
};

static GERMAN: Words = Words {
    names: Some(&names::GERMAN),
    meanings: &[
        (
            Approximate,
            "c, ca, circa, zirka, um, etwa, ungefahr, gegen, rund",
        ),
        (Uncertain, "vielleicht, vermutlich, wahrscheinlich, wohl"),
        (Before, "vor"),
        (AtLatest, "spatestens, oder fruher"),
        (Until, "bis, bis zum, bis zur"),
        (After, "nach"),
        (AtEarliest, "fruhestens, oder spater"),
        (Since, "seit, ab, von, vom"),
        (Between, "zwischen"),
        (Early, "anfang, beginn, fruh, fruhes"),
        (Mid, "mitte"),
        (Late, "ende, spat, spates"),
        (Season(21), "fruhling, fruhjahr"),
        (Season(22), "sommer"),
        (Season(23), "herbst"),
        (Season(24), "winter"),
        (Quarter, "q, quartal, quartals"),
        (Half, "h, halfte, halbjahr, halbjahrs, halbjahres"),
        (Decade, "er, er jahre, er jahren"),
        (Century, "jahrhundert, jahrhunderts, jh, jhd, jhdt, jhs"),
        (Ordinal(1), "erste, ersten, erstes"),
        (Ordinal(2), "zweite, zweiten, zweites"),
        (
            Nothing,
            "der, die, das, des, dem, den, im, in, am, zum, zur, jahr, jahre, jahren, jahres",
        ),
    ],
    from: "von, vom",
    to: "bis zum, bis",
    and: "und",
    or: "oder",
    is_unspaced: false,
    index: OnceLock::new(),
    vocabulary: OnceLock::new(),
};

static FRENCH: Words = Words {
    names: Some(&names::FRENCH),
    meanings: &[
        (Approximate, "c, ca, circa, vers, environ, env, autour"),
        (Uncertain, "peut etre, probablement, sans doute"),
        (Before, "avant"),
        (AtLatest, "au plus tard"),
        (Until, "jusqu, jusque"),
        (After, "apres"),
        (AtEarliest, "au plus tot"),
        (Since, "depuis, des le, a partir, a compter"),
        (Between, "entre"),
        (Early, "debut, debuts"),
        (Mid, "mi, milieu"),
        (Late, "fin"),
        (Season(21), "printemps"),
        (Season(22), "ete"),
        (Season(23), "automne"),
        (Season(24), "hiver"),
        (Quarter, "t, trimestre"),
        (Half, "semestre, moitie"),
        (Decade, "annees, decennie"),
        (Century, "siecle, siecles"),
        (Ordinal(1), "premier, premiere"),
        (
            Nothing,
            "l, le, la, les, en, de, du, d, des, au, a, an, annee, e, eme, ere",
        ),
    ],
    from: "de, du, depuis, des",
    to: "jusqu en, jusqu au, jusqu a, au, a",
    and: "et",
    or: "ou",
    is_unspaced: false,
    index: OnceLock::new(),
    vocabulary: OnceLock::new(),
};

static ITALIAN: Words = Words {
    names: Some(&names::ITALIAN),
    meanings: &[
        (Approximate, "c, ca, circa, verso, intorno, attorno"),
        (Uncertain, "forse, probabilmente"),
        (Before, "prima"),
        (AtLatest, "entro"),
        (Until, "fino, sino"),
        (After, "dopo"),
        (Since, "da, dal, dall, dalla, a partire"),
        (Between, "tra, fra"),
        (Early, "inizio, inizi, primi"),
        (Mid, "meta"),
        (Late, "fine"),
        (Season(21), "primavera"),
        (Season(22), "estate"),
        (Season(23), "autunno"),
        (Season(24), "inverno"),
        (Quarter, "trimestre"),
        (Half, "semestre"),
        (Decade, "anni, decennio"),
        (Century, "secolo, secoli, sec"),
        (Ordinal(1), "primo"),
        (Ordinal(2), "secondo"),
        (
            Nothing,
            "l, il, lo, la, i, gli, le, nel, nell, nella, negli, d, di, del, dell, della, degli, a, al, all, alla, agli, in, anno",
        ),
    ],
    from: "da, dal, dall, dalla",
    to: "fino al, fino all, al, all, a, alla",
    and: "e, ed",
    or: "o",
    is_unspaced: false,
    index: OnceLock::new(),
    vocabulary: OnceLock::new(),
};

static SPANISH: Words = Words {
    names: Some(&names::SPANISH),
    meanings: &[
        (
            Approximate,
            "c, ca, circa, hacia, alrededor, aproximadamente, aprox, cerca",
        ),
        (
            Uncertain,
            "quiza, quizas, tal vez, probablemente, posiblemente",
        ),
        (Before, "antes"),
        (Until, "hasta"),
        (After, "despues, tras"),
        (Since, "desde, a partir"),
        (Between, "entre"),
        (Early, "principio, principios, comienzos, inicio, inicios"),
        (Mid, "mediados, mitad"),
        (Late, "final, finales, fin, fines"),
        (Season(21), "primavera"),
        (Season(22), "verano"),
        (Season(23), "otono"),
        (Season(24), "invierno"),
        (Quarter, "t, trimestre"),
        (Half, "semestre"),
        (Decade, "anos, decada"),
        (Century, "siglo, siglos"),
        (Ordinal(1), "primer, primero"),
        (Ordinal(2), "segundo"),
        (Nothing, "el, la, los, las, de, del, en, a, al, ano, dia"),
    ],
    from: "de, del, desde, desde el",
    to: "hasta el, hasta, al, a",
    and: "y, e",
    or: "o, u",
    is_unspaced: false,
    index: OnceLock::new(),
    vocabulary: OnceLock::new(),
};

static RUSSIAN: Words = Words {
    names: Some(&names::RUSSIAN),
    meanings: &[
        (Approximate, "около, ок, примерно, приблизительно"),
        (Uncertain, "возможно, вероятно, предположительно, видимо"),
        (Before, "до, ранее, раньше, перед"),
        (AtLatest, "не позднее, не позже"),
        (Until, "по"),
        (After, "после, позже, позднее"),
        (AtEarliest, "не ранее, не раньше"),
        (Since, "с, со, начиная с"),
        (Between, "между"),
        (Early, "начало, начала, начале"),
        (Mid, "середина, середины, середине"),
        (Late, "конец, конца, конце"),
        (Season(21), "весна, весны, весну, веснои"),
        (Season(22), "лето, лета, летом"),
        (Season(23), "осень, осени, осенью"),
        (Season(24), "зима, зимы, зиму, зимои"),
        (Quarter, "квартал, квартала, квартале"),
        (Half, "полугодие, полугодия, полугодии"),
        (Decade, "е, х, е годы, х годов, х годах, десятилетие"),
        (Century, "век, века, веке, веков"),
        (
            Nothing,
            "в, во, на, г, гг, год, года, году, годы, годов, годах, годами",
        ),
    ],
    from: "с, со",
    to: "по, до",
    and: "и",
    or: "или",
    is_unspaced: false,
    index: OnceLock::new(),
    vocabulary: OnceLock::new(),
};

static UKRAINIAN: Words = Words {
    names: Some(&names::UKRAINIAN),
    meanings: &[
        (Approximate, "близько, бл, приблизно, орієнтовно"),
        (Uncertain, "можливо, имовірно"),
        (Before, "до, раніше, перед"),
        (AtLatest, "не пізніше"),
        (Until, "по"),
        (After, "після, пізніше"),
        (AtEarliest, "не раніше"),
        (Since, "з, із, зі, від, починаючи з"),
        (Between, "між"),
        (Early, "початок, початку"),
        (Mid, "середина, середини, середині"),
        (Late, "кінець, кінця, кінці, наприкінці"),
        (Season(21), "весна, весни, весну, навесні"),
        (Season(22), "літо, літа, влітку"),
        (Season(23), "осінь, осені, восени"),
        (Season(24), "зима, зими, зиму, взимку"),
        (Quarter, "квартал, кварталу, кварталі"),
        (Half, "півріччя, півріччі"),
        (Decade, "ті, х, ті роки, х років, х роках, десятиліття"),
        (Century, "століття, столітті, ст"),
        (
            Nothing,
            "в, у, на, р, рр, рік, року, році, роки, років, роках, роками",
        ),
    ],
    from: "з, із, зі, від",
    to: "по, до",
    and: "і, и, та",
    or: "або, чи",
    is_unspaced: false,
    index: OnceLock::new(),
    vocabulary: OnceLock::new(),
};

static CHINESE: Words = Words {
    names: None,
    meanings: &[
        (Approximate, "约, 大约, 大概, 左右"),
        (Uncertain, "可能, 也许, 或许"),
        (Before, "前, 以前, 之前"),
        (Until, "直到, 截至, 为止"),
        (After, "后, 以后, 之后"),
        (Since, "自, 自从, 以来, 起"),
        (Between, "之间"),
        (Bce, "公元前, 西元前"),
        (Ce, "公元, 西元"),
        (Early, "初, 年初, 初期, 早期, 上旬"),
        (Mid, "中, 年中, 中期, 中旬, 中叶"),
        (Late, "末, 底, 年末, 年底, 末期, 晚期, 下旬"),
        (Season(21), "春, 春季, 春天"),
        (Season(22), "夏, 夏季, 夏天"),
        (Season(23), "秋, 秋季, 秋天"),
        (Season(24), "冬, 冬季, 冬天"),
        (Quarter, "季度"),
        (Decade, "年代"),
        (Century, "世纪, 世紀"),
        (Nothing, "年, 月, 日, 号, 號, 在, 于, 的, 第"),
    ],
    from: "从, 自",
    to: "至, 到",
    and: "和, 与, 及",
    or: "或",
    is_unspaced: true,
    index: OnceLock::new(),
    vocabulary: OnceLock::new(),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn all_words_are_folded_and_no_entry_is_too_long() {
        for words in ALL {
            for entry in words.lists().flat_map(entries) {
                assert_eq!(entry, fold(entry));
                assert!(entry.split(' ').count() <= LONGEST, "{entry}");
            }
        }
    }

    #[test]
    fn no_word_has_two_meanings_in_a_language() {
        for words in ALL {
            let mut all: Vec<&str> = words
                .meanings
                .iter()
                .flat_map(|(_, list)| entries(list))
                .collect();
            all.sort_unstable();
            let twice = all.array_windows().find(|[a, b]| a == b);
            assert_eq!(twice, None);
        }
    }

    #[test]
    fn months_are_named_in_full_or_by_an_unambiguous_beginning() {
        for (word, month) in [
            ("september", Some(9)),
            ("sept", Some(9)),
            ("jan", Some(1)),
            ("ma", None),
            ("ju", None),
            ("jul", Some(7)),
        ] {
            assert_eq!(ENGLISH.month(word), month, "{word}");
        }
        assert_eq!(FRENCH.month("jui"), None);
        assert_eq!(FRENCH.month("juil"), Some(7));
        assert_eq!(RUSSIAN.month("января"), Some(1));
        assert_eq!(CHINESE.month("月"), None);
    }

    #[test]
    fn words_without_spaces_are_told_apart() {
        let spaced = CHINESE.spaced("公元前44年3月15日");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        assert_eq!(words, ["公元前", "44", "年", "3", "月", "15", "日"]);
        assert_eq!(ENGLISH.spaced("may 2019"), "may 2019");
    }
}
