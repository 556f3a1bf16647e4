"""Supporters who cook, craft, perform, guide and help on the day; the notation is explained in `app.demo.people`."""

PROFILES = """
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
