"""The 47 prefectures: code (JIS X 0401), name, reading, English name, position of the seat of government."""

from typing import NamedTuple


class PrefectureEntry(NamedTuple):
    """One prefecture; the position is that of the seat of government in degrees, good to about a kilometre."""

    code: str
    name: str
    reading: str
    name_en: str
    latitude: float
    longitude: float


PREFECTURES: tuple[PrefectureEntry, ...] = (
    PrefectureEntry("01", "北海道", "ほっかいどう", "Hokkaido", 43.06, 141.35),
    PrefectureEntry("02", "青森県", "あおもりけん", "Aomori", 40.82, 140.74),
    PrefectureEntry("03", "岩手県", "いわてけん", "Iwate", 39.70, 141.15),
    PrefectureEntry("04", "宮城県", "みやぎけん", "Miyagi", 38.27, 140.87),
    PrefectureEntry("05", "秋田県", "あきたけん", "Akita", 39.72, 140.10),
    PrefectureEntry("06", "山形県", "やまがたけん", "Yamagata", 38.24, 140.36),
    PrefectureEntry("07", "福島県", "ふくしまけん", "Fukushima", 37.75, 140.47),
    PrefectureEntry("08", "茨城県", "いばらきけん", "Ibaraki", 36.34, 140.45),
    PrefectureEntry("09", "栃木県", "とちぎけん", "Tochigi", 36.57, 139.88),
    PrefectureEntry("10", "群馬県", "ぐんまけん", "Gunma", 36.39, 139.06),
    PrefectureEntry("11", "埼玉県", "さいたまけん", "Saitama", 35.86, 139.65),
    PrefectureEntry("12", "千葉県", "ちばけん", "Chiba", 35.61, 140.12),
    PrefectureEntry("13", "東京都", "とうきょうと", "Tokyo", 35.69, 139.69),
    PrefectureEntry("14", "神奈川県", "かながわけん", "Kanagawa", 35.45, 139.64),
    PrefectureEntry("15", "新潟県", "にいがたけん", "Niigata", 37.90, 139.02),
    PrefectureEntry("16", "富山県", "とやまけん", "Toyama", 36.70, 137.21),
    PrefectureEntry("17", "石川県", "いしかわけん", "Ishikawa", 36.59, 136.63),
    PrefectureEntry("18", "福井県", "ふくいけん", "Fukui", 36.07, 136.22),
    PrefectureEntry("19", "山梨県", "やまなしけん", "Yamanashi", 35.66, 138.57),
    PrefectureEntry("20", "長野県", "ながのけん", "Nagano", 36.65, 138.18),
    PrefectureEntry("21", "岐阜県", "ぎふけん", "Gifu", 35.39, 136.72),
    PrefectureEntry("22", "静岡県", "しずおかけん", "Shizuoka", 34.98, 138.38),
    PrefectureEntry("23", "愛知県", "あいちけん", "Aichi", 35.18, 136.91),
    PrefectureEntry("24", "三重県", "みえけん", "Mie", 34.73, 136.51),
    PrefectureEntry("25", "滋賀県", "しがけん", "Shiga", 35.00, 135.87),
    PrefectureEntry("26", "京都府", "きょうとふ", "Kyoto", 35.02, 135.76),
    PrefectureEntry("27", "大阪府", "おおさかふ", "Osaka", 34.69, 135.52),
    PrefectureEntry("28", "兵庫県", "ひょうごけん", "Hyogo", 34.69, 135.18),
    PrefectureEntry("29", "奈良県", "ならけん", "Nara", 34.69, 135.83),
    PrefectureEntry("30", "和歌山県", "わかやまけん", "Wakayama", 34.23, 135.17),
    PrefectureEntry("31", "鳥取県", "とっとりけん", "Tottori", 35.50, 134.24),
    PrefectureEntry("32", "島根県", "しまねけん", "Shimane", 35.47, 133.05),
    PrefectureEntry("33", "岡山県", "おかやまけん", "Okayama", 34.66, 133.93),
    PrefectureEntry("34", "広島県", "ひろしまけん", "Hiroshima", 34.40, 132.46),
    PrefectureEntry("35", "山口県", "やまぐちけん", "Yamaguchi", 34.19, 131.47),
    PrefectureEntry("36", "徳島県", "とくしまけん", "Tokushima", 34.07, 134.56),
    PrefectureEntry("37", "香川県", "かがわけん", "Kagawa", 34.34, 134.04),
    PrefectureEntry("38", "愛媛県", "えひめけん", "Ehime", 33.84, 132.77),
    PrefectureEntry("39", "高知県", "こうちけん", "Kochi", 33.56, 133.53),
    PrefectureEntry("40", "福岡県", "ふくおかけん", "Fukuoka", 33.61, 130.42),
    PrefectureEntry("41", "佐賀県", "さがけん", "Saga", 33.25, 130.30),
    PrefectureEntry("42", "長崎県", "ながさきけん", "Nagasaki", 32.75, 129.87),
    PrefectureEntry("43", "熊本県", "くまもとけん", "Kumamoto", 32.79, 130.74),
    PrefectureEntry("44", "大分県", "おおいたけん", "Oita", 33.24, 131.61),
    PrefectureEntry("45", "宮崎県", "みやざきけん", "Miyazaki", 31.91, 131.42),
    PrefectureEntry("46", "鹿児島県", "かごしまけん", "Kagoshima", 31.56, 130.56),
    PrefectureEntry("47", "沖縄県", "おきなわけん", "Okinawa", 26.21, 127.68),
)
