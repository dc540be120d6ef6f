//! Aliases: the names people go by in one conversation. Never gendered, new each time.

const ZH: &[&str] = &[
    "小鹿",
    "海星",
    "云雀",
    "松果",
    "北风",
    "小满",
    "萤火",
    "鲸落",
    "青柠",
    "山雀",
    "芦苇",
    "月牙",
    "晚风",
    "浪花",
    "薄荷",
    "石榴",
    "星屑",
    "白露",
    "渡鸦",
    "苔藓",
    "灯塔",
    "竹影",
    "麦穗",
    "海盐",
    "红枫",
    "流沙",
    "雨燕",
    "银杏",
    "小寒",
    "珊瑚",
    "远山",
    "木槿",
    "潮汐",
    "刺猬",
    "蒲公英",
    "水獭",
    "橘猫",
    "火烈鸟",
    "北极星",
    "信天翁",
];

const EN: &[&str] = &[
    "Fawn",
    "Starfish",
    "Skylark",
    "Pinecone",
    "Northwind",
    "Firefly",
    "Lime",
    "Reed",
    "Crescent",
    "Breeze",
    "Wave",
    "Mint",
    "Stardust",
    "Raven",
    "Moss",
    "Lighthouse",
    "Bamboo",
    "Seasalt",
    "Maple",
    "Swift",
    "Ginkgo",
    "Coral",
    "Tide",
    "Hedgehog",
    "Dandelion",
    "Otter",
    "Tabby",
    "Flamingo",
    "Polaris",
    "Albatross",
    "Harbor",
    "Juniper",
    "Kelp",
    "Lantern",
    "Meadow",
    "Nutmeg",
    "Opal",
    "Pebble",
    "Quartz",
    "Robin",
];

/// The alias that `seed` names, for readers of a language.
pub(crate) fn alias(language: &str, seed: u64) -> &'static str {
    let names = if language.starts_with("zh") { ZH } else { EN };
    let at = usize::try_from(seed % names.len() as u64).unwrap_or_default();
    names.get(at).copied().unwrap_or("小鹿")
}

/// Two different aliases, in the language of each one's reader: the first is shown to `reader_of_first`.
pub(crate) fn pair(reader_of_first: &str, reader_of_second: &str, seed: u64) -> (&'static str, &'static str) {
    let first = seed % 40;
    let second = (first + 1 + (seed / 40) % 39) % 40;
    (alias(reader_of_first, first), alias(reader_of_second, second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn aliases_are_distinct_and_two_of_a_pair_differ() {
        assert_eq!(ZH.iter().collect::<BTreeSet<_>>().len(), 40);
        assert_eq!(EN.iter().collect::<BTreeSet<_>>().len(), 40);
        for seed in 0..5_000 {
            let (a, b) = pair("zh-CN", "zh-CN", seed);
            assert_ne!(a, b);
        }
    }
}
