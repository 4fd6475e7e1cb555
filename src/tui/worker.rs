//! Threads that answer slow questions, so that the screen never waits. They start on demand and end
//! with the program.

use std::mem::{Discriminant, discriminant};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::question::{About, Fetch, Question, Reply};
use crate::diagnostic::Diagnostic;
use crate::load::{Loaded, Told};

/// A function that loads the event files.
/// It tells from time to time how far it is.
pub type Load = dyn Fn(&mut dyn FnMut(Told)) -> Result<Loaded, Vec<Diagnostic>> + Send + Sync;

/// The time between two replies about the progress of loading.
const PROGRESS_INTERVAL: Duration = Duration::from_millis(50);

/// Answers questions in the background.
pub struct Worker {
    threads: [Option<Sender<Question>>; 5],
    responder: Responder,
    replies: Receiver<(u64, Reply)>,
}

/// The shared state that threads need to reply.
#[derive(Clone)]
struct Responder {
    replies: Sender<(u64, Reply)>,
    /// The number of the shown timeline. Questions about other ones are dropped.
    generation: Arc<AtomicU64>,
    /// The number of the newest filter. Earlier ones are dropped.
    filter: Arc<AtomicU64>,
    /// The number of the newest search, or of a filter after it, which makes it pointless.
    search: Arc<AtomicU64>,
    /// The number of the newest count of hits.
    hits: Arc<AtomicU64>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Worker {
    /// Creates a worker that calls `wake` after each reply.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, replies) = mpsc::channel();
        Self {
            threads: [const { None }; 5],
            responder: Responder {
                replies: sender,
                generation: Arc::default(),
                filter: Arc::default(),
                search: Arc::default(),
                hits: Arc::default(),
                wake: Arc::new(wake),
            },
            replies,
        }
    }

    /// Drops all questions that are not about the timeline with this number.
    pub fn set_generation(&self, generation: u64) {
        self.responder
            .generation
            .store(generation, Ordering::Relaxed);
    }

    /// Queues a question. There are several threads, so that the check, the visible source, the filter, what the
    /// screen lacks and what is counted do not delay each other.
    pub fn ask(&mut self, question: Question) {
        match &question.about {
            About::Selection(number, ..) => {
                self.responder.filter.store(*number, Ordering::Relaxed);
                self.responder.search.store(*number, Ordering::Relaxed);
            }
            About::Hit(search) => {
                let newest = &self.responder.search;
                newest.store(search.number, Ordering::Relaxed);
            }
            About::Hits(number, ..) => self.responder.hits.store(*number, Ordering::Relaxed),
            _ => {}
        }
        let lane = match question.about {
            About::Problems => 0,
            About::Anchor(..) | About::Verdicts(_) | About::Holdings(_) => 1,
            About::Selection(..) | About::Hit(_) => 2,
            About::Fetch(Fetch::Counts)
            | About::Actors(..)
            | About::Lanes(..)
            | About::LaneEvents(..)
            | About::Hits(..)
            | About::SmallLanes(..) => 3,
            About::Fetch(_) => 4,
        };
        if let Some(lane) = self.threads.get_mut(lane) {
            let responder = &self.responder;
            let questions = lane.get_or_insert_with(|| {
                let (sender, questions) = mpsc::channel();
                let responder = responder.clone();
                thread::spawn(move || responder.work(&questions));
                sender
            });
            // If the thread has ended, it panicked, which was reported.
            let _ = questions.send(question);
        }
    }

    /// Loads the event files on a thread of their own.
    pub fn load(&self, load: Arc<Load>) {
        let responder = self.responder.clone();
        // The result does not depend on the shown timeline, so its number does not matter.
        thread::spawn(move || {
            let mut last = Instant::now();
            let mut tell = |told| match told {
                Told::Read(bytes) => {
                    if last.elapsed() >= PROGRESS_INTERVAL {
                        last = Instant::now();
                        responder.reply(0, Reply::Read(bytes));
                    }
                }
                Told::Part(part) => responder.reply(0, Reply::Part(part)),
            };
            let loaded = load(&mut tell);
            responder.reply(0, Reply::Loaded(loaded.map(Box::new)));
        });
    }

    /// Returns the replies that have arrived, each with the number of its timeline.
    pub fn replies(&self) -> Vec<(u64, Reply)> {
        self.replies.try_iter().collect()
    }

