//! `[actors.…]`: who can take part.

use std::collections::BTreeMap;

use super::circles;
use super::fields::{Fields, Spanned};
use super::names::Names;
use super::node::{Key, Node};
use super::report::Report;
use crate::diagnostic::{Code, quoted};
use crate::text::sanitize;
use crate::timeline::{Actor, ActorDetails, ActorId, Kind};

/// The actors as they are read.
#[derive(Default)]
pub struct People {
    /// What `member_of` of the actors says, until all actors are known.
    memberships: Vec<Membership>,
}

/// That an actor says to belong to a group.
struct Membership {
    file: usize,
    member: usize,
    group: Spanned<String>,
}

impl People {
    /// Adds an actor. One that another file has defined already is left out.
    pub fn read(
        &mut self,
        key: &Key<'_>,
        node: Node<'_>,
        names: &mut Names,
        actors: &mut Vec<Actor>,
        report: &mut Report<'_>,
    ) {
        let slug = sanitize::line(&key.name);
        let Some(mut fields) = Fields::open(node, "an actor", report) else {
            return;
        };
        let what = format!("the actor {}", quoted(&slug));
        let name = fields.required_line("name", &what, report);
        let kind = fields
            .choice("kind", Kind::NAMES, report)
            .unwrap_or_default();
        let aliases = fields.lines("aliases", report);
        let groups = fields.lines("member_of", report);
        fields.close("an actor", &[], report);
        let member = actors.len();
        if let Some(file) = names.actor_file(&slug, actors) {
            report.defined_before(key, &what, file);
            return;
        }
        let name = name.map(|name| name.value);
        let details = ActorDetails {
            kind,
            aliases: aliases.into_iter().map(|alias| alias.value).collect(),
            member_of: Vec::new(),
        };
        let actor = Actor::new(&slug, name.as_deref().unwrap_or(&slug), details);
        names.define_actor(actor, report.index, actors);
        self.memberships
            .extend(groups.into_iter().map(|group| Membership {
                file: report.index,
                member,
                group,
            }));
    }

    /// Gives the actors their groups, now that all of them are known.
    pub fn join(
        self,
        names: &mut Names,
        actors: &mut [Actor],
        reports: &mut BTreeMap<usize, Report<'_>>,
    ) {
        let mut edges = Vec::new();
        let mut stated = Vec::new();
        for membership in self.memberships {
            let Some(report) = reports.get_mut(&membership.file) else {
                continue;
            };
            if let Some(group) = names.find_actor(&membership.group.value, actors) {
                edges.push((membership.member, group));
                stated.push(membership);
            } else {
                names.unknown_actor(&membership.group, actors, report);
            }
        }
        let closing = circles::closing(actors.len(), &edges);
        for ((membership, (member, group)), closes) in stated.iter().zip(edges).zip(closing) {
            let Some(actor) = actors.get_mut(member) else {
                continue;
            };
            if !closes {
                actor.join(ActorId::new(group));
            } else if let Some(report) = reports.get_mut(&membership.file) {
                let (member, through) = (quoted(actor.slug()), quoted(&membership.group.value));
                let message = format!("{member} would be a member of itself through {through}");
                report
                    .error(Code::CircularMembership, &membership.group.span, message)
                    .set_help("an actor belongs to larger groups only; leave one of the two out");
            }
        }
    }
}
