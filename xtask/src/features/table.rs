//! The Markdown tables of `docs/features.md`: columns `id` and `status` wherever they stand.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};

use super::id::Id;

/// A row: the ids it is about and how far they are.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The line in the file, from 1.
    pub(super) line: usize,
    pub(super) ids: Vec<Id>,
    /// In lower case.
    pub(super) status: String,
}

impl Row {
    pub(super) fn is_done(&self) -> bool {
        self.status == "done"
    }
}

/// Where the columns stand in the table being read.
#[derive(Debug, Clone, Copy)]
struct Columns {
    id: usize,
    status: usize,
}

/// All rows of all tables that have a column `id`. An id without a status, or in two rows, is an error.
pub(super) fn parse(text: &str) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let mut columns = None;
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let Some(cells) = cells(line) else {
            columns = None;
            continue;
        };
        match columns {
            None => columns = Some(header(&cells).with_context(|| format!("line {number}"))?),
            Some(None) => {}
            Some(Some(columns)) => {
                rows.extend(row(number, &cells, columns).with_context(|| format!("line {number}"))?);
            }
        }
    }
    ensure!(!rows.is_empty(), "no row with an id");
    refuse_repeats(&rows)?;
    Ok(rows)
}

/// The trimmed cells of a table's line; `\|` is no border.
fn cells(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    let inner = line.strip_prefix('|')?;
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let escaped = inner.replace("\\|", "\u{0}");
    Some(escaped.split('|').map(|cell| cell.replace('\u{0}', "|").trim().to_owned()).collect())
}

/// The columns of a table of features, `None` for a table of something else.
fn header(cells: &[String]) -> Result<Option<Columns>> {
    let at = |name: &str| cells.iter().position(|cell| cell.eq_ignore_ascii_case(name));
    let Some(id) = at("id") else { return Ok(None) };
    let status = at("status").context("a table with a column `id` needs a column `status`")?;
    Ok(Some(Columns { id, status }))
}

fn row(line: usize, cells: &[String], columns: Columns) -> Result<Option<Row>> {
    if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':'))) {
        return Ok(None);
    }
    let named = cells.get(columns.id).map(String::as_str).unwrap_or_default();
    let ids = Id::all_in(named);
    if ids.is_empty() {
        bail!("{named:?} is no id: F and two digits, M and one or two, N D B S and one");
    }
    let status = cells.get(columns.status).map(|cell| cell.trim_matches(['*', '`', '_']).to_lowercase());
    let status =
        status.filter(|status| !status.is_empty()).with_context(|| format!("{named} has no status"))?;
    Ok(Some(Row { line, ids, status }))
}

fn refuse_repeats(rows: &[Row]) -> Result<()> {
    let mut seen = BTreeMap::new();
    for row in rows {
        for id in &row.ids {
            if let Some(first) = seen.insert(*id, row.line) {
                bail!("line {}: {id} has a row already, line {first}", row.line);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "# Features\n\n| id | what | status | proof |\n|---|:--|---|---|\n";

    fn statuses(body: &str) -> Vec<(String, String)> {
        let rows = parse(&format!("{HEAD}{body}")).unwrap();
        let each =
            |row: Row| row.ids.iter().map(|id| (id.to_string(), row.status.clone())).collect::<Vec<_>>();
        rows.into_iter().flat_map(each).collect()
    }

    fn refusal(text: &str) -> String {
        format!("{:#}", parse(text).unwrap_err())
    }

    #[test]
    fn rows_carry_ids_and_status() {
        let read = statuses(
            "| F01 | open, D1 \\| seal | done | it::open |\n| F60 F61 | registry | **Planned** | – |\n",
        );
        let expected = [("F01", "done"), ("F60", "planned"), ("F61", "planned")];
        assert_eq!(read, expected.map(|(id, status)| (id.to_owned(), status.to_owned())));
    }

    #[test]
    fn other_tables_are_passed_over() {
        let text =
            format!("| word | meaning |\n|---|---|\n| F99 | no feature |\n\n{HEAD}| N1 | x | begun | |\n");
        let rows = parse(&text).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].line, 9);
    }

    #[test]
    fn faults_are_told_with_their_line() {
        assert!(refusal("").contains("no row"));
        assert!(refusal(&format!("{HEAD}| F1 | x | done | |\n")).contains("line 5: \"F1\" is no id"));
        assert!(refusal(&format!("{HEAD}| F01 | x | | |\n")).contains("F01 has no status"));
        assert!(refusal(&format!("{HEAD}| F01 | x | done | |\n| F01 | y | done | |\n")).contains("line 6"));
        assert!(refusal("| id | what |\n|---|---|\n| F01 | x |\n").contains("status"));
    }
}
