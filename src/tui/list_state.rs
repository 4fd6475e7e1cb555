//! The cursor and the scroll position of a list.

use super::action::Action;

/// The cursor and the scroll position of a list. A list scrolls only when the cursor would leave
/// the visible rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    cursor: usize,
    top: usize,
    /// The number of rows in the list.
    len: usize,
    /// The number of rows available on the screen.
    height: usize,
    /// Whether the list has no visible cursor, so that keys scroll it.
    scrolls: bool,
}

impl ListState {
    /// Creates the state of a list with the cursor on a row.
    pub fn at(cursor: usize) -> Self {
        Self {
            cursor,
            ..Self::default()
        }
    }

    /// Creates the state of a list without a cursor, which keys scroll.
    pub fn scrolling() -> Self {
        Self {
            scrolls: true,
            ..Self::default()
        }
    }

    /// Returns the row under the cursor, from 0.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Returns whether the list has no rows.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the number of rows available on the screen.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Returns the number of rows above the visible ones.
    pub fn above(&self) -> usize {
        self.top
    }

    /// Returns the number of rows below the visible ones.
    pub fn below(&self) -> usize {
        self.len
            .saturating_sub(self.top.saturating_add(self.height))
    }

    /// Returns the visible rows, each with whether the cursor is on it.
    pub fn visible<'a, T>(&self, rows: &'a [T]) -> impl Iterator<Item = (bool, &'a T)> {
        let cursor = self.cursor;
        let rows = rows.iter().enumerate().skip(self.top).take(self.height);
        rows.map(move |(index, row)| (index == cursor, row))
    }

    /// Sets the number of rows in the list and on the screen, and adjusts cursor and scroll
    /// position.
    pub fn fit(&mut self, len: usize, height: usize) {
        (self.len, self.height) = (len, height);
        self.cursor = self.cursor.min(self.last());
        self.top = if self.scrolls {
            self.cursor
        } else {
            let lowest = self.cursor.saturating_sub(self.reach());
            self.top.clamp(lowest, self.cursor).min(self.last_top())
        };
    }

    /// Moves to the first row.
    pub fn rewind(&mut self) {
        (self.cursor, self.top) = (0, 0);
    }

    /// Moves the cursor to a row.
    pub fn go_to(&mut self, row: usize) {
        self.cursor = row.min(self.last());
        self.fit(self.len, self.height);
    }

    /// Follows the row under the cursor to another position. It stays where it is on the screen, if possible.
    pub fn carry(&mut self, row: usize) {
        let offset = self.cursor.saturating_sub(self.top);
        (self.cursor, self.top) = (row, row.saturating_sub(offset));
    }

    /// Moves the cursor according to an action. Returns false if the action does not move a cursor.
    pub fn step(&mut self, action: Action) -> bool {
        let page = self.height.max(1);
        let cursor = match action {
            Action::Down => self.cursor.saturating_add(1),
            Action::Up => self.cursor.saturating_sub(1),
            Action::PageDown => self.cursor.saturating_add(page),
            Action::PageUp => self.cursor.saturating_sub(page),
            Action::First => 0,
            Action::Last => usize::MAX,
            _ => return false,
        };
        self.go_to(cursor);
        true
    }

    /// Scrolls down or up. The cursor stays visible.
    pub fn scroll(&mut self, rows: usize, down: bool) {
        let top = if down {
            self.top.saturating_add(rows)
        } else {
            self.top.saturating_sub(rows)
        };
        self.top = top.min(self.last_top());
        let highest = if self.scrolls { 0 } else { self.reach() };
        self.cursor = self
            .cursor
            .clamp(self.top, self.top.saturating_add(highest));
    }

    /// Returns the maximum distance of the cursor from the first visible row.
    fn reach(&self) -> usize {
        self.height.saturating_sub(1)
    }

    fn last(&self) -> usize {
        if self.scrolls {
            self.last_top()
        } else {
            self.len.saturating_sub(1)
        }
    }

    fn last_top(&self) -> usize {
        self.len.saturating_sub(self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted(mut list: ListState, len: usize, height: usize) -> ListState {
        list.fit(len, height);
        list
    }

    /// Returns the first visible row and the cursor.
    fn at(list: &ListState) -> (usize, usize) {
        (list.above(), list.cursor())
    }

    #[test]
    fn the_list_scrolls_only_when_the_cursor_leaves_the_visible_rows() {
        let mut list = fitted(ListState::default(), 100, 10);
        let moves = [
            (Action::Up, (0, 0)),
            (Action::Down, (0, 1)),
            (Action::PageDown, (2, 11)),
            (Action::PageDown, (12, 21)),
            (Action::Up, (12, 20)),
            (Action::PageUp, (10, 10)),
            (Action::Down, (10, 11)),
            (Action::Last, (90, 99)),
            (Action::Down, (90, 99)),
            (Action::PageDown, (90, 99)),
            (Action::Up, (90, 98)),
            (Action::First, (0, 0)),
            (Action::PageUp, (0, 0)),
        ];
        for (action, expected) in moves {
            assert!(list.step(action), "{action:?}");
            assert_eq!(at(&list), expected, "{action:?}");
        }
        assert!(!list.step(Action::Accept));
    }

    #[test]
    fn keys_scroll_a_list_without_a_cursor() {
        let mut list = fitted(ListState::scrolling(), 25, 10);
        for (action, top) in [
            (Action::Down, 1),
            (Action::PageDown, 11),
            (Action::PageDown, 15),
            (Action::Up, 14),
            (Action::First, 0),
            (Action::Last, 15),
        ] {
            list.step(action);
            assert_eq!((list.above(), list.below()), (top, 15 - top), "{action:?}");
        }
        list.scroll(3, false);
        assert_eq!((list.above(), list.below()), (12, 3));
        list.step(Action::Down);
        assert_eq!(list.above(), 13);
    }

    #[test]
    fn scrolling_keeps_the_cursor_visible() {
        let mut list = fitted(ListState::at(1), 30, 10);
        list.scroll(3, true);
        assert_eq!(at(&list), (3, 3));
        list.scroll(100, true);
        assert_eq!(at(&list), (20, 20));
        list.step(Action::Last);
        list.scroll(3, false);
        assert_eq!(at(&list), (17, 26));
    }

    #[test]
    fn resizing_keeps_the_cursor_visible() {
        let list = fitted(ListState::at(50), 100, 10);
        assert_eq!(at(&list), (41, 50));
        assert_eq!(at(&fitted(list, 100, 80)), (20, 50));
        assert_eq!(at(&fitted(list, 100, 3)), (48, 50));
        assert_eq!(at(&fitted(list, 100, 0)), (50, 50));
        assert_eq!(at(&fitted(list, 5, 10)), (0, 4));
        assert_eq!(at(&fitted(list, 0, 10)), (0, 0));
        assert_eq!(at(&fitted(ListState::at(7), 0, 0)), (0, 0));
    }

    #[test]
    fn inserting_rows_above_does_not_move_the_visible_rows() {
        let mut list = fitted(ListState::at(5), 30, 10);
        list.carry(12);
        list.fit(37, 10);
        assert_eq!(at(&list), (7, 12));
        list.carry(6);
        list.fit(31, 10);
        assert_eq!(at(&list), (1, 6));
        let mut short = fitted(ListState::at(1), 2, 10);
        short.carry(3);
        short.fit(4, 10);
        assert_eq!(at(&short), (0, 3));
    }
}
