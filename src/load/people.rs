//! `[actors.…]`: who can take part.

use std::collections::{HashMap, HashSet};

use super::fields::{Fields, Spanned};
use super::node::Node;
use super::report::Report;
use crate::diagnostic::{Code, did_you_mean};
use crate::text::sanitize;
use crate::timeline::{Actor, ActorId, Kind};

/// By id: the position in the list of actors, and the file that defines it.
pub type Places = HashMap<String, (usize, usize)>;

/// Adds the actors of a file. A name that an earlier file gave stays with that one.
pub fn read(tree: &Node, actors: &mut Vec<Actor>, places: &mut Places, report: &mut Report<'_>) {
    for (key, node) in tree.get("actors").map_or(&[][..], Node::entries) {
        let slug = sanitize::line(&key.name);
        let Some(mut fields) = Fields::open(node, "an actor", report) else {
            continue;
        };
        let what = format!("the actor `{slug}`");
        let name = fields.required_line("name", &what, report);
        let kind = fields
            .choice("kind", Kind::NAMES, report)
            .unwrap_or_default();
        let aliases = fields.lines("aliases", report);
        // Read once all actors are known; asked for here, so that it is a known key.
        fields.get("member_of");
        fields.close("an actor", &[], report);
        if places.contains_key(&slug) {
            let message = format!("another file defines `{slug}` already; that one stands");
            report.warning(Code::DuplicateId, &key.span, message);
            continue;
        }
        places.insert(slug.clone(), (actors.len(), report.index));
        actors.push(Actor {
            name: name.map_or_else(|| slug.clone(), |name| name.value),
            slug,
            kind,
            aliases: aliases.into_iter().map(|alias| alias.value).collect(),
            member_of: Vec::new(),
        });
    }
}

/// Reads `member_of` of every actor of a file, when all actors are known.
pub fn read_membership(
    tree: &Node,
    actors: &mut [Actor],
    places: &Places,
    report: &mut Report<'_>,
) {
    for (key, node) in tree.get("actors").map_or(&[][..], Node::entries) {
        let slug = sanitize::line(&key.name);
        let Some(&(index, file)) = places.get(&slug) else {
            continue;
        };
        if file != report.index {
            continue; // The definition in the other file stands.
        }
        let faults = report.found.len();
        let Some(mut fields) = Fields::open(node, "an actor", report) else {
            report.found.truncate(faults); // Said once already.
            continue;
        };
        for Spanned { value, span } in fields.lines("member_of", report) {
            match places.get(&value).map(|(group, _)| *group) {
                Some(group) if reaches(actors, group, index) => {
                    let message = format!("`{slug}` would be a member of itself through `{value}`");
                    report
                        .error(Code::CircularMembership, &span, message)
                        .set_help(
                            "an actor belongs to larger groups only; leave one of the two out",
                        );
                }
                Some(group) => {
                    if let Some(actor) = actors.get_mut(index) {
                        actor.member_of.push(ActorId::new(group));
                    }
                }
                None => {
                    let known = actors.iter().map(|actor| actor.slug.as_str());
                    let help = did_you_mean(&value, known);
                    let message = format!("no actor `{value}` in this timeline");
                    report
                        .error(Code::UnknownActor, &span, message)
                        .set_help(help.unwrap_or_else(|| {
                            "each actor is defined in a table [actors.…]".to_owned()
                        }));
                }
            }
        }
    }
}

/// Whether one actor is another or belongs to it, as far as is known by now.
fn reaches(actors: &[Actor], from: usize, to: usize) -> bool {
    let mut seen = HashSet::from([from]);
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if at == to {
            return true;
        }
        let groups = actors.get(at).map_or(&[][..], |actor| &actor.member_of);
        open.extend(groups.iter().map(|g| g.index()).filter(|g| seen.insert(*g)));
    }
    false
}
