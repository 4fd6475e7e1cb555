//! Words to insert into a text: numbers, negations and names, by language and script. They are listed
//! separately from those in the program, so that they test it independently.

/// The words for "not", by the language code at the start of the name of a text (ISO 639-3).
const NOT: &[(&str, &str)] = &[
    ("eng", "not"),
    ("ita", "non"),
    ("fra", "pas"),
    ("deu", "nicht"),
    ("spa", "no"),
    ("por", "não"),
    ("nld", "niet"),
    ("swe", "inte"),
    ("dan", "ikke"),
    ("nob", "ikke"),
    ("pol", "nie"),
    ("rus", "не"),
    ("ukr", "не"),
    ("bul", "не"),
    ("ell", "δεν"),
    ("hun", "nem"),
    ("fin", "ei"),
    ("tur", "değil"),
    ("arb", "لا"),
    ("heb", "לא"),
    ("hin", "नहीं"),
    ("cmn", "不"),
    ("jpn", "ない"),
    ("kor", "않"),
    ("tha", "ไม่"),
    ("ind", "tidak"),
];

/// Pairs of different numbers in words.
const SPELLED: &[(&str, &[(&str, &str)])] = &[
    (
        "eng",
        &[
            ("thirteen", "thirty"),
            ("two", "three"),
            ("million", "billion"),
        ],
    ),
    (
        "ita",
        &[
            ("tredici", "trenta"),
            ("due", "tre"),
            ("milioni", "miliardi"),
        ],
    ),
    (
        "fra",
        &[
            ("treize", "trente"),
            ("deux", "trois"),
            ("millions", "milliards"),
        ],
    ),
    (
        "deu",
        &[
            ("dreizehn", "dreißig"),
            ("zwei", "drei"),
            ("Millionen", "Milliarden"),
        ],
    ),
    (
        "spa",
        &[("trece", "treinta"), ("dos", "tres"), ("cuatro", "cinco")],
    ),
    (
        "rus",
        &[
            ("тринадцать", "тридцать"),
            ("два", "три"),
            ("миллион", "миллиард"),
        ],
    ),
    (
        "ukr",
        &[
            ("тринадцять", "тридцять"),
            ("два", "три"),
            ("мільйон", "мільярд"),
        ],
    ),
];

/// Pairs of different numbers in digits.
const FIGURES: &[(&str, &str)] = &[
    ("13", "31"),
    ("1950", "1951"),
    ("1,000", "10,000"),
    ("7", "8"),
    ("2.5", "25"),
    ("40%", "4%"),
];

/// Pairs of different names, some of which differ by one letter.
const LATIN: &[(&str, &str)] = &[
    ("Novak", "Costa"),
    ("Iran", "Iraq"),
    ("Berlin", "Madrid"),
    ("Austria", "Australia"),
    ("Petersen", "Pedersen"),
];
const CYRILLIC: &[(&str, &str)] = &[
    ("Иванов", "Петров"),
    ("Ирана", "Ирака"),
    ("Москва", "Варшава"),
];
const GREEK: &[(&str, &str)] = &[("Αθήνα", "Πάτρα"), ("Παύλος", "Πέτρος")];
const OTHER: &[(&str, &[(&str, &str)])] = &[
    ("arb", &[("محمد", "يوسف"), ("بيروت", "القاهرة")]),
    ("heb", &[("משה", "דויד"), ("חיפה", "ירושלים")]),
    ("hin", &[("दिल्ली", "मुंबई"), ("राम", "श्याम")]),
    ("cmn", &[("王明", "李强"), ("上海", "广州")]),
    ("jpn", &[("田中", "鈴木"), ("大阪", "札幌")]),
    ("kor", &[("서울", "부산"), ("김철수", "박영희")]),
    ("tha", &[("สมชาย", "วิชัย")]),
];

fn listed<T: Copy>(table: &[(&str, T)], text: &str) -> Option<T> {
    let row = table
        .iter()
        .find(|(language, _)| text.starts_with(language));
    row.map(|(_, words)| *words)
}

/// Returns "not" in the language of a text, if it is listed.
pub fn not(text: &str) -> Option<&'static str> {
    listed(NOT, text)
}

/// Returns pairs of numbers to insert into a text.
pub fn numbers(text: &str) -> Vec<(&'static str, &'static str)> {
    let spelled = listed(SPELLED, text).unwrap_or_default();
    FIGURES.iter().chain(spelled).copied().collect()
}

/// Returns pairs of names to insert into a text; none if its script has none here.
pub fn names(text: &str, letters: &str) -> &'static [(&'static str, &'static str)] {
    let letter = letters.chars().find(|c| c.is_alphabetic());
    match letter {
        Some('a'..='z' | 'A'..='Z' | 'À'..='ɏ') => LATIN,
        Some('\u{400}'..='\u{52f}') => CYRILLIC,
        Some('\u{370}'..='\u{3ff}') => GREEK,
        _ => listed(OTHER, text).unwrap_or_default(),
    }
}
