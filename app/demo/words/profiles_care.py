"""Supporters with languages, care, teaching and counselling skills; the notation is explained in `app.demo.people`."""

PROFILES = """
= 手話通訳者|sign.signing lecture.rights|1 10
i 現役の手話通訳者です。講演や面談の通訳に伺います。
i 手話であいさつできる町をめざして教えています。
a 病院や学校での通訳を中心に活動しています。
a 長い催しは二人で交代するため、早めにご相談ください。
a 話す原稿を先にいただけると、正確にお伝えできます。
a 聞こえない家族のいる家で育ちました。
q 手話通訳士
k practice lecture
@ any-day paid
= 要約筆記者|sign.captioning clerical.entry|1 10
i 話を文字にして映します。中途失聴の方に喜ばれます。
i 会議の内容を、その場で読める文字にします。
a 手書きとパソコンの両方に対応しています。
a 二人以上で組むため、日程は一か月前までにお願いします。
a 専門の言葉は、資料で先に勉強します。
a 平日の昼間は比較的動けます。
q 登録要約筆記者
k practice
@ wd-pm expenses
= 点訳・音訳者|sign.braille sign.reading|1 2
i 資料の点訳と録音を引き受けます。
i 声の広報を二十年読んできました。
a 図書館の対面朗読に通っています。
a 人名の読み方は、必ず本人に確かめます。
a 点字の名刺づくりの体験会も開けます。
a 録音には静かな部屋と一週間ほどの時間をください。
q
k practice lecture
@ wd-am free
= 英語の通訳案内|language.english lecture.history|11 4
i 英語での町案内と、案内文の翻訳をします。
i 外国から来た方の、最初の道案内役です。
a 海外の取引先をもつ会社で、二十年働きました。
a ガイドの会の方と一緒に、説明文を短くする工夫をしています。
a 病院での通訳は研修を受けた範囲でお受けします。
a 直訳より、伝わる言い方を選びます。
q 全国通訳案内士
k practice lecture
@ we-day expenses
= 中国語の話せる住民|language.chinese cooking.local|11
x 張・美蘭:ちょう・みらん 周・暁雲:しゅう・ぎょううん 劉・春華:りゅう・しゅんか
i 中国語の通訳と、水ギョーザの教室をしています。
i 来日して十八年。暮らしの言葉の橋渡しをします。
a 子どもの学校の書類で困った経験から、活動を始めました。
a 窓口への付き添いは、午前中なら都合がつきます。
a 料理教室では、皮をこねるところから一緒にします。
a 春節の飾りづくりは、保育園で人気です。
q
k practice day_help lecture
@ wd-am free
= ベトナム語の通訳|language.vietnamese language.japanese|11 17
x グエン・ティ・ラン:ぐえん・てぃ・らん チャン・ヴァン・ナム:ちゃん・ゔぁん・なむ レ・ティ・ホア:れ・てぃ・ほあ
i 技能実習生の相談と通訳をしています。
i ベトナム語とやさしい日本語で、地域をつなぎます。
a 実習生として来日し、いまは市内の会社で働いています。
a 防災訓練の言葉を、後輩たちに説明しています。
a 仕事のあと、または日曜に動けます。
a 困っている人のそばで、一緒に考えることが好きです。
q 日本語能力試験N1
k practice advice
@ we-pm expenses
= ポルトガル語の話せる保育補助員|language.portuguese care.child|11 13
x マリア・ソウザ・木原:まりあ・そうざ・きはら カルラ・メロ・永富:かるら・めろ・ながとみ
i ブラジルにルーツのある家族の、子育ての相談に乗ります。
i ポルトガル語とスペイン語で、読み聞かせもします。
a 保育園で働きながら、学校からの手紙の翻訳をしています。
a 三者面談に一緒に行くこともできます。
a 母語の絵本を集めた箱を、貸し出しています。
a 日曜の午前は教室があるため、お受けできません。
q 子育て支援員
k practice day_help
@ wd-night free
= 日本語教師|language.japanese study.homework|11 2
i 日本語ボランティアを始めたい方に、教え方をお伝えします。
i やさしい日本語への書き換えを手伝います。
a 留学生の学校で十五年教えました。
a 教室では、教科書よりも暮らしの困りごとから始めます。
a 市の案内文を書き換える研修の講師をしています。
a 子どもの日本語は、学校の先生と相談しながら進めます。
q 登録日本語教員
k lecture practice
@ wd-pm expenses
= 元小学校教諭|study.homework study.storytelling event.play|13 2
i 元小学校教諭です。宿題も昔遊びも、一緒にどうぞ。
i 子どもの「わからない」を面白がる係です。
a 三十六年、山の小さな学校から町の大きな学校まで勤めました。
a 学習支援の教室で、算数の苦手な子の隣に座っています。
a 若いボランティアさんの相談相手にもなれます。
a 膝を痛めてからは、座ってできることをお受けしています。
q 小学校教諭免許
k practice advice day_help
@ after free
= 高校の数学教員|study.exam lecture.science it.programming|13 15
i 中学・高校の数学を、学び直したい大人にも教えます。
i 受験前の子の、夜の質問をお受けします。
a 現役の教員なので、部活動のない日の夜に動けます。
a つまずきの場所を、小学校の計算までさかのぼって探します。
a 統計の見方の講座を、市民向けに開きました。
a 勤め先に届け出たうえで活動しています。
q 高等学校教諭免許（数学）
k practice lecture
@ wd-night free
= 特別支援教育の経験者|study.special care.disability counsel.family|13 1
i 発達の気になる子の学びと遊びを、一緒に考えます。
i できないことより、好きなことから始めます。
a 特別支援学校で教え、寄宿舎の指導もしました。
a 子どもの活動の場を見せてもらい、環境の工夫を提案します。
a 保護者の方には、まず話を聞かせていただきます。
a 余暇活動の会で、電車の旅の付き添いをしています。
q 特別支援学校教諭免許
k advice practice
@ we-am expenses
= 保育士|care.child event.play study.storytelling|13 12
i 講座の託児を、二人組でお引き受けします。
i 赤ちゃんから小学生まで、けがのない遊び場をつくります。
a 保育園に勤めながら、休みの日に託児の会で活動しています。
a お預かりの前に、好きな遊びと苦手なものを伺います。
a 手づくりのおもちゃを持参します。
a 部屋の広さによって、受けられる人数を決めさせてください。
q 保育士
k day_help practice
@ we-am paid
= 助産師|care.nursing counsel.family lecture.health|1 13
i 産前産後の体と気持ちの相談をお受けします。
i いのちの授業を、学年に合わせてお届けします。
a 病院勤めを経て、いまは家庭を訪ねる仕事をしています。
a 子育てひろばで、抱っこと授乳の困りごとを聞いています。
a お産の予定で、急に日を変えていただくことがあります。
a 父親の会では、夜泣きの話がいちばん盛り上がります。
q 助産師
k advice lecture
@ wd-am paid
= 看護師|care.nursing safety.firstaid lecture.health|1 8
i 催しの救護と健康相談をお引き受けします。
i 血圧を測りながら、薬の話も聞きます。
a 総合病院の外来に勤め、夜勤のない働き方をしています。
a 運動会や夏祭りでは、救護の机を整えるところから手伝います。
a 災害の時には、支援の登録をしています。
a がん患者さんの会に、聞き手として加わっています。
q 看護師
k day_help lecture advice
@ we-day expenses
= 管理栄養士|cooking.nutrition cooking.large cooking.hygiene|1 13
i 減塩でもおいしい献立を一緒に考えます。
i 子ども食堂の献立と衛生を見ています。
a 病院と学校給食の両方を経験しました。
a アレルギーのある子も同じ皿を囲める工夫が得意です。
a 男性の料理教室では、包丁より先に買い物を教えます。
a 大量調理の温度と時間の表を差し上げます。
q 管理栄養士
k advice lecture
@ wd-pm expenses
= 健康運動指導士|lecture.health lecture.sport|1 6
i いすに座ったままできる体操を、笑いながら教えます。
i 体力測定の見方を、一人ずつ説明します。
a 市内のサロンを、順番に回っています。
a 膝や腰の痛む方には、その場で動きを変えます。
a 音楽は昭和の歌が多めです。
a 坂の上の集会所でも、車で伺います。
q 健康運動指導士
k lecture day_help
@ wd-am expenses
= ケアマネジャー|counsel.welfare care.elder law.inheritance|1
i 介護保険の仕組みを、例を挙げてお話しします。
i 介護する家族の会の、相談相手をしています。
a 在宅の介護を支えて十六年になります。
a 申請の前に知っておくと楽になることを、一枚にまとめました。
a 担当している方の地区の相談は、立場上お受けできないことがあります。
a 会議の進め方の研修もしています。
q 介護支援専門員
k advice lecture
@ wd-night free
= 傾聴ボランティア|care.listening care.visit|1
i お話を最後まで聴きます。助言はしません。
i 施設とお宅を訪ねて十年になります。
a 夫の看取りのあと、話を聴いてもらって救われました。
a 訪問は月に数回、徒歩とバスで通えるところに伺います。
a 聴いたことは、決して外に出しません。
a 戦争の頃の話も、静かに聴かせていただきます。
q 傾聴講座修了
k day_help practice
@ wd-pm free
= 公認心理師|counsel.mind counsel.family lecture.rights|10 13
i 支える側の人の、心の健康の研修をしています。
i 不登校の親の会で、話の聞き役をつとめます。
a 学校と病院で相談の仕事をしています。
a 個別の治療にあたることは、専門の機関にご案内します。
a 相談員どうしのふりかえりの進行も引き受けます。
a 一回九十分、少人数でお願いしています。
q 公認心理師
k advice lecture
@ we-pm paid
= キャリアコンサルタント|counsel.career facilitation.workshop|17 12
i 履歴書の空白を、経験の言葉に変えるお手伝いをします。
i 働くことに迷う若者と、ゆっくり話します。
a 製造業の人事を経て、相談の仕事に移りました。
a 就労支援の団体で、面接の練習相手をしています。
a 定年後の活動を考える講座は、夫婦での参加も歓迎です。
a オンラインの相談は、顔を出さなくてもかまいません。
q 国家資格キャリアコンサルタント
k advice lecture
@ wd-night expenses
= 消費生活相談員|counsel.consumer lecture.money|18
i 契約で困ったときの、最初の一歩をお伝えします。
i だまされない講座を、笑いを交えて開きます。
a 相談の窓口に十五年いました。
a 老人クラブでは、電話の断り方を声に出して練習します。
a 若い人には、動画の広告の見方から話します。
a 個別の交渉は、窓口におつなぎします。
q 消費生活相談員
k lecture advice
@ wd-am expenses
= ファイナンシャルプランナー|lecture.money law.inheritance accounting.budget|18 1
i 商品を売らない、お金の講座をします。
i 年金と介護の費用の見通しを、一緒に書き出します。
a 保険会社を早期退職し、学校と地域で話しています。
a 子どもには、三つの袋に分けるこづかいの遊びをします。
a 特定の会社や商品の話はいたしません。
a 団体の資金の見通しの表づくりも手伝います。
q AFP
k lecture advice
@ we-am expenses
"""
