"""Supporters who work with hands, wheels, stage and soil; the notation is explained in `app.demo.people`."""

PROFILES = """
= 元大工|carpentry.wood carpentry.house lecture.craft|3 16
i 元大工です。手すり一本から棚の修繕まで。
i のこぎりの持ち方から、子どもにも教えます。
a 工務店に五十年勤め、寺や民家の修理もしました。
a 空き家の床下を見て、直せるかどうかをお伝えします。
a 高い所の作業は、息子と相談してからお返事します。
a 道具は自分のものを持っていきます。
q 二級建築大工技能士
k practice lecture advice
@ wd-am expenses
= 電気工事士|carpentry.electric it.network event.sound|8 3
i 集会所の照明と催しの電源を見ます。
i 電球の交換も配線の相談も、気軽にどうぞ。
a 電気店を息子に譲り、時間ができました。
a 祭りの提灯の配線は、前の日に明るいうちから始めます。
a 停電に備えた発電機の使い方を、訓練で教えています。
a 免許の要る工事は、材料費だけいただきます。
q 第二種電気工事士
k practice day_help
@ we-day expenses
= おもちゃドクター|carpentry.toy lecture.science|13 7
i こわれたおもちゃを、子どもの目の前で直します。
i 直す楽しさを伝える、元技術者です。
a 時計の工場で、細かい仕事を長くしていました。
a 部品がなければ、つくるか、ほかの部品で考えます。
a 電子工作の教室では、はんだごてを一人一本用意します。
a 治らなかったときは、正直に子どもに謝ります。
q おもちゃドクター養成講座修了
k practice lecture
@ we-am free
= 左官職人|carpentry.house lecture.craft|3 5
i 土壁と漆喰塗りの体験を指導します。
i 古い家の壁を、土地の土で直します。
a 親方について四十年、いまも現場に立っています。
a 改修の体験会では、汚れてもよい服でお越しください。
a 子どもの泥団子教室は、大人のほうが夢中になります。
a 雨の続く時期は乾かないので、秋がおすすめです。
q 一級左官技能士
k lecture practice
@ we-day paid
= 植木職人|carpentry.garden farming.flower|7 3
i 公園や集会所の木の手入れを一緒にします。
i 剪定の講習を、切ってよい枝の見分けから始めます。
a 造園会社を退職し、桜の手入れを続けています。
a 脚立の安全な立て方を、まず全員で練習します。
a 切った枝は、たい肥や焚きつけに使えるよう分けます。
a 夏の暑い時間は避けさせてください。
q 一級造園技能士
k practice lecture
@ wd-am expenses
= 野菜農家|farming.vegetable cooking.local|5 13
i 収穫体験と畑の手ほどきをします。
i 規格外の野菜を、子ども食堂に届けています。
a 夫婦で露地野菜をつくっています。
a 学校の畑の土づくりを、冬のうちから手伝います。
a 農繁期の五月と十月は、手が離せません。
a 漬物と干し野菜の教室を、妻が担当します。
q
k lecture day_help
@ we-am free
= 米農家|farming.rice farming.mowing driving.truck|5
i 田植えと稲刈りの体験を受け入れます。
i 刈払機の安全な使い方を教えます。
a 棚田を含む三町歩で米をつくっています。
a 田んぼの学習では、カエルの名前も一緒に覚えます。
a 軽トラックでの運搬は、前の日までに声をかけてください。
a 水の当番の日は、夕方から動けません。
q 刈払機取扱作業者
k lecture practice day_help
@ we-am free
= 林業家|farming.forest safety.firstaid|5 7
i チェーンソーと間伐の安全講習をします。
i 竹林の整備の段取りを、現地で一緒に考えます。
a 山主であり、伐採の仕事もしています。
a 講習は一回六人まで。防具の点検から始めます。
a 切った木の使い道を先に決めてから、山に入ります。
a 電波の届かない所にいることが多く、返事は夜になります。
q 伐木等特別教育修了
k lecture practice
@ we-day paid
= わな猟の免許をもつ農業者|farming.wildlife research.map|5
i 集落ぐるみの獣害対策をお話しします。
i 電気柵の張り方を、一緒に歩いて教えます。
a サルに畑をやられたことから、勉強を始めました。
a 足跡とふんの見分け方は、子どもにも人気です。
a 捕ることより、寄せないことに力を入れています。
a 集落の会合に呼んでくだされば、夜でも伺います。
q わな猟免許
k advice lecture practice
@ wd-night expenses
= 元バス運転手|driving.bus driving.passenger safety.patrol|1 3
i マイクロバスと送迎車の運転を引き受けます。
i 安全運転の講習もします。
a 路線バスと観光バスを、合わせて三十年運転しました。
a 道の下見と休憩の場所は、自分で確かめます。
a 夜の山道の運転は、ご遠慮しています。
a 通学路の旗当番を、毎朝続けています。
q 大型自動車第二種免許
k day_help practice
@ any-day expenses
= 福祉有償運送の運転者|driving.welfare driving.passenger sign.guide|1
i 車いすのまま乗れる車で、通院をお手伝いします。
i 外出の付き添いが得意です。
a 介護の仕事をしながら、休みの日に運転しています。
a お墓参りや花見など、行きたい所の相談も楽しみです。
a 乗り降りの介助は、ご本人に聞きながらします。
a 前の週の金曜までにご連絡ください。
q 福祉有償運送運転者講習修了
k day_help practice
@ wd-day expenses
= 軽トラックの助っ人|driving.truck farming.mowing event.staff|3 7
i 軽トラックと体力で、荷物運びを手伝います。
i 会場づくりと片づけの、頼れる手になります。
a 自営業なので、平日も都合がつけやすいです。
a 清掃で集めたごみや、バザーの品を運んでいます。
a 重い家具は、二人以上でお願いします。
a 消防団にも入っています。
q
k day_help
@ any-day free
= 元消防職員|safety.firstaid safety.shelter safety.plan|8 9
i 元消防職員が、町内会の訓練を一緒に組み立てます。
i 助かる命を増やす、応急手当の講習をします。
a 救急と予防の仕事を四十年続けました。
a 訓練は、失敗してよい場にすることを心がけています。
a 寝たきりの方の避難は、ご家族の話を聞いてから考えます。
a 講習の人形は、こちらで用意します。
q 応急手当指導員 防災士
k lecture advice day_help
@ we-am free
= 防災士の主婦|safety.plan safety.shelter cooking.large|8 12
i 台所からの防災と、女性の目での避難所づくりを伝えます。
i 家にあるもので備える講座をします。
a 水害で家が浸かった経験から、資格を取りました。
a 乾物と缶詰の献立を、実際につくって食べます。
a 赤ちゃんとお年寄りのいる家の備えを、一緒に書き出します。
a 避難所の模擬運営の進行もします。
q 防災士
k lecture facilitation
@ wd-am expenses
= アマチュア無線家|safety.radio it.network lecture.science|8 15
i 災害のときの通信の訓練をお手伝いします。
i 子どもの電子工作と無線の体験を開きます。
a 小学生のときから無線を続けて五十年になります。
a 集落ごとの電波の届き方を、歩いて測りました。
a 催しでは、駐車場の連絡役として重宝されています。
a アンテナを立てる場所があると、張り切ります。
q 第二級アマチュア無線技士
k practice lecture day_help
@ we-day free
= 災害支援の経験者|safety.relief organization.volunteer driving.truck|8
i 泥出しから受付まで、被災地での経験を伝えます。
i ボランティアセンターの立ち上げ訓練を手伝います。
a 各地の水害のあと、延べ百日ほど活動しました。
a 道具の使い方と、休み方を同じだけ大切に教えます。
a 小型の重機を動かせます。
a 災害が起きたときは、約束を延ばしていただくことがあります。
q 小型車両系建設機械特別教育修了
k lecture practice
@ we-day free
= 料理上手の元給食調理員|cooking.large cooking.local cooking.hygiene|13 1
i 二百人分のカレーを、時間どおりに仕上げます。
i 子ども食堂の台所の段取りを教えます。
a 学校給食の調理場で、二十八年働きました。
a 手洗いと温度の記録は、笑顔で厳しくします。
a 郷土のちらしずしと巻きずしを、若い人に伝えています。
a 大鍋は持てなくなりましたが、味見はお任せください。
q 調理師
k practice lecture day_help
@ wd-pm free
= 菓子職人|cooking.sweets organization.business design.display|16 17
i 焼き菓子の商品づくりと表示の相談に乗ります。
i 子どもと一緒に、米粉の菓子をつくります。
a 町の洋菓子店を営んで十九年です。
a 障がい者施設のクッキーの改良を手伝いました。
a 材料の値段を見ながら、売れる大きさを考えます。
a 定休日の火曜にお受けしています。
q 製菓衛生師
k advice lecture
@ tuesday expenses
= 手芸の先生|lecture.craft event.stall|6 2
i つるし飾りと布小物の教室をします。
i 着なくなった着物を、袋物に仕立て直します。
a 洋裁店を閉じてから、公民館で教えています。
a 針に糸を通す道具を、人数分持っていきます。
a 衣装の直しは、祭りの一か月前までにお願いします。
a おしゃべりしながらの二時間が、あっという間です。
q
k lecture practice
@ wd-pm expenses
= 書道家|lecture.craft design.display|6 11
i 看板と賞状の字を書きます。
i 外国の方の書道体験を受け入れています。
a 子どもの教室を開いて三十年になります。
a 団体の看板は、活動を見せていただいてから書きます。
a 墨のつかない服でお越しください。
a 正月の書き初め会は、毎年続けています。
q 書道師範
k lecture practice
@ we-pm expenses
= ピアノ講師|lecture.music performance.music|6 1
i 合唱の伴奏と、歌声の集いの進行をします。
i 認知症カフェで、懐かしい歌を弾いています。
a 自宅の教室のかたわら、施設を訪ねています。
a 楽譜がなくても、鼻歌から伴奏をつけます。
a 電子ピアノを運べるので、場所を選びません。
a 発表会の前の三月は、予定が詰まっています。
q
k practice day_help lecture
@ wd-am expenses
= 落語・手品の演者|performance.stage facilitation.mc|6 1
i 十五分の落語と手品で、場を温めます。
i 詐欺よけの新作落語が自慢です。
a 会社勤めのかたわら、社会人の落語会で腕を磨きました。
a 畳の部屋でも、いすの会場でも、座布団一枚で伺います。
a 子どもには、自分でできる手品を一つ教えて帰ります。
a 出演料より、笑い声がうれしいです。
q
k day_help lecture
@ we-pm expenses
= 太鼓の指導者|performance.tradition lecture.music|6 13
i 子どもの太鼓を、あいさつから教えます。
i 祭り太鼓の口伝を、書き残しています。
a 保存会で四十年、いまは若い打ち手を育てています。
a 施設では、座ったままの太鼓も喜ばれます。
a 太鼓は会の車で運びます。
a 音の届く範囲のお宅への声かけを、先にお願いしています。
q
k lecture day_help
@ wd-night expenses
= フラダンスの踊り手|performance.dance lecture.health|6 1
i 敬老会や祭りで、仲間と踊ります。
i ゆっくりした動きの、健康フラを教えます。
a 五十歳から始めて、いまは小さな教室を開いています。
a 衣装と音楽は、こちらで用意します。
a 客席の皆さんにも、手の振りを覚えていただきます。
a 腰の痛い日は、いすに座って踊ります。
q
k day_help lecture
@ wd-pm expenses
= 自然観察指導員|lecture.nature research.survey|7 13
i 虫と草花の名前を、一緒に調べて歩きます。
i 川の生きものの観察会を案内します。
a 植物園に勤めたあと、里山の調査を続けています。
a 子どもの質問に、わからないときは一緒に図鑑を引きます。
a 夏は早朝に、冬は日の高いうちに歩きます。
a 珍しい花の場所は、お話しできないことがあります。
q 自然観察指導員
k lecture practice
@ we-early expenses
= 天文愛好家|lecture.science photo.still|15 13
i 望遠鏡を持って、星空の案内に伺います。
i 星座の物語を、土地の昔話とつなげて話します。
a 山の上に小さな観測小屋を建てました。
a 曇りの夜のための、室内の話も用意しています。
a 足もとの明かりは、赤い布で覆ってください。
a 平日は会社員のため、翌日が休みの夜にお願いします。
q
k lecture
@ we-night free
= 元体育教員|lecture.sport event.play safety.firstaid|6 13
i 勝ち負けにこだわらない運動会の種目を考えます。
i ボッチャと卓球の審判をします。
a 陸上部の顧問を長くつとめました。
a けがの少ない準備運動を、年齢別に伝えます。
a 地域クラブの立ち上げに関わっています。
a 暑い日の中止の判断は、遠慮なく言わせてもらいます。
q 中学校教諭免許（保健体育）
k lecture day_help
@ we-am free
= 事務の得意な主婦|clerical.entry clerical.mailing it.spreadsheet|19
i 名簿の入力と封入を、家でお引き受けします。
i 総会資料の印刷と発送を手伝います。
a 結婚前は商社で事務をしていました。
a 子どもが学校に行っている間に作業します。
a 個人情報は、預かる前に扱いを決めさせてください。
a 細かい作業を黙々とするのが好きです。
q 日商簿記検定3級
k practice
@ wd-am free
= 高校生ボランティア|event.staff it.smartphone event.play|13 14
i 高校一年生。催しの受付とスマホ教室を手伝います。
i 小さな子と遊ぶのが好きです。
a ボランティア部で、月ごとに活動を選んでいます。
a スマートフォンの使い方を聞かれるのは、少し得意です。
a 学校と保護者の了解を取ってから参加します。
a 将来は保育の仕事をしたいと考えています。
q
k day_help
@ we-day free
= 地域の世話役|organization.volunteer organization.succession care.visit|3 9
i 人と人をつなぐことしかできませんが、足は軽いです。
i 役員のなり手の相談に乗ります。
a 民生委員と町内会長を、合わせて十五年つとめました。
a 断られたときの次の手を、一緒に考えます。
a 会の閉じ方の相談も、何度か受けました。
a 電話はいつでも。ただし夕飯どきは出られません。
q
k advice
@ any-day free
= 障がい福祉の支援員|care.disability sign.guide counsel.welfare|1 10
i 催しに車いすの方を迎える準備を一緒にします。
i 余暇の外出に付き添います。
a 通所施設で働いて十二年になります。
a 会場の下見では、トイレと休む場所を先に見ます。
a 当事者の方と二人で、研修の講師をすることもあります。
a 勤務が不規則なので、月初めに予定が決まります。
q 社会福祉士
k practice lecture day_help
@ we-pm free
= ドローン操縦士|photo.drone photo.video research.map|14 4
i 棚田や祭りを、空から撮影します。
i 災害の前の姿を、上から記録しておきましょう。
a 農薬散布と測量の仕事で飛ばしています。
a 飛ばせる場所と手続きを、先に確かめます。
a 撮った映像は、団体が自由に使えるようお渡しします。
a 風の強い日は、遠慮なく中止にします。
q 二等無人航空機操縦士
k practice
@ we-am expenses
"""
