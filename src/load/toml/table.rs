//! Where a key belongs: which headers and keys with dots may add to a table, and which say the same
//! thing twice.

use crate::load::node::{Fault, Key, Made, Node, Span, Table, Value};

/// Returns the table under a header, `[a.b]` or `[[a.b]]`, with a fault if it cannot be opened there.
pub fn open<'t, 'a>(
    table: &'t mut Table<'a>,
    path: &[Key<'a>],
    is_item: bool,
    span: &Span,
) -> Result<&'t mut Table<'a>, Fault> {
    let Some((last, parents)) = path.split_last() else {
        return Ok(table);
    };
    let table = descend(table, parents, Made::Implied)?;
    let at = match table.find(&last.name) {
        Some(at) => at,
        None => add(table, last, span, is_item, Made::Implied),
    };
    let Some((_, node)) = table.entries.get_mut(at) else {
        return Err(Fault::duplicate(last));
    };
    match &mut node.value {
        Value::Table(table) if !is_item && table.made == Made::Implied => {
            node.span = span.clone();
            table.made = Made::Headed;
            Ok(table)
        }
        Value::Items(table) if is_item => {
            **table = Table::new(Made::Headed);
            Ok(table)
        }
        _ => Err(Fault::duplicate(last)),
    }
}

/// Adds a value under a key, which may have dots.
pub fn put<'a>(table: &mut Table<'a>, path: Vec<Key<'a>>, node: Node<'a>) -> Result<(), Fault> {
    let mut path = path;
    let Some(last) = path.pop() else {
        return Ok(());
    };
    let table = descend(table, &path, Made::Dotted)?;
    if table.find(&last.name).is_some() {
        return Err(Fault::duplicate(&last));
    }
    table.push(last, node);
    Ok(())
}

/// Goes down a path from table to table, and makes those that are missing.
pub fn descend<'t, 'a>(
    table: &'t mut Table<'a>,
    path: &[Key<'a>],
    made: Made,
) -> Result<&'t mut Table<'a>, Fault> {
    let mut table = table;
    for key in path {
        let at = match table.find(&key.name) {
            Some(at) => at,
            None => add(table, key, &key.span, false, made),
        };
        let entry = table.entries.get_mut(at);
        table = match entry.map(|(_, node)| &mut node.value) {
            Some(Value::Table(inner)) if may_grow(inner.made, made) => inner,
            Some(Value::Items(inner)) if made == Made::Implied => inner,
            _ => return Err(Fault::duplicate(key)),
        };
    }
    Ok(table)
}

/// Whether a header, or a key with dots, may add to a table that is made in a way.
fn may_grow(table: Made, by: Made) -> bool {
    match table {
        Made::Whole => false,
        Made::Headed => by == Made::Implied,
        Made::Implied | Made::Dotted => true,
    }
}

fn add<'a>(table: &mut Table<'a>, key: &Key<'a>, span: &Span, is_item: bool, made: Made) -> usize {
    let value = match Table::new(made) {
        table if is_item => Value::Items(Box::new(table)),
        table => Value::Table(Box::new(table)),
    };
    let span = span.clone();
    table.push(key.clone(), Node { value, span });
    table.entries.len() - 1
}
