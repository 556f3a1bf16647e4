"""What groups and departments come to the centre with, second half; the notation is explained in `app.demo.needs`."""

STORIES = """
= 避難所の運営訓練を手伝ってほしい
k adviser 8 council neighborhood
s 体育館を使って、初めて避難所の受付から就寝までの訓練をします。進め方の助言と、当日の班の相談役をお願いします。
m safety.shelter / safety.plan care.nursing
@ gym; we-day; 2; expenses; public; 9; counter
= 審議会の市民委員の候補を探しています
t 男女共同参画室
k talk 12 city
s 委員の平均年齢が高く、女性が少ない審議会があります。若い方や子育て中の方の声を聞く席を、団体の皆さんと設けたいと考えています。
m facilitation.workshop / lecture.rights
@ cityhall; wd-pm; 1; free; coordinators; 10; counter
= 電子工作の先生が来られなくなった
t ものづくり工房 理科実験教室
k hands 15 citizen school
s 工作教室で、はんだごてを教える先生が入院されました。小学生十二人、ラジオを組み立てます。代わりの先生を急いで探しています。
m lecture.science / carpentry.toy
@ library; we-am; 2; expenses; public; 2; phone
= ベトナム語で説明できる方
t 国際交流課
k hands 11 city
s 小学校の入学説明会に、ベトナムから来たご家族が参加されます。書類と持ち物の説明に、付き添って通訳してくださる方をお願いします。
m language.vietnamese / language.japanese
@ school; wd-am; 1; paid; members; 4; phone
= 働く練習の場を増やしたい
t 若者の就労支援
k partner 17 npo
s 人と話すことに慣れる途中の若者が、半日ほど体験できる仕事を探しています。農作業、袋詰め、清掃など、職員が付き添います。
m / farming.vegetable clerical.mailing
@ office; wd-pm; 3; free; public; 8; web
= 詐欺よけの寸劇をお願いしたい
k hands 18 neighborhood council
s 近所で続けて被害がありました。老人会の集まりで、笑いながら手口を知ることのできる寸劇か落語をお願いできませんか。
m performance.stage / counsel.consumer
@ meeting; wd-am; 1; expenses; public; 5; phone
= 着物の寄付を生かしてくれる団体
t 茶道・和文化
k partner 6 citizen
s 会員の実家の呉服店から、反物と着物が百点ほど出てきました。子どもの和文化の体験や舞台の衣装に使ってくださる会に譲ります。
m / lecture.craft performance.tradition
@ shop; wd-pm; 2; free; public; 6; counter
= 運動会の新しい種目を考えたい
k adviser 6 neighborhood council
s 参加者が減り、走る種目が組めません。車いすの方も八十代も出られる種目を、道具を含めて教えてください。
m lecture.sport / event.play
@ gym; we-am; 1; free; public; 7; web
= 高齢の会員だけで倉庫を片づけられない
t 市民農園と食の分かち合い 地域の音・風景の記録
k hands 20 citizen
s 三十年分の道具と書類が倉庫にあります。残す物を決めるのは私たちがしますので、運び出す若い力を貸してください。昼食を用意します。
m / driving.truck clerical.entry
@ hall; we-day; 5; free; public; 4; fax
= NPO法人にするか迷っています
t 団体どうしの交流 ボランティアの養成
k adviser 19 citizen
s 市から委託の話があり、法人になることを勧められました。事務が増えるのが心配です。ならない道も含めて相談したいです。
m organization.founding / organization.rules tax.corporate
@ center; wd-night; 1; free; public; 6; web
= 聞き書きの録音を文字にしたい
t 戦争体験の語り継ぎ
k hands 10 citizen npo
s 戦争の頃の話を二十人分、録音しました。土地の言葉を大切にしながら文字にする作業を、家でできる方にお願いします。
m clerical.entry / research.interview pr.writing
@ online; wd-am; 4; free; public; 12; letter
= 観光案内を英語でも出したい
t 観光ガイド
k adviser 4 citizen company
s 駅前の案内板を作り替えます。翻訳機にかけたら妙な英語になりました。町の言葉を生かした短い英文にしてくださる方を求めます。
m language.english / lecture.history design.graphic
@ station; we-am; 1; expenses; public; 6; web
= 猫の困りごとを話し合いたい
k talk 7 neighborhood
s えさをやる人とやめてほしい人の間で、回覧板が言い合いになっています。責め合わずに話せる場を、第三者に入っていただいて開きたいです。
m facilitation.meeting / counsel.mind
@ meeting; we-pm; 1; free; members; 5; counter
= 集会所の段差をなくしたい
k hands 1 neighborhood
s 玄関の段差で転ぶ方が続きました。材料費は会で出します。手すりとスロープの付け方を見て、一緒に作ってくださる方はいませんか。
m carpentry.wood / carpentry.house
@ meeting; we-day; 2; expenses; public; 6; phone
= 子どもの意見を聞く会を開きたい
t 子ども未来課
k talk 13 city council
s 児童公園を新しくします。大人だけで決めず、小中学生の意見を聞きたいのですが、学校のほかに声をかける先と進め方の知恵をください。
m facilitation.workshop / lecture.rights event.play
@ school; after; 2; paid; public; 8; counter
= アンケートの集計を手伝ってほしい
k hands 3 council
s 全住民アンケートを千二百枚集めました。入力と集計、自由記述のまとめ方に手が回りません。図にするところまで助けてください。
m research.statistics / clerical.entry it.spreadsheet
@ office; wd-am; 3; expenses; public; 6; web
= フードバンクの倉庫と車を探しています
t フードバンク
k partner 18 npo
s 寄付の食品が増え、借りている部屋が手狭になりました。平日の昼に使える倉庫と、週に一度だけ車を出してくださる会社はありませんか。
m driving.truck / clerical.entry
@ office; wd-pm; 2; free; public; 9; web
= ひとり暮らしの方の話し相手
t 高齢者支援課
k hands 1 city council
s 退院されたばかりの方が、話し相手を希望されています。お名前と住所は、引き受けてくださる方が決まってからお伝えします。
m care.listening / care.visit
@ welfare; wd-pm; 1; free; coordinators; 3; phone
= 神楽の舞を映像で残したい
t 郷土芸能の保存
k hands 6 citizen
s 舞い手の最年長が八十七歳になりました。十二番すべてを、足運びがわかるように撮っておきたいです。夜の練習にも来られる方をお願いします。
m photo.video / photo.still research.interview
@ closedschool; wd-night; 2; expenses; public; 8; phone
= 祭りの音響を頼みたい
k hands 3 neighborhood council
s いつもの方が引っ越されました。機材は公民館にあります。マイク四本と音源をつなぎ、踊りと余興の音を出してくださる方をお願いします。
m event.sound / carpentry.electric facilitation.mc
@ park; we-pm; 1; expenses; public; 5; fax
= 会を閉じる相談をしたい
t 市民活動の相談 広報おうえん
k adviser 19 citizen
s 会員の平均が八十歳になりました。残ったお金と道具をどうするか、どの順番で何をすればよいか、静かに相談したいです。
m organization.succession / accounting.closing organization.rules
@ center; wd-am; 1; free; coordinators; 6; letter
= 女性の防災班を立ち上げたい
k adviser 12 council neighborhood
s 避難所の計画を見たら、役の全員が男性でした。着替えや授乳のことから声を出したい人が六人います。始め方を教えてください。
m safety.shelter / lecture.rights facilitation.workshop
@ hall; wd-night; 1; expenses; public; 6; web
= 畑の体験に付き添ってくださる方
t 不登校の居場所
k hands 13 npo citizen
s 学校に行きづらい子どもたちが、農家さんの畑に通い始めました。行き帰りの車と、畑で一緒に過ごしてくださる大人を探しています。
m driving.passenger / study.special farming.vegetable
@ farm; wd-am; 2; expenses; members; 5; web
= 星の観察会の案内役
t 科学部
k hands 15 neighborhood school
s 子ども会のお泊まり会で、星を見せたいと思います。三十人ほどです。望遠鏡を持って来てくださる方に、お話もお願いしたいです。
m lecture.science / photo.still
@ closedschool; we-night; 1; expenses; public; 6; phone
= 年に一度の活動報告を見やすくしたい
k adviser 19 npo
s 総会の報告書が文字ばかりで、会員も読んでくれません。数字を図にし、だれに何が届いたかを伝えられる形にしたいです。
m research.evaluation / design.graphic pr.writing
@ online; wd-night; 1; expenses; public; 7; web
= 実習生と町の人の食事会を開きたい
t 製作所
k partner 11 company
s 工場にインドネシアとベトナムの若者が十五人います。町に知り合いがいません。料理を教え合う会を、一緒に企画してくださる団体を探しています。
m language.tagalog / cooking.local language.japanese
@ kitchen; we-am; 2; free; public; 8; web
= イノシシの柵を見直したい
k adviser 5 council neighborhood
s 柵を張ったのに、今年も三か所から入られました。一緒に歩いて、弱い所と草刈りの段取りを教えてください。
m farming.wildlife / research.map farming.mowing
@ farm; we-am; 1; expenses; public; 4; phone
= 働く女性の集いの講師
t 女性の再就職
k adviser 12 npo citizen
s 子育てのあとで働き始めたい方が十五人ほど集まります。履歴書と面接のことを、経験を交えて話してくださる方をお願いします。
m counsel.career / labor.rules
@ center; wd-am; 1; paid; public; 6; web
= 乗り合いの車の時刻を考えたい
t 交通政策課
k talk 20 council city
s 朝の通学と昼の通院が同じ車では合いません。使う人、走らせる人、お金を出す人が一緒に考える場を設けたいです。
m facilitation.meeting / research.survey driving.bus
@ hall; wd-pm; 1; free; public; 9; counter
= 太鼓の運搬と積み下ろし
t 伝統太鼓
k hands 6 citizen
s 隣町の施設に演奏に呼ばれました。大太鼓が会の車に載りません。二トン車を運転できる方と、支える手を二人お願いします。
m driving.truck / event.staff
@ hall; we-day; 3; expenses; public; 3; phone
"""
