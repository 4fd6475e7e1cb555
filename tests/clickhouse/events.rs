//! Generated events with every kind of date, actor, tag, source and text.

use std::fmt::Write;

/// Numbers that look random and are the same every time.
pub struct Numbers(pub u64);

impl Numbers {
    /// Returns a number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    /// Returns one of some texts.
    pub fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

pub const PLACES: &[&str] = &[
    "Harbour",
    "São Paulo",
    "Köln",
    "Old Town",
    "",
    "Київ",
    "北京",
];
pub const WORDS: &[&str] = &[
    "bridge",
    "Treaty",
    "naïve",
    "it's",
    "\\back",
    "100%",
    "o’clock",
    "ÉLAN",
    "штаб",
    "协定",
    "under_score",
    "semi;colon",
    "x=\"y\"",
];

/// Returns so many events, one a line.
pub fn events(count: usize) -> String {
    let mut random = Numbers(88_172_645_463_325_252);
    let mut text = String::new();
    for number in 0..count {
        let date = date(&mut random);
        let title = format!("{} {} {number}", random.one(WORDS), random.one(WORDS));
        let mut event = format!(
            "{{\"id\":{},\"title\":{}",
            quoted(&format!(
                "{}-{number}",
                random.one(&["Event", "event", "É"])
            )),
            quoted(&title)
        );
        let mut add = |key: &str, value: &str| {
            let _ = write!(event, ",\"{key}\":{value}");
        };
        if !date.is_empty() {
            add("date", &quoted(&date));
        }
        let actors = random.below(4);
        let actors: Vec<String> = (0..actors).map(|_| quoted(&actor(&mut random))).collect();
        add("actors", &format!("[{}]", actors.join(",")));
        let tags = random.below(3);
        let tags: Vec<String> = (0..tags)
            .map(|_| quoted(&format!("tag {}", random.below(20))))
            .collect();
        add("tags", &format!("[{}]", tags.join(",")));
        let place = random.one(PLACES);
        if !place.is_empty() {
            add("place", &quoted(place));
        }
        add(
            "status",
            &quoted(random.one(&["happened", "planned", "disputed", "denied"])),
        );
        if random.below(4) > 0 {
            let source = quoted(&format!("source-{}", random.below(30)));
            let quote = quoted(&format!("{} said {}", random.one(WORDS), random.one(WORDS)));
            let stance = random.one(&["supports", "supports", "supports", "contradicts"]);
            add(
                "citation",
                &format!("[{{\"source\":{source},\"quote\":{quote},\"stance\":\"{stance}\"}}]"),
            );
        }
        if random.below(5) == 0 {
            add("rank", &(random.below(7).to_string()));
        }
        text.push_str(&event);
        text.push_str("}\n");
    }
    text
}

/// Returns the name of an actor; some take part much more often than others.
fn actor(random: &mut Numbers) -> String {
    let most = random.below(200) + 1;
    format!("Actor Né {}", random.below(most))
}

fn date(random: &mut Numbers) -> String {
    let (year, month, day) = (
        1980 + random.below(40),
        1 + random.below(12),
        1 + random.below(28),
    );
    let (hour, minute) = (random.below(24), random.below(60));
    match random.below(24) {
        0..=11 => format!("{year}-{month:02}-{day:02}"),
        12..=14 => format!("{year}-{month:02}"),
        15 => format!("{year}"),
        16 => format!("{year}-{month:02}-{day:02}~"),
        17 => format!("{year}?"),
        18 => format!("{year}-{month:02}/{}-{month:02}-{day:02}", year + 1),
        19 => format!("{year}/.."),
        20 => format!("[{year}-{month:02}..{}]", year + 2),
        21 => {
            let offset = random.one(&["Z", "+03:00", "-07:00", "+14:00"]);
            format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00{offset}")
        }
        22 => random
            .one(&[
                "17XX",
                "-0044-03-15",
                "Y17E7",
                "198X",
                "2001-21",
                "../1999",
                "1900/",
            ])
            .to_owned(),
        _ => String::new(),
    }
}

/// Returns a text as JSON.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Returns a filter of one to three random terms.
pub fn filter(random: &mut Numbers) -> String {
    let mut text = term(random);
    for _ in 0..random.below(3) {
        let more = term(random);
        text = match random.below(4) {
            0 => format!("({text} OR {more})"),
            1 => format!("{text} -{more}"),
            _ => format!("{text} {more}"),
        };
    }
    text
}

fn term(random: &mut Numbers) -> String {
    let word = random.one(WORDS);
    let word = match random.below(3) {
        0 => word.chars().take(3).collect(),
        _ => word.to_owned(),
    };
    let word = format!("\"{}\"", word.replace('"', ""));
    let equals = random.one(&["", "", "="]);
    let year = 1978 + random.below(44);
    let span = match random.below(6) {
        0 => format!("{year}..{}", year + random.below(9)),
        1 => format!("{year}-{:02}", 1 + random.below(12)),
        2 => format!(
            "{year}-{:02}-{:02}",
            1 + random.below(12),
            1 + random.below(28)
        ),
        3 => format!("..{year}"),
        4 => format!("{year}.."),
        _ => format!("{year}"),
    };
    let field = random.one(&["date", "within", "before", "after"]);
    match random.below(14) {
        0 => format!("actor:\"Actor Né {}\"", random.below(60)),
        1 => format!("actor:=\"actor ne {}\"", random.below(60)),
        2 => format!("tag:{equals}\"tag {}\"", random.below(20)),
        3 => format!("source:{equals}source-{}", random.below(30)),
        4 => format!("place:{equals}\"{}\"", random.one(&PLACES[..4])),
        5 => format!(
            "status:{}",
            random.one(&["happened", "planned", "disputed", "denied"])
        ),
        6 => format!("title:{equals}{word}"),
        7 => format!("quote:{equals}{word}"),
        8 => format!(
            "id:{equals}\"{}-{}\"",
            random.one(&["Event", "e"]),
            random.below(99)
        ),
        9 => format!(
            "is:{}",
            random.one(&[
                "approximate",
                "uncertain",
                "undated",
                "uncited",
                "conflict",
                "planned",
                "denied"
            ])
        ),
        10 | 11 => format!("{field}:{span}"),
        12 => format!("\"Actor Né {}\"", random.below(60)),
        _ => word,
    }
}
