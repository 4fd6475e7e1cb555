//! Words that change what a sentence says: numbers and negations, in the languages whose words are
//! listed here. It must not know texts or places, only words.

/// Words that deny, normalised. Those before the bar can follow what they deny.
///
/// English, German, French, Italian, Spanish, Portuguese, Dutch, Swedish, Danish, Norwegian, Polish,
/// Czech, Slovak, Croatian, Russian, Ukrainian, Bulgarian, Greek, Hungarian, Finnish, Turkish,
/// Romanian, Arabic, Persian, Hebrew, Hindi and Indonesian, a line or two each.
const NEGATIONS: [&[&str]; 2] = [
    &[
        "not",
        "never",
        "nicht",
        "nie",
        "niemals",
        "pas",
        "jamais",
        "non",
        "mai",
        "no",
        "nunca",
        "jamás",
        "não",
        "niet",
        "nooit",
        "inte",
        "aldrig",
        "ikke",
        "aldri",
        "nigdy",
        "nikdy",
        "не",
        "никогда",
        "ні",
        "ніколи",
        "нет",
        "немає",
        "δεν",
        "μη",
        "μην",
        "nem",
        "soha",
        "ei",
        "değil",
        "لا",
        "ليس",
        "لم",
        "لن",
        "לא",
        "नहीं",
        "tidak",
        "bukan",
    ],
    &[
        "none",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "nowhere",
        "without",
        "cannot",
        "hardly",
        "kein",
        "keine",
        "keinen",
        "keinem",
        "keiner",
        "keines",
        "keinerlei",
        "niemand",
        "nichts",
        "weder",
        "ohne",
        "ne",
        "n'",
        "aucun",
        "aucune",
        "rien",
        "personne",
        "sans",
        "ni",
        "nul",
        "nulle",
        "né",
        "nessun",
        "nessuno",
        "nessuna",
        "niente",
        "nulla",
        "senza",
        "nadie",
        "nada",
        "ningún",
        "ninguno",
        "ninguna",
        "sin",
        "tampoco",
        "nem",
        "ninguém",
        "nenhum",
        "nenhuma",
        "sem",
        "geen",
        "niemand",
        "niets",
        "zonder",
        "ingen",
        "inga",
        "inget",
        "ingenting",
        "utan",
        "uden",
        "ingenting",
        "uten",
        "intet",
        "nie",
        "nikt",
        "nikogo",
        "nic",
        "niczego",
        "bez",
        "żaden",
        "żadna",
        "żadne",
        "żadnego",
        "żadnej",
        "ani",
        "nikdo",
        "nikoho",
        "žádný",
        "žiadny",
        "nitko",
        "nikada",
        "ništa",
        "nikakav",
        "ни",
        "никто",
        "никого",
        "никому",
        "ничего",
        "ничто",
        "без",
        "нельзя",
        "никакой",
        "никакая",
        "никакие",
        "ніхто",
        "нікого",
        "нічого",
        "жоден",
        "жодна",
        "жодного",
        "никой",
        "нищо",
        "няма",
        "όχι",
        "ποτέ",
        "κανείσ",
        "κανένασ",
        "τίποτα",
        "χωρίσ",
        "ne",
        "sem",
        "semmi",
        "senki",
        "nincs",
        "nélkül",
        "emme",
        "ette",
        "eivät",
        "ilman",
        "yok",
        "hiç",
        "hiçbir",
        "nici",
        "nimeni",
        "nimic",
        "fără",
        "غير",
        "بدون",
        "دون",
        "نه",
        "نمی",
        "نیست",
        "אין",
        "בלי",
        "אל",
        "न",
        "मत",
        "बिना",
        "tanpa",
        "jangan",
    ],
];

/// Characters and syllables that deny in scripts without spaces, and in Korean.
const DENYING: &[&str] = &[
    "不",
    "没",
    "沒",
    "無",
    "无",
    "非",
    "未",
    "否",
    "勿",
    "莫",
    "ない",
    "ません",
    "なく",
    "ぬ",
    "않",
    "못",
    "없",
    "아니",
    "ไม่",
    "มิ",
    "ບໍ່",
    "មិន",
];

