"""Supporters who build, drive, farm and keep people safe; the notation is explained in `app.demo.people`."""

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
"""
