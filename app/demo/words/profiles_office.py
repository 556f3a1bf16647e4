"""Supporters with office, legal, teaching and communication skills; the notation is explained in `app.demo.people`."""

PROFILES = """
= 元銀行員|accounting.bookkeeping accounting.budget grants.report|19 16
i 元銀行員です。会の帳簿づけを、領収書の整理から一緒にします。
i 数字が苦手な会計さんの、隣に座る係です。
a 地方銀行に三十五年勤め、融資と支店の事務をしていました。
a 定年後は町内会と合唱団の会計を引き受け、様式を一枚にまとめました。
a 責める監査ではなく、続けられる帳簿を一緒につくることを心がけています。
a 補助金の精算では、証拠書類のそろえ方からお手伝いできます。
q 日商簿記検定2級
k advice practice
@ wd-am expenses
= 税理士|tax.corporate tax.consumption accounting.closing|19
i NPO法人の決算と税の相談を受けている税理士です。
i 収益事業かどうか、迷ったら早めに聞いてください。
a 市内で事務所を開いて二十年になります。
a 活動計算書の見方や、謝金の源泉徴収の質問をよく受けます。
a 申告の時期の二月と三月は、お受けできないことがあります。
a 法律上お答えできる範囲を、初めに説明するようにしています。
q 税理士
k advice lecture
@ wd-night paid
= 社会保険労務士|labor.insurance labor.rules labor.payroll|17 19
i 初めて人を雇う団体の、手続きの道案内をします。
i 働く人も団体も困らない約束づくりを手伝う社労士です。
a 就業規則のひな型を、その団体の身の丈に合わせて直します。
a 有償ボランティアと雇用の違いは、いちばん多い質問です。
a 子育て中のため、夜の打ち合わせはオンラインでお願いしています。
a 病気を抱えて働く人の相談会にも加わっています。
q 社会保険労務士
k advice lecture
@ wd-pm expenses
= 司法書士|law.inheritance law.property organization.founding|10 3
i 相続と空き家の名義、法人の登記のことならお任せください。
i むずかしい法律の話を、例え話でお伝えします。
a 相続登記の義務化について、サロンや公民館で話しています。
a 成年後見の事例を、名前を伏せてわかりやすく紹介します。
a NPO法人の役員変更の登記を忘れている団体が多く、気になっています。
a 山あいの地区へも、道の雪が解けたら伺います。
q 司法書士
k advice lecture
@ wd-night expenses
= 行政書士|organization.founding organization.rules law.contract|19
i 会則づくりから法人の設立まで、書類の下書きを一緒にします。
i 三人集まったら規約をつくりましょう。お手伝いします。
a 元は市役所の職員で、許認可の窓口にいました。
a 定款は、読んで意味のわかる言葉にすることにこだわっています。
a 協働協定書や委託契約書の読み合わせも引き受けます。
a 自分でも里山の会の事務局をしています。
q 行政書士
k advice practice
@ we-pm expenses
= 助成金の審査経験者|grants.writing grants.search facilitation.planning|19
i 読む側だった経験から、伝わる申請書にするお手伝いをします。
i 書く前に、何をしたいのかを一緒に言葉にします。
a 県の財団で、助成事業の担当を十二年つとめました。
a 落ちた申請書の読み直しこそ、次につながると考えています。
a 締め切りの三週間前までにご相談いただけると助かります。
a 予算書の単価と数量の書き方で、通りやすさは変わります。
q
k advice lecture
@ wd-pm free
= 寄付集めの実務者|grants.funding pr.writing web.form|19 11
i ありがとうを伝えるところまでが寄付集め、と考えています。
i クラウドファンディングのページを一緒につくります。
a 国際協力の団体で、会員と寄付者への便りを担当していました。
a 目標額の決め方と、返礼に無理をしない方法をお話しします。
a お礼状のひな型を差し上げています。
a 寄付の使い道の報告は、写真一枚から始められます。
q 認定ファンドレイザー
k advice practice
@ wd-night free
= 元新聞記者|pr.press pr.writing pr.newsletter|6 14
i 元記者が、取材したくなる案内文をお教えします。
i 会報の見出しと文章を、一緒に磨きましょう。
a 地方紙で三十年、暮らしと文化の面を書いてきました。
a 団体の皆さんの文章に赤を入れるのではなく、質問をします。
a 聞き書きの講座では、録音より先に相づちの練習をします。
a 写真説明の書き方だけの短い講座もできます。
q
k advice lecture practice
@ wd-pm expenses
= グラフィックデザイナー|design.graphic pr.flyer design.display|14 19
i 伝えたいことを三つに絞る、チラシづくりの相談相手です。
i 団体の顔になるロゴとチラシをつくります。
a 印刷会社に勤めたあと独立し、商店街の仕事を多くしています。
a 文字の大きさと余白を直すだけで、ぐっと読みやすくなります。
a 写真の許可と出どころは、最初に確かめさせてください。
a 三歳の子がいるので、打ち合わせに連れて行くことがあります。
q
k practice advice
@ wd-am paid
= イラストレーター|design.illustration pr.flyer facilitation.minutes|6 13
i 話し合いをその場で絵にします。似顔絵も喜ばれます。
i やわらかい絵で、むずかしい話を身近にします。
a 絵本の挿絵を描きながら、地域の話し合いの記録をしています。
a 防災の紙芝居を、小学生と一緒につくりました。
a 会議の場では、発言の少ない人の言葉ほど大きく描きます。
a 急ぎの仕事は苦手なので、二週間ほど時間をください。
q
k practice facilitation
@ wd-pm expenses
= ウェブ制作会社の社員|web.site web.social web.form|14
i 更新が続くホームページを、小さく始めるお手伝いをします。
i 会員さんが自分で直せるサイトをつくります。
a 平日は会社勤めのため、夜か週末の活動になります。
a 古いサイトの引っ越しや、止まったままのページの整理もします。
a 使い方の手引きを一枚つくってお渡しします。
a パスワードを一人だけが知っている状態を、まず直しましょう。
q ウェブデザイン技能検定2級
k practice advice
@ wd-night expenses
= SNS運用の会社員|web.social photo.still pr.writing|14 16
i スマートフォン一台でできる発信を、楽しく教えます。
i 三十代。団体の投稿を一緒に考えるのが好きです。
a 地元の食品会社で、広報とSNSを担当しています。
a 写真の撮り方は、窓のそばに立つところから始めます。
a 若い人に届けたいのか、会員に届けたいのかを先に決めます。
a 炎上を恐れすぎない、約束事のつくり方もお話しします。
q
k advice lecture
@ we-pm free
= システムエンジニア|it.spreadsheet it.programming it.network|14 15
i 名簿と集計の手作業を、少しだけ楽にします。
i 団体のIT困りごとを、難しい言葉を使わずに解きます。
a 在宅で働いているので、昼休みのオンライン相談もできます。
a 会員名簿と会費の表を一つにまとめた例が、好評です。
a 子ども向けのプログラミング教室で、月に何度か先生をしています。
a 使っている機械に合わせて考えるので、買い替えは勧めません。
q 応用情報技術者
k practice advice
@ wd-night free
= パソコン教室の先生|it.pc it.smartphone it.spreadsheet|14 2
i 七十代の生徒さんと一緒に歩んできた、パソコンの先生です。
i 何度同じことを聞かれても、にこにこお答えします。
a 教室を閉じたあと、公民館とサロンで教えています。
a 年賀状、家計簿、写真の整理と、目的から始めます。
a 怪しい画面が出たときは、電源を切らずに電話をください。
a 出張先までは自転車で伺うので、雨の日は日を改めます。
q
k lecture advice
@ wd-am expenses
= 大学生の動画編集|photo.video web.social it.programming|14 6
i 祭りや講座の記録を、三分の動画にまとめます。
i 大学二年生。撮影も編集もスマートフォンから教えられます。
a 映像制作のサークルに入っていて、地域の取材が好きです。
a 授業の合間と週末に動けます。試験の前の二週間は休みます。
a 映る方の了解をいただく紙を、いつも持ち歩いています。
a 字幕をつけるところまでが編集だと思っています。
q
k practice day_help
@ we-day expenses
= 元放送局員|facilitation.mc photo.video event.sound|6 14
i 司会と音響なら任せてください。声の出し方も教えます。
i 式典から運動会まで、聞きとりやすいアナウンスをします。
a 放送局で制作と中継の仕事をしていました。
a 原稿がなくても、十分前に来ていただければ整えます。
a マイクの位置を変えるだけで、お年寄りに届く声になります。
a 朗読の会の発声の指導も続けています。
q
k practice lecture day_help
@ we-day expenses
= 写真愛好家|photo.still photo.archive|6 4
i 行事の写真を撮り、使いやすく分けてお渡しします。
i 古いアルバムの写真を、傷めずにデータにします。
a 写真歴は四十年、鉄道と祭りを追いかけてきました。
a 子どもの写る写真は、扱いを先に決めてから撮ります。
a 撮影の日は、朝の光の具合を下見します。
a 集合写真で全員の目を開けさせるのが、ひそかな得意技です。
q
k practice day_help
@ we-day free
= ファシリテーター|facilitation.meeting facilitation.workshop facilitation.planning|3 19
i もめそうな話し合いほど、呼んでください。
i だれもが一度は口を開く会議をつくります。
a 会社の研修部門を経て、地域の話し合いの進行をしています。
a 地域計画づくりでは、中学生からお年寄りまで百人の場を進めました。
a 事前の打ち合わせを二回いただくようにしています。
a 進行役を育てる講座も、実際の会議を使って行います。
q
k facilitation lecture advice
@ wd-night paid
= 元市職員|organization.governance facilitation.meeting grants.report|3 19
i 役所の書類と担当課の探し方なら、少しお役に立てます。
i 総会の準備と議事録を、一緒に整えましょう。
a 福祉、農政、企画と、三十八年勤めて退職しました。
a 行政への提案は、言い方と順番で伝わり方が変わります。
a 今は地元の協議会の事務局を手伝っています。
a 現役の職員との間に立つ話は、お断りすることがあります。
q
k advice practice
@ wd-am free
= 大学の研究者|research.survey research.statistics research.evaluation|15 3
i アンケートは、集める前の設計が九割です。
i 集めた数字を、話し合いに使える図にします。
a 地域福祉を研究し、住民調査の設計と分析をしています。
a 自由記述の読み方を、住民の皆さんと一緒に行うのが好きです。
a 学期中は水曜を空けています。
a 学生の実習としてお手伝いできることもあります。
q 専門社会調査士
k advice lecture
@ wd-pm expenses
= 郷土史家|lecture.history research.interview photo.archive|6 2
i 石碑一つから、土地の物語をお話しします。
i 古文書の読み方を、初めての方にもお教えします。
a 中学校の社会科教員のかたわら、五十年調べてきました。
a まち歩きは、坂の少ない道を選んでご案内します。
a 家に残る文書は、捨てる前に一度見せてください。
a 耳が遠くなったので、連絡はFAXか手紙が確実です。
q 学芸員
k lecture advice
@ wd-pm free
= 地図とGISの技術者|research.map safety.plan it.spreadsheet|9 14
i 手描きの防災マップを、重ねて使える地図にします。
i 歩いて調べたことを、その日のうちに地図にします。
a 測量会社に勤め、ドローンと地図の仕事をしています。
a 町歩きの点検には、機材を持って一緒に歩きます。
a 昔の地図と重ねると、水のつきやすい所が見えてきます。
a 仕事で山に入る日が多く、返事が夜になることがあります。
q 測量士
k practice lecture
@ we-am expenses
= 中小企業診断士|organization.business accounting.budget facilitation.planning|16 17
i 続けられる小さな商いの形を、一緒に数字で考えます。
i 団体の自主事業の値段の付け方をお話しします。
a 金物屋の三代目として店を閉じた経験があります。
a 加工品の原価を計算すると、皆さん一度は驚かれます。
a 事業をやめる相談も、始める相談と同じくらい大切にしています。
a 勉強会の講師は、十人くらいまでの輪が得意です。
q 中小企業診断士
k advice lecture
@ wd-night expenses
"""
