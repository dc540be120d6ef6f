//! The form in which texts are analysed: normal, and without what differs from text to text and says nothing.

mod address;
mod number;
mod plain;

use plain::push_normal;

/// What stands for an address of the web.
const ADDRESS: char = 'ⓤ';
/// What stands for a name after `@`.
const NAME: char = 'ⓐ';
/// What stands for a number.
const NUMBER: char = '0';
/// How often a character may stand in a row; what is more says nothing more.
const IN_A_ROW: usize = 3;

/// A text in normal form (Unicode NFKC, lower case, simplified, without invisible characters), with addresses, names
/// after `@` and numbers folded into one character each, runs cut to three, and one space for all white space.
pub(crate) fn folded(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    push_normal(text, &mut normal);
    let mut out = Out::with_capacity(normal.len());
    let mut rest = normal.as_str();
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            'h' | 'w' => address::length(rest).inspect(|_| out.push(ADDRESS)),
            '@' if !out.is_in_face() => address::name_length(rest).inspect(|_| out.push(NAME)),
            '0'..='9' => Some(number::push(rest, &mut out)),
            _ => None,
        };
        let taken = taken.unwrap_or_else(|| {
            out.push(first);
            first.len_utf8()
        });
        rest = rest.get(taken..).unwrap_or_default();
    }
    out.text
}

/// A text in the making, without long runs.
struct Out {
    text: String,
    last: char,
    run: usize,
}

impl Out {
    fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), last: '\0', run: 0 }
    }

    /// Whether an `@` here is part of a face: `/::@`, `/:,@P`, `(@_@)`.
    fn is_in_face(&self) -> bool {
        ["/:", "::", ",", "(", "@", "_"].iter().any(|before| self.text.ends_with(before))
    }

    fn push(&mut self, it: char) {
        let it = if it.is_whitespace() { ' ' } else { it };
        self.run = if it == self.last { self.run + 1 } else { 1 };
        self.last = it;
        let most = if it == ' ' { 1 } else { IN_A_ROW };
        if self.run <= most {
            self.text.push(it);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_folded() {
        for (text, expected) in [
            ("今天好累", "今天好累"),
            ("哈哈哈哈哈哈！！！！！", "哈哈哈!!!"),
            ("看 https://t.cn/A6x?b=1 吧", "看 ⓤ 吧"),
            ("www.a.cn好", "ⓤ好"),
            ("how are whales", "how are whales"),
            ("//@小_明-7:转发 @Tom 你好", "//ⓐ:转发 ⓐ 你好"),
            ("a@ b", "a@ b"),
            ("(@_@) /:,@P /::@气", "(@_@) /:,@p /::@气"),
            ("12345元 3.14 ８", "0元 0.0 0"),
            ("2333 23333333", "哈哈哈 哈哈哈"),
            ("666 555 520 1314", "厉害 呜呜呜 我爱你 我爱你"),
            ("520元 666号", "0元 0号"),
            ("開心\u{200B}ＨＡＰＰＹ  \t\n…", "开心happy ..."),
            ("e\u{301}", "é"),
            ("❤\u{FE0F}👍🏻", "❤👍"),
            ("", ""),
        ] {
            assert_eq!(folded(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_word_is_found_in_its_own_folded_text() {
        for word in ["開心", "[泪]", "T_T", "(╥﹏╥)", "LOL", "哈哈哈哈", "❤️", "(｡•́︿•̀｡)"]
        {
            assert!(folded(&format!("看{word}看")).contains(&folded(word)), "{word:?}");
        }
    }
}