    /// Waits for a reply until `end`.
    pub fn wait(&self, end: Instant) -> Option<(u64, Reply)> {
        let timeout = end.saturating_duration_since(Instant::now());
        self.replies.recv_timeout(timeout).ok()
    }
}

impl Responder {
    fn work(&self, questions: &Receiver<Question>) {
        let mut waiting: Vec<Question> = Vec::new();
        loop {
            if waiting.is_empty() {
                match questions.recv() {
                    Ok(question) => enqueue(question, &mut waiting),
                    Err(_) => return,
                }
            }
            for question in questions.try_iter() {
                enqueue(question, &mut waiting);
            }
            // The location of a visible quote takes priority.
            let urgent = |question: &Question| matches!(question.about, About::Anchor(..));
            let next = waiting.iter().position(urgent).unwrap_or(0);
            let question = waiting.remove(next);
            let wanted = || {
                let is_newest = match &question.about {
                    About::Selection(number, ..) => *number == self.filter.load(Ordering::Relaxed),
                    About::Hit(search) => search.number == self.search.load(Ordering::Relaxed),
                    // A later filter makes it pointless, too.
                    About::Hits(number, ..) => {
                        *number == self.hits.load(Ordering::Relaxed)
                            && *number >= self.filter.load(Ordering::Relaxed)
                    }
                    _ => true,
                };
                is_newest && self.generation.load(Ordering::Relaxed) == question.generation
            };
            if wanted() {
                question.answer(&wanted, &mut |reply| self.reply(question.generation, reply));
            }
        }
    }

    fn reply(&self, generation: u64, reply: Reply) {
        // The receiver is gone when the program ends.
        if self.replies.send((generation, reply)).is_ok() {
            (self.wake)();
        }
    }
}

/// Adds a question to the queue. For kinds where only the newest question matters, replaces earlier
/// ones.
fn enqueue(question: Question, waiting: &mut Vec<Question>) {
    let asked = kind(&question.about);
    if !matches!(question.about, About::Problems | About::Holdings(_)) {
        waiting.retain(|other| {
            kind(&other.about) != asked || are_of_one_event(&other.about, &question.about)
        });
    }
    waiting.push(question);
}

/// Returns whether two questions are about citations of the same event, which are all shown.
fn are_of_one_event(one: &About, other: &About) -> bool {
    match (one, other) {
        (About::Anchor(event, _), About::Anchor(same, _)) => event == same,
        _ => false,
    }
}