/// Beginnings that turn a word into its opposite: `lawful` and `unlawful`, `smí` and `nesmí`.
const PREFIXES: &[&str] = &[
    "un", "in", "im", "il", "ir", "dis", "non", "ne", "ni", "nie", "in", "ent", "miss", "не", "ни",
    "без", "бес", "mis",
];

/// Number words by value, the same languages as far as they write them apart. A star stands for any
/// ending. One is left out: in most of them it is also an article.
#[rustfmt::skip]
const NUMBERS: &[(u64, &str)] = &[
    (0, "zero zéro cero null ноль нуль"),
    (2, "two zwei deux due dos dois duas twee två dwa dwie dwóch два две двух двум двумя дві двох δύο iki"),
    (3, "three drei trois tre tres três drie trzy trzech tři три трёх трех трём тремя трьох τρεισ τρία üç"),
    (4, "four vier quatre quattro cuatro quatro fyra cztery czterech čtyři четыре четырёх четырех чотири чотирьох τέσσερισ τέσσερα dört"),
    (5, "five fünf cinq cinque cinco vijf fem pięć pięciu pět пять пяти п'ять п'яти πέντε beş"),
    (6, "six sechs sei seis zes sex seks sześć sześciu šest шесть шести шість шести έξι alti"),
    (7, "seven sieben sept sette siete sete zeven sju syv siedem siedmiu sedm семь семи сім семи επτά εφτά yedi"),
    (8, "eight acht huit otto ocho oito åtta åtte osiem ośmiu osm восемь восьми вісім οκτώ οχτώ sekiz"),
    (9, "nine neun neuf nove nueve negen nio dziewięć dziewięciu devět девять девяти дев'ять εννέα εννιά dokuz"),
    (10, "ten zehn dix dieci diez dez tien tio dziesięć dziesięciu deset десять десяти δέκα"),
    (11, "eleven elf onze undici elva jedenaście одиннадцать одинадцять έντεκα"),
    (12, "twelve zwölf douze dodici doce doze twaalf tolv dwanaście двенадцат* дванадцят* δώδεκα dozen* dutzend douzaine dozzina docena dúzia дюжин*"),
    (13, "thirteen dreizehn treize tredici trece treze dertien tretton tretten trzynaście тринадцат* тринадцят*"),
    (14, "fourteen vierzehn quatorze quattordici catorce catorze veertien fjorton fjorten czternaście четырнадцат* чотирнадцят*"),
    (15, "fifteen fünfzehn quinze quindici quince vijftien femton femten piętnaście пятнадцат* п'ятнадцят*"),
    (16, "sixteen sechzehn seize sedici dieciséis dezasseis zestien sexton seksten szesnaście шестнадцат* шістнадцят*"),
    (17, "seventeen siebzehn diciassette diecisiete dezassete zeventien sjutton sytten siedemnaście семнадцат* сімнадцят*"),
    (18, "eighteen achtzehn diciotto dieciocho dezoito achttien arton atten osiemnaście восемнадцат* вісімнадцят*"),
    (19, "nineteen neunzehn diciannove diecinueve dezanove negentien nitton nitten dziewiętnaście девятнадцат* дев'ятнадцят*"),
    (20, "twenty zwanzig vingt venti veinte vinte twintig tjugo tyve dwadzieścia двадцат* двадцят* είκοσι yirmi"),
    (30, "thirty dreissig trente trenta treinta trinta dertig trettio tredive trzydzieści тридцат* тридцят* τριάντα otuz"),
    (40, "forty vierzig quarante quaranta cuarenta quarenta veertig fyrtio førti czterdzieści сорок* σαράντα kirk"),
    (50, "fifty fünfzig cinquante cinquanta cincuenta cinquenta vijftig femtio femti pięćdziesiąt пятьдесят* п'ятдесят* πενήντα elli"),
    (60, "sixty sechzig soixante sessanta sesenta sessenta zestig sextio seksti sześćdziesiąt шестьдесят* шістдесят* εξήντα altmiş"),
    (70, "seventy siebzig settanta setenta zeventig sjuttio sytti siedemdziesiąt семьдесят* сімдесят* εβδομήντα yetmiş"),
    (80, "eighty achtzig ottanta ochenta oitenta tachtig åttio åtti osiemdziesiąt восемьдесят* вісімдесят* ογδόντα seksen"),
    (90, "ninety neunzig novanta noventa negentig nittio nitti dziewięćdziesiąt девяносто дев'яност* ενενήντα doksan"),
    (100, "hundred* hundert* cent cents cento cien ciento* cem honderd* hundra sto сто ста εκατό yüz"),
    (200, "duecento doscient* duzent* двести двухсот двісті"),
    (300, "trecento trescient* trezent* триста трёхсот триста"),
    (500, "cinquecento quinient* quinhent* пятьсот п'ятсот"),
    (1_000, "thousand* tausend* mille mila mil duizend* tusen tusind tysiąc* tisíc* тысяч* тисяч* χίλια χιλιάδεσ"),
    (1_000_000, "million* milioni milione millón millones milhão milhões miljoen* miljon* milion* миллион* мільйон* εκατομμύρι* milyon"),
    (1_000_000_000, "billion* milliard* miliardi miliardo miljard* miliard* миллиард* мільярд* δισεκατομμύρι* milyar"),
    (1_000_000_000_000, "trillion* billones bilhões триллион* трильйон* trilyon"),
];

