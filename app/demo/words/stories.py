"""What groups and departments come to the centre with, first half; the notation is explained in `app.demo.needs`."""

STORIES = """
= 決算書の作り方を教えてほしい
t 広報おうえん 専門家ボランティア
k adviser 19 npo
s 会計担当が急に替わり、活動計算書の作り方がわかりません。総会まで日がないので、隣で一緒に領収書を整理してくださる方を探しています。
m accounting.closing / accounting.bookkeeping accounting.software
@ office; wd-night; 1; expenses; public; 5; phone
= 総会の進行役をお願いしたい
k adviser 3 neighborhood council
s 会費の値上げをめぐって意見が分かれています。会長が議長をすると責められる形になるため、地区の外の落ち着いた進行役に入ってほしいです。
m facilitation.meeting / facilitation.minutes
@ hall; we-am; 1; expenses; members; 6; counter
= 子ども食堂の衛生を見てほしい
t 子ども食堂
k adviser 13 citizen npo
s 人数が増えて、一度に六十食を出すようになりました。食中毒が心配です。台所を見て、温度の管理や手順を教えてくださる方はいませんか。
m cooking.hygiene / cooking.large cooking.nutrition
@ kitchen; after; 1; expenses; public; 4; web
= 文化祭のチラシを一緒につくってほしい
t 合唱団 絵手紙 市民ミュージカル
k adviser 6 citizen council
s 毎年ワープロで作っていますが、若い人が来てくれません。写真はたくさんあります。できあがりをもらうより、作り方を覚えたいです。
m pr.flyer / design.graphic photo.still
@ hall; wd-pm; 1; free; public; 5; counter
= 講演会の託児をお願いしたい
t 男女共同参画の学び 女性の再就職
k hands 12 npo citizen
s 子育て中の方にも来てほしい講演会です。一歳から就学前まで十人ほどを、隣の和室でお預かりいただけませんか。おもちゃは用意します。
m care.child / event.play
@ center; we-pm; 3; paid; public; 6; web
= 棚田の石積みを直す手伝い
t 棚田を守る会
k hands 5 citizen council
s 雨で崩れた石積みを三か所直します。重い石は機械で上げます。並べる手と土を運ぶ手を、初めての方も歓迎です。昼はおにぎりを用意します。
m / farming.rice farming.mowing
@ farm; we-day; 8; free; public; 7; phone
= ホームページが止まったままです
t 市民メディア
k adviser 14 npo citizen
s 作ってくれた会員が引っ越し、パスワードもわかりません。引き継げるのか、作り直すほうがよいのか、相談に乗ってください。
m web.site / it.network web.social
@ online; wd-night; 1; expenses; public; 6; web
= 聞こえない方も参加できる講座にしたい
t 防災士の会 救命講習
k hands 8 citizen neighborhood
s 防災講座に、聞こえない方の参加の申し込みがありました。手話か文字通訳をお願いしたいのですが、頼み方も費用もわかりません。
m sign.signing / sign.captioning
@ hall; we-pm; 2; paid; public; 5; web
= 買い物の車の運転手を増やしたい
t 外出支援
k hands 1 npo citizen council
s 週に二便の買い物の車を出していますが、運転手が四人になりました。午前中だけ、月に一度からでも助かります。講習の費用は会が出します。
m driving.passenger / driving.welfare
@ office; wd-am; 3; expenses; public; 8; phone
= 祭りで一緒に出店してくれる団体
t 商店会
k partner 16 company citizen
s 商店街の夜市に、手づくりの品や体験の店を出してくださる団体を探しています。場所代はいただきません。火を使う店は二つまでです。
m / event.stall performance.music
@ shop; we-pm; 5; free; public; 7; counter
= 外国人住民と防災訓練をしたい
k partner 9 neighborhood council
s 町内に外国から来た方が二十軒ほど住んでいます。訓練に誘いたいのですが、言葉がわかりません。一緒に考えてくださる団体はありませんか。
m language.japanese / language.vietnamese safety.plan
@ meeting; we-am; 2; free; public; 9; counter
= 空き家の持ち主への手紙を相談したい
k adviser 3 council neighborhood
s 崩れそうな空き家が五軒あります。持ち主を責めずに相談を始められる手紙の書き方と、相続のことを教えてください。
m law.property / law.inheritance carpentry.house
@ hall; wd-night; 1; expenses; members; 6; phone
= 古いアルバムをデータにしたい
t 地域の音・風景の記録 郷土芸能の保存 小さな拠点づくり
k hands 6 citizen council
s 閉校した小学校の写真が段ボール三箱あります。傷めずに取り込み、だれが写っているかを書きとめる作業を、一緒にしてくださる方を求めます。
m photo.archive / clerical.entry research.interview
@ closedschool; we-am; 4; free; public; 10; letter
= 会員がスマホの連絡についてこられません
k adviser 14 citizen neighborhood
s 連絡をスマートフォンに切り替えたところ、半分の会員が困っています。ゆっくり教えてくれる方に、二、三回来ていただきたいです。
m it.smartphone / it.pc
@ meeting; wd-pm; 2; free; public; 4; phone
= 助成金の申請書を読んでほしい
t 助成金の勉強会 団体どうしの交流
k adviser 19 citizen npo
s 初めて五十万円の助成金に応募します。書いてはみましたが、思いばかりで伝わらない気がします。締め切り前に一度、厳しく読んでください。
m grants.writing / facilitation.planning accounting.budget
@ online; wd-night; 1; free; public; 3; web
= 山の道づくりの安全講習
t 里山整備
k adviser 7 citizen npo
s 竹林の整備で、チェーンソーを使える人が二人しかいません。新しい会員六人に、防具の選び方から教えてくださる講師をお願いします。
m farming.forest / safety.firstaid
@ hill; we-day; 1; paid; public; 8; web
= 通院の付き添いのしくみを話し合いたい
t 外出支援
k talk 1 council npo
s 地区で通院に困る声が増えました。バス会社、福祉の団体、市の担当課が一つの席で話したことがありません。話し合いの場を開きたいです。
m facilitation.workshop / driving.welfare research.survey
@ hall; wd-pm; 1; free; public; 8; counter
= 不登校の親の会で話してくださる方
t 不登校の居場所
k adviser 13 citizen npo
s 学校を離れたあとの進路を知りたいという声があります。経験のある親御さんか、相談の専門の方に、小さな輪で話していただけませんか。
m counsel.family / study.special counsel.mind
@ center; we-pm; 1; expenses; members; 6; web
= 長寿を祝う会で演奏してほしい
k hands 1 neighborhood
s 町内で三年ぶりに長寿を祝う会を開きます。八十人ほどが集会所に集まります。懐かしい歌を一緒に歌えるような演奏をお願いします。
m performance.music / performance.stage performance.dance
@ meeting; we-am; 1; expenses; public; 6; fax
= ボランティア保険の入り方がわからない
t プレーパーク
k adviser 19 citizen
s 子どもの外遊びの会を始めました。けがの時の備えと、申し込みの用紙の作り方を教えてください。
m labor.volunteer / law.privacy
@ center; wd-am; 1; free; public; 3; counter
= 学習支援の先生が足りません
t 放課後の学習支援
k hands 13 npo citizen
s 中学三年生が七人に増え、数学と英語を見られる人が足りません。受験までの間だけでも、夜に来られる方を探しています。
m study.exam / study.homework language.english
@ library; after; 3; expenses; public; 5; web
= 里の菓子を商品にしたい
t 農産加工の商品づくり 名物づくり
k adviser 16 citizen company
s 祭りで好評だった米粉の菓子を、道の駅で売りたいと考えています。表示、許可、値段の付け方がわかりません。
m cooking.hygiene organization.business / design.display cooking.sweets
@ kitchen; tuesday; 1; expenses; public; 7; web
= 認知症カフェに出張してくれる音楽家
t 認知症カフェ コミュニティカフェ 在宅介護者の会
k hands 1 npo citizen
s 歌の時間になると、ふだん話さない方も口ずさみます。ピアノでもギターでもかまいません。三十分ほど弾いてくださる方を探しています。
m performance.music / care.listening
@ welfare; wd-pm; 1; free; public; 5; phone
= 会の名簿の扱いを見直したい
t 後見・権利擁護
k adviser 10 neighborhood citizen
s 緊急連絡の名簿を作りたいのですが、個人情報だからと断られます。集め方、しまい方、捨て方の決まりを一緒に作ってください。
m law.privacy / organization.rules it.spreadsheet
@ meeting; wd-night; 1; free; members; 6; counter
= 高校生と商品を考えてみたい
t 工務店
k partner 16 company
s 端材が毎月たくさん出ます。若い人の考えを借りて、木の小物にできないかと思っています。一緒に試してくれる学校や団体はありませんか。
m / design.display carpentry.wood
@ office; after; 2; free; public; 10; web
= 河川清掃のあとのごみを運べない
t 川の清掃 ホタル保護
k hands 7 citizen neighborhood
s 清掃で集めたタイヤや流木を、処理場まで運ぶ車がありません。軽トラック二台と、積み下ろしの手をお願いします。
m driving.truck / farming.mowing
@ river; we-early; 2; expenses; public; 5; phone
= 会報の編集を引き継いでほしい
t 茶道・和文化 星空観察
k hands 6 citizen
s 二十年編集してきた会員が引退します。年に三回、八ページの会報です。引き継ぎの間は一緒に作りますので、新しい編集者を求めます。
m pr.newsletter / pr.writing it.pc
@ library; wd-am; 1; free; public; 9; letter
= 相続と墓じまいの講座を開きたい
t 墓・家じまいの相談
k adviser 20 citizen council
s 集落の墓地をどうするか、皆が気にしながら話せずにいます。法律と費用のことを、押しつけずに話してくださる方をお願いします。
m law.inheritance / counsel.consumer
@ meeting; we-pm; 1; expenses; public; 8; phone
= オンラインでも参加できる会議にしたい
k adviser 14 council npo
s 子育て中の役員が会議に出られません。会場と画面をつなぐ方法を、機材選びから教えてください。ハウリングに困っています。
m it.meeting / event.sound it.network
@ hall; wd-night; 1; expenses; public; 5; web
= 桜の古木を診てほしい
t 花いっぱい運動 桜と灯りの祭り
k adviser 7 neighborhood citizen
s 参道の桜の枝が落ちるようになりました。切るべきか残せるのか、子どもの通る道なので心配です。まず見ていただけませんか。
m carpentry.garden / farming.flower
@ park; wd-am; 1; expenses; public; 4; fax
"""
