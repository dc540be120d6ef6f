//! The limits of keyword analysis.

/// The longest text that is analysed, bytes: as long as a
/// [customer message](https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html)
/// may be.
pub const MAX_TEXT_BYTES: usize = 2_048;

/// The longest word, characters. What a user names as one interest may not be longer; in running text what is longer
/// is left out and counted.
pub const MAX_WORD_CHARS: usize = 24;

/// How many different words one text yields at most.
pub const MAX_WORDS: usize = 32;

/// The longest list of words, synonyms or stop words, bytes; a dictionary of jieba's is half of it.
pub const MAX_LIST_BYTES: usize = 8 << 20;
