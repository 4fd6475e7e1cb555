//! How dates are written in different languages: words, folded by [`crate::text::fold`], and
//! conventions. There is one table per language.

/// The words and conventions for dates in a language.
pub(in crate::date) struct Names {
    /// The primary subtag of its BCP 47 tags.
    pub tag: &'static str,
    pub months: [Month; 12],
    /// Weekdays and their abbreviations.
    pub weekdays: &'static [&'static str],
    /// Words between the weekday and the day, and before the second day of a range.
    pub articles: &'static [&'static str],
    /// Suffixes of the number of a day.
    pub ordinals: &'static [&'static str],
    /// Words between day and month.
    pub of: &'static [&'static str],
    /// Words between month and year.
    pub before_year: &'static [&'static str],
    /// Words after a year before the common era, or of it.
    pub bce: &'static [&'static str],
    pub ce: &'static [&'static str],
    /// Words between two days of the same month.
    pub to: &'static [&'static str],
    /// Words after the number of a year.
    pub year: &'static [&'static str],
    /// Names of months that are usually other words in lower case.
    pub other_words: &'static [&'static str],
    /// Whether the number of a day may end with a full stop: `9. Mai`.
    pub dot: bool,
    /// Whether the month may come before the day: `May 9, 2025`. A comma before the year is then common,
    /// and dates in numbers alone are ambiguous and not read.
    pub month_first: bool,
    /// Whether a day without a year may have an abbreviated, capitalised month: `9 Sept`. In other
    /// languages, abbreviations are too often other words.
    pub short_alone: bool,
}

/// The names of a month.
pub(in crate::date) struct Month {
    /// Names used after a day and before a year.
    pub names: &'static [&'static str],
    /// Names in other grammatical cases, used only before a year.
    pub before_year: &'static [&'static str],
    /// Abbreviations without the full stop.
    pub short: &'static [&'static str],
}

type Words = &'static [&'static str];

const fn month(names: Words, short: Words) -> Month {
    cased(names, &[], short)
}

const fn cased(names: Words, before_year: Words, short: Words) -> Month {
    Month {
        names,
        before_year,
        short,
    }
}

/// English, which is always recognised.
pub(in crate::date) static ENGLISH: Names = Names {
    tag: "en",
    months: [
        month(&["january"], &["jan"]),
        month(&["february"], &["feb"]),
        month(&["march"], &["mar"]),
        month(&["april"], &["apr"]),
        month(&["may"], &[]),
        month(&["june"], &["jun"]),
        month(&["july"], &["jul"]),
        month(&["august"], &["aug"]),
        month(&["september"], &["sep", "sept"]),
        month(&["october"], &["oct"]),
        month(&["november"], &["nov"]),
        month(&["december"], &["dec"]),
    ],
    weekdays: &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
    ],
    articles: &["the"],
    ordinals: &["st", "nd", "rd", "th"],
    of: &["of"],
    before_year: &["of", "in the year", "of the year"],
    bce: &["bc", "bce", "b c", "b c e"],
    ce: &["ad", "ce", "a d", "c e"],
    to: &["to", "and", "or", "until", "through"],
    year: &[],
    other_words: &["may", "march", "mar"],
    dot: false,
    month_first: true,
    short_alone: true,
};

/// The other languages.
static OTHERS: [&Names; 6] = [&ITALIAN, &FRENCH, &GERMAN, &SPANISH, &RUSSIAN, &UKRAINIAN];

/// Returns the table for a BCP 47 tag, or `None` for English and for unsupported languages.
pub(in crate::date) fn of(tag: &str) -> Option<&'static Names> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    let named = |names: &&&Names| primary.eq_ignore_ascii_case(names.tag);
    OTHERS.iter().find(named).copied()
}

pub(in crate::date) static ITALIAN: Names = Names {
    tag: "it",
    months: [
        month(&["gennaio"], &["gen", "genn"]),
        month(&["febbraio"], &["feb", "febbr"]),
        month(&["marzo"], &["mar"]),
        month(&["aprile"], &["apr"]),
        month(&["maggio"], &["mag", "magg"]),
        month(&["giugno"], &["giu"]),
        month(&["luglio"], &["lug"]),
        month(&["agosto"], &["ago"]),
        month(&["settembre"], &["set", "sett"]),
        month(&["ottobre"], &["ott"]),
        month(&["novembre"], &["nov"]),
        month(&["dicembre"], &["dic"]),
    ],
    weekdays: &[
        "lunedi",
        "martedi",
        "mercoledi",
        "giovedi",
        "venerdi",
        "sabato",
        "domenica",
        "lun",
        "mar",
        "mer",
        "gio",
        "ven",
        "sab",
        "dom",
    ],
    articles: &["il"],
    ordinals: &["o"],
    of: &["di", "del"],
    before_year: &["di", "del", "dell anno", "nell anno"],
    bce: &["a c", "av cr", "avanti cristo"],
    ce: &["d c", "dopo cristo"],
    to: &["al", "all", "e", "ed", "o", "a"],
    year: &[],
    other_words: &[],
    dot: false,
    month_first: false,
    short_alone: false,
};

