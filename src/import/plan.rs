//! A mapping that is ready to be applied to rows.

mod dates;
mod texts;

use std::borrow::Cow;
use std::io;

use super::columns::{Columns, Row, comparable};
use super::html::text_and_links;
use super::importer::Importer;
use super::mapping::Mapping;
use super::record::{Cited, Named, Record};
use super::template::Template;
use super::texts::shortened;
use dates::DatePlan;
use texts::{all, each_once, first, pieces};

/// A mapping whose columns are known by their slots.
#[derive(Clone, Debug)]
pub struct Plan {
    columns: Columns,
    missing: Vec<String>,
    html: Vec<usize>,
    refuse: Vec<Refuse>,
    dates: DatePlan,
    id: Vec<Template>,
    title: Vec<Template>,
    summary: Vec<Template>,
    place: Vec<Template>,
    tags: Vec<Template>,
    tag_split: Option<String>,
    status: Vec<Template>,
    note: Vec<Template>,
    actors: Vec<ActorPlan>,
    citations: Vec<CitationPlan>,
}

#[derive(Clone, Debug)]
struct Refuse {
    slot: usize,
    cells: Vec<String>,
    why: String,
}

#[derive(Clone, Debug)]
struct ActorPlan {
    name: Template,
    role: Option<Template>,
    split: Option<String>,
}

#[derive(Clone, Debug)]
struct CitationPlan {
    source: Vec<Template>,
    quote: Option<Template>,
    paragraph: Option<Template>,
    stance: Option<Template>,
    split: Option<String>,
    trim: Option<String>,
}