/// Names of months that one letter tells apart, in languages that do not write them with a capital.
const MONTHS: &[&str] = &[
    "june", "july", "juni", "juli", "junio", "julio", "junho", "julho", "juin", "июня", "июля",
    "июнь", "июль", "июне", "июле", "iunie", "iulie",
];

/// Whether a word denies.
pub(super) fn is_negation(word: &str) -> bool {
    NEGATIONS.iter().any(|words| words.contains(&word))
        || word.ends_with("n't")
        || word.starts_with("n'")
        || DENYING.iter().any(|piece| word.contains(piece))
}

/// Whether a word, standing right after a statement, turns it into its opposite.
pub(super) fn denies_what_precedes(word: &str) -> bool {
    NEGATIONS[0].contains(&word)
        || word.ends_with("n't")
        || DENYING.iter().any(|piece| word.contains(piece))
}

/// Whether one of two words is the other with a denying beginning.
pub(super) fn are_opposites(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    let denied = |prefix: &&str| long.strip_prefix(*prefix) == Some(short);
    short.chars().count() > 2 && PREFIXES.iter().any(denied)
}

/// Whether a word is the name of a month whose neighbour differs in one letter.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

/// What a word says as a number: `13`, `1,000` and `thousand` have a value; `13th`, `§`, `%` and
/// `$` are numbers to themselves. None for other words.
pub(super) fn number(word: &str) -> Option<Number<'_>> {
    if let Some(value) = digits(word) {
        return Some(Number::Value(value));
    }
    let unit = |c: char| matches!(c, '%' | '‰' | '°' | '$' | '€' | '£' | '¥' | '₽' | '₴' | '₩');
    if word.contains(char::is_numeric) || word.contains(unit) {
        return Some(Number::Written(word));
    }
    spelled(word).map(Number::Value)
}

/// A number as far as it can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number<'a> {
    /// By its value.
    Value(u64),
    /// By how it is written.
    Written(&'a str),
}

/// A whole number in ASCII digits, in groups of three or without: a comma or a point before other
/// than three digits is a decimal one.
fn digits(word: &str) -> Option<u64> {
    let mut groups = word.split([',', '.', '\'']);
    let first = groups.next()?;
    let grouped = groups.clone().next().is_some();
    let short = !grouped || (1..=3).contains(&first.len());
    let three = groups.clone().all(|group| group.len() == 3);
    let all = word.replace([',', '.', '\''], "");
    let plain = all.bytes().all(|byte| byte.is_ascii_digit());
    (short && three && plain).then(|| all.parse().ok())?
}

fn spelled(word: &str) -> Option<u64> {
    let is = |listed: &str| match listed.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == listed,
    };
    let row = NUMBERS.iter().find(|(_, words)| words.split(' ').any(is));
    row.map(|(value, _)| *value).or_else(|| compound(word))
}