pub(in crate::date) static FRENCH: Names = Names {
    tag: "fr",
    months: [
        month(&["janvier"], &["janv"]),
        month(&["fevrier"], &["fevr", "fev"]),
        month(&["mars"], &[]),
        month(&["avril"], &["avr"]),
        month(&["mai"], &[]),
        month(&["juin"], &[]),
        month(&["juillet"], &["juil"]),
        month(&["aout"], &[]),
        month(&["septembre"], &["sept"]),
        month(&["octobre"], &["oct"]),
        month(&["novembre"], &["nov"]),
        month(&["decembre"], &["dec"]),
    ],
    weekdays: &[
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ],
    articles: &["le"],
    ordinals: &["er"],
    of: &["de"],
    before_year: &["de", "de l an", "de l annee", "en l an"],
    bce: &[
        "av j c",
        "avant j c",
        "av jc",
        "avant jc",
        "avant jesus christ",
    ],
    ce: &[
        "ap j c",
        "apr j c",
        "apres j c",
        "ap jc",
        "apres jc",
        "apres jesus christ",
    ],
    to: &["au", "et", "ou", "a"],
    year: &[],
    other_words: &[],
    dot: false,
    month_first: false,
    short_alone: false,
};

pub(in crate::date) static GERMAN: Names = Names {
    tag: "de",
    months: [
        month(&["januar", "janner", "jaenner"], &["jan"]),
        month(&["februar", "feber"], &["feb", "febr"]),
        month(&["marz", "maerz"], &["mrz", "mar"]),
        month(&["april"], &["apr"]),
        month(&["mai"], &[]),
        month(&["juni"], &["jun"]),
        month(&["juli"], &["jul"]),
        month(&["august"], &["aug"]),
        month(&["september"], &["sep", "sept"]),
        month(&["oktober"], &["okt"]),
        month(&["november"], &["nov"]),
        month(&["dezember"], &["dez"]),
    ],
    weekdays: &[
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonnabend",
        "sonntag",
        "mo",
        "di",
        "mi",
        "do",
        "fr",
        "sa",
        "so",
    ],
    articles: &["der", "den", "dem", "zum"],
    ordinals: &["te", "ten", "ter", "ste", "sten"],
    of: &["des"],
    before_year: &["des jahres", "im jahr", "im jahre"],
    bce: &["v chr", "vor chr", "vor christus", "v u z"],
    ce: &["n chr", "nach chr", "nach christus", "u z"],
    to: &["bis", "und", "oder"],
    year: &[],
    other_words: &[],
    dot: true,
    month_first: false,
    short_alone: false,
};

pub(in crate::date) static SPANISH: Names = Names {
    tag: "es",
    months: [
        month(&["enero"], &["ene"]),
        month(&["febrero"], &["feb"]),
        month(&["marzo"], &["mar"]),
        month(&["abril"], &["abr"]),
        month(&["mayo"], &["may"]),
        month(&["junio"], &["jun"]),
        month(&["julio"], &["jul"]),
        month(&["agosto"], &["ago"]),
        month(&["septiembre", "setiembre"], &["sep", "sept", "set"]),
        month(&["octubre"], &["oct"]),
        month(&["noviembre"], &["nov"]),
        month(&["diciembre"], &["dic"]),
    ],
    weekdays: &[
        "lunes",
        "martes",
        "miercoles",
        "jueves",
        "viernes",
        "sabado",
        "domingo",
    ],
    articles: &["el"],
    ordinals: &["o", "ero"],
    of: &["de", "del"],
    before_year: &["de", "del", "del ano"],
    bce: &["a c", "a de c", "a j c", "antes de cristo", "a n e"],
    ce: &["d c", "d de c", "d j c", "despues de cristo", "n e"],
    to: &["al", "y", "o", "a"],
    year: &[],
    other_words: &[],
    dot: false,
    month_first: false,
    short_alone: false,
};

