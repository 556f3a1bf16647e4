"""Header words of the files that cities, ministries and groups publish, and what each means to us."""

from typing import Final

from directory.imports.models import ImportKind

# Words are separated by blanks and compared as folded by ``columns.header_key``. Earlier words of an attribute are
# better: where only one column can be used, they win. Behind ``=`` only the whole header counts, not a part of it.

_PLACES: Final = {
    "area_code": (
        "= 全国地方公共団体コード 都道府県コード又は市区町村コード 地方公共団体コード 自治体コード 団体コード "
        "市区町村コード lgcode"
    ),
    "prefecture": "都道府県名 都道府県 = 県名 県 prefecturename prefecture area pref pref_name",
    "municipality": "市区町村名 市区町村 市町村名 市町村 区市町村 = 市名 市 city cityname municipality",
    "areas": (
        "活動地域 活動区域 活動エリア 活動範囲 主な活動地域 対象地域 対応地域 対応エリア サービス提供地域 エリア "
        "= 地域 地区 areas"
    ),
}
_TIMES: Final = {
    "schedule": (
        "開催日 開催日時 活動日時 活動日 活動日・時間 活動時間 実施日時 日時 例会 定例会 定例活動日 活動頻度 "
        "開催頻度 開催日時特記事項 開催頻度・時間 開催時間 対応可能日時 活動可能日時 活動可能日 都合のよい日時 "
        "空いている日時 時間帯 活動時間帯 開催時間帯 対応可能時間帯 活動可能時間帯 schedule"
    ),
    "weekdays": "開催曜日 活動曜日 曜日 活動可能曜日 対応可能曜日 weekday weekdays",
    "starts_at": "開催開始時間 開始時間 開始時刻 開場時間 start_time starttime",
    "ends_at": "開催終了時間 終了時間 終了時刻 end_time endtime",
}
_CONTACTS: Final = {
    "phone": (
        "電話番号 連絡先電話番号 電話 携帯電話 携帯番号 携帯 固定電話 問い合わせ電話番号 = tel phone telephone "
        "連絡先tel mobile"
    ),
    "email": (
        "メールアドレス 電子メール eメール eメールアドレス 連絡先メールアドレス e-mail email mail メール = アドレス"
    ),
    "contact": (
        "連絡先 問い合わせ先 お問い合わせ先 問合せ先 お問合せ先 問い合わせ お問い合わせ 申込先 申込・問合せ contact"
    ),
    "postal_code": "郵便番号 〒 postcode postal_code zip zipcode",
    "address": (
        "住所 所在地 主たる事務所の所在地 事務所所在地 連絡先住所 事務所 所在地_連結表記 郵送先 streetnumber "
        "address = 町名・番地 番地 町字 所在地_町字 所在地_番地以下 建物名 方書 建物名等(方書)"
    ),
}
_RECORD: Final = {
    "source_id": "= id 管理番号 登録番号 整理番号 受付番号 番号 no no. 通番 連番 uid",
    "last_confirmed_on": (
        "最終確認日 確認日 更新日 最終更新日 情報更新日 時点 last_verified updated last_updated lastmodified"
    ),
}
_GROUPS: Final = {
    "name": (
        "団体名 団体名称 名称 法人名 法人名称 グループ名 サークル名 クラブ名 会名 組織名 名前 会の名称 施設名 = name "
        "organization 団体 title"
    ),
    "reading": (
        "団体名ふりがな 団体名カナ 名称カナ ふりがな フリガナ 名称かな よみがな 読み仮名 カナ 読み = かな "
        "furigana kana reading"
    ),
    "short_name": "略称 通称 愛称",
    "sector": "主体 団体種別 団体区分 団体の種類 組織形態 法人格 団体形態 sector = 種別 区分",
    "corporate_number": "法人番号 corporatenumber corporate_number",
    "founded_on": (
        "設立年月日 設立日 設立年月 設立年 設立 結成年月日 結成年 発足年 創立 活動開始年月 活動開始年 活動開始 "
        "法人設立認証年月日 設立認証年月日 founded"
    ),
    "purpose": "設立目的 設置目的 活動目的 目的 定款に記載された目的 趣旨 ミッション purpose mission",
    "activities": (
        "活動内容 主な活動 主な活動内容 事業内容 活動概要 事業概要 活動紹介 団体紹介 団体概要 団体pr "
        "実施支援の主な区分 運営団体名 運営団体 運営主体 実施主体 フードパントリー実施 テイクアウト実施 "
        "ネットワークの加入 活動実績 実績 説明 対象動物 注意事項 description activities = 学区 対象学区 内容 概要 "
        "紹介 species caution note"
    ),
    "fields": (
        "活動分野 分野 主な活動分野 特定非営利活動の種類 活動の種類 field fields = カテゴリ カテゴリー category "
        "ジャンル"
    ),
    "place": "活動場所 主な活動場所 開催場所 会場 実施場所 活動拠点 拠点 場所 venue = place",
    "venue": (
        "会場住所 会場の住所 会場所在地 会場の所在地 開催場所住所 開催場所の住所 開催場所所在地 開催地住所 開催住所 "
        "活動場所住所 活動場所の住所 活動場所所在地 活動場所の所在地 実施場所住所 実施場所の住所 施設住所 施設の住所 "
        "施設所在地"
    ),
    "latitude": "緯度 latitude = lat",
    "longitude": "経度 longitude = lng lon long",
    "member_count": "会員数 構成員数 メンバー数 人数 社員数 団体人数 構成人数 members",
    "joining": (
        "参加条件 入会条件 参加資格 入会方法 参加方法 対象者 対象 参加対象 予約方法 予約特記事項 申込方法 定員 募集対象"
    ),
    "cost": (
        "会費 年会費 入会金 参加費 参加費特記事項 参加費_幼児 参加費_小学生 参加費_中学生 参加費_高校生 "
        "参加費_大人 費用 料金 cost"
    ),
    "recruiting": "会員募集 募集状況 新規会員募集 会員募集の有無 メンバー募集 募集の有無 recruiting",
    "offers": "できること 提供できること 協力できること 貸出可能 提供できる資源 offers",
    "wants": "求めていること 必要なこと 求める支援 募集内容 ボランティア募集内容 困りごと 協力してほしいこと wants",
    "skills": "技能 提供できる技能 得意なこと skills",
    "web_pages": (
        "url ホームページ ホームページアドレス ホームページurl ウェブサイト webサイト ウェブページ サイト hp "
        "website homepage web sns facebook instagram twitter x line ブログ blog 関連url = news"
    ),
    "representative": (
        "代表者 代表者名 代表者氏名 代表 代表者職・氏名 代表者役職 会長名 会長 理事長 理事長名 representative"
    ),
    "contact_person": "担当者 担当者名 連絡担当者 担当者氏名 連絡責任者 事務局担当 事務担当者 窓口担当者",
    "fax": "fax番号 ファックス番号 ファックス ファクス ファクシミリ fax",
    "phone_note": "= 電話番号_連絡先備考 電話番号備考 電話備考 内線番号 内線",
    "email_note": "= メールアドレス_連絡先備考 メールアドレス備考",
    "state": "活動状況 登録状況 状態 ステータス status = state",
    "closed_on": "解散年月日 解散日 閉鎖年月日 廃止年月日 closedate",
    "remarks": "備考 特記事項 その他 メモ 備考欄 remarks",
}
_PEOPLE: Final = {
    "display_name": (
        "表示名 ペンネーム 活動名 ニックネーム 講師名 アドバイザー名 サポーター名 氏名 名前 お名前 姓 名 "
        "full_name fullname display_name = name"
    ),
    "legal_name": "本名 戸籍名 legal_name",
    "reading": (
        "ふりがな フリガナ 氏名ふりがな 氏名カナ 氏名かな よみがな 読み仮名 カナ せい めい 読み = かな furigana "
        "kana reading"
    ),
    "affiliation": (
        "所属・役職 所属 役職 勤務先 所属団体 職業 肩書 肩書き 所属機関 所属部署 affiliation organization title"
    ),
    "introduction": "ひとこと 一言 ひとこと紹介 一言pr 自己pr キャッチフレーズ introduction",
    "about": (
        "略歴 経歴 プロフィール 自己紹介 紹介文 専門分野 専門分野・技術 専門 得意分野 実績 活動実績 講師実績 経験 "
        "職歴 学歴 これまでの経験業務・研究活動 これまでに関与した地域情報化に関するプロジェクト 研究活動 "
        "プロジェクト メッセージ 自治体向けメッセージ 地域情報化に関する実績 講座内容 講演テーマ 指導内容 bio "
        "about profile"
    ),
    "qualifications": "保有資格 資格 資格・免許 免許 取得資格 qualifications",
    "skills": "専門分野 専門分野・技術 できること 特技 技能 スキル 得意分野 得意なこと 専門 協力できる内容 skills",
    "fields": "活動分野 分野 希望活動分野 field fields",
    "base": "活動拠点 主な活動拠点 拠点 base",
    "web_pages": (
        "関連url url ホームページ ウェブサイト webサイト サイト hp website homepage sns facebook instagram "
        "twitter ブログ blog"
    ),
    "on_site": "現地派遣 現地対応 訪問可 対面 on_site",
    "online": "オンライン オンライン対応 リモート リモート対応 web会議 online",
    "languages": "対応言語 言語 使える言語 外国語 話せる言語 languages language",
    "fee": "謝金 謝礼 謝礼金 報酬 費用 料金 謝金の有無 講師料 fee",
    "help_kinds": "支援の種類 手伝いの種類 協力の種類 支援形態 派遣形態 help_kinds",
    "birth_year": "生年 生年月日 生まれ年 birth_year birthday",
    "notes": "備考 特記事項 その他 メモ 備考欄 notes remarks",
    "council_posts": "委員歴 審議会 審議会等委員 審議会等の委員 委員等",
    "findable_by": "公開範囲 公開の範囲 公開区分",
    "max_at_once": "同時に受けられる件数 同時受入件数",
    "max_per_year": "年間受入件数 年間派遣可能回数 年に受けられる件数",
    "minimum_notice_days": "依頼期限 何日前まで 事前連絡日数",
    "resting_until": "休止期間 休みの終わり 休止期限",
    "address": "住所 自宅住所 連絡先住所 address = 町名・番地 番地 建物名 方書",
}
_NEEDS: Final = {
    "title": "事業名 題名 件名 タイトル 相談名 依頼名 募集名 テーマ 案件名 業務名 title subject = name 名称",
    "story": (
        "事業の概要 事業概要 事業の目的 事業目的 事業内容 目的 概要 内容 相談内容 依頼内容 困りごと 詳細 説明 "
        "現状と課題 課題 期待する効果 分類 予算予定額 提案総事業費 自己負担額 委託額 委託料 予算額 事業費 "
        "所要時間 複数年提案可能 備考 特記事項 その他 story description"
    ),
    "kind": "相談の種類 相談種別 種別 種類 依頼種別",
    "requester_name": (
        "自治体名 部署名 担当課 担当部署 所管課 担当課名 所属 依頼者 依頼団体 相談者 申込者 団体名 実施主体 主催 "
        "主催者 requester"
    ),
    "skills": "求める技能 必要な技能 必要なスキル 求めるスキル 求める人材 スキル skills",
    "fields": "活動分野 分野 field fields",
    "place": "場所 実施場所 開催場所 会場 活動場所 place venue",
    "online": "オンライン オンライン可 online",
    "dates": "開催日 実施日 希望日 候補日 日程 希望日時 dates",
    "people_wanted": "募集人数 必要人数 希望人数 人数 募集定員 people_wanted",
    "due_on": "希望期限 期限 締切 締切日 締め切り 募集締切 回答期限 due",
    "fee": "謝金 謝礼 報酬 費用弁償 fee",
    "audience": "公開範囲 公開の範囲 公開区分",
    "expires_on": "掲載期限 掲載終了日 有効期限 募集期限 募集終了日",
    "received_by": "受付者 受付担当 受付担当者",
    "received_on": "受付日 受付年月日 受理日 登録日",
}
_AREAS: Final = {
    "code": (
        "= lgcode 全国地方公共団体コード 団体コード 地方公共団体コード 自治体コード 市区町村コード cid code コード"
    ),
    "name": "= city 市区町村名 市区町村 市町村名 地区名 地域名 名称 name 団体名",
    "reading": "= citykana 市区町村名カナ 団体名カナ ふりがな フリガナ カナ よみ 読み 名称カナ reading kana",
    "name_en": "= 英語名 pref_en english_name name_en 市区町村名英字",
    "prefecture": "= 都道府県名 都道府県 pref prefecture",
    "prefecture_reading": "= prefkana 都道府県名カナ",
    "parent_code": "= 上位コード 親コード parent_code 所属市町村コード",
    "latitude": "= 緯度 latitude lat",
    "longitude": "= 経度 longitude lng lon",
}
SYNONYMS: Final[dict[ImportKind, dict[str, str]]] = {
    ImportKind.GROUPS: {**_PLACES, **_TIMES, **_CONTACTS, **_RECORD, **_GROUPS},
    ImportKind.PEOPLE: {**_PLACES, **_TIMES, **_CONTACTS, **_RECORD, **_PEOPLE},
    ImportKind.NEEDS: {**_PLACES, **_TIMES, **_CONTACTS, **_RECORD, **_NEEDS},
    ImportKind.AREAS: _AREAS,
}
# Headers that hold one of the words above and still are something else.
NOT_USED: Final = (
    "画像 画像_ライセンス 画像ライセンス ライセンス 追加情報no 追加情報url 都道府県コード 市区町村コードno 英語名 名称_英語 "
    "名称_英字 合併事業名 公開日 source_type link_broken pid phrase 都市名称 有効期限 認定期間"
)
