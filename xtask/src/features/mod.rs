//! The feature table and its proofs: what is called done has a test that names it.

mod id;
mod proofs;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;
use id::Id;
use table::Row;

const TABLE: &str = "docs/features.md";

/// Compares the table with the tests and prints how many rows stand where.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let text =
        std::fs::read_to_string(workspace.root.join(TABLE)).with_context(|| format!("reading {TABLE}"))?;
    let rows = table::parse(&text).with_context(|| TABLE.to_owned())?;
    let mut proofs = Proofs::default();
    for path in workspace.files()?.iter().filter(|path| proofs::is_source(path)) {
        let text = workspace.text(path)?.unwrap_or_default();
        proofs.add(path, &text);
    }
    let faults = compare(&rows, &proofs);
    if !faults.is_empty() {
        bail!("\n  {}", faults.join("\n  "));
    }
    let mut by_status = BTreeMap::<&str, usize>::new();
    for row in &rows {
        *by_status.entry(&row.status).or_default() += row.ids.len();
    }
    let counts: Vec<String> = by_status.iter().map(|(status, count)| format!("{count} {status}")).collect();
    println!("features: {}", counts.join(", "));
    Ok(())
}

/// The ids that tests name, and where; the names of tests.
#[derive(Debug, Default)]
struct Proofs {
    named: BTreeSet<Id>,
    declared: BTreeMap<Id, String>,
}

impl Proofs {
    fn add(&mut self, path: &str, text: &str) {
        let found = proofs::find(path, text);
        self.named.extend(found.named);
        for id in found.declared {
            self.named.insert(id);
            self.declared.entry(id).or_insert_with(|| path.to_owned());
        }
    }
}

fn compare(rows: &[Row], proofs: &Proofs) -> Vec<String> {
    let known: BTreeSet<Id> = rows.iter().flat_map(|row| row.ids.iter().copied()).collect();
    let done = rows.iter().filter(|row| row.is_done());
    let unproved = done
        .flat_map(|row| row.ids.iter().map(move |id| (row, id)))
        .filter(|(_, id)| !proofs.named.contains(id));
    let unproved = unproved.map(|(row, id)| {
        format!(
            "{TABLE}:{}: {id} is done, but no test names it (a comment `// proves: {id}` above one)",
            row.line
        )
    });
    let strangers = proofs.declared.iter().filter(|(id, _)| !known.contains(id));
    let strangers = strangers.map(|(id, path)| format!("{path} proves {id}, which {TABLE} does not know"));
    unproved.chain(strangers).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "| id | what | status | proof |\n|---|---|---|---|\n\
                            | F01 | callback | done | webhook |\n| D1–D2 | ledger | begun | – |\n";

    fn faults(path: &str, source: &str) -> Vec<String> {
        let mut proofs = Proofs::default();
        proofs.add(path, source);
        compare(&table::parse(DOCUMENT).unwrap(), &proofs)
    }

    #[test]
    fn a_done_row_without_a_test_is_a_fault() {
        let found = faults("src/lib.rs", "// F01 is nice\nfn callback() {}\n");
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("docs/features.md:3: F01"), "{found:?}");
    }

    #[test]
    fn a_done_row_with_a_test_is_none() {
        assert!(faults("src/lib.rs", "// proves: F01\n#[test]\nfn opens() {}\n").is_empty());
    }

    #[test]
    fn a_proof_of_nothing_known_is_a_fault() {
        let found = faults("tests/it/a.rs", "// proves: F01 F99\n#[test]\nfn opens() {}\n");
        assert_eq!(found, ["tests/it/a.rs proves F99, which docs/features.md does not know"]);
    }
}