pub(in crate::date) static RUSSIAN: Names = Names {
    tag: "ru",
    months: [
        cased(&["января"], &["январь", "январе"], &["янв"]),
        cased(&["февраля"], &["февраль", "феврале"], &["фев", "февр"]),
        cased(&["марта"], &["март", "марте"], &["мар"]),
        cased(&["апреля"], &["апрель", "апреле"], &["апр"]),
        cased(&["мая"], &["маи", "мае"], &[]),
        cased(&["июня"], &["июнь", "июне"], &["июн"]),
        cased(&["июля"], &["июль", "июле"], &["июл"]),
        cased(&["августа"], &["август", "августе"], &["авг"]),
        cased(&["сентября"], &["сентябрь", "сентябре"], &["сен", "сент"]),
        cased(&["октября"], &["октябрь", "октябре"], &["окт"]),
        cased(&["ноября"], &["ноябрь", "ноябре"], &["ноя", "нояб"]),
        cased(&["декабря"], &["декабрь", "декабре"], &["дек"]),
    ],
    weekdays: &[
        "понедельник",
        "понедельника",
        "вторник",
        "вторника",
        "среда",
        "среду",
        "среды",
        "четверг",
        "четверга",
        "пятница",
        "пятницу",
        "пятницы",
        "суббота",
        "субботу",
        "субботы",
        "воскресенье",
        "воскресенья",
    ],
    articles: &[],
    ordinals: &["го", "е"],
    of: &[],
    before_year: &["в"],
    bce: &["до н э", "до нашеи эры", "до р х"],
    ce: &["н э", "нашеи эры", "от р х"],
    to: &["по", "и", "или", "до", "на"],
    year: &["года", "год", "году", "г"],
    other_words: &[],
    dot: false,
    month_first: false,
    short_alone: false,
};

pub(in crate::date) static UKRAINIAN: Names = Names {
    tag: "uk",
    months: [
        cased(&["січня"], &["січень", "січні"], &["січ"]),
        cased(&["лютого"], &["лютии", "лютому"], &["лют"]),
        cased(&["березня"], &["березень", "березні"], &["бер"]),
        cased(&["квітня"], &["квітень", "квітні"], &["кв", "квіт"]),
        cased(&["травня"], &["травень", "травні"], &["трав"]),
        cased(&["червня"], &["червень", "червні"], &["черв"]),
        cased(&["липня"], &["липень", "липні"], &["лип"]),
        cased(&["серпня"], &["серпень", "серпні"], &["серп"]),
        cased(&["вересня"], &["вересень", "вересні"], &["вер", "верес"]),
        cased(&["жовтня"], &["жовтень", "жовтні"], &["жовт"]),
        cased(&["листопада"], &["листопад", "листопаді"], &["лист"]),
        cased(&["грудня"], &["грудень", "грудні"], &["груд"]),
    ],
    weekdays: &[
        "понеділок",
        "понеділка",
        "вівторок",
        "вівторка",
        "середа",
        "середу",
        "середи",
        "четвер",
        "четверга",
        "п'ятниця",
        "п'ятницю",
        "п'ятниці",
        "субота",
        "суботу",
        "суботи",
        "неділя",
        "неділю",
        "неділі",
    ],
    articles: &[],
    ordinals: &["го", "е"],
    of: &[],
    before_year: &["в", "у"],
    bce: &["до н е", "до нашоі ери"],
    ce: &["н е", "нашоі ери"],
    to: &["по", "і", "и", "та", "або", "до", "на"],
    year: &["року", "рік", "році", "р"],
    other_words: &[],
    dot: false,
    month_first: false,
    short_alone: false,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn all_words_are_folded() {
        for names in OTHERS.iter().copied().chain([&ENGLISH]) {
            let months = names.months.iter();
            let months = months.flat_map(|month| [month.names, month.before_year, month.short]);
            let lists = [
                names.weekdays,
                names.articles,
                names.ordinals,
                names.of,
                names.before_year,
                names.bce,
                names.ce,
                names.to,
                names.year,
                names.other_words,
            ];
            for word in months.chain(lists).flatten() {
                assert_eq!(*word, fold(word), "{}", names.tag);
            }
        }
    }

    #[test]
    fn english_names_match_those_for_display() {
        let shown = &crate::date::language::ENGLISH;
        for (month, (name, short)) in ENGLISH
            .months
            .iter()
            .zip(shown.months.iter().zip(&shown.months_short))
        {
            assert_eq!(month.names, [fold(name)]);
            let short = fold(short);
            assert!(short == month.names[0] || month.short.contains(&short.as_str()));
        }
        assert_eq!(ENGLISH.weekdays[..7], shown.weekdays.map(fold));
    }

    #[test]
    fn tags_are_matched_by_their_primary_subtag() {
        for (tag, known) in [
            ("it", "it"),
            ("it-IT", "it"),
            ("DE_at", "de"),
            ("uk", "uk"),
            ("zh-Hant", "-"),
            ("ita", "-"),
            ("", "-"),
        ] {
            assert_eq!(of(tag).map_or("-", |names| names.tag), known, "{tag}");
        }
    }
}
