//! Memberships that run in a circle.

/// Tells for each edge, from a member to a group, whether it closes a circle; without those edges there
/// is none. The edges of one member stand together, in the order of members, of which there are `count`.
pub fn closing(count: usize, edges: &[(usize, usize)]) -> Vec<bool> {
    let first_of = |member: usize| edges.partition_point(|(other, _)| *other < member);
    let mut closes = vec![false; edges.len()];
    let mut states = vec![State::New; count];
    // The way from a member to the group that is looked at: each with the edge to take next.
    let mut way: Vec<(usize, usize)> = Vec::new();
    for start in 0..count {
        if states.get(start) == Some(&State::New) {
            way.push((start, first_of(start)));
        }
        while let Some((at, next)) = way.last_mut() {
            let (at, edge) = (*at, *next);
            let Some((_, group)) = edges.get(edge).filter(|(member, _)| *member == at) else {
                set(&mut states, at, State::Done);
                way.pop();
                continue;
            };
            set(&mut states, at, State::OnTheWay);
            *next += 1;
            match states.get(*group) {
                Some(State::New) if *group != at => way.push((*group, first_of(*group))),
                Some(State::OnTheWay) => {
                    if let Some(closes) = closes.get_mut(edge) {
                        *closes = true;
                    }
                }
                _ => {}
            }
        }
    }
    closes
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnTheWay,
    Done,
}

fn set(states: &mut [State], at: usize, state: State) {
    if let Some(known) = states.get_mut(at) {
        *known = state;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The edges that close a circle.
    fn found(count: usize, edges: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let pairs = edges.iter().zip(closing(count, edges));
        let found = pairs.filter(|(_, closes)| *closes).map(|(edge, _)| *edge);
        found.collect()
    }

    #[test]
    fn an_edge_closes_a_circle() {
        assert_eq!(found(2, &[(0, 1), (1, 0)]), [(1, 0)]);
        assert_eq!(found(1, &[(0, 0)]), [(0, 0)]);
        assert_eq!(
            found(3, &[(0, 1), (1, 2), (2, 0), (2, 1)]),
            [(2, 0), (2, 1)]
        );
    }

    #[test]
    fn a_diamond_is_no_circle() {
        assert_eq!(found(4, &[(0, 1), (0, 2), (1, 3), (2, 3)]), []);
        assert_eq!(found(3, &[(1, 0), (2, 0), (2, 1)]), []);
    }

    #[test]
    fn a_long_way_takes_no_stack() {
        let count = 300_000;
        let edges: Vec<_> = (0..count).map(|at| (at, (at + 1) % count)).collect();
        assert_eq!(found(count, &edges), [(count - 1, 0)]);
    }
}