/// A number written in one word out of two or more: `twentyone` (its hyphen is gone),
/// `zweiundzwanzig`, `ventidue`. No sum is made; that it is one, and which, is told by its parts.
fn compound(word: &str) -> Option<u64> {
    let part = |rest: &str| {
        let all = NUMBERS.iter().flat_map(|(value, words)| {
            words
                .split(' ')
                .map(move |listed| (*value, listed.trim_end_matches('*')))
        });
        all.filter(|(_, listed)| listed.len() > 2 && rest.starts_with(listed))
            .max_by_key(|(_, listed)| listed.len())
            .map(|(value, listed)| (value, listed.len()))
    };
    let mut rest = word;
    let (mut told, mut parts) = (0_u64, 0);
    while !rest.is_empty() {
        let ones = ["one", "ein", "eins", "uno", "un"].into_iter();
        let one = ones
            .filter(|one| rest.starts_with(one))
            .max_by_key(|one| one.len());
        let (value, len) = match (part(rest), rest.strip_prefix("und"), one) {
            (Some(found), _, _) => found,
            (None, Some(after), _) if parts > 0 => {
                rest = after;
                continue;
            }
            (None, _, Some(one)) => (1, one.len()),
            (None, _, None) => return None,
        };
        told = told.wrapping_mul(1_000_003).wrapping_add(value);
        parts += 1;
        rest = &rest[len..];
    }
    (parts > 1).then_some(told)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::anchor::normalize::Normalized;

    #[test]
    fn the_tables_are_normalised() {
        let listed = NEGATIONS
            .iter()
            .copied()
            .flatten()
            .chain(DENYING)
            .chain(PREFIXES)
            .chain(MONTHS);
        let numbers = NUMBERS.iter().flat_map(|(_, words)| words.split(' '));
        for word in listed.copied().chain(numbers) {
            assert_eq!(
                Normalized::new(word.trim_end_matches('*')).text,
                word.trim_end_matches('*')
            );
        }
    }

    #[test]
    fn negations_are_known() {
        for word in [
            "not",
            "don't",
            "nicht",
            "n'est",
            "не",
            "不是",
            "行かない",
            "لا",
            "nessuno",
        ] {
            assert!(is_negation(word), "{word}");
        }
        for word in ["note", "knot", "notte", "нет-то", "right", ""] {
            assert!(!is_negation(word), "{word}");
        }
        assert!(denies_what_precedes("nicht") && !denies_what_precedes("without"));
    }

    #[test]
    fn opposites_differ_by_their_beginning() {
        assert!(are_opposites("lawful", "unlawful") && are_opposites("nesmí", "smí"));
        assert!(!are_opposites("lawful", "awful") && !are_opposites("to", "into"));
    }

    #[test]
    fn numbers_have_values() {
        let value = |word| match number(word) {
            Some(Number::Value(value)) => Some(value),
            _ => None,
        };
        for (word, expected) in [
            ("13", 13),
            ("1,000", 1000),
            ("1.000.000", 1_000_000),
            ("thirteen", 13),
            ("двадцати", 20),
            ("tre", 3),
            ("millions", 1_000_000),
        ] {
            assert_eq!(value(word), Some(expected), "{word}");
        }
        for word in ["1.5", "3,14", "13th", "b2", "%", "½"] {
            assert_eq!(number(word), Some(Number::Written(word)), "{word}");
        }
        for word in ["people", "sixth", "one", "stone", ""] {
            assert_eq!(number(word), None, "{word}");
        }
    }

    #[test]
    fn compounds_are_told_apart() {
        assert!(number("twentyone").is_some() && number("zweiundzwanzig").is_some());
        assert_ne!(number("zweiundzwanzig"), number("dreiundzwanzig"));
        assert_ne!(number("ventidue"), number("ventitre"));
        assert_eq!(number("undone"), None);
    }

    proptest! {
        #[test]
        fn any_word_is_judged(word in "\\PC{0,12}|[0-9.,']{0,12}|(zwei|und|ein|venti|tre){0,5}") {
            let _ = (is_negation(&word), number(&word), are_opposites(&word, "lawful"));
        }
    }
}
