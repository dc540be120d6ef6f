//! The macro runs every clause there is.

const MACRO: &str = include_str!("../../src/contract/mod.rs");

const MODULES: [(&str, &str); 17] = [
    ("atomicity", include_str!("../../src/contract/atomicity.rs")),
    ("blocks", include_str!("../../src/contract/blocks.rs")),
    ("bottles", include_str!("../../src/contract/bottles.rs")),
    ("conversations", include_str!("../../src/contract/conversations.rs")),
    ("erasure", include_str!("../../src/contract/erasure.rs")),
    ("expectations", include_str!("../../src/contract/expectations.rs")),
    ("lanes", include_str!("../../src/contract/lanes.rs")),
    ("lease", include_str!("../../src/contract/lease.rs")),
    ("liveness", include_str!("../../src/contract/liveness.rs")),
    ("memos", include_str!("../../src/contract/memos.rs")),
    ("pages", include_str!("../../src/contract/pages.rs")),
    ("people", include_str!("../../src/contract/people.rs")),
    ("races", include_str!("../../src/contract/races.rs")),
    ("receipts", include_str!("../../src/contract/receipts.rs")),
    ("retention", include_str!("../../src/contract/retention.rs")),
    ("snapshots", include_str!("../../src/contract/snapshots.rs")),
    ("tickets", include_str!("../../src/contract/tickets.rs")),
];

/// What the macro names for a module.
fn named(module: &str) -> Vec<&'static str> {
    let list = MACRO.split(&format!("\n            {module}: ")).nth(1).expect("the macro names the module");
    list.split(';').next().unwrap().split(',').map(str::trim).collect()
}

#[test]
fn the_macro_names_every_clause() {
    assert_eq!(MACRO.matches("\npub mod ").count(), MODULES.len(), "a module is missing above");
    for (module, source) in MODULES {
        let clauses = source.lines().filter_map(|line| line.strip_prefix("pub fn "));
        let mut clauses: Vec<_> = clauses.filter_map(|line| line.split('<').next()).collect();
        let mut named = named(module);
        clauses.sort_unstable();
        named.sort_unstable();
        assert_eq!(named, clauses, "{module}");
    }
}

/// Every fact and every expectation is spoken of by some clause.
#[test]
fn every_fact_has_a_clause() {
    let model = include_str!("../../src/change.rs");
    for kind in ["Expect", "Fact"] {
        let variants =
            model.split(&format!("pub enum {kind} {{")).nth(1).unwrap().split("\n}").next().unwrap();
        let variants = variants.lines().map(str::trim).filter(|l| l.starts_with(char::is_uppercase));
        let mut seen = 0;
        for variant in variants.filter_map(|line| line.split('(').next()) {
            let word = format!("{kind}::{variant}(");
            assert!(MODULES.iter().any(|(_, source)| source.contains(&word)), "no clause about {word}…)");
            seen += 1;
        }
        assert!(seen > 5, "{kind}: {seen}");
    }
}
