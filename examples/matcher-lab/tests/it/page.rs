//! The page: valid, complete in both languages, and nothing but itself.

use scraper::{Html, Selector};

use crate::program::{SMALL, of_crate, told};

fn page(arguments: &[&str]) -> String {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("report.html");
    told(&[arguments, &["--html", path.to_str().unwrap()], &SMALL].concat());
    std::fs::read_to_string(path).unwrap()
}

/// The page as a browser reads it; without a complaint.
#[track_caller]
fn read(text: &str) -> Html {
    let page = Html::parse_document(text);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    page
}

fn count(page: &Html, selector: &str) -> usize {
    page.select(&Selector::parse(selector).unwrap()).count()
}

#[test]
fn the_page_is_valid_and_needs_nothing_but_itself() {
    let text = page(&["compare", "random", "keyword:look=8"]);
    let page = read(&text);
    for (selector, least) in [
        ("html[lang]", 1),
        ("meta[name=viewport]", 1),
        ("svg[role=img][aria-label]", 6),
        (".card", 2),
        (".chip.better", 1),
        (".chip.worse", 1),
    ] {
        let found = count(&page, selector);
        assert!(found >= least, "{selector}: {found}");
    }
    for outside in ["http:", "https:", "src=", "href=", "url(", "@import"] {
        assert!(!text.contains(outside), "{outside}");
    }
    assert!(!text.contains("NaN") && !text.contains(">inf"), "every number is one");
}

#[test]
fn both_languages_say_everything() {
    let page = read(&page(&["run", "-s", "random", "-s", "mood", "--no-timing"]));
    let (zh, en) = (count(&page, ".zh[lang=zh]"), count(&page, ".en[lang=en]"));
    assert!(zh == en && zh > 60, "{zh} {en}");
    let selector = Selector::parse("span.zh, span.en").unwrap();
    assert!(page.select(&selector).all(|it| !it.text().collect::<String>().trim().is_empty()));
}

/// Whatever a strategy is called, it is text.
#[test]
fn a_name_is_never_markup() {
    let script = of_crate("strategies/shared_interests.py");
    let strategy = format!("exec:python3 {} '<script>alert(1)</script>&\"'", script.display());
    let text = page(&["run", "-s", &strategy, "--no-timing", "--patience", "60000"]);
    assert!(!text.contains("<script>alert") && text.contains("&lt;script&gt;alert"));
    read(&text);
}
