//! Who takes part in an event.

use crate::timeline::Participant;

/// Returns participants in the order of the file without those that are there before, in the same role. An
/// event may have very many.
pub fn each_once(mut all: Vec<Participant>) -> Vec<Participant> {
    if all.is_sorted_by(|a, b| a < b) {
        return all;
    }
    let mut order: Vec<u32> = (0..all.len() as u32).collect();
    let at = |position: u32| all.get(position as usize);
    order.sort_by_key(|position| at(*position));
    let mut is_again = vec![false; all.len()];
    for same in order.chunk_by(|a, b| at(*a) == at(*b)) {
        for position in same.iter().skip(1) {
            if let Some(is_again) = is_again.get_mut(*position as usize) {
                *is_again = true;
            }
        }
    }
    let mut is_again = is_again.into_iter();
    all.retain(|_| is_again.next() == Some(false));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::ActorId;

    fn found(given: &[(usize, &str)]) -> Vec<(usize, String)> {
        let all = given.iter().map(|(actor, role)| Participant {
            actor: ActorId::new(*actor),
            role: (!role.is_empty()).then(|| (*role).into()),
        });
        let found = each_once(all.collect()).into_iter();
        found
            .map(|it| (it.actor.index(), it.role.unwrap_or_default().into()))
            .collect()
    }

    #[test]
    fn one_actor_takes_part_once_in_each_role() {
        let given = [
            (2, "host"),
            (1, ""),
            (1, "host"),
            (1, ""),
            (2, "host"),
            (0, ""),
        ];
        let wanted = [(2, "host"), (1, ""), (1, "host"), (0, "")];
        let wanted = wanted.map(|(actor, role)| (actor, role.to_owned()));
        assert_eq!(found(&given), wanted);
        assert_eq!(found(&[(1, ""), (2, ""), (2, "")]).len(), 2);
        assert_eq!(found(&[(1, ""), (1, "host"), (3, "")]).len(), 3);
        assert_eq!(found(&[]), []);
    }
}
