"""The two-level list of skills a new installation starts with, written here for civic groups."""

from typing import NamedTuple


class SkillEntry(NamedTuple):
    """One skill: the code of a second-level skill is `parent.own`; synonyms are words citizens use for it."""

    code: str
    name: str
    name_en: str
    synonyms: tuple[str, ...]

    @property
    def parent_code(self) -> str | None:
        """The code of the top level this skill belongs to, None for a top level itself."""
        parent, dot, _ = self.code.rpartition(".")
        return parent if dot else None


def _read(lines: str) -> tuple[SkillEntry, ...]:
    """Reads `code | name | English | synonym synonym …`, one skill a line; a line without `|` is refused."""
    entries = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        code, name, name_en, synonyms = (part.strip() for part in line.split("|"))
        entries.append(SkillEntry(code, name, name_en, tuple(synonyms.split())))
    return tuple(entries)


SKILLS: tuple[SkillEntry, ...] = _read(
    """
    accounting | 会計 | Accounting | 経理 帳簿 お金の管理
    accounting.bookkeeping | 帳簿づけ・簿記 | Bookkeeping | 簿記 出納 現金出納帳 仕訳 領収書整理
    accounting.closing | 決算書・活動計算書 | Annual accounts | 決算 収支報告 活動計算書 貸借対照表
    accounting.software | 会計ソフト | Accounting software | 会計アプリ クラウド会計
    accounting.budget | 予算・資金計画 | Budgeting | 予算書 資金繰り
    accounting.audit | 会計監査・監事 | Auditing | 監事 会計チェック
    tax | 税務 | Tax | 税金 確定申告
    tax.corporate | 法人税・収益事業 | Corporate tax | 法人税 収益事業 減免申請
    tax.consumption | 消費税・インボイス | Consumption tax | インボイス 適格請求書
    tax.withholding | 源泉徴収・年末調整 | Withholding tax | 源泉 謝金の税 年末調整
    tax.donation | 寄附金と税 | Tax on donations | 寄附金控除 認定NPO
    labor | 労務 | Labour affairs | 人事 雇用の手続き
    labor.insurance | 社会保険・労働保険 | Social insurance | 社保 労災 雇用保険
    labor.rules | 就業規則・雇用契約 | Work rules | 就業規則 雇用契約書
    labor.payroll | 給与計算 | Payroll | 給料計算 タイムカード
    labor.volunteer | ボランティア保険・受け入れ | Volunteer insurance | 行事保険 活動保険
    law | 法務 | Legal affairs | 法律 法律相談
    law.contract | 契約書・覚書 | Contracts | 契約 委託契約 協定書
    law.privacy | 個人情報・名簿の扱い | Personal data | プライバシー 名簿
    law.copyright | 著作権・肖像権 | Copyright | 著作権 写真の許可
    law.inheritance | 相続・遺言・後見 | Inheritance and guardianship | 終活 遺言 成年後見 エンディングノート
    law.property | 空き家・土地・登記 | Property and registration | 登記 空き家 名義変更 相続登記
    grants | 助成金申請 | Grant applications | 補助金 助成金 資金集め
    grants.search | 助成金さがし | Finding grants | 募集情報 公募
    grants.writing | 申請書づくり | Writing applications | 申請書 企画書 プレゼン
    grants.report | 実績報告 | Grant reports | 報告書 精算
    grants.funding | 寄付集め・クラウドファンディング | Fundraising | クラファン 募金 ファンドレイジング
    pr | 広報・チラシ | Publicity | PR 宣伝 お知らせ
    pr.flyer | チラシ・ポスターづくり | Flyers and posters | チラシ作り ビラ ポスター
    pr.newsletter | 会報・広報紙の編集 | Newsletters | 会報 かわら版 編集 ニュースレター
    pr.press | 報道への案内 | Press relations | 新聞 取材 プレスリリース
    pr.writing | 文章・取材・コピー | Writing | ライター 原稿 キャッチコピー 校正
    web | Web・SNS | Web and social media | インターネット ネット発信
    web.site | ホームページづくり | Websites | ホームページ HP サイト更新
    web.social | SNSでの発信 | Social media | インスタ フェイスブック LINE公式
    web.form | 申込フォーム・予約 | Forms and booking | 申込フォーム アンケートフォーム
    web.shop | ネット販売 | Online shops | 通販 ネットショップ
    it | IT支援 | IT help | パソコン デジタル
    it.pc | パソコンの使い方・不具合 | Computers | パソコン PC ワード プリンター
    it.smartphone | スマートフォンの使い方 | Smartphones | スマホ LINE アプリ
    it.spreadsheet | 表計算・名簿 | Spreadsheets | エクセル 名簿作成 集計
    it.meeting | オンライン会議・配信 | Online meetings | Web会議 リモート 配信
    it.programming | プログラミング | Programming | アプリ開発 スクラッチ 自動化
    it.network | 機器・ネットワークの設定 | Networks | Wi-Fi 無線LAN 設定
    facilitation | 進行・ファシリテーション | Facilitation | 進行役 ファシリテーター
    facilitation.meeting | 会議の進行・合意形成 | Meetings | 会議 話し合い 合意形成 議長
    facilitation.workshop | ワークショップ | Workshops | 参加型 車座 ワールドカフェ
    facilitation.mc | 司会・アナウンス | Hosting | 司会 アナウンス MC
    facilitation.minutes | 議事録・板書 | Minutes | 記録 書記 グラフィックレコーディング
    facilitation.planning | 企画・事業計画 | Project planning | 企画 事業計画 立ち上げ
    lecture | 講師 | Teaching | 先生 講座 教える
    lecture.health | 健康体操・栄養の講座 | Health classes | 体操 ヨガ 健康講座
    lecture.craft | 手芸・工作・書道 | Crafts and calligraphy | 手芸 工作 書道 折り紙 陶芸
    lecture.music | 音楽・合唱の指導 | Music teaching | 合唱 楽器 ピアノ 太鼓
    lecture.sport | スポーツの指導 | Sports coaching | 運動 コーチ 体育
    lecture.history | 郷土史・まち案内 | Local history | 歴史 ガイド 古文書
    lecture.science | 理科実験・ものづくり | Science | 実験 理科 電子工作 星
    lecture.money | 家計・消費生活の講座 | Household finance | 家計 金融教育 悪質商法
    lecture.nature | 自然観察・環境学習 | Nature study | 自然観察 植物 野鳥 昆虫
    lecture.rights | 人権・男女共同参画の講座 | Rights and equality | 人権 ジェンダー 多様性
    study | 学習支援 | Study support | 勉強 宿題
    study.homework | 宿題・教科の学習 | Homework | 宿題 算数 国語 補習
    study.exam | 受験・検定 | Exams | 受験 高校入試 検定
    study.storytelling | 読み聞かせ・おはなし | Reading to children | 絵本 おはなし会 紙芝居 素話
    study.special | 発達・不登校の学び | Learning differences | 発達障がい 不登校 個別支援
    language | 通訳・翻訳 | Interpreting and translation | 外国語 語学
    language.english | 英語 | English | 英会話 英訳
    language.chinese | 中国語 | Chinese | 北京語 中文
    language.korean | 韓国語 | Korean | ハングル
    language.vietnamese | ベトナム語 | Vietnamese | 越語
    language.portuguese | ポルトガル語・スペイン語 | Portuguese and Spanish | ブラジル スペイン語
    language.tagalog | フィリピノ語・インドネシア語 | Filipino and Indonesian | タガログ語 インドネシア
    language.japanese | 日本語を教える・やさしい日本語 | Teaching Japanese | 日本語教師 やさしい日本語
    sign | 手話・要約筆記 | Sign language and captioning | 情報保障 聞こえの支援
    sign.signing | 手話・手話通訳 | Sign language | 手話 手話通訳
    sign.captioning | 要約筆記・文字通訳 | Captioning | 要約筆記 字幕
    sign.braille | 点訳 | Braille | 点字
    sign.reading | 音訳・朗読 | Reading aloud | 朗読 音訳 録音図書
    sign.guide | 手引き・同行 | Guiding | 同行援護 ガイドヘルプ 車いす介助
    photo | 写真・動画 | Photography and video | カメラ 撮影
    photo.still | 写真撮影 | Photography | 写真 記念撮影 カメラマン
    photo.video | 動画撮影・編集 | Video | 動画 映像 編集 YouTube
    photo.drone | ドローン撮影 | Drones | ドローン 空撮
    photo.archive | 古い写真・映像の整理 | Old photographs | デジタル化 アルバム スキャン
    design | デザイン | Design | 見た目 レイアウト
    design.graphic | 紙面・ロゴのデザイン | Graphic design | ロゴ レイアウト パンフレット
    design.illustration | イラスト・似顔絵 | Illustration | 絵 挿絵 マンガ
    design.display | 看板・展示・パッケージ | Displays and packaging | 看板 展示 ラベル
    cooking | 調理 | Cooking | 料理 炊き出し
    cooking.large | 大人数の食事づくり | Cooking for many | 炊き出し 配食 子ども食堂
    cooking.local | 郷土料理・保存食 | Local dishes | みそ 漬物 おせち
    cooking.nutrition | 献立・栄養 | Nutrition | 管理栄養士 減塩 離乳食
    cooking.sweets | 菓子・パン | Sweets and bread | お菓子 パン ケーキ
    cooking.hygiene | 食品衛生・営業の手続き | Food hygiene | 保健所 衛生責任者
    carpentry | 大工・修繕 | Carpentry and repair | DIY 修理 大工仕事
    carpentry.wood | 大工仕事・家具 | Woodwork | 木工 棚づくり 手すり
    carpentry.house | 家屋の改修・左官・塗装 | House repair | リフォーム ペンキ 左官 古民家再生
    carpentry.electric | 電気・水まわり | Electrical and plumbing | 電気工事 水道 電球交換
    carpentry.toy | おもちゃ・道具の修理 | Toy and tool repair | おもちゃ病院 包丁研ぎ 自転車修理
    carpentry.garden | 庭木・剪定 | Pruning | 植木 庭仕事 生け垣
    farming | 農作業 | Farm work | 農業 畑仕事
    farming.vegetable | 野菜づくり | Vegetables | 畑 家庭菜園
    farming.rice | 米づくり・田んぼ | Rice | 田植え 稲刈り トラクター
    farming.mowing | 草刈り | Mowing | 刈払機 草取り
    farming.forest | 山仕事・チェーンソー | Forestry | 間伐 竹切り 炭焼き
    farming.wildlife | 鳥獣よけ・わな | Wildlife control | 獣害 電気柵 狩猟
    farming.flower | 花壇・果樹 | Flowers and fruit | ガーデニング 花植え 果樹
    driving | 運転・送迎 | Driving | 車 ドライバー
    driving.passenger | 人の送迎 | Passenger transport | 送り迎え 移動支援 買い物同行
    driving.truck | 荷物の運搬・軽トラック | Haulage | 軽トラ 運搬 引っ越し
    driving.welfare | 福祉車両・介助つき送迎 | Accessible vehicles | 福祉有償運送 車いす車両
    driving.bus | 大型・マイクロバス | Buses | バス 大型免許
    safety | 防災・救護 | Safety and rescue | 防災 安全
    safety.plan | 防災計画・防災マップ | Disaster plans and maps | 地区防災計画 ハザードマップ
    safety.shelter | 避難所運営・炊き出し訓練 | Shelter operation | 避難所 訓練 HUG
    safety.firstaid | 応急手当・AED | First aid | 救急 AED 救命講習
    safety.radio | 無線・非常通信 | Radio | アマチュア無線 トランシーバー
    safety.patrol | 防犯・交通安全 | Crime and traffic safety | 見回り 青パト 旗振り
    safety.relief | 災害ボランティア・重機 | Disaster relief work | 泥出し 重機 被災地支援
    care | 保育・見守り | Child care and watching over | 世話 付き添い
    care.child | 託児・保育 | Child minding | 託児 子守 保育士
    care.elder | 介護・介助 | Care of older people | 介護 ヘルパー
    care.listening | 傾聴・話し相手 | Listening | 話し相手 傾聴
    care.disability | 障がいのある人の支援 | Disability support | 障がい 支援員
    care.visit | 見守り訪問 | Home visits | 見守り 声かけ 安否確認
    care.nursing | 看護・健康相談 | Nursing | 看護師 保健師 血圧測定
    counsel | 相談・助言 | Counselling | 相談員 カウンセリング
    counsel.mind | 心の相談 | Emotional support | 心理 カウンセラー メンタル
    counsel.career | 仕事・就職の相談 | Careers | キャリア 面接 履歴書
    counsel.family | 子育て・家族の相談 | Family | 子育て相談 介護相談
    counsel.consumer | 消費生活・借金の相談 | Consumer and debt | くらしの相談 多重債務
    counsel.welfare | 福祉制度の案内 | Welfare services | 民生委員 社会福祉士 生活保護
    research | 調査・統計 | Research and statistics | 調べもの データ
    research.survey | アンケート調査 | Surveys | アンケート 質問紙
    research.statistics | 集計・統計分析 | Statistics | 統計 グラフ データ分析
    research.interview | 聞き書き・ヒアリング | Interviews | 聞き取り インタビュー
    research.map | 地図・GIS | Maps and GIS | 地図 測量
    research.evaluation | 事業評価・ふりかえり | Evaluation | 評価 ふりかえり
    organization | 法人設立・運営 | Founding and running a body | 団体運営 組織づくり
    organization.founding | NPO法人の設立・認証 | Founding an NPO | 設立 認証申請 法人化
    organization.rules | 会則・定款 | Statutes | 定款 規約
    organization.governance | 総会・理事会の運営 | Meetings of members | 総会 理事会 事業報告
    organization.volunteer | ボランティアの受け入れ | Volunteer coordination | コーディネーター 人集め
    organization.succession | 世代交代・休止の相談 | Handing over | 後継者 引き継ぎ 解散
    organization.business | 収益事業・起業 | Social business | 起業 コミュニティビジネス 商品開発
    performance | 演奏・演芸 | Performing | 出し物 余興
    performance.music | 演奏・歌 | Music | 演奏 コーラス ギター 出前コンサート
    performance.stage | 落語・手品・演劇 | Stage | 落語 マジック 人形劇 腹話術
    performance.dance | 踊り・ダンス | Dance | 踊り 民踊 フラダンス
    performance.tradition | 伝統芸能・太鼓 | Traditional arts | 神楽 太鼓 獅子舞 茶道
    event | 催しの運営 | Running events | イベント お祭り
    event.staff | 受付・会場係 | Reception and venue | 受付 設営 誘導
    event.sound | 音響・照明 | Sound and light | マイク スピーカー PA
    event.stall | 出店・バザー | Stalls | 模擬店 マルシェ バザー
    event.play | 遊び・レクリエーション | Games and recreation | レク ゲーム 昔遊び
    clerical | 事務 | Office work | 事務作業 手伝い
    clerical.entry | データ入力・書類整理 | Data entry | 入力 ファイリング
    clerical.mailing | 発送・印刷 | Mailing and printing | 封入 印刷 帳合
    clerical.phone | 電話番・窓口 | Telephone and counter | 受付 電話当番
    """
)