impl Plan {
    /// Makes a mapping ready.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn new(mapping: &Mapping) -> Result<Self, String> {
        let columns = &mut Columns::default();
        let event = &mapping.event;
        let mut templates = |texts: &[String]| -> Result<Vec<Template>, String> {
            texts.iter().map(|it| Template::read(it, columns)).collect()
        };
        let (id, title) = (templates(event.id.all())?, templates(event.title.all())?);
        let (summary, place) = (
            templates(event.summary.all())?,
            templates(event.place.all())?,
        );
        let (tags, note) = (templates(event.tags.all())?, templates(event.note.all())?);
        let status = templates(event.status.all())?;
        let one = |text: &String, columns: &mut Columns| Template::read(text, columns);
        let maybe = |text: &Option<String>, columns: &mut Columns| {
            text.as_ref().map(|it| one(it, columns)).transpose()
        };
        let mut actors = Vec::new();
        for actor in &mapping.actor {
            actors.push(ActorPlan {
                name: one(&actor.name, columns)?,
                role: maybe(&actor.role, columns)?,
                split: actor.split.clone(),
            });
        }
        let mut citations = Vec::new();
        for citation in &mapping.citation {
            let source = citation.source.all().iter();
            let source = source.map(|it| one(it, columns)).collect::<Result<_, _>>();
            citations.push(CitationPlan {
                source: source?,
                quote: maybe(&citation.quote, columns)?,
                paragraph: maybe(&citation.paragraph, columns)?,
                stance: maybe(&citation.stance, columns)?,
                split: citation.split.clone(),
                trim: citation.trim.clone(),
            });
        }
        let refuse = mapping.refuse.iter().map(|rule| Refuse {
            slot: columns.slot(&rule.column),
            cells: rule.cells.clone(),
            why: rule.why.clone(),
        });
        let refuse = refuse.collect();
        let html = mapping.html.iter().map(|name| columns.slot(name)).collect();
        let dates = DatePlan::new(&mapping.date, columns)?;
        Ok(Self {
            columns: columns.clone(),
            missing: mapping.missing.clone(),
            html,
            refuse,
            dates,
            id,
            title,
            summary,
            place,
            tags,
            tag_split: event.split.clone(),
            status,
            note,
            actors,
            citations,
        })
    }

    /// Returns the columns that it names.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// Returns the columns of a header that it does not name.
    pub fn unnamed<'h>(&self, header: &'h [String]) -> Vec<&'h str> {
        let names = self.columns.names();
        let unnamed = |name: &&String| !names.contains(&comparable(name));
        let unnamed = header.iter().filter(unnamed).map(|name| name.trim());
        unnamed.filter(|name| !name.is_empty()).collect()
    }

    /// Hands a row to an importer. `cells` are those of the columns, by slot.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn import<'r>(
        &self,
        cells: impl Iterator<Item = Option<Cow<'r, str>>>,
        line: u64,
        importer: &mut Importer<'_>,
    ) -> io::Result<()> {
        let mut row = Row::new(cells, line, &self.missing);
        if row.is_blank() {
            importer.refuse("the row is blank");
            return Ok(());
        }
        let is_refused = |rule: &&Refuse| {
            let cell = row.cell(rule.slot).unwrap_or_default();
            rule.cells.iter().any(|it| it.eq_ignore_ascii_case(cell))
        };
        if let Some(rule) = self.refuse.iter().find(is_refused) {
            importer.refuse(rule.why.clone());
            return Ok(());
        }
        let links = self.read_html(&mut row, importer);
        let mut record = Record {
            id: first(&self.id, &row),
            title: first(&self.title, &row),
            summary: first(&self.summary, &row),
            actors: self.actors(&row),
            place: all(&self.place, &row, ", "),
            tags: self.tags(&row),
            status: first(&self.status, &row),
            note: all(&self.note, &row, "; "),
            citations: self.citations(&row, links, importer),
            ..Record::default()
        };
        if record.place.contains(['\n', '\r']) {
            record.place = Cow::Owned(
                record
                    .place
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
            );
        }
        if let Some(title) = shortened(&record.title) {
            importer.read_as("a long title is cut; all of it is in the summary");
            let whole = std::mem::replace(&mut record.title, Cow::Owned(title));
            if record.summary.is_empty() {
                record.summary = whole;
            } else if record.summary != whole {
                record.summary = Cow::Owned(format!("{whole}\n\n{}", record.summary));
            }
        }
        self.dates.import(&row, record, importer)
    }

    /// Puts plain text in the place of HTML. Returns the addresses to which it had links.
    fn read_html(&self, row: &mut Row<'_>, importer: &mut Importer<'_>) -> Vec<String> {
        let mut links = Vec::new();
        for slot in &self.html {
            let Some(cell) = row.cell(*slot).filter(|it| it.contains(['<', '&'])) else {
                continue;
            };
            let (text, found) = text_and_links(cell);
            if text != cell {
                importer.alter("HTML became plain text; its links became sources");
                row.set(*slot, text);
            }
            links.extend(found);
        }
        links
    }

    fn tags<'r>(&'r self, row: &'r Row<'_>) -> Vec<Cow<'r, str>> {
        let filled = self.tags.iter().filter_map(|tag| tag.fill(row));
        let split = self.tag_split.as_deref();
        let tags = filled.flat_map(|tag| pieces(tag, split, None));
        each_once(tags, |tag| Cow::Borrowed(tag))
    }

    fn actors<'r>(&'r self, row: &'r Row<'_>) -> Vec<Named<'r>> {
        let named = self.actors.iter().filter_map(|plan| {
            let role = plan.role.as_ref().and_then(|role| role.fill(row));
            let role = role.unwrap_or_default();
            let names = pieces(plan.name.fill(row)?, plan.split.as_deref(), None);
            Some(names.into_iter().map(move |id| Named {
                id,
                role: role.clone(),
            }))
        });
        let named = named.flatten();
        each_once(
            named.filter(|it| !self.missing.iter().any(|missing| *missing == it.id)),
            |it| Cow::Borrowed(&it.id),
        )
    }

    fn citations<'r>(
        &'r self,
        row: &'r Row<'_>,
        links: Vec<String>,
        importer: &mut Importer<'_>,
    ) -> Vec<Cited<'r>> {
        let mut found: Vec<Cited<'r>> = Vec::new();
        for plan in &self.citations {
            let [quote, stance, paragraph] = [&plan.quote, &plan.stance, &plan.paragraph]
                .map(|it| it.as_ref().and_then(|it| it.fill(row)));
            let source = plan.source.iter().find_map(|it| it.fill(row));
            let paragraph = paragraph.and_then(|text| {
                let number = text.parse().ok().filter(|number| *number > 0);
                if number.is_none() {
                    importer.alter("a paragraph that is not a number is left out");
                }
                number
            });
            let Some(source) = source else {
                if quote.is_some() {
                    importer.alter("a quote without a source is left out");
                }
                continue;
            };
            let sources = pieces(source, plan.split.as_deref(), plan.trim.as_deref());
            found.extend(sources.into_iter().map(|source| Cited {
                source,
                paragraph,
                quote: quote.clone().unwrap_or_default(),
                stance: stance.clone().unwrap_or_default(),
                ..Cited::default()
            }));
        }
        let links = links.into_iter().map(|link| Cited {
            source: Cow::Owned(link),
            ..Cited::default()
        });
        each_once(found.into_iter().chain(links), |it| match &*it.quote {
            "" => Cow::Borrowed(&it.source),
            quote => Cow::Owned(format!("{}\n{quote}", it.source)),
        })
    }
}