/// Returns the kind of a question.
fn kind(about: &About) -> (Discriminant<About>, Option<Discriminant<Fetch>>) {
    let fetch = match about {
        About::Fetch(fetch) => Some(discriminant(fetch)),
        _ => None,
    };
    (discriminant(about), fetch)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::load;
    use crate::timeline::{EventId, Query, Selection, SourceId};

    fn question(about: About, generation: u64) -> Question {
        let loaded = load::from_inputs(&[load::example()]).expect("the example loads");
        Question {
            timeline: Arc::new(loaded.timeline),
            generation,
            about,
        }
    }

    const TIMEOUT: Duration = Duration::from_mins(1);

    #[test]
    fn every_kind_of_question_is_answered() {
        let (woken, wakes) = mpsc::channel();
        let mut worker = Worker::new(move || woken.send(()).unwrap_or_default());
        let grain = crate::date::Grain::Year;
        for about in [
            About::Problems,
            About::Anchor(EventId::new(0), 0),
            About::Holdings(SourceId::new(0)),
            About::Selection(7, Query::everything(), grain, None),
            About::Actors(7, Query::everything(), true),
            About::Lanes(7, Selection::default()),
            About::LaneEvents(7, Query::everything(), vec![None]),
        ] {
            let kind = format!("{about:?}");
            worker.set_generation(3);
            worker.ask(question(about, 3));
            let name = |words: &str| words.chars().take(5).collect::<String>();
            loop {
                let reply = worker.wait(Instant::now() + TIMEOUT);
                let (generation, reply) = reply.expect("a reply");
                assert_eq!(generation, 3);
                assert_eq!(name(&format!("{reply:?}")), name(&kind));
                wakes.recv_timeout(TIMEOUT).expect("a call");
                // A check that takes long tells in between how far it is.
                let is_last =
                    |checked: &crate::tui::progress::Progress| checked.done == checked.total;
                if !matches!(&reply, Reply::Problems(_, checked, _) if !is_last(checked)) {
                    break;
                }
            }
        }
    }

    #[test]
    fn the_newest_filter_replaces_queued_ones() {
        let filter = |number| {
            let (all, grain) = (Query::everything(), crate::date::Grain::Year);
            About::Selection(number, all, grain, None)
        };
        let mut waiting = Vec::new();
        for about in [
            filter(1),
            About::Holdings(SourceId::new(0)),
            filter(2),
            About::Holdings(SourceId::new(1)),
        ] {
            enqueue(question(about, 0), &mut waiting);
        }
        let left = waiting.iter().map(|question| match question.about {
            About::Holdings(source) => source.index() as u64,
            About::Selection(number, ..) => number,
            _ => 99,
        });
        assert_eq!(left.collect::<Vec<_>>(), [0, 2, 1]);
    }

    /// A timeline that is too large to be filtered at once.
    fn large() -> Arc<crate::timeline::Timeline> {
        use std::fmt::Write;
        let mut text = String::new();
        for number in 0..30_000 {
            let (year, title) = (1000 + number / 30, ["Harbour", "Bridge"][number % 2]);
            let _ = writeln!(
                text,
                "{{\"id\":\"e{number}\",\"date\":\"{year}\",\"title\":\"{title} {number}\"}}"
            );
        }
        let loaded = load::from_text("events.jsonl", &text).expect("it loads");
        Arc::new(loaded.timeline)
    }

    fn filter(timeline: &Arc<crate::timeline::Timeline>, number: u64, text: &str) -> Question {
        let filter = crate::filter::Filter::parse(text, timeline).expect("a filter");
        let (grain, near) = (crate::date::Grain::Year, Some(EventId::new(20_000)));
        Question {
            timeline: Arc::clone(timeline),
            generation: 0,
            about: About::Selection(number, filter.query().clone(), grain, near),
        }
    }

    #[test]
    fn the_first_hits_come_before_all_of_them() {
        let timeline = large();
        let mut worker = Worker::new(|| ());
        worker.ask(filter(&timeline, 1, "title:harbour"));
        let replies = || worker.wait(Instant::now() + TIMEOUT).expect("a reply").1;
        let Reply::FirstHits(1, some) = replies() else {
            panic!("not the first hits");
        };
        assert_eq!(some.len(), 2048);
        assert!(
            some.selection()
                .iter()
                .all(|id| id.is_ok_and(|id| (17_952..22_048).contains(&id.index())))
        );
        let Reply::Selection(1, all) = replies() else {
            panic!("not all");
        };
        assert_eq!(all.len(), 15_000);
        // Few hits are not worth a reply of their own.
        worker.ask(filter(&timeline, 2, "title:20001"));
        let reply = worker.wait(Instant::now() + TIMEOUT).expect("a reply").1;
        assert!(matches!(reply, Reply::Selection(2, found) if found.len() == 1));
    }

    #[test]
    fn a_filter_is_given_up_for_a_newer_one() {
        let timeline = large();
        let worker = Worker::new(|| ());
        let (sender, questions) = mpsc::channel();
        sender
            .send(filter(&timeline, 1, "title:harbour"))
            .expect("it is taken");
        drop(sender);
        worker.responder.filter.store(2, Ordering::Relaxed);
        worker.responder.work(&questions);
        assert!(worker.replies().is_empty());
        // In the middle of it, too.
        let question = filter(&timeline, 3, "title:harbour");
        let asked = AtomicU64::new(0);
        let mut replies = Vec::new();
        question.answer(
            &|| asked.fetch_add(1, Ordering::Relaxed) < 4,
            &mut |reply| replies.push(reply),
        );
        assert!(
            !replies
                .iter()
                .any(|reply| matches!(reply, Reply::Selection(..) | Reply::Failed(..))),
            "{replies:?}"
        );
    }

    #[test]
    fn a_question_about_an_earlier_timeline_is_dropped() {
        let worker = Worker::new(|| ());
        let (sender, questions) = mpsc::channel();
        for generation in [1, 2] {
            let sent = sender.send(question(About::Problems, generation));
            sent.expect("it is taken");
        }
        drop(sender);
        worker.responder.generation.store(2, Ordering::Relaxed);
        worker.responder.work(&questions);
        let replies = worker.replies().into_iter();
        let generations: Vec<u64> = replies.map(|(generation, _)| generation).collect();
        assert!(!generations.is_empty() && generations.iter().all(|number| *number == 2));
    }
}
